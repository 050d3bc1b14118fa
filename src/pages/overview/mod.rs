//! **Overview**: where the move stands, and what is next (R10).

mod business;
mod partner;
mod progress;
mod provider;

pub use self::partner::PartnerOverview;
pub use self::provider::ProviderOverview;
