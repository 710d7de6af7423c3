//! `marsad fetch`: a few pages now, from the network to records.

use std::collections::VecDeque;

use anyhow::Context;
use marsad::crawl::{Access, Client, FetchError, Guard, Limits, Names};
use marsad::pipeline;
use marsad::record::Record;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use super::End;
use super::args::{Fetch, Going};
use super::batch::{Outcome, Tally};
use super::output::Output;
use super::terminal::say;

type Fetching = (String, JoinHandle<Result<Record, FetchError>>);

/// Fetches every address and writes a record for each page, in the order of the addresses.
pub fn run(options: Fetch) -> anyhow::Result<End> {
    let output = Output::open(options.writing.output.as_deref(), &options.writing)?;
    let runtime = Runtime::new().context("cannot start the network threads")?;
    let ended = runtime.block_on(fetch_all(&options, output));
    // A parse that still runs after a failed write is not waited for.
    runtime.shutdown_background();
    ended
}

async fn fetch_all(options: &Fetch, mut output: Output) -> anyhow::Result<End> {
    let client = Client::new(limits(&options.going), access(&options.going))?;
    let mut sums = Sums { tally: Tally::new(), unreachable: 0 };
    let mut under_way: VecDeque<Fetching> = VecDeque::new();
    for address in &options.addresses {
        if under_way.len() == options.jobs.get() {
            take(&mut under_way, options, &mut sums, &mut output).await?;
        }
        under_way.push_back((address.clone(), begin(&client, address.clone(), options)));
    }
    while !under_way.is_empty() {
        take(&mut under_way, options, &mut sums, &mut output).await?;
    }
    output.finish()?;
    if !options.writing.quiet {
        sums.tally.say();
    }
    Ok(sums.end(options.addresses.len()))
}

struct Sums {
    tally: Tally,
    unreachable: usize,
}

impl Sums {
    fn end(&self, addresses: usize) -> End {
        if self.unreachable == addresses { End::Unreachable } else { self.tally.end() }
    }
}

/// How long the options wait.
pub fn limits(going: &Going) -> Limits {
    Limits {
        connect: going.connect_timeout,
        first_byte: going.answer_timeout,
        idle: going.idle_timeout,
        total: going.timeout,
        ..Limits::default()
    }
}

/// The way out that the options say.
pub fn access(going: &Going) -> Access {
    Access {
        guard: Guard::new(going.allow_private.iter().copied()),
        names: Names::System,
        proxy: going.proxy.clone(),
        insecure: going.insecure,
    }
}

fn begin(client: &Client, address: String, options: &Fetch) -> JoinHandle<Result<Record, FetchError>> {
    let (client, finding, retries) = (client.clone(), options.finding, options.retries);
    tokio::spawn(async move { pipeline::fetch(&client, &address, retries, finding.options()).await })
}

/// Waits for the oldest fetch and writes what came of it.
async fn take(
    under_way: &mut VecDeque<Fetching>,
    options: &Fetch,
    sums: &mut Sums,
    output: &mut Output,
) -> anyhow::Result<()> {
    let Some((address, fetching)) = under_way.pop_front() else { return Ok(()) };
    let outcome = match fetching.await? {
        Ok(record) => Outcome::of(&options.finding.narrow(record), options.writing.format, options.writing.verbose)?,
        Err(error) => {
            sums.unreachable += usize::from(error.is_unreachable());
            Outcome::failed(format!("{}: {error}", without_password(&address)))
        }
    };
    sums.tally.add(&outcome);
    outcome.failure.iter().chain(&outcome.note).for_each(|line| say(format_args!("{line}")));
    output.write(&outcome.bytes)
}

/// The address as typed, but for what stands between `//` and `@`.
fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("//") else { return address.to_owned() };
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let bare = rest[..host].rfind('@').map_or(rest, |at| &rest[at + 1..]);
    format!("{scheme}//{bare}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_said() {
        assert_eq!(without_password("http://me:se@cret@host/a@b"), "http://host/a@b");
        assert_eq!(without_password("host/a@b"), "host/a@b");
    }
}
