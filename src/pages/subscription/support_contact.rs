//! **Designated support contact** of a subscription (R151).

use futures_util::future::try_join;
use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::field::SelectField;
use crate::components::load::{Loaded, load};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::ids::{CustomerId, SubscriptionId, TenantId};
use crate::domain::organisation::Side;
use crate::domain::partnership::PartnershipState;
use crate::domain::support_contact::SupportContact;
use crate::i18n::use_texts;
use crate::viewer::{use_live, use_viewer};
use crate::wire::whole::Whole;

/// Who supports it now, and who can.
type Shown = (Whole<SupportContact>, Vec<SupportContact>);

/// The provider itself, and the resellers that are its partners and the customer's.
async fn read(client: &Client, customer: &Customer, id: &SubscriptionId, own: SupportContact) -> Result<Shown, ApiError> {
    let (held, partnerships) =
        try_join(client.support_contact(&customer.id, id), client.list_partnerships(Side::Provider)).await?;
    let is_related = |tenant: &TenantId| customer.resellers.iter().any(|reseller| reseller.tenant == *tenant);
    let resellers = partnerships
        .into_iter()
        .filter(|it| it.state == PartnershipState::Active && is_related(&it.tenant))
        .map(|it| SupportContact { tenant: it.tenant, mpn_id: it.mpn_id, name: it.name });
    let mut choices: Vec<SupportContact> = std::iter::once(own).chain(resellers).collect();
    // Who supports it now is in the list, whatever became of the partnership since.
    if !choices.iter().any(|choice| choice.tenant == held.view.tenant) {
        choices.push(held.view.clone());
    }
    Ok((held, choices))
}

/// The choice.
#[component]
pub(super) fn SupportContactField(
    /// Whose.
    customer: CustomerId,
    /// Which.
    id: SubscriptionId,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let said = RwSignal::new(String::new());
    let organisation = use_viewer().0.organisation.clone();
    let own = SupportContact { tenant: organisation.tenant, mpn_id: organisation.mpn_id, name: organisation.name };
    let shown = Loaded::new({
        let (customer, id) = (customer.clone(), id.clone());
        move || {
            live.track();
            let (client, customer, id, own) = (client.clone(), customer.clone(), id.clone(), own.clone());
            async move {
                let customer = client.customer(&customer).await?;
                read(&client, &customer, &id, own).await
            }
        }
    });
    view! {
        <section class="card" aria-labelledby="support-title">
            <h2 class="card__title" id="support-title">{t.subscription_support_title()}</h2>
            {load(shown, move |(held, choices)| {
                view! { <Choice customer=customer.clone() id=id.clone() held choices said /> }.into_any()
            })}
            <p role="status">{said}</p>
        </section>
    }
}

#[component]
fn Choice(
    /// Whose.
    customer: CustomerId,
    /// Which.
    id: SubscriptionId,
    /// Who supports it now.
    held: Whole<SupportContact>,
    /// Who can.
    choices: Vec<SupportContact>,
    /// What came of it.
    said: RwSignal<String>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let refusal = use_viewer().may(Action::SetSupportContact).err();
    let chosen = RwSignal::new(held.view.tenant.to_string());
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let options: Vec<(String, String)> = choices.iter().map(|it| (it.tenant.to_string(), it.name.clone())).collect();
    let submit = move || {
        let Some(new) = choices.iter().find(|it| it.tenant.as_str() == chosen.get_untracked()).cloned() else { return };
        error.set(None);
        said.set(String::new());
        busy.set(true);
        let (client, customer, id, held, live) = (client.clone(), customer.clone(), id.clone(), held.clone(), live.clone());
        leptos::task::spawn_local(async move {
            match client.change_support_contact(&customer, &id, &held, &new).await {
                Ok(_) => {
                    said.try_set(t.subscription_saved());
                    live.changed();
                }
                Err(why) => _ = error.try_set(Some(why)),
            }
            busy.try_set(false);
        });
    };
    view! {
        {move || error.get().map(|error| view! { <Trouble error /> })}
        <SelectField
            id="support-contact"
            label=t.subscription_support()
            options=Signal::stored(options)
            value=chosen
            on_change=move |tenant| chosen.set(tenant)
        />
        <p class="field__hint">{t.subscription_support_hint()}</p>
        <GatedButton id="set-support" label=t.new_customer_submit() refusal=Signal::stored(refusal) busy on_press=submit />
    }
}
