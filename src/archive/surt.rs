//! Addresses in the order of an index: host turned around, spelling levelled.

use url::{Host, Url};

/// The key under which a CDXJ index sorts an address, as the Internet Archive's canonicalizer makes it: no scheme, no user, no `www.`, no default
/// port, host labels turned around; path and query in small letters, the query's parts sorted, no slash at the end. Session keys
/// are kept. What is no address is its own key.
///
/// ```
/// use marsad::archive::surt;
/// assert_eq!(surt("https://www.Example.com/News/?b=2&a=1"), "com,example)/news?a=1&b=2");
/// ```
pub fn surt(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return address.to_owned() };
    let Some(host) = url.host() else { return address.to_owned() };
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    let query = url.query().map(query).filter(|q| !q.is_empty()).map_or(String::new(), |q| format!("?{q}"));
    format!("{}{port}){}{query}", turned(&host), path(url.path()))
}

fn turned(host: &Host<&str>) -> String {
    let reversed = |name: &str| name.rsplit('.').collect::<Vec<_>>().join(",");
    match host {
        Host::Domain(name) => reversed(without_www(name)),
        Host::Ipv4(address) => reversed(&address.to_string()),
        Host::Ipv6(address) => address.to_string(),
    }
}

/// The host without `www.` or `www2.`
fn without_www(host: &str) -> &str {
    let rest = host.strip_prefix("www").map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.and_then(|rest| rest.strip_prefix('.')).unwrap_or(host)
}

fn path(path: &str) -> String {
    let plain = unescaped(path.as_bytes());
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in plain.split(|b| *b == b'/') {
        match part {
            b"" | b"." => {}
            b".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let path = parts.iter().fold(String::new(), |path, part| path + "/" + &escaped(part));
    if path.is_empty() { "/".to_owned() } else { path.to_ascii_lowercase() }
}

fn query(query: &str) -> String {
    let query = escaped(&unescaped(query.as_bytes())).to_ascii_lowercase();
    let mut parts: Vec<(&str, Option<&str>)> = query
        .split('&')
        .map(|part| part.split_once('=').map_or((part, None), |(key, value)| (key, Some(value))))
        .collect();
    parts.sort_unstable();
    let parts = parts.iter().map(|(key, value)| value.map_or((*key).to_owned(), |value| format!("{key}={value}")));
    parts.collect::<Vec<_>>().join("&")
}

/// The bytes with percent escapes undone until none is left: each round shortens them, and few addresses need two.
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    // Ten rounds: an address escaped more often is no honest one.
    for _ in 0..10 {
        let next = unescaped_once(&bytes);
        if next.len() == bytes.len() {
            break;
        }
        bytes = next;
    }
    bytes
}

fn unescaped_once(bytes: &[u8]) -> Vec<u8> {
    let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    let (mut plain, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                plain.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    plain
}

fn escaped(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len()), |out, byte| match byte {
        b'#' | b'%' => out + &format!("%{byte:02x}"),
        _ if byte.is_ascii_graphic() => out + char::from(*byte).encode_utf8(&mut [0; 4]),
        _ => out + &format!("%{byte:02x}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_key() {
        for (address, key) in [
            ("https://example.com", "com,example)/"),
            ("http://WWW2.Example.com:80/Path/A/", "com,example)/path/a"),
            ("http://127.0.0.3:8080/p/1.html", "3,0,0,127:8080)/p/1.html"),
            ("https://news.example.co.uk:443/a//b/../c?", "uk,co,example,news)/a/c"),
            ("http://example.com/%D8%A7?q=%d8%a7&z", "com,example)/%d8%a7?q=%d8%a7&z"),
            ("http://example.com/a%2Fb%41/", "com,example)/a/ba"),
            ("http://example.com/x?b&a&b=1&b=0#f", "com,example)/x?a&b&b=0&b=1"),
            ("http://u:p@example.com/%257Euser", "com,example)/~user"),
            ("http://[::1]:80/x", "::1)/x"),
            ("no address", "no address"),
        ] {
            assert_eq!(surt(address), key, "{address}");
        }
    }
}
