//! Metadata: what a page is called, who wrote it, when, in which language.
//!
//! In: a page whose article is chosen. Out: [`Metadata`], and the blocks that hold nothing else.
//! May import: record, page.

use super::authors::authors;
use super::kind::kind;
use super::near::Page;
use super::published::page_dates;
use super::site::SiteNames;
use super::title::headline;
use super::topic::{section, tags};
use crate::record::Kind;

/// A page's metadata.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    /// Whether `published` is the time of the last change, as the page tells no other.
    pub of_change: bool,
    pub section: Option<String>,
    pub tags: Vec<String>,
    pub kind: Kind,
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
    let kind = kind(page, headline.as_ref());
    let mut meta = Metadata {
        told: told.collect(),
        headline: headline.as_ref().and_then(|h| h.block),
        section: section(page.declared, headline.as_ref().map(|h| h.text.as_str()), &sites),
        tags: tags(page.declared),
        title: headline.map(|h| h.text),
        kind,
        ..Metadata::default()
    };
    // The names and dates near the top of a list are those of its first entries.
    if kind == Kind::Article {
        meta.authors = authors.names;
        meta.of_change = dates.published.is_none() && dates.modified.is_some();
        meta.published = dates.published.or(dates.modified.clone()).map(|s| s.rfc3339());
        meta.modified = dates.modified.map(|s| s.rfc3339());
    }
    meta
}
