//! The invitations to a partnership that a scenario starts with. Source: static-mode.md (2026-11-21).

use super::clock::before;
use super::company::Company;
use super::partnership_invitations::{addressee, make};
use super::scenario::Scenario;
use super::state::State;
use crate::domain::ids::{MpnId, TenantId};
use crate::domain::partnership_invitation::{Addressee, InvitationState};

/// Adds them: Fabrikam's to Contoso, open until the partnership stands; and one for each way in which a link can be the wrong one.
pub(super) fn add(state: &mut State, scenario: Scenario) {
    let now = state.now;
    let elsewhere = Addressee {
        tenant: TenantId::parse("0d2b3bd0-4f7a-4c0e-9d0b-7c63a5a7e1c4"),
        mpn_id: MpnId::parse("7120455"),
        email: Some("partner@fourthcoffee.example".to_owned()),
        name: Some("Fourth Coffee Services AB".to_owned()),
    };
    let mut own = make("fabrikam-invitation", Company::Fabrikam, addressee(Company::Contoso), before(now, 26, 4));
    if scenario.is_partnered() {
        own.state = InvitationState::Used;
        own.used = Some(before(now, 24, 3));
        own.used_by = Some(Company::Contoso.tenant_id());
    } else {
        own.created = Some(before(now, 2, 5));
    }
    // Its text names nobody, so who has the link can read it: it is used all the same.
    let mut used = make("used-invitation", Company::Fabrikam, Addressee::default(), before(now, 40, 2));
    used.addressed_to.name.clone_from(&elsewhere.name);
    used.addressed_to.email.clone_from(&elsewhere.email);
    used.state = InvitationState::Used;
    used.used = Some(before(now, 38, 6));
    used.used_by.clone_from(&elsewhere.tenant);
    let wrong = make("wrong-invitation", Company::Fabrikam, elsewhere, before(now, 9, 1));
    let far = make("woodgrove-invitation", Company::Woodgrove, Addressee::default(), before(now, 5, 3));
    let again = make("second-invitation", Company::Fabrikam, Addressee::default(), before(now, 3, 7));
    state.partnership_invitations.extend([own, used, wrong, far]);
    if scenario.is_partnered() {
        state.partnership_invitations.push(again);
    }
}
