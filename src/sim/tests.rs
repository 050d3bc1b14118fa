//! States that no operation of this flow leads to yet: a removed partnership, an agreement that lapsed.

use serde_json::{Value, json};

use super::company::Company;
use super::persona::Persona;
use super::sample_customers::northwind;
use super::scenario::Scenario;
use super::{Simulation, wire};
use crate::api::http::{Method, Reply, Request};
use crate::domain::customer::AgreementState;
use crate::domain::partnership::PartnershipState;
use crate::domain::refusal::RefusalCode;
use crate::wire::fault::Fault;
use crate::wire::json::Node;
use crate::wire::shelf::MemoryShelf;

fn call(simulation: &mut Simulation, persona: Persona, method: Method, path: &[&str], body: Option<&Value>) -> Reply {
    let segments = [&["v1", "customers", northwind::ID][..], path].concat();
    let request = Request::new(method, &segments).header("Authorization", &format!("Bearer {}", persona.word()));
    simulation.answer(&match body {
        Some(body) => request.json(body),
        None => request,
    })
}

/// Status, code and refusal of a reply.
fn essence(reply: &Reply) -> (u16, Option<u32>, Option<RefusalCode>) {
    let body = wire::json::parse(&reply.body).unwrap_or_default();
    let fault = Fault::read(Node::new(&body));
    (reply.status, fault.code, fault.refusal(reply.status).map(|refusal| refusal.code))
}

fn accept(simulation: &mut Simulation) -> (u16, Option<u32>, Option<RefusalCode>) {
    let id = simulation.state.customers[0].transfers[0].transfer.id.to_string();
    essence(&call(simulation, Persona::ProviderAdminAgent, Method::Post, &["transfers", &id, "accept"], None))
}

fn create(simulation: &mut Simulation) -> (u16, Option<u32>, Option<RefusalCode>) {
    let body = json!({
        "sourcePartnerTenantId": Company::Contoso.tenant(),
        "targetPartnerTenantId": Company::Fabrikam.tenant(),
        "lineItems": [{ "subscriptionId": northwind::E3, "partnerIdOnRecord": Company::Contoso.mpn() }],
    });
    essence(&call(simulation, Persona::PartnerAdminAgent, Method::Post, &["transfers"], Some(&body)))
}

// R91, R154: the agreement is looked at when the request is created, and again when it is accepted.
#[test]
fn an_agreement_that_is_not_in_force_stops_creating_and_accepting() {
    let cases = [
        (AgreementState::Missing, 990_039, 13_605, RefusalCode::McaMissing),
        (AgreementState::Unknown, 990_039, 13_605, RefusalCode::McaMissing),
        (AgreementState::PartnerAttested, 990_040, 990_040, RefusalCode::McaNotRetained),
    ];
    for (agreement, on_create, on_accept, refusal) in cases {
        let mut simulation = Simulation::start(Scenario::Ready, None, None);
        simulation.state.customers[0].agreement = agreement;
        assert_eq!(create(&mut simulation), (403, Some(on_create), Some(refusal)), "{agreement:?}");
        let mut simulation = Simulation::start(Scenario::Requested, None, None);
        simulation.state.customers[0].agreement = agreement;
        assert_eq!(accept(&mut simulation), (403, Some(on_accept), Some(refusal)), "{agreement:?}");
        assert_eq!(simulation.revision(), 0);
    }
}

// R138, R152; domain.md 3.5, invariant 2
#[test]
fn without_the_partnership_nothing_is_created_or_accepted() {
    let mut simulation = Simulation::start(Scenario::Requested, None, None);
    simulation.state.alliances[0].state = PartnershipState::Removed;
    assert_eq!(accept(&mut simulation), (403, Some(990_043), Some(RefusalCode::ResellerNotListed)));
    let mut simulation = Simulation::start(Scenario::Ready, None, None);
    simulation.state.alliances[0].state = PartnershipState::Removed;
    assert_eq!(create(&mut simulation), (403, Some(990_035), Some(RefusalCode::ProviderNotPartnered)));
    assert_eq!(simulation.revision(), 0);
}

#[test]
fn every_code_of_the_extension_is_answered_with_its_refusal() {
    for (code, status, refusal) in super::reply::EXTENSION {
        let reply = super::reply::refused(&crate::domain::refusal::Refusal::new(refusal));
        assert_eq!(essence(&reply), (status, Some(code), Some(refusal)));
    }
}

// What the first page asks must not need what the page fetches later.
#[test]
fn the_first_page_does_without_what_is_fetched_later() {
    let needed = || super::later::NEEDED.get();
    for scenario in Scenario::ALL {
        let before = needed();
        let mut simulation = Simulation::start(scenario, None, None);
        assert_eq!(needed() != before, super::later::starts(scenario), "{scenario:?}");
        let before = needed();
        for path in [&["v1", "me"][..], &["v1", "customers"], &["v1", "enrolledprograms", "indirectreseller"]] {
            let request = Request::get(path).header("Authorization", "Bearer partner-owner");
            assert!(!super::later::answers(&request));
            assert_eq!(simulation.answer(&request).status, 200, "{scenario:?} {path:?}");
        }
        assert_eq!(needed(), before, "{scenario:?}");
        assert_eq!(takes_up(&mut simulation), super::later::starts(scenario));
    }
    let mut simulation = Simulation::start(Scenario::Ready, None, None);
    simulation.set_now(super::clock::after(simulation.now(), 1));
    assert!(!takes_up(&mut simulation));
    create(&mut simulation);
    assert_eq!(simulation.revision(), 2);
    assert!(takes_up(&mut simulation));
}

/// Whether what is kept of it can only be taken up with what is fetched later.
fn takes_up(simulation: &mut Simulation) -> bool {
    let shelf = MemoryShelf::default();
    assert!(simulation.keep(&shelf, "kept"));
    super::kept::takes_up(&shelf, "kept")
}
