//! Lists of pages: RSS, Atom and JSON feeds, sitemaps, indexes of sitemaps, news sitemaps, and plain lists of addresses.
//!
//! One reader serves them all, for they say the same: here is a page, and it is so old. A list is read as far as it goes; where it breaks, what came before counts.

mod date;
mod marks;

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{Encoding, UTF_8};
use flate2::bufread::MultiGzDecoder;
use jiff::Timestamp;
use serde::Deserialize;
use url::Url;

use date::moment;
use marks::{Mark, Marks, attribute};

/// How much of a list is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListingLimits {
    /// Entries.
    pub entries: usize,
    /// Bytes, decompressed.
    pub bytes: usize,
}

impl Default for ListingLimits {
    /// What sitemaps.org allows a sitemap.
    fn default() -> Self {
        Self { entries: 50_000, bytes: 52_428_800 }
    }
}

/// What a list names: a page, or a further list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its address, made absolute.
    pub url: Url,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
}

impl Entry {
    /// The latest time that is said of it.
    pub fn time(&self) -> Option<Timestamp> {
        self.published.max(self.modified)
    }
}

/// What stands in a list, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Pages.
    pub pages: Vec<Entry>,
    /// Further lists: the sitemaps of an index.
    pub lists: Vec<Entry>,
    /// Entries without an address that can be fetched.
    pub faults: usize,
    /// Why the list was not read to its end.
    pub broken: Option<String>,
}

/// Reads a list of any kind. `place` is where it was fetched: relative addresses are meant from there, unless the list says otherwise.
pub fn read_listing(bytes: &[u8], place: &Url, limits: ListingLimits) -> Listing {
    let mut listing = Listing::default();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let plain = BufReader::with_capacity(64 << 10, MultiGzDecoder::new(bytes));
        listing.read(plain, place, limits);
    } else {
        listing.read(bytes, place, limits);
    }
    listing
}

/// Bytes looked at to tell what kind of list it is and in which charset.
const HEAD: usize = 1024;

impl Listing {
    fn read(&mut self, source: impl BufRead, place: &Url, limits: ListingLimits) {
        let mut source = source.take(limits.bytes as u64);
        let outcome = source.fill_buf().map(|held| held[..held.len().min(HEAD)].to_vec());
        let read = outcome.and_then(|head| {
            let charset = charset(&head);
            if charset == UTF_8 {
                return self.read_utf8(&mut source, &head, place, limits);
            }
            // Other charsets are those of feeds, which are small.
            let mut bytes = Vec::new();
            let ended = source.read_to_end(&mut bytes);
            let text = charset.decode(&bytes).0;
            self.read_utf8(text.as_bytes(), text.as_bytes(), place, limits)?;
            ended.map(|_| ())
        });
        if source.limit() == 0 {
            self.broken = Some(format!("only the first {} bytes are read", limits.bytes));
        } else if let Err(error) = read {
            self.broken = Some(error.to_string());
        }
    }

    fn read_utf8(&mut self, source: impl BufRead, head: &[u8], place: &Url, limits: ListingLimits) -> io::Result<()> {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        match head.iter().find(|b| !b.is_ascii_whitespace()) {
            Some(b'<') => self.read_xml(source, place, limits),
            Some(b'{') => self.read_json(source, place, limits),
            _ => self.read_lines(source, place, limits),
        }
    }

    fn read_xml(&mut self, source: impl BufRead, place: &Url, limits: ListingLimits) -> io::Result<()> {
        let mut marks = Marks::new(source);
        let mut reading = Reading::new(place);
        while let Some(mark) = marks.next()? {
            if let Some(draft) = reading.take(mark) {
                self.add(draft);
                if self.is_full(limits) {
                    return Ok(());
                }
            }
        }
        if reading.entry.is_none() {
            return Err(io::Error::other("this is no feed and no sitemap"));
        }
        // An entry that breaks off may have had its address; it has not all its dates.
        if reading.draft.is_some() { Err(io::Error::other("it breaks off inside an entry")) } else { Ok(()) }
    }

    fn read_json(&mut self, source: impl BufRead, place: &Url, limits: ListingLimits) -> io::Result<()> {
        let feed: JsonFeed = serde_json::from_reader(source)?;
        for item in feed.items {
            let url = item.url.or(item.external_url).or(item.id.filter(|id| id.starts_with("http")));
            let mut draft = Draft::new(false, "", place.clone());
            draft.link = url;
            draft.published = item.date_published.as_deref().and_then(moment);
            draft.modified = item.date_modified.as_deref().and_then(moment);
            self.add(draft);
            if self.is_full(limits) {
                break;
            }
        }
        Ok(())
    }

    /// One address a line.
    fn read_lines(&mut self, source: impl BufRead, place: &Url, limits: ListingLimits) -> io::Result<()> {
        for line in source.split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            let address = line.trim_start_matches('\u{feff}').trim();
            if address.is_empty() {
                continue;
            }
            let mut draft = Draft::new(false, "", place.clone());
            draft.link = Some(address.to_owned()).filter(|address| address.starts_with("http"));
            self.add(draft);
            if self.is_full(limits) {
                break;
            }
        }
        if self.pages.is_empty() { Err(io::Error::other("this is no feed and no sitemap")) } else { Ok(()) }
    }

    fn add(&mut self, draft: Draft) {
        let is_list = draft.is_list;
        match draft.entry() {
            None => self.faults += 1,
            Some(entry) if is_list => self.lists.push(entry),
            Some(entry) => self.pages.push(entry),
        }
    }

    fn is_full(&mut self, limits: ListingLimits) -> bool {
        let full = self.pages.len() + self.lists.len() + self.faults >= limits.entries;
        if full {
            self.broken = Some(format!("only the first {} entries are read", limits.entries));
        }
        full
    }
}

/// What is needed of a JSON feed (jsonfeed.org, version 1.1).
#[derive(Deserialize)]
struct JsonFeed {
    items: Vec<JsonItem>,
}

#[derive(Deserialize)]
struct JsonItem {
    id: Option<String>,
    url: Option<String>,
    external_url: Option<String>,
    date_published: Option<String>,
    date_modified: Option<String>,
}

/// An entry while it is read.
#[derive(Debug)]
struct Draft {
    is_list: bool,
    /// The namespace prefix of the entry's own mark: its address has the same, unlike that of a picture in it.
    prefix: String,
    base: Url,
    link: Option<String>,
    /// An address that serves when there is no link: a `guid`, an `rdf:about`.
    id: Option<String>,
    published: Option<Timestamp>,
    modified: Option<Timestamp>,
}

impl Draft {
    fn new(is_list: bool, prefix: &str, base: Url) -> Self {
        let prefix = prefix.to_owned();
        Self { is_list, prefix, base, link: None, id: None, published: None, modified: None }
    }

    fn entry(self) -> Option<Entry> {
        let address = self.link.as_deref().filter(|link| !link.trim().is_empty()).or(self.id.as_deref())?;
        let url = self.base.join(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        Some(Entry { url, published: self.published, modified: self.modified })
    }
}

/// Where the reader of an XML list stands.
struct Reading {
    base: Url,
    draft: Option<Draft>,
    /// The mark that encloses an entry; none before a mark of a feed or a sitemap has come.
    entry: Option<&'static str>,
    /// The child of the entry whose text is being read, and the text so far.
    child: Option<(Field, String)>,
}

/// What the text of an entry's child says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Link,
    Id,
    Published,
    Modified,
}

/// What a list is, by its outer mark, and the mark of its entries.
const ROOTS: [(&str, &str); 6] = [
    ("rss", "item"),
    ("RDF", "item"),
    ("channel", "item"),
    ("feed", "entry"),
    ("urlset", "url"),
    ("sitemapindex", "sitemap"),
];

/// Bytes of a child's text that are kept.
const MAX_TEXT: usize = 8 << 10;

impl Reading {
    fn new(place: &Url) -> Self {
        Self { base: place.clone(), draft: None, entry: None, child: None }
    }

    /// Takes one mark; gives an entry when it is whole.
    fn take(&mut self, mark: Mark) -> Option<Draft> {
        match mark {
            Mark::Open { name, attributes, empty } => self.open(&name, &attributes, empty),
            Mark::Text(text) => {
                if let Some((_, said)) = self.child.as_mut().filter(|(_, said)| said.len() + text.len() <= MAX_TEXT) {
                    said.push_str(&text);
                }
                None
            }
            Mark::Close { name } => self.close(&name),
        }
    }

    fn open(&mut self, name: &str, attributes: &str, empty: bool) -> Option<Draft> {
        let (prefix, local) = parted(name);
        let base = attribute(attributes, "xml:base").and_then(|base| self.base().join(&base).ok());
        if let Some((_, entry)) = ROOTS.iter().find(|(root, _)| *root == local) {
            self.entry = Some(entry);
            self.base = base.unwrap_or_else(|| self.base.clone());
            return None;
        }
        if self.entry == Some(local) {
            // An entry that was never closed ends where the next begins.
            let before = self.draft.take();
            let mut draft = Draft::new(local == "sitemap", prefix, base.unwrap_or_else(|| self.base.clone()));
            draft.id = attribute(attributes, "rdf:about");
            self.draft = Some(draft);
            return before;
        }
        let draft = self.draft.as_mut()?;
        self.child = field(draft, prefix, local, attributes).map(|field| (field, String::new())).filter(|_| !empty);
        if local == "link"
            && let Some(place) = attribute(attributes, "href")
        {
            let alternate = attribute(attributes, "rel").is_none_or(|rel| rel == "alternate");
            if alternate && draft.link.is_none() {
                draft.link = base.unwrap_or_else(|| draft.base.clone()).join(place.trim()).ok().map(String::from);
            }
        }
        None
    }

    fn close(&mut self, name: &str) -> Option<Draft> {
        let (_, local) = parted(name);
        if let (Some((field, said)), Some(draft)) = (self.child.take(), &mut self.draft) {
            draft.fill(field, &said);
        }
        if self.entry == Some(local) { self.draft.take() } else { None }
    }

    fn base(&self) -> &Url {
        self.draft.as_ref().map_or(&self.base, |draft| &draft.base)
    }
}

impl Draft {
    /// What was said first holds.
    fn fill(&mut self, field: Field, said: &str) {
        let said = said.trim();
        if said.is_empty() {
            return;
        }
        match field {
            Field::Link => self.link = self.link.take().or_else(|| Some(said.to_owned())),
            Field::Id => self.id = self.id.take().or_else(|| said.starts_with("http").then(|| said.to_owned())),
            Field::Published => self.published = self.published.or_else(|| moment(said)),
            Field::Modified => self.modified = self.modified.or_else(|| moment(said)),
        }
    }
}

fn field(draft: &Draft, prefix: &str, local: &str, attributes: &str) -> Option<Field> {
    match local {
        "loc" | "link" if prefix == draft.prefix => Some(Field::Link),
        "guid" if attribute(attributes, "isPermaLink").as_deref() != Some("false") => Some(Field::Id),
        "pubDate" | "published" | "publication_date" | "date" | "issued" => Some(Field::Published),
        "lastmod" | "updated" | "modified" => Some(Field::Modified),
        _ => None,
    }
}

/// Prefix and local name.
fn parted(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// The charset by byte order mark or by the XML declaration.
fn charset(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    let declaration = head.split(|b| *b == b'>').next().unwrap_or(head);
    let declaration = String::from_utf8_lossy(declaration);
    let named = declaration.trim_start().strip_prefix("<?xml").and_then(|rest| attribute(rest, "encoding"));
    named.and_then(|name| Encoding::for_label(name.as_bytes())).unwrap_or(UTF_8)
}

#[cfg(test)]
mod tests;
