//! **Overview**: where the move stands, and what is next (R10).

mod agreement;
mod business;
mod partner;
mod path;
mod progress;
mod provider;
mod requirement;
mod standing;

pub use self::partner::PartnerOverview;
pub use self::provider::ProviderOverview;
pub use self::standing::Standing;
pub(super) use self::standing::check_name;
