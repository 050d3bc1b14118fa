//! Users of a customer. All takes delegated admin rights.

use serde_json::Value;

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use super::paging::{PAGE_SIZE, Page};
use super::replies::record;
use crate::domain::ids::{CustomerId, UserId};
use crate::domain::user::{DirectoryRole, NewUser, User, UserChange};
use crate::wire::{filter, user};

impl Client {
    /// Lists the users of a customer, page by page: `GET /v1/customers/{customer-id}/users` (api/partner-center.md 12.1).
    ///
    /// # Errors
    /// `role-required`, `customer-not-moved`, `not-found`; else as [`Client::send`].
    pub async fn list_users(&self, customer: &CustomerId) -> Result<Vec<User>, ApiError> {
        self.users(customer, None).await
    }

    /// Lists the users that were deleted less than 30 days ago: `GET /v1/customers/{customer-id}/users?size=&filter=` (12.2).
    ///
    /// # Errors
    /// As [`Self::list_users`].
    pub async fn list_deleted_users(&self, customer: &CustomerId) -> Result<Vec<User>, ApiError> {
        self.users(customer, Some(filter::write("UserState", "Inactive", "equals"))).await
    }

    async fn users(&self, customer: &CustomerId, filter: Option<String>) -> Result<Vec<User>, ApiError> {
        let path = ["v1", "customers", customer.as_str(), "users"];
        let mut first = Request::get(&path).query("size", &PAGE_SIZE.to_string());
        if let Some(filter) = filter {
            first = first.query("filter", &filter);
        }
        let mut users = Vec::new();
        self.each_page(&path, first, &mut |page| {
            let rows = user::read_list(page);
            let found = rows.len();
            users.extend(rows);
            Page { found, goes_on: true }
        })
        .await?;
        Ok(users)
    }

    /// Creates a user: `POST /v1/customers/{customer-id}/users` (12.4). It is not entered in the journal of unfinished writes,
    /// which would keep what follows from the password: repeated in the same page it acts once; after a reload look at the list
    /// before creating again.
    ///
    /// # Errors
    /// `field-invalid`; else as [`Self::list_users`].
    pub async fn create_user(&self, customer: &CustomerId, new: &NewUser) -> Result<User, ApiError> {
        let request = Request::new(Method::Post, &["v1", "customers", customer.as_str(), "users"]).json(&user::write_new(new));
        self.act_secretly(&format!("create-user/{customer}"), request, |reply| record(&reply, user::read)).await
    }

    /// Changes names and location of a user: `PATCH …/users/{user-id}` (12.5).
    ///
    /// # Errors
    /// `field-invalid`, `not-found`; else as [`Self::list_users`].
    pub async fn change_user(&self, customer: &CustomerId, id: &UserId, change: &UserChange) -> Result<User, ApiError> {
        self.patch_user(customer, id, &format!("change-user/{id}"), &user::write_change(change)).await
    }

    /// Sets a new password: `PATCH …/users/{user-id}` (12.6). As with [`Self::create_user`], nothing of it outlives the page;
    /// setting it again does no harm.
    ///
    /// # Errors
    /// `field-invalid`, `not-found`; else as [`Self::list_users`].
    pub async fn reset_password(
        &self,
        customer: &CustomerId,
        id: &UserId,
        password: &str,
        change_password: bool,
    ) -> Result<(), ApiError> {
        let path = ["v1", "customers", customer.as_str(), "users", id.as_str()];
        let body = user::write_password(password, change_password);
        let request = Request::new(Method::Patch, &path).json(&body);
        self.act_secretly(&format!("reset-password/{id}"), request, |reply| record(&reply, user::read).map(drop)).await
    }

    /// Deletes a user, who can be brought back for 30 days: `DELETE …/users/{user-id}` (12.7).
    ///
    /// # Errors
    /// `not-found`; else as [`Self::list_users`].
    pub async fn delete_user(&self, customer: &CustomerId, id: &UserId) -> Result<(), ApiError> {
        let request = Request::new(Method::Delete, &["v1", "customers", customer.as_str(), "users", id.as_str()]);
        self.act(&format!("delete-user/{id}"), request).await.map(drop)
    }

    /// Brings a deleted user back: `PATCH …/users/{user-id}` (12.8).
    ///
    /// # Errors
    /// `not-found` after 30 days; else as [`Self::list_users`].
    pub async fn restore_user(&self, customer: &CustomerId, id: &UserId) -> Result<User, ApiError> {
        self.patch_user(customer, id, &format!("restore-user/{id}"), &user::write_restored()).await
    }

    async fn patch_user(&self, customer: &CustomerId, id: &UserId, doing: &str, body: &Value) -> Result<User, ApiError> {
        let path = ["v1", "customers", customer.as_str(), "users", id.as_str()];
        self.act_for(doing, Request::new(Method::Patch, &path).json(body), user::read).await
    }

    /// Lists the roles of a customer's directory: `GET /v1/customers/{customer-id}/directoryroles` (12.13).
    ///
    /// # Errors
    /// As [`Self::list_users`].
    pub async fn list_directory_roles(&self, customer: &CustomerId) -> Result<Vec<DirectoryRole>, ApiError> {
        self.fetch_list(Request::get(&["v1", "customers", customer.as_str(), "directoryroles"]), user::read_roles).await
    }

    /// Gives a user a role: `POST …/directoryroles/{role-id}/usermembers`, or takes it: `DELETE …/usermembers/{user-id}` (12.13).
    ///
    /// # Errors
    /// `not-found`; else as [`Self::list_users`].
    pub async fn set_user_role(&self, customer: &CustomerId, role: &str, user: &User, held: bool) -> Result<(), ApiError> {
        let path = ["v1", "customers", customer.as_str(), "directoryroles", role, "usermembers"];
        let doing = format!("role/{}/{role}", user.id);
        if held {
            let request = Request::new(Method::Post, &path).json(&user::write_member(user));
            return self.act_for(&doing, request, user::read_member).await;
        }
        self.act(&doing, Request::new(Method::Delete, &[&path[..], &[user.id.as_str()]].concat())).await.map(drop)
    }

    /// Lists the roles of a user: `GET …/users/{user-id}/directoryroles` (12.12).
    ///
    /// # Errors
    /// As [`Self::list_users`].
    pub async fn list_user_roles(&self, customer: &CustomerId, id: &UserId) -> Result<Vec<DirectoryRole>, ApiError> {
        self.fetch_list(
            Request::get(&["v1", "customers", customer.as_str(), "users", id.as_str(), "directoryroles"]),
            user::read_roles,
        )
        .await
    }
}
