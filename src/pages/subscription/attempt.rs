//! An attempt to change a subscription: based on the version that was read, made again on a newer one.

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::{ApiError, Cause};
use crate::api::subscriptions::Change;
use crate::components::trouble::Trouble;
use crate::domain::ids::CustomerId;
use crate::domain::subscription::Subscription;
use crate::domain::subscription_change::SubscriptionChange;
use crate::i18n::{Texts, use_texts};
use crate::viewer::{Live, use_live};
use crate::wire::whole::Whole;

/// How a change fares: what it is based on, whether it is on its way, why it was not done.
#[derive(Clone, Copy)]
pub(super) struct Attempt {
    client: StoredValue<Client>,
    of: StoredValue<(CustomerId, Subscription)>,
    /// Read as the dialog opens; a newer version after a stale one.
    pub(super) base: RwSignal<Option<Whole<Subscription>>>,
    pub(super) busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
    pub(super) open: RwSignal<bool>,
    said: RwSignal<String>,
    live: StoredValue<Live>,
}

impl Attempt {
    pub(super) fn begin(of: (CustomerId, Subscription), open: RwSignal<bool>, said: RwSignal<String>) -> Self {
        let attempt = Self {
            client: StoredValue::new(expect_context::<Client>()),
            of: StoredValue::new(of),
            base: RwSignal::new(None),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            open,
            said,
            live: StoredValue::new(use_live()),
        };
        leptos::task::spawn_local(attempt.read());
        attempt
    }

    /// Reads the version that the change is based on.
    async fn read(self) {
        let Some((client, (customer, subscription))) = self.client.try_get_value().zip(self.of.try_get_value()) else { return };
        match client.whole_subscription(&customer, &subscription.id).await {
            Ok(read) => _ = self.base.try_set(Some(read)),
            Err(why) => _ = self.error.try_set(Some(why)),
        }
    }

    /// Carries `change` out; a second press while it is on its way does nothing.
    pub(super) fn run(self, t: Texts, change: SubscriptionChange, then: impl FnOnce() + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        leptos::task::spawn_local(async move {
            if self.base.try_get_untracked().flatten().is_none() {
                self.read().await;
            }
            let based = self.base.try_get_untracked().flatten();
            let parts = self.client.try_get_value().zip(self.of.try_get_value()).zip(based);
            if let Some(((client, (customer, _)), held)) = parts {
                match client.change_subscription(&customer, &held, &change).await {
                    Ok(outcome) => {
                        then();
                        self.said.try_set(match outcome {
                            Change::Done(_) => t.change_done(),
                            Change::Running(_) => t.change_running(),
                        });
                        self.open.try_set(false);
                        if let Some(live) = self.live.try_get_value() {
                            live.changed();
                        }
                    }
                    Err(why) => {
                        if why.cause == Cause::Stale {
                            self.read().await;
                        }
                        self.error.try_set(Some(why));
                    }
                }
            }
            self.busy.try_set(false);
        });
    }
}

/// What went wrong, and after a stale version what there is now.
#[component]
pub(super) fn Fared(
    /// How it fares.
    attempt: Attempt,
) -> impl IntoView {
    let t = use_texts();
    move || {
        attempt.error.get().map(|error| {
            let stale = error.cause == Cause::Stale;
            let now = attempt.base.get().filter(|_| stale).map(|now| {
                let status = t.words_subscription_status(now.view.status.word()).unwrap_or_default();
                let seats = t.general_seats(now.view.quantity);
                view! { <p>{t.change_now(now.view.name(), &seats, &status)}</p> }
            });
            view! { <Trouble error />{now} }
        })
    }
}
