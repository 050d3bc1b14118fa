//! The draft of an invitation to a customer, or of the reminder of it (R54 to R57, R60).

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::draft::{DraftEditor, HandedOver};
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::domain::action::Action;
use crate::domain::customer_invitation::{CustomerInvitation, Stage};
use crate::domain::draft::Draft;
use crate::domain::ids::InvitationId;
use crate::domain::partnership::Partnership;
use crate::i18n::mail::Template;
use crate::i18n::{Language, format, use_texts};
use crate::pages::{mail, use_query_word};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// Whom a mail is addressed to, as far as the customer's record says.
#[derive(Clone, PartialEq, Default)]
struct Recipient {
    email: String,
    name: String,
}

/// The draft of invitation `id`.
#[component]
pub(super) fn InvitationEditor(
    /// The provider.
    provider: Partnership,
    /// Which invitation.
    id: InvitationId,
) -> impl IntoView {
    let client = expect_context::<Client>();
    // Read once: what is handed over meanwhile changes the record, and must not draw the draft anew.
    let found = Loaded::new(move || {
        let (client, id) = (client.clone(), id.clone());
        async move {
            let invitation = client.customer_invitation(&id).await?;
            let recipient = match &invitation.customer {
                // Without bill-to information the person fills in the address.
                Some(customer) => client.bill_to(customer).await.map(|it| it.view).ok(),
                None => None,
            };
            let recipient = recipient
                .map(|it| Recipient { name: format!("{} {}", it.first_name, it.last_name).trim().to_owned(), email: it.email });
            Ok((invitation, recipient.unwrap_or_default()))
        }
    });
    load(found, move |(invitation, recipient)| {
        view! { <Editor provider=provider.clone() invitation recipient is_recorded=true /> }.into_any()
    })
}

/// The draft of an invitation that the service keeps no record of: the step is Partner Center's, the text is ours.
#[component]
pub(super) fn LocalEditor(
    /// The provider.
    provider: Partnership,
    /// The invitation.
    invitation: CustomerInvitation,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <Notice tone="warning" title=t.invite_unrecorded() body=t.invite_unrecorded_text() />
        <Editor provider invitation recipient=Recipient::default() is_recorded=false />
    }
}

#[component]
fn Editor(
    /// The provider.
    provider: Partnership,
    /// The invitation.
    invitation: CustomerInvitation,
    /// Whom.
    recipient: Recipient,
    /// Whether the service keeps it.
    is_recorded: bool,
) -> impl IntoView {
    let t = use_texts();
    let session = use_viewer();
    let live = use_live();
    let navigate = use_navigate();
    let client = expect_context::<Client>();
    let (draft, _) = use_query_word("draft");
    let is_reminder = draft.get_untracked() == "reminder";
    if !invitation.stage.is_open() {
        let state = invitation.stage.word();
        let state = t.words_invitation_stage(state).unwrap_or_else(|| state.to_owned());
        return view! { <Notice tone="info" title=t.invite_closed() body=t.invite_closed_text(&state) /> }.into_any();
    }
    let name = invitation.name.clone().unwrap_or_else(|| t.invitations_new());
    let contact = if recipient.name.is_empty() { name.clone() } else { recipient.name };
    let (template, title, key) = if is_reminder {
        (Template::CustomerInvitationReminder, t.invite_reminder_title(&name), "customer-invitation-reminder")
    } else {
        (Template::CustomerInvitation, t.invite_draft_title(&name), "customer-invitation")
    };
    let values = {
        let (partner, provider, sender) = (session.0.organisation.name.clone(), provider.name.clone(), session.0.name.clone());
        let (customer, created) = (name.clone(), invitation.created);
        move |language: Language| {
            vec![
                ("partner", partner.clone()),
                ("provider", provider.clone()),
                ("customer", customer.clone()),
                ("contact", contact.clone()),
                ("created", created.map(|at| format::date_in(language, at)).unwrap_or_default()),
                ("sender", sender.clone()),
            ]
        }
    };
    let make = mail::make_with(template, &recipient.email, Some(invitation.url.clone()), move |language, _| values(language));
    let error = RwSignal::new(None::<ApiError>);
    let held = RwSignal::new(invitation.clone());
    let advance = {
        let client = client.clone();
        move |to: Stage, then: Box<dyn FnOnce()>| {
            let (client, live) = (client.clone(), live.clone());
            leptos::task::spawn_local(async move {
                let Some(now) = held.try_get_untracked() else { return };
                match client.move_customer_invitation(&now, &to).await {
                    Ok(moved) => {
                        held.try_set(moved);
                        error.try_set(None);
                        live.changed();
                        then();
                    }
                    Err(why) => {
                        error.try_set(Some(why));
                    }
                }
            });
        }
    };
    let hand_over = {
        let advance = advance.clone();
        Callback::new(move |_: (HandedOver, Language, Draft)| {
            // A reminder leaves the invitation where it stands.
            if is_recorded && held.get_untracked().stage == Stage::Draft {
                advance(Stage::HandedOver, Box::new(|| {}));
            }
        })
    };
    let done = Callback::new(move |()| {
        let navigate = navigate.clone();
        let leave = Box::new(move || navigate(&Route::IndirectProviders.path(), NavigateOptions::default()));
        if is_reminder || !is_recorded { leave() } else { advance(Stage::Done, leave) }
    });
    let asks = if invitation.delegated_admin { t.invite_asks_admin() } else { t.invite_asks_no_admin() };
    view! {
        <Notice tone="info" title=asks body=t.invite_then(&provider.name) />
        <DraftEditor
            key=format!("{key}.{}", invitation.id)
            title
            language=Language::parse(&invitation.language).unwrap_or(t.language())
            make
            on_handed_over=hand_over
            on_done=done
            forbidden=session.may(Action::InviteCustomers).err()
            error
        />
    }
    .into_any()
}
