//! What each scenario starts with: organisations and customers as static-mode.md lists them. What happened since is told by
//! [`super::story`].

use crate::domain::moment::Timestamp;

use super::clock::before;
use super::company::Company;
use super::later;
use super::sample_customers::{self, northwind};
use super::sample_invitations;
use super::scenario::Scenario;
use super::state::{Alliance, Relation, State};
use crate::domain::customer::{AgreementState, RelationMethod};
use crate::domain::ids::CustomerId;
use crate::domain::partnership::PartnershipState;
use crate::domain::rule_set::RuleSet;

/// The state that `scenario` starts with when the clock says `now`.
pub(super) fn state(scenario: Scenario, now: Timestamp, rules: RuleSet, scale: u32) -> State {
    let mut state = State::new(scenario, now, rules);
    state.scale = scale;
    if scenario.is_partnered() {
        let since = before(now, 24, 3);
        state.alliances.push(Alliance {
            provider: Company::Fabrikam,
            reseller: Company::Contoso,
            state: PartnershipState::Active,
            since,
        });
        // One that has not signed its partner agreement yet.
        state.alliances.push(Alliance {
            provider: Company::Fabrikam,
            reseller: Company::AlpineSkiHouse,
            state: PartnershipState::Active,
            since: before(now, 12, 6),
        });
    }
    sample_invitations::add(&mut state, scenario);
    if scenario != Scenario::Empty {
        for file in sample_customers::all(now, scenario.is_partnered()) {
            state.add_customer(file);
        }
    }
    if scenario.is_ready() {
        relate(&mut state, northwind::ID);
        relate(&mut state, sample_customers::LITWARE);
    }
    if scenario.has_story() {
        later::tell(&mut state, scenario);
    }
    state
}

/// Relates the customer to Fabrikam by extension.
fn relate(state: &mut State, id: &str) {
    let since = before(state.now, 9, 2);
    let file =
        CustomerId::parse(id).and_then(|id| state.place_of(&id, Company::Contoso)).map(|place| &mut state.customers[place]);
    let file = file.expect("the customer stands in the sample");
    file.relations.push(Relation {
        provider: Company::Fabrikam,
        since,
        method: RelationMethod::Extension,
        delegated_admin: false,
    });
}

/// The agreement of a customer that is `stated` from the partnership on. Before it nothing can have been accepted through a
/// provider.
pub(super) const fn agreement_before(stated: AgreementState, is_partnered: bool) -> AgreementState {
    match stated {
        AgreementState::Provider if !is_partnered => AgreementState::AdminCenter,
        stated => stated,
    }
}
