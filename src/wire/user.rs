//! Users of a customer on the wire. Source: api/partner-center.md section 12 (2026-11-21).

use serde_json::{Value, json};

use super::json::{Node, write_time};
use crate::domain::ids::UserId;
use crate::domain::user::{DirectoryRole, NewUser, User, UserChange};

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

/// Writes one user as the service does.
pub fn write(user: &User) -> Value {
    let time = |at: Option<_>| at.map_or(Value::Null, write_time);
    json!({
        "usageLocation": user.usage_location,
        "id": user.id.as_str(),
        "userPrincipalName": user.principal_name,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "displayName": user.display_name,
        "immutableId": user.immutable_id,
        "phoneNumber": user.phone,
        "lastDirectorySyncTime": time(user.last_synchronised),
        "userDomainType": user.domain_type,
        "state": user.state,
        "softDeletionTime": time(user.deleted),
        "attributes": { "objectType": "CustomerUser" },
    })
}

/// Writes what changing a user takes (12.5).
pub fn write_change(change: &UserChange) -> Value {
    json!({
        "userPrincipalName": change.principal_name,
        "displayName": change.display_name,
        "firstName": change.first_name,
        "lastName": change.last_name,
        "usageLocation": change.usage_location,
        "attributes": { "objectType": "CustomerUser" },
    })
}

/// Writes a new password (12.6).
pub fn write_password(password: &str, change_password: bool) -> Value {
    json!({
        "passwordProfile": { "password": password, "forceChangePassword": change_password },
        "attributes": { "objectType": "CustomerUser" },
    })
}

/// Writes that a deleted user is to come back (12.8).
pub fn write_restored() -> Value {
    json!({ "state": "active", "attributes": { "objectType": "CustomerUser" } })
}

/// Reads that a user is the member of a role (12.13): the answer names the user.
pub fn read_member(node: Node<'_>) -> Option<()> {
    node.says_any(&["id", "displayName", "userPrincipalName"]).then_some(())
}

/// Writes a user as the member of a role (12.13).
pub fn write_member(user: &User) -> Value {
    json!({
        "id": user.id.as_str(),
        "displayName": user.display_name,
        "userPrincipalName": user.principal_name,
        "attributes": { "objectType": "UserMember" },
    })
}
