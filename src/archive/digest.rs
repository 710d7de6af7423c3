//! Digests as WARC writes them.

use sha2::{Digest, Sha256};

/// `sha256:` and the hex digest of a payload as it came: content encodings kept, transfer encodings removed.
///
/// SHA-1, which older crawlers write, can be forged (Stevens et al. 2017): a copy that is cited as evidence needs better.
pub fn payload_digest(body: &[u8]) -> String {
    digest_of(&[body])
}

/// The digest of pieces that follow each other.
pub(super) fn digest_of(pieces: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    pieces.iter().for_each(|piece| hasher.update(piece));
    let mut written = String::from("sha256:");
    for byte in hasher.finalize() {
        written.extend([byte >> 4, byte & 15].map(|nibble| char::from_digit(nibble.into(), 16).unwrap_or('0')));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_nothing_is_the_known_one() {
        let known = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(payload_digest(b""), known);
        assert_eq!(digest_of(&[b"a", b"", b"b"]), payload_digest(b"ab"));
    }
}
