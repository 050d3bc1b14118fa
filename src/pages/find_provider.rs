//! The directory of indirect providers: who there is, what they do, and how to ask one for an invitation (R42 to R46).

use leptos::prelude::*;

use super::listing::listing_facts;
use super::{mail, use_query_word};
use crate::api::Client;
use crate::components::badge::badge;
use crate::components::button::GatedButton;
use crate::components::draft::DraftEditor;
use crate::components::empty::Empty;
use crate::components::field::SelectField;
use crate::components::heading::{PageHeading, focus_heading};
use crate::components::icon::icon;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::domain::ids::{MpnId, TenantId};
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::provider_listing::ProviderListing;
use crate::i18n::mail::Template;
use crate::i18n::{Language, Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// What the directory shows.
#[derive(Clone, PartialEq)]
struct Shown {
    all: Vec<ProviderListing>,
    partnerships: Vec<Partnership>,
}

/// The directory.
#[component]
pub fn FindProviderPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let live = use_live();
    let client = expect_context::<Client>();
    let is_partner = viewer.side() == Side::Partner;
    let found = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move {
            let all = client.list_provider_directory().await?;
            // Who is a partner already is a help, not what the page is for.
            let partnerships =
                if is_partner { client.list_partnerships(Side::Partner).await.unwrap_or_default() } else { Vec::new() };
            Ok(Shown { all, partnerships })
        }
    });
    let (asked, set_asked) = use_query_word("ask");
    let above = vec![(t.nav_providers(), Route::IndirectProviders)];
    view! {
        <PageHeading
            title=t.directory_title()
            lead=t.directory_lead()
            above=if is_partner && viewer.0.is_enrolled() { above } else { Vec::new() }
        />
        {load(
            found,
            move |shown| {
                let set_asked = set_asked.clone();
                let whole = shown.clone();
                let asked = Memo::new(move |_| TenantId::parse(&asked.get()));
                (move || {
                    let asked = asked.get().and_then(|id| whole.all.iter().find(|it| it.id == id).cloned());
                    let set_asked = set_asked.clone();
                    match asked.filter(|_| is_partner) {
                        Some(listing) => {
                            view! { <AskDraft listing on_done=Callback::new(move |()| set_asked("")) /> }.into_any()
                        }
                        None => view! { <Directory shown=whole.clone() set_asked /> }.into_any(),
                    }
                })
                    .into_any()
            },
        )}
    }
}

/// Search and entries.
#[component]
fn Directory(
    /// All of it.
    shown: Shown,
    /// Opens the draft to one of them.
    set_asked: impl Fn(&str) + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let t = use_texts();
    let (name, set_name) = use_query_word("q");
    let (country, set_country) = use_query_word("country");
    let mut codes: Vec<String> = shown.all.iter().flat_map(|it| it.countries.clone()).collect();
    codes.sort();
    codes.dedup();
    let named = codes.into_iter().map(|code| (code.clone(), format::country(t, &code))).collect();
    let mut named = format::by_name(t, named);
    named.insert(0, (String::new(), t.directory_any()));
    let shown = StoredValue::new(shown);
    let matching = Memo::new(move |_| {
        let (name, country) = (name.get(), country.get());
        shown.with_value(|shown| shown.all.iter().filter(|it| it.matches(&name, &country)).cloned().collect::<Vec<_>>())
    });
    let entries = move || {
        let found = matching.get();
        if found.is_empty() {
            return view! { <Empty icon_name="search" title=t.directory_none() text=t.directory_none_text() /> }.into_any();
        }
        let cards: Vec<AnyView> = found
            .into_iter()
            .map(|listing| {
                let partnership = shown.with_value(|shown| shown.partnerships.iter().find(|it| it.tenant == listing.id).cloned());
                let set_asked = set_asked.clone();
                view! { <Entry listing partnership set_asked /> }.into_any()
            })
            .collect();
        view! { <div class="stack">{cards}</div> }.into_any()
    };
    view! {
        <section class="section" aria-label=t.directory_title()>
            <div class="toolbar" role="search">
                <div class="field search">
                    <label class="field__label" for="directory-search">{t.directory_search()}</label>
                    {icon("search")}
                    <input
                        class="field__input"
                        id="directory-search"
                        type="search"
                        prop:value=name
                        on:input=move |event| set_name(&event_target_value(&event))
                    />
                </div>
                <SelectField
                    id="directory-country"
                    label=t.directory_country()
                    options=Signal::stored(named)
                    value=country
                    on_change=move |word| set_country(&word)
                />
                <div class="toolbar__end">
                    <p class="toolbar__count" role="status">{move || t.directory_count(matching.read().len() as u64)}</p>
                </div>
            </div>
            {entries}
        </section>
        <section class="card" aria-labelledby="directory-what">
            <h2 class="card__title" id="directory-what">{t.directory_what_title()}</h2>
            <ul class="bullets">
                <li>{t.directory_what_billing()}</li>
                <li>{t.directory_what_buying()}</li>
                <li>{t.directory_what_support()}</li>
            </ul>
            <Notice tone="info" title=t.directory_next_title() body=t.directory_next_text() />
        </section>
    }
}

/// One provider.
#[component]
fn Entry(
    /// Its entry.
    listing: ProviderListing,
    /// The partnership with it, if there is or was one.
    partnership: Option<Partnership>,
    /// Opens the draft to it.
    set_asked: impl Fn(&str) + Clone + 'static,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let refusal = listing.check(&viewer.0.organisation).err();
    let is_partner = viewer.side() == Side::Partner;
    let id = listing.id.to_string();
    let title_id = format!("provider-{id}");
    let label_id = title_id.clone();
    let standing = partnership.filter(|it| it.state == PartnershipState::Active);
    let mark = mark(t, standing.as_ref(), refusal.is_some());
    let invite = standing.is_none().then(|| {
        view! {
            <GatedButton
                id=format!("ask-{id}")
                label=t.directory_ask()
                refusal=Signal::stored(refusal)
                icon_name="mail"
                on_press=move || {
                    // The whole list goes, and this button with it: the draft takes focus from what stays.
                    focus_heading();
                    set_asked(&id);
                }
            />
        }
    });
    view! {
        <article class="card" aria-labelledby=label_id>
            <div class="card__header">
                <h2 class="card__title" id=title_id>{listing.name.clone()}</h2>
                {mark}
            </div>
            {listing_facts(t, &listing)}
            <div class="card__actions">{is_partner.then_some(invite)}</div>
        </article>
    }
}

fn mark(t: Texts, standing: Option<&Partnership>, is_refused: bool) -> Option<AnyView> {
    match standing {
        Some(partnership) => {
            let date = partnership.since.map(|at| format::date(t, at)).unwrap_or_default();
            Some(badge("success", "checkmark-circle", t.directory_partner(&date)))
        }
        None if is_refused => Some(badge("neutral", "lock-closed", t.directory_unavailable())),
        None => None,
    }
}

/// The draft that asks a provider for an invitation (R46).
#[component]
fn AskDraft(
    /// Whom.
    listing: ProviderListing,
    /// **Done** was pressed.
    on_done: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let session = use_viewer().0;
    let language = listing.languages.first().and_then(|code| Language::parse(code)).unwrap_or(t.language());
    let own = &session.organisation;
    let values = vec![
        ("partner", own.name.clone()),
        ("provider", listing.name.clone()),
        ("mpn", own.mpn_id.as_ref().map(MpnId::to_string).unwrap_or_default()),
        ("tenant", own.tenant.to_string()),
        ("sender", session.name.clone()),
    ];
    let make = mail::make(Template::InvitationRequest, &listing.contact_email, None, values);
    let forbidden = listing.check(own).err();
    view! {
        <DraftEditor
            key=format!("invitation-request.{}", listing.id)
            title=t.directory_draft_title(&listing.name)
            language
            make
            on_done
            forbidden
        />
        <Notice tone="info" title=t.directory_draft_next(&listing.name) />
    }
}
