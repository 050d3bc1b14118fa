//! Turns that the app takes with the browser: what it does in one go is short, so that keys and pointer are answered meanwhile, on a
//! slow phone too. Where a turn has lasted [`LONG_MS`], what is left waits for the next, in its order.
//!
//! A turn ends by a message and no timer, for which a tab in the background waits a second.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

/// How long a turn may last before somebody else has one, in milliseconds: well below the fifty of a long task, since what has begun
/// goes on to its end.
const LONG_MS: f64 = 8.0;

/// How turns end, and who waits for that.
struct Turns {
    /// When this turn began, in milliseconds; nothing between two of them.
    began: Cell<Option<f64>>,
    /// What has not had its turn.
    waiting: RefCell<Vec<Waker>>,
    /// What gave way in the midst of its own: it comes after the others, else long work would have every turn.
    gave_way: RefCell<Vec<Waker>>,
    /// Where a message ends the turn; nothing where the browser has no such thing: then there is one turn.
    end: Option<MessagePort>,
}

thread_local! {
    static TURNS: Turns = Turns::new();
}

impl Turns {
    fn new() -> Self {
        let end = MessageChannel::new().ok().map(|channel| {
            let next = Closure::<dyn Fn()>::new(|| TURNS.with(Self::next));
            channel.port1().set_onmessage(Some(next.as_ref().unchecked_ref()));
            // It lives as long as the page.
            next.forget();
            channel.port2()
        });
        Self { began: Cell::new(None), waiting: RefCell::default(), gave_way: RefCell::default(), end }
    }

    fn next(&self) {
        self.began.set(None);
        for waker in self.waiting.take().into_iter().chain(self.gave_way.take()) {
            waker.wake();
        }
    }

    /// Whether this turn has lasted long; begins one where there is none.
    fn is_over(&self) -> bool {
        let Some(end) = &self.end else { return false };
        let now = js_sys::Date::now();
        match self.began.get() {
            Some(began) => now - began >= LONG_MS,
            None => {
                if end.post_message(&JsValue::NULL).is_ok() {
                    self.began.set(Some(now));
                }
                false
            }
        }
    }
}

/// Goes on in the next turn where this one has lasted long, else at once.
pub async fn give_way() {
    poll_fn(|context| {
        TURNS.with(|turns| {
            if turns.is_over() {
                turns.gave_way.borrow_mut().push(context.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
    })
    .await;
}

/// Has what Leptos does take turns: effects, and what the app spawns. The browser has just made the app ready: that was a turn of its own.
pub fn take() {
    TURNS.with(|turns| {
        if !turns.is_over() {
            turns.began.set(turns.began.get().map(|began| began - LONG_MS));
        }
    });
    // Refused only where there is one already, which then does it.
    let _ = Executor::init_local_custom_executor(InTurns);
}

struct InTurns;

impl CustomExecutor for InTurns {
    fn spawn(&self, future: PinnedFuture<()>) {
        self.spawn_local(future);
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        wasm_bindgen_futures::spawn_local(InTurn(future));
    }

    fn poll_local(&self) {}
}

/// A future that goes on only while the turn lasts.
struct InTurn(PinnedLocalFuture<()>);

impl Future for InTurn {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let waits = TURNS.with(|turns| {
            let is_over = turns.is_over();
            if is_over {
                turns.waiting.borrow_mut().push(context.waker().clone());
            }
            is_over
        });
        if waits {
            return Poll::Pending;
        }
        self.0.as_mut().poll(context)
    }
}
