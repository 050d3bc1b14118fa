//! The offers of a market: searched, chosen, counted; add-ons under their base (R141, R147).

use leptos::prelude::*;

use crate::components::badge::badge;
use crate::components::empty::Empty;
use crate::components::error_summary::{Problem, Problems};
use crate::components::icon::icon;
use crate::domain::basket::{Basket, Under, Wish};
use crate::domain::ids::{MpnId, OfferId};
use crate::domain::offer::Offer;
use crate::domain::order::NewOrderLine;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::subscription::{Subscription, SubscriptionStatus};
use crate::i18n::{Texts, explain, format, use_texts};

/// What belongs together on the page: what is sold, what the customer has, and what is chosen.
#[derive(Clone, Copy)]
struct Shelf {
    t: Texts,
    offers: StoredValue<Vec<Offer>>,
    held: StoredValue<Vec<Subscription>>,
    customer: StoredValue<String>,
    basket: RwSignal<Basket>,
    problems: Problems,
    wanted: RwSignal<String>,
}

/// The id of the field in which a count stands.
fn count_id(offer: &OfferId, under: &Under) -> String {
    let part = match under {
        Under::Nothing => String::new(),
        Under::Offer(id) => format!("-{id}"),
        Under::Subscription(id) => format!("-{id}"),
    };
    format!("count-{offer}{part}")
}

/// The id of the box by which an offer is chosen.
fn box_id(offer: &OfferId, under: &Under) -> String {
    count_id(offer, under).replacen("count", "choose", 1)
}

/// The lines of what is chosen, or `None` with all that is wrong said.
pub(crate) fn checked(
    t: Texts,
    basket: &Basket,
    offers: &[Offer],
    customer: &str,
    held: &[Subscription],
    record: Option<&MpnId>,
) -> Result<Vec<NewOrderLine>, Vec<Problem>> {
    basket.lines(offers, customer, held, record).map_err(|wrong| {
        let said = |(wish, refusal): (Wish, Refusal)| {
            let offer = offers.iter().find(|offer| offer.id == wish.offer);
            let name = offer.map_or_else(|| wish.offer.to_string(), |offer| offer.name.clone());
            let says = match refusal.code {
                RefusalCode::NotFound => t.new_subscription_withdrawn(),
                _ => explain::refusal(t, &shown(t, refusal.clone())).says,
            };
            // A count that the offer fixes has no field of its own.
            let counted = refusal.code == RefusalCode::QuantityOutOfRange && offer.is_some_and(|offer| !offer.has_one_count());
            let field = if counted { count_id(&wish.offer, &wish.under) } else { box_id(&wish.offer, &wish.under) };
            Problem { field: field.into(), text: t.new_subscription_about(&name, &says) }
        };
        wrong.into_iter().map(said).collect()
    })
}

/// The refusal with its numbers as the language writes them.
fn shown(t: Texts, refusal: Refusal) -> Refusal {
    let values = refusal.values.clone();
    values.into_iter().fold(Refusal::new(refusal.code), |refusal, (name, value)| {
        let number = value.parse().ok().filter(|_| name == "min" || name == "max");
        refusal.with(&name, number.map_or(value, |number| format::number(t.language(), number)))
    })
}

/// The offers, to choose from.
#[component]
pub(crate) fn Catalogue(
    /// All offers of the market.
    offers: Vec<Offer>,
    /// What the customer has.
    held: Vec<Subscription>,
    /// The customer's name.
    customer: String,
    /// What is chosen.
    basket: RwSignal<Basket>,
    /// What is wrong with it.
    problems: Problems,
) -> impl IntoView {
    let t = use_texts();
    let shelf = Shelf {
        t,
        offers: StoredValue::new(offers),
        held: StoredValue::new(held),
        customer: StoredValue::new(customer),
        basket,
        problems,
        wanted: RwSignal::new(String::new()),
    };
    let bases: Vec<Offer> = shelf.offers.with_value(|offers| offers.iter().filter(|offer| !offer.is_add_on).cloned().collect());
    if bases.is_empty() {
        return view! { <Empty icon_name="box" title=t.new_subscription_none() text=t.new_subscription_none_text() /> }
            .into_any();
    }
    let shown = {
        let bases = bases.clone();
        Memo::new(move |_| bases.iter().filter(|offer| shelf.shows(offer)).count() as u64)
    };
    let rows: Vec<AnyView> = bases.iter().map(|offer| row(shelf, offer, &Under::Nothing)).collect();
    view! {
        {for_held(shelf)}
        <section class="section" aria-label=t.new_subscription_offers()>
            <div class="toolbar" role="search">
                <div class="field search">
                    <label class="field__label" for="offer-search">{t.new_subscription_search()}</label>
                    {icon("search")}
                    <input
                        class="field__input"
                        id="offer-search"
                        type="search"
                        on:input=move |event| shelf.wanted.set(event_target_value(&event))
                    />
                </div>
                <div class="toolbar__end"><p class="toolbar__count" role="status">{move || t.new_subscription_count(shown.get())}</p></div>
            </div>
            <ul class="offer-list" aria-label=t.new_subscription_offers()>{rows}</ul>
            {move || (shown.get() == 0).then(|| view! { <Empty icon_name="search" title=t.new_subscription_no_match() text=t.new_subscription_no_match_text() /> })}
        </section>
    }
    .into_any()
}

impl Shelf {
    /// Whether the search admits `offer`; what is chosen stays in sight.
    fn shows(self, offer: &Offer) -> bool {
        let wanted = self.wanted.read();
        offer.matches(&wanted) || self.basket.read().find(&offer.id, &Under::Nothing).is_some()
    }
}

/// Add-ons for the base subscriptions that the customer has.
fn for_held(shelf: Shelf) -> Option<AnyView> {
    let t = shelf.t;
    let mut groups: Vec<AnyView> = Vec::new();
    for base in shelf.held.get_value() {
        if base.is_add_on() || base.status != SubscriptionStatus::Active {
            continue;
        }
        let Some(of) = base.offer.clone() else { continue };
        let fitting: Vec<Offer> =
            shelf.offers.with_value(|offers| offers.iter().filter(|offer| offer.goes_with(&of)).cloned().collect());
        if fitting.is_empty() {
            continue;
        }
        let under = Under::Subscription(base.id.clone());
        let rows: Vec<AnyView> = fitting.iter().map(|offer| row(shelf, offer, &under)).collect();
        let title = t.new_subscription_add_ons_for(base.name());
        groups.push(
            view! {
                <details class="card">
                    <summary class="card__title">{title.clone()}</summary>
                    <ul class="offer-list" aria-label=title>{rows}</ul>
                </details>
            }
            .into_any(),
        );
    }
    let title = t.new_subscription_held();
    (!groups.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="held-title">
                <h2 class="card__title" id="held-title">{title}</h2>
                {groups}
            </section>
        }
        .into_any()
    })
}

/// One offer: the box that chooses it, its count, and its add-ons below it.
fn row(shelf: Shelf, offer: &Offer, under: &Under) -> AnyView {
    let Shelf { t, basket, .. } = shelf;
    let (id, under) = (offer.id.clone(), under.clone());
    let input = box_id(&id, &under);
    let chosen = {
        let (id, under) = (id.clone(), under.clone());
        Memo::new(move |_| basket.read().find(&id, &under).is_some())
    };
    let limit = shelf.held.with_value(|held| shelf.customer.with_value(|customer| offer.check_limit(customer, held, 0))).err();
    let reason = match (&limit, offer.is_available) {
        (_, false) => Some((t.new_subscription_withdrawn(), String::new())),
        (Some(refusal), _) => {
            let explained = explain::refusal(t, refusal);
            Some((format!("{} {}", explained.says, explained.next), explained.code))
        }
        _ => None,
    };
    let closed = reason.is_some();
    let why = format!("{input}-why");
    let describes = closed.then(|| why.clone());
    let first = offer.minimum_quantity.max(1).to_string();
    let toggle = {
        let (id, under) = (id.clone(), under.clone());
        move |event: leptos::ev::Event| {
            let ticked = event_target_checked(&event);
            basket.update(|basket| if ticked { basket.put(&id, &under, &first) } else { basket.remove(&id, &under) });
        }
    };
    let mut marks: Vec<AnyView> = Vec::new();
    if !offer.is_available {
        marks.push(badge("neutral", "dismiss-circle", t.new_subscription_not_sold()));
    }
    if offer.is_trial {
        marks.push(badge("info", "beaker", t.new_subscription_trial()));
    }
    if offer.limit == Some(1) {
        marks.push(badge("neutral", "info", t.new_subscription_once()));
    }
    if offer.billing.eq_ignore_ascii_case("usage") {
        marks.push(badge("neutral", "cloud", t.new_subscription_by_use()));
    }
    let count = {
        let (offer, under) = (offer.clone(), under.clone());
        move || (chosen.get() && !offer.has_one_count()).then(|| count_field(shelf, &offer, &under))
    };
    let add_ons = {
        let (offer, is_base) = (offer.clone(), under == Under::Nothing);
        move || (chosen.get() && is_base && offer.has_add_ons).then(|| add_on_list(shelf, &offer))
    };
    let hidden = {
        let (offer, is_base) = (offer.clone(), under == Under::Nothing);
        move || is_base && !shelf.shows(&offer)
    };
    let wrong = shelf.problems.of(input.clone());
    let error_id = format!("{input}-error");
    let described_by = {
        let (describes, error_id) = (describes, error_id.clone());
        move || {
            let error = wrong.with(Option::is_some).then(|| error_id.clone());
            let ids: Vec<String> = describes.iter().cloned().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    view! {
        <li class="offer-list__item" hidden=hidden>
            <input
                class="check__input"
                type="checkbox"
                id=input.clone()
                disabled=move || closed && !chosen.get()
                aria-describedby=described_by
                prop:checked=chosen
                on:change=toggle
            />
            <label class="offer-list__label" for=input>{offer.name.clone()}</label>
            <span class="offer-list__state cluster">{marks}</span>
            <p class="offer-list__text" lang=(!offer.locale.is_empty()).then(|| offer.locale.clone())>{offer.description.clone()}</p>
            {reason.map(|(text, code)| view! { <p class="offer-list__text" id=why>{text}" "<small class="code">{code}</small></p> })}
            {move || wrong.get().map(|text| view! { <p class="field__error offer-list__text" id=error_id.clone()>{icon("error-circle")}{text}</p> })}
            {count}
            {add_ons}
        </li>
    }
    .into_any()
}

/// How many licences.
fn count_field(shelf: Shelf, offer: &Offer, under: &Under) -> AnyView {
    let Shelf { t, basket, problems, .. } = shelf;
    let id = count_id(&offer.id, under);
    let (hint, error) = (format!("{id}-hint"), format!("{id}-error"));
    let wrong = problems.of(id.clone());
    let number = |value: u64| format::number(t.language(), value);
    let least = number(offer.minimum_quantity.max(1));
    let range = match offer.maximum_quantity {
        Some(most) => t.new_subscription_range(&number(most), &least),
        None => t.new_subscription_from(&least),
    };
    let value = {
        let (offer, under) = (offer.id.clone(), under.clone());
        move || basket.read().find(&offer, &under).map(|wish| wish.quantity.clone()).unwrap_or_default()
    };
    let type_in = {
        let (offer, under) = (offer.id.clone(), under.clone());
        move |event: leptos::ev::Event| {
            let typed = event_target_value(&event);
            basket.update(|basket| basket.put(&offer, &under, &typed));
        }
    };
    let described_by = {
        let (hint, error) = (hint.clone(), error.clone());
        move || if wrong.with(Option::is_some) { format!("{hint} {error}") } else { hint.clone() }
    };
    view! {
        <div class="field offer-list__count">
            <label class="field__label" for=id.clone()>{t.new_subscription_quantity(&offer.name)}</label>
            <p class="field__hint" id=hint>{range}</p>
            {move || wrong.get().map(|text| view! { <p class="field__error" id=error.clone()>{icon("error-circle")}{text}</p> })}
            <input
                class="field__input"
                id=id
                type="text"
                inputmode="numeric"
                autocomplete="off"
                prop:value=value
                on:input=type_in
                aria-describedby=described_by
                aria-invalid=move || wrong.with(Option::is_some).then_some("true")
            />
        </div>
    }
    .into_any()
}

/// The add-ons of a base offer that is chosen.
fn add_on_list(shelf: Shelf, base: &Offer) -> AnyView {
    let under = Under::Offer(base.id.clone());
    let fitting: Vec<Offer> =
        shelf.offers.with_value(|offers| offers.iter().filter(|offer| offer.goes_with(&base.id)).cloned().collect());
    let rows: Vec<AnyView> = fitting.iter().map(|offer| row(shelf, offer, &under)).collect();
    view! { <ul class="offer-list offer-list__add-ons" aria-label=shelf.t.new_subscription_add_ons_for(&base.name)>{rows}</ul> }
        .into_any()
}
