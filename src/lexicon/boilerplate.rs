//! The phrases by which a line shows that it is not the article: `lexicon/boilerplate.tsv`.
//!
//! In: one line of a page. Out: what kind of boilerplate it is, if any.
//! May import: record, arabic.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{LexiconError, Row, Table};
use crate::arabic::fold_char;
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

#[derive(Debug, Clone, Copy)]
struct Phrase {
    kind: Boilerplate,
    how: Match,
    most_words: usize,
}

/// The phrases, ready to be looked for.
#[derive(Debug)]
pub struct Phrases {
    phrases: Vec<Phrase>,
    finder: Option<AhoCorasick>,
    words: HashSet<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let empty = Phrases { phrases: Vec::new(), finder: None, words: HashSet::new() };
    Phrases::parse(include_str!("../../lexicon/boilerplate.tsv")).unwrap_or(empty)
});

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
        let table = Table::parse("boilerplate.tsv", text)?;
        let (mut needles, mut phrases, mut words) = (Vec::new(), Vec::new(), HashSet::new());
        for row in table.rows() {
            let key = line_key(row.get("phrase"));
            if row.get("match") == "words" {
                words.insert(key.trim().to_owned());
            } else {
                needles.push(key);
                phrases.push(phrase(&row)?);
            }
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&needles).ok();
        Ok(Self { phrases, finder, words })
    }

    /// Judges one line; `None` when no phrase speaks against it. `class` is the kind that the line's element says of itself.
    pub fn judge(&self, line: &str, class: Option<Boilerplate>) -> Option<Verdict> {
        let key = line_key(line);
        let words = key.split(' ').filter(|w| !w.is_empty() && *w != ":").count();
        if self.only_listed_words(&key) && words > 1 {
            return Some(Verdict { kind: Boilerplate::Share, opens: false });
        }
        let hits = self.finder.as_ref()?.find_overlapping_iter(&key);
        let found = hits.filter_map(|hit| {
            let phrase = *self.phrases.get(hit.pattern().as_usize())?;
            phrase.holds(&key, hit.start()..hit.end(), words, class).then_some(phrase)
        });
        let best = found.max_by_key(|p| p.how == Match::Opens);
        best.map(|best| Verdict { kind: best.kind, opens: best.how == Match::Opens })
            .or_else(|| self.judge_pieces(&key))
    }

    /// A line whose pieces between marks are each boilerplate is boilerplate: «شارك: فيسبوك | تويتر | طباعة».
    fn judge_pieces(&self, key: &str) -> Option<Verdict> {
        let pieces: Vec<&str> = key.split(" : ").filter(|p| !p.trim().is_empty()).collect();
        let kinds: Option<Vec<Boilerplate>> = pieces.iter().map(|p| self.piece(&format!(" {} ", p.trim()))).collect();
        let first = *kinds.filter(|k| k.len() > 1)?.first()?;
        Some(Verdict { kind: first, opens: false })
    }

    fn piece(&self, key: &str) -> Option<Boilerplate> {
        if self.only_listed_words(key) {
            return Some(Boilerplate::Share);
        }
        let hits = self.finder.as_ref()?.find_overlapping_iter(key);
        let whole = |start, end| start == 0 && end == key.len();
        hits.filter(|h| whole(h.start(), h.end()))
            .find_map(|h| self.phrases.get(h.pattern().as_usize()).map(|p| p.kind))
    }

    /// Whether every word of the line is one of a share bar: «فيسبوك».
    pub fn is_share_words(&self, line: &str) -> bool {
        self.only_listed_words(&line_key(line))
    }

    fn only_listed_words(&self, key: &str) -> bool {
        let mut words = key.split(' ').filter(|w| !w.is_empty() && *w != ":").peekable();
        words.peek().is_some() && words.all(|w| self.words.contains(w))
    }
}

impl Phrase {
    fn holds(self, key: &str, at: Range<usize>, words: usize, class: Option<Boilerplate>) -> bool {
        let (start, after) = (at.start, key[at.end..].trim_start());
        match self.how {
            Match::Whole | Match::Opens => start == 0 && after.trim_start_matches([':', ' ']).is_empty(),
            Match::Label => start == 0 && words <= self.most_words && (after.is_empty() || after.starts_with(':')),
            Match::Start => start == 0 && words <= self.most_words,
            Match::Contains => words <= self.most_words,
            Match::Classed => start == 0 && words <= self.most_words && class == Some(self.kind),
        }
    }
}

fn phrase(row: &Row<'_, '_>) -> Result<Phrase, LexiconError> {
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
    Ok(Phrase { kind, how, most_words })
}

/// A line as phrases are compared: folded words between single spaces, with a space at both ends; a run of digits is `#`;
/// a colon, dash, bar, arrow or double dot is ` : `, but nothing before a number; other marks vanish.
fn line_key(line: &str) -> String {
    let mut key = String::with_capacity(line.len() + 2);
    key.push(' ');
    let mut before = ' ';
    for c in line.chars() {
        push_key(&mut key, before, c);
        before = c;
    }
    if !key.ends_with(' ') {
        key.push(' ');
    }
    key
}

fn push_key(key: &mut String, before: char, c: char) {
    match fold_char(c) {
        None => {}
        Some('0'..='9') if key.ends_with('#') || key.ends_with("# ") => {}
        Some('0'..='9') => push_word(key, "#"),
        Some(f) if f.is_alphabetic() => {
            if key.ends_with('#') {
                key.push(' ');
            }
            key.push(f);
        }
        Some(f) if parts(f, before) => push_word(key, ":"),
        Some(_) if key.ends_with(' ') => {}
        Some(_) => key.push(' '),
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
