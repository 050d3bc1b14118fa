//! The profiles of the own organisation. Source: api/partner-center.md section 7 (2026-11-21).

use super::address::Address;
use super::contact::Contact;
use super::ids::{MpnId, TenantId};
use super::refusal::Refusal;
use super::typed::{Rule, line};
use super::vetting::{VettingStatus, VettingStep};

/// The longest line of an address, in characters (api/partner-center.md 1.4).
const LONGEST_ADDRESS_LINE: usize = 200;

/// The legal business profile: who the organisation is, and how far that is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalBusiness {
    /// Its legal name.
    pub company_name: String,
    /// Where it is.
    pub address: Address,
    /// Its primary contact, at a work address.
    pub primary_contact: Contact,
    /// Where its approver is.
    pub approver_address: Address,
    /// The approver's e-mail address.
    pub approver_email: String,
    /// How far it is verified; set by the service.
    pub vetting: VettingStatus,
    /// The open step of the verification; set by the service.
    pub vetting_step: VettingStep,
}

/// Which state of the legal business profile is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileVersion {
    /// As it stands, a change under verification included.
    Current,
    /// As it was verified last.
    LastFinalized,
}

impl ProfileVersion {
    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Current => "Current",
            Self::LastFinalized => "LastFinalized",
        }
    }
}

/// The organization profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationProfile {
    /// Its tenant, where given; set by the service.
    pub tenant: Option<TenantId>,
    /// Its name.
    pub company_name: String,
    /// Where it is.
    pub address: Address,
    /// Its domain.
    pub domain: String,
    /// Its e-mail address.
    pub email: String,
    /// Two letters.
    pub language: String,
    /// Such as `sv-SE`.
    pub culture: String,
}

/// The MPN profile, of the own organisation or of the one that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MpnProfile {
    /// The MPN ID.
    pub mpn_id: MpnId,
    /// The organisation's name, where given.
    pub name: Option<String>,
    /// Its country, ISO 3166 alpha-2, where given: no documented member.
    pub country: Option<String>,
}

/// The billing profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillingProfile {
    /// Its name on invoices.
    pub company_name: String,
    /// Where invoices go.
    pub address: Address,
    /// Whom they go to.
    pub primary_contact: Contact,
    /// The purchase order to name.
    pub purchase_order: String,
    /// The tax id.
    pub tax_id: String,
    /// ISO 4217; set by the service.
    pub currency: String,
}

/// The support profile: where customers find help.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SupportProfile {
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub telephone: String,
    /// Web address.
    pub website: String,
}

/// A field of the legal business profile that can be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProfileField {
    /// The legal name.
    CompanyName,
    /// First line of the address.
    Line1,
    /// Second line.
    Line2,
    /// Postal code.
    PostalCode,
    /// City.
    City,
    /// State or province.
    State,
    /// The country: shown, never changed (R18).
    Country,
}

impl ProfileField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 7] =
        [Self::CompanyName, Self::Line1, Self::Line2, Self::PostalCode, Self::City, Self::State, Self::Country];

    /// Its name in the profile, by which a refusal names it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::CompanyName => "companyName",
            Self::Line1 => "address.addressLine1",
            Self::Line2 => "address.addressLine2",
            Self::PostalCode => "address.postalCode",
            Self::City => "address.city",
            Self::State => "address.state",
            Self::Country => "address.country",
        }
    }

    /// The field that a refusal names.
    pub fn of(refusal: &Refusal) -> Option<Self> {
        let name = refusal.value("field")?;
        Self::ALL.into_iter().find(|field| field.word().eq_ignore_ascii_case(name))
    }
}

impl LegalBusiness {
    /// What was meant by what was typed.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        let mut cleaned = self.clone();
        cleaned.company_name = line(&cleaned.company_name);
        let address = &mut cleaned.address;
        for part in [&mut address.line_1, &mut address.line_2, &mut address.postal_code, &mut address.city, &mut address.state] {
            *part = line(part);
        }
        cleaned
    }

    /// All that is wrong with a change from `held` to this, in the order of the form (R11, R18).
    pub fn check(&self, held: &Self) -> Vec<(ProfileField, Refusal)> {
        use ProfileField as F;

        let long = |text: &str| (text.chars().count() > LONGEST_ADDRESS_LINE).then_some(Rule::Length);
        let required = |text: &str| if text.is_empty() { Some(Rule::Given) } else { long(text) };
        let address = &self.address;
        [
            (F::CompanyName, required(&self.company_name)),
            (F::Line1, required(&address.line_1)),
            (F::Line2, long(&address.line_2)),
            (F::PostalCode, long(&address.postal_code)),
            (F::City, required(&address.city)),
            (F::State, long(&address.state)),
            (F::Country, (!address.country.eq_ignore_ascii_case(&held.address.country)).then_some(Rule::Fixed)),
        ]
        .into_iter()
        .filter_map(|(field, rule)| Some((field, rule?.refusal(field.word()))))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R11, R18
    #[test]
    fn a_correction_keeps_name_and_address_whole_and_the_country_as_it_is() {
        let address = Address {
            country: "SE".to_owned(),
            line_1: "Storgatan 1".to_owned(),
            city: "Stockholm".to_owned(),
            ..Address::default()
        };
        let held = LegalBusiness {
            company_name: "Contoso Cloud AB".to_owned(),
            address,
            primary_contact: Contact::default(),
            approver_address: Address::default(),
            approver_email: String::new(),
            vetting: VettingStatus::None,
            vetting_step: VettingStep::None,
        };
        assert_eq!(held.check(&held), []);
        let mut wrong = held.clone();
        wrong.company_name = " \u{a0}\n".to_owned();
        wrong.address.line_2 = "x".repeat(201);
        wrong.address.country = "NO".to_owned();
        let found: Vec<ProfileField> = wrong.cleaned().check(&held).into_iter().map(|(field, _)| field).collect();
        assert_eq!(found, [ProfileField::CompanyName, ProfileField::Line2, ProfileField::Country]);
        for (field, refusal) in wrong.cleaned().check(&held) {
            assert_eq!(ProfileField::of(&refusal), Some(field));
        }
        let mut long = held.clone();
        long.company_name = "ü".repeat(200);
        assert_eq!(long.cleaned().check(&held), []);
    }
}
