//! Numbers in digits, with every separator in use.
//!
//! In: a place in the lattice. Out: a [`Literal`] with its value alone and in front of a scale word.
//! May import: record, arabic.

use super::flags::Flags;
use super::lattice::View;
use crate::arabic::{Gap, TokenKind};
use crate::lexicon::numbers::{Class, Classes};

/// Most groups of digits that one number may have.
const MOST_GROUPS: usize = 8;

/// A number in digits.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Literal {
    /// First token: the quotation mark before the digits, the point that leads them, or the digits.
    pub start: usize,
    /// One past the last token; the closing quotation mark is in.
    pub end: usize,
    /// The value when no scale word follows.
    pub value: f64,
    /// The value when one does: then «17.591» has decimals.
    pub scaled: f64,
    /// Whether the value alone has decimals.
    pub decimals: bool,
    /// Whether it is written without any separator.
    pub plain: bool,
    /// How many digits are written.
    pub digits: usize,
    pub flags: Flags,
}

/// Digits and the marks between them.
#[derive(Default)]
struct Groups<'a> {
    digits: [&'a str; MOST_GROUPS],
    marks: [char; MOST_GROUPS],
    count: usize,
    end: usize,
}

impl Groups<'_> {
    fn marks(&self) -> &[char] {
        &self.marks[1..self.count.max(1)]
    }

    fn digits(&self) -> &[&str] {
        &self.digits[..self.count]
    }
}

/// Longest title that ends in a number, in tokens.
const LONGEST_TITLE: usize = 6;

/// Whether a folded token is a quotation mark of any kind.
pub(super) fn is_quote(key: &str) -> bool {
    let mut marks = key.chars();
    let quote = matches!(marks.next(), Some('«' | '»' | '"' | '“' | '”' | '„' | '‟' | '\'' | '’' | '‘' | '‹' | '›'));
    quote && marks.next().is_none()
}

impl<'a> View<'a> {
    /// The number in digits at `i`, with the quotation marks that hold only it.
    pub fn literal(self, i: usize) -> Option<Literal> {
        self.read_before().literals.once(i, self.end(), || self.read_literal(i))
    }

    fn read_literal(self, i: usize) -> Option<Literal> {
        let quoted = is_quote(self.key(i)) && self.touches(i + 1);
        let bracketed = self.key(i) == "(" && self.touches(i + 1);
        let at = i + usize::from(quoted || bracketed);
        let mut literal = self.point_first(at).or_else(|| self.grouped(at))?;
        literal.start = i;
        // «(6) ملايين»: in brackets digits are a number's only where its scale stands outside.
        if bracketed {
            let scaled =
                self.key(literal.end) == ")" && self.classes(literal.end + 1).meets(Classes::of(&[Class::Scale]));
            literal.end += 1;
            return (scaled && self.on_line(literal.end)).then_some(literal);
        }
        // «سيتكوم «الجيران 3» مليونا مشاهدة»: a mark that closes a title is no number's.
        let closed = is_quote(self.key(literal.end)) && self.touches(literal.end) && (quoted || !self.ends_title(i));
        literal.end += usize::from(closed);
        (closed || !quoted).then_some(literal)
    }

    /// Whether the last quotation mark shortly before `i` opens a title that a word begins.
    fn ends_title(self, i: usize) -> bool {
        let open = (i.saturating_sub(LONGEST_TITLE)..i).rev().find(|at| is_quote(self.key(*at)));
        open.is_some_and(|at| self.key(at) == "«" && at + 1 < i && !self.is_digits(at + 1))
    }

    /// «.75»: no digit before the point.
    fn point_first(self, i: usize) -> Option<Literal> {
        let point = matches!(self.key(i), "." | "٫" | ",") && self.is_digits(i + 1) && self.touches(i + 1);
        let turned = i > 0 && self.is_digits(i - 1) && self.on_line(i);
        let open = !turned && (i == 0 || !self.touches(i));
        if !point || !open || (self.touches(i + 2) && matches!(self.key(i + 2), "." | ",")) {
            return None;
        }
        let digits = self.key(i + 1);
        let value = decimal("0", digits)?;
        let literal = Literal { start: i, end: i + 2, value, scaled: value, decimals: true, ..Literal::default() };
        Some(Literal { digits: digits.len(), ..literal })
    }

    fn grouped(self, i: usize) -> Option<Literal> {
        if !self.is_digits(i) {
            return None;
        }
        if self.separator(i + 1).is_none() {
            let literal = self.spaced(i).or_else(|| self.turned(i)).or_else(|| whole(&[self.key(i)]))?;
            return Some(Literal { end: literal.end.max(i + 1), ..literal });
        }
        let groups = self.groups(i);
        Some(Literal { end: groups.end, ..separated(&groups)? })
    }

    /// Digits that touch each other over one mark.
    fn groups(self, i: usize) -> Groups<'a> {
        let mut groups = Groups { count: 1, end: i + 1, ..Groups::default() };
        groups.digits[0] = self.key(i);
        while let Some(mark) = self.separator(groups.end).filter(|_| groups.count < MOST_GROUPS) {
            groups.digits[groups.count] = self.key(groups.end + 1);
            groups.marks[groups.count] = mark;
            groups.count += 1;
            groups.end += 2;
        }
        groups
    }

    /// A mark that may stand inside a number, with digits touching it on both sides.
    fn separator(self, i: usize) -> Option<char> {
        let mark = self.key(i).chars().next()?;
        let known = matches!(mark, '.' | ',' | '،' | '٬' | '٫' | '\'' | '’' | '‘' | 'ر' | '´');
        let single = self.key(i).len() == mark.len_utf8();
        (known && single && self.touches(i) && self.touches(i + 1) && self.is_digits(i + 1)).then_some(mark)
    }

    /// «3 .180%», «013 .1 مليون»: what stands behind the point stands before it, as archives of left-to-right systems have it.
    fn turned(self, i: usize) -> Option<Literal> {
        let (rest, whole) = (self.key(i), self.key(i + 2));
        let point = matches!(self.key(i + 1), "." | "٫") && self.gap(i + 1) == Gap::Space && self.touches(i + 2);
        let digits = self.is_digits(i + 2) && rest.len().max(whole.len()) <= 3 && self.separator(i + 3).is_none();
        if !point || !digits {
            return None;
        }
        let value = decimal(whole, rest)?;
        let flags = Flags::TURNED.and(Flags::AMBIGUOUS);
        let digits = rest.len() + whole.len();
        Some(Literal { end: i + 3, value, scaled: value, decimals: true, flags, digits, ..Literal::default() })
    }

    /// Groups parted by spaces: «12 083 986». One plain space alone is believed only before a word.
    fn spaced(self, i: usize) -> Option<Literal> {
        let mut end = i + 1;
        while self.is_digits(end) && self.gap(end) == Gap::Space && self.key(end).len() == 3 && end - i < MOST_GROUPS {
            end += 1;
        }
        let head = self.key(i);
        if end == i + 1 || head.len() > 3 || head.starts_with('0') || self.separator(end).is_some() {
            return None;
        }
        let firm = (i + 1..end).all(|k| self.tight(k));
        let preceded = i > 0 && self.is_digits(i - 1) && self.on_line(i);
        let alone = !self.is_digits(end) && !preceded;
        let counts = self.kind(end) == Some(TokenKind::Word) && self.on_line(end) && !self.is_function_word(end);
        if !firm && !(alone && (end > i + 2 || counts)) {
            return None;
        }
        let keys: Vec<&str> = (i..end).map(|k| self.key(k)).collect();
        let flags = if firm { Flags::default() } else { Flags::AMBIGUOUS };
        Some(Literal { end, plain: false, flags, ..whole(&keys)? })
    }

    /// Whether only a no-break or thin space stands before the token.
    fn tight(self, i: usize) -> bool {
        let before = i.checked_sub(1).and_then(|b| self.tokens().get(b)).map_or(0, |t| t.bytes.end);
        let after = self.tokens().get(i).map_or(before, |t| t.bytes.start);
        let space = &self.tokens().text()[before.min(after)..after];
        space.contains(['\u{A0}', '\u{202F}', '\u{2009}', '\u{2007}', '\u{2008}'])
    }
}

fn whole(digits: &[&str]) -> Option<Literal> {
    let value = integer(digits.iter().copied())?;
    let count = digits.iter().map(|d| d.len()).sum();
    Some(Literal { value, scaled: value, plain: true, digits: count, ..Literal::default() })
}

/// A number whose groups are parted by marks.
fn separated(groups: &Groups<'_>) -> Option<Literal> {
    let (digits, marks) = (groups.digits(), groups.marks());
    let count = digits.iter().map(|d| d.len()).sum();
    let (last, head) = marks.split_last()?;
    let literal = if marks.contains(&'ر') {
        old_style(digits)?
    } else if head.is_empty() {
        two_groups(digits[0], *last, digits[1])?
    } else if head.iter().any(|m| m != &head[0]) {
        return None;
    } else if *last == head[0] && *last != '٫' {
        thousands(digits)?
    } else {
        let (fraction, whole) = digits.split_last()?;
        thousands(whole).filter(|_| is_decimal_mark(*last))?;
        let value = decimal(&whole.concat(), fraction)?;
        Literal { value, scaled: value, decimals: true, ..Literal::default() }
    };
    Some(Literal { digits: count, ..literal })
}

fn is_decimal_mark(mark: char) -> bool {
    matches!(mark, '.' | ',' | '،' | '٫')
}

/// One mark: exactly three digits behind it make thousands, unless a scale word follows.
fn two_groups(first: &str, mark: char, second: &str) -> Option<Literal> {
    let grouped = second.len() == 3 && first.len() <= 3 && !first.starts_with('0');
    let joined = integer([first, second].into_iter())?;
    let split = decimal(first, second)?;
    let literal = match mark {
        '٬' | '\'' | '’' | '‘' | '´' if grouped => {
            Literal { value: joined, scaled: joined, ..Literal::default() }
        }
        '٬' | '\'' | '’' | '‘' | '´' => return None,
        '٫' => Literal { value: split, scaled: split, decimals: true, ..Literal::default() },
        _ if grouped => Literal { value: joined, scaled: split, flags: doubt(mark), ..Literal::default() },
        _ => Literal { value: split, scaled: split, decimals: true, ..Literal::default() },
    };
    Some(literal)
}

/// A point before three digits may be either; a comma there hardly ever is a decimal one.
fn doubt(mark: char) -> Flags {
    if mark == '.' { Flags::AMBIGUOUS } else { Flags::default() }
}

/// Groups of three behind a first group of one to three.
fn thousands(digits: &[&str]) -> Option<Literal> {
    let (first, rest) = digits.split_first()?;
    let fits = (1..=3).contains(&first.len()) && rest.iter().all(|d| d.len() == 3) && !first.starts_with('0');
    let value = integer(digits.iter().copied())?;
    fits.then(|| Literal { value, scaled: value, ..Literal::default() })
}

/// The «ر» of the old agencies, whose groups stand in turned order: 9ر43 is 43.9, 793ر146ر10 is 10,146,793.
fn old_style(digits: &[&str]) -> Option<Literal> {
    let turned: Vec<&str> = digits.iter().rev().copied().collect();
    match digits {
        [one, two] if one.len() == 3 && two.len() <= 3 || two.len() == 3 && one.len() <= 3 => {
            let (whole, rest) = if one.len() == 3 { (two, one) } else { (one, two) };
            let (value, scaled) = (integer([*whole, *rest].into_iter())?, decimal(whole, rest)?);
            Some(Literal { value, scaled, flags: Flags::TURNED.and(Flags::AMBIGUOUS), ..Literal::default() })
        }
        [one, two] => {
            let straight = two.len() == 1 && one.len() > 1;
            let (whole, rest) = if straight { (one, two) } else { (two, one) };
            let value = decimal(whole, rest)?;
            Some(Literal { value, scaled: value, decimals: true, flags: Flags::TURNED, ..Literal::default() })
        }
        _ => {
            let literal = thousands(&turned).or_else(|| thousands(digits))?;
            Some(Literal { flags: Flags::TURNED, ..literal })
        }
    }
}

fn integer<'d>(digits: impl Iterator<Item = &'d str>) -> Option<f64> {
    let mut value: u64 = 0;
    for digit in digits.flat_map(str::bytes) {
        value = value.checked_mul(10)?.checked_add(u64::from(digit.checked_sub(b'0')?))?;
    }
    Some(value as f64)
}

/// The number with `whole` before and `rest` behind the point.
pub(super) fn decimal(whole: &str, rest: &str) -> Option<f64> {
    // Both a whole number of so few digits and the power of ten are exact, so their quotient is rounded right.
    const EXACT: usize = 15;
    const TENS: [f64; EXACT] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14];
    let short = !whole.is_empty() && !rest.is_empty() && whole.len() + rest.len() <= EXACT;
    if let Some(digits) = integer([whole, rest].into_iter()).filter(|_| short) {
        return Some(digits / TENS[rest.len()]);
    }
    format!("{whole}.{rest}").parse().ok().filter(|_| whole.len() + rest.len() <= 25)
}
