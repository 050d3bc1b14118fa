//! The dialog **Request subscription transfer**: which subscriptions, to which provider, with what consequences (R96 to R105).

use futures_util::future::try_join3;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;

use crate::api::Client;
use crate::api::error::{ApiError, Cause};
use crate::components::announce::announce;
use crate::components::badge::badge;
use crate::components::dialog::{Dialog, FormActions};
use crate::components::facts::of_service;
use crate::components::field::SelectField;
use crate::components::icon::icon;
use crate::components::load::{Loaded, Loading};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::eligibility::{self, Choice, Verdict};
use crate::domain::ids::{CustomerId, MpnId, SubscriptionId, TenantId};
use crate::domain::prerequisite::Prerequisite;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::transfer::NewTransfer;
use crate::i18n::{Texts, explain, use_texts};
use crate::pages::use_query_word;
use crate::route::Route;
use crate::storage::Keep;
use crate::viewer::{use_live, use_viewer};

/// What the dialog offers.
type Offer = (Customer, Vec<Choice>);

/// Reads customer, subscriptions and eligibility, and puts them together.
async fn read_offer(client: &Client, id: &CustomerId) -> Result<Offer, ApiError> {
    let (customer, subscriptions, answers) =
        try_join3(client.customer(id), client.list_subscriptions(id), client.transfer_eligibility(id)).await?;
    Ok((customer, eligibility::choices(&subscriptions, &answers)))
}

/// Where the selection of a customer is kept, so that a reload loses nothing.
pub(crate) fn kept_choice(id: &CustomerId) -> String {
    format!("choice.{id}")
}

/// The dialog; open while the address says so.
#[component]
pub(super) fn RequestDialog(
    /// Whose subscriptions.
    id: CustomerId,
) -> impl IntoView {
    let t = use_texts();
    let (word, set_word) = use_query_word("dialog");
    let asked = Memo::new(move |_| word.get() == "request-transfer");
    let open = RwSignal::new(asked.get_untracked());
    let done = RwSignal::new(false);
    Effect::new(move |_| open.set(asked.get()));
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is && asked.get_untracked() {
            set_word("");
        }
        is
    });
    view! {
        <Dialog id="request-transfer-dialog" open done title=t.transfers_request()>
            <RequestForm id=id.clone() open done />
        </Dialog>
    }
}

#[component]
fn RequestForm(
    /// Whose subscriptions.
    id: CustomerId,
    /// Closes the dialog.
    open: RwSignal<bool>,
    /// Set once the request is made.
    done: RwSignal<bool>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let viewer = use_viewer();
    let client = expect_context::<Client>();
    let navigate = leptos_router::hooks::use_navigate();
    let offer: Loaded<Offer> = Loaded::new({
        let (client, id) = (client.clone(), id.clone());
        move || {
            let (client, id) = (client.clone(), id.clone());
            async move { read_offer(&client, &id).await }
        }
    });
    // The choices shown; a second look on **Create** replaces them.
    let choices = RwSignal::new(None::<Offer>);
    Effect::new(move |_| {
        if let Some(Ok(read)) = offer.get() {
            choices.set(Some(read));
        }
    });
    let kept = Keep::Tab.get(&kept_choice(&id)).unwrap_or_default();
    let chosen = RwSignal::new(kept.lines().filter_map(SubscriptionId::parse).collect::<Vec<_>>());
    Effect::new({
        let name = kept_choice(&id);
        move |_| {
            let lines: Vec<String> = chosen.get().iter().map(ToString::to_string).collect();
            Keep::Tab.set(&name, &lines.join("\n"));
        }
    });
    let provider = RwSignal::new(String::new());
    let target = Memo::new(move |_| {
        let wanted = provider.get();
        choices.get().and_then(|(customer, _)| {
            let related = &customer.providers;
            related.iter().find(|it| it.tenant.as_str() == wanted).or_else(|| related.first()).map(|it| it.tenant.clone())
        })
    });
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let forbidden = viewer.may(Action::RequestTransfer).err();
    let may = forbidden.is_none();
    let session = viewer.0.clone();
    let body = NodeRef::<html::Div>::new();

    let create = {
        let id = id.clone();
        move || {
            if busy.get_untracked() || !may {
                return;
            }
            busy.set(true);
            error.set(None);
            let (client, id, session, live, navigate) =
                (client.clone(), id.clone(), session.clone(), live.clone(), navigate.clone());
            leptos::task::spawn_local(async move {
                let outcome = create(&client, &id, chosen, target.get_untracked(), &session, choices).await;
                match outcome.map_err(|error| about_record(t, error, session.organisation.mpn_id.clone())) {
                    Ok(transfer) => {
                        Keep::Tab.remove(&kept_choice(&id));
                        chosen.try_set(Vec::new());
                        live.changed();
                        done.try_set(true);
                        announce(t.transfers_created(transfer.as_str()));
                        // One step from the dialog to the draft: the dialog closes as the address no longer asks for it.
                        let to = Route::InformProvider(id, transfer).path();
                        navigate(&to, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
                    }
                    Err(why) => {
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
    let submit = {
        let create = create.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            create();
        }
    };
    let content = move || match (choices.get(), offer.get()) {
        (Some((customer, choices)), _) => view! { <Choices customer choices chosen provider target /> }.into_any(),
        (None, Some(Err(error))) => view! { <Trouble error on_retry=Callback::new(move |()| offer.refetch()) /> }.into_any(),
        (None, _) => view! { <Loading /> }.into_any(),
    };
    view! {
        <form class="dialog__form" on:submit=submit novalidate>
            <div class="dialog__body" tabindex="-1" node_ref=body>
                {move || error.get().map(|error| view! { <Trouble error /> })}
                {content}
            </div>
            <FormActions open label=t.transfers_create() reason_id="create-why" refusal=forbidden busy />
        </form>
    }
}

/// Looks once more (R98), then asks the service.
async fn create(
    client: &Client,
    id: &CustomerId,
    chosen: RwSignal<Vec<SubscriptionId>>,
    target: Option<TenantId>,
    session: &crate::domain::organisation::Session,
    shown: RwSignal<Option<Offer>>,
) -> Result<crate::domain::ids::TransferId, ApiError> {
    let wanted = chosen.get_untracked();
    if wanted.is_empty() {
        return Err(ApiError::refused(Refusal::new(RefusalCode::NothingSelected)));
    }
    let new = target.clone().map(|target| NewTransfer {
        source: session.organisation.tenant.clone(),
        target,
        subscriptions: wanted.clone(),
        partner_of_record: session.organisation.mpn_id.clone(),
    });
    let again = new.as_ref().is_some_and(|new| client.awaits_create(id, new));
    let (customer, choices) = read_offer(client, id).await?;
    let checked = Prerequisite::check_all(session.is_enrolled(), &customer, target.as_ref())
        .and_then(|()| eligibility::check_selection(&wanted, &choices));
    if !again && checked.is_err() {
        // What cannot be chosen any more is named, and no longer chosen: the next **Create** takes what is left.
        let eligible = |id: &SubscriptionId| choices.iter().any(|choice| choice.base.id == *id && choice.is_eligible());
        chosen.try_update(|chosen| chosen.retain(eligible));
    }
    shown.try_set(Some((customer, choices)));
    // An earlier try whose answer was lost may itself hold the subscriptions: the service knows, and tells its outcome.
    if !again {
        checked.map_err(ApiError::refused)?;
    }
    let new = new.ok_or_else(|| ApiError::refused(Refusal::new(RefusalCode::NoProvider)))?;
    client.create_transfer(id, &new).await.map(|transfer| transfer.id)
}

/// A refusal of the partner of record, told to the partner whose MPN ID it is: which id, and the cause (R105).
pub(crate) fn about_record(t: Texts, mut error: ApiError, record: Option<MpnId>) -> ApiError {
    use RefusalCode as R;

    let Some(cause) = error.refusal().map(|refusal| refusal.code) else { return error };
    let is_of_record = matches!(
        cause,
        R::PartnerIdNotNumeric
            | R::PartnerIdUnknown
            | R::PartnerIdRegion
            | R::PartnerIdMpa
            | R::PartnerIdNotReseller
            | R::PartnerIdGlobal
    );
    if let (true, Some(record)) = (is_of_record, record) {
        let says = explain::refusal(t, &Refusal::new(cause)).says;
        let told = Refusal::new(R::PartnerIdInvalid).with("id", record.as_str()).with("cause", says.trim_end_matches('.'));
        error.cause = Cause::Refused(told);
    }
    error
}

/// Provider, subscriptions with their reasons, consequences.
#[component]
fn Choices(
    /// Whose.
    customer: Customer,
    /// What can be chosen, and what cannot.
    choices: Vec<Choice>,
    /// What is chosen.
    chosen: RwSignal<Vec<SubscriptionId>>,
    /// The provider chosen, by tenant.
    provider: RwSignal<String>,
    /// The provider in force.
    target: Memo<Option<TenantId>>,
) -> impl IntoView {
    let t = use_texts();
    let providers: Vec<(String, String)> = customer.providers.iter().map(|it| (it.tenant.to_string(), it.name.clone())).collect();
    let to = if providers.len() > 1 {
        view! {
            <SelectField
                id="request-provider"
                label=t.transfers_provider()
                options=Signal::stored(providers)
                value=Signal::derive(move || target.get().map(|it| it.to_string()).unwrap_or_default())
                on_change=move |tenant| provider.set(tenant)
            />
        }
        .into_any()
    } else {
        let name = providers.first().map(|(_, name)| name.clone()).unwrap_or_default();
        view! { <p><span class="field__label">{t.transfers_provider()}</span>" "{name}</p> }.into_any()
    };
    let provider_name = customer.providers.first().map(|it| it.name.clone()).unwrap_or_default();
    let rows: Vec<AnyView> =
        choices.iter().enumerate().map(|(index, choice)| choice_row(t, index, choice, &provider_name, chosen)).collect();
    let left = rows.len();
    let consequences = [
        ("arrow-sync", t.consequences_ids()),
        ("lock-closed", t.consequences_quantities()),
        ("box", t.consequences_source()),
        ("document", t.consequences_billing()),
        ("link", t.consequences_record()),
    ];
    let consequences: Vec<AnyView> = consequences
        .into_iter()
        .map(|(name, text)| view! { <li class="transfer__consequence">{icon(name)}<span>{text}</span></li> }.into_any())
        .collect();
    view! {
        <p>{t.transfers_dialog_lead()}</p>
        {to}
        <fieldset class="fieldset">
            <legend class="fieldset__legend">{t.subscriptions_of(&customer.name)}</legend>
            {if left == 0 { view! { <p>{t.subscriptions_none()}</p> }.into_any() } else { view! { <ul class="choice-list">{rows}</ul> }.into_any() }}
        </fieldset>
        <h3 class="card__title">{t.consequences_title()}</h3>
        <ul class="transfer__consequences">{consequences}</ul>
    }
}

fn choice_row(t: Texts, index: usize, choice: &Choice, provider: &str, chosen: RwSignal<Vec<SubscriptionId>>) -> AnyView {
    let input = format!("choice-{index}");
    let why = format!("{input}-why");
    let id = choice.base.id.clone();
    let eligible = choice.is_eligible();
    let quantity = quantity(t, &choice.base);
    let (state, reason) = match &choice.verdict {
        Verdict::Eligible => (badge("success", "checkmark-circle", t.transfers_eligible()), None),
        Verdict::Unlisted => {
            (badge("neutral", "question", t.transfers_cannot()), Some((None, t.transfers_unlisted(), String::new())))
        }
        Verdict::Refused(refusal, words) => {
            let explained = explain::refusal(t, &refusal.clone().with("provider", provider));
            let said = format!("{} {}", explained.says, explained.next);
            (badge("neutral", "dismiss-circle", t.transfers_cannot()), Some((words.clone(), said, explained.code)))
        }
    };
    let add_ons: Vec<AnyView> = choice
        .add_ons
        .iter()
        .map(|add_on| {
            view! {
                <li class="choice-list__addon">
                    <span>{add_on.name().to_owned()}</span>
                    <span class="choice-list__quantity">{format!("{}, {}", self::quantity(t, add_on), t.transfers_goes_along())}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let described = reason.is_some().then(|| why.clone());
    let checked = {
        let id = id.clone();
        move || eligible && chosen.with(|chosen| chosen.contains(&id))
    };
    view! {
        <li class="choice-list__item">
            <input
                class="check__input"
                type="checkbox"
                id=input.clone()
                disabled=!eligible
                aria-describedby=described
                prop:checked=checked
                on:change=move |event| {
                    let ticked = event_target_checked(&event);
                    chosen.update(|chosen| {
                        chosen.retain(|held| *held != id);
                        if ticked {
                            chosen.push(id.clone());
                        }
                    });
                }
            />
            <label class="choice-list__label" for=input>
                <span class="choice-list__name">{choice.base.name().to_owned()}</span>
                <span class="visually-hidden">", "</span>
                <span class="choice-list__quantity">{quantity}</span>
            </label>
            <span class="choice-list__state">{state}</span>
            {reason.map(|(words, text, code)| view! {
                <p class="choice-list__reason" id=why>
                    {words.map(|words| (of_service(words), " "))}
                    {text}
                    " "
                    <small class="code">{code}</small>
                </p>
            })}
            {(!add_ons.is_empty()).then(|| view! { <ul class="choice-list__addons" aria-label=t.transfers_add_ons()>{add_ons}</ul> })}
        </li>
    }
    .into_any()
}

/// Seats in words; what is billed by use has none.
pub(crate) fn quantity(t: Texts, subscription: &crate::domain::subscription::Subscription) -> String {
    use crate::domain::subscription::SubscriptionKind::{AzurePayg, AzurePlan};

    match subscription.kind {
        AzurePayg | AzurePlan => subscription
            .offer
            .as_ref()
            .map_or_else(|| t.words_subscription_kind(subscription.kind.word()).unwrap_or_default(), ToString::to_string),
        _ => t.general_seats(subscription.quantity),
    }
}
