//! One fetch, on the network's threads.

use tokio::sync::mpsc::{Sender, UnboundedSender};

use crate::crawl::{Client, Failure, Fetched, Request};
use crate::store::{Due, Millis, Validators};

/// A fetch and what came of it.
pub(super) struct Visit {
    pub due: Due,
    pub host: i64,
    /// When it was begun.
    pub at: Millis,
    pub came: Result<Fetched, Failure>,
}

/// What the others tell the dispatcher.
pub(super) enum Note {
    /// A fetch from this host has ended, and what came of it waits to be read.
    Freed(i64),
    /// Outcomes of these hosts are committed; `stirred` when with new addresses or tries.
    Settled { hosts: Vec<i64>, stirred: bool },
    /// The writer has failed: nothing more can be kept.
    Broken,
}

/// The ways out of the dispatcher.
#[derive(Clone)]
pub(super) struct Network {
    pub client: Client,
    pub visits: Sender<Visit>,
    pub notes: UnboundedSender<Note>,
}

impl Network {
    /// Fetches, and keeps its place among the fetches until the page is taken to be read: what is in flight is bounded.
    pub async fn visit(self, due: Due, host: i64, at: Millis) {
        let Validators { etag, last_modified } = due.validators.clone();
        let came = self.client.get(&Request { etag, last_modified, ..Request::page(due.url.as_str()) }).await;
        // Both fail only when the run has broken off.
        let _ = self.visits.send(Visit { due, host, at, came }).await;
        let _ = self.notes.send(Note::Freed(host));
    }
}
