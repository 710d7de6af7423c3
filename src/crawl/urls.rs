//! One address for one page, however it was linked.

use std::sync::LazyLock;

use url::Url;

/// The keys that are dropped, and the beginnings of keys.
static TRACKING: LazyLock<Vec<(&str, bool)>> = LazyLock::new(|| {
    let rows = include_str!("tracking.tsv").lines().filter(|row| !row.starts_with('#'));
    let keys = rows.filter_map(|row| row.split('\t').next());
    keys.map(|key| key.strip_suffix('*').map_or((key, false), |beginning| (beginning, true))).collect()
});

/// Bytes of an address, at most: what servers and browsers can be relied on to take is 8000 (RFC 9110, 4.1).
const LONGEST: usize = 8000;

/// The address by which a page is known, so that a page linked in several spellings is one: without fragment, credentials and tracking keys, host and escapes in one
/// spelling, no default port, no dots in the path. `None` for what is not http or https, names no host or is too long.
///
/// Keys keep their order and a closing slash stays: to servers they may matter.
pub fn normal(address: &str, base: Option<&Url>) -> Option<Url> {
    let address = address.trim();
    if address.len() > LONGEST {
        return None;
    }
    let mut url = Url::options().base_url(base).parse(address).ok()?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return None;
    }
    // These fail only where an address can have neither.
    let _ = (url.set_username(""), url.set_password(None));
    url.set_fragment(None);
    if let Some(bare) = url.host_str().and_then(|host| host.strip_suffix('.')).map(str::to_owned) {
        url.set_host(Some(&bare)).ok()?;
    }
    let path = one_spelling(url.path());
    url.set_path(&path);
    let query = url.query().map(|query| one_spelling(&without_tracking(query)));
    url.set_query(query.as_deref().filter(|query| !query.is_empty()));
    Some(url)
}

fn without_tracking(query: &str) -> String {
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair.split('=').next().unwrap_or(pair)));
    kept.collect::<Vec<_>>().join("&")
}

fn is_tracking(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    TRACKING.iter().any(|(known, is_beginning)| if *is_beginning { key.starts_with(known) } else { key == *known })
}

/// Escapes in capitals, and those undone that need not be (RFC 3986, 6.2.2).
fn one_spelling(part: &str) -> String {
    let mut spelled = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(at) = rest.find('%') {
        spelled.push_str(&rest[..at]);
        let escape = rest.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let length = match escape {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                spelled.push(char::from(byte));
                3
            }
            Some(byte) => {
                spelled.push_str(&format!("%{byte:02X}"));
                3
            }
            None => {
                spelled.push('%');
                1
            }
        };
        rest = &rest[at + length..];
    }
    spelled.push_str(rest);
    spelled
}

/// Whether two addresses are of one site: one registrable domain, or one host where there is none.
pub fn same_site(one: &Url, other: &Url) -> bool {
    fn site(url: &Url) -> Option<&str> {
        let host = url.host_str()?;
        url.domain().and_then(psl::domain_str).or(Some(host))
    }
    site(one).is_some() && site(one) == site(other)
}

/// The address that a page declares as its own, where it is to be believed: of the same site, and not the home page for another page, as sites that are set up wrongly say
/// of all their pages.
pub fn canonical(page: &Url, declared: &str) -> Option<Url> {
    let declared = normal(declared, Some(page))?;
    let is_home = |url: &Url| url.path() == "/" && url.query().is_none();
    (same_site(page, &declared) && (!is_home(&declared) || is_home(page))).then_some(declared)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(address: &str) -> Option<String> {
        normal(address, None).map(String::from)
    }

    #[test]
    fn one_page_has_one_address() {
        for (address, expected) in [
            ("HTTP://User:pw@A.Example:80/x/../b/./c#d", "http://a.example/b/c"),
            ("https://a.example:443", "https://a.example/"),
            ("https://a.example:8443/", "https://a.example:8443/"),
            ("https://a.example./b", "https://a.example/b"),
            ("https://a.example/أخبار/1", "https://a.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1"),
            (
                "https://a.example/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1/1",
                "https://a.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1",
            ),
            ("https://a.example/%7Eme/%61%2Fb%zz%", "https://a.example/~me/a%2Fb%zz%"),
            ("https://a.example/?q=خبر", "https://a.example/?q=%D8%AE%D8%A8%D8%B1"),
            ("https://مثال.إختبار/أ", "https://xn--mgbh0fb.xn--kgbechtv/%D8%A3"),
            ("https://a.example/b?utm_source=x&id=5&fbclid=y&UTM_Medium=z", "https://a.example/b?id=5"),
            ("https://a.example/b?utm_source=x", "https://a.example/b"),
            ("https://a.example/b?", "https://a.example/b"),
            ("https://a.example/b?id=1&amp=1&b", "https://a.example/b?id=1&amp=1&b"),
            ("https://a.example/b?&&id=1&", "https://a.example/b?id=1"),
            ("https://a.example/b/?b=2&a=1", "https://a.example/b/?b=2&a=1"),
            (" https://a.example/a b\t", "https://a.example/a%20b"),
        ] {
            assert_eq!(spelled(address).as_deref(), Some(expected));
            assert_eq!(spelled(expected).as_deref(), Some(expected), "stays as it is");
        }
        for other in ["mailto:a@b.example", "javascript:void(0)", "/a", "", "ftp://a.example/", "http://", "data:,a"] {
            assert_eq!(spelled(other), None, "{other}");
        }
        assert_eq!(spelled(&format!("http://a.example/{}", "x".repeat(LONGEST))), None);
    }

    #[test]
    fn links_are_meant_from_their_page() {
        let page = Url::parse("https://a.example/news/1").unwrap();
        assert_eq!(normal("../b#c", Some(&page)).unwrap().as_str(), "https://a.example/b");
        assert_eq!(normal("//b.example/", Some(&page)).unwrap().as_str(), "https://b.example/");
    }

    #[test]
    fn a_declared_address_is_believed_within_the_site() {
        let page = Url::parse("https://m.a.example.com/news/1?page=2").unwrap();
        let of = |declared: &str| canonical(&page, declared).map(String::from);
        assert_eq!(of("https://www.example.com/news/1").as_deref(), Some("https://www.example.com/news/1"));
        assert_eq!(of("/news/1").as_deref(), Some("https://m.a.example.com/news/1"));
        assert_eq!(of("https://other.org/news/1"), None);
        assert_eq!(of("https://www.example.com/"), None);
        assert_eq!(of("javascript:1"), None);
        let [one, other] = ["http://127.0.0.1:80/", "http://127.0.0.2/"].map(|a| Url::parse(a).unwrap());
        assert!(same_site(&one, &one) && !same_site(&one, &other));
    }

    #[test]
    fn the_table_of_keys_is_in_order() {
        let keys: Vec<&str> = include_str!("tracking.tsv").lines().filter(|row| !row.starts_with('#')).collect();
        assert!(keys.is_sorted() && keys.iter().all(|row| row.split('\t').count() == 2));
    }
}
