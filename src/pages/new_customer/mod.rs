//! **New customer**: a provider adds one for its indirect reseller, a direct bill partner creates one for itself (R41, R139 to R145).

mod ask_provider;
mod confirmation;
mod domain_name;
mod fields;
mod form;
mod founding;
mod leaving;
mod review;
mod wizard;

use leptos::prelude::*;

use self::ask_provider::AskProvider;
use self::confirmation::{ConfirmationStep, holds};
use self::form::FormStep;
use self::leaving::Away;
use self::review::{ReviewStep, SubscriptionsStep};
use self::wizard::{Step, Wizard};
use super::{use_query_word, use_tenant_id};
use crate::api::Client;
use crate::api::compliance::PartnerKey;
use crate::api::error::ApiError;
use crate::components::heading::PageHeading;
use crate::components::load::{Loaded, Loading, load};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::enrolment::Capability;
use crate::domain::ids::TenantId;
use crate::domain::new_customer::Buyer;
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::use_texts;
use crate::route::Route;
use crate::viewer::use_viewer;

fn refused(refusal: Refusal) -> AnyView {
    view! { <Trouble error=ApiError::refused(refusal) /> }.into_any()
}

/// **Add new customer** of a provider.
#[component]
pub fn NewCustomerPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let reseller = use_tenant_id("reseller");
    move || {
        let barred = if viewer.side() == Side::Provider {
            viewer.may(Action::ManageResellers).err()
        } else {
            Some(Refusal::new(RefusalCode::NotFound))
        };
        match (barred, reseller.get()) {
            (Some(refusal), _) => {
                let above = if viewer.side() == Side::Provider {
                    vec![(t.nav_resellers(), Route::IndirectResellers)]
                } else {
                    Vec::new()
                };
                view! { <PageHeading title=t.new_customer_title() above />{refused(refusal)} }.into_any()
            }
            (None, Some(tenant)) => view! { <ForReseller tenant /> }.into_any(),
            (None, None) => view! { <super::missing::MissingPage /> }.into_any(),
        }
    }
}

/// The partnership with `tenant`, as far as it stands, and whether the reseller may have customers.
async fn read_reseller(client: &Client, tenant: &TenantId) -> Result<Partnership, ApiError> {
    let all = client.list_partnerships(Side::Provider).await?;
    let found = all.into_iter().find(|it| it.tenant == *tenant && it.state == PartnershipState::Active);
    let found = found.ok_or_else(|| ApiError::refused(Refusal::new(RefusalCode::NotFound)))?;
    let missing = || ApiError::refused(Refusal::new(RefusalCode::ResellerMpaMissing).with("partner", found.name.as_str()));
    match client.partner_agreement_signed(PartnerKey::Tenant(tenant)).await {
        Ok(true) => Ok(found),
        Ok(false) => Err(missing()),
        Err(error) if error.refusal().is_some_and(|refusal| refusal.code.is_about_partner_id()) => {
            Err(ApiError { trace: error.trace, ..missing() })
        }
        Err(error) => Err(error),
    }
}

#[component]
fn ForReseller(
    /// The reseller's tenant.
    tenant: TenantId,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let read = Loaded::new({
        let tenant = tenant.clone();
        move || {
            let (client, tenant) = (client.clone(), tenant.clone());
            async move { read_reseller(&client, &tenant).await }
        }
    });
    let failed = move || {
        let is_failed = matches!(read.get(), Some(Err(_)));
        is_failed.then(|| {
            view! { <PageHeading title=t.new_customer_title() above=vec![(t.nav_resellers(), Route::IndirectResellers)] /> }
        })
    };
    view! {
        {failed}
        {load(read, move |reseller| {
            view! { <Steps buyer=Buyer::ProviderFor(tenant.clone()) reseller=Some(reseller) /> }.into_any()
        })}
    }
}

/// **Create customer** of a direct bill partner; an indirect one is the provider's to create (R41).
#[component]
pub fn CreateCustomerPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let (buyer, _) = use_query_word("for");
    let indirect = Memo::new(move |_| buyer.get() == "indirect");
    let above = move || vec![(t.customers_title(), Route::Customers)];
    move || {
        if viewer.side() != Side::Partner {
            let missing = refused(Refusal::new(RefusalCode::NotFound));
            return view! { <PageHeading title=t.new_customer_create() />{missing} }.into_any();
        }
        if indirect.get() {
            return view! {
                <PageHeading title=t.new_customer_create() above=above() />
                <WhoBuys />
                <AskProvider />
            }
            .into_any();
        }
        let by_status = viewer.0.direct_bill.as_ref().and_then(|status| status.check(Capability::CreateCustomer).err());
        match by_status.or_else(|| viewer.may(Action::BuyForCustomer).err()) {
            Some(refusal) => {
                let refusal = refused(refusal);
                view! { <PageHeading title=t.new_customer_create() above=above() /><WhoBuys />{refusal} }.into_any()
            }
            None => view! { <Steps buyer=Buyer::DirectPartner reseller=None /> }.into_any(),
        }
    }
}

/// Who will buy for the new customer; the answer stands in the address.
#[component]
fn WhoBuys() -> impl IntoView {
    let t = use_texts();
    let (buyer, set_buyer) = use_query_word("for");
    let choice = move |word: &'static str, id: &'static str, label: String| {
        let set = set_buyer.clone();
        view! {
            <div class="check">
                <input
                    class="check__input"
                    type="radio"
                    name="buyer"
                    id=id
                    prop:checked=move || buyer.get() == word
                    on:change=move |_| set(word)
                />
                <label class="check__label" for=id>{label}</label>
            </div>
        }
    };
    view! {
        <section class="card">
            <fieldset class="fieldset">
                <legend class="fieldset__legend">{t.new_customer_who_buys()}</legend>
                {choice("", "buyer-own", t.new_customer_buys_direct())}
                {choice("indirect", "buyer-provider", t.new_customer_buys_provider())}
            </fieldset>
        </section>
    }
}

/// The steps, by the address.
#[component]
fn Steps(
    /// Who buys.
    buyer: Buyer,
    /// The reseller, for a provider.
    #[prop(optional_no_strip)]
    reseller: Option<Partnership>,
) -> impl IntoView {
    let client = expect_context::<Client>();
    let wizard = Wizard::begin(buyer, reseller, client);
    let (word, _) = use_query_word("step");
    let step = Memo::new(move |_| Step::from_word(&word.get()));
    // A step back through the history, while something is shown that cannot be shown again: it stays, and asks (R143).
    let asked = RwSignal::new(None::<Away>);
    let shown = Memo::new(move |_| match step.get() {
        step if step != Step::Confirmation && holds() => Step::Confirmation,
        step => step,
    });
    Effect::new({
        let wizard = wizard.clone();
        move |before: Option<Step>| {
            let step = step.get();
            if before == Some(Step::Confirmation) && step != Step::Confirmation && holds() {
                wizard.turn_to(Step::Confirmation);
                asked.set(Some(Away::History));
            }
            step
        }
    });
    move || {
        let wizard = wizard.clone();
        let step = shown.get();
        if step != Step::Confirmation {
            // Another step of it: what was shown once is over.
            founding::let_go();
        }
        match step {
            Step::Customer => view! { <FormStep wizard /> }.into_any(),
            Step::Confirmation => view! { <ConfirmationStep wizard asked /> }.into_any(),
            Step::Subscriptions | Step::Review => match wizard.rules_now() {
                None => view! { <Loading /> }.into_any(),
                Some(Err(error)) => {
                    let rules = wizard.rules;
                    view! { <Trouble error on_retry=Callback::new(move |()| rules.refetch()) /> }.into_any()
                }
                Some(Ok(rules)) => match (wizard.checked(&rules), step) {
                    (Some(new), Step::Review) => view! { <ReviewStep wizard new /> }.into_any(),
                    (Some(new), _) => view! { <SubscriptionsStep wizard new /> }.into_any(),
                    // Opened without the form, or with one that is not right: it comes first.
                    (None, _) => view! { <FormStep wizard /> }.into_any(),
                },
            },
        }
    }
}
