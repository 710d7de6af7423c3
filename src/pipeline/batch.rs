//! Work on many inputs at once whose results come out in the order of the inputs.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Results waited for per worker: enough that a slow page does not idle the others, few enough to hold in memory.
const WINDOW: usize = 4;

/// An input and where to send its result.
type Task<T, R> = (T, Sender<R>);

/// Works on every input with `jobs` threads and hands the results to `sink` in input order.
///
/// Inputs are drawn from the iterator, on the calling thread, only as results leave: at most `4 * jobs` are in flight, so memory
/// does not grow with the batch. With one job everything happens on the calling thread.
///
/// # Errors
/// The first error of `sink`, after which no further input is drawn.
pub fn in_order<T: Send, R: Send, E>(
    inputs: impl Iterator<Item = T>,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if jobs <= 1 {
        return inputs.map(work).try_for_each(sink);
    }
    let (tasks, queue) = mpsc::sync_channel(WINDOW * jobs);
    let queue = Mutex::new(queue);
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| labour(&queue, &work));
        }
        feed(inputs, tasks, WINDOW * jobs, &mut sink)
    })
}

/// Takes tasks until there are no more. A result that nobody waits for any longer is dropped.
fn labour<T, R>(queue: &Mutex<Receiver<Task<T, R>>>, work: impl Fn(T) -> R) {
    loop {
        // The lock is held only while waiting: a guard in the loop's condition would be held during the work.
        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((input, done)) = task else { return };
        let _ = done.send(work(input));
    }
}

/// Hands out tasks and takes results in the same order; dropping `tasks` at the end lets the workers go.
fn feed<T, R, E>(
    inputs: impl Iterator<Item = T>,
    tasks: SyncSender<Task<T, R>>,
    window: usize,
    sink: &mut impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting: VecDeque<Receiver<R>> = VecDeque::new();
    for input in inputs {
        if waiting.len() == window {
            take(&mut waiting, sink)?;
        }
        let (done, result) = mpsc::channel();
        if tasks.send((input, done)).is_ok() {
            waiting.push_back(result);
        }
    }
    while !waiting.is_empty() {
        take(&mut waiting, sink)?;
    }
    Ok(())
}

/// Waits for the oldest result. A worker that died sends none; its panic surfaces when the threads are joined.
fn take<R, E>(waiting: &mut VecDeque<Receiver<R>>, sink: &mut impl FnMut(R) -> Result<(), E>) -> Result<(), E> {
    match waiting.pop_front().map(|result| result.recv()) {
        Some(Ok(result)) => sink(result),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_input_order() {
        let slow_first = |n: u64| {
            thread::sleep(Duration::from_millis(if n.is_multiple_of(7) { 5 } else { 0 }));
            n * 2
        };
        let mut seen = Vec::new();
        let sink = |n| {
            seen.push(n);
            Ok::<(), ()>(())
        };
        in_order(0..100, 4, slow_first, sink).unwrap();
        assert_eq!(seen, (0..100).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn inputs_are_drawn_only_as_results_leave() {
        let (drawn, written) = (Cell::new(0usize), Cell::new(0usize));
        let most = Cell::new(0);
        let inputs = (0..500).inspect(|_| {
            drawn.set(drawn.get() + 1);
            most.set(most.get().max(drawn.get() - written.get()));
        });
        let sink = |_| {
            written.set(written.get() + 1);
            Ok::<(), ()>(())
        };
        in_order(inputs, 2, |n: usize| n, sink).unwrap();
        assert_eq!(written.get(), 500);
        assert!(most.get() <= 2 * WINDOW + 1, "{} in flight", most.get());
    }

    #[test]
    fn a_sink_that_fails_stops_the_batch() {
        for jobs in [1, 3] {
            let mut left = 5;
            let sink = |_| {
                left -= 1;
                if left == 0 { Err("full") } else { Ok(()) }
            };
            assert_eq!(in_order(0.., jobs, |n: u32| n, sink), Err("full"));
        }
    }
}
