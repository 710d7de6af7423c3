//! Pages: from bytes to an [`Article`], with what was stripped and why.
//!
//! In: HTML or plain text. Out: text, title, dates, authors, kind.
//! May import: record, arabic, lexicon, numbers (dates only).

mod address;
mod authors;
mod block;
mod byline;
mod card;
mod clock;
mod content;
mod copyright;
mod dated;
mod dateline;
mod declared;
mod decode;
mod explain;
mod feature;
mod html;
mod imprint;
mod kind;
mod language;
mod measure;
mod meta;
mod mojibake;
mod name;
mod near;
mod observe;
mod path;
mod published;
mod repeats;
mod rules;
mod site;
mod steps;
mod surroundings;
mod text;
mod ticker;
mod tidy;
mod title;
mod topic;
pub mod tree;
mod twice;
mod witness;
mod words;

pub use address::{canonical_address, declared_address};
pub use explain::{Explained, explain_html};
pub use observe::{Feature, Observed, ObservedBlock, SHARED, families, observe_html};
pub use repeats::{Outline, Repeats, outline_html};
pub use rules::{RuleError, Rules, SiteRules};

use crate::record::{Kind, Span, Stripped, Warning};

/// What is known of a page before its bytes are read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'h> {
    /// The final address.
    pub url: Option<&'h str>,
    /// The `Content-Type` header.
    pub content_type: Option<&'h str>,
    /// RFC 3339 time of the fetch.
    pub fetched_at: Option<&'h str>,
    /// What the site's pages share.
    pub repeats: Option<&'h Repeats>,
    /// What the user says of the site's pages.
    pub rules: Option<&'h Rules>,
}

/// A page without its boilerplate.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    /// What the page is; `text` is empty for all but articles.
    pub kind: Kind,
    /// The headline, not repeated in `text`.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// RFC 3339 date or time.
    pub published: Option<String>,
    /// RFC 3339 date or time.
    pub modified: Option<String>,
    /// The site's section.
    pub section: Option<String>,
    /// The page's tags.
    pub tags: Vec<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The address that the page declares for itself.
    pub canonical_url: Option<String>,
    /// Paragraphs joined by `\n`; cells of a table row by `\t`.
    pub text: String,
    /// What was taken out.
    pub stripped: Vec<Stripped>,
    /// What to know before trusting it.
    pub warnings: Vec<Warning>,
    /// Plain text only: where the text and the title stand in the input.
    pub origin: Option<Origin>,
}

/// Where an article's strings stand in the plain text that they were read from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Origin {
    /// Pairs of (offset in `text`, offset in the input) in Unicode scalars, ascending: from each pair on, both run
    /// scalar by scalar together until the next pair.
    pub text: Vec<(usize, usize)>,
    /// The same for the title.
    pub title: Vec<(usize, usize)>,
}

impl Origin {
    /// A span of the article's string as a span of the input; `None` when it was not in the input.
    pub fn source_span(runs: &[(usize, usize)], span: Span) -> Option<Span> {
        let place = |at: usize| {
            let run = runs.partition_point(|r| r.0 <= at).checked_sub(1)?;
            runs.get(run).map(|(from, to)| to + (at - from))
        };
        // The end is exclusive: place the last scalar, then step past it.
        let last = place(span.end.checked_sub(1)?)?;
        Some(Span::new(place(span.start)?, last + 1))
    }
}

/// Reads an HTML page.
pub fn read_html(bytes: &[u8], hints: &Hints<'_>) -> Article {
    html::read(bytes, hints)
}

/// Reads plain text, which may carry a page's boilerplate around the article.
pub fn read_text(bytes: &[u8], hints: &Hints<'_>) -> Article {
    text::read(bytes, hints)
}
