//! Dialogs that have an address: a link, a reload and Back find them (R8).

use leptos::prelude::*;

use super::use_query_word;

/// The dialog `word`, open while the address says `dialog={word}`; and what opens it.
pub(super) fn use_dialog(word: &'static str) -> (RwSignal<bool>, impl Fn() + Clone + Send + Sync + 'static) {
    let (said, say) = use_query_word("dialog");
    let open = RwSignal::new(said.get_untracked() == word);
    Effect::new(move |_| open.set(said.get() == word));
    let leave = say.clone();
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is && said.get_untracked() == word {
            leave("");
        }
        is
    });
    (open, move || say(word))
}
