//! When `robots.txt` is fetched and how long it holds (RFC 9309, 2.3 and 2.4).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

use super::{Client, Cut, Failure, FetchError, Fetched, Hop, PRODUCT, Request, Robots, Wanted};

/// How long answers hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// An answer, whether there is a file or none.
    pub answer: Duration,
    /// That there was no answer: nothing may be fetched meanwhile.
    pub silence: Duration,
}

impl Default for Holding {
    /// A day, the most that RFC 9309, 2.4 allows; ten minutes for a host whose answer failed.
    fn default() -> Self {
        Self { answer: Duration::from_secs(24 * 3600), silence: Duration::from_secs(600) }
    }
}

/// Whether a page may be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may.
    Allowed,
    /// The host's rules forbid it.
    Forbidden,
    /// The host does not say: to be asked again after so long.
    Later(Duration),
}

/// What a host's `robots.txt` says of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Whether it may be fetched.
    pub verdict: Verdict,
    /// The host's rules; empty ones where there is no file.
    pub robots: Arc<Robots>,
    /// Where the file was fetched for this answer: the requests that it took, for the archive.
    pub hops: Vec<Hop>,
    /// Where that fetch failed: why, and whether the host asks to be left alone.
    pub failure: Option<(FetchError, Option<Duration>)>,
}

/// The rules of all hosts met with. Each host's file is fetched once, however many ask at the same time.
#[derive(Debug, Default)]
pub struct RobotsCache {
    holding: Holding,
    hosts: Mutex<HashMap<String, Arc<tokio::sync::Mutex<Kept>>>>,
}

/// What is known of a host.
#[derive(Debug, Default)]
struct Kept {
    /// The last rules that it gave, or none at all.
    rules: Option<Arc<Robots>>,
    /// When to ask again.
    until: Option<Instant>,
}

/// What a fetch of the file says.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Rules(Robots),
    /// There is no such file: everything is allowed.
    None,
    /// The host failed: nothing is allowed.
    Silence,
}

impl RobotsCache {
    /// An empty cache.
    pub fn new(holding: Holding) -> Self {
        Self { holding, hosts: Mutex::default() }
    }

    /// What the host of `url` says of it. Fetches the host's file where it is not known or no longer holds; where that fails, the last rules that the host
    /// gave hold on.
    pub async fn check(&self, client: &Client, url: &Url) -> Checked {
        let host = self.host(url);
        let mut kept = host.lock().await;
        let (mut hops, mut failure) = (Vec::new(), None);
        if kept.until.is_none_or(|until| until <= Instant::now()) {
            let outcome = client.get(&Request::other(place(url), Wanted::Beginning)).await;
            kept.take(answer(&outcome), self.holding);
            (hops, failure) = match outcome {
                Ok(fetched) => (fetched.hops, None),
                Err(failure) => (failure.hops, Some((failure.error, failure.retry_after))),
            };
        }
        Checked { verdict: kept.verdict(url), robots: kept.rules.clone().unwrap_or_default(), hops, failure }
    }

    fn host(&self, url: &Url) -> Arc<tokio::sync::Mutex<Kept>> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.entry(url.origin().ascii_serialization()).or_default().clone()
    }
}

impl Kept {
    fn take(&mut self, answer: Answer, holding: Holding) {
        let (rules, holds) = match answer {
            Answer::Rules(robots) => (Some(Arc::new(robots)), holding.answer),
            Answer::None => (Some(Arc::default()), holding.answer),
            Answer::Silence => (self.rules.take(), holding.silence),
        };
        *self = Self { rules, until: Some(Instant::now() + holds) };
    }

    fn verdict(&self, url: &Url) -> Verdict {
        match &self.rules {
            Some(robots) if robots.allows(&path(url)) => Verdict::Allowed,
            Some(_) => Verdict::Forbidden,
            None => {
                let until = self.until.unwrap_or_else(Instant::now);
                Verdict::Later(until.saturating_duration_since(Instant::now()))
            }
        }
    }
}

fn path(url: &Url) -> String {
    url[url::Position::BeforePath..url::Position::AfterQuery].to_owned()
}

/// Where a host keeps the file.
fn place(url: &Url) -> String {
    let mut place = url.clone();
    place.set_path("/robots.txt");
    place.set_query(None);
    place.set_fragment(None);
    place.into()
}

fn answer(outcome: &Result<Fetched, Failure>) -> Answer {
    match outcome {
        // Rules that broke off may lack what they forbid; those cut at our cap are longer than need be read.
        Ok(fetched) if fetched.truncated.is_none_or(|cut| cut == Cut::Length) => {
            Answer::Rules(Robots::read(&fetched.bytes, PRODUCT))
        }
        Ok(_) => Answer::Silence,
        Err(failure) => match failure.error {
            FetchError::Status(..500, _) | FetchError::Redirects(_) | FetchError::Lost(_) => Answer::None,
            _ => Answer::Silence,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(error: FetchError) -> Answer {
        answer(&Err(Failure { error, retry_after: None, hops: Vec::new() }))
    }

    #[test]
    fn no_file_allows_and_no_answer_forbids() {
        for status in [400, 401, 403, 404, 410, 429] {
            assert_eq!(failed(FetchError::Status(status, "")), Answer::None, "{status}");
        }
        assert_eq!(failed(FetchError::Redirects(5)), Answer::None);
        for error in [
            FetchError::Status(500, ""),
            FetchError::Status(503, ""),
            FetchError::UnknownHost,
            FetchError::Truncated,
            FetchError::Slow { what: "answer", within: Duration::ZERO },
        ] {
            assert_eq!(failed(error), Answer::Silence);
        }
    }

    #[test]
    fn rules_once_given_outlive_a_failure() {
        let url = Url::parse("http://a.example/private").unwrap();
        let mut kept = Kept::default();
        kept.take(Answer::Silence, Holding::default());
        assert!(matches!(kept.verdict(&url), Verdict::Later(_)));
        kept.take(Answer::Rules(Robots::read(b"user-agent: *\ndisallow: /private", PRODUCT)), Holding::default());
        kept.take(Answer::Silence, Holding::default());
        assert_eq!(kept.verdict(&url), Verdict::Forbidden);
        kept.take(Answer::None, Holding::default());
        assert_eq!(kept.verdict(&url), Verdict::Allowed);
    }

    #[test]
    fn the_file_stands_at_the_root_of_the_origin() {
        let url = Url::parse("http://me:pw@a.example:8080/b/c?d#e").unwrap();
        assert_eq!(place(&url), "http://me:pw@a.example:8080/robots.txt");
        assert_eq!(path(&url), "/b/c?d");
    }
}
