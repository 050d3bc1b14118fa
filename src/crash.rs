//! When the app has to stop: a panic ends it, but never leaves a dead page. What was typed is kept in the browser as it is typed.

use std::panic;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::i18n::Texts;

/// From now on a panic tells the person, in the language of the screen, and offers to reload.
pub fn arm(texts: Texts) {
    let before = panic::take_hook();
    // Taken now: a panic must not reach into signals, which may be what broke.
    let (says, reload) = (texts.crash_says(), texts.crash_reload());
    panic::set_hook(Box::new(move |info| {
        before(info);
        show_reload(&says, &reload);
    }));
}

/// Takes back what index.html may have said before the app stood.
pub fn take_back() {
    if let Some(place) = document().get_element_by_id("crash") {
        // Setting an attribute of an element that is there cannot fail.
        let _ = place.set_attribute("hidden", "");
    }
}

/// Shows the notice outside the app's tree, with a button that loads the page again.
pub fn show_reload(says: &str, reload: &str) {
    let Some(place) = document().get_element_by_id("crash") else { return };
    place.set_text_content(None);
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    let make = |name: &str| document().create_element(name).ok();
    let (Some(dialog), Some(paragraph), Some(button)) = (make("dialog"), make("p"), make("button")) else { return };
    paragraph.set_text_content(Some(says));
    paragraph.set_id("crash-says");
    button.set_text_content(Some(reload));
    // None of these can fail on elements just made.
    let _ = button.set_attribute("type", "button");
    let _ = button.set_attribute("class", "button");
    let _ = button.set_attribute("data-kind", "primary");
    let on_click = Closure::<dyn Fn()>::new(|| {
        if let Some(window) = web_sys::window() {
            // A page that cannot be loaded again is one that the person closes.
            let _ = window.location().reload();
        }
    });
    let _ = button.add_event_listener_with_callback("click", on_click.as_ref().unchecked_ref());
    on_click.forget();
    let _ = dialog.set_attribute("class", "crash__notice");
    let _ = dialog.set_attribute("role", "alertdialog");
    let _ = dialog.set_attribute("aria-labelledby", "crash-says");
    let _ = dialog.append_child(&paragraph);
    let _ = dialog.append_child(&button);
    let _ = place.append_child(&dialog);
    let _ = place.remove_attribute("hidden");
    // A dialog of the app may be open: only another modal one can be reached above it.
    if let Ok(dialog) = dialog.dyn_into::<web_sys::HtmlDialogElement>() {
        let _ = dialog.show_modal();
    }
}
