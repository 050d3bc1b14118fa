//! A rehearsal: the whole move on a copy of the partner's own business (R120, R176).

use std::sync::{Arc, Mutex};

use crossover::api::Client;
use crossover::api::http::{Method, Request};
use crossover::api::journal::MemoryJournal;
use crossover::api::replies::refusal_of_write;
use crossover::api::transport::{Answer, Answering, Transport};
use crossover::domain::ids::{CustomerId, MpnId, TenantId};
use crossover::domain::organisation::Side;
use crossover::domain::refusal::RefusalCode;
use crossover::domain::rehearsal::Copied;
use crossover::domain::transfer::{NewTransfer, TransferStatus};
use crossover::sim::Simulation;
use crossover::sim::persona::Persona;
use crossover::sim::rehearsal::Aliases;
use crossover::sim::scenario::Scenario;
use crossover::wire::json::Node;
use crossover::wire::rehearsal;
use crossover::wire::shelf::MemoryShelf;

use super::desk::{Desk, PARTNER, PROVIDER, customer, run, subscription, wait};

struct Stage {
    simulation: Arc<Mutex<Simulation>>,
    aliases: Aliases,
    persona: Persona,
}

impl Answer for Stage {
    fn answer(&self, request: Request) -> Answering {
        let request = self.aliases.inwards(request).header("Authorization", &format!("Bearer {}", self.persona.word()));
        let reply = self.simulation.lock().unwrap().answer(&request);
        Box::pin(std::future::ready(Ok(self.aliases.outwards(reply))))
    }
}

/// The copy that a partner of another name takes, with a provider of another name.
fn copy(scenario: Scenario) -> Copied {
    let desk = Desk::open(scenario);
    let client = desk.seat(PARTNER);
    let session = run(client.me()).unwrap();
    let now = desk.simulation().now();
    let mut copy = run(client.copy_business(&session, now, &|_, _| true)).unwrap().unwrap();
    assert_eq!(desk.revision(), 0, "it is taken by reads alone");
    let known = copy.providers[0].tenant.clone();
    let provider = TenantId::parse("11111111-2222-4333-8444-555555555555").unwrap();
    copy.own.tenant = TenantId::parse("99999999-2222-4333-8444-555555555555").unwrap();
    "Lovelace \"Cloud\" & Co".clone_into(&mut copy.own.name);
    copy.own.mpn_id = MpnId::parse("1234567");
    copy.providers[0].tenant = provider.clone();
    "Babbage Distribution".clone_into(&mut copy.providers[0].name);
    for related in copy.customers.iter_mut().flat_map(|it| &mut it.customer.providers).filter(|it| it.tenant == known) {
        related.tenant = provider.clone();
    }
    copy
}

fn seats(copy: &Copied) -> (Arc<Mutex<Simulation>>, impl Fn(Persona) -> Client) {
    let simulation = Arc::new(Mutex::new(Simulation::rehearsal(&Arc::new(copy.clone()))));
    let (held, aliases) = (Arc::clone(&simulation), Aliases::of(copy));
    let seat = move |persona| {
        let stage = Stage { simulation: Arc::clone(&held), aliases: aliases.clone(), persona };
        Client::new(Transport::InProcess(Arc::new(stage)), Box::new(MemoryJournal::default()))
    };
    (simulation, seat)
}

// R120, R176
#[test]
fn the_whole_transfer_is_rehearsed_on_ones_own_data_under_ones_own_names() {
    let copy = copy(Scenario::Ready);
    let written = rehearsal::write(&copy);
    assert_eq!(rehearsal::read(Node::new(&written)).unwrap().customers.len(), copy.customers.len());
    let (simulation, seat) = seats(&copy);
    let partner = seat(PARTNER);
    let session = run(partner.me()).unwrap();
    assert_eq!((&session.organisation.name, &session.organisation.tenant), (&copy.own.name, &copy.own.tenant));
    let partnerships = run(partner.list_partnerships(Side::Partner)).unwrap();
    assert_eq!((partnerships.len(), partnerships[0].name.as_str()), (1, "Babbage Distribution"));
    let northwind = customer(&partner, "Northwind Traders");
    assert_eq!(northwind.providers[0].tenant, copy.providers[0].tenant);
    let e3 = subscription(&partner, &northwind.id, "Office 365 E3");
    let new = NewTransfer {
        source: copy.own.tenant.clone(),
        target: copy.providers[0].tenant.clone(),
        subscriptions: vec![e3.id.clone()],
        partner_of_record: copy.own.mpn_id.clone(),
    };
    let made = run(partner.create_transfer(&northwind.id, &new)).unwrap();
    assert_eq!((&made.source, made.target.as_ref()), (&copy.own.tenant, Some(&copy.providers[0].tenant)));
    assert_eq!(made.lines[0].partner_of_record, copy.own.mpn_id);
    let provider = seat(PROVIDER);
    assert_eq!(run(provider.me()).unwrap().organisation.name, "Babbage Distribution");
    run(provider.accept_transfer(&northwind.id, &made.id)).unwrap();
    assert_eq!(wait(&provider, &northwind.id, &made.id).status, TransferStatus::Complete);
    // What was done is taken up again on the same copy, and goes away with a reset.
    let shelf = MemoryShelf::default();
    assert!(simulation.lock().unwrap().keep(&shelf, "done"));
    let again = Simulation::rehearsal_kept(&Arc::new(copy.clone()), &shelf, "done").unwrap();
    assert_eq!(again.revision(), simulation.lock().unwrap().revision());
    simulation.lock().unwrap().reset();
    assert!(run(partner.list_transfers(&northwind.id)).unwrap().is_empty());
    assert_eq!(run(partner.list_customers()).unwrap().len(), copy.customers.len());
}

// R177: nothing by which a customer, a person or an organisation of the sample could be known is in a copy without names.
#[test]
fn a_copy_without_names_holds_nothing_that_tells_who_is_who() {
    for scenario in [Scenario::Partnered, Scenario::Ready, Scenario::Partial, Scenario::Verified] {
        let desk = Desk::open(scenario);
        let client = desk.seat(PARTNER);
        let session = run(client.me()).unwrap();
        let now = desk.simulation().now();
        let copy = run(client.copy_business(&session, now, &|_, _| true)).unwrap().unwrap();
        let mut telling: Vec<String> = Persona::ALL.into_iter().flat_map(|it| [it.name().to_owned(), it.email()]).collect();
        telling.extend(copy.providers.iter().map(|it| it.name.clone()));
        telling.push(copy.own.name.clone());
        for customer in copy.customers.iter().map(|it| &it.customer) {
            telling.extend([customer.name.clone(), customer.domain.clone()]);
            telling.extend(customer.providers.iter().map(|it| it.name.clone()));
            telling.extend(customer.resellers.iter().map(|it| it.name.clone()));
            let bill_to = run(client.bill_to(&customer.id)).unwrap().view;
            telling.extend([bill_to.email, bill_to.address.phone, bill_to.address.line_1, bill_to.last_name]);
        }
        let offers: Vec<&str> = copy.customers.iter().flat_map(|it| &it.subscriptions).map(|it| it.offer_name.as_str()).collect();
        let nicknames = copy.customers.iter().flat_map(|it| &it.subscriptions).map(|it| it.friendly_name.clone());
        // What an offer is called tells nothing about who bought it.
        telling.extend(nicknames.filter(|name| !offers.iter().any(|offer| offer.contains(name.as_str()))));
        telling.retain(|word| !word.is_empty());
        assert!(telling.len() > 20, "{telling:?}");
        let whole = rehearsal::write(&copy).to_string().to_lowercase();
        assert!(whole.contains("northwind"), "with names it holds them");
        let bare = rehearsal::write(&copy.with_pseudonyms()).to_string().to_lowercase();
        for word in &telling {
            assert!(!bare.contains(&word.to_lowercase()), "{scenario:?}: {word}");
        }
    }
}

// R174: what could not be kept did not happen.
#[test]
fn what_is_taken_back_did_not_happen() {
    let copy = copy(Scenario::Ready);
    let (simulation, seat) = seats(&copy);
    let partner = seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders");
    let e3 = subscription(&partner, &northwind.id, "Office 365 E3");
    let before = simulation.lock().unwrap().save();
    let new = NewTransfer {
        source: copy.own.tenant.clone(),
        target: copy.providers[0].tenant.clone(),
        subscriptions: vec![e3.id],
        partner_of_record: copy.own.mpn_id.clone(),
    };
    run(partner.create_transfer(&northwind.id, &new)).unwrap();
    assert_eq!(simulation.lock().unwrap().revision(), 1);
    simulation.lock().unwrap().take_back(0);
    assert_eq!(simulation.lock().unwrap().save(), before);
    assert!(run(partner.list_transfers(&northwind.id)).unwrap().is_empty());
    run(partner.create_transfer(&northwind.id, &new)).unwrap();
}

// R176: what counts as refused is what a person tried to do, by the code that this person reads.
#[test]
fn a_refused_write_tells_its_code_and_a_read_none() {
    let copy = copy(Scenario::Ready);
    let (simulation, seat) = seats(&copy);
    let aliases = Aliases::of(&copy);
    let partner = seat(PARTNER);
    let (northwind, tailspin) = (customer(&partner, "Northwind Traders"), customer(&partner, "Tailspin Toys"));
    let ask = |persona: Persona, request: Request| {
        let request = aliases.inwards(request).header("Authorization", &format!("Bearer {}", persona.word()));
        let reply = simulation.lock().unwrap().answer(&request);
        refusal_of_write(&request, &reply)
    };
    let extend = |id: &CustomerId| {
        Request::new(Method::Post, &["v1", "customers", id.as_str(), "relationships"]).json(&serde_json::json!({
            "customerId": id.as_str(),
            "directPartnerId": copy.own.tenant.as_str(),
            "indirectProviderId": copy.providers[0].tenant.as_str(),
            "shareBillTo": true,
            "consent": { "confirmed": true, "confirmedTime": copy.taken.to_string() },
        }))
    };
    assert_eq!(ask(PARTNER, extend(&tailspin.id)), Some(RefusalCode::NotDirectCustomer));
    assert_eq!(ask(PARTNER, extend(&northwind.id)), Some(RefusalCode::AlreadyRelated));
    assert_eq!(ask(Persona::PartnerReader, extend(&northwind.id)), Some(RefusalCode::RoleRequired));
    assert_eq!(ask(PARTNER, Request::get(&["v1", "customers", "nobody"])), None, "a read");
    let adventure = customer(&partner, "Adventure Works");
    assert_eq!(ask(PARTNER, extend(&adventure.id)), None, "it is done");
}
