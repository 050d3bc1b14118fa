//! The end of a partnership: what stays, what is declared, which requests are affected; afterwards the mails (R135 to R138).

use futures_util::future::try_join3;
use leptos::prelude::*;

use crate::api::Client;
use crate::components::announce::announce;
use crate::components::dialog::Dialog;
use crate::components::draft::DraftEditor;
use crate::components::error_summary::{Problems, focus, problem};
use crate::components::field::CheckField;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::customer::Customer;
use crate::domain::ids::TenantId;
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState, RemovalPreview};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::mail::Template;
use crate::i18n::{Language, Texts, format, use_texts};
use crate::pages::confirm::Deed;
use crate::pages::{mail, use_query_word};
use crate::route::Route;
use crate::storage::Keep;
use crate::viewer::{use_live, use_viewer};

/// The box that is ticked.
const DECLARATION: &str = "removal-declaration";

/// The name under which this tab keeps what a reseller that is gone from the list was called.
fn kept_name(tenant: &str) -> String {
    format!("removed.{}", tenant.to_ascii_lowercase())
}

/// The dialog, open while the address names one of the `partners`.
#[component]
pub(super) fn RemoveDialog(
    /// The resellers.
    partners: Vec<Partnership>,
    /// All customers, to name those with open requests.
    customers: Vec<Customer>,
) -> impl IntoView {
    let t = use_texts();
    let (asked, set_asked) = use_query_word("remove");
    let open = RwSignal::new(false);
    let partner =
        Memo::new(move |_| TenantId::parse(&asked.get()).and_then(|id| partners.iter().find(|it| it.tenant == id).cloned()));
    Effect::new(move |_| open.set(partner.read().is_some()));
    // Closed by key or by button, the address forgets it; what a removal leads to was set before.
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is && partner.read_untracked().is_some() {
            set_asked("");
        }
        is
    });
    let title = move || t.removal_title(&partner.get().map(|it| it.name).unwrap_or_default());
    let done = RwSignal::new(false);
    view! {
        <Dialog id="remove-partnership" open done title=Signal::derive(title)>
            {partner.get().map(|partner| view! { <Removal partner customers=customers.clone() open done /> })}
        </Dialog>
    }
}

#[component]
fn Removal(
    /// Which reseller.
    partner: Partnership,
    /// All customers.
    customers: Vec<Customer>,
    /// The dialog.
    open: RwSignal<bool>,
    /// Set when it is done.
    done: RwSignal<bool>,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let (_, set_removed) = use_query_word("removed");
    let deed = Deed::new();
    let declared = RwSignal::new(false);
    let problems = Problems::default();
    let tenant = partner.tenant.clone();
    let preview = Loaded::new({
        let (client, tenant) = (client.clone(), tenant.clone());
        move || {
            let (client, tenant) = (client.clone(), tenant.clone());
            async move { client.removal_preview(&tenant).await }
        }
    });
    let remove = move |_| {
        if !declared.get_untracked() {
            let why = Refusal::new(RefusalCode::FieldRequired).with("field", t.removal_declaration());
            problems.set(vec![problem(t, DECLARATION, &why)]);
            focus(DECLARATION);
            return;
        }
        problems.clear();
        let (client, tenant, name) = (client.clone(), tenant.clone(), partner.name.clone());
        let (gone, set_removed) = (tenant.to_string(), set_removed.clone());
        deed.run(async move { client.remove_partnership(&tenant, true).await }, move |()| {
            Keep::Tab.set(&kept_name(&gone), &name);
            done.try_set(true);
            open.try_set(false);
            set_removed(&gone);
            announce(t.removal_done(&name));
        });
    };
    view! {
        <div class="dialog__body">
            {move || deed.error.get().map(|error| view! { <Trouble error /> })}
            {load(preview, move |preview| consequences(t, &preview, &customers))}
            <CheckField id=DECLARATION label=t.removal_declare() error=problems.of(DECLARATION) value=declared />
        </div>
        <div class="dialog__actions">
            <button type="button" class="button" on:click=move |_| open.set(false)>{t.general_cancel()}</button>
            <button
                type="button"
                class="button"
                data-kind="danger"
                aria-busy=move || deed.busy.get().then_some("true")
                on:click=remove
            >
                {t.removal_yes()}
            </button>
        </div>
    }
}

/// What stays, and what is affected.
fn consequences(t: Texts, preview: &RemovalPreview, customers: &[Customer]) -> AnyView {
    let open = preview.open_transfers.len() as u64;
    let affected: Vec<AnyView> = preview
        .open_transfers
        .iter()
        .map(|(customer, transfer)| {
            let name = customers.iter().find(|it| it.id == *customer).map_or_else(|| customer.to_string(), |it| it.name.clone());
            let to = Route::Transfer(customer.clone(), transfer.clone());
            view! { <li><Link to>{name}</Link>" "<code class="code">{transfer.to_string()}</code></li> }.into_any()
        })
        .collect();
    view! {
        <ul class="bullets">
            <li>{t.removal_customers(preview.customers)}</li>
            <li>{t.removal_privileges()}</li>
            <li>{t.removal_notice()}</li>
        </ul>
        {(open > 0)
            .then(|| {
                view! {
                    <Notice tone="warning" title=t.removal_open(open)>
                        <ul class="bullets">{affected}</ul>
                    </Notice>
                }
            })}
    }
    .into_any()
}

/// What the address says was removed, with the mails that tell it.
#[component]
pub(super) fn AfterRemoval() -> impl IntoView {
    let (removed, _) = use_query_word("removed");
    let id = Memo::new(move |_| TenantId::parse(&removed.get()));
    move || id.get().map(|tenant| view! { <Removed tenant /> })
}

#[component]
fn Removed(
    /// Which reseller.
    tenant: TenantId,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    // Only what is gone was removed. Its customers stay, and name it; so does the invitation that it once used, and this tab.
    let found = Loaded::new(move || {
        live.track();
        let (client, tenant) = (client.clone(), tenant.clone());
        async move {
            let (standing, customers, invitations) = try_join3(
                client.list_partnerships(Side::Provider),
                client.list_customers(),
                client.list_partnership_invitations(Side::Provider),
            )
            .await?;
            if standing.iter().any(|it| it.tenant == tenant && it.state != PartnershipState::Removed) {
                return Ok(None);
            }
            let of_customer =
                customers.iter().flat_map(|it| &it.resellers).find(|it| it.tenant == tenant).map(|it| it.name.clone());
            let used = invitations.iter().find(|it| it.used_by.as_ref() == Some(&tenant));
            let of_invitation = used.map(|it| it.addressed_to.name.clone().unwrap_or_else(|| tenant.to_string()));
            Ok(Keep::Tab.get(&kept_name(tenant.as_str())).or(of_customer).or(of_invitation))
        }
    });
    load(found, move |reseller: Option<String>| {
        reseller
            .map(|reseller| {
                view! {
                    <Notice tone="success" title=t.removal_done(&reseller) body=t.removal_done_text() />
                    <Drafts reseller=reseller.clone() />
                }
            })
            .into_any()
    })
}

/// The two mails.
#[component]
fn Drafts(
    /// The reseller's name.
    reseller: String,
) -> impl IntoView {
    let t = use_texts();
    let session = use_viewer().0;
    let now = format::use_now();
    let (draft, set_draft) = use_query_word("draft");
    let kinds = [
        ("reseller", Template::PartnershipRemoved, t.removal_tell_reseller()),
        ("customer", Template::PartnershipRemovedCustomer, t.removal_tell_customer()),
    ];
    let buttons: Vec<AnyView> = kinds
        .iter()
        .map(|(word, _, label)| {
            let (word, set_draft) = (*word, set_draft.clone());
            view! {
                <button type="button" class="button" id=format!("tell-{word}") on:click=move |_| set_draft(word)>
                    {crate::components::icon::button_icon("mail")}
                    {label.clone()}
                </button>
            }
            .into_any()
        })
        .collect();
    let editor = move || {
        let chosen = draft.get();
        let (word, template, title) = kinds.iter().find(|(word, ..)| *word == chosen).cloned()?;
        let (provider, sender, reseller) = (session.organisation.name.clone(), session.name.clone(), reseller.clone());
        let key = format!("partnership-removed.{word}.{reseller}");
        let at = now.get_untracked();
        let make = mail::make_with(template, "", None, move |language: Language, _| {
            vec![
                ("provider", provider.clone()),
                ("reseller", reseller.clone()),
                ("contact", reseller.clone()),
                ("date", format::date_in(language, at)),
                ("sender", sender.clone()),
            ]
        });
        let set_draft = set_draft.clone();
        let on_done = Callback::new(move |()| set_draft(""));
        Some(view! { <DraftEditor key title language=t.language() make on_done /> })
    };
    view! {
        <div class="cluster">{buttons}</div>
        {editor}
    }
}
