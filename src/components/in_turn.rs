//! What need not stand in the first moment: drawn in the next turn where this one has lasted long, so that a slow browser is never kept
//! from all else for long. Its place has to be reserved, or nothing stands below it. What is drawn anew is drawn at once: nothing of a
//! page goes away and comes again.

use leptos::prelude::*;

use crate::turn;

/// Draws by `draw`, soon.
pub fn in_turn(draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    soon(Box::new(draw), || ())
}

/// Whether a part of a page stood already.
#[derive(Clone, Copy)]
pub struct Stood(StoredValue<bool>);

impl Stood {
    /// It did not.
    pub fn not_yet() -> Self {
        Self(StoredValue::new(false))
    }

    /// Draws by `draw`: soon where nothing stood there, else at once.
    pub fn in_turn(self, draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
        if self.0.get_value() {
            return draw();
        }
        soon(Box::new(draw), move || _ = self.0.try_set_value(true))
    }
}

fn soon(draw: Box<dyn Fn() -> AnyView + Send + Sync>, then: impl FnOnce() + 'static) -> AnyView {
    let is_due = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        turn::give_way().await;
        // The person may have gone on meanwhile.
        is_due.try_set(true);
        then();
    });
    (move || is_due.get().then(&draw)).into_any()
}
