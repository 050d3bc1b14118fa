//! Notes of both sides on a transfer, and records of texts that were handed over. Source: api/partner-center.md 14.11, 14.12
//! (2026-11-21).

use serde_json::{Value, json};

use super::call::Call;
use super::company::Company;
use super::customers;
use super::reply::{Answered, invalid, not_found, ok, refused, required};
use super::state::{CustomerFile, State, TransferFile};
use super::transfers::Place;
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::ids::TransferId;
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::review::{Mark, TransferReview};
use crate::domain::transfer::{Direction, Transfer, TransferStatus};
use crate::wire::json::{Node, collection, write_time};
use crate::wire::review::{self, HandOver, NoticeKind, ReviewChange};

/// The languages of drafts.
const LANGUAGES: [&str; 4] = ["en", "sv", "nl", "de"];
/// The longest reason, in characters: a note, not a document.
const LONGEST_REASON: usize = 2_000;

/// Where the transfer is; the extension answers with its own code where it is not.
fn place(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Result<Place, Reply> {
    let place = customers::place(state, call, customer)?;
    let found = TransferId::parse(id).and_then(|id| state.customers[place].transfer_place(&id, call.company()));
    Ok((place, found.ok_or_else(not_found)?))
}

fn entry(state: &State, (customer, transfer): Place) -> &TransferFile {
    &state.customers[customer].transfers[transfer]
}

/// The notes, with what the source's subscriptions count now while the request is open (R110, R153).
fn write(file: &CustomerFile, entry: &TransferFile) -> Value {
    let transfer = &entry.transfer;
    let source = Company::of_tenant(&transfer.source);
    let present = |id: &_| {
        let held = file.holdings.iter().find(|holding| Some(holding.owner) == source && holding.subscription.id == *id)?;
        Some((held.subscription.id.clone(), held.subscription.quantity))
    };
    let mut notes = TransferReview { present: Vec::new(), ..entry.review.clone() };
    if transfer.status.is_open() {
        notes.present = transfer.all_lines().filter_map(|line| present(&line.subscription)).collect();
    }
    review::write(&transfer.id, &notes)
}

/// GET …/transfers/{transferId}/review.
pub(super) fn get(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = place(state, call, customer, id)?;
    ok(&write(&state.customers[place.0], entry(state, place)))
}

/// PATCH …/transfers/{transferId}/review: the reason of a rejection, or the own side's mark.
pub(super) fn change(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = place(state, call, customer, id)?;
    let body = call.body()?;
    let change = review::read_change(Node::new(&body));
    let action = match &change {
        Some(ReviewChange::Verified(Side::Partner, _)) => Action::VerifyAsPartner,
        Some(ReviewChange::Verified(Side::Provider, _) | ReviewChange::Reason(_)) => Action::DecideTransfer,
        None => match call.company().side() {
            Side::Partner => Action::VerifyAsPartner,
            Side::Provider => Action::DecideTransfer,
        },
    };
    call.check(state, action)?;
    let change = change.ok_or_else(|| required("rejectionReason"))?;
    let transfer = &entry(state, place).transfer;
    let can_be_noted = match &change {
        ReviewChange::Reason(_) => transfer.status == TransferStatus::Rejected,
        ReviewChange::Verified(..) => transfer.status.is_complete(),
    };
    if !can_be_noted {
        return Err(closed(transfer));
    }
    let now = state.now;
    let notes = &mut state.customers[place.0].transfers[place.1].review;
    let mark = |finding| Some(Mark { by: call.persona.name().to_owned(), at: Some(now), finding });
    match change {
        ReviewChange::Reason(reason) if reason.chars().count() > LONGEST_REASON => {
            return Err(invalid("rejectionReason", "at most 2000 characters"));
        }
        ReviewChange::Reason(reason) => notes.rejection_reason = Some(reason),
        ReviewChange::Verified(Side::Provider, finding) => notes.provider_verified = mark(finding),
        ReviewChange::Verified(Side::Partner, finding) => notes.partner_verified = mark(finding),
    }
    state.touch();
    ok(&write(&state.customers[place.0], entry(state, place)))
}

/// The transfer is not in the state that the note belongs to (990062).
fn closed(transfer: &Transfer) -> Reply {
    let date = transfer.changed.map(|at| at.to_string()).unwrap_or_default();
    refused(&Refusal::new(RefusalCode::TransferClosed).with("status", transfer.status.word()).with("date", date))
}

/// GET …/transfers/{transferId}/notices: those of the own organisation.
pub(super) fn notices(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = place(state, call, customer, id)?;
    let own = entry(state, place).notices.iter().filter(|(company, _)| *company == call.company());
    ok(&collection(own.map(|(_, notice)| notice.clone()).collect()))
}

/// POST …/transfers/{transferId}/notices. Records; sends nothing.
pub(super) fn record_notice(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = place(state, call, customer, id)?;
    let body = call.body()?;
    let node = Node::new(&body);
    let text = |name: &str| node.get(name).text().ok_or_else(|| required(name));
    let kind = text("kind").and_then(|word| NoticeKind::from_word(&word).ok_or_else(|| invalid("kind", "a known kind")));
    let action = match (&kind, call.company().side()) {
        (Ok(NoticeKind::TransferCreated), _) | (Err(_), Side::Partner) => Action::RequestTransfer,
        (Ok(NoticeKind::TransferCompleted | NoticeKind::TransferRejected), _) | (Err(_), Side::Provider) => {
            Action::DecideTransfer
        }
    };
    call.check(state, action)?;
    let kind = kind?;
    let needed = match kind {
        NoticeKind::TransferCreated => Direction::Outgoing,
        NoticeKind::TransferCompleted | NoticeKind::TransferRejected => Direction::Incoming,
    };
    if entry(state, place).transfer.direction(&call.company().tenant_id()) != needed {
        return Err(not_found());
    }
    let language = text("language")?.to_ascii_lowercase();
    if !LANGUAGES.contains(&language.as_str()) {
        return Err(invalid("language", "en, sv, nl, de"));
    }
    let way = text("handedOverBy")?;
    let known = [HandOver::MailClient, HandOver::Clipboard].into_iter().find(|known| known.word().eq_ignore_ascii_case(&way));
    let Some(way) = known else { return Err(invalid("handedOverBy", "mailClient, clipboard")) };
    let (subject, body) = (text("subject")?, text("body")?);
    let notice = json!({
        "id": state.make_id("notice"),
        "kind": kind.word(),
        "language": language,
        "subject": subject,
        "body": body,
        "handedOverBy": way.word(),
        "createdTime": write_time(state.now),
        "createdBy": call.persona.name(),
        "attributes": { "objectType": "Notice" },
    });
    state.customers[place.0].transfers[place.1].notices.push((call.company(), notice.clone()));
    state.touch();
    Ok(Reply::json(201, &notice))
}
