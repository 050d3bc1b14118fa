//! What a partner sends to enrol, and what is checked before it is sent. Source: requirements R11, R16 to R20; domain.md 4.1;
//! api/partner-center.md 14.3 (2026-11-21).

use super::contact::Contact;
use super::ids::MpnId;
use super::moment::Timestamp;
use super::profile::SupportProfile;
use super::refusal::{Refusal, RefusalCode};
use super::typed::{Rule, line, word};

/// For how long a confirmed profile counts as current, in days. The sources say "current" and no number: a year is ours, as the
/// profile comes up for review once a year.
pub const DAYS_CURRENT: i64 = 365;

/// An application to become an indirect reseller.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Application {
    /// Whom the notice of approval goes to; at a work address.
    pub contact: Contact,
    /// Where customers find help; parts may be empty.
    pub support: SupportProfile,
    /// The MPN ID associated with the tenant, as typed.
    pub mpn_id: String,
    /// Whether the person confirmed that there is no way back.
    pub irreversible_confirmed: bool,
    /// When the profile was confirmed last.
    pub profile_confirmed: Option<Timestamp>,
}

/// An application that is half filled, with the time at which it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationDraft {
    /// What is filled in, as typed.
    pub application: Application,
    /// When it was kept.
    pub saved: Timestamp,
}

/// What an application is checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApplicationGround<'a> {
    /// The company's domain; empty where it is not known.
    pub domain: &'a str,
    /// What the clock says.
    pub now: Timestamp,
}

/// A field of the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApplicationField {
    /// That the profile is current.
    Profile,
    /// First name of the primary contact.
    FirstName,
    /// Last name.
    LastName,
    /// E-mail address.
    Email,
    /// Telephone number.
    Phone,
    /// E-mail address of the support contact.
    SupportEmail,
    /// Its telephone number.
    SupportPhone,
    /// Its web address.
    SupportWebsite,
    /// The MPN ID.
    MpnId,
    /// The confirmation that there is no way back.
    Irreversible,
}

impl ApplicationField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 10] = [
        Self::Profile,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::SupportEmail,
        Self::SupportPhone,
        Self::SupportWebsite,
        Self::MpnId,
        Self::Irreversible,
    ];

    /// Its name in the body that is sent, by which a refusal names it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Profile => "profileConfirmedTime",
            Self::FirstName => "primaryContact.firstName",
            Self::LastName => "primaryContact.lastName",
            Self::Email => "primaryContact.email",
            Self::Phone => "primaryContact.phoneNumber",
            Self::SupportEmail => "supportContact.email",
            Self::SupportPhone => "supportContact.telephone",
            Self::SupportWebsite => "supportContact.website",
            Self::MpnId => "mpnId",
            Self::Irreversible => "irreversibleConfirmed",
        }
    }

    /// The field that a refusal is about, by the name that it gives or by its code.
    pub fn of(refusal: &Refusal) -> Option<Self> {
        if let Some(name) = refusal.value("field") {
            return Self::ALL.into_iter().find(|field| field.word().eq_ignore_ascii_case(name));
        }
        match refusal.code {
            RefusalCode::ProfileStale => Some(Self::Profile),
            RefusalCode::ContactWebmail => Some(Self::Email),
            RefusalCode::MpnCountryMismatch | RefusalCode::PartnerIdUnknown | RefusalCode::PartnerIdGlobal => Some(Self::MpnId),
            RefusalCode::IrreversibleNotConfirmed => Some(Self::Irreversible),
            _ => None,
        }
    }
}

impl Application {
    /// What was meant by what was typed: blanks, line ends and marks that nobody sees are gone.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        Self {
            contact: Contact {
                first_name: line(&self.contact.first_name),
                last_name: line(&self.contact.last_name),
                email: word(&self.contact.email),
                phone: line(&self.contact.phone),
            },
            support: SupportProfile {
                email: word(&self.support.email),
                telephone: line(&self.support.telephone),
                website: word(&self.support.website),
            },
            mpn_id: word(&self.mpn_id),
            ..self.clone()
        }
    }

    /// All that is wrong with it, in the order of the form. Cleaned first: see [`Self::cleaned`].
    pub fn check(&self, ground: ApplicationGround<'_>) -> Vec<(ApplicationField, Refusal)> {
        use ApplicationField as F;

        let of = |field: F, rule: Option<Rule>| Some((field, rule?.refusal(field.word())));
        let required = |field: F, text: &str, check: fn(&str) -> Option<Rule>| {
            of(field, if text.is_empty() { Some(Rule::Given) } else { check(text) })
        };
        let optional =
            |field: F, text: &str, check: fn(&str) -> Option<Rule>| of(field, if text.is_empty() { None } else { check(text) });
        let email = required(F::Email, &self.contact.email, Rule::of_email).or_else(|| {
            let refusal = Refusal::new(RefusalCode::ContactWebmail).with("field", F::Email.word());
            (!is_work_address(&self.contact.email, ground.domain)).then_some((F::Email, refusal))
        });
        let profile =
            (!is_current(self.profile_confirmed, ground.now)).then(|| (F::Profile, Refusal::new(RefusalCode::ProfileStale)));
        let irreversible =
            (!self.irreversible_confirmed).then(|| (F::Irreversible, Refusal::new(RefusalCode::IrreversibleNotConfirmed)));
        [
            profile,
            required(F::FirstName, &self.contact.first_name, Rule::of_length),
            required(F::LastName, &self.contact.last_name, Rule::of_length),
            email,
            required(F::Phone, &self.contact.phone, Rule::of_phone),
            optional(F::SupportEmail, &self.support.email, Rule::of_email),
            optional(F::SupportPhone, &self.support.telephone, Rule::of_phone),
            optional(F::SupportWebsite, &self.support.website, Rule::of_website),
            required(F::MpnId, &self.mpn_id, |text| MpnId::parse(text).is_none().then_some(Rule::Digits)),
            irreversible,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Says whether a profile that was confirmed at `confirmed` is current at `now` (R11). The two times may be of two clocks, the
/// person's and the service's: one that is still to come was confirmed just now, by a clock that is ahead.
pub fn is_current(confirmed: Option<Timestamp>, now: Timestamp) -> bool {
    confirmed.is_some_and(|at| now <= at.plus_hours(24 * DAYS_CURRENT))
}

/// Holds the country of an MPN ID against the tenant's (R11). A country that is not known is the service's to judge.
///
/// # Errors
/// `mpn-country-mismatch` with both countries, ISO 3166 alpha-2.
pub fn check_mpn_country(mpn_country: Option<&str>, tenant_country: &str) -> Result<(), Refusal> {
    let Some(country) = mpn_country.filter(|country| !country.eq_ignore_ascii_case(tenant_country)) else { return Ok(()) };
    let refusal = Refusal::new(RefusalCode::MpnCountryMismatch);
    Err(refusal.with("mpn_country", country).with("tenant_country", tenant_country))
}

/// Domains under which anybody can have an address.
const WEB_MAIL: [&str; 34] = [
    "aol.com",
    "bredband.net",
    "fastmail.com",
    "freenet.de",
    "gmail.com",
    "gmx.at",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "hotmail.de",
    "hotmail.nl",
    "hotmail.se",
    "icloud.com",
    "kpnmail.nl",
    "live.com",
    "live.nl",
    "live.se",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "outlook.com",
    "outlook.de",
    "proton.me",
    "protonmail.com",
    "t-online.de",
    "telia.com",
    "web.de",
    "yahoo.com",
    "yahoo.de",
    "yandex.com",
    "ziggo.nl",
];

/// Says whether `email` is a work address of the company with `domain` (R20): of that domain or below it. Where the domain tells
/// nothing, as the tenant's own at onmicrosoft.com, any will do that is no web-mail address.
fn is_work_address(email: &str, domain: &str) -> bool {
    let host = email.rsplit_once('@').map_or("", |(_, host)| host).to_lowercase();
    let domain = domain.trim().to_lowercase();
    if domain.is_empty() || domain.ends_with(".onmicrosoft.com") {
        return !WEB_MAIL.contains(&host.as_str());
    }
    host == domain || host.strip_suffix(&domain).is_some_and(|above| above.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    fn right() -> Application {
        let text = |text: &str| text.to_owned();
        Application {
            contact: Contact {
                first_name: text("Astrid"),
                last_name: text("Lindqvist"),
                email: text("astrid@contoso.example"),
                phone: text("+46 8 555 010 20"),
            },
            support: SupportProfile::default(),
            mpn_id: text("6812347"),
            irreversible_confirmed: true,
            profile_confirmed: Some(now()),
        }
    }

    fn problems(application: &Application) -> Vec<(ApplicationField, RefusalCode)> {
        let found = application.cleaned().check(ApplicationGround { domain: "contoso.example", now: now() });
        found.into_iter().map(|(field, refusal)| (field, refusal.code)).collect()
    }

    // R11, R16, R19: all at once, in the order of the form.
    #[test]
    fn an_empty_application_says_all_that_is_missing() {
        use ApplicationField as F;
        use RefusalCode::{FieldRequired, IrreversibleNotConfirmed, ProfileStale};

        assert_eq!(problems(&right()), []);
        let expected = [
            (F::Profile, ProfileStale),
            (F::FirstName, FieldRequired),
            (F::LastName, FieldRequired),
            (F::Email, FieldRequired),
            (F::Phone, FieldRequired),
            (F::MpnId, FieldRequired),
            (F::Irreversible, IrreversibleNotConfirmed),
        ];
        assert_eq!(problems(&Application::default()), expected);
        let ground = ApplicationGround { domain: "", now: now() };
        for (field, refusal) in Application::default().check(ground) {
            assert_eq!(ApplicationField::of(&refusal), Some(field), "{refusal:?}");
        }
        assert_eq!(ApplicationField::of(&Refusal::new(RefusalCode::RoleRequired)), None);
    }

    // R19
    #[test]
    fn what_cannot_be_is_said_field_by_field() {
        use ApplicationField as F;

        type Spoil = fn(&mut Application);
        let cases: [(Spoil, F); 6] = [
            (|it| it.contact.first_name = "a".repeat(300), F::FirstName),
            (|it| it.contact.email = "astrid at contoso.example".to_owned(), F::Email),
            (|it| it.contact.phone = "call me".to_owned(), F::Phone),
            (|it| it.support.email = "help@".to_owned(), F::SupportEmail),
            (|it| it.support.website = "javascript:alert(1)".to_owned(), F::SupportWebsite),
            (|it| it.mpn_id = "68-12".to_owned(), F::MpnId),
        ];
        for (spoil, field) in cases {
            let mut application = right();
            spoil(&mut application);
            assert_eq!(problems(&application), [(field, RefusalCode::FieldInvalid)], "{application:?}");
        }
        let mut pasted = right();
        pasted.contact.email = " astrid@contoso.example\u{200b}\r\n".to_owned();
        pasted.contact.first_name = format!("\u{202e}{}\u{a0}", "א".repeat(200));
        pasted.mpn_id = "\t6812347 ".to_owned();
        assert_eq!(problems(&pasted), []);
        assert_eq!(pasted.cleaned().contact.first_name, "א".repeat(200), "what was meant stays");
    }

    // R20
    #[test]
    fn the_contact_has_a_work_address_of_the_company() {
        for (email, domain, is_work) in [
            ("a@contoso.example", "contoso.example", true),
            ("a@se.Contoso.example", "contoso.example", true),
            ("a@notcontoso.example", "contoso.example", false),
            ("a@gmail.com", "contoso.example", false),
            ("a@fabrikam.example", "contoso.example", false),
            ("a@gmail.com", "", false),
            ("a@Hotmail.SE", "contoso.onmicrosoft.com", false),
            ("a@contoso.example", "contoso.onmicrosoft.com", true),
            ("a@contoso.example", "", true),
        ] {
            assert_eq!(is_work_address(email, domain), is_work, "{email} of {domain}");
        }
        let mut private = right();
        private.contact.email = "astrid.lindqvist@gmail.com".to_owned();
        assert_eq!(problems(&private), [(ApplicationField::Email, RefusalCode::ContactWebmail)]);
        assert!(WEB_MAIL.is_sorted());
    }

    // R11
    #[test]
    fn a_profile_goes_stale_and_an_mpn_id_has_a_country() {
        assert!(is_current(Some(now()), now()));
        assert!(is_current(Some(now().plus_hours(-24 * DAYS_CURRENT)), now()));
        assert!(!is_current(Some(now().plus_hours(-24 * DAYS_CURRENT - 1)), now()));
        assert!(is_current(Some(now().plus_hours(1)), now()), "the clock of the other is ahead");
        assert!(!is_current(None, now()));
        assert_eq!(check_mpn_country(Some("se"), "SE"), Ok(()));
        assert_eq!(check_mpn_country(None, "SE"), Ok(()));
        let refusal = check_mpn_country(Some("DE"), "SE").unwrap_err();
        assert_eq!((refusal.code, refusal.value("mpn_country")), (RefusalCode::MpnCountryMismatch, Some("DE")));
    }
}
