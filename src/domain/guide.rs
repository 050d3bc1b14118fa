//! The guide: the whole transition as one list over both organisations, computed from what is: done, now, waiting for whom since when,
//! locked by what; the next step first. Source: domain.md sections 3 and 4, 4.14; requirements R172, R175 (2026-11-21).

use super::action::Action;
use super::customer::{Customer, CustomerKind};
use super::enrolment::{DirectBillStatus, EnrolmentStatus};
use super::milestone::{Milestone, Moved, Standing};
use super::moment::Timestamp;
use super::organisation::{Role, Session};
use super::partnership::{Partnership, PartnershipState};
use super::progress::Step as Reached;
use super::transfer::{Transfer, TransferStatus};

/// A step of the transition, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// One that the partner comes to once: enrolment, verification, agreement, provider.
    Once(Milestone),
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
    /// Of how many customers or requests it is done, of how many; nothing for steps that are done once.
    pub count: Option<(usize, usize)>,
}

/// What the guide is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Who looks.
    pub session: &'a Session,
    /// When the enrolment was sent, where that is known.
    pub sent: Option<Timestamp>,
    /// The partner's partnerships.
    pub partnerships: &'a [Partnership],
    /// Its customers.
    pub customers: &'a [Customer],
    /// Its transfer requests, as far as they are known.
    pub transfers: &'a [Transfer],
}

/// The steps of a partner, in order.
pub fn steps(facts: &Facts<'_>) -> Vec<Entry> {
    let enrolment = facts.session.enrolment.clone().unwrap_or(EnrolmentStatus::NotOffered);
    let providers = facts.partnerships.iter().filter(|it| it.state == PartnershipState::Active).count();
    let moved = Moved { enrolment: &enrolment, providers, direct: 0, related: 0, transferred: 0 };
    let mut entries: Vec<Entry> = Vec::new();
    // The steps of the organisation itself; those of its customers are told one by one below.
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

    // From here on customers go at their own pace: a step is open as soon as one of them has come to it.
    let direct: Vec<&Customer> = facts.customers.iter().filter(|it| it.kind == CustomerKind::Direct).collect();
    let all = direct.len();
    let reached = |least: fn(Reached) -> bool| direct.iter().filter(|it| it.step.is_some_and(least)).count();
    let moved = reached(|step| !matches!(step, Reached::Direct));
    let agreed = reached(|step| !matches!(step, Reached::Direct | Reached::Related));
    let asked = reached(|step| matches!(step, Reached::Requested | Reached::InProgress | Reached::Complete | Reached::Verified));
    let accepted = reached(|step| matches!(step, Reached::InProgress | Reached::Complete | Reached::Verified));
    let carried = reached(|step| matches!(step, Reached::Complete | Reached::Verified));
    let both = reached(|step| matches!(step, Reached::Verified));
    let mut of_customers = |step: Step, before: Step, reached: usize, done: usize, open: State| {
        let state = if let Some(lock) = lock {
            State::Locked(lock)
        } else if all > 0 && done == all {
            State::Done
        } else if done < reached {
            open
        } else {
            State::Locked(before)
        };
        entries.push(Entry { step, state, count: Some((done, all)) });
    };
    of_customers(Step::Customers, Step::Once(Milestone::Provider), all, moved, State::Now(Action::ExtendRelationship));
    of_customers(Step::CustomerAgreements, Step::Customers, moved, agreed, State::Waiting(Party::Customers, None));
    of_customers(Step::Requests, Step::CustomerAgreements, agreed, asked, State::Now(Action::RequestTransfer));
    let oldest = |status: TransferStatus| {
        facts.transfers.iter().filter(|it| it.status == status).filter_map(|it| it.changed.or(it.created)).min()
    };
    let since = oldest(TransferStatus::Active);
    of_customers(Step::Decision, Step::Requests, asked, accepted, State::Waiting(Party::Provider, since));
    let since = oldest(TransferStatus::InProgress);
    of_customers(Step::CarryingOut, Step::Decision, accepted, carried, State::Waiting(Party::Service, since));
    of_customers(Step::Verify, Step::CarryingOut, carried, both, State::Now(Action::VerifyAsPartner));
    entries
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

/// What a date is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deadline {
    /// Microsoft's answer to the enrolment.
    Approval,
    /// The invitation to the incentives.
    Incentive,
    /// Restricted direct bill becomes suspended.
    Suspended,
    /// Direct bill is revoked.
    Revoked,
    /// A request waits for the provider since a week.
    Request,
}

impl Deadline {
    /// A stable word, for texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Incentive => "incentive",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Request => "request",
        }
    }
}

/// A date with what is at stake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What it is about.
    pub what: Deadline,
    /// When.
    pub on: Timestamp,
    /// The customer whose request it is, by name, and the request's id, where it is about one.
    pub request: Option<(String, String)>,
}

/// The dates that the service tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dates {
    /// When the answer to the enrolment is due.
    pub approval: Option<Timestamp>,
    /// When the invitation to the incentives is due, while it is awaited.
    pub incentive: Option<Timestamp>,
    /// What becomes of the direct bill status next, and when, by the rule set.
    pub direct_bill: Option<(DirectBillStatus, Timestamp)>,
}

/// After how many days without an answer a request is to be asked about.
const REMIND_AFTER_DAYS: i64 = 7;

/// All dates, the earliest first (R175).
pub fn deadlines(dates: &Dates, transfers: &[Transfer]) -> Vec<Due> {
    let own = |what: Deadline, on: Option<Timestamp>| on.map(|on| Due { what, on, request: None });
    let direct_bill = dates.direct_bill.as_ref().and_then(|(status, on)| match status {
        DirectBillStatus::Suspended => own(Deadline::Suspended, Some(*on)),
        DirectBillStatus::Revoked => own(Deadline::Revoked, Some(*on)),
        _ => None,
    });
    let requests = transfers.iter().filter(|it| it.status == TransferStatus::Active).filter_map(|transfer| {
        let name = transfer.customer_name.clone().unwrap_or_else(|| transfer.customer.to_string());
        let on = transfer.created?.plus_hours(REMIND_AFTER_DAYS * 24);
        Some(Due { what: Deadline::Request, on, request: Some((name, transfer.id.to_string())) })
    });
    let mut dues: Vec<Due> = [own(Deadline::Approval, dates.approval), own(Deadline::Incentive, dates.incentive), direct_bill]
        .into_iter()
        .flatten()
        .chain(requests)
        .collect();
    dues.sort_by_key(|due| due.on);
    dues
}

/// Writes dates as a calendar file (RFC 5545): each is a whole day, with the title that `title` gives it.
pub fn calendar(dues: &[Due], stamp: Timestamp, title: impl Fn(&Due) -> String) -> String {
    let mut file = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Crossover//Deadlines//EN\r\n");
    let digits = |at: Timestamp| at.day().replace('-', "");
    let time: String = stamp.to_string().chars().filter(|sign| !"-:".contains(*sign)).collect();
    for due in dues {
        let about = due.request.as_ref().map_or("", |(_, id)| id.as_str());
        let lines = [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}-{}-{about}@crossover", due.what.word(), digits(due.on)),
            format!("DTSTAMP:{time}"),
            format!("DTSTART;VALUE=DATE:{}", digits(due.on)),
            format!("SUMMARY:{}", escaped(&title(due))),
            "END:VEVENT".to_owned(),
        ];
        for line in lines {
            folded(&mut file, &line);
        }
    }
    file.push_str("END:VCALENDAR\r\n");
    file
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Lines of at most 75 bytes, the next ones begin with a blank (RFC 5545, 3.1).
fn folded(file: &mut String, line: &str) {
    let mut width = 0;
    for sign in line.chars() {
        if width + sign.len_utf8() > 75 {
            file.push_str("\r\n ");
            width = 1;
        }
        file.push(sign);
        width += sign.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::AgreementState;
    use crate::domain::ids::{CustomerId, TenantId, TransferId, UserId};
    use crate::domain::organisation::{Organisation, Side};
    use crate::domain::transfer::TransferKind;

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
        Customer {
            id: CustomerId::parse("c1").unwrap(),
            name: "Northwind".to_owned(),
            domain: String::new(),
            country: None,
            relationship: String::new(),
            kind: CustomerKind::Direct,
            providers: Vec::new(),
            resellers: Vec::new(),
            agreement: AgreementState::Provider,
            open_transfers: 0,
            step: Some(step),
            blocker: None,
        }
    }

    fn partnership() -> Partnership {
        let tenant = TenantId::parse("fabrikam").unwrap();
        Partnership { tenant, name: String::new(), mpn_id: None, location: None, state: PartnershipState::Active, since: None }
    }

    fn transfer(created: &str) -> Transfer {
        Transfer {
            id: TransferId::parse("t1").unwrap(),
            kind: TransferKind::Legacy,
            customer: CustomerId::parse("c1").unwrap(),
            customer_name: Some("Northwind, Ltd; North".to_owned()),
            source: TenantId::parse("contoso").unwrap(),
            source_name: None,
            target: None,
            target_name: None,
            status: TransferStatus::Active,
            created: Some(created.parse().unwrap()),
            changed: None,
            changed_by: None,
            lines: Vec::new(),
        }
    }

    // R172: never the wrong order, and one next step.
    #[test]
    fn what_is_next_follows_from_what_is() {
        use EnrolmentStatus as E;
        let look = |enrolment: E, partnered: bool, reached: &[Reached], transfers: &[Transfer]| {
            let (session, customers) = (session(enrolment), reached.iter().copied().map(customer).collect::<Vec<_>>());
            let partnerships = if partnered { vec![partnership()] } else { Vec::new() };
            let facts = Facts { session: &session, sent: None, partnerships: &partnerships, customers: &customers, transfers };
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

    // R175
    #[test]
    fn deadlines_are_sorted_and_written_as_a_calendar_file() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let dates = Dates {
            approval: Some(at("2026-11-27T09:00:00Z")),
            incentive: Some(at("2026-12-01T09:00:00Z")),
            direct_bill: Some((DirectBillStatus::Suspended, at("2026-11-25T09:00:00Z"))),
        };
        let dues = deadlines(&dates, &[transfer("2026-11-19T09:00:00Z")]);
        let words: Vec<&str> = dues.iter().map(|due| due.what.word()).collect();
        assert_eq!(words, ["suspended", "request", "approval", "incentive"]);
        let long = "x".repeat(120);
        let file = calendar(&dues, at("2026-11-21T09:00:00Z"), |due| {
            due.request.as_ref().map_or_else(|| long.clone(), |(customer, _)| format!("Ask about {customer}"))
        });
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
        assert!(file.contains("SUMMARY:Ask about Northwind\\, Ltd\\; North\r\n"));
        assert!(file.contains("DTSTART;VALUE=DATE:20261126\r\n") && file.contains("DTSTAMP:20261121T090000Z\r\n"));
        assert!(file.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 4);
    }
}
