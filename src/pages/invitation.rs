//! A provider's invitation to a partnership: who asks, what it grants, and the way to accept it (R47 to R50).

use leptos::prelude::*;

use super::confirm::Deed;
use super::use_invitation_id;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::announce::announce;
use crate::components::button::GatedButton;
use crate::components::error_summary::{ErrorSummary, Problems, problem};
use crate::components::facts::{code, facts};
use crate::components::field::CheckField;
use crate::components::heading::{PageHeading, focus_heading};
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::partnership_invitation::{Grant, PartnershipInvitation};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// The box that is ticked.
const BOX: &str = "authorize-box";

/// The page that the personal link opens.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let id = use_invitation_id();
    let client = expect_context::<Client>();
    let is_partner = use_viewer().side() == Side::Partner;
    let found = Loaded::new(move || {
        live.track();
        let (client, id) = (client.clone(), id.get());
        async move {
            let Some(id) = id else { return Err(ApiError::refused(Refusal::new(RefusalCode::InvitationUnknown))) };
            let invitation = client.partnership_invitation(&id).await?;
            let partnerships = if is_partner { client.list_partnerships(Side::Partner).await? } else { Vec::new() };
            Ok((invitation, partnerships))
        }
    });
    view! {
        <PageHeading title=t.invitation_title() />
        {load(found, move |(invitation, partnerships)| view! { <Invitation invitation partnerships /> }.into_any())}
    }
}

#[component]
fn Invitation(
    /// The invitation.
    invitation: PartnershipInvitation,
    /// The partner's own partnerships.
    partnerships: Vec<Partnership>,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let own = viewer.0.organisation.clone();
    let provider = &invitation.provider;
    let name = provider.name.clone();
    let pairs = vec![
        (t.invitation_name(), provider.name.clone().into_any()),
        (t.invitation_country(), format::country(t, &provider.country).into_any()),
        (t.directory_mpn(), provider.mpn_id.as_ref().map(|mpn| code(mpn.as_str())).into_any()),
        (t.directory_region(), provider.csp_region.clone().into_any()),
        (t.invitation_sent(), invitation.created.map(|at| format::date(t, at)).into_any()),
    ];
    // A service that lists none grants all the same: what the contract knows is said.
    let grants = if invitation.grants.is_empty() { Grant::ALL.to_vec() } else { invitation.grants.clone() };
    let lines: Vec<AnyView> =
        grants.iter().filter_map(|grant| t.words_grant(grant.word())).map(|text| view! { <li>{text}</li> }.into_any()).collect();
    let answer = if invitation.used_by.as_ref() == Some(&own.tenant) {
        accepted(t, &invitation)
    } else if provider.tenant == own.tenant {
        view! { <Notice tone="info" title=t.invitation_sent_by_us() body=t.invitation_sent_by_us_text() /> }.into_any()
    } else if let Err(why) = invitation.check_open() {
        view! { <Trouble error=ApiError::refused(why) /> }.into_any()
    } else {
        view! { <Answer invitation=invitation.clone() partnerships /> }.into_any()
    };
    view! {
        <p class="muted">{t.invitation_lead(&name)}</p>
        <section class="card" aria-labelledby="invitation-who">
            <h2 class="card__title" id="invitation-who">{t.invitation_who()}</h2>
            {facts(pairs)}
        </section>
        <section class="card" aria-labelledby="invitation-grants">
            <h2 class="card__title" id="invitation-grants">{t.invitation_grants_title()}</h2>
            <ul class="bullets">{lines}</ul>
            <p class="card__lead">{t.invitation_revocable()}</p>
            {answer}
        </section>
    }
}

/// It was accepted here.
fn accepted(t: Texts, invitation: &PartnershipInvitation) -> AnyView {
    let date = invitation.used.map(|at| format::date(t, at)).unwrap_or_default();
    let provider = invitation.provider.tenant.clone();
    view! {
        <Notice
            tone="success"
            title=t.invitation_accepted(&invitation.provider.name)
            body=t.invitation_accepted_text(&date)
            code=RefusalCode::InvitationUsed.word()
        >
            <Link to=Route::IndirectProviders>{t.nav_providers()}</Link>
            <Link to=Route::InviteCustomers(provider, None)>{t.providers_invite()}</Link>
        </Notice>
    }
    .into_any()
}

/// The box and the button.
#[component]
fn Answer(
    /// The invitation.
    invitation: PartnershipInvitation,
    /// The partner's own partnerships.
    partnerships: Vec<Partnership>,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let client = expect_context::<Client>();
    let deed = Deed::new();
    let ticked = RwSignal::new(false);
    let problems = Problems::default();
    let provider = invitation.provider.tenant.clone();
    let standing = partnerships.iter().find(|it| it.tenant == provider && it.state == PartnershipState::Active);
    let refusal = viewer
        .may(Action::AuthorizeProvider)
        .and_then(|()| invitation.check_acceptance(&viewer.0.organisation, viewer.0.is_enrolled(), standing.map(|it| it.since)))
        .err();
    let is_refused = refusal.is_some();
    let (id, provider_name) = (invitation.id.clone(), invitation.provider.name.clone());
    let authorize = move || {
        let not_ticked = || Refusal::new(RefusalCode::AuthorisationNotTicked);
        if !ticked.get_untracked() {
            problems.set(vec![problem(t, BOX, &not_ticked())]);
            return;
        }
        problems.clear();
        let (client, id) = (client.clone(), id.clone());
        let name = provider_name.clone();
        deed.run(async move { client.authorize_provider(&id, true).await }, move |_| {
            focus_heading();
            announce(t.invitation_accepted(&name));
        });
    };
    let error = move || deed.error.get().map(|error| view! { <Trouble error /> });
    view! {
        <ErrorSummary problems />
        <CheckField
            id=BOX
            label=t.invitation_box(&invitation.provider.name)
            error=problems.of(BOX)
            value=ticked
            disabled=is_refused
        />
        {error}
        <div class="card__actions">
            <GatedButton
                id="authorize"
                label=t.invitation_authorize()
                refusal=Signal::stored(refusal)
                kind="primary"
                busy=deed.busy
                on_press=authorize
            />
        </div>
    }
}
