//! Licences of a customer and of its users. Source: api/partner-center.md 12.9 to 12.11 (2026-11-21). Products are those that the
//! sample's offers bring, with the ids that directories know them by.

use serde_json::{Value, json};

use super::call::Call;
use super::customers;
use super::reply::{Answered, fault, malformed, ok};
use super::state::{CustomerFile, State};
use super::users::{self, Account};
use crate::api::http::Reply;
use crate::domain::ids::{SkuId, UserId};
use crate::domain::licence::{LicencePool, ServicePlan, Sku};
use crate::domain::subscription::SubscriptionStatus;
use crate::wire::json::{Node, collection};
use crate::wire::licence;

/// A licence that a user holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Assigned {
    /// What is licensed.
    pub(super) sku: SkuId,
    /// The services within that are left out.
    pub(super) excluded: Vec<String>,
}

/// A product as directories know it.
struct Product {
    /// Words of the offers that bring it; the first that fits counts.
    offers: &'static [&'static str],
    id: &'static str,
    name: &'static str,
    part_number: &'static str,
    group: &'static str,
    plans: &'static [(&'static str, &'static str, &'static str)],
}

const EXCHANGE: (&str, &str, &str) = ("9aaf7827-d63c-4b61-89c3-182f06f82e5c", "Exchange Online (Plan 1)", "EXCHANGE_S_STANDARD");
const EXCHANGE_2: (&str, &str, &str) =
    ("efb87545-963c-4e0d-99df-69c6916d9eb0", "Exchange Online (Plan 2)", "EXCHANGE_S_ENTERPRISE");
const SHAREPOINT: (&str, &str, &str) = ("5dbe027f-2339-4123-9542-606e4d348a72", "SharePoint (Plan 2)", "SHAREPOINTENTERPRISE");
const TEAMS: (&str, &str, &str) = ("57ff2da0-773e-42df-b2af-ffb7a2317929", "Microsoft Teams", "TEAMS1");
const APPS: (&str, &str, &str) =
    ("43de0ff5-c92c-492b-9116-175376d08c38", "Microsoft 365 Apps for enterprise", "OFFICESUBSCRIPTION");

const PRODUCTS: [Product; 12] = [
    Product {
        offers: &["Office 365 E1"],
        id: "18181a46-0d4e-45cd-891e-60aabd171b4e",
        name: "Office 365 E1",
        part_number: "STANDARDPACK",
        group: "group1",
        plans: &[EXCHANGE, TEAMS],
    },
    Product {
        offers: &["Office 365 E3"],
        id: "6fd2c87f-b296-42f0-b197-1e91e994b900",
        name: "Office 365 E3",
        part_number: "ENTERPRISEPACK",
        group: "group1",
        plans: &[EXCHANGE_2, SHAREPOINT, TEAMS, APPS],
    },
    Product {
        offers: &["Office 365 E5"],
        id: "c7df2760-2c81-4ef7-b578-5b5392b571df",
        name: "Office 365 E5",
        part_number: "ENTERPRISEPREMIUM",
        group: "group1",
        plans: &[EXCHANGE_2, SHAREPOINT, TEAMS, APPS],
    },
    Product {
        offers: &["Office 365 Business Premium"],
        id: "f245ecc8-75af-4f8e-b61f-27d8114de5f3",
        name: "Microsoft 365 Business Standard",
        part_number: "O365_BUSINESS_PREMIUM",
        group: "group1",
        plans: &[EXCHANGE, TEAMS, APPS],
    },
    Product {
        offers: &["Microsoft 365 E3"],
        id: "05e9a617-0261-4cee-bb44-138d3ef5d965",
        name: "Microsoft 365 E3",
        part_number: "SPE_E3",
        group: "group1",
        plans: &[EXCHANGE_2, SHAREPOINT, TEAMS, APPS],
    },
    Product {
        offers: &["Audio Conferencing"],
        id: "0c266dff-15dd-4b49-8397-2bb16070ed52",
        name: "Microsoft 365 Audio Conferencing",
        part_number: "MCOMEETADV",
        group: "group1",
        plans: &[("3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40", "Microsoft 365 Audio Conferencing", "MCOMEETADV")],
    },
    Product {
        offers: &["Intune"],
        id: "061f9ace-7d42-4136-88ac-31dc755f143f",
        name: "Microsoft Intune",
        part_number: "INTUNE_A",
        group: "group1",
        plans: &[("c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "Microsoft Intune", "INTUNE_A")],
    },
    Product {
        offers: &["Exchange Online Plan 1"],
        id: "4b9405b0-7788-4568-add1-99614e613b69",
        name: "Exchange Online (Plan 1)",
        part_number: "EXCHANGESTANDARD",
        group: "group1",
        plans: &[EXCHANGE],
    },
    Product {
        offers: &["Visio"],
        id: "c5928f49-12ba-48f7-ada3-0d743a3601d5",
        name: "Visio Plan 2",
        part_number: "VISIOCLIENT",
        group: "group1",
        plans: &[("663a804f-1c30-4ff0-9915-9db84f0d1cea", "Visio Desktop App", "VISIO_CLIENT_SUBSCRIPTION")],
    },
    Product {
        offers: &["Dynamics 365 for Sales"],
        id: "1e1a282c-9c54-43a2-9310-98ef728faace",
        name: "Dynamics 365 Sales Enterprise",
        part_number: "DYN365_ENTERPRISE_SALES",
        group: "group1",
        plans: &[("2da8e897-7791-486b-b08f-cc63c8129df7", "Dynamics 365 for Sales", "DYN365_ENTERPRISE_SALES")],
    },
    Product {
        offers: &["Power BI Pro"],
        id: "f8a1db68-be16-40ed-86d5-cb42ce701560",
        name: "Power BI Pro",
        part_number: "POWER_BI_PRO",
        group: "group1",
        plans: &[("70d33638-9c74-4d01-bfd3-562de28bd4ba", "Power BI Pro", "BI_AZURE_P2")],
    },
    // Managed by the product, not by the directory: comes with every subscription of Office 365 E5 here.
    Product {
        offers: &[],
        id: MINECRAFT,
        name: "Minecraft Education",
        part_number: "MEE_FACULTY",
        group: "group2",
        plans: &[("4c246bbc-f513-4311-beff-eba54c353256", "Minecraft Education", "MINECRAFT_EDUCATION_EDITION")],
    },
];

const MINECRAFT: &str = "984df360-9a74-4647-8cf8-696749f6247a";
/// How many of it come along.
const MINECRAFT_SEATS: i64 = 5;

fn sku(product: &Product) -> Sku {
    Sku {
        id: SkuId::parse(product.id).expect("the ids of the sample are ids"),
        name: product.name.to_owned(),
        part_number: product.part_number.to_owned(),
        target: "User".to_owned(),
        group: product.group.to_owned(),
    }
}

fn plans(product: &Product, state: impl Fn(&str) -> &'static str) -> Vec<ServicePlan> {
    let plan = |(id, display_name, service_name): &(&str, &str, &str)| ServicePlan {
        id: (*id).to_owned(),
        display_name: (*display_name).to_owned(),
        service_name: (*service_name).to_owned(),
        state: state(id).to_owned(),
        target: "User".to_owned(),
    };
    product.plans.iter().map(plan).collect()
}

/// The licences that the subscriptions of `file`'s customer bring, of all partners: its directory is one. Who holds them is not
/// counted here.
pub(super) fn pools(file: &CustomerFile) -> Vec<LicencePool> {
    let mut pools = Vec::new();
    for product in &PRODUCTS {
        let (mut active, mut suspended) = (0_i64, 0_i64);
        for holding in &file.holdings {
            let subscription = &holding.subscription;
            if !product.offers.iter().any(|word| subscription.offer_name.starts_with(word)) || holding.moved {
                continue;
            }
            let seats = i64::try_from(subscription.quantity).unwrap_or(0);
            match subscription.status {
                SubscriptionStatus::Active => active += seats,
                SubscriptionStatus::Suspended => suspended += seats,
                _ => {}
            }
        }
        if product.id == MINECRAFT && file.holdings.iter().any(|it| it.subscription.offer_name == "Office 365 E5") {
            active = MINECRAFT_SEATS;
        }
        if active + suspended > 0 {
            pools.push(LicencePool {
                sku: sku(product),
                available: active,
                active,
                consumed: 0,
                suspended,
                total: active + suspended,
                warning: 0,
                state: if active > 0 { "Enabled" } else { "Suspended" }.to_owned(),
                plans: plans(product, |_| "Enabled"),
            });
        }
    }
    pools
}

/// The same, with what is assigned.
fn counted(file: &CustomerFile, accounts: &[Account]) -> Vec<LicencePool> {
    let mut pools = pools(file);
    for pool in &mut pools {
        let holds =
            |account: &&Account| account.user.deleted.is_none() && account.licences.iter().any(|it| it.sku == pool.sku.id);
        pool.consumed = i64::try_from(accounts.iter().filter(holds).count()).unwrap_or(i64::MAX);
        pool.available = pool.active - pool.consumed;
    }
    pools
}

/// The groups that are asked for; all of them where none is named.
fn groups(call: &Call<'_>) -> Vec<String> {
    let named = call.request.query.iter().filter(|(name, _)| name.eq_ignore_ascii_case("licenseGroupIds"));
    let named: Vec<String> = named.map(|(_, value)| value.to_ascii_lowercase()).collect();
    if named.is_empty() { vec!["group1".to_owned(), "group2".to_owned()] } else { named }
}

/// GET …/subscribedskus.
pub(super) fn list_pools(state: &State, call: &Call<'_>, customer: &str) -> Answered {
    let file = customers::find(state, call, customer)?;
    users::may_read(file, call)?;
    let groups = groups(call);
    let pools = counted(file, &state.dossier(file).users);
    ok(&collection(pools.iter().filter(|pool| groups.contains(&pool.sku.group)).map(licence::write_pool).collect()))
}

/// GET …/users/{userId}/licenses.
pub(super) fn list(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let file = customers::find(state, call, customer)?;
    users::may_read(file, call)?;
    let dossier = state.dossier(file);
    let account = users::find(&dossier.users, id)?;
    let groups = groups(call);
    let held = account.licences.iter().filter_map(|assigned| {
        let product = PRODUCTS.iter().find(|it| it.id.eq_ignore_ascii_case(assigned.sku.as_str()))?;
        let state = |plan: &str| if assigned.excluded.iter().any(|it| it == plan) { "Disabled" } else { "Assigned" };
        groups.iter().any(|group| group == product.group).then(|| licence::write(&sku(product), &plans(product, state)))
    });
    ok(&collection(held.collect()))
}

/// What cannot be so, named as the service does (3000).
pub(super) fn invalid_property(name: &str, text: &str) -> Reply {
    Reply::json(400, &json!({ "code": 3000, "description": text, "data": [name], "source": "PartnerFD" }))
}

/// POST …/users/{userId}/licenseupdates: all of it, or nothing.
pub(super) fn change(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = customers::place(state, call, customer)?;
    let file = &state.customers[place];
    users::may_change(state, file, call)?;
    let body = call.body()?;
    let node = Node::new(&body);
    let dossier = state.dossier(file);
    let pools = counted(file, &dossier.users);
    let account = users::find(&dossier.users, id)?;
    let mut held = account.licences.clone();
    let remove = node.get("licensesToRemove").texts();
    let assign = node.get("licensesToAssign").list();
    if remove.is_empty() && assign.is_empty() {
        return Err(malformed("Nothing is to be assigned or removed."));
    }
    let named = remove.iter().cloned().chain(assign.iter().map(|entry| entry.get("skuId").text_or_empty()));
    let mut groups = named.map(|word| product(&word).map(|product| product.group)).collect::<Result<Vec<_>, Reply>>()?;
    groups.sort_unstable();
    groups.dedup();
    if groups.len() > 1 {
        return Err(malformed("A request takes licences of one group."));
    }
    for word in &remove {
        let product = product(word)?;
        held.retain(|it| !it.sku.as_str().eq_ignore_ascii_case(product.id));
    }
    for entry in &assign {
        let product = product(&entry.get("skuId").text_or_empty())?;
        let excluded = entry.get("excludedPlans").texts();
        if excluded.iter().any(|plan| product.plans.iter().all(|(id, ..)| !id.eq_ignore_ascii_case(plan))) {
            return Err(invalid_property("excludedPlans", "A service plan is not part of the product."));
        }
        let sku = sku(product).id;
        if let Some(known) = held.iter_mut().find(|it| it.sku == sku) {
            known.excluded = excluded;
            continue;
        }
        if account.user.usage_location.is_empty() {
            return Err(invalid_property("usageLocation", "The user has no usage location."));
        }
        if pools.iter().find(|pool| pool.sku.id == sku).is_none_or(|pool| pool.available < 1) {
            let text = "We&#39;re sorry, it looks like you've run out of licenses. Buy more licenses, and then try again.";
            return Err(fault(400, 60_012, text));
        }
        held.push(Assigned { sku, excluded });
    }
    let id: UserId = account.user.id.clone();
    let changed = account.licences != held;
    if changed {
        let account = state.dossier_mut(place).users.iter_mut().find(|it| it.user.id == id);
        account.expect("it was found above").licences = held;
        state.touch();
    }
    let mut reply: Value = body;
    reply["licenseWarnings"] = Value::Null;
    reply["attributes"] = json!({ "objectType": "LicenseUpdate" });
    Ok(Reply::json(201, &reply))
}

fn product(word: &str) -> Result<&'static Product, Reply> {
    let found = PRODUCTS.iter().find(|it| it.id.eq_ignore_ascii_case(word.trim()));
    found.ok_or_else(|| invalid_property("skuId", "The product is not known."))
}
