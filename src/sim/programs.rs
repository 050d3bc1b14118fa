//! Contoso's programmes: where each stands by the clock, and the enrolment as indirect reseller. Source: api/partner-center.md 14.3
//! (2026-11-21).
//!
//! A verification step takes one business day: e-mail ownership, employment, business, decision. So an application is approved
//! four business days after it was sent, and each step can be looked at on the way. Scenarios that begin in the middle have it
//! get stuck at a step, or fail there; the next application after that takes the usual course.

use serde_json::{Value, json};

use super::clock;
use super::company::Company;
use super::persona::Persona;
use super::profiles;
use super::scenario::Scenario;
use crate::domain::application::{Application, ApplicationDraft};
use crate::domain::business_day;
use crate::domain::contact::Contact;
use crate::domain::enrolment::{Capability, DirectBillStatus, EnrolmentStatus};
use crate::domain::ids::MpnId;
use crate::domain::moment::Timestamp;
use crate::domain::program::{DAYS_TO_DECIDE, DirectBillProgram, Offer, Rejection, Requirement, ResellerProgram, Verification};
use crate::domain::program_agreement::Signature;
use crate::domain::rule_set::{Candidate, RuleSet};
use crate::domain::vetting::{VettingStatus, VettingStep};
use crate::wire::program;

/// The steps of a verification, each with the business days after which it is done.
const STEPS: [(VettingStep, i64); 4] = [
    (VettingStep::EmailOwnership, 1),
    (VettingStep::EmploymentVerification, 2),
    (VettingStep::BusinessVerification, 3),
    (VettingStep::Decision, 4),
];
/// What the service counts as revenue, in its words.
const BASIS: &str = "Direct bill revenue of the previous 12 months, Partner Global Account";
/// The service's words about a contact that it does not find at the company.
const NOT_EMPLOYED: &str = "The primary contact could not be confirmed as an employee of the company.";

/// What becomes of an application.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Course {
    /// Step by step to approval.
    #[default]
    Usual,
    /// This step is never done.
    Stuck(VettingStep),
    /// This step fails.
    Fails(VettingStep),
}

/// An application that was sent.
pub(super) struct Sent {
    /// When.
    pub(super) at: Timestamp,
    /// What.
    pub(super) application: Application,
    /// What becomes of it.
    course: Course,
}

/// How far an application is.
enum Progress {
    /// A step is open since a time.
    Open(VettingStep, Timestamp),
    /// Approved.
    Approved(Timestamp),
    /// A step failed.
    Failed(VettingStep, Timestamp),
}

impl Sent {
    fn progress(&self, now: Timestamp) -> Progress {
        let mut since = self.at;
        for (step, days) in STEPS {
            let done = business_day::after(self.at, days);
            if self.course == Course::Stuck(step.clone()) || now < done {
                return Progress::Open(step, since);
            }
            if self.course == Course::Fails(step.clone()) {
                return Progress::Failed(step, done);
            }
            since = done;
        }
        Progress::Approved(since)
    }
}

/// What the service knows of Contoso's programmes.
pub(super) struct Programs {
    is_marked: bool,
    anniversary_month: u8,
    restricted_since: Option<Timestamp>,
    /// When the profile was confirmed last.
    pub(super) profile_confirmed: Timestamp,
    /// What was sent last.
    pub(super) sent: Option<Sent>,
    /// When a verification e-mail was asked for again.
    pub(super) mail_resent: Option<Timestamp>,
    /// The acceptance of the agreement: from then on the enrolment is active.
    pub(super) signature: Option<Signature>,
    /// Whether somebody marked the incentive invitation as received.
    pub(super) incentive_received: bool,
}

impl Programs {
    /// What `scenario` starts with.
    pub(super) fn of(scenario: Scenario, now: Timestamp, rules: RuleSet) -> Self {
        let is_offered = scenario != Scenario::NotOffered;
        // Under the rules of 2025 a restriction is what opens the enrolment.
        let is_restricted =
            scenario == Scenario::Restricted || (is_offered && !scenario.is_enrolled() && rules == RuleSet::Y2025);
        let mut programs = Self {
            is_marked: is_offered,
            anniversary_month: if is_offered { 11 } else { 3 },
            restricted_since: is_restricted.then(|| clock::before(now, 12, 0)),
            profile_confirmed: clock::before(now, 400, 0),
            sent: None,
            mail_resent: None,
            signature: None,
            incentive_received: false,
        };
        let signed = clock::before(now, 30, 1);
        let sent = match scenario {
            Scenario::NotOffered | Scenario::Fresh | Scenario::Draft => None,
            Scenario::Pending => Some((now, Course::Usual)),
            Scenario::Overdue => Some((business_day::before(now, 7), Course::Stuck(VettingStep::BusinessVerification))),
            Scenario::Rejected => Some((business_day::before(now, 3), Course::Fails(VettingStep::EmploymentVerification))),
            Scenario::Authorized => Some((business_day::before(now, 5), Course::Usual)),
            _ => Some((business_day::before(signed, 5), Course::Usual)),
        };
        if let Some((at, course)) = sent {
            let mut application = right();
            application.profile_confirmed = Some(at);
            programs.profile_confirmed = at;
            programs.sent = Some(Sent { at, application, course });
        }
        if scenario.is_enrolled() {
            let by = Persona::PartnerGlobalAdmin.name().to_owned();
            programs.signature = Some(Signature { by, at: Some(signed), version: super::program_agreements::VERSION.to_owned() });
        }
        programs
    }

    /// Takes an application.
    pub(super) fn send(&mut self, at: Timestamp, application: Application) {
        if let Some(confirmed) = application.profile_confirmed {
            // By a clock of theirs, which may be ahead of ours.
            self.profile_confirmed = confirmed.min(at);
        }
        self.mail_resent = None;
        self.sent = Some(Sent { at, application, course: Course::Usual });
    }

    /// Where the enrolment stands.
    pub(super) fn enrolment(&self, now: Timestamp, rules: RuleSet) -> EnrolmentStatus {
        if self.signature.is_some() {
            return EnrolmentStatus::Active;
        }
        match self.sent.as_ref().map(|sent| sent.progress(now)) {
            Some(Progress::Open(..)) => EnrolmentStatus::Pending,
            Some(Progress::Approved(_)) => EnrolmentStatus::Authorized,
            Some(Progress::Failed(..)) => EnrolmentStatus::Rejected,
            None if rules.offer(&self.candidate(now, rules)).is_ok() => EnrolmentStatus::Offered,
            None => EnrolmentStatus::NotOffered,
        }
    }

    /// When it was approved.
    pub(super) fn approved(&self, now: Timestamp) -> Option<Timestamp> {
        match self.sent.as_ref()?.progress(now) {
            Progress::Approved(at) => Some(at),
            _ => None,
        }
    }

    /// The direct bill status.
    pub(super) fn direct_bill(&self, now: Timestamp, rules: RuleSet) -> DirectBillStatus {
        self.restricted_since.map_or(DirectBillStatus::Active, |since| rules.direct_bill(since, now))
    }

    fn candidate(&self, now: Timestamp, rules: RuleSet) -> Candidate {
        Candidate {
            is_marked: self.is_marked,
            anniversary_month: self.anniversary_month,
            direct_bill: self.direct_bill(now, rules),
        }
    }

    /// The indirect reseller programme as it stands; `start` is what the clock said at first.
    pub(super) fn reseller(&self, start: Timestamp, now: Timestamp, rules: RuleSet) -> ResellerProgram {
        let failed = rules.offer(&self.candidate(now, rules)).err().map(|condition| condition.word().to_owned());
        let progress = self.sent.as_ref().map(|sent| sent.progress(now));
        let (status, step, since) = match &progress {
            None => (VettingStatus::None, VettingStep::None, None),
            Some(Progress::Open(step, since)) => (VettingStatus::Pending, step.clone(), Some(*since)),
            Some(Progress::Approved(at)) => (VettingStatus::Authorized, VettingStep::None, Some(*at)),
            Some(Progress::Failed(step, at)) => (VettingStatus::Rejected, step.clone(), Some(*at)),
        };
        ResellerProgram {
            status: self.enrolment(now, rules),
            submitted: self.sent.as_ref().map(|sent| sent.at),
            due: self.sent.as_ref().map(|sent| business_day::after(sent.at, DAYS_TO_DECIDE)),
            decided: since.filter(|_| !matches!(progress, Some(Progress::Open(..)))),
            verification: Verification { status, step, since },
            rejection: match progress {
                Some(Progress::Failed(step, _)) => Some(Rejection { step, text: NOT_EMPLOYED.to_owned() }),
                _ => None,
            },
            offer: Offer {
                rules: rules.word().to_owned(),
                satisfied: failed.is_none(),
                changes: failed.clone(),
                failed,
                anniversary_month: Some(self.anniversary_month),
            },
            requirement: rules.revenue().map(|rule| Requirement {
                threshold: rule.usd,
                currency: "USD".to_owned(),
                valid_from: rule.valid_from.parse().ok(),
                measured: Some(214_500),
                basis: BASIS.to_owned(),
                measured_on: Some(clock::before(start, 21, 9)),
            }),
            contact: self.sent.as_ref().map(|sent| sent.application.contact.clone()),
            support: self.sent.as_ref().map(|sent| sent.application.support.clone()),
            mpn_id: self.sent.as_ref().and_then(|sent| MpnId::parse(&sent.application.mpn_id)),
            profile_confirmed: Some(self.profile_confirmed),
        }
    }

    /// The direct bill programme as it stands.
    pub(super) fn direct(&self, now: Timestamp, rules: RuleSet) -> DirectBillProgram {
        let status = self.direct_bill(now, rules);
        let refused = Capability::ALL.into_iter().filter(|capability| status.check(*capability).is_err());
        DirectBillProgram {
            since: self.restricted_since.filter(|since| *since <= now),
            rules: rules.word().to_owned(),
            restrictions: refused.map(|capability| capability.word().to_owned()).collect(),
            mpn_id: Some(Company::Contoso.mpn_id()),
            status,
        }
    }

    /// The programmes in short, as the session has them.
    pub(super) fn summary(&self, start: Timestamp, now: Timestamp, rules: RuleSet) -> Vec<Value> {
        vec![program::write_reseller(&self.reseller(start, now, rules)), program::write_direct_bill(&self.direct(now, rules))]
    }

    /// When the invitation to the indirect reseller incentive is due.
    pub(super) fn active_since(&self) -> Option<Timestamp> {
        self.signature.as_ref()?.at
    }
}

/// The application that the sample's partner sends.
fn right() -> Application {
    let profile = profiles::Profiles::of(Company::Contoso);
    Application {
        contact: profile.legal.primary_contact,
        support: profile.support,
        mpn_id: Company::Contoso.mpn().to_owned(),
        irreversible_confirmed: true,
        profile_confirmed: None,
    }
}

/// What the person of a scenario has filled in before it starts: half of the form, kept in their own browser.
pub(super) fn half_filled(scenario: Scenario, now: Timestamp) -> Option<ApplicationDraft> {
    (scenario == Scenario::Draft).then(|| ApplicationDraft {
        application: Application {
            contact: Contact { last_name: String::new(), phone: String::new(), ..right().contact },
            irreversible_confirmed: false,
            ..right()
        },
        saved: clock::before(now, 0, 2),
    })
}

/// When a verification e-mail was sent.
pub(super) fn write_sent(at: Timestamp) -> Value {
    json!({ "sentTime": at.to_string(), "attributes": { "objectType": "VerificationEmail" } })
}
