//! Languages: which one a text is written in.
//!
//! In: a text. Out: an ISO 639-1 code, told by its script, its letters and its most frequent words.
//! May import: arabic, lexicon.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::arabic::{is_alphabetic, is_alphanumeric};
use crate::lexicon::{Index, LexiconError, Table};

/// Bytes of a text that are looked at.
const SAMPLE: usize = 3_000;
/// Letters that a text must have for its language to be told.
const LETTERS: usize = 12;
/// Least share of words that must be frequent ones of a Latin language.
const FREQUENT: f32 = 0.06;

/// Languages that have a script to themselves, with the first and the last scalar of its letters.
const SCRIPTS: [(&str, char, char); 10] = [
    ("el", '\u{370}', '\u{3FF}'),
    ("ru", '\u{400}', '\u{4FF}'),
    ("hy", '\u{530}', '\u{58F}'),
    ("he", '\u{590}', '\u{5FF}'),
    ("hi", '\u{900}', '\u{97F}'),
    ("bn", '\u{980}', '\u{9FF}'),
    ("th", '\u{E00}', '\u{E7F}'),
    ("ja", '\u{3040}', '\u{30FF}'),
    ("zh", '\u{4E00}', '\u{9FFF}'),
    ("ko", '\u{AC00}', '\u{D7AF}'),
];

#[derive(Default)]
struct Signs {
    languages: Vec<&'static str>,
    words: Index<Vec<usize>>,
    /// The language that a letter of the Arabic block gives away, by its place there.
    letters: Vec<Option<usize>>,
    prefixes: Vec<(&'static str, usize)>,
}

static SIGNS: LazyLock<Signs> =
    LazyLock::new(|| Signs::parse(include_str!("../../lexicon/languages.tsv")).unwrap_or_default());

impl Signs {
    fn parse(text: &'static str) -> Result<Self, LexiconError> {
        let mut signs = Self { letters: vec![None; BLOCK], ..Self::default() };
        for row in Table::parse("languages.tsv", text)?.rows() {
            let (term, language) = (row.get("term"), signs.index(row.get("language")));
            match row.get("class") {
                "word" => signs.words.entry(term).push(language),
                "prefix" => signs.prefixes.push((term, language)),
                "letter" => {
                    let place = term.chars().next().and_then(|c| signs.letters.get_mut(place(c)?));
                    *place.ok_or_else(|| row.error("term", format!("`{term}` is no Arabic letter")))? = Some(language);
                }
                other => return Err(row.error("class", format!("`{other}` is none of word, prefix, letter"))),
            }
        }
        Ok(signs)
    }

    /// The language that a letter gives away.
    fn of_letter(&self, c: char) -> Option<usize> {
        *self.letters.get(place(c)?)?
    }

    fn index(&mut self, language: &'static str) -> usize {
        self.languages.iter().position(|l| *l == language).unwrap_or_else(|| {
            self.languages.push(language);
            self.languages.len() - 1
        })
    }
}

/// Scalars of the Arabic block.
const BLOCK: usize = 0x100;

/// A scalar's place in the Arabic block.
#[inline]
fn place(c: char) -> Option<usize> {
    (c as usize).checked_sub(0x600)
}

/// Letters by script.
#[derive(Default)]
struct Letters {
    arabic: usize,
    latin: usize,
    /// Latin letters outside ASCII.
    accented: usize,
    others: [usize; SCRIPTS.len()],
}

/// Tells a text's language; `None` when it says too little.
pub(super) fn language(text: &str) -> Option<String> {
    let sample = text.get(..text.floor_char_boundary(SAMPLE))?;
    let letters = letters(sample);
    let other = (0..SCRIPTS.len()).max_by_key(|i| letters.others[*i])?;
    let most = letters.arabic.max(letters.latin).max(letters.others[other]);
    if most < LETTERS {
        return None;
    }
    if letters.others[other] == most {
        // Japanese mixes kana with many Han letters.
        let kana = letters.others[7] * 10 > letters.others[8];
        return Some(if SCRIPTS[other].0 == "zh" && kana { "ja" } else { SCRIPTS[other].0 }.to_owned());
    }
    told(sample, &letters)
}

fn letters(sample: &str) -> Letters {
    let latin = sample.bytes().filter(u8::is_ascii_alphabetic).count();
    let mut letters = Letters { latin, ..Letters::default() };
    let mut rest = sample;
    while let Some(at) = rest.bytes().position(|b| !b.is_ascii()) {
        let Some(c) = rest[at..].chars().next() else { break };
        rest = &rest[at + c.len_utf8()..];
        match c {
            _ if !is_alphabetic(c) => {}
            '\u{C0}'..='\u{24F}' => {
                letters.latin += 1;
                letters.accented += 1;
            }
            '\u{600}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => letters.arabic += 1,
            _ => {
                let script = SCRIPTS.iter().position(|(_, from, to)| (*from..=*to).contains(&c));
                script.into_iter().for_each(|i| letters.others[i] += 1);
            }
        }
    }
    letters
}

/// The language whose words and letters a text shows most of. Arabic script without any sign is Arabic.
fn told(sample: &str, letters: &Letters) -> Option<String> {
    let (signs, arabic) = (&*SIGNS, letters.arabic >= letters.latin);
    let mut scores = vec![0; signs.languages.len()];
    let mut words = 0;
    let lower = match letters {
        // Arabic script has no cases.
        _ if arabic => Cow::Borrowed(sample),
        Letters { accented: 0, .. } => Cow::Owned(sample.to_ascii_lowercase()),
        _ => Cow::Owned(sample.to_lowercase()),
    };
    for word in lower.split(|c: char| !is_alphanumeric(c) && c != '\u{200C}').filter(|w| !w.is_empty()) {
        words += 1;
        signs.words.get(word).into_iter().flatten().for_each(|l| scores[*l] += 3);
        if arabic {
            word.chars().filter_map(|c| signs.of_letter(c)).for_each(|l| scores[l] += 1);
            let begins = |p: &str| word.len() > p.len() + 4 && word.starts_with(p);
            let prefix = signs.prefixes.iter().find(|(p, _)| begins(p));
            prefix.into_iter().for_each(|(_, l)| scores[*l] += 2);
        }
    }
    let (best, score) = scores.iter().enumerate().rev().max_by_key(|(_, s)| **s)?;
    match arabic {
        true if *score == 0 => Some("ar".to_owned()),
        false if (*score as f32) < 3.0 * FREQUENT * words as f32 => None,
        _ => signs.languages.get(best).map(|l| (*l).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_well_formed() {
        assert_eq!(Signs::parse(include_str!("../../lexicon/languages.tsv")).err(), None);
    }

    #[test]
    fn languages_of_the_arabic_script_are_told_apart() {
        for (text, code) in [
            ("أعلنت الوزارة أن عدد المشتركين بلغ مليونين خلال العام", "ar"),
            ("بلغ عدد المتابعين 5 ملايين", "ar"),
            ("وزير اقتصاد اعلام كرد كه اين طرح براي كشور مفيد است", "fa"),
            ("رئیس جمهور گفت که این طرح برای کشور اهمیت دارد و اجرا می‌شود", "fa"),
            ("وزیر اعظم نے کہا ہے کہ ملک میں مہنگائی کم ہو رہی ہے", "ur"),
            ("سەرۆکی حکومەت ڕایگەیاند کە پڕۆژەکە لە هەولێر دەست پێدەکات", "ku"),
            ("ولسمشر وویل چې دغه پروژه به په کابل کې پیل شي", "ps"),
        ] {
            assert_eq!(language(text).as_deref(), Some(code), "{text}");
        }
    }

    #[test]
    fn other_scripts_and_latin_languages() {
        for (text, code) in [
            ("The ministry said that the number of subscribers has doubled in the last year", "en"),
            ("Le ministère a annoncé que le nombre des abonnés est en hausse dans les villes", "fr"),
            ("El ministerio dijo que el número de usuarios en la ciudad es más alto", "es"),
            ("Bakanlık bu yıl için çok sayıda kullanıcı olduğu bilgisini ve daha fazlasını paylaştı", "tr"),
            ("Министерство сообщило о росте числа подписчиков", "ru"),
            ("משרד התקשורת הודיע על עלייה במספר המנויים", "he"),
        ] {
            assert_eq!(language(text).as_deref(), Some(code), "{text}");
        }
        assert_eq!(language("12 345"), None);
    }
}
