//! Subscriptions and their add-ons. Source: domain.md section 2; api/partner-center.md section 3 (2026-11-21).

use super::moment::Timestamp;

use super::ids::{AzureSubscriptionId, MpnId, OfferId, OrderId, SubscriptionId};

/// The offer id of Azure pay-as-you-go, the only usage-based offer that moves (R93).
pub const AZURE_PAYG_OFFER: &str = "MS-AZR-0145P";

/// What was bought, as far as moving it is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubscriptionKind {
    /// A licence-based online service (Office 365, Dynamics, Intune).
    Licence,
    /// Azure pay-as-you-go, `MS-AZR-0145P`.
    AzurePayg,
    /// An Azure plan.
    AzurePlan,
    /// An Azure reservation.
    Reservation,
    /// A term-based subscription; a trial counts as one (domain.md 4.13).
    TermBased,
    /// Software as a service of the Azure Marketplace.
    Saas,
    /// Software, perpetual or by subscription.
    Software,
    /// Anything else.
    Other,
}

impl SubscriptionKind {
    /// A stable word, for texts and addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Licence => "licence",
            Self::AzurePayg => "azure-payg",
            Self::AzurePlan => "azure-plan",
            Self::Reservation => "reservation",
            Self::TermBased => "term-based",
            Self::Saas => "saas",
            Self::Software => "software",
            Self::Other => "other",
        }
    }
}

/// Whether a subscription runs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SubscriptionStatus {
    /// It runs.
    Active,
    /// Paused; its data is kept for a while.
    Suspended,
    /// Gone; its data is deleted.
    Deleted,
    /// An earlier change is still being carried out ("not settled").
    Pending,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl SubscriptionStatus {
    /// Reads the service's word, in any casing.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "active" => Self::Active,
            "suspended" => Self::Suspended,
            "deleted" => Self::Deleted,
            "pending" => Self::Pending,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Deleted => "deleted",
            Self::Pending => "pending",
            Self::Other(word) => word,
        }
    }
}

/// How often it is billed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BillingCycle {
    /// Every month.
    Monthly,
    /// Every year.
    Annual,
    /// By use, or not at all.
    None,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl BillingCycle {
    /// Reads the service's word, in any casing; `unknown` and nothing count as [`Self::None`].
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "monthly" => Self::Monthly,
            "annual" => Self::Annual,
            "" | "none" | "unknown" => Self::None,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Monthly => "monthly",
            Self::Annual => "annual",
            Self::None => "none",
            Self::Other(word) => word,
        }
    }
}

/// One subscription of a customer, as its partner of either side sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Changes on transfer.
    pub id: SubscriptionId,
    /// The order that bought it, where the service says.
    pub order: Option<OrderId>,
    /// The offer that was bought, where the service says.
    pub offer: Option<OfferId>,
    /// The offer's name; may be empty.
    pub offer_name: String,
    /// The nickname; may be empty.
    pub friendly_name: String,
    /// What was bought.
    pub kind: SubscriptionKind,
    /// Whether it runs.
    pub status: SubscriptionStatus,
    /// Licence seats; 1 for usage-based ones.
    pub quantity: u64,
    /// What is counted, in the service's word.
    pub unit: String,
    /// How often it is billed.
    pub billing_cycle: BillingCycle,
    /// ISO 8601 duration such as `P1Y`, where it has a term.
    pub term: Option<String>,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When the commitment ends; `None` for no end.
    pub commitment_ends: Option<Timestamp>,
    /// Whether it renews itself.
    pub auto_renew: bool,
    /// The base subscription, for an add-on.
    pub parent: Option<SubscriptionId>,
    /// The Azure Subscription ID, for Azure ones; stays through a transfer.
    pub azure_id: Option<AzureSubscriptionId>,
    /// **Reseller (MPN ID)**.
    pub reseller: Option<MpnId>,
    /// Version for a change; absent where the service gives none.
    pub etag: Option<String>,
}

impl Subscription {
    /// The name a person knows it by: the nickname, else the offer's name, else its id.
    pub fn name(&self) -> &str {
        [self.friendly_name.as_str(), self.offer_name.as_str()]
            .into_iter()
            .find(|name| !name.trim().is_empty())
            .unwrap_or(self.id.as_str())
    }

    /// Says whether this goes with a base subscription.
    pub const fn is_add_on(&self) -> bool {
        self.parent.is_some()
    }

    /// Its add-ons among `all` subscriptions of the customer, in their order.
    pub fn add_ons<'a>(&self, all: &'a [Self]) -> impl Iterator<Item = &'a Self> {
        let id = self.id.clone();
        all.iter().filter(move |other| other.parent.as_ref() == Some(&id))
    }
}
