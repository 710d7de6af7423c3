//! `marsad crawl` against servers on loopback. No test touches any other address.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use marsad::record::Record;

use crate::faults::row;
use crate::run::{Ran, folder, marsad, run_in, run_with};

/// What a server answers: status line, headers, body, and how long it thinks first.
struct Answer(&'static str, String, Vec<u8>, Duration);

/// A server on a port of its own that notes what it is asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(answer: impl Fn(&str, &str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (asked, answer) = (Arc::new(Mutex::new(Vec::new())), Arc::new(answer));
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (noted, answer) = (Arc::clone(&noted), Arc::clone(&answer));
                thread::spawn(move || serve(&stream.unwrap(), &noted, &*answer));
            }
        });
        Self { address, asked }
    }

    /// Pages `/0`, `/1`… each with a text of its own, after `pause`.
    fn pages(pause: Duration) -> Self {
        Self::new(move |path, _| html(&story(path), pause))
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    fn urls(&self, number: usize) -> String {
        (0..number).map(|n| format!("{}/{n}\n", self.address)).collect()
    }
}

fn serve(mut stream: &TcpStream, noted: &Mutex<Vec<String>>, answer: &dyn Fn(&str, &str) -> Answer) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    loop {
        let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        let Some(path) = head.first().and_then(|line| line.split(' ').nth(1)) else { return };
        noted.lock().unwrap().push(path.to_owned());
        let Answer(status, headers, body, pause) = answer(path, &head.join("\n").to_lowercase());
        thread::sleep(pause);
        let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
        if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).is_err() {
            return;
        }
    }
}

fn html(body: &str, pause: Duration) -> Answer {
    Answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n".to_owned(), body.as_bytes().to_vec(), pause)
}

fn status(line: &'static str) -> Answer {
    Answer(line, String::new(), Vec::new(), Duration::ZERO)
}

/// A page whose words depend on its address.
fn story(path: &str) -> String {
    let words = ["المكتبة", "الميناء", "المصنع", "المدرسة", "الحديقة", "المتحف", "الملعب", "السوق", "المحطة"];
    let seed = path.bytes().fold(7usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
    let picked: Vec<&str> = (0..40).map(|n| words[(seed >> (n % 23)).wrapping_add(n * n) % words.len()]).collect();
    format!(
        "<html><head><title>أخبار {path}</title></head><body><article><h1>أخبار {path}</h1>\
         <p>قالت الهيئة في بيانها رقم {path} إن عدد زوار {} بلغ 12 ألف زائر خلال العام، وإن أكثرهم جاؤوا من المدن القريبة.</p>\
         <p>{}</p></article></body></html>",
        picked[0],
        picked.join(" و")
    )
}

const OPEN: [&str; 7] = ["--delay", "0", "--per-host", "8", "--no-robots", "--allow-private", "127.0.0.0/8"];

fn arguments<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["crawl", "--urls", "urls.txt", "--output", "out.jsonl"], &OPEN[..], more].concat()
}

fn crawl(folder: &Path, more: &[&str]) -> Ran {
    run_in(folder, &arguments(more))
}

fn begin(folder: &Path, more: &[&str]) -> Child {
    let mut command = marsad(&arguments(more));
    command.current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn records(folder: &Path) -> Vec<Record> {
    let text = fs::read_to_string(folder.join("out.jsonl")).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'), "a half record");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// How often each address stands in the output.
fn counted(folder: &Path) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    records(folder).into_iter().for_each(|r| *counts.entry(r.source).or_default() += 1);
    counts
}

fn assert_each_once(folder: &Path, number: usize) {
    let counts = counted(folder);
    assert_eq!(counts.len(), number, "some are lost");
    assert!(counts.values().all(|n| *n == 1), "some are there twice");
}

/// Waits until the server has been asked so often.
fn wait_for(server: &Server, requests: usize) {
    let began = Instant::now();
    while server.asked().len() < requests {
        assert!(began.elapsed() < Duration::from_secs(60), "the program asks for nothing");
        thread::sleep(Duration::from_millis(2));
    }
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn a_list_becomes_records_once() {
    let server = Server::pages(Duration::ZERO);
    let folder = folder(&[("urls.txt", server.urls(60).as_bytes())]);
    let ran = crawl(folder.path(), &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("60 pages, 60 new (60 article)"), "{}", ran.err);
    assert_each_once(folder.path(), 60);
    let again = crawl(folder.path(), &[]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.err.contains("0 pages, 0 new"), "{}", again.err);
    assert_eq!(server.asked().len(), 60, "nothing is fetched again");
    assert_each_once(folder.path(), 60);
}

#[test]
fn addresses_may_come_from_standard_input_and_records_go_to_standard_output() {
    let server = Server::pages(Duration::ZERO);
    let folder = folder(&[]);
    let ran = run_with(folder.path(), &[&["crawl", "--urls", "-"], &OPEN[..]].concat(), server.urls(5).as_bytes());
    assert_eq!((ran.code, ran.records().len()), (0, 5), "{}", ran.err);
    assert!(folder.path().join("marsad.db").exists());
}

#[test]
fn what_a_killed_run_left_is_finished_by_the_next() {
    let server = Server::pages(Duration::from_millis(3));
    let folder = folder(&[("urls.txt", server.urls(240).as_bytes())]);
    for round in 1..=4 {
        let before = server.asked().len();
        let mut child = begin(folder.path(), &[]);
        wait_for(&server, before + 17 * round);
        thread::sleep(Duration::from_millis(13 * round as u64 % 29));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let ran = crawl(folder.path(), &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_each_once(folder.path(), 240);
    row(1, "four kills in a crawl of 240 pages", || "every page once in the output after the next run".to_owned());
}

#[test]
fn signals_end_a_run_in_order_and_the_next_goes_on() {
    let server = Server::pages(Duration::from_millis(20));
    let folder = folder(&[("urls.txt", server.urls(200).as_bytes())]);
    for (name, code) in [("-TERM", 143), ("-INT", 130)] {
        let before = server.asked().len();
        let child = begin(folder.path(), &[]);
        wait_for(&server, before + 12);
        signal(&child, name);
        let began = Instant::now();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(began.elapsed() < Duration::from_secs(10));
        assert!(records(folder.path()).len() >= 12, "what was in flight is finished");
    }
    assert_eq!(crawl(folder.path(), &[]).code, 0);
    assert_each_once(folder.path(), 200);
    assert_eq!(server.asked().len(), 200, "nothing in flight was thrown away");
    row(3, "one signal", || "exit code 143 or 130, what is in flight is finished, nothing is fetched twice".to_owned());
}

#[test]
fn a_second_signal_ends_at_once() {
    let server = Server::pages(Duration::from_secs(8));
    let folder = folder(&[("urls.txt", server.urls(3).as_bytes())]);
    let child = begin(folder.path(), &[]);
    wait_for(&server, 1);
    let began = Instant::now();
    signal(&child, "-INT");
    thread::sleep(Duration::from_millis(100));
    signal(&child, "-INT");
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(130));
    assert!(began.elapsed() < Duration::from_secs(4));
    row(3, "a second signal", || "exit code 130 at once".to_owned());
}

#[test]
fn two_runs_at_once_are_one_too_many() {
    let server = Server::pages(Duration::from_millis(100));
    let folder = folder(&[("urls.txt", server.urls(20).as_bytes())]);
    let mut first = begin(folder.path(), &[]);
    wait_for(&server, 1);
    let second = crawl(folder.path(), &[]);
    assert_eq!(second.code, 75, "{}", second.err);
    assert!(second.err.contains(&format!("process {}", first.id())), "{}", second.err);
    let waiting = crawl(folder.path(), &["--wait"]);
    assert_eq!(waiting.code, 0, "{}", waiting.err);
    assert_eq!(first.wait().unwrap().code(), Some(0));
    assert_each_once(folder.path(), 20);
    row(6, "two runs at once", || "exit code 75 with the other's process, or waits with --wait".to_owned());
}

#[test]
fn what_cannot_work_is_refused_before_the_first_request() {
    let server = Server::pages(Duration::ZERO);
    let urls = server.urls(2);
    let files: [(&str, &[u8]); 5] = [
        ("urls.txt", urls.as_bytes()),
        ("empty.txt", b"# nothing yet\n"),
        ("notes.db", b"my notes"),
        ("taken/x", b""),
        ("bad.toml", b"[crawl]\nspeed = 1\n"),
    ];
    let folder = folder(&files);
    for (options, said) in [
        (vec!["--store", "nowhere/a.db"], "its folder is not there"),
        (vec!["--store", "taken"], "is a folder"),
        (vec!["--store", "notes.db"], "no marsad store"),
        (vec!["--output", "nowhere/o.jsonl"], "its folder is not there"),
        (vec!["--output", "urls.txt"], "one of the inputs"),
        (vec!["--urls", "missing.txt"], "cannot be read"),
        (vec!["--config", "bad.toml"], "line"),
        (vec!["--urls", "empty.txt"], "marsad init"),
        (vec!["--timeout", "0"], "more than 0"),
    ] {
        let list: &[&str] = if options.contains(&"--urls") { &[] } else { &["--urls", "urls.txt"] };
        let arguments = [&["crawl"], &options[..], list, &OPEN].concat();
        let ran = run_in(folder.path(), &arguments);
        assert_eq!(ran.code, 2, "{options:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{options:?}: {}", ran.err);
    }
    assert!(server.asked().is_empty());
    assert_eq!(fs::read(folder.path().join("notes.db")).unwrap(), b"my notes");
    row(5, "a missing folder, a folder for a file, an output that is an input", || {
        "exit code 2 before the first request".to_owned()
    });
    row(8, "a store that a newer marsad wrote", || {
        let path = folder.path().join("newer.db");
        let db = rusqlite::Connection::open(&path).unwrap();
        assert_eq!(crawl(folder.path(), &["--store", "known.db"]).code, 0);
        let known = rusqlite::Connection::open(folder.path().join("known.db")).unwrap();
        let application: i64 = known.query_row("PRAGMA application_id", [], |row| row.get(0)).unwrap();
        db.execute_batch(&format!(
            "PRAGMA application_id = {application}; PRAGMA user_version = 9999; CREATE TABLE t (x)"
        ))
        .unwrap();
        drop(db);
        let (before, ran) = (fs::read(&path).unwrap(), crawl(folder.path(), &["--store", "newer.db"]));
        assert!(ran.err.contains("newer marsad") && fs::read(&path).unwrap() == before, "{}", ran.err);
        format!("exit code {}, the file stays as it was", ran.code)
    });
    row(8, "a file that is no store", || "exit code 2, the file stays as it was".to_owned());
    row(42, "an unknown key", || "exit code 2, the line is named".to_owned());
}

#[test]
fn failures_are_told_by_cause_and_the_rest_is_written() {
    let server = Server::new(|path, _| match path {
        "/2" => status("404 Not Found"),
        "/3" => status("403 Forbidden"),
        _ => html(&story(path), Duration::ZERO),
    });
    let folder = folder(&[("urls.txt", server.urls(5).as_bytes())]);
    let ran = crawl(folder.path(), &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("2 failed (1 status_403, 1 status_404)"), "{}", ran.err);
    assert_eq!(records(folder.path()).len(), 3);
    let told = run_in(folder.path(), &["status"]);
    assert!(told.out.contains("failed: status_404: 1, of which 1 given up"), "{}", told.out);
}

#[test]
fn what_may_pass_is_tried_again() {
    let tries = AtomicUsize::new(0);
    let server = Server::new(move |path, _| match path {
        "/1" if tries.fetch_add(1, Ordering::Relaxed) < 2 => status("503 Busy"),
        _ => html(&story(path), Duration::ZERO),
    });
    let folder = folder(&[("urls.txt", server.urls(3).as_bytes())]);
    let ran = crawl(folder.path(), &["--retry-delay", "0.05"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_each_once(folder.path(), 3);
    assert_eq!(server.asked().iter().filter(|path| *path == "/1").count(), 3);
    row(24, "a page that is busy twice", || "fetched at the third try of the same run".to_owned());
}

#[test]
fn nothing_reachable_has_a_code_of_its_own() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let folder = folder(&[("urls.txt", format!("http://{closed}/1\nhttp://{closed}/2\n").as_bytes())]);
    let ran = crawl(folder.path(), &["--retry-delay", "0.02"]);
    assert_eq!(ran.code, 4, "{}", ran.err);
    assert!(ran.err.contains("2 no_connection"), "{}", ran.err);
    row(39, "a crawl in which no host answers", || "exit code 4".to_owned());
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let server = Server::pages(Duration::from_millis(5));
    let folder = folder(&[("urls.txt", server.urls(400).as_bytes())]);
    let arguments = [&["crawl", "--urls", "urls.txt"], &OPEN[..]].concat();
    let mut command = marsad(&arguments);
    let mut child = command.current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    let rest = run_in(folder.path(), &arguments);
    assert_eq!(rest.code, 0, "{}", rest.err);
    assert!(rest.records().len() < 400 && !rest.records().is_empty(), "what was read before is done");
    row(7, "a reader that goes away", || "exit code 0, nothing said; the next run writes the rest".to_owned());
}

/// The types and addresses of an archive's answers.
fn archived(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for path in glob::glob(folder.join("warc/*.warc.gz*").to_str().unwrap()).unwrap().map(Result::unwrap) {
        let mut text = Vec::new();
        flate2::read::MultiGzDecoder::new(fs::File::open(path).unwrap()).read_to_end(&mut text).unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        for record in text.split("WARC/1.1\r\n").skip(1) {
            let field = |name: &str| record.lines().find_map(|l| l.strip_prefix(name)).unwrap_or("").trim().to_owned();
            found.push((field("WARC-Type:"), field("WARC-Target-URI:")));
        }
    }
    found.retain(|(kind, _)| kind == "response" || kind == "revisit");
    found
}

#[test]
fn a_killed_run_leaves_no_page_twice_in_the_archive() {
    let server = Server::pages(Duration::from_millis(3));
    let folder = folder(&[("urls.txt", server.urls(120).as_bytes())]);
    for round in 1..=3 {
        let before = server.asked().len();
        let mut child = begin(folder.path(), &["--warc", "warc"]);
        wait_for(&server, before + 15 * round);
        thread::sleep(Duration::from_millis(17 * round as u64 % 31));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let ran = crawl(folder.path(), &["--warc", "warc"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_each_once(folder.path(), 120);
    let mut answers = archived(folder.path());
    answers.sort();
    answers.dedup();
    assert_eq!((answers.len(), archived(folder.path()).len()), (120, 120));
    assert!(answers.iter().all(|(kind, _)| kind == "response"));
    row(1, "three kills in a crawl of 120 pages with an archive", || {
        "every page once in output and archive after the next run".to_owned()
    });
}

#[test]
fn the_same_body_is_archived_once_and_the_same_story_is_linked() {
    let server = Server::new(|path, _| match path {
        "/2" => html(&story("/1").replace("القريبة", "البعيدة"), Duration::ZERO),
        _ => html(&story("/1"), Duration::ZERO),
    });
    let folder = folder(&[("urls.txt", server.urls(3).as_bytes())]);
    let ran = crawl(folder.path(), &["--warc", "warc", "--concurrency", "1"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    // Pages are read side by side, so that the third may be archived before the second.
    let mut kinds: Vec<String> = archived(folder.path()).into_iter().map(|(kind, _)| kind).collect();
    kinds.sort();
    assert_eq!(kinds, ["response", "response", "revisit"]);
    assert_each_once(folder.path(), 3);
    let told = run_in(folder.path(), &["status"]);
    assert!(told.out.contains("1 repeat another to the letter, 1 but for a few words"), "{}", told.out);
    row(28, "the same bytes, and the same story but for a word", || {
        "a revisit in the archive, and linked in the store; no record is dropped".to_owned()
    });
}

#[test]
fn robots_are_obeyed_and_may_ask_for_time() {
    let times = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&times);
    let server = Server::new(move |path, _| match path {
        "/robots.txt" => html("User-agent: *\nDisallow: /1\nCrawl-delay: 0.3\n", Duration::ZERO),
        _ => {
            noted.lock().unwrap().push(Instant::now());
            html(&story(path), Duration::ZERO)
        }
    });
    let folder = folder(&[("urls.txt", server.urls(4).as_bytes())]);
    // The host's pace is waited for, however short the patience for tries.
    let open = ["--output", "out.jsonl", "--delay", "0", "--retry-delay", "0.01", "--allow-private", "127.0.0.0/8"];
    let ran = run_in(folder.path(), &[&["crawl", "--urls", "urls.txt"], &open[..]].concat());
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("1 failed (1 robots)"), "{}", ran.err);
    assert!(!server.asked().contains(&"/1".to_owned()));
    assert_eq!(server.asked().iter().filter(|path| *path == "/robots.txt").count(), 1);
    let times = times.lock().unwrap();
    let gaps: Vec<Duration> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.len() == 2 && gaps.iter().all(|gap| *gap >= Duration::from_millis(290)), "{gaps:?}");
    row(22, "a crawl with a page that is forbidden", || {
        "not fetched, cause `robots`, the file asked for once".to_owned()
    });
    row(23, "a crawl of a host that asks for 0.3 s", || "no two requests closer".to_owned());
}

#[test]
fn pages_that_have_not_changed_are_not_new() {
    let changed = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&changed);
    let server = Server::new(move |path, head| match path {
        "/0" if head.contains("if-none-match: \"v1\"") => status("304 Not Modified"),
        "/1" => html(&story(path).replace("12 ألف", &format!("1{} ألف", now.load(Ordering::Relaxed))), Duration::ZERO),
        _ => {
            let Answer(line, headers, body, pause) = html(&story(path), Duration::ZERO);
            Answer(line, headers + "ETag: \"v1\"\r\n", body, pause)
        }
    });
    let config = b"[crawl]\nrevisit_days = 0\nwarc = \"warc\"\n";
    let folder = folder(&[("urls.txt", server.urls(3).as_bytes()), ("marsad.toml", config)]);
    let limits = ["--limit", "3"];
    assert_eq!(crawl(folder.path(), &limits).code, 0);
    let again = crawl(folder.path(), &limits);
    assert!(again.err.contains("3 pages, 0 new, 3 unchanged"), "{}", again.err);
    changed.store(3, Ordering::Relaxed);
    let third = crawl(folder.path(), &limits);
    assert!(third.err.contains("3 pages, 1 new (1 article), 2 unchanged"), "{}", third.err);
    assert_eq!(records(folder.path()).len(), 4);
    let revisits = archived(folder.path()).iter().filter(|(kind, _)| kind == "revisit").count();
    assert_eq!(revisits, 5, "of the two later fetches of each page all but the changed one");
    row(27, "a crawl that comes again", || "not counted as new, no second record, a revisit in the archive".to_owned());
}

#[test]
fn a_page_has_the_records_of_all_its_names_only_once() {
    let server = Server::new(|path, _| match path {
        "/old" => Answer("301 Moved", "Location: /new\r\n".to_owned(), Vec::new(), Duration::ZERO),
        "/feed" => feed(&["/old", "/new"]),
        _ => html(&story(path), Duration::ZERO),
    });
    let folder = folder(&[]);
    let feed = format!("{}/feed", server.address);
    let arguments = [&["crawl", "--feed", &feed, "--output", "out.jsonl", "--concurrency", "1"], &OPEN[..]].concat();
    let ran = run_in(folder.path(), &arguments);
    assert_eq!((ran.code, records(folder.path()).len()), (0, 1), "{}", ran.err);
}

/// A feed with these entries.
fn feed(paths: &[&str]) -> Answer {
    let items: String = paths.iter().map(|path| format!("<item><link>{path}</link></item>")).collect();
    html(&format!("<rss version='2.0'><channel><title>أخبار</title>{items}</channel></rss>"), Duration::ZERO)
}

#[test]
fn a_feed_is_looked_at_every_run_and_gives_what_is_new() {
    let runs = AtomicUsize::new(0);
    let server = Server::new(move |path, _| match path {
        "/feed" => match runs.fetch_add(1, Ordering::Relaxed) {
            0 => feed(&["/1", "/2"]),
            _ => feed(&["/3", "/2", "/1"]),
        },
        _ => html(&story(path), Duration::ZERO),
    });
    let config =
        format!("[crawl]\noutput = \"out.jsonl\"\nstale_after = 1\n[[feed]]\nurl = \"{}/feed\"\n", server.address);
    let folder = folder(&[("marsad.toml", config.as_bytes())]);
    let crawl = || run_in(folder.path(), &[&["crawl"], &OPEN[..]].concat());
    for (new, stale) in [(2, false), (1, false), (0, true)] {
        let ran = crawl();
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.contains(&format!("{new} pages, {new} new")), "{}", ran.err);
        assert_eq!(ran.err.contains("nothing new for 1 runs"), stale, "{}", ran.err);
    }
    assert_each_once(folder.path(), 3);
    let told = run_in(folder.path(), &["status"]);
    assert!(told.out.contains("/feed: 3 found, 0 in the last run"), "{}", told.out);
}

#[test]
fn sitemaps_and_sections_lead_to_pages() {
    let server = Server::new(|path, _| match path {
        "/index.xml" => html(
            "<sitemapindex><sitemap><loc>/map.xml</loc></sitemap><sitemap><loc>/index.xml</loc></sitemap></sitemapindex>",
            Duration::ZERO,
        ),
        "/map.xml" => html(
            "<urlset><url><loc>/m/1</loc><lastmod>2026-03-01</lastmod></url><url><loc>/m/2</loc><lastmod>2020-01-01</lastmod></url></urlset>",
            Duration::ZERO,
        ),
        "/economy/" => html(
            "<a href=/about>من نحن</a><a href=/economy/1>1</a><a href=/economy/2>2</a><a href=/economy/video/3>3</a>",
            Duration::ZERO,
        ),
        "/economy/1" => {
            html(&story("/economy/1").replace("</article>", "<a href=/economy/9>9</a></article>"), Duration::ZERO)
        }
        _ => html(&story(path), Duration::ZERO),
    });
    let config = format!(
        "[crawl]\noutput = \"out.jsonl\"\n[[sitemap]]\nurl = \"{0}/index.xml\"\n\
         [[section]]\nurl = \"{0}/economy/\"\nlinks = [\"/economy/*\"]\nleave = [\"/economy/video/*\"]\ndepth = 2\n",
        server.address
    );
    let folder = folder(&[("marsad.toml", config.as_bytes())]);
    let ran = run_in(folder.path(), &[&["crawl", "--since", "2026-01-01"], &OPEN[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let found: Vec<String> = counted(folder.path()).into_keys().map(|url| url.replace(&server.address, "")).collect();
    assert_eq!(found, ["/economy/1", "/economy/2", "/economy/9", "/m/1"]);
    assert_eq!(server.asked().iter().filter(|path| *path == "/index.xml").count(), 1, "no circles");
    row(29, "an index of sitemaps that names itself", || "each is fetched once".to_owned());
}

#[test]
fn a_dry_run_fetches_nothing_and_keeps_nothing() {
    let server = Server::pages(Duration::ZERO);
    let folder = folder(&[("urls.txt", server.urls(3).as_bytes())]);
    let feed = format!("{}/feed", server.address);
    let ran = crawl(folder.path(), &["--dry-run", "--feed", &feed]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, 4), "{}", ran.err);
    assert!(ran.out.starts_with(&format!("feed\t{feed}\n")), "{}", ran.out);
    assert!(server.asked().is_empty());
    assert!(!folder.path().join("marsad.db").exists() && !folder.path().join("out.jsonl").exists());
}

#[test]
fn a_configuration_is_written_once() {
    let folder = folder(&[]);
    assert_eq!(run_in(folder.path(), &["init"]).code, 0);
    let again = run_in(folder.path(), &["init"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is there already"), "{}", again.err);
    let ran = run_in(folder.path(), &["crawl"]);
    assert!(ran.code == 2 && ran.err.contains("no address to begin with"), "the template names none: {}", ran.err);
}

#[test]
fn a_run_can_be_watched_by_machines() {
    let server = Server::new(|path, _| match path {
        "/2" => status("404 Not Found"),
        _ => html(&story(path), Duration::ZERO),
    });
    let folder = folder(&[("urls.txt", server.urls(3).as_bytes())]);
    let ran = crawl(folder.path(), &["--metrics", "run.prom", "--log-format", "json"]);
    assert_eq!(ran.code, 1);
    let lines: Vec<serde_json::Value> = ran.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().any(|line| line["cause"] == "status_404"), "{}", ran.err);
    assert_eq!((&lines.last().unwrap()["pages"], &lines.last().unwrap()["exit"]), (&2.into(), &1.into()));
    let metrics = fs::read_to_string(folder.path().join("run.prom")).unwrap();
    assert!(metrics.contains("\nmarsad_run_failures{cause=\"status_404\"} 1\n"), "{metrics}");
    assert!(metrics.contains("\nmarsad_run_exit_code 1\n") && metrics.contains("\nmarsad_run_new 2\n"), "{metrics}");
}

#[test]
fn a_full_disk_ends_the_run_in_order_and_the_next_goes_on() {
    let server = Server::pages(Duration::ZERO);
    let folder = folder(&[("urls.txt", server.urls(150).as_bytes())]);
    let program = marsad(&[]).get_program().to_str().unwrap().to_owned();
    // Blocks of 512 bytes or of a KiB, as the shell has it: room for some of the pages.
    let script = format!("ulimit -f 300; exec {program} {}", arguments(&["--warc", "warc"]).join(" "));
    let mut shell = Command::new("sh");
    let ended = shell.args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    assert_eq!(ended.status.code(), Some(3), "{}", String::from_utf8_lossy(&ended.stderr));
    assert!(records(folder.path()).len() < 150);
    let ran = crawl(folder.path(), &["--warc", "warc"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_each_once(folder.path(), 150);
    assert_eq!(archived(folder.path()).len(), 150);
    row(4, "a limit on the size of store, archive and output", || {
        "exit code 3, no half record; the next run writes every page once".to_owned()
    });
}

#[test]
fn a_dead_host_holds_nobody_up() {
    let dead = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = Server::pages(Duration::ZERO);
    let dead: String = (0..40).map(|n| format!("http://{dead}/{n}\n")).collect();
    let folder = folder(&[("urls.txt", (dead + &server.urls(40)).as_bytes())]);
    let began = Instant::now();
    let ran = crawl(folder.path(), &["--retry-delay", "0.05"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_each_once(folder.path(), 40);
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    let told = run_in(folder.path(), &["status"]);
    assert!(
        !told.out.contains("given up") || told.out.contains("of which 0 given up"),
        "kept for the next run: {}",
        told.out
    );
    row(25, "a crawl with a dead host", || "the other's pages come, its own are kept for the next run".to_owned());
}

#[test]
fn few_open_files_mean_few_fetches() {
    let server = Server::pages(Duration::from_millis(1));
    let folder = folder(&[("urls.txt", server.urls(200).as_bytes())]);
    let program = marsad(&[]).get_program().to_str().unwrap().to_owned();
    let script = format!("ulimit -n 64; exec {program} {} --concurrency 10000", arguments(&[]).join(" "));
    let ended = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    assert_each_once(folder.path(), 200);
    row(39, "64 file descriptors and a crawl with a concurrency of 10,000", || "every page comes".to_owned());
}

#[test]
fn articles_are_found_by_their_words() {
    let server = Server::pages(Duration::ZERO);
    let folder = folder(&[("urls.txt", server.urls(3).as_bytes())]);
    assert_eq!(crawl(folder.path(), &[]).code, 0);
    let found = run_in(folder.path(), &["search", "هيئه", "زائر"]);
    assert_eq!((found.code, found.out.matches("[الهيئة]").count()), (0, 3), "{}", found.out);
    assert_eq!(run_in(folder.path(), &["search", "بركان"]).out, "");
}
