//! The dialog **Transfer customer on an indirect provider**: which one, what it does, on whose consent (R72 to R81).

use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::bill_to::bill_to_facts;
use super::related::invitation;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::dialog::{Dialog, FormActions};
use crate::components::error_summary::{ErrorSummary, Problem, Problems, problem, required};
use crate::components::field::{CheckField, SelectField, TextArea};
use crate::components::icon::icon;
use crate::components::link::Link;
use crate::components::load::{Loaded, Loading, load};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::extension::{self, LONGEST_NOTE, NewExtension};
use crate::domain::ids::{CustomerId, TenantId};
use crate::domain::moment::Timestamp;
use crate::domain::organisation::Side;
use crate::domain::partnership::Partnership;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::typed;
use crate::i18n::format::{self, use_now};
use crate::i18n::{Texts, use_texts};
use crate::pages::dialogs::use_dialog;
use crate::pages::kept::KeptForm;
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// The dialog; open while the address says so.
#[component]
pub(super) fn ExtendDialog(
    /// Whose.
    id: CustomerId,
    /// Set to what was done.
    said: RwSignal<Option<(String, String)>>,
) -> impl IntoView {
    let t = use_texts();
    let (open, _) = use_dialog("extend");
    let done = RwSignal::new(false);
    view! {
        <Dialog id="extend-dialog" open done title=t.extend_title() described_by="extend-description">
            <Offer id=id.clone() open done said />
        </Dialog>
    }
}

/// Reads customer and partnerships, and shows the form, or why there is none.
#[component]
fn Offer(
    /// Whose.
    id: CustomerId,
    /// Closes the dialog.
    open: RwSignal<bool>,
    /// Set once it is done.
    done: RwSignal<bool>,
    /// Set to what was done.
    said: RwSignal<Option<(String, String)>>,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let read = Loaded::new(move || {
        let (client, id) = (client.clone(), id.clone());
        async move {
            let customer = client.customer(&id).await?;
            let partnerships = match client.list_partnerships(Side::Partner).await {
                Err(error) if error.is(RefusalCode::NotEnrolled) => Vec::new(),
                other => other?,
            };
            Ok((customer, partnerships))
        }
    });
    load(read, move |(customer, partnerships)| {
        let description = t.extend_description(&customer.name);
        let body = view! { <p id="extend-description">{description}</p> }.into_any();
        view! { <ExtendForm customer partnerships lead=body open done said /> }.into_any()
    })
}

#[component]
fn ExtendForm(
    /// Whose.
    customer: Customer,
    /// The providers of the own organisation.
    partnerships: Vec<Partnership>,
    /// What the dialog is about.
    lead: AnyView,
    /// Closes the dialog.
    open: RwSignal<bool>,
    /// Set once it is done.
    done: RwSignal<bool>,
    /// Set to what was done.
    said: RwSignal<Option<(String, String)>>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let now = use_now();
    let client = expect_context::<Client>();
    let viewer = use_viewer();
    let enrolled = viewer.0.is_enrolled();
    let offered = extension::candidates(enrolled, &customer, &partnerships);
    let forbidden = viewer.may(Action::ExtendRelationship).err();
    let choices: Vec<(String, String)> = offered.iter().flatten().map(|it| (it.tenant.to_string(), it.name.clone())).collect();
    // What stands in the way of anybody is said first: a colleague could not do it either.
    let refusal = offered.as_ref().err().cloned().or(forbidden);
    let provider = RwSignal::new(if choices.len() == 1 { choices[0].0.clone() } else { String::new() });
    let note = RwSignal::new(String::new());
    let kept = StoredValue::new(KeptForm::begin(format!("extend.{}", customer.id), vec![provider, note]));
    // When the box was ticked: the record says so, and sending again says the same.
    let confirmed = RwSignal::new(None::<Timestamp>);
    let ticked = RwSignal::new(false);
    Effect::new(move |_| confirmed.set(ticked.get().then(|| now.get_untracked())));
    let wrong = Problems::default();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let may = refusal.is_none();
    let body = NodeRef::<html::Div>::new();
    let target = Memo::new(move |_| TenantId::parse(&provider.get()));
    let names = StoredValue::new(choices.clone());
    let name_of = move |tenant: &TenantId| {
        names
            .try_with_value(|names| names.iter().find(|(word, _)| word == tenant.as_str()).map(|(_, name)| name.clone()))
            .flatten()
    };
    let label = t.extend_provider();
    let submit = {
        let (customer, partner, label) = (customer.clone(), viewer.0.organisation.tenant.clone(), label.clone());
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if busy.get_untracked() || !may {
                return;
            }
            error.set(None);
            let note = typed::line(&note.get_untracked());
            let consent = confirmed.get_untracked();
            let problems = all_problems(t, &customer, &partnerships, &label, target.get_untracked().as_ref(), consent, &note);
            let (Some(provider), Some(confirmed_on), true) = (target.get_untracked(), consent, problems.is_empty()) else {
                return wrong.set(problems);
            };
            wrong.clear();
            busy.set(true);
            let new = NewExtension { partner: partner.clone(), provider, confirmed: true, confirmed_on, note };
            let (client, customer, live) = (client.clone(), customer.clone(), live.clone());
            leptos::task::spawn_local(async move {
                match client.extend_relationship(&customer.id, &new).await {
                    Ok(made) => {
                        kept.try_with_value(KeptForm::forget);
                        said.try_set(Some((t.extend_done(&customer.name, &made.name), t.extend_done_body())));
                        done.try_set(true);
                        open.try_set(false);
                        live.changed();
                    }
                    Err(why) => {
                        if why.is_overtaken() || why.is(RefusalCode::AlreadyRelated) {
                            live.changed();
                        }
                        error.try_set(Some(why));
                        if let Some(body) = body.try_get_untracked().flatten() {
                            body.scroll_to_with_x_and_y(0.0, 0.0);
                        }
                    }
                }
                busy.try_set(false);
            });
        }
    };
    let id = customer.id.clone();
    let content = may_show(refusal.as_ref()).then(|| {
        let customer = customer.clone();
        let options = Signal::derive(move || {
            let first = (String::new(), t.extend_choose());
            let all = names.get_value();
            if all.len() == 1 { all } else { std::iter::once(first).chain(all).collect() }
        });
        view! {
            <SelectField
                id="extend-provider"
                label=label.clone()
                options
                value=provider
                error=wrong.of("extend-provider")
                on_change=move |word| provider.set(word)
            />
            {move || {
                let name = target.get().as_ref().and_then(name_of).unwrap_or_else(|| t.general_provider());
                effects(t, &name)
            }}
            {
                let id = customer.id.clone();
                move || target.get().map(|provider| {
                    view! { <a href=invitation(&provider, &id) class="link">{t.related_invite()}</a> }
                })
            }
            <Shared id=customer.id.clone() target may />
            <ConsentFields customer ticked note wrong may />
        }
    });
    let why = refusal.clone();
    view! {
        <form class="dialog__form" on:submit=submit novalidate>
            <div class="dialog__body" tabindex="-1" node_ref=body>
                {lead}
                <ErrorSummary problems=wrong />
                {move || error.get().map(|error| view! { <Trouble error /> })}
                {refusal.map(|why| remedy(t, &why))}
                {content}
            </div>
            <FormActions open label=t.extend_save() reason_id="extend-save-why" refusal=why busy>
                <AskConsent id />
            </FormActions>
        </form>
    }
}

/// Somebody without the role sees what it is about; where it cannot be done at all there is nothing to fill in.
fn may_show(refusal: Option<&Refusal>) -> bool {
    refusal.is_none_or(|refusal| refusal.code == RefusalCode::RoleRequired)
}

/// All that is wrong at once: no provider, no consent, a note that is too long; and what the rules say of the pair.
fn all_problems(
    t: Texts,
    customer: &Customer,
    partnerships: &[Partnership],
    label: &str,
    provider: Option<&TenantId>,
    consent: Option<Timestamp>,
    note: &str,
) -> Vec<Problem> {
    let mut found = Vec::new();
    match provider {
        None => found.push(required(t, "extend-provider", label)),
        Some(provider) => {
            if let Err(refusal) = extension::check(true, customer, partnerships, provider, true) {
                found.push(problem(t, "extend-provider", &refusal));
            }
        }
    }
    if consent.is_none() {
        let refusal = Refusal::new(RefusalCode::ConsentMissing).with("customer", customer.name.as_str());
        found.push(problem(t, "extend-consent", &refusal));
    }
    if note.chars().count() > LONGEST_NOTE {
        let most = format::number(t.language(), LONGEST_NOTE as u64);
        let rule = t.account_rule_length(&most);
        found.push(crate::components::error_summary::invalid(t, "extend-note", &t.extend_note(), &rule));
    }
    found
}

/// The way out, where there is one in this app.
fn remedy(t: Texts, why: &Refusal) -> AnyView {
    match why.code {
        RefusalCode::NotEnrolled => view! { <p><Link to=Route::ProgramInfo>{t.program_title()}</Link></p> }.into_any(),
        RefusalCode::NoProvider => {
            view! { <p><a href=Route::FindProvider.path() class="link">{t.extend_find()}</a></p> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// What an extension does.
fn effects(t: Texts, provider: &str) -> AnyView {
    let lines = [
        ("document", t.extend_shares(provider)),
        ("lock-closed", t.extend_no_admin(provider)),
        ("people", t.extend_listed(provider)),
    ];
    let lines: Vec<AnyView> = lines
        .into_iter()
        .map(|(sign, text)| view! { <li class="duties__item">{icon(sign)}<span>{text}</span></li> }.into_any())
        .collect();
    view! { <h3 class="card__title">{t.extend_what()}</h3><ul class="duties__list">{lines}</ul> }.into_any()
}

/// The bill-to information that will be shared: what the service says it will share, where the person may ask it.
#[component]
fn Shared(
    /// Whose.
    id: CustomerId,
    /// With whom.
    target: Memo<Option<TenantId>>,
    /// Whether the person may ask for it.
    may: bool,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let read = Loaded::new(move || {
        let (client, id, target) = (client.clone(), id.clone(), target.get());
        async move {
            match target.filter(|_| may) {
                Some(provider) => client.preview_extension(&id, &provider).await.map(|preview| preview.bill_to),
                None => client.bill_to(&id).await.map(|whole| whole.view),
            }
        }
    });
    let shown = move || match read.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(bill_to)) => bill_to_facts(t, &bill_to),
        Some(Err(error)) => view! { <Trouble error on_retry=Callback::new(move |()| read.refetch()) /> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="extend-bill-to">
            <h3 class="card__title" id="extend-bill-to">{t.extend_bill_to()}</h3>
            {shown}
        </section>
    }
}

/// The customer's consent, confirmed by a tick.
#[component]
fn ConsentFields(
    /// Whose.
    customer: Customer,
    /// Whether the box is ticked.
    ticked: RwSignal<bool>,
    /// How the customer consented.
    note: RwSignal<String>,
    /// What is wrong.
    wrong: Problems,
    /// Whether the person may confirm it.
    may: bool,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <fieldset class="fieldset">
            <legend class="fieldset__legend">{t.extend_consent_title()}</legend>
            <p>{t.extend_consent_lead(&customer.name)}</p>
            <CheckField
                id="extend-consent"
                label=t.extend_consent(&customer.name)
                error=wrong.of("extend-consent")
                value=ticked
                disabled=Signal::stored(!may)
            />
            <TextArea
                id="extend-note"
                label=t.extend_note()
                hint=t.extend_note_hint()
                error=wrong.of("extend-note")
                value=note
            />
        </fieldset>
    }
}

/// Leaves the dialog for the draft that asks the customer.
#[component]
fn AskConsent(
    /// Whose consent.
    id: CustomerId,
) -> impl IntoView {
    let t = use_texts();
    let navigate = use_navigate();
    let to = Route::AskConsent(id).path();
    view! {
        <button
            type="button"
            class="button"
            data-kind="subtle"
            on:click=move |_| navigate(&to, NavigateOptions { scroll: false, ..NavigateOptions::default() })
        >
            {crate::components::icon::button_icon("mail")}
            {t.extend_ask()}
        </button>
    }
}
