//! Explaining a page: what was decided about each of its blocks, and why.
//!
//! In: bytes and hints. Out: one [`Explained`] a block, in document order.
//! May import: record, page.

use super::Hints;
use super::block::{Block, blocks};
use super::content::{Fate, judge, odds};
use super::declared::declared;
use super::decode::decode;
use super::tidy::Tidy;
use super::tree::{NodeId, Tag, Tree};

/// Longest sample of a block, in scalars.
const SAMPLE: usize = 100;
/// Elements named of the path to a block.
const STEPS: usize = 3;

/// What was decided about one block.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// `kept`, `title`, or the kind of boilerplate it was taken for.
    pub verdict: String,
    /// What decided: `cards`, `phrase`, `heading`, `ticker`, `outside`, `repeated`…; empty for what was kept.
    pub why: String,
    /// The score cards' log-odds that the block is part of the article.
    pub odds: f32,
    /// The innermost elements around it, outermost first: `div.story > p`.
    pub element: String,
    /// The beginning of its text, at most 100 scalars.
    pub text: String,
}

/// What the content scorer decides about every block of an HTML page.
pub fn explain_html(bytes: &[u8], hints: &Hints<'_>) -> Vec<Explained> {
    let (page, _) = decode(bytes, hints.content_type);
    let tree = Tree::parse(&page);
    let (declared, blocks) = (declared(&tree), blocks(&tree));
    let (fates, odds) = (judge(&tree, &blocks, &declared, hints.repeats), odds(&tree, &blocks, &declared));
    let judged = blocks.iter().zip(fates).zip(odds);
    judged.map(|((block, fate), odds)| explained(&tree, block, blocks.text(block), fate, odds)).collect()
}

fn explained(tree: &Tree<'_>, block: &Block, line: &str, fate: Fate, odds: f32) -> Explained {
    let (verdict, why) = match fate {
        Fate::Kept => ("kept".to_owned(), String::new()),
        Fate::Title => ("title".to_owned(), String::new()),
        Fate::Stripped(kind, why) => (format!("{kind:?}").to_lowercase(), format!("{why:?}").to_lowercase()),
    };
    let mut tidy = Tidy::default();
    tidy.line(line, 0);
    let text = tidy.text.chars().take(SAMPLE).collect();
    Explained { verdict, why, odds, element: element(tree, block.holder), text }
}

fn element(tree: &Tree<'_>, mut id: NodeId) -> String {
    let mut steps = Vec::new();
    while id != 0 && steps.len() < STEPS {
        let node = tree.node(id);
        if node.tag.is_block() {
            steps.push(named(tree, id, node.tag));
        }
        id = node.parent;
    }
    steps.reverse();
    steps.join(" > ")
}

/// An element as a selector would name it, with its id or its first class.
fn named(tree: &Tree<'_>, id: NodeId, tag: Tag) -> String {
    let name = format!("{tag:?}").to_lowercase();
    let of = |attribute: &str, mark: char| {
        let value = tree.attribute(id, attribute)?;
        value.split_whitespace().next().map(|first| format!("{name}{mark}{first}"))
    };
    of("id", '#').or_else(|| of("class", '.')).unwrap_or_else(|| name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_has_its_reason() {
        let page = "<body><ul class=menu><li><a href=/>الرئيسية</a></ul><div class=story><h1>إقبال كبير على المتحف الجديد</h1>\
            <p>أعلنت الهيئة أن عدد زوار المتحف بلغ 300 ألف زائر خلال الموسم، وقالت إن الإقبال تضاعف منذ الافتتاح.</p>\
            <p>اقرأ أيضا: إغلاق المتحف يوم الاثنين</p></div>";
        let blocks = explain_html(page.as_bytes(), &Hints::default());
        let said: Vec<(&str, &str)> = blocks.iter().map(|b| (b.verdict.as_str(), b.why.as_str())).collect();
        assert_eq!(said, [("nav", "phrase"), ("title", ""), ("kept", ""), ("related", "phrase")]);
        assert_eq!(blocks[2].element, "body > div.story > p");
    }
}
