//! The copy for a rehearsal as a file: customers and subscriptions as the service writes them, nothing about people.

use serde_json::{Value, json};

use super::json::{Node, write_time};
use super::{customer, subscription};
use crate::domain::ids::{MpnId, TenantId};
use crate::domain::rehearsal::{Copied, CopiedCustomer, Party};

/// The version of the form; another one is not read.
const VERSION: u64 = 1;

fn write_party(party: &Party) -> Value {
    json!({ "tenantId": party.tenant.as_str(), "name": party.name, "mpnId": party.mpn_id.as_ref().map(MpnId::as_str) })
}

fn read_party(node: Node<'_>) -> Option<Party> {
    Some(Party {
        tenant: TenantId::parse(&node.get("tenantId").text()?)?,
        name: node.get("name").text_or_empty(),
        mpn_id: node.get("mpnId").text().and_then(|text| MpnId::parse(&text)),
    })
}

/// Writes the copy.
pub fn write(copy: &Copied) -> Value {
    let customers: Vec<Value> = copy
        .customers
        .iter()
        .map(|it| {
            let subscriptions: Vec<Value> = it.subscriptions.iter().map(subscription::write).collect();
            json!({ "customer": customer::write(&it.customer), "subscriptions": subscriptions })
        })
        .collect();
    json!({
        "crossoverRehearsal": VERSION,
        "taken": write_time(copy.taken),
        "own": write_party(&copy.own),
        "enrolled": copy.enrolled,
        "providers": copy.providers.iter().map(write_party).collect::<Vec<Value>>(),
        "customers": customers,
    })
}

/// Reads a copy; `None` for anything else. Customers that cannot be read are left out.
pub fn read(node: Node<'_>) -> Option<Copied> {
    if node.get("crossoverRehearsal").number()? != VERSION {
        return None;
    }
    let customer = |node: Node<'_>| {
        Some(CopiedCustomer {
            customer: customer::read(node.get("customer"))?,
            subscriptions: subscription::read_list(node.get("subscriptions")),
        })
    };
    Some(Copied {
        taken: node.get("taken").time()?,
        own: read_party(node.get("own"))?,
        enrolled: node.get("enrolled").flag()?,
        providers: node.get("providers").list().into_iter().filter_map(read_party).collect(),
        customers: node.get("customers").list().into_iter().filter_map(customer).collect(),
    })
}
