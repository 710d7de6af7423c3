//! What a fetch leaves in the archive.

use std::io;
use std::path::Path;

use jiff::Timestamp;

use crate::archive::{self, Exchange, RefersTo, Sealed, Truncated};
use crate::crawl::{Cut, Hop};
use crate::store::{Group, Sink, StoreError};

/// An archive that is written to, and how the store knows it.
#[derive(Debug)]
pub struct Archive {
    writer: archive::Writer,
    sink: Sink,
}

/// The requests of a fetch, packed; the last of them also as it was, for the store may know its body.
#[derive(Debug, Default)]
pub(super) struct Packed {
    sealed: Vec<Sealed>,
    last: Option<Hop>,
}

/// An exchange that the archive holds.
#[derive(Debug, Clone)]
pub(super) struct Archived {
    /// Its address.
    pub url: String,
    /// When it was.
    pub at: Timestamp,
    /// The digest of its body.
    pub digest: String,
}

impl Archive {
    /// What the store calls outputs of this kind.
    pub const KIND: &str = "warc";

    /// Opens the archive in a folder, which is made where it is missing, and cuts off what the store has not committed. What was
    /// cut is told in lines.
    ///
    /// # Errors
    /// The folder cannot be written to; or as SQLite has them.
    pub fn open(
        folder: &Path,
        plan: archive::Plan,
        group: &Group<'_>,
    ) -> Result<(Self, Vec<String>), crate::pipeline::crawl::CrawlError> {
        let failed = |error: io::Error| super::CrawlError::Output(folder.display().to_string(), error);
        let sink = group.sink(Self::KIND, &folder.display().to_string())?;
        let (writer, repairs) = if sink.file.is_empty() {
            (archive::Writer::open(folder, plan).map_err(failed)?, Vec::new())
        } else {
            let committed = archive::Position { file: sink.file.clone(), length: sink.length };
            archive::Writer::resume(folder, plan, &committed).map_err(failed)?
        };
        let archive = Self { writer, sink };
        archive.note(group)?;
        Ok((archive, repairs.iter().map(ToString::to_string).collect()))
    }

    /// Has the store know how far the archive is written.
    pub(super) fn note(&self, group: &Group<'_>) -> Result<(), StoreError> {
        let position = self.writer.position();
        group.written(self.sink.id, &position.file, position.length)
    }

    /// Appends what was packed, the last exchange as a revisit if the archive `holds` its body. Returns where that one stands.
    pub(super) fn append(&mut self, packed: &Packed, holds: Option<&Archived>) -> io::Result<Option<archive::Place>> {
        let (whole, revisited) = match (holds, &packed.last) {
            (Some(earlier), Some(hop)) => (packed.sealed.len() - 1, Some(archive::seal(&exchange(hop, Some(earlier))))),
            _ => (packed.sealed.len(), None),
        };
        let mut place = None;
        for sealed in packed.sealed[..whole].iter().chain(&revisited) {
            place = Some(self.writer.write(sealed)?);
        }
        Ok(place)
    }

    /// Has the system put everything on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.writer.sync()
    }

    /// Closes the last file.
    pub(super) fn close(self) -> io::Result<()> {
        self.writer.close()
    }
}

impl Packed {
    /// Packs the requests of a fetch, in their order.
    pub fn new(mut hops: Vec<Hop>) -> Self {
        let sealed = hops.iter().map(|hop| archive::seal(&exchange(hop, None))).collect();
        Self { sealed, last: hops.pop() }
    }

    /// The digest of the last body, if there is one; a body that is not whole is nobody's copy.
    pub fn digest(&self) -> Option<&str> {
        let whole = self.last.as_ref().is_some_and(|hop| !hop.body.is_empty() && hop.truncated.is_none());
        self.sealed.last().filter(|_| whole).map(Sealed::payload_digest)
    }

    /// When the last request was sent.
    pub fn date(&self) -> Option<Timestamp> {
        self.last.as_ref().map(|hop| hop.date)
    }
}

fn exchange<'h>(hop: &'h Hop, holds: Option<&'h Archived>) -> Exchange<'h> {
    Exchange {
        target_uri: &hop.url,
        date: hop.date,
        ip: hop.ip,
        request_head: &hop.request_head,
        response_head: &hop.response_head,
        body: &hop.body,
        truncated: hop.truncated.map(|cut| match cut {
            Cut::Length => Truncated::Length,
            Cut::Time => Truncated::Time,
            Cut::Disconnect => Truncated::Disconnect,
            Cut::Unspecified => Truncated::Unspecified,
        }),
        revisit: holds.map(|earlier| RefersTo { uri: &earlier.url, date: earlier.at, payload_digest: &earlier.digest }),
    }
}
