//! The bill-to information of a customer, and its change (R70, R177).

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::{ApiError, Cause};
use crate::components::button::GatedButton;
use crate::components::dialog::{Dialog, FormActions};
use crate::components::error_summary::{ErrorSummary, Problems};
use crate::components::facts::facts;
use crate::components::field::TextField;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::customer_profile::BillTo;
use crate::domain::ids::CustomerId;
use crate::domain::refusal::Refusal;
use crate::domain::typed;
use crate::i18n::{Texts, format, use_texts};
use crate::pages::dialogs::use_dialog;
use crate::pages::flaws::{FieldOf, problems};
use crate::pages::kept::KeptForm;
use crate::viewer::{use_live, use_viewer};
use crate::wire::whole::Whole;

/// The part of the page.
#[component]
pub(super) fn BillToPart(
    /// Whose.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let viewer = use_viewer();
    let refusal = viewer.may(Action::EditCustomer).err();
    let (open, show) = use_dialog("bill-to");
    let done = RwSignal::new(false);
    let bill_to = Loaded::new({
        let id = customer.id.clone();
        move || {
            live.track();
            let (client, id) = (client.clone(), id.clone());
            async move { client.bill_to(&id).await }
        }
    });
    let id = customer.id.clone();
    let held = refusal.clone();
    view! {
        <section class="card" aria-labelledby="bill-to-title">
            <h2 class="card__title" id="bill-to-title">{t.account_bill_to()}</h2>
            <p class="card__lead">{t.account_bill_to_lead(&customer.name)}</p>
            {load(bill_to, move |held| bill_to_facts(t, &held.view))}
            <GatedButton
                id="change-bill-to"
                label=t.account_change()
                refusal=Signal::stored(refusal)
                icon_name="document"
                on_press=show
            />
        </section>
        <Dialog id="bill-to-dialog" open done title=t.account_change()>
            <FormOf id=id.clone() refusal=held.clone() open done />
        </Dialog>
    }
}

/// The form, on what is read as it opens: what others change meanwhile is told when it is saved, not slipped under the person's hands.
#[component]
fn FormOf(
    /// Whose.
    id: CustomerId,
    /// Why the person may not change it, if so.
    refusal: Option<Refusal>,
    /// Closes the dialog.
    open: RwSignal<bool>,
    /// Set once it is changed.
    done: RwSignal<bool>,
) -> impl IntoView {
    let client = expect_context::<Client>();
    let read = Loaded::new({
        let id = id.clone();
        move || {
            let (client, id) = (client.clone(), id.clone());
            async move { client.bill_to(&id).await }
        }
    });
    load(read, move |held| view! { <BillToForm id=id.clone() held refusal=refusal.clone() open done /> }.into_any())
}

/// The bill-to information, as it is read.
pub(super) fn bill_to_facts(t: Texts, bill_to: &BillTo) -> AnyView {
    let address = &bill_to.address;
    let city = [address.postal_code.as_str(), &address.city, &address.state, &address.region];
    let city = city.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let country = if address.country.is_empty() { String::new() } else { format::country(t, &address.country) };
    let lines: Vec<AnyView> = [address.line_1.clone(), address.line_2.clone(), city, country]
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| view! { <span class="address__line">{line}</span> }.into_any())
        .collect();
    let given = |text: String| if text.trim().is_empty() { t.account_none_given() } else { text };
    let contact = format!("{} {}", bill_to.first_name, bill_to.last_name);
    facts(vec![
        (t.account_company_name(), given(bill_to.company_name.clone()).into_any()),
        (t.account_contact(), given(contact).into_any()),
        (t.account_email(), given(bill_to.email.clone()).into_any()),
        (t.account_phone(), given(address.phone.clone()).into_any()),
        (t.account_address(), view! { <span class="address">{lines}</span> }.into_any()),
    ])
}

/// The parts that can be changed, in the order of the form.
const PARTS: usize = 10;

fn parts_of(bill_to: &BillTo) -> [&str; PARTS] {
    let address = &bill_to.address;
    [
        &bill_to.company_name,
        &bill_to.first_name,
        &bill_to.last_name,
        &bill_to.email,
        &address.phone,
        &address.line_1,
        &address.line_2,
        &address.postal_code,
        &address.city,
        &address.state,
    ]
}

/// `held` with what is typed, cleaned.
fn with_parts(held: &BillTo, typed: &[String]) -> BillTo {
    let text = |place: usize| typed.get(place).map(|text| typed::line(text)).unwrap_or_default();
    let mut new = held.clone();
    new.company_name = text(0);
    new.first_name = text(1);
    new.last_name = text(2);
    new.email = typed::word(&text(3));
    new.address.phone = text(4);
    new.address.line_1 = text(5);
    new.address.line_2 = text(6);
    new.address.postal_code = text(7);
    new.address.city = text(8);
    new.address.state = text(9);
    // The person at the address is the contact; a service that names another one keeps it.
    if held.address.first_name == held.first_name && held.address.last_name == held.last_name {
        new.address.first_name.clone_from(&new.first_name);
        new.address.last_name.clone_from(&new.last_name);
    }
    new
}

#[component]
fn BillToForm(
    /// Whose.
    id: CustomerId,
    /// What was read.
    held: Whole<BillTo>,
    /// Why the person may not change it, if so.
    refusal: Option<Refusal>,
    /// Closes the dialog.
    open: RwSignal<bool>,
    /// Set once it is changed.
    done: RwSignal<bool>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let fields: Vec<RwSignal<String>> = parts_of(&held.view).into_iter().map(|part| RwSignal::new(part.to_owned())).collect();
    let kept = StoredValue::new(KeptForm::begin(format!("bill-to.{id}"), fields.clone()));
    let labels: [FieldOf; PARTS] = [
        ("companyName", "bill-to-company", t.account_company_name()),
        ("firstName", "bill-to-first", t.account_first_name()),
        ("lastName", "bill-to-last", t.account_last_name()),
        ("email", "bill-to-email", t.account_email()),
        ("phoneNumber", "bill-to-phone", t.account_phone()),
        ("addressLine1", "bill-to-line-1", t.account_line_1()),
        ("addressLine2", "bill-to-line-2", t.account_line_2()),
        ("postalCode", "bill-to-code", t.account_postal_code()),
        ("city", "bill-to-city", t.account_city()),
        ("state", "bill-to-state", t.account_state()),
    ];
    let country = format::country(t, &held.view.address.country);
    // What the change is based on; a newer version replaces it once the person has seen what is different.
    let base = RwSignal::new(held);
    let stale = RwSignal::new(None::<String>);
    let wrong = Problems::default();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let may = refusal.is_none();
    let inputs: Vec<AnyView> = labels
        .iter()
        .zip(&fields)
        .map(|((name, id, label), value)| {
            let kind = match *name {
                "email" => "email",
                "phoneNumber" => "tel",
                _ => "text",
            };
            view! { <TextField id=*id label=label.clone() error=wrong.of(*id) value=*value kind /> }.into_any()
        })
        .collect();
    let labels = StoredValue::new(labels.to_vec());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || !may {
            return;
        }
        error.set(None);
        let held = base.get_untracked();
        let new = with_parts(&held.view, &kept.with_value(KeptForm::texts));
        let said = labels.with_value(|labels| problems(t, &new.flaws(), labels));
        let is_right = said.is_empty();
        wrong.set(said);
        if !is_right {
            return;
        }
        busy.set(true);
        let (client, id, live) = (client.clone(), id.clone(), live.clone());
        leptos::task::spawn_local(async move {
            match client.change_bill_to(&id, &held, &new).await {
                Ok(_) => {
                    kept.try_with_value(KeptForm::forget);
                    done.try_set(true);
                    open.try_set(false);
                    live.changed();
                }
                Err(why) if why.cause == Cause::Stale => match client.bill_to(&id).await {
                    Ok(now) => {
                        let list = labels.try_with_value(|labels| differences(t, labels, &held.view, &now.view));
                        stale.try_set(list);
                        base.try_set(now);
                    }
                    Err(why) => _ = error.try_set(Some(why)),
                },
                Err(why) => {
                    let field_of = |refusal: &Refusal| {
                        let name = refusal.value("field")?;
                        labels.try_with_value(|labels| labels.iter().find(|(known, ..)| *known == name).map(|(_, id, _)| *id))?
                    };
                    error.try_set(wrong.admit(t, why, field_of));
                }
            }
            busy.try_set(false);
        });
    };
    let take_over = move |_| {
        let now = base.get_untracked();
        for (field, part) in fields.iter().zip(parts_of(&now.view)) {
            field.set(part.to_owned());
        }
        stale.set(None);
    };
    let take_over = StoredValue::new(take_over);
    view! {
        <form class="dialog__form" on:submit=submit novalidate>
            <div class="dialog__body" tabindex="-1">
                <ErrorSummary problems=wrong />
                {move || error.get().map(|error| view! { <Trouble error /> })}
                {move || {
                    stale.get().map(|list| {
                        view! {
                            <div role="alert">
                                <Notice tone="warning" title=t.account_stale_title() body=t.account_stale_body(&list)>
                                    <button type="button" class="button" on:click=move |event| take_over.with_value(|take| take(event))>
                                        {t.account_stale_take()}
                                    </button>
                                </Notice>
                            </div>
                        }
                    })
                }}
                <div class="form-grid">{inputs}</div>
                <p>{t.account_country_fixed(&country)}</p>
            </div>
            <FormActions open label=t.account_save() reason_id="bill-to-why" refusal=refusal busy />
        </form>
    }
}

/// What somebody else changed, in words.
fn differences(t: Texts, labels: &[FieldOf], before: &BillTo, now: &BillTo) -> String {
    let changed = labels.iter().zip(parts_of(before).into_iter().zip(parts_of(now)));
    let said: Vec<String> = changed
        .filter(|(_, (before, now))| before != now)
        .map(|((_, _, label), (_, now))| t.account_stale_pair(label, now))
        .collect();
    format::all_of(t, &said)
}
