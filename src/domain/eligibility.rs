//! Whether a subscription can be transferred, and why not. Source: domain.md 4.13; requirements.md R93 to R101 (2026-11-21).

use super::ids::{SubscriptionId, TransferId};
use super::refusal::{Refusal, RefusalCode};
use super::subscription::{Subscription, SubscriptionKind, SubscriptionStatus};

/// What the service answered for one subscription (api/partner-center.md 4.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eligibility {
    /// Which subscription.
    pub subscription: SubscriptionId,
    /// Whether it can be transferred.
    pub eligible: bool,
    /// The service's own words, where it is not eligible.
    pub reason: Option<String>,
}

/// What stands beside one subscription in the request dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It can be chosen.
    Eligible,
    /// It cannot, and why; the second part is the service's own words where they are not one of the known ones.
    Refused(Refusal, Option<String>),
    /// The service did not name it: not known to be eligible.
    Unlisted,
}

/// A base subscription with its add-ons, as the request dialog offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The base subscription.
    pub base: Subscription,
    /// Its add-ons: they go with it (R101).
    pub add_ons: Vec<Subscription>,
    /// Whether it can be chosen.
    pub verdict: Verdict,
}

impl Choice {
    /// Says whether a person can tick it.
    pub fn is_eligible(&self) -> bool {
        self.verdict == Verdict::Eligible
    }
}

/// The reason why `subscription` by itself cannot move; the first that holds, in the order of domain.md 4.13.
/// `held_by` names the open transfer request that holds it, if one does.
pub fn own_reason(subscription: &Subscription, held_by: Option<&TransferId>) -> Option<Refusal> {
    use RefusalCode::{
        SubAzurePlan, SubDeleted, SubInTransfer, SubNotSettled, SubOther, SubReservation, SubSaas, SubSuspended, SubTermBased,
    };
    let state = subscription.status.word();
    match subscription.status {
        SubscriptionStatus::Deleted => return Some(Refusal::new(SubDeleted).with("state", state)),
        SubscriptionStatus::Suspended => return Some(Refusal::new(SubSuspended).with("state", state)),
        _ => {}
    }
    let by_kind = match subscription.kind {
        SubscriptionKind::Licence | SubscriptionKind::AzurePayg => None,
        SubscriptionKind::AzurePlan => Some(SubAzurePlan),
        SubscriptionKind::Reservation => Some(SubReservation),
        SubscriptionKind::TermBased => Some(SubTermBased),
        SubscriptionKind::Saas => Some(SubSaas),
        SubscriptionKind::Software | SubscriptionKind::Other => Some(SubOther),
    };
    if let Some(code) = by_kind {
        return Some(Refusal::new(code).with("kind", subscription.kind.word()));
    }
    if let Some(transfer) = held_by {
        return Some(Refusal::new(SubInTransfer).with("id", transfer.as_str()));
    }
    match subscription.status {
        SubscriptionStatus::Active => None,
        _ => Some(Refusal::new(SubNotSettled).with("state", state)),
    }
}

/// The reason why `subscription` cannot be chosen among `all` of the customer: its own, else that of an add-on, which is
/// then named as `addon`. An add-on by itself is never a refusal here: it follows its base.
pub fn reason(
    subscription: &Subscription,
    all: &[Subscription],
    held_by: impl Fn(&SubscriptionId) -> Option<TransferId>,
) -> Option<Refusal> {
    own_reason(subscription, held_by(&subscription.id).as_ref()).or_else(|| {
        subscription
            .add_ons(all)
            .find_map(|add_on| own_reason(add_on, held_by(&add_on.id).as_ref()).map(|why| why.with("addon", add_on.name())))
    })
}

/// Reads one of the documented reason texts of the service (api/partner-center.md section 4), else takes the class from the
/// subscription itself; the text is then kept beside it.
pub fn classify(text: Option<&str>, subscription: &Subscription) -> Verdict {
    let known = text.and_then(documented_reason);
    if let Some(refusal) = known {
        return Verdict::Refused(refusal, None);
    }
    let words = text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let own = own_reason(subscription, None);
    Verdict::Refused(own.unwrap_or_else(|| Refusal::new(RefusalCode::SubOther).with("kind", subscription.kind.word())), words)
}

fn documented_reason(text: &str) -> Option<Refusal> {
    let lower = text.to_ascii_lowercase();
    if lower.contains("is in state: suspended") {
        return Some(Refusal::new(RefusalCode::SubSuspended).with("state", "suspended"));
    }
    if lower.contains("is in state: deleted") {
        return Some(Refusal::new(RefusalCode::SubDeleted).with("state", "deleted"));
    }
    if lower.contains("syncstate must be synccomplete") {
        return Some(Refusal::new(RefusalCode::SubNotSettled).with("state", "pending"));
    }
    let marker = "already part of another transfer request id";
    let start = lower.find(marker)? + marker.len();
    let id = text.get(start..)?.trim_start_matches([' ', ':']).split_whitespace().next()?;
    Some(Refusal::new(RefusalCode::SubInTransfer).with("id", id))
}

/// Puts subscriptions and the service's answers together: one choice per base subscription, in the service's order. A base of
/// which an add-on is refused carries the add-on's reason, with its name as `addon`.
pub fn choices(subscriptions: &[Subscription], answers: &[Eligibility]) -> Vec<Choice> {
    let verdict = |subscription: &Subscription| match answers.iter().find(|answer| answer.subscription == subscription.id) {
        None => Verdict::Unlisted,
        Some(answer) if answer.eligible => Verdict::Eligible,
        Some(answer) => classify(answer.reason.as_deref(), subscription),
    };
    let is_base = |subscription: &&Subscription| match &subscription.parent {
        None => true,
        // An add-on whose base is not listed would vanish from the screen otherwise.
        Some(parent) => !subscriptions.iter().any(|other| other.id == *parent),
    };
    subscriptions
        .iter()
        .filter(is_base)
        .map(|base| {
            let add_ons: Vec<Subscription> = base.add_ons(subscriptions).cloned().collect();
            let own = match &base.parent {
                Some(parent) => Verdict::Refused(Refusal::new(RefusalCode::AddonNeedsBase).with("base", parent.as_str()), None),
                None => verdict(base),
            };
            let of_add_on = || {
                add_ons.iter().find_map(|add_on| match verdict(add_on) {
                    Verdict::Refused(why, text) => Some((why.with("addon", add_on.name()), text)),
                    // The service lists base subscriptions only in places; an unlisted add-on is no obstacle.
                    Verdict::Eligible | Verdict::Unlisted => None,
                })
            };
            let verdict = match own {
                Verdict::Eligible => of_add_on().map_or(Verdict::Eligible, |(why, text)| Verdict::Refused(why, text)),
                // Nothing is wrong with the base itself: the service refuses it for its add-on's sake. Both are in the same
                // request, or neither is, so that this reason is never the add-on's alone.
                Verdict::Refused(why, text) if why.code != RefusalCode::SubInTransfer && own_reason(base, None).is_none() => {
                    let (why, text) = of_add_on().filter(|(theirs, _)| theirs.code == why.code).unwrap_or((why, text));
                    Verdict::Refused(why, text)
                }
                other => other,
            };
            Choice { base: base.clone(), add_ons, verdict }
        })
        .collect()
}

/// Compares what was chosen with a fresh look: the names of chosen subscriptions that cannot be chosen any more (R98).
///
/// # Errors
/// `nothing-selected` when nothing is chosen; `addon-needs-base` when an add-on is chosen by itself; `eligibility-changed` with
/// `list`, the names that are not eligible now.
pub fn check_selection(chosen: &[SubscriptionId], now: &[Choice]) -> Result<(), Refusal> {
    if chosen.is_empty() {
        return Err(Refusal::new(RefusalCode::NothingSelected));
    }
    let mut lost: Vec<String> = Vec::new();
    for id in chosen {
        if let Some(choice) = now.iter().find(|choice| choice.add_ons.iter().any(|add_on| add_on.id == *id)) {
            return Err(Refusal::new(RefusalCode::AddonNeedsBase).with("base", choice.base.name()));
        }
        match now.iter().find(|choice| choice.base.id == *id) {
            Some(choice) if choice.is_eligible() => {}
            Some(choice) => lost.push(choice.base.name().to_owned()),
            None => lost.push(id.as_str().to_owned()),
        }
    }
    if lost.is_empty() { Ok(()) } else { Err(Refusal::new(RefusalCode::EligibilityChanged).with("list", lost.join("\n"))) }
}
