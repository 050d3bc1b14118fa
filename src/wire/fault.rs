//! Faults, in all the forms that the service has, and which refusal each code means.
//! Source: api/partner-center.md 1.8, 3.6, 4, 8, 10, 13, 14.1 (2026-11-21).

use serde_json::{Value, json};

use super::json::{self, Node, members};
use crate::domain::refusal::{Refusal, RefusalCode};

/// How long a text of the service may be, in characters; what comes beyond it is nobody's to read.
const LONGEST_TEXT: usize = 1_024;

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

/// A fault as the service writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fault {
    /// The service's code.
    pub code: Option<u32>,
    /// The service's text, HTML entities decoded; may be empty.
    pub text: String,
    /// The part of the service that refused; may be empty. It tells codes apart that are used twice.
    pub source: String,
    /// The refusal that the fault itself spells out: one of our extension, or a wrong address with its correction.
    pub reason: Option<Refusal>,
}

impl Fault {
    /// Reads a fault, an alternate fault, a throttle answer; anything else is a fault without code and text.
    pub fn read(node: Node<'_>) -> Self {
        let code =
            ["code", "statusCode"].into_iter().find_map(|name| node.get(name).number()).and_then(|code| u32::try_from(code).ok());
        let text = ["description", "message"].into_iter().find_map(|name| node.get(name).text()).unwrap_or_default();
        let source = node.get("source").text_or_empty();
        if code == Some(2007)
            && let Some(reason) = read_address_fault(&text)
        {
            return Self { code, text: reason.value("rule").unwrap_or_default().to_owned(), source, reason: Some(reason) };
        }
        let data = node.get("data").list();
        let named = data.iter().find_map(|entry| {
            let code = RefusalCode::parse(&entry.get("reason").text()?)?;
            let mut refusal = Refusal::new(code);
            if let Some(field) = entry.get("field").text() {
                refusal = refusal.with("field", field);
            }
            if let Value::Object(values) = entry.get("values").value() {
                for (name, value) in values {
                    refusal = refusal.with(name, Node::new(value).text_or_empty());
                }
            }
            Some(refusal)
        });
        // An invalid property is named by `data` alone.
        let property = || (code == Some(3000)).then(|| data.first()?.text()).flatten();
        let reason = named.or_else(|| property().map(|name| Refusal::new(RefusalCode::FieldInvalid).with("field", name)));
        Self { code, text: decode_entities(&shortened(&text)), source, reason }
    }

    /// What it means to us; `None` for a code without a refusal of ours.
    pub fn refusal(&self, status: u16) -> Option<Refusal> {
        if self.reason.is_some() {
            return self.reason.clone();
        }
        let code = self.meaning(status)?;
        Some(match code {
            RefusalCode::PartnerIdInvalid => Refusal::new(code).with("cause", self.text.as_str()),
            RefusalCode::FieldInvalid => Refusal::new(code).with("rule", self.text.as_str()),
            _ => Refusal::new(code),
        })
    }

    /// Says whether the service's own words are all there is to say: a documented code that HTTP status 403 would otherwise turn
    /// into a missing role. Such are limits, credit, review, and what the catalogue or the programme does not allow.
    pub const fn speaks_for_itself(&self, status: u16) -> bool {
        let Some(code) = self.code else { return false };
        status == 403
            && matches!(
                code,
                1003 | 2006
                    | 2030
                    | 2085
                    | 2091
                    | 6002..=6004
                    | 800_019
                    | 800_020
                    | 800_023
                    | 800_027
                    | 800_028
                    | 800_043
                    | 800_069
                    | 800_073..=800_075
                    | 800_077
                    | 800_089
                    | 800_111..=800_115
                    | 900_115
                    | 900_121
                    | 900_124
                    | 900_192
                    | 900_203
            )
    }

    /// Which refusal a documented code means.
    fn meaning(&self, status: u16) -> Option<RefusalCode> {
        use RefusalCode as R;
        Some(match (self.code?, status) {
            // Both or no identifier given: a mistake of the caller, not of the person (section 8).
            (2000 | 2001, _) if self.source.eq_ignore_ascii_case("ComplianceController") => return None,
            (2000, 400) if self.text.to_ascii_lowercase().contains("mpn") => R::PartnerIdNotNumeric,
            (2000 | 2007 | 3000, 400) | (600_002 | 600_050 | 800_002 | 900_118 | 900_136 | 900_147 | 900_148, _) => {
                R::FieldInvalid
            }
            (2001 | 800_091 | 900_105, _) => R::SubSuspended,
            (2002 | 800_066..=800_068 | 800_088, _) => R::QuantityOutOfRange,
            (2011, _) => R::SubDeleted,
            (2071 | 2072 | 800_098, _) => R::PartnerIdInvalid,
            (800_015 | 2200 | 2205, _) | (3000, 404) => R::PartnerIdUnknown,
            (800_016 | 2204, _) => R::PartnerIdNotReseller,
            (2201, _) => R::PartnerIdRegion,
            (2203 | 2206, _) => R::PartnerIdMpa,
            (1000 | 60_003 | 900_100, _) => R::NotFound,
            (13_605, _) => R::McaMissing,
            (20_002, _) => R::CustomerNotMoved,
            // The use limit of an offer: a customer holds as many of it as it may.
            (27_006, _) => R::OnePerCustomer,
            (600_049, _) => R::RegistrationNumberMissing,
            (600_051, _) => R::FieldRequired,
            (800_004 | 800_078, _) => R::SubOther,
            (800_081 | 800_082 | 900_130, _) => R::SubNotSettled,
            (800_039 | 900_123, _) => R::ResellerMpaMissing,
            (900_101, _) => R::TransferInProgress,
            (900_102, _) => R::TransferClosed,
            (900_104, _) => R::TransferBusy,
            (900_108 | 900_119 | 900_120 | 900_131..=900_134 | 900_139, _) => R::SubAzurePlan,
            (900_137 | 900_138, _) => R::RegionMismatch,
            (900_145, _) => R::SubReservation,
            (900_146, _) => R::SubSaas,
            (900_149, _) => R::NotEnrolled,
            (900_150, _) => R::RoleRequired,
            (code, _) => return EXTENSION.iter().find(|(own, ..)| *own == code).map(|(.., refusal)| *refusal),
        })
    }
}

/// The faults of our extension: code, HTTP status, refusal (14.1). A stale version (990060) and a reused MS-RequestId (990061)
/// are no refusals.
pub const EXTENSION: [(u32, u16, RefusalCode); 36] = [
    (990_010, 403, RefusalCode::RoleRequired),
    (990_011, 403, RefusalCode::NotEnrolled),
    (990_012, 403, RefusalCode::EnrolmentNotOffered),
    (990_013, 409, RefusalCode::ProfileStale),
    (990_014, 400, RefusalCode::MpnCountryMismatch),
    (990_015, 400, RefusalCode::FieldRequired),
    (990_016, 400, RefusalCode::FieldInvalid),
    (990_017, 400, RefusalCode::ContactWebmail),
    (990_018, 400, RefusalCode::IrreversibleNotConfirmed),
    (990_019, 409, RefusalCode::NoRollback),
    (990_020, 409, RefusalCode::EnrolmentInProgress),
    (990_021, 409, RefusalCode::StepNotOpen),
    (990_022, 409, RefusalCode::AgreementNotOffered),
    (990_023, 409, RefusalCode::AgreementAlreadyAccepted),
    (990_024, 403, RefusalCode::DirectBillRestricted),
    (990_025, 403, RefusalCode::IndirectCustomerNoPurchase),
    (990_026, 403, RefusalCode::ProviderCreatesTenant),
    (990_027, 403, RefusalCode::RegionMismatch),
    (990_030, 404, RefusalCode::InvitationUnknown),
    (990_031, 409, RefusalCode::InvitationUsed),
    (990_032, 403, RefusalCode::InvitationWrongAccount),
    (990_033, 400, RefusalCode::AuthorisationNotTicked),
    (990_034, 409, RefusalCode::PartnershipExists),
    (990_035, 403, RefusalCode::ProviderNotPartnered),
    (990_036, 409, RefusalCode::AlreadyRelated),
    (990_037, 400, RefusalCode::NotDirectCustomer),
    (990_038, 400, RefusalCode::ConsentMissing),
    (990_039, 403, RefusalCode::McaMissing),
    (990_040, 403, RefusalCode::McaNotRetained),
    (990_041, 409, RefusalCode::CustomerNotMoved),
    (990_043, 403, RefusalCode::ResellerNotListed),
    (990_044, 403, RefusalCode::ProfileByRepresentative),
    (990_045, 404, RefusalCode::NotFound),
    (990_046, 400, RefusalCode::DateInFuture),
    (990_047, 403, RefusalCode::ResellerCannotAttest),
    (990_062, 409, RefusalCode::TransferClosed),
];

/// Reads the description of a wrong address, itself JSON: what is wrong as `rule`, the corrected parts under their own names.
fn read_address_fault(description: &str) -> Option<Refusal> {
    let document = json::parse(description).ok()?;
    let node = Node::new(&document);
    let Value::Object(corrected) = node.get("corrected_address").value() else { return None };
    let rule = decode_entities(&node.get("reason").text_or_empty());
    let refusal = Refusal::new(RefusalCode::FieldInvalid).with("field", "address").with("rule", rule);
    let parts = corrected.iter().filter_map(|(name, value)| Some((name, Node::new(value).text()?)));
    Some(parts.fold(refusal, |refusal, (name, text)| refusal.with(&name.to_ascii_lowercase(), decode_entities(&text))))
}

/// A fault of the documented form.
pub fn write(code: u32, text: &str, source: &str) -> Value {
    json!({ "code": code, "description": text, "data": [], "source": source })
}

/// A fault of our extension, which names its refusal.
pub fn write_refusal(code: u32, refusal: &Refusal) -> Value {
    let values = refusal.values.iter().filter(|(name, _)| name != "field");
    let values = json::object(values.map(|(name, value)| (name.clone(), value.as_str().into())));
    let reason = refusal.code.word();
    let mut entry = members([("reason", reason.into()), ("values", values)]);
    if let (Some(field), Value::Object(entry)) = (refusal.value("field"), &mut entry) {
        entry.insert("field".to_owned(), field.into());
    }
    let data = Value::Array(vec![entry]);
    members([("code", code.into()), ("description", reason.into()), ("data", data), ("source", "TransitionService".into())])
}

/// Decodes the five entities of XML, as descriptions carry them. The result is shown as text, never as markup.
fn decode_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    ["&lt;=<", "&gt;=>", "&quot;=\"", "&#39;='", "&apos;='", "&amp;=&"]
        .into_iter()
        .filter_map(|pair| pair.split_once('='))
        .fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_fault_is_read_back_with_its_values() {
        let refusal = Refusal::new(RefusalCode::FieldInvalid).with("field", "mpnId").with("rule", "digits");
        let written = write_refusal(990_016, &refusal);
        assert_eq!(Fault::read(Node::new(&written)).refusal(400), Some(refusal));
    }

    #[test]
    fn codes_come_as_numbers_and_as_texts() {
        for written in [json!({"code": "900101"}), json!({"Code": 900_101}), json!({"code": 900_101.0})] {
            let fault = Fault::read(Node::new(&written));
            assert_eq!(fault.refusal(409), Some(Refusal::new(RefusalCode::TransferInProgress)), "{written}");
        }
        assert_eq!(Fault::read(Node::new(&json!([]))), Fault::default());
        assert_eq!(Fault::read(Node::new(&json!({"description": "a &lt;b&gt; &amp;lt;"}))).text, "a <b> &lt;");
    }
}
