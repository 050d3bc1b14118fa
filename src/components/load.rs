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

/// Told to read again.
type Again = RwSignal<()>;
/// What was read last, changing only when the value does.
type Held = Memo<Option<Result<Parcel, ApiError>>>;
type Reading = Pin<Box<dyn Future<Output = Result<Parcel, ApiError>>>>;

/// Something that is read from the API, again whenever a signal that its reading tracks changes. A new reading does not wait for
/// an older one, and what an older one brings after it began is dropped.
pub struct Loaded<T> {
    again: Again,
    value: Held,
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
        let (again, value) = begin(Box::new(move || {
            let reading = read();
            Box::pin(async move { reading.await.map(Parcel::pack) })
        }));
        Self { again, value, kind: PhantomData }
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
        self.again.set(());
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

fn begin(read: Box<dyn Fn() -> Reading>) -> (Again, Held) {
    let (again, answer) = (RwSignal::new(()), RwSignal::new(None));
    let latest = StoredValue::new(0_u32);
    let running = Running::default();
    on_cleanup({
        let running = Arc::clone(&running);
        move || give_up(&running, None)
    });
    Effect::new(move |_| {
        again.track();
        let turn = latest.get_value().wrapping_add(1);
        latest.set_value(turn);
        let (reading, handle) = abortable(read());
        give_up(&running, Some(handle));
        leptos::task::spawn_local(async move {
            let Ok(read) = reading.await else { return };
            if latest.try_get_value() == Some(turn) {
                answer.try_set(Some(read));
            }
        });
    });
    (again, Memo::new(move |_| answer.get()))
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
/// that was there stays while it is read again.
pub fn load<T>(loaded: Loaded<T>, render: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    show(loaded.again, loaded.value, Box::new(move |parcel| parcel.unpack().map_or_else(|| ().into_any(), &render)))
}

type Render = Box<dyn Fn(Parcel) -> AnyView + Send + Sync>;

fn show(again: Again, value: Held, render: Render) -> AnyView {
    (move || match value.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(parcel)) => {
            hold_focus();
            render(parcel)
        }
        Some(Err(error)) => view! { <Trouble error on_retry=Callback::new(move |()| again.set(())) /> }.into_any(),
    })
    .into_any()
}
