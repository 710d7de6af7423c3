//! `Retry-After`, in seconds or as a date.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The three spellings of a date in HTTP (RFC 9110, 5.6.7), without the day of the week, which some servers get wrong.
const DATES: [&str; 3] = ["%d %b %Y %H:%M:%S GMT", "%d-%b-%y %H:%M:%S GMT", "%b %e %H:%M:%S %Y"];

/// A date as HTTP writes it.
pub(super) fn date(said: &str) -> Option<Timestamp> {
    let (_day, date) = said.trim().split_once(' ')?;
    let civil = DATES.iter().find_map(|spelling| DateTime::strptime(spelling, date.trim()).ok())?;
    TimeZone::UTC.to_ambiguous_timestamp(civil).compatible().ok()
}

/// How long a server asks to wait; nothing when what it says is no time, zero when the time is past. `server_time` is the response's `Date`:
/// where the server's clock is wrong, both of its dates are.
pub fn retry_after(said: &str, server_time: Option<&str>, now: Timestamp) -> Option<Duration> {
    let said = said.trim();
    if !said.is_empty() && said.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Duration::from_secs(said.parse().unwrap_or(u64::MAX >> 1)));
    }
    let since = server_time.and_then(date).unwrap_or(now);
    let wait = date(said)?.duration_since(since);
    Some(Duration::try_from(wait).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates() {
        let now: Timestamp = "1994-11-06T08:49:00Z".parse().unwrap();
        let wait = |said: &str| retry_after(said, None, now).map(|wait| wait.as_secs());
        for (said, seconds) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("1000000000", Some(1_000_000_000)),
            ("99999999999999999999999", Some(u64::MAX >> 1)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(37)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some(37)),
            ("Sun Nov  6 08:49:37 1994", Some(37)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("Mon, 06 Nov 1994 08:49:37 GMT", Some(37)),
            ("soon", None),
            ("", None),
            ("-5", None),
            ("1.5", None),
            ("Sun, 99 Nov 1994 08:49:37 GMT", None),
        ] {
            assert_eq!(wait(said), seconds, "{said}");
        }
    }

    #[test]
    fn a_server_whose_clock_is_wrong_is_taken_by_its_own_clock() {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let wait = retry_after("Thu, 01 Jan 1970 00:01:00 GMT", Some("Thu, 01 Jan 1970 00:00:30 GMT"), now);
        assert_eq!(wait, Some(Duration::from_secs(30)));
    }
}
