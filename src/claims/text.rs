//! A text's tokens with their forms cut out once: every rule asks for the same words again.
//!
//! In: tokens. Out: their folded and written forms, without the checks that cutting them out of the text costs each time.
//! May import: arabic.

use std::ops::Deref;

use crate::arabic::Tokens;

/// One token's forms.
#[derive(Debug, Clone, Copy)]
struct Form<'t> {
    key: &'t str,
    raw: &'t str,
    letters: usize,
}

/// Tokens with their forms at hand.
#[derive(Debug)]
pub(super) struct Text<'t> {
    tokens: &'t Tokens<'t>,
    forms: Vec<Form<'t>>,
}

impl<'t> Text<'t> {
    /// Cuts out the forms of all tokens.
    pub fn new(tokens: &'t Tokens<'t>) -> Self {
        let form = |i: usize| {
            let (key, raw) = (tokens.key(i), tokens.raw(i));
            Form { key, raw, letters: key.chars().count() }
        };
        Self { tokens, forms: (0..tokens.len()).map(form).collect() }
    }

    /// The folded form of the token at `i`; empty past the end.
    #[inline]
    pub fn key(&self, i: usize) -> &'t str {
        self.forms.get(i).map_or("", |form| form.key)
    }

    /// The token at `i` as written; empty past the end.
    #[inline]
    pub fn raw(&self, i: usize) -> &'t str {
        self.forms.get(i).map_or("", |form| form.raw)
    }

    /// How many letters or digits the folded form of the token at `i` has.
    #[inline]
    pub fn letters(&self, i: usize) -> usize {
        self.forms.get(i).map_or(0, |form| form.letters)
    }
}

impl<'t> Deref for Text<'t> {
    type Target = Tokens<'t>;

    fn deref(&self) -> &Self::Target {
        self.tokens
    }
}
