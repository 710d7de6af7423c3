//! Rules: what a user says of one site's pages, as CSS selectors.
//!
//! In: selectors, and a page as text. Out: [`Chosen`], the parts that they name.
//! May import: page.

use scraper::{ElementRef, Html, Selector};
use thiserror::Error;

use super::tidy::one_line;

/// What a user says of one site's pages, before the selectors are read. `None` leaves it to marsad.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteRules {
    /// The elements that hold the article.
    pub body: Option<String>,
    /// The element that holds the headline.
    pub title: Option<String>,
    /// The elements that name who wrote it.
    pub author: Option<String>,
    /// The element that tells when it was published, in its text, `datetime` or `content`.
    pub published: Option<String>,
    /// Elements that are no part of the page.
    pub drop: Option<String>,
}

/// A selector that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{key} = \"{selector}\"` is no CSS selector: {problem}")]
pub struct RuleError {
    /// Which rule it is.
    pub key: &'static str,
    /// What was written.
    pub selector: String,
    /// What is wrong with it.
    pub problem: String,
}

/// Rules ready to be applied.
#[derive(Debug, Clone)]
pub struct Rules {
    body: Option<Selector>,
    title: Option<Selector>,
    author: Option<Selector>,
    published: Option<Selector>,
    drop: Option<Selector>,
}

/// What the rules name on one page; `None` where there is no rule or nothing that it fits.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The page without what is dropped.
    pub page: Option<String>,
    /// The elements of the article.
    pub body: Option<String>,
    pub title: Option<String>,
    pub authors: Option<Vec<String>>,
    /// Text that holds the date.
    pub published: Option<String>,
    /// Rules that nothing on the page fits.
    pub missed: Vec<&'static str>,
}

impl Rules {
    /// Reads the selectors.
    ///
    /// # Errors
    /// The first selector that is none.
    pub fn new(said: &SiteRules) -> Result<Self, RuleError> {
        Ok(Self {
            body: selector("body", &said.body)?,
            title: selector("title", &said.title)?,
            author: selector("author", &said.author)?,
            published: selector("published", &said.published)?,
            drop: selector("drop", &said.drop)?,
        })
    }

    /// Applies the rules to a page.
    pub(super) fn choose(&self, page: &str) -> Chosen {
        let mut html = Html::parse_document(page);
        let mut chosen = Chosen::default();
        if let Some(drop) = &self.drop {
            let ids: Vec<_> = html.select(drop).map(|e| e.id()).collect();
            for id in ids {
                if let Some(mut node) = html.tree.get_mut(id) {
                    node.detach();
                }
            }
            chosen.page = Some(html.html());
        }
        let mut find = |key, rule: &Option<Selector>| -> Vec<ElementRef<'_>> {
            let Some(rule) = rule else { return Vec::new() };
            let found: Vec<_> = html.select(rule).collect();
            if found.is_empty() {
                chosen.missed.push(key);
            }
            found
        };
        let body = outermost(find("body", &self.body));
        let (title, authors) = (find("title", &self.title), find("author", &self.author));
        let published = find("published", &self.published);
        chosen.body = (!body.is_empty()).then(|| body.iter().map(ElementRef::html).collect());
        chosen.title = title.first().map(text).filter(|t| !t.is_empty());
        chosen.authors =
            Some(authors.iter().map(text).filter(|t| !t.is_empty()).collect()).filter(|a: &Vec<_>| !a.is_empty());
        chosen.published = published.first().map(when).filter(|t| !t.is_empty());
        chosen
    }
}

fn selector(key: &'static str, said: &Option<String>) -> Result<Option<Selector>, RuleError> {
    let read =
        |s: &String| Selector::parse(s).map_err(|e| RuleError { key, selector: s.clone(), problem: e.to_string() });
    said.as_ref().map(read).transpose()
}

/// Elements that stand in none of the others.
fn outermost(found: Vec<ElementRef<'_>>) -> Vec<ElementRef<'_>> {
    let ids: std::collections::HashSet<_> = found.iter().map(|e| e.id()).collect();
    found.into_iter().filter(|e| !e.ancestors().any(|a| ids.contains(&a.id()))).collect()
}

/// An element's text on one line; of a meta, its content.
fn text(element: &ElementRef<'_>) -> String {
    one_line(&element.attr("content").map_or_else(|| element.text().collect(), str::to_owned))
}

fn when(element: &ElementRef<'_>) -> String {
    element.attr("datetime").map_or_else(|| text(element), str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::page::{Hints, Rules, SiteRules, read_html};

    const PAGE: &str = "<title>الموقع</title><body><div id=x><p>نص لا يخص الخبر في شيء ولكنه طويل بما يكفي ليبدو خبرا، كما نرى.</p></div>\
        <div class=t>العنوان الحق</div><span class=w>ليلى مراد</span><i class=d>3 أيار 2026</i>\
        <div class=b><p>الفقرة الأولى.</p><p class=ad>إعلان عن سلعة</p><p>الفقرة الثانية.</p></div></body>";

    fn read(said: SiteRules) -> crate::page::Article {
        let rules = Rules::new(&said).unwrap();
        read_html(PAGE.as_bytes(), &Hints { rules: Some(&rules), ..Hints::default() })
    }

    fn some(s: &str) -> Option<String> {
        Some(s.to_owned())
    }

    #[test]
    fn the_users_word_goes_before_ours() {
        let (body, title, author) = (some(".b"), some(".t"), some(".w"));
        let article = read(SiteRules { body, title, author, published: some(".d"), drop: some(".ad") });
        assert_eq!(article.text, "الفقرة الأولى.\nالفقرة الثانية.");
        assert_eq!(article.title.as_deref(), Some("العنوان الحق"));
        assert_eq!(article.authors, ["ليلى مراد"]);
        assert_eq!(article.published.as_deref(), Some("2026-05-03"));
        assert!(article.warnings.is_empty(), "{:?}", article.warnings);
    }

    #[test]
    fn a_rule_that_fits_nothing_is_told() {
        let article = read(SiteRules { body: some(".old-body"), ..SiteRules::default() });
        assert_eq!(article.warnings[0].code, "rule_without_match");
    }

    #[test]
    fn what_is_no_selector_is_named() {
        let error = Rules::new(&SiteRules { drop: some("div >"), ..SiteRules::default() }).unwrap_err();
        assert_eq!((error.key, error.selector.as_str()), ("drop", "div >"));
    }
}
