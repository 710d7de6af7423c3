//! Names of segments: unique, sorted by age, and telling which run wrote them.

use std::fmt;

use jiff::Timestamp;
use uuid::Uuid;

/// The end of a whole segment's name.
pub(super) const SEGMENT: &str = ".warc.gz";
/// What follows it while the segment is in work.
pub(super) const OPEN: &str = ".open";

/// Most characters of a prefix: with what follows it a name stays far below the 255 bytes of file systems.
const LONGEST_PREFIX: usize = 64;

/// `PREFIX-TIME-SERIES-SERIAL.warc.gz`. A series is what one store wrote from its first run on; two that write to one folder at the same
/// time do not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    prefix: String,
    time: String,
    series: String,
    pub(super) serial: u32,
}

impl Name {
    /// The first name of a new series.
    pub(super) fn first(prefix: &str) -> Self {
        let series = Uuid::new_v4().simple().to_string()[..8].to_owned();
        Self { prefix: safe(prefix), time: now(), series, serial: 1 }
    }

    /// The next name of the same series.
    pub(super) fn next(&self) -> Self {
        Self { time: now(), serial: self.serial + 1, ..self.clone() }
    }

    /// Reads a segment's name, with or without `.open`.
    pub(super) fn parse(file: &str) -> Option<Self> {
        let stem = file.strip_suffix(OPEN).unwrap_or(file).strip_suffix(SEGMENT)?;
        let mut parts = stem.rsplitn(4, '-');
        let serial = parts.next()?.parse().ok()?;
        let (series, time, prefix) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { prefix: prefix.to_owned(), time: time.to_owned(), series: series.to_owned(), serial })
    }

    /// Whether `other` is of the same series and was begun later.
    pub(super) fn is_before(&self, other: &Name) -> bool {
        self.prefix == other.prefix && self.series == other.series && self.serial < other.serial
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}-{:05}{SEGMENT}", self.prefix, self.time, self.series, self.serial)
    }
}

fn now() -> String {
    Timestamp::now().strftime("%Y%m%d%H%M%S").to_string()
}

/// A prefix that stays in its folder and means nothing to a shell.
fn safe(prefix: &str) -> String {
    let safe = prefix.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' });
    safe.take(LONGEST_PREFIX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back() {
        let first = Name::first("marsad");
        let second = first.next();
        assert_eq!(Name::parse(&second.to_string()), Some(second.clone()));
        assert_eq!(Name::parse(&format!("{first}.open")), Some(first.clone()));
        assert!(first.is_before(&second) && !second.is_before(&first));
        assert!(!Name::first("marsad").is_before(&second), "another series");
        assert_eq!(Name::parse("page.html"), None);
        assert_eq!(Name::parse("other.warc.gz"), None);
    }

    #[test]
    fn no_prefix_leaves_the_folder() {
        let name = Name::first(&format!("../../خبر\0{}", "x".repeat(4096))).to_string();
        assert!(name.starts_with("__________x") && name.len() < 128, "{name}");
    }
}
