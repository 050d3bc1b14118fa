//! A provider's invitation to a partnership: the personal link, and who may accept it. Source: requirements.md R47 to R50, R130 to
//! R133; api/partner-center.md 14.5 (2026-11-21).

use super::ids::{InvitationId, MpnId, TenantId};
use super::moment::Timestamp;
use super::organisation::Organisation;
use super::provider_listing::check_region;
use super::refusal::{Refusal, RefusalCode};

/// Where an invitation stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum InvitationState {
    /// It waits.
    Open,
    /// Somebody accepted it.
    Used,
    /// The provider took it back.
    Withdrawn,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl InvitationState {
    /// Reads the service's word, in any casing.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "" | "open" => Self::Open,
            "used" => Self::Used,
            "withdrawn" => Self::Withdrawn,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Open => "open",
            Self::Used => "used",
            Self::Withdrawn => "withdrawn",
            Self::Other(word) => word,
        }
    }
}

/// What accepting an invitation grants the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grant {
    /// Submit orders for shared customers.
    PlaceOrders,
    /// Add subscriptions for shared customers.
    AddSubscriptions,
    /// Administrator access to the partner's work account; it can be taken back.
    WorkAccountAdmin,
}

impl Grant {
    /// All that the contract knows, in its order.
    pub const ALL: [Self; 3] = [Self::PlaceOrders, Self::AddSubscriptions, Self::WorkAccountAdmin];

    /// The service's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PlaceOrders => "placeOrders",
            Self::AddSubscriptions => "addSubscriptions",
            Self::WorkAccountAdmin => "workAccountAdmin",
        }
    }

    /// Reads a word; `None` for one that is none of ours.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grant| grant.word().eq_ignore_ascii_case(word))
    }
}

/// Whom an invitation is meant for, as far as the provider said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Addressee {
    /// The reseller's tenant.
    pub tenant: Option<TenantId>,
    /// Its MPN ID.
    pub mpn_id: Option<MpnId>,
    /// Where the mail goes to.
    pub email: Option<String>,
    /// Its name, as the provider knows it.
    pub name: Option<String>,
}

/// An invitation to a partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnershipInvitation {
    /// Its id, which nobody can guess.
    pub id: InvitationId,
    /// The personal link, byte for byte; `None` to who may not hand it on.
    pub url: Option<String>,
    /// Who asks.
    pub provider: Organisation,
    /// Whom.
    pub addressed_to: Addressee,
    /// Since when.
    pub created: Option<Timestamp>,
    /// When it was accepted.
    pub used: Option<Timestamp>,
    /// By which tenant, as far as the reader may know.
    pub used_by: Option<TenantId>,
    /// Where it stands.
    pub state: InvitationState,
    /// What accepting it grants.
    pub grants: Vec<Grant>,
}

impl PartnershipInvitation {
    /// Says whether it is open.
    pub fn is_open(&self) -> bool {
        self.state == InvitationState::Open
    }

    /// Lets `reader` read it.
    ///
    /// # Errors
    /// `invitation-wrong-account`: it is addressed to another organisation, and the reader did not send it.
    pub fn check_reader(&self, reader: &Organisation) -> Result<(), Refusal> {
        let to = &self.addressed_to;
        let is_theirs = match (&to.tenant, &to.mpn_id) {
            (Some(tenant), _) => *tenant == reader.tenant,
            (None, Some(mpn)) => reader.mpn_id.as_ref() == Some(mpn),
            // An e-mail address alone tells no organisation.
            (None, None) => true,
        };
        if is_theirs || self.provider.tenant == reader.tenant {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::InvitationWrongAccount))
        }
    }

    /// Says that it is open, or what became of it.
    ///
    /// # Errors
    /// `invitation-used` with the date; `invitation-unknown` for one that was withdrawn: its link leads nowhere any more.
    pub fn check_open(&self) -> Result<(), Refusal> {
        match self.state {
            InvitationState::Used => {
                let date = self.used.map(|at| at.to_string()).unwrap_or_default();
                Err(Refusal::new(RefusalCode::InvitationUsed).with("date", date))
            }
            InvitationState::Withdrawn => Err(Refusal::new(RefusalCode::InvitationUnknown)),
            InvitationState::Open | InvitationState::Other(_) => Ok(()),
        }
    }

    /// Lets `reseller` accept it: what must hold apart from the role and the box. `partners_since` says whether the two are partners
    /// already.
    ///
    /// # Errors
    /// `invitation-wrong-account`, `invitation-used`, `invitation-unknown`, `not-enrolled`, `region-mismatch`, `partnership-exists`,
    /// in this order.
    pub fn check_acceptance(
        &self,
        reseller: &Organisation,
        is_enrolled: bool,
        partners_since: Option<Option<Timestamp>>,
    ) -> Result<(), Refusal> {
        self.check_reader(reseller)?;
        self.check_open()?;
        if !is_enrolled {
            return Err(Refusal::new(RefusalCode::NotEnrolled));
        }
        check_region(&self.provider.name, &self.provider.csp_region, reseller)?;
        match partners_since {
            None => Ok(()),
            Some(since) => {
                let date = since.map(|at| at.to_string()).unwrap_or_default();
                Err(Refusal::new(RefusalCode::PartnershipExists).with("date", date))
            }
        }
    }
}

/// What a provider says when it asks for a partnership; all of it may be left out but what its own draft needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewPartnershipInvitation {
    /// Whom.
    pub to: Addressee,
    /// The language of the mail, two letters; may be empty.
    pub language: String,
}

#[cfg(test)]
mod tests {
    use super::super::organisation::Side;
    use super::*;

    fn organisation(tenant: &str, region: &str, side: Side) -> Organisation {
        Organisation {
            tenant: TenantId::parse(tenant).unwrap(),
            name: tenant.to_owned(),
            country: "SE".to_owned(),
            csp_region: region.to_owned(),
            mpn_id: MpnId::parse("6812347"),
            side,
        }
    }

    fn invitation() -> PartnershipInvitation {
        PartnershipInvitation {
            id: InvitationId::parse("i1").unwrap(),
            url: None,
            provider: organisation("fabrikam", "Europe", Side::Provider),
            addressed_to: Addressee::default(),
            created: None,
            used: None,
            used_by: None,
            state: InvitationState::Open,
            grants: Grant::ALL.to_vec(),
        }
    }

    // R47, R49, R132
    #[test]
    fn an_invitation_is_accepted_once_by_its_addressee_enrolled_of_the_region_and_no_partner_yet() {
        let contoso = organisation("contoso", "Europe", Side::Partner);
        let check =
            |it: &PartnershipInvitation, enrolled, since| it.check_acceptance(&contoso, enrolled, since).map_err(|why| why.code);
        let at = Timestamp::of_second(1_795_251_600);
        assert_eq!(check(&invitation(), true, None), Ok(()));
        assert_eq!(check(&invitation(), false, None), Err(RefusalCode::NotEnrolled));
        assert_eq!(check(&invitation(), true, Some(Some(at))), Err(RefusalCode::PartnershipExists));
        let other = Addressee { tenant: TenantId::parse("fourth-coffee"), ..Addressee::default() };
        let wrong = PartnershipInvitation { addressed_to: other, ..invitation() };
        assert_eq!(check(&wrong, true, None), Err(RefusalCode::InvitationWrongAccount));
        let used = PartnershipInvitation { state: InvitationState::Used, used: Some(at), ..invitation() };
        assert_eq!(used.check_open().unwrap_err().value("date"), Some("2026-11-21T09:00:00Z"));
        assert_eq!(check(&used, true, None), Err(RefusalCode::InvitationUsed));
        let gone = PartnershipInvitation { state: InvitationState::Withdrawn, ..invitation() };
        assert_eq!(check(&gone, true, None), Err(RefusalCode::InvitationUnknown));
        let far = PartnershipInvitation { provider: organisation("woodgrove", "North America", Side::Provider), ..invitation() };
        assert_eq!(check(&far, true, None), Err(RefusalCode::RegionMismatch));
    }

    #[test]
    fn an_invitation_is_read_by_its_addressee_and_its_sender() {
        let mine = Addressee { mpn_id: MpnId::parse("6812347"), ..Addressee::default() };
        let theirs = Addressee { mpn_id: MpnId::parse("1"), ..Addressee::default() };
        let contoso = organisation("contoso", "Europe", Side::Partner);
        let sender = organisation("fabrikam", "Europe", Side::Provider);
        for (to, reader, may) in [(mine, &contoso, true), (theirs.clone(), &contoso, false), (theirs, &sender, true)] {
            assert_eq!(PartnershipInvitation { addressed_to: to, ..invitation() }.check_reader(reader).is_ok(), may);
        }
    }
}
