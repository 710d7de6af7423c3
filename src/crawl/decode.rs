//! Content encodings: from the bytes on the wire to the bytes of the page, whole or not at all.

use std::io::{self, Read};

use brotli_decompressor::{BrotliDecompressStream, BrotliResult, BrotliState, StandardAlloc};
use bytes::Bytes;
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::FetchError;
use super::error::clipped;

/// What requests say that we can read.
pub(super) const ACCEPTED: &str = "gzip, deflate, br";

/// Encodings laid over each other: one by the page's maker, one by a cache on the way. More than that is an attack.
const LAYERS: usize = 2;

/// Room made at first for so many times the wire bytes; HTML shrinks to a fifth or less.
const GROWTH: usize = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
    Brotli,
}

/// Undoes the encodings that the `Content-Encoding` headers name, the last one first. Without any, the bytes are lent, not copied.
///
/// # Errors
/// [`FetchError::Decode`] when the bytes are not so encoded, end too early or go on behind the end; [`FetchError::TooLarge`] when they come to
/// more than `most` bytes.
pub(super) fn decoded(wire: &Bytes, encodings: &str, most: usize) -> Result<Bytes, FetchError> {
    let mut bytes = wire.clone();
    // An answer without a body has nothing to decode, whatever its headers say.
    let layers = if wire.is_empty() { Vec::new() } else { codings(encodings)? };
    for coding in layers.iter().rev() {
        bytes = Bytes::from(undone(&bytes, *coding, most)?);
    }
    if bytes.len() > most { Err(FetchError::TooLarge(most)) } else { Ok(bytes) }
}

fn codings(encodings: &str) -> Result<Vec<Coding>, FetchError> {
    let mut found = Vec::new();
    for name in encodings.split(',').map(|name| name.trim().to_ascii_lowercase()) {
        match name.as_str() {
            // "utf-8" is no encoding, yet servers are set up to say so.
            "" | "identity" | "none" | "utf-8" => {}
            "gzip" | "x-gzip" => found.push(Coding::Gzip),
            "deflate" => found.push(Coding::Deflate),
            "br" => found.push(Coding::Brotli),
            other => return Err(FetchError::Decode(format!("by {}, which was not asked for", clipped(other)))),
        }
    }
    if found.len() > LAYERS { Err(FetchError::Decode(format!("{} times over", found.len()))) } else { Ok(found) }
}

fn undone(wire: &[u8], coding: Coding, most: usize) -> Result<Vec<u8>, FetchError> {
    let mut plain = Vec::with_capacity(wire.len().saturating_mul(GROWTH).min(most));
    let rest = match coding {
        Coding::Gzip => gunzip(wire, &mut plain, most),
        Coding::Deflate => inflate(wire, &mut plain, most),
        Coding::Brotli => unbrotli(wire, &mut plain, most),
    };
    match rest {
        _ if plain.len() > most => Err(FetchError::TooLarge(most)),
        Ok(0) => Ok(plain),
        Ok(left) => Err(FetchError::Decode(format!("with {left} bytes behind its end"))),
        Err(error) => Err(FetchError::Decode(format!("in a way that cannot be read ({error})"))),
    }
}

/// Reads all gzip members that follow each other; gives the number of bytes that are none.
fn gunzip(wire: &[u8], plain: &mut Vec<u8>, most: usize) -> io::Result<usize> {
    let mut rest = wire;
    loop {
        GzDecoder::new(&mut rest).take(room(plain, most)).read_to_end(plain)?;
        if plain.len() > most || !rest.starts_with(&[0x1f, 0x8b]) {
            return Ok(rest.len());
        }
    }
}

/// `deflate` means the zlib format (RFC 9110), but some servers send the bare stream.
fn inflate(mut wire: &[u8], plain: &mut Vec<u8>, most: usize) -> io::Result<usize> {
    let room = room(plain, most);
    let zlib = matches!(wire, [first, second, ..] if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0);
    if zlib {
        ZlibDecoder::new(&mut wire).take(room).read_to_end(plain)?;
    } else {
        DeflateDecoder::new(&mut wire).take(room).read_to_end(plain)?;
    }
    Ok(wire.len())
}

/// What may still be read: one byte more than allowed, so that too much is noticed.
fn room(plain: &[u8], most: usize) -> u64 {
    (most - plain.len()) as u64 + 1
}

fn unbrotli(wire: &[u8], plain: &mut Vec<u8>, most: usize) -> io::Result<usize> {
    const PIECE: usize = 64 << 10;
    let alloc = StandardAlloc::default;
    let mut state = BrotliState::new(alloc(), alloc(), alloc());
    let mut piece = vec![0; PIECE];
    let (mut left, mut at, mut total) = (wire.len(), 0, 0);
    while plain.len() <= most {
        let (mut free, mut filled) = (PIECE, 0);
        let result = BrotliDecompressStream(
            &mut left,
            &mut at,
            wire,
            &mut free,
            &mut filled,
            &mut piece,
            &mut total,
            &mut state,
        );
        plain.extend_from_slice(&piece[..filled]);
        match result {
            BrotliResult::ResultSuccess => break,
            BrotliResult::NeedsMoreOutput => {}
            BrotliResult::NeedsMoreInput => return Err(io::ErrorKind::UnexpectedEof.into()),
            BrotliResult::ResultFailure => return Err(io::ErrorKind::InvalidData.into()),
        }
    }
    Ok(left)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    /// «خبر» a hundred times over, compressed by Google's brotli at its best.
    const BROTLI: &[u8] =
        &[0x1b, 0x57, 0x02, 0xf8, 0xa5, 0xb1, 0x51, 0x63, 0x5d, 0x47, 0x6d, 0x71, 0x00, 0x06, 0x26, 0x07];

    fn text() -> Vec<u8> {
        "خبر".repeat(100).into_bytes()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn bare(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(wire: &[u8], encodings: &str) -> Result<Vec<u8>, FetchError> {
        decoded(&Bytes::copy_from_slice(wire), encodings, 1 << 20).map(|bytes| bytes.to_vec())
    }

    #[test]
    fn every_encoding_is_undone() {
        let plain = text();
        for (wire, encodings) in [
            (plain.clone(), ""),
            (plain.clone(), "identity, none"),
            (gzip(&plain), "gzip"),
            (gzip(&plain), "X-GZIP"),
            ([gzip(&plain[..100]), gzip(&plain[100..])].concat(), "gzip"),
            (zlib(&plain), "deflate"),
            (bare(&plain), "deflate"),
            (BROTLI.to_vec(), "br"),
            (gzip(&zlib(&plain)), "deflate, gzip"),
            (gzip(BROTLI), "br,gzip"),
        ] {
            assert_eq!(read(&wire, encodings).as_ref(), Ok(&plain), "{encodings}");
        }
        assert_eq!(read(b"", "gzip"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_cut_anywhere_is_refused() {
        let plain = text();
        for (wire, encodings) in [(gzip(&plain), "gzip"), (zlib(&plain), "deflate"), (BROTLI.to_vec(), "br")] {
            for end in 1..wire.len() {
                let cut = read(&wire[..end], encodings);
                assert!(matches!(cut, Err(FetchError::Decode(_))), "{encodings} cut at {end}: {cut:?}");
            }
            let long = [wire, b"junk".to_vec()].concat();
            assert!(matches!(read(&long, encodings), Err(FetchError::Decode(_))), "{encodings} with junk");
            assert!(matches!(read(&plain, encodings), Err(FetchError::Decode(_))), "{encodings} that is none");
        }
    }

    #[test]
    fn a_bomb_is_cut() {
        let bomb = gzip(&vec![0; 64 << 20]);
        assert_eq!(read(&bomb, "gzip"), Err(FetchError::TooLarge(1 << 20)));
        assert_eq!(read(&gzip(&bomb), "gzip, gzip"), Err(FetchError::TooLarge(1 << 20)));
        assert!(matches!(read(&gzip(&gzip(&bomb)), "gzip, gzip, gzip"), Err(FetchError::Decode(_))));
        let pages = vec![b'x'; 1 << 20];
        assert!(read(&gzip(&pages), "gzip").is_ok() && read(&pages, "").is_ok());
    }

    #[test]
    fn an_encoding_not_asked_for_is_named() {
        assert!(read(b"x", "zstd").unwrap_err().to_string().contains("zstd"));
        assert!(!read(b"x", "\u{1b}[31m").unwrap_err().to_string().contains('\u{1b}'));
    }
}
