//! Paths: what blocks that a page sets alike hold together.
//!
//! In: blocks and the elements around them. Out: for each block the [`Path`] that it shares with others like it.
//! May import: lexicon, page.

use std::collections::HashMap;
use std::hash::Hasher;

use super::block::Block;
use super::tree::{NodeId, Tree};
use crate::lexicon::WordHasher;

/// What the blocks of one path hold. Blocks are of one path when the elements around them, three of them, are alike in tag and class.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Path {
    /// How many they are.
    pub blocks: u32,
    /// Their letters, and those that are links.
    pub letters: u32,
    pub linked: u32,
}

/// The path of each block; `above` holds its parent and its grandparent.
pub(super) fn paths(tree: &Tree<'_>, blocks: &[Block], above: &[(NodeId, NodeId)]) -> Vec<Path> {
    let mut seen = [(NodeId::MAX, 0); 3];
    // Who crafts classes of one sign gets one path; the map itself is safe from them.
    let mut places: HashMap<u64, usize> = HashMap::new();
    let (mut all, mut own): (Vec<Path>, Vec<usize>) = (Vec::new(), Vec::with_capacity(blocks.len()));
    let mut last = (0, usize::MAX);
    for (block, (parent, grandparent)) in blocks.iter().zip(above) {
        let mut hasher = WordHasher::default();
        for (id, seen) in [block.holder, *parent, *grandparent].into_iter().zip(&mut seen) {
            if seen.0 != id {
                *seen = (id, sign(tree, id));
            }
            hasher.write(&seen.1.to_le_bytes());
        }
        let sign = hasher.finish();
        // What a page sets alike mostly stands in a row.
        if last.0 != sign || all.is_empty() {
            last = (sign, *places.entry(sign).or_insert(all.len()));
        }
        if last.1 == all.len() {
            all.push(Path::default());
        }
        let path = &mut all[last.1];
        path.blocks += 1;
        path.letters += block.size.letters;
        path.linked += block.linked;
        own.push(last.1);
    }
    own.into_iter().map(|at| all[at]).collect()
}

/// An element's tag and class; digits, by which the items of a list are told apart, left out.
fn sign(tree: &Tree<'_>, id: NodeId) -> u64 {
    let mut hasher = WordHasher::default();
    hasher.write(&[tree.node(id).tag as u8]);
    let class = tree.class(id);
    if class.iter().fold(false, |any, b| any | b.is_ascii_digit()) {
        let bare: Vec<u8> = class.iter().copied().filter(|b| !b.is_ascii_digit()).collect();
        hasher.write(&bare);
    } else {
        hasher.write(class);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::block::blocks;

    #[test]
    fn cards_of_a_list_are_of_one_path_and_paragraphs_of_another() {
        let page = "<div class=list><div class=card-1><a href=/1><h3>افتتاح معرض</h3></a></div><div class=card-2><a href=/2>\
            <h3>تأجيل مباراة</h3></a></div></div><div class=body><p>بدأ الموسم أمس.</p><p>وتستمر العروض شهرا.</p></div>";
        let tree = Tree::parse(page);
        let blocks = blocks(&tree);
        let above: Vec<_> = blocks.iter().map(|b| crate::page::surroundings::family(&tree, b)).collect();
        let paths = paths(&tree, &blocks, &above);
        assert_eq!(paths.iter().map(|p| p.blocks).collect::<Vec<_>>(), [2, 2, 2, 2]);
        assert!(paths[0].linked == paths[0].letters && paths[2].linked == 0);
    }
}
