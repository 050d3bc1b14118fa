//! The partner of record, as orders, transfers and changes of a subscription name it. Source: api/partner-center.md sections 3.6, 4,
//! 8 and 13 (2026-11-21).

use super::company::{Company, KnownPartner, Standing, known_partner};
use super::reply::fault_with;
use super::state::State;
use crate::api::http::Reply;
use crate::domain::ids::MpnId;
use crate::domain::refusal::{Refusal, RefusalCode};

/// The partner with the id `text`, as far as its id can stand on record.
pub(super) fn check(text: &str) -> Result<(MpnId, &'static KnownPartner), Reply> {
    let says = |status: u16, code: u32, words: &str, why: RefusalCode| {
        fault_with(status, code, &format!("Partner id on record {text}: {words}"), &Refusal::new(why).with("id", text))
    };
    let mpn = MpnId::parse(text).ok_or_else(|| says(400, 800_002, "it is not numeric.", RefusalCode::PartnerIdNotNumeric))?;
    let known = known_partner(&mpn).ok_or_else(|| says(404, 800_015, "it is not known.", RefusalCode::PartnerIdUnknown))?;
    match known.standing {
        Standing::NoReseller => Err(says(400, 800_016, "it is no indirect reseller.", RefusalCode::PartnerIdNotReseller)),
        Standing::Unsigned => Err(says(403, 900_123, "its partner agreement is not signed.", RefusalCode::PartnerIdMpa)),
        Standing::OtherRegion => Err(says(400, 2201, "it belongs to another CSP region.", RefusalCode::PartnerIdRegion)),
        Standing::GlobalOfReseller => {
            Err(says(400, 800_016, "it is a global id, not that of a location.", RefusalCode::PartnerIdGlobal))
        }
        Standing::Reseller => Ok((mpn, known)),
    }
}

/// The reseller that a provider names on an order or a subscription.
pub(super) fn check_reseller(state: &State, provider: Company, text: &str) -> Result<MpnId, Reply> {
    if text.trim() == provider.mpn() {
        let why = Refusal::new(RefusalCode::PartnerIdNotReseller).with("id", text);
        return Err(fault_with(404, 2072, "The provider's own MPN id cannot be the reseller.", &why));
    }
    let (mpn, known) = check(text)?;
    if known.company.is_some_and(|company| !state.is_enrolled(company)) {
        let why = Refusal::new(RefusalCode::PartnerIdNotReseller).with("id", text);
        return Err(fault_with(400, 800_016, &format!("Partner id on record {text}: it is no indirect reseller."), &why));
    }
    Ok(mpn)
}
