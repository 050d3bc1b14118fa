//! Whether a domain is free. Source: api/partner-center.md 10.2 (2026-11-21).

use super::call::Call;
use super::company::Company;
use super::reply::Answered;
use super::state::State;
use crate::api::http::Reply;
use crate::domain::new_customer::DOMAIN_END;

/// Names that others than the organisations and customers of the sample hold.
const HELD_ELSEWHERE: [&str; 3] = ["microsoft", "adatum", "wingtip"];

/// Whether somebody holds `domain`: who, is nobody's business, so customers of other partners count too.
pub(super) fn is_taken(state: &State, domain: &str) -> bool {
    let domain = domain.trim().to_ascii_lowercase();
    let Some(name) = domain.strip_suffix(DOMAIN_END) else {
        return state.customers.iter().any(|file| file.domain.eq_ignore_ascii_case(&domain));
    };
    // The sample's domains end in `.example`; their tenants began with the same name.
    let begins = |held: &str| held.split('.').next().is_some_and(|label| label.eq_ignore_ascii_case(name));
    HELD_ELSEWHERE.contains(&name)
        || Company::ALL.iter().any(|company| begins(company.domain()))
        || state.customers.iter().any(|file| begins(&file.domain))
}

/// HEAD /v1/domains/{domain}: 200 for one that is taken, 404 for one that is free; neither has a body.
pub(super) fn head(state: &State, _call: &Call<'_>, domain: &str) -> Answered {
    if is_taken(state, domain) { Ok(Reply::empty(200)) } else { Err(Reply::empty(404)) }
}
