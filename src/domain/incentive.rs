//! Invitations to the incentive programmes. Source: api/partner-center.md 14.13; requirements R123 to R125 (2026-11-21).

use super::ids::MpnId;
use super::moment::Timestamp;

/// Within how many days of the enrolment the invitation is sent.
pub const DAYS_TO_INVITE: i64 = 30;

/// Which programme: each is enrolled in and managed by itself (R124).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IncentiveProgram {
    /// The indirect reseller incentive.
    IndirectReseller,
    /// The direct bill incentive.
    DirectBill,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl IncentiveProgram {
    /// Reads the service's word, in any casing, with or without `_`.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().replace('_', "").as_str() {
            "indirectreseller" => Self::IndirectReseller,
            "directbill" => Self::DirectBill,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::IndirectReseller => "indirectReseller",
            Self::DirectBill => "directBill",
            Self::Other(word) => word,
        }
    }
}

/// How far an invitation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IncentiveState {
    /// It will be sent.
    Expected,
    /// It was sent.
    Sent,
    /// Somebody marked it as received.
    Received,
    /// The partner is enrolled in the incentive.
    Enrolled,
    /// It ran out.
    Expired,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl IncentiveState {
    /// Reads the service's word, in any casing.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "expected" => Self::Expected,
            "sent" => Self::Sent,
            "received" => Self::Received,
            "enrolled" => Self::Enrolled,
            "expired" => Self::Expired,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Expected => "expected",
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Enrolled => "enrolled",
            Self::Expired => "expired",
            Self::Other(word) => word,
        }
    }
}

/// An invitation to an incentive programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncentiveInvitation {
    /// Its id.
    pub id: String,
    /// To which programme.
    pub program: IncentiveProgram,
    /// The MPN ID associated with the tenant.
    pub mpn_id: Option<MpnId>,
    /// The address of the MPN account, to which it goes.
    pub email: String,
    /// By when it is sent.
    pub due: Option<Timestamp>,
    /// How far it is.
    pub state: IncentiveState,
    /// Where the programme is enrolled in, outside the app.
    pub enrol_uri: Option<String>,
    /// Its version.
    pub etag: Option<String>,
}

impl IncentiveInvitation {
    /// Says whether it can be marked as received: it is awaited, or was sent.
    pub const fn is_awaited(&self) -> bool {
        matches!(self.state, IncentiveState::Expected | IncentiveState::Sent)
    }

    /// Says whether it should have come by now.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.is_awaited() && self.due.is_some_and(|due| due.is_over(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R123
    #[test]
    fn an_invitation_is_awaited_until_somebody_has_it() {
        for word in ["expected", "sent", "received", "enrolled", "expired", "later"] {
            let state = IncentiveState::from_word(word);
            assert_eq!(state.word(), word);
            let due: Option<Timestamp> = "2026-11-21T09:00:00Z".parse().ok();
            let (id, email) = ("a1".to_owned(), String::new());
            let program = IncentiveProgram::from_word("IndirectReseller");
            let invitation = IncentiveInvitation { id, program, mpn_id: None, email, due, state, enrol_uri: None, etag: None };
            assert_eq!(invitation.is_awaited(), ["expected", "sent"].contains(&word), "{word}");
            assert_eq!(invitation.is_overdue(Timestamp::MAX), invitation.is_awaited());
            // Due today is not late.
            let at = |text: &str| text.parse::<Timestamp>().unwrap();
            assert!(!invitation.is_overdue(at("2026-11-21T23:59:59Z")));
            assert_eq!(invitation.is_overdue(at("2026-11-22T00:00:00Z")), invitation.is_awaited());
        }
        assert_eq!(IncentiveProgram::from_word("other").word(), "other");
    }
}
