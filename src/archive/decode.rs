//! What a server sent, without the encodings around it.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use thiserror::Error;

/// Most encodings undone: honest servers use one.
const MOST_ENCODINGS: usize = 2;

/// Why a body cannot be decoded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Undecodable {
    /// An encoding that we do not know.
    #[error("content encoding {0} is not known")]
    Unknown(String),
    /// More encodings than a server needs.
    #[error("{0} content encodings on top of each other")]
    TooMany(usize),
    /// It breaks off or is damaged: what came before is not the page.
    #[error("its content encoding {0} is damaged or cut")]
    Damaged(String),
    /// More bytes than are taken.
    #[error("it has more than {} MB", .0 >> 20)]
    TooLarge(usize),
}

/// Undoes transfer and content encodings. Crawlers often undo them and leave the header: a body that is plainly not encoded as said is taken as
/// it is.
pub(super) fn body<'b>(
    body: &'b [u8],
    transfer: Option<&str>,
    content: Option<&str>,
    limit: usize,
) -> Result<Cow<'b, [u8]>, Undecodable> {
    let chunked = transfer.is_some_and(|said| said.to_ascii_lowercase().contains("chunked"));
    let joined = if chunked { unchunked(body) } else { None };
    let mut body = joined.map_or(Cow::Borrowed(body), Cow::Owned);
    let encodings = content.unwrap_or("").to_ascii_lowercase();
    let none = |name: &&str| matches!(*name, "" | "identity" | "none" | "utf-8");
    let encodings: Vec<&str> = encodings.split(',').map(str::trim).filter(|name| !none(name)).collect();
    if encodings.len() > MOST_ENCODINGS {
        return Err(Undecodable::TooMany(encodings.len()));
    }
    for encoding in encodings.iter().rev() {
        body = unpacked(&body, encoding, limit)?.map_or(body, Cow::Owned);
    }
    if body.len() > limit { Err(Undecodable::TooLarge(limit)) } else { Ok(body) }
}

/// The body without an encoding; `None` where it stands there plainly, whatever is said of it.
fn unpacked(body: &[u8], encoding: &str, limit: usize) -> Result<Option<Vec<u8>>, Undecodable> {
    let outcome = match encoding {
        "gzip" | "x-gzip" if !body.starts_with(b"\x1f\x8b") => return Ok(None),
        "gzip" | "x-gzip" => all(MultiGzDecoder::new(body), limit),
        "deflate" if is_zlib(body) => all(ZlibDecoder::new(body), limit),
        "deflate" => all(DeflateDecoder::new(body), limit),
        "br" => all(brotli_decompressor::Decompressor::new(body, 16 << 10), limit),
        other => return Err(Undecodable::Unknown(other.to_owned())),
    };
    match outcome {
        Ok(plain) if plain.len() > limit => Err(Undecodable::TooLarge(limit)),
        Ok(plain) => Ok(Some(plain)),
        Err(_) if is_plain(body) => Ok(None),
        Err(_) => Err(Undecodable::Damaged(encoding.to_owned())),
    }
}

/// At most one byte more than the limit.
fn all(from: impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    from.take(limit as u64 + 1).read_to_end(&mut plain)?;
    Ok(plain)
}

/// The header of zlib (RFC 1950): method 8, and a check sum over two bytes. Many servers send bare deflate data instead.
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..] if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// Whether the bytes are mark-up as they stand.
fn is_plain(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<") && std::str::from_utf8(&body[..body.len().min(16)]).is_ok()
}

/// The data of a chunked body (RFC 9112, 7.1) up to its last whole chunk; `None` when it is not chunked.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut plain, mut rest) = (Vec::with_capacity(body.len()), body);
    loop {
        let end = memchr::memchr(b'\n', &rest[..rest.len().min(4096)])?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        let data = rest.get(end + 1..)?;
        if size == 0 {
            return Some(plain);
        }
        plain.extend_from_slice(data.get(..size)?);
        rest = &data[size..];
        rest = rest.strip_prefix(b"\r").unwrap_or(rest).strip_prefix(b"\n")?;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const PAGE: &[u8] = "<html><p>بلغ عدد المشتركين 5 ملايين</p></html>".as_bytes();

    fn gzip() -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(PAGE).unwrap();
        packer.finish().unwrap()
    }

    fn decoded(bytes: &[u8], transfer: Option<&str>, content: Option<&str>) -> Result<Vec<u8>, String> {
        body(bytes, transfer, content, 1 << 20).map(Cow::into_owned).map_err(|e| e.to_string())
    }

    #[test]
    fn encodings_are_undone() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(PAGE).unwrap();
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::fast());
        bare.write_all(PAGE).unwrap();
        // "<p>5</p>" by the brotli tool, stored: brotli has no packer here.
        let brotli = b"\x8b\x03\x80<p>5</p>\x03";
        assert_eq!(decoded(&gzip(), None, Some("GZIP")).unwrap(), PAGE);
        assert_eq!(decoded(&zlib.finish().unwrap(), None, Some("deflate")).unwrap(), PAGE);
        assert_eq!(decoded(&bare.finish().unwrap(), None, Some("deflate")).unwrap(), PAGE);
        assert_eq!(decoded(brotli, None, Some("br")).unwrap(), b"<p>5</p>");
        assert_eq!(decoded(PAGE, None, Some("identity, utf-8")).unwrap(), PAGE);
    }

    #[test]
    fn chunks_are_joined_where_there_are_any() {
        let chunked = [b"5;x=y\r\n<html\r\n".as_slice(), b"3\n><p\r\n0\r\n\r\n"].concat();
        assert_eq!(decoded(&chunked, Some("Chunked"), None).unwrap(), b"<html><p");
        assert_eq!(decoded(PAGE, Some("chunked"), None).unwrap(), PAGE);
        assert_eq!(decoded(b"ffffffffffffffff\r\nx", Some("chunked"), None).unwrap(), b"ffffffffffffffff\r\nx");
    }

    #[test]
    fn a_header_left_behind_does_no_harm() {
        for encoding in ["gzip", "deflate", "br"] {
            assert_eq!(decoded(PAGE, None, Some(encoding)).unwrap(), PAGE, "{encoding}");
        }
    }

    #[test]
    fn half_a_page_is_no_page() {
        let half = &gzip()[..40];
        assert_eq!(decoded(half, None, Some("gzip")).unwrap_err(), "its content encoding gzip is damaged or cut");
        assert!(decoded(PAGE, None, Some("zstd")).is_err());
        assert!(decoded(PAGE, None, Some("gzip, gzip, gzip")).is_err());
    }

    #[test]
    fn a_bomb_is_cut() {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&vec![b' '; 8 << 20]).unwrap();
        let bomb = packer.finish().unwrap();
        assert!(bomb.len() < 20_000);
        assert_eq!(decoded(&bomb, None, Some("gzip")).unwrap_err(), "it has more than 1 MB");
    }
}
