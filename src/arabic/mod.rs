//! Arabic script: folding, words with their offsets, clitics, sentences.
//!
//! In: text as written. Out: folded keys and [`Token`]s that know where they stand in the original.
//! May import: record.

mod clitic;
mod fold;
mod script;
mod sentence;
mod token;
mod word;

pub use clitic::{Split, splits};
pub use fold::{fold, fold_char, is_presentation_form, rasm, skeleton};
pub use script::{is_alphabetic, is_alphanumeric, is_numeric};
pub use sentence::sentences;
pub(crate) use token::push_letters;
pub use token::{Gap, Token, TokenKind, Tokens, tokenize};
pub use word::each_word;
