//! Every operation of the client, made ready to be called again and again: the rows of the fault matrix.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use crossover::api::Client;
use crossover::api::compliance::PartnerKey;
use crossover::api::error::ApiError;
use crossover::api::runs::Watch;
use crossover::domain::agreement::NewAgreement;
use crossover::domain::application::Application;
use crossover::domain::audit::AuditQuery;
use crossover::domain::cart::CartLine;
use crossover::domain::contact::Contact;
use crossover::domain::customer_invitation::{NewCustomerInvitation, Stage};
use crossover::domain::eligibility::Verdict;
use crossover::domain::extension::NewExtension;
use crossover::domain::ids::{CartId, CustomerId, OfferId, TransferId, UserId};
use crossover::domain::licence::LicenceChange;
use crossover::domain::new_commerce::{GivenLine, TransferAsk, product_type};
use crossover::domain::order::{NewOrder, NewOrderLine};
use crossover::domain::organisation::Side;
use crossover::domain::partnership_invitation::{Addressee, NewPartnershipInvitation};
use crossover::domain::profile::ProfileVersion;
use crossover::domain::review::Finding;
use crossover::domain::run::{Deed, Line, Outcome, Run};
use crossover::domain::subscription_change::SubscriptionChange;
use crossover::domain::support_contact::SupportContact;
use crossover::domain::user::UserChange;
use crossover::sim::clock::START;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use crossover::wire::review::{HandOver, NoticeKind, ReviewChange};

use super::desk::{PARTNER, PROVIDER, customer, new_transfer, new_user, northwind_transfer, run, subscription};
use super::new_customers::{confirmation, for_contoso};

/// A call that can be made again: what came of it, as text.
pub type Call = Box<dyn Fn(Client) -> Pin<Box<dyn Future<Output = Result<String, ApiError>>>>>;

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Reads.
    Read,
    /// Acts.
    Write,
    /// Acts by nothing, although it is sent as a write.
    Ask,
}

/// One operation.
pub struct Operation {
    /// The name of the function, and after a blank which of its calls is meant.
    pub name: &'static str,
    pub kind: Kind,
    pub scenario: Scenario,
    pub persona: Persona,
    /// What the service answers where the simulated one does not have it.
    pub canned: Option<(u16, &'static str)>,
    /// Finds what it takes, by a client to which nothing happens.
    pub prepare: fn(&Client) -> Call,
}

const GLOBAL: Persona = Persona::PartnerGlobalAdmin;

/// Every operation; a test holds the list against the sources.
#[expect(clippy::too_many_lines, reason = "it is a table")]
pub fn all() -> Vec<Operation> {
    use Scenario::{Asked, Authorized, Complete, Enrolled, Fresh, Partnered, Pending, Ready, Requested};
    let read = |name, scenario, persona, prepare| Operation { name, kind: Kind::Read, scenario, persona, canned: None, prepare };
    let write =
        |name, scenario, persona, prepare| Operation { name, kind: Kind::Write, scenario, persona, canned: None, prepare };
    vec![
        read("agreement_state", Ready, PARTNER, |c| with(northwind(c), |c, id| async move { c.agreement_state(&id).await })),
        read("list_agreements", Ready, PARTNER, |c| with(northwind(c), |c, id| async move { c.list_agreements(&id).await })),
        write("confirm_agreement", Partnered, PROVIDER, |c| {
            with(
                (customer(c, "Tailspin Toys").id, attestation(c)),
                |c, it| async move { c.confirm_agreement(&it.0, &it.1).await },
            )
        }),
        read("list_agreement_templates", Ready, PARTNER, |_| with((), |c, _| async move { c.list_agreement_templates().await })),
        read("agreement_document", Ready, PARTNER, |c| {
            with(confirmation(c).template, |c, id| async move { c.agreement_document(&id, "en-US", "SE").await })
        }),
        read("list_audit_records", Requested, PARTNER, |_| {
            with(AuditQuery::default(), |c, query| async move { c.list_audit_records(&query).await })
        }),
        Operation {
            canned: Some((201, CART)),
            ..write("create_cart", Partnered, PROVIDER, |c| {
                with(customer(c, "Tailspin Toys").id, |c, id| async move { c.create_cart(&id, &[cart_line()]).await })
            })
        },
        Operation {
            canned: Some((201, CHECKED_OUT)),
            ..write("check_out", Partnered, PROVIDER, |c| {
                with(
                    customer(c, "Tailspin Toys").id,
                    |c, id| async move { c.check_out(&id, &CartId::parse("cart-1").unwrap()).await },
                )
            })
        },
        read("partner_agreement_signed", Ready, PROVIDER, |_| {
            with((), |c, _| async move { c.partner_agreement_signed(PartnerKey::Mpn(&Company::Contoso.mpn_id())).await })
        }),
        read("country_rules", Ready, PARTNER, |_| with((), |c, _| async move { c.country_rules("SE").await })),
        read("list_customer_invitations", Ready, PARTNER, |_| {
            with((), |c, _| async move { c.list_customer_invitations().await })
        }),
        read("customer_invitation", Partnered, PARTNER, |c| {
            with(invited(c).id, |c, id| async move { c.customer_invitation(&id).await })
        }),
        write("record_customer_invitation", Partnered, PARTNER, |c| {
            with(invitation(c), |c, new| async move { c.record_customer_invitation(&new).await })
        }),
        write("move_customer_invitation", Partnered, PARTNER, |c| {
            with(invited(c), |c, held| async move { c.move_customer_invitation(&held, &Stage::Withdrawn).await })
        }),
        read("list_customers", Ready, PARTNER, |_| with((), |c, _| async move { c.list_customers().await })),
        read("list_customers_of", Ready, PROVIDER, |_| {
            with((), |c, _| async move { c.list_customers_of(&Company::Contoso.tenant_id()).await })
        }),
        read("customers_by_page", Ready, PARTNER, |_| {
            with((), |c, _| async move {
                let mut all = Vec::new();
                c.customers_by_page(&mut |rows, _| {
                    all.extend(rows);
                    true
                })
                .await
                .map(|()| all)
            })
        }),
        read("customer", Ready, PARTNER, |c| with(northwind(c), |c, id| async move { c.customer(&id).await })),
        read("company_profile", Ready, PARTNER, |c| with(northwind(c), |c, id| async move { c.company_profile(&id).await })),
        read("bill_to", Ready, PARTNER, |c| with(northwind(c), |c, id| async move { c.bill_to(&id).await })),
        write("change_bill_to", Ready, PARTNER, |c| {
            let id = northwind(c);
            let held = run(c.bill_to(&id)).unwrap();
            let mut new = held.view.clone();
            "Nygatan 2".clone_into(&mut new.address.line_1);
            with((id, held, new), |c, it| async move { c.change_bill_to(&it.0, &it.1, &it.2).await })
        }),
        write("create_customer", Partnered, PROVIDER, |_| {
            with(for_contoso(), |c, new| async move { c.create_customer(&new).await })
        }),
        Operation {
            canned: Some((200, "{\"Id\":\"x\",\"RelationshipToPartner\":\"none\"}")),
            ..write("end_relation", Ready, PARTNER, |c| with(northwind(c), |c, id| async move { c.end_relation(&id).await }))
        },
        read("is_domain_free", Ready, PROVIDER, |_| {
            with((), |c, _| async move { c.is_domain_free("northwind.onmicrosoft.com").await })
        }),
        read("preview_extension", Partnered, PARTNER, |c| {
            with(northwind(c), |c, id| async move { c.preview_extension(&id, &Company::Fabrikam.tenant_id()).await })
        }),
        write("extend_relationship", Partnered, PARTNER, |c| {
            with(northwind(c), |c, id| async move { c.extend_relationship(&id, &extension()).await })
        }),
        read("list_consents", Ready, PARTNER, |c| with(northwind(c), |c, id| async move { c.list_consents(&id).await })),
        read("list_incentive_invitations", Enrolled, PARTNER, |_| {
            with((), |c, _| async move { c.list_incentive_invitations().await })
        }),
        write("mark_incentive_received", Enrolled, GLOBAL, |c| {
            let held = run(c.list_incentive_invitations()).unwrap().remove(0);
            with(held, |c, held| async move { c.mark_incentive_received(&held).await })
        }),
        read("list_licence_pools", Partnered, PARTNER, |c| {
            with(northwind(c), |c, id| async move { c.list_licence_pools(&id, None).await })
        }),
        read("list_licences", Partnered, PARTNER, |c| {
            with(user(c), |c, it| async move { c.list_licences(&it.0, &it.1, None).await })
        }),
        write("change_licences", Partnered, PARTNER, |c| {
            let id = northwind(c);
            let users = run(c.list_users(&id)).unwrap();
            let held = |user: &UserId| run(c.list_licences(&id, user, None)).unwrap().first().map(|it| it.sku.id.clone());
            let (user, sku) = users.iter().find_map(|it| Some((it.id.clone(), held(&it.id)?))).unwrap();
            let change = LicenceChange { assign: Vec::new(), remove: vec![sku] };
            with((id, user, change), |c, it| async move { c.change_licences(&it.0, &it.1, &it.2).await })
        }),
        write("ask_for_transfer", Ready, PROVIDER, |c| {
            with(northwind(c), |c, id| async move { c.ask_for_transfer(&id, &ask()).await })
        }),
        read("asked_transfer", Asked, PARTNER, |c| with(asked(c), |c, it| async move { c.asked_transfer(&it.0, &it.1).await })),
        write("give_to_transfer", Asked, PARTNER, |c| {
            let (id, transfer) = asked(c);
            let request = run(c.asked_transfer(&id, &transfer)).unwrap();
            let all = run(c.list_subscriptions(&id)).unwrap();
            let chosen = request.choices(&all).into_iter().find(|(_, why)| why.is_none()).unwrap().0;
            let kind = product_type(chosen.kind).unwrap().to_owned();
            let line = GivenLine { subscription: chosen.id.clone(), product_type: kind };
            with((request, line), |c, it| async move { c.give_to_transfer(&it.0, std::slice::from_ref(&it.1)).await })
        }),
        write("cancel_transfer", Asked, PROVIDER, |c| {
            let (id, transfer) = asked(c);
            with(run(c.asked_transfer(&id, &transfer)).unwrap(), |c, request| async move { c.cancel_transfer(&request).await })
        }),
        read("list_offers", Ready, PROVIDER, |_| with((), |c, _| async move { c.list_offers("SE").await })),
        read("list_add_on_offers", Ready, PROVIDER, |c| {
            with(offer(c), |c, id| async move { c.list_add_on_offers(&id, "SE").await })
        }),
        write("create_order", Partnered, PROVIDER, |c| {
            let line = NewOrderLine {
                offer: offer(c),
                quantity: 3,
                friendly_name: String::new(),
                parent: None,
                partner_of_record: Some(Company::Contoso.mpn_id()),
            };
            let customer = customer(c, "Tailspin Toys").id;
            let new = NewOrder { customer, billing_cycle: "unknown".to_owned(), lines: vec![line] };
            with(new, |c, new| async move { c.create_order(&new).await })
        }),
        read("list_partnership_invitations", Ready, PROVIDER, |_| {
            with((), |c, _| async move { c.list_partnership_invitations(Side::Provider).await })
        }),
        read("partnership_invitation", Enrolled, Persona::ProviderGlobalAdmin, |c| {
            with(
                run(c.request_partnership(&partnership())).unwrap().id,
                |c, id| async move { c.partnership_invitation(&id).await },
            )
        }),
        write("request_partnership", Enrolled, Persona::ProviderGlobalAdmin, |_| {
            with(partnership(), |c, new| async move { c.request_partnership(&new).await })
        }),
        write("authorize_provider", Enrolled, GLOBAL, |c| {
            let id = run(c.list_partnership_invitations(Side::Partner)).unwrap().remove(0).id;
            with(id, |c, id| async move { c.authorize_provider(&id, true).await })
        }),
        write("withdraw_partnership_invitation", Enrolled, Persona::ProviderGlobalAdmin, |c| {
            with(run(c.request_partnership(&partnership())).unwrap().id, |c, id| async move {
                c.withdraw_partnership_invitation(&id).await
            })
        }),
        read("legal_business", Fresh, GLOBAL, |_| {
            with((), |c, _| async move { c.legal_business(ProfileVersion::Current).await })
        }),
        write("change_legal_business", Fresh, GLOBAL, |c| {
            let held = run(c.legal_business(ProfileVersion::Current)).unwrap();
            let mut new = held.view.clone();
            "Nygatan 2".clone_into(&mut new.address.line_1);
            with((held, new), |c, it| async move { c.change_legal_business(&it.0, &it.1).await })
        }),
        read("organisation_profile", Fresh, GLOBAL, |_| with((), |c, _| async move { c.organisation_profile().await })),
        write("change_organisation_profile", Fresh, GLOBAL, |c| {
            let held = run(c.organisation_profile()).unwrap();
            let mut new = held.view.clone();
            "Nygatan 2".clone_into(&mut new.address.line_1);
            with((held, new), |c, it| async move { c.change_organisation_profile(&it.0, &it.1).await })
        }),
        read("mpn_profile", Fresh, GLOBAL, |_| with((), |c, _| async move { c.mpn_profile(None).await })),
        read("billing_profile", Fresh, GLOBAL, |_| with((), |c, _| async move { c.billing_profile().await })),
        write("change_billing_profile", Fresh, GLOBAL, |c| {
            let held = run(c.billing_profile()).unwrap();
            let mut new = held.view.clone();
            "PO 42".clone_into(&mut new.purchase_order);
            with((held, new), |c, it| async move { c.change_billing_profile(&it.0, &it.1).await })
        }),
        read("support_profile", Fresh, GLOBAL, |_| with((), |c, _| async move { c.support_profile().await })),
        write("change_support_profile", Fresh, GLOBAL, |c| {
            let held = run(c.support_profile()).unwrap();
            let mut new = held.view.clone();
            "+46 8 123 456".clone_into(&mut new.telephone);
            with((held, new), |c, it| async move { c.change_support_profile(&it.0, &it.1).await })
        }),
        read("list_program_agreements", Authorized, GLOBAL, |_| {
            with((), |c, _| async move { c.list_program_agreements().await })
        }),
        read("program_agreement_document", Authorized, GLOBAL, |c| {
            let id = run(c.list_program_agreements()).unwrap().remove(0).id;
            with(id, |c, id| async move { c.program_agreement_document(&id, "en-US").await })
        }),
        write("accept_program_agreement", Authorized, GLOBAL, |c| {
            let offered = run(c.list_program_agreements()).unwrap().remove(0);
            with(offered, |c, offered| async move { c.accept_program_agreement(&offered).await })
        }),
        read("reseller_program", Pending, GLOBAL, |_| with((), |c, _| async move { c.reseller_program().await })),
        read("direct_bill_program", Pending, GLOBAL, |_| with((), |c, _| async move { c.direct_bill_program().await })),
        write("enrol", Fresh, GLOBAL, |c| with(application(c), |c, new| async move { c.enrol(&new).await })),
        write("resend_verification", Fresh, GLOBAL, |c| {
            run(c.enrol(&application(c))).unwrap();
            with((), |c, _| async move { c.resend_verification().await })
        }),
        read("list_provider_directory", Ready, PARTNER, |_| with((), |c, _| async move { c.list_provider_directory().await })),
        read("own_listing", Ready, PROVIDER, |_| with((), |c, _| async move { c.own_listing().await })),
        read("copy_business", Partnered, PARTNER, |c| {
            with(run(c.me()).unwrap(), |c, session| async move { c.copy_business(&session, START, &|_, _| true).await })
        }),
        read("list_partnerships", Ready, PARTNER, |_| with((), |c, _| async move { c.list_partnerships(Side::Partner).await })),
        read("list_customer_partners", Ready, PARTNER, |c| {
            with(northwind(c), |c, id| async move { c.list_customer_partners(&id).await })
        }),
        read("customer_link", Partnered, PARTNER, |_| with((), |c, _| async move { c.customer_link(None, None).await })),
        read("removal_preview", Partnered, Persona::ProviderGlobalAdmin, |_| {
            with((), |c, _| async move { c.removal_preview(&Company::Contoso.tenant_id()).await })
        }),
        write("remove_partnership", Partnered, Persona::ProviderGlobalAdmin, |_| {
            with((), |c, _| async move { c.remove_partnership(&Company::Contoso.tenant_id(), true).await })
        }),
        write("carry_on (extends)", Partnered, PARTNER, |c| with(bulk(c, |_, _| Deed::Extend(START)), carry)),
        write("carry_on (requests)", Ready, PARTNER, |c| {
            with(bulk(c, |c, id| Deed::Request(vec![subscription(c, id, "Office 365 E3").id])), carry)
        }),
        write("carry_on (accepts)", Requested, PROVIDER, |c| {
            with(bulk(c, |c, _| Deed::Accept(northwind_transfer(c).1.id)), carry)
        }),
        read("rehearse", Ready, PARTNER, |c| {
            let run = bulk(c, |c, id| Deed::Request(vec![subscription(c, id, "Office 365 E3").id]));
            with(run, |c, run| async move {
                c.rehearse(&run, &run.lines[0]).await.map(|verdict| Some(verdict).filter(|it| *it != Verdict::Unlisted))
            })
        }),
        read("me", Ready, PARTNER, |_| with((), |c, _| async move { c.me().await })),
        read("list_subscriptions", Ready, PARTNER, |c| {
            with(northwind(c), |c, id| async move { c.list_subscriptions(&id).await })
        }),
        read("subscription", Ready, PARTNER, |c| with(e3(c), |c, it| async move { c.subscription(&it.0, &it.1).await })),
        read("list_add_ons", Ready, PARTNER, |c| with(e3(c), |c, it| async move { c.list_add_ons(&it.0, &it.1).await })),
        read("whole_subscription", Ready, PARTNER, |c| {
            with(e3(c), |c, it| async move { c.whole_subscription(&it.0, &it.1).await })
        }),
        write("change_subscription", Ready, PARTNER, |c| {
            let (id, e3) = e3(c);
            let held = run(c.whole_subscription(&id, &e3)).unwrap();
            with((id, held), |c, it| async move { c.change_subscription(&it.0, &it.1, &SubscriptionChange::Quantity(30)).await })
        }),
        Operation {
            canned: Some((200, PROVISIONED)),
            ..read("provisioning", Ready, PARTNER, |c| with(e3(c), |c, it| async move { c.provisioning(&it.0, &it.1).await }))
        },
        read("support_contact", Partnered, PROVIDER, |c| {
            with(tailspin_e3(c), |c, it| async move { c.support_contact(&it.0, &it.1).await })
        }),
        write("change_support_contact", Partnered, PROVIDER, |c| {
            let (id, e3) = tailspin_e3(c);
            let held = run(c.support_contact(&id, &e3)).unwrap();
            with((id, e3, held), |c, it| async move { c.change_support_contact(&it.0, &it.1, &it.2, &contoso()).await })
        }),
        read("transfer_eligibility", Ready, PARTNER, |c| {
            with(northwind(c), |c, id| async move { c.transfer_eligibility(&id).await })
        }),
        read("list_transfers", Requested, PARTNER, |c| with(northwind(c), |c, id| async move { c.list_transfers(&id).await })),
        read("transfer", Requested, PARTNER, |c| with(requested(c), |c, it| async move { c.transfer(&it.0, &it.1).await })),
        write("create_transfer", Ready, PARTNER, |c| {
            let (id, e3) = e3(c);
            with((id, new_transfer(&[&e3])), |c, it| async move { c.create_transfer(&it.0, &it.1).await })
        }),
        write("withdraw_transfer", Requested, PARTNER, |c| {
            with(requested(c), |c, it| async move { c.withdraw_transfer(&it.0, &it.1).await })
        }),
        write("accept_transfer", Requested, PROVIDER, |c| {
            with(requested(c), |c, it| async move { c.accept_transfer(&it.0, &it.1).await })
        }),
        write("reject_transfer", Requested, PROVIDER, |c| {
            with(requested(c), |c, it| async move { c.reject_transfer(&it.0, &it.1).await })
        }),
        read("transfer_review", Complete, PARTNER, |c| {
            with(requested(c), |c, it| async move { c.transfer_review(&it.0, &it.1).await })
        }),
        write("change_review", Complete, PARTNER, |c| {
            with(requested(c), |c, it| async move {
                c.change_review(&it.0, &it.1, &ReviewChange::Verified(Side::Partner, Finding::Match)).await
            })
        }),
        write("record_notice", Requested, PARTNER, |c| {
            with(requested(c), |c, it| async move {
                let (kind, by) = (NoticeKind::TransferCreated, HandOver::Clipboard);
                c.record_notice(&it.0, &it.1, kind, by, "en", ("subject", "body")).await
            })
        }),
        read("list_users", Partnered, PARTNER, |c| with(northwind(c), |c, id| async move { c.list_users(&id).await })),
        read("list_deleted_users", Partnered, PARTNER, |c| {
            with(northwind(c), |c, id| async move { c.list_deleted_users(&id).await })
        }),
        write("create_user", Partnered, PARTNER, |c| {
            with((northwind(c), new_user("ny.person", &customer(c, "Northwind Traders").domain)), |c, it| async move {
                c.create_user(&it.0, &it.1).await
            })
        }),
        write("change_user", Partnered, PARTNER, |c| {
            let (id, user) = user(c);
            let change = renamed(&customer(c, "Northwind Traders").domain);
            with((id, user, change), |c, it| async move { c.change_user(&it.0, &it.1, &it.2).await })
        }),
        write("reset_password", Partnered, PARTNER, |c| {
            with(user(c), |c, it| async move { c.reset_password(&it.0, &it.1, "Other-42-Other", true).await })
        }),
        write("delete_user", Partnered, PARTNER, |c| with(user(c), |c, it| async move { c.delete_user(&it.0, &it.1).await })),
        write("restore_user", Partnered, PARTNER, |c| {
            let (id, user) = user(c);
            run(c.delete_user(&id, &user)).unwrap();
            with((id, user), |c, it| async move { c.restore_user(&it.0, &it.1).await })
        }),
        read("list_directory_roles", Partnered, PARTNER, |c| {
            with(northwind(c), |c, id| async move { c.list_directory_roles(&id).await })
        }),
        write("set_user_role (given)", Partnered, PARTNER, |c| {
            let id = northwind(c);
            let role = run(c.list_directory_roles(&id)).unwrap().remove(0).id;
            let user =
                run(c.list_users(&id)).unwrap().into_iter().find(|it| run(c.list_user_roles(&id, &it.id)).unwrap().is_empty());
            with((id, role, user.unwrap()), |c, it| async move { c.set_user_role(&it.0, &it.1, &it.2, true).await })
        }),
        write("set_user_role (taken)", Partnered, PARTNER, |c| {
            let id = northwind(c);
            let role = run(c.list_directory_roles(&id)).unwrap().remove(0).id;
            let user = run(c.list_users(&id)).unwrap().remove(0);
            run(c.set_user_role(&id, &role, &user, true)).unwrap();
            with((id, role, user), |c, it| async move { c.set_user_role(&it.0, &it.1, &it.2, false).await })
        }),
        read("list_user_roles", Partnered, PARTNER, |c| {
            with(user(c), |c, it| async move { c.list_user_roles(&it.0, &it.1).await })
        }),
        Operation {
            kind: Kind::Ask,
            ..write("check_address", Partnered, PROVIDER, |_| {
                with(for_contoso().address, |c, address| async move { c.check_address(&address).await })
            })
        },
    ]
}

fn with<T: 'static, R: Debug, F: Future<Output = Result<R, ApiError>> + 'static>(
    value: T,
    act: impl Fn(Client, Rc<T>) -> F + 'static,
) -> Call {
    let value = Rc::new(value);
    Box::new(move |client| {
        let acting = act(client, Rc::clone(&value));
        Box::pin(async move { acting.await.map(|made| format!("{made:?}")) })
    })
}

fn northwind(client: &Client) -> CustomerId {
    customer(client, "Northwind Traders").id
}

fn e3(client: &Client) -> (CustomerId, crossover::domain::ids::SubscriptionId) {
    let id = northwind(client);
    let e3 = subscription(client, &id, "Office 365 E3").id;
    (id, e3)
}

fn tailspin_e3(client: &Client) -> (CustomerId, crossover::domain::ids::SubscriptionId) {
    let id = customer(client, "Tailspin Toys").id;
    let e3 = subscription(client, &id, "Office 365 E3").id;
    (id, e3)
}

fn requested(client: &Client) -> (CustomerId, TransferId) {
    let (id, transfer) = northwind_transfer(client);
    (id, transfer.id)
}

fn asked(client: &Client) -> (CustomerId, TransferId) {
    let id = customer(client, "Litware").id;
    let transfer = run(client.list_transfers(&id)).unwrap().remove(0).id;
    (id, transfer)
}

fn user(client: &Client) -> (CustomerId, UserId) {
    let id = northwind(client);
    let user = run(client.list_users(&id)).unwrap().remove(0).id;
    (id, user)
}

fn offer(client: &Client) -> OfferId {
    let all = run(client.list_offers("SE")).unwrap();
    all.into_iter().find(|offer| offer.name == "Office 365 E3").unwrap().id
}

fn contoso() -> SupportContact {
    let company = Company::Contoso;
    SupportContact { tenant: company.tenant_id(), mpn_id: Some(company.mpn_id()), name: company.name().to_owned() }
}

fn extension() -> NewExtension {
    NewExtension {
        partner: Company::Contoso.tenant_id(),
        provider: Company::Fabrikam.tenant_id(),
        confirmed: true,
        confirmed_on: START,
        note: "By e-mail of Kim Akers".to_owned(),
    }
}

fn attestation(client: &Client) -> NewAgreement {
    let text = str::to_owned;
    let contact =
        Contact { first_name: text("Kim"), last_name: text("Akers"), email: text("kim@tailspin.example"), phone: String::new() };
    NewAgreement { contact, ..confirmation(client) }
}

fn invitation(client: &Client) -> NewCustomerInvitation {
    let (provider, own) = (Company::Fabrikam.tenant_id(), Company::Contoso.tenant_id());
    NewCustomerInvitation {
        customer: None,
        name: "Wingtip Toys".to_owned(),
        url: run(client.customer_link(Some((&provider, &own)), Some(true))).unwrap(),
        provider,
        delegated_admin: true,
        language: "nl".to_owned(),
    }
}

fn invited(client: &Client) -> crossover::domain::customer_invitation::CustomerInvitation {
    run(client.record_customer_invitation(&invitation(client))).unwrap()
}

fn partnership() -> NewPartnershipInvitation {
    let to = Addressee { email: Some("astrid.lindqvist@contoso.example".to_owned()), ..Addressee::default() };
    NewPartnershipInvitation { to, language: "sv".to_owned() }
}

fn ask() -> TransferAsk {
    TransferAsk {
        source: Company::Contoso.tenant_id(),
        source_name: Company::Contoso.name().to_owned(),
        customer_email: "it@northwind.example".to_owned(),
        customer_name: Some("Northwind Traders".to_owned()),
        target: None,
        target_email: None,
        product_types: vec!["SaaS".to_owned()],
        partner_of_record: Some(Company::Contoso.mpn_id()),
    }
}

/// The form, filled as its partner fills it.
fn application(client: &Client) -> Application {
    Application {
        contact: run(client.legal_business(ProfileVersion::Current)).unwrap().view.primary_contact,
        support: run(client.support_profile()).unwrap().view,
        mpn_id: run(client.mpn_profile(None)).unwrap().mpn_id.to_string(),
        irreversible_confirmed: true,
        profile_confirmed: Some(START),
    }
}

fn renamed(domain: &str) -> UserChange {
    let text = str::to_owned;
    UserChange {
        principal_name: format!("ny.person@{domain}"),
        display_name: text("Ny Person"),
        first_name: text("Ny"),
        last_name: text("Person"),
        usage_location: text("DE"),
    }
}

fn cart_line() -> CartLine {
    CartLine {
        id: 0,
        item: OfferId::parse("CFQ7TTC0LF8Q:0001:CFQ7TTC0H9MP").unwrap(),
        friendly_name: String::new(),
        quantity: 1,
        currency: String::new(),
        billing_cycle: "monthly".to_owned(),
        term: Some("P1Y".to_owned()),
        renews_to: None,
        participants: Vec::new(),
        provisioning: Vec::new(),
        order_group: String::new(),
        add_ons: Vec::new(),
        error: None,
    }
}

/// A run of one line, for Northwind.
fn bulk(client: &Client, deed: impl Fn(&Client, &CustomerId) -> Deed) -> Run {
    let customer = northwind(client);
    let deed = deed(client, &customer);
    let own = run(client.me()).unwrap().organisation;
    Run {
        id: "run-1".to_owned(),
        by: "somebody".to_owned(),
        started: START,
        own: own.tenant,
        provider: Company::Fabrikam.tenant_id(),
        partner_of_record: Some(Company::Contoso.mpn_id()),
        lines: vec![Line { customer, deed, outcome: Outcome::Waiting }],
    }
}

struct Watching;

impl Watch for Watching {
    fn may_go_on(&self) -> bool {
        true
    }

    fn note(&self, _run: &Run, _place: usize) {}
}

/// Carries a run on; what is refused is the outcome of its line.
async fn carry(client: Client, run: Rc<Run>) -> Result<String, ApiError> {
    let mut run = (*run).clone();
    client.carry_on(&mut run, &Watching).await?;
    Ok(match &run.lines[0].outcome {
        Outcome::Done | Outcome::Already => "done".to_owned(),
        other => format!("{other:?}"),
    })
}

const CART: &str = include_str!("../fixtures/carts.create.response-201.json");
const CHECKED_OUT: &str = include_str!("../fixtures/carts.checkout.response-201.json");
const PROVISIONED: &str = include_str!("../fixtures/subscriptions.provisioning-status.response-200.json");
