//! Lists of all kinds, whole and broken.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

fn read(bytes: &[u8]) -> Listing {
    let place = Url::parse("https://a.example/feeds/all.xml").unwrap();
    read_listing(bytes, &place, ListingLimits::default())
}

fn addresses(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.url.as_str()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>أخبار</title><link>https://a.example/</link><atom:link href="https://a.example/feeds/all.xml" rel="self"/>
<image><url>https://a.example/logo.png</url><link>https://a.example/</link></image>
<item><title><![CDATA[<b>عنوان</b> & آخر]]></title><link> /news/1?a=1&amp;b=2 </link><guid isPermaLink="false">17</guid>
  <pubDate>Sat, 21 Nov 2026 10:00:00 +0300</pubDate><media:content url="https://a.example/1.jpg"/></item>
<item><guid>https://a.example/news/2</guid><dc:date>2026-11-20</dc:date><source url="https://b.example/">b</source></item>
<item><link><![CDATA[https://a.example/أخبار/3]]></link></item>
<item><title>no address</title></item>
<item><link>mailto:me@a.example</link></item>
</channel></rss>"#;

#[test]
fn an_rss_feed_gives_its_items() {
    let listing = read(RSS.as_bytes());
    let [first, second, third] = &listing.pages[..] else { panic!("{listing:?}") };
    assert_eq!(first.url.as_str(), "https://a.example/news/1?a=1&b=2");
    assert_eq!(first.time().unwrap().to_string(), "2026-11-21T07:00:00Z");
    assert_eq!(
        (second.url.path(), second.published.unwrap().to_string().as_str()),
        ("/news/2", "2026-11-20T00:00:00Z")
    );
    assert_eq!(third.url.path(), "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/3");
    assert_eq!((listing.faults, listing.broken), (2, None));
}

#[test]
fn an_atom_feed_resolves_its_links_from_their_bases() {
    let listing = read(
        br#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/x/"><link href="/"/>
        <entry><link rel="self" href="no"/><link rel="alternate" href="one"/><published>2026-11-21T10:00:00Z</published><updated>2026-11-22T10:00:00Z</updated></entry>
        <entry xml:base="deep/"><link href='two'></link></entry>
        <entry><link xml:base="https://c.example/" href="three"/><link href="four"/></entry></feed>"#,
    );
    let expected = ["https://b.example/x/one", "https://b.example/x/deep/two", "https://c.example/three"];
    assert_eq!(addresses(&listing.pages), expected);
    assert_eq!(listing.pages[0].time().unwrap().to_string(), "2026-11-22T10:00:00Z");
}

#[test]
fn older_and_other_feeds_are_read() {
    let rdf = read(br#"<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><items/></channel><item rdf:about="https://a.example/1"/><item rdf:about="https://a.example/2"><title/></item></rdf:RDF>"#);
    assert_eq!(addresses(&rdf.pages), ["https://a.example/1", "https://a.example/2"]);
    let json = read(br#"{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1", "url": "/1", "date_published": "2026-11-21T10:00:00Z", "content_html": "<p>"}, {"id": "https://a.example/2"}, {"id": "3"}]}"#);
    assert_eq!((addresses(&json.pages), json.faults), (vec!["https://a.example/1", "https://a.example/2"], 1));
    assert!(read(b"{\"items\": [").broken.is_some());
    let text = read("\u{feff}https://a.example/1\r\n\r\nhttps://a.example/2\nnothing\n".as_bytes());
    assert_eq!((addresses(&text.pages), text.faults), (vec!["https://a.example/1", "https://a.example/2"], 1));
}

#[test]
fn a_feed_in_another_charset_is_read_in_it() {
    let xml = "<?xml version='1.0' encoding='windows-1256'?><rss><item><link>/أخبار</link></item></rss>";
    let listing = read(&encoding_rs::WINDOWS_1256.encode(xml).0);
    assert_eq!(listing.pages[0].url.path(), "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1");
    let wide: Vec<u8> =
        "\u{feff}<rss><item><link>/a</link></item></rss>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(addresses(&read(&wide).pages), ["https://a.example/a"]);
}

const SITEMAP: &str = r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="n" xmlns:image="i">
<url><loc>https://a.example/1</loc><lastmod>2026-11-20</lastmod><image:image><image:loc>https://a.example/1.jpg</image:loc></image:image>
<news:news><news:publication><news:name>صحيفة</news:name></news:publication><news:publication_date>2026-11-21T10:00:00+03:00</news:publication_date></news:news></url>
<url><image:image><image:loc>https://a.example/2.jpg</image:loc></image:image><loc>
  https://a.example/2 </loc></url></urlset>"#;

#[test]
fn sitemaps_and_indexes_are_told_apart() {
    for bytes in [SITEMAP.as_bytes().to_vec(), gzip(SITEMAP.as_bytes())] {
        let listing = read(&bytes);
        assert_eq!(addresses(&listing.pages), ["https://a.example/1", "https://a.example/2"]);
        assert_eq!(listing.pages[0].published.unwrap().to_string(), "2026-11-21T07:00:00Z");
        assert_eq!((listing.lists.len(), listing.faults, listing.broken), (0, 0, None));
    }
    let prefixed = SITEMAP
        .replace("<url", "<s:url")
        .replace("</url", "</s:url")
        .replace("<loc", "<s:loc")
        .replace("</loc", "</s:loc");
    assert_eq!(read(prefixed.as_bytes()).pages.len(), 2);
    let index = read(b"<sitemapindex><sitemap><loc>/s1.xml.gz</loc><lastmod>2026-11-20</lastmod></sitemap><sitemap><loc>/s2.xml</loc></sitemap></sitemapindex>");
    assert_eq!(
        (addresses(&index.lists), index.pages.len()),
        (vec!["https://a.example/s1.xml.gz", "https://a.example/s2.xml"], 0)
    );
}

#[test]
fn what_breaks_is_read_as_far_as_it_goes() {
    for end in ["<url><loc>https://a.example/3", "<url", "<url><loc>https://a.example/3</loc><lastmod>2026"] {
        let broken = SITEMAP.replace("</urlset>", end);
        let listing = read(broken.as_bytes());
        assert_eq!(listing.pages.len(), 2, "{end}");
    }
    let unclosed = read(b"<rss><channel><item><link>/1</link><item><link>/2</link><b></item></rss>");
    assert_eq!(addresses(&unclosed.pages), ["https://a.example/1", "https://a.example/2"]);
    let wild = read(b"<rss><item><title>a & b < c &nbsp;</title><link>/1?a=b&c=d</link></item></rss>");
    assert_eq!(addresses(&wild.pages), ["https://a.example/1?a=b&c=d"]);
    let cut = gzip(SITEMAP.repeat(2000).as_bytes());
    let listing = read(&cut[..cut.len() / 2]);
    assert!(listing.pages.len() > 100 && listing.broken.is_some());
    for other in [&b"<html><body>Not found</body></html>"[..], b"", b"not found"] {
        assert!(read(other).broken.is_some() && read(other).pages.is_empty());
    }
}

#[test]
fn nothing_is_expanded() {
    let bomb = r#"<!DOCTYPE urlset [<!ENTITY a "&b;&b;"><!ENTITY b "x"><!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://a.example/&a;&f;</loc></url></urlset>"#;
    assert_eq!(read(bomb.as_bytes()).pages[0].url.as_str(), "https://a.example/&a;&f;");
}

#[test]
fn long_lists_are_cut() {
    let place = Url::parse("https://a.example/").unwrap();
    let long = format!("<urlset>{}</urlset>", "<url><loc>/x</loc></url>".repeat(1000));
    let few = ListingLimits { entries: 10, ..ListingLimits::default() };
    let listing = read_listing(long.as_bytes(), &place, few);
    assert!(listing.pages.len() == 10 && listing.broken.unwrap().contains("first 10 entries"));
    let small = ListingLimits { bytes: 5000, ..ListingLimits::default() };
    for bytes in [long.as_bytes().to_vec(), gzip(long.as_bytes())] {
        let listing = read_listing(&bytes, &place, small);
        assert!(
            listing.pages.len() > 200 && listing.pages.len() < 210 && listing.broken.unwrap().contains("5000 bytes")
        );
    }
}
