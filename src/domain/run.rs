//! A bulk run: the same deed for many customers, one after the other, each exactly once. The record of it survives whatever happens to
//! the page, and holds ids and codes alone (R173, R177; domain.md 4.15, 2026-11-21).

use super::csv::{Csv, Separator};
use super::ids::{CustomerId, MpnId, SubscriptionId, TenantId, TransferId};
use super::moment::Timestamp;
use super::refusal::RefusalCode;

/// What is done for one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Put it with the provider; a person confirmed at this time that it consented.
    Extend(Timestamp),
    /// Request the transfer of these base subscriptions.
    Request(Vec<SubscriptionId>),
    /// Accept this request.
    Accept(TransferId),
}

impl Deed {
    /// A stable word, for texts and addresses.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Extend(_) => "extend",
            Self::Request(_) => "request",
            Self::Accept(_) => "accept",
        }
    }
}

/// What came of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Its turn has not come.
    Waiting,
    /// It was sent, and no answer has come: it may have acted.
    Begun,
    /// Done by this run.
    Done,
    /// It was done before: a success too.
    Already,
    /// Refused, by a code.
    Failed(String),
    /// The run was stopped before its turn came: it is not carried out.
    Left,
}

impl Outcome {
    /// A stable word.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Begun => "begun",
            Self::Done => "done",
            Self::Already => "already",
            Self::Failed(_) => "failed",
            Self::Left => "left",
        }
    }
}

/// One customer of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which customer.
    pub customer: CustomerId,
    /// What is done.
    pub deed: Deed,
    /// What came of it.
    pub outcome: Outcome,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: String,
    /// Who started it, by id.
    pub by: String,
    /// When.
    pub started: Timestamp,
    /// The organisation that does it.
    pub own: TenantId,
    /// The provider; for a provider's own run, itself.
    pub provider: TenantId,
    /// The partner of record on every line of a request.
    pub partner_of_record: Option<MpnId>,
    /// Its customers, in order.
    pub lines: Vec<Line>,
}

/// How many lines came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Not yet done.
    pub open: usize,
    /// Done, by this run or before.
    pub done: usize,
    /// Of those, done before.
    pub already: usize,
    /// Refused.
    pub failed: usize,
    /// Not carried out, because the run was stopped.
    pub left: usize,
}

impl Run {
    /// The same run without its lines.
    #[must_use]
    pub fn about(&self) -> Self {
        Self {
            id: self.id.clone(),
            by: self.by.clone(),
            started: self.started,
            own: self.own.clone(),
            provider: self.provider.clone(),
            partner_of_record: self.partner_of_record.clone(),
            lines: Vec::new(),
        }
    }

    /// The line whose turn it is: one that was begun before any other.
    pub fn next(&self) -> Option<usize> {
        let is = |outcome: Outcome| self.lines.iter().position(|line| line.outcome == outcome);
        is(Outcome::Begun).or_else(|| is(Outcome::Waiting))
    }

    /// How far it is.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for line in &self.lines {
            match line.outcome {
                Outcome::Waiting | Outcome::Begun => counts.open += 1,
                Outcome::Done => counts.done += 1,
                Outcome::Already => {
                    counts.done += 1;
                    counts.already += 1;
                }
                Outcome::Failed(_) => counts.failed += 1,
                Outcome::Left => counts.left += 1,
            }
        }
        counts
    }

    /// Has the lines that failed try again, and no other.
    pub fn retry_failed(&mut self) {
        for line in &mut self.lines {
            if matches!(line.outcome, Outcome::Failed(_)) {
                line.outcome = Outcome::Waiting;
            }
        }
    }

    /// Stops it for good: what has not begun is not carried out. One that was sent still gets its outcome: it may have acted.
    pub fn stop(&mut self) {
        for line in &mut self.lines {
            if line.outcome == Outcome::Waiting {
                line.outcome = Outcome::Left;
            }
        }
    }

    /// Says whether a refusal of `deed` means that it was done before.
    pub fn is_already(deed: &Deed, code: RefusalCode) -> bool {
        matches!(
            (deed, code),
            (Deed::Extend(_), RefusalCode::AlreadyRelated) | (Deed::Accept(_), RefusalCode::TransferInProgress)
        )
    }

    /// Writes the record as CSV: the customers by id, with the names that `name` knows.
    pub fn csv(&self, separator: Separator, name: impl Fn(&CustomerId) -> String) -> String {
        let mut file = Csv::new(separator, &["run", "started", "by", "deed", "customer", "customerId", "outcome", "code"]);
        for line in &self.lines {
            let code = if let Outcome::Failed(code) = &line.outcome { code.as_str() } else { "" };
            let (started, name) = (self.started.to_string(), name(&line.customer));
            file.row([&self.id, &started, &self.by, line.deed.word(), &name, line.customer.as_str(), line.outcome.word(), code]);
        }
        file.finish()
    }
}
