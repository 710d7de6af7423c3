//! What stands near the headline and at the end of the body: where pages tell who wrote them and when.
//!
//! In: a page cut into blocks, those of the article chosen. Out: short [`Line`]s, the nearest first.
//! May import: page.

use super::Hints;
use super::block::{Block, Blocks, Place};
use super::content::Fate;
use super::declared::Declared;
use super::surroundings::prose;
use super::tidy::one_line;
use super::title::Headline;
use super::tree::{Hint, Tag, Tree};

/// Blocks looked at before the headline, after it, and around the ends of the body.
const BEFORE: usize = 8;
const AFTER: usize = 14;
const EDGE: usize = 4;
/// A longer block is prose.
const LETTERS: u32 = 160;

/// A page whose article is chosen but whose metadata is not read yet.
#[derive(Clone, Copy)]
pub(super) struct Page<'a, 'p> {
    pub tree: &'a Tree<'p>,
    pub declared: &'a Declared,
    pub blocks: &'a Blocks,
    pub fates: &'a [Fate],
    pub hints: &'a Hints<'a>,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Where {
    /// Between the headline and the body, or at the body's beginning.
    UnderHeadline,
    /// Above the headline.
    OverHeadline,
    /// At the body's end.
    Foot,
}

/// A short block near the headline or at the body's end.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub block: usize,
    pub text: String,
    pub place: Where,
    /// How many blocks lie between.
    pub distance: usize,
    /// Whether its class speaks of authors or dates.
    pub hinted: bool,
}

/// What stands between the texts of two inline elements in a [`Line`].
const BAR: &str = " | ";

impl Line {
    /// The texts of its inline elements.
    pub fn pieces(&self) -> impl Iterator<Item = &str> {
        self.text.split(BAR)
    }
}

impl Page<'_, '_> {
    /// The first and the last block of the article.
    pub fn body(&self) -> Option<(usize, usize)> {
        let first = self.fates.iter().position(|f| *f == Fate::Kept)?;
        Some((first, self.fates.iter().rposition(|f| *f == Fate::Kept)?))
    }

    /// The lines near the headline, nearest first, then those at the body's end.
    pub fn near(&self, headline: Option<&Headline>) -> Vec<Line> {
        let (first, last) = self.body().unwrap_or((0, 0));
        // Between a lead and the text names and dates may stand.
        let told =
            |i: &usize| self.fates.get(*i) == Some(&Fate::Kept) && self.blocks.get(*i).is_some_and(|b| prose(b) > 0.0);
        let first = (first..=last).find(told).unwrap_or(first);
        let head = headline.and_then(|h| h.block).unwrap_or(first);
        let body_head =
            if head <= first && first - head > AFTER { first.saturating_sub(EDGE)..first + 2 } else { 0..0 };
        let under = (head + 1..head + 1 + AFTER).filter(|i| *i < first + 3 || *i < head + EDGE).chain(body_head);
        let over = (head.saturating_sub(BEFORE)..head).rev();
        let foot = last.saturating_sub(1).max(head + 1)..last + 1 + EDGE;
        let under = under.map(|i| (i, Where::UnderHeadline, i - head));
        let over = over.map(|i| (i, Where::OverHeadline, head - i));
        let foot = foot.map(|i| (i, Where::Foot, last.abs_diff(i)));
        under.chain(over).chain(foot).filter_map(|(i, place, distance)| self.line(i, place, distance)).collect()
    }

    fn line(&self, at: usize, place: Where, distance: usize) -> Option<Line> {
        let block = self.blocks.get(at)?;
        let foreign = Hint::RELATED | Hint::COMMENT | Hint::TICKER | Hint::SIDE;
        let hinted = (block.own | block.around).any(Hint::BYLINE);
        let outside = if hinted {
            Place(Place::NAV.0 | Place::FOOTER.0)
        } else {
            Place(Place::NAV.0 | Place::ASIDE.0 | Place::FOOTER.0)
        };
        if block.size.letters > LETTERS || (block.around.any(foreign) && !hinted) || block.place.any(outside) {
            return None;
        }
        Some(Line { block: at, text: self.pieces(block), place, distance, hinted })
    }

    /// A block's text with a bar where one inline element ends and the next begins: by-lines are often parted by style alone.
    fn pieces(&self, block: &Block) -> String {
        let (mut text, mut parent) = (String::new(), None);
        for id in block.nodes.clone().filter(|id| self.tree.node(*id).tag == Tag::Text) {
            let node = self.tree.node(id);
            let piece = self.tree.text(id);
            if !self.tree.node(node.parent).tag.is_unseen() && !piece.trim().is_empty() {
                if parent.is_some_and(|p| p != node.parent) {
                    text.push_str(BAR);
                }
                text.push_str(&one_line(&piece));
                parent = Some(node.parent);
            }
        }
        text
    }
}
