//! The rules of the business, as plain Rust: no web types, no serialisation, no clock; the present time is a parameter.
//!
//! In reading order: who acts ([`ids`], [`organisation`], [`action`]), on what ([`enrolment`], [`program`], [`customer`],
//! [`subscription`]), what moves it ([`prerequisite`], [`eligibility`], [`transfer`], [`verification`], [`progress`]),
//! what is said about it ([`draft`], [`refusal`]).

pub mod action;
pub mod address;
pub mod agreement;
pub mod application;
pub mod audit;
pub mod basket;
pub mod business_day;
pub mod cart;
pub mod contact;
pub mod country;
pub mod csv;
pub mod customer;
pub mod customer_draft;
pub mod customer_invitation;
pub mod customer_profile;
pub mod deadline;
pub mod draft;
pub mod eligibility;
pub mod enrolment;
pub mod export;
pub mod extension;
#[cfg(test)]
mod fixtures;
pub mod guide;
pub mod ids;
pub mod incentive;
pub mod ledger;
pub mod licence;
pub mod measure;
pub mod milestone;
pub mod moment;
pub mod new_commerce;
pub mod new_customer;
pub mod offer;
pub mod order;
pub mod organisation;
pub mod partnership;
pub mod partnership_invitation;
pub mod percent;
pub mod preflight;
pub mod prerequisite;
pub mod profile;
pub mod program;
pub mod program_agreement;
pub mod progress;
pub mod provider_listing;
pub mod provisioning;
pub mod refusal;
pub mod rehearsal;
pub mod review;
pub mod rule_set;
pub mod run;
pub mod subscription;
pub mod subscription_change;
pub mod support_contact;
pub mod transfer;
pub mod typed;
pub mod user;
pub mod verification;
pub mod vetting;
pub mod web_address;
pub mod window;
