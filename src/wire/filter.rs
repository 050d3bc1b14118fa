//! Filters of lists, as an address carries them. Source: api/partner-center.md 1.5 (2026-11-21).

use serde_json::json;

/// A filter: JSON as text.
pub fn write(field: &str, value: &str, operator: &str) -> String {
    json!({ "Field": field, "Value": value, "Operator": operator }).to_string()
}
