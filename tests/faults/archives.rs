//! Archives: killed, hard to write, and written by two at once.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use marsad::archive::{Exchange, Plan, Reader, Writer};

use super::row;
use crate::run::{folder, marsad, run_in};
use crate::server::{Asked, Line, send, serve};

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

fn plan(max_size: u64) -> Plan {
    Plan { prefix: "test".into(), max_size, software: "marsad".into(), robots: "obey".into() }
}

fn append(writer: &mut Writer, n: usize) {
    append_from(writer, &format!("http://a.example/{n}"), n);
}

fn append_from(writer: &mut Writer, target_uri: &str, n: usize) {
    let body = format!("<p>{n}</p>").repeat(40 + n);
    let exchange = Exchange {
        target_uri,
        date: "2026-03-04T05:06:07Z".parse().unwrap(),
        ip: None,
        request_head: b"GET / HTTP/1.1\r\n\r\n",
        response_head: HEAD,
        body: body.as_bytes(),
        truncated: None,
        revisit: None,
    };
    writer.append(&exchange).unwrap();
}

fn segments(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.to_string_lossy().contains(".warc.gz")).collect()
}

/// How often each address is archived; every record must be whole and as its digest says.
fn archived(folder: &Path) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for segment in segments(folder) {
        assert!(segment.to_string_lossy().ends_with(".gz"), "still open: {}", segment.display());
        for record in Reader::new(File::open(segment).unwrap(), 1 << 20).map(Result::unwrap) {
            assert_eq!(record.is_as_archived(), Some(true));
            if matches!(record.kind.as_str(), "response" | "revisit") {
                *counts.entry(record.target_uri.unwrap()).or_default() += 1;
            }
        }
    }
    counts
}

fn assert_each_once(counts: &BTreeMap<String, usize>, number: usize) {
    assert_eq!(counts.len(), number, "some are lost");
    assert!(counts.values().all(|n| *n == 1), "some are there twice");
}

/// Row 1, scaled: the script `benches/crawl/kill.py` does it with 2,000 pages and 20 kills.
#[test]
fn killed_runs() {
    row(1, "200 pages, 8 runs killed, then one to the end", || {
        let server = serve("127.0.0.1", |asked: &Asked, line: &mut dyn Line| {
            thread::sleep(Duration::from_millis(2));
            let page = format!(
                "<html lang=ar><h1>خبر {0}</h1><p>نشرت الهيئة رقم {0} من أخبارها، وقالت إنها ستعود إليها في الربيع.</p>",
                asked.path
            );
            send(line, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", page.as_bytes());
        });
        let urls: String = (0..200).map(|n| format!("{}\n", server.url(&format!("/page/{n}")))).collect();
        let folder = folder(&[("urls.txt", urls.as_bytes())]);
        let arguments = [
            "crawl",
            "--urls",
            "urls.txt",
            "--output",
            "out.jsonl",
            "--warc",
            "warc",
            "--delay",
            "0",
            "--no-robots",
            "--allow-private",
            "127.0.0.0/8",
        ];
        for round in 0..8u64 {
            let mut command = marsad(&arguments);
            let mut child =
                command.current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            // Different moments of starting, fetching and writing.
            thread::sleep(Duration::from_millis(40 + round * 23));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let ran = run_in(folder.path(), &arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let lines = fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
        let mut written: BTreeMap<String, usize> = BTreeMap::new();
        for line in lines.lines() {
            let record: marsad::record::Record = serde_json::from_str(line).unwrap();
            *written.entry(record.source).or_default() += 1;
        }
        assert_each_once(&written, 200);
        assert_each_once(&archived(&folder.path().join("warc")), 200);
        "every page once in output and archive".into()
    });
}

#[test]
fn killed_inside_a_member() {
    row(2, "a segment that ends inside a member behind what was committed", || {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(folder.path(), plan(1 << 20)).unwrap();
        (0..5).for_each(|n| append(&mut writer, n));
        let committed = writer.position();
        (5..9).for_each(|n| append(&mut writer, n));
        drop(writer);
        let open = segments(folder.path()).remove(0);
        let half = fs::metadata(&open).unwrap().len() - 31;
        OpenOptions::new().write(true).open(&open).unwrap().set_len(half).unwrap();
        let (mut writer, repairs) = Writer::resume(folder.path(), plan(1 << 20), &committed).unwrap();
        (5..9).for_each(|n| append(&mut writer, n));
        writer.close().unwrap();
        assert_each_once(&archived(folder.path()), 9);
        let said = repairs[0].to_string();
        assert!(said.contains(&format!("cut from {half} to {} bytes", committed.length)), "{said}");
        let index = fs::read_to_string(folder.path().join(committed.file.replace(".warc.gz", ".cdxj"))).unwrap();
        assert_eq!(index.lines().count(), 5, "{index}");
        "cut to the last committed page, told, indexed; then each page once".into()
    });
}

#[test]
fn hostile_names() {
    row(36, "a prefix and addresses with ../../, NUL, CON, 4 KB and Arabic", || {
        let outside = tempfile::tempdir().unwrap();
        for name in ["../../x", "a\0b", "CON", "الخبر", "x/../../y", &"n".repeat(4096), ""] {
            let folder = outside.path().join("archive");
            let mut writer = Writer::open(&folder, Plan { prefix: name.into(), ..plan(1 << 20) }).unwrap();
            append_from(&mut writer, &format!("http://a.example/{name}"), 1);
            writer.close().unwrap();
        }
        let names: Vec<String> = segments(&outside.path().join("archive"))
            .into_iter()
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!((names.len(), fs::read_dir(outside.path()).unwrap().count()), (7, 1));
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        assert!(names.iter().all(|name| name.len() <= 255 && name.chars().all(plain)), "{names:?}");
        "files in their folder, short and in ASCII".into()
    });
}

#[test]
fn hard_to_write() {
    row(38, "segments that end at their size, two runs in one folder", || {
        let folder = tempfile::tempdir().unwrap();
        let mut one = Writer::open(folder.path(), plan(3000)).unwrap();
        let mut two = Writer::open(folder.path(), plan(3000)).unwrap();
        for n in 0..60 {
            append(if n % 2 == 0 { &mut one } else { &mut two }, n);
        }
        one.close().unwrap();
        two.close().unwrap();
        let sizes = segments(folder.path()).into_iter().map(|path| fs::metadata(path).unwrap().len());
        assert!(sizes.max().unwrap() <= 3000 && segments(folder.path()).len() > 8);
        assert_each_once(&archived(folder.path()), 60);
        "names of their own, no segment above its size, each page once".into()
    });
}
