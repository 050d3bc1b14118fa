//! A customer's account, the relationship extension, the agreement, users and licences.

use super::Entry;

/// The screens, in the order of the steps.
pub(super) const ENTRIES: &[Entry] = &[
    Entry { step: "customer-quick", address: "/customers?open=627bf322-5fac-4cb6-a34a-cb115ee347dd&scenario=partnered" },
    Entry { step: "customer-account", address: "/customers/627bf322-5fac-4cb6-a34a-cb115ee347dd/account?scenario=partnered" },
    Entry { step: "customer-account-related", address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/account?scenario=ready" },
    Entry {
        step: "customer-account-indirect",
        address: "/customers/990d3cd8-381d-422f-850c-86bd84e0164b/account?scenario=partnered",
    },
    Entry {
        step: "customer-account-unknown",
        address: "/customers/78f6d824-86ea-4214-b5c3-4e7e77ca4499/account?scenario=partnered",
    },
    Entry {
        step: "customer-bill-to",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/account?dialog=bill-to&scenario=partnered",
    },
    Entry {
        step: "customer-extend",
        address: "/customers/627bf322-5fac-4cb6-a34a-cb115ee347dd/account?dialog=extend&scenario=partnered",
    },
    Entry {
        step: "customer-extend-role",
        address: "/customers/627bf322-5fac-4cb6-a34a-cb115ee347dd/account?dialog=extend&scenario=partnered&as=partner-global-admin",
    },
    Entry {
        step: "customer-extend-no-provider",
        address: "/customers/627bf322-5fac-4cb6-a34a-cb115ee347dd/account?dialog=extend&scenario=enrolled",
    },
    Entry {
        step: "customer-extend-not-enrolled",
        address: "/customers/627bf322-5fac-4cb6-a34a-cb115ee347dd/account?dialog=extend&scenario=fresh",
    },
    Entry {
        step: "customer-extend-indirect",
        address: "/customers/990d3cd8-381d-422f-850c-86bd84e0164b/account?dialog=extend&scenario=partnered",
    },
    Entry {
        step: "customer-consent",
        address: "/customers/627bf322-5fac-4cb6-a34a-cb115ee347dd/account?draft=consent&scenario=partnered",
    },
    Entry {
        step: "customer-agreement",
        address: "/customers/627bf322-5fac-4cb6-a34a-cb115ee347dd/account?draft=agreement&scenario=partnered",
    },
    Entry {
        step: "customer-account-provider",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/account?scenario=ready&as=provider-sales-agent",
    },
    Entry {
        step: "customer-attest",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/account?dialog=attest&scenario=ready&as=provider-admin-agent",
    },
    Entry { step: "customer-users", address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/users?scenario=partnered" },
    Entry {
        step: "customer-user",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/users?user=2f23c09d-bc85-4711-a48d-68020a8416f6&scenario=partnered",
    },
    Entry {
        step: "customer-user-create",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/users?dialog=create-user&scenario=partnered",
    },
    Entry {
        step: "customer-users-deleted",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/users?show=deleted&scenario=partnered",
    },
    Entry {
        step: "customer-users-role",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/users?scenario=partnered&as=partner-sales-agent",
    },
    Entry {
        step: "customer-users-provider",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/users?scenario=ready&as=provider-admin-agent",
    },
    Entry {
        step: "customer-change",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions/1dcd327f-761e-47cb-bb7e-8913655c1d15?scenario=partnered",
    },
    Entry {
        step: "customer-change-held",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions/1dcd327f-761e-47cb-bb7e-8913655c1d15?scenario=requested",
    },
    Entry {
        step: "customer-change-quantity",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions/1dcd327f-761e-47cb-bb7e-8913655c1d15?dialog=quantity&scenario=requested",
    },
    Entry {
        step: "customer-change-suspend",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions/1dcd327f-761e-47cb-bb7e-8913655c1d15?dialog=status&scenario=partnered",
    },
    Entry {
        step: "customer-change-indirect",
        address: "/customers/990d3cd8-381d-422f-850c-86bd84e0164b/subscriptions/e5600642-060d-4a21-a64b-88b0402db603?scenario=partnered",
    },
    Entry { step: "customer-request", address: "/customers?draft=relationship&scenario=partnered" },
    Entry { step: "customer-request-restricted", address: "/customers?scenario=restricted" },
];
