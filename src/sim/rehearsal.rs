//! A rehearsal: the simulated service over a copy of a partner's own business (domain.md 4.16; 2026-11-21). The organisations of the
//! copy stand in the places of those of the sample; their ids and names are put in on the way in and out.

use super::company::Company;
use super::holdings::Holdings;
use super::state::{Alliance, CustomerFile, Holding, Relation, State};
use crate::api::http::{Reply, Request};
use crate::domain::customer::CustomerKind;
use crate::domain::partnership::PartnershipState;
use crate::domain::rehearsal::{Copied, CopiedCustomer, Party};

/// The providers of the sample, in whose places those of the copy stand.
const PLACES: [Company; 3] = [Company::Fabrikam, Company::Proseware, Company::Woodgrove];

/// Puts the partnerships and customers of the copy in the place of those of the sample.
pub(super) fn fill(state: &mut State, copy: &Copied) {
    state.clear_customers();
    let alliance =
        |provider: Company| Alliance { provider, reseller: Company::Contoso, state: PartnershipState::Active, since: copy.taken };
    state.alliances = copy.providers.iter().zip(PLACES).map(|(_, provider)| alliance(provider)).collect();
    for CopiedCustomer { customer, subscriptions } in &copy.customers {
        let is_indirect = customer.kind == CustomerKind::Indirect;
        let relations: Vec<Relation> = customer
            .providers
            .iter()
            .filter_map(|related| {
                let place = copy.providers.iter().position(|it| it.tenant == related.tenant)?;
                Some(Relation {
                    provider: *PLACES.get(place)?,
                    since: related.since.unwrap_or(copy.taken),
                    method: related.method,
                    delegated_admin: related.delegated_admin,
                })
            })
            .collect();
        let seller = relations.first().map(|it| it.provider).filter(|_| is_indirect).unwrap_or(Company::Contoso);
        let holdings: Vec<Holding> = subscriptions.iter().map(|it| Holding::new(seller, it.clone())).collect();
        state.add_customer(CustomerFile {
            id: customer.id.clone(),
            name: customer.name.clone(),
            domain: customer.domain.clone(),
            country: customer.country.clone().unwrap_or_default(),
            partner: Company::Contoso,
            kind: customer.kind,
            agreement: customer.agreement,
            relations,
            holdings: Holdings::from(holdings),
            transfers: Vec::new(),
        });
    }
}

/// What stands for what: an id or a name of the copy, and that of the sample.
#[derive(Debug, Clone)]
pub struct Aliases(Vec<(String, String)>);

impl Aliases {
    /// Those of `copy`.
    pub fn of(copy: &Copied) -> Self {
        let mut pairs = Vec::new();
        let mut add = |party: &Party, company: Company| {
            pairs.push((party.tenant.to_string(), company.tenant().to_owned()));
            if let Some(mpn) = &party.mpn_id {
                pairs.push((mpn.to_string(), company.mpn().to_owned()));
            }
            pairs.push((party.name.clone(), company.name().to_owned()));
        };
        add(&copy.own, Company::Contoso);
        for (party, company) in copy.providers.iter().zip(PLACES) {
            add(party, company);
        }
        pairs.retain(|(own, sample)| !own.is_empty() && own != sample);
        Self(pairs)
    }

    /// A request as the simulation understands it.
    pub fn inwards(&self, mut request: Request) -> Request {
        let pairs: Vec<(&str, &str)> = self.0.iter().map(|(own, sample)| (own.as_str(), sample.as_str())).collect();
        request.path = replaced(&request.path, &pairs, str::to_owned);
        for (_, value) in &mut request.query {
            *value = replaced(value, &pairs, str::to_owned);
        }
        request.body = request.body.map(|body| replaced(&body, &pairs, in_json));
        request
    }

    /// An answer as the partner knows it.
    pub fn outwards(&self, mut reply: Reply) -> Reply {
        let pairs: Vec<(&str, &str)> = self.0.iter().map(|(own, sample)| (sample.as_str(), own.as_str())).collect();
        reply.body = replaced(&reply.body, &pairs, in_json);
        reply
    }
}

/// A text as it stands within JSON.
fn in_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// `text` with each first one in the place of its second. What was put in is not looked at again: a mark stands in between that no
/// text of the service holds.
fn replaced(text: &str, pairs: &[(&str, &str)], written: fn(&str) -> String) -> String {
    let mark = |place: usize| format!("\u{1}{place}\u{2}");
    let marked =
        pairs.iter().enumerate().fold(text.to_owned(), |text, (place, (from, _))| text.replace(&written(from), &mark(place)));
    pairs.iter().enumerate().fold(marked, |text, (place, (_, to))| text.replace(&mark(place), &written(to)))
}
