//! Agreements of a customer, as the partner confirms them. Source: api/partner-center.md section 9 (2026-11-21).

use super::moment::Timestamp;

use super::contact::Contact;
use super::ids::UserId;
use super::organisation::Side;
use super::refusal::{Refusal, RefusalCode};

/// The type of the Microsoft Customer Agreement; types are compared letter for letter.
pub const CUSTOMER_AGREEMENT: &str = "MicrosoftCustomerAgreement";

/// A customer's acceptance that a partner confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Who accepted at the customer.
    pub contact: Contact,
    /// Which text; compared letter for letter.
    pub template: String,
    /// When; `None` where it cannot be read.
    pub agreed: Option<Timestamp>,
    /// The type, as it came.
    pub kind: String,
    /// Who confirmed it.
    pub user: Option<UserId>,
}

impl Agreement {
    /// Says whether it is the one that a transfer asks for: other types are listed and do not count.
    pub fn counts(&self) -> bool {
        self.kind == CUSTOMER_AGREEMENT
    }
}

/// What a partner confirms (attests).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAgreement {
    /// Who accepted at the customer.
    pub contact: Contact,
    /// Which text, out of [`AgreementTemplate::id`].
    pub template: String,
    /// When; not in the future.
    pub agreed: Timestamp,
}

/// What confirming came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// It is recorded now.
    Recorded(Agreement),
    /// It was recorded before, with the same contact (600061).
    AlreadyRecorded,
}

/// An agreement that is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementTemplate {
    /// Its id; compared letter for letter.
    pub id: String,
    /// The type, as it came.
    pub kind: String,
    /// Where it can be read.
    pub link: String,
    /// Its rank among the versions, where given.
    pub version_rank: Option<u64>,
}

/// Where the text of an agreement can be fetched. The addresses die after 5 minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementDocument {
    /// To look at it.
    pub display_uri: String,
    /// To save it.
    pub download_uri: String,
    /// Its language.
    pub language: String,
    /// Its country.
    pub country: String,
}

/// The Microsoft Customer Agreement is of 2019: an earlier day of acceptance is a slip of the keyboard. 2019-01-01T00:00:00Z.
pub const FIRST_DAY: Timestamp = Timestamp::of_second(1_546_300_800);

/// Says whether an acceptance at `agreed` can be confirmed at `now`. A day of the calendar is taken at its beginning, in the zone
/// of the person who confirms: so today is never in the future, whatever the date is elsewhere, and tomorrow always is (R87).
///
/// # Errors
/// `date-in-future`; `field-invalid` for a day before there was such an agreement.
pub fn check_date(agreed: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if agreed > now {
        return Err(Refusal::new(RefusalCode::DateInFuture));
    }
    // A day earlier: it may have been 2019 already, where the person is.
    if agreed < FIRST_DAY.plus_hours(-24) {
        return Err(Refusal::new(RefusalCode::FieldInvalid).with("field", "dateAgreed"));
    }
    Ok(())
}

/// Says whether the side that a person is on can confirm an agreement at all: an indirect reseller cannot (R87).
///
/// # Errors
/// `reseller-cannot-attest` with `provider`.
pub fn check_side(side: Side, provider: &str) -> Result<(), Refusal> {
    match side {
        Side::Provider => Ok(()),
        Side::Partner => Err(Refusal::new(RefusalCode::ResellerCannotAttest).with("provider", provider)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    // R87
    #[test]
    fn an_acceptance_is_never_in_the_future() {
        let now = at("2026-11-21T09:00:00Z");
        for (agreed, code) in [
            ("2026-11-21T09:00:00Z", None),
            ("2026-11-21T00:00:00+14:00", None),
            ("2026-11-21T09:00:01Z", Some(RefusalCode::DateInFuture)),
            ("2026-11-22T00:00:00+14:00", Some(RefusalCode::DateInFuture)),
            ("2026-11-22T00:00:00Z", Some(RefusalCode::DateInFuture)),
            ("2019-01-01T00:00:00+14:00", None),
            ("0226-11-21T00:00:00Z", Some(RefusalCode::FieldInvalid)),
        ] {
            assert_eq!(check_date(at(agreed), now).err().map(|refusal| refusal.code), code, "{agreed}");
        }
        assert_eq!(check_side(Side::Partner, "").map_err(|it| it.code), Err(RefusalCode::ResellerCannotAttest));
        assert_eq!(check_side(Side::Provider, ""), Ok(()));
    }

    proptest! {
        // R87: tomorrow in another time zone.
        #[test]
        fn today_is_taken_and_tomorrow_refused_in_every_zone(second in 1_600_000_000_i64..2_000_000_000, quarters in -48_i64..=56) {
            let now = Timestamp::of_second(second);
            let east = quarters * 900;
            let midnight = (second + east).div_euclid(86_400) * 86_400 - east;
            let today = Timestamp::of_second(midnight);
            prop_assert_eq!(check_date(today, now), Ok(()));
            prop_assert!(check_date(today.plus_hours(24), now).is_err());
            prop_assert_eq!(check_date(today.plus_hours(-24), now), Ok(()));
        }
    }
}
