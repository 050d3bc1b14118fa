//! One queue for all calls: a few at a time, and none while the service asks for patience. Source: api/partner-center.md 1.9
//! (2026-11-21).

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// How many calls may be on their way at once.
#[derive(Debug)]
pub struct Queue {
    most: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    running: usize,
    holds: usize,
    waiting: Vec<Waker>,
}

/// A place among those on their way; free again when it is dropped.
#[derive(Debug)]
pub struct Turn(Arc<Queue>);

/// A stop for all that have not begun, until it is dropped.
#[derive(Debug)]
pub struct Hold(Arc<Queue>);

impl Queue {
    /// A queue that lets `most` go at once.
    pub fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, state: Mutex::default() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a turn.
    pub async fn turn(self: &Arc<Self>) -> Turn {
        poll_fn(|context| {
            let mut state = self.state();
            if state.holds == 0 && state.running < self.most {
                state.running += 1;
                return Poll::Ready(Turn(Arc::clone(self)));
            }
            state.waiting.push(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    /// Stops whatever has not begun.
    pub fn hold(self: &Arc<Self>) -> Hold {
        self.state().holds += 1;
        Hold(Arc::clone(self))
    }

    /// Whether it is stopped.
    pub fn is_held(&self) -> bool {
        self.state().holds > 0
    }

    fn free(&self, change: impl FnOnce(&mut State)) {
        let waiting = {
            let mut state = self.state();
            change(&mut state);
            std::mem::take(&mut state.waiting)
        };
        // Whoever finds no room lines up again, in the same order.
        waiting.into_iter().for_each(Waker::wake);
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.free(|state| state.running -= 1);
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.0.free(|state| state.holds -= 1);
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Context;

    use super::*;

    fn poll(future: std::pin::Pin<&mut impl Future<Output = Turn>>) -> Option<Turn> {
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(turn) => Some(turn),
            Poll::Pending => None,
        }
    }

    #[test]
    fn a_few_go_at_once_and_none_while_it_is_held() {
        let queue = Queue::new(2);
        let (mut one, mut two, mut three) = (pin!(queue.turn()), pin!(queue.turn()), pin!(queue.turn()));
        let first = poll(one.as_mut()).unwrap();
        let second = poll(two.as_mut()).unwrap();
        assert!(poll(three.as_mut()).is_none());
        let hold = queue.hold();
        drop(first);
        assert!(queue.is_held() && poll(three.as_mut()).is_none(), "a free place is no use while all wait");
        drop(hold);
        assert!(poll(three.as_mut()).is_some());
        drop(second);
        assert_eq!(queue.state().running, 0);
    }
}
