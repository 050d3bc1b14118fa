//! Users of a customer. All takes delegated admin rights.

use super::error::ApiError;
use super::http::{Method, Request};
use super::paging::PAGE_SIZE;
use super::{Client, missing, read};
use crate::domain::ids::{CustomerId, UserId};
use crate::domain::user::{DirectoryRole, NewUser, User};
use crate::wire::json::Node;
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
            found
        })
        .await?;
        Ok(users)
    }

    /// Creates a user: `POST /v1/customers/{customer-id}/users` (12.4). It is not entered in the journal of unfinished writes,
    /// which would keep the password: after a lost answer look at the list before creating again.
    ///
    /// # Errors
    /// `field-invalid`; else as [`Self::list_users`].
    pub async fn create_user(&self, customer: &CustomerId, new: &NewUser) -> Result<User, ApiError> {
        let request = Request::new(Method::Post, &["v1", "customers", customer.as_str(), "users"]).json(&user::write_new(new));
        let reply = self.send(request).await?;
        let body = read(&reply)?;
        user::read(Node::new(&body)).ok_or_else(|| missing(&reply))
    }

    /// Lists the roles of a user: `GET …/users/{user-id}/directoryroles` (12.12).
    ///
    /// # Errors
    /// As [`Self::list_users`].
    pub async fn list_user_roles(&self, customer: &CustomerId, id: &UserId) -> Result<Vec<DirectoryRole>, ApiError> {
        let body =
            self.fetch(Request::get(&["v1", "customers", customer.as_str(), "users", id.as_str(), "directoryroles"])).await?;
        Ok(user::read_roles(Node::new(&body)))
    }
}
