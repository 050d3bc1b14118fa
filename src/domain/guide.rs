//! The guide: the whole transition as one list over both organisations, computed from what is: done, now, waiting for whom since when,
//! locked by what; the next step first. Source: domain.md sections 3 and 4, 4.14; requirements R172, R175 (2026-11-21).

use super::action::Action;
use super::customer::{Customer, CustomerKind};
use super::enrolment::EnrolmentStatus;
use super::milestone::{Milestone, Moved, Standing};
use super::moment::Timestamp;
use super::organisation::{Role, Session, Side};
use super::partnership::{Partnership, PartnershipState};
use super::progress::Step as Reached;
use super::refusal::RefusalCode;
use super::transfer::{Transfer, TransferStatus};

/// A step of the transition, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// One that the partner comes to once: enrolment, verification, agreement, provider.
    Once(Milestone),
    /// One that the provider comes to once: a partnership with an indirect reseller.
    Resellers,
    /// Put the customers with the provider.
    Customers,
    /// Have the customer agreements in force.
    CustomerAgreements,
    /// Request the transfers.
    Requests,
    /// The provider decides.
    Decision,
    /// The service carries them out.
    CarryingOut,
    /// Both sides verify.
    Verify,
}

impl Step {
    /// A stable word, for texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Once(milestone) => milestone.word(),
            Self::Resellers => "resellers",
            Self::Customers => "customers",
            Self::CustomerAgreements => "customer-agreements",
            Self::Requests => "requests",
            Self::Decision => "decision",
            Self::CarryingOut => "carrying-out",
            Self::Verify => "verify",
        }
    }
}

/// Who it waits for, when not for the one who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Party {
    /// Microsoft.
    Microsoft,
    /// The partner that moves.
    Partner,
    /// The indirect provider.
    Provider,
    /// The customers.
    Customers,
    /// The service, by itself.
    Service,
}

impl Party {
    /// A stable word, for texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Microsoft => "microsoft",
            Self::Partner => "partner",
            Self::Provider => "provider",
            Self::Customers => "customers",
            Self::Service => "service",
        }
    }
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Done.
    Done,
    /// It can be done now; by a person with the role for it.
    Now(Action),
    /// It waits for somebody else, since then where that is known.
    Waiting(Party, Option<Timestamp>),
    /// It opens once that step is done.
    Locked(Step),
}

/// A line of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Which step.
    pub step: Step,
    /// How it stands.
    pub state: State,
    /// Of how many customers it is done, of how many; nothing for steps that are done once.
    pub count: Option<(usize, usize)>,
}

/// What the guide is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Who looks.
    pub session: &'a Session,
    /// Since when the partner waits for Microsoft, or the provider for resellers that it invited, where that is known.
    pub sent: Option<Timestamp>,
    /// The partnerships of one's own organisation.
    pub partnerships: &'a [Partnership],
    /// Its customers: all of them, or the one that it is about.
    pub customers: &'a [Customer],
    /// Their transfer requests, as far as they are known.
    pub transfers: &'a [Transfer],
    /// When one's own side verified complete requests that the other side has not verified yet.
    pub verified: &'a [Option<Timestamp>],
}

/// The steps as the side of who looks sees them, in order.
pub fn steps(facts: &Facts<'_>) -> Vec<Entry> {
    let side = facts.session.organisation.side;
    let (mut entries, lock) = match side {
        Side::Partner => once(facts),
        Side::Provider => resellers(facts),
    };
    entries.extend(of_customers(facts, side, lock));
    entries
}

/// The partner's own steps, and the one of them that locks all after it.
fn once(facts: &Facts<'_>) -> (Vec<Entry>, Option<Step>) {
    let enrolment = facts.session.enrolment.clone().unwrap_or(EnrolmentStatus::NotOffered);
    let providers = facts.partnerships.iter().filter(|it| it.state == PartnershipState::Active).count();
    let moved = Moved { enrolment: &enrolment, providers, direct: 0, related: 0, transferred: 0 };
    let mut entries = Vec::new();
    // The steps of the organisation itself; those of its customers are told by how many have come to them.
    let own =
        Milestone::standings(&moved).into_iter().filter(|(it, _)| !matches!(it, Milestone::Customers | Milestone::Transfers));
    let mut lock: Option<Step> = None;
    for (milestone, standing) in own {
        let state = match (standing, milestone.action()) {
            (Standing::Done, _) => State::Done,
            (Standing::Next, Some(action)) => State::Now(action),
            (Standing::Next, None) => State::Waiting(Party::Microsoft, facts.sent),
            (Standing::Locked, _) => State::Locked(lock.unwrap_or(Step::Once(milestone))),
        };
        if standing == Standing::Next {
            lock = Some(Step::Once(milestone));
        }
        entries.push(Entry { step: Step::Once(milestone), state, count: None });
    }
    (entries, lock)
}

/// The provider's own step: without a reseller there is nothing to take over.
fn resellers(facts: &Facts<'_>) -> (Vec<Entry>, Option<Step>) {
    let state = if facts.partnerships.iter().any(|it| it.state == PartnershipState::Active) {
        State::Done
    } else if facts.sent.is_some() {
        State::Waiting(Party::Partner, facts.sent)
    } else {
        State::Now(Action::ManageResellers)
    };
    let lock = (state != State::Done).then_some(Step::Resellers);
    (vec![Entry { step: Step::Resellers, state, count: None }], lock)
}

/// The steps of the customers. They go at their own pace: a step is open as soon as one of them has come to it.
fn of_customers(facts: &Facts<'_>, side: Side, lock: Option<Step>) -> Vec<Entry> {
    let moving: Vec<&Customer> = facts.customers.iter().filter(|it| it.kind == CustomerKind::Direct).collect();
    let all = moving.len();
    let reached = |least: fn(Reached) -> bool| moving.iter().filter(|it| it.step.is_some_and(least)).count();
    let moved = reached(|step| !matches!(step, Reached::Direct));
    let agreed = reached(|step| !matches!(step, Reached::Direct | Reached::Related));
    let asked = reached(|step| matches!(step, Reached::Requested | Reached::InProgress | Reached::Complete | Reached::Verified));
    let accepted = reached(|step| matches!(step, Reached::InProgress | Reached::Complete | Reached::Verified));
    let carried = reached(|step| matches!(step, Reached::Complete | Reached::Verified));
    let both = reached(|step| matches!(step, Reached::Verified));

    // Since when it waits: the oldest of what waits there.
    let related = |at: Reached| {
        let there = moving.iter().filter(move |it| it.step == Some(at));
        there.flat_map(|it| &it.providers).filter_map(|it| it.since).min()
    };
    let oldest = |status: TransferStatus| {
        facts.transfers.iter().filter(|it| it.status == status).filter_map(|it| it.changed.or(it.created)).min()
    };
    let mut agreements = moving.iter().filter(|it| it.step == Some(Reached::Related)).peekable();
    let by_provider = agreements.peek().is_some() && agreements.all(|it| it.blocker == Some(RefusalCode::McaNotRetained));
    let unverified = carried - both;
    let verified = unverified > 0 && facts.verified.len() >= unverified;
    let marked = facts.verified.iter().flatten().min().copied();

    let (first, extend, agreements, request, decide, verify) = match side {
        Side::Partner => (
            Step::Once(Milestone::Provider),
            State::Now(Action::ExtendRelationship),
            State::Waiting(if by_provider { Party::Provider } else { Party::Customers }, related(Reached::Related)),
            State::Now(Action::RequestTransfer),
            State::Waiting(Party::Provider, oldest(TransferStatus::Active)),
            if verified { State::Waiting(Party::Provider, marked) } else { State::Now(Action::VerifyAsPartner) },
        ),
        Side::Provider => (
            Step::Resellers,
            State::Waiting(Party::Partner, None),
            State::Now(Action::Attest),
            State::Waiting(Party::Partner, related(Reached::Ready)),
            State::Now(Action::DecideTransfer),
            if verified { State::Waiting(Party::Partner, marked) } else { State::Now(Action::DecideTransfer) },
        ),
    };
    let carrying = State::Waiting(Party::Service, oldest(TransferStatus::InProgress));
    let lines = [
        (Step::Customers, first, all, moved, extend),
        (Step::CustomerAgreements, Step::Customers, moved, agreed, agreements),
        (Step::Requests, Step::CustomerAgreements, agreed, asked, request),
        (Step::Decision, Step::Requests, asked, accepted, decide),
        (Step::CarryingOut, Step::Decision, accepted, carried, carrying),
        (Step::Verify, Step::CarryingOut, carried, both, verify),
    ];
    let entry = |(step, before, come, done, open): (Step, Step, usize, usize, State)| {
        let state = if let Some(lock) = lock {
            State::Locked(lock)
        } else if all > 0 && done == all {
            State::Done
        } else if done < come || (all == 0 && step == Step::Customers && side == Side::Provider) {
            open
        } else {
            State::Locked(before)
        };
        Entry { step, state, count: Some((done, all)) }
    };
    lines.into_iter().map(entry).collect()
}

/// The step that is next: the first that can be done now, else the first that waits for somebody.
pub fn next(entries: &[Entry]) -> Option<&Entry> {
    let first = |is: fn(&State) -> bool| entries.iter().find(|entry| is(&entry.state));
    first(|state| matches!(state, State::Now(_))).or_else(|| first(|state| matches!(state, State::Waiting(..))))
}

/// The names of those who can take `action`, in the order of the service.
pub fn who(session: &Session, action: Action) -> Vec<String> {
    let roles: &[Role] = action.roles().unwrap_or(&[]);
    let mut names: Vec<String> = Vec::new();
    for person in roles.iter().flat_map(|role| session.holders_of(*role)) {
        if !names.contains(&person.name) {
            names.push(person.name.clone());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::AgreementState;
    use crate::domain::fixtures::{self, transfer};
    use crate::domain::ids::{TenantId, UserId};
    use crate::domain::organisation::Organisation;

    fn session(enrolment: EnrolmentStatus) -> Session {
        Session {
            user: UserId::parse("u1").unwrap(),
            name: "Dagny".to_owned(),
            email: String::new(),
            roles: Vec::new(),
            organisation: Organisation {
                tenant: TenantId::parse("contoso").unwrap(),
                name: "Contoso".to_owned(),
                country: "SE".to_owned(),
                csp_region: "Europe".to_owned(),
                mpn_id: None,
                side: Side::Partner,
            },
            enrolment: Some(enrolment),
            direct_bill: None,
            holders: Vec::new(),
            knows_roles: true,
        }
    }

    fn customer(step: Reached) -> Customer {
        Customer { agreement: AgreementState::Provider, step: Some(step), ..fixtures::customer() }
    }

    fn partnership() -> Partnership {
        let tenant = TenantId::parse("fabrikam").unwrap();
        Partnership { tenant, name: String::new(), mpn_id: None, location: None, state: PartnershipState::Active, since: None }
    }

    // R172: never the wrong order, and one next step.
    #[test]
    fn what_is_next_follows_from_what_is() {
        use EnrolmentStatus as E;
        let look = |enrolment: E, partnered: bool, reached: &[Reached], transfers: &[Transfer]| {
            let (session, customers) = (session(enrolment), reached.iter().copied().map(customer).collect::<Vec<_>>());
            let partnerships = if partnered { vec![partnership()] } else { Vec::new() };
            let facts = Facts {
                session: &session,
                sent: None,
                partnerships: &partnerships,
                customers: &customers,
                transfers,
                verified: &[],
            };
            let entries = steps(&facts);
            let first = next(&entries).map(|entry| (entry.step.word(), entry.state));
            let locked = entries.iter().filter(|entry| matches!(entry.state, State::Locked(_))).count();
            (first, locked)
        };
        let (first, locked) = look(E::Offered, false, &[Reached::Direct], &[]);
        assert_eq!((first, locked), (Some(("enrol", State::Now(Action::Enrol))), 9));
        let (first, _) = look(E::Pending, false, &[], &[]);
        assert_eq!(first, Some(("verification", State::Waiting(Party::Microsoft, None))));
        let (first, _) = look(E::Active, false, &[], &[]);
        assert_eq!(first, Some(("provider", State::Now(Action::AuthorizeProvider))));
        let (first, locked) = look(E::Active, true, &[Reached::Direct], &[]);
        assert_eq!((first, locked), (Some(("customers", State::Now(Action::ExtendRelationship))), 5));
        let (first, _) = look(E::Active, true, &[Reached::Related], &[]);
        assert_eq!(first, Some(("customer-agreements", State::Waiting(Party::Customers, None))));
        let (first, _) = look(E::Active, true, &[Reached::Ready], &[]);
        assert_eq!(first, Some(("requests", State::Now(Action::RequestTransfer))));
        let asked = transfer("2026-11-19T09:00:00Z");
        let (first, _) = look(E::Active, true, &[Reached::Requested], std::slice::from_ref(&asked));
        assert_eq!(first, Some(("decision", State::Waiting(Party::Provider, asked.created))));
        let (first, _) = look(E::Active, true, &[Reached::Complete, Reached::Verified], &[]);
        assert_eq!(first, Some(("verify", State::Now(Action::VerifyAsPartner))));
        let (first, locked) = look(E::Active, true, &[Reached::Verified], &[]);
        assert_eq!((first, locked), (None, 0));
    }

    // R172: the same list from the other side, and who waits for whom since when.
    #[test]
    fn each_side_sees_what_waits_for_it_and_since_when() {
        let at: Timestamp = "2026-11-19T09:00:00Z".parse().unwrap();
        let provider = Session {
            enrolment: None,
            organisation: Organisation { side: Side::Provider, ..session(EnrolmentStatus::Active).organisation },
            ..session(EnrolmentStatus::Active)
        };
        let own = session(EnrolmentStatus::Active);
        let look =
            |side: Side, sent: Option<Timestamp>, partnered: bool, customers: &[Customer], verified: &[Option<Timestamp>]| {
                let session = if side == Side::Partner { &own } else { &provider };
                let partnerships = if partnered { vec![partnership()] } else { Vec::new() };
                let facts = Facts { session, sent, partnerships: &partnerships, customers, transfers: &[], verified };
                next(&steps(&facts)).map(|entry| (entry.step.word(), entry.state))
            };
        let related = |step: Reached, blocker: Option<RefusalCode>| Customer {
            providers: vec![crate::domain::customer::RelatedProvider {
                tenant: TenantId::parse("fabrikam").unwrap(),
                name: String::new(),
                since: Some(at),
                method: crate::domain::customer::RelationMethod::Extension,
                delegated_admin: false,
            }],
            blocker,
            ..customer(step)
        };
        let (missing, lost) = (RefusalCode::McaMissing, RefusalCode::McaNotRetained);
        let cases = [
            (Side::Provider, None, false, vec![], vec![], "resellers", State::Now(Action::ManageResellers)),
            (Side::Provider, Some(at), false, vec![], vec![], "resellers", State::Waiting(Party::Partner, Some(at))),
            (Side::Provider, None, true, vec![], vec![], "customers", State::Waiting(Party::Partner, None)),
            (
                Side::Provider,
                None,
                true,
                vec![related(Reached::Related, Some(missing))],
                vec![],
                "customer-agreements",
                State::Now(Action::Attest),
            ),
            (
                Side::Partner,
                None,
                true,
                vec![related(Reached::Related, Some(missing))],
                vec![],
                "customer-agreements",
                State::Waiting(Party::Customers, Some(at)),
            ),
            (
                Side::Partner,
                None,
                true,
                vec![related(Reached::Related, Some(lost))],
                vec![],
                "customer-agreements",
                State::Waiting(Party::Provider, Some(at)),
            ),
            (
                Side::Provider,
                None,
                true,
                vec![related(Reached::Ready, None)],
                vec![],
                "requests",
                State::Waiting(Party::Partner, Some(at)),
            ),
            (
                Side::Provider,
                None,
                true,
                vec![customer(Reached::Requested)],
                vec![],
                "decision",
                State::Now(Action::DecideTransfer),
            ),
            (Side::Provider, None, true, vec![customer(Reached::Complete)], vec![], "verify", State::Now(Action::DecideTransfer)),
            (
                Side::Provider,
                None,
                true,
                vec![customer(Reached::Complete)],
                vec![Some(at)],
                "verify",
                State::Waiting(Party::Partner, Some(at)),
            ),
            (
                Side::Partner,
                None,
                true,
                vec![customer(Reached::Complete)],
                vec![Some(at)],
                "verify",
                State::Waiting(Party::Provider, Some(at)),
            ),
        ];
        for (side, sent, partnered, customers, verified, step, state) in cases {
            assert_eq!(look(side, sent, partnered, &customers, &verified), Some((step, state)), "{side:?}, {step}");
        }
    }
}
