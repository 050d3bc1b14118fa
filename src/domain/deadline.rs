//! The dates ahead of a move, with what is at stake, and a calendar file of them. Source: domain.md 4.4, 4.13, section 6; requirements
//! R30, R37, R175 (2026-11-21).

use super::enrolment::DirectBillStatus;
use super::moment::Timestamp;
use super::transfer::{Transfer, TransferStatus};

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

/// Writes dates as a calendar file (RFC 5545): each is a whole day, with the title and what is at stake as the two say it.
pub fn calendar(dues: &[Due], stamp: Timestamp, title: impl Fn(&Due) -> String, stake: impl Fn(&Due) -> String) -> String {
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
            format!("DESCRIPTION:{}", escaped(&stake(due))),
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
    use crate::domain::fixtures;

    fn transfer(created: &str) -> Transfer {
        Transfer { customer_name: Some("Northwind, Ltd; North".to_owned()), ..fixtures::transfer(created) }
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
        let title =
            |due: &Due| due.request.as_ref().map_or_else(|| long.clone(), |(customer, _)| format!("Ask about {customer}"));
        let file = calendar(&dues, at("2026-11-21T09:00:00Z"), title, |due| format!("At stake: {}", due.what.word()));
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
        assert!(file.contains("SUMMARY:Ask about Northwind\\, Ltd\\; North\r\n"));
        assert!(file.contains("DESCRIPTION:At stake: suspended\r\n"));
        assert!(file.contains("DTSTART;VALUE=DATE:20261126\r\n") && file.contains("DTSTAMP:20261121T090000Z\r\n"));
        assert!(file.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 4);
    }
}
