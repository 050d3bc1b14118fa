//! **Customers**: direct bill and indirect reseller customers together, told apart; each with its **Quick links** (R64 to R67).

mod listing;
mod products;
mod quick_links;
mod tools;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::listing::{Entry, Listing, Reading};
use self::products::CreateCustomer;
use self::quick_links::QuickLinks;
use self::tools::{RelationshipDraft, RelationshipRequest};
use super::exporting::{ExportButton, Rows};
use super::use_query_word;
use crate::api::Client;
use crate::components::badge::badge;
use crate::components::empty::Empty;
use crate::components::field::SelectField;
use crate::components::heading::PageHeading;
use crate::components::icon::{button_icon, icon};
use crate::components::in_turn::in_turn;
use crate::components::link::Link;
use crate::components::load::Loading;
use crate::components::table::{Column, Fold, Row};
use crate::components::trouble::Trouble;
use crate::components::windowed::{Windowed, windowed};
use crate::domain::customer::{Customer, CustomerKind};
use crate::domain::organisation::Side;
use crate::domain::progress::Step;
use crate::domain::refusal::RefusalCode;
use crate::i18n::{Texts, format, use_texts};
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
    /// Whether `entry` stays; `text` is the search in small letters.
    fn admits(&self, entry: &Entry, text: &str) -> bool {
        let customer = &entry.customer;
        let is = |wanted: &str, held: &str| wanted.is_empty() || wanted.eq_ignore_ascii_case(held);
        let partners = customer.providers.iter().map(|it| &it.tenant).chain(customer.resellers.iter().map(|it| &it.tenant));
        entry.has(text)
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
    let listing = Listing::begin(expect_context::<Client>(), use_live());
    let progress = move || match listing.reading() {
        Reading::Begun => view! { <Loading /> }.into_any(),
        Reading::Going(read, Some(total)) if read < total => {
            let text = t.customers_reading(&format::number(t.language(), read), &format::number(t.language(), total));
            view! { <p class="cluster small muted"><progress max=total.to_string() value=read.to_string() aria-label=t.customers_progress()></progress>{text}</p> }.into_any()
        }
        Reading::Going(..) | Reading::Done => ().into_any(),
        Reading::Failed(error) => view! { <Trouble error on_retry=Callback::new(move |()| listing.refetch()) /> }.into_any(),
    };
    let is_there = Memo::new(move |_| listing.is_there());
    view! {
        <PageHeading title=t.customers_title() lead=t.customers_lead() />
        <div class="cluster"><CreateCustomer /><RelationshipRequest /></div>
        <RelationshipDraft />
        {progress}
        {move || is_there.get().then(|| view! { <CustomerList listing /> })}
    }
}

/// How the list can be sorted; the words stand in the address.
const BY_NAME: &str = "name";
const BY_NAME_BACK: &str = "-name";
const BY_STEP: &str = "step";

/// The places of `entries` in the order that the word `sort` asks for.
fn order(t: Texts, entries: &[Arc<Entry>], sort: &str) -> Vec<usize> {
    let names = || entries.iter().map(|entry| entry.customer.name.as_str());
    match sort {
        BY_NAME => format::sorted(t, names()),
        BY_NAME_BACK => format::sorted(t, names()).into_iter().rev().collect(),
        BY_STEP => {
            let mut places: Vec<usize> = (0..entries.len()).collect();
            places
                .sort_by_key(|place| entries[*place].customer.step.and_then(|step| Step::ALL.iter().position(|it| *it == step)));
            places
        }
        _ => (0..entries.len()).collect(),
    }
}

/// Search, filters and the rows they admit.
#[component]
fn CustomerList(
    /// All of them.
    listing: Listing,
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
    let (sort, set_sort) = use_query_word("sort");
    let (_, set_text) = use_query_word("q");
    let order = Memo::new(move |_| order(t, &listing.entries(), &sort.read()));
    let shown = Memo::new(move |_| {
        let (filter, entries) = (filter.get(), listing.entries());
        let text = filter.text.trim().to_lowercase();
        let is_in = |place: &usize| entries.get(*place).is_some_and(|entry| filter.admits(entry, &text));
        Arc::new(order.read().iter().copied().filter(is_in).collect::<Vec<usize>>())
    });
    let keys = Memo::new(move |_| {
        let entries = listing.entries();
        Arc::new(shown.read().iter().filter_map(|place| Some(entries.get(*place)?.key)).collect::<Vec<u64>>())
    });
    let open_place = Memo::new(move |_| {
        let (open, entries) = (open.get(), listing.entries());
        let is_open =
            |place: &usize| entries.get(*place).is_some_and(|entry| entry.customer.id.as_str().eq_ignore_ascii_case(&open));
        if open.is_empty() { None } else { shown.read().iter().position(is_open) }
    });
    let is_empty = Memo::new(move |_| shown.read().is_empty());
    // What is filtered and sorted is what is exported.
    let take = move || {
        let (entries, rows) = (listing.entries_untracked(), shown.get_untracked());
        let write = move |range: std::ops::Range<usize>, rows: &[usize]| {
            tools::file(t, rows[range].iter().filter_map(|place| entries.get(*place)).map(|entry| &entry.customer))
        };
        (rows.len(), Box::new(move |range| write(range, &rows)) as Rows)
    };
    let rows = move || {
        if is_empty.get() {
            let none_at_all = listing.entries_untracked().is_empty();
            let (title, text) = if none_at_all {
                (t.customers_none(), t.customers_none_text())
            } else {
                (t.customers_no_match(), t.customers_no_match_text())
            };
            return view! { <Empty icon_name="people" title text /> }.into_any();
        }
        let by_name = Signal::derive(move || match sort.read().as_str() {
            BY_NAME => Some("ascending"),
            BY_NAME_BACK => Some("descending"),
            _ => None,
        });
        let by_step = Signal::derive(move || (*sort.read() == BY_STEP).then_some("ascending"));
        let columns = vec![
            Column::text(t.customers_column_customer()).sorted(by_name),
            Column::text(t.customers_column_kind()),
            Column::text(partner_label(t, side)),
            Column::text(t.customers_column_step()).sorted(by_step),
            Column::text(t.customers_quick_links()),
        ];
        let set_open = set_open.clone();
        let row = Box::new(move |place: usize| {
            let entry = shown.with_untracked(|shown| listing.entries_untracked().get(*shown.get(place)?).cloned());
            entry.map_or_else(
                || Row::new(().into_any(), Vec::new()),
                |entry| customer_row(t, side, &entry.customer, open, set_open.clone()),
            )
        });
        windowed(Windowed { caption: t.customers_title(), columns, keys, open: open_place.into(), row })
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
                <Filters listing side />
                <SelectField
                    id="customers-sort"
                    label=t.customers_sort()
                    options=Signal::derive(move || {
                        vec![
                            (String::new(), t.customers_sort_listed()),
                            (BY_NAME.to_owned(), t.customers_sort_name()),
                            (BY_NAME_BACK.to_owned(), t.customers_sort_name_back()),
                            (BY_STEP.to_owned(), t.customers_column_step()),
                        ]
                    })
                    value=sort
                    on_change=move |word| set_sort(&word)
                />
                <div class="toolbar__end">
                    <p class="toolbar__count" role="status">{move || t.customers_count(shown.read().len() as u64)}</p>
                    <ExportButton id="export-customers" label=t.customers_export() file="customers.csv" take />
                </div>
            </div>
            {in_turn(rows)}
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
    listing: Listing,
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
    let partners = Memo::new(move |_| {
        let mut choices = vec![any()];
        for entry in listing.entries().iter() {
            let customer = &entry.customer;
            // Who reads the list is no choice: a provider looks for resellers, a partner for providers.
            match side {
                Side::Partner => customer.providers.iter().for_each(|it| add_choice(&mut choices, it.tenant.as_str(), &it.name)),
                Side::Provider => customer.resellers.iter().for_each(|it| add_choice(&mut choices, it.tenant.as_str(), &it.name)),
            }
        }
        choices
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

/// Adds a choice that is not there yet.
fn add_choice(choices: &mut Vec<(String, String)>, word: &str, name: &str) {
    if !choices.iter().any(|(held, _)| held == word) {
        choices.push((word.to_owned(), name.to_owned()));
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
        <Link to=Route::Subscriptions(customer.id.clone()) class="table__name"><bdi id=link_id>{name}</bdi></Link>
        <span class="table__sub">{customer.domain.clone()}</span>
    }
    .into_any();
    let partners: Vec<String> = match side {
        Side::Partner => customer.providers.iter().map(|it| it.name.clone()).collect(),
        Side::Provider => customer.resellers.iter().map(|it| it.name.clone()).collect(),
    };
    let partners = if partners.is_empty() { t.customers_no_partner() } else { format::all_of(t, &partners) };
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
