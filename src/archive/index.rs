//! The CDXJ index of a segment: one sorted line a response, by which replay finds it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::field::Fields;
use super::name::{OPEN, SEGMENT};
use super::surt;

/// What an index says of a response or revisit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Entry {
    pub(super) url: String,
    #[serde(skip)]
    pub(super) date: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) mime: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) status: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) digest: String,
}

/// The JSON of a line.
#[derive(Serialize)]
struct Line<'l> {
    #[serde(flatten)]
    entry: &'l Entry,
    length: String,
    offset: String,
    filename: &'l str,
}

impl Entry {
    /// Reads the beginning of a record; `None` of one that has no place in an index, such as a request.
    pub(super) fn read(record: &[u8]) -> Option<Self> {
        let fields = Fields::read(after_line(record));
        let kind = fields.get("WARC-Type")?;
        if !matches!(kind, "response" | "revisit") {
            return None;
        }
        let value = |name| fields.get(name).unwrap_or_default().to_owned();
        let http = memchr::memmem::find(record, b"\r\n\r\n").map_or(&record[..0], |at| &record[at + 4..]);
        let entry = Self {
            url: value("WARC-Target-URI"),
            date: value("WARC-Date"),
            digest: value("WARC-Payload-Digest"),
            ..Self::default()
        };
        Some(entry.of_http(kind == "revisit", http))
    }

    /// The entry with what an HTTP head says.
    pub(super) fn of_http(self, revisit: bool, head: &[u8]) -> Self {
        let fields = Fields::read(after_line(head));
        let mime = fields.get("Content-Type").and_then(|value| value.split(';').next()).unwrap_or("").trim();
        let mime = if revisit { "warc/revisit" } else { mime };
        Self { status: status(head).unwrap_or_default(), mime: mime.to_owned(), ..self }
    }

    fn line(&self, offset: u64, length: u64, filename: &str) -> String {
        let time: String = self.date.chars().filter(char::is_ascii_digit).take(14).collect();
        let line = Line { entry: self, length: length.to_string(), offset: offset.to_string(), filename };
        // Only maps with odd keys and broken writers make JSON fail: there are none.
        format!("{} {time} {}\n", surt(&self.url), serde_json::to_string(&line).unwrap_or_default())
    }
}

/// The status code of an HTTP head.
pub(super) fn status(head: &[u8]) -> Option<String> {
    let code = head.split(|b| *b == b' ' || *b == b'\n').nth(1)?;
    let code = code.trim_ascii();
    (code.len() == 3 && code.iter().all(u8::is_ascii_digit)).then(|| String::from_utf8_lossy(code).into_owned())
}

fn after_line(head: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', head).map_or(&head[..0], |end| &head[end + 1..])
}

/// The lines of a segment in work: some 300 bytes an exchange.
#[derive(Debug)]
pub(super) struct Index {
    filename: String,
    lines: Vec<Box<str>>,
}

impl Index {
    /// The empty index of a segment, by its name without `.open`.
    pub(super) fn new(filename: String) -> Self {
        Self { filename, lines: Vec::new() }
    }

    pub(super) fn add(&mut self, entry: &Entry, offset: u64, length: u64) {
        self.lines.push(entry.line(offset, length, &self.filename).into_boxed_str());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Writes the lines, sorted, to the `.cdxj` file beside the segment, which is there as a whole or not at all.
    pub(super) fn write(mut self, folder: &Path) -> io::Result<()> {
        self.lines.sort_unstable();
        let place = path(folder, &self.filename);
        let open = place.with_added_extension(&OPEN[1..]);
        let mut file = io::BufWriter::new(File::create(&open)?);
        self.lines.iter().try_for_each(|line| file.write_all(line.as_bytes()))?;
        file.into_inner()?.sync_all()?;
        fs::rename(open, place)
    }
}

/// Where the index of a segment stands.
pub(super) fn path(folder: &Path, segment: &str) -> PathBuf {
    folder.join(format!("{}.cdxj", segment.strip_suffix(SEGMENT).unwrap_or(segment)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_where_a_response_stands() {
        let record = b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.com/\"a\"\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n\
            WARC-Payload-Digest: sha256:00\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n\r\n<p>";
        let line = Entry::read(record).unwrap().line(7, 9, "a.warc.gz");
        let json = r#"{"url":"http://example.com/\"a\"","mime":"text/html","status":"200","digest":"sha256:00","length":"9","offset":"7","filename":"a.warc.gz"}"#;
        assert_eq!(line, format!("com,example)/\"a\" 20260102030405 {json}\n"));
    }

    #[test]
    fn requests_have_no_line() {
        assert_eq!(Entry::read(b"WARC/1.1\r\nWARC-Type: request\r\n\r\n"), None);
        assert_eq!(Entry::read(b"no record"), None);
    }
}
