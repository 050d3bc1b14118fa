//! What need not stand in the first moment: drawn in the next turn where this one has lasted long, so that a slow browser is never kept
//! from all else for long. Its place has to be reserved.

use leptos::prelude::*;

use crate::turn;

/// Draws by `draw`, soon.
pub fn in_turn(draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let is_due = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        turn::give_way().await;
        // The person may have gone on meanwhile.
        is_due.try_set(true);
    });
    (move || is_due.get().then(&draw)).into_any()
}
