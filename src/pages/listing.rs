//! A provider's entry in the directory, as everybody sees it (R43).

use leptos::prelude::*;

use crate::components::facts::{code, facts};
use crate::components::icon::icon;
use crate::domain::provider_listing::{Offers, ProviderListing};
use crate::domain::web_address;
use crate::i18n::{Texts, format};

/// What helps to compare providers.
pub(super) fn listing_facts(t: Texts, listing: &ProviderListing) -> AnyView {
    let countries: Vec<String> = listing.countries.iter().map(|it| format::country(t, it)).collect();
    let languages: Vec<String> = listing.languages.iter().map(|it| format::language(t, it)).collect();
    let mut pairs = vec![
        (t.directory_countries(), format::all_of(t, &countries).into_any()),
        (t.directory_languages(), format::capitalised(&format::all_of(t, &languages)).into_any()),
    ];
    if web_address::is_page(&listing.website) {
        let shown = listing.website.trim_start_matches("https://").trim_start_matches("http://").to_owned();
        let address = listing.website.clone();
        let link = view! { <a class="link" href=address rel="noreferrer" target="_blank">{shown}</a> };
        pairs.push((t.directory_website(), link.into_any()));
    }
    if !listing.contact_email.is_empty() {
        let address = format!("mailto:{}", crate::domain::percent::encode(&listing.contact_email).replace("%40", "@"));
        pairs.push((t.directory_email(), view! { <a class="link" href=address>{listing.contact_email.clone()}</a> }.into_any()));
    }
    if !listing.telephone.is_empty() {
        pairs.push((t.directory_telephone(), listing.telephone.clone().into_any()));
    }
    if let Some(mpn) = &listing.mpn_id {
        pairs.push((t.directory_mpn(), code(mpn.as_str())));
    }
    if !listing.csp_region.is_empty() {
        pairs.push((t.directory_region(), listing.csp_region.clone().into_any()));
    }
    pairs.push((t.directory_offers(), offers(t, listing.offers)));
    facts(pairs)
}

/// What else a provider offers, and what it does not.
pub(super) fn offers(t: Texts, offers: Offers) -> AnyView {
    let offers = [
        (offers.technical_training, t.directory_training()),
        (offers.marketing, t.directory_marketing()),
        (offers.financing, t.directory_financing()),
    ];
    let lines: Vec<AnyView> = offers
        .into_iter()
        .map(|(is_offered, offer)| {
            let (tone, name, says) = if is_offered {
                ("success", "checkmark-circle", t.directory_yes(&offer))
            } else {
                ("neutral", "subtract", t.directory_no(&offer))
            };
            view! {
                <li class="offers__item" data-tone=tone>
                    {icon(name)}
                    <span aria-hidden="true">{offer}</span>
                    <span class="visually-hidden">{says}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="offers">{lines}</ul> }.into_any()
}
