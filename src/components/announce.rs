//! What has just come to pass, said aloud: by a live region that the frame holds from the beginning, since one that comes together with
//! its text is not read by every screen reader.

use std::time::Duration;

use leptos::prelude::*;

/// The region's id.
const REGION: &str = "announced";
/// What stands behind a dialog is out of reach of a screen reader until that is closed.
const UNTIL_CLOSED: Duration = Duration::from_millis(150);
/// It is not found again by who reads on to the end of the page.
const UNTIL_READ: Duration = Duration::from_secs(10);

/// The region; it belongs to the frame.
pub fn region() -> AnyView {
    view! { <p class="visually-hidden" id=REGION role="status"></p> }.into_any()
}

/// Has `text` read, after what is read now.
pub fn announce(text: String) {
    let place = || document().get_element_by_id(REGION);
    set_timeout(
        move || {
            let Some(region) = place() else { return };
            region.set_text_content(Some(&text));
            set_timeout(
                move || {
                    // Another text may stand there by now.
                    if region.text_content().is_some_and(|there| there == text) {
                        region.set_text_content(None);
                    }
                },
                UNTIL_READ,
            );
        },
        UNTIL_CLOSED,
    );
}
