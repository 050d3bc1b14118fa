//! The documented codes with their statuses: what a provoked fault may say, and nothing else.
//! Source: api/partner-center.md sections 1.8, 4, 8, 13, 14.1 (2026-11-21).

use super::reply::EXTENSION;

/// The statuses that are documented (1.8).
const STATUSES: [u16; 16] = [400, 401, 403, 404, 405, 406, 408, 409, 412, 417, 429, 500, 501, 502, 503, 504];

/// A status, the codes that come with it, and words for all of them.
type Group = (u16, &'static [u32], &'static str);

const GROUPS: &[Group] = &[
    (501, &[0], "Undefined."),
    (401, &[400], "Access denied."),
    (401, &[900_421], "The call requires multi-factor authentication."),
    (401, &[800_001], "The partner token is missing."),
    (404, &[1000], "The resource could not be found."),
    (400, &[1003, 6002, 6003, 6004, 800_018, 900_116], "Sandbox limit."),
    (403, &[1003, 6002, 6003, 6004], "Sandbox limit."),
    (400, &[2000], "The identifier is malformed."),
    (400, &[2001], "The subscription is suspended, or no identifier was given."),
    (400, &[2002], "The quantity is outside the range of the offer."),
    (403, &[2006], "The partner is not valid for the offer."),
    (400, &[2006], "Subscriptions of the offer cannot be changed."),
    (400, &[2007], "The address is not valid."),
    (400, &[2011], "The subscription is deleted."),
    (400, &[2012], "The subscription ids cannot be matched."),
    (403, &[2030], "The partner is not allowed to sell in the country."),
    (403, &[2032], "Access denied."),
    (400, &[2054], "The billing cycle can only be changed by an order."),
    (400, &[2055], "The etag is stale: the record was changed in the meantime."),
    (400, &[2071], "The MPN id is no adviser."),
    (404, &[2072], "The provider's own MPN id cannot be the reseller."),
    (403, &[2085, 2091], "The offer is not eligible, or withdrawn."),
    (400, &[2100], "The item is not an offer."),
    (400, &[2200], "The MPN id is invalid or not yet in Partner Center."),
    (400, &[2201], "The MPN id belongs to another CSP region."),
    (400, &[2203, 2206], "The Microsoft Partner Agreement is not signed."),
    (400, &[2204], "No indirect reseller account is associated with the MPN id."),
    (400, &[2205], "No account was found for the tenant."),
    (400, &[3000], "A property is not valid."),
    (404, &[3000], "The MPN profile could not be found."),
    (400, &[4018], "The order cannot be processed."),
    (400, &[6000, 6001], "The billing cycle cannot be changed."),
    (403, &[13_605], "The customer has not accepted the Microsoft Customer Agreement."),
    (404, &[20_000], "The order could not be found."),
    (403, &[20_002], "The partner has no commerce relation with the customer."),
    (404, &[20_003], "The subscription could not be found."),
    (400, &[27_006, 27_007], "The offer cannot be used."),
    (409, &[27_009], "The parent subscription is not active."),
    (400, &[60_000], "The licence migration failed."),
    (404, &[60_002, 60_003], "The user or tenant could not be found."),
    (400, &[60_012], "There are no licences left."),
    (400, &[600_002, 600_049, 600_050, 600_051], "The customer's data is not valid."),
    (400, &[600_061], "The agreement was confirmed already."),
    (400, &[400_056], "The request is not valid."),
    (400, &[800_002], "The input is not valid."),
    (500, &[800_003], "An unexpected error occurred."),
    (400, &[800_004], "The offer id is not valid."),
    (500, &[800_005], "The order could not be created."),
    (404, &[800_007], "There is no provisioning data."),
    (404, &[800_008], "The cart could not be found."),
    (
        400,
        &[800_009, 800_010, 800_017, 800_022, 800_024, 800_025, 800_026, 800_062, 800_070, 800_071, 800_086],
        "The item cannot be bought.",
    ),
    (400, &[800_011, 800_012, 800_013, 800_021, 800_030], "The subscription is not valid for this."),
    (409, &[800_014], "An adjustment of the subscription is pending."),
    (404, &[800_015], "The MPN id is not known."),
    (400, &[800_016], "The MPN id is no indirect reseller."),
    (403, &[800_019, 800_020, 800_023, 800_027, 800_028], "The item is not eligible."),
    (400, &[800_029], "The add-on belongs to another parent."),
    (500, &[800_031, 800_083, 800_084, 800_087, 800_094], "The purchase system failed."),
    (417, &[800_036], "The precondition failed."),
    (404, &[800_037, 800_038, 800_076], "The asset could not be found."),
    (403, &[800_039], "The reseller programme is not active."),
    (400, &[800_040, 800_041, 800_042], "The status cannot be changed so."),
    (403, &[800_043], "Prices are not visible."),
    (409, &[800_060, 800_064], "Another request is being carried out."),
    (400, &[800_061, 800_063, 800_065], "The order cannot be changed any more."),
    (403, &[800_066, 800_067, 800_068, 800_088, 800_089], "A limit is reached."),
    (403, &[800_069, 800_073, 800_074, 800_075, 800_077], "The purchase is not approved."),
    (400, &[800_072, 800_080, 800_085, 800_097], "The billing cycle is not valid."),
    (400, &[800_078], "A subscription cannot be transferred."),
    (400, &[800_081, 800_082], "The subscription is not ready."),
    (400, &[800_090, 800_092, 800_095], "The quantity cannot be changed so."),
    (400, &[800_091, 800_093, 800_096, 800_098], "The subscription cannot be changed so."),
    (404, &[900_100], "The transfer could not be found."),
    (409, &[900_101], "The transfer is already in progress."),
    (400, &[900_102], "The transfer is in a final state already."),
    (500, &[900_103], "The order of the transfer failed."),
    (409, &[900_104], "The transfer is handled by another request."),
    (403, &[900_105, 900_108, 900_119, 900_120, 900_130], "The Azure subscription cannot be moved."),
    (404, &[900_106], "The upgrade could not be found."),
    (400, &[900_107, 900_110, 900_111], "The upgrade is not possible."),
    (409, &[900_109, 900_112, 900_113, 900_114], "An upgrade is being carried out."),
    (403, &[900_115], "The plan has active subscriptions."),
    (400, &[900_117], "The cancellation window is over."),
    (400, &[900_118], "The customer id is not valid."),
    (403, &[900_121], "The credit line does not suffice."),
    (404, &[900_122], "The quote could not be found."),
    (403, &[900_123], "The reseller has not signed its partner agreement."),
    (403, &[900_124], "The partner agreement is not signed."),
    (400, &[900_125, 900_126, 900_127], "The request is not valid here."),
    (400, &[900_128, 900_129], "An Azure plan is needed."),
    (400, &[900_131, 900_132, 900_133, 900_134], "The Azure plan does not allow the transfer."),
    (500, &[900_135], "The transfer could not be initiated."),
    (400, &[900_136, 900_147, 900_148], "A partner of the transfer is not valid."),
    (403, &[900_137, 900_138], "The partner or cloud is not enabled for transfers."),
    (403, &[900_139], "The transfer cannot be accepted with Azure in it."),
    (404, &[900_140], "The directory subscriptions could not be found."),
    (400, &[900_141, 900_142, 900_143, 900_144], "The change is not supported."),
    (400, &[900_145], "Reservations are attached to the subscription."),
    (400, &[900_146], "Third-party marketplace products are attached to the subscription."),
    (403, &[900_149], "The partner's programme is not active."),
    (403, &[900_150], "The role does not allow this."),
    (412, &[990_060], "The etag is stale: the record was changed in the meantime."),
    (409, &[990_061], "The MS-RequestId was used for another request."),
];

/// Whether the contract knows `status` as one of a fault.
pub(super) fn is_documented_status(status: u16) -> bool {
    STATUSES.contains(&status)
}

/// The words of a documented fault, or `None` where `code` never comes with `status`.
pub(super) fn words(status: u16, code: u32) -> Option<&'static str> {
    GROUPS.iter().find(|(of, codes, _)| *of == status && codes.contains(&code)).map(|(_, _, words)| *words)
}

/// Whether `code` is one of our extension's refusals that comes with `status`.
pub(super) fn refusal(status: u16, code: u32) -> Option<crate::domain::refusal::RefusalCode> {
    EXTENSION.iter().find(|(known, of, _)| *known == code && *of == status).map(|(_, _, refusal)| *refusal)
}

/// The code that a status means by itself; gateways and time-outs give none.
pub(super) const fn usual_code(status: u16) -> Option<u32> {
    match status {
        400 => Some(800_002),
        401 => Some(400),
        404 => Some(1000),
        412 => Some(990_060),
        417 => Some(800_036),
        500 => Some(800_003),
        501 => Some(0),
        _ => None,
    }
}
