//! What is read of archives, whole and damaged.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::super::*;

const LIMIT: usize = 1 << 20;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A response that says it is `length` bytes long.
fn saying(n: usize, length: impl std::fmt::Display) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a.example/{n}>\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.into_bytes(), block(n), b"\r\n\r\n".to_vec()].concat()
}

/// A body in which no byte stands for long, so that damage to it shows.
fn body(n: usize) -> String {
    (0..200).map(|at| format!("<p>{}</p>\r\n", (at + 1) * (n + 7) * 7919)).collect()
}

fn block(n: usize) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", body(n)).into_bytes()
}

fn response(n: usize) -> Vec<u8> {
    saying(n, block(n).len())
}

fn members(numbers: impl Iterator<Item = usize>) -> Vec<u8> {
    numbers.flat_map(|n| gzip(&response(n))).collect()
}

/// The numbers of the records that were read, each checked to be whole, and what was said of damage.
fn read(archive: &[u8]) -> (Vec<usize>, Vec<String>) {
    let (mut numbers, mut said) = (Vec::new(), Vec::new());
    for item in Reader::new(archive, LIMIT) {
        match item {
            Ok(record) => {
                let uri = record.target_uri.clone().unwrap();
                let n = uri.strip_prefix("http://a.example/").unwrap().parse().unwrap();
                assert!(record.payload() == body(n).as_bytes(), "payload of {n}");
                numbers.push(n);
            }
            Err(error) => said.push(error.to_string()),
        }
    }
    (numbers, said)
}

#[test]
fn every_packing_is_read() {
    let plain: Vec<u8> = (0..5).flat_map(response).collect();
    for archive in [plain.clone(), members(0..5), gzip(&plain)] {
        assert_eq!(read(&archive), ((0..5).collect(), vec![]));
    }
    // One gzip cut into members where no record ends.
    let odd: Vec<u8> = plain.chunks(700).flat_map(gzip).collect();
    assert_eq!(read(&odd), ((0..5).collect(), vec![]));
}

#[test]
fn offsets_lead_back_to_the_record() {
    let plain: Vec<u8> = (0..4).flat_map(response).collect();
    for archive in [plain.clone(), members(0..4)] {
        for record in Reader::new(&archive[..], LIMIT).map(Result::unwrap) {
            let again = Reader::new(&archive[record.offset as usize..], LIMIT).next().unwrap().unwrap();
            assert_eq!((again.target_uri, record.within), (record.target_uri, 0));
        }
    }
    for record in Reader::new(&gzip(&plain)[..], LIMIT).map(Result::unwrap) {
        let again = Reader::new(&plain[record.within as usize..], LIMIT).next().unwrap().unwrap();
        assert_eq!((again.target_uri, record.offset), (record.target_uri, 0));
    }
}

#[test]
fn old_and_careless_heads_are_read() {
    for head in [
        "WARC/0.18\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/7\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
        "WARC/1.1\nwarc-type:Response\nWARC-TARGET-URI:   http://a.example/7  \ncontent-length: 3\n\nabc\n\n",
        "WARC/1.0\r\nWARC-Type: response\r\nX-Folded: a\r\n b\r\nno colon\r\nWARC-Target-URI: <http://a.example/7>\r\nContent-Length: 3\r\n\r\nabc",
    ] {
        let record = Reader::new(head.as_bytes(), LIMIT).next().unwrap().unwrap();
        assert_eq!((record.kind.as_str(), record.target_uri.as_deref()), ("response", Some("http://a.example/7")));
        assert_eq!(record.payload(), b"abc");
    }
}

#[test]
fn what_our_writer_writes_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan { prefix: "t".into(), max_size: 1 << 20, software: "marsad".into(), robots: "obey".into() };
    let mut writer = Writer::open(folder.path(), plan).unwrap();
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let exchange = Exchange {
        target_uri: "http://a.example/1",
        date: jiff::Timestamp::UNIX_EPOCH,
        ip: None,
        request_head: b"GET /1 HTTP/1.1\r\n\r\n",
        response_head: head,
        body: b"<p>",
        truncated: None,
        revisit: None,
    };
    let place = writer.append(&exchange).unwrap();
    writer.close().unwrap();
    let file = std::fs::File::open(folder.path().join(&place.file)).unwrap();
    let records: Vec<Record> = Reader::new(file, LIMIT).map(Result::unwrap).collect();
    let kinds: Vec<&str> = records.iter().map(|r| r.kind.as_str()).collect();
    assert_eq!(kinds, ["warcinfo", "response", "request"]);
    assert_eq!(records[1].offset, place.offset);
    assert!(records.iter().all(|r| r.is_as_archived() == Some(true)));
    assert_eq!(records[1].date.as_deref(), Some("1970-01-01T00:00:00Z"));
    assert_eq!(records[1].http.as_ref().unwrap().header("content-type"), Some("text/html"));
    assert_eq!(*records[1].decoded(LIMIT).unwrap(), *b"<p>");
}

#[test]
fn a_truncated_last_member_costs_itself_only() {
    let (whole, last) = (members(0..3), gzip(&response(3)));
    for cut in (1..last.len()).step_by(41) {
        let (numbers, said) = read(&[&whole[..], &last[..cut]].concat());
        assert_eq!((numbers, said.len()), (vec![0, 1, 2], 1), "{cut}: {said:?}");
        assert!(said[0].ends_with(&format!("at offset {}, skipped to the end", whole.len())), "{said:?}");
    }
}

#[test]
fn garbage_between_members_is_skipped() {
    let garbage = b"\x1f\x8b\x08garbage \x1f\x8b\x08\0\0\0\0\0\0\x03 WARC/1.0 \r\n".repeat(20);
    let archive = [members(0..2), garbage.clone(), members(2..4), vec![0; 512]].concat();
    let (numbers, said) = read(&archive);
    assert_eq!(numbers, [0, 1, 2, 3]);
    let offset = |n| members(0..n).len();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].contains(&format!("at offset {}, skipped to offset {}", offset(2), offset(2) + garbage.len())),
        "{said:?}"
    );
}

#[test]
fn a_changed_byte_costs_one_record() {
    let archive = members(0..4);
    for at in (0..archive.len()).step_by(13) {
        let mut changed = archive.clone();
        changed[at] ^= 0x55;
        let (numbers, said) = read(&changed);
        let lost: Vec<usize> = (0..4).filter(|n| !numbers.contains(n)).collect();
        assert!(lost.len() <= 1 && numbers.is_sorted(), "{at}: {numbers:?} {said:?}");
        // Flags, time and system in a member's head say nothing of what is in it.
        assert!(said.len() == lost.len(), "{at}: {numbers:?} {said:?}");
    }
}

#[test]
fn a_missing_piece_costs_what_it_touches() {
    let archive = members(0..6);
    for at in (0..archive.len() - 300).step_by(101) {
        let (numbers, said) = read(&[&archive[..at], &archive[at + 300..]].concat());
        assert!(numbers.len() >= 4 && said.len() <= 2 && numbers.is_sorted(), "{at}: {numbers:?} {said:?}");
    }
}

#[test]
fn wrong_lengths_cost_one_record() {
    let right = block(1).len();
    for wrong in [
        saying(1, right - 9),
        saying(1, right + 9),
        saying(1, right + 5000),
        saying(1, 1u64 << 40),
        saying(1, "many"),
        saying(1, "-1"),
    ] {
        let plain = [response(0), wrong.clone(), response(2), response(3)].concat();
        let packed = [gzip(&response(0)), gzip(&wrong), gzip(&response(2)), gzip(&response(3))].concat();
        for archive in [packed, plain.clone(), gzip(&plain)] {
            let (numbers, said) = read(&archive);
            assert_eq!(
                (numbers, said.len()),
                (vec![0, 2, 3], 1),
                "{said:?} {}",
                String::from_utf8_lossy(&wrong[..140])
            );
        }
    }
}

#[test]
fn a_block_above_the_limit_is_known_to_be_cut() {
    let archive = [response(0), saying(1, block(1).len()), response(2)].concat();
    let records: Vec<Record> = Reader::new(&archive[..], 300).map(Result::unwrap).collect();
    assert_eq!(records.len(), 3);
    assert!(records.iter().all(|r| !r.is_whole() && r.is_as_archived().is_none() && r.payload().len() < 300));
}

/// A payload of any size passes through bounded memory. The 5 GB of row 38 are scaled to 300 MB.
#[test]
fn a_huge_payload_is_passed() {
    let size = 300u64 << 20;
    let head = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/film\r\nContent-Length: {size}\r\n\r\n"
    );
    let archive = head.as_bytes().chain(std::io::repeat(b'x').take(size)).chain(&b"\r\n\r\n"[..]);
    let end = response(1);
    let records: Vec<Record> = Reader::new(archive.chain(&end[..]), 1 << 10).map(Result::unwrap).collect();
    assert_eq!((records[0].length, records[0].payload().len()), (size, 1 << 10));
    assert_eq!(records[1].target_uri.as_deref(), Some("http://a.example/1"));
}

#[test]
fn other_archives_are_named() {
    let arc = b"filedesc://old.arc 0.0.0.0 20060101000000 text/plain 76\n1 0 Crawler\n";
    for (bytes, said) in [
        (&arc[..], "ARC"),
        (&gzip(arc), "ARC"),
        (b"\x28\xb5\x2f\xfd\0\0", "zstd"),
        (b"<html>", "no WARC record"),
        (&gzip(b"<html>"), "no WARC record"),
        (b"", "no WARC record"),
    ] {
        let (numbers, errors) = read(bytes);
        assert!(numbers.is_empty() && errors.len() == 1 && errors[0].contains(said), "{errors:?}");
    }
}

proptest! {
    #[test]
    fn nothing_breaks_the_reader(pieces in prop::collection::vec((0usize..6, prop::collection::vec(any::<u8>(), 0..300)), 0..12)) {
        let mut archive = Vec::new();
        for (kind, noise) in &pieces {
            match kind {
                0 => archive.extend(gzip(&response(noise.len()))),
                1 => archive.extend(response(noise.len())),
                2 => archive.extend(&gzip(&response(1))[..noise.len()]),
                3 => archive.extend(b"WARC/1.0\r\nContent-Length: 70\r\n\r\nWARC/1.1\nA: b\n\n"),
                _ => archive.extend(noise),
            }
        }
        let items = Reader::new(&archive[..], 500).count();
        prop_assert!(items <= 60);
    }
}
