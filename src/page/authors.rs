//! Who wrote a page: what it declares, then its bylines.
//!
//! In: a page, its headline and the lines near it. Out: names, and the blocks that hold nothing else.
//! May import: lexicon, page.

use serde_json::Value;

use super::byline::{Byline, byline, is_of_agencies, is_of_place, of_headline};
use super::dated::dates;
use super::name::{Need, is_wholly, people};
use super::near::{Line, Page, Where};
use super::site::SiteNames;
use super::tidy::one_line;
use super::title::Headline;
use super::tree::NodeId;
use super::words::words;
use crate::lexicon::BylineWord;

/// Metas that name an author.
const METAS: [&str; 10] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article:author_name",
    "og:article:author",
    "cxenseparse:author",
];
/// Words of an author's class or id.
const CLASSES: [&str; 6] = ["author", "byline", "writer", "reporter", "journalist", "katib"];
/// Nodes of the largest element that can be a byline: classes of larger ones often name authors of their own.
const AUTHOR_NODES: usize = 60;
/// Blocks below the article in which its author may be named.
const BELOW: usize = 2;
/// Letters of the longest name.
const LETTERS: usize = 60;

/// The people who wrote a page, and the blocks that only say so.
#[derive(Debug, Default)]
pub(super) struct Authors {
    pub names: Vec<String>,
    pub blocks: Vec<usize>,
}

/// Finds who wrote a page. Sites, sections and desks are nobody; an agency counts where it alone is declared.
pub(super) fn authors(page: &Page<'_, '_>, headline: Option<&Headline>, near: &[Line], sites: &SiteNames) -> Authors {
    let bylines: Vec<(&Line, Byline)> = near.iter().filter_map(|l| Some((l, read(page, l, sites)?))).collect();
    let mut blocks: Vec<usize> = bylines.iter().filter(|(_, b)| b.whole).map(|(l, _)| l.block).collect();
    let declared = declared(page, sites);
    let (agencies, persons): (Vec<String>, Vec<String>) =
        declared.into_iter().partition(|n| is_wholly(n, &[BylineWord::Agency]));
    let shown = || bylines.iter().find(|(_, b)| b.led).or(bylines.first()).map(|(_, b)| b.names.clone());
    let titled = || headline.map(|h| of_headline(&h.text)).filter(|n| !n.is_empty());
    let names = Some(persons).filter(|n| !n.is_empty()).or_else(|| linked(page, sites)).or_else(shown).or_else(titled);
    let names = unique(names.unwrap_or(agencies));
    let repeats = |l: &&Line| names.iter().any(|n| words(n) == words(&l.text)) || is_of_agencies(&l.text);
    blocks.extend(near.iter().filter(repeats).map(|l| l.block));
    let head = page.body().map(|(first, _)| first);
    blocks.extend(near.iter().filter(|l| Some(l.block) == head && is_of_place(&l.text)).map(|l| l.block));
    Authors { names, blocks }
}

/// A line as a byline: under the headline a place or a given name makes one; elsewhere more is wanted.
fn read(page: &Page<'_, '_>, line: &Line, sites: &SiteNames) -> Option<Byline> {
    let last = line.place == Where::Foot && line.distance == 0;
    let need = match line.hinted && is_authors(page, line) {
        true => Need::Place,
        false if last => Need::Origin,
        false => Need::Given,
    };
    let found = byline(&line.text, need, sites).or_else(|| in_pieces(line, sites))?;
    let fits = match line.place {
        Where::UnderHeadline => true,
        Where::OverHeadline => found.led || need == Need::Place,
        Where::Foot => found.led || line.distance == 0,
    };
    fits.then_some(found)
}

/// The byline in one of a line's elements, where another of them tells the date.
fn in_pieces(line: &Line, sites: &SiteNames) -> Option<Byline> {
    line.pieces().nth(1)?;
    let dated = || line.pieces().any(|piece| !dates(piece, None).stamps.is_empty());
    let found = line.pieces().find_map(|piece| byline(piece, Need::Given, sites));
    found.filter(|b| b.led || line.hinted || dated()).map(|b| Byline { whole: false, ..b })
}

/// Whether the class of an element around a line speaks of authors.
fn is_authors(page: &Page<'_, '_>, line: &Line) -> bool {
    let Some(block) = page.blocks.get(line.block) else { return false };
    let mut id = block.nodes.start;
    for _ in 0..4 {
        id = page.tree.node(id).parent;
        if page.tree.within(id).len() > AUTHOR_NODES {
            return false;
        }
        let raw = page.tree.raw(id).to_ascii_lowercase();
        if CLASSES.iter().any(|word| raw.contains(word)) {
            return true;
        }
    }
    false
}

/// The names that JSON-LD, metas and properties declare.
fn declared(page: &Page<'_, '_>, sites: &SiteNames) -> Vec<String> {
    let objects = page.declared.articles.iter().chain(&page.declared.pages);
    let objects = objects.filter_map(|a| a.get("author").or_else(|| a.get("creator")));
    let linked = objects.map(|a: &Value| page.declared.names(a));
    let metas = METAS.iter().map(|name| page.declared.all(name).map(str::to_owned).collect::<Vec<_>>());
    let cards =
        [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")].iter().map(|(label, data)| {
            let is_lead = |l: &str| !bare_name(&format!("{l} x")).contains(' ');
            page.declared
                .all(label)
                .filter(|l| is_lead(l))
                .flat_map(|_| page.declared.all(data))
                .map(str::to_owned)
                .collect()
        });
    let items = page.declared.items.iter().filter(|(name, _)| name == "author").map(|(_, id)| vec![item(page, *id)]);
    let mut all = linked.chain(metas).chain(cards).chain(items);
    all.find_map(|names| Some(accepted(names, sites)).filter(|n| !n.is_empty())).unwrap_or_default()
}

fn accepted(names: Vec<String>, sites: &SiteNames) -> Vec<String> {
    let split = names.iter().flat_map(|n| n.split([',', '،', ';', '|'])).map(bare_name);
    split.filter(|n| is_author(n, sites)).collect()
}

/// A declared name without the words before it.
fn bare_name(name: &str) -> String {
    let name = one_line(name);
    let tokens = crate::arabic::tokenize(&name);
    let words = crate::lexicon::byline_words();
    let lead = words
        .class_at(&tokens, 0, BylineWord::Lead)
        .or_else(|| words.class_at(&tokens, 0, BylineWord::Label).filter(|(_, end)| tokens.key(*end) == ":"));
    let bare =
        lead.filter(|(_, end)| *end < tokens.len()).map_or(name.as_str(), |(_, end)| tokens.slice(end..tokens.len()));
    bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '/' | '–' | '|')).to_owned()
}

fn is_author(name: &str, sites: &SiteNames) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let address = name.contains("://")
        || name.contains('@')
        || name.contains("www.")
        || name.contains(".com")
        || name.contains(".net");
    (2..=LETTERS).contains(&letters) && !address && !sites.is_name(name) && !is_wholly(name, &[BylineWord::Desk])
}

/// The first of several names in an element: that of a nested `itemprop=name`, or all its text.
fn item(page: &Page<'_, '_>, id: NodeId) -> String {
    let inner = page.declared.items.iter().find(|(name, inner)| name == "name" && page.tree.within(id).contains(inner));
    let id = inner.map_or(id, |(_, inner)| *inner);
    let content = page.tree.attribute(id, "content").map(|c| c.into_owned());
    content.unwrap_or_else(|| page.tree.all_text(id))
}

/// The names in links with `rel=author` up to the article's end, or right below it.
fn linked(page: &Page<'_, '_>, sites: &SiteNames) -> Option<Vec<String>> {
    let end = page
        .body()
        .and_then(|(_, last)| page.blocks.get(last + BELOW).or(page.blocks.last()))
        .map_or(NodeId::MAX, |b| b.nodes.end);
    let before = page.declared.bylines.iter().filter(|id| **id < end);
    let names = before.map(|id| bare_name(&page.tree.all_text(*id)));
    let names = names.filter(|n| is_author(n, sites) && !people(n, Need::Place).is_empty());
    Some(names.collect::<Vec<_>>()).filter(|n| !n.is_empty())
}

fn unique(names: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in names {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}
