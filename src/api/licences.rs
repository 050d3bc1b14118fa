//! Licences: what a customer has, and who holds them. All takes delegated admin rights.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::ids::{CustomerId, UserId};
use crate::domain::licence::{Licence, LicenceChange, LicenceGroup, LicencePool, LicenceWarning};
use crate::wire::licence;

impl Client {
    /// Lists the licences that a customer has: `GET /v1/customers/{customer-id}/subscribedskus` (api/partner-center.md 12.11), of
    /// one group where `group` says so.
    ///
    /// # Errors
    /// `role-required`, `customer-not-moved`, `not-found`; else as [`Client::send`].
    pub async fn list_licence_pools(
        &self,
        customer: &CustomerId,
        group: Option<LicenceGroup>,
    ) -> Result<Vec<LicencePool>, ApiError> {
        let request = Request::get(&["v1", "customers", customer.as_str(), "subscribedskus"]);
        self.fetch_list(of_group(request, group), licence::read_pools).await
    }

    /// Lists the licences of a user: `GET /v1/customers/{customer-id}/users/{user-id}/licenses` (12.9), of one group where
    /// `group` says so.
    ///
    /// # Errors
    /// As [`Self::list_licence_pools`].
    pub async fn list_licences(
        &self,
        customer: &CustomerId,
        user: &UserId,
        group: Option<LicenceGroup>,
    ) -> Result<Vec<Licence>, ApiError> {
        let request = Request::get(&["v1", "customers", customer.as_str(), "users", user.as_str(), "licenses"]);
        self.fetch_list(of_group(request, group), licence::read_list).await
    }

    /// Assigns and removes licences of a user: `POST …/users/{user-id}/licenseupdates` (12.10). The warnings say what was not
    /// carried out.
    ///
    /// # Errors
    /// As [`Self::list_licence_pools`]; [`super::error::Cause::Unexpected`] when there are no more licences (60012).
    pub async fn change_licences(
        &self,
        customer: &CustomerId,
        user: &UserId,
        change: &LicenceChange,
    ) -> Result<Vec<LicenceWarning>, ApiError> {
        let path = ["v1", "customers", customer.as_str(), "users", user.as_str(), "licenseupdates"];
        let request = Request::new(Method::Post, &path).json(&licence::write_change(change));
        self.act_for(&format!("change-licences/{user}"), request, licence::read_warnings).await
    }
}

fn of_group(request: Request, group: Option<LicenceGroup>) -> Request {
    match group {
        Some(group) => request.query("licenseGroupIds", group.word()),
        None => request,
    }
}
