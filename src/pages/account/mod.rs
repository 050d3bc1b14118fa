//! A customer's **Account**: company, bill-to information, Microsoft Customer Agreement, its partners, and who does what (R62, R68
//! to R70, R72 to R88).

mod agreement;
mod attest;
mod bill_to;
mod consent;
mod duties;
mod extend;
mod related;

use futures_util::future::try_join;
use leptos::prelude::*;

use self::agreement::AgreementPart;
use self::bill_to::BillToPart;
use self::consent::ConsentDraft;
use self::duties::duties;
use self::extend::ExtendDialog;
use self::related::RelatedPart;
use super::guide::CustomerGuide;
use super::places::Places;
use super::{use_customer_id, use_query_word};
use crate::api::Client;
use crate::components::facts::{code, facts};
use crate::components::heading::PageHeading;
use crate::components::load::{Loaded, load};
use crate::domain::customer::Customer;
use crate::domain::customer_profile::CompanyProfile;
use crate::domain::ids::CustomerId;
use crate::domain::organisation::Side;
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let id = use_customer_id();
    move || match id.get() {
        Some(id) => view! { <OfCustomer id /> }.into_any(),
        None => view! { <super::missing::MissingPage /> }.into_any(),
    }
}

#[component]
fn OfCustomer(
    /// Whose.
    id: CustomerId,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let side = use_viewer().side();
    let name = RwSignal::new(String::new());
    let standing = Loaded::new({
        let id = id.clone();
        move || {
            live.track();
            let (client, id) = (client.clone(), id.clone());
            async move {
                let read = try_join(client.customer(&id), client.company_profile(&id)).await?;
                name.try_set(read.0.name.clone());
                Ok(read)
            }
        }
    });
    let places = id.clone();
    // What was just done to the customer; said until the page is left.
    let said = RwSignal::new(None::<(String, String)>);
    let (draft, set_draft) = use_query_word("draft");
    let dialog = (side == Side::Partner).then(|| view! { <ExtendDialog id=id.clone() said /> });
    let drafts = {
        let id = id.clone();
        move || {
            let set_draft = set_draft.clone();
            (draft.get() == "consent" && side == Side::Partner).then(|| {
                view! { <ConsentDraft id=id.clone() on_done=Callback::new(move |()| set_draft("")) /> }
            })
        }
    };
    view! {
        <PageHeading title=t.account_title() whose=name lead=name above=vec![(t.customers_title(), Route::Customers)] />
        <Places customer=places />
        <div class="page__said" role="status">
            {move || said.get().map(|(title, body)| view! { <crate::components::notice::Notice tone="success" title body /> })}
        </div>
        {drafts}
        {load(standing, move |(customer, company)| parts(t, side, customer, &company))}
        {dialog}
    }
}

fn parts(t: Texts, side: Side, customer: Customer, company: &CompanyProfile) -> AnyView {
    let duties = (side == Side::Partner).then(|| duties(t, &customer));
    view! {
        <section class="card" aria-labelledby="company-title">
            <h2 class="card__title" id="company-title">{t.account_company()}</h2>
            {company_facts(t, &customer, company)}
        </section>
        <CustomerGuide customer=customer.clone() />
        <RelatedPart customer=customer.clone() />
        <AgreementPart customer=customer.clone() />
        <BillToPart customer />
        {duties}
    }
    .into_any()
}

fn company_facts(t: Texts, customer: &Customer, company: &CompanyProfile) -> AnyView {
    let given = |text: &str, else_: &str| if text.is_empty() { else_.to_owned() } else { text.to_owned() };
    let country = customer.country.as_deref().map(|country| format::country(t, country)).unwrap_or_default();
    let kind = t.words_customer_kind(customer.kind.word()).unwrap_or_default();
    let mut pairs = vec![
        (t.account_company_name(), given(&company.company_name, &customer.name).into_any()),
        (t.customers_microsoft_id(), code(customer.id.as_str())),
        (t.customers_domain(), given(&company.domain, &customer.domain).into_any()),
        (t.customers_country(), country.into_any()),
        (t.customers_relationship(), kind.into_any()),
    ];
    if let Some(number) = &company.registration_number {
        pairs.push((t.account_registration(), number.clone().into_any()));
    }
    facts(pairs)
}
