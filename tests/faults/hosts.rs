//! Rows 22 to 27 and 39: hosts, and how they are asked.

use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use marsad::crawl::{Answer, Checked, Client, HostId, Pace, Pacing, Request, RobotsCache, Verdict};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use url::Url;

use super::{all, client, client_to, get, refusal, row, told};
use crate::server::{Asked, HTML, Line, Server, faulty, send, serve};

fn check(client: &Client, cache: &RobotsCache, server: &Server, path: &str) -> Checked {
    let url = Url::parse(&server.url(path)).unwrap();
    Runtime::new().unwrap().block_on(cache.check(client, &url))
}

/// What a host whose robots.txt is answered so says of `/private`, and of `/page`.
fn verdicts(status: &'static str, headers: &'static str, body: &'static [u8]) -> String {
    let server = serve("127.0.0.1", move |_: &Asked, line: &mut dyn Line| send(line, status, headers, body));
    said(&server)
}

fn said(server: &Server) -> String {
    let (client, cache) = (client(), RobotsCache::default());
    let said = |path: &str| match check(&client, &cache, server, path).verdict {
        Verdict::Allowed => "allowed",
        Verdict::Forbidden => "forbidden",
        Verdict::Later(_) => "later",
    };
    let outcome = format!("/private {}, /page {}", said("/private"), said("/page"));
    assert!(server.asked_for("/robots.txt") <= 1, "asked once");
    outcome
}

const RULES: &[u8] = b"user-agent: *\ndisallow: /private\n";

#[test]
fn robots_of_every_kind() {
    row(22, "200, with BOM, CRLF, NUL, a version behind the name", || {
        all([
            verdicts("200 OK", "", RULES),
            verdicts("200 OK", "", b"\xef\xbb\xbfuser-agent: *\r\ndisallow: /private\r\n"),
            verdicts("200 OK", "", b"user-agent: *\0\ndisallow: /private\0\n\0"),
            verdicts("200 OK", "", b"user-agent: marsad/1.0\ndisallow: /private\n"),
        ])
    });
    row(22, "400, 401, 403, 404, 410, 429", || {
        all(["400 Bad", "401 Who", "403 No", "404 None", "410 Gone", "429 Many"]
            .map(|status| verdicts(status, "", RULES)))
    });
    row(22, "500, 503, silence, a file cut short", || {
        let broken = ["500 Broken", "503 Busy"].map(|status| verdicts(status, "", RULES));
        let other = ["/silent", "/short"].map(|fault| {
            said(&serve("127.0.0.1", move |asked: &Asked, line: &mut dyn Line| {
                faulty(&Asked { path: fault.to_owned(), ..asked.clone() }, line)
            }))
        });
        all(broken.into_iter().chain(other))
    });
    row(22, "five redirects", || said(&redirecting(5)));
    row(22, "six redirects", || said(&redirecting(6)));
    row(22, "an HTML page", || verdicts("200 OK", HTML, b"<html><p>disallow: /private</p></html>"));
    row(22, "600 KB, with a rule before and a rule behind the first 500", || {
        let long =
            [b"user-agent: *\ndisallow: /private\n".to_vec(), b"# x\n".repeat(150_000), b"disallow: /page\n".to_vec()]
                .concat();
        said(&serve("127.0.0.1", move |_: &Asked, line: &mut dyn Line| send(line, "200 OK", "", &long)))
    });
}

fn redirecting(times: usize) -> Server {
    serve("127.0.0.1", move |asked: &Asked, line: &mut dyn Line| match asked.path.strip_prefix("/hop/") {
        None => send(line, "302 Found", &format!("Location: /hop/{}\r\n", times - 1), b""),
        Some("0") => send(line, "200 OK", "", RULES),
        Some(n) => send(line, "302 Found", &format!("Location: /hop/{}\r\n", n.parse::<usize>().unwrap() - 1), b""),
    })
}

/// A crawl in small: every URL once, each host at its pace, until all is done or left for the next run. Gives the outcome of each.
fn crawl(pacing: Pacing, urls: &[String], patience: Duration, delay: Option<Duration>) -> HashMap<String, String> {
    let client = client();
    Runtime::new().unwrap().block_on(async {
        let mut pace: Pace<String> = Pace::new(pacing, 7);
        for url in urls {
            let id = pace.host(&marsad::crawl::host_name(&Url::parse(url).unwrap()), Instant::now());
            delay.map(|delay| pace.ask_delay(id, delay));
            pace.push(id, url.clone());
        }
        let (mut under_way, mut outcomes) = (JoinSet::new(), HashMap::new());
        loop {
            while let Some((id, url)) = pace.next(Instant::now()) {
                let client = client.clone();
                under_way.spawn(async move { (id, url.clone(), client.get(&Request::page(url)).await) });
            }
            let wake = pace.wake();
            if under_way.is_empty() && wake.is_none_or(|at| at > Instant::now() + patience) {
                let left = pace.give_up(Instant::now());
                outcomes.extend(left.into_iter().map(|url| (url, "left for the next run".to_owned())));
                return outcomes;
            }
            let sleep =
                tokio::time::sleep_until(wake.unwrap_or_else(|| Instant::now() + Duration::from_secs(60)).into());
            tokio::select! {
                () = sleep => {}
                Some(done) = under_way.join_next() => {
                    let (id, url, outcome): (HostId, _, _) = done.unwrap();
                    pace.finish(id, Answer::of(&outcome), Instant::now());
                    outcomes.insert(url, refusal(outcome));
                }
            }
        }
    })
}

fn quick() -> Pacing {
    Pacing { per_host: 8, delay: Duration::ZERO, rest: Duration::from_millis(20), ..Pacing::default() }
}

fn least_gap(server: &Server) -> Duration {
    server.log().windows(2).map(|pair| pair[1].at - pair[0].at).min().unwrap()
}

fn urls(server: &Server, number: usize) -> Vec<String> {
    (0..number).map(|n| server.url(&format!("/page/{n}"))).collect()
}

#[test]
fn delays_that_robots_files_ask_for() {
    row(23, "2 and 0.5 in a file, scaled down to 0.2 s at the server", || {
        let said = |file: &'static [u8]| {
            let server = serve("127.0.0.1", move |_: &Asked, line: &mut dyn Line| send(line, "200 OK", "", file));
            check(&client(), &RobotsCache::default(), &server, "/").robots.crawl_delay
        };
        assert_eq!(said(b"user-agent: *\ncrawl-delay: 2\n"), Some(Duration::from_secs(2)));
        assert_eq!(said(b"user-agent: *\ncrawl-delay: 0.5\n"), Some(Duration::from_millis(500)));
        assert_eq!(said(b"user-agent: *\ncrawl-delay: abc\n"), None);
        let server = serve("127.0.0.1", faulty);
        crawl(quick(), &urls(&server, 5), Duration::from_secs(5), Some(Duration::from_millis(200)));
        assert!(
            server.log().len() == 5 && least_gap(&server) >= Duration::from_millis(200),
            "{:?}",
            least_gap(&server)
        );
        "no two requests closer; `abc` is ignored".to_owned()
    });
    row(23, "9999", || {
        let mut pace: Pace<u32> = Pace::new(Pacing::default(), 1);
        let id = pace.host("a.test", Instant::now());
        format!("cut to {} s", pace.ask_delay(id, Duration::from_secs(9999)).as_secs())
    });
}

#[test]
fn hosts_that_ask_to_wait() {
    row(24, "seconds, an HTTP date, a date that is past, 10^9, junk", || {
        for (value, least, most) in [
            ("3", 3, 3),
            ("Thu, 01 Jan 2026 00:00:30 GMT", 30, 30),
            ("Thu, 01 Jan 2025 00:00:00 GMT", 0, 0),
            ("1000000000", 1_000_000_000, 1_000_000_000),
        ] {
            let asked = asked_to_wait(value).unwrap().as_secs();
            assert!(asked >= least && asked <= most, "{value}: {asked}");
        }
        assert_eq!(asked_to_wait("soon"), None);
        "as said by the server's own clock; junk is none".to_owned()
    });
    row(24, "a second asked for, by status 429 and 503", || {
        for status in ["429 Many", "503 Busy"] {
            let server =
                serve("127.0.0.1", move |_: &Asked, line: &mut dyn Line| send(line, status, "Retry-After: 1\r\n", b""));
            let pacing = Pacing { per_host: 1, ..quick() };
            crawl(pacing, &urls(&server, 2), Duration::from_secs(3), None);
            assert!(server.log().len() == 2 && least_gap(&server) >= Duration::from_secs(1));
        }
        "all of the host's URLs wait for it".to_owned()
    });
    row(24, "a billion seconds asked for", || {
        let server = serve("127.0.0.1", |_: &Asked, line: &mut dyn Line| {
            send(line, "429 Many", "Retry-After: 1000000000\r\n", b"")
        });
        let pacing = Pacing { per_host: 1, ..quick() };
        let outcomes = crawl(pacing, &urls(&server, 5), Duration::from_secs(3), None);
        let left = outcomes.values().filter(|outcome| *outcome == "left for the next run").count();
        assert_eq!((server.log().len(), left), (1, 4));
        "asked once; the others are left for the next run".to_owned()
    });
}

/// What a server whose `Date` is the beginning of 2026 asks for.
fn asked_to_wait(value: &'static str) -> Option<Duration> {
    let headers = format!("Date: Thu, 01 Jan 2026 00:00:00 GMT\r\nRetry-After: {value}\r\n");
    let server = serve("127.0.0.1", move |_: &Asked, line: &mut dyn Line| send(line, "503 Busy", &headers, b""));
    get(&client(), &server.url("/")).unwrap_err().retry_after
}

#[test]
fn a_dead_and_a_slow_host_hold_nobody_up() {
    row(25, "eighteen hosts beside a silent one and a dripping one, all with 40 pages", || {
        let hosts: Vec<Server> = (2..20).map(|n| serve(&format!("127.0.0.{n}"), faulty)).collect();
        let good: Vec<String> = hosts.iter().flat_map(|server| urls(server, 40)).collect();
        let mixed: Vec<String> = ["/silent", "/drip-body"]
            .iter()
            .flat_map(|fault| {
                let server = serve("127.0.0.20", faulty);
                (0..40).map(move |n| server.url(&format!("{fault}?{n}"))).collect::<Vec<_>>()
            })
            .chain(good.iter().cloned())
            .collect();
        let outcomes = crawl(quick(), &mixed, Duration::ZERO, None);
        let of = |host: &Server| host.log().iter().map(|asked| asked.at).max().unwrap();
        let last = hosts.iter().map(of).max().unwrap();
        let first = hosts[0].log()[0].at;
        assert!(good.iter().all(|url| outcomes[url].starts_with("a page")));
        // The silent host alone would take 40 times 0.4 s one after the other.
        assert!(last - first < Duration::from_secs(10), "{:?}", last - first);
        "all pages of the others come without waiting for them".to_owned()
    });
}

#[test]
fn a_host_that_errs_is_let_be() {
    row(26, "50 pages of status 500, beside a host in order", || {
        let broken = serve("127.0.0.1", |_: &Asked, line: &mut dyn Line| send(line, "500 Broken", "", b""));
        let good = serve("127.0.0.2", faulty);
        let all = [urls(&broken, 50), urls(&good, 50)].concat();
        let outcomes = crawl(quick(), &all, Duration::from_millis(200), None);
        let count = |said: &str| outcomes.values().filter(|outcome| outcome.as_str() == said).count();
        assert_eq!(outcomes.values().filter(|outcome| outcome.starts_with("a page")).count(), 50);
        assert!(broken.log().len() < 20 && count("left for the next run") == 50 - broken.log().len());
        "let be after a few, the rest left for the next run; the other host's 50 pages come".to_owned()
    });
}

#[test]
fn copies_at_hand() {
    let server = serve("127.0.0.1", |asked: &Asked, line: &mut dyn Line| {
        let known = asked.header("if-none-match").is_some_and(|tag| tag.contains("\"1\""))
            || asked.header("if-modified-since") == Some("Thu, 01 Jan 1970 00:00:00 GMT");
        let status = if known || asked.path == "/wrong" { "304 Not Modified" } else { "200 OK" };
        let body = if status.starts_with("304") { "" } else { "<p>x" };
        send(line, status, "ETag: W/\"1\"\r\nLast-Modified: Thu, 01 Jan 1970 00:00:00 GMT\r\n", body.as_bytes());
    });
    let ask = |etag: Option<&str>, last_modified: Option<&str>, path: &str| {
        let request = Request {
            etag: etag.map(str::to_owned),
            last_modified: last_modified.map(str::to_owned),
            ..Request::page(server.url(path))
        };
        Runtime::new().unwrap().block_on(client().get(&request))
    };
    row(27, "a weak ETag, a strong one, a server whose clock stands in 1970", || {
        let first = ask(None, None, "/").unwrap();
        assert_eq!((first.status, first.etag.as_deref()), (200, Some("W/\"1\"")));
        let kept = [
            ask(first.etag.as_deref(), None, "/"),
            ask(Some("\"1\""), None, "/"),
            ask(None, first.last_modified.as_deref(), "/"),
        ];
        all(kept.map(|kept| {
            let kept = kept.unwrap();
            assert!(kept.bytes.is_empty());
            format!("status {}, no bytes, the copy at hand is good", kept.status)
        }))
    });
    row(27, "a 304 that was not asked for", || format!("error `{}`", refusal(ask(None, None, "/wrong"))));
}

#[test]
fn machines_that_lack_something() {
    row(39, "names that nobody knows, a port that nobody listens at", || {
        let nobody = client_to("127.0.0.0/8", told(|_| Vec::new()));
        let failure = get(&nobody, "http://site.test/").unwrap_err();
        assert!(failure.error.is_unreachable() && failure.error.is_passing());
        let closed = get(&client(), "http://127.0.0.1:1/").unwrap_err();
        assert!(closed.error.is_unreachable() && closed.error.is_passing());
        format!("errors `{}` and `{}`, both worth another try", failure.error.code(), closed.error.code())
    });
    row(39, "64 file descriptors and 200 pages at the same time", || {
        let server = serve("127.0.0.1", faulty);
        let addresses = urls(&server, 200).join(" ");
        let program = env!("CARGO_BIN_EXE_marsad");
        let script = format!(
            "ulimit -n 64; {program} fetch --quiet --jobs 200 --retries 8 --allow-private 127.0.0.1 {addresses}"
        );
        let output = Command::new("sh").args(["-c", &script]).stderr(Stdio::piped()).output().unwrap();
        let records = output.stdout.split(|b| *b == b'\n').filter(|line| !line.is_empty()).count();
        let failures = String::from_utf8_lossy(&output.stderr).lines().count();
        assert_eq!(records + failures, 200, "{}", String::from_utf8_lossy(&output.stderr));
        "each page comes or is said to have failed; no hang, no crash".to_owned()
    });
}

#[test]
fn a_day_goes_by() {
    row(40, "24 hours of simulated time, 200,000 pages of 200 hosts that fail now and then", || {
        let (began, second) = (Instant::now(), Duration::from_secs(1));
        let mut pace: Pace<u32> =
            Pace::new(Pacing { delay: second * 60, longest_delay: second * 120, ..Pacing::default() }, 7);
        for item in 0..200_000 {
            let id = pace.host(&format!("h{}.test", item % 200), began);
            pace.push(id, item);
        }
        let (mut now, mut done) = (began, 0);
        while let Some(at) = pace.wake() {
            now = now.max(at);
            while let Some((id, item)) = pace.next(now) {
                let answer = if item % 53 == 0 { Answer::Failed } else { Answer::Good(second / 5) };
                pace.finish(id, answer, now + second / 5);
                done += 1;
            }
        }
        let day = now - began;
        assert!(day > second * 60_000 && day < second * 90_000, "{day:?}");
        assert_eq!((pace.in_flight(), pace.waiting()), (0, 0));
        format!("{done} requests, each at its host's pace; nothing is left")
    });
}
