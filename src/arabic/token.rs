//! Words, digit runs and marks, each with its place in the original text.

use super::fold::{FOLDED, is_control, is_mark, push_folded};
use super::script::{BLOCK, Table, place, scalar};
use crate::record::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Arabic letters.
    Word,
    /// Letters of any other script.
    Latin,
    /// Digits of one of the three scripts, folded to ASCII.
    Number,
    /// One mark: punctuation or a symbol.
    Punct,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing: the two touch.
    None,
    /// White space within a line.
    Space,
    /// A line break.
    Line,
}

/// One token. Offsets are given in bytes (to slice) and in Unicode scalars (to report).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is made of.
    pub kind: TokenKind,
    /// What stands before it.
    pub gap: Gap,
    /// Byte offsets in the original.
    pub bytes: Span,
    /// Scalar offsets in the original. Trailing harakat and tatweel belong to the token, invisible controls do not.
    pub span: Span,
    /// Byte offsets in the folded buffer.
    folded: Span,
}

/// A text cut into tokens.
#[derive(Debug, Clone)]
pub struct Tokens<'t> {
    text: &'t str,
    folded: String,
    items: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// The original text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether the text holds no token.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The token at `index`, if there is one.
    pub fn get(&self, index: usize) -> Option<&Token> {
        self.items.get(index)
    }

    /// All tokens in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Token> {
        self.items.iter()
    }

    /// The folded form of the token at `index`; empty past the end.
    pub fn key(&self, index: usize) -> &str {
        self.get(index).map_or("", |t| &self.folded[t.folded.start..t.folded.end])
    }

    /// The token at `index` as written; empty past the end.
    pub fn raw(&self, index: usize) -> &'t str {
        self.get(index).map_or("", |t| &self.text[t.bytes.start..t.bytes.end])
    }

    /// The original text from the first to the last of a range of tokens, `range.end` exclusive.
    pub fn slice(&self, range: std::ops::Range<usize>) -> &'t str {
        match (self.get(range.start), range.end.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => &self.text[first.bytes.start..last.bytes.end],
            _ => "",
        }
    }

    /// The scalar span of a range of tokens, `range.end` exclusive.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        match (self.get(range.start), range.end.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// Index of the first token that ends after the scalar offset `at`: the token there, or the next one.
    pub fn at_scalar(&self, at: usize) -> usize {
        self.items.partition_point(|t| t.span.end <= at)
    }
}

/// Cuts a text into tokens in one pass.
///
/// A run of letters of one script is a token, so is a run of digits; every other visible scalar is one of its own.
/// A glued «15مليون» gives two tokens with [`Gap::None`] between them.
///
/// ```
/// use marsad::arabic::{tokenize, TokenKind};
/// let tokens = tokenize("بـ19 مليونًا");
/// let keys: Vec<&str> = (0..tokens.len()).map(|i| tokens.key(i)).collect();
/// assert_eq!(keys, ["ب", "19", "مليونا"]);
/// assert_eq!(tokens.raw(2), "مليونًا");
/// ```
pub fn tokenize(text: &str) -> Tokens<'_> {
    let (mut cutter, mut at) = (Cutter::new(text), Place::default());
    while let Some(first) = text.as_bytes().get(at.byte) {
        // Blanks, letters and digits, nearly all there is, need no decoding.
        let run = match first {
            b' ' => {
                cutter.part(Gap::Space);
                Place { byte: 1, scalar: 1 }
            }
            b'0'..=b'9' => cutter.run(TokenKind::Number, at, begins(&text[at.byte..], u8::is_ascii_digit)),
            b'a'..=b'z' | b'A'..=b'Z' => {
                cutter.run(TokenKind::Latin, at, begins(&text[at.byte..], u8::is_ascii_alphabetic))
            }
            0xD8..=0xDB => cutter.letters(&text[at.byte..], at),
            _ => Place::default(),
        };
        at = if run.byte > 0 { at.past(run) } else { cutter.scalar(text, at) };
    }
    cutter.close();
    Tokens { text, folded: cutter.folded, items: cutter.items }
}

/// What a scalar does to the token before it.
#[derive(Clone, Copy)]
enum Sign {
    /// Goes on with a token of its kind or begins one.
    Visible(TokenKind),
    /// Ends it.
    Blank(Gap),
    /// Belongs to it.
    Mark,
    /// Invisible: neither breaks a word nor widens its span.
    Control,
}

/// The signs of the Arabic block.
static ARABIC: Table<Sign> = {
    let mut table = [Sign::Control; BLOCK];
    let mut at = 0;
    while at < table.len() {
        table[at] = sign_of_arabic(scalar(at));
        at += 1;
    }
    table
};

#[inline]
fn sign(c: char) -> Sign {
    match place(c) {
        Some(at) => ARABIC[at],
        None if c == ' ' => Sign::Blank(Gap::Space),
        None => sign_of_other(c),
    }
}

const fn sign_of_arabic(c: char) -> Sign {
    match c {
        '٠'..='٩' | '۰'..='۹' => Sign::Visible(TokenKind::Number),
        _ if is_control(c) => Sign::Control,
        _ if is_mark(c) => Sign::Mark,
        '\u{0620}'..='\u{064A}'
        | '\u{066E}'..='\u{06D3}'
        | '\u{06D5}'
        | '\u{06E5}'
        | '\u{06E6}'
        | '\u{06EE}'..='\u{06EF}'
        | '\u{06FA}'..='\u{06FF}' => Sign::Visible(TokenKind::Word),
        _ => Sign::Visible(TokenKind::Punct),
    }
}

fn sign_of_other(c: char) -> Sign {
    match c {
        'a'..='z' | 'A'..='Z' => Sign::Visible(TokenKind::Latin),
        '0'..='9' => Sign::Visible(TokenKind::Number),
        _ if is_line_break(c) => Sign::Blank(Gap::Line),
        _ if c.is_whitespace() || c.is_control() => Sign::Blank(Gap::Space),
        _ if is_control(c) => Sign::Control,
        _ if is_mark(c) => Sign::Mark,
        '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08C9}' | '\u{FB50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}' => {
            Sign::Visible(TokenKind::Word)
        }
        '«' | '»' | '“' | '”' | '–' | '…' => Sign::Visible(TokenKind::Punct),
        _ if c.is_alphabetic() => Sign::Visible(TokenKind::Latin),
        _ => Sign::Visible(TokenKind::Punct),
    }
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}')
}

/// What a scalar of the Arabic block is inside a word.
#[derive(Clone, Copy)]
enum Letter {
    /// No letter.
    Other,
    /// A letter that folds to itself.
    Plain,
    /// A letter that folds to another.
    Folded,
}

/// The letters of the Arabic block.
static LETTERS: Table<Letter> = {
    let mut table = [Letter::Other; BLOCK];
    let mut at = 0;
    while at < table.len() {
        if matches!(ARABIC[at], Sign::Visible(TokenKind::Word)) {
            table[at] = if FOLDED[at] == scalar(at) { Letter::Plain } else { Letter::Folded };
        }
        at += 1;
    }
    table
};

/// What two bytes of a text are inside a word, with their place in the Arabic block.
#[inline]
fn letter(lead: u8, trail: u8) -> (Letter, usize) {
    let place = usize::from(lead & 3) << 6 | usize::from(trail & 63);
    if lead & !3 == 0xD8 { (LETTERS[place], place) } else { (Letter::Other, 0) }
}

fn begins_with_letter(text: &[u8]) -> bool {
    matches!(text, [lead, trail, ..] if !matches!(letter(*lead, *trail).0, Letter::Other))
}

/// Appends the folded form of the Arabic letters that a text begins with, two bytes each; gives their number.
pub(crate) fn push_letters(text: &str, folded: &mut String) -> usize {
    let (pairs, _) = text.as_bytes().as_chunks::<2>();
    // Runs of letters that fold to themselves are copied whole.
    let (mut letters, mut copied) = (0, 0);
    for [lead, trail] in pairs {
        match letter(*lead, *trail) {
            (Letter::Other, _) => break,
            (Letter::Plain, _) => {}
            (Letter::Folded, place) => {
                folded.push_str(&text[2 * copied..2 * letters]);
                folded.push(FOLDED[place]);
                copied = letters + 1;
            }
        }
        letters += 1;
    }
    folded.push_str(&text[2 * copied..2 * letters]);
    letters
}

/// The run of ASCII of one kind that a text begins with.
#[inline]
fn begins(text: &str, is: impl Fn(&u8) -> bool) -> &str {
    &text[..text.bytes().take_while(|b| is(b)).count()]
}

/// A place in a text.
#[derive(Clone, Copy, Default)]
struct Place {
    byte: usize,
    scalar: usize,
}

impl Place {
    /// The place so much further on.
    fn past(self, run: Place) -> Self {
        Self { byte: self.byte + run.byte, scalar: self.scalar + run.scalar }
    }
}

struct Cutter {
    folded: String,
    items: Vec<Token>,
    /// The kind of the token that is being read.
    open: Option<TokenKind>,
    /// What stands before it.
    gap: Gap,
    /// Where it begins and ends, and where it begins among the folded bytes.
    from: Place,
    to: Place,
    folded_from: usize,
}

impl Cutter {
    fn new(text: &str) -> Self {
        let (folded, items) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() / 8));
        let (from, to) = Default::default();
        Self { folded, items, open: None, gap: Gap::Line, from, to, folded_from: 0 }
    }

    /// Takes in a run of ASCII of one kind; gives its length.
    fn run(&mut self, kind: TokenKind, at: Place, run: &str) -> Place {
        self.open(kind, at);
        let folded = self.folded.len();
        self.folded.push_str(run);
        self.folded[folded..].make_ascii_lowercase();
        let length = Place { byte: run.len(), scalar: run.len() };
        self.to = at.past(length);
        length
    }

    /// Takes in the Arabic letters that a text begins with; gives their length.
    fn letters(&mut self, text: &str, at: Place) -> Place {
        if !begins_with_letter(text.as_bytes()) {
            return Place::default();
        }
        self.open(TokenKind::Word, at);
        let letters = push_letters(text, &mut self.folded);
        let length = Place { byte: 2 * letters, scalar: letters };
        self.to = at.past(length);
        length
    }

    /// Takes in one scalar of any kind; gives the place behind it.
    fn scalar(&mut self, text: &str, at: Place) -> Place {
        let Some(c) = text[at.byte..].chars().next() else { return at };
        let past = at.past(Place { byte: c.len_utf8(), scalar: 1 });
        match sign(c) {
            Sign::Visible(kind) => {
                self.open(kind, at);
                push_folded(c, &mut self.folded);
                self.to = past;
            }
            Sign::Blank(gap) => self.part(gap),
            Sign::Mark => self.to = past,
            Sign::Control => {}
        }
        past
    }

    fn part(&mut self, gap: Gap) {
        self.close();
        self.gap = self.gap.max(gap);
    }

    /// Begins a token unless one of the kind goes on.
    fn open(&mut self, kind: TokenKind, at: Place) {
        if self.open != Some(kind) || kind == TokenKind::Punct {
            self.begin(kind, at);
        }
    }

    fn begin(&mut self, kind: TokenKind, at: Place) {
        self.close();
        (self.open, self.from, self.folded_from) = (Some(kind), at, self.folded.len());
    }

    fn close(&mut self) {
        let Some(kind) = self.open.take() else { return };
        let (from, to) = (self.from, self.to);
        let (bytes, span) = (Span::new(from.byte, to.byte), Span::new(from.scalar, to.scalar));
        let folded = Span::new(self.folded_from, self.folded.len());
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        self.items.push(Token { kind, gap, bytes, span, folded });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, TokenKind, Gap)> {
        let tokens = tokenize(text);
        (0..tokens.len()).map(|i| (tokens.key(i).to_owned(), tokens.items[i].kind, tokens.items[i].gap)).collect()
    }

    #[test]
    fn glued_digits_and_letters_part() {
        use {Gap::*, TokenKind::*};
        assert_eq!(
            cut("و175صوتا"),
            [("و".into(), Word, Line), ("175".into(), Number, None), ("صوتا".into(), Word, None)]
        );
    }

    #[test]
    fn controls_inside_a_number_do_not_part_it() {
        assert_eq!(cut("12\u{200F}34").len(), 1);
    }

    #[test]
    fn spans_hold_trailing_harakat_but_not_controls() {
        let tokens = tokenize("\u{202B}متابعًا\u{200F} 5");
        assert_eq!(tokens.raw(0), "متابعًا");
        assert_eq!(tokens.get(0).map(|t| t.span), Some(Span::new(1, 8)));
    }

    #[test]
    fn punctuation_stands_alone() {
        let keys: Vec<String> = cut("«24»، ٣٫٥%").into_iter().map(|t| t.0).collect();
        assert_eq!(keys, ["«", "24", "»", "،", "3", "٫", "5", "%"]);
    }

    #[test]
    fn a_scalar_offset_finds_its_token() {
        let tokens = tokenize("بلغ 12 مليونا");
        assert_eq!((tokens.at_scalar(0), tokens.at_scalar(3), tokens.at_scalar(4), tokens.at_scalar(50)), (0, 1, 1, 3));
    }
}
