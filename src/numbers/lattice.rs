//! The token lattice: every token with its clitics cut and the terms it may start.
//!
//! In: tokens. Out: a [`View`] that the grammar asks "can a word of this class stand here?".
//! May import: record, arabic, lexicon.

use std::cell::Cell;

use super::amount::Amount;
use super::cardinal::Number;
use super::literal::Literal;
use crate::arabic::{Gap, Token, TokenKind, Tokens};
use crate::lexicon::numbers::{Class, Classes, Entry, Sense, Vocabulary, vocabulary};
use crate::record::Span;

/// The letters written on to the front of a word or of digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Clitics {
    /// و.
    pub waw: bool,
    /// ف.
    pub fa: bool,
    /// ب, ل or ك.
    pub preposition: Option<char>,
    /// ال.
    pub article: bool,
    /// How many folded letters that makes.
    pub letters: u8,
}

impl Clitics {
    /// Whether nothing, or only the article, is written on.
    pub fn is_bare(self) -> bool {
        !self.waw && !self.fa && self.preposition.is_none()
    }
}

/// A token as the grammar sees it.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    key: &'a str,
    kind: Option<TokenKind>,
    gap: Gap,
    entry: Option<&'static Entry>,
    classes: Classes,
    clitics: Clitics,
    /// Set when the token is nothing but clitics of the digits behind it.
    glue: bool,
    /// How far the next token of a figure is; 255 when none is near on the line.
    next_figure: u8,
    /// The same for words of dates.
    next_date: u8,
}

impl Word<'_> {
    /// What stands past the end.
    const NONE: Word<'static> = Word {
        key: "",
        kind: None,
        gap: Gap::Line,
        entry: None,
        classes: Classes::of(&[]),
        clitics: Clitics { waw: false, fa: false, preposition: None, article: false, letters: 0 },
        glue: false,
        next_figure: 0,
        next_date: 0,
    };
}

/// A term found in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub sense: Sense,
    /// One past its last token.
    pub end: usize,
}

/// Words of which a figure or a date consists.
const FIGURES: Classes = {
    use Class::*;
    Classes::of(&[
        Digit, Teen, Tens, Hundred, Scale, Fraction, Ordinal, Vague, Currency, Subunit, Measure, Time, Month, Weekday,
        Dayword, Season,
    ])
};

/// Words that only dates and periods are made of.
const DATES: Classes = {
    use Class::*;
    Classes::of(&[Month, Weekday, Dayword, Season, Time, Relative, Decade])
};

/// A place in the lattice where a word or digits start, behind their clitics.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub at: usize,
    pub clitics: Clitics,
}

/// The tokens of a text with their possible readings.
pub(super) struct Lattice<'a> {
    tokens: &'a Tokens<'a>,
    words: Vec<Word<'a>>,
    steps: Cell<usize>,
    /// Several parts of the grammar ask for the same one.
    pub numbers: Memo<Number>,
    pub amounts: Memo<Amount>,
    pub literals: Memo<Literal>,
}

/// What was read last.
pub(super) struct Memo<T>([Cell<Option<Reading<T>>>; MEMO]);

/// Place, limit, and what was read there.
type Reading<T> = (usize, usize, Option<T>);

/// How many readings are kept.
const MEMO: usize = 8;

impl<T: Copy> Memo<T> {
    fn new() -> Self {
        Self([const { Cell::new(None) }; MEMO])
    }

    /// What was read at `i` before, or what `read` finds now.
    pub fn once(&self, i: usize, limit: usize, read: impl FnOnce() -> Option<T>) -> Option<T> {
        let slot = &self.0[i % MEMO];
        match slot.get() {
            Some((at, until, found)) if (at, until) == (i, limit) => found,
            _ => {
                let found = read();
                slot.set(Some((i, limit, found)));
                found
            }
        }
    }
}

/// A lattice as the grammar sees it: nothing at or past `limit`.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    lattice: &'a Lattice<'a>,
    words: &'a [Word<'a>],
}

impl<'a> Lattice<'a> {
    /// Looks up every token once.
    pub fn new(tokens: &'a Tokens<'a>) -> Self {
        let vocabulary = vocabulary();
        let read = |(i, token): (usize, &Token)| {
            let word = word(tokens, i, vocabulary);
            let classes = word.entry.map(|e| e.classes).unwrap_or_default();
            Word { key: tokens.key(i), kind: Some(token.kind), gap: gap(tokens, i, token), classes, ..word }
        };
        let mut words: Vec<Word> = tokens.iter().enumerate().map(read).collect();
        measure_distances(&mut words);
        Self { tokens, words, steps: Cell::new(0), numbers: Memo::new(), amounts: Memo::new(), literals: Memo::new() }
    }

    /// All of it.
    pub fn view(&'a self) -> View<'a> {
        View { lattice: self, words: &self.words }
    }

    /// How many lookups the grammar has made: the cost of reading.
    pub fn steps(&self) -> usize {
        self.steps.get()
    }
}

/// Notes at every token how far the next one of a figure is.
fn measure_distances(words: &mut [Word<'_>]) {
    let (mut distance, mut dated) = (u8::MAX, u8::MAX);
    for word in words.iter_mut().rev() {
        (word.next_figure, word.next_date) = (distance, dated);
        let date = word.classes.meets(DATES);
        dated = if date { 0 } else { dated.saturating_add(1) };
        let figure = word.kind == Some(TokenKind::Number) || word.classes.meets(FIGURES);
        distance = if figure { 0 } else { distance.saturating_add(1) };
        if word.gap == Gap::Line {
            (distance, dated) = (u8::MAX, u8::MAX);
        }
    }
}

/// What stands before a token. «1 | ريال مدريد»: a tab parts the cells of a row as a break parts lines, and no number takes its unit from the next one.
fn gap(tokens: &Tokens<'_>, i: usize, token: &Token) -> Gap {
    let before = i.checked_sub(1).and_then(|b| tokens.get(b)).map_or(0, |before| before.bytes.end);
    let between = tokens.text().as_bytes().get(before..token.bytes.start).unwrap_or_default();
    if token.gap == Gap::Space && between.contains(&b'\t') { Gap::Line } else { token.gap }
}

fn word(tokens: &Tokens<'_>, i: usize, vocabulary: &'static Vocabulary) -> Word<'static> {
    let Some(token) = tokens.get(i) else { return Word::NONE };
    let key = tokens.key(i);
    match token.kind {
        TokenKind::Number => Word::NONE,
        TokenKind::Punct | TokenKind::Latin => Word { entry: vocabulary.entry(key), ..Word::NONE },
        TokenKind::Word if leads_digits(tokens, i) => match proclitic(key) {
            Some(clitics) => Word { clitics, glue: true, entry: vocabulary.entry(key), ..Word::NONE },
            None => look_up(tokens, i, key, vocabulary),
        },
        TokenKind::Word => look_up(tokens, i, key, vocabulary),
    }
}

/// Whether the token touches what follows, or ends in the tatweel of «الـ 27».
fn leads_digits(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.key(i).len() <= 8
        && tokens.get(i + 1).is_some_and(|next| match next.gap {
            Gap::None => tokens.key(i + 1) != ".",
            Gap::Space => next.kind == TokenKind::Number && tokens.raw(i).ends_with('ـ'),
            Gap::Line => false,
        })
}

/// A word that is nothing but clitics.
fn proclitic(key: &str) -> Option<Clitics> {
    let mut whole = None;
    for_each_cut(key, |clitics, stem| {
        if stem.is_empty() && whole.is_none() {
            whole = Some(clitics);
        }
    });
    whole
}

/// The cut under which the longest term fits what follows; of equals the one with the fewest clitics.
fn look_up(tokens: &Tokens<'_>, i: usize, key: &str, vocabulary: &'static Vocabulary) -> Word<'static> {
    if key == "واحد" && tokens.key(i + 1).starts_with("عشر") {
        let clitics = Clitics { waw: true, letters: 1, ..Clitics::default() };
        return Word { entry: vocabulary.entry("احد"), clitics, ..Word::NONE };
    }
    let lengths = vocabulary.lengths(key);
    if !lengths.holds_some(key, LONGEST_CUT) {
        return Word::NONE;
    }
    let next = tokens.key(i + 1);
    let mut best = None;
    let mut longest = None;
    for_each_cut(key, |clitics, stem| {
        if !lengths.holds(stem) {
            return;
        }
        let Some(entry) = vocabulary.entry(stem) else { return };
        let term = entry.before(next).iter().find(|t| t.follows(tokens, i + 1));
        let words = term.map(|t| t.rest.len());
        if words > longest {
            (longest, best) = (words, Some((entry, clitics)));
        }
    });
    best.map_or(Word::NONE, |(entry, clitics)| Word { entry: Some(entry), clitics, ..Word::NONE })
}

/// Letters of the longest cut: و, ب or its like, and ال.
const LONGEST_CUT: u32 = 4;

/// Gives every way to cut clitics off a folded word, the word itself first.
#[inline]
fn for_each_cut(key: &str, mut take: impl FnMut(Clitics, &str)) {
    take(Clitics::default(), key);
    if !key.starts_with(['و', 'ف', 'ب', 'ل', 'ك', 'ا']) {
        return;
    }
    let conjoined = cut_conjunction(key);
    let (clitics, stem) = conjoined.unwrap_or((Clitics::default(), key));
    let preposed = cut_preposition(clitics, stem);
    let definite = preposed.and_then(|(c, s)| cut_article(c, s));
    let assimilated = stem.strip_prefix("لل").map(|s| (add(clitics, Some('ل'), true, 2), s));
    for (clitics, stem) in
        [conjoined, cut_article(clitics, stem), preposed, definite, assimilated].into_iter().flatten()
    {
        take(clitics, stem);
    }
}

fn cut_conjunction(key: &str) -> Option<(Clitics, &str)> {
    let letter = |waw| Clitics { waw, fa: !waw, letters: 1, ..Clitics::default() };
    key.strip_prefix('و').map(|s| (letter(true), s)).or_else(|| key.strip_prefix('ف').map(|s| (letter(false), s)))
}

fn cut_preposition(clitics: Clitics, stem: &str) -> Option<(Clitics, &str)> {
    let letter = stem.chars().next().filter(|c| matches!(c, 'ب' | 'ل' | 'ك'))?;
    Some((add(clitics, Some(letter), false, 1), &stem[letter.len_utf8()..]))
}

fn cut_article(clitics: Clitics, stem: &str) -> Option<(Clitics, &str)> {
    stem.strip_prefix("ال").map(|s| (add(clitics, clitics.preposition, true, 2), s))
}

fn add(clitics: Clitics, preposition: Option<char>, article: bool, letters: u8) -> Clitics {
    Clitics { preposition, article, letters: clitics.letters + letters, ..clitics }
}

impl<'a> View<'a> {
    /// The tokens.
    pub fn tokens(self) -> &'a Tokens<'a> {
        self.lattice.tokens
    }

    /// The same lattice that ends before `limit`.
    pub fn until(self, limit: usize) -> Self {
        Self { words: &self.words[..limit.min(self.words.len())], ..self }
    }

    /// Past the last token the grammar may see.
    pub fn end(self) -> usize {
        self.words.len()
    }

    /// The folded token at `i`; empty past the limit.
    pub fn key(self, i: usize) -> &'a str {
        self.word(i).key
    }

    /// The kind of the token at `i`.
    pub fn kind(self, i: usize) -> Option<TokenKind> {
        self.word(i).kind
    }

    /// What stands before the token at `i`; a line break past the limit.
    pub fn gap(self, i: usize) -> Gap {
        self.word(i).gap
    }

    /// Whether the token at `i` is on the line of the token before it.
    pub fn on_line(self, i: usize) -> bool {
        self.gap(i) != Gap::Line
    }

    /// Whether the token at `i` touches the one before it.
    pub fn touches(self, i: usize) -> bool {
        self.gap(i) == Gap::None
    }

    /// Whether the token at `i` is a run of digits.
    pub fn is_digits(self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Number)
    }

    /// Whether any term starts at `i`.
    pub fn is_known(self, i: usize) -> bool {
        self.word(i).entry.is_some()
    }

    /// What was read of the tokens so far.
    pub fn read_before(self) -> &'a Lattice<'a> {
        self.lattice
    }

    /// How many tokens on this line lie between `i` and the next word of a date.
    pub fn next_date(self, i: usize) -> u8 {
        self.word(i).next_date
    }

    #[inline]
    fn word(self, i: usize) -> &'a Word<'a> {
        self.words.get(i).unwrap_or(const { &Word::NONE })
    }

    /// The classes of all terms that start at `i`.
    pub fn classes(self, i: usize) -> Classes {
        self.word(i).classes
    }

    /// How many tokens on this line lie between `i` and the next that may be part of a figure or a date.
    pub fn next_figure(self, i: usize) -> u8 {
        self.word(i).next_figure
    }

    /// The clitics cut off the token at `i`.
    pub fn clitics(self, i: usize) -> Clitics {
        self.word(i).clitics
    }

    /// The longest term of a class that starts at `i`, on one line.
    #[inline]
    pub fn sense(self, i: usize, class: Class) -> Option<Found> {
        if !self.classes(i).has(class) {
            return None;
        }
        self.find(i, |sense| sense.class == class)
    }

    /// The longest term that starts at `i` and has the wanted sense.
    pub fn find(self, i: usize, wanted: impl Fn(&Sense) -> bool) -> Option<Found> {
        self.lattice.steps.set(self.lattice.steps.get() + 1);
        let entry = self.word(i).entry?;
        let fits = |rest: usize| i + rest < self.end() && (1..=rest).all(|k| self.on_line(i + k));
        let mut terms = entry.before(self.key(i + 1)).iter().filter(|t| wanted(&t.sense));
        let term = terms.find(|t| t.follows(self.tokens(), i + 1) && fits(t.rest.len()))?;
        Some(Found { sense: term.sense, end: i + 1 + term.rest.len() })
    }

    /// A term without clitics in front of it, the article aside.
    pub fn bare(self, i: usize, class: Class) -> Option<Found> {
        self.sense(i, class).filter(|_| self.clitics(i).is_bare())
    }

    /// Whether a cue with this code stands at `i`.
    pub fn cue(self, i: usize, code: &str) -> bool {
        const CUES: Classes = Classes::of(&[Class::Cue, Class::Lead]);
        let told = |s: &Sense| matches!(s.class, Class::Cue | Class::Lead) && s.code == code;
        self.classes(i).meets(CUES) && self.find(i, told).is_some()
    }

    /// Whether a word only joins others: a preposition, a conjunction, a particle.
    pub fn is_function_word(self, i: usize) -> bool {
        self.cue(i, "particle")
    }

    /// Where the word or the digits behind the clitics at `i` start.
    pub fn item(self, i: usize) -> Item {
        let word = self.word(i);
        Item { at: i + usize::from(word.glue), clitics: word.clitics }
    }

    /// Whether the token at `i` is only clitics of what touches it from behind.
    pub fn is_glue(self, i: usize) -> bool {
        self.word(i).glue
    }

    /// Where a sum goes on behind a و that stands at `i`, on its own or written on to the next word.
    pub fn joined(self, i: usize) -> Option<usize> {
        if !self.on_line(i) {
            return None;
        }
        if self.key(i) == "و" && !self.word(i).glue && self.on_line(i + 1) {
            return Some(i + 1);
        }
        let clitics = self.clitics(i);
        (clitics.waw && clitics.preposition.is_none()).then_some(i)
    }

    /// The scalar span of tokens `range`, less the clitic letters written on to the first.
    pub fn span(self, range: std::ops::Range<usize>, letters: u8) -> Span {
        let whole = self.tokens().span(range.clone());
        let raw = self.tokens().raw(range.start);
        let mut left = usize::from(letters);
        let skipped = raw.chars().take_while(|c| {
            let counts = crate::arabic::fold_char(*c).is_some();
            let keep = left > 0 || !counts;
            left = left.saturating_sub(usize::from(counts));
            keep
        });
        if letters == 0 { whole } else { Span::new((whole.start + skipped.count()).min(whole.end), whole.end) }
    }
}
