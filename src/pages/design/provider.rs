//! The subscription transfer, as the provider sees it.

use super::Entry;

/// The screens, in the order of the steps.
pub(super) const ENTRIES: &[Entry] = &[
    Entry { step: "inbox", address: "/transfers?scenario=requested&as=provider-admin-agent" },
    Entry { step: "inbox-empty", address: "/transfers?scenario=ready&as=provider-admin-agent" },
    Entry {
        step: "review",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=requested&as=provider-admin-agent",
    },
    Entry {
        step: "review-drifted",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=drifted&as=provider-admin-agent",
    },
    Entry {
        step: "review-role",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=requested&as=provider-global-admin",
    },
    Entry {
        step: "provider-progress",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=in-progress&as=provider-admin-agent",
    },
    Entry {
        step: "provider-complete",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=complete&as=provider-admin-agent",
    },
    Entry {
        step: "provider-partial",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=partial&as=provider-admin-agent",
    },
    Entry {
        step: "provider-inform",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?draft=completed&scenario=complete&as=provider-sales-agent",
    },
    Entry {
        step: "asked-target",
        address: "/customers/43f2f193-6e85-4f08-b592-7b0fe339d309/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=asked&as=provider-admin-agent",
    },
    Entry {
        step: "asked-form",
        address: "/customers/43f2f193-6e85-4f08-b592-7b0fe339d309/subscriptions?dialog=ask&scenario=ready&as=provider-admin-agent",
    },
];
