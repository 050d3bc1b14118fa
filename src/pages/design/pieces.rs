//! Specimens of larger pieces: what pages put together of components.

use std::sync::Arc;

use leptos::prelude::*;

use super::components::Component;
use crate::components::badge::badge;
use crate::components::chart::{Part, bars, meter, parts};
use crate::components::copy::CopyButton;
use crate::components::draft::DraftEditor;
use crate::components::icon::{button_icon, icon};
use crate::components::link::{Link, OutLink};
use crate::components::table::{Column, Row};
use crate::components::windowed::{Windowed, windowed};
use crate::domain::measure::{Age, Stage, thousandths};
use crate::domain::moment::Timestamp;
use crate::domain::provider_listing::Offers;
use crate::i18n::mail::Template;
use crate::i18n::{Texts, format};
use crate::pages::listing::offers;
use crate::pages::mail;
use crate::route::Route;

/// The pieces, by the name of their style sheet.
pub(super) fn all(t: Texts) -> Vec<Component> {
    vec![
        Component { name: "chart", states: charts(t) },
        Component { name: "draft", states: vec![("default", draft(t))] },
        Component { name: "guide", states: vec![("all", guide(t))] },
        Component { name: "offer-list", states: offered(t) },
        Component {
            name: "offers",
            states: vec![("all", offers(t, Offers { technical_training: true, marketing: false, financing: true }))],
        },
        Component { name: "page-heading", states: vec![("default", page_heading(t))] },
        Component { name: "places", states: vec![("default", places(t))] },
        Component { name: "renewal", states: vec![("default", renewal(t))] },
        Component { name: "setup-info", states: vec![("default", setup_info(t))] },
        Component { name: "tour", states: vec![("default", tour(t))] },
    ]
}

fn charts(t: Texts) -> Vec<(&'static str, AnyView)> {
    let stages = Stage::ALL.into_iter().zip(1..).map(|(stage, count)| Part {
        look: stage.word(),
        label: t.words_stage(stage.word()).unwrap_or_default(),
        count,
        to: None,
    });
    let ages = Age::ALL.into_iter().zip([4, 2, 0, 1]).map(|(age, count)| Part {
        look: "verified",
        label: t.words_age(age.word()).unwrap_or_default(),
        count,
        to: None,
    });
    let against = |figure: u64| {
        let share = format::percent(t, thousandths(figure, 300_000));
        meter(t.chart_requirement(), figure, 300_000, t.chart_required(&share))
    };
    vec![
        ("parts", parts(t, t.chart_customers("28", "3"), stages.collect())),
        ("bars", bars(t, t.chart_ages(), t.inbox_column_age(), ages.collect())),
        ("unmet", against(214_500)),
        ("met", against(412_000)),
    ]
}

fn draft(t: Texts) -> AnyView {
    let link = "https://crossover.example/transfers".to_owned();
    let make = mail::make_with(Template::TransferCreated, "gijs.bakker@fabrikam.example", Some(link), |language, mails| {
        let name = |name: &str| name.to_owned();
        vec![
            ("transfer", name("20db739a-3800-4191-8e19-3049372f290a")),
            ("customer", name("Wingtip Toys")),
            ("contact", name("Gijs Bakker")),
            ("provider", name("Fabrikam Distribution B.V.")),
            ("partner", name("Contoso Cloud AB")),
            ("subscriptions", mails.subscriptions(language, 2)),
            ("created", format::date_in(language, Timestamp::of_second(1_795_000_000))),
            ("sender", name("Dagny Holm")),
        ]
    });
    let on_done = Callback::new(|()| {});
    let title = Signal::stored(t.inform_title("Fabrikam Distribution B.V."));
    view! { <DraftEditor key="specimen".to_owned() title language=t.language() make on_done /> }.into_any()
}

fn guide(t: Texts) -> AnyView {
    let step = |word: &'static str, tone: &'static str, sign: &'static str, title: String| {
        let state = badge(tone, sign, t.words_guide_state(word).unwrap_or_default());
        view! { <li class="guide__step" data-state=word><span class="cluster"><strong>{title}</strong>{state}</span></li> }
            .into_any()
    };
    let steps = vec![
        step("done", "success", "checkmark-circle", t.steps_create("Contoso Cloud AB")),
        step("now", "brand", "arrow-right", t.transfers_create()),
        step("waiting", "info", "hourglass", t.steps_decide("Fabrikam Distribution B.V.")),
        step("locked", "neutral", "lock-closed", t.steps_verify("Contoso Cloud AB")),
    ];
    view! { <ol class="checklist">{steps}</ol> }.into_any()
}

fn offered(t: Texts) -> Vec<(&'static str, AnyView)> {
    let offer = |id: &'static str, checked: bool, disabled: bool| {
        view! {
            <ul class="offer-list" aria-label=t.new_subscription_offers()>
                <li class="offer-list__item">
                    <input class="check__input" type="checkbox" id=id checked=checked disabled=disabled />
                    <label class="offer-list__label" for=id>"Office 365 E3"</label>
                    <span class="offer-list__state cluster"></span>
                    <p class="offer-list__text">{if disabled { t.new_subscription_withdrawn() } else { t.general_seats(25) }}</p>
                </li>
            </ul>
        }
        .into_any()
    };
    vec![
        ("default", offer("specimen-offer", false, false)),
        ("checked", offer("specimen-ordered", true, false)),
        ("refused", offer("specimen-withdrawn", false, true)),
    ]
}

/// Drawn apart: the real one names the page, and there is one of it.
fn page_heading(t: Texts) -> AnyView {
    view! {
        <div class="page-heading">
            <div class="breadcrumbs">
                <ol class="breadcrumbs__list">
                    <li class="breadcrumbs__item"><Link to=Route::Customers>{t.customers_title()}</Link></li>
                    <li class="breadcrumbs__item"><Link to=Route::Transfers>{t.inbox_title()}</Link></li>
                </ol>
            </div>
            <h3 class="page-heading__title">{t.transfer_request()}{badge("success", "checkmark-circle", t.steps_state_done())}</h3>
            <p class="page-heading__lead">{t.inbox_lead_partner()}</p>
        </div>
    }
    .into_any()
}

fn places(t: Texts) -> AnyView {
    view! {
        <nav class="places" aria-label=t.account_places()>
            <ul class="places__list">
                <li><a class="places__link" href="/customers">{t.account_title()}</a></li>
                <li><a class="places__link" aria-current="page" href="/design/components">{t.subscriptions_title()}</a></li>
                <li><a class="places__link" href="/customers">{t.users_title()}</a></li>
            </ul>
        </nav>
    }
    .into_any()
}

fn renewal(t: Texts) -> AnyView {
    view! {
        <div class="renewal">
            <p>{t.frame_new_version()}</p>
            <button type="button" class="button">{button_icon("arrow-sync")}{t.frame_renew()}</button>
        </div>
    }
    .into_any()
}

fn setup_info(t: Texts) -> AnyView {
    view! {
        <dl class="setup-info">
            <div>
                <dt class="facts__label">{t.new_customer_account()}</dt>
                <dd class="setup-info__value">
                    <code class="code setup-info__secret">"admin@northwind.example"</code>
                    <CopyButton label=t.new_customer_copy_account() value="admin@northwind.example" />
                </dd>
            </div>
        </dl>
    }
    .into_any()
}

/// Drawn apart: the real one stands above a page while somebody is on a tour.
fn tour(t: Texts) -> AnyView {
    view! {
        <div class="tour">
            <p class="tour__text">
                {t.words_flow("partner")} ": " <strong>{t.words_screen("request")}</strong> " "
                <span class="tour__place">{t.tour_place("13", "4")}</span>
            </p>
            <div class="cluster">
                <button type="button" class="button">{button_icon("chevron-left")}{t.tour_previous()}</button>
                <button type="button" class="button">{t.tour_next()}{button_icon("chevron-right")}</button>
                <button type="button" class="button" data-kind="subtle">{button_icon("dismiss")}{t.tour_end()}</button>
            </div>
        </div>
    }
    .into_any()
}

/// Links within the app and out of it.
pub(super) fn links(t: Texts) -> Vec<(&'static str, AnyView)> {
    vec![
        ("link", view! { <p>{icon("link")}<Link to=Route::Customers>{t.customers_title()}</Link></p> }.into_any()),
        (
            "outside",
            view! { <p><OutLink to="https://learn.microsoft.com/partner-center/" label=t.overview_link_requirements() /></p> }
                .into_any(),
        ),
    ]
}

/// A table whose rows are gone through by keys; of thousands of them only those in sight are drawn.
pub(super) fn long_table(t: Texts) -> AnyView {
    let keys = Memo::new(|_| Arc::new((0..12).collect::<Vec<u64>>()));
    let row = Box::new(move |place: usize| {
        let number = format::number(t.language(), place as u64 + 1);
        let name = format!("{} {number}", t.customers_column_customer());
        let head = view! { <button type="button" class="button" data-kind="link">{name}</button> }.into_any();
        Row::new(head, vec![number.into_any()])
    });
    let columns = vec![Column::text(t.customers_column_customer()), Column::number(t.subscriptions_column_quantity())];
    windowed(Windowed { caption: t.customers_title(), columns, keys, open: Signal::derive(|| None), row })
}
