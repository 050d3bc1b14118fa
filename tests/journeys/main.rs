//! Journeys of the real client over the simulated service: the transfer flow down the good way, each documented refusal, bad
//! days, and what holds whatever is called in whatever order.
#![cfg(feature = "static-mode")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod addresses;
mod carrying;
mod changes;
mod desk;
mod eligibility;
mod enrolment;
mod extensions;
mod fault_matrix;
mod fault_operations;
mod faults;
mod history;
mod invariants;
mod invitations;
mod isolation;
mod large;
mod new_commerce;
mod new_customers;
mod orders;
mod partnerships;
mod persistence;
mod refusals;
mod rehearsal;
mod repeats;
mod roles;
mod runs;
mod samples;
mod transfers;
mod users;
mod verifying;
