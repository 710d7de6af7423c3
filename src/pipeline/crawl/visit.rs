//! One fetch, on the network's threads.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{Sender, UnboundedSender};
use url::Url;

use crate::crawl::{Answer, Client, Failure, Fetched, Hop, HostId, Request, RobotsCache, Verdict, Wanted};
use crate::store::{Due, Millis, Role, Validators};

/// What waits to be read.
pub(super) enum Unread {
    /// A fetch.
    Visit(Box<Visit>),
    /// Requests for robots.txt, for the archive alone.
    Aside(Vec<Hop>),
}

/// A fetch and what came of it.
pub(super) struct Visit {
    pub due: Due,
    pub host: HostId,
    /// When it was begun.
    pub at: Millis,
    pub came: Came,
}

/// What came of a fetch.
pub(super) enum Came {
    /// An answer, or none.
    Answer(Result<Fetched, Failure>),
    /// The host's robots.txt forbids the page.
    Forbidden,
    /// The host's robots.txt cannot be had; it may be asked again after so long.
    Unsaid(Duration),
}

/// What the others tell the dispatcher.
pub(super) enum Note {
    /// A fetch from this host has ended, and what came of it waits to be read.
    Freed(HostId, Answer),
    /// The address was not fetched, for the host asks for a delay that was not known.
    PutBack(Box<Due>, HostId, Duration),
    /// Outcomes of these hosts are committed; `stirred` when with new addresses or tries.
    Settled { hosts: Vec<HostId>, stirred: bool },
    /// The writer has failed: nothing more can be kept.
    Broken,
}

/// The ways out of the dispatcher.
#[derive(Clone)]
pub(super) struct Network {
    pub client: Client,
    /// What hosts say of robots; none when they are not asked.
    pub robots: Option<Arc<RobotsCache>>,
    pub unread: Sender<Unread>,
    pub notes: UnboundedSender<Note>,
}

impl Network {
    /// Fetches, and keeps its place among the fetches until the page is taken to be read: what is in flight is bounded. `asked` is the delay
    /// that the host is known to ask for.
    pub async fn visit(self, due: Due, host: HostId, asked: Duration, at: Millis) {
        let (came, answer) = match self.may(&due).await {
            Err((came, answer)) => (came, answer),
            Ok(delay) if delay != asked => {
                // This, as what is sent below, fails only when the run has broken off.
                let _ = self.notes.send(Note::PutBack(Box::new(due), host, delay));
                return;
            }
            Ok(_) => {
                let came = self.client.get(&request(&due)).await;
                let answer = Answer::of(&came);
                (Came::Answer(came), answer)
            }
        };
        let _ = self.unread.send(Unread::Visit(Box::new(Visit { due, host, at, came }))).await;
        let _ = self.notes.send(Note::Freed(host, answer));
    }

    /// The delay that the host asks for, or why the page is not fetched.
    async fn may(&self, due: &Due) -> Result<Duration, (Came, Answer)> {
        let (Some(robots), Ok(url)) = (&self.robots, Url::parse(&due.url)) else { return Ok(Duration::ZERO) };
        let checked = robots.check(&self.client, &url).await;
        if !checked.hops.is_empty() {
            let _ = self.unread.send(Unread::Aside(checked.hops)).await;
        }
        match checked.verdict {
            Verdict::Allowed => Ok(checked.robots.crawl_delay.unwrap_or_default()),
            Verdict::Forbidden => Err((Came::Forbidden, Answer::Good(Duration::ZERO))),
            Verdict::Later(wait) => {
                let asked = checked.failure.as_ref().and_then(|(_, wait)| *wait);
                let answer = if checked.failure.is_some() { Answer::Busy(asked) } else { Answer::Good(Duration::ZERO) };
                Err((Came::Unsaid(wait), answer))
            }
        }
    }
}

fn request(due: &Due) -> Request {
    let Validators { etag, last_modified } = due.validators.clone();
    let wanted = match due.role {
        Role::Page | Role::Section => Wanted::Page,
        Role::Feed => Wanted::Anything,
        Role::Sitemap => Wanted::Beginning,
    };
    Request { etag, last_modified, ..Request::other(due.url.as_str(), wanted) }
}
