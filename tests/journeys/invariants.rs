//! What holds whatever is called by whom in whatever order (domain.md 3.5).

use std::collections::HashMap;

use crossover::api::http::{Method, Request};
use crossover::domain::ids::{CustomerId, SubscriptionId};
use crossover::domain::subscription::{Subscription, SubscriptionStatus};
use crossover::domain::transfer::{LineStatus, Transfer};
use crossover::sim::Simulation;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use crossover::wire::json::Node;
use crossover::wire::{review, subscription, transfer};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::persistence::picture;

/// One thing that somebody does; numbers choose among what there is.
#[derive(Debug, Clone)]
struct Step {
    who: usize,
    what: u8,
    customer: usize,
    one: usize,
    two: usize,
    number: u64,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..Persona::ALL.len(), 0u8..14, 0usize..7, 0usize..9, 0usize..9, 0u64..40)
        .prop_map(|(who, what, customer, one, two, number)| Step { who, what, customer, one, two, number });
    prop::collection::vec(step, 0..60)
}

fn get(simulation: &mut Simulation, persona: Persona, path: &str) -> Value {
    let mut request = Request::get(&[]).header("Authorization", &format!("Bearer {}", persona.word()));
    path.clone_into(&mut request.path);
    serde_json::from_str(&simulation.answer(&request).body).unwrap_or_default()
}

/// What the partner, then the provider, sees of every customer.
struct World {
    customers: Vec<CustomerId>,
    sold: HashMap<Company, HashMap<CustomerId, Vec<Subscription>>>,
    transfers: HashMap<CustomerId, Vec<Transfer>>,
}

const BOTH: [Persona; 2] = [Persona::PartnerOwner, Persona::ProviderAdminAgent];

fn look(simulation: &mut Simulation) -> World {
    let mut world = World { customers: Vec::new(), sold: HashMap::new(), transfers: HashMap::new() };
    for persona in BOTH {
        for row in get(simulation, persona, "/v1/customers")["items"].as_array().into_iter().flatten() {
            let id = CustomerId::parse(row["id"].as_str().unwrap()).unwrap();
            let sold =
                subscription::read_list(Node::new(&get(simulation, persona, &format!("/v1/customers/{id}/subscriptions"))));
            world.sold.entry(persona.company()).or_default().insert(id.clone(), sold);
            if persona == BOTH[0] {
                let list = get(simulation, persona, &format!("/v1/customers/{id}/transfers"));
                world.transfers.insert(id.clone(), transfer::read_list(Node::new(&list), &id));
                world.customers.push(id);
            }
        }
    }
    world
}

fn take(simulation: &mut Simulation, step: &Step, world: &World) {
    let persona = Persona::ALL[step.who];
    let Some(customer) = world.customers.get(step.customer % world.customers.len().max(1)) else { return };
    let own = &world.sold[&Company::Contoso][customer];
    let pick = |place: usize| own.get(place % own.len().max(1)).map_or("none".to_owned(), |it| it.id.to_string());
    let transfers = &world.transfers[customer];
    let transfer = transfers.get(step.one % transfers.len().max(1)).map_or("none".to_owned(), |it| it.id.to_string());
    let base = format!("/v1/customers/{customer}");
    let (method, path, body) = match step.what {
        0..=2 => {
            let line = |id: String| json!({ "subscriptionId": id, "partnerIdOnRecord": Company::Contoso.mpn() });
            let lines =
                if step.one == step.two { vec![line(pick(step.one))] } else { vec![line(pick(step.one)), line(pick(step.two))] };
            let target = if step.number < 36 { Company::Fabrikam } else { Company::Proseware };
            let body = json!({ "sourcePartnerTenantId": Company::Contoso.tenant(), "targetPartnerTenantId": target.tenant(), "lineItems": lines });
            (Method::Post, format!("{base}/transfers"), Some(body))
        }
        3 => (Method::Delete, format!("{base}/transfers/{transfer}"), None),
        4 | 5 => (Method::Post, format!("{base}/transfers/{transfer}/accept"), None),
        6 => (Method::Patch, format!("{base}/transfers/{transfer}"), Some(json!({ "status": "reject" }))),
        7 | 8 => (Method::Get, format!("{base}/transfers/{transfer}"), None),
        9 => (Method::Patch, format!("{base}/subscriptions/{}", pick(step.one)), Some(json!({ "quantity": step.number }))),
        10 => {
            let status = if step.number.is_multiple_of(2) { "suspended" } else { "active" };
            (Method::Patch, format!("{base}/subscriptions/{}", pick(step.one)), Some(json!({ "status": status })))
        }
        11 => (
            Method::Patch,
            format!("{base}/transfers/{transfer}/review"),
            Some(json!({ "providerVerified": { "result": "match" } })),
        ),
        12 => (Method::Patch, format!("{base}/transfers/{transfer}/review"), Some(json!({ "rejectionReason": "x" }))),
        _ => {
            let later = simulation.now().plus_hours(1);
            simulation.set_now(later);
            return;
        }
    };
    let mut request = Request::new(method, &[]).header("Authorization", &format!("Bearer {}", persona.word()));
    request.path = path;
    // Few ids, so that some are used again, for the same and for others.
    request.set_header("MS-RequestId", &format!("id-{}", step.number));
    if let Some(body) = body {
        request = request.json(&body);
    }
    let reply = simulation.answer(&request);
    assert!((200..500).contains(&reply.status), "{reply:?}");
    if reply.is_success() && !method.is_read() {
        // Invariant 12: the same again answers the same and changes nothing.
        let (revision, again) = (simulation.revision(), simulation.answer(&request));
        assert_eq!((again.status, again.body, simulation.revision()), (reply.status, reply.body, revision));
    }
}

fn check(simulation: &mut Simulation, before: &HashMap<String, Vec<(SubscriptionId, u64)>>, world: &World) {
    for (customer, transfers) in &world.transfers {
        let here = &world.sold[&Company::Contoso][customer];
        let nothing = Vec::new();
        let there = world.sold.get(&Company::Fabrikam).and_then(|sold| sold.get(customer)).unwrap_or(&nothing);
        for subscription in here {
            // 1: at most one open transfer holds a subscription.
            let holding = transfers.iter().filter(|transfer| transfer.holds(&subscription.id)).count();
            assert!(holding <= 1, "{} is held {holding} times", subscription.name());
        }
        for transfer in transfers {
            // 2: one customer, one related provider that is a partner.
            assert_eq!((&transfer.customer, transfer.target.as_ref()), (customer, Some(&Company::Fabrikam.tenant_id())));
            let row = get(simulation, BOTH[0], &format!("/v1/customers/{customer}"));
            assert_eq!(row["transition"]["providers"][0]["tenantId"], json!(Company::Fabrikam.tenant()));
            // 4: the quantities are those of the creation.
            let counts: Vec<(SubscriptionId, u64)> =
                transfer.all_lines().map(|line| (line.subscription.clone(), line.quantity)).collect();
            if let Some(first) = before.get(transfer.id.as_str()) {
                assert_eq!(&counts, first);
            }
            let notes = get(simulation, BOTH[1], &format!("/v1/customers/{customer}/transfers/{}/review", transfer.id));
            let notes = review::read(Node::new(&notes));
            for line in &transfer.lines {
                // 3: add-ons are in it if and only if their base is.
                let mut add_ons: Vec<&SubscriptionId> = line.add_ons.iter().map(|add_on| &add_on.subscription).collect();
                let mut expected: Vec<&SubscriptionId> =
                    here.iter().filter(|it| it.parent.as_ref() == Some(&line.subscription)).map(|it| &it.id).collect();
                add_ons.sort();
                expected.sort();
                assert_eq!(add_ons, expected);
                if line.status != LineStatus::Complete {
                    continue;
                }
                // 5: what a complete line leaves behind.
                for part in line.with_add_ons() {
                    let old = here.iter().find(|it| it.id == part.subscription);
                    match old {
                        Some(old) => assert_eq!((&old.status, part.is_azure()), (&SubscriptionStatus::Suspended, false)),
                        None => assert!(part.is_azure(), "{} is gone", part.display_name()),
                    }
                    let new = notes.mapping(&part.subscription).and_then(|row| row.new.clone()).expect("a new id");
                    let new = there.iter().find(|it| it.id == new).expect("the new subscription is listed");
                    assert_ne!(new.id, part.subscription);
                    assert_eq!(new.azure_id, part.azure_id);
                    assert_eq!(new.reseller, part.partner_of_record);
                }
            }
        }
    }
    // 11: the rival sees nothing at all.
    assert_eq!(get(simulation, Persona::RivalAdminAgent, "/v1/customers")["totalCount"], json!(0));
}

fn scenarios() -> impl Strategy<Value = Scenario> {
    prop::sample::select(Scenario::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    // domain.md 3.5, invariants 1 to 5, 11, 12; R101, R107, R115, R116, R117, R118
    #[test]
    fn the_invariants_hold_whatever_is_done(scenario in scenarios(), steps in steps()) {
        let mut simulation = Simulation::start_with(scenario, None, None, Some(20));
        let mut known = HashMap::new();
        let mut world = look(&mut simulation);
        for step in &steps {
            take(&mut simulation, step, &world);
            world = look(&mut simulation);
            check(&mut simulation, &known, &world);
            for transfer in world.transfers.values().flatten() {
                let counts = transfer.all_lines().map(|line| (line.subscription.clone(), line.quantity)).collect();
                known.entry(transfer.id.to_string()).or_insert(counts);
            }
        }
        let mut restored = Simulation::restore(&simulation.save()).unwrap();
        prop_assert_eq!(picture(&mut restored), picture(&mut simulation));
    }

    #[test]
    fn any_call_is_answered(
        method in prop::sample::select(vec!["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]),
        path in "(/v1)?(/customers(/9ed89edd-d684-4325-b600-e6129ec04ece)?(/transfers|/subscriptions|/agreements)?)?(/[a-z%0-9é.]{0,12}){0,3}",
        query in prop::collection::vec((".{0,12}", ".{0,20}"), 0..3),
        token in prop::option::of("(Bearer )?(partner-owner|provider-admin-agent|.{0,12})"),
        body in prop::option::of("(?s).{0,60}"),
        header in ".{0,10}",
    ) {
        let mut simulation = Simulation::start(Scenario::Requested, None, None);
        let mut request = Request::new(Method::parse(method).unwrap(), &[]);
        request.path = path;
        request.query = query;
        request.body = body;
        request.set_header("MS-ContinuationToken", &header);
        request.set_header("If-Match", &header);
        if let Some(token) = token {
            request.set_header("Authorization", &token);
        }
        let reply = simulation.answer(&request);
        prop_assert!((200..500).contains(&reply.status), "{}", reply.status);
        prop_assert!(reply.body.is_empty() || serde_json::from_str::<Value>(&reply.body).is_ok());
    }

    #[test]
    fn any_body_is_answered(which in 0usize..6, body in "(?s)\\{\"(lineItems|status|quantity|kind|rejectionReason|providerVerified)\":.{0,40}", odd in any::<Vec<u8>>()) {
        let mut simulation = Simulation::start(Scenario::Requested, None, None);
        let base = "/v1/customers/9ed89edd-d684-4325-b600-e6129ec04ece";
        let own = get(&mut simulation, Persona::PartnerOwner, &format!("{base}/transfers"))[0]["id"].as_str().unwrap().to_owned();
        let (method, path) = [
            (Method::Post, format!("{base}/transfers")),
            (Method::Patch, format!("{base}/transfers/{own}")),
            (Method::Patch, format!("{base}/transfers/{own}/review")),
            (Method::Post, format!("{base}/transfers/{own}/notices")),
            (Method::Patch, format!("{base}/subscriptions/1dcd327f-761e-47cb-bb7e-8913655c1d15")),
            (Method::Post, format!("{base}/transfers/{own}/accept")),
        ][which].clone();
        for persona in BOTH {
            for body in [body.clone(), String::from_utf8_lossy(&odd).into_owned()] {
                let mut request = Request::new(method, &[]).header("Authorization", &format!("Bearer {}", persona.word()));
                request.path.clone_from(&path);
                request.body = Some(body);
                prop_assert!((200..500).contains(&simulation.answer(&request).status));
            }
        }
    }
}
