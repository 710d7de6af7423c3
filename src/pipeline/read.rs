//! From bytes to a record.

use std::panic::{AssertUnwindSafe, catch_unwind};

use url::Url;

use super::refuse::{refusal, refused};
use super::{Form, content_hash, near_hash};
use crate::claims;
use crate::lexicon::ClaimWords;
use crate::page::{self, Article, Hints};
use crate::record::{Kind, Record, SCHEMA, Warning};

/// The bytes of one page and what is known of them.
#[derive(Debug, Clone, Copy)]
pub struct Page<'p> {
    /// The page as it was stored or sent.
    pub bytes: &'p [u8],
    /// Where the bytes came from, as the record will say it.
    pub source: &'p str,
    /// How to read them.
    pub form: Form,
    /// Address, header and time of the fetch, where there was one.
    pub hints: Hints<'p>,
}

/// Reads one page whole: what it says, and the figures in it.
///
/// Never fails: what is wrong with a page stands in the record's warnings. Should the reading itself break, that page's record says
/// so and the pages around it are unharmed.
///
/// ```
/// use marsad::pipeline::{Form, Page, read};
/// let page = Page { bytes: b"", source: "empty.html", form: Form::Html, hints: Default::default() };
/// let record = read(&page, Default::default());
/// assert_eq!(record.source, "empty.html");
/// assert!(record.claims.is_empty());
/// ```
pub fn read(page: &Page<'_>, options: claims::Options) -> Record {
    read_with(page, options, ClaimWords::built_in)
}

/// Reads one page as [`read`] does, its figures by these words: a user's metrics added to the built-in ones. They are asked for only where a text
/// may have claims.
pub fn read_with<'w>(page: &Page<'_>, options: claims::Options, words: impl FnOnce() -> &'w ClaimWords) -> Record {
    if let Some(warning) = refusal(page.bytes) {
        return refused(page.source, warning);
    }
    let outcome = catch_unwind(AssertUnwindSafe(|| read_unguarded(page, options, words)));
    outcome.unwrap_or_else(|cause| refused(page.source, Warning::new("internal_error", fault(&*cause))))
}

/// What a panic said, for the record: such a page is worth a bug report.
fn fault(cause: &(dyn std::any::Any + Send)) -> String {
    let said = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    format!("marsad broke on this page ({}); please report it with the page", said.unwrap_or("no cause given"))
}

fn read_unguarded<'w>(page: &Page<'_>, options: claims::Options, words: impl FnOnce() -> &'w ClaimWords) -> Record {
    let article = article(page);
    let claims = if has_claims(&article) { claims::find_with(&article, options, words()) } else { Vec::new() };
    Record { claims, ..assemble(page, article) }
}

/// For every figure of a page which cue bound it and whose it is, or why it is no claim, by the built-in words and a user's.
/// Nothing for what is no Arabic article.
pub fn explain<'w>(
    page: &Page<'_>,
    options: claims::Options,
    words: impl FnOnce() -> &'w ClaimWords,
) -> Vec<claims::Explanation> {
    let article = article(page);
    if has_claims(&article) { claims::explain(&article, options, words()) } else { Vec::new() }
}

fn article(page: &Page<'_>) -> Article {
    match page.form {
        Form::Html => page::read_html(page.bytes, &page.hints),
        Form::Text => page::read_text(page.bytes, &page.hints),
    }
}

/// Figures are read by the rules of Arabic: in another language they would be misread.
fn has_claims(article: &Article) -> bool {
    article.kind == Kind::Article && is_arabic(article)
}

/// Whether the text is Arabic, or too short to tell.
fn is_arabic(article: &Article) -> bool {
    article.language.as_deref().is_none_or(|l| l == "ar")
}

fn assemble(page: &Page<'_>, article: Article) -> Record {
    let site = page.hints.url.or(article.canonical_url.as_deref()).and_then(site);
    Record {
        schema: SCHEMA.to_owned(),
        source: page.source.to_owned(),
        url: page.hints.url.map(str::to_owned),
        site,
        canonical_url: article.canonical_url,
        fetched_at: page.hints.fetched_at.map(str::to_owned),
        kind: article.kind,
        title: article.title,
        authors: article.authors,
        published: article.published,
        modified: article.modified,
        section: article.section,
        tags: article.tags,
        language: article.language,
        content_hash: content_hash(&article.text),
        near_hash: near_hash(&article.text),
        text: article.text,
        stripped: article.stripped,
        claims: Vec::new(),
        warnings: article.warnings,
    }
}

/// The registrable domain of an address: `news.example.co.uk` is of the site `example.co.uk`. An IP address is its own site.
pub(super) fn site(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    match url.host()? {
        url::Host::Domain(name) => Some(psl::domain_str(name).unwrap_or(name).to_owned()),
        _ => Some(host.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_is_the_registrable_domain() {
        assert_eq!(site("https://news.example.co.uk/a").as_deref(), Some("example.co.uk"));
        assert_eq!(site("http://127.0.0.1:8080/a").as_deref(), Some("127.0.0.1"));
        assert_eq!(site("not an address"), None);
    }
}
