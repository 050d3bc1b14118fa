//! Everything that the simulated service knows, as it stands now.

use std::collections::HashMap;

use crate::domain::moment::Timestamp;
use uuid::Builder;

use super::company::Company;
use super::customer_invitations::InvitationFile;
use super::deeds::Deed;
use super::dossier::Dossiers;
use super::holdings::Holdings;
use super::new_customers::Founders;
use super::profiles::Profiles;
use super::programs::Programs;
use super::scenario::Scenario;
use super::support_contacts::SupportContacts;
use crate::domain::customer::{AgreementState, Customer, CustomerKind, RelatedProvider, RelatedReseller, RelationMethod};
use crate::domain::enrolment::{DirectBillStatus, EnrolmentStatus};
use crate::domain::ids::{CustomerId, MpnId, SubscriptionId, TransferId};
use crate::domain::new_commerce::NewCommerceTransfer;
use crate::domain::partnership::PartnershipState;
use crate::domain::partnership_invitation::PartnershipInvitation;
use crate::domain::progress;
use crate::domain::review::TransferReview;
use crate::domain::rule_set::RuleSet;
use crate::domain::subscription::Subscription;
use crate::domain::transfer::{Direction, Transfer};

/// The state of the service. Handlers change it through the methods that count changes, so that the log misses none.
pub(super) struct State {
    /// What the clock said at the start: the dates of the sample count from here.
    pub(super) start: Timestamp,
    /// What the clock says.
    pub(super) now: Timestamp,
    /// How many customers there are to be, where the scenario leaves that open; else 0.
    pub(super) scale: u32,
    /// The rule set.
    pub(super) rules: RuleSet,
    /// Contoso's programmes.
    pub(super) programs: Programs,
    /// Contoso's profiles.
    pub(super) profiles: Profiles,
    /// Partnerships of providers and resellers.
    pub(super) alliances: Vec<Alliance>,
    /// Invitations to a partnership.
    pub(super) partnership_invitations: Vec<PartnershipInvitation>,
    /// Invitations to customers.
    pub(super) customer_invitations: Vec<InvitationFile>,
    /// Every customer, in the order of the sample.
    pub(super) customers: Vec<CustomerFile>,
    /// What is known of customers beside that, as far as it was changed.
    pub(super) dossiers: Dossiers,
    /// Who added which customer.
    pub(super) founders: Founders,
    /// Who supports which subscription.
    pub(super) support_contacts: SupportContacts,
    /// What was done, in order.
    pub(super) deeds: Vec<Deed>,
    /// Where each customer stands in `customers`.
    index: HashMap<CustomerId, usize>,
    /// How many ids were made of each kind.
    made: HashMap<&'static str, u64>,
    /// How often something changed: tells which calls belong into the log.
    changes: u64,
}

/// A partnership.
pub(super) struct Alliance {
    /// The provider.
    pub(super) provider: Company,
    /// The reseller.
    pub(super) reseller: Company,
    /// Whether it stands.
    pub(super) state: PartnershipState,
    /// Since when.
    pub(super) since: Timestamp,
}

/// A customer, with all that belongs to it.
pub(super) struct CustomerFile {
    /// Its Microsoft ID.
    pub(super) id: CustomerId,
    /// Its company name.
    pub(super) name: String,
    /// Its domain.
    pub(super) domain: String,
    /// ISO 3166 alpha-2.
    pub(super) country: String,
    /// The partner: the one that buys for it directly, or its indirect reseller.
    pub(super) partner: Company,
    /// How the partner came by it.
    pub(super) kind: CustomerKind,
    /// Its Microsoft Customer Agreement.
    pub(super) agreement: AgreementState,
    /// The providers related to it.
    pub(super) relations: Vec<Relation>,
    /// Its subscriptions, of all partners.
    pub(super) holdings: Holdings,
    /// Its transfers, in the order of their creation.
    pub(super) transfers: Vec<TransferFile>,
}

/// A provider of a customer.
pub(super) struct Relation {
    /// The provider.
    pub(super) provider: Company,
    /// Since when.
    pub(super) since: Timestamp,
    /// How.
    pub(super) method: RelationMethod,
    /// Whether it holds delegated admin privileges.
    pub(super) delegated_admin: bool,
}

/// A subscription and who sells it.
pub(super) struct Holding {
    /// Who bought it for the customer.
    pub(super) owner: Company,
    /// The subscription.
    pub(super) subscription: Subscription,
    /// Whether it was transferred away: then it cannot be brought back to life.
    pub(super) moved: bool,
    /// Counts its changes; the etag.
    version: u64,
}

/// A transfer and what is noted about it.
pub(super) struct TransferFile {
    /// The transfer.
    pub(super) transfer: Transfer,
    /// Notes of both sides.
    pub(super) review: TransferReview,
    /// Records of texts that were handed over, with who made them.
    pub(super) notices: Vec<(Company, serde_json::Value)>,
    /// The service does not go on with it until the clock is past this time.
    pub(super) held_until: Option<Timestamp>,
    /// What else is known of one of new commerce; its `transfer` is the one above.
    pub(super) asked: Option<NewCommerceTransfer>,
}

impl State {
    /// A service without customers, in which Contoso stands where `scenario` begins.
    pub(super) fn new(scenario: Scenario, now: Timestamp, rules: RuleSet) -> Self {
        Self {
            start: now,
            now,
            scale: 0,
            rules,
            programs: Programs::of(scenario, now, rules),
            profiles: Profiles::of(Company::Contoso),
            alliances: Vec::new(),
            partnership_invitations: Vec::new(),
            customer_invitations: Vec::new(),
            customers: Vec::new(),
            dossiers: Dossiers::default(),
            founders: Founders::default(),
            support_contacts: SupportContacts::default(),
            deeds: Vec::new(),
            index: HashMap::new(),
            made: HashMap::new(),
            changes: 0,
        }
    }

    /// Notes that something changed.
    pub(super) const fn touch(&mut self) {
        self.changes += 1;
    }

    /// How often something changed.
    pub(super) const fn changes(&self) -> u64 {
        self.changes
    }

    /// Adds a customer.
    pub(super) fn add_customer(&mut self, file: CustomerFile) {
        self.index.insert(file.id.clone(), self.customers.len());
        self.customers.push(file);
    }

    /// Makes the next id of `kind`: the same ones in the same order every time, in the form of a GUID.
    pub(super) fn make_id(&mut self, kind: &'static str) -> String {
        let count = self.made.entry(kind).or_insert(0);
        *count += 1;
        made_id(kind, *count)
    }

    /// The place of customer `id` among [`Self::customers`], where `company` may see it.
    pub(super) fn place_of(&self, id: &CustomerId, company: Company) -> Option<usize> {
        let place = *self.index.get(id)?;
        self.customers[place].is_seen_by(company).then_some(place)
    }

    /// Forgets every customer.
    pub(super) fn clear_customers(&mut self) {
        self.customers.clear();
        self.index.clear();
    }

    /// The customer `id`, whoever may see it.
    pub(super) fn file_of(&self, id: &CustomerId) -> Option<&CustomerFile> {
        self.index.get(id).map(|place| &self.customers[*place])
    }

    /// Whether an alliance of the two stands.
    pub(super) fn is_allied(&self, provider: Company, reseller: Company) -> bool {
        self.alliances.iter().any(|alliance| {
            alliance.provider == provider && alliance.reseller == reseller && alliance.state == PartnershipState::Active
        })
    }

    /// Whether the enrolment of `company` is finished. Providers have none.
    pub(super) fn is_enrolled(&self, company: Company) -> bool {
        company == Company::Contoso && self.programs.signature.is_some()
    }

    /// Where Contoso's indirect reseller enrolment stands.
    pub(super) fn enrolment(&self) -> EnrolmentStatus {
        self.programs.enrolment(self.now, self.rules)
    }

    /// Contoso's direct bill status.
    pub(super) fn direct_bill(&self) -> DirectBillStatus {
        self.programs.direct_bill(self.now, self.rules)
    }
}

/// A GUID from a word and a number, by FNV-1a and an avalanche: stable across builds, since addresses are kept in documents.
pub(super) fn made_id(kind: &str, number: u64) -> String {
    let mut bytes = [0; 16];
    for (half, chunk) in bytes.chunks_exact_mut(8).enumerate() {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ (half as u64);
        for byte in kind.bytes().chain(number.to_le_bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        hash ^= hash >> 31;
        hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
        chunk.copy_from_slice(&hash.to_le_bytes());
    }
    Builder::from_random_bytes(bytes).into_uuid().to_string()
}

impl CustomerFile {
    /// Whether it is a customer of `company` at all.
    pub(super) fn is_seen_by(&self, company: Company) -> bool {
        self.partner == company || self.relation(company).is_some()
    }

    /// How `provider` is related to it.
    pub(super) fn relation(&self, provider: Company) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.provider == provider)
    }

    /// The customer as `company` sees it: a partner sees every provider, a provider itself and its own transfers only.
    pub(super) fn seen_by(&self, company: Company) -> Customer {
        let providers = self.relations.iter().filter(|relation| self.partner == company || relation.provider == company);
        let mut customer = Customer {
            id: self.id.clone(),
            name: self.name.clone(),
            domain: self.domain.clone(),
            country: Some(self.country.clone()),
            relationship: "reseller".to_owned(),
            kind: self.kind,
            providers: providers
                .map(|relation| RelatedProvider {
                    tenant: relation.provider.tenant_id(),
                    name: relation.provider.name().to_owned(),
                    since: Some(relation.since),
                    method: relation.method,
                    delegated_admin: relation.delegated_admin,
                })
                .collect(),
            resellers: Vec::new(),
            agreement: self.agreement,
            open_transfers: 0,
            step: None,
            blocker: None,
        };
        if self.partner != company {
            let reseller = self.partner;
            customer.resellers.push(RelatedReseller {
                tenant: reseller.tenant_id(),
                name: reseller.name().to_owned(),
                mpn_id: Some(reseller.mpn_id()),
            });
        }
        let files: Vec<&TransferFile> = self.transfers.iter().filter(|file| file.is_seen_by(company)).collect();
        customer.open_transfers = files.iter().filter(|file| file.transfer.status.is_open()).count() as u64;
        let transfers: Vec<Transfer> = files.iter().map(|file| file.transfer.clone()).collect();
        let verified =
            |transfer: &Transfer| files.iter().any(|file| file.transfer.id == transfer.id && file.review.is_verified());
        let (step, blocker) = progress::of(&customer, &transfers, verified);
        customer.step = Some(step);
        customer.blocker = blocker;
        customer
    }

    /// Whether `company` sees a subscription: its own, and as indirect reseller those that a provider bought in its name.
    pub(super) fn shows(&self, holding: &Holding, company: Company) -> bool {
        let as_reseller = self.kind == CustomerKind::Indirect && self.partner == company;
        let in_its_name = || holding.subscription.reseller.as_ref().map(MpnId::as_str) == Some(company.mpn());
        holding.is_listed() && (holding.owner == company || (as_reseller && in_its_name()))
    }

    /// The subscriptions that `company` sells and that are listed, as values: what the rules of transfers look at.
    pub(super) fn sold_by(&self, company: Company) -> Vec<Subscription> {
        self.holdings
            .iter()
            .filter(|holding| holding.owner == company && holding.is_listed())
            .map(|holding| holding.subscription.clone())
            .collect()
    }

    /// The subscription `id` as `company` sells it.
    pub(super) fn holding_mut(&mut self, id: &SubscriptionId, company: Company) -> Option<&mut Holding> {
        self.holdings.iter_mut().find(|holding| holding.owner == company && holding.subscription.id == *id)
    }

    /// The open transfer that holds the subscription `id`.
    pub(super) fn held_by(&self, id: &SubscriptionId) -> Option<TransferId> {
        self.transfers.iter().find(|file| file.transfer.holds(id)).map(|file| file.transfer.id.clone())
    }

    /// The place of transfer `id`, where `company` is a party to it.
    pub(super) fn transfer_place(&self, id: &TransferId, company: Company) -> Option<usize> {
        self.transfers.iter().position(|file| file.transfer.id == *id && file.is_seen_by(company))
    }
}

impl Holding {
    /// A subscription that `owner` bought.
    pub(super) const fn new(owner: Company, subscription: Subscription) -> Self {
        Self { owner, subscription, moved: false, version: 1 }
    }

    /// Whether it is listed: all but Azure pay-as-you-go that moved away (R112).
    pub(super) fn is_listed(&self) -> bool {
        !(self.moved && self.subscription.azure_id.is_some())
    }

    /// Its etag.
    pub(super) fn etag(&self) -> String {
        format!("{:x}", self.version)
    }

    /// Counts a change.
    pub(super) const fn changed(&mut self) {
        self.version += 1;
    }
}

impl TransferFile {
    /// Whether `company` is a party to it.
    pub(super) fn is_seen_by(&self, company: Company) -> bool {
        self.transfer.direction(&company.tenant_id()) != Direction::Neither
    }
}
