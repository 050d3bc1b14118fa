//! Addresses: every link is made here, from the same table that the router matches (static-mode.md, "Addresses").

use std::sync::OnceLock;

use crate::domain::ids::{CustomerId, InvitationId, SubscriptionId, TenantId, TransferId};
use crate::domain::percent::{decode, encode};

/// The path below which the app stands, such as `/preview`; the root until it is told.
static BASE: OnceLock<String> = OnceLock::new();

/// Says below which path the app stands, once and before any link is made. The router knows nothing of it: of `leptos_router` 0.8
/// some links heed a base and others do not.
pub fn set_base(base: String) {
    // A second time it is the same one.
    let _ = BASE.set(base);
}

/// The path below which the app stands, without a slash at its end.
pub fn base() -> &'static str {
    BASE.get().map_or("", String::as_str)
}

/// What stands in an address at the places that its shape names, in the order of the shape.
pub type Words = Vec<(&'static str, String)>;

/// Reads `path`, from the root of the host, by the shape of an address below the base, such as `/customers/:customer/account`: words
/// that are the same in every address, and names of what stands at their place. Nothing where it is no address of that shape.
pub fn read(shape: &'static str, path: &str) -> Option<Words> {
    fn parts(path: &str) -> impl Iterator<Item = &str> {
        path.split('/').filter(|part| !part.is_empty())
    }
    let mut found = parts(path.strip_prefix(base())?);
    let mut words = Words::new();
    for part in parts(shape) {
        let word = found.next()?;
        match part.strip_prefix(':') {
            Some(name) => words.push((name, decode(word))),
            None if part == word => {}
            None => return None,
        }
    }
    found.next().is_none().then_some(words)
}

/// A page with its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// **Overview**.
    Overview,
    /// The enrolment form.
    Enroll,
    /// The same, with the dialog that corrects the partner profile.
    CorrectProfile,
    /// **Customers**; the query holds search, filters and the expanded customer.
    Customers,
    /// A customer's **Subscriptions**.
    Subscriptions(CustomerId),
    /// The same, with the dialog that makes a transfer request.
    RequestTransfer(CustomerId),
    /// The same, with the draft to the provider about a request.
    InformProvider(CustomerId, TransferId),
    /// A customer's **Account**.
    Account(CustomerId),
    /// The same, with the dialog that puts the customer with an indirect provider.
    Extend(CustomerId),
    /// The same, with the draft that asks the customer for its consent.
    AskConsent(CustomerId),
    /// The same, with the draft that asks the provider about the customer's agreement.
    AskAgreement(CustomerId),
    /// A customer's users and licences.
    Users(CustomerId),
    /// One subscription.
    Subscription(CustomerId, SubscriptionId),
    /// A transfer request.
    Transfer(CustomerId, TransferId),
    /// All requests, inbox.
    Transfers,
    /// **History**; the query holds customer and view.
    History,
    /// Many customers at once.
    Move,
    /// A rehearsal on a copy of the own business.
    Rehearsal,
    /// **Indirect providers**.
    IndirectProviders,
    /// The directory of indirect providers.
    FindProvider,
    /// The same, with the draft that asks one of them for an invitation.
    AskProvider(TenantId),
    /// An invitation to a partnership.
    Invitation(InvitationId),
    /// **Invite new customers** of a provider; of a customer that is one already.
    InviteCustomers(TenantId, Option<CustomerId>),
    /// The draft of an invitation to a customer.
    CustomerInvitation(TenantId, InvitationId),
    /// **Indirect resellers**.
    IndirectResellers,
    /// The same, with the dialog that removes a partnership.
    RemovePartnership(TenantId),
    /// **New customer** of a reseller.
    NewCustomer(TenantId),
    /// **Request a partnership**.
    RequestPartnership,
    /// The draft of an invitation to a partnership.
    PartnershipRequest(InvitationId),
    /// A provider's own entry in the directory.
    ProviderProfile,
    /// **Create customer** of a direct bill partner.
    CreateCustomer,
    /// **New subscription** for a customer.
    NewSubscription(CustomerId),
    /// **Program info**.
    ProgramInfo,
    /// **Settings**.
    Settings,
    /// The designers' gallery; static mode only.
    Design,
    /// The gallery's components, with their states and tokens; static mode only.
    DesignComponents,
}

impl Route {
    /// The address, from the root of the host.
    pub fn path(&self) -> String {
        format!("{}{}", base(), self.below())
    }

    /// The address below the base, with a slash at its beginning.
    fn below(&self) -> String {
        let of = |customer: &CustomerId, rest: &str| format!("/customers/{}/{rest}", encode(customer.as_str()));
        match self {
            Self::Overview => "/".to_owned(),
            Self::Enroll => "/enroll".to_owned(),
            Self::CorrectProfile => "/enroll?dialog=profile".to_owned(),
            Self::Customers => "/customers".to_owned(),
            Self::Subscriptions(customer) => of(customer, "subscriptions"),
            Self::RequestTransfer(customer) => of(customer, "subscriptions?dialog=request-transfer"),
            Self::InformProvider(customer, transfer) => {
                of(customer, &format!("subscriptions?draft={}", encode(transfer.as_str())))
            }
            Self::Account(customer) => of(customer, "account"),
            Self::Extend(customer) => of(customer, "account?dialog=extend"),
            Self::AskConsent(customer) => of(customer, "account?draft=consent"),
            Self::AskAgreement(customer) => of(customer, "account?draft=agreement"),
            Self::Users(customer) => of(customer, "users"),
            Self::Subscription(customer, subscription) => {
                of(customer, &format!("subscriptions/{}", encode(subscription.as_str())))
            }
            Self::Transfer(customer, transfer) => of(customer, &format!("transfers/{}", encode(transfer.as_str()))),
            Self::Transfers => "/transfers".to_owned(),
            Self::History => "/history".to_owned(),
            Self::Move => "/move".to_owned(),
            Self::Rehearsal => "/rehearsal".to_owned(),
            Self::IndirectProviders => "/indirect-providers".to_owned(),
            Self::FindProvider => "/find-a-provider".to_owned(),
            Self::AskProvider(provider) => format!("/find-a-provider?ask={}", encode(provider.as_str())),
            Self::Invitation(invitation) => format!("/invitations/{}", encode(invitation.as_str())),
            Self::InviteCustomers(provider, customer) => {
                let query = customer.as_ref().map(|it| format!("?customer={}", encode(it.as_str()))).unwrap_or_default();
                format!("/indirect-providers/{}/invite{query}", encode(provider.as_str()))
            }
            Self::CustomerInvitation(provider, invitation) => {
                format!("/indirect-providers/{}/invite?invitation={}", encode(provider.as_str()), encode(invitation.as_str()))
            }
            Self::IndirectResellers => "/indirect-resellers".to_owned(),
            Self::RemovePartnership(reseller) => format!("/indirect-resellers?remove={}", encode(reseller.as_str())),
            Self::NewCustomer(reseller) => format!("/indirect-resellers/{}/new-customer", encode(reseller.as_str())),
            Self::RequestPartnership => "/indirect-resellers/request-partnership".to_owned(),
            Self::PartnershipRequest(invitation) => {
                format!("/indirect-resellers/request-partnership?invitation={}", encode(invitation.as_str()))
            }
            Self::ProviderProfile => "/provider-profile".to_owned(),
            Self::CreateCustomer => "/customers/new-customer".to_owned(),
            Self::NewSubscription(customer) => of(customer, "new-subscription"),
            Self::ProgramInfo => "/settings/account-settings/partner-profile/program-info".to_owned(),
            Self::Settings => "/settings".to_owned(),
            Self::Design => "/design".to_owned(),
            Self::DesignComponents => "/design/components".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_by_its_shape() {
        let shape = "/customers/:customer/transfers/:transfer";
        let words =
            |customer: &str, transfer: &str| Some(vec![("customer", customer.to_owned()), ("transfer", transfer.to_owned())]);
        assert_eq!(read(shape, "/customers/a1/transfers/t1"), words("a1", "t1"));
        assert_eq!(read(shape, "/customers/a%201/transfers/t1/"), words("a 1", "t1"));
        for other in [
            "/",
            "/customers",
            "/customers/a1/transfers",
            "/customers//transfers/t1",
            "/customers/a1/transfers/t1/x",
            "/x/a1/transfers/t1",
        ] {
            assert_eq!(read(shape, other), None, "{other}");
        }
        assert_eq!(read("/", "/"), Some(Words::new()));
        assert_eq!(read("/", ""), Some(Words::new()));
    }

    // R8
    #[test]
    fn every_record_and_dialog_has_an_address_of_its_own() {
        let customer = || CustomerId::parse("a1").unwrap();
        let transfer = || TransferId::parse("t 1?".replace([' ', '?'], "-").as_str()).unwrap();
        let provider = || TenantId::parse("p1").unwrap();
        let paths = [
            (Route::Enroll, "/enroll"),
            (Route::CorrectProfile, "/enroll?dialog=profile"),
            (Route::Subscriptions(customer()), "/customers/a1/subscriptions"),
            (Route::RequestTransfer(customer()), "/customers/a1/subscriptions?dialog=request-transfer"),
            (Route::Transfer(customer(), transfer()), "/customers/a1/transfers/t-1-"),
            (Route::Account(customer()), "/customers/a1/account"),
            (Route::Extend(customer()), "/customers/a1/account?dialog=extend"),
            (Route::AskConsent(customer()), "/customers/a1/account?draft=consent"),
            (Route::AskAgreement(customer()), "/customers/a1/account?draft=agreement"),
            (Route::Users(customer()), "/customers/a1/users"),
            (Route::Invitation(InvitationId::parse("i1").unwrap()), "/invitations/i1"),
            (Route::InviteCustomers(provider(), Some(customer())), "/indirect-providers/p1/invite?customer=a1"),
            (Route::InviteCustomers(provider(), None), "/indirect-providers/p1/invite"),
            (Route::AskProvider(provider()), "/find-a-provider?ask=p1"),
            (Route::RemovePartnership(provider()), "/indirect-resellers?remove=p1"),
            (Route::InformProvider(customer(), transfer()), "/customers/a1/subscriptions?draft=t-1-"),
            (Route::NewCustomer(TenantId::parse("r1").unwrap()), "/indirect-resellers/r1/new-customer"),
            (Route::CreateCustomer, "/customers/new-customer"),
            (Route::NewSubscription(customer()), "/customers/a1/new-subscription"),
        ];
        for (route, path) in paths {
            assert_eq!(route.path(), path);
        }
    }
}
