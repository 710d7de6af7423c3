//! What a page declares of itself: meta tags, links, JSON-LD.
//!
//! In: a [`Tree`]. Out: [`Declared`], nothing judged yet.
//! May import: page.

use memchr::{memchr, memmem};
use serde_json::{Map, Value};

use super::tree::{Hint, NodeId, Tag, Tree};

/// Most values of one JSON-LD script that are looked at.
const MOST_VALUES: usize = 20_000;
/// Most links to the site's root that are kept.
const MOST_ROOTS: usize = 3;

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
    /// JSON-LD objects that describe the page as a page.
    pub pages: Vec<Value>,
    /// People of JSON-LD by `@id`.
    pub people: Vec<(String, String)>,
    /// Names the page gives its site or publisher.
    pub sites: Vec<String>,
    /// The way down to the page, as JSON-LD gives it.
    pub crumbs: Vec<String>,
    /// Dates of scripts that are no proper JSON, by key.
    pub scanned: Vec<(&'static str, String)>,
    /// Elements with `itemprop`, and its value.
    pub items: Vec<(String, NodeId)>,
    /// The page's `<time>` elements.
    pub times: Vec<NodeId>,
    /// Links with `rel=author`.
    pub bylines: Vec<NodeId>,
    /// Links to the site's root.
    pub roots: Vec<NodeId>,
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

    /// The texts of `key` in the objects that describe the article, then in those of the page.
    pub fn linked<'d>(&'d self, key: &'d str) -> impl Iterator<Item = &'d str> {
        let objects = self.articles.iter().chain(&self.pages).filter_map(move |a| a.get(key)?.as_str());
        let scanned = self.scanned.iter().filter(move |(k, _)| *k == key).map(|(_, v)| v.as_str());
        objects.chain(scanned).filter(|s| !s.trim().is_empty())
    }

    /// The names in an author-like value: a string, an object with a name or the `@id` of a person, or a list of these.
    pub fn names(&self, value: &Value) -> Vec<String> {
        let one = |v: &Value| v.as_str().map(str::to_owned).or_else(|| self.name(v));
        match value {
            Value::Array(values) => values.iter().filter_map(one).collect(),
            other => one(other).into_iter().collect(),
        }
    }

    fn name(&self, object: &Value) -> Option<String> {
        let named = object.get("name").and_then(|n| n.as_str().or_else(|| n.get(0)?.as_str())).map(str::to_owned);
        let id = object.get("@id").and_then(Value::as_str);
        named.or_else(|| self.people.iter().find(|(i, _)| Some(i.as_str()) == id).map(|(_, n)| n.clone()))
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
            Tag::Script if memmem::find(tree.raw(id).as_bytes(), b"ld+json").is_some() => json(tree, id, &mut out),
            Tag::Time => out.times.push(id),
            _ => {}
        }
        if node.hints.any(Hint::PROPERTY | Hint::ARTICLE_BODY) && node.tag != Tag::Meta {
            let name = tree.attribute(id, "itemprop").or_else(|| tree.attribute(id, "property"));
            out.items.extend(name.map(|n| (n.into_owned(), id)));
        } else if node.tag == Tag::A {
            anchor(tree, id, &mut out);
        }
    }
    out
}

/// Notes links to authors, and the first links to the site's root, whose text is often its name.
fn anchor(tree: &Tree<'_>, id: NodeId, out: &mut Declared) {
    let hints = tree.node(id).hints;
    if hints.any(Hint::AUTHOR) && tree.attribute(id, "rel").is_some_and(|r| r.split(' ').any(|r| r == "author")) {
        out.bylines.push(id);
    }
    let leads = hints.any(Hint::HREF) && out.roots.len() < MOST_ROOTS;
    if leads && tree.attribute(id, "href").is_some_and(|h| is_root(&h)) {
        out.roots.push(id);
    }
}

/// What stands behind the first of an ASCII mark.
fn after(text: &str, mark: u8) -> Option<&str> {
    memchr(mark, text.as_bytes()).and_then(|at| text.get(at + 1..))
}

/// Whether an address is that of a site's front page.
pub(super) fn is_root(address: &str) -> bool {
    let address = address.trim();
    let hosted = after(address, b':').and_then(|rest| rest.strip_prefix("//"));
    let path = hosted.map_or(address, |rest| after(rest, b'/').unwrap_or_default());
    let path = path.split(['?', '#']).next().unwrap_or("").trim_matches('/');
    matches!(path, "" | "index.html" | "index.php" | "home" | "ar" | "en" | "fr" | "index.htm" | "default.aspx")
        && !address.starts_with('#')
}

fn meta(tree: &Tree<'_>, id: NodeId) -> Option<(String, String)> {
    let [property, name, item, header, content] =
        tree.attributes(id, ["property", "name", "itemprop", "http-equiv", "content"]);
    let name = property.or(name).or(item).or(header)?;
    Some((name.to_ascii_lowercase(), content?.into_owned()))
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
    let Ok(value) = serde_json::from_str::<Value>(clean.trim().trim_end_matches(';')) else {
        let keys = ["datePublished", "dateModified", "headline"];
        return out.scanned.extend(keys.iter().filter_map(|key| Some((*key, scan(&clean, key)?))));
    };
    let (mut queue, mut at) = (vec![value], 0);
    while at < queue.len().min(MOST_VALUES) {
        match std::mem::take(&mut queue[at]) {
            Value::Array(values) => queue.extend(values),
            Value::Object(object) => {
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"] {
                    queue.extend(object.get(key).cloned());
                }
                keep(object, out);
            }
            _ => {}
        }
        at += 1;
    }
}

/// Files a JSON-LD object under what it describes.
fn keep(object: Map<String, Value>, out: &mut Declared) {
    let types = types_of(object.get("@type"));
    let is = |names: &[&str]| types.iter().any(|t| names.contains(&t.as_str()));
    let name = || object.get("name").and_then(Value::as_str).map(str::to_owned);
    // The publisher of a blog may be its writer.
    let house = object.get("publisher").filter(|p| !types_of(p.get("@type")).iter().any(|t| t == "Person"));
    let publisher = house.and_then(|p| p.get("name")?.as_str());
    out.sites.extend(publisher.map(str::to_owned));
    if is(&["Person"]) {
        let id = object.get("@id").and_then(Value::as_str).unwrap_or_default();
        out.people.extend(name().map(|n| (id.to_owned(), n)));
    } else if is(&["Organization", "NewsMediaOrganization", "WebSite", "Corporation"]) {
        out.sites.extend(name());
    } else if is(&["BreadcrumbList"]) {
        let items = object.get("itemListElement").and_then(Value::as_array).into_iter().flatten();
        let label = |i: &Value| i.get("name").or_else(|| i.get("item")?.get("name"))?.as_str().map(str::to_owned);
        out.crumbs.extend(items.filter_map(label));
    } else if types.iter().any(|t| is_article(t)) {
        out.articles.push(Value::Object(object));
    } else if types.iter().any(|t| t.ends_with("Page") || t == "VideoObject") {
        out.pages.push(Value::Object(object));
    }
    out.types.extend(types);
}

/// The string behind `"key":` in a script that does not parse.
fn scan(script: &str, key: &str) -> Option<String> {
    let (_, rest) = script.split_once(&format!("\"{key}\""))?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split('"').next().map(str::to_owned)
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
