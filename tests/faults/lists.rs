//! Rows 29 to 32: what is fetched and cannot be trusted to be what it says.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use marsad::crawl::{Listing, ListingLimits, Request, Wanted, read_listing};
use marsad::pipeline::{Form, Page, read};
use tokio::runtime::Runtime;
use url::Url;

use super::{client, row};
use crate::run::{folder, run_in};
use crate::server::bodies::{gzip, page};
use crate::server::{Asked, HTML, Line, send, serve};

fn listing(bytes: &[u8]) -> Listing {
    read_listing(bytes, &Url::parse("https://a.test/feed").unwrap(), ListingLimits::default())
}

#[test]
fn sitemaps_that_are_hostile() {
    row(29, "a million entries, 300 MB in .gz", || {
        let entry = "<url><loc>https://a.test/x</loc></url>\n";
        let many = listing(format!("<urlset>{}</urlset>", entry.repeat(1_000_000)).as_bytes());
        // Members of one gzip file are one file.
        let member = gzip(" ".repeat(1 << 20).as_bytes());
        let large = [gzip(b"<urlset><url><loc>https://a.test/x</loc></url>"), member.repeat(300)].concat();
        let began = Instant::now();
        let large = listing(&large);
        assert!(large.pages.len() == 1 && large.broken.is_some() && began.elapsed() < Duration::from_secs(20));
        format!("the first {} entries, the first 50 MB", many.pages.len())
    });
    row(29, "external entities and a billion laughs", || {
        let laughs: String =
            (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
        let xml = format!(
            "<!DOCTYPE urlset [<!ENTITY l0 \"ha\">{laughs}<!ENTITY f SYSTEM \"file:///etc/passwd\">]><urlset><url><loc>https://a.test/&l9;&f;</loc></url></urlset>"
        );
        let pages = listing(xml.as_bytes()).pages;
        assert_eq!(pages[0].url.as_str(), "https://a.test/&l9;&f;");
        "nothing is expanded or fetched".to_owned()
    });
    row(29, "an index that leads to itself and to ten more, one below the other", || {
        let server = serve("127.0.0.1", |asked: &Asked, line: &mut dyn Line| {
            let level: usize = asked.path.trim_start_matches("/map/").parse().unwrap_or(0);
            let host = format!("http://{}/map", asked.header("host").unwrap_or_default());
            let index = format!(
                "<sitemapindex><sitemap><loc>{host}/{level}</loc></sitemap><sitemap><loc>{host}/0</loc></sitemap>\
                 <sitemap><loc>{host}/{}</loc></sitemap></sitemapindex>",
                level + 1
            );
            send(line, "200 OK", "Content-Type: application/xml\r\n", index.as_bytes());
        });
        let map = server.url("/map/0");
        let arguments = ["crawl", "--sitemap", &map, "--delay", "0", "--no-robots", "--allow-private", "127.0.0.0/8"];
        let ran = run_in(folder(&[]).path(), &arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let asked: BTreeSet<String> = server.log().into_iter().map(|asked| asked.path).collect();
        assert_eq!(asked.len(), server.log().len());
        format!("{} files are asked for, each once", asked.len())
    });
    row(29, "a BOM, XML that breaks off, a transfer that breaks off", || {
        let whole = "\u{feff}<urlset><url><loc>https://a.test/1</loc></url><url><loc>https://a.test/2";
        let server = serve("127.0.0.1", move |_: &Asked, line: &mut dyn Line| {
            let _ = line.write_all(format!("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{whole}").as_bytes());
        });
        let request = Request::other(server.url("/sitemap.xml"), Wanted::Beginning);
        let fetched = Runtime::new().unwrap().block_on(client().get(&request)).unwrap();
        let (direct, over) = (listing(whole.as_bytes()), listing(&fetched.bytes));
        assert!(fetched.truncated.is_some() && direct == over && direct.broken.is_some());
        format!("{} whole entry, and that it is broken", direct.pages.len())
    });
}

#[test]
fn feeds_that_are_broken() {
    row(30, "relative links, xml:base, HTML in titles, windows-1256", || {
        let rss = "<?xml version='1.0' encoding='windows-1256'?><rss><channel xml:base='https://b.test/x/'><item><title><b>عاجل</b> & غيره</title><link>أ/1</link></item></channel></rss>";
        let pages = listing(&encoding_rs::WINDOWS_1256.encode(rss).0).pages;
        assert_eq!(pages[0].url.as_str(), "https://b.test/x/%D8%A3/1");
        "the right addresses".to_owned()
    });
    row(30, "broken XML, an item that never closes", || {
        let broken = listing(b"<rss><channel><item><link>/1</link><title>a & b <c</title></item><item><link>/2</link><item><link>/3</link></item><item><li");
        assert!(broken.broken.is_some());
        format!("{} items, and that it is broken", broken.pages.len())
    });
    row(30, "50,000 items", || {
        let items: String = (0..50_001).map(|n| format!("<item><link>/{n}</link></item>")).collect();
        let began = Instant::now();
        let many = listing(format!("<rss>{items}</rss>").as_bytes());
        assert!(began.elapsed() < Duration::from_secs(10) && many.broken.is_some());
        format!("the first {}", many.pages.len())
    });
}

#[test]
fn html_that_is_hostile() {
    row(31, "100,000 nested lists, 50,000 divisions and attributes, 4,000 crossed tags, a text of 10 MB, NUL", || {
        let attributes: String = (0..50_000).map(|n| format!(" a{n}=b")).collect();
        for html in [
            "<ul><li>".repeat(100_000),
            "<div>".repeat(50_000),
            format!("<p{attributes}>x"),
            "<a><i>x</a>".repeat(4_000),
            format!("<p>{}", "خبر ".repeat(1_500_000)),
            format!("<p>{}", "\0<b>\0".repeat(10_000)),
        ] {
            let began = Instant::now();
            let read = read(
                &Page { bytes: html.as_bytes(), source: "test", form: Form::Html, hints: Default::default() },
                Default::default(),
            );
            // 2 s are for the program as users have it; tests run unoptimised beside each other.
            assert!(began.elapsed() < Duration::from_secs(20) && read.source == "test", "{:?}", began.elapsed());
        }
        "read in linear time, no crash".to_owned()
    });
}

#[test]
fn charsets_that_lie() {
    row(32, "windows-1256 labelled utf-8, utf-8 labelled latin-1, UTF-16, broken bytes", || {
        let article = page(1);
        let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode(&article);
        let wide: Vec<u8> = format!("\u{feff}{article}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases = [
            (arabic.to_vec(), "Content-Type: text/html; charset=utf-8\r\n"),
            (article.clone().into_bytes(), "Content-Type: text/html; charset=iso-8859-1\r\n"),
            (wide, "Content-Type: text/html\r\n"),
        ];
        for (body, header) in cases {
            let server = serve("127.0.0.1", move |_: &Asked, line: &mut dyn Line| send(line, "200 OK", header, &body));
            let record = fetched(&server.url("/"));
            assert!(record.text.starts_with("نشرت الهيئة أرقام العام"), "{header}: {}", record.text);
        }
        let mut broken = article.into_bytes();
        let middle = broken.iter().position(|b| *b == b'.').unwrap_or(broken.len() / 2) / 2 * 2;
        broken.splice(middle..middle, [0xff, 0xfe, 0xff]);
        let server = serve("127.0.0.1", move |_: &Asked, line: &mut dyn Line| send(line, "200 OK", HTML, &broken));
        assert!(fetched(&server.url("/")).warnings.iter().any(|warning| warning.code == "replaced_characters"));
        "the right Arabic; replaced characters are warned of".to_owned()
    });
}

fn fetched(url: &str) -> marsad::record::Record {
    let (client, url) = (client(), url.to_owned());
    Runtime::new()
        .unwrap()
        .block_on(async { marsad::pipeline::fetch(&client, &url, 0, Default::default()).await })
        .unwrap()
}
