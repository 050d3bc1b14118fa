//! A clock for tests: pauses, time-outs and slow answers take their time by it, and none of ours. Where it is not wound up,
//! nothing waits at all.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

thread_local! {
    static CLOCK: RefCell<Option<Clock>> = const { RefCell::new(None) };
}

#[derive(Default)]
struct Clock {
    now: Duration,
    /// What is due, by time and then by age.
    due: BTreeMap<(Duration, u64), Due>,
    count: u64,
}

enum Due {
    Wake(Waker),
    /// Dropped when its time comes; nobody reads it.
    Drop(Box<dyn Any>),
}

impl Clock {
    fn put(&mut self, after: Duration, due: Due) {
        self.count += 1;
        self.due.insert((self.now + after, self.count), due);
    }
}

/// The clock of this thread, wound up until it is dropped.
#[derive(Debug)]
pub struct VirtualTime(());

impl VirtualTime {
    /// Winds the clock up, at zero.
    #[expect(clippy::new_without_default, reason = "it changes how the thread keeps time: no default value")]
    pub fn new() -> Self {
        CLOCK.with_borrow_mut(|clock| *clock = Some(Clock::default()));
        Self(())
    }

    /// What the clock says.
    pub fn now(&self) -> Duration {
        CLOCK.with_borrow(|clock| clock.as_ref().map_or(Duration::ZERO, |clock| clock.now))
    }

    /// Runs `future` to its end, and the clock on whenever it waits.
    ///
    /// # Panics
    /// Where it waits for what never comes.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> T {
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        let waker = Waker::from(Arc::clone(&woken));
        let mut future = pin!(future);
        loop {
            while woken.0.swap(false, Ordering::Relaxed) {
                if let Poll::Ready(outcome) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                    return outcome;
                }
            }
            // Whatever is due may ask for the clock itself, so it is let go of first.
            let due = CLOCK.with_borrow_mut(|clock| {
                let clock = clock.as_mut()?;
                let ((at, _), due) = clock.due.pop_first()?;
                clock.now = at;
                Some(due)
            });
            match due.expect("somebody waits for what never comes") {
                Due::Wake(waker) => waker.wake(),
                Due::Drop(held) => drop(held),
            }
        }
    }
}

impl Drop for VirtualTime {
    fn drop(&mut self) {
        let clock = CLOCK.with_borrow_mut(Option::take);
        drop(clock);
    }
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Whether this thread has a clock.
pub(super) fn is_wound_up() -> bool {
    CLOCK.with_borrow(Option::is_some)
}

/// Waits by the clock.
#[derive(Debug)]
pub struct Sleep {
    duration: Duration,
    until: Option<Duration>,
}

/// Waits for `duration` by the clock of this thread.
pub const fn sleep(duration: Duration) -> Sleep {
    Sleep { duration, until: None }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let duration = self.duration;
        CLOCK.with_borrow_mut(|clock| {
            let Some(clock) = clock else { return Poll::Ready(()) };
            let until = *self.until.get_or_insert(clock.now + duration);
            if clock.now >= until {
                return Poll::Ready(());
            }
            clock.put(until.saturating_sub(clock.now), Due::Wake(context.waker().clone()));
            Poll::Pending
        })
    }
}

/// Keeps `what` for `duration` by the clock of this thread.
pub(super) fn hold(duration: Duration, what: impl Sized + 'static) {
    let held: Box<dyn Any> = Box::new(what);
    let left = CLOCK.with_borrow_mut(|clock| match clock {
        Some(clock) => {
            clock.put(duration, Due::Drop(held));
            None
        }
        None => Some(held),
    });
    drop(left);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_slept_passes_by_the_clock_and_what_is_held_goes_in_time() {
        let time = VirtualTime::new();
        let held = Arc::new(());
        hold(Duration::from_secs(5), Arc::clone(&held));
        time.run(sleep(Duration::from_secs(4)));
        assert_eq!((time.now(), Arc::strong_count(&held)), (Duration::from_secs(4), 2));
        time.run(sleep(Duration::from_secs(2)));
        assert_eq!((time.now(), Arc::strong_count(&held)), (Duration::from_secs(6), 1));
        drop(time);
        futures_executor::block_on(sleep(Duration::from_mins(10)));
    }
}
