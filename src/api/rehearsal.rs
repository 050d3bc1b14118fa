//! Taking the copy for a rehearsal: everything is read once, by reads alone (R176).

use super::Client;
use super::error::ApiError;
use crate::domain::moment::Timestamp;
use crate::domain::organisation::{Session, Side};
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::rehearsal::{Copied, CopiedCustomer, Party};

/// How many providers take part in a rehearsal.
const MOST_PROVIDERS: usize = 3;

impl Client {
    /// Copies what the partner of `session` has at `now`: customers and their subscriptions, nothing about people. `tell` is told how
    /// many customers were read, of how many, and says whether to go on.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn copy_business(
        &self,
        session: &Session,
        now: Timestamp,
        tell: &dyn Fn(usize, usize) -> bool,
    ) -> Result<Option<Copied>, ApiError> {
        let party = |it: Partnership| Party { tenant: it.tenant, name: it.name, mpn_id: it.mpn_id };
        let providers = self.list_partnerships(Side::Partner).await?;
        let providers = providers.into_iter().filter(|it| it.state == PartnershipState::Active).take(MOST_PROVIDERS);
        let all = self.list_customers().await?;
        let count = all.len();
        let mut customers = Vec::with_capacity(count);
        for (place, customer) in all.into_iter().enumerate() {
            if !tell(place, count) {
                return Ok(None);
            }
            let subscriptions = self.list_subscriptions(&customer.id).await?;
            customers.push(CopiedCustomer { customer, subscriptions });
        }
        let own = &session.organisation;
        Ok(Some(Copied {
            taken: now,
            own: Party { tenant: own.tenant.clone(), name: own.name.clone(), mpn_id: own.mpn_id.clone() },
            enrolled: session.is_enrolled(),
            providers: providers.map(party).collect(),
            customers,
        }))
    }
}
