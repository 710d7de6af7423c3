//! Times of the day in a date line.
//!
//! In: the pieces of a line. Out: a [`Clock`] and where it ends.
//! May import: page.

use super::dated::Reader;
use super::dateline::Piece;

/// A time of the day as written.
pub(super) struct Clock {
    /// Hour, minute, second.
    pub time: (i8, i8, i8),
    /// `Z` or `+03:00`.
    pub offset: Option<String>,
}

impl Reader<'_> {
    /// `13:39`, `09:45:10 مساءً`, `21:45 بتوقيت غرينتش`, `14h30`, «الساعة 9 صباحا».
    pub fn clock(self, at: usize) -> Option<(Clock, usize)> {
        let hour = self.small(at).filter(|h| (0..24).contains(h))?;
        let (minute, second, end) = self.minutes(at + 1)?;
        let after = self.half(end);
        let hour = match after.or_else(|| self.half_before(at)) {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let (offset, end) = self.offset(end + usize::from(after.is_some()));
        let time = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?);
        Some((Clock { time, offset }, end))
    }

    /// Minutes and seconds behind the hour, and where they end; none where a half of the day follows at once.
    fn minutes(self, at: usize) -> Option<(i64, i64, usize)> {
        let (minute, mut end) = match self.get(at) {
            Piece::Mark(':') => (self.minute(at + 1)?, at + 2),
            Piece::Mark('.') => (self.minute(at + 1).filter(|_| self.half(at + 2).is_some())?, at + 2),
            Piece::Half(_) => (0, at),
            _ => return None,
        };
        let mut second = 0;
        if self.get(end) == Piece::Mark(':')
            && let Some(found) = self.minute(end + 1)
        {
            (second, end) = (found, end + 2);
        }
        let fraction = self.get(end) == Piece::Mark('.') && self.touches(end + 1);
        end += if fraction && matches!(self.get(end + 1), Piece::Number(..)) { 2 } else { 0 };
        Some((minute, second, end))
    }

    /// The half of the day before a time, «ص 10:30», unless it belongs to a number before it: «2026 م 10:30».
    fn half_before(self, at: usize) -> Option<bool> {
        let half = self.half(at.checked_sub(1)?)?;
        let taken = at.checked_sub(2).is_some_and(|b| matches!(self.get(b), Piece::Number(..)));
        (!taken).then_some(half)
    }

    fn minute(self, at: usize) -> Option<i64> {
        match self.get(at) {
            Piece::Number(n, 2) if n < 60 => Some(n),
            _ => None,
        }
    }

    fn half(self, at: usize) -> Option<bool> {
        match self.get(at) {
            Piece::Half(second) => Some(second),
            _ => None,
        }
    }

    /// The offset behind a time: `Z`, `+03:00`, `+0300`, `GMT+2`, «بتوقيت غرينتش».
    fn offset(self, at: usize) -> (Option<String>, usize) {
        if let Some((offset, end)) = self.signed(at, false) {
            return (Some(offset), end);
        }
        let zone_at = self.past(at);
        match self.get(zone_at) {
            Piece::Zone("Z") => match self.signed(zone_at + 1, true) {
                Some((offset, end)) => (Some(offset), end),
                None => (Some("Z".to_owned()), zone_at + 1),
            },
            Piece::Zone(offset) => (Some(offset.to_owned()), zone_at + 1),
            _ => (None, at),
        }
    }

    /// A sign and hours, or hours and minutes; hours alone only behind `GMT`.
    fn signed(self, at: usize, hours_do: bool) -> Option<(String, usize)> {
        let Piece::Mark(sign @ ('+' | '-' | '−')) = self.get(at) else { return None };
        let Piece::Number(n, digits) = self.get(at + 1) else { return None };
        let sign = if sign == '+' { '+' } else { '-' };
        let (hours, minutes, end) = match (digits, self.get(at + 2)) {
            (4, _) => (n / 100, n % 100, at + 2),
            (1 | 2, Piece::Mark(':')) if self.touches(at + 2) => (n, self.minute(at + 3)?, at + 4),
            (1 | 2, _) if hours_do || (digits == 2 && sign == '+') => (n, 0, at + 2),
            _ => return None,
        };
        (self.touches(at + 1) && hours <= 14 && minutes < 60).then(|| (format!("{sign}{hours:02}:{minutes:02}"), end))
    }
}
