//! The provider's attestation: **Microsoft Customer Agreement**, **Update** (R87).

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::dialog::{Dialog, FormActions};
use crate::components::error_summary::{ErrorSummary, Problem, Problems, invalid, problem, required};
use crate::components::field::TextField;
use crate::components::load::{Loaded, Loading};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::agreement::{AgreementTemplate, Confirmation, NewAgreement, check_date};
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::moment::Timestamp;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::typed;
use crate::i18n::format::{local_day, use_now};
use crate::i18n::{Texts, use_texts};
use crate::pages::dialogs::use_dialog;
use crate::pages::flaws::{FieldOf, problems};
use crate::pages::kept::KeptForm;
use crate::viewer::{use_live, use_viewer};

/// The button, and the dialog that it opens.
#[component]
pub(super) fn Attest(
    /// Whose agreement.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    let refusal = use_viewer().may(Action::Attest).err();
    let (open, show) = use_dialog("attest");
    let done = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let held = refusal.clone();
    view! {
        <GatedButton id="attest" label=t.mca_update() refusal=Signal::stored(refusal) kind="primary" icon_name="document" on_press=show />
        <p role="status">{said}</p>
        <Dialog id="attest-dialog" open done title=t.customers_agreement()>
            <AttestForm customer=customer.clone() refusal=held.clone() open done said />
        </Dialog>
    }
}

/// The newest of the agreements in use.
fn newest(templates: &[AgreementTemplate]) -> Option<&AgreementTemplate> {
    templates.iter().max_by_key(|template| template.version_rank)
}

#[component]
fn AttestForm(
    /// Whose agreement.
    customer: Customer,
    /// Why the person may not, if so.
    refusal: Option<Refusal>,
    /// Closes the dialog.
    open: RwSignal<bool>,
    /// Set once it is recorded.
    done: RwSignal<bool>,
    /// Set to what was done.
    said: RwSignal<String>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let now = use_now();
    let client = expect_context::<Client>();
    let templates = Loaded::new({
        let client = client.clone();
        let country = customer.country.clone().unwrap_or_default();
        move || {
            let (client, country) = (client.clone(), country.clone());
            async move {
                let list = client.list_agreement_templates().await?;
                let Some(template) = newest(&list).cloned() else { return Ok(None) };
                let document = client.agreement_document(&template.id, t.language().locale(), &country).await;
                // The text is an aid: without its address the agreement can be recorded all the same.
                let link = document.map_or_else(|_| template.link.clone(), |document| document.display_uri);
                Ok(Some((template, link)))
            }
        }
    });
    let [first, last, email, phone, date] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let kept = StoredValue::new(KeptForm::begin(format!("attest.{}", customer.id), vec![first, last, email, phone, date]));
    let labels: [FieldOf; 4] = [
        ("firstName", "attest-first", t.account_first_name()),
        ("lastName", "attest-last", t.account_last_name()),
        ("email", "attest-email", t.account_email()),
        ("phoneNumber", "attest-phone", t.account_phone_optional()),
    ];
    let wrong = Problems::default();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let may = refusal.is_none();
    let labels_of = StoredValue::new(labels.to_vec());
    let submit = {
        let customer = customer.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if busy.get_untracked() || !may {
                return;
            }
            error.set(None);
            let contact = Contact {
                first_name: typed::line(&first.get_untracked()),
                last_name: typed::line(&last.get_untracked()),
                email: typed::word(&email.get_untracked()),
                phone: typed::line(&phone.get_untracked()),
            };
            let mut found = labels_of.with_value(|labels| problems(t, &contact.flaws(), labels));
            let agreed = read_date(t, &date.get_untracked(), now.get_untracked());
            let agreed = agreed.map_err(|why| found.push(why)).ok();
            let template = match templates.get() {
                Some(Ok(Some((template, _)))) => Some(template.id),
                _ => None,
            };
            if template.is_none() {
                found.push(Problem { field: "".into(), text: t.attest_no_template() });
            }
            let (Some(agreed), Some(template), true) = (agreed, template, found.is_empty()) else { return wrong.set(found) };
            wrong.clear();
            busy.set(true);
            let new = NewAgreement { contact, template, agreed };
            let (client, id, live, provider) =
                (client.clone(), customer.id.clone(), live.clone(), customer.providers.first().map(|it| it.name.clone()));
            leptos::task::spawn_local(async move {
                match client.confirm_agreement(&id, &new).await {
                    Ok(outcome) => {
                        kept.try_with_value(KeptForm::forget);
                        said.try_set(match outcome {
                            Confirmation::Recorded(_) => t.attest_done(&provider.unwrap_or_else(|| t.general_provider())),
                            Confirmation::AlreadyRecorded => t.attest_already(),
                        });
                        done.try_set(true);
                        open.try_set(false);
                        live.changed();
                    }
                    Err(why) => _ = error.try_set(wrong.admit(t, why, |refusal| field_of(&labels_of, refusal))),
                }
                busy.try_set(false);
            });
        }
    };
    let text = move || match templates.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(None)) => view! { <p>{t.attest_no_template()}</p> }.into_any(),
        Some(Ok(Some((_, link)))) => view! {
            <p>
                <a class="link" href=link target="_blank" rel="noopener noreferrer">
                    {t.attest_text()}
                    <span class="visually-hidden">{move || format!(" ({})", t.general_new_tab())}</span>
                </a>
            </p>
        }
        .into_any(),
        Some(Err(error)) => view! { <Trouble error on_retry=Callback::new(move |()| templates.refetch()) /> }.into_any(),
    };
    let [(_, first_id, first_label), (_, last_id, last_label), (_, email_id, email_label), (_, phone_id, phone_label)] = labels;
    view! {
        <form class="dialog__form" on:submit=submit novalidate>
            <div class="dialog__body" tabindex="-1">
                <p>{t.attest_lead(&customer.name)}</p>
                {text}
                <ErrorSummary problems=wrong />
                {move || error.get().map(|error| view! { <Trouble error /> })}
                <div class="form-grid">
                    <TextField id=first_id label=first_label error=wrong.of(first_id) value=first />
                    <TextField id=last_id label=last_label error=wrong.of(last_id) value=last />
                    <TextField id=email_id label=email_label error=wrong.of(email_id) value=email kind="email" />
                    <TextField id=phone_id label=phone_label error=wrong.of(phone_id) value=phone kind="tel" />
                    <TextField
                        id="attest-date"
                        label=t.attest_date()
                        hint=t.attest_date_hint()
                        error=wrong.of("attest-date")
                        value=date
                        kind="date"
                    />
                </div>
            </div>
            <FormActions open label=t.extend_save() reason_id="attest-dialog-why" refusal=refusal busy />
        </form>
    }
}

/// The day that was typed, at its beginning in the person's own zone.
fn read_date(t: Texts, text: &str, now: Timestamp) -> Result<Timestamp, Problem> {
    let label = t.attest_date();
    let text = typed::word(text);
    if text.is_empty() {
        return Err(required(t, "attest-date", &label));
    }
    let Some(at) = local_day(&text) else { return Err(invalid(t, "attest-date", &label, &t.attest_rule_date())) };
    check_date(at, now).map(|()| at).map_err(|refusal| match refusal.code {
        RefusalCode::DateInFuture => problem(t, "attest-date", &refusal),
        _ => invalid(t, "attest-date", &label, &t.attest_rule_date()),
    })
}

fn field_of(labels: &StoredValue<Vec<FieldOf>>, refusal: &Refusal) -> Option<&'static str> {
    if refusal.code == RefusalCode::DateInFuture {
        return Some("attest-date");
    }
    match refusal.value("field")? {
        "dateAgreed" => Some("attest-date"),
        name => labels.try_with_value(|labels| labels.iter().find(|(known, ..)| *known == name).map(|(_, id, _)| *id))?,
    }
}
