//! The steps after the form: what is bought, and the review before **Submit** (R141, R142).

use leptos::prelude::*;

use super::fields::admit;
use super::founding::{self, Founding};
use super::wizard::{Step, Wizard};
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::empty::Empty;
use crate::components::error_summary::{ErrorSummary, Problems};
use crate::components::facts::facts;
use crate::components::heading::PageHeading;
use crate::components::load::{Loaded, load};
use crate::components::table::{Column, Row, table};
use crate::components::trouble::Trouble;
use crate::domain::basket::Under;
use crate::domain::new_customer::NewCustomer;
use crate::domain::offer::Offer;
use crate::domain::order::NewOrderLine;
use crate::i18n::format::use_now;
use crate::i18n::{Texts, format, use_texts};
use crate::pages::new_subscription::{Catalogue, checked};
use crate::viewer::{use_live, use_viewer};

/// The offers of the customer's country.
fn offers(client: Client, country: String) -> Loaded<Vec<Offer>> {
    Loaded::new(move || {
        let (client, country) = (client.clone(), country.clone());
        async move { client.list_offers(&country).await }
    })
}

/// The step **New subscription**.
#[component]
pub(super) fn SubscriptionsStep(
    /// The whole.
    wizard: Wizard,
    /// The customer that is to be.
    new: NewCustomer,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let list = offers(client, new.address.country.clone());
    let title = wizard.title(t, Step::Subscriptions);
    let lead = t.new_subscription_lead(&new.company_name);
    let (steps, above) = (wizard.steps(t, Step::Subscriptions), wizard.above(t));
    view! {
        <PageHeading title lead above />
        {steps}
        {load(list, move |offers| view! { <Choosing wizard=wizard.clone() name=new.company_name.clone() offers /> }.into_any())}
    }
}

#[component]
fn Choosing(
    /// The whole.
    wizard: Wizard,
    /// The customer's name.
    name: String,
    /// What is sold.
    offers: Vec<Offer>,
) -> impl IntoView {
    let t = use_texts();
    let basket = wizard.basket;
    let problems = Problems::default();
    let cancel = wizard.cancel();
    let back = {
        let wizard = wizard.clone();
        move |_| wizard.go(Step::Customer)
    };
    let next = {
        let (name, offers) = (name.clone(), offers.clone());
        move |_| match checked(t, &basket.get_untracked(), &offers, &name, &[], wizard.record()) {
            Ok(_) => {
                problems.clear();
                wizard.go(Step::Review);
            }
            Err(wrong) => problems.set(wrong),
        }
    };
    view! {
        <ErrorSummary problems />
        <Catalogue offers held=Vec::new() customer=name basket problems />
        <div class="cluster">
            <button type="button" class="button" data-kind="primary" on:click=next>{t.new_customer_next_review()}</button>
            <button type="button" class="button" on:click=back>{t.new_customer_back()}</button>
            <button type="button" class="button" on:click=move |_| cancel()>{t.general_cancel()}</button>
        </div>
    }
}

/// The step of the review.
#[component]
pub(super) fn ReviewStep(
    /// The whole.
    wizard: Wizard,
    /// The customer that is to be.
    new: NewCustomer,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let list = offers(client, new.address.country.clone());
    let title = wizard.title(t, Step::Review);
    let (steps, above) = (wizard.steps(t, Step::Review), wizard.above(t));
    view! {
        <PageHeading title lead=t.new_customer_review_lead() above />
        {steps}
        {load(list, move |offers| {
            let chosen = checked(t, &wizard.basket.get_untracked(), &offers, &new.company_name, &[], wizard.record());
            view! { <Last wizard=wizard.clone() new=new.clone() offers lines=chosen.ok() /> }.into_any()
        })}
    }
}

/// The customer in words.
fn customer_facts(t: Texts, wizard: &Wizard, new: &NewCustomer) -> AnyView {
    let address = &new.address;
    let parts = [&address.line_1, &address.line_2, &address.postal_code, &address.city, &address.state];
    let street: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let contact = format!("{} {}", address.first_name, address.last_name);
    let mut pairs = vec![
        (t.new_customer_company_name(), new.company_name.clone().into_any()),
        (t.customers_domain(), new.domain.clone().into_any()),
        (t.new_customer_address(), format!("{}, {}", street.join(", "), format::country(t, &address.country)).into_any()),
        (t.new_customer_contact(), contact.into_any()),
        (t.new_customer_email(), new.email.clone().into_any()),
        (t.new_customer_language(), format::capitalised(&format::language(t, &new.language)).into_any()),
        (t.customers_agreement(), t.new_customer_agreed().into_any()),
    ];
    let mut put = |label: String, text: &str| {
        if !text.is_empty() {
            pairs.push((label, text.to_owned().into_any()));
        }
    };
    put(t.new_customer_phone(), &address.phone);
    put(t.new_customer_number(), new.registration_number.as_deref().unwrap_or_default());
    put(t.new_customer_reseller(), wizard.reseller.as_ref().map_or("", |it| &it.name));
    facts(pairs)
}

/// What is ordered, each add-on below its base.
fn order_table(t: Texts, wizard: &Wizard, offers: &[Offer], lines: &[NewOrderLine]) -> AnyView {
    if lines.is_empty() {
        return view! { <Empty icon_name="box" title=t.new_customer_no_order() text=t.new_customer_no_order_text() /> }
            .into_any();
    }
    let basket = wizard.basket.get_untracked();
    let rows = lines
        .iter()
        .map(|line| {
            let offer = offers.iter().find(|offer| offer.id == line.offer);
            let name = offer.map_or_else(|| line.offer.to_string(), |offer| offer.name.clone());
            let head = view! { <span class="table__name">{name}</span> }.into_any();
            let record = line.partner_of_record.as_ref().map(ToString::to_string).unwrap_or_default();
            let cells = vec![format::number(t.language(), line.quantity).into_any(), record.into_any()];
            let child = offer.is_some_and(|offer| offer.is_add_on) || basket.find(&line.offer, &Under::Nothing).is_none();
            Row { head, cells, child, detail: None }
        })
        .collect();
    let columns = vec![
        Column::text(t.subscriptions_column_name()),
        Column::number(t.subscriptions_column_quantity()),
        Column::text(t.subscription_reseller()),
    ];
    table(t.subscriptions_title(), columns, rows)
}

#[component]
fn Last(
    /// The whole.
    wizard: Wizard,
    /// The customer that is to be.
    new: NewCustomer,
    /// What is sold.
    offers: Vec<Offer>,
    /// What is ordered; nothing where the choice is not right any more.
    #[prop(optional_no_strip)]
    lines: Option<Vec<NewOrderLine>>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let now = use_now();
    let client = expect_context::<Client>();
    let user = use_viewer().0.user.clone();
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let cancel = wizard.cancel();
    let Some(lines) = lines else {
        // What is sold changed since: the step before says what is wrong.
        wizard.turn_to(Step::Subscriptions);
        return ().into_any();
    };
    let (about, ordered) = (customer_facts(t, &wizard, &new), order_table(t, &wizard, &offers, &lines));
    let go = |wizard: &Wizard, step: Step| {
        let wizard = wizard.clone();
        move |_| wizard.go(step)
    };
    let (to_form, to_offers) = (go(&wizard, Step::Customer), go(&wizard, Step::Subscriptions));
    let submit = move || {
        error.set(None);
        busy.set(true);
        let (client, wizard, new, lines, user, live) =
            (client.clone(), wizard.clone(), new.clone(), lines.clone(), user.clone(), live.clone());
        leptos::task::spawn_local(async move {
            match client.create_customer(&new).await {
                Ok(created) => {
                    let reseller = wizard.reseller.as_ref().map(|it| it.name.clone());
                    founding::held().set(Some(Founding::new(user, created, &new, reseller, lines)));
                    wizard.forget();
                    wizard.turn_to(Step::Confirmation);
                    founding::finish(client, now.get_untracked(), live);
                }
                Err(why) => match admit(t, why) {
                    Ok(problem) => {
                        wizard.problems.set(vec![problem]);
                        wizard.turn_to(Step::Customer);
                    }
                    Err(why) => {
                        error.try_set(Some(why));
                    }
                },
            }
            busy.try_set(false);
        });
    };
    view! {
        {move || error.get().map(|error| view! { <Trouble error /> })}
        <section class="card">
            <div class="card__header">
                <h2 class="card__title">{t.new_customer_company()}</h2>
                <button type="button" class="button" data-kind="subtle" on:click=to_form>{t.new_customer_change_customer()}</button>
            </div>
            {about}
        </section>
        <section class="card">
            <div class="card__header">
                <h2 class="card__title">{t.subscriptions_title()}</h2>
                <button type="button" class="button" data-kind="subtle" on:click=to_offers>{t.new_customer_change_order()}</button>
            </div>
            {ordered}
        </section>
        <div class="cluster">
            <GatedButton id="submit-customer" label=t.new_customer_submit() refusal=Signal::stored(None) kind="primary" busy on_press=submit />
            <button type="button" class="button" on:click=move |_| cancel()>{t.general_cancel()}</button>
        </div>
    }
    .into_any()
}
