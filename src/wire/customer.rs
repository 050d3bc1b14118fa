//! Customers on the wire, with the progress that an implementation of our extension adds.
//! Source: api/partner-center.md sections 2 and 14.9 (2026-11-21).

use serde_json::{Value, json};

use super::json::{Node, kind, members, write_time};
use crate::domain::customer::{AgreementState, Customer, CustomerKind, RelatedProvider, RelatedReseller, RelationMethod};
use crate::domain::ids::{CustomerId, MpnId, TenantId};
use crate::domain::progress::Step;
use crate::domain::refusal::RefusalCode;

/// Reads one customer; `None` without an id.
pub fn read(node: Node<'_>) -> Option<Customer> {
    let id = CustomerId::parse(&node.get("id").text()?)?;
    let company = node.get("companyProfile");
    let billing = node.get("billingProfile");
    let transition = node.get("transition");
    let country =
        [company.get("address").get("country"), billing.get("defaultAddress").get("country")].into_iter().find_map(Node::text);
    let name = [company.get("companyName"), billing.get("companyName")]
        .into_iter()
        .find_map(Node::text)
        .unwrap_or_else(|| id.to_string());
    let kind = match transition.get("kind").text() {
        Some(word) => CustomerKind::from_word(&word),
        // An indirect provider's own customers name the reseller's tenant (section 2, associatedPartnerId).
        None if node.get("associatedPartnerId").text().is_some() => CustomerKind::Indirect,
        None => CustomerKind::Unknown,
    };
    Some(Customer {
        id,
        name,
        domain: company.get("domain").text_or_empty(),
        country,
        relationship: node.get("relationshipToPartner").text_or_empty(),
        kind,
        providers: transition.get("providers").list().into_iter().filter_map(read_provider).collect(),
        resellers: transition.get("resellers").list().into_iter().filter_map(read_reseller).collect(),
        agreement: AgreementState::from_word(&transition.get("agreementState").text_or_empty()),
        open_transfers: transition.get("openTransfers").number().unwrap_or(0),
        step: transition.get("step").text().and_then(|word| Step::from_word(&word)),
        blocker: transition.get("blocker").text().and_then(|word| RefusalCode::parse(&word)),
    })
}

/// Reads a collection; rows without an id are left out.
pub fn read_list(node: Node<'_>) -> Vec<Customer> {
    node.items().into_iter().filter_map(read).collect()
}

fn read_provider(node: Node<'_>) -> Option<RelatedProvider> {
    let tenant = TenantId::parse(&node.get("tenantId").text()?)?;
    Some(RelatedProvider {
        name: node.get("name").text().unwrap_or_else(|| tenant.to_string()),
        tenant,
        since: node.get("since").time(),
        method: RelationMethod::from_word(&node.get("method").text_or_empty()),
        delegated_admin: node.get("delegatedAdmin").flag().unwrap_or(false),
    })
}

fn read_reseller(node: Node<'_>) -> Option<RelatedReseller> {
    let tenant = TenantId::parse(&node.get("tenantId").text()?)?;
    Some(RelatedReseller {
        name: node.get("name").text().unwrap_or_else(|| tenant.to_string()),
        tenant,
        mpn_id: node.get("mpnId").text().and_then(|text| MpnId::parse(&text)),
    })
}

/// Writes the end of the own relation with a customer (2.9).
pub fn write_end_of_relation() -> Value {
    json!({ "relationshipToPartner": "none", "attributes": { "objectType": "Customer" } })
}

/// Reads that the own relation with a customer has ended (2.9): the customer comes back with nothing else in it.
pub fn read_end_of_relation(node: Node<'_>) -> Option<()> {
    node.get("relationshipToPartner").text().filter(|word| word.eq_ignore_ascii_case("none")).map(drop)
}

/// Writes one customer as the service does in lists.
pub fn write(customer: &Customer) -> Value {
    let providers = customer.providers.iter().map(|provider| {
        members([
            ("tenantId", provider.tenant.as_str().into()),
            ("name", provider.name.as_str().into()),
            ("since", provider.since.map_or(Value::Null, write_time)),
            ("method", provider.method.word().into()),
            ("delegatedAdmin", provider.delegated_admin.into()),
        ])
    });
    let resellers = customer.resellers.iter().map(|reseller| {
        members([
            ("tenantId", reseller.tenant.as_str().into()),
            ("name", reseller.name.as_str().into()),
            ("mpnId", reseller.mpn_id.as_ref().map(MpnId::as_str).into()),
        ])
    });
    let profile = members([
        ("tenantId", customer.id.as_str().into()),
        ("domain", customer.domain.as_str().into()),
        ("companyName", customer.name.as_str().into()),
        ("address", members([("country", customer.country.as_deref().into())])),
        ("attributes", kind("CustomerCompanyProfile")),
    ]);
    let transition = members([
        ("kind", customer.kind.word().into()),
        ("providers", providers.collect()),
        ("resellers", resellers.collect()),
        ("agreementState", customer.agreement.word().into()),
        ("openTransfers", customer.open_transfers.into()),
        ("step", customer.step.map(Step::word).into()),
        ("blocker", customer.blocker.map(RefusalCode::word).into()),
    ]);
    members([
        ("id", customer.id.as_str().into()),
        ("companyProfile", profile),
        ("relationshipToPartner", customer.relationship.as_str().into()),
        ("transition", transition),
        ("attributes", kind("Customer")),
    ])
}
