//! Dates as feeds and sitemaps write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;

/// A moment: RFC 3339 or RFC 2822, a date alone, or a time without its zone, which is taken for UTC.
pub(super) fn moment(said: &str) -> Option<Timestamp> {
    const MAIL: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    let said = said.trim();
    let zoned = said.parse().ok().or_else(|| MAIL.parse_timestamp(said).ok());
    zoned.or_else(|| {
        let civil =
            said.parse::<DateTime>().ok().or_else(|| Some(said.parse::<Date>().ok()?.to_datetime(Default::default())));
        TimeZone::UTC.to_ambiguous_timestamp(civil?).compatible().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_spellings() {
        for (said, meant) in [
            ("2026-11-21", "2026-11-21T00:00:00Z"),
            ("2026-11-21T10:00+03:00", "2026-11-21T07:00:00Z"),
            ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"),
            ("2026-11-21 10:00:00", "2026-11-21T10:00:00Z"),
            ("Sat, 21 Nov 2026 10:00:00 +0300", "2026-11-21T07:00:00Z"),
            ("Fri, 21 Nov 2026 10:00:00 GMT", "2026-11-21T10:00:00Z"),
            ("21 Nov 2026 10:00 GMT", "2026-11-21T10:00:00Z"),
        ] {
            assert_eq!(moment(said).map(|m| m.to_string()).as_deref(), Some(meant), "{said}");
        }
        assert_eq!(moment("yesterday"), None);
    }
}
