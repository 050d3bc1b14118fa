//! What each documented code means to us.

use crossover::api::error::{ApiError, Cause};
use crossover::domain::refusal::RefusalCode as R;
use crossover::wire::fault::{self, EXTENSION};
use futures_executor::block_on;
use serde_json::json;

use crate::harness::{Check, record, reply};

pub(crate) const CHECKS: &[(&str, Check)] = &[("throttling.error-429.json", |sample| {
    assert_eq!((sample.method.as_str(), sample.path.as_str()), ("ANY", "any throttled operation"));
    let throttled = || reply(sample.status, &sample.text).with_header("Retry-After", "57");
    let (outcome, sent) = record(vec![throttled()], |client| block_on(client.list_customers()));
    let error = outcome.unwrap_err();
    assert!(error.is(R::RateLimited), "{error:?}");
    assert_eq!((error.retry_after_s(), error.trace.code), (Some(57), Some(429)));
    assert_eq!(error.trace.text, "Rate limit is exceeded. Try again in 57 seconds.");
    assert!(sent.len() > 1, "it is asked again after the pause");
    let (outcome, _) = record(vec![throttled(), reply(200, "[]")], |client| block_on(client.list_customers()));
    assert_eq!(outcome, Ok(Vec::new()), "and goes on when the service does");
})];

/// What an answer must come to.
#[derive(Debug)]
enum Means {
    Refusal(R),
    SignedOut,
    MfaNeeded,
    Stale,
    /// The service's own words, for a rule that has no sentence of ours.
    ItsWords,
}
use Means::{ItsWords, MfaNeeded, Refusal, SignedOut, Stale};

fn assert_means(section: &str, table: &[(u16, u32, Means)]) {
    for (status, code, means) in table {
        let body = if *code == 0 { json!({}) } else { fault::write(*code, "its words", "PartnerFD") };
        let error = ApiError::from_reply(&reply(*status, &body.to_string()), "");
        let expected = match means {
            Refusal(code) => {
                assert!(error.is(*code), "{section}: {status}/{code:?} gives {error:?}");
                continue;
            }
            SignedOut => Cause::SignedOut,
            MfaNeeded => Cause::MfaNeeded,
            Stale => Cause::Stale,
            ItsWords => Cause::Unexpected(if *code == 0 { "" } else { "its words" }.to_owned()),
        };
        assert_eq!(error.cause, expected, "{section}: {status}/{code}");
    }
}

#[test]
fn a_status_without_a_code_has_its_meaning() {
    let table = [
        (400, 0, ItsWords),
        (401, 0, SignedOut),
        (401, 400, SignedOut),
        (401, 900_421, MfaNeeded),
        (403, 0, Refusal(R::RoleRequired)),
        (404, 0, Refusal(R::NotFound)),
        (405, 0, ItsWords),
        (406, 0, ItsWords),
        (408, 0, ItsWords),
        (409, 0, ItsWords),
        (412, 0, Stale),
        (417, 0, Stale),
        (429, 0, Refusal(R::RateLimited)),
        (500, 0, Refusal(R::ApiUnreachable)),
        (501, 0, ItsWords),
        (502, 0, Refusal(R::ApiUnreachable)),
        (503, 0, Refusal(R::ApiUnreachable)),
        (504, 0, Refusal(R::ApiUnreachable)),
    ];
    assert_means("1.8", &table);
}

#[test]
fn the_codes_of_customers_have_their_meaning() {
    let table = [
        (404, 1000, Refusal(R::NotFound)),
        (404, 60_003, Refusal(R::NotFound)),
        (403, 20_002, Refusal(R::CustomerNotMoved)),
        (403, 900_150, Refusal(R::RoleRequired)),
        (400, 900_118, Refusal(R::FieldInvalid)),
        (400, 600_002, Refusal(R::FieldInvalid)),
        (400, 600_049, Refusal(R::RegistrationNumberMissing)),
        (400, 600_050, Refusal(R::FieldInvalid)),
        (400, 600_051, Refusal(R::FieldRequired)),
        (400, 2007, Refusal(R::FieldInvalid)),
        (400, 3000, Refusal(R::FieldInvalid)),
        (404, 3000, Refusal(R::PartnerIdUnknown)),
        (403, 900_123, Refusal(R::ResellerMpaMissing)),
        (403, 800_039, Refusal(R::ResellerMpaMissing)),
    ];
    assert_means("2, 7, 10", &table);
}

#[test]
fn the_codes_of_subscription_changes_have_their_meaning() {
    let table = [
        // The licence count.
        (400, 2001, Refusal(R::SubSuspended)),
        (400, 2002, Refusal(R::QuantityOutOfRange)),
        (403, 800_066, Refusal(R::QuantityOutOfRange)),
        (403, 800_067, Refusal(R::QuantityOutOfRange)),
        (403, 800_068, Refusal(R::QuantityOutOfRange)),
        (403, 800_088, Refusal(R::QuantityOutOfRange)),
        (400, 800_090, ItsWords),
        (400, 800_092, ItsWords),
        (400, 800_095, ItsWords),
        // Suspending and running again.
        (400, 800_096, ItsWords),
        (409, 27_009, ItsWords),
        (400, 800_042, ItsWords),
        // The reseller of record.
        (404, 800_015, Refusal(R::PartnerIdUnknown)),
        (400, 800_016, Refusal(R::PartnerIdNotReseller)),
        (400, 800_098, Refusal(R::PartnerIdInvalid)),
        (400, 2071, Refusal(R::PartnerIdInvalid)),
        (404, 2072, Refusal(R::PartnerIdInvalid)),
        (403, 900_123, Refusal(R::ResellerMpaMissing)),
        (400, 2200, Refusal(R::PartnerIdUnknown)),
        // Any change.
        (403, 2006, ItsWords),
        (400, 2006, ItsWords),
        (400, 2011, Refusal(R::SubDeleted)),
        (400, 2054, ItsWords),
        (400, 2055, Stale),
        (417, 800_036, Stale),
        (400, 800_012, ItsWords),
        (400, 800_021, ItsWords),
        (400, 800_081, Refusal(R::SubNotSettled)),
        (400, 800_082, Refusal(R::SubNotSettled)),
        (400, 800_091, Refusal(R::SubSuspended)),
        (500, 800_094, Refusal(R::ApiUnreachable)),
        (400, 900_141, ItsWords),
    ];
    assert_means("3.6", &table);
}

#[test]
fn the_codes_of_transfers_have_their_meaning() {
    let table = [
        (401, 800_001, SignedOut),
        (400, 800_002, Refusal(R::FieldInvalid)),
        (500, 800_003, Refusal(R::ApiUnreachable)),
        (400, 800_004, Refusal(R::SubOther)),
        (500, 800_005, Refusal(R::ApiUnreachable)),
        (500, 900_103, Refusal(R::ApiUnreachable)),
        (404, 800_015, Refusal(R::PartnerIdUnknown)),
        (400, 800_016, Refusal(R::PartnerIdNotReseller)),
        (400, 800_078, Refusal(R::SubOther)),
        (404, 900_100, Refusal(R::NotFound)),
        (409, 900_101, Refusal(R::TransferInProgress)),
        (400, 900_102, Refusal(R::TransferClosed)),
        (409, 900_104, Refusal(R::TransferBusy)),
        (403, 900_105, Refusal(R::SubSuspended)),
        (403, 900_130, Refusal(R::SubNotSettled)),
        (400, 900_131, Refusal(R::SubAzurePlan)),
        (400, 900_132, Refusal(R::SubAzurePlan)),
        (400, 900_133, Refusal(R::SubAzurePlan)),
        (400, 900_134, Refusal(R::SubAzurePlan)),
        (500, 900_135, Refusal(R::ApiUnreachable)),
        (400, 900_136, Refusal(R::FieldInvalid)),
        (400, 900_147, Refusal(R::FieldInvalid)),
        (403, 900_137, Refusal(R::RegionMismatch)),
        (403, 900_138, Refusal(R::RegionMismatch)),
        (403, 900_139, Refusal(R::SubAzurePlan)),
        (400, 900_145, Refusal(R::SubReservation)),
        (400, 900_146, Refusal(R::SubSaas)),
        (400, 900_148, Refusal(R::FieldInvalid)),
        (403, 900_149, Refusal(R::NotEnrolled)),
        (403, 900_150, Refusal(R::RoleRequired)),
        (403, 13_605, Refusal(R::McaMissing)),
        (403, 900_123, Refusal(R::ResellerMpaMissing)),
        (403, 900_124, ItsWords),
        (403, 20_002, Refusal(R::CustomerNotMoved)),
    ];
    assert_means("4", &table);
}

#[test]
fn the_codes_of_the_agreement_check_have_their_meaning() {
    let table = [
        (400, 2200, Refusal(R::PartnerIdUnknown)),
        (400, 2201, Refusal(R::PartnerIdRegion)),
        (400, 2203, Refusal(R::PartnerIdMpa)),
        (400, 2204, Refusal(R::PartnerIdNotReseller)),
        (400, 2205, Refusal(R::PartnerIdUnknown)),
        (400, 2206, Refusal(R::PartnerIdMpa)),
    ];
    assert_means("8", &table);
    // 2000 stands for three things; text and source tell which.
    let told = |text: &str, source: &str| ApiError::from_reply(&reply(400, &fault::write(2000, text, source).to_string()), "");
    assert!(told("Tenant Id must be a GUID.", "PartnerApiServiceControllers").is(R::FieldInvalid));
    assert!(told("MPN Id must be a number.", "PartnerApiServiceControllers").is(R::PartnerIdNotNumeric));
    let both = "Both MPN Id and Tenant Id cannot be given.";
    assert_eq!(told(both, "ComplianceController").cause, Cause::Unexpected(both.to_owned()));
}

#[test]
fn a_403_that_is_documented_as_something_else_is_no_missing_role() {
    let codes = [
        2030, 2085, 2091, 800_019, 800_020, 800_023, 800_027, 800_028, 800_043, 800_069, 800_073, 800_075, 800_077, 800_089,
        900_121,
    ];
    for code in codes {
        assert_means("13", &[(403, code, ItsWords)]);
    }
    assert_means("13", &[(403, 123_456, Refusal(R::RoleRequired)), (403, 2032, Refusal(R::RoleRequired))]);
}

#[test]
fn the_codes_of_the_extension_have_their_meaning_by_number_and_by_reason() {
    let table = [
        (990_010, 403, "role-required"),
        (990_011, 403, "not-enrolled"),
        (990_012, 403, "enrolment-not-offered"),
        (990_013, 409, "profile-stale"),
        (990_014, 400, "mpn-country-mismatch"),
        (990_015, 400, "field-required"),
        (990_016, 400, "field-invalid"),
        (990_017, 400, "contact-webmail"),
        (990_018, 400, "irreversible-not-confirmed"),
        (990_019, 409, "no-rollback"),
        (990_020, 409, "enrolment-in-progress"),
        (990_021, 409, "step-not-open"),
        (990_022, 409, "agreement-not-offered"),
        (990_023, 409, "agreement-already-accepted"),
        (990_024, 403, "direct-bill-restricted"),
        (990_025, 403, "indirect-customer-no-purchase"),
        (990_026, 403, "provider-creates-tenant"),
        (990_027, 403, "region-mismatch"),
        (990_030, 404, "invitation-unknown"),
        (990_031, 409, "invitation-used"),
        (990_032, 403, "invitation-wrong-account"),
        (990_033, 400, "authorisation-not-ticked"),
        (990_034, 409, "partnership-exists"),
        (990_035, 403, "provider-not-partnered"),
        (990_036, 409, "already-related"),
        (990_037, 400, "not-direct-customer"),
        (990_038, 400, "consent-missing"),
        (990_039, 403, "mca-missing"),
        (990_040, 403, "mca-not-retained"),
        (990_041, 409, "customer-not-moved"),
        (990_043, 403, "reseller-not-listed"),
        (990_044, 403, "profile-by-representative"),
        (990_045, 404, "not-found"),
        (990_046, 400, "date-in-future"),
        (990_047, 403, "reseller-cannot-attest"),
        (990_062, 409, "transfer-closed"),
    ];
    for (code, status, word) in table {
        let refusal = R::parse(word).unwrap();
        assert_means("14.1", &[(status, code, Refusal(refusal))]);
        assert!(EXTENSION.contains(&(code, status, refusal)), "{code}");
        let named = crossover::domain::refusal::Refusal::new(refusal).with("customer", "Contoso");
        let error = ApiError::from_reply(&reply(status, &fault::write_refusal(code, &named).to_string()), "");
        assert_eq!(error.refusal(), Some(&named), "{code}");
    }
    assert_eq!(EXTENSION.len(), table.len());
    assert_means("14.1", &[(412, 990_060, Stale), (409, 990_061, ItsWords)]);
}

#[test]
fn what_is_no_fault_at_all_counts_by_its_status() {
    for body in ["", "{}", "null", "[]", "<html>Bad gateway</html>", "\u{feff}{}"] {
        assert!(ApiError::from_reply(&reply(502, body), "").is(R::ApiUnreachable), "{body}");
        assert_eq!(ApiError::from_reply(&reply(400, body), "").cause, Cause::Unexpected(String::new()), "{body}");
    }
}

#[test]
fn what_a_refusal_is_about_is_named() {
    let fault =
        json!({ "code": 3000, "description": "Invalid property.", "data": ["BillingProfile.Email"], "source": "PartnerFD" });
    let error = ApiError::from_reply(&reply(400, &fault.to_string()), "");
    assert_eq!(error.refusal().unwrap().value("field"), Some("BillingProfile.Email"));
    let error = ApiError::from_reply(&reply(404, &fault::write(2072, "It is your own id.", "PartnerFD").to_string()), "");
    assert_eq!(error.refusal().unwrap().value("cause"), Some("It is your own id."));
}
