//! Content: which blocks are the article.
//!
//! In: blocks. Out: a decision for each.
//! May import: page, lexicon, record.

use super::block::{Block, Place};
use super::tree::Hint;

/// Chooses the blocks of the article: the run whose worth is greatest, without the blocks in it that are not prose.
pub(super) fn choose(blocks: &[Block]) -> Vec<bool> {
    let worths: Vec<f32> = blocks.iter().map(worth).collect();
    let (start, end) = best_run(&worths);
    let inside = |i: usize| (start..end).contains(&i);
    blocks.iter().enumerate().map(|(i, b)| inside(i) && !is_foreign(b)).collect()
}

/// What a block adds to a run: its words, less what its surroundings and links speak against it.
fn worth(block: &Block) -> f32 {
    let words = block.size.letters as f32 / 5.0;
    let worth = words * (1.0 - 2.5 * block.link_density()) - 6.0;
    if is_foreign(block) { worth.min(-words.min(12.0)) } else { worth.min(60.0) }
}

fn is_foreign(block: &Block) -> bool {
    let places = Place::NAV.0
        | Place::ASIDE.0
        | Place::FOOTER.0
        | Place::FORM.0
        | Place::FIGURE.0
        | Place::BUTTON.0
        | Place::UNSEEN.0;
    let hints = Hint::COMMENT
        | Hint::SHARE
        | Hint::RELATED
        | Hint::NAV
        | Hint::FOOTER
        | Hint::SIDE
        | Hint::ADVERT
        | Hint::BYLINE
        | Hint::TAGS
        | Hint::CAPTION
        | Hint::SIGNUP
        | Hint::CONSENT
        | Hint::HIDDEN
        | Hint::TOC
        | Hint::LEGAL;
    block.place.any(Place(places)) || block.around.any(hints) || block.link_density() > 0.6 && block.size.stops == 0
}

/// The run of greatest sum.
fn best_run(worths: &[f32]) -> (usize, usize) {
    let (mut best, mut found, mut sum, mut start) = (0.0, (0, 0), 0.0, 0);
    for (i, worth) in worths.iter().enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, i);
        }
        sum += worth;
        if sum > best {
            (best, found) = (sum, (start, i + 1));
        }
    }
    found
}
