//! Profiles of the own organisation on the wire. Source: api/partner-center.md section 7 (2026-11-21).
//!
//! Each is changed by sending it back whole: `put_…` writes a changed view over what came.

use serde_json::Value;

use super::json::Node;
use super::whole::put_text;
use super::{address, contact, support};
use crate::domain::ids::{MpnId, TenantId};
use crate::domain::profile::{BillingProfile, LegalBusiness, MpnProfile, OrganisationProfile, SupportProfile};
use crate::domain::vetting::{VettingStatus, VettingStep};

/// Reads the legal business profile.
pub fn read_legal_business(node: Node<'_>) -> LegalBusiness {
    LegalBusiness {
        company_name: node.get("companyName").text_or_empty(),
        address: address::read(node.get("address")),
        primary_contact: contact::read(node.get("primaryContact")),
        approver_address: address::read(node.get("companyApproverAddress")),
        approver_email: node.get("companyApproverEmail").text_or_empty(),
        vetting: VettingStatus::from_word(&node.get("vettingStatus").text_or_empty()),
        vetting_step: VettingStep::from_word(&node.get("vettingSubStatus").text_or_empty()),
    }
}

/// Writes a changed legal business profile over `body`; how far it is verified stays the service's.
pub fn put_legal_business(body: &mut Value, profile: &LegalBusiness) {
    put_text(body, &["companyName"], &profile.company_name);
    address::put(body, "address", &profile.address);
    contact::put(body, "primaryContact", &profile.primary_contact);
    address::put(body, "companyApproverAddress", &profile.approver_address);
    put_text(body, &["companyApproverEmail"], &profile.approver_email);
}

/// Reads the organization profile.
pub fn read_organisation(node: Node<'_>) -> OrganisationProfile {
    OrganisationProfile {
        tenant: node.get("tenantId").text().and_then(|text| TenantId::parse(&text)),
        company_name: node.get("companyName").text_or_empty(),
        address: address::read(node.get("defaultAddress")),
        domain: node.get("domain").text_or_empty(),
        email: node.get("email").text_or_empty(),
        language: node.get("language").text_or_empty(),
        culture: node.get("culture").text_or_empty(),
    }
}

/// Writes a changed organization profile over `body`; its ids stay the service's.
pub fn put_organisation(body: &mut Value, profile: &OrganisationProfile) {
    put_text(body, &["companyName"], &profile.company_name);
    address::put(body, "defaultAddress", &profile.address);
    put_text(body, &["domain"], &profile.domain);
    put_text(body, &["email"], &profile.email);
    put_text(body, &["language"], &profile.language);
    put_text(body, &["culture"], &profile.culture);
}

/// Reads an MPN profile; `None` without an MPN ID.
pub fn read_mpn(node: Node<'_>) -> Option<MpnProfile> {
    Some(MpnProfile {
        mpn_id: MpnId::parse(&node.get("mpnId").text()?)?,
        name: node.get("partnerName").text(),
        country: node.get("country").text(),
    })
}

/// Reads the billing profile.
pub fn read_billing(node: Node<'_>) -> BillingProfile {
    BillingProfile {
        company_name: node.get("companyName").text_or_empty(),
        address: address::read(node.get("address")),
        primary_contact: contact::read(node.get("primaryContact")),
        purchase_order: node.get("purchaseOrderNumber").text_or_empty(),
        tax_id: node.get("taxId").text_or_empty(),
        currency: node.get("billingCurrency").text_or_empty(),
    }
}

/// Writes a changed billing profile over `body`; the currency stays the service's.
pub fn put_billing(body: &mut Value, profile: &BillingProfile) {
    put_text(body, &["companyName"], &profile.company_name);
    address::put(body, "address", &profile.address);
    contact::put(body, "primaryContact", &profile.primary_contact);
    put_text(body, &["purchaseOrderNumber"], &profile.purchase_order);
    put_text(body, &["taxId"], &profile.tax_id);
}

/// Reads the support profile.
pub fn read_support(node: Node<'_>) -> SupportProfile {
    support::read(node)
}

/// Writes a changed support profile over `body`.
pub fn put_support(body: &mut Value, profile: &SupportProfile) {
    put_text(body, &["email"], &profile.email);
    put_text(body, &["telephone"], &profile.telephone);
    put_text(body, &["website"], &profile.website);
}
