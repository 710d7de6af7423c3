//! What a page says it is about: its section and its tags.
//!
//! In: what a page declares. Out: names as written.
//! May import: page.

use serde_json::Value;

use super::declared::{Declared, is_root};
use super::site::SiteNames;
use super::tidy::one_line;

/// Most tags kept, and letters of the longest.
const TAGS: usize = 40;
const LETTERS: usize = 60;

/// The section: as declared, or the last step of the way down to the page that is not the page itself.
pub(super) fn section(declared: &Declared, title: Option<&str>, sites: &SiteNames) -> Option<String> {
    let linked = declared.articles.iter().filter_map(|a| a.get("articleSection")).flat_map(list);
    let metas = ["article:section", "parsely-section", "section", "og:article:section"]
        .into_iter()
        .flat_map(|n| declared.all(n));
    let crumbs = declared.crumbs.iter().rev().map(String::as_str).filter(|c| Some(one_line(c).as_str()) != title);
    let all = metas.map(str::to_owned).chain(linked).chain(crumbs.map(str::to_owned));
    let fits =
        |name: &String| !name.is_empty() && name.chars().count() <= LETTERS && !sites.is_name(name) && !is_home(name);
    all.map(|name| one_line(&name)).find(fits)
}

/// Breadcrumbs begin with the front page.
fn is_home(name: &str) -> bool {
    super::site::is_generic(name) || is_root(name)
}

/// The tags, without repetition, in the order in which they are declared.
pub(super) fn tags(declared: &Declared) -> Vec<String> {
    let metas = ["article:tag", "og:article:tag", "news_keywords", "keywords", "parsely-tags"]
        .into_iter()
        .map(|n| declared.all(n).map(str::to_owned).collect::<Vec<_>>());
    let linked = declared.articles.iter().filter_map(|a| a.get("keywords")).flat_map(list).collect();
    let first = std::iter::once(linked).chain(metas).find(|tags: &Vec<String>| !tags.is_empty()).unwrap_or_default();
    let mut out: Vec<String> = Vec::new();
    for tag in first.iter().flat_map(|t| t.split([',', '،', ';', '|'])).map(one_line).take(TAGS) {
        if !tag.is_empty() && tag.chars().count() <= LETTERS && !out.contains(&tag) {
            out.push(tag);
        }
    }
    out
}

fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        other => other.as_str().map(str::to_owned).into_iter().collect(),
    }
}
