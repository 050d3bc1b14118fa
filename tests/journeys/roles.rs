//! The role matrix, by every person: the rule itself and the service say the same (domain.md section 1).

use crossover::api::error::ApiError;
use crossover::domain::action::Action;
use crossover::domain::application::Application;
use crossover::domain::organisation::Role;
use crossover::domain::organisation::Side;
use crossover::domain::profile::ProfileVersion;
use crossover::domain::refusal::RefusalCode;
use crossover::domain::review::Finding;
use crossover::domain::subscription_change::SubscriptionChange;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use crossover::wire::review::{HandOver, NoticeKind, ReviewChange};

use super::desk::{Desk, PARTNER, PROVIDER, customer, new_transfer, northwind_transfer, run, subscription};

use Persona::{
    PartnerAdminAgent, PartnerGlobalAdmin, PartnerOwner, PartnerReader, PartnerSalesAgent, ProviderAdminAgent,
    ProviderGlobalAdmin, ProviderSalesAgent, ProviderUserAdmin, RivalAdminAgent,
};

/// Who may, by the matrix, written out by hand.
const MATRIX: [(Action, &[Persona]); 18] = [
    (Action::ReadAsPartner, &[PartnerGlobalAdmin, PartnerAdminAgent, PartnerSalesAgent, PartnerOwner, PartnerReader]),
    (Action::Enrol, &[PartnerGlobalAdmin, PartnerOwner]),
    (Action::AuthorizeProvider, &[PartnerGlobalAdmin, PartnerOwner]),
    (Action::InviteCustomers, &[PartnerGlobalAdmin, PartnerAdminAgent, PartnerSalesAgent, PartnerOwner]),
    (Action::ExtendRelationship, &[PartnerAdminAgent, PartnerOwner]),
    (Action::RequestTransfer, &[PartnerAdminAgent, PartnerOwner]),
    (Action::VerifyAsPartner, &[PartnerAdminAgent, PartnerSalesAgent, PartnerOwner]),
    (Action::EnrolInIncentive, &[PartnerOwner]),
    (Action::BuyForCustomer, &[PartnerAdminAgent, PartnerSalesAgent, PartnerOwner]),
    (Action::EditCustomer, &[PartnerAdminAgent, PartnerOwner, ProviderAdminAgent, RivalAdminAgent]),
    (Action::ManageUsers, &[PartnerAdminAgent, PartnerOwner, ProviderAdminAgent, RivalAdminAgent]),
    (Action::ManageResellers, &[ProviderGlobalAdmin, ProviderAdminAgent, ProviderSalesAgent, ProviderUserAdmin, RivalAdminAgent]),
    (Action::AddSubscription, &[ProviderGlobalAdmin, ProviderAdminAgent, ProviderSalesAgent, RivalAdminAgent]),
    (Action::SetSupportContact, &[ProviderGlobalAdmin, ProviderAdminAgent, RivalAdminAgent]),
    (Action::Attest, &[ProviderAdminAgent, ProviderSalesAgent, RivalAdminAgent]),
    (Action::DecideTransfer, &[ProviderAdminAgent, ProviderSalesAgent, RivalAdminAgent]),
    // R71
    (
        Action::Export,
        &[PartnerGlobalAdmin, PartnerAdminAgent, PartnerOwner, ProviderGlobalAdmin, ProviderAdminAgent, RivalAdminAgent],
    ),
    (
        Action::ReadHistory,
        &[
            PartnerGlobalAdmin,
            PartnerAdminAgent,
            PartnerSalesAgent,
            PartnerOwner,
            ProviderGlobalAdmin,
            ProviderAdminAgent,
            ProviderSalesAgent,
            ProviderUserAdmin,
            RivalAdminAgent,
        ],
    ),
];

fn allowed(action: Action, persona: Persona) -> bool {
    MATRIX.iter().any(|(listed, who)| *listed == action && who.contains(&persona))
}

// C1: a role for each action, not one for the page. R3, R66, R71, R103, R107, R113, R154, R158
#[test]
fn the_rule_says_what_the_matrix_says() {
    assert_eq!(MATRIX.map(|(action, _)| action), Action::ALL);
    let desk = Desk::open(Scenario::Ready);
    for (action, _) in MATRIX {
        for persona in Persona::ALL {
            let session = run(desk.seat(persona).me()).unwrap();
            let outcome = action.check(&session);
            assert_eq!(outcome.is_ok(), allowed(action, persona), "{action:?} by {}", persona.word());
        }
    }
}

type Attempt = fn(&Desk, Persona) -> Result<(), ApiError>;

/// Each action of the flow as a call, with the state that it needs.
const ATTEMPTS: [(Action, Scenario, Attempt); 13] = [
    (Action::RequestTransfer, Scenario::Ready, |desk, persona| {
        let partner = desk.seat(PARTNER);
        let northwind = customer(&partner, "Northwind Traders").id;
        let e3 = subscription(&partner, &northwind, "Office 365 E3").id;
        run(desk.seat(persona).create_transfer(&northwind, &new_transfer(&[&e3]))).map(drop)
    }),
    (Action::RequestTransfer, Scenario::Requested, |desk, persona| {
        let (northwind, transfer) = northwind_transfer(&desk.seat(PARTNER));
        run(desk.seat(persona).withdraw_transfer(&northwind, &transfer.id))
    }),
    (Action::RequestTransfer, Scenario::Requested, |desk, persona| {
        let (northwind, transfer) = northwind_transfer(&desk.seat(PARTNER));
        let text = ("Subject", "Body");
        let client = desk.seat(persona);
        run(client.record_notice(&northwind, &transfer.id, NoticeKind::TransferCreated, HandOver::Clipboard, "en", text))
    }),
    (Action::DecideTransfer, Scenario::Requested, |desk, persona| {
        let (northwind, transfer) = northwind_transfer(&desk.seat(PARTNER));
        run(desk.seat(persona).accept_transfer(&northwind, &transfer.id)).map(drop)
    }),
    (Action::DecideTransfer, Scenario::Requested, |desk, persona| {
        let (northwind, transfer) = northwind_transfer(&desk.seat(PARTNER));
        run(desk.seat(persona).reject_transfer(&northwind, &transfer.id)).map(drop)
    }),
    (Action::DecideTransfer, Scenario::RejectedTransfer, |desk, persona| {
        let (northwind, transfer) = northwind_transfer(&desk.seat(PARTNER));
        run(desk.seat(persona).change_review(&northwind, &transfer.id, &ReviewChange::Reason("Because".to_owned()))).map(drop)
    }),
    (Action::DecideTransfer, Scenario::Complete, |desk, persona| {
        let (northwind, transfer) = northwind_transfer(&desk.seat(PARTNER));
        run(desk.seat(persona).change_review(&northwind, &transfer.id, &ReviewChange::Verified(Side::Provider, Finding::Match)))
            .map(drop)
    }),
    (Action::VerifyAsPartner, Scenario::Complete, |desk, persona| {
        let (northwind, transfer) = northwind_transfer(&desk.seat(PARTNER));
        run(desk.seat(persona).change_review(&northwind, &transfer.id, &ReviewChange::Verified(Side::Partner, Finding::Match)))
            .map(drop)
    }),
    (Action::Enrol, Scenario::Fresh, |desk, persona| {
        let client = desk.seat(PartnerGlobalAdmin);
        let contact = run(client.legal_business(ProfileVersion::Current))?.view.primary_contact;
        let profile_confirmed = Some(desk.simulation().now());
        let mpn_id = PARTNER.company().mpn().to_owned();
        let new = Application { contact, mpn_id, irreversible_confirmed: true, profile_confirmed, ..Application::default() };
        run(desk.seat(persona).enrol(&new)).map(drop)
    }),
    (Action::Enrol, Scenario::Pending, |desk, persona| run(desk.seat(persona).resend_verification()).map(drop)),
    (Action::Enrol, Scenario::Authorized, |desk, persona| {
        let agreement = run(desk.seat(PartnerGlobalAdmin).list_program_agreements())?.remove(0);
        run(desk.seat(persona).accept_program_agreement(&agreement)).map(drop)
    }),
    (Action::Enrol, Scenario::Fresh, |desk, persona| {
        let held = run(desk.seat(PartnerGlobalAdmin).legal_business(ProfileVersion::Current))?;
        let mut new = held.view.clone();
        "Contoso Cloud Services AB".clone_into(&mut new.company_name);
        if persona.company() == PARTNER.company() {
            return run(desk.seat(persona).change_legal_business(&held, &new)).map(drop);
        }
        // A provider has profiles of its own, and changes them through its representative: the same person may not enrol.
        run(desk.seat(persona).resend_verification()).map(drop)
    }),
    (Action::AddSubscription, Scenario::Complete, |desk, persona| {
        let provider = desk.seat(PROVIDER);
        let northwind = customer(&provider, "Northwind Traders").id;
        let e3 = subscription(&provider, &northwind, "Office 365 E3").id;
        let held = run(provider.whole_subscription(&northwind, &e3)).unwrap();
        run(desk.seat(persona).change_subscription(&northwind, &held, &SubscriptionChange::Quantity(26))).map(drop)
    }),
];

// R3, R17, R21, R27, R32, R103, R107, R113, R152, R154, R158, R159
#[test]
fn the_service_says_what_the_matrix_says() {
    for (place, (action, scenario, attempt)) in ATTEMPTS.into_iter().enumerate() {
        for persona in Persona::ALL {
            let desk = Desk::open(scenario);
            let outcome = attempt(&desk, persona);
            let at = format!("{action:?} ({place}) by {}", persona.word());
            if persona == RivalAdminAgent && action != Action::Enrol {
                // It holds the role, and the customer is none of its own: as if it did not exist.
                assert!(outcome.unwrap_err().is(RefusalCode::NotFound), "{at}");
            } else if allowed(action, persona) {
                assert_eq!(outcome, Ok(()), "{at}");
            } else if action == Action::AddSubscription && persona.company() == PARTNER.company() {
                // The other side cannot see what the provider sells.
                assert!(outcome.unwrap_err().is(RefusalCode::NotFound), "{at}");
            } else {
                let error = outcome.unwrap_err();
                assert!(error.is(RefusalCode::RoleRequired), "{at}: {error:?}");
                assert_eq!((error.trace.status, error.trace.code), (403, Some(990_010)), "{at}");
                let roles: Vec<&str> = action.roles().unwrap().iter().map(|role| role.word()).collect();
                assert_eq!(error.refusal().unwrap().value("role"), Some(roles.join(",").as_str()), "{at}");
                assert_eq!(desk.revision(), 0, "{at}: nothing acted");
            }
        }
    }
}

// R3: the refusal names who can.
#[test]
fn a_refusal_names_the_people_who_hold_the_role() {
    let desk = Desk::open(Scenario::Ready);
    let session = run(desk.seat(PartnerGlobalAdmin).me()).unwrap();
    let refusal = Action::RequestTransfer.check(&session).unwrap_err();
    assert_eq!(refusal.value("holders"), Some("Björn Åkesson\nDagny Holm"));
    assert_eq!(session.holders_of(Role::AdminAgent).len(), 2);
    let session = run(desk.seat(ProviderUserAdmin).me()).unwrap();
    assert_eq!(Action::DecideTransfer.check(&session).unwrap_err().value("holders"), Some("Gijs Bakker\nHanna Visser"));
}

// R66: a licence count of a direct customer.
#[test]
fn licences_are_counted_by_agents_only() {
    for persona in Persona::ALL.into_iter().filter(|persona| persona.company() == PARTNER.company()) {
        let desk = Desk::open(Scenario::Ready);
        let client = desk.seat(persona);
        let northwind = customer(&client, "Northwind Traders").id;
        let intune = subscription(&client, &northwind, "Intune").id;
        let held = run(client.whole_subscription(&northwind, &intune)).unwrap();
        let outcome = run(client.change_subscription(&northwind, &held, &SubscriptionChange::Quantity(26)));
        assert_eq!(outcome.is_ok(), allowed(Action::BuyForCustomer, persona), "{}", persona.word());
    }
}
