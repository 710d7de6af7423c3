//! `marsad fetch` against a server on loopback. No test touches any other address.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use marsad::record::Record;

use crate::run::{Ran, folder, run_in};

const PAGE: &str = "<html><head><title>خبر</title></head><body><h1>خبر</h1><p>نشرت الهيئة أرقام العام، وقالت إنها ستعود إليها في الربيع.</p></body></html>";

/// Answers every request on a port of its own with what `answer` makes of its path and headers.
fn serve(answer: fn(&str, &str, &mut TcpStream)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                let (path, headers) = request(&stream);
                answer(&path, &headers, &mut stream);
            });
        }
    });
    address
}

fn request(stream: &TcpStream) -> (String, String) {
    let lines = BufReader::new(stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    let lines: Vec<String> = lines.collect();
    let path = lines.first().and_then(|line| line.split(' ').nth(1)).unwrap_or("").to_owned();
    (path, lines.join("\n").to_lowercase())
}

fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    // The program may have hung up already: that is what some tests are about.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";

/// The routes of most tests.
fn site(path: &str, headers: &str, stream: &mut TcpStream) {
    let number = |prefix: &str| path.strip_prefix(prefix).and_then(|n| n.parse::<u32>().ok());
    match path {
        "/page" => send(stream, "200 OK", HTML, PAGE.as_bytes()),
        "/agent" => send(stream, "200 OK", "Content-Type: text/plain\r\n", headers.as_bytes()),
        "/cp1256" => {
            let bytes = encoding_rs::WINDOWS_1256.encode(PAGE).0;
            send(stream, "200 OK", "Content-Type: text/html; charset=windows-1256\r\n", &bytes);
        }
        "/gone" => send(stream, "404 Not Found", HTML, PAGE.as_bytes()),
        "/picture" => send(stream, "200 OK", "Content-Type: image/png\r\n", b"\x89PNG"),
        "/pdf" => send(stream, "200 OK", HTML, b"%PDF-1.7"),
        "/file" => send(stream, "302 Found", "Location: file:///etc/hostname\r\n", b""),
        "/nowhere" => send(stream, "302 Found", "", b""),
        "/loop" => send(stream, "302 Found", "Location: /loop\r\n", b""),
        "/short" => {
            let head = format!("HTTP/1.1 200 OK\r\n{HTML}Content-Length: 100000\r\n\r\n{PAGE}");
            stream.write_all(head.as_bytes()).unwrap();
        }
        "/badgzip" => send(stream, "200 OK", &format!("{HTML}Content-Encoding: gzip\r\n"), PAGE.as_bytes()),
        "/endless" => {
            stream.write_all(format!("HTTP/1.1 200 OK\r\n{HTML}\r\n").as_bytes()).unwrap();
            while stream.write_all(&[b'x'; 1 << 16]).is_ok() {}
        }
        "/silent" => thread::sleep(Duration::from_secs(30)),
        "/drip" => {
            stream.write_all(format!("HTTP/1.1 200 OK\r\n{HTML}\r\n").as_bytes()).unwrap();
            while stream.write_all(b"x").is_ok() {
                thread::sleep(Duration::from_millis(100));
            }
        }
        _ => match number("/hop/") {
            Some(0) => send(stream, "301 Moved", "Location: ../page#end\r\n", b""),
            Some(n) => send(stream, "301 Moved", &format!("Location: /hop/{}\r\n", n - 1), b""),
            None => send(stream, "500 Broken", "", b""),
        },
    }
}

fn fetch(arguments: &[&str]) -> Ran {
    let folder = folder(&[]);
    run_in(folder.path(), &[&["fetch", "--allow-private", "127.0.0.0/8"], arguments].concat())
}

fn record(path: &str) -> Record {
    let ran = fetch(&[&(serve(site) + path)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.records().remove(0)
}

#[test]
fn a_page_becomes_a_record_as_extract_gives_it() {
    let host = serve(site);
    let ran = fetch(&[&format!("{host}/page")]);
    let fetched = ran.records().remove(0);
    let folder = folder(&[("page.html", PAGE.as_bytes())]);
    let read = run_in(folder.path(), &["extract", "page.html"]).records().remove(0);
    assert_eq!(fetched.source, format!("{host}/page"));
    assert_eq!(fetched.url.as_ref(), Some(&fetched.source));
    assert_eq!(fetched.site.as_deref(), Some("127.0.0.1"));
    let at = fetched.fetched_at.clone().unwrap();
    assert!(at.len() == 20 && at.ends_with('Z') && at.parse::<jiff::Timestamp>().is_ok(), "{at}");
    let same = Record { source: read.source.clone(), url: None, site: None, fetched_at: None, ..fetched };
    assert_eq!(same, read);
    assert!(ran.err.starts_with("marsad: 1 page, "), "{}", ran.err);
}

#[test]
fn redirects_are_followed_five_times() {
    let record = record("/hop/4");
    assert!(record.url.unwrap().ends_with("/page"), "the fragment is no part of the address");
    assert!(record.source.ends_with("/hop/4"));
    for (path, said) in [
        ("/hop/5", "more than 5 redirects"),
        ("/loop", "more than 5 redirects"),
        ("/file", "file: only http and https"),
        ("/nowhere", "no Location"),
    ] {
        let ran = fetch(&[&(serve(site) + path)]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{path}");
        assert!(ran.err.contains(said), "{path}: {}", ran.err);
    }
}

#[test]
fn the_header_names_the_charset() {
    assert_eq!(record("/cp1256").text, record("/page").text);
}

#[test]
fn the_program_says_who_it_is() {
    let ran = fetch(&[&(serve(site) + "/agent"), "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(marsad::crawl::USER_AGENT.starts_with(concat!("marsad/", env!("CARGO_PKG_VERSION"), " (")));
    fn agent(_: &str, headers: &str, stream: &mut TcpStream) {
        let known = headers.contains(&format!("user-agent: {}", marsad::crawl::USER_AGENT.to_lowercase()));
        send(stream, if known { "200 OK" } else { "400 Who" }, HTML, PAGE.as_bytes());
    }
    assert_eq!(fetch(&[&serve(agent)]).code, 0);
}

#[test]
fn each_failure_has_its_message_and_the_rest_is_written() {
    let host = serve(site);
    for (path, said) in [
        ("/gone", "the server answers 404 Not Found"),
        ("/picture", "this is image/png, not a page"),
        ("/short", "broke off before the page was whole"),
        ("/badgzip", "compressed in a way that cannot be read"),
        ("/endless", "more than 10 MB"),
    ] {
        let ran = fetch(&[&format!("{host}{path}"), &format!("{host}/page")]);
        assert_eq!((ran.code, ran.records().len()), (1, 1), "{path}: {}", ran.err);
        assert!(ran.err.contains(&format!("{host}{path}: ")) && ran.err.contains(said), "{path}: {}", ran.err);
    }
    let ran = fetch(&[&format!("{host}/pdf")]);
    assert_eq!((ran.code, ran.records()[0].warnings[0].code.as_str()), (1, "binary_input"));
}

#[test]
fn slow_servers_are_left() {
    let host = serve(site);
    for (path, option, said) in [
        ("/silent", "--answer-timeout", "no answer within 0.5 s"),
        ("/drip", "--timeout", "no whole page within 0.5 s"),
    ] {
        let began = Instant::now();
        let ran = fetch(&[&format!("{host}{path}"), option, "0.5"]);
        assert_eq!(ran.code, 4, "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
        assert!(began.elapsed() < Duration::from_secs(20));
    }
}

#[test]
fn a_body_that_stops_is_left() {
    fn stalls(_: &str, _: &str, stream: &mut TcpStream) {
        stream.write_all(format!("HTTP/1.1 200 OK\r\n{HTML}\r\n<p>").as_bytes()).unwrap();
        thread::sleep(Duration::from_secs(30));
    }
    let ran = fetch(&[&serve(stalls), "--idle-timeout", "0.5"]);
    assert!(ran.err.contains("no further data within 0.5 s"), "{}", ran.err);
}

#[test]
fn nothing_reachable_ends_with_4() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let closed = format!("http://{closed}/");
    let ran = fetch(&[&closed]);
    assert_eq!(ran.code, 4);
    assert!(ran.err.contains("no connection: "), "{}", ran.err);
    assert_eq!(fetch(&[&closed, &(serve(site) + "/page")]).code, 1, "one was reached");
}

#[test]
fn what_is_no_address_is_said_to_be_none() {
    for (address, said) in [("page.html", "begin with http://"), ("ftp://127.0.0.1/a", "ftp: only http and https")] {
        let ran = fetch(&[address]);
        assert_eq!(ran.code, 1, "{address}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn the_own_network_is_refused_unless_opened() {
    let page = serve(site) + "/page";
    let named = page.replace("127.0.0.1", "localhost");
    let folder = folder(&[]);
    for address in [&page, &named] {
        let ran = run_in(folder.path(), &["fetch", address]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
        assert!(
            ran.err.contains("is loopback (RFC 1122)") || ran.err.contains("is loopback (RFC 4291)"),
            "{}",
            ran.err
        );
    }
    assert_eq!(run_in(folder.path(), &["fetch", "--allow-private", "10.0.0.0/8", &page]).code, 1);
    assert_eq!(run_in(folder.path(), &["fetch", "--allow-private", "ten", &page]).code, 2);
}

#[test]
fn passwords_are_nowhere_to_be_seen() {
    let host = serve(site).replace("http://", "http://someone:secret@");
    for path in ["/page", "/gone"] {
        let ran = fetch(&[&format!("{host}{path}"), "-v"]);
        assert!(!ran.out.contains("secret") && !ran.err.contains("secret"), "{}{}", ran.out, ran.err);
    }
}

#[test]
fn a_machine_without_certificates_still_fetches_plain_http() {
    let host = serve(site);
    let secure = host.replace("http://", "https://");
    let addresses = [format!("{host}/page"), format!("{secure}/page")];
    let mut command = crate::run::marsad(&["fetch", "--allow-private", "127.0.0.1"]);
    let output =
        command.args(addresses).env("SSL_CERT_FILE", "/nowhere").env("SSL_CERT_DIR", "/nowhere").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
    assert!(said.contains("this machine has no CA certificates"), "{said}");
}

#[test]
fn a_host_that_is_not_trusted_is_refused() {
    // Plain text where a TLS greeting is due.
    let secure = serve(site).replace("http://", "https://");
    let ran = fetch(&[&secure]);
    assert_eq!(ran.code, 4, "{}", ran.err);
    assert!(ran.err.contains("no secure connection") || ran.err.contains("no CA certificates"), "{}", ran.err);
}

#[test]
fn records_come_in_the_order_of_the_addresses() {
    fn slower_first(path: &str, _: &str, stream: &mut TcpStream) {
        thread::sleep(Duration::from_millis(if path == "/a" { 300 } else { 0 }));
        send(stream, "200 OK", HTML, PAGE.as_bytes());
    }
    let host = serve(slower_first);
    let addresses: Vec<String> = ["/a", "/b", "/c"].iter().map(|path| format!("{host}{path}")).collect();
    let arguments: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let sources: Vec<String> = fetch(&arguments).records().into_iter().map(|r| r.source).collect();
    assert_eq!(sources, addresses);
}
