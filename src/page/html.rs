//! HTML: from bytes to an article.
//!
//! In: bytes and hints. Out: an [`Article`].
//! May import: record, lexicon, page.

use std::collections::BTreeSet;

use memchr::memchr;

use super::block::{Blocks, blocks};
use super::content::{Fate, Why, judge, veto};
use super::declared::declared;
use super::decode::decode;
use super::language::language;
use super::meta::{Metadata, metadata};
use super::near::Page;
use super::published::stamp;
use super::rules::Rules;
use super::tidy::Tidy;
use super::tree::{MOST_DEPTH, Oddities, Tree};
use super::{Article, Hints};
use crate::record::{Boilerplate, Kind, StrippedTally, Warning};

/// Blocks by which the language of a page without an article is told.
const SAID: usize = 60;

/// Attributes of one tag, bytes of text without a tag, and inline elements without an end that are worth a warning.
/// The most that 793 pages of the web have are 63, 19,641 and 15.
const MANY_ATTRIBUTES: usize = 500;
const LONG_TEXT: usize = 1 << 20;
const MANY_UNCLOSED: usize = 256;

/// Reads an HTML page.
pub(super) fn read(bytes: &[u8], hints: &Hints<'_>) -> Article {
    let (page, warnings) = decode(bytes, hints.content_type);
    match hints.rules {
        Some(rules) => read_by(rules, &page, warnings, hints),
        None => read_page(&page, warnings, hints),
    }
}

/// Reads a page whose site the user knows better.
fn read_by(rules: &Rules, page: &str, mut warnings: Vec<Warning>, hints: &Hints<'_>) -> Article {
    // The library that reads selectors takes quadratic time on such pages.
    if Tree::parse(page).oddities.too_deep {
        warnings.push(Warning::new("rules_not_applied", "elements nested too deep for the site's rules"));
        return read_page(page, warnings, hints);
    }
    let chosen = rules.choose(page);
    for key in &chosen.missed {
        warnings.push(Warning::new("rule_without_match", format!("the site's rule `{key}` fits nothing on this page")));
    }
    let mut article = read_page(chosen.page.as_deref().unwrap_or(page), warnings, hints);
    if let Some(body) = &chosen.body {
        let (text, stripped) = whole(body);
        article.kind = if text.is_empty() { Kind::Empty } else { Kind::Article };
        article.language = language(&text).or(article.language);
        (article.text, article.stripped) = (text, stripped.into_stripped());
    }
    article.title = chosen.title.or(article.title);
    article.authors = chosen.authors.unwrap_or(article.authors);
    article.published = chosen.published.and_then(|said| stamp(&said, hints)).or(article.published);
    article
}

/// The text of elements that are the article, without what the lexicon knows for boilerplate.
fn whole(body: &str) -> (String, StrippedTally) {
    let tree = Tree::parse(body);
    let blocks = blocks(&tree);
    let mut fates = vec![Fate::Kept; blocks.len()];
    veto(&blocks, &mut fates);
    assemble(&blocks, &fates)
}

fn read_page(page: &str, mut warnings: Vec<Warning>, hints: &Hints<'_>) -> Article {
    let tree = Tree::parse(page);
    warn_of(tree.oddities, &mut warnings);
    if memchr(0, page.as_bytes()).is_some() {
        warnings.push(Warning::new("nul_bytes", "the page holds NUL bytes, which were left out"));
    }
    let declared = declared(&tree);
    let blocks = blocks(&tree);
    let mut fates = judge(&tree, &blocks, &declared, hints.repeats);
    let meta = metadata(&Page { tree: &tree, declared: &declared, blocks: &blocks, fates: &fates, hints });
    take_out(&mut fates, &meta);
    if meta.of_change {
        let detail = "the page tells only when it was last changed, which stands for its publication";
        warnings.push(Warning::new("published_from_change", detail));
    }
    let (text, stripped) = assemble(&blocks, &fates);
    let text = if meta.kind == Kind::Article { text } else { String::new() };
    Article {
        kind: meta.kind,
        language: language(&text).or_else(|| language(&said(&blocks))),
        title: meta.title,
        authors: meta.authors,
        published: meta.published,
        modified: meta.modified,
        section: meta.section,
        tags: meta.tags,
        canonical_url: declared.canonical.clone(),
        text,
        stripped: stripped.into_stripped(),
        warnings,
        ..Article::default()
    }
}

/// Says what is so strange about a page's markup that its text may not be what its writer meant.
fn warn_of(odd: Oddities, warnings: &mut Vec<Warning>) {
    let mut warn = |code: &str, detail: String| warnings.push(Warning::new(code, detail));
    if odd.too_deep {
        warn("too_deep", format!("elements nested deeper than {MOST_DEPTH} were read as if side by side"));
    }
    if odd.cut {
        warn("truncated", "the page ends inside a tag or a comment; what came after is missing".to_owned());
    }
    if odd.attributes >= MANY_ATTRIBUTES {
        warn("many_attributes", format!("a tag has {} attributes, as no page that a person wrote", odd.attributes));
    }
    if odd.longest_text >= LONG_TEXT {
        warn("long_text", format!("{} KB of text stand without a tag; is this a page?", odd.longest_text >> 10));
    }
    if odd.unclosed >= MANY_UNCLOSED {
        warn("unclosed_tags", format!("{} inline elements were begun and never ended", odd.unclosed));
    }
}

/// The beginning of all that a page without an article says.
fn said(blocks: &Blocks) -> String {
    blocks.iter().take(SAID).flat_map(|b| [blocks.text(b), " "]).collect()
}

/// Takes the headline and the by-lines, which the metadata holds, out of the text.
fn take_out(fates: &mut [Fate], meta: &Metadata) {
    if let Some(fate) = meta.headline.and_then(|i| fates.get_mut(i)) {
        *fate = Fate::Title;
    }
    for i in &meta.told {
        if let Some(fate) = fates.get_mut(*i) {
            *fate = Fate::Stripped(Boilerplate::Byline, Why::Metadata);
        }
    }
}

/// The blocks of the article as lines, and a tally of the others.
fn assemble(blocks: &Blocks, fates: &[Fate]) -> (String, StrippedTally) {
    let (mut out, mut tally, mut seen) = (Tidy::default(), StrippedTally::default(), BTreeSet::new());
    for (block, fate) in blocks.iter().zip(fates) {
        match fate {
            Fate::Title => {}
            Fate::Stripped(kind, _) => {
                // Only the first piece of a kind is shown.
                let sample = if seen.insert(*kind) { blocks.text(block) } else { "" };
                tally.add(*kind, sample);
            }
            Fate::Kept => {
                if block.cell {
                    out.cell_break()
                } else {
                    out.line_break(0)
                }
                out.line(blocks.text(block), 0);
            }
        }
    }
    (out.text, tally)
}
