//! What crawlers agree on about `robots.txt`: a table of our own after RFC 9309, its examples, and what Google's reader is tested for.

use super::*;

const YES: bool = true;
const NO: bool = false;

/// A file, and who may fetch what.
type Case = (&'static [u8], &'static [(&'static str, &'static str, bool)]);

const CASES: &[Case] = &[
    // Nothing said.
    (b"", &[("marsad", "/", YES)]),
    (b"\n\n# nothing\n", &[("marsad", "/a", YES)]),
    (b"user-agent: marsad\n", &[("marsad", "/a", YES)]),
    (b"user-agent: marsad\ndisallow:\n", &[("marsad", "/a", YES)]),
    (b"user-agent: marsad\ndisallow:\nallow:\n", &[("marsad", "/a", YES)]),
    (b"<html><body>Not found: <a href=/>home</a></body></html>", &[("marsad", "/a", YES)]),
    // Lines.
    (b"user-agent: marsad\ndisallow: /\n", &[("marsad", "/", NO), ("marsad", "/a/b?c", NO), ("other", "/a", YES)]),
    (b"name: marsad\nforbid: /\n", &[("marsad", "/a", YES)]),
    (b"user-agent marsad\ndisallow /\n", &[("marsad", "/a", NO)]),
    (b"user-agent marsad and more\ndisallow /\n", &[("marsad", "/a", YES)]),
    (b"  User-Agent :\tmarsad  \n\tDisallow\t:  /a  \n", &[("marsad", "/a", NO), ("marsad", "/b", YES)]),
    (b"USER-AGENT: marsad\nALLOW: /x/\nDISALLOW: /\n", &[("marsad", "/x/y", YES), ("marsad", "/a", NO)]),
    (b"UsEr-aGeNt: marsad\nAlLoW: /x/\ndIsAlLoW: /\n", &[("marsad", "/x/y", YES), ("marsad", "/a", NO)]),
    (b"user-agent: marsad\r\ndisallow: /a\r\n\r\nallow: /a/b\r\n", &[("marsad", "/a", NO), ("marsad", "/a/b", YES)]),
    (b"user-agent: marsad\rdisallow: /a\r", &[("marsad", "/a", NO), ("marsad", "/b", YES)]),
    (b"user-agent: marsad\n\rdisallow: /a", &[("marsad", "/a", NO)]),
    (b"user-agent: marsad # us\ndisallow: /a # not this\n# disallow: /\n", &[("marsad", "/a", NO), ("marsad", "/b", YES)]),
    (b"user-agent: marsad\ndisallow: /a#b\n", &[("marsad", "/a", NO), ("marsad", "/b", YES)]),
    (b"\0user-agent: marsad\0\ndisallow: /a\0\n\0", &[("marsad", "/a", NO), ("marsad", "/b", YES)]),
    (b"user-agent: marsad\ndisallow : /a\ndisallow: /b: c\n", &[("marsad", "/a", NO), ("marsad", "/b: c", NO)]),
    // Byte order marks, whole and cut short.
    (b"\xef\xbb\xbfuser-agent: marsad\ndisallow: /\n", &[("marsad", "/a", NO)]),
    (b"\xef\xbbuser-agent: marsad\ndisallow: /\n", &[("marsad", "/a", NO)]),
    (b"\xefuser-agent: marsad\ndisallow: /\n", &[("marsad", "/a", NO)]),
    (b"\xef\x11\xbfuser-agent: marsad\ndisallow: /\n", &[("marsad", "/a", YES)]),
    (b"user-agent: marsad\n\xef\xbb\xbfdisallow: /\n", &[("marsad", "/a", YES)]),
    // Misspellings.
    (b"useragent: marsad\ndissallow: /a\n", &[("marsad", "/a", NO)]),
    (b"user agent: marsad\ndissalow: /a\n", &[("marsad", "/a", NO)]),
    (b"user-agents: marsad\ndisalow: /a\n", &[("marsad", "/a", NO)]),
    (b"user-agent: marsad\ndiasllow: /a\ndisallaw: /b\n", &[("marsad", "/a", NO), ("marsad", "/b", NO)]),
    (b"user-agent: marsad\ndisallowed: /a\nallowed: /a/b\n", &[("marsad", "/a", NO), ("marsad", "/a/b", YES)]),
    // Names.
    (b"user-agent: MARSAD\ndisallow: /\n", &[("marsad", "/a", NO), ("Marsad", "/a", NO)]),
    (b"user-agent: marsad/1.0\ndisallow: /\n", &[("marsad", "/a", NO)]),
    (b"user-agent: marsad 2 (a reader)\ndisallow: /\n", &[("marsad", "/a", NO)]),
    (b"user-agent: marsad-images\ndisallow: /\n", &[("marsad", "/a", YES)]),
    (b"user-agent: mars\ndisallow: /\n", &[("marsad", "/a", YES)]),
    (b"user-agent: * \ndisallow: /\n", &[("marsad", "/a", NO)]),
    (b"user-agent: * all\ndisallow: /\n", &[("marsad", "/a", NO)]),
    (b"user-agent: *bot\ndisallow: /\n", &[("marsad", "/a", YES)]),
    // Groups.
    (b"user-agent: *\nallow: /\nuser-agent: marsad\ndisallow: /\n", &[("marsad", "/a", NO), ("other", "/a", YES)]),
    (b"user-agent: marsad\nallow: /\nuser-agent: other\ndisallow: /\n", &[("marsad", "/a", YES), ("third", "/a", YES)]),
    (b"user-agent: *\ndisallow: /x\nuser-agent: marsad\ndisallow: /y\n", &[("marsad", "/x", YES), ("marsad", "/y", NO)]),
    (b"user-agent: *\ndisallow: /\nuser-agent: marsad\n", &[("marsad", "/a", YES), ("other", "/a", NO)]),
    (
        b"allow: /before\n\nuser-agent: one\ndisallow: /\nallow: /x\nuser-agent: two\ndisallow: /\nallow: /y\n\n\nallow: /w\nuser-agent: three\n\nuser-agent: one\nallow: /z\ndisallow: /\n",
        &[
            ("one", "/x", YES),
            ("one", "/z", YES),
            ("one", "/y", NO),
            ("two", "/y", YES),
            ("two", "/w", YES),
            ("two", "/z", NO),
            ("three", "/z", YES),
            ("three", "/x", NO),
            ("one", "/before", NO),
            ("two", "/before", NO),
            ("three", "/before", NO),
        ],
    ),
    (b"user-agent: one\nuser-agent: marsad\ndisallow: /\n", &[("marsad", "/a", NO), ("one", "/a", NO)]),
    (b"user-agent: marsad\nsitemap: https://a.example/s\nuser-agent: *\ndisallow: /\n", &[("marsad", "/a", NO), ("other", "/a", NO)]),
    (b"user-agent: marsad\nhost: a.example\nuser-agent: *\ndisallow: /\n", &[("marsad", "/a", NO), ("other", "/a", NO)]),
    (b"user-agent: marsad\ndisallow: /a\n\nuser-agent: marsad\ndisallow: /b\n", &[("marsad", "/a", NO), ("marsad", "/b", NO)]),
    // The longest rule decides, and of two as long the one that allows.
    (b"user-agent: marsad\ndisallow: /x/page.html\nallow: /x/\n", &[("marsad", "/x/page.html", NO), ("marsad", "/x/a", YES)]),
    (b"user-agent: marsad\nallow: /x/page.html\ndisallow: /x/\n", &[("marsad", "/x/page.html", YES), ("marsad", "/x/", NO)]),
    (b"user-agent: marsad\ndisallow: /\nallow: /\n", &[("marsad", "/a", YES)]),
    (b"user-agent: marsad\ndisallow: /x\nallow: /x/\n", &[("marsad", "/x", NO), ("marsad", "/x/", YES)]),
    (b"user-agent: marsad\nallow: /page\ndisallow: /*.html\n", &[("marsad", "/page.html", NO), ("marsad", "/page", YES)]),
    (b"user-agent: marsad\nallow: /x/page.\ndisallow: /*.html\n", &[("marsad", "/x/page.html", YES), ("marsad", "/x/y.html", NO)]),
    (b"user-agent: marsad\nallow: /p\ndisallow: /\n", &[("marsad", "/page", YES), ("marsad", "/a", NO)]),
    (b"user-agent: marsad\nallow: /page\ndisallow: /*.ph\n", &[("marsad", "/page.php5", YES)]),
    (b"user-agent: marsad\nallow: /$\ndisallow: /\n", &[("marsad", "/", YES), ("marsad", "/page.htm", NO)]),
    // Case counts in paths.
    (b"user-agent: marsad\ndisallow: /X/\n", &[("marsad", "/x/a", YES), ("marsad", "/X/a", NO)]),
    // Stars and ends.
    (b"user-agent: marsad\ndisallow: /foo/bar/quz\nallow: /foo/*/qux\n", &[("marsad", "/foo/bar/quz", NO), ("marsad", "/foo/quz", YES), ("marsad", "/foo//quz", YES)]),
    (b"user-agent: marsad\ndisallow: /foo/bar$\nallow: /foo/bar/qux\n", &[("marsad", "/foo/bar", NO), ("marsad", "/foo/bar/qux", YES), ("marsad", "/foo/bar/", YES)]),
    (b"user-agent: marsad\ndisallow: /fish*\n", &[("marsad", "/fish", NO), ("marsad", "/fishheads/y.html", NO), ("marsad", "/Fish", YES), ("marsad", "/catfish", YES), ("marsad", "/?id=fish", YES)]),
    (b"user-agent: marsad\ndisallow: /fish/\n", &[("marsad", "/fish/", NO), ("marsad", "/fish/?id=1", NO), ("marsad", "/fish", YES), ("marsad", "/fish.html", YES)]),
    (b"user-agent: marsad\ndisallow: /*.php\n", &[("marsad", "/folder/file.php?a", NO), ("marsad", "/index?f=file.php/", NO), ("marsad", "/windows.PHP", YES), ("marsad", "/php/", YES)]),
    (b"user-agent: marsad\ndisallow: /*.php$\n", &[("marsad", "/file.php", NO), ("marsad", "/file.php?a", YES), ("marsad", "/file.php5", YES), ("marsad", "/file.php/", YES)]),
    (b"user-agent: marsad\ndisallow: /fish*.php\n", &[("marsad", "/fishheads/cat.php?a", NO), ("marsad", "/fish.PHP", YES)]),
    (b"user-agent: marsad\ndisallow: *\n", &[("marsad", "/", NO)]),
    (b"user-agent: marsad\ndisallow: *.pdf$\n", &[("marsad", "/a/b.pdf", NO), ("marsad", "/a.pdf?b", YES)]),
    (b"user-agent: marsad\ndisallow: /a$b\n", &[("marsad", "/a$b", NO), ("marsad", "/a", YES)]),
    (b"user-agent: marsad\ndisallow: /a%2Ab\n", &[("marsad", "/a*b", NO), ("marsad", "/axb", YES)]),
    (b"user-agent: marsad\ndisallow: a\n", &[("marsad", "/a", YES)]),
    (b"user-agent: marsad\ndisallow: /a?\n", &[("marsad", "/a?page=2", NO), ("marsad", "/a", YES)]),
    (b"user-agent: marsad\ndisallow: /*?*print=\n", &[("marsad", "/a?b=1&print=1", NO), ("marsad", "/print=", YES)]),
    // Escapes.
    (b"user-agent: marsad\ndisallow: /\nallow: /foo?qux=taz&baz=http://foo.example?tar&par\n", &[("marsad", "/foo?qux=taz&baz=http://foo.example?tar&par", YES)]),
    (b"user-agent: marsad\ndisallow: /foo?baz=https://foo.example\n", &[("marsad", "/foo?baz=https%3A%2F%2Ffoo.example", NO)]),
    (b"user-agent: marsad\ndisallow: /a/b\n", &[("marsad", "/a%2Fb", YES)]),
    ("user-agent: marsad\ndisallow: /\nallow: /foo/ツ\n".as_bytes(), &[("marsad", "/foo/%E3%83%84", YES), ("marsad", "/foo/ツ", YES)]),
    (b"user-agent: marsad\ndisallow: /\nallow: /foo/%E3%83%84\n", &[("marsad", "/foo/%E3%83%84", YES), ("marsad", "/foo/%e3%83%84", YES)]),
    (b"user-agent: marsad\ndisallow: /\nallow: /foo/%62%61%7A\n", &[("marsad", "/foo/%62%61%7A", YES), ("marsad", "/foo/baz", NO)]),
    (b"user-agent: marsad\ndisallow: /foo/%62%61%7A\n", &[("marsad", "/foo/baz", NO), ("marsad", "/foo/%62%61%7a", NO)]),
    ("user-agent: marsad\ndisallow: /أرشيف/\n".as_bytes(), &[("marsad", "/%D8%A3%D8%B1%D8%B4%D9%8A%D9%81/1", NO), ("marsad", "/%d8%a3%d8%b1%d8%b4%d9%8a%d9%81/1", NO), ("marsad", "/%D8%A3", YES)]),
    (b"user-agent: marsad\ndisallow: /%d8%a3\n", &[("marsad", "/%D8%A3%D8%B1", NO), ("marsad", "/أر", NO)]),
    (b"user-agent: marsad\ndisallow: /100%\n", &[("marsad", "/100%", NO), ("marsad", "/100%/a", NO)]),
    // The file itself is always allowed, and an allowed index page allows its folder.
    (b"user-agent: *\ndisallow: /\n", &[("marsad", "/robots.txt", YES), ("marsad", "/robots.txt.bak", NO)]),
    (b"user-agent: marsad\nallow: /open/index.html\ndisallow: /\n", &[("marsad", "/open/", YES), ("marsad", "/open/index.html", YES), ("marsad", "/open/index.htm", NO), ("marsad", "/open/a", NO)]),
    (b"user-agent: marsad\ndisallow: /shut/index.html\n", &[("marsad", "/shut/", YES), ("marsad", "/shut/index.html", NO)]),
];

#[test]
fn the_table_holds() {
    let rows = CASES.iter().flat_map(|(file, rows)| rows.iter().map(move |row| (*file, row)));
    let wrong: Vec<String> = rows
        .filter(|(file, (agent, path, allowed))| Robots::read(file, agent).allows(path) != *allowed)
        .map(|(file, row)| format!("{row:?} of {:?}", String::from_utf8_lossy(file)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(CASES.len() >= 60);
}

#[test]
fn delays_and_sitemaps_are_read() {
    let file = b"Sitemap: https://a.example/one.xml\nuser-agent: *\ncrawl-delay: 2\nsite-map: /two.xml\ncrawl-delay: 0.5\nuser-agent: slow\ncrawl-delay: 9999\nuser-agent: odd\ndisallow: /x\nuser-agent: odd\ncrawl-delay: abc\ncrawl-delay: -1\n";
    let of = |agent| Robots::read(file, agent);
    assert_eq!(of("marsad").crawl_delay, Some(Duration::from_secs(2)));
    assert_eq!(of("slow").crawl_delay, Some(Duration::from_secs(9999)));
    assert_eq!(of("odd").crawl_delay, None);
    assert_eq!(of("marsad").sitemaps, ["https://a.example/one.xml", "/two.xml"]);
}

#[test]
fn what_is_too_long_is_cut_at_a_line() {
    let mut file = b"user-agent: marsad\ndisallow: /a\n".to_vec();
    file.resize(MAX_ROBOTS - 12, b'\n');
    file.extend_from_slice(b"disallow: /but-only-this\ndisallow: /c\n");
    let robots = Robots::read(&file, "marsad");
    assert!(!robots.allows("/a") && robots.allows("/b") && robots.allows("/c"));
    let long = format!("user-agent: marsad\ndisallow: /{}/end\n", "x".repeat(MAX_LINE));
    assert!(!Robots::read(long.as_bytes(), "marsad").allows(&format!("/{}/other", "x".repeat(MAX_LINE))));
}

#[test]
fn hostile_patterns_cost_no_more_than_their_length() {
    let stars = format!("user-agent: *\n{}", format!("disallow: /{}b\n", "*a".repeat(2000)).repeat(100));
    let robots = Robots::read(stars.as_bytes(), "marsad");
    let began = std::time::Instant::now();
    assert!(robots.allows(&format!("/{}", "a".repeat(8000))));
    assert!(began.elapsed() < Duration::from_secs(2));
}
