//! What went wrong with a call, in place of what it should have brought. A first visit seldom sees one: what draws it
//! ([`super::failure`]) is fetched with the first.

use std::cell::Cell;

use leptos::prelude::*;

use super::failure::Failure;
use super::fetched::fetched;
use crate::api::error::ApiError;

/// Draws an error, with the button that tries again where there is something to try.
type Draw = fn(ApiError, Option<Callback<()>>) -> AnyView;

thread_local! {
    static KNOWN: Cell<Option<Draw>> = const { Cell::new(None) };
}

fn draw(error: ApiError, on_retry: Option<Callback<()>>) -> AnyView {
    view! { <Failure error on_retry /> }.into_any()
}

#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(seldom, wasm_split_path = ::leptos::wasm_split, fallible)]
fn fetch() -> Result<Draw, leptos::wasm_split::SplitLoaderError> {
    Ok(draw)
}

#[cfg(not(feature = "split"))]
fn fetch() -> std::future::Ready<Result<Draw, ()>> {
    std::future::ready(Ok(draw))
}

/// An error in place of what could not be loaded, or beside what could not be done.
#[component]
pub fn Trouble(
    /// The error.
    error: ApiError,
    /// Tries again; without it there is no button.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let is_known = KNOWN.get().is_some();
    fetched(
        is_known,
        || {
            Box::pin(async {
                let got = fetch().await.ok();
                KNOWN.set(got.or(KNOWN.get()));
                got.is_some()
            })
        },
        || ().into_any(),
        move || KNOWN.get().map_or_else(|| ().into_any(), |draw| draw(error.clone(), on_retry)),
    )
}
