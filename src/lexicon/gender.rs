//! The gender of names that no ending shows: `lexicon/genders.tsv`.
//!
//! In: the lexicon. Out: [`Listing`] of [`Gender`].
//! May import: record, arabic.

use std::sync::LazyLock;

use super::Listing;

/// Which pronouns and verbs go with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// هي
    Feminine,
    /// هو
    Masculine,
    /// Either: its ending tells nothing.
    Both,
}

fn class_of(name: &str) -> Option<Gender> {
    match name {
        "feminine" => Some(Gender::Feminine),
        "masculine" => Some(Gender::Masculine),
        "both" => Some(Gender::Both),
        _ => None,
    }
}

const TEXT: &str = include_str!("../../lexicon/genders.tsv");

static WORDS: LazyLock<Listing<Gender>> =
    LazyLock::new(|| Listing::parse("genders.tsv", TEXT, class_of).unwrap_or_default());

/// First names, lands and towns with their gender.
pub fn genders() -> &'static Listing<Gender> {
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_well_formed() {
        assert_eq!(Listing::parse("genders.tsv", TEXT, class_of).err(), None);
    }
}
