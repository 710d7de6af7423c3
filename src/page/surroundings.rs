//! Surroundings: what the elements around a block hold besides it.
//!
//! In: blocks and their tree. Out: [`Surroundings`], in one upward pass.
//! May import: page.

use super::block::Block;
use super::path::{Path, paths};
use super::tree::{NodeId, Tag, Tree};

/// What stands around the blocks of a page.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// Letters of all prose blocks.
    pub prose: f32,
    /// The block that holds the title.
    pub title: Option<usize>,
    nears: Vec<Near>,
}

/// What stands around one block.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Near {
    /// Prose under the same parent, as a share of the most that one parent holds.
    pub siblings: f32,
    /// The same under the grandparent.
    pub cousins: f32,
    /// Share of the page's prose before and after the block.
    pub before: f32,
    pub after: f32,
    /// Link densities of the parent and the grandparent.
    pub parent_links: f32,
    pub grandparent_links: f32,
    /// How many elements up the first that also holds the page's centre is.
    pub center: usize,
    /// Blocks under the same parent.
    pub like: u32,
    /// Blocks that the page sets like this one.
    pub path: Path,
    /// What stands under the same heading.
    pub section: Section,
}

/// Blocks from one heading to the next, headings left out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Section {
    /// Their letters, and those that are links.
    pub letters: u32,
    pub linked: u32,
}

/// Sums over what one element holds.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    letters: f32,
    linked: f32,
    /// Prose of blocks whose parent, or grandparent, this is.
    children: f32,
    grandchildren: f32,
    blocks: u32,
    /// How well it serves as the article's container.
    weight: f32,
}

impl Surroundings {
    /// What stands around block `i`.
    pub fn near(&self, i: usize) -> Near {
        self.nears.get(i).copied().unwrap_or_default()
    }

    /// Looks around every block of a page.
    pub fn new(tree: &Tree<'_>, blocks: &[Block], title: Option<usize>) -> Self {
        let above: Vec<_> = blocks.iter().map(|block| family(tree, block)).collect();
        let sums = sums(tree, blocks, &above);
        let (paths, sections) = (paths(tree, blocks, &above), sections(blocks));
        let most = |of: fn(&Sums) -> f32, ids: &mut dyn Iterator<Item = NodeId>| {
            ids.map(|id| of(&sums[id as usize])).fold(1.0, f32::max)
        };
        let children = most(|s| s.children, &mut above.iter().map(|(parent, _)| *parent));
        let grandchildren = most(|s| s.grandchildren, &mut above.iter().map(|(_, grandparent)| *grandparent));
        let center = path_of_center(tree, &above, &sums);
        let prose: f32 = blocks.iter().map(prose).sum();
        let mut before = 0.0;
        let mut nears = Vec::with_capacity(blocks.len());
        for (i, block) in blocks.iter().enumerate() {
            let (own, above) = (sums[above[i].0 as usize], sums[above[i].1 as usize]);
            let here = self::prose(block);
            nears.push(Near {
                siblings: own.children / children,
                cousins: above.grandchildren / grandchildren,
                before: before / prose.max(1.0),
                after: (prose - before - here).max(0.0) / prose.max(1.0),
                parent_links: own.linked / own.letters.max(1.0),
                grandparent_links: above.linked / above.letters.max(1.0),
                center: distance(tree, block.holder, &center),
                like: own.blocks,
                path: paths[i],
                section: sections[i],
            });
            before += here;
        }
        Self { prose, title, nears }
    }
}

/// The letters of a block that reads as prose.
pub(super) fn prose(block: &Block) -> f32 {
    let is_prose = block.size.letters >= 60 && block.size.stops >= 1 && block.link_density() < 0.35;
    if is_prose { (block.size.letters - block.linked) as f32 } else { 0.0 }
}

/// The element around a block's holder, and the one around that; blocks of bare text are their holder's children.
pub(super) fn family(tree: &Tree<'_>, block: &Block) -> (NodeId, NodeId) {
    let holds_prose = matches!(block.tag, Tag::P | Tag::Li | Tag::Td | Tag::Th | Tag::Blockquote | Tag::Dd | Tag::Dt)
        || block.tag.is_heading();
    let parent = if holds_prose { block_above(tree, block.holder) } else { block.holder };
    (parent, block_above(tree, parent))
}

/// The nearest block element above a node.
fn block_above(tree: &Tree<'_>, mut id: NodeId) -> NodeId {
    while id != 0 {
        id = tree.node(id).parent;
        if tree.node(id).tag.is_block() {
            break;
        }
    }
    id
}

/// The section of each block; a heading belongs to what it heads.
fn sections(blocks: &[Block]) -> Vec<Section> {
    let mut all = Vec::with_capacity(blocks.len());
    for part in blocks.chunk_by(|_, next| !next.tag.is_heading()) {
        let mut section = Section::default();
        for block in part.iter().filter(|b| !b.tag.is_heading()) {
            section.letters += block.size.letters;
            section.linked += block.linked;
        }
        all.extend(part.iter().map(|_| section));
    }
    all
}

fn sums(tree: &Tree<'_>, blocks: &[Block], above: &[(NodeId, NodeId)]) -> Vec<Sums> {
    let mut sums = vec![Sums::default(); tree.nodes().len()];
    for (block, (parent, grandparent)) in blocks.iter().zip(above) {
        let prose = prose(block);
        let holder = &mut sums[block.holder as usize];
        holder.letters += block.size.letters as f32;
        holder.linked += block.linked as f32;
        let parent = &mut sums[*parent as usize];
        parent.children += prose;
        parent.blocks += 1;
        parent.weight += prose;
        let grandparent = &mut sums[*grandparent as usize];
        grandparent.grandchildren += prose;
        grandparent.weight += prose / 2.0;
    }
    // Children come after their parents, so one pass from the end sums every subtree.
    for id in (1..sums.len()).rev() {
        let Sums { letters, linked, .. } = sums[id];
        // Texts, and elements without any.
        if letters == 0.0 {
            continue;
        }
        let parent = &mut sums[tree.node(id as NodeId).parent as usize];
        parent.letters += letters;
        parent.linked += linked;
    }
    sums
}

/// The elements from the best container up to the root, nearest first.
fn path_of_center(tree: &Tree<'_>, above: &[(NodeId, NodeId)], sums: &[Sums]) -> Vec<NodeId> {
    let weight = |id: NodeId| sums[id as usize].weight;
    let heavier = |best: NodeId, id: NodeId| {
        let order = weight(id).total_cmp(&weight(best));
        // Of equals the first in the page, whatever the order in which they are met.
        if order.is_gt() || order.is_eq() && id < best { id } else { best }
    };
    let best = above.iter().flat_map(|(parent, grandparent)| [*parent, *grandparent]).reduce(heavier);
    let mut path = vec![best.filter(|id| weight(*id) > 0.0).unwrap_or(0)];
    while let Some(&id) = path.last().filter(|id| **id != 0) {
        path.push(tree.node(id).parent);
    }
    path
}

/// How many elements the common ancestor of a node and the centre stands above the centre: 0 inside it.
fn distance(tree: &Tree<'_>, node: NodeId, center: &[NodeId]) -> usize {
    center.iter().position(|id| tree.within(*id).contains(&node)).unwrap_or(center.len())
}
