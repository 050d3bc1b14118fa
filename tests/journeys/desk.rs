//! A service with seats: one simulation, a client for each persona, faults on demand.

use std::future::{Future, ready};
use std::sync::{Arc, Mutex, MutexGuard};

use crossover::api::Client;
use crossover::api::error::ApiError;
use crossover::api::http::{Method, Reply, Request};
use crossover::api::journal::MemoryJournal;
use crossover::api::transport::{Answer, Answering, Lost, Transport};
use crossover::domain::customer::Customer;
use crossover::domain::ids::{CustomerId, MpnId, SubscriptionId, TenantId, TransferId};
use crossover::domain::refusal::RefusalCode;
use crossover::domain::subscription::Subscription;
use crossover::domain::transfer::{NewTransfer, Transfer};
use crossover::domain::user::NewUser;
use crossover::sim::Simulation;
use crossover::sim::company::Company;
use crossover::sim::fault::{self, FaultPlan, Outcome};
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use serde_json::Value;

/// Runs `future` to its end.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    futures_executor::block_on(future)
}

/// One simulated service.
#[derive(Clone)]
pub struct Desk {
    simulation: Arc<Mutex<Simulation>>,
    faults: Arc<Mutex<FaultPlan>>,
}

struct Seat {
    desk: Desk,
    persona: Persona,
}

impl Answer for Seat {
    fn answer(&self, mut request: Request) -> Answering {
        request.set_header("Authorization", &format!("Bearer {}", self.persona.word()));
        let effect = self.desk.faults.lock().unwrap().take(&request);
        let outcome = fault::apply(effect, || self.desk.simulation().answer(&request));
        Box::pin(ready(match outcome {
            Outcome::Answered(reply) => Ok(reply),
            Outcome::Lost => Err(Lost::NoConnection),
            Outcome::Silent => Err(Lost::TimedOut),
        }))
    }
}

impl Desk {
    /// A service that starts with `scenario`.
    pub fn open(scenario: Scenario) -> Self {
        // As few customers as show every kind, where their number is open: most journeys look at all of them.
        Self::open_with(scenario, 40)
    }

    /// The same, with `scale` customers where the scenario leaves their number open.
    pub fn open_with(scenario: Scenario, scale: u32) -> Self {
        Self::of(Simulation::start_with(scenario, None, None, Some(scale)))
    }

    /// The service `simulation`.
    pub fn of(simulation: Simulation) -> Self {
        Self { simulation: Arc::new(Mutex::new(simulation)), faults: Arc::default() }
    }

    /// The simulation itself. One at a time: a second look within the same statement fails, where a lock would wait for ever.
    pub fn simulation(&self) -> MutexGuard<'_, Simulation> {
        self.simulation.try_lock().expect("the simulation is looked at once at a time")
    }

    /// What is kept of it.
    pub fn save(&self) -> String {
        self.simulation().save()
    }

    /// How often something changed.
    pub fn revision(&self) -> usize {
        self.simulation().revision()
    }

    /// The client of `persona`, with a journal of its own.
    pub fn seat(&self, persona: Persona) -> Client {
        let seat = Seat { desk: self.clone(), persona };
        Client::new(Transport::InProcess(Arc::new(seat)), Box::new(MemoryJournal::default()))
    }

    /// Has calls go wrong.
    pub fn provoke(&self, plan: &str) {
        *self.faults.lock().unwrap() = FaultPlan::parse(plan).unwrap();
    }

    /// Whether every provoked fault has struck.
    pub fn is_calm(&self) -> bool {
        self.faults.lock().unwrap().is_spent()
    }

    /// A bare call, past the client.
    pub fn call(&self, persona: Persona, request: Request) -> Reply {
        let request = request.header("Authorization", &format!("Bearer {}", persona.word()));
        self.simulation().answer(&request)
    }

    /// A bare call of `method` to `path`, with a body where there is one.
    pub fn ask(&self, persona: Persona, method: Method, path: &str, body: Option<&Value>) -> Reply {
        let mut request = Request::new(method, &[]);
        path.clone_into(&mut request.path);
        self.call(
            persona,
            match body {
                Some(body) => request.json(body),
                None => request,
            },
        )
    }
}

/// Those who act in most journeys.
pub const PARTNER: Persona = Persona::PartnerAdminAgent;
pub const PROVIDER: Persona = Persona::ProviderAdminAgent;
pub const RIVAL: Persona = Persona::RivalAdminAgent;

/// The customer called `name`, as `client` sees it.
pub fn customer(client: &Client, name: &str) -> Customer {
    run(client.list_customers())
        .unwrap()
        .into_iter()
        .find(|customer| customer.name == name)
        .unwrap_or_else(|| panic!("no customer {name}"))
}

/// The subscription called `name`, as `client` sees it.
pub fn subscription(client: &Client, customer: &CustomerId, name: &str) -> Subscription {
    let all = run(client.list_subscriptions(customer)).unwrap();
    all.into_iter().find(|subscription| subscription.name() == name).unwrap_or_else(|| panic!("no subscription {name}"))
}

/// A request from Contoso to Fabrikam for `subscriptions`.
pub fn new_transfer(subscriptions: &[&SubscriptionId]) -> NewTransfer {
    NewTransfer {
        source: Company::Contoso.tenant_id(),
        target: Company::Fabrikam.tenant_id(),
        subscriptions: subscriptions.iter().map(|id| (*id).clone()).collect(),
        partner_of_record: Some(Company::Contoso.mpn_id()),
    }
}

/// The only transfer of Northwind in the scenarios that have one.
pub fn northwind_transfer(client: &Client) -> (CustomerId, Transfer) {
    let id = customer(client, "Northwind Traders").id;
    let mut transfers = run(client.list_transfers(&id)).unwrap();
    assert_eq!(transfers.len(), 1);
    (id, transfers.remove(0))
}

/// Reads the transfer until it is not in progress any more: at most once for each line and once more.
pub fn wait(client: &Client, customer: &CustomerId, id: &TransferId) -> Transfer {
    let mut transfer = run(client.transfer(customer, id)).unwrap();
    for _ in 0..transfer.lines.len() {
        transfer = run(client.transfer(customer, id)).unwrap();
    }
    assert!(!transfer.status.is_open(), "still {:?}", transfer.status);
    transfer
}

/// Asserts that `outcome` is the refusal `code`, with HTTP status and code of the service.
#[track_caller]
pub fn refused<T: std::fmt::Debug>(outcome: Result<T, ApiError>, code: RefusalCode, status: u16, service_code: u32) -> ApiError {
    let error = outcome.unwrap_err();
    assert!(error.is(code), "{error:?} is not {code}");
    assert_eq!((error.trace.status, error.trace.code), (status, Some(service_code)), "{error:?}");
    error
}

/// The body of a reply, as JSON.
pub fn body(reply: &Reply) -> Value {
    serde_json::from_str(&reply.body).unwrap_or(Value::Null)
}

/// An MPN ID.
pub fn mpn(text: &str) -> MpnId {
    MpnId::parse(text).unwrap()
}

/// A tenant.
pub fn tenant(text: &str) -> TenantId {
    TenantId::parse(text).unwrap()
}

/// A user to be made, with the principal name `name` at `domain`.
pub fn new_user(name: &str, domain: &str) -> NewUser {
    let text = |text: &str| text.to_owned();
    NewUser {
        principal_name: format!("{name}@{domain}"),
        display_name: text("Ny Person"),
        first_name: text("Ny"),
        last_name: text("Person"),
        usage_location: text("SE"),
        immutable_id: String::new(),
        password: text("Secret-42-Secret"),
        change_password: true,
    }
}
