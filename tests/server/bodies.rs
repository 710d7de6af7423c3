//! Bodies that servers send: pages, and what goes wrong with them when they are compressed.

use std::io::Write;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};

/// A small article, one for each number.
pub fn page(number: usize) -> String {
    format!(
        "<html><head><title>خبر {number}</title></head><body><h1>خبر {number}</h1><p>نشرت الهيئة أرقام العام، وقالت إن عدد متابعي صفحتها بلغ {} ألف متابع، وإنها ستعود إليها في الربيع.</p></body></html>",
        number + 11
    )
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A brotli stream (RFC 7932) of stored blocks: a window of 16 bits, the bytes in pieces of 65,536, and the last empty block.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    // The window takes one bit; after it each block's head of 20 bits, of which the last is on a byte's edge.
    let (mut stream, mut bits, mut held) = (Vec::new(), 0u32, 1u32);
    let push = |stream: &mut Vec<u8>, bits: &mut u32, held: &mut u32, value: u32, count: u32| {
        *bits |= value << *held;
        *held += count;
        while *held >= 8 {
            stream.push(*bits as u8);
            *bits >>= 8;
            *held -= 8;
        }
    };
    for piece in bytes.chunks(1 << 16) {
        push(&mut stream, &mut bits, &mut held, 0, 1); // not the last
        push(&mut stream, &mut bits, &mut held, 0, 2); // four nibbles of length
        push(&mut stream, &mut bits, &mut held, piece.len() as u32 - 1, 16);
        push(&mut stream, &mut bits, &mut held, 1, 1); // stored
        if held > 0 {
            stream.push(bits as u8);
            (bits, held) = (0, 0);
        }
        stream.extend_from_slice(piece);
    }
    push(&mut stream, &mut bits, &mut held, 0b11, 2); // the last, and empty
    stream.push(bits as u8);
    stream
}

/// One megabyte that becomes a gigabyte: gzip members of zeros, one behind the other.
pub fn bomb() -> Vec<u8> {
    gzip(&vec![0; 16 << 20]).repeat(64)
}
