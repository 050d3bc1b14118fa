//! The people of the sample: who can be signed in. Source: static-mode.md (2026-11-21).

use super::company::Company;
use crate::domain::ids::UserId;
use crate::domain::organisation::{Person, Role};

/// A person who can be signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Persona {
    /// Astrid Lindqvist.
    PartnerGlobalAdmin,
    /// Björn Åkesson.
    PartnerAdminAgent,
    /// Chiara Nilsson.
    PartnerSalesAgent,
    /// Dagny Holm, who may do everything on the partner's side: the default.
    #[default]
    PartnerOwner,
    /// Elin Strand.
    PartnerReader,
    /// Femke de Vries.
    ProviderGlobalAdmin,
    /// Gijs Bakker.
    ProviderAdminAgent,
    /// Hanna Visser.
    ProviderSalesAgent,
    /// Ilse Smit.
    ProviderUserAdmin,
    /// Jonas Weber, of a provider that has nothing to do with Contoso.
    RivalAdminAgent,
}

impl Persona {
    /// Every persona, in the order of static-mode.md.
    pub const ALL: [Self; 10] = [
        Self::PartnerGlobalAdmin,
        Self::PartnerAdminAgent,
        Self::PartnerSalesAgent,
        Self::PartnerOwner,
        Self::PartnerReader,
        Self::ProviderGlobalAdmin,
        Self::ProviderAdminAgent,
        Self::ProviderSalesAgent,
        Self::ProviderUserAdmin,
        Self::RivalAdminAgent,
    ];

    /// The word in addresses; it is also the bearer token of the simulated service.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PartnerGlobalAdmin => "partner-global-admin",
            Self::PartnerAdminAgent => "partner-admin-agent",
            Self::PartnerSalesAgent => "partner-sales-agent",
            Self::PartnerOwner => "partner-owner",
            Self::PartnerReader => "partner-reader",
            Self::ProviderGlobalAdmin => "provider-global-admin",
            Self::ProviderAdminAgent => "provider-admin-agent",
            Self::ProviderSalesAgent => "provider-sales-agent",
            Self::ProviderUserAdmin => "provider-user-admin",
            Self::RivalAdminAgent => "rival-admin-agent",
        }
    }

    /// Reads a word; `None` for one that is nobody's.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|persona| persona.word() == word)
    }

    /// The name as shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PartnerGlobalAdmin => "Astrid Lindqvist",
            Self::PartnerAdminAgent => "Björn Åkesson",
            Self::PartnerSalesAgent => "Chiara Nilsson",
            Self::PartnerOwner => "Dagny Holm",
            Self::PartnerReader => "Elin Strand",
            Self::ProviderGlobalAdmin => "Femke de Vries",
            Self::ProviderAdminAgent => "Gijs Bakker",
            Self::ProviderSalesAgent => "Hanna Visser",
            Self::ProviderUserAdmin => "Ilse Smit",
            Self::RivalAdminAgent => "Jonas Weber",
        }
    }

    /// The user's id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PartnerGlobalAdmin => "5d32fe61-985f-44e7-aa09-5ee82bb29976",
            Self::PartnerAdminAgent => "9a1e40b4-5815-4a99-99e2-d15364c7a500",
            Self::PartnerSalesAgent => "68b4aef7-3eaa-4e17-9d8a-4eace693ae2d",
            Self::PartnerOwner => "142c8364-7806-4577-93e7-83e7eb04b39b",
            Self::PartnerReader => "3b041641-1788-44f2-a60d-f25453fe2e85",
            Self::ProviderGlobalAdmin => "00a154d8-5ed8-4bcc-b5c7-19c2add9ca88",
            Self::ProviderAdminAgent => "c0290103-855d-4f55-99ec-8712e8e3574f",
            Self::ProviderSalesAgent => "6e704245-a4ff-41e3-a794-9b80dcb0b82e",
            Self::ProviderUserAdmin => "de1b1471-320a-48ea-b7a7-88d106762832",
            Self::RivalAdminAgent => "4350cc17-21e5-4f21-acd5-52a09ddbef12",
        }
    }

    /// The user's id as the domain knows it.
    ///
    /// # Panics
    /// Never: the users of the sample have ids.
    pub fn user_id(self) -> UserId {
        UserId::parse(self.id()).expect("the sample's users have ids")
    }

    /// The work address, under a domain that nobody can own.
    pub fn email(self) -> String {
        let user = match self {
            Self::PartnerGlobalAdmin => "astrid.lindqvist",
            Self::PartnerAdminAgent => "bjorn.akesson",
            Self::PartnerSalesAgent => "chiara.nilsson",
            Self::PartnerOwner => "dagny.holm",
            Self::PartnerReader => "elin.strand",
            Self::ProviderGlobalAdmin => "femke.devries",
            Self::ProviderAdminAgent => "gijs.bakker",
            Self::ProviderSalesAgent => "hanna.visser",
            Self::ProviderUserAdmin => "ilse.smit",
            Self::RivalAdminAgent => "jonas.weber",
        };
        format!("{user}@{}", self.company().domain())
    }

    /// The organisation.
    pub const fn company(self) -> Company {
        match self {
            Self::PartnerGlobalAdmin
            | Self::PartnerAdminAgent
            | Self::PartnerSalesAgent
            | Self::PartnerOwner
            | Self::PartnerReader => Company::Contoso,
            Self::ProviderGlobalAdmin | Self::ProviderAdminAgent | Self::ProviderSalesAgent | Self::ProviderUserAdmin => {
                Company::Fabrikam
            }
            Self::RivalAdminAgent => Company::Proseware,
        }
    }

    /// Every role that the person holds.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::PartnerGlobalAdmin | Self::ProviderGlobalAdmin => &[Role::GlobalAdmin],
            Self::PartnerAdminAgent | Self::ProviderAdminAgent | Self::RivalAdminAgent => &[Role::AdminAgent],
            Self::PartnerSalesAgent | Self::ProviderSalesAgent => &[Role::SalesAgent],
            Self::PartnerOwner => &[Role::GlobalAdmin, Role::AdminAgent, Role::IncentivesAdmin],
            Self::PartnerReader => &[],
            Self::ProviderUserAdmin => &[Role::UserManagementAdmin],
        }
    }

    /// Whether the person fills in the enrolment form of the sample.
    pub(super) fn fills_in(self) -> bool {
        self.company() == Company::Contoso && self.roles().contains(&Role::GlobalAdmin)
    }

    /// The person as others name it.
    pub fn person(self) -> Person {
        Person { name: self.name().to_owned(), email: self.email() }
    }

    /// The persona with the user id `id`.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|persona| persona.id().eq_ignore_ascii_case(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_persona_is_read_back_and_told_apart() {
        for persona in Persona::ALL {
            assert_eq!(Persona::parse(persona.word()), Some(persona));
            assert_eq!(Persona::of_id(persona.user_id().as_str()), Some(persona));
            assert!(persona.email().ends_with(".example"), "{}", persona.email());
        }
        assert_eq!(Persona::parse("nobody"), None);
        assert_eq!(Persona::default(), Persona::PartnerOwner);
    }
}
