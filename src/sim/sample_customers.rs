//! The customers of Contoso and what they have. Source: static-mode.md (2026-11-21). Offers are those that Microsoft sold
//! then, with their real ids.

use std::borrow::Cow;

use crate::domain::moment::Timestamp;

use super::clock::{after, before};
use super::company::Company;
use super::sample::agreement_before;
use super::state::{CustomerFile, Holding, Relation, made_id};
use crate::domain::customer::{AgreementState, CustomerKind, RelationMethod};
use crate::domain::ids::{AzureSubscriptionId, CustomerId, OfferId, OrderId, SubscriptionId};
use crate::domain::subscription::{AZURE_PAYG_OFFER, BillingCycle, Subscription, SubscriptionKind, SubscriptionStatus};

/// Northwind Traders: the customer whose request is in most scenarios.
pub(super) mod northwind {
    /// Its Microsoft ID.
    pub(in super::super) const ID: &str = "9ed89edd-d684-4325-b600-e6129ec04ece";
    /// Office 365 E3.
    pub(in super::super) const E3: &str = "1dcd327f-761e-47cb-bb7e-8913655c1d15";
    /// Azure pay-as-you-go.
    pub(in super::super) const AZURE: &str = "c44a66f4-cf25-4346-9cbe-4f50bdbcda98";
    /// The licences of Office 365 E3 after the drift.
    pub(in super::super) const E3_DRIFTED: u64 = 30;
}

/// The Microsoft ID of Litware.
pub(super) const LITWARE: &str = "43f2f193-6e85-4f08-b592-7b0fe339d309";

/// One customer of the table.
struct Row {
    id: &'static str,
    name: &'static str,
    domain: &'static str,
    country: &'static str,
    kind: CustomerKind,
    agreement: AgreementState,
    items: fn() -> Vec<Item>,
}

/// One subscription of the table.
pub(super) struct Item {
    id: Cow<'static, str>,
    name: &'static str,
    offer_name: &'static str,
    offer: &'static str,
    kind: SubscriptionKind,
    quantity: u64,
    parent: Option<Cow<'static, str>>,
    is_monthly: bool,
    status: SubscriptionStatus,
    age_days: i64,
}

/// A licence-based subscription that runs and is billed by the year.
pub(super) fn licence(
    id: impl Into<Cow<'static, str>>,
    name: &'static str,
    offer: &'static str,
    quantity: u64,
    age_days: i64,
) -> Item {
    Item {
        id: id.into(),
        name,
        offer_name: name,
        offer,
        kind: SubscriptionKind::Licence,
        quantity,
        parent: None,
        is_monthly: false,
        status: SubscriptionStatus::Active,
        age_days,
    }
}

impl Item {
    pub(super) fn monthly(mut self) -> Self {
        self.is_monthly = true;
        self
    }

    pub(super) fn add_on_of(mut self, parent: impl Into<Cow<'static, str>>) -> Self {
        self.parent = Some(parent.into());
        self
    }

    pub(super) fn sold_as(mut self, offer_name: &'static str) -> Self {
        self.offer_name = offer_name;
        self
    }

    pub(super) fn of_kind(mut self, kind: SubscriptionKind) -> Self {
        self.kind = kind;
        self
    }

    pub(super) fn suspended(mut self) -> Self {
        self.status = SubscriptionStatus::Suspended;
        self
    }

    fn deleted(mut self) -> Self {
        self.status = SubscriptionStatus::Deleted;
        self
    }

    pub(super) fn not_settled(mut self) -> Self {
        self.status = SubscriptionStatus::Pending;
        self
    }
}

pub(super) const OFFICE_E1: &str = "91fd106f-4b2c-4938-95ac-f54f74e9a239";
pub(super) const OFFICE_E3: &str = "796b6b5f-613c-4e24-a17c-eba730d49c02";
pub(super) const OFFICE_E5: &str = "a044b16a-1861-4308-8086-a3a3b506fac2";
pub(super) const BUSINESS_PREMIUM: &str = "031c9e47-4802-4248-838e-778fb1d2cc05";
pub(super) const AUDIO_CONFERENCING: &str = "c94271d8-b431-4a25-a3c5-a57737a1c909";
pub(super) const INTUNE: &str = "51e95709-dc35-4780-9040-22278cb7c0e1";
pub(super) const EXCHANGE_PLAN_1: &str = "195416c1-3447-423a-b37b-ee59a99a19c4";
pub(super) const VISIO_PLAN_2: &str = "b4d4b7f4-4089-43b6-9c44-de97b760fb11";
const DYNAMICS_SALES: &str = "50e9a47a-7b4d-4970-9d90-cae927f53753";
const DYNAMICS_INSTANCE: &str = "2bcf9fe8-8b65-4fcf-9240-419203fb8cf4";
const DYNAMICS_STORAGE: &str = "fd8ee1ed-1a8e-4b1b-b7a7-7e1f4d2b9a36";
const ADVENTURE_SALES: &str = "4f859933-fdf0-445f-97e4-85b6761978dd";

fn northwind_items() -> Vec<Item> {
    vec![
        licence(northwind::E3, "Office 365 E3", OFFICE_E3, 25, 420),
        licence("9672be1a-7fed-4bb9-a92f-a271dbc52933", "Audio Conferencing", AUDIO_CONFERENCING, 10, 300)
            .add_on_of(northwind::E3),
        licence(northwind::AZURE, "Azure pay-as-you-go", AZURE_PAYG_OFFER, 1, 610)
            .sold_as("Microsoft Azure")
            .of_kind(SubscriptionKind::AzurePayg)
            .monthly(),
        licence("1e2ed6cb-6470-4f1f-934b-8db4b18fbdb1", "Intune", INTUNE, 25, 420).monthly(),
    ]
}

fn adventure_works_items() -> Vec<Item> {
    vec![
        licence(ADVENTURE_SALES, "Dynamics 365 Sales", DYNAMICS_SALES, 8, 510)
            .sold_as("Dynamics 365 for Sales, Enterprise Edition"),
        licence("2e460a96-1894-4a23-9985-5162fd0b00ea", "Additional Production Instance", DYNAMICS_INSTANCE, 1, 400)
            .sold_as("Dynamics 365 - Additional Production Instance (Qualified Offer)")
            .add_on_of(ADVENTURE_SALES),
        licence("310a853e-ec9a-42f2-8ea9-877af376bc25", "Additional Database Storage", DYNAMICS_STORAGE, 4, 210)
            .sold_as("Dynamics 365 - Additional Database Storage (Qualified Offer)")
            .add_on_of(ADVENTURE_SALES),
        licence("64e752cc-93a9-48b6-81f7-2b0a43c20f56", "Office 365 E1", OFFICE_E1, 40, 380).monthly(),
    ]
}

fn wide_world_items() -> Vec<Item> {
    vec![licence("bbb3a32a-cf00-477c-ba67-4d0a5fd11a32", "Office 365 Business Premium", BUSINESS_PREMIUM, 12, 260).monthly()]
}

fn litware_items() -> Vec<Item> {
    vec![
        licence("79ded9f2-07d3-436c-905b-dd8f4ed3d99e", "Office 365 E3", OFFICE_E3, 5, 330),
        licence("8a9e1df7-e771-476e-ad78-3715ee6f7a8f", "Azure plan", "DZH318Z0BPS6:0001:DZH318Z0BMTX", 1, 190)
            .of_kind(SubscriptionKind::AzurePlan)
            .monthly(),
        licence(
            "9e180bf5-c37e-41e2-a9fa-541c228a3129",
            "Azure reservation, D2s v3, three years",
            "DZH318Z0BQ3Q:003Q:DZH318Z0BK4R",
            2,
            150,
        )
        .of_kind(SubscriptionKind::Reservation),
        licence(
            "20b81d7f-8e9e-4bb8-b4a3-7b2b926271f2",
            "Microsoft 365 E3, one-year term",
            "CFQ7TTC0LFLX:0001:CFQ7TTC0KDLJ",
            6,
            120,
        )
        .of_kind(SubscriptionKind::TermBased),
        licence("aafaf84b-afd8-48d3-87f3-36da84c6a400", "SendGrid Email Delivery", "DZH318Z0BNXP:0003:DZH318Z0C5T2", 1, 95)
            .of_kind(SubscriptionKind::Saas)
            .monthly(),
        licence("38bf8cc2-79b5-4a73-838e-4a118913c782", "Windows Server 2019 Standard", "DG7GMGF0DVT9:0001:DG7GMGF0DWWH", 2, 400)
            .of_kind(SubscriptionKind::Software),
        licence("d38cf734-19a7-4ae4-bdf3-bae7d3f28783", "Office 365 E1", OFFICE_E1, 10, 290).monthly().suspended(),
        licence("61796ac4-1055-4b62-9804-abbec2b8c1c5", "Exchange Online Plan 1", EXCHANGE_PLAN_1, 3, 700).monthly().deleted(),
        licence("95655d03-be61-4ea4-bf28-bbfa4dee94f9", "Visio Online Plan 2", VISIO_PLAN_2, 4, 1).monthly().not_settled(),
    ]
}

fn tailspin_items() -> Vec<Item> {
    vec![licence("e5600642-060d-4a21-a64b-88b0402db603", "Office 365 E3", OFFICE_E3, 15, 20)]
}

fn lucerne_items() -> Vec<Item> {
    vec![
        licence("3c0eea66-9918-4b1d-bee7-a16b0a6bf830", "Office 365 E5", OFFICE_E5, 100, 450),
        licence("efdeed7f-9f6f-4756-a0cd-a0172bac7c60", "Power BI Pro trial", "CFQ7TTC0L3PB:0002:CFQ7TTC0K0TT", 25, 12)
            .of_kind(SubscriptionKind::TermBased)
            .monthly(),
    ]
}

const ROWS: [Row; 7] = {
    use AgreementState::{AdminCenter, Missing, PartnerAttested, Provider, Unknown};
    use CustomerKind::{Direct, Indirect};
    [
        row(northwind::ID, "Northwind Traders", ("northwindtraders.example", "SE"), Direct, AdminCenter, northwind_items),
        row(
            "627bf322-5fac-4cb6-a34a-cb115ee347dd",
            "Adventure Works",
            ("adventure-works.example", "NL"),
            Direct,
            PartnerAttested,
            adventure_works_items,
        ),
        row(
            "a930d55d-9545-40f3-ae88-9fe46f2c7a8c",
            "Wide World Importers",
            ("wideworldimporters.example", "DE"),
            Direct,
            Missing,
            wide_world_items,
        ),
        row(LITWARE, "Litware", ("litware.example", "SE"), Direct, Provider, litware_items),
        row(
            "990d3cd8-381d-422f-850c-86bd84e0164b",
            "Tailspin Toys",
            ("tailspintoys.example", "SE"),
            Indirect,
            Provider,
            tailspin_items,
        ),
        row(
            "e07cb579-3e7f-497b-bcc1-c0c8b0cdf20a",
            "Lucerne Publishing",
            ("lucernepublishing.example", "DE"),
            Direct,
            Provider,
            lucerne_items,
        ),
        row(
            "78f6d824-86ea-4214-b5c3-4e7e77ca4499",
            "Humongous Insurance",
            ("humongousinsurance.example", "SE"),
            Direct,
            Unknown,
            Vec::new,
        ),
    ]
};

const fn row(
    id: &'static str,
    name: &'static str,
    (domain, country): (&'static str, &'static str),
    kind: CustomerKind,
    agreement: AgreementState,
    items: fn() -> Vec<Item>,
) -> Row {
    Row { id, name, domain, country, kind, agreement, items }
}

/// The customers at `now`. Before the partnership there is no indirect customer, and no provider related to any.
pub(super) fn all(now: Timestamp, is_partnered: bool) -> impl Iterator<Item = CustomerFile> {
    ROWS.iter().filter(move |row| is_partnered || row.kind == CustomerKind::Direct).map(move |row| file(row, now, is_partnered))
}

fn file(row: &Row, now: Timestamp, is_partnered: bool) -> CustomerFile {
    let is_indirect = row.kind == CustomerKind::Indirect;
    let invited = is_indirect || row.name == "Lucerne Publishing";
    let relation = Relation {
        provider: Company::Fabrikam,
        since: before(now, 22, 1),
        method: RelationMethod::Invitation,
        delegated_admin: true,
    };
    let owner = if is_indirect { Company::Fabrikam } else { Company::Contoso };
    CustomerFile {
        id: CustomerId::parse(row.id).expect("the sample's ids are ids"),
        name: row.name.to_owned(),
        domain: row.domain.to_owned(),
        country: row.country.to_owned(),
        partner: Company::Contoso,
        kind: row.kind,
        agreement: agreement_before(row.agreement, is_partnered),
        relations: (is_partnered && invited).then_some(relation).into_iter().collect(),
        holdings: holdings(&(row.items)(), owner, now).into(),
        transfers: Vec::new(),
    }
}

/// What `owner` sold of `items`.
pub(super) fn holdings(items: &[Item], owner: Company, now: Timestamp) -> Vec<Holding> {
    items.iter().map(|item| Holding::new(owner, subscription(item, owner, now))).collect()
}

fn subscription(item: &Item, owner: Company, now: Timestamp) -> Subscription {
    let started = before(now, item.age_days, 0);
    let is_azure = matches!(item.kind, SubscriptionKind::AzurePayg | SubscriptionKind::AzurePlan);
    // A commitment is of one year, and the years since the start are over.
    let ends = after(started, 365 * (item.age_days / 365 + 1));
    let with_term = matches!(item.kind, SubscriptionKind::TermBased | SubscriptionKind::Software | SubscriptionKind::Saas);
    let term = match item.kind {
        SubscriptionKind::Reservation => Some("P3Y"),
        _ if with_term && item.is_monthly => Some("P1M"),
        _ if with_term => Some("P1Y"),
        _ => None,
    };
    Subscription {
        id: SubscriptionId::parse(&item.id).expect("the sample's ids are ids"),
        order: OrderId::parse(&made_id(&item.id, 0)),
        offer: OfferId::parse(item.offer),
        offer_name: item.offer_name.to_owned(),
        friendly_name: item.name.to_owned(),
        kind: item.kind,
        status: item.status.clone(),
        quantity: item.quantity,
        unit: if is_azure { "Usage" } else { "Licenses" }.to_owned(),
        billing_cycle: if item.is_monthly { BillingCycle::Monthly } else { BillingCycle::Annual },
        term: term.map(str::to_owned),
        started: Some(started),
        commitment_ends: (!is_azure).then_some(ends),
        auto_renew: !is_azure,
        parent: item.parent.as_deref().and_then(SubscriptionId::parse),
        azure_id: is_azure.then(|| AzureSubscriptionId::parse(&made_id(&item.id, 1))).flatten(),
        reseller: (owner != Company::Contoso).then(|| Company::Contoso.mpn_id()),
        etag: None,
    }
}
