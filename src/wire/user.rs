//! Users of a customer on the wire. Source: api/partner-center.md section 12 (2026-11-21).

use serde_json::{Value, json};

use super::json::Node;
use crate::domain::ids::UserId;
use crate::domain::user::{DirectoryRole, NewUser, User};

/// Reads one user; `None` without an id.
pub fn read(node: Node<'_>) -> Option<User> {
    let text = |name: &str| node.get(name).text_or_empty();
    Some(User {
        id: UserId::parse(&node.get("id").text()?)?,
        principal_name: text("userPrincipalName"),
        display_name: text("displayName"),
        first_name: text("firstName"),
        last_name: text("lastName"),
        usage_location: text("usageLocation"),
        immutable_id: text("immutableId"),
        phone: text("phoneNumber"),
        last_synchronised: node.get("lastDirectorySyncTime").time(),
        domain_type: text("userDomainType"),
        state: text("state"),
        deleted: node.get("softDeletionTime").time(),
    })
}

/// Reads a collection; rows without an id are left out.
pub fn read_list(node: Node<'_>) -> Vec<User> {
    node.items().into_iter().filter_map(read).collect()
}

/// Writes what creating a user takes (12.4).
pub fn write_new(new: &NewUser) -> Value {
    json!({
        "usageLocation": new.usage_location,
        "userPrincipalName": new.principal_name,
        "firstName": new.first_name,
        "lastName": new.last_name,
        "displayName": new.display_name,
        "immutableId": new.immutable_id,
        "passwordProfile": { "password": new.password, "forceChangePassword": new.change_password },
        "attributes": { "objectType": "CustomerUser" },
    })
}

/// Reads the roles of a user (12.12); rows without an id are left out.
pub fn read_roles(node: Node<'_>) -> Vec<DirectoryRole> {
    let read = |row: Node<'_>| Some(DirectoryRole { id: row.get("id").text()?, name: row.get("name").text_or_empty() });
    node.items().into_iter().filter_map(read).collect()
}
