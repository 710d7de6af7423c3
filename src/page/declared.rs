//! What a page declares of itself: meta tags, links, JSON-LD.
//!
//! In: a [`Tree`]. Out: [`Declared`], nothing judged yet.
//! May import: page.

use serde_json::Value;

use super::tree::{NodeId, Tag, Tree};

/// Most values of one JSON-LD script that are looked at.
const MOST_VALUES: usize = 20_000;

/// A page's declarations in document order.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// Lower-case name or property, and content.
    pub metas: Vec<(String, String)>,
    /// The canonical address.
    pub canonical: Option<String>,
    /// The text of `<title>`.
    pub title: Option<String>,
    /// `lang` of the page.
    pub language: Option<String>,
    /// JSON-LD objects that describe an article, best first.
    pub articles: Vec<Value>,
    /// All types named by JSON-LD objects.
    pub types: Vec<String>,
    /// Elements with `itemprop`, and its value.
    pub items: Vec<(String, NodeId)>,
    /// The page's `<time>` elements.
    pub times: Vec<NodeId>,
    /// The page's h1 elements.
    pub headings: Vec<NodeId>,
    /// Elements with `rel=author` or a byline's class.
    pub bylines: Vec<NodeId>,
}

impl Declared {
    /// The first non-empty content of the first of `names` that is declared.
    pub fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// All non-empty contents of a meta name.
    pub fn all<'d, 'n>(&'d self, name: &'n str) -> impl Iterator<Item = &'d str> + use<'d, 'n> {
        self.metas.iter().filter(move |(n, c)| n == name && !c.trim().is_empty()).map(|(_, c)| c.as_str())
    }

    /// The text of the first article object's `key`.
    pub fn article(&self, key: &str) -> Option<&str> {
        self.articles.iter().find_map(|a| a.get(key).and_then(Value::as_str)).filter(|s| !s.trim().is_empty())
    }
}

/// Collects a page's declarations in one pass.
pub(super) fn declared(tree: &Tree<'_>) -> Declared {
    let mut out = Declared::default();
    for (id, node) in (0..).zip(tree.nodes()) {
        match node.tag {
            Tag::Meta => out.metas.extend(meta(tree, id)),
            Tag::Link => link(tree, id, &mut out),
            Tag::Title if out.title.is_none() => out.title = Some(tree.all_text(id)),
            Tag::Html => out.language = tree.attribute(id, "lang").map(|l| l.into_owned()),
            Tag::Script if tree.raw(id).contains("ld+json") => json(tree, id, &mut out),
            Tag::H1 => out.headings.push(id),
            Tag::Time => out.times.push(id),
            _ => {}
        }
        if node.hints.any(super::tree::Hint::PROPERTY | super::tree::Hint::ARTICLE_BODY) && node.tag != Tag::Meta {
            let name = tree.attribute(id, "itemprop").or_else(|| tree.attribute(id, "property"));
            out.items.extend(name.map(|n| (n.into_owned(), id)));
        } else if node.tag == Tag::A && tree.attribute(id, "rel").is_some_and(|r| r.split(' ').any(|r| r == "author")) {
            out.bylines.push(id);
        }
    }
    out
}

fn meta(tree: &Tree<'_>, id: NodeId) -> Option<(String, String)> {
    let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| tree.attribute(id, a))?;
    let content = tree.attribute(id, "content")?;
    Some((name.to_ascii_lowercase(), content.into_owned()))
}

fn link(tree: &Tree<'_>, id: NodeId, out: &mut Declared) {
    if out.canonical.is_none() && tree.attribute(id, "rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) {
        out.canonical = tree.attribute(id, "href").map(|h| h.trim().to_owned()).filter(|h| h.starts_with("http"));
    }
}

/// Adds the article objects of a JSON-LD script, however they are nested.
fn json(tree: &Tree<'_>, id: NodeId, out: &mut Declared) {
    let raw: String = tree.within(id).skip(1).map(|i| tree.raw(i)).collect();
    // Raw line breaks in strings are the commonest fault of such scripts.
    let clean = raw.replace(|c: char| c.is_control(), " ");
    let Ok(value) = serde_json::from_str::<Value>(clean.trim().trim_end_matches(';')) else { return };
    let (mut queue, mut at) = (vec![value], 0);
    while at < queue.len().min(MOST_VALUES) {
        match std::mem::take(&mut queue[at]) {
            Value::Array(values) => queue.extend(values),
            Value::Object(object) => {
                let types = types_of(object.get("@type"));
                let is_article = types.iter().any(|t| is_article(t));
                out.types.extend(types);
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"] {
                    queue.extend(object.get(key).cloned());
                }
                if is_article {
                    out.articles.push(Value::Object(object));
                }
            }
            _ => {}
        }
        at += 1;
    }
}

fn types_of(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article")
        || matches!(name, "BlogPosting" | "Report" | "LiveBlogPosting" | "Review" | "OpinionNewsArticle")
}

/// The names in an author-like value: a string, an object with a name, or a list of these.
pub(super) fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.clone()],
        Value::Array(values) => values.iter().flat_map(one_name).collect(),
        other => one_name(other).into_iter().collect(),
    }
}

fn one_name(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get("name")?.as_str()).map(str::to_owned)
}
