//! Telling the other side: the draft that belongs to where the request stands (R104, R159). The system itself tells nobody.

use futures_util::future::try_join;
use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::draft::{DraftEditor, HandedOver};
use crate::components::load::{Loaded, load};
use crate::domain::action::Action;
use crate::domain::draft::Draft;
use crate::domain::ids::{CustomerId, TransferId};
use crate::domain::organisation::Side;
use crate::domain::transfer::{Transfer, TransferStatus};
use crate::i18n::mail::Template;
use crate::i18n::{Language, format, use_texts};
use crate::pages::mail::{self, address_of};
use crate::route::Route;
use crate::viewer::{Viewer, use_viewer};
use crate::wire::review::{HandOver, NoticeKind};

/// Which mail belongs to the request now, seen from this side.
fn template(side: Side, status: &TransferStatus) -> (Template, NoticeKind) {
    match (side, status) {
        (Side::Partner, _) => (Template::TransferCreated, NoticeKind::TransferCreated),
        (Side::Provider, TransferStatus::Rejected) => (Template::TransferRejected, NoticeKind::TransferRejected),
        (Side::Provider, _) => (Template::TransferCompleted, NoticeKind::TransferCompleted),
    }
}

/// The draft to the other side about a request.
#[component]
pub(crate) fn Inform(
    /// Whose subscriptions.
    customer: CustomerId,
    /// Which request.
    transfer: TransferId,
    /// **Done** was pressed.
    on_done: Callback<()>,
) -> impl IntoView {
    let client = expect_context::<Client>();
    let viewer = use_viewer();
    let read = Loaded::new({
        let (client, customer, transfer) = (client.clone(), customer.clone(), transfer.clone());
        move || {
            let (client, customer, transfer) = (client.clone(), customer.clone(), transfer.clone());
            async move {
                let (found, owner) = try_join(client.transfer(&customer, &transfer), client.customer(&customer)).await?;
                let review = client.transfer_review(&customer, &transfer).await?;
                Ok((found, owner.name, review.rejection_reason.unwrap_or_default()))
            }
        }
    });
    load(read, move |(transfer, name, reason)| {
        view! { <InformEditor viewer=viewer.clone() transfer customer_name=name reason on_done /> }.into_any()
    })
}

#[component]
fn InformEditor(
    /// Who writes.
    viewer: Viewer,
    /// About which request.
    transfer: Transfer,
    /// The customer's name.
    customer_name: String,
    /// Why it was rejected; empty when it was not.
    reason: String,
    /// **Done** was pressed.
    on_done: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let side = viewer.side();
    let (template, kind) = template(side, &transfer.status);
    let action = match side {
        Side::Partner => Action::RequestTransfer,
        Side::Provider => Action::DecideTransfer,
    };
    let source = transfer.source_name.clone().unwrap_or_else(|| transfer.source.to_string());
    let target = transfer.target_name.clone().or_else(|| transfer.target.as_ref().map(ToString::to_string)).unwrap_or_default();
    let other = match side {
        Side::Partner => target.clone(),
        Side::Provider => source.clone(),
    };
    let link = address_of(&Route::Transfer(transfer.customer.clone(), transfer.id.clone()).path());
    let error = RwSignal::new(None::<ApiError>);
    let make = {
        let (transfer, sender, contact) = (transfer.clone(), viewer.0.name.clone(), other.clone());
        mail::make_with(template, "", Some(link), move |language, mails| {
            vec![
                ("transfer", transfer.id.to_string()),
                ("customer", customer_name.clone()),
                ("contact", contact.clone()),
                ("provider", target.clone()),
                ("partner", source.clone()),
                ("subscriptions", mails.subscriptions(language, transfer.lines.len() as u64)),
                ("done", format::number(language, transfer.done() as u64)),
                ("created", transfer.created.map(|at| format::date_in(language, at)).unwrap_or_default()),
                ("reason", reason.clone()),
                ("sender", sender.clone()),
            ]
        })
    };
    let (customer, id) = (transfer.customer.clone(), transfer.id.clone());
    let key = format!("{}.{id}", kind.word());
    let record = Callback::new(move |(how, language, draft): (HandedOver, Language, Draft)| {
        let by = match how {
            HandedOver::MailClient => HandOver::MailClient,
            HandedOver::Clipboard => HandOver::Clipboard,
        };
        let (client, customer, id) = (client.clone(), customer.clone(), id.clone());
        leptos::task::spawn_local(async move {
            let said = client.record_notice(&customer, &id, kind, by, language.tag(), (&draft.subject, &draft.body)).await;
            error.try_set(said.err());
        });
    });
    view! {
        <DraftEditor
            key
            title=t.inform_title(&other)
            language=t.language()
            make
            on_handed_over=record
            on_done
            forbidden=viewer.may(action).err()
            error
        />
    }
}
