//! **Customers**: direct bill and indirect reseller customers together, told apart; each with its **Quick links** (R64 to R67).

mod quick_links;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::quick_links::QuickLinks;
use super::use_query_word;
use crate::api::Client;
use crate::components::badge::badge;
use crate::components::empty::Empty;
use crate::components::field::SelectField;
use crate::components::heading::PageHeading;
use crate::components::icon::{button_icon, icon};
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::table::{Column, Fold, Row, table};
use crate::domain::customer::{Customer, CustomerKind};
use crate::domain::organisation::Side;
use crate::domain::progress::Step;
use crate::domain::refusal::RefusalCode;
use crate::i18n::{Texts, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// What the list is narrowed to; it stands in the address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Filter {
    text: String,
    kind: String,
    partner: String,
    step: String,
    blocker: String,
}

impl Filter {
    fn admits(&self, customer: &Customer) -> bool {
        let is = |wanted: &str, held: &str| wanted.is_empty() || wanted.eq_ignore_ascii_case(held);
        let partners = customer.providers.iter().map(|it| &it.tenant).chain(customer.resellers.iter().map(|it| &it.tenant));
        customer.matches(&self.text)
            && is(&self.kind, customer.kind.word())
            && (self.partner.is_empty() || partners.into_iter().any(|tenant| tenant.as_str().eq_ignore_ascii_case(&self.partner)))
            && is(&self.step, customer.step.map_or("", Step::word))
            && is(&self.blocker, customer.blocker.map_or("none", RefusalCode::word))
    }
}

/// The list of customers.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let customers = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { client.list_customers().await }
    });
    view! {
        <PageHeading title=t.customers_title() lead=t.customers_lead() />
        {load(customers, move |list| view! { <CustomerList list /> }.into_any())}
    }
}

/// Search, filters and the rows they admit.
#[component]
fn CustomerList(
    /// All of them.
    list: Vec<Customer>,
) -> impl IntoView {
    let t = use_texts();
    let side = use_viewer().side();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        let query = query.read();
        let word = |name: &str| query.get(name).unwrap_or_default();
        Filter { text: word("q"), kind: word("kind"), partner: word("provider"), step: word("step"), blocker: word("blocker") }
    });
    let (open, set_open) = use_query_word("open");
    let (_, set_text) = use_query_word("q");
    let list = StoredValue::new(list);
    let shown = Memo::new(move |_| {
        let filter = filter.get();
        list.with_value(|list| list.iter().filter(|customer| filter.admits(customer)).cloned().collect::<Vec<_>>())
    });
    let rows = move || {
        let shown = shown.get();
        if shown.is_empty() {
            let none_at_all = list.with_value(Vec::is_empty);
            let (title, text) = if none_at_all {
                (t.customers_none(), t.customers_none_text())
            } else {
                (t.customers_no_match(), t.customers_no_match_text())
            };
            return view! { <Empty icon_name="people" title text /> }.into_any();
        }
        let columns = vec![
            Column::text(t.customers_column_customer()),
            Column::text(t.customers_column_kind()),
            Column::text(partner_label(t, side)),
            Column::text(t.customers_column_step()),
            Column::text(t.customers_quick_links()),
        ];
        let rows = shown.into_iter().map(|customer| customer_row(t, side, &customer, open, set_open.clone())).collect();
        table(t.customers_title(), columns, rows)
    };
    view! {
        <section class="section" aria-label=t.customers_title()>
            <div class="toolbar" role="search">
                <div class="field search">
                    <label class="field__label" for="customers-search">{t.customers_search()}</label>
                    {icon("search")}
                    <input
                        class="field__input"
                        id="customers-search"
                        type="search"
                        prop:value=move || filter.get().text
                        on:input=move |event| set_text(&event_target_value(&event))
                    />
                </div>
                <Filters list side />
                <div class="toolbar__end"><p class="toolbar__count" role="status">{move || t.customers_count(shown.read().len() as u64)}</p></div>
            </div>
            {rows}
        </section>
    }
}

fn partner_label(t: Texts, side: Side) -> String {
    match side {
        Side::Partner => t.customers_providers(),
        Side::Provider => t.customers_resellers(),
    }
}

/// The filters, with the choices that the list has.
#[component]
fn Filters(
    /// All customers.
    list: StoredValue<Vec<Customer>>,
    /// Whose list it is.
    side: Side,
) -> impl IntoView {
    let t = use_texts();
    let (kind, set_kind) = use_query_word("kind");
    let (partner, set_partner) = use_query_word("provider");
    let (step, set_step) = use_query_word("step");
    let (blocker, set_blocker) = use_query_word("blocker");
    let any = move || (String::new(), t.customers_any());
    let kinds = Signal::derive(move || {
        let words = [CustomerKind::Direct, CustomerKind::Indirect].map(CustomerKind::word);
        std::iter::once(any())
            .chain(words.into_iter().map(|word| (word.to_owned(), t.words_customer_kind(word).unwrap_or_default())))
            .collect::<Vec<_>>()
    });
    let partners = Signal::derive(move || {
        let mut entries = vec![any()];
        list.with_value(|list| {
            for customer in list {
                // Who reads the list is no choice: a provider looks for resellers, a partner for providers.
                let related: Vec<(String, String)> = match side {
                    Side::Partner => customer.providers.iter().map(|it| (it.tenant.to_string(), it.name.clone())).collect(),
                    Side::Provider => customer.resellers.iter().map(|it| (it.tenant.to_string(), it.name.clone())).collect(),
                };
                for entry in related {
                    if !entries.contains(&entry) {
                        entries.push(entry);
                    }
                }
            }
        });
        entries
    });
    let steps = Signal::derive(move || {
        std::iter::once(any())
            .chain(Step::ALL.into_iter().map(|step| (step.word().to_owned(), t.words_step(step.word()).unwrap_or_default())))
            .collect::<Vec<_>>()
    });
    let blockers = Signal::derive(move || {
        let codes = [RefusalCode::CustomerNotMoved, RefusalCode::McaMissing, RefusalCode::McaNotRetained];
        let mut entries = vec![any(), ("none".to_owned(), t.customers_no_blocker())];
        entries.extend(codes.map(|code| (code.word().to_owned(), t.words_blocker(code.word()).unwrap_or_default())));
        entries
    });
    view! {
        <SelectField id="filter-kind" label=t.customers_column_kind() options=kinds value=kind on_change=move |word| set_kind(&word) />
        <SelectField
            id="filter-provider"
            label=Signal::derive(move || partner_label(t, side))
            options=partners
            value=partner
            on_change=move |word| set_partner(&word)
        />
        <SelectField id="filter-step" label=t.customers_column_step() options=steps value=step on_change=move |word| set_step(&word) />
        <SelectField
            id="filter-blocker"
            label=t.customers_blocker()
            options=blockers
            value=blocker
            on_change=move |word| set_blocker(&word)
        />
    }
}

/// One customer, with its summary below when it is unfolded.
fn customer_row(t: Texts, side: Side, customer: &Customer, open: Memo<String>, set_open: impl Fn(&str) + Clone + 'static) -> Row {
    let id = customer.id.to_string();
    let is_open = {
        let id = id.clone();
        Signal::derive(move || open.get().eq_ignore_ascii_case(&id))
    };
    let name_id = format!("name-{id}");
    let (name, link_id) = (customer.name.clone(), name_id.clone());
    let head = view! {
        <Link to=Route::Subscriptions(customer.id.clone()) class="table__name"><span id=link_id>{name}</span></Link>
        <span class="table__sub">{customer.domain.clone()}</span>
    }
    .into_any();
    let partners: Vec<String> = match side {
        Side::Partner => customer.providers.iter().map(|it| it.name.clone()).collect(),
        Side::Provider => customer.resellers.iter().map(|it| it.name.clone()).collect(),
    };
    let partners = if partners.is_empty() { t.customers_no_partner() } else { partners.join(", ") };
    let kind = t.words_customer_kind(customer.kind.word()).unwrap_or_default();
    let toggle = {
        let id = id.clone();
        move |_| set_open(if is_open.get_untracked() { "" } else { &id })
    };
    let panel = format!("quick-{id}");
    let controls = panel.clone();
    let quick = view! {
        <button
            type="button"
            class="button"
            data-kind="subtle"
            aria-expanded=move || is_open.get().to_string()
            aria-controls=move || is_open.get().then(|| controls.clone())
            aria-describedby=name_id
            on:click=toggle
        >
            {t.customers_quick_links()}
            {button_icon("chevron-down")}
        </button>
    }
    .into_any();
    let cells = vec![kind.into_any(), partners.into_any(), step_badge(t, customer), quick];
    let customer = customer.clone();
    let content = Box::new(move || {
        let customer = customer.clone();
        view! { <div id=panel.clone()><QuickLinks customer /></div> }.into_any()
    });
    let detail = Some(Fold { open: is_open, content });
    Row { head, cells, child: false, detail }
}

/// The step reached, and what holds up the next one.
fn step_badge(t: Texts, customer: &Customer) -> AnyView {
    let Some(step) = customer.step else { return t.customers_step_unknown().into_any() };
    let word = t.words_step(step.word()).unwrap_or_default();
    let (tone, sign) = match step {
        Step::Verified => ("success", "shield-check"),
        Step::Complete | Step::Ready => ("success", "checkmark-circle"),
        Step::Requested | Step::InProgress => ("brand", "arrow-swap"),
        Step::Related => ("warning", "warning"),
        Step::Direct | Step::Indirect => ("neutral", "building"),
    };
    let blocker = customer.blocker.and_then(|code| t.words_blocker(code.word()));
    view! {
        <span class="stack" data-gap="small">
            {badge(tone, sign, word)}
            {blocker.map(|text| view! { <span class="table__sub">{text}</span> })}
        </span>
    }
    .into_any()
}
