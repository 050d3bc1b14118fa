//! The specimens of the components' page. Their words are those of real screens.

use leptos::prelude::*;

use super::components::Component;
use super::pieces;
use crate::api::error::{ApiError, Cause};
use crate::components::badge::{line_badge, subscription_badge, transfer_badge};
use crate::components::button::GatedButton;
use crate::components::checklist::{CheckLine, CheckState, checklist};
use crate::components::copy::CopyButton;
use crate::components::dialog::{Dialog, FormActions};
use crate::components::empty::Empty;
use crate::components::error_summary::{ErrorSummary, Problems, required};
use crate::components::facts::{code, facts};
use crate::components::field::{CheckField, SelectField, TextArea, TextField};
use crate::components::icon::{button_icon, icon};
use crate::components::load::Loading;
use crate::components::notice::Notice;
use crate::components::steps::{StepLine, StepState, steps};
use crate::components::table::{Column, Fold, Row, table};
use crate::components::trouble::Trouble;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::subscription::SubscriptionStatus;
use crate::domain::transfer::{LineStatus, TransferStatus};
use crate::i18n::{Texts, explain};

/// Every component, by the name of its style sheet.
pub(super) fn all(t: Texts) -> Vec<Component> {
    let mut all = vec![
        Component { name: "badge", states: badges(t) },
        Component { name: "button", states: buttons(t).into_iter().chain(pieces::links(t)).collect() },
        Component { name: "card", states: cards(t) },
        Component { name: "checklist", states: checklists(t) },
        Component { name: "choice-list", states: choices(t) },
        Component { name: "dialog", states: dialogs(t) },
        Component { name: "field", states: fields(t) },
        Component { name: "form-grid", states: vec![("default", grid(t))] },
        Component { name: "loading", states: vec![("waiting", waiting(t))] },
        Component { name: "menu", states: menus(t) },
        Component { name: "notice", states: notices(t) },
        Component { name: "steps", states: vec![("all", stepped(t))] },
        Component { name: "table", states: tables(t) },
        Component { name: "toast", states: vec![("waiting", toast(t))] },
        Component { name: "toolbar", states: vec![("default", toolbar(t))] },
        Component { name: "trouble", states: troubles(t) },
    ];
    all.extend(pieces::all(t));
    all.sort_by_key(|component| component.name);
    all
}

fn badges(t: Texts) -> Vec<(&'static str, AnyView)> {
    use TransferStatus as S;
    let transfers = [S::Active, S::InProgress, S::Complete, S::CompleteWithErrors, S::Rejected, S::Withdrawn, S::Expired];
    let lines = [LineStatus::Active, LineStatus::InProgress, LineStatus::Complete, LineStatus::Failed];
    let subscriptions =
        [SubscriptionStatus::Active, SubscriptionStatus::Suspended, SubscriptionStatus::Deleted, SubscriptionStatus::Pending];
    let row = |badges: Vec<AnyView>| view! { <div class="cluster">{badges}</div> }.into_any();
    vec![
        ("request", row(transfers.iter().map(|status| transfer_badge(t, status)).collect())),
        ("line", row(lines.iter().map(|status| line_badge(t, status)).collect())),
        ("subscription", row(subscriptions.iter().map(|status| subscription_badge(t, status)).collect())),
        ("unknown", row(vec![transfer_badge(t, &S::Other("Paused".to_owned()))])),
    ]
}

fn buttons(t: Texts) -> Vec<(&'static str, AnyView)> {
    let plain = |kind: &'static str, label: String| {
        view! { <button type="button" class="button" data-kind=kind>{label}</button> }.into_any()
    };
    let refusal = Refusal::new(RefusalCode::RoleRequired).with("role", "adminAgent").with("holders", "Björn Åkesson\nDagny Holm");
    let gated = |id: &'static str, refusal: Option<Refusal>, busy: bool| {
        view! { <GatedButton id label=Signal::stored(t.decide_accept()) refusal=Signal::stored(refusal) busy=Signal::stored(busy) kind="primary" on_press=|| {} /> }.into_any()
    };
    vec![
        ("default", plain("", t.general_cancel())),
        ("primary", plain("primary", t.transfers_create())),
        ("danger", plain("danger", t.decide_reject())),
        ("subtle", plain("subtle", t.banner_reset())),
        ("link", plain("link", t.trouble_details())),
        ("copy", view! { <CopyButton label=t.draft_copy() value="contoso.example" /> }.into_any()),
        ("icon", view! { <button type="button" class="button" data-shape="icon" aria-label=t.general_close()>{button_icon("dismiss")}</button> }.into_any()),
        ("busy", gated("specimen-busy", None, true)),
        ("refused", gated("specimen-refused", Some(refusal), false)),
    ]
}

fn cards(t: Texts) -> Vec<(&'static str, AnyView)> {
    let pairs = vec![
        (t.customers_domain(), code("northwindtraders.example")),
        (t.customers_country(), "SE".into_any()),
        (t.program_mpn(), code("6812347")),
    ];
    vec![
        (
            "default",
            view! {
                <section class="card">
                    <h3 class="card__title">{t.transfer_request()}</h3>
                    <p class="card__lead">{t.transfers_none_text()}</p>
                    {facts(pairs)}
                </section>
            }
            .into_any(),
        ),
        ("empty", view! { <Empty icon_name="people" title=t.customers_none() text=t.customers_none_text() /> }.into_any()),
    ]
}

fn checklists(t: Texts) -> Vec<(&'static str, AnyView)> {
    let line = |state, refusal: RefusalCode| {
        let says = explain::refusal(t, &Refusal::new(refusal));
        CheckLine {
            state_text: if matches!(state, CheckState::Done) { t.checklist_done() } else { t.checklist_blocked() },
            state,
            title: says.says,
            text: says.next,
            action: None,
        }
    };
    vec![(
        "all",
        checklist(vec![line(CheckState::Done, RefusalCode::AlreadyRelated), line(CheckState::Blocked, RefusalCode::McaMissing)]),
    )]
}

fn choices(t: Texts) -> Vec<(&'static str, AnyView)> {
    let choice = |id: &'static str, checked: bool, why: Option<RefusalCode>| {
        let reason = why.map(|why| explain::refusal(t, &Refusal::new(why)).says);
        let is_free = reason.is_none();
        view! {
            <li class="choice-list__item">
                <input class="check__input" type="checkbox" id=id checked=checked disabled=!is_free />
                <label class="choice-list__label" for=id>
                    <span class="choice-list__name">"Office 365 E3"</span>
                    <span class="choice-list__quantity">{t.general_seats(25)}</span>
                </label>
                <span class="choice-list__state">{if is_free { t.transfers_eligible() } else { t.transfers_cannot() }}</span>
                {reason.map(|reason| view! { <p class="choice-list__reason">{reason}</p> })}
            </li>
        }
        .into_any()
    };
    let list = |item: AnyView| view! { <ul class="choice-list plain-list">{item}</ul> }.into_any();
    vec![
        ("default", list(choice("specimen-choice", false, None))),
        ("checked", list(choice("specimen-chosen", true, None))),
        ("refused", list(choice("specimen-unfit", false, Some(RefusalCode::SubNotSettled)))),
    ]
}

fn dialogs(t: Texts) -> Vec<(&'static str, AnyView)> {
    let (open, form) = (RwSignal::new(false), RwSignal::new(false));
    let title = Signal::stored(t.decide_withdraw());
    let refusal = Refusal::new(RefusalCode::RoleRequired).with("role", "adminAgent").with("holders", "Björn Åkesson\nDagny Holm");
    vec![
        (
            "default",
            view! {
                <button type="button" class="button" on:click=move |_| open.set(true)>{t.decide_withdraw()}</button>
                <Dialog id="specimen-dialog" open title>
                    <div class="dialog__body"><p>{t.decide_withdraw_body()}</p></div>
                    <div class="dialog__actions">
                        <button type="button" class="button" data-kind="primary" on:click=move |_| open.set(false)>{t.decide_withdraw()}</button>
                        <button type="button" class="button" on:click=move |_| open.set(false)>{t.general_cancel()}</button>
                    </div>
                </Dialog>
            }
            .into_any(),
        ),
        (
            "form",
            view! {
                <button type="button" class="button" on:click=move |_| form.set(true)>{t.decide_reject()}</button>
                <Dialog id="specimen-form" open=form title=Signal::stored(t.decide_reject())>
                    <form class="dialog__form" on:submit=|event| event.prevent_default()>
                        <div class="dialog__body">
                            <TextArea
                                id="specimen-reason"
                                label=Signal::stored(t.decide_reason())
                                hint=Signal::stored(t.decide_reason_hint("Contoso Cloud AB"))
                                error=Signal::derive(|| None::<String>)
                                value=RwSignal::new(String::new())
                            />
                        </div>
                        <FormActions open=form label=t.decide_reject() reason_id="specimen-form-why" refusal=Some(refusal.clone()) busy=RwSignal::new(false) />
                    </form>
                </Dialog>
            }
            .into_any(),
        ),
    ]
}

fn fields(t: Texts) -> Vec<(&'static str, AnyView)> {
    let none = || Signal::derive(|| None::<String>);
    let wrong = move || Signal::stored(Some(explain::refusal(t, &Refusal::new(RefusalCode::ContactWebmail)).says));
    let label = Signal::stored(t.customers_domain());
    let value = || RwSignal::new("contoso.example".to_owned());
    let check = |id: &'static str, checked: bool, disabled: bool, error: Signal<Option<String>>| {
        view! { <CheckField id label=Signal::stored(t.consequences_record()) error value=RwSignal::new(checked) disabled=Signal::stored(disabled) /> }.into_any()
    };
    let problems = Problems::default();
    problems.set(vec![required(t, "specimen-wrong", &t.customers_domain()), required(t, "specimen-area", &t.decide_reason())]);
    vec![
        ("default", view! { <TextField id="specimen-text" label error=none() value=value() /> }.into_any()),
        (
            "hint",
            view! { <TextField id="specimen-hint" label hint=t.setting_fault_hint() error=none() value=value() /> }.into_any(),
        ),
        ("error", view! { <TextField id="specimen-wrong" label error=wrong() value=value() /> }.into_any()),
        (
            "read-only",
            view! { <TextField id="specimen-read" label error=none() value=value() read_only=Signal::stored(true) /> }.into_any(),
        ),
        ("default", check("specimen-check", false, false, none())),
        ("checked", check("specimen-checked", true, false, none())),
        ("disabled", check("specimen-disabled", true, true, none())),
        ("error", check("specimen-unchecked", false, false, wrong())),
        (
            "hint",
            view! {
                <TextArea
                    id="specimen-area"
                    label=Signal::stored(t.decide_reason())
                    hint=Signal::stored(t.decide_reason_hint("Contoso Cloud AB"))
                    error=none()
                    value=RwSignal::new(String::new())
                />
            }
            .into_any(),
        ),
        (
            "choice",
            view! {
                <SelectField
                    id="specimen-choice-of"
                    label=Signal::stored(t.inbox_show())
                    options=Signal::stored(vec![(String::new(), t.inbox_open()), ("all".to_owned(), t.inbox_all())])
                    value=Signal::stored(String::new())
                    on_change=|_| {}
                />
            }
            .into_any(),
        ),
        ("summary", view! { <ErrorSummary problems /> }.into_any()),
    ]
}

/// Fields side by side.
fn grid(t: Texts) -> AnyView {
    let field = |id: &'static str, label: String| {
        let error = Signal::derive(|| None::<String>);
        view! { <TextField id label=Signal::stored(label) error value=RwSignal::new(String::new()) /> }.into_any()
    };
    let fields = vec![field("specimen-one", t.customers_domain()), field("specimen-two", t.customers_country())];
    view! { <div class="form-grid">{fields}</div> }.into_any()
}

/// Shown while somebody wants to see it: a page that is waiting for something is never done.
fn waiting(t: Texts) -> AnyView {
    let shown = RwSignal::new(false);
    view! {
        <button type="button" class="button" aria-expanded=move || shown.get().to_string() on:click=move |_| shown.update(|shown| *shown = !*shown)>
            {t.trouble_retry()}
        </button>
        {move || shown.get().then(|| view! { <Loading /> })}
    }
    .into_any()
}

fn menus(t: Texts) -> Vec<(&'static str, AnyView)> {
    let item = |text: String| view! { <button type="button" class="menu__item">{text}</button> }.into_any();
    vec![(
        "default",
        view! {
            <details class="menu" data-align="start">
                <summary class="button">{t.banner_clock()}{button_icon("chevron-down")}</summary>
                <div class="menu__panel">{vec![item(t.banner_day()), item(t.banner_business_day())]}</div>
            </details>
        }
        .into_any(),
    )]
}

fn notices(t: Texts) -> Vec<(&'static str, AnyView)> {
    let says = explain::refusal(t, &Refusal::new(RefusalCode::QuantityDrift).with("a", "25").with("b", "30"));
    vec![
        ("info", view! { <Notice tone="info" title=t.overview_customers() body=t.overview_no_customers() /> }.into_any()),
        ("success", view! { <Notice tone="success" title=t.overview_enrolled() body=t.overview_enrolled_body() /> }.into_any()),
        ("warning", view! { <Notice tone="warning" title=t.transfer_drift_title() body=says.says code=says.code /> }.into_any()),
        (
            "danger",
            view! { <Notice tone="danger" title=t.transfer_failed_title() body=t.transfer_failed_partner() /> }.into_any(),
        ),
    ]
}

fn stepped(t: Texts) -> AnyView {
    let line = |state, title: String, text: String| StepLine { state, title, text };
    steps(
        t.steps_title(),
        vec![
            line(StepState::Done, t.steps_create("Contoso Cloud AB"), t.steps_state_done()),
            line(StepState::Current, t.steps_decide("Fabrikam Distribution B.V."), t.steps_state_current()),
            line(StepState::Waiting, t.steps_verify("Contoso Cloud AB"), t.steps_state_waiting()),
            line(StepState::Stopped, t.steps_verify("Fabrikam Distribution B.V."), t.steps_state_stopped()),
        ],
    )
}

fn tables(t: Texts) -> Vec<(&'static str, AnyView)> {
    let open = RwSignal::new(true);
    let columns = || vec![Column::text(t.subscriptions_column_name()), Column::number(t.subscriptions_column_quantity())];
    let name = |text: &'static str| view! { <span>{text}</span> }.into_any();
    let fold = Row {
        detail: Some(Fold {
            open: open.into(),
            content: Box::new(move || facts(vec![(t.subscription_id(), code("b7b48ad5-9e1a-4a0a-8a37-2a2a2f2b1f11"))])),
        }),
        ..Row::new(
            view! {
                <button type="button" class="button" data-kind="link" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                    {name("Office 365 E3")}
                    {button_icon("chevron-down")}
                </button>
            }
            .into_any(),
            vec!["25".into_any()],
        )
    };
    let child = Row { child: true, ..Row::new(name("Audio Conferencing"), vec!["10".into_any()]) };
    vec![
        (
            "default",
            table(t.subscriptions_title(), columns(), vec![Row::new(name("Office 365 E1"), vec!["40".into_any()]), child]),
        ),
        ("open", table(t.subscriptions_title(), columns(), vec![fold])),
        ("long", pieces::long_table(t)),
    ]
}

fn toast(t: Texts) -> AnyView {
    view! { <p class="toast">{t.general_paused("7")}</p> }.into_any()
}

fn toolbar(t: Texts) -> AnyView {
    view! {
        <div class="toolbar" role="search">
            <div class="field search">
                <label class="field__label" for="specimen-search">{t.customers_search()}</label>
                {icon("search")}
                <input class="field__input" id="specimen-search" type="search" />
            </div>
        </div>
    }
    .into_any()
}

fn troubles(t: Texts) -> Vec<(&'static str, AnyView)> {
    let retry = || Callback::new(|()| {});
    let mut unexpected = ApiError { cause: Cause::Unreadable, ..ApiError::refused(Refusal::new(RefusalCode::NotFound)) };
    unexpected.trace.status = 502;
    unexpected.trace.text = t.errors_unreadable_says();
    "a1f0c9e2-6c1d-4c35-9f57-0d3e3f8e9a11".clone_into(&mut unexpected.trace.correlation_id);
    vec![
        ("default", view! { <Trouble error=ApiError::refused(Refusal::new(RefusalCode::NotFound)) /> }.into_any()),
        (
            "retry",
            view! { <Trouble error=ApiError::refused(Refusal::new(RefusalCode::ApiUnreachable)) on_retry=retry() /> }.into_any(),
        ),
        ("details", view! { <Trouble error=unexpected on_retry=retry() /> }.into_any()),
    ]
}
