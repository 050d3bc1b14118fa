//! Answers in the forms that the contract documents. Source: api/partner-center.md 1.8, 14.1 (2026-11-21).

use serde_json::Value;

use crate::api::http::Reply;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::fault;

/// What a handler comes to: an answer, or a refusal; both are replies.
pub(super) type Answered = Result<Reply, Reply>;

/// 200 with a body.
#[expect(clippy::unnecessary_wraps, reason = "what a handler ends with")]
pub(super) fn ok(body: &Value) -> Answered {
    Ok(Reply::json(200, body))
}

/// A documented fault.
pub(super) fn fault(status: u16, code: u32, text: &str) -> Reply {
    Reply::json(status, &fault::write(code, text, "PartnerApiServiceControllers"))
}

/// A documented fault that also names the refusal which it means, with its values.
pub(super) fn fault_with(status: u16, code: u32, text: &str, refusal: &Refusal) -> Reply {
    let mut body = fault::write_refusal(code, refusal);
    body["description"] = text.into();
    body["source"] = "PartnerApiServiceControllers".into();
    Reply::json(status, &body)
}

/// Malformed input.
pub(super) fn malformed(text: &str) -> Reply {
    fault(400, 800_002, text)
}

/// No such customer, or another's: the two cannot be told apart.
pub(super) fn no_customer() -> Reply {
    fault(404, 60_003, "The customer tenant could not be found.")
}

/// No such subscription, or another's.
pub(super) fn no_subscription() -> Reply {
    fault(404, 20_003, "The subscription could not be found.")
}

/// No such transfer, or another's.
pub(super) fn no_transfer() -> Reply {
    fault(404, 900_100, "The transfer could not be found.")
}

/// Something of the extension that is missing, or another's.
pub(super) fn not_found() -> Reply {
    refused(&Refusal::new(RefusalCode::NotFound))
}

/// Status and code of each refusal of the extension (14.1).
pub(super) const EXTENSION: [(u32, u16, RefusalCode); 36] = {
    use RefusalCode as R;
    [
        (990_010, 403, R::RoleRequired),
        (990_011, 403, R::NotEnrolled),
        (990_012, 403, R::EnrolmentNotOffered),
        (990_013, 409, R::ProfileStale),
        (990_014, 400, R::MpnCountryMismatch),
        (990_015, 400, R::FieldRequired),
        (990_016, 400, R::FieldInvalid),
        (990_017, 400, R::ContactWebmail),
        (990_018, 400, R::IrreversibleNotConfirmed),
        (990_019, 409, R::NoRollback),
        (990_020, 409, R::EnrolmentInProgress),
        (990_021, 409, R::StepNotOpen),
        (990_022, 409, R::AgreementNotOffered),
        (990_023, 409, R::AgreementAlreadyAccepted),
        (990_024, 403, R::DirectBillRestricted),
        (990_025, 403, R::IndirectCustomerNoPurchase),
        (990_026, 403, R::ProviderCreatesTenant),
        (990_027, 403, R::RegionMismatch),
        (990_030, 404, R::InvitationUnknown),
        (990_031, 409, R::InvitationUsed),
        (990_032, 403, R::InvitationWrongAccount),
        (990_033, 400, R::AuthorisationNotTicked),
        (990_034, 409, R::PartnershipExists),
        (990_035, 403, R::ProviderNotPartnered),
        (990_036, 409, R::AlreadyRelated),
        (990_037, 400, R::NotDirectCustomer),
        (990_038, 400, R::ConsentMissing),
        (990_039, 403, R::McaMissing),
        (990_040, 403, R::McaNotRetained),
        (990_041, 409, R::CustomerNotMoved),
        (990_043, 403, R::ResellerNotListed),
        (990_044, 403, R::ProfileByRepresentative),
        (990_045, 404, R::NotFound),
        (990_046, 400, R::DateInFuture),
        (990_047, 403, R::ResellerCannotAttest),
        (990_062, 409, R::TransferClosed),
    ]
};

/// A refusal in the form of the extension.
pub(super) fn refused(refusal: &Refusal) -> Reply {
    // A refusal that the contract gives no code is a matter of the input.
    let (code, status) = EXTENSION
        .iter()
        .find(|(_, _, known)| *known == refusal.code)
        .map_or((990_016, 400), |(code, status, _)| (*code, *status));
    Reply::json(status, &fault::write_refusal(code, refusal))
}

/// A field that is missing.
pub(super) fn required(field: &str) -> Reply {
    refused(&Refusal::new(RefusalCode::FieldRequired).with("field", field))
}

/// A field that cannot be what it is.
pub(super) fn invalid(field: &str, rule: &str) -> Reply {
    refused(&Refusal::new(RefusalCode::FieldInvalid).with("field", field).with("rule", rule))
}
