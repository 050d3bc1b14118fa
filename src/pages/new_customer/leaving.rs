//! Leaving while the setup info is shown asks first, whichever way one leaves; and once one has left, it is gone (R143).

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// A listener of the window, in the phase in which nobody else has heard of the event; it is taken off when it is dropped.
struct Listener {
    name: &'static str,
    closure: Closure<dyn Fn(web_sys::Event)>,
}

impl Listener {
    fn new(name: &'static str, act: impl Fn(web_sys::Event) + 'static) -> Self {
        let closure = Closure::<dyn Fn(web_sys::Event)>::new(act);
        // Adding a listener to the window cannot fail.
        let _ = window().add_event_listener_with_callback_and_bool(name, closure.as_ref().unchecked_ref(), true);
        Self { name, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Nor can taking it off.
        let _ = window().remove_event_listener_with_callback_and_bool(self.name, self.closure.as_ref().unchecked_ref(), true);
    }
}

/// Where a person is about to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Away {
    /// To an address of this app.
    To(String),
    /// Back, or on, in the history.
    History,
}

/// Watches the ways out while `holds` says so: a link is not followed, and `asked` is told where to; closing or reloading the tab is
/// asked about by the browser. `on_gone` is told when the page goes all the same. Steps through the history come to the router before
/// anybody here: the steps of the page see to them.
pub(super) fn watch(holds: impl Fn() -> bool + Copy + 'static, asked: RwSignal<Option<Away>>, on_gone: fn()) {
    let listeners = [
        Listener::new("beforeunload", move |event| {
            if holds() {
                event.prevent_default();
                // Older browsers ask only where this is set.
                let _ = js_sys::Reflect::set(&event, &"returnValue".into(), &JsValue::from_str("?"));
            }
        }),
        Listener::new("pagehide", move |_| on_gone()),
        Listener::new("click", move |event| {
            let Some(address) = link_of(&event).filter(|_| holds()) else { return };
            event.prevent_default();
            event.stop_immediate_propagation();
            asked.try_set(Some(Away::To(address)));
        }),
    ];
    // They go with the page that holds them.
    let _ = StoredValue::new_local(listeners);
}

/// The address within the app that a click is about to lead this tab to.
fn link_of(event: &web_sys::Event) -> Option<String> {
    let click = event.dyn_ref::<web_sys::MouseEvent>()?;
    if click.button() != 0 || click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key() {
        return None;
    }
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let anchor = target.closest("a[href]").ok()??.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    let is_ours = anchor.origin() == window().location().origin().unwrap_or_default();
    // The link past the navigation stays on the page.
    let stays = anchor.get_attribute("href").is_some_and(|href| href.starts_with('#'));
    (anchor.target().is_empty() && is_ours && !stays).then(|| format!("{}{}", anchor.pathname(), anchor.search()))
}
