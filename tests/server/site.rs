//! A site on which every path is a fault of its own.

use std::thread::sleep;
use std::time::Duration;

use super::bodies::{bomb, brotli, gzip, page, zlib};
use super::{Asked, HTML, Line, send};

/// Answers a request with the fault that its path names; `/page/N` is in order, and so is whatever is not named.
pub fn faulty(asked: &Asked, line: &mut dyn Line) {
    let path = asked.path.as_str();
    let number = |prefix: &str| path.strip_prefix(prefix).and_then(|rest| rest.parse::<usize>().ok());
    let whole = page(0).into_bytes();
    let packed = |line: &mut dyn Line, coding: &str, body: &[u8]| {
        send(line, "200 OK", &format!("{HTML}Content-Encoding: {coding}\r\n"), body);
    };
    match path {
        "/short" | "/reset" => raw(line, &format!("{HTML}Content-Length: 100000\r\n"), &whole),
        "/short-chunks" => raw(line, &format!("{HTML}Transfer-Encoding: chunked\r\n"), b"5\r\n<html\r\n"),
        "/gzip" => packed(line, "gzip", &gzip(&whole)),
        "/deflate" => packed(line, "deflate", &zlib(&whole)),
        "/brotli" => packed(line, "br", &brotli(&whole)),
        "/gzip-cut" => packed(line, "gzip", cut(&gzip(&whole))),
        "/deflate-cut" => packed(line, "deflate", cut(&zlib(&whole))),
        "/brotli-cut" => packed(line, "br", cut(&brotli(&whole))),
        "/gzip-none" => packed(line, "gzip", &whole),
        "/gzip-junk" => packed(line, "gzip", &[gzip(&whole), b"junk".to_vec()].concat()),
        "/zstd" => packed(line, "zstd", b"\x28\xb5\x2f\xfd\x00"),
        "/bomb" => packed(line, "gzip", &bomb()),
        "/bomb-twice" => packed(line, "gzip, gzip", &gzip(&bomb())),
        "/layers" => packed(line, &["gzip"; 10].join(", "), &(0..10).fold(whole, |body, _| gzip(&body))),
        "/endless" => forever(line, HTML, b""),
        "/chunk-extension" => forever(line, &format!("{HTML}Transfer-Encoding: chunked\r\n"), b"5;"),
        "/chunk-overflow" => raw(line, &format!("{HTML}Transfer-Encoding: chunked\r\n"), b"fffffffffffffffff\r\nx\r\n"),
        "/silent" => sleep(Duration::from_secs(20)),
        "/drip-head" => drip(line, b"HTTP/1.1 200 OK\r\nX-A: "),
        "/drip-body" => drip(line, format!("HTTP/1.1 200 OK\r\n{HTML}\r\n").as_bytes()),
        "/many-headers" => {
            let many: String = (0..2000).map(|n| format!("X-{n}: {n}\r\n")).collect();
            send(line, "200 OK", &(many + HTML), &whole);
        }
        "/large-header" => send(line, "200 OK", &format!("{HTML}X-A: {}\r\n", "x".repeat(1 << 20)), &whole),
        "/long-header" => send(line, "200 OK", &format!("{HTML}X-A: {}\r\n", "x".repeat(100 << 10)), &whole),
        "/nul-header" => send(line, "200 OK", &format!("{HTML}X-A: a\0b\r\n"), &whole),
        "/cr-header" => send(line, "200 OK", &format!("{HTML}X-A: a\rX-Injected: b\r\n"), &whole),
        "/folded-header" => send(line, "200 OK", &format!("{HTML}X-A: a\r\n b\r\n\tc\r\n"), &whole),
        "/not-http" => drop(line.write_all(b"220 mail.example ESMTP\r\n")),
        "/loop" => moved(line, "/loop"),
        "/no-location" => send(line, "302 Found", "", b""),
        "/bad-location" => moved(line, "http://[::::1]:x/"),
        "/long-location" => moved(line, &format!("/{}", "x".repeat(60_000))),
        "/gone" => send(line, "404 Not Found", HTML, &whole),
        "/broken" => send(line, "500 Broken", HTML, b"broken"),
        _ => match (path.split_once("?to="), number("/hop/")) {
            (Some((_, place)), _) => moved(line, &unescaped(place)),
            (_, Some(0)) => moved(line, "/page/0"),
            (_, Some(n)) => moved(line, &format!("/hop/{}", n - 1)),
            _ => send(line, "200 OK", HTML, page(number("/page/").unwrap_or(0)).as_bytes()),
        },
    }
}

/// A redirect.
pub fn moved(line: &mut dyn Line, place: &str) {
    send(line, "302 Found", &format!("Location: {place}\r\n"), b"moved");
}

fn cut(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len() - 12]
}

fn raw(line: &mut dyn Line, headers: &str, body: &[u8]) {
    let _ = line.write_all(format!("HTTP/1.1 200 OK\r\n{headers}\r\n").as_bytes()).and_then(|()| line.write_all(body));
    let _ = line.flush();
}

/// Sends until the other side has enough.
fn forever(line: &mut dyn Line, headers: &str, first: &[u8]) {
    raw(line, headers, first);
    while line.write_all(&[b'x'; 1 << 16]).is_ok() {}
}

/// A byte every 50 ms.
fn drip(line: &mut dyn Line, beginning: &[u8]) {
    let mut sent = line.write_all(beginning);
    while sent.is_ok() {
        sleep(Duration::from_millis(50));
        sent = line.write_all(b"x");
    }
}

/// An address that stood in a query: `%` and two digits are one byte.
fn unescaped(place: &str) -> String {
    let mut parts = place.split('%');
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        plain.push(u8::from_str_radix(&part[..2], 16).unwrap() as char);
        plain.push_str(&part[2..]);
    }
    plain
}
