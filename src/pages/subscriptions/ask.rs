//! A provider asks a customer's partner for what was bought by new commerce: who is the contact, what is asked for
//! (api/partner-center.md 5.1).

use leptos::prelude::*;
use leptos_router::NavigateOptions;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::dialog::{Dialog, FormActions};
use crate::components::error_summary::{ErrorSummary, Problems};
use crate::components::field::{CheckField, SelectField, TextField};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::contact::email_flaw;
use crate::domain::customer::Customer;
use crate::domain::ids::{MpnId, TenantId};
use crate::domain::new_commerce::{TransferAsk, product_type};
use crate::domain::refusal::Refusal;
use crate::domain::subscription::SubscriptionKind;
use crate::domain::typed;
use crate::i18n::use_texts;
use crate::pages::dialogs::use_dialog;
use crate::pages::flaws::problems;
use crate::pages::kept::KeptForm;
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// What can be asked for, each with the id of its box.
const PRODUCTS: [(&str, SubscriptionKind); 5] = [
    ("ask-term", SubscriptionKind::TermBased),
    ("ask-plan", SubscriptionKind::AzurePlan),
    ("ask-reservation", SubscriptionKind::Reservation),
    ("ask-software", SubscriptionKind::Software),
    ("ask-saas", SubscriptionKind::Saas),
];

/// The field of the contact.
const CONTACT: &str = "ask-contact";

/// The button, and the dialog that it opens; nothing for a customer without a partner to ask.
#[component]
pub(super) fn Ask(
    /// Whose subscriptions.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    let refusal = use_viewer().may(Action::DecideTransfer).err();
    let (open, show) = use_dialog("ask");
    let held = refusal.clone();
    (!customer.resellers.is_empty()).then(|| {
        view! {
            <GatedButton id="ask" label=t.asked_ask() refusal=Signal::stored(refusal) icon_name="arrow-swap" on_press=show />
            <Dialog id="ask-dialog" open title=t.asked_ask()>
                <AskForm customer=customer.clone() refusal=held.clone() open />
            </Dialog>
        }
    })
}

#[component]
fn AskForm(
    /// Whose subscriptions.
    customer: Customer,
    /// Why the person may not, if so.
    refusal: Option<Refusal>,
    /// The dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let navigate = leptos_router::hooks::use_navigate();
    let own = use_viewer().0.organisation.tenant.clone();
    let contact = RwSignal::new(String::new());
    let first = customer.resellers.first().map(|it| it.tenant.to_string()).unwrap_or_default();
    let source = RwSignal::new(first);
    // The ids of the boxes that are ticked.
    let wanted = RwSignal::new(String::new());
    let kept = StoredValue::new(KeptForm::begin(format!("ask.{}", customer.id), vec![contact, source, wanted]));
    let ticked = PRODUCTS.map(|(id, _)| RwSignal::new(wanted.read_untracked().split(' ').any(|held| held == id)));
    Effect::new(move |_| {
        let ids: Vec<&str> = PRODUCTS.iter().zip(ticked).filter(|(_, value)| value.get()).map(|((id, _), _)| *id).collect();
        wanted.set(ids.join(" "));
    });
    let wrong = Problems::default();
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let may = refusal.is_none();
    let resellers = StoredValue::new(customer.resellers.clone());
    let chosen = move || {
        let wanted = source.get();
        resellers.with_value(|all| all.iter().find(|it| it.tenant.as_str() == wanted).or(all.first()).cloned())
    };
    let fields = move || [("customerEmailId", CONTACT, t.asked_contact())];
    let submit = {
        let customer = customer.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let Some(partner) = untrack(chosen).filter(|_| may && !busy.get_untracked()) else { return };
            error.set(None);
            let email = typed::word(&contact.get_untracked());
            if let Some(flaw) = email_flaw(&email) {
                return wrong.set(problems(t, &[("customerEmailId", flaw)], &fields()));
            }
            wrong.clear();
            busy.set(true);
            let types = PRODUCTS.iter().zip(ticked).filter(|(_, box_)| box_.get_untracked());
            let ask = TransferAsk {
                source: partner.tenant,
                source_name: partner.name,
                customer_email: email,
                customer_name: Some(customer.name.clone()),
                target: Some(own.clone()),
                target_email: None,
                product_types: types.filter_map(|((_, kind), _)| product_type(*kind).map(str::to_owned)).collect(),
                partner_of_record: partner.mpn_id,
            };
            let (client, live, id, navigate) = (client.clone(), live.clone(), customer.id.clone(), navigate.clone());
            leptos::task::spawn_local(async move {
                match client.ask_for_transfer(&id, &ask).await {
                    Ok(made) => {
                        kept.try_with_value(KeptForm::forget);
                        live.changed();
                        // Whoever left meanwhile is not taken back.
                        if open.try_get_untracked() == Some(true) {
                            navigate(&Route::Transfer(id, made.transfer.id).path(), NavigateOptions::default());
                        }
                    }
                    Err(why) => {
                        let field_of = |refusal: &Refusal| (refusal.value("field") == Some("customerEmailId")).then_some(CONTACT);
                        error.try_set(wrong.admit(t, why, field_of));
                    }
                }
                busy.try_set(false);
            });
        }
    };
    let name = customer.name.clone();
    let lead = move || chosen().map(|partner| t.asked_ask_lead(&name, &partner.name));
    let record = move || {
        let mpn = chosen()?.mpn_id.as_ref().map(MpnId::to_string)?;
        Some(view! { <p>{t.asked_ask_record(&mpn)}</p> })
    };
    let options = resellers.with_value(|all| all.iter().map(|it| (it.tenant.to_string(), it.name.clone())).collect::<Vec<_>>());
    let choice = (options.len() > 1).then(|| {
        let choose = move |word: String| {
            if TenantId::parse(&word).is_some() {
                source.set(word);
            }
        };
        view! { <SelectField id="ask-source" label=t.asked_ask_source() options=Signal::stored(options) value=source on_change=choose /> }
    });
    let boxes: Vec<AnyView> = PRODUCTS
        .iter()
        .zip(ticked)
        .map(|((id, kind), value)| {
            let label = t.words_subscription_kind(kind.word()).unwrap_or_default();
            view! { <CheckField id=*id label error=wrong.of(*id) value /> }.into_any()
        })
        .collect();
    view! {
        <form class="dialog__form" on:submit=submit novalidate>
            <div class="dialog__body" tabindex="-1">
                <p>{lead}</p>
                <ErrorSummary problems=wrong />
                {move || error.get().map(|error| view! { <Trouble error /> })}
                {choice}
                <TextField id=CONTACT label=t.asked_contact() error=wrong.of(CONTACT) value=contact kind="email" />
                <fieldset class="fieldset">
                    <legend class="fieldset__legend">{t.asked_products()}</legend>
                    <p>{t.asked_ask_all()}</p>
                    {boxes}
                </fieldset>
                {record}
            </div>
            <FormActions open label=t.transfers_create() reason_id="ask-dialog-why" refusal=refusal busy />
        </form>
    }
}
