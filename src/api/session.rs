//! Who is signed in. Where the API does not say, it is put together from what is documented.

use std::pin::Pin;

use super::Client;
use super::error::ApiError;
use super::http::Request;
use super::replies::record;
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::ids::UserId;
use crate::domain::organisation::{Organisation, Role, Session, Side};
use crate::wire::session;

/// Says who is signed in where `GET /v1/me` is not there, with the error that said so.
pub type PutTogether = fn(Client, ApiError) -> Pin<Box<dyn Future<Output = Result<Session, ApiError>>>>;

/// Puts it together from the organisation's profile, its MPN profile and its partnerships (7.2, 7.3, 6.1). The person's roles are
/// not told: the service has the last word on each step.
pub fn put_together(client: Client, why: ApiError) -> Pin<Box<dyn Future<Output = Result<Session, ApiError>>>> {
    Box::pin(async move { client.put_together(&why).await })
}

impl Client {
    /// Reads who is signed in: `GET /v1/me` (api/partner-center.md 14.2), or puts it together from profiles and partnerships.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn me(&self) -> Result<Session, ApiError> {
        let session = match self.send(Request::get(&["v1", "me"])).await {
            Err(error) if error.is_elsewhere() => match self.inner.put_together {
                Some(put_together) => put_together(self.clone(), error).await?,
                None => return Err(error),
            },
            reply => {
                let reply = reply?;
                record(&reply, session::read)?
            }
        };
        self.meet(&session.name);
        Ok(session)
    }

    async fn put_together(&self, why: &ApiError) -> Result<Session, ApiError> {
        let profile = self.organisation_profile().await?.view;
        let tenant = profile.tenant.clone().ok_or_else(|| why.clone())?;
        let mpn = self.mpn_profile(None).await;
        let has = async |side| self.list_partnerships(side).await.map(|list| !list.is_empty());
        // Only providers have resellers; a partner that has a provider has finished its enrolment.
        let side = if has(Side::Provider).await.unwrap_or(false) { Side::Provider } else { Side::Partner };
        let is_enrolled = side == Side::Partner && has(Side::Partner).await.unwrap_or(false);
        let name = if profile.email.is_empty() { profile.company_name.clone() } else { profile.email.clone() };
        Ok(Session {
            user: UserId::parse(&name).ok_or_else(|| why.clone())?,
            name,
            email: profile.email,
            roles: Role::ALL.to_vec(),
            knows_roles: false,
            organisation: Organisation {
                tenant,
                name: profile.company_name,
                country: profile.address.country,
                csp_region: String::new(),
                mpn_id: mpn.ok().map(|profile| profile.mpn_id),
                side,
            },
            enrolment: is_enrolled.then_some(EnrolmentStatus::Active),
            direct_bill: None,
            holders: Vec::new(),
        })
    }
}
