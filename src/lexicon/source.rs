//! Who is a source of figures: `lexicon/sources.tsv`.
//!
//! In: a folded word without clitics and article. Out: what it is to a statement.
//! May import: record, arabic.

use std::sync::LazyLock;

use super::index::Index;
use super::{LexiconError, Table};
use crate::arabic::fold;

/// What a word is to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceWord {
    /// People and bodies that state.
    Speaker,
    /// What states.
    Document,
    /// A measure or a manner, no source.
    Matter,
    /// Anybody on the net, no source.
    Public,
    /// A verb that states only with «أن» after its subject.
    Weak,
    /// A verb that states for somebody behind «عن», and else moves what is counted (نقلت الخطوط 43 مليون مسافر).
    Carrier,
    /// A participle by which the subject of the sentence goes on to state («قائلا»).
    Participle,
    /// A verb in the passive, which states for nobody.
    Impersonal,
    /// A verb by which figures are made public («نشرت»).
    Publishes,
    /// A verb by which somebody is given a place in a ranking («صنفت»).
    Places,
    /// What is made public about figures («حصيلة»).
    Published,
    /// A ranking, which places but is nobody («تصنيف»).
    Ranking,
    /// A verb by which a report is made («أعد»), before the report's pronoun.
    Makes,
    /// People by what they are to something («مشرفي»), before its pronoun.
    Holder,
}

fn class_of(name: &str) -> Option<SourceWord> {
    use SourceWord::*;
    let class = match name {
        "speaker" => Speaker,
        "document" => Document,
        "matter" => Matter,
        "public" => Public,
        "weak" => Weak,
        "carrier" => Carrier,
        "participle" => Participle,
        "impersonal" => Impersonal,
        "publishes" => Publishes,
        "places" => Places,
        "published" => Published,
        "ranking" => Ranking,
        "makes" => Makes,
        "holder" => Holder,
        _ => return None,
    };
    Some(class)
}

const TEXT: &str = include_str!("../../lexicon/sources.tsv");

/// The words of sources, each with its classes.
#[derive(Debug, Default)]
pub struct SourceWords(Index<Vec<SourceWord>>);

impl SourceWords {
    fn parse(text: &'static str) -> Result<Self, LexiconError> {
        let mut words = Self::default();
        for row in Table::parse("sources.tsv", text)?.rows() {
            let class = class_of(row.get("class")).ok_or_else(|| row.error("class", "no such class"))?;
            words.0.entry(&fold(row.get("term"))).push(class);
        }
        Ok(words)
    }

    /// Whether a folded word is of a class.
    pub fn is(&self, word: &str, class: SourceWord) -> bool {
        self.0.get(word).is_some_and(|classes| classes.contains(&class))
    }
}

static WORDS: LazyLock<SourceWords> = LazyLock::new(|| SourceWords::parse(TEXT).unwrap_or_default());

/// The project's own words of sources.
pub fn source_words() -> &'static SourceWords {
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_well_formed() {
        assert_eq!(SourceWords::parse(TEXT).err(), None);
    }
}
