//! Indirect providers as the directory lists them. Source: requirements.md R42 to R46, R127; api/partner-center.md 14.8
//! (2026-11-21).

use super::ids::{MpnId, TenantId};
use super::organisation::Organisation;
use super::refusal::{Refusal, RefusalCode};

/// What a provider offers its resellers beyond supplying subscriptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offers {
    /// Technical training and assistance.
    pub technical_training: bool,
    /// Help with marketing.
    pub marketing: bool,
    /// Financing and credit terms.
    pub financing: bool,
}

/// One entry of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderListing {
    /// The provider's tenant.
    pub id: TenantId,
    /// Its name.
    pub name: String,
    /// Its MPN ID, where given.
    pub mpn_id: Option<MpnId>,
    /// The countries that it serves, ISO 3166 alpha-2.
    pub countries: Vec<String>,
    /// Its CSP region, as the service names it; may be empty.
    pub csp_region: String,
    /// Its website; may be empty.
    pub website: String,
    /// Where a reseller writes to; may be empty.
    pub contact_email: String,
    /// Its telephone; may be empty.
    pub telephone: String,
    /// The languages that it speaks, two letters each.
    pub languages: Vec<String>,
    /// What else it offers.
    pub offers: Offers,
    /// Whether the service lets the own organisation choose it.
    pub selectable: bool,
}

impl ProviderListing {
    /// Says whether it passes a search by name and by country served; an empty word passes all. Letters count alike.
    pub fn matches(&self, name: &str, country: &str) -> bool {
        self.name.to_lowercase().contains(&name.trim().to_lowercase())
            && (country.is_empty() || self.countries.iter().any(|served| served.eq_ignore_ascii_case(country)))
    }

    /// Lets `reader` choose it, or says why not.
    ///
    /// # Errors
    /// `region-mismatch`: a partnership cannot cross CSP regions (R44).
    pub fn check(&self, reader: &Organisation) -> Result<(), Refusal> {
        check_region(&self.name, &self.csp_region, reader)?;
        if self.selectable { Ok(()) } else { Err(region_mismatch(&self.name, &self.csp_region, reader)) }
    }
}

/// Lets `own` and the organisation `name` of `region` become partners. A region that is not known forbids nothing: the service
/// decides.
///
/// # Errors
/// `region-mismatch` with both regions.
pub fn check_region(name: &str, region: &str, own: &Organisation) -> Result<(), Refusal> {
    let known = !region.is_empty() && !own.csp_region.is_empty();
    if known && !region.eq_ignore_ascii_case(&own.csp_region) { Err(region_mismatch(name, region, own)) } else { Ok(()) }
}

fn region_mismatch(name: &str, region: &str, own: &Organisation) -> Refusal {
    Refusal::new(RefusalCode::RegionMismatch).with("name", name).with("a", region).with("b", own.csp_region.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::organisation::Side;
    use super::*;

    fn listing(region: &str, selectable: bool) -> ProviderListing {
        ProviderListing {
            id: TenantId::parse("a1").unwrap(),
            name: "Fabrikam Distribution".to_owned(),
            mpn_id: None,
            countries: vec!["SE".to_owned(), "NL".to_owned()],
            csp_region: region.to_owned(),
            website: String::new(),
            contact_email: String::new(),
            telephone: String::new(),
            languages: Vec::new(),
            offers: Offers::default(),
            selectable,
        }
    }

    fn own() -> Organisation {
        Organisation {
            tenant: TenantId::parse("b1").unwrap(),
            name: "Contoso".to_owned(),
            country: "SE".to_owned(),
            csp_region: "Europe".to_owned(),
            mpn_id: None,
            side: Side::Partner,
        }
    }

    // R44
    #[test]
    fn a_provider_of_another_region_cannot_be_chosen_and_both_regions_are_named() {
        for (region, selectable, allowed) in [
            ("Europe", true, true),
            ("europe", true, true),
            ("", true, true),
            ("North America", true, false),
            ("Europe", false, false),
        ] {
            let outcome = listing(region, selectable).check(&own());
            assert_eq!(outcome.is_ok(), allowed, "{region} {selectable}");
            if let Err(why) = outcome {
                assert_eq!(
                    (why.code, why.value("a"), why.value("b")),
                    (RefusalCode::RegionMismatch, Some(region), Some("Europe"))
                );
            }
        }
    }

    // R42
    #[test]
    fn the_directory_is_searched_by_name_and_country() {
        let it = listing("Europe", true);
        for (name, country, found) in
            [("", "", true), (" fabri ", "", true), ("DISTRIBUTION", "nl", true), ("proseware", "", false), ("", "DE", false)]
        {
            assert_eq!(it.matches(name, country), found, "{name} {country}");
        }
    }
}
