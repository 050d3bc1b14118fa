//! Exporting a list as a file. Thousands of rows are written some at a time: the page stays at hand, says how far it is, and can be told
//! to stop (R71, R171).

use std::ops::Range;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::download_parts;
use crate::api::transport::sleep;
use crate::components::button::GatedButton;
use crate::domain::action::Action;
use crate::domain::csv;
use crate::i18n::{format, use_texts};
use crate::viewer::use_viewer;

/// How many rows are written before the clock is looked at.
const SLICE: usize = 50;
/// How long is written before the page may do something else, in milliseconds.
const TURN_MS: f64 = 12.0;

/// Writes the rows of a range as a file of their own, headings included.
pub(super) type Rows = Box<dyn Fn(Range<usize>) -> String>;

/// Exports a list, for those whose role allows it.
#[component]
pub(super) fn ExportButton(
    /// Unique on the page.
    id: &'static str,
    /// What stands on it.
    label: String,
    /// The name of the file.
    file: &'static str,
    /// Takes up what is exported as it is now: how many rows, and what writes them.
    take: impl Fn() -> (usize, Rows) + 'static,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let refusal = viewer.may(Action::Export).err();
    // How many rows are written, of how many; nothing while none is.
    let going = RwSignal::new(None::<(usize, usize)>);
    let is_on = Memo::new(move |_| going.read().is_some());
    let done = move || going.get().map_or(0, |(done, _)| done);
    let all = move || going.get().map_or(0, |(_, all)| all);
    let number = move |count: usize| format::number(t.language(), count as u64);
    let stop_id = format!("{id}-stop");
    let end = {
        let stop_id = stop_id.clone();
        move || {
            // The focus of what goes away comes back to what brought it.
            let has_focus = document().active_element().is_some_and(|it| it.id() == stop_id);
            let gone = going.try_set(None).is_some();
            let button = document().get_element_by_id(id).and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(button) = button.filter(|_| has_focus && !gone) {
                // A button of ours takes focus.
                let _ = button.focus();
            }
        }
    };
    let stop = end.clone();
    let export = move || {
        let (count, rows) = take();
        let end = end.clone();
        leptos::task::spawn_local(async move {
            if let Some(parts) = write(count, &rows, going).await {
                download_parts(file, "text/csv", &parts);
                end();
            }
        });
    };
    let label = StoredValue::new(label);
    view! {
        <GatedButton
            id
            label=label.get_value()
            icon_name="arrow-download"
            refusal=Signal::stored(refusal)
            busy=is_on
            on_press=export
        />
        {move || {
            let (stop, stop_id) = (stop.clone(), stop_id.clone());
            is_on.get().then(|| view! {
                <p class="cluster" role="status">
                    <progress max=move || all().to_string() value=move || done().to_string() aria-label=label.get_value()></progress>
                    {move || t.general_writing(&number(all()), &number(done()))}
                    <button type="button" class="button" id=stop_id on:click=move |_| stop()>{t.transition_stop()}</button>
                </p>
            })
        }}
    }
}

/// Writes the rows, in parts; nothing where it was stopped, or the page is gone.
async fn write(count: usize, rows: &Rows, going: RwSignal<Option<(usize, usize)>>) -> Option<js_sys::Array> {
    let now = js_sys::Date::now;
    let parts = js_sys::Array::new();
    let mut since = now();
    let mut from = 0;
    loop {
        let to = (from + SLICE).min(count);
        let part = rows(from..to);
        parts.push(&JsValue::from_str(if from == 0 { &part } else { csv::without_headings(&part) }));
        if to == count {
            return Some(parts);
        }
        from = to;
        if now() - since > TURN_MS {
            going.try_set(Some((from, count))).is_none().then_some(())?;
            sleep(Duration::ZERO).await;
            // Nothing is there any more where somebody stopped it.
            going.try_get_untracked().flatten()?;
            since = now();
        }
    }
}
