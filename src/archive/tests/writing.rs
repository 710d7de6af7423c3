//! What an archive holds after good and bad days.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::{TempDir, tempdir};

use super::super::*;

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

fn plan() -> Plan {
    Plan { prefix: "test".into(), max_size: 1 << 30, software: "marsad/0".into(), robots: "obey".into() }
}

fn page(n: usize) -> (String, Vec<u8>) {
    (format!("http://example.com/{n}"), format!("<p>{n}</p>").repeat(50 + n).into_bytes())
}

fn append(writer: &mut Writer, n: usize) -> Place {
    let (uri, body) = page(n);
    writer.append(&exchange(&uri, &body)).unwrap()
}

fn exchange<'e>(uri: &'e str, body: &'e [u8]) -> Exchange<'e> {
    Exchange {
        target_uri: uri,
        date: Timestamp::UNIX_EPOCH,
        ip: None,
        request_head: b"GET / HTTP/1.1\r\n\r\n",
        response_head: HEAD,
        body,
        truncated: None,
        revisit: None,
    }
}

fn started(pages: usize) -> (TempDir, Writer) {
    let folder = tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), plan()).unwrap();
    (0..pages).for_each(|n| drop(append(&mut writer, n)));
    (folder, writer)
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn ending(folder: &Path, end: &str) -> Vec<PathBuf> {
    files(folder).iter().filter(|name| name.ends_with(end)).map(|name| folder.join(name)).collect()
}

/// The addresses in all indexes of a folder, each checked to stand where the index says.
fn indexed(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for index in ending(folder, ".cdxj") {
        for line in fs::read_to_string(index).unwrap().lines() {
            let json: serde_json::Value = serde_json::from_str(line.splitn(3, ' ').nth(2).unwrap()).unwrap();
            let number = |name: &str| json[name].as_str().unwrap().parse::<usize>().unwrap();
            let bytes = fs::read(folder.join(json["filename"].as_str().unwrap())).unwrap();
            let member = &bytes[number("offset")..number("offset") + number("length")];
            let mut text = String::new();
            std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(member), &mut text).unwrap();
            let url = json["url"].as_str().unwrap();
            assert!(text.contains(&format!("WARC-Target-URI: {url}\r\n")), "{text}");
            found.push(url.to_owned());
        }
    }
    found.sort();
    found
}

fn addresses(pages: impl Iterator<Item = usize>) -> Vec<String> {
    let mut addresses: Vec<String> = pages.map(|n| page(n).0).collect();
    addresses.sort();
    addresses
}

#[test]
fn a_closed_segment_has_its_name_and_its_index() {
    let (folder, writer) = started(12);
    assert_eq!(ending(folder.path(), ".warc.gz.open").len(), 1);
    writer.close().unwrap();
    assert_eq!(files(folder.path()).len(), 2, "{:?}", files(folder.path()));
    assert_eq!(indexed(folder.path()), addresses(0..12));
}

#[test]
fn an_archive_of_nothing_leaves_nothing() {
    let (folder, writer) = started(0);
    writer.close().unwrap();
    assert!(files(folder.path()).is_empty());
}

#[test]
fn segments_end_before_the_size_is_passed() {
    let folder = tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), Plan { max_size: 2500, ..plan() }).unwrap();
    (0..40).for_each(|n| drop(append(&mut writer, n)));
    writer.close().unwrap();
    let sizes: Vec<u64> = ending(folder.path(), ".gz").iter().map(|p| fs::metadata(p).unwrap().len()).collect();
    assert!(sizes.len() > 5 && sizes.iter().all(|size| *size <= 2500), "{sizes:?}");
    assert_eq!(indexed(folder.path()), addresses(0..40));
}

#[test]
fn an_exchange_larger_than_a_segment_has_one_of_its_own() {
    let folder = tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), Plan { max_size: 10, ..plan() }).unwrap();
    (0..3).for_each(|n| drop(append(&mut writer, n)));
    writer.close().unwrap();
    assert_eq!(ending(folder.path(), ".gz").len(), 3);
}

#[test]
fn two_writers_in_one_folder_do_not_meet() {
    let (folder, mut one) = started(3);
    let mut two = Writer::open(folder.path(), plan()).unwrap();
    append(&mut two, 7);
    append(&mut one, 8);
    one.close().unwrap();
    two.close().unwrap();
    assert_eq!(indexed(folder.path()), addresses([0, 1, 2, 7, 8].into_iter()));
}

#[test]
fn a_killed_run_is_cut_to_what_was_committed() {
    let (folder, mut writer) = started(5);
    let committed = writer.position();
    (5..9).for_each(|n| drop(append(&mut writer, n)));
    drop(writer);
    let (mut writer, repairs) = Writer::resume(folder.path(), plan(), &committed).unwrap();
    assert_eq!((repairs.len(), repairs[0].now), (1, committed.length));
    append(&mut writer, 5);
    writer.close().unwrap();
    assert_eq!(indexed(folder.path()), addresses(0..6));
    assert!(ending(folder.path(), ".open").is_empty());
}

#[test]
fn a_kill_at_any_byte_keeps_whole_records_only() {
    let (folder, mut writer) = started(2);
    let committed = writer.position();
    append(&mut writer, 2);
    let end = writer.position().length;
    drop(writer);
    let open = ending(folder.path(), ".open").remove(0);
    let bytes = fs::read(&open).unwrap();
    for cut in (0..end as usize).step_by(97) {
        let folder = tempdir().unwrap();
        let broken = folder.path().join(open.file_name().unwrap());
        fs::write(&broken, &bytes[..cut]).unwrap();
        let repaired = repair(&broken).unwrap();
        let left = indexed(folder.path());
        assert!(
            repaired.now as usize <= cut && left.iter().eq(addresses(0..3).iter().take(left.len())),
            "{cut}: {left:?}"
        );
        assert!(cut < committed.length as usize || left.len() >= 2, "{cut}: {left:?}");
    }
}

#[test]
fn segments_begun_after_the_commit_are_removed() {
    let folder = tempdir().unwrap();
    let small = Plan { max_size: 1500, ..plan() };
    let mut writer = Writer::open(folder.path(), small.clone()).unwrap();
    append(&mut writer, 0);
    let committed = writer.position();
    (1..20).for_each(|n| drop(append(&mut writer, n)));
    drop(writer);
    let (mut writer, repairs) = Writer::resume(folder.path(), small, &committed).unwrap();
    assert!(repairs.len() > 3 && repairs[1..].iter().all(|r| r.now == 0), "{repairs:?}");
    (1..20).for_each(|n| drop(append(&mut writer, n)));
    writer.close().unwrap();
    assert_eq!(indexed(folder.path()), addresses(0..20));
}

#[test]
fn a_segment_that_could_not_be_closed_is_closed_by_the_next_run() {
    let (folder, writer) = started(4);
    let first = writer.position();
    drop(writer);
    // The run went on to a second segment and committed that.
    let (mut writer, _) = Writer::resume(folder.path(), plan(), &first).unwrap();
    append(&mut writer, 4);
    let second = writer.position();
    drop(writer);
    fs::rename(folder.path().join(&first.file), folder.path().join(format!("{}.open", first.file))).unwrap();
    Writer::resume(folder.path(), plan(), &second).unwrap().0.close().unwrap();
    assert_eq!(indexed(folder.path()), addresses(0..5));
    assert!(ending(folder.path(), ".open").is_empty());
}

#[test]
fn a_segment_moved_away_or_closed_well_is_left_alone() {
    let (folder, writer) = started(4);
    let committed = writer.position();
    writer.close().unwrap();
    let (writer, repairs) = Writer::resume(folder.path(), plan(), &committed).unwrap();
    assert!(repairs.is_empty(), "{repairs:?}");
    writer.close().unwrap();
    fs::remove_file(folder.path().join(&committed.file)).unwrap();
    let (_, repairs) = Writer::resume(folder.path(), plan(), &committed).unwrap();
    assert!(repairs.is_empty(), "{repairs:?}");
}

#[test]
fn a_segment_in_work_is_not_repaired() {
    let (folder, writer) = started(4);
    let open = ending(folder.path(), ".open").remove(0);
    assert_eq!(repair(&open).unwrap_err().kind(), ErrorKind::WouldBlock);
    let busy = Writer::resume(folder.path(), plan(), &writer.position());
    assert_eq!(busy.unwrap_err().kind(), ErrorKind::WouldBlock);
    writer.close().unwrap();
    assert_eq!(indexed(folder.path()), addresses(0..4));
}

#[test]
fn an_index_is_the_same_after_a_repair() {
    let (folder, writer) = started(9);
    let copy = tempdir().unwrap();
    let open = ending(folder.path(), ".open").remove(0);
    let left = copy.path().join(open.file_name().unwrap());
    fs::copy(&open, &left).unwrap();
    OpenOptions::new().append(true).open(&left).unwrap().write_all(b"\x1f\x8b\x08half a member").unwrap();
    writer.close().unwrap();
    repair(&left).unwrap();
    assert_eq!(files(folder.path()), files(copy.path()));
    let index = |folder: &Path| fs::read_to_string(ending(folder, ".cdxj").remove(0)).unwrap();
    assert_eq!(index(folder.path()), index(copy.path()));
}

#[test]
fn credentials_are_not_archived() {
    let folder = tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), plan()).unwrap();
    let asked = Exchange {
        request_head: b"GET / HTTP/1.1\r\nAuthorization: Basic eDp5\r\n\r\n",
        ..exchange("http://x:secret@a.example/", b"")
    };
    writer.append(&asked).unwrap();
    writer.close().unwrap();
    let mut text = String::new();
    let file = fs::File::open(ending(folder.path(), ".gz").remove(0)).unwrap();
    std::io::Read::read_to_string(&mut flate2::read::MultiGzDecoder::new(file), &mut text).unwrap();
    assert!(text.contains("http://a.example/") && !text.contains("secret") && !text.contains("eDp5"), "{text}");
}

#[test]
fn a_request_without_an_answer_leaves_nothing() {
    let (folder, mut writer) = started(1);
    let before = writer.position();
    let place = writer.append(&Exchange { response_head: b"", ..exchange("http://a.example/", b"") }).unwrap();
    assert_eq!((place.length, writer.position()), (0, before));
    writer.close().unwrap();
    assert_eq!(indexed(folder.path()), addresses(0..1));
}
