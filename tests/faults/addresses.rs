//! Rows 17 to 19: where a fetch may go, and what it takes along.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use marsad::crawl::{Names, Request, RobotsCache, Verdict};
use tokio::runtime::Runtime;
use url::Url;

use super::{all, client, client_to, get, refusal, row, told};
use crate::server::{Asked, HTML, Line, faulty, send, serve};

const PRIVATE: [&str; 27] = [
    "127.0.0.2",
    "127.255.255.254",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "[::1]",
    "[::]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fe80::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:a00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "2130706434",
    "0177.0.0.2",
    "0x7f.0.0.2",
    "0x7f000002",
    "127.2",
    "017700000002",
    "127.0.0.2.",
    "１２７.０.０.２",
    "localhost",
];

#[test]
fn private_addresses() {
    row(17, "in a URL: every range, decimal, octal, hexadecimal, short, mapped, translated", || {
        let client = client_to("192.0.2.1/32", Names::System);
        format!("error `{}`", all(PRIVATE.map(|host| refusal(get(&client, &format!("http://{host}:9/"))))))
    });
    row(17, "in a redirect", || {
        let server = serve("127.0.0.1", faulty);
        let client = client_to("127.0.0.1/32", Names::System);
        // What stands for 127.0.0.1 itself is opened here, and a request cannot carry every spelling.
        let left_out = ["localhost", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "１２７.０.０.２"];
        let hosts = PRIVATE.iter().filter(|host| !left_out.contains(host));
        let outcomes = hosts.map(|host| {
            let failure = get(&client, &server.url(&format!("/?to={}", format_args!("http://{host}:9/")))).unwrap_err();
            assert_eq!(failure.hops.len(), 1, "{host}");
            failure.error.code()
        });
        format!("error `{}`, with the hop before it", all(outcomes))
    });
    row(17, "a robots.txt that redirects to a private address", || {
        let aside = serve("127.0.0.3", |_: &Asked, line: &mut dyn Line| send(line, "200 OK", "", b""));
        let place = aside.url("/robots.txt");
        let server = serve("127.0.0.1", move |_: &Asked, line: &mut dyn Line| {
            send(line, "302 Found", &format!("Location: {place}\r\n"), b"");
        });
        let client = client_to("127.0.0.1/32", Names::System);
        let url = Url::parse(&server.url("/page/1")).unwrap();
        let checked = Runtime::new().unwrap().block_on(RobotsCache::default().check(&client, &url));
        assert!(matches!(checked.verdict, Verdict::Later(_)) && aside.log().is_empty());
        "not fetched; the host's pages wait".to_owned()
    });
}

fn ips(list: &[&str]) -> Vec<IpAddr> {
    list.iter().map(|ip| ip.parse().unwrap()).collect()
}

#[test]
fn names_of_private_addresses() {
    row(18, "a name that stands for a private address, alone or among public ones", || {
        let client = client_to(
            "192.0.2.1/32",
            told(|name| if name == "one.test" { ips(&["10.0.0.1"]) } else { ips(&["93.184.216.34", "127.0.0.1"]) }),
        );
        format!(
            "error `{}`",
            all(["one.test", "mixed.test"].map(|name| refusal(get(&client, &format!("http://{name}:9/")))))
        )
    });
    row(18, "a name that changes its address after it was vetted", || {
        let server = serve("127.0.0.1", faulty);
        let asked = Arc::new(AtomicUsize::new(0));
        let count = asked.clone();
        let names = told(move |_| match count.fetch_add(1, Ordering::Relaxed) {
            0 => ips(&["127.0.0.1"]),
            _ => ips(&["127.0.0.9"]),
        });
        let client = client_to("127.0.0.1/32", names);
        let url = format!("http://rebound.test:{}/page/1", server.port());
        let first = get(&client, &url).unwrap();
        assert_eq!((first.hops[0].ip, asked.load(Ordering::Relaxed)), (Some("127.0.0.1".parse().unwrap()), 1));
        format!(
            "looked up once a connection and dialled as vetted; the next answer is error `{}`",
            refusal(get(&client, &url))
        )
    });
}

#[test]
fn what_is_sent_where() {
    row(19, "a cookie, credentials and further headers on a redirect to another host and port", || {
        let target = serve("127.0.0.2", faulty);
        let place = target.url("/page/1");
        let server = serve("127.0.0.1", move |asked: &Asked, line: &mut dyn Line| {
            let cookie = "Set-Cookie: session=1; Path=/\r\nSet-Cookie: wide=1; Domain=test\r\n";
            let place = if asked.path == "/far" { place.clone() } else { "/page/1".to_owned() };
            send(
                line,
                if asked.path == "/page/1" { "200 OK" } else { "302 Found" },
                &format!("{HTML}{cookie}Location: {place}\r\n"),
                b"<p>",
            );
        });
        let headers =
            vec![("X-Key".to_owned(), "secret".to_owned()), ("Authorization".to_owned(), "Bearer secret".to_owned())];
        let ask = |path: &str| {
            let request =
                Request { headers: headers.clone(), etag: Some("\"1\"".to_owned()), ..Request::page(server.url(path)) };
            Runtime::new().unwrap().block_on(client().get(&request)).unwrap()
        };
        for path in ["/near", "/far"] {
            assert_eq!(ask(path).status, 200);
        }
        let sent = |asked: &Asked| {
            ["cookie", "x-key", "authorization", "if-none-match"].map(|name| asked.header(name).is_some())
        };
        assert!(server.log().iter().all(|asked| sent(asked) == [false, true, true, true]));
        assert_eq!(target.log().len(), 1);
        assert!(target.log().iter().all(|asked| sent(asked) == [false; 4]));
        "to their own origin only; cookies are never sent back".to_owned()
    });
}
