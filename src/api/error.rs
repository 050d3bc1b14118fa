//! Why a call did not do what it asked, in our own terms. The words stand in the locale files (`crate::i18n::explain`).

use super::http::{NO_ROOM, Reply, seconds_to_wait};
use super::transport::Lost;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::fault::Fault;
use crate::wire::json::{self, Node};

/// Seconds to wait after a 429 that names none (api/partner-center.md 1.9 prints 57 in its sample).
const DEFAULT_PAUSE_S: u32 = 10;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A refusal with a code of ours.
    Refused(Refusal),
    /// The session has ended.
    SignedOut,
    /// The session lacks multi-factor authentication (900421).
    MfaNeeded,
    /// The record changed since it was read (2055, 412, 417).
    Stale,
    /// The API does not have this part of the contract (api/partner-center.md section 14): the step is done in Partner Center.
    Elsewhere,
    /// The answer is not JSON, or not what was asked for.
    Unreadable,
    /// Anything else: the service's own text, which may be empty.
    Unexpected(String),
}

/// What helps support to find the call.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trace {
    /// HTTP status; 0 where there was no answer.
    pub status: u16,
    /// The service's code.
    pub code: Option<u32>,
    /// The service's own words, where a refusal of ours stands in their place.
    pub text: String,
    /// MS-CorrelationId.
    pub correlation_id: String,
}

/// An API error: what happened, and the details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    /// What happened.
    pub cause: Cause,
    /// Details, for support.
    pub trace: Trace,
}

impl ApiError {
    /// An error about an answer that came.
    pub fn new(cause: Cause, reply: &Reply) -> Self {
        let correlation_id = reply.header("MS-CorrelationId").unwrap_or_default().to_owned();
        Self { cause, trace: Trace { status: reply.status, code: None, text: String::new(), correlation_id } }
    }

    /// A refusal that the app itself raises before it calls.
    pub fn refused(refusal: Refusal) -> Self {
        Self { cause: Cause::Refused(refusal), trace: Trace::default() }
    }

    /// The error of a call without an answer.
    pub fn lost(lost: Lost, correlation_id: &str) -> Self {
        let text = match lost {
            Lost::NoConnection => "no connection",
            Lost::TimedOut => "timed out",
        };
        let trace = Trace { status: 0, code: None, text: text.to_owned(), correlation_id: correlation_id.to_owned() };
        Self { cause: Cause::Refused(Refusal::new(RefusalCode::ApiUnreachable)), trace }
    }

    /// A refusal inside an answer that is a success by its status, such as an acceptance by which nothing moved.
    pub fn within(reply: &Reply, code: Option<u32>, text: &str) -> Self {
        let fault = Fault { code, text: text.to_owned(), ..Fault::default() };
        let cause = fault.refusal(400).map_or_else(|| Cause::Unexpected(fault.text.clone()), Cause::Refused);
        let error = Self::new(cause, reply);
        Self { trace: Trace { code, text: fault.text, ..error.trace }, ..error }
    }

    /// Says what a refused reply means to us.
    pub fn from_reply(reply: &Reply, sent_correlation_id: &str) -> Self {
        let body = json::parse(&reply.body).unwrap_or_default();
        let fault = Fault::read(Node::new(&body));
        let refused = |code: RefusalCode| Cause::Refused(Refusal::new(code));
        let cause = match (reply.status, fault.code) {
            (_, Some(900_421)) => Cause::MfaNeeded,
            (401, _) => Cause::SignedOut,
            (429, _) => {
                let seconds = reply
                    .header("Retry-After")
                    .and_then(|text| seconds_to_wait(text, 0.0, |_| f64::NAN))
                    .unwrap_or(DEFAULT_PAUSE_S);
                Cause::Refused(Refusal::new(RefusalCode::RateLimited).with("seconds", seconds.to_string()))
            }
            (412 | 417, _) | (_, Some(2055 | 800_036 | 990_060)) => Cause::Stale,
            (status, _) => match fault.refusal(status) {
                Some(refusal) => Cause::Refused(refusal),
                None if fault.speaks_for_itself(status) => Cause::Unexpected(fault.text.clone()),
                None if status == 404 => refused(RefusalCode::NotFound),
                None if status == 403 => refused(RefusalCode::RoleRequired),
                None if matches!(status, 500 | 502 | 503 | 504) => refused(RefusalCode::ApiUnreachable),
                None => Cause::Unexpected(fault.text.clone()),
            },
        };
        let correlation_id = reply.header("MS-CorrelationId").unwrap_or(sent_correlation_id).to_owned();
        Self { cause, trace: Trace { status: reply.status, code: fault.code, text: fault.text, correlation_id } }
    }

    /// The error of a call to the extension: where no thing is missing, but the address, this API does not know the step.
    #[must_use]
    pub fn of_extension(self) -> Self {
        let is_unknown = matches!(self.trace.status, 404 | 405 | 501) && !self.trace.code.is_some_and(is_of_a_thing);
        if is_unknown { Self { cause: Cause::Elsewhere, ..self } } else { self }
    }

    /// Whether the call had no room to be kept: none after it has.
    pub const fn lacks_room(&self) -> bool {
        self.trace.status == NO_ROOM
    }

    /// Says whether the API does not have what was asked for: the step is done in Partner Center.
    pub fn is_elsewhere(&self) -> bool {
        self.cause == Cause::Elsewhere
    }

    /// The refusal, where this is one.
    pub const fn refusal(&self) -> Option<&Refusal> {
        match &self.cause {
            Cause::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Says whether the service lacks this operation altogether: one of our extension, which Microsoft's own does not have
    /// (api/partner-center.md section 14). A thing that is missing is told apart by its code.
    pub fn is_without_extension(&self) -> bool {
        matches!(self.trace.status, 404 | 501) && self.trace.code.is_none_or(|code| code < 990_000)
    }

    /// Says whether this is a refusal of `code`.
    pub fn is(&self, code: RefusalCode) -> bool {
        self.refusal().is_some_and(|refusal| refusal.code == code)
    }

    /// Says whether the refusal tells that what the screen shows is out of date: the record changed, was closed, or is gone.
    pub fn is_overtaken(&self) -> bool {
        use RefusalCode::{
            McaMissing, McaNotRetained, NotFound, ResellerNotListed, TransferBusy, TransferClosed, TransferInProgress,
        };
        let news = [McaMissing, McaNotRetained, NotFound, ResellerNotListed, TransferBusy, TransferClosed, TransferInProgress];
        self.cause == Cause::Stale || self.refusal().is_some_and(|refusal| news.contains(&refusal.code))
    }

    /// Seconds that the service asks us to wait, for a 429.
    pub fn retry_after_s(&self) -> Option<u32> {
        self.refusal().filter(|refusal| refusal.code == RefusalCode::RateLimited)?.value("seconds")?.parse().ok()
    }

    /// Says whether repeating the call by ourselves is allowed and may help: after a 429 always, else reads only, and not
    /// after a time-out, which took long enough already.
    pub fn is_worth_repeating(&self, is_read: bool) -> bool {
        self.trace.status == 429
            || (is_read && self.trace.text != "timed out" && matches!(self.trace.status, 0 | 408 | 500 | 502 | 503 | 504))
    }

    /// Says whether the call may have acted although it failed: no answer, or the service broke off.
    pub const fn outcome_unknown(&self) -> bool {
        matches!(self.trace.status, 0 | 408 | 429 | 500 | 502 | 503 | 504) || matches!(self.cause, Cause::Unreadable)
    }
}

/// Says whether a code tells of a thing that is not there (customer, subscription, transfer, or one of the extension), not of an
/// address that is not.
const fn is_of_a_thing(code: u32) -> bool {
    matches!(code, 20_003 | 60_003 | 900_100 | 990_000..=990_999)
}
