//! Licences on the wire. Source: api/partner-center.md section 12 (2026-11-21).

use serde_json::{Value, json};

use super::json::Node;
use crate::domain::ids::SkuId;
use crate::domain::licence::{Licence, LicenceChange, LicencePool, LicenceWarning, ServicePlan, Sku};

fn read_sku(node: Node<'_>) -> Option<Sku> {
    Some(Sku {
        id: SkuId::parse(&node.get("id").text()?)?,
        name: node.get("name").text_or_empty(),
        part_number: node.get("skuPartNumber").text_or_empty(),
        target: node.get("targetType").text_or_empty(),
        group: node.get("licenseGroupId").text_or_empty(),
    })
}

fn read_plans(node: Node<'_>) -> Vec<ServicePlan> {
    let read = |plan: Node<'_>| {
        Some(ServicePlan {
            id: plan.get("id").text()?,
            display_name: plan.get("displayName").text_or_empty(),
            service_name: plan.get("serviceName").text_or_empty(),
            state: plan.get("capabilityStatus").text_or_empty(),
            target: plan.get("targetType").text_or_empty(),
        })
    };
    node.list().into_iter().filter_map(read).collect()
}

/// Reads the licences of a user (12.9); rows without a SKU are left out.
pub fn read_list(node: Node<'_>) -> Vec<Licence> {
    let read =
        |row: Node<'_>| Some(Licence { sku: read_sku(row.get("productSku"))?, plans: read_plans(row.get("servicePlans")) });
    node.items().into_iter().filter_map(read).collect()
}

/// Reads the licences that a customer has (12.11); rows without a SKU are left out.
pub fn read_pools(node: Node<'_>) -> Vec<LicencePool> {
    let read = |row: Node<'_>| {
        let seats = |name: &str| row.get(name).text().and_then(|text| text.trim().parse().ok()).unwrap_or(0);
        Some(LicencePool {
            sku: read_sku(row.get("productSku"))?,
            available: seats("availableUnits"),
            active: seats("activeUnits"),
            consumed: seats("consumedUnits"),
            suspended: seats("suspendedUnits"),
            total: seats("totalUnits"),
            warning: seats("warningUnits"),
            state: row.get("capabilityStatus").text_or_empty(),
            plans: read_plans(row.get("servicePlans")),
        })
    };
    node.items().into_iter().filter_map(read).collect()
}

/// Writes a change of licences (12.10); a list with nothing in it is null.
pub fn write_change(change: &LicenceChange) -> Value {
    let or_null = |list: Vec<Value>| if list.is_empty() { Value::Null } else { Value::Array(list) };
    let assign = change.assign.iter().map(|licence| {
        let excluded = licence.excluded_plans.iter().map(|plan| json!(plan)).collect();
        json!({ "skuId": licence.sku.as_str(), "excludedPlans": or_null(excluded) })
    });
    json!({
        "licensesToAssign": or_null(assign.collect()),
        "licensesToRemove": or_null(change.remove.iter().map(|sku| json!(sku.as_str())).collect()),
        "attributes": { "objectType": "LicenseUpdate" },
    })
}

/// Reads the warnings of a change that was carried out (12.10); `None` where it is no such change.
pub fn read_warnings(node: Node<'_>) -> Option<Vec<LicenceWarning>> {
    let read = |warning: Node<'_>| LicenceWarning {
        code: warning.get("code").text_or_empty(),
        message: warning.get("message").text_or_empty(),
        plans: warning.get("servicePlans").texts(),
    };
    let known = ["licensesToAssign", "licensesToRemove", "licenseWarnings"];
    node.is_a("LicenseUpdate", &known).then(|| node.get("licenseWarnings").list().into_iter().map(read).collect())
}

fn write_sku(sku: &Sku) -> Value {
    json!({
        "id": sku.id.as_str(),
        "name": sku.name,
        "skuPartNumber": sku.part_number,
        "targetType": sku.target,
        "licenseGroupId": sku.group,
    })
}

fn write_plans(plans: &[ServicePlan]) -> Value {
    let plan = |plan: &ServicePlan| {
        json!({
            "id": plan.id,
            "displayName": plan.display_name,
            "serviceName": plan.service_name,
            "capabilityStatus": plan.state,
            "targetType": plan.target,
        })
    };
    Value::Array(plans.iter().map(plan).collect())
}

/// Writes a licence that a user holds.
pub fn write(sku: &Sku, plans: &[ServicePlan]) -> Value {
    json!({ "servicePlans": write_plans(plans), "productSku": write_sku(sku), "attributes": { "objectType": "License" } })
}

/// Writes the licences of one kind that a customer has.
pub fn write_pool(pool: &LicencePool) -> Value {
    json!({
        "availableUnits": pool.available,
        "activeUnits": pool.active,
        "consumedUnits": pool.consumed,
        "suspendedUnits": pool.suspended,
        "totalUnits": pool.total,
        "warningUnits": pool.warning,
        "productSku": write_sku(&pool.sku),
        "servicePlans": write_plans(&pool.plans),
        "capabilityStatus": pool.state,
        "attributes": { "objectType": "SubscribedSku" },
    })
}
