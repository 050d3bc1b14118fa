//! What must stand before a transfer can be requested: the checklist of R92.

use super::customer::{Customer, CustomerKind};
use super::ids::TenantId;
use super::refusal::{Refusal, RefusalCode};

/// One line of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prerequisite {
    /// Indirect reseller enrolment is finished (R89).
    Enrolled,
    /// The customer was moved to the provider (R90).
    CustomerMoved,
    /// The Microsoft Customer Agreement is in force through the provider (R91).
    AgreementInForce,
}

impl Prerequisite {
    /// The checklist, in its order.
    pub const ALL: [Self; 3] = [Self::Enrolled, Self::CustomerMoved, Self::AgreementInForce];

    /// A stable word, for texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enrolled => "enrolled",
            Self::CustomerMoved => "moved",
            Self::AgreementInForce => "agreement",
        }
    }

    /// Says whether the line stands for a transfer of `customer` to `provider`. Without a provider the customer has none yet.
    ///
    /// # Errors
    /// `not-enrolled`; `not-direct-customer` for an indirect one, `customer-not-moved`; `mca-missing`, `mca-not-retained`.
    pub fn check(self, enrolled: bool, customer: &Customer, provider: Option<&TenantId>) -> Result<(), Refusal> {
        let related = provider.and_then(|tenant| customer.provider(tenant));
        let says = |code: RefusalCode| {
            let name = related.or_else(|| customer.providers.first()).map(|provider| provider.name.clone()).unwrap_or_default();
            Refusal::new(code).with("customer", customer.name.as_str()).with("provider", name)
        };
        match self {
            Self::Enrolled if enrolled => Ok(()),
            Self::Enrolled => Err(Refusal::new(RefusalCode::NotEnrolled)),
            Self::CustomerMoved if customer.kind == CustomerKind::Indirect => Err(says(RefusalCode::NotDirectCustomer)),
            Self::CustomerMoved if related.is_some() => Ok(()),
            Self::CustomerMoved => Err(says(RefusalCode::CustomerNotMoved)),
            Self::AgreementInForce => customer.agreement.in_force(related.is_some()).map_err(says),
        }
    }

    /// The first line that does not stand.
    ///
    /// # Errors
    /// Its refusal; see [`Self::check`].
    pub fn check_all(enrolled: bool, customer: &Customer, provider: Option<&TenantId>) -> Result<(), Refusal> {
        Self::ALL.into_iter().try_for_each(|line| line.check(enrolled, customer, provider))
    }
}
