//! Archives as readers that are not ours find them: warcio, cdxj-indexer and FastWARC, which `.ci/run` installs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use marsad::archive::{Exchange, Plan, RefersTo, Truncated, Writer, payload_digest};
use serde_json::Value;

use crate::faults::row;

/// A Python that has warcio; without one the test says so and checks nothing.
#[allow(clippy::print_stdout)]
pub fn python() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let candidates = [root.join("target/readers/bin/python"), PathBuf::from("python3")];
    let found = candidates.into_iter().find(|python| {
        let import = Command::new(python).args(["-c", "import warcio"]).output();
        import.is_ok_and(|ran| ran.status.success())
    });
    if found.is_none() {
        println!("skipped: no python3 with warcio; .ci/run installs one");
    }
    found
}

/// The records of an archive as warcio reads them, all digests checked, indexes compared.
pub fn read_by_others(python: &Path, folder: &Path) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read_archive.py");
    let ran = Command::new(python).arg(script).arg(folder).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn plan() -> Plan {
    Plan {
        prefix: "test".into(),
        max_size: 1 << 20,
        software: "marsad/test\r\nrobots: lie".into(),
        robots: "obey".into(),
    }
}

fn exchange<'e>(uri: &'e str, response_head: &'e [u8], body: &'e [u8]) -> Exchange<'e> {
    Exchange {
        target_uri: uri,
        date: "2026-03-04T05:06:07.89Z".parse().unwrap(),
        ip: Some("127.0.0.9".parse().unwrap()),
        request_head: b"GET /x HTTP/1.1\r\nHost: a.example\r\n\r\n",
        response_head,
        body,
        truncated: None,
        revisit: None,
    }
}

fn body_of(record: &Value) -> Vec<u8> {
    let text = record["body"].as_str().unwrap();
    let value = |c: u8| "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".bytes().position(|b| b == c);
    let bits = text.bytes().filter_map(value).flat_map(|v| (0..6).rev().map(move |bit| v >> bit & 1));
    let bits: Vec<usize> = bits.collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |n, bit| n << 1 | *bit as u8)).collect()
}

fn of_type<'r>(records: &'r [Value], kind: &str) -> Vec<&'r Value> {
    records.iter().filter(|r| r["type"] == kind).collect()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn other_readers_find_every_payload() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), plan()).unwrap();
    let plain: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    let packed: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    let bodies: Vec<Vec<u8>> =
        (0..300).map(|n| format!("<p>صفحة {n}</p>\r\n\r\nWARC/1.1\r\n").repeat(n * 7 % 400).into_bytes()).collect();
    for (n, body) in bodies.iter().enumerate() {
        let uri = format!("http://{n}.example.com/News/{n}?b=2&a=1");
        let wire = if n % 3 == 0 { gzipped(body) } else { body.clone() };
        let head = if n % 3 == 0 { packed } else { plain };
        let place = writer.append(&exchange(&uri, head, &wire)).unwrap();
        assert_eq!(place.payload_digest, payload_digest(&wire));
    }
    writer.close().unwrap();
    let records = read_by_others(&python, folder.path());
    let responses = of_type(&records, "response");
    assert_eq!((responses.len(), of_type(&records, "request").len()), (300, 300));
    for (n, record) in responses.iter().enumerate() {
        assert_eq!(record["fields"]["WARC-Target-URI"], format!("http://{n}.example.com/News/{n}?b=2&a=1"));
        assert!(body_of(record) == bodies[n], "payload {n}");
    }
    assert!(
        of_type(&records, "warcinfo")
            .iter()
            .all(|info| body_of(info).starts_with(b"software: marsad/test  robots: lie\r\n"))
    );
}

#[test]
fn requests_revisits_and_cuts_say_what_they_are() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), plan()).unwrap();
    let ok: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let first = writer.append(&exchange("http://a.example/1", ok, b"<p>same</p>")).unwrap();
    let refers_to = RefersTo {
        uri: "http://a.example/1",
        date: "2026-03-04T05:06:07Z".parse().unwrap(),
        payload_digest: &first.payload_digest,
    };
    let again = Exchange { revisit: Some(refers_to), ..exchange("http://a.example/2", ok, b"<p>same</p>") };
    writer.append(&again).unwrap();
    let unchanged = Exchange {
        revisit: Some(refers_to),
        ..exchange("http://a.example/1", b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", b"")
    };
    writer.append(&unchanged).unwrap();
    let cut = Exchange { truncated: Some(Truncated::Disconnect), ..exchange("http://a.example/3", ok, b"<p>hal") };
    writer.append(&cut).unwrap();
    writer.close().unwrap();

    let records = read_by_others(&python, folder.path());
    let kinds: Vec<&str> = records.iter().map(|r| r["type"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        ["warcinfo", "response", "request", "revisit", "request", "revisit", "request", "response", "request"]
    );
    for pair in records[1..].chunks(2) {
        assert_eq!(pair[0]["fields"]["WARC-Concurrent-To"], pair[1]["fields"]["WARC-Record-ID"]);
        assert_eq!(pair[1]["fields"]["WARC-Concurrent-To"], pair[0]["fields"]["WARC-Record-ID"]);
        assert_eq!(pair[0]["fields"]["WARC-IP-Address"], "127.0.0.9");
        assert_eq!(pair[0]["fields"]["WARC-Date"], "2026-03-04T05:06:07Z");
    }
    for (revisit, profile) in [(&records[3], "identical-payload-digest"), (&records[5], "server-not-modified")] {
        let fields = &revisit["fields"];
        assert_eq!(fields["WARC-Profile"], format!("http://netpreserve.org/warc/1.1/revisit/{profile}"));
        assert_eq!(fields["WARC-Refers-To-Target-URI"], "http://a.example/1");
        assert_eq!(fields["WARC-Refers-To-Date"], "2026-03-04T05:06:07Z");
        assert_eq!(fields["WARC-Payload-Digest"], first.payload_digest.as_str());
        assert!(body_of(revisit).is_empty());
    }
    assert_eq!(records[5]["status"], "304");
    assert_eq!(records[7]["fields"]["WARC-Truncated"], "disconnect");
}

#[test]
fn no_address_and_no_header_injects_a_record() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), plan()).unwrap();
    let uris = [
        "http://a.example/\r\nWARC-Type: warcinfo\r\n\r\n",
        "http://a.example/a\nURI:\tx\0",
        "http://a.example/<b> \"c\"",
        "http://خبر.example/عاجل",
    ];
    let head: &[u8] = b"HTTP/1.1 200 OK\nX: a\rb\0c\r\n\r\nSet: d\r\nLong: e\r\n f\r\n";
    for uri in uris {
        writer.append(&exchange(uri, head, b"WARC/1.1\r\nWARC-Type: response\r\n\r\n")).unwrap();
    }
    writer.close().unwrap();
    row(38, "CR, LF and NUL in addresses and headers, read by warcio, cdxj-indexer and FastWARC", || {
        let records = read_by_others(&python, folder.path());
        let responses = of_type(&records, "response");
        assert_eq!((records.len(), responses.len()), (9, 4), "one warcinfo, four pairs");
        for record in responses {
            let names: Vec<&str> = record["names"].as_array().unwrap().iter().map(|n| n.as_str().unwrap()).collect();
            let known = [
                "WARC-Type",
                "WARC-Record-ID",
                "WARC-Target-URI",
                "WARC-Date",
                "WARC-IP-Address",
                "WARC-Concurrent-To",
            ];
            assert_eq!(names[..6], known);
            assert!(record["fields"]["WARC-Target-URI"].as_str().unwrap().bytes().all(|b| b.is_ascii_graphic()));
            assert_eq!(record["http"]["X"], "a b c");
            assert_eq!(record["http"]["Set"], "d");
            assert_eq!(body_of(record), b"WARC/1.1\r\nWARC-Type: response\r\n\r\n");
        }
        "nothing injected, every digest right".into()
    });
}

/// Row 2 of the fault matrix, and the WARC half of row 1: the archive after a kill inside a member.
#[test]
fn an_archive_repaired_after_a_kill_passes_warcio() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), plan()).unwrap();
    let ok: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let mut committed = writer.position();
    for n in 0..20 {
        committed = if n == 12 { writer.position() } else { committed };
        writer.append(&exchange(&format!("http://a.example/{n}"), ok, &[b'x'; 4000])).unwrap();
    }
    let open = folder.path().join(format!("{}.open", writer.position().file));
    drop(writer);
    let half = fs::metadata(&open).unwrap().len() - 57;
    fs::OpenOptions::new().write(true).open(&open).unwrap().set_len(half).unwrap();
    // A program that another test starts right now holds the dropped writer's lock until it runs.
    let resume = || Writer::resume(folder.path(), plan(), &committed).ok();
    let wait = |_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        resume()
    };
    let (mut writer, repairs) = resume().or_else(|| (0..40).find_map(wait)).unwrap();
    assert!(repairs[0].was == half && repairs[0].now == committed.length, "{repairs:?}");
    for n in 12..20 {
        let date = Timestamp::now();
        writer.append(&Exchange { date, ..exchange(&format!("http://a.example/{n}"), ok, &[b'y'; 4000]) }).unwrap();
    }
    writer.close().unwrap();
    let records = read_by_others(&python, folder.path());
    let mut seen: Vec<&str> =
        of_type(&records, "response").iter().map(|r| r["fields"]["WARC-Target-URI"].as_str().unwrap()).collect();
    seen.sort_unstable();
    let mut expected: Vec<String> = (0..20).map(|n| format!("http://a.example/{n}")).collect();
    expected.sort_unstable();
    assert_eq!(seen, expected);
}
