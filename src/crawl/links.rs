//! The links of a section page that lead to its stories.

use std::collections::HashSet;

use url::Url;

use super::{Pattern, normal, same_site};

/// Which links are followed. A pattern is one of [`Pattern`]: `/news/*` fits a path with its query on the page's own site, `https://*.example/*` a whole address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinkFilter {
    followed: Vec<(Pattern, bool)>,
    left: Vec<(Pattern, bool)>,
}

impl LinkFilter {
    /// A filter of patterns to follow, all links of the site when there are none, and of patterns to leave.
    pub fn new<'p>(followed: impl IntoIterator<Item = &'p str>, left: impl IntoIterator<Item = &'p str>) -> Self {
        fn read(written: &str) -> (Pattern, bool) {
            (Pattern::new(written.as_bytes()), written.starts_with("http"))
        }
        Self { followed: followed.into_iter().map(read).collect(), left: left.into_iter().map(read).collect() }
    }

    /// The links of a page that the filter takes, made absolute and normal, each once, in their order, `most` of them. `links` are `href`s as written.
    pub fn choose<'l>(&self, page: &Url, links: impl IntoIterator<Item = &'l str>, most: usize) -> Vec<Url> {
        let own = normal(page.as_str(), None);
        let mut seen: HashSet<Url> = own.into_iter().collect();
        let found = links.into_iter().filter_map(|link| normal(link, Some(page)));
        found.filter(|url| self.takes(page, url) && seen.insert(url.clone())).take(most).collect()
    }

    fn takes(&self, page: &Url, url: &Url) -> bool {
        let home = same_site(page, url);
        let path = &url[url::Position::BeforePath..];
        let fits = |(pattern, whole): &(Pattern, bool)| {
            if *whole { pattern.matches(url.as_str().as_bytes()) } else { home && pattern.matches(path.as_bytes()) }
        };
        let followed = if self.followed.is_empty() { home } else { self.followed.iter().any(fits) };
        followed && !self.left.iter().any(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_chosen_by_pattern() {
        let page = Url::parse("https://www.a.example.com/politics/").unwrap();
        let links = [
            "/politics/1",
            "/politics/1#comments",
            "2?utm_source=x",
            "https://m.example.com/politics/3",
            "/sport/4",
            "./",
            "https://other.org/politics/5",
            "javascript:void(0)",
            "mailto:x@example.com",
            "/politics/video/6",
            "tel:1",
        ];
        let chosen = |followed: &[&str], left: &[&str], most| {
            let filter = LinkFilter::new(followed.iter().copied(), left.iter().copied());
            filter.choose(&page, links, most).iter().map(|url| url.path().to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(chosen(&["/politics/*"], &["/politics/video/*"], 9), "/politics/1 /politics/2 /politics/3");
        assert_eq!(chosen(&["/politics/*"], &[], 2), "/politics/1 /politics/2");
        assert_eq!(chosen(&[], &["/politics/*"], 9), "/sport/4");
        assert_eq!(chosen(&["https://other.org/*"], &[], 9), "/politics/5");
    }
}
