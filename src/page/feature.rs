//! Features: what speaks for and against a block, as names that a table of weights can hold.
//!
//! In: blocks and their tree. Out: for each block the features that hold, each as `family` and `bin`.
//! May import: page, arabic.

use super::block::{Block, Blocks, Place};
use super::surroundings::Surroundings;
use super::tree::{Hint, Tag};
use crate::arabic::{is_alphabetic, is_numeric};

/// A family of features and how many bins it has; of a family a block has one bin, or several where bins are bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Family {
    pub name: &'static str,
    pub bins: usize,
}

pub(super) const fn family(name: &'static str, bins: usize) -> Family {
    Family { name, bins }
}

/// The families of the first card, in the order in which [`features`] names them.
pub(super) const FAMILIES: [Family; 27] = [
    family("length_links_stop", LENGTHS * DENSITIES * 2),
    family("tag_length", TAGS * LENGTHS),
    family("before", LENGTHS * 4 + 1),
    family("after", LENGTHS * 4 + 1),
    family("before_2", LENGTHS * 4 + 1),
    family("after_2", LENGTHS * 4 + 1),
    family("own_hint", 32),
    family("around_hint", 32),
    family("place", 32),
    family("sibling_prose", SHARES * SIZES),
    family("cousin_prose", SHARES * SIZES),
    family("prose_before", SHARES * SIZES),
    family("prose_after", SHARES * SIZES),
    family("title", 10 * SIZES),
    family("parent_links", DENSITIES * SIZES),
    family("grandparent_links", DENSITIES * SIZES),
    family("page_prose", 6 * SIZES),
    family("center", 6 * SIZES),
    family("bold", 4 * SIZES),
    family("digits", 4 * SIZES),
    family("stops_commas", 4 * 4),
    family("like_siblings", 5 * DENSITIES),
    family("line", 4 * SIZES),
    family("body_hint", 4 * SIZES),
    family("path_links", 5 * DENSITIES),
    family("section", 6 * DENSITIES * SIZES),
    family("last_mark", MARKS * SIZES),
];

/// Limits of how many blocks are alike.
const COUNTS: [f32; 4] = [2.0, 4.0, 8.0, 20.0];
const LENGTHS: usize = 8;
const DENSITIES: usize = 6;
pub(super) const SIZES: usize = 4;
const SHARES: usize = 6;
const TAGS: usize = 14;
const MARKS: usize = 8;

/// The place of a value among ascending limits.
pub(super) fn bin(value: f32, limits: &[f32]) -> usize {
    limits.iter().map(|limit| usize::from(value >= *limit)).sum()
}

fn length(letters: u32) -> usize {
    bin(letters as f32, &[4.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0])
}

/// Like [`length`], coarser.
pub(super) fn size(letters: u32) -> usize {
    bin(letters as f32, &[20.0, 80.0, 200.0])
}

fn density(share: f32) -> usize {
    bin(share, &[0.001, 0.15, 0.35, 0.65, 0.95])
}

fn share(share: f32) -> usize {
    bin(share, &[0.001, 0.05, 0.3, 0.7, 0.999])
}

fn tag_group(tag: Tag) -> usize {
    match tag {
        Tag::P => 0,
        Tag::Li => 1,
        Tag::H1 => 2,
        Tag::H2 => 3,
        Tag::H3 => 4,
        Tag::H4 | Tag::H5 | Tag::H6 => 5,
        Tag::Td | Tag::Th => 6,
        Tag::Blockquote => 7,
        Tag::Figcaption | Tag::Figure | Tag::Caption => 8,
        Tag::Pre => 9,
        Tag::Dd | Tag::Dt => 10,
        Tag::Button | Tag::Label | Tag::Legend | Tag::Option | Tag::Summary => 11,
        Tag::Div => 12,
        _ => 13,
    }
}

/// What each block is to those beside it.
pub(super) fn neighbours(blocks: &Blocks) -> Vec<usize> {
    blocks.iter().map(neighbour).collect()
}

/// Calls `found` with the family and the bin of every feature of block `i`, whose page has these `neighbours`.
pub(super) fn features(
    blocks: &Blocks,
    around: &Surroundings,
    neighbours: &[usize],
    i: usize,
    mut found: impl FnMut(usize, usize),
) {
    let Some(block) = blocks.get(i) else { return };
    let (letters, links) = (block.size.letters, density(block.link_density()));
    let small = size(letters);
    found(0, (length(letters) * DENSITIES + links) * 2 + usize::from(block.size.stops > 0));
    found(1, tag_group(block.tag) * LENGTHS + length(letters));
    for (family, at) in [(2, i.checked_sub(1)), (3, Some(i + 1)), (4, i.checked_sub(2)), (5, Some(i + 2))] {
        found(family, at.and_then(|at| neighbours.get(at)).copied().unwrap_or(LENGTHS * 4));
    }
    bits(block.own.0, 6, &mut found);
    bits(block.around.0, 7, &mut found);
    bits(block.place.0, 8, &mut found);
    let near = around.near(i);
    found(9, share(near.siblings) * SIZES + small);
    found(10, share(near.cousins) * SIZES + small);
    found(11, share(near.before) * SIZES + small);
    found(12, share(near.after) * SIZES + small);
    found(13, title(around.title, i) * SIZES + small);
    found(14, density(near.parent_links) * SIZES + small);
    found(15, density(near.grandparent_links) * SIZES + small);
    found(16, bin(around.prose, &[200.0, 800.0, 2000.0, 5000.0, 15000.0]) * SIZES + small);
    found(17, near.center.min(5) * SIZES + small);
    found(18, bin(block.bold as f32 / letters.max(1) as f32, &[0.01, 0.5, 0.99]) * SIZES + small);
    found(19, bin(block.size.digits as f32 / letters.max(1) as f32, &[0.01, 0.1, 0.3]) * SIZES + small);
    found(20, (block.size.stops.min(3) * 4 + block.size.commas.min(3)) as usize);
    found(21, bin(near.like as f32, &COUNTS) * DENSITIES + links);
    found(22, usize::from(block.after_br) * SIZES + usize::from(block.cell) * 2 * SIZES + small);
    found(23, body(block) * SIZES + small);
    found(24, bin(near.path.blocks as f32, &COUNTS) * DENSITIES + density(part(near.path.linked, near.path.letters)));
    let section = bin(near.section.letters as f32, &[20.0, 80.0, 300.0, 1000.0, 4000.0]) * DENSITIES;
    found(25, (section + density(part(near.section.linked, near.section.letters))) * SIZES + small);
    found(26, last_mark(blocks.text(block)) * SIZES + small);
}

fn part(of: u32, all: u32) -> f32 {
    of as f32 / all.max(1) as f32
}

/// What a line ends with: a stop, a colon, three dots, a comma, a closing mark, a digit, a letter, or anything else.
fn last_mark(text: &str) -> usize {
    match text.trim_end().chars().next_back() {
        Some('.' | '!' | '?' | '؟' | '۔') => 0,
        Some(':') => 1,
        Some('…') => 2,
        Some(',' | '،' | ';' | '؛') => 3,
        Some(')' | ']' | '"' | '”' | '’' | '»') => 4,
        Some(c) if is_numeric(c) => 5,
        Some(c) if is_alphabetic(c) => 6,
        _ => 7,
    }
}

fn neighbour(block: &Block) -> usize {
    length(block.size.letters) * 4 + bin(block.link_density(), &[0.01, 0.35, 0.9])
}

fn bits(mut set: u32, family: usize, found: &mut impl FnMut(usize, usize)) {
    while set != 0 {
        found(family, set.trailing_zeros() as usize);
        set &= set - 1;
    }
}

/// Where a block stands to the title: far before, … the title, … far after; last: the page shows no title.
fn title(title: Option<usize>, i: usize) -> usize {
    let Some(at) = title else { return 9 };
    match i as isize - at as isize {
        ..=-10 => 0,
        -9..=-1 => 1,
        0 => 2,
        1 => 3,
        2..=3 => 4,
        4..=8 => 5,
        9..=20 => 6,
        21..=60 => 7,
        _ => 8,
    }
}

fn body(block: &Block) -> usize {
    let article = block.place.any(Place::ARTICLE);
    usize::from(block.around.any(Hint::BODY)) * 2 + usize::from(article)
}
