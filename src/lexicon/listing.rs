//! Listing of a page's head and foot, each with a class and a value.
//!
//! In: a lexicon with the columns term, class, value. Out: [`Listing`] found by folded words.
//! May import: record, arabic (folding of terms).

use super::index::Index;
use super::{LexiconError, Table};
use crate::arabic::{Tokens, tokenize};

/// What one term says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<C> {
    /// Its class.
    pub class: C,
    /// Its value, as the lexicon writes it.
    pub value: &'static str,
}

/// The folded words after a term's first, and what the term says.
type Tail<C> = (Box<[Box<str>]>, Said<C>);

/// The terms of a lexicon, by their first folded word, longest first.
#[derive(Debug)]
pub struct Listing<C>(Index<Vec<Tail<C>>>);

impl<C> Default for Listing<C> {
    fn default() -> Self {
        Self(Index::default())
    }
}

impl<C: Copy + PartialEq> Listing<C> {
    /// Reads a lexicon; `class_of` knows the names of its classes.
    ///
    /// # Errors
    /// When the header is missing, a row has too many cells, or a class is unknown.
    pub fn parse(
        name: &'static str,
        text: &'static str,
        class_of: fn(&str) -> Option<C>,
    ) -> Result<Self, LexiconError> {
        let mut terms = Self::default();
        for row in Table::parse(name, text)?.rows() {
            let class = class_of(row.get("class")).ok_or_else(|| row.error("class", "no such class"))?;
            let tokens = tokenize(row.get("term"));
            let rest = (1..tokens.len()).map(|i| tokens.key(i).into()).collect();
            let value = row.get("value");
            terms.0.entry(tokens.key(0)).push((rest, Said { class, value }));
        }
        terms.0.values_mut().for_each(|t| t.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
        Ok(terms)
    }

    /// The longest term that starts at a token, and where it ends.
    pub fn at(&self, tokens: &Tokens<'_>, i: usize) -> Option<(Said<C>, usize)> {
        self.all_at(tokens, i).next()
    }

    /// The longest term of one class that starts at a token, and where it ends.
    pub fn class_at(&self, tokens: &Tokens<'_>, i: usize, class: C) -> Option<(&'static str, usize)> {
        self.all_at(tokens, i).find(|(said, _)| said.class == class).map(|(said, end)| (said.value, end))
    }

    /// The class of a folded word that is a term by itself.
    pub fn class_of(&self, word: &str) -> Option<C> {
        self.0.get(word)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, said)| said.class)
    }

    /// All terms that start at a token, and where they end, longest first.
    pub fn all_at<'a>(&'a self, tokens: &'a Tokens<'_>, i: usize) -> impl Iterator<Item = (Said<C>, usize)> + 'a {
        let follows = move |rest: &[Box<str>]| rest.iter().enumerate().all(|(n, key)| tokens.key(i + 1 + n) == &**key);
        let found = self.0.get(tokens.key(i)).into_iter().flatten().filter(move |(rest, _)| follows(rest));
        found.map(move |(rest, said)| (*said, i + 1 + rest.len()))
    }
}
