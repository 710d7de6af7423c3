//! What the outcome of a fetch changes: outputs, store, sums.

use std::collections::HashMap;

use jiff::Timestamp;

use super::clock::{RunClock, millis};
use super::discover::{Link, Links};
use super::reading::{Answer, Failed, Listed, Outcome, Read};
use super::warc::{Archived, Packed};
use super::{Address, CrawlError, Outputs, Plan, Report};
use crate::archive::Place;
use crate::crawl::{canonical, normal};
use crate::store::{Article, Fetch, Found, Group, Millis, Role, Validators};

/// The pages of one group.
pub(super) struct Pages<'g, 's> {
    pub plan: &'g Plan,
    pub group: &'g Group<'s>,
    pub outputs: &'g mut Outputs,
    pub run: i64,
    pub clock: &'g RunClock,
    pub report: &'g mut Report,
    /// New pages of each source in this run.
    pub taken: &'g mut HashMap<i64, usize>,
}

impl Pages<'_, '_> {
    /// Writes an outcome, and tells whether it put anything into the frontier that is due soon.
    pub fn keep(&mut self, outcome: &Outcome) -> Result<bool, CrawlError> {
        match &outcome.answer {
            Answer::Page(read, links) => {
                self.page(outcome, read)?;
                self.links(outcome, links)
            }
            Answer::Source(listed) => self.source(outcome, listed),
            Answer::Unchanged(said) => self.unchanged(outcome, said),
            Answer::Failed(failed) => self.failure(outcome, failed),
        }
    }

    /// Appends exchanges to the archive, if there is one.
    pub fn archive(&mut self, packed: &Packed, holds: Option<&Archived>) -> Result<Option<Place>, CrawlError> {
        let Some(archive) = &mut self.outputs.archive else { return Ok(None) };
        archive.append(packed, holds).map_err(|e| CrawlError::Output("the archive".to_owned(), e))
    }

    fn page(&mut self, outcome: &Outcome, read: &Read) -> Result<(), CrawlError> {
        let (due, record) = (&outcome.due, &read.record);
        let holds = match outcome.packed.digest() {
            Some(digest) => self.group.archived(digest)?.and_then(archived),
            None => None,
        };
        let place = self.archive(&outcome.packed, holds.as_ref())?;
        let answered = record.url.as_deref().filter(|url| *url != due.url);
        let fetch = fetch(self.run, outcome, place.as_ref());
        self.group.fetched(&Fetch { status: Some(read.status), answered, bytes: read.bytes, ..fetch })?;
        self.group.done(due.page, self.run, &read.validators, self.clock.now(), self.again())?;
        self.other_names(outcome, read)?;
        self.report.bytes += read.bytes as u64;
        let article = Article { page: due.page, record, json: read.line.trim_end(), words: &read.words };
        let Some(same) = self.group.article(&article)? else {
            self.report.unchanged();
            return Ok(());
        };
        self.report.repeated += u64::from(same.same_as.is_some() || same.near_to.is_some());
        if due.named || same.same_as.is_none() {
            self.outputs.lines.add(&read.line);
            self.report.record(record.kind, record.claims.len());
        } else {
            self.report.pages += 1;
        }
        tracing::debug!(url = due.url, kind = ?record.kind, claims = record.claims.len(), "{:?}", record.kind);
        Ok(())
    }

    /// A source that was read.
    fn source(&mut self, outcome: &Outcome, listed: &Listed) -> Result<bool, CrawlError> {
        let due = &outcome.due;
        let place = self.archive(&outcome.packed, None)?;
        let fetch = fetch(self.run, outcome, place.as_ref());
        self.group.fetched(&Fetch { status: Some(listed.status), bytes: listed.bytes, ..fetch })?;
        self.group.done(due.page, self.run, &listed.validators, self.clock.now(), None)?;
        if let Some(why) = &listed.links.broken {
            tracing::warn!(url = due.url, "not read to its end: {why}");
        }
        self.links(outcome, &listed.links)
    }

    /// Notes what an answer leads to, as far as its source may still give, and tells whether anything of it is to be fetched.
    fn links(&mut self, outcome: &Outcome, links: &Links) -> Result<bool, CrawlError> {
        let Some(source) = outcome.due.source.filter(|_| outcome.due.role.is_source() || !links.found.is_empty())
        else {
            return Ok(false);
        };
        let most = self.plan.sources.get(&source).map_or(usize::MAX, |rules| rules.most);
        let (now, mut fresh) = (self.clock.now(), 0);
        for Link { address, role, changed } in &links.found {
            let taken = self.taken.entry(source).or_default();
            if *role == Role::Page && *taken >= most {
                break;
            }
            let Address { url, host } = address;
            let depth = outcome.due.depth + 1;
            let found = Found { url, host, role: *role, source: Some(source), depth, named: false, changed: *changed };
            let is_new = self.group.find(&found, self.run, now)? && *role == Role::Page;
            *taken += usize::from(is_new);
            fresh += u64::from(is_new);
        }
        self.group.source_found(source, self.run, fresh, None, now)?;
        Ok(!links.found.is_empty())
    }

    /// The page need not be fetched under the address that it was redirected to, nor under the one that it declares for itself.
    fn other_names(&self, outcome: &Outcome, read: &Read) -> Result<(), CrawlError> {
        let answered = read.record.url.as_deref().and_then(|url| normal(url, None));
        let declared = answered.as_ref().zip(read.record.canonical_url.as_deref());
        let declared = declared.and_then(|(page, declared)| canonical(page, declared));
        for name in answered.iter().chain(&declared).filter(|url| url.as_str() != outcome.due.url) {
            let Address { url, host } = Address::of(name);
            self.group.alias(&url, &host, self.clock.now())?;
        }
        Ok(())
    }

    /// The article that is kept is still good. A server need not repeat what it said of the version.
    fn unchanged(&mut self, outcome: &Outcome, said: &Validators) -> Result<bool, CrawlError> {
        let (due, known) = (&outcome.due, &outcome.due.validators);
        let holds = self.group.page_archived(due.page)?.and_then(archived);
        let place = self.archive(&outcome.packed, holds.as_ref())?;
        self.group.fetched(&Fetch { status: Some(304), payload: None, ..fetch(self.run, outcome, place.as_ref()) })?;
        let said = Validators {
            etag: said.etag.clone().or_else(|| known.etag.clone()),
            last_modified: said.last_modified.clone().or_else(|| known.last_modified.clone()),
        };
        let again = self.again().filter(|_| !due.role.is_source());
        self.group.done(due.page, self.run, &said, self.clock.now(), again)?;
        match due.source.filter(|_| due.role.is_source()) {
            Some(source) => self.group.source_found(source, self.run, 0, None, self.clock.now())?,
            None => self.report.unchanged(),
        }
        Ok(false)
    }

    /// When a page that was answered is due again.
    fn again(&self) -> Option<Millis> {
        self.plan.revisit.map(|after| self.clock.now() + millis(after))
    }

    fn failure(&mut self, outcome: &Outcome, failed: &Failed) -> Result<bool, CrawlError> {
        let (due, cause) = (&outcome.due, failed.cause.as_str());
        let place = self.archive(&outcome.packed, None)?;
        let fetch = fetch(self.run, outcome, place.as_ref());
        self.group.fetched(&Fetch { status: failed.status, cause: Some(cause), payload: None, ..fetch })?;
        let (tries, now) = (if failed.passing { due.tries + 1 } else { 0 }, self.clock.now());
        let again = if failed.passing { self.plan.retry.next(due.page, tries, failed.wait, now) } else { None };
        self.group.failed(due.page, self.run, cause, tries, again)?;
        if failed.unreachable {
            self.report.unanswered.insert(cause.to_owned());
        }
        let soon = again.is_some_and(|at| at - now <= millis(self.plan.retry.patience()));
        if soon {
            self.report.retried += 1;
            tracing::debug!(url = due.url, cause, "{}; to be tried again", failed.message);
        } else {
            *self.report.failures.entry(cause.to_owned()).or_default() += 1;
            tracing::warn!(url = due.url, cause, "{}", failed.message);
            if let Some(source) = due.source.filter(|_| due.role.is_source()) {
                self.group.source_found(source, self.run, 0, Some(cause), now)?;
            }
        }
        Ok(soon)
    }
}

fn fetch<'o>(run: i64, outcome: &'o Outcome, place: Option<&'o Place>) -> Fetch<'o> {
    Fetch {
        page: outcome.due.page,
        run,
        at: outcome.packed.date().map_or(outcome.at, Timestamp::as_millisecond),
        status: None,
        cause: None,
        answered: None,
        bytes: 0,
        payload: place.and(outcome.packed.digest()),
        place: place.map(|place| (place.file.as_str(), place.offset, place.length)),
    }
}

fn archived((url, at, digest): (String, Millis, String)) -> Option<Archived> {
    Some(Archived { url, at: Timestamp::from_millisecond(at).ok()?, digest })
}
