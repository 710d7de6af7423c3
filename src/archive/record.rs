//! A record as it was read, and what a server said in it.

use std::borrow::Cow;

use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::decode::{self, Undecodable};
use super::field::Fields;
use super::index::status;
use super::plain::Spot;
use super::reader::head_end;

/// A record of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Where it begins in the file: the offset of its gzip member, or its own where nothing is packed.
    pub offset: u64,
    /// Plain bytes of that member before it: 0 unless members hold more than one record.
    pub within: u64,
    /// The type, in small letters: `response`, `resource`, `conversion`, `revisit`, `request`…
    pub kind: String,
    /// The address, without the angle brackets that wget puts around it.
    pub target_uri: Option<String>,
    /// `WARC-Date` as written.
    pub date: Option<String>,
    /// What the server said before the payload.
    pub http: Option<HttpHead>,
    /// Bytes of the block, of which more than the reader's limit were not kept.
    pub length: u64,
    fields: Fields,
    block: Vec<u8>,
    /// Where in the block the payload begins.
    payload: usize,
}

/// Status line and headers of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpHead {
    /// The status code; `None` where the line has none.
    pub status: Option<u16>,
    fields: Fields,
}

impl HttpHead {
    /// The first value of a header, in whatever case it is written.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.fields.get(name)
    }

    /// Reads the head of a block, and says where the payload begins.
    fn read(block: &[u8]) -> Option<(Self, usize)> {
        if !block.starts_with(b"HTTP") && !block.starts_with(b"ICY ") {
            return None;
        }
        let end = head_end(block).unwrap_or(block.len());
        let lines = &block[..end];
        let first = memchr::memchr(b'\n', lines).map_or(end, |at| at + 1);
        let status = status(lines).and_then(|code| code.parse().ok());
        Some((Self { status, fields: Fields::read(&lines[first..]) }, end))
    }
}

impl Record {
    pub(super) fn new(spot: Spot, fields: Fields, block: Vec<u8>, length: u64) -> Self {
        let value = |name| fields.get(name).map(str::to_owned);
        let kind = fields.get("WARC-Type").unwrap_or_default().to_ascii_lowercase();
        let bare = |uri: String| uri.trim_start_matches('<').trim_end_matches('>').to_owned();
        let head = if matches!(kind.as_str(), "response" | "revisit") { HttpHead::read(&block) } else { None };
        let (http, payload) = head.map_or((None, 0), |(head, at)| (Some(head), at));
        Self {
            offset: spot.offset,
            within: spot.within,
            kind,
            target_uri: value("WARC-Target-URI").map(bare),
            date: value("WARC-Date"),
            http,
            length,
            fields,
            block,
            payload,
        }
    }

    /// The first value of a WARC field, in whatever case it is written.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name)
    }

    /// Whether all of the block was kept.
    pub fn is_whole(&self) -> bool {
        self.block.len() as u64 == self.length
    }

    /// The payload as archived: the body of a response, or the block of a record that holds none.
    pub fn payload(&self) -> &[u8] {
        &self.block[self.payload..]
    }

    /// The payload without chunks and content encodings, at most `limit` bytes of it.
    ///
    /// # Errors
    /// See [`Undecodable`].
    pub fn decoded(&self, limit: usize) -> Result<Cow<'_, [u8]>, Undecodable> {
        let header = |name| self.http.as_ref().and_then(|head| head.header(name));
        decode::body(self.payload(), header("Transfer-Encoding"), header("Content-Encoding"), limit)
    }

    /// Whether the block is what the archive says that was archived; `None` where it does not say, or not all of the block was kept.
    pub fn is_as_archived(&self) -> Option<bool> {
        let (algorithm, said) = self.fields.get("WARC-Block-Digest")?.split_once(':')?;
        if !self.is_whole() {
            return None;
        }
        let digest = match algorithm.to_ascii_lowercase().as_str() {
            "sha1" => Sha1::digest(&self.block).to_vec(),
            "sha256" | "sha-256" => Sha256::digest(&self.block).to_vec(),
            _ => return None,
        };
        Some(
            said.eq_ignore_ascii_case(&hex(&digest))
                || said.trim_end_matches('=').eq_ignore_ascii_case(&base32(&digest)),
        )
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Base 32 (RFC 4648, 6) without padding, as most crawlers write digests.
fn base32(bytes: &[u8]) -> String {
    let bits = |group: &[u8]| (0..5).fold(0u64, |bits, at| bits << 8 | u64::from(group.get(at).copied().unwrap_or(0)));
    let letters = |group: &[u8]| {
        let bits = bits(group);
        let count = (group.len() * 8).div_ceil(5);
        (0..count).map(move |at| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(bits >> (35 - 5 * at)) as usize & 31]))
    };
    bytes.chunks(5).flat_map(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_compared_in_both_spellings() {
        let record = |digest: &str| {
            let fields = Fields::read(format!("WARC-Type: resource\nWARC-Block-Digest: {digest}\n").as_bytes());
            Record::new(Spot::default(), fields, b"abc".to_vec(), 3).is_as_archived()
        };
        assert_eq!(record("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"), Some(true));
        assert_eq!(record("SHA1:a9993e364706816aba3e25717850c26c9cd0d89d"), Some(true));
        assert_eq!(record("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE6"), Some(false));
        assert_eq!(record("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), Some(true));
        assert_eq!(record("crc32:1"), None);
    }

    #[test]
    fn careless_heads_are_read() {
        for head in [
            "HTTP/1.1 200\nContent-type:text/html\n\nx",
            "HTTP/2 200 \r\nCONTENT-TYPE : text/html\r\nno colon\r\n\r\nx",
        ] {
            let (http, at) = HttpHead::read(head.as_bytes()).unwrap();
            assert_eq!((http.status, http.header("content-type"), &head[at..]), (Some(200), Some("text/html"), "x"));
        }
        assert_eq!(HttpHead::read(b"<html>"), None);
        assert_eq!(HttpHead::read(b"HTTP/1.1 abc").unwrap().0.status, None);
    }
}
