//! Turns that the app takes with the browser: long work is done in pieces, so that keys and pointer are answered meanwhile, on a slow phone
//! too. Where a turn has lasted `LONG_MS`, or nobody knows how long, what is left waits for the next.
//!
//! At the start, until the person does something, all that Leptos does takes turns: a browser makes code ready when it is first called,
//! and that is most of a start. From then on effects follow what causes them at once, as focus and fields rely on, and only what calls
//! [`give_way`] waits.
//!
//! A turn begins by a message and no timer, for which a tab in the background waits a second.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

/// How long a turn may last before somebody else has one, in milliseconds: well below the fifty of a long task, since what has begun
/// goes on to its end.
const LONG_MS: f64 = 8.0;
/// The same at the start, where much is done for the first time, and so takes long once it has begun.
const LONG_AT_START_MS: f64 = 3.0;

/// When turns begin, and who waits for one.
struct Turns {
    /// When this turn began, in milliseconds; nothing where the browser began it for another reason, some time ago.
    began: Cell<Option<f64>>,
    /// What has not had its turn.
    waiting: RefCell<Vec<Waker>>,
    /// What gave way in the midst of its own: it comes after the others, else long work would have every turn.
    gave_way: RefCell<Vec<Waker>>,
    /// Whether the person has done nothing yet.
    is_start: Cell<bool>,
    /// Whether a message is on its way.
    is_asked: Cell<bool>,
    /// Where a message begins the next turn; nothing where the browser has no such thing: then there is one turn.
    next: Option<MessagePort>,
}

thread_local! {
    static TURNS: Turns = Turns::new();
}

impl Turns {
    fn new() -> Self {
        let next = MessageChannel::new().ok().map(|channel| {
            let begin = Closure::<dyn Fn()>::new(|| TURNS.with(Self::begin));
            channel.port1().set_onmessage(Some(begin.as_ref().unchecked_ref()));
            // It lives as long as the page.
            begin.forget();
            channel.port2()
        });
        Self {
            began: Cell::new(None),
            waiting: RefCell::default(),
            gave_way: RefCell::default(),
            is_start: Cell::new(false),
            is_asked: Cell::new(false),
            next,
        }
    }

    /// Begins a turn of those who wait, or ends the last where nobody does.
    fn begin(&self) {
        self.is_asked.set(false);
        let mut waiting = self.waiting.take();
        waiting.append(&mut self.gave_way.borrow_mut());
        self.began.set((!waiting.is_empty()).then(js_sys::Date::now));
        if !waiting.is_empty() {
            // Its end; where none is to be had, one turn goes on.
            self.asks();
        }
        for waker in waiting {
            waker.wake();
        }
    }

    /// Asks for the next turn; says whether there will be one.
    fn asks(&self) -> bool {
        if !self.is_asked.get() {
            let is_sent = self.next.as_ref().is_some_and(|next| next.post_message(&JsValue::NULL).is_ok());
            self.is_asked.set(is_sent);
        }
        self.is_asked.get()
    }

    fn is_long(&self) -> bool {
        let long = if self.is_start.get() { LONG_AT_START_MS } else { LONG_MS };
        self.began.get().is_none_or(|began| js_sys::Date::now() - began >= long)
    }
}

/// Goes on in the next turn where this one has lasted long, else at once.
pub async fn give_way() {
    let mut has_waited = false;
    poll_fn(|context| {
        TURNS.with(|turns| {
            if has_waited || !turns.is_long() || !turns.asks() {
                return Poll::Ready(());
            }
            has_waited = true;
            turns.gave_way.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
    })
    .await;
}

/// What ends the start.
const ACTS: [&str; 6] = ["keydown", "pointerdown", "focusin", "input", "change", "click"];

/// Has Leptos take turns until the person does something.
pub fn take() {
    // Refused only where there is an executor already: then nothing takes turns.
    if Executor::init_local_custom_executor(InTurns).is_err() {
        return;
    }
    TURNS.with(|turns| turns.is_start.set(true));
    let end = Closure::<dyn Fn()>::new(|| {
        TURNS.with(|turns| {
            if turns.is_start.replace(false) {
                // What waited comes before what the person has just begun.
                turns.waiting.take().into_iter().for_each(Waker::wake);
            }
        });
    });
    for act in ACTS {
        // It listens before everything else, and as long as the page lives.
        let _ = window().add_event_listener_with_callback_and_bool(act, end.as_ref().unchecked_ref(), true);
    }
    end.forget();
}

struct InTurns;

impl CustomExecutor for InTurns {
    fn spawn(&self, future: PinnedFuture<()>) {
        self.spawn_local(future);
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        if TURNS.with(|turns| turns.is_start.get()) {
            wasm_bindgen_futures::spawn_local(InTurn(future));
        } else {
            wasm_bindgen_futures::spawn_local(future);
        }
    }

    fn poll_local(&self) {}
}

/// A future that at the start goes on only while the turn lasts.
struct InTurn(PinnedLocalFuture<()>);

impl Future for InTurn {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let waits = TURNS.with(|turns| {
            let waits = turns.is_start.get() && turns.is_long() && turns.asks();
            if waits {
                turns.waiting.borrow_mut().push(context.waker().clone());
            }
            waits
        });
        if waits { Poll::Pending } else { self.0.as_mut().poll(context) }
    }
}
