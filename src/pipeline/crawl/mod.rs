//! A crawl: what is due in the store is fetched, read, written and noted, so that nothing is lost and nothing comes twice.
//!
//! In: a [`Plan`], a store with addresses in it, outputs. Out: records, an archive, a store that knows more, a [`Report`].
//! May import: all of the layers below. One thread hands out addresses (`dispatch`), the network runs beside it (`visit`), as many
//! threads as cores read pages (`reading`), and one thread writes (`keep`): outputs first, then the store, many pages in a transaction.

mod address;
mod clock;
mod discover;
mod dispatch;
mod hosts;
mod keep;
mod outcome;
mod output;
mod plan;
mod reading;
mod report;
mod visit;
mod warc;

use std::sync::{Arc, mpsc};
use std::thread;

use thiserror::Error;
use tokio::sync::watch;

pub use address::{Address, note_named, note_source};
pub use clock::RunClock;
pub use output::JsonLines;
pub use plan::{Plan, Retry, SourceRules};
pub use report::Report;
pub use warc::Archive;

use crate::crawl::{Client, FetchError, Holding, RobotsCache};
use crate::store::{Store, StoreError};

/// Pages that wait for each reader: a fetch holds its place until its page is among them, and answers come in bursts.
const UNREAD: usize = 16;

/// Pages that wait to be written: enough that the writer never starves.
const UNWRITTEN: usize = 32;

/// Why a crawl broke off. What it did before is kept.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CrawlError {
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An output fails.
    #[error("cannot write to {0}")]
    Output(String, #[source] std::io::Error),
    /// The network cannot be set up.
    #[error(transparent)]
    Network(#[from] FetchError),
    /// A thread of ours died.
    #[error("marsad broke ({0}); please report it")]
    Broken(String),
}

/// How soon a crawl is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stop {
    /// When nothing is due any more.
    #[default]
    WhenDone,
    /// What is in flight is finished, for ten seconds at most; nothing more is begun.
    Soon,
}

/// Where a crawl writes to besides the store.
#[derive(Debug)]
pub struct Outputs {
    /// Records.
    pub lines: JsonLines,
    /// Requests and answers, if they are to be kept.
    pub archive: Option<Archive>,
}

/// Fetches what is due until nothing is, or the plan or `stop` says so. `run` is the store's number of this run. Gives the store back.
///
/// # Errors
/// See [`CrawlError`]. What was committed before stays; the next run goes on from there.
pub fn run(
    plan: &Plan,
    client: Client,
    store: Store,
    outputs: Outputs,
    run: i64,
    clock: RunClock,
    stop: watch::Receiver<Stop>,
) -> Result<(Store, Report), CrawlError> {
    // One thread waits for all servers: to wake another for every piece that comes costs more than to take it in.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| FetchError::Other(e.to_string()))?;
    let (reader, archived) = (store.reader()?, outputs.archive.is_some());
    let (notes, heard) = tokio::sync::mpsc::unbounded_channel();
    let (unread, to_read) = tokio::sync::mpsc::channel(plan.readers * UNREAD);
    let (unwritten, to_write) = mpsc::sync_channel(UNWRITTEN);
    let to_read = std::sync::Mutex::new(to_read);
    thread::scope(|scope| {
        let told = notes.clone();
        let keeper = scope.spawn(move || keep::Keeper::new(plan, store, outputs, run, clock).work(&to_write, &told));
        for _ in 0..plan.readers {
            let (unwritten, to_read) = (unwritten.clone(), &to_read);
            scope.spawn(move || reading::labour(plan, archived, to_read, &unwritten));
        }
        drop(unwritten);
        let robots = plan.robots.then(|| Arc::new(RobotsCache::new(Holding::default())));
        let network = visit::Network { client, robots, unread, notes };
        let handed_out = runtime.block_on(dispatch::Dispatch::new(plan, reader, network, clock).work(heard, stop));
        // Fetches that were not finished in time are given up here; their addresses are still due.
        runtime.shutdown_background();
        let kept = keeper.join().map_err(|cause| CrawlError::Broken(said(&*cause)))?;
        handed_out.and(kept)
    })
}

fn said(cause: &(dyn std::any::Any + Send)) -> String {
    let said = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    said.unwrap_or("no cause given").to_owned()
}
