//! What a page reads from the API, and its three states: on its way, there, or in trouble.
//!
//! All of it runs through one kind of reading: each kind of its own would cost the first load some twenty kilobytes.

use std::any::Any;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;

use super::heading::hold_focus;
use super::trouble::Trouble;
use crate::api::error::ApiError;
use crate::i18n::use_texts;
use crate::viewer::Live;

/// A value whose type is known to the one who put it in.
#[derive(Clone)]
struct Parcel {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Parcel {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

impl Parcel {
    fn pack<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        let same = |one: &dyn Any, other: &dyn Any| one.downcast_ref::<T>().is_some_and(|one| Some(one) == other.downcast_ref());
        Self { value: Arc::new(value), same }
    }

    fn unpack<T: Clone + 'static>(&self) -> Option<T> {
        self.value.downcast_ref::<T>().cloned()
    }
}

/// Told to read again, by counting on.
type Again = RwSignal<u32>;
/// Why what is shown could not be read anew: it is older than it should be.
type Failing = RwSignal<Option<ApiError>>;
/// What was read last, changing only when the value does.
type Held = Memo<Option<Result<Parcel, ApiError>>>;
type Reading = Pin<Box<dyn Future<Output = Result<Parcel, ApiError>>>>;

/// Something that is read from the API, again whenever a signal that its reading tracks changes. A new reading does not wait for
/// an older one, and what an older one brings after it began is dropped. Where the same is read once more and the service cannot
/// say, the older answer stays: nobody loses a page, and what they typed there, over a connection that broke.
pub struct Loaded<T> {
    again: Again,
    value: Held,
    failing: Failing,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loaded<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Loaded<T> {
    /// Begins to read.
    pub fn new<Fut>(read: impl Fn() -> Fut + 'static) -> Self
    where
        Fut: Future<Output = Result<T, ApiError>> + 'static,
    {
        let (again, value, failing) = begin(Box::new(move || {
            let reading = read();
            Box::pin(async move { reading.await.map(Parcel::pack) })
        }));
        Self { again, value, failing, kind: PhantomData }
    }

    /// What was read last; nothing before the first answer. Changes only when the value does.
    pub fn get(self) -> Option<Result<T, ApiError>> {
        match self.value.get()? {
            Ok(parcel) => parcel.unpack().map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// The same, for who need not know when it changes.
    pub fn get_untracked(self) -> Option<Result<T, ApiError>> {
        untrack(|| self.get())
    }

    /// Reads again.
    pub fn refetch(self) {
        count_on(self.again);
    }
}

/// The reading that is on its way.
type Running = Arc<Mutex<Option<AbortHandle>>>;

/// Gives up what is on its way, since nobody waits for it any more: its call is broken off. `next` takes its place.
fn give_up(running: &Running, next: Option<AbortHandle>) {
    let before = std::mem::replace(&mut *running.lock().unwrap_or_else(PoisonError::into_inner), next);
    if let Some(before) = before {
        before.abort();
    }
}

fn count_on(again: Again) {
    again.try_update(|count| *count = count.wrapping_add(1));
}

fn begin(read: Box<dyn Fn() -> Reading>) -> (Again, Held, Failing) {
    let (again, answer, failing) = (RwSignal::new(0), RwSignal::new(None), RwSignal::new(None));
    let live = use_context::<Live>();
    // Why it is read: the same once more, or something else, of which the older answer says nothing.
    let asked = StoredValue::new((0, 0));
    let latest = StoredValue::new(0_u32);
    let running = Running::default();
    on_cleanup({
        let running = Arc::clone(&running);
        move || give_up(&running, None)
    });
    Effect::new(move |_| {
        let now = (again.get(), live.as_ref().map_or(0, Live::version));
        let is_same = asked.get_value() != now;
        asked.set_value(now);
        let turn = latest.get_value().wrapping_add(1);
        latest.set_value(turn);
        let (reading, handle) = abortable(read());
        give_up(&running, Some(handle));
        leptos::task::spawn_local(async move {
            let Ok(read) = reading.await else { return };
            if latest.try_get_value() != Some(turn) {
                return;
            }
            match read {
                Err(error) if is_same && error.outcome_unknown() && matches!(answer.try_get_untracked(), Some(Some(Ok(_)))) => {
                    failing.try_set(Some(error));
                }
                read => {
                    if failing.try_get_untracked().flatten().is_some() {
                        failing.try_set(None);
                    }
                    answer.try_set(Some(read));
                }
            }
        });
    });
    (again, Memo::new(move |_| answer.get()), failing)
}

/// The place holder of something that is on its way.
#[component]
pub fn Loading() -> impl IntoView {
    let t = use_texts();
    view! {
        <div class="loading" aria-busy="true">
            <p class="visually-hidden" role="status">{t.general_loading()}</p>
            <span class="loading__line" data-size="title" aria-hidden="true"></span>
            <span class="loading__line" aria-hidden="true"></span>
            <span class="loading__block" aria-hidden="true"></span>
        </div>
    }
}

/// Shows `loaded` by `render` once it is there. A value that is the same as before is not drawn again, so focus stays; one
/// that was there stays while it is read again, and where that fails, with the trouble above it.
pub fn load<T>(loaded: Loaded<T>, render: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    show(
        (loaded.again, loaded.value, loaded.failing),
        Box::new(move |parcel| parcel.unpack().map_or_else(|| ().into_any(), &render)),
    )
}

type Render = Box<dyn Fn(Parcel) -> AnyView + Send + Sync>;

fn show((again, value, failing): (Again, Held, Failing), render: Render) -> AnyView {
    let on_retry = Callback::new(move |()| count_on(again));
    let old = move || match failing.get() {
        Some(error) => view! { <Trouble error on_retry /> }.into_any(),
        None => {
            hold_focus();
            ().into_any()
        }
    };
    let whole = move || match value.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(parcel)) => {
            hold_focus();
            render(parcel)
        }
        Some(Err(error)) => view! { <Trouble error on_retry /> }.into_any(),
    };
    view! {
        {old}
        {whole}
    }
    .into_any()
}
