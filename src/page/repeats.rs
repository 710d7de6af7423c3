//! Repeats: what a site says on page after page.
//!
//! In: pages of one site. Out: [`Repeats`], by which their boilerplate is known.
//! May import: arabic, page.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::Hasher;

use super::Hints;
use super::block::{Block, blocks};
use super::declared::declared;
use super::decode::decode;
use super::tree::{Tag, Tree};
use crate::arabic::each_word;
use crate::lexicon::WordHasher;

/// Pages, each with a headline of its own, on which a block must stand, and of how many of those compared: furniture stands on
/// nearly all; a paragraph of background may be told again in a few.
const PAGES: usize = 3;
const ONE_OF: usize = 2;
/// Words of the shortest block that counts: «تفاصيل» or a city may head paragraphs of many articles.
const WORDS: u32 = 3;
/// Most blocks remembered of a site.
const MOST: usize = 4096;

/// What one page says, block by block, as hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    headline: u64,
    lines: BTreeSet<u64>,
}

/// The blocks that several pages of one site share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeats(HashSet<u64>);

/// Outlines an HTML page.
pub fn outline_html(bytes: &[u8], hints: &Hints<'_>) -> Outline {
    let (page, _) = decode(bytes, hints.content_type);
    let tree = Tree::parse(&page);
    let declared = declared(&tree);
    let title = declared.meta(&["og:title"]).or(declared.title.as_deref()).unwrap_or_default();
    let blocks = blocks(&tree);
    let lines = blocks.iter().filter(|b| counts(b)).map(|b| line(blocks.text(b))).collect();
    Outline { headline: line(title), lines }
}

impl Repeats {
    /// What the outlined pages share; several pages with one headline are one.
    pub fn of(outlines: impl IntoIterator<Item = Outline>) -> Self {
        let mut pages: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
        for outline in outlines {
            pages.entry(outline.headline).or_default().extend(outline.lines);
        }
        let fewest = PAGES.max(pages.len().div_ceil(ONE_OF));
        let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
        pages.into_values().flatten().for_each(|line| *seen.entry(line).or_default() += 1);
        Self(seen.into_iter().filter(|(_, pages)| *pages >= fewest).map(|(line, _)| line).take(MOST).collect())
    }

    /// Whether nothing is shared.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the site says this block, with this text, on other pages too.
    pub(super) fn holds(&self, block: &Block, text: &str) -> bool {
        counts(block) && self.0.contains(&line(text))
    }
}

/// The header of a table may well be that of last month's: cells don't count.
fn counts(block: &Block) -> bool {
    block.size.words >= WORDS && !block.cell && !matches!(block.tag, Tag::Td | Tag::Th)
}

/// A text's words, folded, as a hash.
fn line(text: &str) -> u64 {
    let mut hasher = WordHasher::default();
    each_word(text, |word| hasher.write(&word.to_le_bytes()));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::read_html;

    fn page(n: usize) -> String {
        format!(
            "<title>خبر رقم {}</title><article><h1>خبر</h1><p>افتتحت البلدية الحديقة ذات الرقم {n} بحضور جمع من السكان، وقالت إن العمل استغرق عاما كاملا.</p>\
             <p>حكاية {} لا تشبه سواها ولا ترد في صفحة أخرى من صفحات الموقع كله، كما قال الراوي.</p>\
             <p>يمكن للقراء أن يراسلوا الصحيفة من خلال البريد المعروف لديهم، ويسعدنا أن نقرأ ما يكتبون.</p></article>",
            ["أول", "ثان", "ثالث", "رابع"][n],
            ["البحر", "الجبل", "السهل", "النهر"][n],
        )
    }

    fn read(n: usize, repeats: &Repeats) -> String {
        read_html(page(n).as_bytes(), &Hints { repeats: Some(repeats), ..Hints::default() }).text
    }

    fn outlines(pages: impl IntoIterator<Item = usize>) -> Repeats {
        Repeats::of(pages.into_iter().map(|n| outline_html(page(n).as_bytes(), &Hints::default())))
    }

    #[test]
    fn what_three_pages_share_is_boilerplate() {
        let known = outlines(0..4);
        assert!(!read(1, &known).contains("يراسلوا"));
        assert!(read(1, &known).contains("الجبل"));
        assert_eq!(known, outlines((0..4).rev()), "whatever the order");
    }

    #[test]
    fn one_page_stored_again_and_again_repeats_nothing() {
        assert!(outlines([1, 1, 1, 2]).is_empty());
        assert!(read(1, &Repeats::default()).contains("يراسلوا"));
    }
}
