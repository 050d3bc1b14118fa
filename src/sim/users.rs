//! Users of a customer and their roles: lists, one, new ones, changes, deletion and its reversal. All takes delegated admin
//! rights. Source: api/partner-center.md 12.1 to 12.8, 12.12, 12.13 (2026-11-21).

use serde_json::{Value, json};

use super::call::Call;
use super::customers;
use super::dossier::is_kept;
use super::licences::{Assigned, invalid_property};
use super::paging::Page;
use super::reply::{Answered, fault, malformed, ok};
use super::state::{CustomerFile, State, made_id};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::ids::UserId;
use crate::domain::user::{User, is_password};
use crate::wire::json::{Node, collection};
use crate::wire::user;

/// A user account.
#[derive(Clone)]
pub(super) struct Account {
    /// The user.
    pub(super) user: User,
    /// The licences that it holds.
    pub(super) licences: Vec<Assigned>,
    /// Ids of its directory roles.
    pub(super) roles: Vec<&'static str>,
}

/// The role that may do everything.
pub(super) const GLOBAL_ADMINISTRATOR: &str = "62e90394-69f5-4237-9190-012177145e10";

/// The roles of every directory, with their ids.
const ROLES: [(&str, &str); 5] = [
    (GLOBAL_ADMINISTRATOR, "Global Administrator"),
    ("729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdesk Administrator"),
    ("fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator"),
    ("b0f54661-2d74-4c50-afa3-1ec803f12efe", "Billing Administrator"),
    ("f023fd81-a637-4b56-95fd-791ac0226033", "Service Support Administrator"),
];

/// The sign-in name of a new tenant's only user, before the `@`.
pub(super) const FIRST_ADMIN: &str = "admin";

/// The only user of a new tenant: its first administrator.
pub(super) fn first_admin(file: &CustomerFile) -> Account {
    let user = User {
        id: UserId::parse(&made_id(file.id.as_str(), 1000)).expect("made ids are ids"),
        principal_name: format!("{FIRST_ADMIN}@{}", file.domain),
        display_name: FIRST_ADMIN.to_owned(),
        first_name: String::new(),
        last_name: String::new(),
        usage_location: file.country.clone(),
        immutable_id: String::new(),
        phone: String::new(),
        last_synchronised: None,
        domain_type: "managed".to_owned(),
        state: "active".to_owned(),
        deleted: None,
    };
    Account { user, licences: Vec::new(), roles: vec![GLOBAL_ADMINISTRATOR] }
}

fn no_user() -> Reply {
    fault(404, 60_002, "The user could not be found.")
}

/// Lets a caller with delegated admin rights read on.
pub(super) fn may_read(file: &CustomerFile, call: &Call<'_>) -> Result<(), Reply> {
    let delegated = file.relation(call.company()).map_or(file.partner == call.company(), |relation| relation.delegated_admin);
    if delegated { Ok(()) } else { Err(fault(403, 900_150, "Delegated admin privileges on the customer are needed.")) }
}

/// Lets a caller with delegated admin rights and the role change users.
pub(super) fn may_change(state: &State, file: &CustomerFile, call: &Call<'_>) -> Result<(), Reply> {
    may_read(file, call)?;
    call.check(state, Action::ManageUsers)
}

/// The user `id`, a deleted one too while it is kept.
pub(super) fn find<'a>(accounts: &'a [Account], id: &str) -> Result<&'a Account, Reply> {
    let id = UserId::parse(id).ok_or_else(no_user)?;
    accounts.iter().find(|account| account.user.id == id).ok_or_else(no_user)
}

fn write(account: &Account) -> Value {
    user::write(&account.user)
}

/// GET …/users: the active ones, or by filter those deleted less than 30 days ago.
pub(super) fn list(state: &State, call: &Call<'_>, customer: &str) -> Answered {
    let file = customers::find(state, call, customer)?;
    may_read(file, call)?;
    let page = Page::asked_for(call)?;
    let deleted = match page.filter.as_str() {
        "" => false,
        filter => wants_deleted(filter)?,
    };
    let dossier = state.dossier(file);
    let rows: Vec<&Account> = dossier
        .users
        .iter()
        .filter(|account| match account.user.deleted {
            None => !deleted,
            Some(at) => deleted && is_kept(at, state.now),
        })
        .collect();
    let path = format!("/customers/{}/users?seekOperation=Next", file.id);
    ok(&page.answer(call, rows.len(), &path, |from, size| {
        collection(rows.iter().skip(from).take(size).map(|account| write(account)).collect())
    }))
}

fn wants_deleted(filter: &str) -> Result<bool, Reply> {
    let refuse = || malformed("The filter is not valid.");
    let parsed = crate::wire::json::parse(filter).map_err(|_| refuse())?;
    let node = Node::new(&parsed);
    let word = |name: &str| node.get(name).text_or_empty().to_ascii_lowercase().replace('_', "");
    // A page prints UserStatus for UserState.
    if word("operator") != "equals" || !["userstate", "userstatus"].contains(&word("field").as_str()) {
        return Err(refuse());
    }
    match word("value").as_str() {
        "inactive" => Ok(true),
        "active" => Ok(false),
        _ => Err(refuse()),
    }
}

/// GET …/users/{userId}.
pub(super) fn get(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let file = customers::find(state, call, customer)?;
    may_read(file, call)?;
    let dossier = state.dossier(file);
    ok(&write(find(&dossier.users, id)?))
}

/// Refuses what a user cannot be; `own` is the user itself, whose name it may keep.
fn check(file: &CustomerFile, accounts: &[Account], user: &User, own: Option<&UserId>) -> Result<(), Reply> {
    let name = user.principal_name.as_str();
    let in_domain = name.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.eq_ignore_ascii_case(&file.domain) && crate::domain::contact::is_email(name)
    });
    if !in_domain {
        return Err(invalid_property("userPrincipalName", "The user principal name is not of a domain of the customer."));
    }
    let taken = accounts.iter().any(|other| Some(&other.user.id) != own && other.user.principal_name.eq_ignore_ascii_case(name));
    if taken {
        return Err(invalid_property("userPrincipalName", "Another user with the same principal name exists."));
    }
    if user.display_name.trim().is_empty() || user.display_name.chars().count() > 256 {
        return Err(invalid_property("displayName", "The display name is missing or too long."));
    }
    let location = &user.usage_location;
    let is_country = location.len() == 2 && location.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !location.is_empty() && !is_country {
        return Err(invalid_property("usageLocation", "The usage location is not a country."));
    }
    Ok(())
}

/// Puts what `node` gives over `user`.
fn put(user: &mut User, node: Node<'_>) {
    let parts = [
        ("userPrincipalName", &mut user.principal_name),
        ("displayName", &mut user.display_name),
        ("firstName", &mut user.first_name),
        ("lastName", &mut user.last_name),
        ("usageLocation", &mut user.usage_location),
        ("immutableId", &mut user.immutable_id),
        ("phoneNumber", &mut user.phone),
    ];
    for (name, part) in parts {
        if let Some(text) = node.get(name).text() {
            *part = text;
        }
    }
}

/// POST …/users: 200, not 201.
pub(super) fn create(state: &mut State, call: &Call<'_>, customer: &str) -> Answered {
    let place = customers::place(state, call, customer)?;
    may_change(state, &state.customers[place], call)?;
    let body = call.body()?;
    let node = Node::new(&body);
    if !is_password(&node.get("passwordProfile").get("password").text_or_empty()) {
        return Err(invalid_property("passwordProfile", "The password is missing or too weak."));
    }
    let mut user = User {
        id: UserId::parse(&state.make_id("user")).ok_or_else(no_user)?,
        principal_name: String::new(),
        display_name: String::new(),
        first_name: String::new(),
        last_name: String::new(),
        usage_location: String::new(),
        immutable_id: String::new(),
        phone: String::new(),
        last_synchronised: None,
        domain_type: "managed".to_owned(),
        state: "active".to_owned(),
        deleted: None,
    };
    put(&mut user, node);
    check(&state.customers[place], &state.dossier(&state.customers[place]).users, &user, None)?;
    let account = Account { user, licences: Vec::new(), roles: Vec::new() };
    let mut answer = write(&account);
    // The service says the password once more; the record of calls never holds it.
    answer["passwordProfile"] = body["passwordProfile"].clone();
    state.dossier_mut(place).users.push(account);
    state.touch();
    ok(&answer)
}

/// PATCH …/users/{userId}: names, location, password, and the way back of a deleted one.
pub(super) fn change(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = customers::place(state, call, customer)?;
    may_change(state, &state.customers[place], call)?;
    let body = call.body()?;
    let node = Node::new(&body);
    if !body.is_object() {
        return Err(malformed("The body has to be a user."));
    }
    let (file, now) = (&state.customers[place], state.now);
    let dossier = state.dossier(file);
    let mut user = find(&dossier.users, id)?.user.clone();
    let before = user.clone();
    if let Some(at) = user.deleted {
        let restores = node.get("state").text().is_some_and(|word| word.eq_ignore_ascii_case("active"));
        if !restores || !is_kept(at, now) {
            return Err(no_user());
        }
        user.deleted = None;
        "active".clone_into(&mut user.state);
    }
    put(&mut user, node);
    let password = node.get("passwordProfile").get("password");
    if !node.get("passwordProfile").is_nothing() && !is_password(&password.text_or_empty()) {
        return Err(invalid_property("passwordProfile", "The password is too weak."));
    }
    check(file, &dossier.users, &user, Some(&user.id))?;
    let changes = user != before || !password.is_nothing();
    let account = state.dossier_mut(place).users.iter_mut().find(|it| it.user.id == user.id);
    let account = account.expect("it was found above");
    account.user = user;
    let answer = write(account);
    if changes {
        state.touch();
    }
    ok(&answer)
}

/// DELETE …/users/{userId}: kept for 30 days.
pub(super) fn delete(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = customers::place(state, call, customer)?;
    may_change(state, &state.customers[place], call)?;
    let now = state.now;
    let id = find(&state.dossier(&state.customers[place]).users, id)?.user.id.clone();
    let account = state.dossier_mut(place).users.iter_mut().find(|it| it.user.id == id && it.user.deleted.is_none());
    let account = account.ok_or_else(no_user)?;
    account.user.deleted = Some(now);
    "inactive".clone_into(&mut account.user.state);
    state.touch();
    Ok(Reply::empty(204))
}

fn write_role((id, name): &(&'static str, &'static str)) -> Value {
    json!({ "name": name, "id": id, "attributes": { "objectType": "DirectoryRole" } })
}

/// GET …/directoryroles.
pub(super) fn roles(state: &State, call: &Call<'_>, customer: &str) -> Answered {
    may_read(customers::find(state, call, customer)?, call)?;
    ok(&collection(ROLES.iter().map(write_role).collect()))
}

/// GET …/users/{userId}/directoryroles.
pub(super) fn roles_of(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let file = customers::find(state, call, customer)?;
    may_read(file, call)?;
    let dossier = state.dossier(file);
    let held = &find(&dossier.users, id)?.roles;
    ok(&collection(ROLES.iter().filter(|(id, _)| held.contains(id)).map(write_role).collect()))
}

fn role(id: &str) -> Result<&'static str, Reply> {
    let found = ROLES.iter().find(|(known, _)| known.eq_ignore_ascii_case(id)).map(|(id, _)| *id);
    found.ok_or_else(|| fault(404, 1000, "The role could not be found."))
}

fn write_member(account: &Account) -> Value {
    json!({
        "id": account.user.id.as_str(),
        "displayName": account.user.display_name,
        "userPrincipalName": account.user.principal_name,
        "attributes": { "objectType": "UserMember" },
    })
}

/// GET …/directoryroles/{roleId}/usermembers.
pub(super) fn members(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let file = customers::find(state, call, customer)?;
    may_read(file, call)?;
    let role = role(id)?;
    let dossier = state.dossier(file);
    let holds = |account: &&Account| account.user.deleted.is_none() && account.roles.contains(&role);
    ok(&collection(dossier.users.iter().filter(holds).map(write_member).collect()))
}

/// POST …/directoryroles/{roleId}/usermembers.
pub(super) fn add_member(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let body = call.body()?;
    let user = Node::new(&body).get("id").text_or_empty();
    let answer = set_role(state, call, customer, (id, &user), true)?;
    Ok(Reply::json(201, &answer))
}

/// DELETE …/directoryroles/{roleId}/usermembers/{userId}.
pub(super) fn remove_member(state: &mut State, call: &Call<'_>, customer: &str, id: &str, user: &str) -> Answered {
    set_role(state, call, customer, (id, user), false).map(|_| Reply::empty(204))
}

fn set_role(state: &mut State, call: &Call<'_>, customer: &str, (id, user): (&str, &str), held: bool) -> Result<Value, Reply> {
    let place = customers::place(state, call, customer)?;
    may_change(state, &state.customers[place], call)?;
    let role = role(id)?;
    let user = find(&state.dossier(&state.customers[place]).users, user)?.user.id.clone();
    let account = state.dossier_mut(place).users.iter_mut().find(|it| it.user.id == user && it.user.deleted.is_none());
    let account = account.ok_or_else(no_user)?;
    let answer = write_member(account);
    if account.roles.contains(&role) != held {
        account.roles.retain(|it| *it != role);
        if held {
            account.roles.push(role);
        }
        state.touch();
    }
    Ok(answer)
}
