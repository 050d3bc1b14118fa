//! What was done, as the service records it: who did what to what, when, with the state before and after. Source:
//! api/partner-center.md 12.14 (2026-11-21).

use serde_json::{Value, json};

use super::call::Call;
use super::company::Company;
use super::reply::{Answered, malformed, ok};
use super::route;
use super::state::State;
use crate::api::http::Method;
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::ids::{CustomerId, SubscriptionId, TransferId};
use crate::domain::moment::Timestamp;
use crate::wire::json::{Node, collection, parse, write_time};

/// How many records a page holds at most.
const LARGEST_SIZE: usize = 500;
/// How far back records are given unless asked otherwise, in days.
const USUAL_DAYS: i64 = 30;
/// How far back they are given at most, in days.
const MOST_DAYS: i64 = 90;

/// One deed.
pub(super) struct Deed {
    at: Timestamp,
    /// Whose record it stands in.
    company: Company,
    /// Who did it; empty for the service itself.
    user: String,
    customer: Option<(CustomerId, String)>,
    resource: &'static str,
    operation: String,
    before: Value,
    after: Value,
    details: Vec<(&'static str, String)>,
}

/// What a call is about, by its address.
struct Subject {
    customer: Option<CustomerId>,
    subscription: Option<SubscriptionId>,
    transfer: Option<TransferId>,
    invitation: Option<String>,
    resource: &'static str,
    operation: String,
}

/// The acceptance of an invitation by the customer itself, on its page at Microsoft.
const ACCEPTED: &str = "accept_customer_invitation";

/// Answers a call, and records what it changed.
pub(super) fn answer(state: &mut State, call: &Call<'_>) -> Answered {
    let mut subject = Subject::of(call);
    if call.request.method.is_read() && subject.transfer.is_none() {
        // Looking at a request is how the service goes on with it; no other read changes anything.
        return route::rest(state, call);
    }
    subject.customer = subject.customer.or_else(|| invited(state, subject.invitation.as_deref()));
    let before = look(state, &subject);
    let changes = state.changes();
    let known = subject.customer.as_ref().map_or(0, |id| transfers_of(state, id));
    let answered = route::rest(state, call);
    if state.changes() != changes && answered.is_ok() {
        record(state, call, subject, before, known);
    }
    answered
}

fn record(state: &mut State, call: &Call<'_>, mut subject: Subject, mut before: Value, known: usize) {
    if subject.resource == "customer_invitation" && subject.customer.is_none() {
        // One that was just made, or a company that was no customer before it accepted.
        subject.customer = match &subject.invitation {
            Some(id) => invited(state, Some(id)),
            None => state.customer_invitations.last().and_then(|file| file.invitation.customer.clone()),
        };
    }
    let file = subject.customer.as_ref().and_then(|id| state.file_of(id));
    if subject.transfer.is_none() && subject.resource == "transfer" {
        // What was created is the one that was not there before.
        subject.transfer = file.filter(|file| file.transfers.len() > known).map(|file| file.transfers[known].transfer.id.clone());
        before = Value::Null;
    }
    let after = look(state, &subject);
    let by_service = call.request.method.is_read();
    let by_customer = subject.operation == ACCEPTED;
    let parties = match (by_service, file.zip(subject.transfer.as_ref())) {
        // What the customer does stands in the record of both sides.
        _ if by_customer => {
            let relations = file.into_iter().flat_map(|file| &file.relations).map(|relation| relation.provider);
            std::iter::once(call.company()).chain(relations).collect()
        }
        // What the service does by itself stands in the record of both sides.
        (true, Some((file, id))) => {
            let transfer = file.transfers.iter().find(|entry| entry.transfer.id == *id).map(|entry| &entry.transfer);
            let tenants =
                transfer.into_iter().flat_map(|transfer| std::iter::once(&transfer.source).chain(transfer.target.as_ref()));
            tenants.filter_map(Company::of_tenant).collect()
        }
        _ => vec![call.company()],
    };
    let mut details = Vec::new();
    if let Some(id) = &subject.transfer {
        details.push(("TransferId", id.to_string()));
    }
    if let Some(id) = &subject.subscription {
        details.push(("SubscriptionId", id.to_string()));
    }
    let customer = file.map(|file| (file.id.clone(), file.name.clone()));
    let user = match file {
        _ if by_service => String::new(),
        Some(file) if by_customer => format!("admin@{}", file.domain),
        _ => call.persona.email(),
    };
    let at = state.now;
    for company in parties {
        state.deeds.push(Deed {
            at,
            company,
            user: user.clone(),
            customer: customer.clone(),
            resource: subject.resource,
            operation: subject.operation.clone(),
            before: before.clone(),
            after: after.clone(),
            details: details.clone(),
        });
    }
}

fn transfers_of(state: &State, id: &CustomerId) -> usize {
    state.file_of(id).map_or(0, |file| file.transfers.len())
}

/// The customer that invitation `id` is for, where it is one.
fn invited(state: &State, id: Option<&str>) -> Option<CustomerId> {
    let file = state
        .customer_invitations
        .iter()
        .find(|file| id.is_some_and(|id| file.invitation.id.as_str().eq_ignore_ascii_case(id)))?;
    file.invitation.customer.clone()
}

impl Subject {
    fn of(call: &Call<'_>) -> Self {
        let segments = call.request.segments();
        let lower: Vec<String> = segments.iter().map(|segment| segment.to_ascii_lowercase()).collect();
        let path: Vec<&str> = lower.iter().map(String::as_str).skip(1).collect();
        let method = call.request.method;
        let made = matches!(method, Method::Post);
        let gone = matches!(method, Method::Delete);
        let (resource, operation) = match &path[..] {
            ["customers", _, "transfers"] => ("transfer", "create_transfer"),
            ["customers", _, "transfers", _, "notices"] => ("transfer", "create_notice"),
            ["customers", _, "transfers", ..] => ("transfer", "update_transfer"),
            ["customers", _, "subscriptions", _, "supportcontact"] => ("subscription", "update_support_contact"),
            ["customers", _, "subscriptions", ..] => ("subscription", "update_subscription"),
            ["customers", _, "relationships", ..] => ("partner_relationship", "extend_relationship"),
            ["customers", _, "agreements"] | ["agreements", ..] => ("agreement", "create_agreement"),
            ["customers", _, "profiles", ..] => ("customer", "update_customer_billing_profile"),
            ["customers", _, "orders", ..] | ["customers", _, "carts", _, "checkout"] => ("order", "create_order"),
            ["customers", _, "users", _, "licenseupdates"] => ("license", "update_customer_user_licenses"),
            ["customers", _, "users", ..] if gone => ("customer_user", "delete_customer_user"),
            ["customers", _, "users"] if made => ("customer_user", "add_customer_user"),
            ["customers", _, "users", ..] => ("customer_user", "update_customer_user"),
            ["customers"] => ("customer", "add_customer"),
            ["customers", _] => ("customer", "remove_partner_customer_relationship"),
            ["relationships", ..] if gone => ("partner_relationship", "remove_partner_relationship"),
            ["relationships", ..]
            | ["partnerinvitations" | "partnershipinvitations" | "invitations", .., "accept" | "acceptance"] => {
                ("partner_relationship", "create_partner_relationship")
            }
            ["simulation", "customerinvitations", _, "acceptance"] => ("customer_invitation", ACCEPTED),
            ["customerinvitations", ..] => {
                ("customer_invitation", if made { "create_customer_invitation" } else { "update_customer_invitation" })
            }
            ["partnerinvitations" | "partnershipinvitations" | "invitations", ..] => {
                ("partner_invitation", "create_partner_invitation")
            }
            ["profiles", ..] => ("organization", "update_profile"),
            ["enrolledprograms", ..] => ("program", "update_program"),
            _ => ("organization", "update_organization"),
        };
        let id = |after: &str| {
            let place = lower.iter().position(|segment| segment == after)?;
            segments.get(place + 1).map(AsRef::as_ref)
        };
        let customer: Option<&str> = id("customers");
        Self {
            customer: customer.and_then(CustomerId::parse),
            subscription: id("subscriptions").and_then(SubscriptionId::parse),
            transfer: id("transfers").and_then(TransferId::parse),
            invitation: id("customerinvitations").map(str::to_owned),
            resource,
            operation: operation.to_owned(),
        }
    }
}

/// What can be said of the subject as it stands: states, counts and organisations, nothing about people.
fn look(state: &State, subject: &Subject) -> Value {
    let Some(file) = subject.customer.as_ref().and_then(|id| state.file_of(id)) else {
        return Value::Null;
    };
    if let Some(id) = &subject.transfer {
        let Some(entry) = file.transfers.iter().find(|entry| entry.transfer.id == *id) else { return Value::Null };
        let finding = |mark: &Option<crate::domain::review::Mark>| mark.as_ref().map(|mark| mark.finding.word());
        return json!({
            "status": entry.transfer.status.word(),
            "lineItems": entry.transfer.lines.len(),
            "providerVerified": finding(&entry.review.provider_verified),
            "partnerVerified": finding(&entry.review.partner_verified),
        });
    }
    if let Some(id) = &subject.subscription {
        let Some(holding) = file.holdings.iter().find(|holding| holding.subscription.id == *id) else { return Value::Null };
        let subscription = &holding.subscription;
        return json!({
            "status": subscription.status.word(),
            "quantity": subscription.quantity,
            "billingCycle": subscription.billing_cycle.word(),
            "autoRenewEnabled": subscription.auto_renew,
        });
    }
    let providers: Vec<&str> = file.relations.iter().map(|relation| relation.provider.name()).collect();
    json!({
        "kind": file.kind.word(),
        "agreementState": file.agreement.word(),
        "providers": providers.join(", "),
    })
}

fn write(deed: &Deed) -> Value {
    let text = |value: &Value| if value.is_null() { Value::Null } else { json!(value.to_string()) };
    let details: Vec<Value> = deed.details.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect();
    json!({
        "partnerId": deed.company.tenant(),
        "customerId": deed.customer.as_ref().map(|(id, _)| id.as_str()),
        "customerName": deed.customer.as_ref().map(|(_, name)| name),
        "userPrincipalName": deed.user,
        "applicationId": "Partner Center",
        "resourceType": deed.resource,
        "resourceOldValue": text(&deed.before),
        "resourceNewValue": text(&deed.after),
        "operationType": deed.operation,
        "operationDate": write_time(deed.at),
        "operationStatus": "succeeded",
        "customizedData": details,
        "attributes": { "objectType": "AuditRecord" },
    })
}

/// A day of the query, `yyyy-mm-dd`.
fn day(call: &Call<'_>, name: &str) -> Result<Option<Timestamp>, Reply> {
    let Some(text) = call.query(name) else { return Ok(None) };
    let read = format!("{text}T00:00:00Z").parse().ok().filter(|_| text.len() == 10);
    read.map(Some).ok_or_else(|| malformed("A date is to be written as yyyy-mm-dd."))
}

/// GET /v1/auditrecords: the newest first.
pub(super) fn list(state: &State, call: &Call<'_>) -> Answered {
    call.check(state, Action::ReadHistory)?;
    let token = match call.query("seekOperation") {
        None => None,
        Some(_) => {
            let token = call.request.header_value("MS-ContinuationToken").and_then(Token::read);
            Some(token.ok_or_else(|| malformed("The continuation token is not valid."))?)
        }
    };
    let asked = match token {
        Some(token) => token,
        None => Token::asked(state, call)?,
    };
    let filter = parse(&asked.filter).unwrap_or_default();
    let node = Node::new(&filter);
    let (field, value) =
        (node.get("Field").text_or_empty().to_ascii_lowercase(), node.get("Value").text_or_empty().to_lowercase());
    let passes = |deed: &&Deed| {
        let (id, name) =
            deed.customer.as_ref().map_or((String::new(), String::new()), |(id, name)| (id.to_string(), name.to_lowercase()));
        let is_asked = match field.as_str() {
            "" => true,
            "customerid" => id.eq_ignore_ascii_case(&value),
            "companyname" => name.contains(&value),
            _ => deed.resource.eq_ignore_ascii_case(&value),
        };
        deed.company == call.company() && is_asked && (asked.from..asked.to).contains(&deed.at.as_second())
    };
    let found: Vec<&Deed> = state.deeds.iter().rev().filter(passes).collect();
    let rows = found.iter().skip(asked.offset).take(asked.size).map(|deed| write(deed)).collect();
    let mut body = collection(rows);
    body["totalCount"] = json!(found.len());
    if asked.offset + asked.size < found.len() {
        body["continuationToken"] = json!(Token { offset: asked.offset + asked.size, ..asked }.write());
    }
    ok(&body)
}

/// What a page of records holds: opaque to callers.
struct Token {
    size: usize,
    offset: usize,
    from: i64,
    to: i64,
    filter: String,
}

impl Token {
    fn asked(state: &State, call: &Call<'_>) -> Result<Self, Reply> {
        let now = state.now;
        let from = day(call, "startDate")?.unwrap_or_else(|| now.plus_hours(-24 * USUAL_DAYS));
        // The day itself counts, and the day on which one asks is not over.
        if from < now.plus_hours(-24 * (MOST_DAYS + 1)) {
            return Err(malformed("The start date is more than 90 days back."));
        }
        let to = day(call, "endDate")?.map_or(i64::MAX, |day| day.plus_hours(24).as_second());
        let filter = call.query("filter").unwrap_or_default().to_owned();
        if !filter.is_empty() {
            let parsed = parse(&filter).map_err(|_| malformed("The filter is not valid."))?;
            let known = ["companyname", "customerid", "resourcetype"];
            if !known.contains(&Node::new(&parsed).get("Field").text_or_empty().to_ascii_lowercase().as_str()) {
                return Err(malformed("The filter is not valid."));
            }
        }
        let size = call.query("size").and_then(|size| size.parse().ok()).filter(|size| *size > 0).unwrap_or(LARGEST_SIZE);
        Ok(Self { size: size.min(LARGEST_SIZE), offset: 0, from: from.as_second(), to, filter })
    }

    fn write(&self) -> String {
        format!("{}.{}.{}.{}.{}", self.size, self.offset, self.from, self.to, crate::domain::percent::encode(&self.filter))
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(5, '.');
        let size = parts.next()?.parse().ok().filter(|size| (1..=LARGEST_SIZE).contains(size))?;
        let offset = parts.next()?.parse().ok()?;
        let (from, to) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { size, offset, from, to, filter: crate::domain::percent::decode(parts.next()?) })
    }
}
