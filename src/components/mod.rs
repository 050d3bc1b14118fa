//! Small views. Of the API they know [`crate::api::error::ApiError`] alone.

pub mod announce;
pub mod badge;
pub mod button;
pub mod chart;
pub mod checklist;
pub mod clipboard;
pub mod copy;
pub mod dialog;
pub mod draft;
pub mod empty;
pub mod error_summary;
pub mod facts;
mod failure;
pub mod fetched;
pub mod field;
pub mod heading;
pub mod icon;
pub mod in_turn;
pub mod link;
pub mod load;
pub mod notice;
pub mod steps;
pub mod table;
pub mod trouble;
pub mod windowed;
