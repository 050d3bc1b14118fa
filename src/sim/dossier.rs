//! What is known of a customer beside its subscriptions: bill-to information, consents, attestations, users. It begins as a fixed
//! rule has it, and is kept from the first change on.

use std::borrow::Cow;
use std::collections::HashMap;

use super::clock::{after, before};
use super::company::Company;
use super::persona::Persona;
use super::sample_users;
use super::state::{CustomerFile, State};
use super::users::Account;
use crate::domain::address::Address;
use crate::domain::agreement::Agreement;
use crate::domain::customer::RelationMethod;
use crate::domain::customer_profile::BillTo;
use crate::domain::extension::{CONSENT_TEXT, Consent};
use crate::domain::ids::CustomerId;
use crate::domain::moment::Timestamp;

/// The dossiers that were changed.
#[derive(Default)]
pub(super) struct Dossiers(HashMap<CustomerId, Dossier>);

/// What is known of one customer.
#[derive(Clone)]
pub(super) struct Dossier {
    /// Where its bills go.
    pub(super) bill_to: BillTo,
    /// Counts the changes of the bill-to information; the etag.
    pub(super) bill_to_version: u64,
    /// The consents that extensions came from, by provider.
    pub(super) consents: Vec<(Company, Consent)>,
    /// What partners confirmed of its agreement.
    pub(super) attestations: Vec<(Company, Agreement)>,
    /// Its users, deleted ones too.
    pub(super) users: Vec<Account>,
}

impl State {
    /// What is known of `file`'s customer.
    pub(super) fn dossier(&self, file: &CustomerFile) -> Cow<'_, Dossier> {
        self.dossiers.0.get(&file.id).map_or_else(|| Cow::Owned(Dossier::sample(file, self.start)), Cow::Borrowed)
    }

    /// The same, to change it.
    pub(super) fn dossier_mut(&mut self, place: usize) -> &mut Dossier {
        let (file, start) = (&self.customers[place], self.start);
        self.dossiers.0.entry(file.id.clone()).or_insert_with(|| Dossier::sample(file, start))
    }
}

impl Dossier {
    fn sample(file: &CustomerFile, start: Timestamp) -> Self {
        Self {
            bill_to: bill_to(file),
            bill_to_version: 1,
            consents: Vec::new(),
            attestations: Vec::new(),
            users: sample_users::of(file, start),
        }
    }

    /// The consent that the relation of `file` to `provider` came from. Those of the sample were confirmed as the relation was made.
    pub(super) fn consent(&self, file: &CustomerFile, provider: Company) -> Option<Consent> {
        let recorded = self.consents.iter().rev().find(|(of, _)| *of == provider).map(|(_, consent)| consent.clone());
        recorded.or_else(|| {
            let relation = file.relation(provider).filter(|relation| relation.method == RelationMethod::Extension)?;
            Some(Consent {
                confirmed_by: Persona::PartnerAdminAgent.name().to_owned(),
                confirmed_on: Some(relation.since),
                text_version: CONSENT_TEXT.to_owned(),
                shared_on: Some(relation.since),
                note: String::new(),
            })
        })
    }
}

/// The bill-to information of the sample: an address of the customer's country.
fn bill_to(file: &CustomerFile) -> BillTo {
    let (line, code, city, phone, culture) = match file.country.as_str() {
        "SE" => ("Drottninggatan 71", "111 36", "Stockholm", "+46 8 555 012 34", "sv-SE"),
        "NL" => ("Herengracht 182", "1016 BR", "Amsterdam", "+31 20 555 0147", "nl-NL"),
        "DE" => ("Leopoldstraße 24", "80802", "München", "+49 89 5550 1820", "de-DE"),
        _ => ("1 Example Street", "10001", "Springfield", "+1 212 555 0100", "en-US"),
    };
    let text = |text: &str| text.to_owned();
    BillTo {
        first_name: text("Kim"),
        last_name: text("Akers"),
        email: format!("kim.akers@{}", file.domain),
        culture: text(culture),
        language: culture[..2].to_owned(),
        company_name: file.name.clone(),
        address: Address {
            country: file.country.clone(),
            city: text(city),
            line_1: text(line),
            postal_code: text(code),
            first_name: text("Kim"),
            last_name: text("Akers"),
            phone: text(phone),
            ..Address::default()
        },
    }
}

/// How long a deleted user can be brought back, in days (12.7).
const KEPT_DAYS: i64 = 30;

/// Says whether what was deleted at `at` is still kept at `now`.
pub(super) fn is_kept(at: Timestamp, now: Timestamp) -> bool {
    now <= after(at, KEPT_DAYS)
}

/// When the attestations of the sample were made.
pub(super) fn attested(state: &State) -> Timestamp {
    before(state.start, 200, 0)
}
