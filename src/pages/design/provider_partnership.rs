//! Partnerships, as the provider sees them.

use super::Entry;

/// The screens, in the order of the steps.
pub(super) const ENTRIES: &[Entry] = &[
    Entry { step: "provider-start", address: "/?scenario=drifted&as=provider-admin-agent" },
    Entry { step: "provider-profile", address: "/provider-profile?scenario=partnered&as=provider-admin-agent" },
    Entry {
        step: "provider-profile-draft",
        address: "/provider-profile?draft=change&scenario=partnered&as=provider-admin-agent",
    },
    Entry { step: "resellers-none", address: "/indirect-resellers?scenario=enrolled&as=provider-user-admin" },
    Entry {
        step: "request-partnership",
        address: "/indirect-resellers/request-partnership?scenario=enrolled&as=provider-user-admin",
    },
    Entry {
        step: "request-draft",
        address: "/indirect-resellers/request-partnership?invitation=fabrikam-invitation&scenario=enrolled&as=provider-user-admin",
    },
    Entry {
        step: "request-reminder",
        address: "/indirect-resellers/request-partnership?invitation=fabrikam-invitation&draft=reminder&scenario=enrolled&as=provider-user-admin",
    },
    Entry { step: "resellers-all", address: "/indirect-resellers?scenario=ready&as=provider-admin-agent" },
    Entry {
        step: "remove-partnership",
        address: "/indirect-resellers?remove=47eaa099-2cb6-416d-86dc-283cf0480ff9&scenario=requested&as=provider-admin-agent",
    },
    Entry {
        step: "partnership-removed",
        address: "/indirect-resellers?removed=0d2b3bd0-4f7a-4c0e-9d0b-7c63a5a7e1c4&draft=reseller&scenario=ready&as=provider-admin-agent",
    },
];
