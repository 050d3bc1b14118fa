//! When things go wrong.

use super::Entry;

/// The screens, in the order of the steps.
pub(super) const ENTRIES: &[Entry] = &[
    Entry { step: "missing", address: "/nowhere?scenario=ready" },
    Entry {
        step: "other-organisation",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=requested&as=rival-admin-agent",
    },
    Entry { step: "unreachable", address: "/customers?scenario=ready&fault=GET%20/v1/customers=offline" },
    Entry { step: "throttled", address: "/customers?scenario=ready&fault=GET%20/v1/customers=429" },
    Entry { step: "malformed", address: "/customers?scenario=ready&fault=GET%20/v1/customers=malformed" },
    Entry { step: "unknown-scenario", address: "/?scenario=nothing-of-this-name" },
];
