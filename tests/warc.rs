//! Web archives as inputs of `marsad extract`: every crawler's, whole and damaged (row 37 of the fault matrix).

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use marsad::archive::{Exchange, Plan, RefersTo, Writer};
use marsad::record::Record;

use crate::faults::row;
use crate::run::{Ran, folder, run_in, run_with};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/warc").join(name)).unwrap()
}

fn extracted(name: &str, bytes: &[u8]) -> Ran {
    let folder = folder(&[(name, bytes)]);
    run_in(folder.path(), &["extract", name])
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn page(n: usize) -> String {
    let place = ["المرفأ", "المتحف", "البستان", "الملعب", "الجسر", "المكتبة"][n % 6];
    format!(
        "<html lang=ar><head><title>{place} يستقبل زواره</title></head><body><article><h1>{place} يستقبل زواره</h1>\
         <p>فتح {place} أبوابه أمام الزوار صباح اليوم بعد أشهر من العمل، وقال القائمون عليه إن الدخول مجاني حتى الجمعة.</p>\
         <p>وبلغ عدد زوار {place} في يومه الأول {}400 زائر بحسب مديره، وهو رقم لم يسجل منذ أعوام طويلة.</p></article></body></html>",
        n + 1
    )
}

/// A member with the `n`th response, whose head says one thing more.
fn response_saying(n: usize, field: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}", page(n));
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{n}\r\nWARC-Date: 2026-02-01T00:00:00Z\r\n{field}"
    );
    gzip(format!("{head}Content-Length: {}\r\n\r\n{block}\r\n\r\n", block.len()).as_bytes())
}

fn response(n: usize) -> Vec<u8> {
    response_saying(n, "")
}

fn addresses(records: &[Record]) -> Vec<String> {
    records.iter().map(|r| r.url.clone().unwrap()).collect()
}

#[test]
fn the_archives_of_every_crawler_are_read() {
    row(37, "angle brackets, chunks and encodings kept, one gzip for all, no gzip, WARC 0.18", || {
        let cases = [
            ("wget.warc.gz", 3),
            ("common-crawl.warc.gz", 3),
            ("texts.warc.wet.gz", 2),
            ("one-gzip.warc.gz", 3),
            ("plain.warc", 5),
        ];
        for (name, pages) in cases {
            let ran = extracted(name, &fixture(name));
            let records = ran.records();
            assert_eq!((ran.code, records.len()), (0, pages), "{name}: {}", ran.err);
            for (n, record) in records.iter().enumerate() {
                assert!(record.source.starts_with(&format!("{name}#")), "{}", record.source);
                assert_eq!(record.url.as_deref(), Some(format!("http://news.example.org/{n}").as_str()), "{name}");
                assert_eq!(record.fetched_at.as_deref(), Some(format!("2026-02-0{}T08:30:00Z", n + 1).as_str()));
                assert_eq!(record.site.as_deref(), Some("example.org"));
                let figure = record.claims.iter().find(|claim| claim.metric == "followers");
                let thousands = if name.contains("texts") { 145.0 } else { 145.0 + 100.0 * n as f64 };
                assert_eq!(figure.map(|claim| claim.value), Some(1000.0 * thousands), "{name} {n}: {}", record.text);
            }
            assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        }
        "every page is read".into()
    });
}

#[test]
fn sources_are_unique_and_the_order_is_the_archives() {
    let archive: Vec<u8> = (0..40).flat_map(response).collect();
    let folder = folder(&[("a.warc.gz", &archive), ("b/c.warc.gz", &archive), ("b/page.html", page(1).as_bytes())]);
    let run = |jobs| run_in(folder.path(), &["extract", "a.warc.gz", "b", "--jobs", jobs]);
    let (one, four) = (run("1"), run("4"));
    assert_eq!((one.code, one.records().len()), (0, 81), "{}", one.err);
    assert!(one.out == four.out, "the same for any number of jobs");
    let mut sources: Vec<String> = one.records().into_iter().map(|r| r.source).collect();
    assert_eq!(sources[1], format!("a.warc.gz#{}", response(0).len()));
    sources.sort();
    sources.dedup();
    assert_eq!(sources.len(), 81);
}

#[test]
fn standard_input_and_odd_names_are_archives_when_said() {
    let archive: Vec<u8> = (0..3).flat_map(response).collect();
    let odd = folder(&[("saved.bin", &archive)]);
    let ran = run_with(odd.path(), &["extract", "-", "--from", "warc"], &archive);
    assert_eq!((ran.code, ran.records().len()), (0, 3), "{}", ran.err);
    assert!(ran.records()[0].source == "-#0");
    for arguments in [&["extract", "saved.bin"][..], &["extract", "saved.bin", "--from", "warc"]] {
        assert_eq!(run_in(odd.path(), arguments).records().len(), 3);
    }
    let ran = run_in(odd.path(), &["extract", "saved.bin", "--from", "html"]);
    assert_eq!((ran.code, ran.records().len()), (1, 1), "gzip is no page: {}", ran.err);
}

#[test]
fn damage_is_a_warning_that_says_where() {
    let whole: Vec<Vec<u8>> = (0..5).map(response).collect();
    let offset = |n: usize| whole[..n].iter().map(Vec::len).sum::<usize>();
    let archive = whole.concat();
    let mut flipped = archive.clone();
    flipped[offset(2) + 200] ^= 0x10;
    let wrong_length =
        gzip(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4000000000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n");
    let block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0";
    let head = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n", block.len());
    let broken_body = gzip(&[head.as_bytes(), block, b"\r\n\r\n"].concat());
    let garbage = [&archive[..offset(3)], b"<<<< no member >>>>", &archive[offset(3)..]].concat();
    let cases: [Damaged<'_>; 5] = [
        (
            "truncated last member",
            archive[..archive.len() - 30].to_vec(),
            &[0, 1, 2, 3],
            format!("at offset {}, skipped to the end", offset(4)),
        ),
        ("changed byte", flipped, &[0, 1, 3, 4], format!("at offset {}, skipped to offset {}", offset(2), offset(3))),
        (
            "garbage between members",
            garbage,
            &[0, 1, 2, 3, 4],
            format!("at offset {}, skipped to offset {}", offset(3), offset(3) + 19),
        ),
        (
            "wrong length",
            [wrong_length, archive.clone()].concat(),
            &[0, 1, 2, 3, 4],
            "not as long as it says at offset 0".into(),
        ),
        (
            "broken encoding",
            [broken_body, archive.clone()].concat(),
            &[0, 1, 2, 3, 4],
            "broken.warc.gz#0: skipped: its content encoding gzip".into(),
        ),
    ];
    row(37, "cut last member, changed byte, garbage between members, wrong length, broken encoding", || {
        cases.iter().for_each(assert_damage);
        "the pages around it, a line that says where, exit 0".into()
    });
}

type Damaged<'d> = (&'d str, Vec<u8>, &'d [usize], String);

fn assert_damage((name, bytes, pages, said): &Damaged<'_>) {
    let ran = extracted("broken.warc.gz", bytes);
    let expected: Vec<String> = pages.iter().map(|n| format!("http://a.example/{n}")).collect();
    assert_eq!((ran.code, addresses(&ran.records())), (0, expected), "{name}: {}", ran.err);
    assert!(ran.err.contains("broken.warc.gz") && ran.err.contains(said.as_str()), "{name}: {said}: {}", ran.err);
    assert!(ran.err.contains("1 warning, 0 failures"), "{name}: {}", ran.err);
}

#[test]
fn archives_that_are_not_read_are_named() {
    row(37, "ARC, zstd, nothing", || {
        for (name, bytes, said) in [
            (
                "a.arc",
                &b"filedesc://a.arc 0.0.0.0 20060101000000 text/plain 76\n"[..],
                "ARC archive; make it a WARC first",
            ),
            (
                "a.arc.gz",
                &gzip(b"filedesc://a.arc 0.0.0.0 20060101000000 text/plain 76\n"),
                "ARC archive; make it a WARC first",
            ),
            ("a.warc.zst", b"\x28\xb5\x2f\xfd\x04\x58", "packed with zstd; unpack it first"),
            ("a.warc.gz", b"", "no WARC record in it"),
        ] {
            let ran = extracted(name, bytes);
            assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{name}");
            assert!(ran.err.starts_with(&format!("marsad: {name}: ")) && ran.err.contains(said), "{}", ran.err);
        }
        "a line that says what to do, exit 1".into()
    });
}

#[test]
fn what_an_archive_says_against_a_page_is_in_its_record() {
    row(37, "a wrong digest, a page cut by its crawler", || {
        let bytes = [
            response_saying(0, "WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"),
            response_saying(1, "WARC-Truncated: length\r\n"),
            response_saying(2, "WARC-Block-Digest: md5:whatever\r\n"),
        ];
        let ran = extracted("a.warc.gz", &bytes.concat());
        let codes: Vec<Vec<String>> =
            ran.records().into_iter().map(|r| r.warnings.into_iter().map(|w| w.code).collect()).collect();
        assert_eq!(
            (ran.code, codes),
            (0, vec![vec!["wrong_digest".to_owned()], vec!["truncated".to_owned()], vec![]]),
            "{}",
            ran.err
        );
        "the record is warned of with `wrong_digest`, `truncated`".into()
    });
}

#[test]
fn what_the_pages_of_a_site_repeat_is_known_in_archives_too() {
    const HOUSE: &str = "يسعد أسرة التحرير أن تتلقى مقترحات القراء وملاحظاتهم في كل وقت، وأن تنشر المفيد منها.";
    let with_house = |n: usize| {
        let html = page(n).replacen("</p>", &format!("</p><p>{HOUSE}</p>"), 1);
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}");
        gzip(format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{n}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n", block.len()).as_bytes())
    };
    let archive: Vec<u8> = (0..5).flat_map(with_house).collect();
    let folder = folder(&[("a.warc.gz", &archive)]);
    let house = |arguments: &[&str]| -> Vec<bool> {
        let ran = run_in(folder.path(), &[&["extract", "a.warc.gz"], arguments].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.records().iter().map(|r| r.text.contains(HOUSE)).collect()
    };
    assert_eq!(house(&[]), [false; 5]);
    assert_eq!(house(&["--no-site-memory"]), [true; 5]);
}

#[test]
fn our_own_archives_give_each_page_once() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan { prefix: "own".into(), max_size: 1 << 20, software: "marsad".into(), robots: "obey".into() };
    let mut writer = Writer::open(folder.path(), plan).unwrap();
    let (first, date) = (page(0), "2026-02-01T00:00:00Z".parse().unwrap());
    let exchange = Exchange {
        target_uri: "http://a.example/0",
        date,
        ip: None,
        request_head: b"GET /0 HTTP/1.1\r\nHost: a.example\r\n\r\n",
        response_head: b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
        body: first.as_bytes(),
        truncated: None,
        revisit: None,
    };
    let place = writer.append(&exchange).unwrap();
    let refers_to = RefersTo { uri: "http://a.example/0", date, payload_digest: &place.payload_digest };
    writer.append(&Exchange { target_uri: "http://a.example/copy", revisit: Some(refers_to), ..exchange }).unwrap();
    // While the run goes on, and after it.
    let open = run_in(folder.path(), &["extract", &format!("{}.open", place.file)]);
    writer.close().unwrap();
    let closed = run_in(folder.path(), &["extract", "."]);
    for ran in [open, closed] {
        assert_eq!((ran.code, addresses(&ran.records())), (0, vec!["http://a.example/0".to_owned()]), "{}", ran.err);
        assert!(ran.records()[0].source.ends_with(&format!("#{}", place.offset)));
        assert_eq!(ran.records()[0].fetched_at.as_deref(), Some("2026-02-01T00:00:00Z"));
    }
}
