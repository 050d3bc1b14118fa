//! Subscriptions of a customer.

use super::Client;
use super::customers::if_match;
use super::error::ApiError;
use super::http::{Method, Request};
use super::replies::record;
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::domain::provisioning::Provisioning;
use crate::domain::subscription::Subscription;
use crate::domain::subscription_change::SubscriptionChange;
use crate::domain::support_contact::SupportContact;
use crate::wire::json::Node;
use crate::wire::whole::Whole;
use crate::wire::{provisioning, subscription, subscription_change, support_contact};

/// What a change came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<T> {
    /// It is done; this is the outcome.
    Done(T),
    /// It is taken and still being carried out; the address, where the service gives one, shows the outcome later, as does
    /// reading again.
    Running(Option<String>),
}

impl Client {
    /// Lists the subscriptions of `customer`, add-ons among them: `GET /v1/customers/{customer-id}/subscriptions`
    /// (api/partner-center.md 3.1).
    ///
    /// # Errors
    /// `not-found` when it is no customer of ours; else as [`Client::send`].
    pub async fn list_subscriptions(&self, customer: &CustomerId) -> Result<Vec<Subscription>, ApiError> {
        self.fetch_list(Request::get(&["v1", "customers", customer.as_str(), "subscriptions"]), subscription::read_list).await
    }

    /// Reads one subscription: `GET /v1/customers/{customer-id}/subscriptions/{subscription-id}` (3.4).
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn subscription(&self, customer: &CustomerId, id: &SubscriptionId) -> Result<Subscription, ApiError> {
        self.fetch_as(Request::get(&["v1", "customers", customer.as_str(), "subscriptions", id.as_str()]), subscription::read)
            .await
    }

    /// Lists the add-ons of one subscription: `GET …/subscriptions/{subscription-id}/addons` (3.5).
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn list_add_ons(&self, customer: &CustomerId, id: &SubscriptionId) -> Result<Vec<Subscription>, ApiError> {
        self.fetch_list(
            Request::get(&["v1", "customers", customer.as_str(), "subscriptions", id.as_str(), "addons"]),
            subscription::read_list,
        )
        .await
    }

    /// Reads one subscription to change it: as [`Self::subscription`], with all that the service says of it.
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn whole_subscription(&self, customer: &CustomerId, id: &SubscriptionId) -> Result<Whole<Subscription>, ApiError> {
        self.fetch_as(Request::get(&["v1", "customers", customer.as_str(), "subscriptions", id.as_str()]), whole).await
    }

    /// Changes one thing about a subscription: `PATCH …/subscriptions/{subscription-id}` with all that was read (3.6). It acts on
    /// the version of `held`; where that has none it is read again first, and only without any it acts on what is there.
    ///
    /// # Errors
    /// [`super::error::Cause::Stale`] where it changed since `held` was read; `quantity-out-of-range`, `partner-id-…`,
    /// `sub-suspended`, `sub-deleted`, `sub-not-settled`, `not-found`; [`super::error::Cause::Unexpected`] for rules that the
    /// service alone knows; else as [`Client::send`].
    pub async fn change_subscription(
        &self,
        customer: &CustomerId,
        held: &Whole<Subscription>,
        change: &SubscriptionChange,
    ) -> Result<Change<Whole<Subscription>>, ApiError> {
        let id = &held.view.id;
        let fresh = if held.etag().is_none() { Some(self.whole_subscription(customer, id).await?) } else { None };
        let held = fresh.as_ref().unwrap_or(held);
        let mut body = held.raw().clone();
        subscription_change::put_change(&mut body, change);
        let request =
            Request::new(Method::Patch, &["v1", "customers", customer.as_str(), "subscriptions", id.as_str()]).json(&body);
        let doing = format!("{}-subscription/{id}", change.word());
        self.act_taking(&doing, if_match(request, held.etag()), |reply| match reply.status {
            202 => Ok(Change::Running(reply.header("Location").map(str::to_owned))),
            _ => record(&reply, whole).map(Change::Done),
        })
        .await
    }

    /// Reads how far a subscription is provisioned: `GET …/subscriptions/{subscription-id}/provisioningstatus` (3.7).
    ///
    /// # Errors
    /// `not-found`, also while there is nothing to tell yet (800007); else as [`Client::send`].
    pub async fn provisioning(&self, customer: &CustomerId, id: &SubscriptionId) -> Result<Provisioning, ApiError> {
        let path = ["v1", "customers", customer.as_str(), "subscriptions", id.as_str(), "provisioningstatus"];
        self.fetch_as(Request::get(&path), provisioning::read).await
    }

    /// Reads who supports a subscription: `GET …/subscriptions/{subscription-id}/supportcontact` (3.8).
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn support_contact(&self, customer: &CustomerId, id: &SubscriptionId) -> Result<Whole<SupportContact>, ApiError> {
        let path = ["v1", "customers", customer.as_str(), "subscriptions", id.as_str(), "supportcontact"];
        self.fetch_as(Request::get(&path), whole_contact).await
    }

    /// Sets who supports a subscription, a reseller related to us or ourselves:
    /// `PUT …/subscriptions/{subscription-id}/supportcontact` (3.9).
    ///
    /// # Errors
    /// `role-required`, `not-found`; else as [`Client::send`].
    pub async fn change_support_contact(
        &self,
        customer: &CustomerId,
        id: &SubscriptionId,
        held: &Whole<SupportContact>,
        new: &SupportContact,
    ) -> Result<Whole<SupportContact>, ApiError> {
        let mut body = held.raw().clone();
        support_contact::put(&mut body, new);
        let path = ["v1", "customers", customer.as_str(), "subscriptions", id.as_str(), "supportcontact"];
        let request = if_match(Request::new(Method::Put, &path).json(&body), held.etag());
        self.act_for(&format!("support-contact/{id}"), request, whole_contact).await
    }
}

fn whole(node: Node<'_>) -> Option<Whole<Subscription>> {
    Some(Whole::new(subscription::read(node)?, node.value().clone()))
}

fn whole_contact(node: Node<'_>) -> Option<Whole<SupportContact>> {
    Some(Whole::new(support_contact::read(node)?, node.value().clone()))
}
