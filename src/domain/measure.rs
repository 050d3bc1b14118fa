//! What is shown as a picture: how customers, subscriptions and open requests fall into parts (R10, R15, R175).

use std::collections::HashMap;

use super::customer::Customer;
use super::ids::SubscriptionId;
use super::moment::Timestamp;
use super::progress::Step;
use super::transfer::{LineStatus, Transfer, TransferStatus};

/// How far a customer or a subscription has come. The furthest comes first: that is how a bar fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Moved, and found in order by both sides.
    Verified,
    /// Moved.
    Moved,
    /// Accepted, and being carried out.
    UnderWay,
    /// Asked for; the provider has not decided.
    Asked,
    /// Nothing stands in the way of asking.
    Ready,
    /// Something does.
    Ahead,
    /// It was tried, and failed.
    Failed,
}

impl Stage {
    /// Every stage, in the order of the bar.
    pub const ALL: [Self; 7] = [Self::Verified, Self::Moved, Self::UnderWay, Self::Asked, Self::Ready, Self::Ahead, Self::Failed];

    /// A stable word, for texts and styles.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Moved => "moved",
            Self::UnderWay => "under-way",
            Self::Asked => "asked",
            Self::Ready => "ready",
            Self::Ahead => "ahead",
            Self::Failed => "failed",
        }
    }

    /// Whether the move is behind it.
    pub const fn is_behind(self) -> bool {
        matches!(self, Self::Verified | Self::Moved)
    }

    /// The stage of a customer at `step`; `None` for one that has nothing to move.
    pub const fn of_step(step: Step) -> Option<Self> {
        Some(match step {
            Step::Verified => Self::Verified,
            Step::Complete => Self::Moved,
            Step::InProgress => Self::UnderWay,
            Step::Requested => Self::Asked,
            Step::Ready => Self::Ready,
            Step::Related | Step::Direct => Self::Ahead,
            Step::Indirect => return None,
        })
    }

    /// The stage of a subscription whose line stands so.
    const fn of_line(status: &LineStatus) -> Self {
        match status {
            LineStatus::Complete => Self::Moved,
            LineStatus::InProgress => Self::UnderWay,
            LineStatus::Failed => Self::Failed,
            LineStatus::Active | LineStatus::Other(_) => Self::Asked,
        }
    }
}

/// How many stand at each stage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress(Vec<(Stage, u64)>);

impl Progress {
    fn count(stages: impl Iterator<Item = Stage>) -> Self {
        let mut counts: HashMap<Stage, u64> = HashMap::new();
        stages.for_each(|stage| *counts.entry(stage).or_insert(0) += 1);
        Self(Stage::ALL.into_iter().filter_map(|stage| Some((stage, *counts.get(&stage)?))).collect())
    }

    /// Counts the customers that have something to move; those acquired as indirect reseller have not, and a service that does not
    /// say where a customer stands leaves it out.
    pub fn of_customers(customers: &[Customer]) -> Self {
        Self::count(customers.iter().filter_map(|customer| Stage::of_step(customer.step?)))
    }

    /// Counts the base subscriptions that were asked for; add-ons go with their base (invariant 3). The newest request decides
    /// about a subscription; a withdrawn or rejected one leaves it as if it had never been asked for (invariant 1).
    pub fn of_requests(transfers: &[Transfer]) -> Self {
        let is_over = |status: &TransferStatus| {
            matches!(status, TransferStatus::Withdrawn | TransferStatus::Rejected | TransferStatus::Expired)
        };
        let mut newest: HashMap<&SubscriptionId, (Option<Timestamp>, Stage)> = HashMap::new();
        for transfer in transfers.iter().filter(|it| !is_over(&it.status)) {
            for line in &transfer.lines {
                let stage = Stage::of_line(&line.status);
                let known = newest.entry(&line.subscription).or_insert((transfer.created, stage));
                if known.0 <= transfer.created {
                    *known = (transfer.created, stage);
                }
            }
        }
        Self::count(newest.into_values().map(|(_, stage)| stage))
    }

    /// The stages at which anything stands, furthest first, with how many.
    pub fn parts(&self) -> &[(Stage, u64)] {
        &self.0
    }

    /// All of them.
    pub fn total(&self) -> u64 {
        self.0.iter().map(|(_, count)| count).sum()
    }

    /// Those with the move behind them.
    pub fn behind(&self) -> u64 {
        self.0.iter().filter(|(stage, _)| stage.is_behind()).map(|(_, count)| count).sum()
    }
}

/// How long an open request has waited. There is no expiry (domain.md 3.4): after a week it is time to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Less than two days.
    Fresh,
    /// Two to six days.
    Days,
    /// A week: seven to thirteen days.
    Week,
    /// Two weeks and more.
    Long,
}

impl Age {
    /// Every age, the shortest first.
    pub const ALL: [Self; 4] = [Self::Fresh, Self::Days, Self::Week, Self::Long];

    /// A stable word, for texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Days => "days",
            Self::Week => "week",
            Self::Long => "long",
        }
    }

    /// The age of what has waited `days` whole days.
    pub const fn of_days(days: u64) -> Self {
        match days {
            0 | 1 => Self::Fresh,
            2..=6 => Self::Days,
            7..=13 => Self::Week,
            _ => Self::Long,
        }
    }
}

/// How many of the open requests have waited how long, at `now`; a request without a date is not counted.
pub fn ages<'a>(transfers: impl Iterator<Item = &'a Transfer>, now: Timestamp) -> [(Age, u64); 4] {
    let mut counts = Age::ALL.map(|age| (age, 0));
    for created in transfers.filter(|it| it.status.is_open()).filter_map(|it| it.created) {
        let age = Age::of_days(u64::try_from((now.as_second() - created.as_second()) / 86_400).unwrap_or(0));
        counts.iter_mut().filter(|(it, _)| *it == age).for_each(|(_, count)| *count += 1);
    }
    counts
}

/// How much `part` is of `whole`, in thousandths, rounded to the nearest; nothing of nothing.
pub fn thousandths(part: u64, whole: u64) -> u64 {
    if whole == 0 {
        return 0;
    }
    let exact = (u128::from(part) * 2000 + u128::from(whole)) / (2 * u128::from(whole));
    u64::try_from(exact).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures;
    use crate::domain::subscription::BillingCycle;
    use crate::domain::transfer::TransferLine;

    fn customer(step: Option<Step>) -> Customer {
        Customer { step, ..fixtures::customer() }
    }

    fn request(status: TransferStatus, created: &str, lines: &[(&str, LineStatus)]) -> Transfer {
        let line = |(id, status): &(&str, LineStatus)| TransferLine {
            subscription: SubscriptionId::parse(id).unwrap(),
            offer: None,
            name: String::new(),
            quantity: 1,
            billing_cycle: BillingCycle::Annual,
            partner_of_record: None,
            add_ons: Vec::new(),
            status: status.clone(),
            error: None,
            order: None,
            azure_id: None,
        };
        Transfer { status, lines: lines.iter().map(line).collect(), ..fixtures::transfer(created) }
    }

    // R10
    #[test]
    fn customers_count_by_how_far_they_are_and_those_with_nothing_to_move_do_not() {
        let steps = [Step::Direct, Step::Related, Step::Ready, Step::Requested, Step::InProgress, Step::Complete, Step::Verified];
        let mut customers: Vec<Customer> = steps.into_iter().map(|step| customer(Some(step))).collect();
        customers.extend([customer(Some(Step::Indirect)), customer(None)]);
        let progress = Progress::of_customers(&customers);
        let parts = [
            (Stage::Verified, 1),
            (Stage::Moved, 1),
            (Stage::UnderWay, 1),
            (Stage::Asked, 1),
            (Stage::Ready, 1),
            (Stage::Ahead, 2),
        ];
        assert_eq!(progress.parts(), parts);
        assert_eq!((progress.behind(), progress.total()), (2, 7));
        assert_eq!(Progress::of_customers(&[]).total(), 0);
    }

    // R10, R157: a subscription that failed and was asked for again counts once, by the newer request.
    #[test]
    fn a_subscription_counts_once_by_its_newest_request_and_not_by_one_that_was_taken_back() {
        let requests = [
            request(TransferStatus::Active, "2026-11-20T09:00:00Z", &[("a", LineStatus::Active)]),
            request(
                TransferStatus::CompleteWithErrors,
                "2026-11-10T09:00:00Z",
                &[("a", LineStatus::Failed), ("b", LineStatus::Complete), ("c", LineStatus::Failed)],
            ),
            request(TransferStatus::InProgress, "2026-11-11T09:00:00Z", &[("d", LineStatus::InProgress)]),
            request(TransferStatus::Withdrawn, "2026-11-12T09:00:00Z", &[("e", LineStatus::Active)]),
            request(TransferStatus::Rejected, "2026-11-12T09:00:00Z", &[("b", LineStatus::Active)]),
        ];
        let progress = Progress::of_requests(&requests);
        assert_eq!(progress.parts(), [(Stage::Moved, 1), (Stage::UnderWay, 1), (Stage::Asked, 1), (Stage::Failed, 1)]);
        assert_eq!((progress.behind(), progress.total()), (1, 4));
    }

    // R175
    #[test]
    fn open_requests_fall_into_ages_at_their_bounds() {
        let of = |days| Age::of_days(days).word();
        assert_eq!(
            [of(0), of(1), of(2), of(6), of(7), of(13), of(14), of(900)].join(" "),
            "fresh fresh days days week week long long"
        );
        let now: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let requests = [
            request(TransferStatus::Active, "2026-11-21T08:00:00Z", &[]),
            // A minute short of two days, and two days.
            request(TransferStatus::Active, "2026-11-19T09:01:00Z", &[]),
            request(TransferStatus::InProgress, "2026-11-19T09:00:00Z", &[]),
            request(TransferStatus::Active, "2026-10-01T09:00:00Z", &[]),
            // Of a clock that is ahead of ours.
            request(TransferStatus::Active, "2026-11-22T09:00:00Z", &[]),
            request(TransferStatus::Complete, "2026-11-14T09:00:00Z", &[]),
        ];
        assert_eq!(ages(requests.iter(), now).map(|(_, count)| count), [3, 1, 0, 1]);
    }

    // R15
    #[test]
    fn shares_are_rounded_to_the_nearest_thousandth() {
        let cases = [(214_500, 300_000, 715), (1, 3, 333), (2, 3, 667), (0, 5, 0), (5, 5, 1000), (9, 3, 3000), (1, 0, 0)];
        for (part, whole, expected) in cases {
            assert_eq!(thousandths(part, whole), expected, "{part} of {whole}");
        }
        assert_eq!(thousandths(u64::MAX, u64::MAX), 1000);
    }
}
