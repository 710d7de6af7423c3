//! Observing pages: their blocks with the features that hold, for whoever trains the score cards.
//!
//! In: bytes. Out: an [`Observed`] page.
//! May import: page.

use super::Hints;
use super::block::blocks;
use super::card::{NEARBY, Nearby};
use super::content::title_block;
use super::declared::declared;
use super::decode::decode;
use super::feature::{FAMILIES, features, neighbours};
use super::surroundings::Surroundings;
use super::tree::Tree;

/// A feature: its family, as a place in [`families`], and its bin.
pub type Feature = (usize, usize);

/// A page's blocks as the cards see them.
#[derive(Debug, Clone)]
pub struct Observed {
    /// The blocks in document order.
    pub blocks: Vec<ObservedBlock>,
    parents: Vec<usize>,
}

/// One block.
#[derive(Debug, Clone)]
pub struct ObservedBlock {
    /// What it says.
    pub text: String,
    /// Its letters and digits.
    pub letters: u32,
    /// What both cards see of it.
    pub features: Vec<Feature>,
}

/// The names of all families, those of the second card last, each with its number of bins.
pub fn families() -> Vec<(&'static str, usize)> {
    FAMILIES.iter().chain(&NEARBY).map(|f| (f.name, f.bins)).collect()
}

/// How many of [`families`] both cards share.
pub const SHARED: usize = FAMILIES.len();

/// Observes an HTML page.
pub fn observe_html(bytes: &[u8], hints: &Hints<'_>) -> Observed {
    let (page, _) = decode(bytes, hints.content_type);
    let tree = Tree::parse(&page);
    let blocks = blocks(&tree);
    let around = Surroundings::new(&tree, &blocks, title_block(&blocks, &declared(&tree)));
    let beside = neighbours(&blocks);
    let observed = blocks.iter().enumerate().map(|(i, block)| {
        let mut found = Vec::new();
        features(&blocks, &around, &beside, i, |family, bin| found.push((family, bin)));
        ObservedBlock { text: blocks.text(block).to_owned(), letters: block.size.letters, features: found }
    });
    let parents = blocks.iter().map(|b| tree.node(b.holder).parent as usize).collect();
    Observed { blocks: observed.collect(), parents }
}

impl Observed {
    /// What the second card sees besides, where the first gives each block these log-odds.
    pub fn nearby(&self, alone: &[f32]) -> Vec<Vec<Feature>> {
        let letters: Vec<u32> = self.blocks.iter().map(|b| b.letters).collect();
        let near = Nearby::new(&self.parents, &letters, alone);
        let of = |i: usize| {
            let mut found = Vec::new();
            near.features(i, letters[i], |family, bin| found.push((SHARED + family, bin)));
            found
        };
        (0..self.blocks.len()).map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_stay_within_their_families() {
        let page = "<body><ul><li><a href=/>الرئيسية</a></ul><h1>إقبال كبير على المتحف الجديد</h1><p>أعلنت الهيئة أن عدد زوار \
            المتحف بلغ 300 ألف زائر خلال الموسم.</p><table><tr><td>12<td>اليوم</table></body>";
        let observed = observe_html(page.as_bytes(), &Hints::default());
        let nearby = observed.nearby(&vec![0.3; observed.blocks.len()]);
        let all = observed.blocks.iter().flat_map(|b| &b.features).chain(nearby.iter().flatten());
        assert!(all.clone().count() > 100);
        assert!(all.clone().all(|(family, bin)| *bin < families()[*family].1));
    }
}
