//! Content: which blocks are the article.
//!
//! In: blocks. Out: a decision for each.
//! May import: page, lexicon, record.

use super::block::{Block, Place};
use super::card::log_odds;
use super::declared::Declared;
use super::html::block_text;
use super::surroundings::Surroundings;
use super::tree::{Tag, Tree};

/// The log-odds of every block that it belongs to the article; those above zero are chosen.
pub(super) fn judge(tree: &Tree<'_>, blocks: &[Block], declared: &Declared) -> Vec<f32> {
    let around = Surroundings::new(tree, blocks, title_block(tree, blocks, declared));
    log_odds(tree, blocks, &around)
}

/// The block that shows the page's title: an h1, or a block whose words the declared title begins with.
pub(super) fn title_block(tree: &Tree<'_>, blocks: &[Block], declared: &Declared) -> Option<usize> {
    let said = declared.meta(&["og:title"]).or(declared.title.as_deref()).map(letters_of).unwrap_or_default();
    let is_title = |b: &Block| {
        let short = (8..300).contains(&b.size.letters) && b.place.0 & (Place::NAV.0 | Place::ASIDE.0 | Place::FOOTER.0) == 0;
        short && { let own = letters_of(&block_text(tree, b)); own.len() > 8 && said.starts_with(&own) }
    };
    let heading = |b: &Block| b.tag.is_heading();
    blocks.iter().position(|b| heading(b) && is_title(b))
        .or_else(|| blocks.iter().position(is_title))
        .or_else(|| blocks.iter().position(|b| b.tag == Tag::H1 && b.size.letters > 12))
}

/// The letters and digits of a text in lower case: what two spellings of one title share.
fn letters_of(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
