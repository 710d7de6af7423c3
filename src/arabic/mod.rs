//! Arabic script: folding, words with their offsets, clitics, sentences.
//!
//! In: text as written. Out: folded keys and [`Token`]s that know where they stand in the original.
//! May import: record.

mod clitic;
mod fold;
mod script;
mod sentence;
mod token;

pub use clitic::{Split, splits};
pub use fold::{fold, fold_char, rasm, skeleton};
pub use script::{is_alphabetic, is_alphanumeric, is_numeric};
pub use sentence::sentences;
pub use token::{Gap, Token, TokenKind, Tokens, tokenize};
