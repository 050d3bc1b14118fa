//! The organisations of the sample, and the partner ids that the service knows. Source: static-mode.md (2026-11-21).

use crate::domain::ids::{MpnId, TenantId};
use crate::domain::organisation::{Organisation, Side};

/// An organisation that can be signed in to, or be a party to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Company {
    /// Contoso Cloud AB: the transitioning partner.
    Contoso,
    /// Fabrikam Distribution B.V.: the indirect provider of Contoso's CSP region.
    Fabrikam,
    /// `Proseware Distribution GmbH`: another provider of that region.
    Proseware,
    /// Woodgrove Wholesale Inc.: a provider of another region.
    Woodgrove,
    /// `Alpine Ski House GmbH`: a reseller of Fabrikam that has not signed its partner agreement. Nobody of it signs in.
    AlpineSkiHouse,
}

/// The CSP region of every European organisation of the sample.
pub(super) const EUROPE: &str = "Europe";
/// The CSP region of the others.
pub(super) const NORTH_AMERICA: &str = "North America";

impl Company {
    /// Every organisation.
    pub const ALL: [Self; 5] = [Self::Contoso, Self::Fabrikam, Self::Proseware, Self::Woodgrove, Self::AlpineSkiHouse];

    /// The tenant's id.
    pub const fn tenant(self) -> &'static str {
        match self {
            Self::Contoso => "47eaa099-2cb6-416d-86dc-283cf0480ff9",
            Self::Fabrikam => "1509bb0a-9bf1-4331-8a11-8783593942a4",
            Self::Proseware => "f5ec52ed-0108-4475-92e1-bc7656670b14",
            Self::Woodgrove => "59ba1b0d-5c90-4158-a909-406c2e416788",
            Self::AlpineSkiHouse => "c1f3a7d2-6b0e-4a55-9d37-2e8b1f0c64ab",
        }
    }

    /// The name as the organisation writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contoso => "Contoso Cloud AB",
            Self::Fabrikam => "Fabrikam Distribution B.V.",
            Self::Proseware => "Proseware Distribution GmbH",
            Self::Woodgrove => "Woodgrove Wholesale Inc.",
            Self::AlpineSkiHouse => "Alpine Ski House GmbH",
        }
    }

    /// The location MPN ID.
    pub const fn mpn(self) -> &'static str {
        match self {
            Self::Contoso => "6812347",
            Self::Fabrikam => "5291846",
            Self::Proseware => "4410937",
            Self::Woodgrove => "3305512",
            Self::AlpineSkiHouse => "7120561",
        }
    }

    /// The country, ISO 3166 alpha-2.
    pub const fn country(self) -> &'static str {
        match self {
            Self::Contoso => "SE",
            Self::Fabrikam => "NL",
            Self::Proseware | Self::AlpineSkiHouse => "DE",
            Self::Woodgrove => "US",
        }
    }

    /// Which side it is on.
    pub const fn side(self) -> Side {
        match self {
            Self::Contoso | Self::AlpineSkiHouse => Side::Partner,
            Self::Fabrikam | Self::Proseware | Self::Woodgrove => Side::Provider,
        }
    }

    /// The domain of its people's addresses.
    pub const fn domain(self) -> &'static str {
        match self {
            Self::Contoso => "contoso.example",
            Self::Fabrikam => "fabrikam.example",
            Self::Proseware => "proseware.example",
            Self::Woodgrove => "woodgrove.example",
            Self::AlpineSkiHouse => "alpineskihouse.example",
        }
    }

    /// The tenant's id as the domain knows it.
    ///
    /// # Panics
    /// Never: the tenants of the sample are ids.
    pub fn tenant_id(self) -> TenantId {
        TenantId::parse(self.tenant()).expect("the sample's tenants are ids")
    }

    /// The location MPN ID as the domain knows it.
    ///
    /// # Panics
    /// Never: the MPN IDs of the sample are digits.
    pub fn mpn_id(self) -> MpnId {
        MpnId::parse(self.mpn()).expect("the sample's MPN IDs are digits")
    }

    /// The organisation with `tenant`.
    pub fn of_tenant(tenant: &TenantId) -> Option<Self> {
        Self::ALL.into_iter().find(|company| company.tenant().eq_ignore_ascii_case(tenant.as_str()))
    }

    /// All of it.
    pub fn organisation(self) -> Organisation {
        let region = if self == Self::Woodgrove { NORTH_AMERICA } else { EUROPE };
        Organisation {
            tenant: self.tenant_id(),
            name: self.name().to_owned(),
            country: self.country().to_owned(),
            csp_region: region.to_owned(),
            mpn_id: Some(self.mpn_id()),
            side: self.side(),
        }
    }
}

/// What stands behind a partner id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// A location id of an indirect reseller that has signed its agreement.
    Reseller,
    /// The global id of an indirect reseller: not for orders.
    GlobalOfReseller,
    /// A provider: no indirect reseller account.
    NoReseller,
    /// A reseller that has not signed.
    Unsigned,
    /// A reseller of another CSP region.
    OtherRegion,
}

/// A partner id that the service knows.
pub(super) struct KnownPartner {
    /// The digits.
    pub(super) mpn: &'static str,
    /// Who it is.
    pub(super) name: &'static str,
    /// Whose tenant it is, for the organisations of the sample.
    pub(super) company: Option<Company>,
    /// What stands behind it.
    pub(super) standing: Standing,
    /// Its country, ISO 3166 alpha-2.
    pub(super) country: &'static str,
}

/// Every known partner id: those of the organisations, and one for each way in which one can be wrong.
pub(super) const KNOWN_PARTNERS: [KnownPartner; 9] = [
    known(
        Company::Contoso.mpn(),
        Company::Contoso.name(),
        Some(Company::Contoso),
        Standing::Reseller,
        Company::Contoso.country(),
    ),
    known("6812300", Company::Contoso.name(), Some(Company::Contoso), Standing::GlobalOfReseller, Company::Contoso.country()),
    known(
        Company::Fabrikam.mpn(),
        Company::Fabrikam.name(),
        Some(Company::Fabrikam),
        Standing::NoReseller,
        Company::Fabrikam.country(),
    ),
    known(
        Company::Proseware.mpn(),
        Company::Proseware.name(),
        Some(Company::Proseware),
        Standing::NoReseller,
        Company::Proseware.country(),
    ),
    known(
        Company::Woodgrove.mpn(),
        Company::Woodgrove.name(),
        Some(Company::Woodgrove),
        Standing::NoReseller,
        Company::Woodgrove.country(),
    ),
    known("7120455", "Fourth Coffee Services AB", None, Standing::Reseller, "SE"),
    known(
        Company::AlpineSkiHouse.mpn(),
        Company::AlpineSkiHouse.name(),
        Some(Company::AlpineSkiHouse),
        Standing::Unsigned,
        Company::AlpineSkiHouse.country(),
    ),
    known("7120678", "Graphic Design Institute Inc.", None, Standing::OtherRegion, "US"),
    known("7120782", "Trey Research B.V.", None, Standing::NoReseller, "NL"),
];

const fn known(
    mpn: &'static str,
    name: &'static str,
    company: Option<Company>,
    standing: Standing,
    country: &'static str,
) -> KnownPartner {
    KnownPartner { mpn, name, company, standing, country }
}

/// Looks a partner id up.
pub(super) fn known_partner(mpn: &MpnId) -> Option<&'static KnownPartner> {
    KNOWN_PARTNERS.iter().find(|known| known.mpn == mpn.as_str())
}
