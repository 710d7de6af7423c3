//! Patterns of addresses: `*` stands for anything, `$` at the end for the end; whatever follows a match is free otherwise.

use memchr::memmem;

/// A pattern as `robots.txt` and the link filters of sections write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// What stands between the stars; the first piece stands at the beginning.
    pieces: Vec<Box<[u8]>>,
    /// Whether the match must reach the end.
    ends: bool,
    /// Bytes of the pattern as written: the measure of how special it is.
    length: usize,
}

impl Pattern {
    /// Reads a pattern; every string is one.
    pub fn new(written: &[u8]) -> Self {
        let ends = written.ends_with(b"$");
        let body = &written[..written.len() - usize::from(ends)];
        let mut pieces: Vec<Box<[u8]>> = body.split(|b| *b == b'*').map(Box::from).collect();
        // Several stars in a row are one.
        let last = pieces.len() - 1;
        let mut at = 0;
        pieces.retain(|piece| {
            at += 1;
            !piece.is_empty() || at == 1 || at - 1 == last
        });
        Self { pieces, ends, length: written.len() }
    }

    /// Bytes of the pattern as written, stars and `$` included.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whether the pattern fits. Each piece is taken at its first place, which leaves the most for the others, so the work is linear.
    pub fn matches(&self, address: &[u8]) -> bool {
        let Some((first, others)) = self.pieces.split_first() else { return true };
        let Some(mut rest) = address.strip_prefix(&**first) else { return false };
        let Some((last, middle)) = others.split_last() else { return !self.ends || rest.is_empty() };
        for piece in middle {
            let Some(at) = memmem::find(rest, piece) else { return false };
            rest = &rest[at + piece.len()..];
        }
        if self.ends { rest.ends_with(last) } else { memmem::find(rest, last).is_some() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_ends() {
        for (pattern, fitting, other) in [
            ("/a", "/a /ab /a/b", "/ /b /A"),
            ("/a$", "/a", "/ab /a/"),
            ("/a*$", "/a /ab", "/b"),
            ("*", "/ /a", ""),
            ("/*.php", "/a.php /a.php?x /b/.phpx", "/a.html"),
            ("/*.php$", "/a.php /a.php.php", "/a.php?x"),
            ("/a*b*c", "/abc /axxbyyc /abcabc", "/acb /ab"),
            ("/a***b$", "/ab /axb", "/abx"),
            ("/*aa$", "/aaa /aa", "/a"),
            ("/a$b", "/a$b", "/a"),
            ("", "/ /a", ""),
            ("$", "", "/"),
        ] {
            let pattern = Pattern::new(pattern.as_bytes());
            assert!(fitting.split_whitespace().all(|a| pattern.matches(a.as_bytes())), "{pattern:?}");
            assert!(!other.split_whitespace().any(|a| pattern.matches(a.as_bytes())), "{pattern:?}");
        }
    }
}
