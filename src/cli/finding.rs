//! Which claims are written: what the options mean to the library.

use marsad::claims::Options;
use marsad::record::Record;

use super::args::Finding;

impl Finding {
    /// What to look for.
    pub fn options(self) -> Options {
        Options { all: self.all }
    }

    /// The record without the claims that are not sure enough.
    pub fn narrow(self, mut record: Record) -> Record {
        record.claims.retain(|claim| claim.confidence >= self.min_confidence);
        record
    }
}
