//! **Overview**: where the move stands, and what is next (R10).

mod agreement;
mod business;
mod partner;
mod path;
mod progress;
mod provider;
mod requirement;

pub use self::partner::PartnerOverview;
pub(super) use self::partner::check_name;
pub use self::provider::ProviderOverview;
