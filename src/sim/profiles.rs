//! Profiles of the own organisation, each read and changed whole. Source: api/partner-center.md section 7 (2026-11-21).

use serde_json::{Value, json};

use super::call::Call;
use super::company::Company;
use super::persona::Persona;
use super::reply::{Answered, fault, invalid, ok, refused};
use super::state::State;
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::address::Address;
use crate::domain::application::Application;
use crate::domain::contact::Contact;
use crate::domain::organisation::Side;
use crate::domain::profile::{BillingProfile, LegalBusiness, OrganisationProfile, SupportProfile};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::typed::Rule;
use crate::domain::vetting::{VettingStatus, VettingStep};
use crate::wire::json::Node;
use crate::wire::profile;

/// A profile that can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Legal business.
    Legal,
    /// Organization.
    Organisation,
    /// Billing.
    Billing,
    /// Support.
    Support,
}

/// The profiles of one organisation.
pub(super) struct Profiles {
    /// Legal business, as it stands.
    pub(super) legal: LegalBusiness,
    /// The same as it was verified last.
    finalized: LegalBusiness,
    /// Organization.
    pub(super) organisation: OrganisationProfile,
    /// Billing.
    billing: BillingProfile,
    /// Support.
    pub(super) support: SupportProfile,
    /// How often each was changed, in the order of [`Kind`]; the etags.
    versions: [u64; 4],
}

impl Profiles {
    /// Those that `company` begins with.
    pub(super) fn of(company: Company) -> Self {
        let text = |text: &str| text.to_owned();
        let (street, postal_code, city, language, culture, currency) = match company {
            Company::Contoso => ("Exempelgatan 12", "111 20", "Stockholm", "sv", "sv-SE", "SEK"),
            Company::Fabrikam => ("Voorbeeldkade 7", "1011 AB", "Amsterdam", "nl", "nl-NL", "EUR"),
            Company::Proseware => ("Beispielstraße 3", "10115", "Berlin", "de", "de-DE", "EUR"),
            Company::Woodgrove => ("100 Sample Avenue", "98052", "Redmond", "en", "en-US", "USD"),
            Company::AlpineSkiHouse => ("Musterweg 8", "80331", "München", "de", "de-DE", "EUR"),
        };
        let (first, last) = match company {
            Company::Contoso => ("Astrid", "Lindqvist"),
            Company::Fabrikam => ("Femke", "de Vries"),
            Company::Proseware => ("Jonas", "Weber"),
            Company::Woodgrove => ("Kim", "Akers"),
            Company::AlpineSkiHouse => ("Anna", "Huber"),
        };
        let email = match company {
            Company::Contoso => Persona::PartnerGlobalAdmin.email(),
            Company::Fabrikam => Persona::ProviderGlobalAdmin.email(),
            Company::Proseware => Persona::RivalAdminAgent.email(),
            Company::Woodgrove => format!("kim.akers@{}", company.domain()),
            Company::AlpineSkiHouse => format!("anna.huber@{}", company.domain()),
        };
        let contact = Contact { first_name: text(first), last_name: text(last), email, phone: text("+46 8 555 010 20") };
        let state = text(if company == Company::Woodgrove { "WA" } else { "" });
        let address = Address {
            country: text(company.country()),
            city: text(city),
            state,
            line_1: text(street),
            postal_code: text(postal_code),
            ..Address::default()
        };
        let legal = LegalBusiness {
            company_name: text(company.name()),
            address: address.clone(),
            primary_contact: contact.clone(),
            approver_address: address.clone(),
            approver_email: contact.email.clone(),
            vetting: VettingStatus::Authorized,
            vetting_step: VettingStep::None,
        };
        Self {
            finalized: legal.clone(),
            legal,
            organisation: OrganisationProfile {
                tenant: Some(company.tenant_id()),
                company_name: text(company.name()),
                address: address.clone(),
                domain: text(company.domain()),
                email: format!("info@{}", company.domain()),
                language: text(language),
                culture: text(culture),
            },
            billing: BillingProfile {
                company_name: text(company.name()),
                address,
                primary_contact: contact,
                purchase_order: String::new(),
                tax_id: format!("{}556000-0167", company.country()),
                currency: text(currency),
            },
            support: SupportProfile {
                email: format!("support@{}", company.domain()),
                telephone: text("+46 8 555 010 30"),
                website: format!("https://www.{}/support", company.domain()),
            },
            versions: [0; 4],
        }
    }

    /// Takes contact and support over from an application.
    pub(super) fn take_over(&mut self, application: &Application) {
        if self.legal.primary_contact != application.contact {
            self.legal.primary_contact = application.contact.clone();
            self.versions[Kind::Legal as usize] += 1;
        }
        if self.support != application.support {
            self.support = application.support.clone();
            self.versions[Kind::Support as usize] += 1;
        }
    }

    fn etag(&self, kind: Kind) -> String {
        format!("{:x}", self.versions[kind as usize] + 1)
    }

    fn write(&self, kind: Kind, legal: &LegalBusiness) -> Value {
        let (name, path) = match kind {
            Kind::Legal => ("LegalBusinessProfile", "legalbusiness"),
            Kind::Organisation => ("OrganizationProfile", "organization"),
            Kind::Billing => ("BillingProfile", "billing"),
            Kind::Support => ("SupportProfile", "support"),
        };
        let mut body = json!({
            "profileType": name,
            "links": { "self": { "uri": format!("/profiles/{path}"), "method": "GET", "headers": [] } },
            "attributes": { "etag": self.etag(kind), "objectType": name },
        });
        match kind {
            Kind::Legal => {
                profile::put_legal_business(&mut body, legal);
                body["vettingStatus"] = json!(legal.vetting.word());
                body["vettingSubStatus"] = json!(legal.vetting_step.word());
            }
            Kind::Organisation => {
                profile::put_organisation(&mut body, &self.organisation);
                let tenant = self.organisation.tenant.as_ref().map(ToString::to_string);
                body["id"] = json!(tenant);
                body["tenantId"] = json!(tenant);
            }
            Kind::Billing => {
                profile::put_billing(&mut body, &self.billing);
                body["billingCurrency"] = json!(self.billing.currency);
            }
            Kind::Support => profile::put_support(&mut body, &self.support),
        }
        body
    }
}

/// GET `/v1/profiles/…`. The legal business profile says how far it is verified: the words of an enrolment under way come from there.
pub(super) fn get(state: &State, call: &Call<'_>, kind: Kind) -> Answered {
    if call.company() != Company::Contoso {
        let own = Profiles::of(call.company());
        return ok(&own.write(kind, &own.legal));
    }
    let held = &state.profiles;
    let is_last = call.query("vettingVersion").is_some_and(|version| version.eq_ignore_ascii_case("LastFinalized"));
    if is_last {
        return ok(&held.write(kind, &held.finalized));
    }
    let verification = state.programs.reseller(state.start, state.now, state.rules).verification;
    let mut legal = held.legal.clone();
    if verification.status != VettingStatus::None {
        (legal.vetting, legal.vetting_step) = (verification.status, verification.step);
    }
    ok(&held.write(kind, &legal))
}

/// PUT `/v1/profiles/…`: the whole of it. What the service sets stays.
pub(super) fn put(state: &mut State, call: &Call<'_>, kind: Kind) -> Answered {
    if call.company().side() == Side::Provider {
        return Err(refused(&Refusal::new(RefusalCode::ProfileByRepresentative)));
    }
    call.check(state, Action::Enrol)?;
    let etag = call.request.header_value("If-Match").map(|etag| etag.trim().trim_matches('"'));
    if etag.is_some_and(|etag| etag != "*" && etag != state.profiles.etag(kind)) {
        return Err(fault(400, 2055, "The etag is stale: the profile was changed in the meantime."));
    }
    let body = call.body()?;
    let is_changed = change(&mut state.profiles, kind, Node::new(&body))?;
    if is_changed {
        state.profiles.versions[kind as usize] += 1;
        state.programs.profile_confirmed = state.now;
        state.touch();
    }
    get(state, call, kind)
}

/// Takes a change over; says whether anything is different.
fn change(held: &mut Profiles, kind: Kind, node: Node<'_>) -> Result<bool, Reply> {
    let flawed = |field: &str, rule: Option<Rule>| rule.map_or(Ok(()), |rule| Err(refused(&rule.refusal(field))));
    let given = |field: &str, text: &str| flawed(field, text.is_empty().then_some(Rule::Given));
    let same_country = |field: &str, new: &Address, old: &Address| {
        flawed(field, (!new.country.eq_ignore_ascii_case(&old.country)).then_some(Rule::Fixed))
    };
    Ok(match kind {
        Kind::Legal => {
            let read = profile::read_legal_business(node).cleaned();
            let new =
                LegalBusiness { vetting: held.legal.vetting.clone(), vetting_step: held.legal.vetting_step.clone(), ..read };
            if let Some((_, refusal)) = new.check(&held.legal).first() {
                return Err(refused(refusal));
            }
            std::mem::replace(&mut held.legal, new.clone()) != new
        }
        Kind::Organisation => {
            let read = profile::read_organisation(node);
            given("companyName", &read.company_name)?;
            same_country("defaultAddress.country", &read.address, &held.organisation.address)?;
            let new = OrganisationProfile { tenant: held.organisation.tenant.clone(), ..read };
            std::mem::replace(&mut held.organisation, new.clone()) != new
        }
        Kind::Billing => {
            let read = profile::read_billing(node);
            given("companyName", &read.company_name)?;
            same_country("address.country", &read.address, &held.billing.address)?;
            let new = BillingProfile { currency: held.billing.currency.clone(), ..read };
            std::mem::replace(&mut held.billing, new.clone()) != new
        }
        Kind::Support => {
            let new = profile::read_support(node);
            let optional = |field: &str, text: &str, check: fn(&str) -> Option<Rule>| {
                flawed(field, if text.is_empty() { None } else { check(text) })
            };
            optional("email", &new.email, Rule::of_email)?;
            optional("telephone", &new.telephone, Rule::of_phone)?;
            optional("website", &new.website, Rule::of_website)?;
            if new == SupportProfile::default() {
                return Err(invalid("email", Rule::Given.word()));
            }
            std::mem::replace(&mut held.support, new.clone()) != new
        }
    })
}
