//! The subscription transfer, as the partner sees it.

use super::Entry;

/// The screens, in the order of the steps.
pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        step: "subscriptions-blocked",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions?scenario=partnered",
    },
    Entry {
        step: "subscriptions-ready",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions?scenario=ready",
    },
    Entry {
        step: "subscriptions-role",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions?scenario=ready&as=partner-global-admin",
    },
    Entry {
        step: "request",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions?dialog=request-transfer&scenario=ready",
    },
    Entry {
        step: "request-litware",
        address: "/customers/43f2f193-6e85-4f08-b592-7b0fe339d309/subscriptions?dialog=request-transfer&scenario=ready",
    },
    Entry {
        step: "inform",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?draft=created&scenario=requested",
    },
    Entry {
        step: "transfer-active",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=requested",
    },
    Entry {
        step: "transfer-drifted",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=drifted",
    },
    Entry {
        step: "transfer-progress",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=in-progress",
    },
    Entry {
        step: "transfer-complete",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=complete",
    },
    Entry {
        step: "transfer-partial",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=partial",
    },
    Entry {
        step: "transfer-rejected",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=rejected-transfer",
    },
    Entry {
        step: "transfer-verified",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=verified",
    },
    Entry {
        step: "asked-source",
        address: "/customers/43f2f193-6e85-4f08-b592-7b0fe339d309/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=asked&as=partner-admin-agent",
    },
];
