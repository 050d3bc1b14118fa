//! The form: review, contact, support, MPN ID, the confirmation that there is no way back, **Enroll now** (R16 to R23).

use std::time::Duration;

use futures_util::future::try_join5;
use leptos::prelude::*;

use super::draft::{Draft, Kept};
use super::profile::Profile;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::announce::announce;
use crate::components::button::{GateReason, GatedButton};
use crate::components::error_summary::{ErrorSummary, Problem, Problems, problem};
use crate::components::field::{CheckField, TextField};
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::application::{
    Application, ApplicationField, ApplicationField as F, ApplicationGround, check_mpn_country, is_current,
};
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::ids::MpnId;
use crate::domain::moment::Timestamp;
use crate::domain::profile::{BillingProfile, LegalBusiness, MpnProfile, OrganisationProfile, ProfileVersion, SupportProfile};
use crate::domain::program::ResellerProgram;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::typed::word;
use crate::i18n::format::use_now;
use crate::i18n::{Texts, format, use_texts};
use crate::pages::overview::check_name;
use crate::viewer::{Live, use_live, use_viewer};
use crate::wire::whole::Whole;

/// How long after the person has left the MPN ID it is looked up.
const LOOK_AFTER: Duration = Duration::from_millis(300);

/// What is there for review, read together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Review {
    pub(super) legal: Whole<LegalBusiness>,
    pub(super) organisation: OrganisationProfile,
    pub(super) billing: BillingProfile,
    support: SupportProfile,
    mpn: MpnProfile,
}

async fn read(client: &Client) -> Result<Review, ApiError> {
    let (legal, organisation, billing, support, mpn) = try_join5(
        client.legal_business(ProfileVersion::Current),
        client.organisation_profile(),
        client.billing_profile(),
        client.support_profile(),
        client.mpn_profile(None),
    )
    .await?;
    Ok(Review { legal, organisation: organisation.view, billing: billing.view, support: support.view, mpn })
}

/// The id of the control of `field`.
const fn id_of(field: ApplicationField) -> &'static str {
    match field {
        ApplicationField::Profile => "profile-confirm",
        ApplicationField::FirstName => "contact-first-name",
        ApplicationField::LastName => "contact-last-name",
        ApplicationField::Email => "contact-email",
        ApplicationField::Phone => "contact-phone",
        ApplicationField::SupportEmail => "support-email",
        ApplicationField::SupportPhone => "support-phone",
        ApplicationField::SupportWebsite => "support-website",
        ApplicationField::MpnId => "mpn-id",
        ApplicationField::Irreversible => "irreversible",
    }
}

/// The form.
#[component]
pub(super) fn EnrollForm(
    /// Where the enrolment stands.
    program: Loaded<Option<ResellerProgram>>,
) -> impl IntoView {
    let live = use_live();
    let client = expect_context::<Client>();
    let draft = Draft::open(use_now());
    let review = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { read(&client).await }
    });
    // The fields live as long as the page: what is read anew below them changes nothing of what was typed.
    Effect::new(move |_| {
        let Some(Ok(review)) = review.get() else { return };
        if !draft.begun.get_untracked() {
            draft.begin(&Application {
                contact: review.legal.view.primary_contact.clone(),
                support: review.support.clone(),
                mpn_id: review.mpn.mpn_id.to_string(),
                ..Application::default()
            });
        }
    });
    load(review, move |review| view! { <Parts review program draft /> }.into_any())
}

/// Sends an application once; all that is wrong is said at once.
#[derive(Clone)]
struct Desk {
    client: Client,
    draft: Draft,
    problems: Problems,
    trouble: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
    domain: String,
    country: String,
}

impl Desk {
    fn press(&self, t: Texts, live: Live, now: Signal<Timestamp>, confirmed: Option<Timestamp>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        let mut application = untrack(|| self.draft.fields.read()).cleaned();
        // What was meant stands in the fields from now on: that is what is sent.
        self.draft.fields.fill(&application);
        application.profile_confirmed = application.profile_confirmed.max(confirmed);
        let mut found = application.check(ApplicationGround { domain: &self.domain, now: now.get_untracked() });
        let desk = self.clone();
        leptos::task::spawn_local(async move {
            if let Some(refusal) = mpn_refusal(&desk.client, &application.mpn_id, &desk.country).await {
                found.push((ApplicationField::MpnId, refusal));
                found.sort_by_key(|(field, _)| ApplicationField::ALL.iter().position(|it| it == field));
            }
            if found.is_empty() {
                desk.problems.clear();
                match desk.client.enrol(&application).await {
                    Ok(_) => {
                        desk.draft.forget();
                        live.changed();
                        announce(t.standing_pending_title());
                    }
                    Err(error) => {
                        let is_overtaken = error.is(RefusalCode::EnrolmentInProgress);
                        let rest = desk.problems.admit(t, error, |refusal| ApplicationField::of(refusal).map(id_of));
                        desk.trouble.try_set(rest);
                        if is_overtaken {
                            live.changed();
                        }
                    }
                }
            } else {
                let list: Vec<Problem> = found.iter().map(|(field, refusal)| problem(t, id_of(*field), refusal)).collect();
                desk.problems.set(list);
            }
            desk.busy.try_set(false);
        });
    }
}

/// Looks an MPN ID up (api/partner-center.md 7.4). Where it cannot be looked up the service decides when it is sent.
async fn mpn_refusal(client: &Client, typed: &str, tenant_country: &str) -> Option<Refusal> {
    let id = MpnId::parse(typed)?;
    match client.mpn_profile(Some(&id)).await {
        Ok(profile) => check_mpn_country(profile.country.as_deref(), tenant_country).err(),
        Err(error) if error.trace.status == 404 => Some(Refusal::new(RefusalCode::PartnerIdUnknown)),
        Err(_) => None,
    }
}

#[component]
fn Parts(
    /// What is there for review.
    review: Review,
    /// Where the enrolment stands.
    program: Loaded<Option<ResellerProgram>>,
    /// What is typed.
    draft: Draft,
) -> impl IntoView {
    let t = use_texts();
    let (live, now) = (use_live(), use_now());
    let viewer = use_viewer();
    let forbidden = viewer.may(Action::Enrol).err();
    let is_forbidden = forbidden.is_some();
    let problems = Problems::default();
    let fields = draft.fields;
    let country = review.legal.view.address.country.clone();
    let desk = Desk {
        client: expect_context::<Client>(),
        draft,
        problems,
        trouble: RwSignal::new(None),
        busy: RwSignal::new(false),
        domain: review.organisation.domain.clone(),
        country: country.clone(),
    };
    let held = Memo::new(move |_| program.get().and_then(Result::ok).flatten().and_then(|program| program.profile_confirmed));
    let confirmed = Memo::new(move |_| fields.confirmed.get().max(held.get()));
    let current = Memo::new(move |_| is_current(confirmed.get(), now.get()));
    let rejection = move || {
        let program = program.get().and_then(Result::ok).flatten()?;
        let step = program.rejection.filter(|_| program.status == EnrolmentStatus::Rejected)?.step;
        let body = t.standing_rejected_body(&check_name(t, &step));
        Some(view! { <Notice tone="danger" title=t.standing_rejected_title() body /> })
    };
    let (busy, trouble) = (desk.busy, desk.trouble);
    let text = move |field: ApplicationField,
                     value: RwSignal<String>,
                     kind: &'static str,
                     autocomplete: &'static str,
                     hint: Option<String>| {
        let label = label_of(t, field);
        let error = problems.of(id_of(field));
        match hint {
            Some(hint) => {
                view! { <TextField id=id_of(field) label hint error value kind autocomplete read_only=is_forbidden /> }.into_any()
            }
            None => view! { <TextField id=id_of(field) label error value kind autocomplete read_only=is_forbidden /> }.into_any(),
        }
    };
    let domain = desk.domain.clone();
    let email_hint = (!domain.is_empty()).then(|| t.enroll_email_hint(&domain));
    let refusal = forbidden.clone();
    let send = {
        let desk = desk.clone();
        move || desk.press(t, live.clone(), now, held.get_untracked())
    };
    view! {
        <p>{t.enroll_lead()}</p>
        {rejection}
        {forbidden.map(|why| view! { <GateReason id="enroll-why".to_owned() why /> })}
        <ErrorSummary problems />
        {move || trouble.get().map(|error| view! { <Trouble error /> })}
        <Profile review=review.clone() problems confirmed current fields />
        <section class="card" aria-labelledby="contact-title">
            <h2 class="card__title" id="contact-title">{t.enroll_contact_title()}</h2>
            <p class="card__lead">{t.enroll_contact_lead()}</p>
            <div class="form-grid" data-fields="long">
                {text(F::FirstName, fields.first_name, "text", "off", None)}
                {text(F::LastName, fields.last_name, "text", "off", None)}
                {text(F::Email, fields.email, "text", "off", email_hint)}
                {text(F::Phone, fields.phone, "tel", "off", None)}
            </div>
        </section>
        <section class="card" aria-labelledby="support-title">
            <h2 class="card__title" id="support-title">{t.enroll_support_title()}</h2>
            <p class="card__lead">{t.enroll_support_lead()}</p>
            <div class="form-grid" data-fields="long">
                {text(F::SupportEmail, fields.support_email, "text", "off", None)}
                {text(F::SupportPhone, fields.support_phone, "tel", "off", None)}
                {text(F::SupportWebsite, fields.support_website, "text", "off", None)}
            </div>
        </section>
        <section class="card" aria-labelledby="mpn-title">
            <h2 class="card__title" id="mpn-title">{t.enroll_mpn_title()}</h2>
            <Mpn problems fields country is_forbidden />
        </section>
        <section class="card" aria-labelledby="send-title">
            <h2 class="card__title" id="send-title">{t.enroll_send_title()}</h2>
            <Notice tone="warning" title=t.overview_warning_title() body=t.overview_warning_body() />
            <CheckField
                id=id_of(F::Irreversible)
                label=t.enroll_irreversible()
                error=problems.of(id_of(F::Irreversible))
                value=fields.irreversible
                disabled=is_forbidden
            />
            <p class="muted">{t.enroll_same_tenant()}</p>
            <GatedButton
                id="enroll-now"
                label=t.enroll_now()
                refusal=Signal::stored(refusal)
                kind="primary"
                icon_name="send"
                busy
                on_press=send
            />
            <p class="small muted" role="status">
                {move || match draft.kept.get() {
                    Kept::No => String::new(),
                    Kept::At(at) => t.enroll_saved(&format::date_time(t, at)),
                    Kept::Denied => t.enroll_not_kept(),
                }}
            </p>
        </section>
    }
}

/// The label of a field, by the name that the service has for it.
fn label_of(t: Texts, field: ApplicationField) -> String {
    t.words_field(&field.word().replace('.', "-")).unwrap_or_default()
}

/// The MPN ID, looked up when the person has left it: whose it is, or what is wrong with it (R11).
#[component]
fn Mpn(
    /// What is wrong with the form.
    problems: Problems,
    /// The fields.
    fields: super::draft::Fields,
    /// The tenant's country.
    country: String,
    /// Whether the person may not change it.
    is_forbidden: bool,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    // What is known, and what is wrong, with the MPN ID that it is about: typed over, it is said no more.
    let says = RwSignal::new(None::<(String, String)>);
    let wrong = RwSignal::new(None::<(String, String)>);
    let value = fields.mpn_id;
    let look = move || {
        let Some(typed) = value.try_get_untracked().map(|typed| word(&typed)) else { return };
        let Some(id) = MpnId::parse(&typed) else { return };
        let (client, country) = (client.clone(), country.clone());
        leptos::task::spawn_local(async move {
            let read = client.mpn_profile(Some(&id)).await;
            if value.try_get_untracked().is_none_or(|now| word(&now) != typed) {
                return;
            }
            let refusal = match read {
                Ok(profile) => {
                    let name = profile.name.unwrap_or_default();
                    let place = profile.country.as_deref().map(|code| format::country(t, code)).unwrap_or_default();
                    says.try_set((!name.is_empty()).then(|| (typed.clone(), t.enroll_mpn_is(&place, &name))));
                    check_mpn_country(profile.country.as_deref(), &country).err()
                }
                Err(error) if error.trace.status == 404 => Some(Refusal::new(RefusalCode::PartnerIdUnknown)),
                // It is looked up again when the form is sent.
                Err(_) => None,
            };
            wrong.try_set(refusal.map(|refusal| (typed, problem(t, "", &refusal).text)));
        });
    };
    // A moment later: what comes up must not move the button that is being pressed.
    let look = Callback::new(move |()| set_timeout(look.clone(), LOOK_AFTER));
    let listed = problems.of(id_of(ApplicationField::MpnId));
    let about = move |said: RwSignal<Option<(String, String)>>| {
        said.get().filter(|(typed, _)| word(&value.get()) == *typed).map(|(_, text)| text)
    };
    let error = Signal::derive(move || about(wrong).or_else(|| listed.get()));
    view! {
        <div class="form-grid" data-fields="long">
        <TextField
            id=id_of(ApplicationField::MpnId)
            label=label_of(t, ApplicationField::MpnId)
            hint=t.enroll_mpn_hint()
            error
            value
            read_only=is_forbidden
            on_left=look
        />
        </div>
        <p class="muted" role="status">{move || about(says).unwrap_or_else(|| "\u{a0}".to_owned())}</p>
    }
}
