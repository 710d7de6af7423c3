//! Rows 9 to 16 and 20: answers that are not what they should be.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use marsad::crawl::{Cut, Failure, FetchError, Fetched, Request};
use tokio::runtime::Runtime;

use super::{all, client, get, limits, refusal, row};
use crate::run::{folder, run_in};
use crate::server::{Asked, Line, Server, faulty, serve};

fn site() -> Server {
    serve("127.0.0.1", faulty)
}

fn refusals(server: &Server, paths: &[&str]) -> String {
    let client = client();
    all(paths.iter().map(|path| refusal(get(&client, &server.url(path)))))
}

#[test]
fn bodies_cut_short() {
    row(9, "a short Content-Length, a reset, chunks that end early", || {
        let server = site();
        let client = client();
        for path in ["/short", "/reset", "/short-chunks"] {
            let failure = get(&client, &server.url(path)).unwrap_err();
            assert_eq!(failure.hops[0].truncated, Some(Cut::Disconnect), "{path}");
        }
        format!(
            "error `{}`, for the archive truncated by `disconnect`",
            refusals(&server, &["/short", "/reset", "/short-chunks"])
        )
    });
    row(9, "a connection that closes before the answer, once", || {
        let asked = AtomicUsize::new(0);
        let server = serve("127.0.0.1", move |request: &Asked, line: &mut dyn Line| {
            if asked.fetch_add(1, Ordering::Relaxed) > 0 {
                faulty(request, line);
            }
        });
        assert!(get(&client(), &server.url("/page/0")).is_ok());
        format!("asked {} times, then the page", server.asked_for("/page/0"))
    });
    row(9, "marsad fetch of a body cut short", || {
        let server = site();
        let url = server.url("/short");
        let ran = run_in(folder(&[]).path(), &["fetch", "--allow-private", "127.0.0.1", "--retries", "2", &url]);
        assert!(ran.err.contains("broke off before the page was whole") && ran.out.is_empty(), "{}", ran.err);
        format!("asked {} times, then no record and exit code {}", server.asked_for("/short"), ran.code)
    });
}

#[test]
fn compression_that_is_wrong() {
    let server = site();
    row(10, "gzip, deflate and brotli cut short, not gzip at all, junk behind the end, zstd not asked for", || {
        let paths = ["/gzip-cut", "/deflate-cut", "/brotli-cut", "/gzip-none", "/gzip-junk", "/zstd"];
        format!("error `{}`", refusals(&server, &paths))
    });
    row(10, "gzip, deflate and brotli that are whole", || {
        let sizes = refusals(&server, &["/gzip", "/deflate", "/brotli", "/page/0"]);
        assert!(sizes.starts_with("a page of"), "{sizes}");
        "the page, and the wire bytes for the archive".to_owned()
    });
}

#[test]
fn bombs() {
    let server = site();
    row(11, "1 MB that becomes 1 GiB, and the same compressed twice", || {
        let before = memory();
        let outcome = refusals(&server, &["/bomb", "/bomb-twice"]);
        // Other tests run in the same process; a gigabyte would show all the same.
        assert!(memory() < before + (300 << 20), "{} MB more", (memory() - before) >> 20);
        format!("error `{outcome}` at the cap, memory stays small")
    });
    row(11, "ten layers of gzip", || format!("error `{}`", refusals(&server, &["/layers"])));
}

/// Bytes of memory that this process has held at most.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.split_whitespace().next().unwrap().parse::<usize>().unwrap() << 10
}

#[test]
fn bodies_without_end() {
    let server = site();
    row(12, "an endless body", || {
        let failure = get(&client(), &server.url("/endless")).unwrap_err();
        let hop = &failure.hops[0];
        assert_eq!((hop.body.len(), hop.truncated), (limits().wire, Some(Cut::Length)));
        format!("error `{}`, cut at the cap", failure.error.code())
    });
    row(12, "endless chunk extensions, a chunk size that overflows", || {
        format!("error `{}`", refusals(&server, &["/chunk-extension", "/chunk-overflow"]))
    });
}

#[test]
fn drips_and_silence() {
    let server = site();
    row(13, "silence, a drip of headers, a drip of the body", || {
        let client = client();
        let outcome = all(["/silent", "/drip-head", "/drip-body"].map(|path| {
            let began = Instant::now();
            let outcome = refusal(get(&client, &server.url(path)));
            assert!(began.elapsed() < Duration::from_secs(5), "{path}");
            outcome
        }));
        format!("error `{outcome}` within the limits")
    });
    row(13, "other fetches beside twenty drips", || {
        let others = serve("127.0.0.2", faulty);
        let client = client();
        let (pages, took) = Runtime::new().unwrap().block_on(async {
            for _ in 0..20 {
                let (client, request) = (client.clone(), Request::page(server.url("/drip-body")));
                tokio::spawn(async move { client.get(&request).await });
            }
            let began = Instant::now();
            let mut pages = 0;
            for n in 0..50 {
                pages += usize::from(client.get(&Request::page(others.url(&format!("/page/{n}")))).await.is_ok());
            }
            (pages, began.elapsed())
        });
        assert!(took < Duration::from_secs(5), "{took:?}");
        format!("all {pages} come, none waits")
    });
}

#[test]
fn headers_that_are_wrong() {
    let server = site();
    row(14, "2,000 headers, a header of 1 MB", || {
        format!("error `{}`", refusals(&server, &["/many-headers", "/large-header"]))
    });
    row(14, "a header of 100 KB", || format!("error `{}`", refusals(&server, &["/long-header"])));
    row(14, "NUL, a bare CR, folded lines", || {
        let client = client();
        for path in ["/nul-header", "/cr-header", "/folded-header"] {
            match get(&client, &server.url(path)) {
                Ok(fetched) => assert_eq!(clean(&fetched), Ok(()), "{path}"),
                Err(failure) => assert_eq!(failure.error.code(), "malformed", "{path}"),
            }
        }
        let head = get(&client, &server.url("/folded-header")).unwrap().hops[0].response_head.clone();
        assert!(String::from_utf8(head).unwrap().contains("x-a: a b c\r\n"));
        "refused or cleaned; the head for the archive has whole lines only".to_owned()
    });
    row(14, "an answer that is no HTTP", || format!("error `{}`", refusals(&server, &["/not-http"])));
}

/// Every line of the head is a header, and none has a control character.
fn clean(fetched: &Fetched) -> Result<(), String> {
    let head = String::from_utf8(fetched.hops[0].response_head.clone()).unwrap();
    let body = head.strip_suffix("\r\n\r\n").ok_or("no empty line at the end")?;
    let wrong = body.split("\r\n").skip(1).find(|line| {
        !line.contains(": ") || line.contains(|c: char| c.is_control() && c != '\t') || line.starts_with("x-injected")
    });
    wrong.map_or(Ok(()), |line| Err(line.to_owned()))
}

#[test]
fn redirects_that_lead_nowhere() {
    let server = site();
    let failed = |path: &str| -> Failure { get(&client(), &server.url(path)).unwrap_err() };
    row(15, "a loop, a chain without end", || {
        let (round, chain) = (failed("/loop"), failed("/hop/100"));
        assert_eq!((round.hops.len(), &round.error), (6, &FetchError::Redirects(5)));
        assert!(chain.hops[5].url.ends_with("/hop/95"));
        format!("error `{}` after 5, all {} requests kept", chain.error.code(), chain.hops.len())
    });
    row(15, "no Location, a malformed one, one of 60 KB", || {
        format!(
            "error `{}`",
            all(["/no-location", "/bad-location", "/long-location"].map(|path| failed(path).error.code()))
        )
    });
    row(16, "file:, ftp:, data:, javascript:, gopher:", || {
        let places =
            ["file:///etc/passwd", "ftp://127.0.0.1/", "data:text/html,a", "javascript:1", "gopher://127.0.0.1/"];
        format!("error `{}`", all(places.map(|place| failed(&format!("/?to={place}")).error.code())))
    });
}

#[test]
fn passwords_are_kept_to_their_host() {
    row(20, "a password in the address of a page", || {
        let (server, other) = (site(), site());
        let secret = |url: &str| url.replace("http://", "http://someone:secret@");
        let sent = |server: &Server| server.log().last().unwrap().header("authorization").is_some();
        let fetched = get(&client(), &secret(&server.url("/page/1"))).unwrap();
        assert!(sent(&server) && !format!("{fetched:?}").contains("secret"));
        let heads: Vec<u8> = fetched.hops.iter().flat_map(|hop| hop.request_head.clone()).collect();
        assert!(!String::from_utf8(heads).unwrap().to_lowercase().contains("authorization"));
        let there = get(&client(), &secret(&server.url(&format!("/?to={}", other.url("/page/1"))))).unwrap();
        assert!(!sent(&other) && there.url == other.url("/page/1"));
        let failure = get(&client(), &secret(&server.url("/gone"))).unwrap_err();
        assert!(!format!("{failure:?}{}", failure.error).contains("secret"));
        "sent to its own origin; in no message, no record, no head for the archive".to_owned()
    });
}
