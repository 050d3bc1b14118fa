//! What happened before a scenario starts: the first steps of the flow, taken through the service's own operations, so that a
//! scenario is never a state that could not be reached.

use serde_json::{Value, json};

use super::call::Call;
use super::clock::before;
use super::company::Company;
use super::persona::Persona;
use super::sample_customers::{LITWARE, northwind};
use super::scenario::Scenario;
use super::state::State;
use super::{deeds, sample_large};
use crate::api::http::{Method, Reply, Request};
use crate::domain::ids::{CustomerId, SubscriptionId, TransferId};
use crate::domain::moment::Timestamp;
use crate::domain::organisation::Side;
use crate::domain::review::Finding;
use crate::domain::subscription::SubscriptionStatus;
use crate::wire::review::{self, ReviewChange};
use crate::wire::transfer;

/// The request for Northwind, step by step, each at its time before the start.
struct Story<'a> {
    state: &'a mut State,
    now: Timestamp,
}

/// Tells what happened in `scenario` until now.
pub(super) fn tell(state: &mut State, scenario: Scenario) {
    if scenario == Scenario::Large {
        sample_large::fill(state);
        return;
    }
    let now = state.now;
    Story { state, now }.tell(scenario);
    state.now = now;
}

impl Story<'_> {
    fn tell(&mut self, scenario: Scenario) {
        if scenario == Scenario::Asked {
            return self.ask();
        }
        let id = self.create();
        match scenario {
            Scenario::Drifted => self.drift(),
            Scenario::RejectedTransfer => self.reject(&id),
            Scenario::InProgress => {
                self.accept(&id, 0, 1);
                // Carrying out goes on only when the clock does, so that this state can be looked at.
                let (customer, place) = self.place(&id);
                self.state.customers[customer].transfers[place].held_until = Some(self.now);
            }
            Scenario::Partial => {
                self.azure_is(SubscriptionStatus::Pending);
                self.carry_through(&id);
                self.azure_is(SubscriptionStatus::Active);
            }
            Scenario::Complete => self.carry_through(&id),
            Scenario::Verified => {
                self.carry_through(&id);
                self.verify(&id);
            }
            _ => {}
        }
    }

    /// Has `persona` call, `days` and `hours` before the start.
    fn call(
        &mut self,
        persona: Persona,
        (days, hours): (i64, i64),
        method: Method,
        path: &[&str],
        body: Option<&Value>,
    ) -> Reply {
        self.state.now = before(self.now, days, hours);
        let segments = [&["v1", "customers", northwind::ID][..], path].concat();
        let request = Request::new(method, &segments);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let (Ok(reply) | Err(reply)) = deeds::answer(self.state, &Call { persona, request: &request });
        reply
    }

    fn create(&mut self) -> TransferId {
        let line = |id: &str| json!({ "subscriptionId": id, "partnerIdOnRecord": Company::Contoso.mpn() });
        let body = json!({
            "sourcePartnerTenantId": Company::Contoso.tenant(),
            "targetPartnerTenantId": Company::Fabrikam.tenant(),
            "lineItems": [line(northwind::E3), line(northwind::AZURE)],
        });
        self.call(Persona::PartnerAdminAgent, (2, 3), Method::Post, &["transfers"], Some(&body));
        let customer = self.customer();
        self.state.customers[customer].transfers.last().expect("the request was created").transfer.id.clone()
    }

    /// Fabrikam asks for what Litware has of new commerce.
    fn ask(&mut self) {
        self.state.now = before(self.now, 1, 2);
        let body = json!({
            "sourcePartnerTenantId": Company::Contoso.tenant(),
            "sourcePartnerName": Company::Contoso.name(),
            "customerEmailId": "it@litware.example",
            "partnerOnRecord": Company::Contoso.mpn(),
            "transferType": "5",
        });
        let request = Request::new(Method::Post, &["v1", "customers", LITWARE, "transfers"]).json(&body);
        // A story that could not be told leaves the scenario as ready, and its test says so.
        let _ = deeds::answer(self.state, &Call { persona: Persona::ProviderAdminAgent, request: &request });
    }

    fn drift(&mut self) {
        let body = json!({ "quantity": northwind::E3_DRIFTED });
        self.call(Persona::PartnerAdminAgent, (0, 20), Method::Patch, &["subscriptions", northwind::E3], Some(&body));
    }

    fn reject(&mut self, id: &TransferId) {
        let reason = "Office 365 E3 is agreed with 20 licences, not 25. Please correct the count and send the request again.";
        let reason = review::write_change(&ReviewChange::Reason(reason.to_owned()));
        let rejection = transfer::write_rejection(id);
        let at = (1, 4);
        self.call(Persona::ProviderAdminAgent, at, Method::Patch, &["transfers", id.as_str()], Some(&rejection));
        self.call(Persona::ProviderAdminAgent, at, Method::Patch, &["transfers", id.as_str(), "review"], Some(&reason));
    }

    fn accept(&mut self, id: &TransferId, days: i64, hours: i64) {
        self.call(Persona::ProviderAdminAgent, (days, hours), Method::Post, &["transfers", id.as_str(), "accept"], None);
    }

    fn carry_through(&mut self, id: &TransferId) {
        self.accept(id, 1, 4);
        let place = self.place(id);
        for _ in 0..self.state.customers[place.0].transfers[place.1].transfer.lines.len() {
            self.call(Persona::ProviderAdminAgent, (1, 3), Method::Get, &["transfers", id.as_str()], None);
        }
    }

    fn verify(&mut self, id: &TransferId) {
        let path = ["transfers", id.as_str(), "review"];
        let provider = review::write_change(&ReviewChange::Verified(Side::Provider, Finding::Match));
        let partner = review::write_change(&ReviewChange::Verified(Side::Partner, Finding::Match));
        self.call(Persona::ProviderAdminAgent, (1, 1), Method::Patch, &path, Some(&provider));
        self.call(Persona::PartnerAdminAgent, (0, 19), Method::Patch, &path, Some(&partner));
    }

    fn azure_is(&mut self, status: SubscriptionStatus) {
        let customer = self.customer();
        let id = SubscriptionId::parse(northwind::AZURE).expect("the sample's ids are ids");
        let holding = self.state.customers[customer].holding_mut(&id, Company::Contoso).expect("Azure stands in the sample");
        holding.subscription.status = status;
    }

    fn customer(&self) -> usize {
        let id = CustomerId::parse(northwind::ID).expect("the sample's ids are ids");
        self.state.place_of(&id, Company::Contoso).expect("Northwind stands in the sample")
    }

    fn place(&self, id: &TransferId) -> (usize, usize) {
        let customer = self.customer();
        let place = self.state.customers[customer].transfer_place(id, Company::Contoso).expect("the request was created");
        (customer, place)
    }
}
