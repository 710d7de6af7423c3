//! Paces on a clock of our own.

use std::time::Duration;

use url::Url;

use super::*;
use crate::crawl::{Failure, FetchError, host_name};

const SECOND: Duration = Duration::from_secs(1);
const QUICK: Answer = Answer::Good(Duration::from_millis(10));

fn pacing(at_once: usize, per_host: usize, delay: Duration) -> Pacing {
    Pacing { at_once, per_host, delay, ..Pacing::default() }
}

fn filled(pacing: Pacing, hosts: &[(&str, u32)], now: Instant) -> Pace<u32> {
    let mut pace = Pace::new(pacing, 7);
    for (name, items) in hosts {
        let id = pace.host(name, now);
        (0..*items).for_each(|item| pace.push(id, item));
    }
    pace
}

/// Runs all to the end, or to `most` of simulated time; gives when each request to each host began. `takes` says how a host answers.
fn run(
    pace: &mut Pace<u32>,
    began: Instant,
    most: Duration,
    takes: impl Fn(HostId, Duration) -> (Duration, Answer),
) -> Vec<(HostId, Duration)> {
    let (mut now, mut log) = (began, Vec::new());
    let mut under_way: BTreeSet<(Instant, usize)> = BTreeSet::new();
    while now - began < most {
        while let Some((id, _)) = pace.next(now) {
            under_way.insert((now + takes(id, now - began).0, log.len()));
            log.push((id, now - began));
        }
        let ends = under_way.first().map(|(at, _)| *at);
        let Some(then) = [ends, pace.wake()].into_iter().flatten().min() else { break };
        now = now.max(then);
        while let Some((_, index)) = under_way.first().copied().filter(|(at, _)| *at <= now) {
            under_way.pop_first();
            let (id, at) = log[index];
            pace.finish(id, takes(id, at).1, now);
        }
    }
    log
}

fn times(log: &[(HostId, Duration)], id: u32) -> Vec<Duration> {
    log.iter().filter(|(host, _)| host.0 == id).map(|(_, at)| *at).collect()
}

fn gaps(times: &[Duration]) -> Vec<Duration> {
    times.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[test]
fn a_host_is_asked_at_its_delay_with_jitter() {
    let now = Instant::now();
    let mut pace = filled(pacing(64, 8, SECOND), &[("a", 20)], now);
    let log = run(&mut pace, now, SECOND * 100, |_, _| (SECOND / 10, QUICK));
    let gaps = gaps(&times(&log, 0));
    assert_eq!((log.len(), pace.waiting(), pace.in_flight()), (20, 0, 0));
    assert!(gaps.iter().all(|gap| *gap >= SECOND && *gap <= SECOND * 13 / 10), "{gaps:?}");
    assert!(gaps.iter().collect::<BTreeSet<_>>().len() > 10, "no two alike: {gaps:?}");
}

#[test]
fn without_a_delay_all_places_are_filled_and_hosts_take_turns() {
    let now = Instant::now();
    let names: Vec<String> = (0..20).map(|n| format!("h{n}")).collect();
    let hosts: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 100)).collect();
    let mut pace = filled(pacing(64, 8, Duration::ZERO), &hosts, now);
    let log = run(&mut pace, now, SECOND * 100, |_, _| (SECOND / 10, QUICK));
    assert_eq!(log.len(), 2000);
    let end = log.last().unwrap().1;
    assert!(end < Duration::from_millis(2000 * 100 / 64 + 400), "{end:?}");
    let first: BTreeSet<HostId> = log[..40].iter().map(|(id, _)| *id).collect();
    assert_eq!(first.len(), 20, "none waits for another");
}

#[test]
fn a_dead_and_a_slow_host_take_little_from_the_others() {
    let now = Instant::now();
    let rate = |dead: bool| {
        let names: Vec<String> = (0..20).map(|n| format!("h{n}")).collect();
        let hosts: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 2000)).collect();
        let mut pace = filled(pacing(64, 8, Duration::ZERO), &hosts, now);
        let log = run(&mut pace, now, SECOND * 30, |id, _| match id.0 {
            0 if dead => (SECOND * 10, Answer::Failed),
            1 if dead => (SECOND * 8, Answer::Good(SECOND * 8)),
            _ => (SECOND / 10, QUICK),
        });
        log.iter().filter(|(id, _)| id.0 > 1).count() as f64
    };
    assert!(rate(true) >= 0.9 * rate(false), "{} of {}", rate(true), rate(false));
}

#[test]
fn a_busy_host_is_left_alone_as_long_as_it_asks() {
    for (asked, least, most) in [(3, 3, 4), (1_000_000_000, 3600, 3601), (0, 1, 2)] {
        let now = Instant::now();
        let mut pace = filled(pacing(64, 8, Duration::ZERO), &[("a", 3), ("b", 3)], now);
        let log = run(&mut pace, now, SECOND * 4000, |id, at| match (id.0, at.is_zero()) {
            (0, true) => (SECOND / 10, Answer::Busy(Some(SECOND * asked))),
            _ => (SECOND / 10, QUICK),
        });
        let third = times(&log, 0)[2];
        assert!(third >= SECOND * least && third <= SECOND * most * 2, "{asked}: {third:?}");
        assert!(times(&log, 1).iter().all(|at| *at < SECOND), "the other does not wait");
    }
}

#[test]
fn a_host_that_fails_is_asked_ever_less_and_heals() {
    let now = Instant::now();
    let mut pace = filled(pacing(64, 8, Duration::ZERO), &[("a", 40)], now);
    let id = pace.host("a", now);
    let log = run(&mut pace, now, SECOND * 300, |_, _| (SECOND / 10, Answer::Failed));
    assert!(log.len() <= 17 && pace.is_broken(id), "{}", log.len());
    let rests = gaps(&times(&log, 0));
    assert!(rests[2..9].iter().all(|rest| *rest < SECOND * 6), "a few bad pages don't hold a host up long: {rests:?}");
    assert!(rests[10..].windows(2).all(|pair| pair[1] > pair[0] * 3 / 2), "{rests:?}");
    assert_eq!(pace.give_up(now + SECOND * 300).len(), 40 - log.len(), "kept for the next run");
    assert_eq!((pace.waiting(), pace.wake()), (0, None));
    (0..30).for_each(|item| pace.push(id, item));
    let then = now + SECOND * 4000;
    let log = run(&mut pace, then, SECOND * 300, |_, _| (SECOND / 10, QUICK));
    assert!(log.len() == 30 && !pace.is_broken(id));
}

#[test]
fn a_robots_delay_holds_from_answer_to_request_and_is_cut() {
    let now = Instant::now();
    let mut pace = filled(pacing(64, 8, Duration::ZERO), &[("a", 5)], now);
    let id = pace.host("a", now);
    assert_eq!(pace.ask_delay(id, SECOND * 9999), SECOND * 30);
    assert_eq!(pace.ask_delay(id, SECOND * 2), SECOND * 2);
    let log = run(&mut pace, now, SECOND * 100, |_, _| (SECOND / 2, Answer::Good(SECOND / 2)));
    assert!(gaps(&times(&log, 0)).iter().all(|gap| *gap >= SECOND * 5 / 2), "{log:?}");
}

#[test]
fn a_slow_host_is_given_as_long_as_it_takes() {
    let now = Instant::now();
    let mut pace = filled(pacing(64, 1, SECOND), &[("a", 20)], now);
    let log = run(&mut pace, now, SECOND * 500, |_, _| (SECOND * 5, Answer::Good(SECOND * 5)));
    let gaps = gaps(&times(&log, 0));
    assert!(gaps.last().unwrap() >= &(SECOND * 49 / 10), "{gaps:?}");
}

#[test]
fn what_is_put_back_comes_first_and_later() {
    let now = Instant::now();
    let mut pace = filled(pacing(64, 1, SECOND), &[("a", 2)], now);
    let (id, item) = pace.next(now).unwrap();
    pace.put_back(id, item, now);
    assert_eq!((pace.next(now), pace.in_flight(), pace.waiting()), (None, 0, 2));
    assert_eq!(pace.next(now + SECOND * 2), Some((id, item)));
}

#[test]
fn a_million_urls_cost_no_more_each_than_a_few() {
    let now = Instant::now();
    let mut pace: Pace<u32> = Pace::new(pacing(64, 8, Duration::ZERO), 7);
    for item in 0..1_000_000 {
        let id = pace.host(&format!("h{}", item % 1000), now);
        pace.push(id, item);
    }
    let began = Instant::now();
    for _ in 0..100_000 {
        let (id, _) = pace.next(now).unwrap();
        pace.finish(id, QUICK, now);
    }
    assert!(began.elapsed() < SECOND * 2, "{:?}", began.elapsed());
}

#[test]
fn outcomes_tell_of_their_host() {
    let failed = |error, retry_after| Answer::of(&Err(Failure { error, retry_after, hops: Vec::new() }));
    assert_eq!(failed(FetchError::Status(404, ""), None), Answer::Good(Duration::ZERO));
    assert_eq!(failed(FetchError::Status(500, ""), None), Answer::Failed);
    assert_eq!(failed(FetchError::Status(429, ""), Some(SECOND)), Answer::Busy(Some(SECOND)));
    assert_eq!(failed(FetchError::Truncated, None), Answer::Good(Duration::ZERO));
    assert_eq!(failed(FetchError::UnknownHost, None), Answer::Failed);
    assert_eq!(host_name(&Url::parse("https://A.example:443/b").unwrap()), "a.example");
    assert_eq!(host_name(&Url::parse("http://127.0.0.2:81/").unwrap()), "127.0.0.2:81");
}
