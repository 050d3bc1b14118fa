//! The two programmes of a partner, as the service describes them. Source: api/partner-center.md 14.3 (2026-11-21).

use super::business_day;
use super::contact::Contact;
use super::enrolment::{Capability, DirectBillStatus, EnrolmentStatus};
use super::ids::MpnId;
use super::moment::Timestamp;
use super::profile::SupportProfile;
use super::refusal::{Refusal, RefusalCode};
use super::rule_set::RuleSet;
use super::vetting::{VettingStatus, VettingStep};

/// How many business days an answer may take (C12).
pub const DAYS_TO_DECIDE: i64 = 5;

/// The indirect reseller programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResellerProgram {
    /// Where the enrolment stands.
    pub status: EnrolmentStatus,
    /// When it was sent.
    pub submitted: Option<Timestamp>,
    /// By when an answer is due.
    pub due: Option<Timestamp>,
    /// When it was decided.
    pub decided: Option<Timestamp>,
    /// How far it is verified.
    pub verification: Verification,
    /// Which check failed.
    pub rejection: Option<Rejection>,
    /// Why it is offered or withheld.
    pub offer: Offer,
    /// The revenue requirement, as the service gives it.
    pub requirement: Option<Requirement>,
    /// Whom the notice goes to, as sent.
    pub contact: Option<Contact>,
    /// Where customers find help, as sent.
    pub support: Option<SupportProfile>,
    /// The MPN ID, as sent.
    pub mpn_id: Option<MpnId>,
    /// When the profile was confirmed last.
    pub profile_confirmed: Option<Timestamp>,
}

/// How far the service has verified an enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The outcome so far.
    pub status: VettingStatus,
    /// The open step.
    pub step: VettingStep,
    /// Since when that step is open.
    pub since: Option<Timestamp>,
}

/// Why an enrolment was rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The check that failed.
    pub step: VettingStep,
    /// The service's own words; may be empty.
    pub text: String,
}

/// Why the enrolment is offered or withheld.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offer {
    /// The rule set that decides, as the service names it.
    pub rules: String,
    /// Whether all its conditions are fulfilled.
    pub satisfied: bool,
    /// The word of the condition that fails, as it came.
    pub failed: Option<String>,
    /// What would change it: a word of ours, or the service's text.
    pub changes: Option<String>,
    /// The month of the partner's anniversary, 1 to 12.
    pub anniversary_month: Option<u8>,
}

impl Offer {
    /// The rule set, where it is one of ours.
    pub fn rule_set(&self) -> Option<RuleSet> {
        RuleSet::parse(&self.rules)
    }

    /// Why the enrolment is withheld.
    pub fn refusal(&self) -> Refusal {
        let failed = self.failed.as_deref().unwrap_or_default();
        Refusal::new(RefusalCode::EnrolmentNotOffered)
            .with("condition", failed)
            .with("change", self.changes.as_deref().unwrap_or(failed))
    }
}

/// The revenue requirement with the partner's own figure: shown as given, never computed (C13).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// At least so much, in whole units of the currency.
    pub threshold: u64,
    /// ISO 4217.
    pub currency: String,
    /// Since when it holds.
    pub valid_from: Option<Timestamp>,
    /// What was measured, in whole units of the currency.
    pub measured: Option<u64>,
    /// What was counted, in the service's words.
    pub basis: String,
    /// When.
    pub measured_on: Option<Timestamp>,
}

impl ResellerProgram {
    /// Lets an enrolment be sent.
    ///
    /// # Errors
    /// `enrolment-not-offered` with the failing condition; `enrolment-in-progress` with the date once it was sent.
    pub fn check_enrol(&self) -> Result<(), Refusal> {
        match self.status {
            EnrolmentStatus::Offered | EnrolmentStatus::Rejected | EnrolmentStatus::Other(_) => Ok(()),
            EnrolmentStatus::NotOffered => Err(self.offer.refusal()),
            EnrolmentStatus::Pending | EnrolmentStatus::Authorized | EnrolmentStatus::Active => {
                let date = self.submitted.map(|at| at.to_string()).unwrap_or_default();
                Err(Refusal::new(RefusalCode::EnrolmentInProgress).with("date", date))
            }
        }
    }

    /// Lets the verification e-mail be sent again: while e-mail ownership is the open step (R27).
    ///
    /// # Errors
    /// `step-not-open`.
    pub fn check_resend(&self) -> Result<(), Refusal> {
        if self.status == EnrolmentStatus::Pending && self.verification.step == VettingStep::EmailOwnership {
            return Ok(());
        }
        Err(Refusal::new(RefusalCode::StepNotOpen))
    }

    /// Warns when the answer should have come by now (R25).
    pub fn overdue(&self, now: Timestamp) -> Option<Refusal> {
        let due = self.answer_due().filter(|due| self.status == EnrolmentStatus::Pending && due.is_over(now))?;
        Some(Refusal::new(RefusalCode::Overdue).with("date", due.to_string()))
    }

    /// By when an answer is due: as the service says, else the fifth business day after it was sent.
    pub fn answer_due(&self) -> Option<Timestamp> {
        self.due.or_else(|| Some(business_day::after(self.submitted?, DAYS_TO_DECIDE)))
    }
}

/// The direct bill programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectBillProgram {
    /// The **Microsoft Cloud Solution Provider status**.
    pub status: DirectBillStatus,
    /// Since when, where the service says so.
    pub since: Option<Timestamp>,
    /// The rule set that the status follows, as the service names it.
    pub rules: String,
    /// What is taken away, as words of the service.
    pub restrictions: Vec<String>,
    /// The MPN ID associated with the tenant.
    pub mpn_id: Option<MpnId>,
}

impl DirectBillProgram {
    /// Lets `capability` be used: what the status allows, and the service does not list as restricted.
    ///
    /// # Errors
    /// `direct-bill-restricted` with status and capability.
    pub fn check(&self, capability: Capability) -> Result<(), Refusal> {
        self.status.check(capability)?;
        if self.restrictions.iter().any(|word| Capability::from_word(word) == Some(capability)) {
            let refusal = Refusal::new(RefusalCode::DirectBillRestricted);
            return Err(refusal.with("status", self.status.word()).with("capability", capability.word()));
        }
        Ok(())
    }

    /// Which status comes next, and when.
    pub fn next_status(&self, now: Timestamp) -> Option<(DirectBillStatus, Timestamp)> {
        let is_limited = matches!(self.status, DirectBillStatus::Restricted | DirectBillStatus::Suspended);
        RuleSet::parse(&self.rules).filter(|_| is_limited)?.next_status(self.since?, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(status: EnrolmentStatus) -> ResellerProgram {
        let submitted: Timestamp = "2026-11-16T09:00:00Z".parse().unwrap();
        ResellerProgram {
            status,
            submitted: Some(submitted),
            due: None,
            decided: None,
            verification: Verification { status: VettingStatus::Pending, step: VettingStep::EmailOwnership, since: None },
            rejection: None,
            offer: Offer { failed: Some("anniversary".to_owned()), ..Offer::default() },
            requirement: None,
            contact: None,
            support: None,
            mpn_id: None,
            profile_confirmed: None,
        }
    }

    // R12, R21
    #[test]
    fn an_enrolment_is_sent_once() {
        let code = |status| program(status).check_enrol().err().map(|refusal| refusal.code);
        assert_eq!(code(EnrolmentStatus::Offered), None);
        assert_eq!(code(EnrolmentStatus::Rejected), None);
        assert_eq!(code(EnrolmentStatus::NotOffered), Some(RefusalCode::EnrolmentNotOffered));
        assert_eq!(code(EnrolmentStatus::Pending), Some(RefusalCode::EnrolmentInProgress));
        assert_eq!(code(EnrolmentStatus::Authorized), Some(RefusalCode::EnrolmentInProgress));
        assert_eq!(code(EnrolmentStatus::Active), Some(RefusalCode::EnrolmentInProgress));
        let refusal = program(EnrolmentStatus::NotOffered).check_enrol().unwrap_err();
        assert_eq!((refusal.value("condition"), refusal.value("change")), (Some("anniversary"), Some("anniversary")));
    }

    // R25, R27
    #[test]
    fn a_mail_is_sent_again_while_its_step_is_open_and_lateness_is_told() {
        let mut pending = program(EnrolmentStatus::Pending);
        assert_eq!(pending.check_resend(), Ok(()));
        let due: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        assert_eq!(pending.answer_due(), Some(due));
        // Due today is not late.
        assert_eq!(pending.overdue("2026-11-23T23:59:59Z".parse().unwrap()), None);
        let next_day: Timestamp = "2026-11-24T00:00:00Z".parse().unwrap();
        assert_eq!(pending.overdue(next_day).unwrap().value("date"), Some("2026-11-23T09:00:00Z"));
        pending.status = EnrolmentStatus::Authorized;
        assert_eq!(pending.overdue(next_day), None);
        assert_eq!(pending.check_resend().unwrap_err().code, RefusalCode::StepNotOpen);
        let mut later = program(EnrolmentStatus::Pending);
        later.verification.step = VettingStep::BusinessVerification;
        assert_eq!(later.check_resend().unwrap_err().code, RefusalCode::StepNotOpen);
    }

    // R38
    #[test]
    fn what_the_service_lists_as_restricted_is_refused_too() {
        let restrictions = vec!["Sandbox".to_owned(), "unheardOf".to_owned()];
        let status = DirectBillStatus::Active;
        let program = DirectBillProgram { status, since: None, rules: "2025".to_owned(), restrictions, mpn_id: None };
        assert_eq!(program.check(Capability::Sandbox).unwrap_err().code, RefusalCode::DirectBillRestricted);
        assert_eq!(program.check(Capability::NewSubscriptions), Ok(()));
        assert_eq!(program.next_status(Timestamp::MIN), None);
    }
}
