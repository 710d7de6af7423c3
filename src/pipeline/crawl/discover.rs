//! Addresses that sources lead to.

use url::Url;

use super::plan::SourceRules;
use super::{Address, Plan};
use crate::crawl::{Entry, Fetched, ListingLimits, read_listing, same_site};
use crate::page::tree::{Tag, Tree};
use crate::store::{Due, Millis, Role};

/// Steps from a sitemap to the sitemaps that it leads to: indexes of indexes are rare, and circles are cut.
const MOST_DEPTH: u32 = 4;

/// An address that was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub address: Address,
    pub role: Role,
    /// When it last changed, as far as the source says.
    pub changed: Option<Millis>,
}

/// What a source leads to, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub found: Vec<Link>,
    /// Why not all of it could be read.
    pub broken: Option<String>,
}

/// Reads a feed, a sitemap or a section page.
pub(super) fn links(plan: &Plan, due: &Due, fetched: &Fetched) -> Links {
    let Ok(place) = Url::parse(&fetched.url) else { return Links::default() };
    let rules = rules(plan, due);
    match due.role {
        Role::Feed | Role::Sitemap => listed(due, &fetched.bytes, &place, &rules),
        Role::Section => Links { found: linked(&fetched.bytes, &place, &rules), broken: None },
        Role::Page if due.source.is_some() && due.depth < rules.depth => {
            Links { found: linked(&fetched.bytes, &place, &rules), broken: None }
        }
        Role::Page => Links::default(),
    }
}

fn rules(plan: &Plan, due: &Due) -> SourceRules {
    due.source.and_then(|source| plan.sources.get(&source)).cloned().unwrap_or_default()
}

fn listed(due: &Due, bytes: &[u8], place: &Url, rules: &SourceRules) -> Links {
    let listing = read_listing(bytes, place, ListingLimits::default());
    // A sitemap speaks for its own site; a feed that the user named may gather other sites' stories.
    let own = |entry: &&Entry| due.role == Role::Feed || same_site(place, &entry.url);
    let young = |entry: &&Entry| entry.time().is_none_or(|time| rules.since.is_none_or(|since| time >= since));
    let link = |entry: &Entry, role| Link {
        address: Address::of(&entry.url),
        role,
        changed: entry.modified.map(|time| time.as_millisecond()),
    };
    let lists = listing.lists.iter().filter(|_| due.depth < MOST_DEPTH).filter(own).filter(young);
    let pages = listing.pages.iter().filter(own).filter(young);
    let found = lists.map(|e| link(e, Role::Sitemap)).chain(pages.map(|e| link(e, Role::Page))).collect();
    Links { found, broken: listing.broken }
}

fn linked(bytes: &[u8], place: &Url, rules: &SourceRules) -> Vec<Link> {
    // Addresses are ASCII in every charset of news pages.
    let text = String::from_utf8_lossy(bytes);
    let tree = Tree::parse(&text);
    let anchors = (0..).zip(tree.nodes()).filter(|(_, node)| node.tag == Tag::A);
    let written: Vec<_> = anchors.filter_map(|(id, _)| tree.attribute(id, "href")).collect();
    let chosen = rules.links.choose(place, written.iter().map(|href| &**href), rules.most);
    chosen.iter().map(|url| Link { address: Address::of(url), role: Role::Page, changed: None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crawl::LinkFilter;
    use crate::store::Validators;

    fn due(role: Role, depth: u32) -> Due {
        let url = String::new();
        Due {
            page: 1,
            url,
            role,
            source: Some(1),
            depth,
            named: false,
            tries: 0,
            due_at: 0,
            validators: Validators::default(),
        }
    }

    fn place() -> Url {
        Url::parse("https://www.a.example/map.xml").unwrap()
    }

    fn urls(links: &[Link]) -> Vec<&str> {
        links.iter().map(|link| link.address.url.as_str()).collect()
    }

    #[test]
    fn a_sitemap_speaks_for_its_site_and_the_old_is_left() {
        let map = b"<urlset><url><loc>https://a.example/1</loc><lastmod>2026-05-02</lastmod></url>
            <url><loc>https://other.org/2</loc></url><url><loc>https://a.example/3</loc><lastmod>2020-01-01</lastmod></url>
            <url><loc>https://a.example/4</loc></url></urlset>";
        let since = Some("2026-01-01T00:00:00Z".parse().unwrap());
        let found = listed(&due(Role::Sitemap, 0), map, &place(), &SourceRules { since, ..SourceRules::default() });
        assert_eq!(urls(&found.found), ["https://a.example/1", "https://a.example/4"]);
        assert!(found.found[0].changed.is_some() && found.broken.is_none());
    }

    #[test]
    fn sitemaps_of_sitemaps_end() {
        let index = b"<sitemapindex><sitemap><loc>https://a.example/map.xml</loc></sitemap></sitemapindex>";
        let found = |depth| listed(&due(Role::Sitemap, depth), index, &place(), &SourceRules::default()).found.len();
        assert_eq!((found(0), found(MOST_DEPTH)), (1, 0));
    }

    #[test]
    fn a_section_leads_to_what_its_pattern_fits() {
        let page =
            b"<body><a href='/news/1'>1</a><a href=/about>2</a><a href='/news/2#c'>3</a><a href=javascript:x>4</a>";
        let links = LinkFilter::new(["/news/*"], []);
        let found = linked(page, &place(), &SourceRules { links, ..SourceRules::default() });
        assert_eq!(urls(&found), ["https://www.a.example/news/1", "https://www.a.example/news/2"]);
    }
}
