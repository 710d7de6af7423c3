//! What looks like a quantity but is none: addresses, phone numbers, versions, clock times, scores, list markers.
//!
//! In: a place in the lattice. Out: where reading may go on.
//! May import: record, arabic, lexicon.

use super::lattice::View;
use crate::arabic::{Gap, TokenKind};
use crate::lexicon::numbers::{Class, Form};

/// Digits in a row that only a phone number or a code has behind a leading zero.
const PHONE_DIGITS: usize = 6;

/// How many tokens an aside in brackets is looked back for.
const LONGEST_ASIDE: usize = 20;

impl View<'_> {
    /// Past something that is no quantity, if that is what starts at `i`.
    pub fn no_quantity(self, i: usize) -> Option<usize> {
        match self.kind(i)? {
            TokenKind::Latin => self.address(i).or_else(|| self.code_name(i)),
            TokenKind::Number => self
                .version(i)
                .or_else(|| self.phone(i))
                .or_else(|| self.clock(i))
                .or_else(|| self.list_marker(i))
                .or_else(|| self.file_number(i))
                .or_else(|| self.score(i))
                .or_else(|| self.name_tail(i)),
            TokenKind::Punct => self.phone_with_plus(i).or_else(|| self.handle(i)),
            TokenKind::Word => self.word_name(i).or_else(|| self.clock_words(i)),
        }
    }

    /// Past everything that touches: http://…, www.…
    fn address(self, i: usize) -> Option<usize> {
        let scheme = matches!(self.key(i), "http" | "https" | "ftp") && self.key(i + 1) == ":" && self.touches(i + 1);
        let host = self.key(i) == "www" && self.key(i + 1) == ".";
        (scheme || host).then(|| self.past_touching(i))
    }

    fn past_touching(self, i: usize) -> usize {
        let mut end = i + 1;
        while end < self.end() && self.touches(end) {
            end += 1;
        }
        end
    }

    /// Latin letters with digits written on: MH370, G20, COVID-19.
    fn code_name(self, i: usize) -> Option<usize> {
        let dash = self.key(i + 1) == "-" && self.touches(i + 1);
        let at = i + 1 + usize::from(dash);
        let name = self.is_digits(at) && self.touches(at) && !self.is_symbol(i);
        name.then(|| self.past_touching(i))
    }

    fn is_symbol(self, i: usize) -> bool {
        self.find(i, |s| s.mark == "symbol").is_some()
    }

    /// كوفيد-19, سوخوي-35: an Arabic name with a number written on over a hyphen.
    fn word_name(self, i: usize) -> Option<usize> {
        let dash = matches!(self.key(i + 1), "-" | "–") && self.touches(i + 1) && self.touches(i + 2);
        (dash && self.is_digits(i + 2) && !self.is_calendar(i) && !self.is_glue(i) && self.key(i).len() > 2)
            .then_some(i + 3)
            .filter(|_| self.number(i).is_none())
    }

    fn is_calendar(self, i: usize) -> bool {
        self.find(i, |s| matches!(s.class, Class::Month | Class::Weekday | Class::Currency)).is_some()
    }

    /// #trend, @name.
    fn handle(self, i: usize) -> Option<usize> {
        let mark = matches!(self.key(i), "@" | "#");
        (mark && self.touches(i + 1)).then(|| self.past_touching(i))
    }

    /// Three or more groups over points that are not thousands: 3.2.1, 192.168.1.10.
    fn version(self, i: usize) -> Option<usize> {
        let mut end = i + 1;
        while self.key(end) == "." && self.touches(end) && self.is_digits(end + 1) && self.touches(end + 1) {
            end += 2;
        }
        let groups = (end - i).div_ceil(2);
        let dated = groups == 3 && self.key(i).len() <= 2 && self.key(end - 1).len() == 4;
        (groups >= 3 && !dated && self.literal(i).is_none()).then_some(end)
    }

    /// A run of digits behind a zero, or numbers over hyphens that are no date.
    fn phone(self, i: usize) -> Option<usize> {
        let key = self.key(i);
        let zero = key.len() > PHONE_DIGITS && key.starts_with('0') && !self.is_separated(i + 1);
        let label = key.len() >= 5 && (1..=3).any(|k| i >= k && self.cue(i - k, "phone"));
        let mut end = i + 1;
        while self.key(end) == "-" && self.touches(end) && self.touches(end + 1) && self.is_digits(end + 1) {
            end += 2;
        }
        let runs = (end - i).div_ceil(2);
        let hyphens = runs >= 4 || runs == 3 && self.key(i).len() + self.key(i + 2).len() + self.key(i + 4).len() > 8;
        (zero || label || hyphens).then_some(end)
    }

    fn is_separated(self, i: usize) -> bool {
        self.touches(i) && matches!(self.key(i), "." | "," | "٫") && self.is_digits(i + 1)
    }

    /// +966501234567, +1-222-…
    fn phone_with_plus(self, i: usize) -> Option<usize> {
        let plus = self.key(i) == "+" && self.touches(i + 1) && self.is_digits(i + 1);
        let long = self.key(i + 1).len() >= PHONE_DIGITS || self.key(i + 2) == "-";
        (plus && long).then(|| self.past_touching(i))
    }

    /// 10:30.
    fn clock(self, i: usize) -> Option<usize> {
        let pair = self.key(i + 1) == ":" && self.touches(i + 1) && self.touches(i + 2) && self.is_digits(i + 2);
        let short = self.key(i).len() <= 2 && self.key(i + 2).len() == 2;
        if pair && short {
            let seconds = self.key(i + 3) == ":" && self.touches(i + 3) && self.is_digits(i + 4);
            return Some(if seconds { i + 5 } else { i + 3 });
        }
        let told = i > 0 && self.is_clock(i - 1) && self.key(i).len() <= 2;
        told.then_some(i + 1)
    }

    /// Whether «الساعة», "at … o'clock", stands at `i`.
    pub fn is_clock(self, i: usize) -> bool {
        self.clitics(i).article
            && self.sense(i, Class::Time).is_some_and(|f| f.sense.code == "H" && f.sense.form == Form::Plain)
    }

    /// «الساعة الخامسة والنصف», «الساعة العاشرة إلا ربعا», «الساعة السابعة و20 دقيقة و5 ثوان».
    fn clock_words(self, i: usize) -> Option<usize> {
        if !self.is_clock(i) || !self.on_line(i + 1) {
            return None;
        }
        let hour = self.ordinal_word(i + 1).filter(|(hour, _)| *hour <= 12.0)?.1;
        let mut end = hour;
        while let Some((at, _)) = self.behind_whole(end)
            && let Some(past) = self.number(at).filter(|n| n.part || n.value < 60.0)
        {
            let unit = self.sense(past.end, Class::Time).filter(|_| self.on_line(past.end));
            end = unit.map_or(past.end, |f| f.end);
            if unit.is_none() {
                break;
            }
        }
        Some(end)
    }

    /// 1234/2023: the number of a file in a year, no fraction.
    fn file_number(self, i: usize) -> Option<usize> {
        let slash = self.key(i + 1) == "/" && self.touches(i + 1) && self.touches(i + 2) && self.is_digits(i + 2);
        let (a, b) = (self.key(i).len(), self.key(i + 2).len());
        let year = |k: usize| self.key(k).len() == 4 && matches!(self.key(k).get(..2), Some("19" | "20"));
        let long = a > 4 || b > 4 || a >= 3 && year(i + 2) && !year(i);
        (slash && long && !self.touches(i + 3)).then_some(i + 3)
    }

    /// «1- » or «2. » at the start of a line.
    fn list_marker(self, i: usize) -> Option<usize> {
        let numbered = self.key(i + 1) == ")" && !self.in_brackets(i);
        let opens = (self.gap(i) == Gap::Line || numbered) && self.key(i).len() <= 2;
        let mark = matches!(self.key(i + 1), "-" | "." | ")" | "–" | "ـ") && self.touches(i + 1);
        (opens && mark && self.gap(i + 2) == Gap::Space).then_some(i + 2)
    }

    /// Whether a bracket is open before `i`, not far back.
    fn in_brackets(self, i: usize) -> bool {
        let near = (i.saturating_sub(LONGEST_ASIDE)..i).rev().find(|k| matches!(self.key(*k), "(" | ")"));
        near.is_some_and(|k| self.key(k) == "(")
    }

    /// 3-1, 2 - 2: falling or beside words of matches.
    fn score(self, i: usize) -> Option<usize> {
        let dash = matches!(self.key(i + 1), "-" | "–" | "−") && self.on_line(i + 1) && self.on_line(i + 2);
        let small = |k: usize| self.is_digits(k) && self.key(k).len() <= 2;
        if !dash || !small(i) || !small(i + 2) || self.touches(i + 1) != self.touches(i + 2) {
            return None;
        }
        let (a, b): (u32, u32) = (self.key(i).parse().ok()?, self.key(i + 2).parse().ok()?);
        let told = (1..=5).any(|k| i >= k && self.cue(i - k, "score"));
        let more = self.touches(i + 3) && matches!(self.key(i + 3), "-" | "." | "," | "/" | "،");
        ((a >= b || told) && !more && !self.is_calendar(i + 3)).then_some(i + 3)
    }

    /// Digits behind the name of a channel: قناة 24; digits that touch an unknown word or letters from behind.
    fn name_tail(self, i: usize) -> Option<usize> {
        let named = i > 0 && self.on_line(i) && self.cue(i - 1, "name") && self.key(i).len() <= 3;
        let whole = self.literal(i).is_none_or(|literal| literal.end == i + 1);
        let named = named && whole && !self.touches(i + 1) && !self.is_counted_noun(i + 1);
        let glued = i > 0
            && self.touches(i)
            && match self.kind(i - 1) {
                Some(TokenKind::Word) => !self.is_known(i - 1) && !self.is_glue(i - 1) && self.key(i - 1) != "ر",
                Some(TokenKind::Punct) => matches!(self.key(i - 1), "_" | "=" | "&" | "#" | "@"),
                Some(TokenKind::Latin) => !self.is_symbol(i - 1),
                _ => false,
            };
        let sharp = matches!(self.key(i), "2" | "4" | "8") && self.key(i + 1) == "k";
        let mobile = self.key(i).len() == 1 && self.tokens().raw(i + 1) == "G";
        let latin = self.kind(i + 1) == Some(TokenKind::Latin)
            && self.touches(i + 1)
            && (!self.is_known(i + 1) || sharp || mobile);
        let dated = self.sense(i + 1, Class::Month).filter(|_| named && self.on_line(i + 1));
        (named || glued || latin).then_some(dated.map_or(i + 1, |month| month.end))
    }
}
