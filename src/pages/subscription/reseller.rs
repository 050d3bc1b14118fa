//! **Reseller (MPN ID)** of a subscription, as the provider sets it (R149, R150).

use leptos::prelude::*;

use crate::api::Client;
use crate::api::compliance::PartnerKey;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::error_summary::{Problem, Problems, problem};
use crate::components::field::TextField;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::ids::{CustomerId, MpnId};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::subscription::Subscription;
use crate::domain::subscription_change::SubscriptionChange;
use crate::domain::typed::word;
use crate::i18n::{Texts, explain, use_texts};
use crate::viewer::{use_live, use_viewer};

/// The id of the field.
const FIELD: &str = "reseller-mpn";

/// The field, with the check of the service when it is left and before it is set.
#[component]
pub(super) fn ResellerField(
    /// Whose.
    customer: CustomerId,
    /// Which.
    subscription: Subscription,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let refusal = use_viewer().may(Action::AddSubscription).err();
    let held = subscription.reseller.as_ref().map(ToString::to_string).unwrap_or_default();
    let typed = RwSignal::new(held);
    let problems = Problems::default();
    let said = RwSignal::new(String::new());
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let latest = StoredValue::new(0_u32);
    let look = {
        let client = client.clone();
        move |()| {
            let turn = latest.get_value().wrapping_add(1);
            latest.set_value(turn);
            said.set(String::new());
            problems.clear();
            let (client, text) = (client.clone(), typed.get_untracked());
            leptos::task::spawn_local(async move {
                let answer = check(t, &client, &text).await;
                // The last answer counts.
                if latest.try_get_value() != Some(turn) {
                    return;
                }
                match answer {
                    Ok((_, name)) => _ = said.try_set(t.subscription_reseller_found(&name)),
                    Err(Wrong::Field(problem)) => problems.set(vec![problem]),
                    // Whether it is right is asked again when it is sent.
                    Err(Wrong::Trouble(_)) => {}
                }
            });
        }
    };
    let send = move || {
        error.set(None);
        problems.clear();
        said.set(String::new());
        busy.set(true);
        let (client, customer, id, live) = (client.clone(), customer.clone(), subscription.id.clone(), live.clone());
        let text = typed.get_untracked();
        leptos::task::spawn_local(async move {
            let outcome = async {
                let (mpn, _) = check(t, &client, &text).await?;
                let held = client.whole_subscription(&customer, &id).await.map_err(|error| admit(t, error))?;
                let change = SubscriptionChange::Reseller(mpn);
                client.change_subscription(&customer, &held, &change).await.map_err(|error| admit(t, error))
            };
            match outcome.await {
                Ok(_) => {
                    said.try_set(t.subscription_saved());
                    live.changed();
                }
                Err(Wrong::Field(problem)) => problems.set(vec![problem]),
                Err(Wrong::Trouble(why)) => _ = error.try_set(Some(why)),
            }
            busy.try_set(false);
        });
    };
    let read_only = refusal.is_some();
    view! {
        <section class="card" aria-labelledby="reseller-title">
            <h2 class="card__title" id="reseller-title">{t.subscription_reseller_title()}</h2>
            {move || error.get().map(|error| view! { <Trouble error /> })}
            <TextField
                id=FIELD
                label=t.subscription_reseller()
                hint=t.subscription_reseller_hint()
                error=problems.of(FIELD)
                value=typed
                read_only=Signal::stored(read_only)
                on_left=Callback::new(look)
            />
            <div class="cluster">
                <GatedButton id="set-reseller" label=t.subscription_save() refusal=Signal::stored(refusal) busy on_press=send />
                <span role="status">{said}</span>
            </div>
        </section>
    }
}

/// Why an id was not taken.
enum Wrong {
    /// It is about the id.
    Field(Problem),
    /// It is not.
    Trouble(ApiError),
}

fn about(t: Texts, refusal: &Refusal) -> Problem {
    let explained = explain::refusal(t, refusal);
    Problem { text: format!("{} {}", explained.says, explained.next), ..problem(t, FIELD, refusal) }
}

fn admit(t: Texts, error: ApiError) -> Wrong {
    match error.refusal() {
        Some(refusal) if refusal.code.is_about_partner_id() => Wrong::Field(about(t, refusal)),
        _ => Wrong::Trouble(error),
    }
}

/// Asks the service about the id that was typed: the id, and whose it is.
async fn check(t: Texts, client: &Client, typed: &str) -> Result<(MpnId, String), Wrong> {
    let refuse = |code: RefusalCode| Wrong::Field(about(t, &Refusal::new(code)));
    let mpn = MpnId::parse(&word(typed)).ok_or_else(|| refuse(RefusalCode::PartnerIdNotNumeric))?;
    if !client.partner_agreement_signed(PartnerKey::Mpn(&mpn)).await.map_err(|error| admit(t, error))? {
        return Err(refuse(RefusalCode::PartnerIdMpa));
    }
    let profile = client.mpn_profile(Some(&mpn)).await.map_err(|error| admit(t, error))?;
    let name = profile.name.unwrap_or_else(|| mpn.to_string());
    Ok((mpn, name))
}
