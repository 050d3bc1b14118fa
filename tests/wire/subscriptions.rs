//! Subscriptions, and the changes that the app makes.

use crossover::api::error::ApiError;
use crossover::api::http::Reply;
use crossover::api::subscriptions::Change;
use crossover::api::{Client, http::Request};
use crossover::domain::ids::SubscriptionId;
use crossover::domain::provisioning::ProvisioningStatus;
use crossover::domain::subscription::{Subscription, SubscriptionKind, SubscriptionStatus};
use crossover::domain::subscription_change::SubscriptionChange;
use crossover::domain::support_contact::SupportContact;
use crossover::wire::json::Node;
use crossover::wire::whole::{Whole, put};
use crossover::wire::{subscription, support_contact};
use futures_executor::block_on;
use serde_json::{Value, json};

use crate::harness::{Check, Sample, customer, fixture, fixture_json, id, record, reply};

pub(crate) const CHECKS: &[(&str, Check)] = &[
    ("subscriptions.list.response-200.json", |sample| {
        let list = sample.gives(|client| block_on(client.list_subscriptions(&customer())));
        let [found] = &list[..] else { panic!("one, although the sample counts 37") };
        assert_eq!(found.id, id!(SubscriptionId, "83ef9d05-4169-4ef9-9657-0e86b1eab1de"));
        assert_eq!((found.name(), found.quantity, &found.status), ("nickname", 1, &SubscriptionStatus::Active));
        assert_eq!(found.offer, Some(id!(OfferId, "0CCA44D6-68E9-4762-94EE-31ECE98783B9")), "out of its link");
        assert_eq!(found.started.map(|at| at.to_string()).as_deref(), Some("2015-11-24T08:00:00Z"), "blanks inside a time");
    }),
    ("subscriptions.get-azure.response-200.json", |sample| {
        let found = sample.gives(|client| block_on(client.subscription(&customer(), &azure())));
        assert_eq!((&found.id, found.kind), (&azure(), SubscriptionKind::AzurePayg));
        assert_eq!(found.azure_id, Some(id!(AzureSubscriptionId, "42226ED6-070A-4E0F-B80C-4CDFB3E97AA7")));
        assert_eq!(found.commitment_ends, None, "the year 9999 is no end");
        assert!(found.etag.is_some());
    }),
    ("subscriptions.get-addon.response-200.json", |sample| {
        let found = sample.gives(|client| block_on(client.subscription(&customer(), &azure())));
        assert_eq!(found.parent, Some(id!(SubscriptionId, "1C2B75C1-74A5-472A-A729-7F8CEFC477F9")));
        assert_eq!(
            (found.offer_name.as_str(), found.quantity, found.auto_renew),
            ("Exchange Online Archiving for Exchange Online", 2, true)
        );
    }),
    ("subscriptions.addons.response-200.json", |sample| {
        let list = sample.gives(|client| block_on(client.list_add_ons(&customer(), &azure())));
        assert_eq!(list.iter().map(Subscription::name).collect::<Vec<_>>(), ["Myofferpurchase"]);
    }),
    ("subscriptions.patch-quantity.request.json", |sample| {
        let before = held(&[("quantity", json!(5))]);
        is_sent(sample, &before, &SubscriptionChange::Quantity(2));
    }),
    ("subscriptions.patch-quantity.response-200.json", |sample| {
        let changed = sample.gives(|client| change(client, &held(&[("quantity", json!(5))]), &SubscriptionChange::Quantity(2)));
        let Change::Done(changed) = changed else { panic!("it is done") };
        assert_eq!((changed.view.quantity, changed.etag().as_deref()), (2, Some("<etag>")));
        assert_eq!(changed.view.id, id!(SubscriptionId, "83ef9d05-4169-4ef9-9657-0e86b1eab1de"));
    }),
    ("subscriptions.patch-suspend.request.json", |sample| is_sent(sample, &held(&[]), &SubscriptionChange::Suspend)),
    ("subscriptions.patch-nickname.request.json", |sample| {
        let before = held(&[("id", json!("<subscriptionID>")), ("friendlyName", json!("before"))]);
        is_sent(sample, &before, &SubscriptionChange::Nickname("nickname".to_owned()));
    }),
    ("subscriptions.patch.error-800090.json", |sample| {
        let words = "Subscription quantity cannot be decreased.";
        let error = sample.says(words, |client| change(client, &held(&[]), &SubscriptionChange::Quantity(1)));
        assert_eq!(error.trace.code, Some(800_090));
    }),
    ("subscriptions.provisioning-status.response-200.json", |sample| {
        let found = sample.gives(|client| block_on(client.provisioning(&customer(), &azure())));
        assert_eq!(
            (found.sku.as_str(), found.status, found.quantity),
            ("6FD2C87F-B296-42F0-B197-1E91E994B900", ProvisioningStatus::Success, 5)
        );
        assert_eq!(found.ends.map(|at| at.to_string()).as_deref(), Some("2018-05-10T00:00:00Z"));
    }),
    ("subscriptions.support-contact.get.response-200.json", |sample| {
        let held = sample.gives(|client| block_on(client.support_contact(&customer(), &azure())));
        assert_eq!(held.view, trey());
    }),
    ("subscriptions.support-contact.put.request.json", |sample| {
        let mut raw = fixture_json("subscriptions.support-contact.get.response-200.json");
        put(&mut raw, &["supportTenantId"], json!("another"));
        put(&mut raw, &["name"], json!("Another"));
        put(&mut raw, &["supportMpnId"], Value::Null);
        let held = Whole::new(support_contact::read(Node::new(&raw)).unwrap(), raw);
        let answer = vec![reply(200, &sample.text)];
        let changed =
            sample.is_sent_by(answer, |client| block_on(client.change_support_contact(&customer(), &azure(), &held, &trey())));
        assert_eq!(changed.unwrap().view, trey());
    }),
];

fn azure() -> SubscriptionId {
    id!(SubscriptionId, "A356AC8C-E310-44F4-BF85-C7F29044AF99")
}

fn trey() -> SupportContact {
    SupportContact {
        tenant: id!(TenantId, "3B33E682-00C3-41EE-9DD2-A548ADF56438"),
        mpn_id: Some(id!(MpnId, "4391507")),
        name: "Trey Research".to_owned(),
    }
}

/// The subscription of the samples as it was read, with some members as they were before.
fn held(before: &[(&str, Value)]) -> Whole<Subscription> {
    let mut raw = fixture_json("subscriptions.patch-quantity.response-200.json");
    for (name, value) in before {
        put(&mut raw, &[name], value.clone());
    }
    Whole::new(subscription::read(Node::new(&raw)).unwrap(), raw)
}

fn change(
    client: &Client,
    held: &Whole<Subscription>,
    change: &SubscriptionChange,
) -> Result<Change<Whole<Subscription>>, ApiError> {
    block_on(client.change_subscription(&customer(), held, change))
}

/// The samples of requests lack the links that the service sets.
fn is_sent(sample: &Sample, held: &Whole<Subscription>, what: &SubscriptionChange) {
    let answer = vec![reply(200, &fixture("subscriptions.patch-quantity.response-200.json"))];
    let outcome = sample.is_sent_whole_by(&["links"], answer, |client| change(client, held, what));
    assert!(matches!(outcome, Ok(Change::Done(_))), "{outcome:?}");
}

/// What a change sends, in full.
fn sent_by(held: &Whole<Subscription>, what: &SubscriptionChange, replies: Vec<Reply>) -> Vec<Request> {
    record(replies, |client| change(client, held, what)).1
}

#[test]
fn a_change_sends_back_all_that_came_and_the_version_it_acts_on() {
    let before = held(&[("surprise", json!({ "Kept": [1] }))]);
    let changes = [
        (SubscriptionChange::Reactivate, "Status", json!("active")),
        (SubscriptionChange::Reseller(id!(MpnId, "4391507")), "PartnerId", json!("4391507")),
        (SubscriptionChange::Quantity(9), "Quantity", json!(9)),
    ];
    for (what, member, value) in changes {
        let sent = sent_by(&before, &what, vec![reply(200, "{}")]);
        let mut expected = before.raw().clone();
        expected[member] = value;
        assert_eq!(serde_json::from_str::<Value>(sent[0].body.as_deref().unwrap()).unwrap(), expected, "{what:?}");
        assert_eq!(sent[0].header_value("If-Match"), Some("\"<etag>\""));
    }
}

#[test]
fn without_a_version_the_subscription_is_read_again_first() {
    let bare = held(&[("attributes", json!({ "etag": "" }))]);
    let now = r#"{"id":"83ef9d05-4169-4ef9-9657-0e86b1eab1de","quantity":7,"new":true,"attributes":{"etag":"-17"}}"#;
    let sent = sent_by(&bare, &SubscriptionChange::Suspend, vec![reply(200, now), reply(200, now)]);
    assert_eq!(sent.iter().map(|request| request.method.word()).collect::<Vec<_>>(), ["GET", "PATCH"]);
    assert_eq!(sent[1].header_value("If-Match"), Some("\"-17\""));
    let body: Value = serde_json::from_str(sent[1].body.as_deref().unwrap()).unwrap();
    assert_eq!((&body["status"], &body["new"], &body["quantity"]), (&json!("suspended"), &json!(true), &json!(7)));
    let without = r#"{"id":"83ef9d05-4169-4ef9-9657-0e86b1eab1de"}"#;
    let sent = sent_by(&bare, &SubscriptionChange::Suspend, vec![reply(200, without)]);
    assert_eq!((sent.len(), sent[1].header_value("If-Match")), (2, None), "and only without any version it goes without");
}

#[test]
fn a_change_that_is_still_being_carried_out_says_where_to_look() {
    let taken = reply(202, "").with_header("Location", "/v1/customers/a/subscriptions/b");
    for (answer, place) in [(taken, Some("/v1/customers/a/subscriptions/b".to_owned())), (reply(202, ""), None)] {
        let (outcome, _) = record(vec![answer], |client| change(client, &held(&[]), &SubscriptionChange::Suspend));
        assert_eq!(outcome, Ok(Change::Running(place)));
    }
}
