//! The whole business at once.

use super::Entry;

/// The screens, in the order of the steps.
pub(super) const ENTRIES: &[Entry] = &[
    Entry { step: "customers-large", address: "/customers?scenario=large&as=partner-admin-agent" },
    Entry { step: "move", address: "/move?scenario=ready&as=partner-admin-agent" },
    Entry { step: "move-pictures", address: "/move?scenario=partial&as=partner-owner" },
    Entry { step: "move-extend", address: "/move?do=extend&scenario=ready&as=partner-admin-agent" },
    Entry { step: "move-request", address: "/move?do=request&scenario=ready&as=partner-admin-agent" },
    Entry { step: "move-provider", address: "/move?do=accept&scenario=requested&as=provider-admin-agent" },
    Entry {
        step: "inbox-aged",
        address: "/transfers?scenario=requested&as=partner-admin-agent&start=2026-11-21T09:00:00Z&now=2026-12-05T09:00:00Z",
    },
    Entry { step: "history", address: "/history?scenario=verified&as=partner-admin-agent" },
    Entry { step: "history-role", address: "/history?scenario=verified&as=partner-reader" },
    Entry { step: "history-ledger", address: "/history?view=ledger&scenario=verified&as=partner-admin-agent" },
    Entry {
        step: "history-receipt",
        address: "/history?view=ledger&customer=9ed89edd-d684-4325-b600-e6129ec04ece&scenario=verified&as=partner-admin-agent",
    },
    Entry { step: "rehearsal", address: "/rehearsal?scenario=ready&as=partner-owner" },
];
