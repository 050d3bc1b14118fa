//! Users of a customer and their licences (api/partner-center.md section 12): lists, changes, what is refused, and that no password
//! is kept.

use crossover::api::Client;
use crossover::api::http::Method;
use crossover::domain::ids::{CustomerId, SkuId};
use crossover::domain::licence::{LicenceChange, LicenceGroup, LicencePool, LicenceToAssign};
use crossover::domain::refusal::RefusalCode;
use crossover::domain::user::{NewUser, User, UserChange};
use crossover::sim::Simulation;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use proptest::prelude::*;
use serde_json::json;

use super::desk::{Desk, PARTNER, PROVIDER, body, customer, new_user, refused, run};

fn user(client: &Client, customer: &CustomerId, name: &str) -> User {
    run(client.list_users(customer)).unwrap().into_iter().find(|user| user.display_name == name).unwrap()
}

fn pool(client: &Client, customer: &CustomerId, name: &str) -> LicencePool {
    run(client.list_licence_pools(customer, None)).unwrap().into_iter().find(|pool| pool.sku.name == name).unwrap()
}

fn assign(sku: &SkuId) -> LicenceChange {
    LicenceChange { assign: vec![LicenceToAssign { sku: sku.clone(), excluded_plans: Vec::new() }], remove: Vec::new() }
}

// R69
#[test]
fn users_are_created_changed_deleted_and_brought_back() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders");
    let before = run(partner.list_users(&northwind.id)).unwrap();
    assert!(before.len() > 10 && before.iter().all(|user| user.state == "active"));
    let made = run(partner.create_user(&northwind.id, &new_user("ny.person", &northwind.domain))).unwrap();
    assert_eq!(run(partner.list_users(&northwind.id)).unwrap().len(), before.len() + 1);
    let change = UserChange {
        principal_name: made.principal_name.clone(),
        display_name: "שם חדש <b>👩🏽‍💻</b>".to_owned(),
        first_name: "שם".to_owned(),
        last_name: "חדש".to_owned(),
        usage_location: "DE".to_owned(),
    };
    let changed = run(partner.change_user(&northwind.id, &made.id, &change)).unwrap();
    assert_eq!((changed.display_name.as_str(), changed.usage_location.as_str()), (change.display_name.as_str(), "DE"));
    run(partner.reset_password(&northwind.id, &made.id, "Other-42-Other", true)).unwrap();
    let deleted = run(partner.list_deleted_users(&northwind.id)).unwrap().len();
    run(partner.delete_user(&northwind.id, &made.id)).unwrap();
    assert_eq!(run(partner.list_users(&northwind.id)).unwrap().len(), before.len());
    assert_eq!(run(partner.list_deleted_users(&northwind.id)).unwrap().len(), deleted + 1);
    refused(run(partner.delete_user(&northwind.id, &made.id)), RefusalCode::NotFound, 404, 60_002);
    run(partner.restore_user(&northwind.id, &made.id)).unwrap();
    assert_eq!(user(&partner, &northwind.id, &change.display_name).id, made.id);
    // After 30 days it is gone for good.
    run(partner.delete_user(&northwind.id, &made.id)).unwrap();
    let later = desk.simulation().now().plus_hours(31 * 24);
    desk.simulation().set_now(later);
    refused(run(partner.restore_user(&northwind.id, &made.id)), RefusalCode::NotFound, 404, 60_002);
    assert!(run(partner.list_deleted_users(&northwind.id)).unwrap().is_empty());
}

// R69
#[test]
fn licences_are_assigned_until_there_are_none_left_and_one_group_at_a_time() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let lucerne = customer(&partner, "Lucerne Publishing");
    let e5 = pool(&partner, &lucerne.id, "Office 365 E5");
    let minecraft = pool(&partner, &lucerne.id, "Minecraft Education");
    assert_eq!((e5.total, e5.active - e5.consumed), (100, e5.available));
    let groups = |group| run(partner.list_licence_pools(&lucerne.id, Some(group))).unwrap();
    assert!(groups(LicenceGroup::Directory).iter().all(|pool| pool.sku.group == "group1"));
    assert_eq!(groups(LicenceGroup::Product), std::slice::from_ref(&minecraft));

    let made = run(partner.create_user(&lucerne.id, &new_user("ny", &lucerne.domain))).unwrap();
    let both =
        LicenceChange { assign: [&e5, &minecraft].map(|pool| assign(&pool.sku.id).assign.remove(0)).into(), remove: Vec::new() };
    refused(run(partner.change_licences(&lucerne.id, &made.id, &both)), RefusalCode::FieldInvalid, 400, 800_002);
    assert_eq!(run(partner.change_licences(&lucerne.id, &made.id, &assign(&e5.sku.id))), Ok(Vec::new()));
    assert_eq!(pool(&partner, &lucerne.id, "Office 365 E5").available, e5.available - 1);
    assert_eq!(run(partner.list_licences(&lucerne.id, &made.id, None)).unwrap()[0].sku.id, e5.sku.id);
    assert_eq!(run(partner.list_licences(&lucerne.id, &made.id, Some(LicenceGroup::Product))), Ok(Vec::new()));

    // Without a service within: it is switched off, the others stay.
    let plan = e5.plans[0].id.clone();
    let mut without = assign(&e5.sku.id);
    without.assign[0].excluded_plans = vec![plan];
    run(partner.change_licences(&lucerne.id, &made.id, &without)).unwrap();
    let held = run(partner.list_licences(&lucerne.id, &made.id, None)).unwrap();
    assert_eq!((held[0].plans[0].state.as_str(), held[0].plans[1].state.as_str()), ("Disabled", "Assigned"));

    let mut left = pool(&partner, &lucerne.id, "Minecraft Education").available;
    let all = run(partner.list_users(&lucerne.id)).unwrap();
    let mut refusals = 0;
    for person in &all {
        if person.usage_location.is_empty()
            || run(partner.list_licences(&lucerne.id, &person.id, Some(LicenceGroup::Product))).unwrap().len() == 1
        {
            continue;
        }
        let outcome = run(partner.change_licences(&lucerne.id, &person.id, &assign(&minecraft.sku.id)));
        if left > 0 {
            assert_eq!(outcome, Ok(Vec::new()));
            left -= 1;
        } else {
            assert_eq!(outcome.unwrap_err().trace.code, Some(60_012));
            refusals += 1;
        }
    }
    assert!(left == 0 && refusals > 0);
    // What is removed is free again, and what was not held is not missed.
    let remove = LicenceChange { assign: Vec::new(), remove: vec![e5.sku.id.clone()] };
    run(partner.change_licences(&lucerne.id, &made.id, &remove)).unwrap();
    run(partner.change_licences(&lucerne.id, &made.id, &remove)).unwrap();
    assert_eq!(pool(&partner, &lucerne.id, "Office 365 E5").available, e5.available);
    // No licence without a place.
    let nowhere = all.iter().find(|user| user.usage_location.is_empty()).unwrap();
    let error = refused(
        run(partner.change_licences(&lucerne.id, &nowhere.id, &assign(&e5.sku.id))),
        RefusalCode::FieldInvalid,
        400,
        3000,
    );
    assert_eq!(error.refusal().unwrap().value("field"), Some("usageLocation"));
}

// R69: the provider's relation by extension has no delegated admin rights, that by invitation has.
#[test]
fn users_are_for_those_with_delegated_admin_rights_and_the_role() {
    let desk = Desk::open(Scenario::Ready);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let northwind = customer(&partner, "Northwind Traders");
    let lucerne = customer(&partner, "Lucerne Publishing");
    refused(run(provider.list_users(&northwind.id)), RefusalCode::RoleRequired, 403, 900_150);
    refused(run(provider.list_licence_pools(&northwind.id, None)), RefusalCode::RoleRequired, 403, 900_150);
    assert!(!run(provider.list_users(&lucerne.id)).unwrap().is_empty());
    for persona in Persona::ALL {
        let client = desk.seat(persona);
        let outcome = run(client.create_user(&northwind.id, &new_user("x", &northwind.domain)));
        match persona {
            Persona::PartnerAdminAgent | Persona::PartnerOwner => {
                let made = outcome.unwrap();
                run(partner.delete_user(&northwind.id, &made.id)).unwrap();
                let change = UserChange {
                    principal_name: format!("gone.{}@{}", persona.word(), northwind.domain),
                    display_name: "Gone".to_owned(),
                    first_name: String::new(),
                    last_name: String::new(),
                    usage_location: "SE".to_owned(),
                };
                refused(run(partner.change_user(&northwind.id, &made.id, &change)), RefusalCode::NotFound, 404, 60_002);
                run(partner.restore_user(&northwind.id, &made.id)).unwrap();
                run(partner.change_user(&northwind.id, &made.id, &change)).unwrap();
            }
            Persona::RivalAdminAgent => _ = refused(outcome, RefusalCode::NotFound, 404, 60_003),
            _ if persona.company() == PROVIDER.company() => _ = refused(outcome, RefusalCode::RoleRequired, 403, 900_150),
            _ => _ = refused(outcome, RefusalCode::RoleRequired, 403, 990_010),
        }
    }
}

/// The field that is refused, and what makes it wrong.
type Case = (&'static str, fn(&mut NewUser));

#[test]
fn a_user_that_cannot_be_is_refused() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders");
    let cases: [Case; 7] = [
        ("userPrincipalName", |new| new.principal_name = "a@elsewhere.example".to_owned()),
        ("userPrincipalName", |new| new.principal_name.clear()),
        ("userPrincipalName", |new| new.principal_name = "KIM.AKERS@northwindtraders.example".to_owned()),
        ("displayName", |new| new.display_name = " ".to_owned()),
        ("usageLocation", |new| new.usage_location = "Sweden".to_owned()),
        ("passwordProfile", |new| new.password = "short".to_owned()),
        ("passwordProfile", |new| new.password.clear()),
    ];
    for (field, change) in cases {
        let mut new = new_user("ny", &northwind.domain);
        change(&mut new);
        let error = refused(run(partner.create_user(&northwind.id, &new)), RefusalCode::FieldInvalid, 400, 3000);
        assert_eq!(error.refusal().unwrap().value("field"), Some(field));
    }
    assert_eq!(desk.revision(), 0);
}

// R177
#[test]
fn no_password_is_kept_and_what_is_kept_is_replayed() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders");
    let made = run(partner.create_user(&northwind.id, &new_user("ny", &northwind.domain))).unwrap();
    run(partner.reset_password(&northwind.id, &made.id, "Other-42-Other", false)).unwrap();
    let kept = desk.save();
    assert!(!kept.contains("Secret-42") && !kept.contains("Other-42"), "{kept}");
    let again = Simulation::restore(&kept).unwrap();
    assert_eq!((again.revision(), again.save()), (2, kept));
}

#[test]
fn roles_of_the_directory_are_given_and_taken() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let roles = run(partner.list_directory_roles(&northwind)).unwrap();
    let helpdesk = roles.iter().find(|role| role.name.starts_with("Helpdesk")).unwrap();
    let person = user(&partner, &northwind, "Åsa Öberg");
    assert!(run(partner.list_user_roles(&northwind, &person.id)).unwrap().is_empty());
    for _ in 0..2 {
        run(partner.set_user_role(&northwind, &helpdesk.id, &person, true)).unwrap();
    }
    assert_eq!(run(partner.list_user_roles(&northwind, &person.id)).unwrap(), std::slice::from_ref(helpdesk));
    let path = format!("/v1/customers/{northwind}/directoryroles/{}/usermembers", helpdesk.id);
    assert_eq!(body(&desk.ask(PARTNER, Method::Get, &path, None))["items"][0]["id"], json!(person.id.as_str()));
    run(partner.set_user_role(&northwind, &helpdesk.id, &person, false)).unwrap();
    assert!(run(partner.list_user_roles(&northwind, &person.id)).unwrap().is_empty());
    refused(run(partner.set_user_role(&northwind, "none", &person, true)), RefusalCode::NotFound, 404, 1000);
    assert_eq!(desk.revision(), 2);
}

#[test]
fn users_come_page_by_page() {
    let desk = Desk::open(Scenario::Partnered);
    let northwind = customer(&desk.seat(PARTNER), "Northwind Traders").id;
    let first = body(&desk.ask(PARTNER, Method::Get, &format!("/v1/customers/{northwind}/users"), None));
    let mut request = crossover::api::http::Request::get(&["v1", "customers", northwind.as_str(), "users"]).query("size", "5");
    let mut seen = Vec::new();
    loop {
        let page = body(&desk.call(PARTNER, request));
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(token) = page["continuationToken"].as_str() else { break };
        request = crossover::api::http::Request::get(&["v1", "customers", northwind.as_str(), "users"])
            .query("seekOperation", "Next")
            .header("MS-ContinuationToken", token);
    }
    assert_eq!((&json!(seen), &json!(seen.len())), (&first["items"], &first["totalCount"]));
    for filter in ["{}", "x", r#"{"Field":"UserState","Value":"sleeping","Operator":"equals"}"#] {
        let request =
            crossover::api::http::Request::get(&["v1", "customers", northwind.as_str(), "users"]).query("filter", filter);
        assert_eq!(desk.call(PARTNER, request).status, 400, "{filter}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    // However licences are assigned and removed, none is handed out that is not there, and the books agree.
    #[test]
    fn licences_add_up(steps in proptest::collection::vec((0_usize..40, 0_usize..6, any::<bool>()), 1..40)) {
        let desk = Desk::open(Scenario::Partnered);
        let partner = desk.seat(PARTNER);
        let adventure = customer(&partner, "Adventure Works").id;
        let users = run(partner.list_users(&adventure)).unwrap();
        for (person, product, give) in steps {
            let pools = run(partner.list_licence_pools(&adventure, None)).unwrap();
            let sku = pools[product % pools.len()].sku.id.clone();
            let change = if give { assign(&sku) } else { LicenceChange { assign: Vec::new(), remove: vec![sku] } };
            // Refusals are part of it.
            let _ = run(partner.change_licences(&adventure, &users[person % users.len()].id, &change));
        }
        for pool in run(partner.list_licence_pools(&adventure, None)).unwrap() {
            let holders = users.iter().filter(|user| {
                run(partner.list_licences(&adventure, &user.id, None)).unwrap().iter().any(|held| held.sku.id == pool.sku.id)
            });
            prop_assert_eq!(i64::try_from(holders.count()).unwrap(), pool.consumed);
            prop_assert!(pool.available >= 0 && pool.consumed + pool.available == pool.active);
        }
        let kept = desk.save();
        prop_assert_eq!(Simulation::restore(&kept).unwrap().save(), kept);
    }
}
