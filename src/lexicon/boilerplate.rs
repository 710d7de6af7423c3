//! The phrases by which a line shows that it is not the article: `lexicon/boilerplate.tsv`.
//!
//! In: one line of a page. Out: what kind of boilerplate it is, if any.
//! May import: record, arabic.

use std::collections::HashMap;
use std::str::Chars;
use std::sync::LazyLock;

use super::index::Index;
use super::{LexiconError, Row, Table};
use crate::arabic::{fold_char, is_alphabetic, push_letters};
use crate::record::Boilerplate;

/// What a phrase says about the line that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The kind of boilerplate.
    pub kind: Boilerplate,
    /// Whether the line heads a list of headlines, which are boilerplate too.
    pub opens: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Match {
    Whole,
    Label,
    Start,
    Contains,
    Opens,
    Classed,
}

#[derive(Debug, Clone)]
struct Phrase {
    /// As [`line_key`] gives it.
    key: String,
    kind: Boilerplate,
    how: Match,
    most_words: usize,
}

/// What begins with a word.
#[derive(Debug, Default)]
struct Opening {
    /// Places of phrases.
    phrases: Vec<usize>,
    /// Those among them that may stand within a line.
    within: Vec<usize>,
    /// Whether the word alone is one of a share bar.
    shares: bool,
}

/// The phrases, found by their first words.
#[derive(Debug, Default)]
pub struct Phrases {
    phrases: Vec<Phrase>,
    openings: Index<Opening>,
}

/// A phrase found in a line's key, and where.
struct Hit<'p> {
    phrase: &'p Phrase,
    start: usize,
    end: usize,
}

static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::parse(include_str!("../../lexicon/boilerplate.tsv")).unwrap_or_default());

/// The project's own phrases.
pub fn boilerplate() -> &'static Phrases {
    &PHRASES
}

impl Phrases {
    /// Reads a lexicon of the form of `lexicon/boilerplate.tsv`.
    ///
    /// # Errors
    /// When a cell holds an unknown match mode, kind or number.
    pub fn parse(text: &str) -> Result<Self, LexiconError> {
        let mut all = Self::default();
        for row in Table::parse("boilerplate.tsv", text)?.rows() {
            let key = line_key(row.get("phrase"));
            let first = key.split(' ').nth(1).unwrap_or_default();
            let opening = all.openings.entry(first);
            if row.get("match") == "words" {
                opening.shares = true;
            } else {
                let phrase = phrase(&row, key)?;
                opening.phrases.push(all.phrases.len());
                opening.within.extend(Some(all.phrases.len()).filter(|_| phrase.how == Match::Contains));
                all.phrases.push(phrase);
            }
        }
        Ok(all)
    }

    /// Judges one line; `None` when no phrase speaks against it. `class` is the kind that the line's element says of itself.
    pub fn judge(&self, line: &str, class: Option<Boilerplate>) -> Option<Verdict> {
        let key = line_key(line);
        let (mut words, mut shares, mut hits) = (0, true, Vec::new());
        for (start, word) in starts(&key) {
            let opening = self.openings.get(word);
            if let Some(opening) = opening {
                hits.extend(self.hits(opening, &key, start));
            }
            if word != ":" {
                words += 1;
                shares &= opening.is_some_and(|o| o.shares);
            }
        }
        if shares && words > 1 {
            return Some(Verdict { kind: Boilerplate::Share, opens: false });
        }
        // Of several phrases one that opens a list says most, then the one that ends last.
        let best = hits.iter().filter(|hit| hit.holds(&key, words, class));
        let best = best.max_by_key(|hit| (hit.phrase.how == Match::Opens, hit.end, hit.start));
        best.map(|hit| Verdict { kind: hit.phrase.kind, opens: hit.phrase.how == Match::Opens })
            .or_else(|| self.judge_pieces(&key))
    }

    /// The phrases that stand in a line's key from `start` on.
    fn hits<'p>(&'p self, opening: &'p Opening, key: &'p str, start: usize) -> impl Iterator<Item = Hit<'p>> {
        let phrases = if start == 0 { &opening.phrases } else { &opening.within };
        let phrases = phrases.iter().map(|at| &self.phrases[*at]);
        let hit = move |phrase: &'p Phrase| Hit { phrase, start, end: start + phrase.key.len() };
        phrases.filter(move |p| key[start..].starts_with(&p.key)).map(hit)
    }

    /// A line whose pieces between marks are each boilerplate is boilerplate: «شارك: فيسبوك | تويتر | طباعة».
    fn judge_pieces(&self, key: &str) -> Option<Verdict> {
        let mut pieces = key.split(':').filter(|p| p.len() > 1);
        let (first, second) = (pieces.next()?, pieces.next()?);
        let kind = self.piece(first)?;
        self.piece(second)?;
        pieces.all(|p| self.piece(p).is_some()).then_some(Verdict { kind, opens: false })
    }

    fn piece(&self, key: &str) -> Option<Boilerplate> {
        if self.only_share_words(key) {
            return Some(Boilerplate::Share);
        }
        let opening = starts(key).next().and_then(|(_, word)| self.openings.get(word))?;
        opening.phrases.iter().map(|at| &self.phrases[*at]).find(|p| p.key == key).map(|p| p.kind)
    }

    /// Whether every word of the line is one of a share bar: «فيسبوك».
    pub fn is_share_words(&self, line: &str) -> bool {
        self.only_share_words(&line_key(line))
    }

    fn only_share_words(&self, key: &str) -> bool {
        let mut words = starts(key).map(|(_, word)| word).filter(|w| *w != ":").peekable();
        words.peek().is_some() && words.all(|w| self.openings.get(w).is_some_and(|o| o.shares))
    }
}

/// The words of a key, each with the place of the blank before it.
fn starts(key: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let from = start;
        let len = key.as_bytes().get(from + 1..)?.iter().position(|b| *b == b' ')?;
        start = from + 1 + len;
        Some((from, &key[from + 1..start]))
    })
}

impl Hit<'_> {
    /// Whether the phrase stands where it must in a line of so many words.
    fn holds(&self, key: &str, words: usize, class: Option<Boilerplate>) -> bool {
        let (first, after) = (self.start == 0, key[self.end..].trim_start());
        let short = words <= self.phrase.most_words;
        match self.phrase.how {
            Match::Whole | Match::Opens => first && after.trim_start_matches([':', ' ']).is_empty(),
            Match::Label => first && short && (after.is_empty() || after.starts_with(':')),
            Match::Start => first && short,
            Match::Contains => short,
            Match::Classed => first && short && class == Some(self.phrase.kind),
        }
    }
}

fn phrase(row: &Row<'_, '_>, key: String) -> Result<Phrase, LexiconError> {
    let how = match row.get("match") {
        "whole" => Match::Whole,
        "label" => Match::Label,
        "start" => Match::Start,
        "contains" => Match::Contains,
        "opens" => Match::Opens,
        "classed" => Match::Classed,
        other => {
            let modes = "whole, label, start, contains, opens, classed, words";
            return Err(row.error("match", format!("`{other}` is none of {modes}")));
        }
    };
    let most_words = match row.get("words") {
        "" => usize::MAX,
        n => n.parse().map_err(|_| row.error("words", format!("`{n}` is not a number of words")))?,
    };
    let kinds = HashMap::from([
        ("ticker", Boilerplate::Ticker),
        ("related", Boilerplate::Related),
        ("share", Boilerplate::Share),
        ("notice", Boilerplate::Notice),
        ("caption", Boilerplate::Caption),
        ("nav", Boilerplate::Nav),
        ("source_link", Boilerplate::SourceLink),
        ("comments", Boilerplate::Comments),
        ("advert", Boilerplate::Advert),
    ]);
    let name = row.get("kind");
    let kind = *kinds.get(name).ok_or_else(|| row.error("kind", format!("`{name}` is no kind of boilerplate")))?;
    Ok(Phrase { key, kind, how, most_words })
}

/// A line as phrases are compared: folded words between single spaces, with a space at both ends; a run of digits is `#`;
/// a colon, dash, bar, arrow or double dot is ` : `, but nothing before a number; other marks vanish.
fn line_key(line: &str) -> String {
    let mut key = String::with_capacity(line.len() + 2);
    key.push(' ');
    let (mut before, mut digits) = (' ', false);
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match fold_char(c) {
            Some(' ') => {
                if !key.ends_with(' ') {
                    key.push(' ');
                }
                digits = false;
            }
            Some(letter) if is_alphabetic(letter) => {
                if digits {
                    key.push(' ');
                }
                key.push(letter);
                digits = false;
                push_like(letter, &mut key, &mut rest);
            }
            Some(mark) => {
                push_mark(&mut key, before, mark);
                digits = key.ends_with('#');
            }
            None => {}
        }
        before = c;
    }
    if !key.ends_with(' ') {
        key.push(' ');
    }
    key
}

/// Appends the letters of the same script that a text goes on with, folded; of ASCII letters words with one blank between them.
fn push_like(letter: char, key: &mut String, rest: &mut Chars<'_>) {
    let text = rest.as_str();
    let past = if letter.is_ascii() {
        let (words, from) = (plain_words(text.as_bytes()), key.len());
        key.push_str(&text[..words]);
        key[from..].make_ascii_lowercase();
        words
    } else {
        2 * push_letters(text, key)
    };
    *rest = text[past..].chars();
}

/// The bytes of the ASCII letters, and of single blanks between them, that a text begins with.
fn plain_words(text: &[u8]) -> usize {
    let mut end = 0;
    loop {
        end += text[end..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        match text[end..] {
            [b' ', next, ..] if next.is_ascii_alphabetic() => end += 1,
            _ => return end,
        }
    }
}

fn push_mark(key: &mut String, before: char, mark: char) {
    match mark {
        '0'..='9' if key.ends_with('#') || key.ends_with("# ") => {}
        '0'..='9' => push_word(key, "#"),
        _ if parts(mark, before) => push_word(key, ":"),
        _ if key.ends_with(' ') => {}
        _ => key.push(' '),
    }
}

/// Whether a mark parts a label from what follows.
fn parts(c: char, before: char) -> bool {
    matches!(c, ':' | '|' | '-' | '–' | '—' | '…' | '>' | '←' | '»' | '•' | '◄' | '/') || (c == '.' && before == '.')
}

/// Appends a sign that stands as a word of its own; a mark is kept once and never at the beginning.
fn push_word(key: &mut String, sign: &str) {
    if !key.ends_with(' ') {
        key.push(' ');
    }
    if sign == "#" {
        key.truncate(key.trim_end_matches(": ").len());
        key.push('#');
    } else if key.len() > 1 && !key.ends_with(": ") {
        key.push_str(": ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(line: &str) -> Option<Boilerplate> {
        boilerplate().judge(line, None).map(|v| v.kind)
    }

    #[test]
    fn the_lexicon_is_well_formed() {
        assert!(Phrases::parse(include_str!("../../lexicon/boilerplate.tsv")).unwrap().phrases.len() > 300);
    }

    #[test]
    fn keys_level_spelling_digits_and_marks() {
        assert_eq!(line_key("إقرأ أيضًا | خبر – عاجل"), " اقرا ايضا : خبر : عاجل ");
        assert_eq!(line_key("• إقـرأ أيضًا... ١٬٢٣٤"), " اقرا ايضا # ");
    }

    #[test]
    fn an_unknown_mode_is_named_with_its_line() {
        let error = Phrases::parse("phrase\tmatch\tkind\twords\nألف\tmiddle\tshare\n").unwrap_err();
        assert!(error.to_string().starts_with("boilerplate.tsv:2: column `match`"), "{error}");
    }

    #[test]
    fn boilerplate_is_named() {
        assert_eq!(kind("اقرأ أيضًا: انطلاق المؤتمر السنوي في الرباط"), Some(Boilerplate::Related));
        assert_eq!(kind("اقرأ أيضاً | انطلاق المؤتمر السنوي"), Some(Boilerplate::Related));
        assert_eq!(kind("فيسبوك تويتر واتساب"), Some(Boilerplate::Share));
        assert_eq!(kind("شارك هذا الموضوع: فيسبوك تويتر واتساب تيلقرام"), Some(Boilerplate::Share));
        assert_eq!(kind("شارك: فيسبوك | تويتر | واتساب"), Some(Boilerplate::Share));
        assert_eq!(kind("عدد القراء: 120 | طباعة | أرسل لصديق"), Some(Boilerplate::Comments));
        assert_eq!(kind("عدد القراء: ١٢٬٤٠٠"), Some(Boilerplate::Comments));
        assert_eq!(kind("3 / 12"), None);
        assert_eq!(kind("3 من 12"), Some(Boilerplate::Caption));
        assert_eq!(kind("اضغط هنا لقراءة الخبر من المصدر"), Some(Boilerplate::SourceLink));
        assert_eq!(kind("© 2025 جميع الحقوق محفوظة لصحيفة الضفة"), Some(Boilerplate::Notice));
    }

    #[test]
    fn an_invitation_counts_where_the_element_says_so() {
        let line = "تابع «الضفة» على واتساب: 300 ألف مشترك يصلهم الخبر";
        let judge = |class| boilerplate().judge(line, class).map(|v| v.kind);
        assert_eq!(judge(None), None);
        assert_eq!(judge(Some(Boilerplate::Share)), Some(Boilerplate::Share));
        assert_eq!(judge(Some(Boilerplate::Related)), None);
    }

    #[test]
    fn sentences_of_an_article_are_not() {
        for line in [
            "شارك في الملتقى أكثر من 300 باحث من دول المغرب العربي.",
            "شارك اللاعب صورة على إنستغرام حصدت مليوني إعجاب.",
            "تابع الحساب 12 مليون مستخدم على إكس.",
            "اقرأ الوزير البيان على الحضور",
            "المصدر الأول للأخبار في البلاد هو فيسبوك بنسبة 62 بالمئة",
            "قد يهمك أن تعرف أن عدد المتابعين تجاوز خمسة ملايين",
            "نشر 412 تعليقا خلال ساعة",
            "فيسبوك: 5 ملايين متابع",
            "المصدر: مركز الرصد الرقمي",
        ] {
            assert_eq!(kind(line), None, "{line}");
        }
    }
}
