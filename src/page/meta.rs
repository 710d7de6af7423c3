//! Metadata: what a page is called, who wrote it, when, in which language.
//!
//! In: a page whose article is chosen. Out: [`Metadata`], and the blocks that hold nothing else.
//! May import: page.

use super::authors::authors;
use super::near::Page;
use super::published::page_dates;
use super::site::SiteNames;
use super::title::headline;

/// A page's metadata.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    /// The block that shows the title.
    pub headline: Option<usize>,
    /// By-lines and date lines, in no order: they are no part of the text.
    pub told: Vec<usize>,
}

/// Reads a page's metadata.
pub(super) fn metadata(page: &Page<'_, '_>) -> Metadata {
    let sites = SiteNames::of(page.tree, page.declared, page.hints);
    let headline = headline(page, &sites);
    let near = page.near(headline.as_ref());
    let dates = page_dates(page, &near);
    let authors = authors(page, headline.as_ref(), &near, &sites);
    let told = dates.blocks.into_iter().chain(authors.blocks);
    Metadata {
        told: told.collect(),
        headline: headline.as_ref().and_then(|h| h.block),
        title: headline.map(|h| h.text),
        authors: authors.names,
        published: dates.published.map(|s| s.rfc3339()),
        modified: dates.modified.map(|s| s.rfc3339()),
    }
}
