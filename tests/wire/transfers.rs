//! Transfer requests: the legacy flow of the app, and new commerce.

use crossover::api::error::{ApiError, Cause};
use crossover::domain::eligibility::Eligibility;
use crossover::domain::new_commerce::{GivenLine, NewCommerceTransfer, TransferAsk};
use crossover::domain::refusal::RefusalCode;
use crossover::domain::transfer::TransferStatus::{Complete, CompleteWithErrors, Rejected};
use crossover::domain::transfer::{LineStatus, NewTransfer, Transfer, TransferKind, TransferStatus};
use crossover::wire::json::Node;
use crossover::wire::new_commerce;
use futures_executor::block_on;
use serde_json::json;

use crate::harness::{Check, customer, fixture, fixture_json, id, record, reply};

const REJECTED: &str = "ac4a9d22-ba07-444e-890f-cfe084eed498";

pub(crate) const CHECKS: &[(&str, Check)] = &[
    ("transfers.eligibility.response-200.json", |sample| {
        let rows = sample.gives(|client| block_on(client.transfer_eligibility(&customer())));
        assert_eq!(rows.iter().map(|row| row.eligible).collect::<Vec<_>>(), [false, false, false, true, true]);
        assert_eq!(
            rows[3],
            Eligibility {
                subscription: id!(SubscriptionId, "D3350F46-AA29-4F6F-95A0-E3011988915C"),
                eligible: true,
                reason: None
            }
        );
        assert!(rows[2].reason.as_deref().unwrap().ends_with("31a06eac-c527-458a-a6b4-0de197a45996"));
    }),
    ("transfers.create.request.json", |sample| {
        let answer = vec![reply(201, &fixture("transfers.create.response-201.json"))];
        assert!(sample.is_sent_by(answer, |client| block_on(client.create_transfer(&customer(), &new_transfer()))).is_ok());
    }),
    ("transfers.create.response-201.json", |sample| {
        let created = sample.gives(|client| block_on(client.create_transfer(&customer(), &new_transfer())));
        assert_eq!(
            (created.id.as_str(), &created.status, created.kind),
            ("67c5b05b-09b5-47ba-9047-5056fe2afa4f", &TransferStatus::Active, TransferKind::Legacy)
        );
        assert_eq!(created.customer, customer(), "the path is trusted, not the body");
        assert_eq!((created.source.clone(), created.target.clone()), (new_transfer().source, Some(new_transfer().target)));
        let quantities: Vec<u64> = created.all_lines().map(|line| line.quantity).collect();
        assert_eq!(quantities, [1, 4, 8], "the service adds the add-on");
        assert_eq!(created.created.map(|at| at.to_string()).as_deref(), Some("2020-03-24T20:44:14.9602781Z"));
    }),
    ("transfers.list.response-200.json", |sample| {
        let list = sample.gives(|client| block_on(client.list_transfers(&customer())));
        let states: Vec<TransferStatus> = list.iter().map(|transfer| transfer.status.clone()).collect();
        assert_eq!(
            states,
            [Rejected, Complete, Complete, CompleteWithErrors, Rejected, Complete, Complete, Rejected, CompleteWithErrors]
        );
        let failed: Vec<_> = list.iter().flat_map(Transfer::all_lines).filter(|line| line.status == LineStatus::Failed).collect();
        let [moved, unsettled] = &failed[..] else { panic!("two lines failed") };
        assert!(moved.error.as_ref().unwrap().text.starts_with("Subscription has already been transfered."));
        assert!(unsettled.error.as_ref().unwrap().text.starts_with("Subscription SyncState must be SyncComplete"));
        assert_eq!(list[1].lines[2].order, Some(id!(OrderId, "6a9a544c-54c9-43e9-a863-b40c6f92d111")));
        assert!(list[1].lines[2].is_azure() && list.iter().all(|transfer| transfer.kind == TransferKind::Legacy));
        assert_eq!(list[0].source_name.as_deref(), Some("Test_Test_09092019GBL"));
    }),
    ("transfers.accept.response-200.json", |sample| {
        let result = sample.gives(|client| block_on(client.accept_transfer(&customer(), &id!(TransferId, REJECTED))));
        let orders = [id!(OrderId, "21b92393-ffce-4bc7-87c5-62cfa897d8f9"), id!(OrderId, "7414b8ea-c167-4cc4-bc8e-b43efc177a46")];
        assert_eq!(result.orders, orders);
        let [(lines, error)] = &result.errors[..] else { panic!("one group failed") };
        assert_eq!(lines, &[id!(SubscriptionId, "637FF8F6-D842-4573-8DA8-89765356CD1A")]);
        assert_eq!(error.code, Some(900_103));
    }),
    ("transfers.reject.request.json", |sample| {
        let answer = vec![reply(200, &fixture("transfers.reject.response-200.json"))];
        let rejected =
            sample.is_sent_by(answer, |client| block_on(client.reject_transfer(&customer(), &id!(TransferId, REJECTED))));
        assert!(rejected.is_ok());
    }),
    ("transfers.reject.response-200.json", |sample| {
        let rejected = sample.gives(|client| block_on(client.reject_transfer(&customer(), &id!(TransferId, REJECTED))));
        assert_eq!((rejected.id.as_str(), rejected.status), (REJECTED, Rejected));
        assert_eq!(rejected.target_name.as_deref(), Some("Test_Test_09032019GBL"));
    }),
    ("transfers-nc.create.request.json", |sample| {
        let answer = vec![reply(201, &fixture("transfers-nc.create.response-201.json"))];
        assert!(sample.is_sent_by(answer, |client| block_on(client.ask_for_transfer(&customer(), &ask()))).is_ok());
    }),
    ("transfers-nc.create.response-201.json", |sample| {
        let asked = sample.gives(|client| block_on(client.ask_for_transfer(&customer(), &ask())));
        assert_eq!((asked.transfer.kind, &asked.transfer.status), (TransferKind::NewCommerce, &TransferStatus::InProgress));
        assert_eq!((&asked.transfer.source, asked.transfer.target.clone()), (&ask().source, ask().target));
        assert_eq!(asked.expires.map(|at| at.to_string()).as_deref(), Some("2024-06-20T08:14:02Z"));
        assert_eq!(
            (asked.product_types, asked.partner_of_record, asked.completed),
            (ask().product_types, ask().partner_of_record, None)
        );
        assert_eq!(asked.customer_email.as_deref(), Some("it@ekbacken.example"));
    }),
    ("transfers-nc.accept.request.json", |sample| {
        let line = |id: &str| GivenLine { subscription: id!(SubscriptionId, id), product_type: "OnlineServicesNCE".to_owned() };
        let lines = [line("3f9d6a70-1c4e-4d0b-b0c9-9a4f6b1e5d31"), line("90c4b7d2-6e85-4f3a-a1d7-5b2c8e6f4a32")];
        let answer = vec![reply(200, &fixture("transfers-nc.create.response-201.json"))];
        let given = sample.is_sent_by(answer, |client| block_on(client.give_to_transfer(&asked(), &lines)));
        assert_eq!(given.unwrap().id, asked().transfer.id);
    }),
    ("transfers-nc.cancel.request.json", |sample| {
        let mut body = fixture_json("transfers-nc.create.response-201.json");
        body["status"] = json!("Cancelled");
        let cancelled =
            sample.is_sent_by(vec![reply(200, &body.to_string())], |client| block_on(client.cancel_transfer(&asked())));
        assert_eq!(cancelled.unwrap().status, TransferStatus::Withdrawn);
    }),
];

fn new_transfer() -> NewTransfer {
    NewTransfer {
        source: id!(TenantId, "da6c51b5-1246-4a42-b4ab-cbf38df54537"),
        target: id!(TenantId, "656218b1-80c9-40b2-83ae-3a2703b55271"),
        subscriptions: vec![
            id!(SubscriptionId, "7291BFBF-1772-4C5B-A624-18B6152CD8CB"),
            id!(SubscriptionId, "6C0B221B-8DF9-4F4A-A5BB-4C9CBB7B27B0"),
        ],
        partner_of_record: Some(id!(MpnId, "517285")),
    }
}

fn ask() -> TransferAsk {
    let text = str::to_owned;
    TransferAsk {
        source: id!(TenantId, "5d0c2f6e-7b1a-4c5e-9a33-0f1b6f2f9a01"),
        source_name: text("Norrsken Moln AB"),
        customer_email: text("it@ekbacken.example"),
        customer_name: Some(text("Ekbacken Gymnasium")),
        target: Some(id!(TenantId, "b8a6d1f4-3c52-4f0e-8f77-6d2f5e90c102")),
        target_email: Some(text("b8a6d1f4-3c52-4f0e-8f77-6d2f5e90c102")),
        product_types: vec![text("OnlineServicesNCE"), text("AzureSubscription")],
        partner_of_record: Some(id!(MpnId, "4391507")),
    }
}

fn asked() -> NewCommerceTransfer {
    let body = fixture_json("transfers-nc.create.response-201.json");
    new_commerce::read(Node::new(&body), &customer()).unwrap()
}

#[test]
fn a_change_of_a_new_commerce_request_that_answers_nothing_is_followed_by_reading_it() {
    let answers = vec![reply(200, ""), reply(200, &fixture("transfers-nc.create.response-201.json"))];
    let (outcome, sent) = record(answers, |client| block_on(client.cancel_transfer(&asked())));
    assert_eq!(outcome.unwrap().id, asked().transfer.id);
    assert_eq!(sent.iter().map(|request| request.method.word()).collect::<Vec<_>>(), ["PATCH", "GET"]);
}

#[test]
fn both_numbers_of_new_commerce_are_read_alike() {
    for word in [json!(3), json!(5), json!("3"), json!("NewCommerce"), json!("ModernAzure")] {
        let body = json!({ "id": "t", "sourcePartnerTenantId": "s", "transferType": word, "status": "Active", "lineItems": [{ "subscriptionId": "x" }] });
        let read = new_commerce::read(Node::new(&body), &customer()).unwrap();
        assert_eq!(read.transfer.kind, TransferKind::NewCommerce, "{word}");
    }
}

/// The answer to an acceptance, taken from `body`.
fn accepted(body: &serde_json::Value) -> Result<(), ApiError> {
    let (outcome, _) = record(vec![reply(200, &body.to_string())], |client| {
        block_on(client.accept_transfer(&customer(), &id!(TransferId, REJECTED)))
    });
    outcome.map(drop)
}

// R155
#[test]
fn an_acceptance_by_which_nothing_moved_is_refused_in_the_services_words() {
    let failed = |code: u32, text: &str| json!({ "orders": null, "transferErrors": [{ "code": code, "description": text }] });
    let unsettled = accepted(&failed(900_103, "SyncState must be SyncComplete.")).unwrap_err();
    assert_eq!(unsettled.cause, Cause::Unexpected("SyncState must be SyncComplete.".to_owned()));
    assert_eq!(unsettled.trace.code, Some(900_103));
    assert!(!unsettled.outcome_unknown(), "the service says what came of it");
    assert!(accepted(&failed(900_145, "Reservations.")).unwrap_err().is(RefusalCode::SubReservation));
    // Where a part moved the request itself tells of the rest.
    let partly = json!({ "orders": [{ "id": "o-1" }], "transferErrors": [{ "code": 900_103, "description": "One failed." }] });
    assert_eq!(accepted(&partly), Ok(()));
    for done in
        [json!({ "orders": null, "transferErrors": null }), json!({ "attributes": { "objectType": "TransferSubmitResult" } })]
    {
        assert_eq!(accepted(&done), Ok(()), "each list may be absent or null: {done}");
    }
    for other in [json!({}), json!(null), json!([]), json!({ "attributes": { "objectType": "Customer" } })] {
        assert!(accepted(&other).unwrap_err().outcome_unknown(), "{other}");
    }
}
