//! The form **New customer** (R140).

use leptos::html;
use leptos::prelude::*;

use super::domain_name::{self, Known};
use super::fields::{admit, fits, id_of, label_of, say};
use super::wizard::{Step, Wizard};
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::error_summary::{ErrorSummary, Problem, problem};
use crate::components::field::{CheckField, SelectField, TextField};
use crate::components::heading::PageHeading;
use crate::components::load::Loading;
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::address::{Address, AddressCheck};
use crate::domain::country::{COUNTRIES, CountryRules};
use crate::domain::customer_draft::{CustomerDraft, Field, whole_domain};
use crate::domain::new_customer::needs_registration_number;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{Language, Texts, format, use_texts};
use crate::viewer::use_viewer;

/// The countries, by their names.
fn countries(t: Texts) -> Vec<(String, String)> {
    let named = COUNTRIES.iter().map(|code| ((*code).to_owned(), format::country(t, code))).collect();
    let mut named = format::by_name(t, named);
    named.insert(0, (String::new(), t.new_customer_choose()));
    named
}

/// The languages of a country; ours where the service names none.
fn languages(t: Texts, rules: &CountryRules) -> Vec<(String, String)> {
    let codes: Vec<String> = if rules.languages.is_empty() {
        Language::ALL.map(|language| language.tag().to_owned()).to_vec()
    } else {
        rules.languages.clone()
    };
    let mut named: Vec<(String, String)> =
        codes.into_iter().map(|code| (code.clone(), format::capitalised(&format::language(t, &code)))).collect();
    named.insert(0, (String::new(), t.new_customer_choose()));
    named
}

/// The step.
#[component]
pub(super) fn FormStep(
    /// The whole.
    wizard: Wizard,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let region = use_viewer().0.organisation.csp_region.clone();
    let form = wizard.form;
    let problems = wizard.problems;
    let rules = wizard.rules;
    let known = domain_name::look_up(&wizard, &client);
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    // The address that the service would rather have, and the one that the person insists on.
    let offered = RwSignal::new(None::<(String, Address)>);
    let insisted = RwSignal::new(None::<Address>);
    let next = {
        let wizard = wizard.clone();
        move || {
            if busy.get_untracked() {
                return;
            }
            error.set(None);
            offered.set(None);
            let draft = form.draft();
            let read = rules.get_untracked();
            let rules = match read {
                Some(Ok(rules)) => rules,
                Some(Err(why)) => return error.set(Some(why)),
                None => CountryRules::unknown(&draft.address().country),
            };
            let wrong = wrong_with(t, &draft, &rules, &wizard, &region, &known.get_untracked());
            problems.set(wrong.clone());
            if !wrong.is_empty() {
                return;
            }
            busy.set(true);
            let (client, wizard) = (client.clone(), wizard.clone());
            leptos::task::spawn_local(async move {
                match look_again(t, &client, &draft, insisted.try_get_untracked().flatten()).await {
                    Ok(Looked::Right) => wizard.go(Step::Subscriptions),
                    Ok(Looked::Offered(reason, address)) => {
                        offered.try_set(Some((reason, *address)));
                    }
                    Ok(Looked::Wrong(wrong)) => problems.set(vec![wrong]),
                    Err(why) => {
                        error.try_set(Some(why));
                    }
                }
                busy.try_set(false);
            });
        }
    };
    let next = StoredValue::new_local(next);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        next.with_value(|next| next());
    };
    let take = Callback::new(move |address: Option<Address>| {
        match address {
            Some(address) => form.set_address(&address),
            None => insisted.set(Some(form.draft().address())),
        }
        next.with_value(|next| next());
    });
    let suggestion = move || offered.get().map(|(reason, address)| view! { <Suggestion reason address on_choice=take /> });
    let cancel = wizard.cancel();
    let title = wizard.title(t, Step::Customer);
    let (steps, who) = (wizard.steps(t, Step::Customer), wizard.who(t));
    view! {
        <PageHeading title lead=wizard.lead(t) above=wizard.above(t) />
        {steps}
        {who}
        <form class="stack" data-gap="large" on:submit=submit novalidate>
            <ErrorSummary problems />
            {move || error.get().map(|error| view! { <Trouble error /> })}
            {suggestion}
            <Company wizard=wizard.clone() known />
            <Contacts wizard=wizard.clone() />
            <div class="cluster">
                <button type="submit" class="button" data-kind="primary" aria-busy=move || busy.get().then_some("true")>
                    {t.new_customer_next_subscriptions()}
                </button>
                <button type="button" class="button" on:click=move |_| cancel()>{t.general_cancel()}</button>
            </div>
        </form>
    }
}

/// All that is wrong with what was typed, before the service is asked.
fn wrong_with(
    t: Texts,
    draft: &CustomerDraft,
    rules: &CountryRules,
    wizard: &Wizard,
    region: &str,
    known: &Known,
) -> Vec<Problem> {
    let mut wrong: Vec<Problem> = match draft.check(rules, wizard.buyer.clone(), fits) {
        Ok(_) => Vec::new(),
        Err(flaws) => flaws.into_iter().map(|flaw| say(t, &rules.code, flaw)).collect(),
    };
    if let Known::Taken(domain) = known
        && *domain == whole_domain(&draft.domain)
    {
        wrong.insert(0, problem(t, id_of(Field::Domain), &domain_name::taken(domain)));
    }
    if !rules.csp_region.is_empty() && !region.is_empty() && rules.csp_region != region {
        let name = format::country(t, &rules.code);
        let refusal =
            Refusal::new(RefusalCode::RegionMismatch).with("name", name).with("a", rules.csp_region.as_str()).with("b", region);
        wrong.push(problem(t, id_of(Field::Country), &refusal));
    }
    wrong
}

/// What the service says of what was typed, before anything is sent for good.
enum Looked {
    Right,
    Offered(String, Box<Address>),
    Wrong(Problem),
}

async fn look_again(t: Texts, client: &Client, draft: &CustomerDraft, insisted: Option<Address>) -> Result<Looked, ApiError> {
    let domain = whole_domain(&draft.domain);
    if !client.is_domain_free(&domain).await? {
        return Ok(Looked::Wrong(problem(t, id_of(Field::Domain), &domain_name::taken(&domain))));
    }
    let address = draft.address();
    if insisted.as_ref() == Some(&address) {
        return Ok(Looked::Right);
    }
    match client.check_address(&address).await {
        Ok(AddressCheck::Valid) => Ok(Looked::Right),
        Ok(AddressCheck::Corrected { reason, address }) => Ok(Looked::Offered(reason, address)),
        // A service without this check has the last word when the customer is created.
        Err(error) if matches!(error.trace.status, 404 | 501) => Ok(Looked::Right),
        Err(error) => admit(t, error).map(Looked::Wrong),
    }
}

/// The address that the service offers instead.
#[component]
fn Suggestion(
    /// Why, in the service's words.
    reason: String,
    /// The address.
    address: Address,
    /// Chosen: the offered one, or none for what was typed.
    on_choice: Callback<Option<Address>>,
) -> impl IntoView {
    let t = use_texts();
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            // What cannot take focus leaves it where it was; it is announced all the same.
            let _ = node.focus();
        }
    });
    let parts = [&address.line_1, &address.line_2, &address.postal_code, &address.city, &address.state];
    let whole: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let body = format!("{}, {}", whole.join(", "), format::country(t, &address.country));
    view! {
        <div role="alert" tabindex="-1" node_ref=node>
            <Notice tone="warning" title=t.new_customer_corrected() body>
                <button type="button" class="button" data-kind="primary" on:click=move |_| on_choice.run(Some(address.clone()))>
                    {t.new_customer_corrected_use()}
                </button>
                <button type="button" class="button" on:click=move |_| on_choice.run(None)>{t.new_customer_corrected_keep()}</button>
                <span class="field__hint">{reason}</span>
            </Notice>
        </div>
    }
}

/// Company and address.
#[component]
fn Company(
    /// The whole.
    wizard: Wizard,
    /// What is known of the domain.
    known: RwSignal<Known>,
) -> impl IntoView {
    let t = use_texts();
    let (form, problems, rules) = (wizard.form, wizard.problems, wizard.rules);
    let wrong = move |field: Field| problems.of(id_of(field));
    let label = move |field: Field| label_of(t, field);
    let country = form.country;
    let numbered = Memo::new(move |_| needs_registration_number(&country.get()));
    let states = Memo::new(move |_| match rules.get() {
        Some(Ok(rules)) => rules.states,
        _ => Vec::new(),
    });
    let rules_trouble = move || match rules.get() {
        None => Some(view! { <Loading /> }.into_any()),
        Some(Err(error)) => Some(view! { <Trouble error on_retry=Callback::new(move |()| rules.refetch()) /> }.into_any()),
        Some(Ok(_)) => None,
    };
    let state = move || {
        let states = states.get();
        if states.is_empty() {
            view! { <TextField id=id_of(Field::State) label=label(Field::State) hint=t.new_customer_optional() error=wrong(Field::State) value=form.state autocomplete="address-level1" /> }
                .into_any()
        } else {
            let mut options: Vec<(String, String)> = states.into_iter().map(|state| (state.clone(), state)).collect();
            options.insert(0, (String::new(), t.new_customer_choose()));
            view! {
                <SelectField
                    id=id_of(Field::State)
                    label=label(Field::State)
                    options=Signal::stored(options)
                    value=form.state
                    error=wrong(Field::State)
                    on_change=move |state| form.state.set(state)
                />
            }
            .into_any()
        }
    };
    let number = move || {
        numbered.get().then(|| {
            let hint = t.new_customer_needed_in(&format::country(t, &country.get_untracked()));
            view! { <TextField id=id_of(Field::RegistrationNumber) label=label(Field::RegistrationNumber) hint error=wrong(Field::RegistrationNumber) value=form.registration_number /> }
        })
    };
    view! {
        <section class="card" aria-labelledby="company-title">
            <h2 class="card__title" id="company-title">{t.new_customer_company()}</h2>
            <TextField id=id_of(Field::CompanyName) label=label(Field::CompanyName) error=wrong(Field::CompanyName) value=form.company_name autocomplete="organization" />
            <TextField id=id_of(Field::Domain) label=label(Field::Domain) hint=t.new_customer_domain_hint() error=wrong(Field::Domain) value=form.domain />
            <p class="field__hint" role="status">{move || domain_name::about(t, &known.get())}</p>
            <SelectField
                id=id_of(Field::Country)
                label=label(Field::Country)
                options=Signal::stored(countries(t))
                value=country
                error=wrong(Field::Country)
                on_change=move |code| form.set_country(&code)
            />
            {number}
        </section>
        <section class="card" aria-labelledby="address-title">
            <h2 class="card__title" id="address-title">{t.new_customer_address()}</h2>
            {rules_trouble}
            <TextField id=id_of(Field::Line1) label=label(Field::Line1) error=wrong(Field::Line1) value=form.line_1 autocomplete="address-line1" />
            <TextField id=id_of(Field::Line2) label=label(Field::Line2) hint=t.new_customer_optional() error=wrong(Field::Line2) value=form.line_2 autocomplete="address-line2" />
            <div class="form-grid">
            <TextField id=id_of(Field::PostalCode) label=label(Field::PostalCode) error=wrong(Field::PostalCode) value=form.postal_code autocomplete="postal-code" />
            <TextField id=id_of(Field::City) label=label(Field::City) error=wrong(Field::City) value=form.city autocomplete="address-level2" />
            {state}
            </div>
        </section>
    }
}

/// Primary contact, language and agreement.
#[component]
fn Contacts(
    /// The whole.
    wizard: Wizard,
) -> impl IntoView {
    let t = use_texts();
    let (form, problems, rules) = (wizard.form, wizard.problems, wizard.rules);
    let wrong = move |field: Field| problems.of(id_of(field));
    let label = move |field: Field| label_of(t, field);
    let country = form.country;
    let phone = move || {
        let hint = if needs_registration_number(&country.get()) {
            t.new_customer_needed_in(&format::country(t, &country.get()))
        } else {
            t.new_customer_optional()
        };
        view! { <TextField id=id_of(Field::Phone) label=label(Field::Phone) hint error=wrong(Field::Phone) value=form.phone kind="tel" /> }
    };
    let options = Signal::derive(move || match rules.get() {
        Some(Ok(rules)) => languages(t, &rules),
        _ => languages(t, &CountryRules::unknown("")),
    });
    view! {
        <section class="card" aria-labelledby="contact-title">
            <h2 class="card__title" id="contact-title">{t.new_customer_contact()}</h2>
            <div class="form-grid">
            <TextField id=id_of(Field::FirstName) label=label(Field::FirstName) error=wrong(Field::FirstName) value=form.first_name />
            <TextField id=id_of(Field::LastName) label=label(Field::LastName) error=wrong(Field::LastName) value=form.last_name />
            <TextField id=id_of(Field::Email) label=label(Field::Email) error=wrong(Field::Email) value=form.email kind="email" />
            {phone}
            </div>
            <SelectField
                id=id_of(Field::Language)
                label=label(Field::Language)
                options
                value=form.language
                error=wrong(Field::Language)
                on_change=move |code| form.language.set(code)
            />
        </section>
        <section class="card" aria-labelledby="agreement-title">
            <h2 class="card__title" id="agreement-title">{t.customers_agreement()}</h2>
            <CheckField id=id_of(Field::Agreement) label=t.new_customer_agree() hint=t.new_customer_agree_hint() error=wrong(Field::Agreement) value=form.agreed />
            <p>
                <a class="link" href="https://aka.ms/customeragreement" target="_blank" rel="noopener noreferrer">
                    {t.new_customer_agree_read()}
                    <span class="visually-hidden">{format!(" ({})", t.general_new_tab())}</span>
                </a>
            </p>
        </section>
    }
}
