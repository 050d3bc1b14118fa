//! The directory, the provider's invitation, and invitations to customers, as the partner sees them.

use super::Entry;

/// The screens, in the order of the steps.
pub(super) const ENTRIES: &[Entry] = &[
    Entry { step: "directory", address: "/find-a-provider?scenario=enrolled" },
    Entry { step: "directory-none", address: "/find-a-provider?q=nobody&scenario=enrolled" },
    Entry { step: "directory-ask", address: "/find-a-provider?ask=f5ec52ed-0108-4475-92e1-bc7656670b14&scenario=enrolled" },
    Entry { step: "providers-none", address: "/indirect-providers?scenario=enrolled" },
    Entry { step: "invitation-open", address: "/invitations/fabrikam-invitation?scenario=enrolled&as=partner-global-admin" },
    Entry { step: "invitation-role", address: "/invitations/fabrikam-invitation?scenario=enrolled&as=partner-admin-agent" },
    Entry { step: "invitation-early", address: "/invitations/fabrikam-invitation?scenario=fresh" },
    Entry { step: "invitation-region", address: "/invitations/woodgrove-invitation?scenario=enrolled" },
    Entry { step: "invitation-partners", address: "/invitations/second-invitation?scenario=partnered" },
    Entry { step: "invitation-used", address: "/invitations/used-invitation?scenario=enrolled" },
    Entry { step: "invitation-wrong", address: "/invitations/wrong-invitation?scenario=enrolled" },
    Entry { step: "invitation-unknown", address: "/invitations/no-such-invitation?scenario=enrolled" },
    Entry { step: "invitation-accepted", address: "/invitations/fabrikam-invitation?scenario=partnered" },
    Entry { step: "providers-all", address: "/indirect-providers?scenario=ready" },
    Entry { step: "providers-role", address: "/indirect-providers?scenario=ready&as=partner-reader" },
    Entry { step: "invite-new", address: "/indirect-providers/1509bb0a-9bf1-4331-8a11-8783593942a4/invite?scenario=partnered" },
    Entry {
        step: "invite-customer",
        address: "/indirect-providers/1509bb0a-9bf1-4331-8a11-8783593942a4/invite?customer=9ed89edd-d684-4325-b600-e6129ec04ece&scenario=partnered",
    },
    Entry {
        step: "invite-related",
        address: "/indirect-providers/1509bb0a-9bf1-4331-8a11-8783593942a4/invite?customer=e07cb579-3e7f-497b-bcc1-c0c8b0cdf20a&scenario=partnered",
    },
    Entry {
        step: "invite-no-provider",
        address: "/indirect-providers/1509bb0a-9bf1-4331-8a11-8783593942a4/invite?scenario=enrolled",
    },
];
