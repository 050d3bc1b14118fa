//! What can be done with a request now, by the side that looks at it; and what every decision has in common.

use leptos::prelude::*;

use super::Shown;
use super::respond::Respond;
use super::withdraw::Withdraw;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::dialog::Dialog;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::ids::{CustomerId, TransferId};
use crate::domain::transfer::{Direction, TransferStatus};
use crate::i18n::use_texts;
use crate::pages::use_query_word;
use crate::viewer::{Live, use_live, use_viewer};

/// The card with the decisions of this side; nothing once the request is closed.
#[component]
pub(super) fn Decisions(
    /// The request.
    shown: Shown,
) -> impl IntoView {
    let own = use_viewer().0.organisation.tenant.clone();
    match (shown.transfer.direction(&own), &shown.transfer.status) {
        (Direction::Outgoing, TransferStatus::Active | TransferStatus::InProgress) => view! { <Withdraw shown /> }.into_any(),
        (Direction::Incoming, TransferStatus::Active | TransferStatus::InProgress) => view! { <Respond shown /> }.into_any(),
        (Direction::Incoming, TransferStatus::Rejected) => view! { <AfterRejection /> }.into_any(),
        _ => ().into_any(),
    }
}

/// Why the last decision came to nothing where the page was out of date. It is said on the page: the dialog goes with what was
/// shown before.
#[derive(Clone, Copy)]
pub(super) struct Overtaken(pub(super) RwSignal<Option<ApiError>>);

/// Where one request is decided, one decision at a time.
#[derive(Clone)]
pub(super) struct Desk {
    /// The client.
    pub(super) client: Client,
    /// Told when a decision changed something.
    pub(super) live: Live,
    /// Whose subscriptions.
    pub(super) customer: CustomerId,
    /// Which request.
    pub(super) id: TransferId,
    /// Whether a decision is on its way.
    pub(super) busy: RwSignal<bool>,
    /// Set when one is done, so that focus leaves for the heading.
    pub(super) done: RwSignal<bool>,
    /// Why the last one failed.
    pub(super) error: RwSignal<Option<ApiError>>,
    /// The same, where it tells that the page is out of date.
    pub(super) overtaken: Overtaken,
}

impl Desk {
    /// The desk of the request `shown`.
    pub(super) fn of(shown: &Shown) -> Self {
        Self {
            client: expect_context::<Client>(),
            live: use_live(),
            customer: shown.transfer.customer.clone(),
            id: shown.transfer.id.clone(),
            busy: RwSignal::new(false),
            done: RwSignal::new(false),
            error: RwSignal::new(None),
            overtaken: expect_context::<Overtaken>(),
        }
    }

    /// Carries out `decide`; a second press while the first is on its way does nothing. When it is done the dialog `open` is
    /// closed, the page reads anew, and focus is on its heading: the button that was pressed may be gone.
    pub(super) fn run<Fut>(&self, open: RwSignal<bool>, decide: impl FnOnce(Self) -> Fut)
    where
        Fut: Future<Output = Result<(), ApiError>> + 'static,
    {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        self.overtaken.0.set(None);
        let desk = self.clone();
        let deciding = decide(self.clone());
        leptos::task::spawn_local(async move {
            match deciding.await {
                Ok(()) => {
                    desk.done.try_set(true);
                    open.try_set(false);
                    desk.live.changed();
                }
                Err(why) if why.is_overtaken() => {
                    open.try_set(false);
                    desk.overtaken.0.try_set(Some(why));
                    desk.live.changed();
                }
                Err(why) => {
                    desk.error.try_set(Some(why));
                }
            }
            desk.busy.try_set(false);
        });
    }

    /// Says whether the request stands at `status`: an earlier try, whose answer was lost, may have brought it there.
    pub(super) async fn stands_at(&self, status: TransferStatus) -> bool {
        self.client.transfer(&self.customer, &self.id).await.is_ok_and(|transfer| transfer.status == status)
    }

    /// Says whether the request stands as rejected, with no other reason noted than `said`.
    pub(super) async fn lacks_reason(&self, said: &str) -> bool {
        self.stands_at(TransferStatus::Rejected).await
            && self
                .client
                .transfer_review(&self.customer, &self.id)
                .await
                .is_ok_and(|review| review.rejection_reason.is_none_or(|noted| noted == said))
    }
}

/// The dialog in which a decision is confirmed.
#[component]
pub(super) fn DecisionDialog(
    /// Unique on the page.
    id: &'static str,
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Its heading.
    title: String,
    /// What stands on the button that decides.
    label: String,
    /// The button's kind.
    kind: &'static str,
    /// Where it is decided.
    desk: Desk,
    /// Decided.
    on_confirm: Callback<()>,
    /// What is decided, with its consequences.
    children: ChildrenFn,
) -> impl IntoView {
    let t = use_texts();
    let Desk { busy, done, error, .. } = desk;
    view! {
        <Dialog id open done title>
            <div class="dialog__body">{move || error.get().map(|error| view! { <Trouble error /> })} {children()}</div>
            <div class="dialog__actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t.general_cancel()}</button>
                <button
                    type="button"
                    class="button"
                    data-kind=kind
                    aria-busy=move || busy.get().then_some("true")
                    on:click=move |_| on_confirm.run(())
                >
                    {label.clone()}
                </button>
            </div>
        </Dialog>
    }
}

/// After a rejection: the way to tell the partner.
#[component]
fn AfterRejection() -> impl IntoView {
    let t = use_texts();
    let (draft, set_draft) = use_query_word("draft");
    let refusal = use_viewer().may(Action::DecideTransfer).err();
    move || {
        let set_draft = set_draft.clone();
        draft.get().is_empty().then(|| {
            view! {
                <GatedButton
                    id="inform"
                    label=t.inform_partner()
                    refusal=Signal::stored(refusal.clone())
                    icon_name="mail"
                    on_press=move || set_draft("rejected")
                />
            }
        })
    }
}
