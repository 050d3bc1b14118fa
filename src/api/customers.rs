//! Customers of the own organisation, and what is known of their companies.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use super::paging::{PAGE_SIZE, Page};
use crate::domain::customer::Customer;
use crate::domain::customer_profile::{BillTo, CompanyProfile};
use crate::domain::ids::{CustomerId, TenantId};
use crate::domain::new_customer::{CreatedCustomer, NewCustomer};
use crate::wire::json::Node;
use crate::wire::whole::Whole;
use crate::wire::{customer, customer_profile, filter, new_customer};

impl Client {
    /// Lists every customer, page by page: `GET /v1/customers?size=` and on by continuation token (api/partner-center.md 1.5, 2.1).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_customers(&self) -> Result<Vec<Customer>, ApiError> {
        self.customers(None).await
    }

    /// Lists the customers of one indirect reseller: `GET /v1/customers?size=&filter=` (2.3). For providers.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_customers_of(&self, reseller: &TenantId) -> Result<Vec<Customer>, ApiError> {
        self.customers(Some(filter::write("IndirectReseller", reseller.as_str(), "starts_with"))).await
    }

    /// Lists every customer and hands on each page as it comes, with the number of all where the service says so; that number is
    /// for showing how far one is, and can be wrong (1.4). Reading ends early once `take` answers `false`.
    ///
    /// # Errors
    /// As [`Client::send`]; what was handed on before stands.
    pub async fn customers_by_page(&self, take: &mut dyn FnMut(Vec<Customer>, Option<u64>) -> bool) -> Result<(), ApiError> {
        self.customer_pages(None, take).await
    }

    async fn customers(&self, filter: Option<String>) -> Result<Vec<Customer>, ApiError> {
        let mut customers: Vec<Customer> = Vec::new();
        self.customer_pages(filter, &mut |rows, _| {
            customers.extend(rows);
            true
        })
        .await?;
        Ok(customers)
    }

    async fn customer_pages(
        &self,
        filter: Option<String>,
        take: &mut dyn FnMut(Vec<Customer>, Option<u64>) -> bool,
    ) -> Result<(), ApiError> {
        let path = ["v1", "customers"];
        let mut first = Request::get(&path).query("size", &PAGE_SIZE.to_string());
        if let Some(filter) = filter {
            first = first.query("filter", &filter);
        }
        self.each_page(&path, first, &mut |page| {
            let rows = customer::read_list(page);
            let found = rows.len();
            Page { found, goes_on: take(rows, page.get("totalCount").number()) }
        })
        .await
    }

    /// Reads one customer: `GET /v1/customers/{customer-id}` (2.4).
    ///
    /// # Errors
    /// `not-found` when it is no customer of ours; else as [`Client::send`].
    pub async fn customer(&self, id: &CustomerId) -> Result<Customer, ApiError> {
        self.fetch_as(Request::get(&["v1", "customers", id.as_str()]), customer::read).await
    }

    /// Reads the company profile of a customer: `GET /v1/customers/{customer-id}/profiles/company` (2.5).
    ///
    /// # Errors
    /// `not-found` when it is no customer of ours; else as [`Client::send`].
    pub async fn company_profile(&self, id: &CustomerId) -> Result<CompanyProfile, ApiError> {
        self.fetch_as(Request::get(&["v1", "customers", id.as_str(), "profiles", "company"]), customer_profile::read_company)
            .await
    }

    /// Reads the bill-to information of a customer: `GET /v1/customers/{customer-id}/profiles/billing` (2.6).
    ///
    /// # Errors
    /// `not-found` when it is no customer of ours; else as [`Client::send`].
    pub async fn bill_to(&self, id: &CustomerId) -> Result<Whole<BillTo>, ApiError> {
        let request = Request::get(&["v1", "customers", id.as_str(), "profiles", "billing"]);
        self.fetch_as(request, whole_bill_to).await
    }

    /// Changes the bill-to information of a customer: `PUT /v1/customers/{customer-id}/profiles/billing` (2.7), by the version
    /// of `held`.
    ///
    /// # Errors
    /// [`super::error::Cause::Stale`] where it changed since `held` was read; `not-found`; else as [`Client::send`].
    pub async fn change_bill_to(&self, id: &CustomerId, held: &Whole<BillTo>, new: &BillTo) -> Result<Whole<BillTo>, ApiError> {
        let mut body = held.raw().clone();
        customer_profile::put_bill_to(&mut body, new);
        let request = Request::new(Method::Put, &["v1", "customers", id.as_str(), "profiles", "billing"]).json(&body);
        self.act_for(&format!("bill-to/{id}"), if_match(request, held.etag()), whole_bill_to).await
    }

    /// Creates a customer for an indirect reseller: `POST /v1/customers` (10.1). The answer tells the first administrator's
    /// password this once; a warning is due where it names no reseller.
    ///
    /// # Errors
    /// `field-required`, `field-invalid`, `registration-number-missing`; `reseller-mpa-missing`; `direct-bill-restricted`,
    /// `provider-creates-tenant`; else as [`Client::send`].
    pub async fn create_customer(&self, new: &NewCustomer) -> Result<CreatedCustomer, ApiError> {
        let request = Request::new(Method::Post, &["v1", "customers"]).json(&new_customer::write(new));
        self.act_for(&format!("create-customer/{}", new.domain), request, new_customer::read_created).await
    }

    /// Ends the own relation with a customer, whose data stays: `PATCH /v1/customers/{customer-id}` (2.9). Every subscription
    /// must be suspended and every reservation cancelled before.
    ///
    /// # Errors
    /// `role-required`, `not-found`; [`super::error::Cause::Unexpected`] where something is still running; else as
    /// [`Client::send`].
    pub async fn end_relation(&self, id: &CustomerId) -> Result<(), ApiError> {
        let request = Request::new(Method::Patch, &["v1", "customers", id.as_str()]).json(&customer::write_end_of_relation());
        self.act_for(&format!("end-relation/{id}"), request, customer::read_end_of_relation).await
    }
}

/// The bill-to information as it came; nothing where the answer says none of it: it would be sent back as blanks.
fn whole_bill_to(node: Node<'_>) -> Option<Whole<BillTo>> {
    let known = ["companyName", "defaultAddress", "email", "firstName", "lastName", "culture"];
    Whole::known(node, &known, customer_profile::read_bill_to)
}

/// Makes `request` a change of the version `etag` alone, where it is known (1.6).
pub(super) fn if_match(request: Request, etag: Option<String>) -> Request {
    match etag {
        Some(etag) => request.header("If-Match", &format!("\"{}\"", etag.trim_matches('"'))),
        None => request,
    }
}
