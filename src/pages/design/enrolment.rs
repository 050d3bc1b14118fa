//! The enrolment as indirect reseller.

use super::Entry;

/// The screens, in the order of the steps.
pub(super) const ENTRIES: &[Entry] = &[
    Entry { step: "enrol-overview-later", address: "/?scenario=not-offered" },
    Entry { step: "enrol-not-offered", address: "/enroll?scenario=not-offered" },
    Entry { step: "enrol-not-offered-2019", address: "/enroll?scenario=not-offered&rules=2019" },
    Entry { step: "enrol-overview", address: "/?scenario=fresh&as=partner-global-admin" },
    Entry { step: "enrol-overview-2025", address: "/?scenario=fresh&rules=2025" },
    Entry { step: "enrol-form", address: "/enroll?scenario=fresh" },
    Entry { step: "enrol-profile", address: "/enroll?dialog=profile&scenario=fresh" },
    Entry { step: "enrol-form-role", address: "/enroll?scenario=fresh&as=partner-admin-agent" },
    Entry { step: "enrol-overview-draft", address: "/?scenario=draft" },
    Entry { step: "enrol-form-draft", address: "/enroll?scenario=draft" },
    Entry { step: "enrol-overview-pending", address: "/?scenario=pending" },
    Entry { step: "enrol-pending", address: "/settings/account-settings/partner-profile/program-info?scenario=pending" },
    Entry { step: "enrol-overdue", address: "/settings/account-settings/partner-profile/program-info?scenario=overdue" },
    Entry { step: "enrol-rejected", address: "/settings/account-settings/partner-profile/program-info?scenario=rejected" },
    Entry { step: "enrol-form-rejected", address: "/enroll?scenario=rejected" },
    Entry { step: "enrol-agreement", address: "/?scenario=authorized" },
    Entry { step: "enrol-agreement-role", address: "/?scenario=authorized&as=partner-reader" },
    Entry { step: "enrol-active", address: "/?scenario=enrolled" },
    Entry { step: "enrol-both", address: "/settings/account-settings/partner-profile/program-info?scenario=enrolled" },
    Entry { step: "enrol-no-way-back", address: "/enroll?scenario=enrolled" },
    Entry { step: "enrol-restricted", address: "/settings/account-settings/partner-profile/program-info?scenario=restricted" },
];
