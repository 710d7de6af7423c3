//! Tidying: NFC, single spaces, no controls; words stay exactly as written.
//!
//! In: text as it came. Out: tidy text that knows where each scalar stood.
//! May import: nothing of marsad.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A tidy text under construction, with its runs as [`super::Origin`] holds them.
#[derive(Debug, Default)]
pub(super) struct Tidy {
    pub text: String,
    pub runs: Vec<(usize, usize)>,
    scalars: usize,
    /// Where the line break stood that goes before whatever comes next.
    broken: Option<usize>,
}

impl Tidy {
    /// Appends one line, whose first scalar stands at `at` in the input. Runs of blanks become one space, or as many tabs
    /// as they hold; blanks at both ends vanish, and so do control characters.
    pub fn line(&mut self, line: &str, at: usize) {
        let (mut blank, mut tabs, mut cluster) = (None, 0, Cluster::default());
        let (started, mut rest, mut at) = (self.scalars, line, at);
        while let Some(c) = rest.chars().next() {
            let (mut bytes, mut scalars) = plain_run(rest);
            if c.is_whitespace() {
                tabs += usize::from(c == '\t');
                blank.get_or_insert(at);
            } else if !c.is_control() {
                if let Some(from) = blank.take() {
                    cluster.flush(self);
                    self.gap(started, std::mem::take(&mut tabs), from);
                }
                if scalars > 0 {
                    cluster.flush(self);
                    self.push_run(&rest[..bytes], scalars, at);
                } else {
                    cluster.push(c, at, self);
                }
            }
            if scalars == 0 {
                (bytes, scalars) = (c.len_utf8(), 1);
            }
            (rest, at) = (&rest[bytes..], at + scalars);
        }
        cluster.flush(self);
    }

    /// Breaks the line at `at`. Lines without anything to read, at either end or in between, leave no break behind.
    pub fn line_break(&mut self, at: usize) {
        if self.scalars > 0 {
            self.broken.get_or_insert(at);
        }
    }

    /// Appends a tab between two cells of a row.
    pub fn cell_break(&mut self) {
        self.push('\t', 0);
    }

    fn gap(&mut self, started: usize, tabs: usize, from: usize) {
        if self.scalars == started {
            return;
        }
        match tabs {
            0 => self.push(' ', from),
            n => (0..n).for_each(|i| self.push('\t', from + i)),
        }
    }

    fn push(&mut self, c: char, from: usize) {
        self.push_run(c.encode_utf8(&mut [0; 4]), 1, from);
    }

    /// Appends scalars that stood together.
    fn push_run(&mut self, run: &str, scalars: usize, from: usize) {
        if let Some(at) = self.broken.take() {
            self.push('\n', at);
        }
        let joined = self.runs.last().is_some_and(|(out, input)| from.checked_sub(*input) == Some(self.scalars - out));
        if !joined {
            self.runs.push((self.scalars, from));
        }
        self.text.push_str(run);
        self.scalars += scalars;
    }
}

/// How much of the beginning of a text goes over as it is, in bytes and in scalars: plain scalars with single spaces between
/// them. The last before anything else stays behind, for that may compose with it.
fn plain_run(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let (mut run, mut spaced, mut at, mut scalars) = ((0, 0), true, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        // Words of Latin letters, their last scalar left as for any other.
        let ascii = bytes[at..].iter().take_while(|b| matches!(b, b'!'..=b'~')).count();
        if ascii > 0 {
            if !spaced || ascii > 1 {
                run = (at + ascii - 1, scalars + ascii - 1);
            }
            (spaced, at, scalars) = (false, at + ascii, scalars + ascii);
            continue;
        }
        let space = byte == b' ';
        let len = if space { usize::from(!spaced) } else { plain(byte, &bytes[at + 1..]) };
        if len == 0 {
            return run;
        }
        if !spaced {
            run = (at, scalars);
        }
        (spaced, at, scalars) = (space, at + len, scalars + 1);
    }
    if spaced { run } else { (text.len(), scalars) }
}

/// The bytes of the scalar outside ASCII that begins with `byte`, if it is plain: one of the stable scalars that are neither blank
/// nor control, among them nearly all that is written in Arabic and Latin; else 0.
#[inline]
fn plain(byte: u8, rest: &[u8]) -> usize {
    match (byte, rest) {
        // U+0640 to U+064A, U+0660 to U+066D; «، ؛ ؟», U+0621 to U+063A; U+00A1 to U+00BF; U+00C0 to U+02FF.
        (0xD9, [0x80..=0x8A | 0xA0..=0xAD, ..])
        | (0xD8, [0x8C | 0x9B | 0x9F | 0xA1..=0xBA, ..])
        | (0xC2, [0xA1..=0xBF, ..])
        | (0xC3..=0xCB, _) => 2,
        // U+2010 to U+2027: dashes, quotes, the ellipsis.
        (0xE2, [0x80, 0x90..=0xA7, ..]) => 3,
        _ => 0,
    }
}

/// Whether a scalar neither changes in NFC nor composes with what stands before it. Most of what is written in Arabic and
/// Latin is told without the tables.
fn is_stable(c: char) -> bool {
    match c {
        '\0'..='\u{2FF}' | '\u{621}'..='\u{63A}' | '\u{640}'..='\u{64A}' | '\u{660}'..='\u{66D}' => true,
        '\u{2010}'..='\u{2027}' | '\u{200B}'..='\u{200F}' => true,
        _ => is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0,
    }
}

/// A short text of a page's head on one line, without the marks that steer the direction of writing.
pub(super) fn one_line(text: &str) -> String {
    let mut tidy = Tidy::default();
    // Nearly all lines are plain.
    if plain_run(text).0 == text.len() {
        return text.to_owned();
    }
    let seen = |c: &char| !matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}');
    let flat: String = text.chars().filter(seen).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    tidy.line(&flat, 0);
    tidy.text
}

/// A base scalar with the marks that may compose with it.
#[derive(Default)]
struct Cluster {
    from: usize,
    base: Option<char>,
    /// The base again and the marks after it, once there are any.
    scalars: String,
}

impl Cluster {
    fn push(&mut self, c: char, from: usize, out: &mut Tidy) {
        match self.base {
            Some(base) if !is_stable(c) => {
                if self.scalars.is_empty() {
                    self.scalars.push(base);
                }
                self.scalars.push(c);
            }
            _ => {
                self.flush(out);
                (self.from, self.base) = (from, Some(c));
            }
        }
    }

    fn flush(&mut self, out: &mut Tidy) {
        let Some(base) = self.base.take() else { return };
        if self.scalars.is_empty() && is_stable(base) {
            return out.push(base, self.from);
        }
        if self.scalars.is_empty() {
            self.scalars.push(base);
        }
        let composed: String = self.scalars.nfc().collect();
        let same = composed == self.scalars;
        for (i, c) in composed.chars().enumerate() {
            out.push(c, self.from + if same { i } else { 0 });
        }
        self.scalars.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(line: &str) -> (String, Vec<(usize, usize)>) {
        let mut out = Tidy::default();
        out.line(line, 0);
        (out.text, out.runs)
    }

    #[test]
    fn blanks_shrink_and_places_are_kept() {
        assert_eq!(tidied("  أ \u{A0} ب "), ("أ ب".into(), vec![(0, 2), (2, 6)]));
    }

    #[test]
    fn tabs_stay() {
        assert_eq!(tidied("فيسبوك\t 5\t\t6").0, "فيسبوك\t5\t\t6");
    }

    #[test]
    fn marks_compose_and_places_follow() {
        assert_eq!(tidied("ا\u{653}ب"), ("آب".into(), vec![(0, 0), (1, 2)]));
        assert_eq!(tidied("مُتابِعًا"), ("مُتابِعًا".into(), vec![(0, 0)]));
    }

    #[test]
    fn controls_vanish() {
        assert_eq!(tidied("12\u{0}3\u{7}").0, "123");
    }

    #[test]
    fn lines_of_nothing_but_controls_vanish_too() {
        let mut out = Tidy::default();
        for (at, line) in ["\u{1}", "أ", "\u{C}\u{7}", "", "ب", "\u{0}"].into_iter().enumerate() {
            out.line_break(at);
            out.line(line, at);
        }
        assert_eq!(out.text, "أ\nب");
    }
}
