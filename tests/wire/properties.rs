//! What reading promises for any answer: it never panics, an odd row or an unknown word never blanks a list, and the casing of
//! names does not matter (contract 1.1, 1.4).

use std::fmt::Debug;

use crossover::domain::address::Address;
use crossover::domain::audit::AuditQuery;
use crossover::domain::customer_invitation::Stage;
use crossover::domain::subscription_change::SubscriptionChange;
use crossover::wire::json::{self, Node};
use crossover::wire::{
    agreement, audit, cart, country, customer, customer_invitation, customer_profile, fault, licence, new_commerce, new_customer,
    offer, order, partnership_invitation, profile, provider_listing, provisioning, relationship, review, session, subscription,
    support_contact, transfer, user,
};
use futures_executor::block_on;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Number, Value, json};

use crate::harness::{self, samples};

/// A reader, and what it understood, printed.
type Reader = fn(Node<'_>) -> String;

fn shown<T: Debug>(value: T) -> String {
    format!("{value:?}")
}

/// Every reader of a whole answer.
const READERS: [Reader; 41] = [
    |node| shown(customer_invitation::read_list(node)),
    |node| shown(partnership_invitation::read_list(node)),
    |node| shown(provider_listing::read_list(node)),
    |node| shown(agreement::read(node)),
    |node| shown(agreement::read_list(node)),
    |node| shown(agreement::read_templates(node)),
    |node| shown(agreement::read_document(node)),
    |node| shown(audit::read_list(node)),
    |node| shown(cart::read(node)),
    |node| shown(cart::read_checkout(node)),
    |node| shown(country::read(node)),
    |node| shown(customer::read(node)),
    |node| shown(customer::read_list(node)),
    |node| shown(customer_profile::read_company(node)),
    |node| shown(customer_profile::read_bill_to(node)),
    |node| shown(new_customer::read_created(node)),
    |node| shown(fault::Fault::read(node)),
    |node| shown([400, 403, 404, 409, 500].map(|status| fault::Fault::read(node).refusal(status))),
    |node| shown(licence::read_list(node)),
    |node| shown(licence::read_pools(node)),
    |node| shown(licence::read_warnings(node)),
    |node| shown(new_commerce::read(node, &harness::customer())),
    |node| shown(offer::read_list(node)),
    |node| shown(order::read(node)),
    |node| shown(profile::read_legal_business(node)),
    |node| shown(profile::read_organisation(node)),
    |node| shown(profile::read_mpn(node)),
    |node| shown(profile::read_billing(node)),
    |node| shown(profile::read_support(node)),
    |node| shown(provisioning::read(node)),
    |node| shown(relationship::read_list(node)),
    |node| shown(relationship::read_link(node)),
    |node| shown(review::read(node)),
    |node| shown(session::read(node)),
    |node| shown((subscription::read(node), subscription::read_list(node))),
    |node| shown(support_contact::read(node)),
    |node| shown(transfer::read_list(node, &harness::customer())),
    |node| shown(transfer::read_eligibility(node)),
    |node| shown(transfer::read_submit_result(node)),
    |node| shown((user::read(node), user::read_list(node))),
    |node| shown(user::read_roles(node)),
];

/// How many rows a reader of a list finds.
type Counter = fn(Node<'_>) -> usize;

/// Every reader of a list: how many rows it finds, and a row that it takes.
fn lists() -> Vec<(&'static str, Counter, Value)> {
    let row = |file: &str| {
        let body = harness::fixture_json(file);
        body.get("items").unwrap_or(&body)[0].clone()
    };
    vec![
        ("agreements", |node| agreement::read_list(node).len(), row("agreements.list.response-200.json")),
        ("templates", |node| agreement::read_templates(node).len(), row("agreements.metadata.response-200.json")),
        ("audit", |node| audit::read_list(node).len(), row("auditrecords.list.response-200.json")),
        ("customers", |node| customer::read_list(node).len(), row("customers.list.response-200.json")),
        ("licences", |node| licence::read_list(node).len(), row("users.licenses.response-200.json")),
        ("pools", |node| licence::read_pools(node).len(), row("subscribedskus.list.response-200.json")),
        ("offers", |node| offer::read_list(node).len(), row("offers.list.response-200.json")),
        (
            "relationships",
            |node| relationship::read_list(node).len(),
            row("relationships.list-indirect-resellers.response-200.json"),
        ),
        ("subscriptions", |node| subscription::read_list(node).len(), row("subscriptions.list.response-200.json")),
        ("transfers", |node| transfer::read_list(node, &harness::customer()).len(), row("transfers.list.response-200.json")),
        ("eligibility", |node| transfer::read_eligibility(node).len(), row("transfers.eligibility.response-200.json")),
        ("users", |node| user::read_list(node).len(), row("users.list.response-200.json")),
        ("roles", |node| user::read_roles(node).len(), row("users.directory-roles.response-200.json")),
    ]
}

/// The names of members that samples use, so that random documents reach into the readers.
fn names() -> Vec<String> {
    fn collect(value: &Value, names: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    names.push(name.clone());
                    collect(value, names);
                }
            }
            Value::Array(entries) => entries.iter().for_each(|entry| collect(entry, names)),
            _ => {}
        }
    }
    let mut names = Vec::new();
    for sample in samples() {
        collect(&sample.json(), &mut names);
    }
    names.sort();
    names.dedup();
    names
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "[-0-9T:. Z+é]{8,14}",
        "[-+0-9.eE]{1,24}",
        select(vec![
            "none",
            "Active",
            "true",
            "4847383",
            "0001-01-01T00:00:00Z",
            "9999-12-31",
            "&amp;#",
            "{}",
            "MS-AZR-0145P",
            "a:b:c"
        ])
        .prop_map(str::to_owned),
    ]
}

/// Any JSON, with members that the readers look for.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| Number::from_f64(number).map_or(Value::Null, Value::Number)),
        word().prop_map(Value::String),
    ];
    let name = prop_oneof![8 => select(names()), 1 => "\\PC{0,6}"];
    leaf.prop_recursive(5, 96, 8, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::Array),
            vec((name.clone(), inner), 0..8).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The same with other names, texts and all else as they are.
fn renamed(value: &Value, rename: fn(&str) -> String) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (rename(name), renamed(value, rename))).collect::<Map<_, _>>().into()
        }
        Value::Array(entries) => entries.iter().map(|entry| renamed(entry, rename)).collect(),
        other => other.clone(),
    }
}

/// How many values there are in `value`, itself included.
fn count_places(value: &Value) -> usize {
    1 + match value {
        Value::Object(members) => members.values().map(count_places).sum(),
        Value::Array(entries) => entries.iter().map(count_places).sum(),
        _ => 0,
    }
}

/// Puts `new` in place of the value that is `place` steps on.
fn replace(value: &mut Value, place: &mut usize, new: &Value) {
    if *place == 0 {
        *value = new.clone();
    }
    let Some(left) = place.checked_sub(1) else {
        *place = usize::MAX;
        return;
    };
    *place = left;
    let parts: Vec<&mut Value> = match value {
        Value::Object(members) => members.values_mut().collect(),
        Value::Array(entries) => entries.iter_mut().collect(),
        _ => Vec::new(),
    };
    for part in parts {
        if *place == usize::MAX {
            return;
        }
        replace(part, place, new);
    }
}

fn pascal(name: &str) -> String {
    let mut signs = name.chars();
    signs.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + signs.as_str())
}

#[test]
fn every_sample_means_the_same_in_pascal_case_and_in_upper_case() {
    for sample in samples() {
        let body = sample.json();
        // What stands in provisioningContext are names of things, shown as they came.
        if sample.file.starts_with("carts.create") {
            continue;
        }
        for rename in [pascal, |name: &str| name.to_ascii_uppercase(), |name: &str| name.to_ascii_lowercase()] {
            let other = renamed(&body, rename);
            for (index, reader) in READERS.iter().enumerate() {
                assert_eq!(reader(Node::new(&other)), reader(Node::new(&body)), "{} by reader {index}", sample.file);
            }
        }
    }
}

#[test]
fn a_cart_means_the_same_in_pascal_case_but_for_the_names_it_carries() {
    let body = harness::fixture_json("carts.create.response-201.json");
    let read = |value: &Value| cart::read(Node::new(value)).unwrap();
    let (mut camel, mut other) = (read(&body), read(&renamed(&body, pascal)));
    assert!(other.lines[1].provisioning.contains(&("Scope".to_owned(), "shared".to_owned())));
    for line in camel.lines.iter_mut().chain(&mut other.lines) {
        line.provisioning.clear();
    }
    assert_eq!(camel, other);
}

#[test]
fn every_sample_cut_off_anywhere_is_refused_or_read() {
    for sample in samples() {
        for end in (0..sample.text.len()).step_by(7).filter(|end| sample.text.is_char_boundary(*end)) {
            if let Ok(body) = json::parse(&sample.text[..end]) {
                assert!(READERS.iter().all(|reader| !reader(Node::new(&body)).is_empty()));
            }
        }
    }
}

#[test]
fn unknown_words_are_kept_as_they_came() {
    const WORD: &str = "Brand_New-Word";
    let subscription = subscription::read(Node::new(&json!({ "id": "a", "status": WORD, "billingCycle": WORD }))).unwrap();
    assert_eq!((subscription.status.word(), subscription.billing_cycle.word()), (WORD, WORD));
    let body = json!({ "id": "t", "sourcePartnerTenantId": "s", "status": WORD, "lineItems": [{ "subscriptionId": "x", "status": WORD }] });
    let transfer = transfer::read(Node::new(&body), &harness::customer()).unwrap();
    assert_eq!((transfer.status.word(), transfer.lines[0].status.word()), (WORD, WORD));
    let partner = relationship::read(Node::new(&json!({ "id": "a", "state": WORD }))).unwrap();
    assert_eq!(partner.state.word(), WORD);
    let business = json!({ "vettingStatus": WORD, "vettingSubStatus": WORD });
    let profile = profile::read_legal_business(Node::new(&business));
    assert_eq!((profile.vetting.word(), profile.vetting_step.word()), (WORD, WORD));
    assert_eq!(provisioning::read(Node::new(&json!({ "status": WORD }))).unwrap().status.word(), WORD);
    assert_eq!(customer::read(Node::new(&json!({ "id": "a", "relationshipToPartner": WORD }))).unwrap().relationship, WORD);
    let user = user::read(Node::new(&json!({ "id": "a", "state": WORD, "userDomainType": WORD }))).unwrap();
    assert_eq!((user.state.as_str(), user.domain_type.as_str()), (WORD, WORD));
    assert_eq!(order::read(Node::new(&json!({ "id": "a", "status": WORD }))).unwrap().status, WORD);
    assert_eq!(cart::read(Node::new(&json!({ "id": "a", "status": WORD }))).unwrap().status, WORD);
    assert_eq!(audit::read(Node::new(&json!({ "operationType": WORD, "operationStatus": WORD }))).unwrap().operation, WORD);
    assert_eq!(agreement::read(Node::new(&json!({ "type": WORD }))).unwrap().kind, WORD);
    let session =
        json!({ "userId": "u", "organization": { "tenantId": "t" }, "programs": [{ "program": "directbill", "status": WORD }] });
    assert_eq!(session::read(Node::new(&session)).unwrap().direct_bill.unwrap().word(), WORD);
}

#[test]
fn an_unknown_word_anywhere_in_a_row_never_loses_the_row() {
    for (list, count, row) in lists() {
        for (name, value) in row.as_object().unwrap() {
            // A word in place of an id is an id, in place of a count nothing.
            let mut odd = row.clone();
            odd[name] = if value.is_object() || value.is_array() { json!("brandnew") } else { json!({ "brand": "new" }) };
            let mut word = row.clone();
            word[name] = json!("brandnew");
            let body = json!({ "totalCount": 3, "items": [row, word, row, odd] });
            assert!(count(Node::new(&body)) >= 2, "{list}: {name} loses the other rows");
            let is_text = value.as_str().is_some();
            assert!(!is_text || count(Node::new(&json!([word]))) == 1, "{list}: an unknown word in {name} loses the row");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(body) = json::parse(&String::from_utf8_lossy(&bytes)) {
            for reader in READERS {
                let _ = reader(Node::new(&body));
            }
        }
    }

    #[test]
    fn any_text_is_read_as_a_time_or_not(text in "[-0-9T:. Z+é€]{0,30}") {
        let _ = json::read_time(&text);
    }

    #[test]
    fn any_json_is_read(body in any_json()) {
        let through_text = json::parse(&body.to_string()).unwrap();
        for reader in READERS {
            prop_assert!(!reader(Node::new(&through_text)).is_empty());
        }
    }

    #[test]
    fn a_sample_with_anything_in_one_place_is_read(at in any::<proptest::sample::Index>(), place in any::<proptest::sample::Index>(), odd in any_json()) {
        let samples = samples();
        let mut body = at.get(&samples).json();
        let places = count_places(&body);
        replace(&mut body, &mut place.index(places), &odd);
        for reader in READERS {
            prop_assert!(!reader(Node::new(&body)).is_empty());
        }
    }

    #[test]
    fn any_answer_to_any_call_is_an_outcome(body in any_json(), status in select(vec![200u16, 201, 202, 400, 403, 404, 409, 500])) {
        let text = body.to_string();
        let customer = harness::customer();
        let ((), sent) = harness::record(vec![harness::reply(status, &text)], |client| {
            let id = harness::id!(SubscriptionId, "s");
            let transfer = harness::id!(TransferId, "t");
            block_on(async {
                let _ = client.list_customers().await;
                let _ = client.customer(&customer).await;
                let _ = client.bill_to(&customer).await;
                let _ = client.end_relation(&customer).await;
                let _ = client.agreement_state(&customer).await;
                let _ = client.check_address(&Address::default()).await;
                let _ = client.list_users(&customer).await;
                let _ = client.list_audit_records(&AuditQuery::default()).await;
                let _ = client.support_profile().await;
                let _ = client.customer_link(None, None).await;
                let _ = client.list_provider_directory().await;
                let _ = client.own_listing().await;
                let _ = client.removal_preview(&harness::id!(TenantId, "p")).await;
                let _ = client.list_partnership_invitations(crossover::domain::organisation::Side::Provider).await;
                let invitation = harness::id!(InvitationId, "i");
                let _ = client.partnership_invitation(&invitation).await;
                let _ = client.authorize_provider(&invitation, true).await;
                let _ = client.list_customer_invitations().await;
                if let Ok(held) = client.customer_invitation(&invitation).await {
                    let _ = client.move_customer_invitation(&held, &Stage::Done).await;
                }
                let _ = client.list_subscriptions(&customer).await;
                let _ = client.provisioning(&customer, &id).await;
                let _ = client.list_transfers(&customer).await;
                let _ = client.accept_transfer(&customer, &transfer).await;
                let _ = client.withdraw_transfer(&customer, &transfer).await;
                if let Ok(held) = client.whole_subscription(&customer, &id).await {
                    let _ = client.change_subscription(&customer, &held, &SubscriptionChange::Suspend).await;
                }
            });
        });
        prop_assert!(sent.len() >= 16);
    }

    #[test]
    fn one_odd_row_leaves_the_others(odd in any_json(), at in 0usize..4, form in 0u8..3) {
        for (list, count, row) in lists() {
            let mut rows = vec![row.clone(), row.clone(), row];
            rows.insert(at.min(rows.len()), odd.clone());
            let body = match form {
                0 => json!({ "totalCount": "many", "items": rows }),
                1 => json!({ "Items": rows }),
                _ => Value::Array(rows),
            };
            let found = count(Node::new(&body));
            prop_assert!(found == 3 || found == 4, "{}: {} of 3", list, found);
        }
    }
}
