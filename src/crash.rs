//! When the app has to stop: a panic ends it, but never leaves a dead page. What was typed is kept in the browser as it is typed. The
//! notice stands in index.html, and shell.js opens it where the app cannot any more.

use std::panic;

use leptos::prelude::document;
use wasm_bindgen::JsCast;

use crate::i18n::Texts;

fn notice() -> Option<web_sys::HtmlDialogElement> {
    document().get_element_by_id("crash")?.dyn_into().ok()
}

/// From now on a panic tells the person, and offers to reload.
pub fn arm() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        before(info);
        show();
    }));
}

/// Has the document say its language, and the notice speak it: by the time that it is needed nothing can be asked of the app any more.
pub fn speak(texts: Texts) {
    if let Some(root) = document().document_element() {
        // Setting an attribute of the root element cannot fail.
        let _ = root.set_attribute("lang", texts.language().tag());
    }
    for (id, text) in [("crash-says", texts.crash_says()), ("crash-reload", texts.crash_reload())] {
        if let Some(place) = document().get_element_by_id(id) {
            place.set_text_content(Some(&text));
        }
    }
}

/// Takes back what may have been said before the app stood.
pub fn take_back() {
    if let Some(notice) = notice() {
        notice.close();
    }
}

/// Shows the notice. A dialog of the app may be open: only another modal one can be reached above it.
pub fn show() {
    if let Some(notice) = notice().filter(|notice| !notice.open()) {
        // It fails only for a dialog that is not in the document.
        let _ = notice.show_modal();
    }
}
