//! The partner profile for review: what is fixed, when it was confirmed last, confirm or correct it (R11, R17, R18).

use leptos::prelude::*;

use super::draft::Fields;
use super::form::Review;
use crate::api::Client;
use crate::api::error::{ApiError, Cause};
use crate::components::button::GatedButton;
use crate::components::dialog::Dialog;
use crate::components::error_summary::{ErrorSummary, Problem, Problems, problem};
use crate::components::facts::{code, facts};
use crate::components::field::TextField;
use crate::components::icon::icon;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::address::Address;
use crate::domain::moment::Timestamp;
use crate::domain::profile::{LegalBusiness, ProfileField, ProfileField as F, ProfileVersion};
use crate::i18n::format::use_now;
use crate::i18n::{Texts, format, use_texts};
use crate::pages::use_query_word;
use crate::viewer::{use_live, use_viewer};
use crate::wire::whole::Whole;

/// The card.
#[component]
pub(super) fn Profile(
    /// What is there for review.
    review: Review,
    /// What is wrong with the form.
    problems: Problems,
    /// When profile and MPN ID were confirmed last.
    confirmed: Memo<Option<Timestamp>>,
    /// Whether that still counts.
    current: Memo<bool>,
    /// The form's fields.
    fields: Fields,
) -> impl IntoView {
    let t = use_texts();
    let now = use_now();
    let refusal = use_viewer().may(Action::Enrol).err();
    let tenant = use_viewer().0.organisation.tenant.clone();
    let (word, set_word) = use_query_word("dialog");
    let asked = Memo::new(move |_| word.get() == "profile");
    let open = RwSignal::new(asked.get_untracked());
    Effect::new(move |_| open.set(asked.get()));
    Effect::new({
        let set_word = set_word.clone();
        move |was: Option<bool>| {
            let is = open.get();
            if was == Some(true) && !is && asked.get_untracked() {
                set_word("");
            }
            is
        }
    });
    let legal = review.legal.clone();
    let address = &legal.view.address;
    let fixed = |label: String| t.enroll_fixed(&label);
    let shown = facts(vec![
        (t.words_field("companyName").unwrap_or_default(), legal.view.company_name.clone().into_any()),
        (t.enroll_address(), address_lines(address)),
        (fixed(t.customers_country()), format::country(t, &address.country).into_any()),
        (fixed(t.program_tenant()), code(tenant.as_str())),
        (fixed(t.enroll_currency()), review.billing.currency.clone().into_any()),
    ]);
    let error = problems.of("profile-confirm");
    view! {
        <section class="card" aria-labelledby="profile-title">
            <h2 class="card__title" id="profile-title">{t.enroll_profile_title()}</h2>
            <p class="card__lead">{t.enroll_profile_lead()}</p>
            {shown}
            <div class="stack" data-gap="small">
                <p role="status">
                    {move || {
                        let when = confirmed
                            .get()
                            .map_or_else(|| t.enroll_never_confirmed(), |at| t.enroll_confirmed_on(&format::date_time(t, at)));
                        let what = if current.get() { t.enroll_current() } else { t.enroll_stale() };
                        format!("{when}. {what}")
                    }}
                </p>
                {move || {
                    error.get().map(|text| view! { <p class="field__error" id="profile-confirm-error">{icon("error-circle")}{text}</p> })
                }}
                <div class="cluster">
                    <GatedButton
                        id="profile-confirm"
                        label=t.enroll_confirm()
                        refusal=Signal::stored(refusal.clone())
                        icon_name="checkmark"
                        on_press=move || fields.confirmed.set(Some(now.get_untracked()))
                    />
                    <GatedButton
                        id="profile-correct"
                        label=t.enroll_correct()
                        refusal=Signal::stored(refusal)
                        on_press=move || set_word("profile")
                    />
                </div>
            </div>
        </section>
        <Dialog id="profile-dialog" open title=t.enroll_correct_title()>
            <Correct legal=legal.clone() open />
        </Dialog>
    }
}

/// An address, line by line.
fn address_lines(address: &Address) -> AnyView {
    let place = format!("{} {}", address.postal_code, address.city);
    let lines: Vec<AnyView> = [address.line_1.as_str(), &address.line_2, place.trim(), &address.state, &address.region]
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| view! { <span>{line.to_owned()}<br /></span> }.into_any())
        .collect();
    view! { <span>{lines}</span> }.into_any()
}

/// The id of the control of `field`.
const fn id_of(field: ProfileField) -> &'static str {
    match field {
        ProfileField::CompanyName => "legal-name",
        ProfileField::Line1 => "legal-line-1",
        ProfileField::Line2 => "legal-line-2",
        ProfileField::PostalCode => "legal-postal-code",
        ProfileField::City => "legal-city",
        ProfileField::State => "legal-state",
        ProfileField::Country => "legal-country",
    }
}

/// The form in the dialog. Where somebody else changed the profile meanwhile, it is read again; what was typed stays.
#[component]
fn Correct(
    /// The profile as it was read.
    legal: Whole<LegalBusiness>,
    /// Closes the dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let forbidden = use_viewer().may(Action::Enrol).err();
    let is_forbidden = forbidden.is_some();
    let problems = Problems::default();
    let trouble = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let address = legal.view.address.clone();
    let value = |text: &str| RwSignal::new(text.to_owned());
    let (name, line_1, line_2) = (value(&legal.view.company_name), value(&address.line_1), value(&address.line_2));
    let (postal_code, city, state) = (value(&address.postal_code), value(&address.city), value(&address.state));
    let country = RwSignal::new(format::country(t, &address.country));
    let held = StoredValue::new(legal);
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        let base = held.get_value();
        let mut new = base.view.clone();
        new.company_name = name.get_untracked();
        new.address = Address {
            line_1: line_1.get_untracked(),
            line_2: line_2.get_untracked(),
            postal_code: postal_code.get_untracked(),
            city: city.get_untracked(),
            state: state.get_untracked(),
            ..new.address
        };
        let new = new.cleaned();
        trouble.set(None);
        let found = new.check(&base.view);
        if !found.is_empty() {
            let list: Vec<Problem> = found.iter().map(|(field, refusal)| problem(t, id_of(*field), refusal)).collect();
            problems.set(list);
            return;
        }
        problems.clear();
        busy.set(true);
        let (client, live) = (client.clone(), live.clone());
        leptos::task::spawn_local(async move {
            match client.change_legal_business(&base, &new).await {
                Ok(_) => {
                    open.try_set(false);
                    live.changed();
                }
                Err(error) => {
                    if error.cause == Cause::Stale {
                        // The newest version is what the next press changes.
                        if let Ok(newest) = client.legal_business(ProfileVersion::Current).await {
                            held.try_set_value(newest);
                        }
                    }
                    trouble.try_set(problems.admit(t, error, |refusal| ProfileField::of(refusal).map(id_of)));
                }
            }
            busy.try_set(false);
        });
    };
    let field = move |field: ProfileField, value: RwSignal<String>, fixed: bool| {
        let label = label_of(t, field);
        let error = problems.of(id_of(field));
        view! { <TextField id=id_of(field) label error value read_only=is_forbidden || fixed /> }.into_any()
    };
    view! {
        <div class="dialog__body">
            <p>{t.enroll_correct_lead()}</p>
            <ErrorSummary problems />
            {move || trouble.get().map(|error| view! { <Trouble error /> })}
            <div class="form-grid" data-fields="long">
                {field(F::CompanyName, name, false)}
                {field(F::Line1, line_1, false)}
                {field(F::Line2, line_2, false)}
                {field(F::PostalCode, postal_code, false)}
                {field(F::City, city, false)}
                {field(F::State, state, false)}
                {field(F::Country, country, true)}
            </div>
        </div>
        <div class="dialog__actions">
            <button type="button" class="button" on:click=move |_| open.set(false)>{t.general_cancel()}</button>
            <GatedButton
                id="profile-save"
                label=t.enroll_save()
                refusal=Signal::stored(forbidden)
                kind="primary"
                busy
                on_press=save
            />
        </div>
    }
}

/// The label of a field, by the name that the service has for it.
fn label_of(t: Texts, field: ProfileField) -> String {
    let label = t.words_field(&field.word().replace('.', "-")).unwrap_or_default();
    if field == ProfileField::Country { t.enroll_fixed(&label) } else { label }
}
