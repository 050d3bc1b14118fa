//! Users of a customer, their licences, and the record of what was done.

use crossover::domain::audit::{AuditFilter, AuditQuery};
use crossover::domain::ids::UserId;
use crossover::domain::licence::{LicenceChange, LicenceGroup, LicenceToAssign};
use crossover::domain::user::NewUser;
use futures_executor::block_on;
use serde_json::json;

use crate::harness::{Check, customer, fixture, id, record, reply};

const POWER_BI: &str = "f8a1db68-be16-40ed-86d5-cb42ce701560";
const MOBILITY: &str = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";

pub(crate) const CHECKS: &[(&str, Check)] = &[
    ("users.list.response-200.json", |sample| {
        let users = sample.gives(|client| block_on(client.list_users(&customer())));
        let names: Vec<&str> = users.iter().map(|user| user.display_name.as_str()).collect();
        assert_eq!(names, ["Daniel Tsai", "DT Demo CSP Customer 005"]);
        assert_eq!((users[0].usage_location.as_str(), users[1].usage_location.as_str()), ("US", ""));
        assert_eq!(users[0].id, id!(UserId, "a9ef48bb-8758-4590-a312-d4a47bfaded4"));
    }),
    ("users.list-deleted.response-200.json", |sample| {
        let users = sample.gives(|client| block_on(client.list_deleted_users(&customer())));
        let [user] = &users[..] else { panic!("one") };
        assert_eq!((user.first_name.as_str(), user.state.as_str()), ("Ferdinand", "inactive"));
        assert_eq!(user.deleted.map(|at| at.to_string()).as_deref(), Some("2017-01-20T00:33:34Z"));
        let (_, sent) = record(vec![reply(200, &sample.text)], |client| block_on(client.list_deleted_users(&customer())));
        let filter: serde_json::Value = serde_json::from_str(sent[0].query_value("filter").unwrap()).unwrap();
        assert_eq!(filter, json!({ "Field": "UserState", "Value": "Inactive", "Operator": "equals" }));
    }),
    ("users.create.request.json", |sample| {
        let answer = vec![reply(200, &fixture("users.create.response-200.json"))];
        assert!(sample.is_sent_by(answer, |client| block_on(client.create_user(&customer(), &first_last()))).is_ok());
    }),
    ("users.create.response-200.json", |sample| {
        let user = sample.gives(|client| block_on(client.create_user(&customer(), &first_last())));
        assert_eq!(user.id, id!(UserId, "4b10bf41-ab11-40e3-8c53-cd67849b50de"));
        assert_eq!(
            (user.immutable_id.as_str(), user.domain_type.as_str(), user.state.as_str()),
            ("Some unique ID", "none", "active")
        );
        assert_eq!((user.last_synchronised, user.deleted), (None, None));
    }),
    ("users.directory-roles.response-200.json", |sample| {
        let roles = sample.gives(|client| block_on(client.list_user_roles(&customer(), &user())));
        let found: Vec<(&str, &str)> = roles.iter().map(|role| (role.id.as_str(), role.name.as_str())).collect();
        let expected = [
            ("729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdesk Administrator"),
            ("fe930be7-5e62-47db-91af-98c3a49a38b1", "User Account Administrator"),
        ];
        assert_eq!(found, expected);
    }),
    ("users.licenses.response-200.json", |sample| {
        let licences = sample.gives(|client| block_on(client.list_licences(&customer(), &user(), None)));
        let [licence] = &licences[..] else { panic!("one") };
        assert_eq!(
            (licence.sku.id.as_str(), licence.sku.part_number.as_str(), licence.sku.group.as_str()),
            (MOBILITY, "EMS", "group1")
        );
        assert_eq!(licence.plans.len(), 5);
        assert!(licence.plans.iter().all(|plan| plan.state == "Assigned"));
    }),
    ("users.licenseupdates.request.json", |sample| {
        let answer = vec![reply(201, &fixture("users.licenseupdates.response-201.json"))];
        let warnings = sample.is_sent_by(answer, |client| block_on(client.change_licences(&customer(), &user(), &assignment())));
        assert_eq!(warnings, Ok(Vec::new()));
    }),
    ("users.licenseupdates.response-201.json", |sample| {
        assert_eq!(sample.gives(|client| block_on(client.change_licences(&customer(), &user(), &assignment()))), Vec::new());
    }),
    ("users.licenseupdates.error-60012.json", |sample| {
        let words = "We're sorry, it looks like you've run out of licenses. Buy more licenses, and then try again.";
        let error = sample.says(words, |client| block_on(client.change_licences(&customer(), &user(), &assignment())));
        assert_eq!(error.trace.code, Some(60_012));
    }),
    ("subscribedskus.list.response-200.json", |sample| {
        let pools = sample.gives(|client| block_on(client.list_licence_pools(&customer(), None)));
        let found: Vec<_> =
            pools.iter().map(|pool| (pool.sku.id.as_str(), pool.available, pool.total, pool.plans.len())).collect();
        assert_eq!(found, [(MOBILITY, 4, 5, 5), (POWER_BI, 0, 1, 2)]);
        assert_eq!((pools[0].consumed, pools[0].active, pools[0].state.as_str()), (1, 5, "Enabled"));
    }),
    ("subscribedskus.list-empty.response-200.json", |sample| {
        let pools = sample.gives(|client| block_on(client.list_licence_pools(&customer(), Some(LicenceGroup::Product))));
        assert_eq!(pools, Vec::new());
    }),
    ("auditrecords.list.response-200.json", |sample| {
        let records = sample.gives(|client| block_on(client.list_audit_records(&relecloud())));
        let found: Vec<_> = records.iter().map(|it| (it.operation.as_str(), it.resource.as_str(), it.status.as_str())).collect();
        assert_eq!(found, [("create_order", "order", "succeeded"), ("update_customer_user_licenses", "license", "succeeded")]);
        assert_eq!(
            (records[0].customer_name.as_str(), records[1].application.as_str()),
            ("Relecloud", "Partner Center Native App")
        );
        assert_eq!(records[0].details.len(), 7);
        assert!(records[0].details.contains(&("Quantity-0".to_owned(), "25".to_owned())));
        let (_, sent) = record(vec![reply(200, &sample.text)], |client| block_on(client.list_audit_records(&relecloud())));
        assert_eq!(sent[0].query_value("startDate"), Some("2017-06-01"));
        let filter: serde_json::Value = serde_json::from_str(sent[0].query_value("filter").unwrap()).unwrap();
        assert_eq!(
            filter,
            json!({ "Field": "CustomerId", "Value": "0c39d6d5-c70d-4c55-bc02-f620844f3fd1", "Operator": "equals" })
        );
    }),
];

fn user() -> UserId {
    id!(UserId, "a9ef48bb-8758-4590-a312-d4a47bfaded4")
}

fn first_last() -> NewUser {
    let text = str::to_owned;
    NewUser {
        principal_name: text("userid@domain.onmicrosoft.com"),
        display_name: text("User name"),
        first_name: text("First"),
        last_name: text("Last"),
        usage_location: text("country/region code"),
        immutable_id: text("Some unique ID"),
        password: text("abCD123*"),
        change_password: true,
    }
}

fn assignment() -> LicenceChange {
    LicenceChange { assign: vec![LicenceToAssign { sku: id!(SkuId, POWER_BI), excluded_plans: Vec::new() }], remove: Vec::new() }
}

fn relecloud() -> AuditQuery {
    let filter = AuditFilter::Customer(id!(CustomerId, "0c39d6d5-c70d-4c55-bc02-f620844f3fd1"));
    AuditQuery { start: Some("2017-06-01T00:00:00Z".parse().unwrap()), end: None, filter: Some(filter) }
}

#[test]
fn more_licences_assigned_than_bought_are_a_negative_count() {
    let body = r#"{"items":[{"productSku":{"id":"a"},"availableUnits":-3,"totalUnits":"2"}]}"#;
    let (pools, _) = record(vec![reply(200, body)], |client| block_on(client.list_licence_pools(&customer(), None)));
    let pools = pools.unwrap();
    assert_eq!((pools[0].available, pools[0].total), (-3, 2));
}

#[test]
fn licences_are_removed_and_services_left_out_by_name() {
    let licence = LicenceToAssign { sku: id!(SkuId, POWER_BI), excluded_plans: vec!["plan".to_owned()] };
    let change = LicenceChange { assign: vec![licence], remove: vec![id!(SkuId, MOBILITY)] };
    let written = crossover::wire::licence::write_change(&change);
    assert_eq!(written["licensesToAssign"], json!([{ "skuId": POWER_BI, "excludedPlans": ["plan"] }]));
    assert_eq!(written["licensesToRemove"], json!([MOBILITY]));
}

#[test]
fn warnings_of_a_licence_change_are_kept() {
    let body = r#"{"licenseWarnings":[{"code":"w1","message":"Not all.","servicePlans":["a","b"]}]}"#;
    let (warnings, _) =
        record(vec![reply(201, body)], |client| block_on(client.change_licences(&customer(), &user(), &assignment())));
    let warnings = warnings.unwrap();
    assert_eq!((warnings[0].code.as_str(), warnings[0].message.as_str(), warnings[0].plans.len()), ("w1", "Not all.", 2));
}
