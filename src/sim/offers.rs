//! The catalogue of a market, for legacy purchases. Source: api/partner-center.md 11.1 to 11.3 (2026-11-21). Base offers are those
//! that Microsoft sold then, with their real ids; the limits are of the simulation's own.

use super::call::Call;
use super::countries;
use super::reply::{Answered, fault, malformed, ok};
use crate::domain::ids::OfferId;
use crate::domain::offer::Offer;
use crate::domain::subscription::AZURE_PAYG_OFFER;
use crate::wire::json::collection;
use crate::wire::offer;

const OFFICE_E1: &str = "91fd106f-4b2c-4938-95ac-f54f74e9a239";
const OFFICE_E3: &str = "796b6b5f-613c-4e24-a17c-eba730d49c02";
const OFFICE_E5: &str = "a044b16a-1861-4308-8086-a3a3b506fac2";
const BUSINESS_PREMIUM: &str = "031c9e47-4802-4248-838e-778fb1d2cc05";
const EXCHANGE_PLAN_1: &str = "195416c1-3447-423a-b37b-ee59a99a19c4";
const DYNAMICS_SALES: &str = "50e9a47a-7b4d-4970-9d90-cae927f53753";

/// One offer of the table.
struct Row {
    id: &'static str,
    name: &'static str,
    text: &'static str,
    category: &'static str,
    /// Fewest and most licences of an order.
    range: (u64, u64),
    /// The base offers of which one must be there; with any it is an add-on.
    bases: &'static [&'static str],
    /// How many a customer may hold; 0 for no limit.
    limit: u64,
    kind: Kind,
}

/// How an offer is sold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// By licence.
    Licence,
    /// By use.
    Usage,
    /// For a month, to try it.
    Trial,
    /// Not any more.
    Withdrawn,
}

const MANY: u64 = 10_000_000;

const ROWS: [Row; 17] = [
    row(BUSINESS_PREMIUM, "Office 365 Business Premium", "Office apps, e-mail and meetings for small companies.", (1, 300)),
    row(OFFICE_E1, "Office 365 E1", "E-mail, meetings and Office in the browser.", (1, MANY)),
    row(OFFICE_E3, "Office 365 E3", "Office apps, e-mail, meetings, and protection of information.", (1, MANY)),
    row(OFFICE_E5, "Office 365 E5", "All of Office 365 E3, with calling, analysis and threat protection.", (1, MANY)),
    row(EXCHANGE_PLAN_1, "Exchange Online Plan 1", "E-mail and calendars with 50 GB for each user.", (1, MANY)),
    row("51e95709-dc35-4780-9040-22278cb7c0e1", "Intune", "Devices and apps under control.", (1, MANY)).of("Security"),
    row("b4d4b7f4-4089-43b6-9c44-de97b760fb11", "Visio Online Plan 2", "Diagrams, in the browser and on the desktop.", (1, MANY)),
    row(DYNAMICS_SALES, "Dynamics 365 Sales", "Leads, opportunities and quotes.", (5, MANY)).of("Dynamics 365"),
    row(AZURE_PAYG_OFFER, "Azure pay-as-you-go", "Microsoft Azure, billed by what is used.", (1, 1))
        .of("Azure")
        .kind(Kind::Usage),
    row("467eab54-127b-42d3-b046-3844b860bebf", "Office 365 E3 trial", "25 licences for a month, once per customer.", (25, 25))
        .kind(Kind::Trial)
        .limited(1),
    row("35a36b80-270a-44bf-9290-00545d350866", "Exchange Online Kiosk", "E-mail for people without a desk.", (1, MANY))
        .kind(Kind::Withdrawn),
    row("c94271d8-b431-4a25-a3c5-a57737a1c909", "Audio Conferencing", "Dial in to meetings by telephone.", (1, MANY))
        .with(&[OFFICE_E1, OFFICE_E3]),
    row("2828be95-46ba-4f91-b2fd-0bef192ecf60", "Exchange Online Archiving", "An archive for each mailbox.", (1, MANY)).with(&[
        OFFICE_E1,
        EXCHANGE_PLAN_1,
        BUSINESS_PREMIUM,
    ]),
    row("45320ec9-9b8e-49d0-b900-f14141a0abd1", "Microsoft MyAnalytics", "How time is spent, for each person.", (1, MANY))
        .with(&[OFFICE_E1, OFFICE_E3]),
    row(
        "a2706f86-868d-4048-989b-0c69e5c76b63",
        "Advanced Threat Protection",
        "Protection from unsafe links and attachments.",
        (1, MANY),
    )
    .with(&[OFFICE_E1, OFFICE_E3, EXCHANGE_PLAN_1, BUSINESS_PREMIUM]),
    row("2bcf9fe8-8b65-4fcf-9240-419203fb8cf4", "Additional Production Instance", "One more place to work in.", (1, 50))
        .of("Dynamics 365")
        .with(&[DYNAMICS_SALES])
        .limited(1),
    row("fd8ee1ed-1a8e-4b1b-b7a7-7e1f4d2b9a36", "Additional Database Storage", "By the gigabyte.", (1, 1000))
        .of("Dynamics 365")
        .with(&[DYNAMICS_SALES]),
];

const fn row(id: &'static str, name: &'static str, text: &'static str, range: (u64, u64)) -> Row {
    Row { id, name, text, category: "Office 365", range, bases: &[], limit: 0, kind: Kind::Licence }
}

impl Row {
    const fn of(mut self, category: &'static str) -> Self {
        self.category = category;
        self
    }

    const fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    const fn limited(mut self, limit: u64) -> Self {
        self.limit = limit;
        self
    }

    const fn with(mut self, bases: &'static [&'static str]) -> Self {
        self.bases = bases;
        self
    }

    fn offer(&self, country: &str) -> Offer {
        let id = |text: &&str| OfferId::parse(text).expect("the catalogue's ids are ids");
        let is_usage = self.kind == Kind::Usage;
        Offer {
            id: id(&self.id),
            name: self.name.to_owned(),
            description: self.text.to_owned(),
            minimum_quantity: self.range.0,
            maximum_quantity: Some(self.range.1),
            unit: if is_usage { "Usage" } else { "Licenses" }.to_owned(),
            category: self.category.to_owned(),
            is_add_on: !self.bases.is_empty(),
            has_add_ons: ROWS.iter().any(|row| row.bases.contains(&self.id)),
            is_available: self.kind != Kind::Withdrawn,
            is_trial: self.kind == Kind::Trial,
            billing: if is_usage { "usage" } else { "license" }.to_owned(),
            billing_cycles: if is_usage || self.kind == Kind::Trial { vec!["monthly"] } else { vec!["annual", "monthly"] }
                .into_iter()
                .map(str::to_owned)
                .collect(),
            limit: (self.limit > 0).then_some(self.limit),
            limit_unit: if self.limit > 0 { "Concurrent" } else { "" }.to_owned(),
            prerequisites: self.bases.iter().map(id).collect(),
            country: country.to_owned(),
            locale: "en".to_owned(),
            product: self.name.to_owned(),
            learn_more: None,
        }
    }
}

/// Every offer that is sold, or was, in `country`; nothing in a country that the service does not know. Azure is not sold where
/// organisations need a registration number.
pub(super) fn catalogue(country: &str) -> Vec<Offer> {
    let Some(rules) = countries::rules(country) else { return Vec::new() };
    ROWS.iter()
        .filter(|row| !(row.kind == Kind::Usage && rules.registration_number_supported))
        .map(|row| row.offer(&rules.code))
        .collect()
}

/// The country that is asked for.
fn country<'a>(call: &'a Call<'_>) -> Result<&'a str, crate::api::http::Reply> {
    call.query("country").ok_or_else(|| malformed("The country is needed."))
}

/// GET /v1/offers?country=.
pub(super) fn list(call: &Call<'_>) -> Answered {
    ok(&collection(catalogue(country(call)?).iter().map(offer::write).collect()))
}

/// GET /v1/offers/{offerId}?country=.
pub(super) fn get(call: &Call<'_>, id: &str) -> Answered {
    let offers = catalogue(country(call)?);
    let found = OfferId::parse(id).and_then(|id| offers.into_iter().find(|offer| offer.id == id));
    ok(&offer::write(&found.ok_or_else(|| fault(400, 2100, "The item is not an offer."))?))
}

/// GET /v1/offers/{offerId}/addons?country=.
pub(super) fn add_ons(call: &Call<'_>, id: &str) -> Answered {
    let offers = catalogue(country(call)?);
    let base = OfferId::parse(id).filter(|id| offers.iter().any(|offer| offer.id == *id));
    let base = base.ok_or_else(|| fault(400, 2100, "The item is not an offer."))?;
    ok(&collection(offers.iter().filter(|offer| offer.goes_with(&base)).map(offer::write).collect()))
}
