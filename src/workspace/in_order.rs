//! Processes many items on all cores, with the results in the order of the items and bounded memory.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::mpsc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::workspace::failure::Failure;

/// Items in progress for each thread: a slow item delays the others only beyond that.
const AHEAD: usize = 16;
/// After a pause in the input of this length, finished results are passed on.
const PAUSE: Duration = Duration::from_millis(5);

/// The next event for the receiver.
pub(crate) enum Next<R> {
    /// The result for the next item.
    Result(R),
    /// Nothing is ready, so this is the moment to flush.
    Pause,
}

/// Number of threads to use.
pub(crate) fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Runs `work` on each item, and passes the results to `take` in the order of the items.
///
/// The working threads fetch the items, one at a time. The first failure of `take` stops the work.
pub(crate) fn map<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    take: impl FnMut(Next<R>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let queue = Queue { items: Mutex::new((items, 0)), taken: Mutex::new(0), room: Condvar::new() };
    let window = threads * AHEAD;
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (send, queue, work) = (send.clone(), &queue, &work);
            scope.spawn(move || {
                while let Some((number, item)) = queue.next(window) {
                    // Nobody receives results once `take` has failed.
                    if send.send((number, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let ended = deliver(&receive, &queue, take);
        queue.close();
        drop(receive);
        ended
    })
}

fn deliver<I, R>(
    receive: &Receiver<(usize, R)>,
    queue: &Queue<I>,
    mut take: impl FnMut(Next<R>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    loop {
        let received = match receive.recv_timeout(PAUSE) {
            Err(RecvTimeoutError::Timeout) => {
                take(Next::Pause)?;
                receive.recv().ok()
            }
            received => received.ok(),
        };
        let Some((number, result)) = received else { return Ok(()) };
        early.insert(number, result);
        while let Some(result) = early.remove(&next) {
            next += 1;
            take(Next::Result(result))?;
            queue.took(next);
        }
    }
}

/// The remaining items.
struct Queue<I> {
    /// The rest of the items, and the number of the next one.
    items: Mutex<(I, usize)>,
    /// How many results were processed.
    taken: Mutex<usize>,
    room: Condvar,
}

impl<I> Queue<I> {
    fn took(&self, count: usize) {
        *lock(&self.taken) = count;
        self.room.notify_all();
    }

    /// Lets every waiting thread continue and end.
    fn close(&self) {
        *lock(&self.taken) = usize::MAX / 2;
        self.room.notify_all();
    }
}

impl<T, I: Iterator<Item = T>> Queue<I> {
    /// The next item with its number, as soon as fewer than `window` are in progress.
    fn next(&self, window: usize) -> Option<(usize, T)> {
        let mut items = lock(&self.items);
        let number = items.1;
        let mut taken = lock(&self.taken);
        while number >= *taken + window {
            taken = self.room.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        if *taken >= usize::MAX / 2 {
            return None;
        }
        drop(taken);
        let item = items.0.next()?;
        items.1 += 1;
        Some((number, item))
    }
}

/// A panic in another thread leaves neither a counter nor an iterator half-changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items_even_if_one_is_slow() {
        let mut seen = Vec::new();
        let slow = |item: u64| {
            thread::sleep(Duration::from_micros((item * 7919) % 300));
            item * 2
        };
        let ended = map(0..500, 4, slow, |next| {
            if let Next::Result(result) = next {
                seen.push(result);
            }
            Ok(())
        });
        assert!(ended.is_ok());
        assert_eq!(seen, (0..500).map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn items_are_fetched_only_as_needed_and_a_failure_stops_the_work() {
        let asked = Mutex::new(0_usize);
        let items = (0..1_000_000).inspect(|_| *lock(&asked) += 1);
        let mut count = 0;
        let ended = map(
            items,
            2,
            |item| item,
            |next| {
                count += usize::from(matches!(next, Next::Result(_)));
                if count == 100 { Err(Failure("full".to_owned())) } else { Ok(()) }
            },
        );
        assert!(ended.is_err());
        assert!(*lock(&asked) <= 100 + 2 * AHEAD + 2, "{}", lock(&asked));
    }
}
