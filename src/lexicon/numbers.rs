//! Words that make up numbers, amounts and dates.
//!
//! In: the lexicons of numbers, units, money, calendar and qualifiers. Out: a [`Vocabulary`] keyed by folded words.
//! May import: record, arabic (folding of terms).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::index::{Index, Lengths};
use super::{LexiconError, Row, Table};
use crate::arabic::{Tokens, rasm, skeleton, tokenize};

/// What a word can be in a figure or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// 0 to 10.
    Digit,
    /// 11 to 19 in one word, as dialects write them.
    Teen,
    /// 20 to 90.
    Tens,
    /// 100 to 900.
    Hundred,
    /// Thousand and up.
    Scale,
    /// A part of one; the value is the denominator.
    Fraction,
    /// A place in an order.
    Ordinal,
    /// A word for percent.
    Percent,
    /// A currency.
    Currency,
    /// A part of a currency; the value is how many make one.
    Subunit,
    /// The adjective that says whose currency it is.
    Nationality,
    /// A unit of measure.
    Measure,
    /// What may follow a unit of measure.
    Modifier,
    /// A unit of time.
    Time,
    /// A day of the week, Monday = 1.
    Weekday,
    /// A month.
    Month,
    /// A day named from today.
    Dayword,
    /// Last, this, next.
    Relative,
    /// A season.
    Season,
    /// The beginning, middle or end of a period.
    Part,
    /// A decade of a century.
    Decade,
    /// The calendar a year is counted in.
    Era,
    /// Words before a figure that hedge it.
    Qualifier,
    /// Words behind a figure that hedge it.
    After,
    /// Words of a range.
    Range,
    /// Words that bound a period.
    Bound,
    /// Words for an amount not told.
    Vague,
    /// Minus.
    Sign,
    /// The decimal point as a word.
    Point,
    /// Equals.
    Equal,
    /// Words between the terms of a fraction.
    Over,
    /// A counted noun whose dual says two.
    Counted,
    /// A noun that is ranked or numbered in order.
    Ranked,
    /// Words other than figures and units that a date may start with.
    Lead,
    /// Other words that decide how a neighbour is read; the code says which.
    Cue,
}

/// A set of classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// The set of these classes.
    pub const fn of(classes: &[Class]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < classes.len() {
            bits |= 1 << classes[i] as u64;
            i += 1;
        }
        Self(bits)
    }

    /// Both sets.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a class is in the set.
    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    /// Whether the sets share a class.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// How a word is inflected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// As listed.
    Plain,
    /// With the alef of the accusative, which the dual before a noun shares.
    Alef,
    /// The dual.
    Dual,
    /// The dual in front of a noun.
    Construct,
    /// The plural.
    Plural,
}

/// One meaning of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// What it is.
    pub class: Class,
    /// Its number, if it has one.
    pub value: i64,
    /// Its inflection.
    pub form: Form,
    /// The rest of the form column: how the word may be used.
    pub mark: &'static str,
    /// A currency, a unit, a calendar or a qualifier.
    pub code: &'static str,
}

/// A term: its first word is the key it is found under.
#[derive(Debug)]
pub struct Term {
    /// The folded words after the first.
    pub rest: Box<[Box<str>]>,
    /// What the term means.
    pub sense: Sense,
}

/// All terms that start with one word, longest first.
#[derive(Debug, Default)]
pub struct Entry {
    /// The terms.
    pub terms: Vec<Term>,
    /// All their classes.
    pub classes: Classes,
    /// How many terms are of more than one word.
    longer: usize,
    /// The marks of their second words.
    seconds: u64,
}

impl Entry {
    /// The terms that may stand before a folded word, longest first; whether they do, [`Term::follows`] tells.
    #[inline]
    pub fn before(&self, next: &str) -> &[Term] {
        if self.seconds & mark_of(next) == 0 { &self.terms[self.longer..] } else { &self.terms }
    }

    /// Puts the terms in order, once all are there.
    fn settle(&mut self) {
        self.terms.sort_by_key(|t| std::cmp::Reverse(t.rest.len()));
        self.longer = self.terms.iter().filter(|t| !t.rest.is_empty()).count();
        self.seconds = self.terms.iter().filter_map(|t| t.rest.first()).fold(0, |marks, word| marks | mark_of(word));
    }
}

/// One of 64 marks, by a word's first letter and its length.
#[inline]
fn mark_of(key: &str) -> u64 {
    let first = key.as_bytes().get(1).copied().unwrap_or_default();
    1 << ((usize::from(first) + 11 * key.len()) & 63)
}

/// The words of figures and dates.
#[derive(Debug, Default)]
pub struct Vocabulary {
    entries: Index<Entry>,
    scales: Vec<(Vec<char>, String)>,
    /// For the first letter of a scale word's skeleton, the lengths that occur, one letter more and one less.
    scale_lengths: HashMap<char, u64>,
}

const FILES: [(&str, &str); 9] = [
    ("numbers.tsv", include_str!("../../lexicon/numbers.tsv")),
    ("scales.tsv", include_str!("../../lexicon/scales.tsv")),
    ("fractions.tsv", include_str!("../../lexicon/fractions.tsv")),
    ("ordinals.tsv", include_str!("../../lexicon/ordinals.tsv")),
    ("currencies.tsv", include_str!("../../lexicon/currencies.tsv")),
    ("units.tsv", include_str!("../../lexicon/units.tsv")),
    ("calendar.tsv", include_str!("../../lexicon/calendar.tsv")),
    ("qualifiers.tsv", include_str!("../../lexicon/qualifiers.tsv")),
    ("counted.tsv", include_str!("../../lexicon/counted.tsv")),
];

/// The built-in vocabulary, read once.
pub fn vocabulary() -> &'static Vocabulary {
    static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::load(&FILES).unwrap_or_default());
    &BUILT_IN
}

impl Vocabulary {
    /// Reads lexicons given as pairs of a name and its text.
    ///
    /// # Errors
    /// When a file has no header, a row too many cells, or a cell an unknown class or a value that is no number.
    pub fn load(files: &[(&'static str, &'static str)]) -> Result<Self, LexiconError> {
        let mut vocabulary = Self::default();
        for (name, text) in files {
            for row in Table::parse(name, text)?.rows() {
                vocabulary.add_row(&row)?;
            }
        }
        for entry in vocabulary.entries.values_mut() {
            entry.settle();
        }
        Ok(vocabulary)
    }

    /// The terms that start with a folded word.
    #[inline]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// The lengths of the words of terms that end as a folded word does.
    #[inline]
    pub fn lengths(&self, word: &str) -> Lengths {
        self.entries.lengths(word)
    }

    /// The scale word that a misspelt folded word stands for: one with the same dotless skeleton, or one letter off it.
    pub fn misspelt_scale(&self, key: &str) -> Option<&str> {
        let lengths = self.scale_lengths.get(&rasm(key.chars().next()?))?;
        if lengths & 1 << key.chars().count().min(63) == 0 {
            return None;
        }
        let bones: Vec<char> = skeleton(key).chars().collect();
        let near = |(scale, _): &&(Vec<char>, String)| {
            scale.first() == bones.first() && (*scale == bones || slipped(scale, &bones))
        };
        self.scales.iter().find(near).map(|(_, key)| key.as_str())
    }

    fn add_row(&mut self, row: &Row<'_, 'static>) -> Result<(), LexiconError> {
        let (term, mark) = (row.get("term"), row.get("form"));
        let class = class_of(row.get("class")).ok_or_else(|| row.error("class", "no such class"))?;
        let value = match row.get("value") {
            "" => 0,
            digits => digits.parse().map_err(|_| row.error("value", "a whole number is wanted"))?,
        };
        let sense = Sense { class, value, form: form_of(mark), mark, code: row.get("code") };
        self.add(term, sense);
        if is_noun(class) && mark != "symbol" {
            self.add_inflected(term, sense, row.get("plural"));
        }
        Ok(())
    }

    /// Adds the accusative, the duals and the plurals of a noun.
    fn add_inflected(&mut self, term: &str, sense: Sense, plurals: &str) {
        let stem = match term.strip_suffix('ة') {
            Some(stem) => format!("{stem}ت"),
            None => {
                self.add(&format!("{term}ا"), Sense { form: Form::Alef, ..sense });
                term.to_owned()
            }
        };
        self.add(&format!("{stem}ان"), Sense { form: Form::Dual, ..sense });
        self.add(&format!("{stem}ين"), Sense { form: Form::Dual, ..sense });
        self.add(&format!("{stem}ي"), Sense { form: Form::Construct, ..sense });
        if term.ends_with('ة') {
            self.add(&format!("{stem}ا"), Sense { form: Form::Construct, ..sense });
        }
        if matches!(sense.class, Class::Nationality | Class::Modifier) {
            self.add(&format!("{term}ة"), sense);
        }
        for plural in plurals.split('|').filter(|p| !p.is_empty()) {
            self.add(plural, Sense { form: Form::Plural, ..sense });
            self.add(&format!("{plural}ا"), Sense { form: Form::Plural, ..sense });
        }
    }

    fn add(&mut self, term: &str, sense: Sense) {
        let tokens = tokenize(term);
        let rest: Box<[Box<str>]> = (1..tokens.len()).map(|i| tokens.key(i).into()).collect();
        let entry = self.entries.entry(tokens.key(0));
        let same = |s: &Sense| (s.class, s.value, s.code, s.mark) == (sense.class, sense.value, sense.code, sense.mark);
        if entry.terms.iter().any(|t| t.rest == rest && same(&t.sense)) {
            return;
        }
        entry.terms.push(Term { rest, sense });
        entry.classes = entry.classes.and(Classes::of(&[sense.class]));
        if sense.class == Class::Scale && tokens.len() == 1 && tokens.key(0).chars().count() >= 3 {
            let bones: Vec<char> = skeleton(tokens.key(0)).chars().collect();
            *self.scale_lengths.entry(bones[0]).or_default() |= 0b111 << (bones.len() - 1).min(61);
            self.scales.push((bones, tokens.key(0).to_owned()));
        }
    }
}

impl Term {
    /// Whether the words after the first stand at `at`.
    #[inline]
    pub fn follows(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        self.rest.iter().enumerate().all(|(i, key)| tokens.key(at + i) == &**key)
    }
}

/// Whether one skeleton is the other with a letter lost, doubled or two letters swapped.
fn slipped(right: &[char], wrong: &[char]) -> bool {
    if right.len() < 5 {
        return false;
    }
    let same = right.iter().zip(wrong).take_while(|(a, b)| a == b).count();
    let (a, b) = (&right[same..], &wrong[same..]);
    match (a, b) {
        ([_, a @ ..], b) if a == b => same > 0,
        (a, [extra, b @ ..]) if a == b => same > 0 && (wrong[same - 1] == *extra || b.first() == Some(extra)),
        ([a1, a2, a @ ..], [b1, b2, b @ ..]) => (a1, a2, a) == (b2, b1, b) && same > 0,
        _ => false,
    }
}

/// Whether a class is inflected by rule.
fn is_noun(class: Class) -> bool {
    use Class::*;
    matches!(class, Currency | Subunit | Measure | Modifier | Time | Counted | Nationality)
}

fn form_of(mark: &str) -> Form {
    match mark {
        "alef" => Form::Alef,
        "dual" => Form::Dual,
        "construct" => Form::Construct,
        "plural" => Form::Plural,
        _ => Form::Plain,
    }
}

fn class_of(name: &str) -> Option<Class> {
    use Class::*;
    let class = match name {
        "digit" => Digit,
        "teen" => Teen,
        "tens" => Tens,
        "hundred" => Hundred,
        "scale" => Scale,
        "fraction" => Fraction,
        "ordinal" => Ordinal,
        "percent" => Percent,
        "currency" => Currency,
        "subunit" => Subunit,
        "nationality" => Nationality,
        "measure" => Measure,
        "modifier" => Modifier,
        "time" => Time,
        "weekday" => Weekday,
        "month" => Month,
        "dayword" => Dayword,
        "relative" => Relative,
        "season" => Season,
        "part" => Part,
        "decade" => Decade,
        "era" => Era,
        "qualifier" => Qualifier,
        "after" => After,
        "range" => Range,
        "bound" => Bound,
        "vague" => Vague,
        "sign" => Sign,
        "point" => Point,
        "equal" => Equal,
        "over" => Over,
        "counted" => Counted,
        "ranked" => Ranked,
        "lead" => Lead,
        "cue" => Cue,
        _ => return None,
    };
    Some(class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lexicons_load() {
        assert_eq!(Vocabulary::load(&FILES).err(), None);
    }

    #[test]
    fn nouns_are_inflected_by_rule() {
        for (word, form) in [("دولارين", Form::Dual), ("ليرتان", Form::Dual), ("جنيها", Form::Alef)] {
            let found = vocabulary().entry(&crate::arabic::fold(word)).is_some_and(|e| e.terms[0].sense.form == form);
            assert!(found, "{word}");
        }
    }

    #[test]
    fn a_misspelt_scale_word_is_known_by_its_skeleton_or_a_slip() {
        for word in ["ملايبن", "ملبون", "ملاييين", "مليرات", "ملياارا"] {
            assert!(vocabulary().misspelt_scale(&crate::arabic::fold(word)).is_some(), "{word}");
        }
        for word in ["منشور", "مسلم", "ملابس", "ملاعب", "الام", "لاعبين", "مليء"] {
            assert_eq!(vocabulary().misspelt_scale(&crate::arabic::fold(word)), None, "{word}");
        }
    }
}
