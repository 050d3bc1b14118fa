//! The draft that asks a customer for its consent to the extension (R79).

use leptos::prelude::*;

use crate::api::Client;
use crate::components::draft::DraftEditor;
use crate::components::load::{Loaded, load};
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::customer_profile::BillTo;
use crate::domain::ids::CustomerId;
use crate::domain::organisation::Side;
use crate::domain::partnership::Partnership;
use crate::i18n::mail::Template;
use crate::i18n::{Language, use_texts};
use crate::pages::mail;
use crate::viewer::use_viewer;

/// The draft, to the person who gets the customer's bills.
#[component]
pub(super) fn ConsentDraft(
    /// Whose consent.
    id: CustomerId,
    /// **Done** was pressed.
    on_done: Callback<()>,
) -> impl IntoView {
    let client = expect_context::<Client>();
    let read = Loaded::new({
        let id = id.clone();
        move || {
            let (client, id) = (client.clone(), id.clone());
            async move {
                let customer = client.customer(&id).await?;
                let bill_to = client.bill_to(&id).await?.view;
                let providers = client.list_partnerships(Side::Partner).await?;
                Ok((customer, bill_to, providers))
            }
        }
    });
    load(read, move |(customer, bill_to, providers)| view! { <Editor customer bill_to providers on_done /> }.into_any())
}

#[component]
fn Editor(
    /// Whose consent.
    customer: Customer,
    /// Who is written to.
    bill_to: BillTo,
    /// The providers that were accepted.
    providers: Vec<Partnership>,
    /// **Done** was pressed.
    on_done: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let free = providers.iter().find(|it| customer.provider(&it.tenant).is_none()).or_else(|| providers.first());
    let provider = free.map_or_else(|| t.general_provider(), |it| it.name.clone());
    let contact = format!("{} {}", bill_to.first_name, bill_to.last_name);
    let contact = if contact.trim().is_empty() { customer.name.clone() } else { contact };
    let values = vec![
        ("customer", customer.name.clone()),
        ("contact", contact),
        ("provider", provider),
        ("partner", viewer.0.organisation.name.clone()),
        ("sender", viewer.0.name.clone()),
    ];
    let language = customer.country.as_deref().map_or_else(|| t.language(), Language::of_country);
    view! {
        <section class="section" id="consent-draft">
            <DraftEditor
                key=format!("consent.{}", customer.id)
                title=t.extend_draft(&customer.name)
                language
                make=mail::make(Template::ConsentRequest, &bill_to.email, None, values)
                on_done
                forbidden=viewer.may(Action::ExtendRelationship).err()
            />
        </section>
    }
}
