//! JSON as the service writes it, quirks included, and what it means to us: read leniently, sent strictly.
//!
//! Both the client ([`crate::api`]) and the simulated service (`crate::sim`) read and write through these shapes, so the two
//! cannot drift. Reading never fails on a member: what is absent, null, empty or of another type counts as not given
//! (api/partner-center.md 1.4; 2026-11-21). A row without its id is left out, the others stay.

pub mod address;
pub mod agreement;
pub mod application;
pub mod audit;
pub mod cart;
pub mod contact;
pub mod country;
pub mod customer;
pub mod customer_invitation;
pub mod customer_profile;
pub mod extension;
pub mod fault;
pub mod filter;
pub mod incentive;
pub mod json;
pub mod licence;
pub mod new_commerce;
pub mod new_customer;
pub mod offer;
pub mod order;
pub mod partnership_invitation;
pub mod preflight;
pub mod profile;
pub mod program;
pub mod program_agreement;
pub mod provider_listing;
pub mod provisioning;
pub mod rehearsal;
pub mod relationship;
pub mod review;
pub mod run;
pub mod session;
pub mod shelf;
pub mod short_id;
pub mod subscription;
pub mod subscription_change;
pub mod support;
pub mod support_contact;
pub mod transfer;
pub mod user;
pub mod whole;
