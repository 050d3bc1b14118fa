//! What stands between each customer and the move: ready, or the first obstacle and what helps. A pure function of the data, so that
//! thousands are examined in a moment. Source: domain.md 4.13, 4.15 (2026-11-21).

use std::collections::BTreeMap;

use super::csv::{Csv, Separator};
use super::customer::{Customer, CustomerKind};
use super::eligibility::{Choice, Verdict};
use super::ids::{CustomerId, SubscriptionId, TenantId};
use super::partnership::{Partnership, PartnershipState};
use super::prerequisite::Prerequisite;
use super::progress::Step;
use super::refusal::{Refusal, RefusalCode};

/// Where a customer stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// A transfer of these base subscriptions can be requested now; the others cannot move.
    Ready(Vec<SubscriptionId>),
    /// Something stands in the way: the first of it.
    Blocked(Refusal),
    /// A request is open.
    UnderWay(Step),
    /// Its subscriptions have moved.
    Moved(Step),
    /// There is nothing to move: the provider orders for it already.
    Nothing,
}

/// Who can clear an obstacle, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// Finish the enrolment.
    Enrol,
    /// Accept a provider's invitation.
    Partner,
    /// Put the customer with the provider, by extension.
    Extend,
    /// The provider records the customer's acceptance, or the customer accepts.
    Agreement,
    /// Wait: an earlier change is being carried out.
    Wait,
    /// Have the provider buy a new offer; cancel this one.
    BuyAnew,
    /// Bring the subscription back to life, or let it end.
    Reactivate,
    /// Nothing that we know of.
    None,
}

impl Remedy {
    /// What helps against `code`.
    pub const fn of(code: RefusalCode) -> Self {
        use RefusalCode as R;
        match code {
            R::NotEnrolled => Self::Enrol,
            R::NoProvider | R::ProviderNotPartnered => Self::Partner,
            R::CustomerNotMoved => Self::Extend,
            R::McaMissing | R::McaNotRetained => Self::Agreement,
            R::SubNotSettled | R::SubInTransfer => Self::Wait,
            R::SubAzurePlan | R::SubReservation | R::SubTermBased | R::SubSaas | R::SubOther => Self::BuyAnew,
            R::SubSuspended | R::SubDeleted => Self::Reactivate,
            _ => Self::None,
        }
    }

    /// A stable word, for texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Partner => "partner",
            Self::Extend => "extend",
            Self::Agreement => "agreement",
            Self::Wait => "wait",
            Self::BuyAnew => "buy-anew",
            Self::Reactivate => "reactivate",
            Self::None => "none",
        }
    }
}

/// What was found about one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which customer.
    pub customer: CustomerId,
    /// Where it stands.
    pub standing: Standing,
}

/// What was found about one base subscription of a customer; its add-ons go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which subscription.
    pub subscription: SubscriptionId,
    /// The name of its offer: not what somebody called it, since findings are kept (R177).
    pub offer: String,
    /// Whether it can move, or the first thing in its way.
    pub verdict: Verdict,
}

impl Line {
    /// A stable word: `ready`, `unlisted` where the service does not name it, or the code of what stands in the way.
    pub fn word(&self) -> &'static str {
        match &self.verdict {
            Verdict::Eligible => "ready",
            Verdict::Unlisted => "unlisted",
            Verdict::Refused(why, _) => why.code.word(),
        }
    }
}

/// What is known of each of the subscriptions that can be chosen or not.
pub fn lines(choices: &[Choice]) -> Vec<Line> {
    let line = |choice: &Choice| Line {
        subscription: choice.base.id.clone(),
        offer: choice.base.offer_name.clone(),
        verdict: choice.verdict.clone(),
    };
    choices.iter().map(line).collect()
}

/// What the customer's own record says: the answer, or that its subscriptions have to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum First {
    /// Decided.
    Decided(Standing),
    /// All else stands, for a transfer to this provider.
    Look(TenantId),
}

/// Examines a customer by its own record.
pub fn examine(enrolled: bool, partnerships: &[Partnership], customer: &Customer) -> First {
    if customer.kind == CustomerKind::Indirect {
        return First::Decided(Standing::Nothing);
    }
    match customer.step {
        Some(step @ (Step::Requested | Step::InProgress)) => return First::Decided(Standing::UnderWay(step)),
        Some(step @ (Step::Complete | Step::Verified)) => return First::Decided(Standing::Moved(step)),
        _ => {}
    }
    let blocked = |refusal: Refusal| First::Decided(Standing::Blocked(refusal));
    if enrolled && !partnerships.iter().any(|it| it.state == PartnershipState::Active) {
        return blocked(Refusal::new(RefusalCode::NoProvider));
    }
    let accepted = |tenant: &TenantId| partnerships.iter().any(|it| it.state == PartnershipState::Active && it.tenant == *tenant);
    let provider = customer.providers.iter().map(|it| &it.tenant).find(|tenant| accepted(tenant));
    match (Prerequisite::check_all(enrolled, customer, provider), provider) {
        (Err(refusal), _) => blocked(refusal),
        (Ok(()), Some(provider)) => First::Look(provider.clone()),
        // The prerequisites of a transfer never stand without a provider.
        (Ok(()), None) => blocked(Refusal::new(RefusalCode::CustomerNotMoved).with("customer", customer.name.as_str())),
    }
}

/// Goes on where the customer's own record stands in nothing's way: with what can be chosen of its subscriptions.
pub fn look(choices: &[Choice]) -> Standing {
    let ready: Vec<SubscriptionId> = choices.iter().filter(|it| it.is_eligible()).map(|it| it.base.id.clone()).collect();
    if !ready.is_empty() {
        return Standing::Ready(ready);
    }
    let first = choices.iter().find_map(|choice| match &choice.verdict {
        Verdict::Refused(why, _) => Some(why.clone().with("subscription", choice.base.name())),
        Verdict::Eligible | Verdict::Unlisted => None,
    });
    Standing::Blocked(first.unwrap_or_else(|| Refusal::new(RefusalCode::NothingSelected)))
}

impl Standing {
    /// A stable word: what the list is filtered by, and what it counts.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Ready(_) => "ready",
            Self::Blocked(refusal) => refusal.code.word(),
            Self::UnderWay(_) => "under-way",
            Self::Moved(_) => "moved",
            Self::Nothing => "nothing",
        }
    }

    /// Where it stands in a list that is sorted by what can be done next.
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Ready(_) => 0,
            Self::Blocked(_) => 1,
            Self::UnderWay(_) => 2,
            Self::Moved(_) => 3,
            Self::Nothing => 4,
        }
    }
}

/// How many customers stand where, by word.
pub fn counts<'a>(standings: impl Iterator<Item = &'a Standing>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for standing in standings {
        *counts.entry(standing.word()).or_insert(0) += 1;
    }
    counts
}

/// A number for all that [`examine`] looks at (FNV-1a): what was found about a customer holds while it stays the same.
pub fn stamp(enrolled: bool, partnerships: &[Partnership], customer: &Customer) -> u64 {
    let mut parts: Vec<&str> = vec![customer.kind.word(), customer.agreement.word(), customer.step.map_or("", Step::word)];
    parts.extend(customer.providers.iter().map(|it| it.tenant.as_str()));
    parts.push(if enrolled { "enrolled" } else { "" });
    parts.extend(partnerships.iter().filter(|it| it.state == PartnershipState::Active).map(|it| it.tenant.as_str()));
    let open = customer.open_transfers.to_string();
    parts.push(&open);
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Writes what was found as CSV.
pub fn csv<'a>(separator: Separator, rows: impl Iterator<Item = (&'a Customer, Option<&'a Standing>, &'a [Line])>) -> String {
    let columns =
        ["customer", "customerId", "domain", "standing", "remedy", "subscriptions", "offer", "subscriptionId", "verdict"];
    let mut file = Csv::new(separator, &columns);
    for (customer, standing, lines) in rows {
        let remedy = match standing {
            Some(Standing::Blocked(refusal)) => Remedy::of(refusal.code).word(),
            _ => "",
        };
        let ready = match standing {
            Some(Standing::Ready(ready)) => ready.len().to_string(),
            _ => String::new(),
        };
        let word = standing.map_or("", Standing::word);
        let mut row = |[offer, id, verdict]: [&str; 3]| {
            file.row([customer.name.as_str(), customer.id.as_str(), &customer.domain, word, remedy, &ready, offer, id, verdict]);
        };
        if lines.is_empty() {
            row([""; 3]);
        }
        for line in lines {
            row([&line.offer, line.subscription.as_str(), line.word()]);
        }
    }
    file.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::{AgreementState, RelatedProvider, RelationMethod};
    use crate::domain::fixtures;

    fn tenant(word: &str) -> TenantId {
        TenantId::parse(word).unwrap()
    }

    fn customer(kind: CustomerKind, related: bool, agreement: AgreementState, step: Option<Step>) -> Customer {
        let provider = RelatedProvider {
            tenant: tenant("fabrikam"),
            name: "Fabrikam".to_owned(),
            since: None,
            method: RelationMethod::Extension,
            delegated_admin: false,
        };
        Customer { kind, providers: related.then_some(provider).into_iter().collect(), agreement, step, ..fixtures::customer() }
    }

    fn partnership(state: PartnershipState) -> Partnership {
        Partnership { tenant: tenant("fabrikam"), name: "Fabrikam".to_owned(), mpn_id: None, location: None, state, since: None }
    }

    // R173
    #[test]
    fn the_first_obstacle_is_named_with_what_helps() {
        use AgreementState as A;
        use CustomerKind::{Direct, Indirect};
        let all = [partnership(PartnershipState::Active)];
        let gone = [partnership(PartnershipState::Removed)];
        let word = |first: First| match first {
            First::Decided(standing) => standing.word(),
            First::Look(_) => "look",
        };
        let cases = [
            (true, &all, customer(Indirect, true, A::Provider, None), "nothing"),
            (true, &all, customer(Direct, true, A::Provider, Some(Step::Requested)), "under-way"),
            (true, &all, customer(Direct, true, A::Provider, Some(Step::Complete)), "moved"),
            (false, &all, customer(Direct, true, A::Provider, None), "not-enrolled"),
            (true, &gone, customer(Direct, true, A::Provider, None), "no-provider"),
            (true, &all, customer(Direct, false, A::Provider, None), "customer-not-moved"),
            (true, &all, customer(Direct, true, A::Missing, None), "mca-missing"),
            (true, &all, customer(Direct, true, A::PartnerAttested, None), "mca-not-retained"),
            (true, &all, customer(Direct, true, A::AdminCenter, Some(Step::Ready)), "look"),
        ];
        for (enrolled, partnerships, customer, expected) in cases {
            assert_eq!(word(examine(enrolled, partnerships, &customer)), expected);
        }
        assert_eq!(Remedy::of(RefusalCode::CustomerNotMoved), Remedy::Extend);
        assert_eq!(look(&[]).word(), "nothing-selected");
    }

    // R173: only what changed is looked at again.
    #[test]
    fn a_stamp_changes_with_what_is_looked_at_and_with_nothing_else() {
        let all = [partnership(PartnershipState::Active)];
        let one = customer(CustomerKind::Direct, true, AgreementState::Missing, None);
        let renamed = Customer { name: "Another".to_owned(), ..one.clone() };
        assert_eq!(stamp(true, &all, &one), stamp(true, &all, &renamed));
        let accepted = Customer { agreement: AgreementState::Provider, ..one.clone() };
        let open = Customer { open_transfers: 1, ..one.clone() };
        for other in [stamp(true, &all, &accepted), stamp(true, &all, &open), stamp(false, &all, &one), stamp(true, &[], &one)] {
            assert_ne!(stamp(true, &all, &one), other);
        }
    }

    // R173
    #[test]
    fn the_file_has_a_line_for_each_subscription_and_one_for_a_customer_without() {
        let line = |id: &str, verdict| Line {
            subscription: SubscriptionId::parse(id).unwrap(),
            offer: "Office 365 E3".to_owned(),
            verdict,
        };
        let lines = [
            line("s1", Verdict::Eligible),
            line("s2", Verdict::Refused(Refusal::new(RefusalCode::SubTermBased), None)),
            line("s3", Verdict::Unlisted),
        ];
        let customer = Customer { domain: "northwind.example".to_owned(), ..fixtures::customer() };
        let ready = Standing::Ready(vec![SubscriptionId::parse("s1").unwrap()]);
        let rows = [(&customer, Some(&ready), lines.as_slice()), (&customer, None, &[])];
        let file = csv(Separator::Comma, rows.into_iter());
        let ends: Vec<&str> =
            file.split("\r\n").skip(1).map(|row| row.split(&*customer.domain).nth(1).unwrap_or_default()).collect();
        let of = |id: &str, word: &str| format!(",ready,,1,Office 365 E3,{id},{word}");
        assert_eq!(
            ends,
            [of("s1", "ready"), of("s2", "sub-term-based"), of("s3", "unlisted"), ",,,,,,".to_owned(), String::new()]
        );
    }
}
