//! The directory of indirect providers: the organisations of the sample, and others to search among. Source:
//! api/partner-center.md 14.8 (2026-11-21).

use super::call::Call;
use super::company::{Company, EUROPE, NORTH_AMERICA};
use super::paging::Page;
use super::reply::{Answered, not_found, ok, refused};
use super::state::made_id;
use crate::domain::ids::{MpnId, TenantId};
use crate::domain::organisation::Side;
use crate::domain::provider_listing::{Offers, ProviderListing};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::json::collection;
use crate::wire::provider_listing::write;

/// One entry: what is not there for an organisation of the sample is made from it.
struct Entry {
    company: Option<Company>,
    name: &'static str,
    mpn: &'static str,
    region: &'static str,
    countries: &'static [&'static str],
    languages: &'static [&'static str],
    telephone: &'static str,
    domain: &'static str,
    /// Technical training and assistance, marketing help, financing and credit terms.
    offers: [bool; 3],
}

const ASIA_PACIFIC: &str = "Asia Pacific";

/// The organisations of the sample first, then the others by name.
const ENTRIES: [Entry; 14] = [
    of(
        Company::Fabrikam,
        EUROPE,
        &["NL", "BE", "SE", "DK", "NO", "FI", "DE"],
        &["nl", "en", "sv", "de"],
        "+31 20 555 0101",
        [true, true, true],
    ),
    of(Company::Proseware, EUROPE, &["DE", "AT", "CH", "SE"], &["de", "en"], "+49 30 5550 1102", [true, false, true]),
    of(Company::Woodgrove, NORTH_AMERICA, &["US", "CA"], &["en", "fr", "es"], "+1 212 555 0103", [true, true, true]),
    other(
        "A. Datum Distribusjon AS",
        "5102233",
        EUROPE,
        &["NO", "SE", "DK"],
        &["nb", "en"],
        "+47 22 55 50 104",
        "adatum.example",
        [true, false, false],
    ),
    other(
        "Bellows Jakelu Oy",
        "5102347",
        EUROPE,
        &["FI", "EE"],
        &["fi", "sv", "en"],
        "+358 9 555 0105",
        "bellows.example",
        [true, true, false],
    ),
    other(
        "Coho Distribución S.L.",
        "5102451",
        EUROPE,
        &["ES", "PT"],
        &["es", "pt", "en"],
        "+34 91 555 01 06",
        "coho.example",
        [false, true, true],
    ),
    other(
        "Consolidated Messenger Ltd",
        "5102562",
        EUROPE,
        &["GB", "IE"],
        &["en"],
        "+44 20 7946 0107",
        "consolidatedmessenger.example",
        [true, true, true],
    ),
    other(
        "Munson Wholesale Pty Ltd",
        "3302671",
        ASIA_PACIFIC,
        &["AU", "NZ"],
        &["en"],
        "+61 2 5550 0108",
        "munson.example",
        [true, false, true],
    ),
    other(
        "Nod Distribution SAS",
        "5102784",
        EUROPE,
        &["FR", "BE", "LU"],
        &["fr", "en"],
        "+33 1 55 50 01 09",
        "nod.example",
        [true, false, true],
    ),
    other(
        "Relecloud Distribuzione S.r.l.",
        "5102895",
        EUROPE,
        &["IT", "CH"],
        &["it", "en"],
        "+39 02 5550 110",
        "relecloud.example",
        [false, false, true],
    ),
    other(
        "Southridge Dystrybucja Sp. z o.o.",
        "5102906",
        EUROPE,
        &["PL", "CZ", "SK"],
        &["pl", "cs", "en"],
        "+48 22 555 01 11",
        "southridge.example",
        [true, true, false],
    ),
    other(
        "Terra Firma Distribution KK",
        "3303017",
        ASIA_PACIFIC,
        &["JP"],
        &["ja", "en"],
        "+81 3 5550 0112",
        "terrafirma.example",
        [true, false, false],
    ),
    other(
        "VanArsdel Distribution ApS",
        "5103128",
        EUROPE,
        &["DK", "SE", "NO"],
        &["da", "sv", "en"],
        "+45 33 55 01 13",
        "vanarsdel.example",
        [true, true, true],
    ),
    other(
        "Wingtip Cloud Supply Inc.",
        "3303239",
        NORTH_AMERICA,
        &["CA", "US"],
        &["en", "fr"],
        "+1 416 555 0114",
        "wingtip.example",
        [false, false, false],
    ),
];

const fn of(
    company: Company,
    region: &'static str,
    countries: &'static [&'static str],
    languages: &'static [&'static str],
    telephone: &'static str,
    offers: [bool; 3],
) -> Entry {
    let (name, mpn, domain) = (company.name(), company.mpn(), company.domain());
    Entry { company: Some(company), name, mpn, region, countries, languages, telephone, domain, offers }
}

#[expect(clippy::too_many_arguments, reason = "one line of the table")]
const fn other(
    name: &'static str,
    mpn: &'static str,
    region: &'static str,
    countries: &'static [&'static str],
    languages: &'static [&'static str],
    telephone: &'static str,
    domain: &'static str,
    offers: [bool; 3],
) -> Entry {
    Entry { company: None, name, mpn, region, countries, languages, telephone, domain, offers }
}

impl Entry {
    /// The entry as an organisation of `region` sees it.
    fn seen_from(&self, region: &str) -> ProviderListing {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let made = || made_id(self.name, 1);
        let id = self.company.map_or_else(made, |company| company.tenant().to_owned());
        ProviderListing {
            id: TenantId::parse(&id).expect("made ids are ids"),
            name: self.name.to_owned(),
            mpn_id: MpnId::parse(self.mpn),
            countries: list(self.countries),
            csp_region: self.region.to_owned(),
            website: format!("https://www.{}", self.domain),
            contact_email: format!("partners@{}", self.domain),
            telephone: self.telephone.to_owned(),
            languages: list(self.languages),
            offers: Offers { technical_training: self.offers[0], marketing: self.offers[1], financing: self.offers[2] },
            selectable: self.region == region,
        }
    }
}

fn all(call: &Call<'_>) -> Vec<ProviderListing> {
    let region = call.company().organisation().csp_region;
    ENTRIES.iter().map(|entry| entry.seen_from(&region)).collect()
}

/// GET /v1/indirectproviders?country=&name=; the name is a beginning.
pub(super) fn list(call: &Call<'_>) -> Answered {
    let page = Page::asked_for(call)?;
    // The token carries on what the first call asked for.
    let (name, country) = match page.filter.split_once('\n') {
        Some((name, country)) => (name.to_owned(), country.to_owned()),
        None => (call.query("name").unwrap_or_default().to_lowercase(), call.query("country").unwrap_or_default().to_owned()),
    };
    let found: Vec<ProviderListing> = all(call)
        .into_iter()
        .filter(|listing| listing.name.to_lowercase().starts_with(&name) && listing.matches("", &country))
        .collect();
    let page = Page { filter: format!("{name}\n{country}"), ..page };
    let rows = |offset: usize, size: usize| collection(found.iter().skip(offset).take(size).map(write).collect());
    ok(&page.answer(call, found.len(), "/indirectproviders?seekOperation=Next", rows))
}

/// GET /v1/indirectproviders/{providerId}.
pub(super) fn get(call: &Call<'_>, id: &str) -> Answered {
    let found = TenantId::parse(id).and_then(|id| all(call).into_iter().find(|listing| listing.id == id));
    ok(&write(&found.ok_or_else(not_found)?))
}

/// GET /v1/indirectproviders/me: the own entry of a provider.
pub(super) fn own(call: &Call<'_>) -> Answered {
    get(call, call.company().tenant())
}

/// PUT /v1/indirectproviders/me: never.
pub(super) fn change_own(call: &Call<'_>) -> Answered {
    Err(match call.company().side() {
        Side::Provider => refused(&Refusal::new(RefusalCode::ProfileByRepresentative)),
        Side::Partner => not_found(),
    })
}
