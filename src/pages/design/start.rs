//! Where everybody begins.

use super::Entry;

/// The screens, in the order of the steps.
pub(super) const ENTRIES: &[Entry] = &[
    Entry { step: "overview-partner", address: "/?scenario=ready" },
    Entry { step: "overview-provider", address: "/?scenario=requested&as=provider-admin-agent" },
    Entry { step: "overview-fresh", address: "/?scenario=fresh" },
    Entry { step: "program", address: "/settings/account-settings/partner-profile/program-info?scenario=partnered" },
    Entry { step: "customers", address: "/customers?scenario=ready" },
    Entry { step: "customers-open", address: "/customers?open=9ed89edd-d684-4325-b600-e6129ec04ece&scenario=ready" },
    Entry { step: "customers-empty", address: "/customers?scenario=empty" },
    Entry { step: "customers-provider", address: "/customers?scenario=requested&as=provider-admin-agent" },
    Entry { step: "providers", address: "/indirect-providers?scenario=partnered" },
    Entry { step: "providers-refused", address: "/indirect-providers?scenario=fresh" },
    Entry { step: "resellers", address: "/indirect-resellers?scenario=partnered&as=provider-admin-agent" },
    Entry { step: "components", address: "/design/components?scenario=ready" },
];
