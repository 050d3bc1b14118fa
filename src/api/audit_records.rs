//! The record of what was done in Partner Center.

use super::Client;
use super::error::ApiError;
use super::http::Request;
use super::paging::{PAGE_SIZE, Page};
use crate::domain::audit::{AuditQuery, AuditRecord};
use crate::wire::audit;

impl Client {
    /// Lists what was done, page by page: `GET /v1/auditrecords?startDate=&endDate=&filter=` (api/partner-center.md 12.14).
    ///
    /// # Errors
    /// [`super::error::Cause::Unexpected`] for a start more than 90 days back; else as [`Client::send`].
    pub async fn list_audit_records(&self, query: &AuditQuery) -> Result<Vec<AuditRecord>, ApiError> {
        let path = ["v1", "auditrecords"];
        let mut first = Request::get(&path);
        for (name, day) in [("startDate", query.start), ("endDate", query.end)] {
            if let Some(day) = day {
                first = first.query(name, &day.day());
            }
        }
        first = first.query("size", &PAGE_SIZE.to_string());
        if let Some(filter) = &query.filter {
            first = first.query("filter", &audit::write_filter(filter));
        }
        let mut records = Vec::new();
        self.each_page(&path, first, &mut |page| {
            let rows = audit::read_list(page);
            let found = rows.len();
            records.extend(rows);
            Page { found, goes_on: true }
        })
        .await?;
        Ok(records)
    }
}
