//! A table of thousands of rows, of which only those near what is seen are in the page. To a screen reader it is as long as it is,
//! and keys go through all of it.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::table::{At, Column, Row, draw, heads};
use crate::domain::window::{Heights, Part, parts};
use crate::i18n::use_texts;

/// How high a row counts before one was measured, in pixels.
const USUAL: f64 = 66.0;
/// How far beyond the screen rows are drawn, in pixels: scrolling on finds them there.
const BEYOND: f64 = 500.0;
/// How far beyond the screen they are drawn at once, wherever that is.
const NEAR: f64 = 70.0;
/// How much further they are drawn in each frame after that: no frame takes long for what nobody sees yet.
const FURTHER: f64 = 250.0;
/// A list of so many rows is drawn as a whole.
const FEW: usize = 60;
/// For how many frames rows may still move after a leap: those around it are drawn then, higher or lower than they counted.
const SETTLING: u8 = 4;
/// What takes focus in a row.
const CONTROLS: &str = "a[href], button:not([disabled])";

/// A long list.
pub struct Windowed {
    /// The name of the table.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// One number for each row: the row is drawn anew where it changes.
    pub keys: Memo<Arc<Vec<u64>>>,
    /// The place of the row that is unfolded.
    pub open: Signal<Option<usize>>,
    /// Draws the row at a place.
    pub row: Box<dyn Fn(usize) -> Row>,
}

/// What is drawn, with what makes it the same as before.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Drawn {
    Gap(usize),
    Row(usize, u64),
}

/// Shows the list.
pub fn windowed(list: Windowed) -> AnyView {
    let t = use_texts();
    let Windowed { caption, columns, keys, open, row } = list;
    let body = NodeRef::<html::Tbody>::new();
    let heights = StoredValue::new(Heights::new(0, USUAL));
    let held = RwSignal::new(None::<usize>);
    let seen = RwSignal::new((0.0, 2.0 * BEYOND));
    let shown = Memo::new(move |before: Option<&(Arc<Vec<u64>>, Vec<Part>)>| {
        let now = keys.get();
        if before.is_none_or(|(then, _)| !Arc::ptr_eq(then, &now)) {
            let same = |place: usize| before.is_some_and(|(then, _)| then.get(place) == now.get(place));
            heights.update_value(|heights| *heights = heights.carried(now.len(), same));
        }
        let (from, to) = if now.len() <= FEW { (0.0, f64::MAX) } else { seen.get() };
        let parts = heights.with_value(|heights| parts(heights, from, to, held.get()));
        (now, parts)
    });
    // The element that has the focus within the list; it keeps it when the rows around it are drawn.
    let focused = StoredValue::new_local(None::<HtmlElement>);
    let drawing = StoredValue::new(false);
    let drawn = move || {
        drawing.set_value(true);
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            if drawing.try_set_value(false).is_none() {
                focused.try_with_value(|focused| focused.as_ref().map(keep_focus));
            }
        });
        shown.with(|(keys, parts)| {
            let mut gaps = 0..;
            let of = |part: &Part| match part {
                Part::Gap(_) => Drawn::Gap(gaps.next().unwrap_or(0)),
                Part::Row(place) => Drawn::Row(*place, keys.get(*place).copied().unwrap_or(0)),
            };
            parts.iter().map(of).collect::<Vec<_>>()
        })
    };
    let view = View { body, heights, seen, waiting: StoredValue::new(false) };
    // On paper the list is whole.
    let whole = window_event_listener_untyped("beforeprint", move |_| {
        seen.try_set((0.0, f64::MAX));
    });
    let again = window_event_listener_untyped("afterprint", move |_| view.soon());
    on_cleanup(move || {
        whole.remove();
        again.remove();
    });
    for event in ["scroll", "resize"] {
        let listener = window_event_listener_untyped(event, move |_| view.soon());
        on_cleanup(move || listener.remove());
    }
    Effect::new(move |_| {
        keys.track();
        view.soon();
    });
    let headings = heads(&columns);
    let width = columns.len().to_string();
    let (row, columns) = (StoredValue::new_local(row), StoredValue::new_local(columns));
    let child = move |part: Drawn| match part {
        Drawn::Gap(nth) => {
            let height = move || {
                let is_gap = |part: &Part| if let Part::Gap(height) = part { Some(*height) } else { None };
                let height = shown.with(|(_, parts)| parts.iter().filter_map(is_gap).nth(nth)).unwrap_or(0.0);
                format!("{height}px")
            };
            view! {
                <tr class="table__gap" role="presentation" aria-hidden="true" style:height=height>
                    <td role="presentation" colspan=width.clone()></td>
                </tr>
            }
            .into_any()
        }
        Drawn::Row(place, _) => {
            let index = Signal::derive(move || place + 2 + usize::from(open.get().is_some_and(|open| open < place)));
            row.with_value(|row| columns.with_value(|columns| draw(row(place), columns, Some(At { place, index }))))
        }
    };
    let on_keys = move |event: web_sys::KeyboardEvent| {
        let Some((place, nth)) = control_of(&event).filter(|_| !event.default_prevented()) else { return };
        let Some(to) = destination(&event, place, keys.with_untracked(|keys| keys.len()), heights) else { return };
        event.prevent_default();
        held.set(Some(to));
        view.go_to(to, nth, SETTLING);
    };
    let on_in = move |event: web_sys::FocusEvent| {
        focused.try_set_value(event.target().and_then(|target| target.dyn_into().ok()));
        held.try_set(event.target().and_then(place_of));
    };
    let on_out = move |event: web_sys::FocusEvent| {
        let stays = event.related_target().and_then(place_of).is_some() || !document().has_focus().unwrap_or(true);
        // A row that moves within the page loses the focus on the way, and one that leaves it with the list tells nobody.
        if !stays && drawing.try_get_value() == Some(false) {
            focused.try_set_value(None);
            held.try_set(None);
        }
    };
    let count = move || keys.with(|keys| keys.len() + 1 + usize::from(open.get().is_some())).to_string();
    let name = caption.clone();
    view! {
        <div class="table-scroll" role="group" tabindex="0" aria-label=name aria-describedby="row-keys">
            <p class="visually-hidden" id="row-keys">{t.general_row_keys()}</p>
            <table class="table" role="table" aria-rowcount=count>
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup"><tr role="row" aria-rowindex="1">{headings}</tr></thead>
                <tbody role="rowgroup" node_ref=body on:keydown=on_keys on:focusin=on_in on:focusout=on_out>
                    <For each=drawn key=|part| *part children=child />
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What of the list is on the screen.
#[derive(Clone, Copy)]
struct View {
    body: NodeRef<html::Tbody>,
    heights: StoredValue<Heights>,
    /// From where to where rows are drawn, in pixels from the top of the list.
    seen: RwSignal<(f64, f64)>,
    /// Whether it is looked at in the next frame.
    waiting: StoredValue<bool>,
}

impl View {
    /// Looks where the list is, and has the rows there drawn; says whether some of those beyond are left for the next frame: one sees what
    /// is on the screen first.
    fn look(self) -> bool {
        let Some(node) = self.body.try_get_untracked().flatten() else { return false };
        measure(&node, self.heights);
        let top = node.get_bounding_client_rect().top();
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(BEYOND);
        let Some((from, to)) = self.seen.try_get_untracked() else { return false };
        let around = |beyond: f64| (-top - beyond, height - top + beyond);
        let (near, whole) = (around(NEAR), around(BEYOND));
        let next = if near.0 > to || near.1 < from {
            // A leap to where nothing stands.
            near
        } else if near.0 < from || near.1 > to {
            (near.0.min(from.max(whole.0)), near.1.max(to.min(whole.1)))
        } else {
            (whole.0.max(from - FURTHER), whole.1.min(to + FURTHER))
        };
        self.seen.try_set(next);
        next != whole
    }

    /// Puts focus on the control `nth` of the row at `place`, once that is drawn: within the next `frames`.
    fn go_to(self, place: usize, nth: usize, frames: u8) {
        request_animation_frame(move || {
            let row =
                self.body.try_get_untracked().flatten().and_then(|body| find(&body, &format!("tr[data-place=\"{place}\"]")));
            if row.is_none() && frames > 0 {
                // What draws it waits for its turn.
                self.go_to(place, nth, frames - 1);
                return;
            }
            let controls = row.map(|row| controls(&row)).unwrap_or_default();
            if let Some(control) = controls.get(nth).or(controls.last()) {
                // A control that cannot take focus leaves it where it was.
                let _ = control.focus();
                keep_in_sight(control.clone(), SETTLING);
            }
            if self.look() {
                self.soon();
            }
        });
    }

    /// Looks in the next frame.
    fn soon(self) {
        if self.waiting.try_get_value() == Some(false) {
            self.waiting.set_value(true);
            request_animation_frame(move || {
                self.waiting.try_set_value(false);
                if self.look() {
                    self.soon();
                }
            });
        }
    }
}

/// Takes the heights of the rows that are drawn: from the top of each to that of the next, so that what is unfolded and the room
/// between them count too.
fn measure(body: &Element, heights: StoredValue<Heights>) {
    let Ok(rows) = body.query_selector_all("tr[data-place], tr.table__gap") else { return };
    let rows: Vec<Element> = (0..rows.length()).filter_map(|at| rows.item(at)?.dyn_into().ok()).collect();
    let mut measured: Vec<(usize, f64)> = Vec::new();
    for pair in rows.windows(2) {
        let [row, next] = pair else { continue };
        let Some(place) = place_in(row) else { continue };
        measured.push((place, next.get_bounding_client_rect().top() - row.get_bounding_client_rect().top()));
    }
    heights.update_value(|heights| heights.take(&measured));
}

/// Gives the focus back to `element`, where it was lost and the element is still there.
fn keep_focus(element: &HtmlElement) {
    let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if is_lost && element.is_connected() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take focus any more leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}

/// Keeps `control`, while it has the focus, on the screen for the next `frames`.
fn keep_in_sight(control: HtmlElement, frames: u8) {
    request_animation_frame(move || {
        if !document().active_element().is_some_and(|active| active.is_same_node(Some(&control))) {
            return;
        }
        let (place, height) = (control.get_bounding_client_rect(), window().inner_height().ok().and_then(|it| it.as_f64()));
        if place.top() < 0.0 {
            control.scroll_into_view_with_bool(true);
        } else if height.is_some_and(|height| place.bottom() > height) {
            control.scroll_into_view_with_bool(false);
        }
        if frames > 0 {
            keep_in_sight(control, frames - 1);
        }
    });
}

fn place_in(row: &Element) -> Option<usize> {
    row.get_attribute("data-place")?.parse().ok()
}

fn find(within: &Element, what: &str) -> Option<Element> {
    within.query_selector(what).ok().flatten()
}

fn controls(row: &Element) -> Vec<HtmlElement> {
    let Ok(found) = row.query_selector_all(CONTROLS) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The place of the row that holds `target`, in itself or in what is unfolded below it.
fn place_of(target: web_sys::EventTarget) -> Option<usize> {
    let element: Element = target.dyn_into().ok()?;
    let row = element.closest("tbody > tr[data-place], tbody > tr.table__detail").ok().flatten()?;
    place_in(&row).or_else(|| place_in(&row.previous_element_sibling()?))
}

/// The row and the control that a key was pressed on; none in what is unfolded, in a menu, or in a field.
fn control_of(event: &web_sys::KeyboardEvent) -> Option<(usize, usize)> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let row = element.closest("tr").ok().flatten()?;
    let place = place_in(&row)?;
    let nth = controls(&row).iter().position(|control| control.is_same_node(Some(&element)))?;
    Some((place, nth))
}

/// Where a key leads from row `place` of `count`.
fn destination(event: &web_sys::KeyboardEvent, place: usize, count: usize, heights: StoredValue<Heights>) -> Option<usize> {
    if event.alt_key() || event.meta_key() || event.shift_key() {
        return None;
    }
    let last = count.checked_sub(1)?;
    // The row that is most of a screen away, or the next one where rows are as high as that.
    let screen = |way: f64| {
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(BEYOND);
        heights.with_value(|heights| heights.at((heights.top(place) + way * 0.8 * height).max(0.0)))
    };
    match (event.key().as_str(), event.ctrl_key()) {
        ("ArrowDown", false) => Some((place + 1).min(last)),
        ("ArrowUp", false) => Some(place.saturating_sub(1)),
        ("PageDown", false) => Some(screen(1.0).max(place + 1).min(last)),
        ("PageUp", false) => Some(screen(-1.0).min(place.saturating_sub(1))),
        ("Home", true) => Some(0),
        ("End", true) => Some(last),
        _ => None,
    }
}
