//! **Request a partnership**: whom, then the draft with the personal link (R130 to R133).

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::gate;
use super::invitations::whom;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::draft::DraftEditor;
use crate::components::error_summary::{ErrorSummary, Problem, Problems, invalid, problem, required};
use crate::components::field::TextField;
use crate::components::heading::PageHeading;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::ids::{InvitationId, MpnId};
use crate::domain::partnership_invitation::{Addressee, NewPartnershipInvitation, PartnershipInvitation};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::typed;
use crate::i18n::mail::Template;
use crate::i18n::{Language, format, use_texts};
use crate::pages::confirm::Deed;
use crate::pages::{mail, use_query_word};
use crate::route::Route;
use crate::storage::Keep;
use crate::viewer::use_viewer;

const NAME: &str = "request-name";
const EMAIL: &str = "request-email";
const MPN: &str = "request-mpn";

/// The page: the form, then the draft of the invitation that the address names.
#[component]
pub fn RequestPartnershipPage() -> impl IntoView {
    let t = use_texts();
    let (invitation, _) = use_query_word("invitation");
    let above = vec![(t.nav_resellers(), Route::IndirectResellers)];
    let body = match gate() {
        Some(error) => view! { <Trouble error /> }.into_any(),
        None => (move || match InvitationId::parse(&invitation.get()) {
            Some(id) => view! { <RequestDraft id /> }.into_any(),
            None => view! { <Form /> }.into_any(),
        })
        .into_any(),
    };
    view! {
        <PageHeading title=t.resellers_request() lead=t.partnership_request_lead() above />
        {body}
    }
}

/// What is typed outlives a reload, until it is sent.
fn kept(id: &'static str) -> RwSignal<String> {
    let value = RwSignal::new(Keep::Tab.get(id).unwrap_or_default());
    Effect::new(move |_| {
        Keep::Tab.set(id, &value.get());
    });
    value
}

/// Whom.
#[component]
fn Form() -> impl IntoView {
    let t = use_texts();
    let navigate = use_navigate();
    let client = expect_context::<Client>();
    let deed = Deed::new();
    let problems = Problems::default();
    let (name, email, mpn) = (kept(NAME), kept(EMAIL), kept(MPN));
    let write = move || {
        let (typed_name, typed_email, typed_mpn) =
            (typed::line(&name.get_untracked()), typed::word(&email.get_untracked()), typed::word(&mpn.get_untracked()));
        let mut found: Vec<Problem> = Vec::new();
        if typed_name.is_empty() {
            found.push(required(t, NAME, &t.partnership_request_name()));
        }
        if typed_email.is_empty() {
            found.push(required(t, EMAIL, &t.partnership_request_email()));
        } else if !typed_email.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.')) {
            found.push(invalid(t, EMAIL, &t.partnership_request_email(), &t.partnership_request_email_rule()));
        }
        let number = MpnId::parse(&typed_mpn);
        if !typed_mpn.is_empty() && number.is_none() {
            found.push(problem(t, MPN, &Refusal::new(RefusalCode::PartnerIdNotNumeric).with("id", typed_mpn.as_str())));
        }
        if !found.is_empty() {
            problems.set(found);
            return;
        }
        problems.clear();
        let to = Addressee { tenant: None, mpn_id: number.clone(), email: Some(typed_email), name: Some(typed_name) };
        let new = NewPartnershipInvitation { to, language: t.language().tag().to_owned() };
        let (client, navigate) = (client.clone(), navigate.clone());
        let doing = async move {
            if let Some(number) = &number {
                // An id that nobody has would make a link that nobody can use.
                client.mpn_profile(Some(number)).await?;
            }
            client.request_partnership(&new).await
        };
        deed.run(doing, move |made| {
            for id in [NAME, EMAIL, MPN] {
                Keep::Tab.remove(id);
            }
            navigate(&Route::PartnershipRequest(made.id).path(), NavigateOptions { replace: true, ..NavigateOptions::default() });
        });
    };
    // What the service refuses of a field is said at the field.
    let error = move || {
        let field_of = |refusal: &Refusal| match refusal.code {
            RefusalCode::PartnerIdUnknown | RefusalCode::RegionMismatch | RefusalCode::PartnershipExists => Some(MPN),
            RefusalCode::FieldInvalid if refusal.value("field") == Some("resellerEmail") => Some(EMAIL),
            RefusalCode::FieldInvalid if refusal.value("field") == Some("resellerMpnId") => Some(MPN),
            _ => None,
        };
        let error = deed.error.get()?;
        untrack(|| problems.admit(t, error, field_of)).map(|error| view! { <Trouble error /> })
    };
    view! {
        <Notice tone="info" title=t.partnership_request_enrol_title() body=t.partnership_request_enrol_text() />
        <section class="card" aria-labelledby="request-form">
            <h2 class="card__title" id="request-form">{t.partnership_request_form()}</h2>
            <ErrorSummary problems />
            <TextField
                id=NAME
                label=t.partnership_request_name()
                error=problems.of(NAME)
                value=name
                autocomplete="organization"
            />
            <TextField
                id=EMAIL
                label=t.partnership_request_email()
                hint=t.partnership_request_email_hint()
                error=problems.of(EMAIL)
                value=email
                kind="email"
            />
            <TextField
                id=MPN
                label=t.partnership_request_mpn()
                hint=t.partnership_request_mpn_hint()
                error=problems.of(MPN)
                value=mpn
            />
            {error}
            <div class="card__actions">
                <GatedButton
                    id="request-write"
                    label=t.partnership_request_make()
                    refusal=Signal::stored(None)
                    kind="primary"
                    icon_name="mail"
                    busy=deed.busy
                    on_press=write
                />
            </div>
        </section>
    }
}

/// The draft of invitation `id`.
#[component]
fn RequestDraft(
    /// Which invitation.
    id: InvitationId,
) -> impl IntoView {
    let client = expect_context::<Client>();
    let found = Loaded::new(move || {
        let (client, id) = (client.clone(), id.clone());
        async move {
            let invitation = client.partnership_invitation(&id).await?;
            invitation.check_open().map_err(ApiError::refused)?;
            Ok(invitation)
        }
    });
    load(found, move |invitation| view! { <Editor invitation /> }.into_any())
}

#[component]
fn Editor(
    /// The invitation.
    invitation: PartnershipInvitation,
) -> impl IntoView {
    let t = use_texts();
    let session = use_viewer().0;
    let navigate = use_navigate();
    let (draft, _) = use_query_word("draft");
    let is_reminder = draft.get_untracked() == "reminder";
    let reseller = whom(t, &invitation);
    let (template, title, key) = if is_reminder {
        (Template::PartnershipReminder, t.partnership_request_reminder_title(&reseller), "partnership-reminder")
    } else {
        (Template::PartnershipRequest, t.partnership_request_draft_title(&reseller), "partnership-request")
    };
    // A service that stands where the app does issues a path.
    let link = invitation.url.clone().unwrap_or_else(|| Route::Invitation(invitation.id.clone()).path());
    let link = if link.starts_with('/') { mail::address_of(&link) } else { link };
    let (provider, sender, created) = (session.organisation.name.clone(), session.name.clone(), invitation.created);
    let to = invitation.addressed_to.email.clone().unwrap_or_default();
    let make = mail::make_with(template, &to, Some(link), move |language: Language, _| {
        vec![
            ("provider", provider.clone()),
            ("reseller", reseller.clone()),
            ("contact", reseller.clone()),
            ("created", created.map(|at| format::date_in(language, at)).unwrap_or_default()),
            ("sender", sender.clone()),
        ]
    });
    let on_done = Callback::new(move |()| navigate(&Route::IndirectResellers.path(), NavigateOptions::default()));
    view! {
        <DraftEditor key=format!("{key}.{}", invitation.id) title language=t.language() make on_done />
        <Notice tone="info" title=t.partnership_request_then() />
    }
}
