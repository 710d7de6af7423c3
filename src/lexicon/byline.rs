//! The words of bylines: `lexicon/bylines.tsv`.
//!
//! In: the lexicon. Out: [`Listing`] of [`BylineWord`].
//! May import: record, arabic.

use std::sync::LazyLock;

use super::Listing;

/// What a word does in or near a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BylineWord {
    /// A name follows.
    Lead,
    /// A name follows a mark.
    Label,
    /// A name stood before: «يكتب».
    Behind,
    /// A news agency.
    Agency,
    /// An account or a desk of the site.
    Desk,
    /// What a person does.
    Role,
    /// Before a name.
    Honorific,
    /// Where people write from.
    Place,
    /// The first word of many a name.
    Given,
    /// No name holds it.
    Stop,
}

fn class_of(name: &str) -> Option<BylineWord> {
    use BylineWord::*;
    let class = match name {
        "lead" => Lead,
        "label" => Label,
        "behind" => Behind,
        "agency" => Agency,
        "desk" => Desk,
        "role" => Role,
        "honorific" => Honorific,
        "place" => Place,
        "given" => Given,
        "stop" => Stop,
        _ => return None,
    };
    Some(class)
}

const TEXT: &str = include_str!("../../lexicon/bylines.tsv");

static WORDS: LazyLock<Listing<BylineWord>> =
    LazyLock::new(|| Listing::parse("bylines.tsv", TEXT, class_of).unwrap_or_default());

/// The project's own words of bylines.
pub fn byline_words() -> &'static Listing<BylineWord> {
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_well_formed() {
        assert_eq!(Listing::parse("bylines.tsv", TEXT, class_of).err(), None);
    }
}
