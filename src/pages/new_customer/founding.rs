//! A customer that was just created, while its setup info may still be seen: in the memory of this page alone. It is never stored, and
//! goes when the person leaves (R143, R144).

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::domain::agreement::{AgreementTemplate, CUSTOMER_AGREEMENT, NewAgreement};
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::ids::UserId;
use crate::domain::moment::Timestamp;
use crate::domain::new_customer::{Buyer, CreatedCustomer, Credentials, NewCustomer};
use crate::domain::order::{NewOrder, NewOrderLine};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::pages::new_subscription::USUAL_CYCLE;
use crate::viewer::Live;

/// How far agreement and order of the new customer are.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rest {
    /// On their way.
    Running,
    /// Done.
    Done {
        /// The service did not name the reseller on every line.
        without_record: bool,
    },
    /// The customer is there; what comes after is not.
    Failed(ApiError),
}

/// The new customer, with what is said once, and what is still to be sent.
#[derive(Clone, PartialEq)]
pub(super) struct Founding {
    /// Who created it: another person does not see it.
    pub(super) user: UserId,
    /// The customer.
    pub(super) customer: Customer,
    /// The first administrator's sign-in; `None` where the service did not tell it (again).
    pub(super) credentials: Option<Credentials>,
    /// Whether the reseller that was asked for is attached.
    pub(super) attached: bool,
    /// The reseller's name, for a provider.
    pub(super) reseller: Option<String>,
    /// What is ordered for it.
    pub(super) lines: Vec<NewOrderLine>,
    /// How far that is.
    pub(super) rest: Rest,
    contact: Contact,
    confirmed: bool,
}

impl Founding {
    /// What came of creating `new`.
    pub(super) fn new(
        user: UserId,
        created: CreatedCustomer,
        new: &NewCustomer,
        reseller: Option<String>,
        lines: Vec<NewOrderLine>,
    ) -> Self {
        let attached = match &new.buyer {
            Buyer::ProviderFor(tenant) => created.reseller.as_ref() == Some(tenant),
            Buyer::DirectPartner => true,
        };
        let contact = Contact {
            first_name: new.address.first_name.clone(),
            last_name: new.address.last_name.clone(),
            email: new.email.clone(),
            phone: new.address.phone.clone(),
        };
        Self {
            user,
            customer: created.customer,
            credentials: created.credentials,
            attached,
            reseller,
            lines,
            rest: Rest::Running,
            contact,
            confirmed: false,
        }
    }
}

thread_local! {
    /// One for the page: it outlives the change of language, which builds the pages anew, and not the page.
    static HELD: ArcRwSignal<Option<Founding>> = ArcRwSignal::new(None);
}

/// What is held.
pub(super) fn held() -> ArcRwSignal<Option<Founding>> {
    HELD.with(Clone::clone)
}

/// Lets go of it: from now on it cannot be shown again.
pub(super) fn let_go() {
    let held = held();
    if held.with_untracked(Option::is_some) {
        held.set(None);
    }
}

fn set_rest(rest: Rest) {
    held().update(|held| {
        if let Some(held) = held {
            held.rest = rest;
        }
    });
}

/// Confirms the agreement and places the order, as far as that is not done yet.
pub(super) fn finish(client: Client, now: Timestamp, live: Live) {
    let Some(founding) = held().get_untracked() else { return };
    set_rest(Rest::Running);
    leptos::task::spawn_local(async move {
        let outcome = carry_on(&client, &founding, now).await;
        live.changed();
        set_rest(match outcome {
            Ok(without_record) => Rest::Done { without_record },
            Err(error) => Rest::Failed(error),
        });
    });
}

async fn carry_on(client: &Client, founding: &Founding, now: Timestamp) -> Result<bool, ApiError> {
    let customer = &founding.customer.id;
    if !founding.confirmed {
        let templates = client.list_agreement_templates().await?;
        let fits = |it: &&AgreementTemplate| it.kind == CUSTOMER_AGREEMENT;
        let template = templates.iter().filter(fits).max_by_key(|it| it.version_rank).map(|it| it.id.clone());
        let template = template.ok_or_else(|| ApiError::refused(Refusal::new(RefusalCode::NotFound)))?;
        // An hour ago: the service's clock may be behind this one, and refuses what lies before it.
        let new = NewAgreement { contact: founding.contact.clone(), template, agreed: now.plus_hours(-1) };
        client.confirm_agreement(customer, &new).await?;
        held().update(|held| {
            if let Some(held) = held {
                held.confirmed = true;
            }
        });
    }
    if founding.lines.is_empty() {
        return Ok(false);
    }
    let new = NewOrder { customer: customer.clone(), billing_cycle: USUAL_CYCLE.to_owned(), lines: founding.lines.clone() };
    let order = client.create_order(&new).await?;
    let asked = founding.lines.iter().any(|line| line.partner_of_record.is_some());
    Ok(asked && order.lines.iter().any(|line| line.partner_of_record.is_none()))
}
