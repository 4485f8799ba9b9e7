//! Work on many articles, shared among processors.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// This many articles are worked on at a time: few enough that no processor waits long for another.
const PORTION: usize = 16;
/// More threads than this do not make searches faster.
const MOST_THREADS: usize = 8;

/// The results of the threads that share this many articles among them, in no order. Each thread begins with `start`
/// and puts in what `work` finds in one portion after another.
pub(crate) fn share<T: Send>(
    articles: usize,
    start: impl Fn() -> T + Sync,
    work: impl Fn(&mut T, Range<usize>) + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut result = start();
        loop {
            let first = next.fetch_add(PORTION, Ordering::Relaxed);
            if first >= articles {
                return result;
            }
            work(&mut result, first..articles.min(first + PORTION));
        }
    };
    let processors = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let threads = processors.min(articles / PORTION);
    thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads).filter_map(|_| thread::Builder::new().spawn_scoped(scope, run).ok()).collect();
        let mut results = vec![run()];
        for other in others {
            match other.join() {
                Ok(result) => results.push(result),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_is_worked_on_once() {
        for articles in [0, 1, PORTION, 1000] {
            let mut all = share(articles, Vec::new, |done: &mut Vec<usize>, portion| done.extend(portion)).concat();
            all.sort_unstable();
            assert_eq!(all, (0..articles).collect::<Vec<_>>());
        }
    }
}
