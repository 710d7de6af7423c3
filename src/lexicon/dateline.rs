//! The words of date lines that are no calendar words: `lexicon/dateline.tsv`.
//!
//! In: the lexicon. Out: [`Listing`] of [`DateWord`].
//! May import: record, arabic.

use std::sync::LazyLock;

use super::Listing;

/// What a word does in a date line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateWord {
    /// A month in Latin letters; the value is its number.
    Month,
    /// A half of the day; the value is `am` or `pm`.
    Half,
    /// A time zone; the value is `Z` or an offset.
    Zone,
    /// What follows lies that long ago.
    Ago,
    /// What stands before lies that long ago.
    AgoBehind,
    /// A unit of time in Latin letters; the value is its code.
    Unit,
    /// The date that follows is the publication's.
    Published,
    /// The date that follows is the last change's.
    Modified,
    /// A word that date lines are made of.
    Filler,
}

fn class_of(name: &str) -> Option<DateWord> {
    use DateWord::*;
    let class = match name {
        "month" => Month,
        "half" => Half,
        "zone" => Zone,
        "ago" => Ago,
        "ago_behind" => AgoBehind,
        "unit" => Unit,
        "published" => Published,
        "modified" => Modified,
        "filler" => Filler,
        _ => return None,
    };
    Some(class)
}

const TEXT: &str = include_str!("../../lexicon/dateline.tsv");

static WORDS: LazyLock<Listing<DateWord>> =
    LazyLock::new(|| Listing::parse("dateline.tsv", TEXT, class_of).unwrap_or_default());

/// The project's own words of date lines.
pub fn date_words() -> &'static Listing<DateWord> {
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_well_formed() {
        assert_eq!(Listing::parse("dateline.tsv", TEXT, class_of).err(), None);
    }
}
