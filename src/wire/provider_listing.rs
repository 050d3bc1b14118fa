//! Entries of the provider directory on the wire. Source: api/partner-center.md 14.8 (2026-11-21).

use serde_json::{Value, json};

use super::json::Node;
use crate::domain::ids::{MpnId, TenantId};
use crate::domain::provider_listing::{Offers, ProviderListing};

/// Reads one entry; `None` without an id.
pub fn read(node: Node<'_>) -> Option<ProviderListing> {
    let id = TenantId::parse(&node.get("id").text()?)?;
    let offers = node.get("offers");
    let offer = |name: &str| offers.get(name).flag().unwrap_or(false);
    Some(ProviderListing {
        name: node.get("name").text().unwrap_or_else(|| id.to_string()),
        id,
        mpn_id: node.get("mpnId").text().and_then(|text| MpnId::parse(&text)),
        countries: node.get("countries").texts(),
        csp_region: node.get("cspRegion").text_or_empty(),
        website: node.get("website").text_or_empty(),
        contact_email: node.get("contactEmail").text_or_empty(),
        telephone: node.get("telephone").text_or_empty(),
        languages: node.get("languages").texts(),
        offers: Offers {
            technical_training: offer("technicalTraining"),
            marketing: offer("marketing"),
            financing: offer("financing"),
        },
        selectable: node.get("selectable").flag().unwrap_or(true),
    })
}

/// Reads a collection; rows without an id are left out.
pub fn read_list(node: Node<'_>) -> Vec<ProviderListing> {
    node.items().into_iter().filter_map(read).collect()
}

/// Writes one entry as the service does.
pub fn write(listing: &ProviderListing) -> Value {
    let mut body = json!({
        "id": listing.id.as_str(),
        "name": listing.name,
        "mpnId": listing.mpn_id.as_ref().map(MpnId::as_str),
        "countries": listing.countries,
        "cspRegion": listing.csp_region,
        "website": listing.website,
        "contactEmail": listing.contact_email,
        "telephone": listing.telephone,
        "languages": listing.languages,
        "offers": {
            "technicalTraining": listing.offers.technical_training,
            "marketing": listing.offers.marketing,
            "financing": listing.offers.financing,
        },
        "selectable": listing.selectable,
        "attributes": { "objectType": "ProviderListing" },
    });
    if !listing.selectable {
        body["notSelectableReason"] = json!("region-mismatch");
    }
    body
}
