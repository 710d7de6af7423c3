//! Phrases by which a page shows that it is no article: `lexicon/kinds.tsv`.
//!
//! In: the lexicon. Out: [`Listing`] of [`KindWord`].
//! May import: record, arabic.

use std::sync::LazyLock;

use super::Listing;

/// What a phrase says of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindWord {
    /// The title of an error, a bot wall or a consent wall begins so.
    Blocked,
    /// A wall holds it somewhere.
    Wall,
    /// The title of a list begins so.
    Index,
    /// A part of a list's address.
    Path,
}

fn class_of(name: &str) -> Option<KindWord> {
    use KindWord::*;
    let class = match name {
        "blocked" => Blocked,
        "wall" => Wall,
        "index" => Index,
        "path" => Path,
        _ => return None,
    };
    Some(class)
}

const TEXT: &str = include_str!("../../lexicon/kinds.tsv");

static WORDS: LazyLock<Listing<KindWord>> =
    LazyLock::new(|| Listing::parse("kinds.tsv", TEXT, class_of).unwrap_or_default());

/// The project's own phrases.
pub fn kind_words() -> &'static Listing<KindWord> {
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_well_formed() {
        assert_eq!(Listing::parse("kinds.tsv", TEXT, class_of).err(), None);
    }
}
