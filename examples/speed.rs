//! How fast the rules and the simulated service are natively: `cargo xtask bench` runs it and reads what it prints, a name and a
//! number per second on each line. The baseline is parsing the same answers as JSON, and nothing else.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement speaks on its terminal, and stops where it finds what it did not expect"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use crossover::api::http::{Method, Request};
use crossover::domain::customer::Customer;
use crossover::domain::eligibility::choices;
use crossover::domain::ids::TenantId;
use crossover::domain::partnership::{Partnership, PartnershipState};
use crossover::domain::preflight::{self, First};
use crossover::sim::Simulation;
use crossover::sim::company::Company;
use crossover::sim::scenario::Scenario;
use crossover::wire::json::{self, Node};
use crossover::wire::{customer, subscription, transfer};

/// How long each thing is measured.
const LONG_ENOUGH: Duration = Duration::from_millis(800);

/// Does `once` again and again, which says how many it did; how many there are in a second.
fn per_second(mut once: impl FnMut() -> usize) -> u128 {
    once();
    let (start, mut done) = (Instant::now(), 0);
    while start.elapsed() < LONG_ENOUGH {
        done += once();
    }
    done as u128 * 1_000_000 / start.elapsed().as_micros().max(1)
}

fn get(simulation: &mut Simulation, path: &[&str]) -> String {
    let request = Request::new(Method::Get, path).query("size", "500").query("transferType", "directtoindirect");
    simulation.answer(&request.header("Authorization", "Bearer partner-admin-agent")).body
}

fn main() {
    let mut simulation = Simulation::start_with(Scenario::Large, None, None, Some(1_000));
    let list = get(&mut simulation, &["v1", "customers"]);
    let read = |text: &str| json::parse(text).unwrap();
    let customers: Vec<Customer> = customer::read_list(Node::new(&read(&list)));
    let provider: TenantId = Company::Fabrikam.tenant_id();
    let partnerships = [Partnership {
        tenant: provider,
        name: String::new(),
        mpn_id: None,
        location: None,
        state: PartnershipState::Active,
        since: None,
    }];
    // The preflight as a whole: the service's answers are read, and judged.
    let answers: Vec<(String, String)> = customers
        .iter()
        .map(|customer| {
            let of = |last: &str| ["v1", "customers", customer.id.as_str(), last].map(str::to_owned);
            let mut ask = |last: &str| get(&mut simulation, &of(last).each_ref().map(String::as_str));
            (ask("subscriptions"), ask("transferseligibility"))
        })
        .collect();
    let preflights = per_second(|| {
        for (customer, (subscriptions, eligibility)) in customers.iter().zip(&answers) {
            let standing = match preflight::examine(true, &partnerships, customer) {
                First::Decided(standing) => standing,
                First::Look(_) => {
                    let subscriptions = subscription::read_list(Node::new(&read(subscriptions)));
                    preflight::look(&choices(&subscriptions, &transfer::read_eligibility(Node::new(&read(eligibility)))))
                }
            };
            black_box(standing);
        }
        customers.len()
    });
    println!("preflights natively, per second {preflights}");
    let pages = per_second(|| {
        black_box(get(&mut simulation, &["v1", "customers"]));
        1
    });
    println!("simulated pages of 500 customers natively, per second {pages}");
    let id = customers[0].id.to_string();
    let single = per_second(|| {
        black_box(get(&mut simulation, &["v1", "customers", &id, "subscriptions"]));
        1
    });
    println!("simulated answers natively, per second {single}");
    let parsed = per_second(|| {
        black_box(read(&list));
        1
    });
    println!("parsed pages of 500 customers natively, per second {parsed}");
}
