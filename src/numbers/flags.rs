//! What was odd about a figure, as a small set.
//!
//! In: flags raised while reading. Out: their names.
//! May import: nothing.

/// A set of oddities.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Flags(u8);

impl Flags {
    /// A scale word was recognised although it is misspelt.
    pub const REPAIRED: Self = Self(1);
    /// A mark that could part groups or decimals.
    pub const AMBIGUOUS: Self = Self(2);
    /// A full number followed by a scale word that it already contains.
    pub const DOUBLED: Self = Self(4);
    /// Digit groups in turned order.
    pub const TURNED: Self = Self(8);

    /// Both sets.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The names of what is in the set.
    pub fn names(self) -> Vec<&'static str> {
        let all = [
            (Self::REPAIRED, "repaired_spelling"),
            (Self::AMBIGUOUS, "ambiguous_separator"),
            (Self::DOUBLED, "doubled_scale"),
            (Self::TURNED, "turned_groups"),
        ];
        all.into_iter().filter(|(flag, _)| self.0 & flag.0 != 0).map(|(_, name)| name).collect()
    }
}
