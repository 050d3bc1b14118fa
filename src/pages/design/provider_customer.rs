//! New customers and orders: the provider's, and what a direct bill partner does for its own.

use super::Entry;

/// The screens, in the order of the steps.
pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        step: "new-customer",
        address: "/indirect-resellers/47eaa099-2cb6-416d-86dc-283cf0480ff9/new-customer?scenario=partnered&as=provider-admin-agent",
    },
    Entry { step: "new-customer-role", address: "/customers/new-customer?scenario=partnered&as=partner-global-admin" },
    Entry {
        step: "new-customer-unsigned",
        address: "/indirect-resellers/47eaa099-2cb6-416d-86dc-283cf0480ff9/new-customer?scenario=partnered&as=provider-admin-agent&fault=GET%20/v1/compliance=400:2206",
    },
    Entry {
        step: "new-customer-gone",
        address: "/indirect-resellers/47eaa099-2cb6-416d-86dc-283cf0480ff9/new-customer?step=confirmation&scenario=partnered&as=provider-admin-agent",
    },
    Entry {
        step: "new-subscription",
        address: "/customers/990d3cd8-381d-422f-850c-86bd84e0164b/new-subscription?scenario=partnered&as=provider-admin-agent",
    },
    Entry {
        step: "new-subscription-role",
        address: "/customers/990d3cd8-381d-422f-850c-86bd84e0164b/new-subscription?scenario=partnered&as=provider-user-admin",
    },
    Entry {
        step: "subscription-provider",
        address: "/customers/990d3cd8-381d-422f-850c-86bd84e0164b/subscriptions/e5600642-060d-4a21-a64b-88b0402db603?scenario=partnered&as=provider-admin-agent",
    },
    Entry { step: "new-customer-own", address: "/customers/new-customer?scenario=partnered&as=partner-admin-agent" },
    Entry { step: "new-customer-restricted", address: "/customers/new-customer?scenario=restricted&as=partner-admin-agent" },
    Entry { step: "new-customer-ask", address: "/customers/new-customer?for=indirect&scenario=partnered&as=partner-owner" },
    Entry {
        step: "add-products",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/new-subscription?scenario=partnered&as=partner-admin-agent",
    },
    Entry {
        step: "add-products-indirect",
        address: "/customers/990d3cd8-381d-422f-850c-86bd84e0164b/new-subscription?scenario=partnered&as=partner-admin-agent",
    },
];
