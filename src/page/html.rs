//! HTML: from bytes to an article.
//!
//! In: bytes and hints. Out: an [`Article`].
//! May import: record, lexicon, page.

use std::collections::BTreeSet;

use super::block::{Block, blocks};
use super::content::{Fate, judge};
use super::declared::{Declared, declared, names};
use super::decode::decode;
use super::tidy::Tidy;
use super::tree::{Hint, NodeId, Tag, Tree};
use super::{Article, Hints};
use crate::record::{Kind, StrippedTally, Warning};

/// Reads an HTML page.
pub(super) fn read(bytes: &[u8], hints: &Hints<'_>) -> Article {
    let (page, mut warnings) = decode(bytes, hints.content_type);
    let tree = Tree::parse(&page);
    if tree.too_deep {
        warnings.push(Warning::new("too_deep", "elements nested deeper than 512 were read as if side by side"));
    }
    let declared = declared(&tree);
    let blocks = blocks(&tree);
    let fates = judge(&tree, &blocks, &declared);
    let title = title(&tree, &declared);
    let (text, stripped) = assemble(&tree, &blocks, &fates);
    let kind = if text.is_empty() { Kind::Empty } else { Kind::Article };
    Article {
        kind,
        title,
        authors: authors(&declared),
        published: published(&declared),
        canonical_url: declared.canonical.clone(),
        text,
        stripped: stripped.into_stripped(),
        warnings,
        ..Article::default()
    }
}

/// The blocks of the article as lines, and a tally of the others.
fn assemble(tree: &Tree<'_>, blocks: &[Block], fates: &[Fate]) -> (String, StrippedTally) {
    let (mut out, mut tally, mut seen) = (Tidy::default(), StrippedTally::default(), BTreeSet::new());
    for (block, fate) in blocks.iter().zip(fates) {
        match fate {
            Fate::Title => {}
            Fate::Stripped(kind, _) => {
                // Only the first piece of a kind is shown.
                let sample = if seen.insert(*kind) { block_text(tree, block) } else { String::new() };
                tally.add(*kind, &sample);
            }
            Fate::Kept => {
                if block.cell {
                    out.cell_break()
                } else {
                    out.line_break(0)
                }
                out.line(&block_text(tree, block), 0);
            }
        }
    }
    (out.text, tally)
}

/// A block's text, entities decoded, unseen elements left out.
pub(super) fn block_text(tree: &Tree<'_>, block: &Block) -> String {
    let (mut text, mut id) = (String::new(), block.nodes.start);
    while id < block.nodes.end {
        let node = tree.node(id);
        if node.tag.is_unseen() || node.hints.any(Hint::UNSEEN) {
            id = node.end;
            continue;
        }
        if node.tag == Tag::Text {
            text.push_str(&tree.text(id));
        }
        id += 1;
    }
    text.replace(['\n', '\t', '\r'], " ")
}

fn title(tree: &Tree<'_>, declared: &Declared) -> Option<String> {
    let heading = |id: &NodeId| Some(tree.all_text(*id)).filter(|t| t.split_whitespace().count() > 2);
    let og = declared.meta(&["og:title", "twitter:title"]).map(str::to_owned);
    let found = declared.headings.first().and_then(heading).or(og).or(declared.title.clone())?;
    let mut tidy = Tidy::default();
    tidy.line(&found.replace(['\n', '\t', '\r'], " "), 0);
    Some(tidy.text).filter(|t| !t.is_empty())
}

fn authors(declared: &Declared) -> Vec<String> {
    let linked = declared.articles.iter().find_map(|a| a.get("author")).map(names).unwrap_or_default();
    if linked.is_empty() {
        declared.meta(&["author", "article:author"]).map(str::to_owned).into_iter().collect()
    } else {
        linked
    }
}

fn published(declared: &Declared) -> Option<String> {
    let linked = declared.article("datePublished");
    linked.or_else(|| declared.meta(&["article:published_time", "datepublished", "date"])).map(str::to_owned)
}
