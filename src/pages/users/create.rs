//! **Create user**, and the form that it shares with the change of one.

use leptos::prelude::*;
use uuid::Uuid;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GateReason;
use crate::components::dialog::Dialog;
use crate::components::error_summary::{ErrorSummary, Problem, Problems, invalid};
use crate::components::facts::{code, facts};
use crate::components::field::{CheckField, SelectField, TextField};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::contact::Flaw;
use crate::domain::country::CODES;
use crate::domain::customer::Customer;
use crate::domain::refusal::Refusal;
use crate::domain::typed;
use crate::domain::user::{NewUser, UserChange, flaws, made_password};
use crate::i18n::{Texts, format, use_texts};
use crate::pages::flaws::{FieldOf, problems};
use crate::pages::kept::KeptForm;
use crate::viewer::use_live;

/// What is typed about a user.
#[derive(Clone, Copy)]
pub(super) struct UserFields {
    pub(super) display_name: RwSignal<String>,
    pub(super) first_name: RwSignal<String>,
    pub(super) last_name: RwSignal<String>,
    pub(super) principal_name: RwSignal<String>,
    pub(super) location: RwSignal<String>,
}

impl UserFields {
    /// Fields that begin as `user`.
    pub(super) fn new(user: &UserChange) -> Self {
        Self {
            display_name: RwSignal::new(user.display_name.clone()),
            first_name: RwSignal::new(user.first_name.clone()),
            last_name: RwSignal::new(user.last_name.clone()),
            principal_name: RwSignal::new(user.principal_name.clone()),
            location: RwSignal::new(user.usage_location.clone()),
        }
    }

    /// All of them, to be kept.
    pub(super) fn all(self) -> Vec<RwSignal<String>> {
        vec![self.display_name, self.first_name, self.last_name, self.principal_name, self.location]
    }

    /// What is typed, cleaned; a sign-in name without a domain is of `domain`, one without a name as shown is shown by both names.
    pub(super) fn read(self, domain: &str) -> UserChange {
        let line = |field: RwSignal<String>| typed::line(&field.get_untracked());
        let name = typed::word(&self.principal_name.get_untracked());
        let is_bare = !name.is_empty() && !name.contains('@') && !domain.is_empty();
        UserChange {
            principal_name: if is_bare { format!("{name}@{domain}") } else { name },
            display_name: line(self.display_name),
            first_name: line(self.first_name),
            last_name: line(self.last_name),
            usage_location: self.location.get_untracked(),
        }
    }

    /// Everything as it was in the beginning.
    fn clear(self, location: &str) {
        for field in self.all() {
            field.set(String::new());
        }
        self.location.set(location.to_owned());
    }
}

/// The fields' names, ids and labels; `ids` tells two forms on one page apart.
pub(super) fn labels(t: Texts, ids: [&'static str; 5]) -> Vec<FieldOf> {
    let names = ["displayName", "firstName", "lastName", "userPrincipalName", "usageLocation"];
    let texts = [
        t.users_display_name(),
        t.account_first_name(),
        t.account_last_name(),
        t.users_principal_name(),
        t.users_column_location(),
    ];
    names.into_iter().zip(ids).zip(texts).map(|((name, id), text)| (name, id, text)).collect()
}

/// The id of the field that a refusal of the service is about.
pub(super) fn id_of(refusal: &Refusal, labels: &[FieldOf]) -> Option<&'static str> {
    let name = refusal.value("field")?;
    labels.iter().find(|(known, ..)| *known == name).map(|(_, id, _)| *id)
}

/// All that is wrong with `user`, at the fields of `labels`. `taken` are the sign-in names that others have.
pub(super) fn wrong_with(t: Texts, user: &UserChange, domain: &str, taken: &[String], labels: &[FieldOf]) -> Vec<Problem> {
    let found = flaws(user, domain);
    let mut said = problems(t, &found, labels);
    let name = labels.iter().find(|(name, ..)| *name == "userPrincipalName");
    let Some((_, id, label)) = name else { return said };
    if found.contains(&("userPrincipalName", Flaw::NoEmail)) {
        said.retain(|problem| problem.field != *id);
        said.push(invalid(t, id, label, &t.users_rule_name(domain)));
    } else if taken.contains(&user.principal_name.to_lowercase()) {
        said.push(invalid(t, id, label, &t.users_rule_taken()));
    }
    said
}

/// The fields of a user.
#[component]
pub(super) fn UserForm(
    /// What is typed.
    fields: UserFields,
    /// Their names, ids and labels.
    labels: Vec<FieldOf>,
    /// The customer's domain.
    domain: String,
    /// What is wrong.
    wrong: Problems,
) -> impl IntoView {
    let t = use_texts();
    let countries = CODES.split_whitespace().map(|code| (code.to_owned(), format::country(t, code))).collect();
    let mut countries = format::by_name(t, countries);
    countries.insert(0, (String::new(), t.users_no_location()));
    let label = |place: usize| labels[place].2.clone();
    let id = |place: usize| labels[place].1;
    let hint = t.users_name_hint(&domain);
    view! {
        <TextField id=id(0) label=label(0) error=wrong.of(id(0)) value=fields.display_name />
        <div class="form-grid">
            <TextField id=id(1) label=label(1) error=wrong.of(id(1)) value=fields.first_name />
            <TextField id=id(2) label=label(2) error=wrong.of(id(2)) value=fields.last_name />
        </div>
        <TextField id=id(3) label=label(3) hint error=wrong.of(id(3)) value=fields.principal_name />
        <SelectField
            id=id(4)
            label=label(4)
            options=Signal::stored(countries)
            value=fields.location
            error=wrong.of(id(4))
            on_change=move |code| fields.location.set(code)
        />
    }
}

/// A password by chance. It lives on the page that asked for it, and nowhere else (R177).
pub(super) fn new_password() -> String {
    made_password(Uuid::new_v4().into_bytes())
}

/// What is told once: sign-in name and password.
pub(super) fn secret(t: Texts, principal_name: &str, password: &str) -> AnyView {
    view! {
        <Notice tone="warning" title=t.users_secret_title() body=t.users_secret_body() />
        {facts(vec![
            (t.users_principal_name(), code(principal_name)),
            (t.users_password(), code(password)),
        ])}
    }
    .into_any()
}

/// The dialog.
#[component]
pub(super) fn CreateUser(
    /// Whose.
    customer: Customer,
    /// The sign-in names that there are, in lower case.
    taken: Vec<String>,
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Why the person may not, if so.
    refusal: Option<Refusal>,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <Dialog id="create-user-dialog" open title=t.users_create()>
            <CreateForm customer=customer.clone() taken=taken.clone() open refusal=refusal.clone() />
        </Dialog>
    }
}

#[component]
fn CreateForm(
    /// Whose.
    customer: Customer,
    /// The sign-in names that there are.
    taken: Vec<String>,
    /// Closes the dialog.
    open: RwSignal<bool>,
    /// Why the person may not, if so.
    refusal: Option<Refusal>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let location = customer.country.clone().unwrap_or_default();
    let nobody = UserChange {
        principal_name: String::new(),
        display_name: String::new(),
        first_name: String::new(),
        last_name: String::new(),
        usage_location: location.clone(),
    };
    let fields = UserFields::new(&nobody);
    let kept = StoredValue::new(KeptForm::begin(format!("create-user.{}", customer.id), fields.all()));
    let change_password = RwSignal::new(true);
    let ids = ["create-display", "create-first", "create-last", "create-name", "create-location"];
    let labels = labels(t, ids);
    let labels_of = StoredValue::new(labels.clone());
    let wrong = Problems::default();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let made = RwSignal::new(None::<(String, String)>);
    let may = refusal.is_none();
    let domain = customer.domain.clone();
    let submit = {
        let (domain, id) = (domain.clone(), customer.id.clone());
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if busy.get_untracked() || !may || made.with_untracked(Option::is_some) {
                return;
            }
            error.set(None);
            let user = fields.read(&domain);
            let said = labels_of.with_value(|labels| wrong_with(t, &user, &domain, &taken, labels));
            let is_right = said.is_empty();
            wrong.set(said);
            if !is_right {
                return;
            }
            busy.set(true);
            let password = new_password();
            let new = NewUser {
                principal_name: user.principal_name,
                display_name: user.display_name,
                first_name: user.first_name,
                last_name: user.last_name,
                usage_location: user.usage_location,
                immutable_id: String::new(),
                password: password.clone(),
                change_password: change_password.get_untracked(),
            };
            let (client, id, location) = (client.clone(), id.clone(), location.clone());
            leptos::task::spawn_local(async move {
                match client.create_user(&id, &new).await {
                    Ok(user) => {
                        kept.try_with_value(KeptForm::forget);
                        fields.clear(&location);
                        made.try_set(Some((user.principal_name, password)));
                    }
                    Err(why) => {
                        error.try_set(wrong.admit(t, why, |refusal| labels_of.try_with_value(|labels| id_of(refusal, labels))?));
                    }
                }
                busy.try_set(false);
            });
        }
    };
    let close = move |_| {
        open.set(false);
        // Only now: the list is drawn anew, and the secret with it.
        if made.get_untracked().is_some() {
            live.changed();
        }
    };
    let close = StoredValue::new(close);
    let body = move || match made.get() {
        Some((name, password)) => secret(t, &name, &password),
        None => view! {
            <ErrorSummary problems=wrong />
            {move || error.get().map(|error| view! { <Trouble error /> })}
            <UserForm fields labels=labels.clone() domain=domain.clone() wrong />
            <CheckField
                id="create-change-password"
                label=t.users_change_password()
                error=Signal::stored(None::<String>)
                value=change_password
            />
            <p>{t.users_password_made()}</p>
        }
        .into_any(),
    };
    let actions = move || {
        if made.with(Option::is_some) {
            return view! {
                <button type="button" class="button" data-kind="primary" on:click=move |event| close.with_value(|close| close(event))>
                    {t.draft_done()}
                </button>
            }
            .into_any();
        }
        view! {
            {refusal.clone().map(|why| view! { <GateReason id="create-user-save-why".to_owned() why /> })}
            <button type="button" class="button" on:click=move |_| open.set(false)>{t.general_cancel()}</button>
            <button
                type="submit"
                class="button"
                data-kind="primary"
                aria-disabled=(!may).then_some("true")
                aria-describedby=(!may).then_some("create-user-save-why")
                aria-busy=move || busy.get().then_some("true")
            >
                {t.users_create()}
            </button>
        }
        .into_any()
    };
    view! {
        <form class="dialog__form" on:submit=submit novalidate>
            <div class="dialog__body" tabindex="-1">{body}</div>
            <div class="dialog__actions">{actions}</div>
        </form>
    }
}
