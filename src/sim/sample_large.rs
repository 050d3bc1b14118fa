//! Customers of the scenario `large`, by a fixed rule: customer number n is always the same one. Names in several scripts and
//! lengths, every kind, agreement and relation, and subscriptions of most kinds. Source: static-mode.md (2026-11-21).

use super::clock::before;
use super::company::Company;
use super::holdings::Holdings;
use super::sample_customers::{self, licence};
use super::state::{CustomerFile, Holding, Relation, State, made_id};
use crate::domain::customer::{AgreementState, CustomerKind, RelationMethod};
use crate::domain::ids::CustomerId;
use crate::domain::moment::Timestamp;
use crate::domain::subscription::{AZURE_PAYG_OFFER, SubscriptionKind};

/// First parts of names.
const FIRST: [&str; 24] = [
    "Alpine",
    "Bergström",
    "Blå Fjord",
    "Côte d’Azur",
    "Dvořák",
    "Eiffel",
    "Ängelholm",
    "Fjällräven",
    "Großmann",
    "Hjørring",
    "Îles",
    "Køge",
    "Łódź",
    "Μακεδονία",
    "Müller",
    "Nørrebro",
    "Olympia",
    "Rhône",
    "Софийски",
    "Smörgås",
    "Übersee",
    "Zürich",
    "Þingvellir",
    "Van den Berg",
];

/// What the company does.
const MIDDLE: [&str; 16] = [
    "Architects",
    "Bakery",
    "Consulting",
    "Dental Care",
    "Engineering",
    "Fisheries",
    "Förlag",
    "Gastronomie",
    "Logistiek",
    "Maskinteknik",
    "Naturkost",
    "Papierfabrik",
    "Rederi",
    "Schools",
    "Steuerberatung",
    "Textiel",
];

/// Names that are written in another script, for every eleventh customer.
const OTHER_SCRIPTS: [&str; 10] = [
    "東京ソリューションズ",
    "株式会社北欧貿易",
    "上海明日科技有限公司",
    "서울 미래 기술",
    "Ελληνικές Μεταφορές",
    "Българска търговия",
    "شركة النور للتجارة",
    "חברת האור הצפוני",
    "उत्तरी व्यापार समूह",
    "บริษัท แสงเหนือ",
];

/// Legal forms, with the countries where they are usual.
const FORM: [(&str, &str); 12] = [
    ("AB", "SE"),
    ("B.V.", "NL"),
    ("GmbH", "DE"),
    ("ApS", "DK"),
    ("AS", "NO"),
    ("Oy", "FI"),
    ("S.A.R.L.", "FR"),
    ("S.p.A.", "IT"),
    ("Sp. z o.o.", "PL"),
    ("A.E.", "GR"),
    ("ЕООД", "BG"),
    ("s.r.o.", "CZ"),
];

/// How the name of every hundred-and-first customer goes on: such names exist, and have to fit.
const LONG: &str = " – Gesellschaft für Entwicklung, Beratung und internationale Zusammenarbeit im Gesundheitswesen";

fn pick<T: Copy>(list: &[T], number: u64) -> T {
    // The remainder of a division by the length of a list is a place of it.
    list[usize::try_from(number % list.len() as u64).unwrap_or(0)]
}

/// A number that looks like chance, and is always the same for `number` and `what`.
const fn mixed(number: u64, what: u64) -> u64 {
    let mut hash = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ what.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 29)
}

fn kind(number: u64) -> CustomerKind {
    if mixed(number, 1).is_multiple_of(12) { CustomerKind::Indirect } else { CustomerKind::Direct }
}

fn name(number: u64, form: &str) -> String {
    let name = if number.is_multiple_of(11) {
        format!("{} {number}", pick(&OTHER_SCRIPTS, number / 11))
    } else {
        format!("{} {} {number} {form}", pick(&FIRST, mixed(number, 2)), pick(&MIDDLE, mixed(number, 3)))
    };
    if number.is_multiple_of(101) { name + LONG } else { name }
}

/// Adds customers until there are as many as the state is to have.
pub(super) fn fill(state: &mut State) {
    for number in (state.customers.len() as u64)..u64::from(state.scale) {
        state.add_customer(file(number, state.start));
    }
}

/// Customer `number`. Before the seventh there are those of the table.
fn file(number: u64, now: Timestamp) -> CustomerFile {
    let (form, country) = pick(&FORM, mixed(number, 4));
    let kind = kind(number);
    let method = match (kind, mixed(number, 5) % 8) {
        (CustomerKind::Indirect, _) | (_, 0) => Some(RelationMethod::Invitation),
        (_, 1..=3) => Some(RelationMethod::Extension),
        _ => None,
    };
    let agreement = match (kind, mixed(number, 6) % 10) {
        (CustomerKind::Indirect, _) => AgreementState::Provider,
        (_, 0..=3) => AgreementState::AdminCenter,
        (_, 4 | 5) => AgreementState::PartnerAttested,
        (_, 6) => AgreementState::Missing,
        (_, 7) => AgreementState::Unknown,
        _ if method.is_some() => AgreementState::Provider,
        _ => AgreementState::AdminCenter,
    };
    let days = i64::try_from(mixed(number, 7) % 200).unwrap_or(0);
    let relation = method.map(|method| Relation {
        provider: Company::Fabrikam,
        since: before(now, 1 + days, 0),
        method,
        delegated_admin: method == RelationMethod::Invitation,
    });
    CustomerFile {
        id: CustomerId::parse(&made_id("large-customer", number)).expect("made ids are ids"),
        name: name(number, form),
        domain: format!("customer{number}.example"),
        country: country.to_owned(),
        partner: Company::Contoso,
        kind,
        agreement,
        relations: relation.into_iter().collect(),
        holdings: Holdings::later(holdings, number, now),
        transfers: Vec::new(),
    }
}

/// The subscriptions of customer `number`: none for one in twenty, else one to four with their add-ons.
fn holdings(number: u64, now: Timestamp) -> Vec<Holding> {
    let owner = if kind(number) == CustomerKind::Indirect { Company::Fabrikam } else { Company::Contoso };
    let seed = mixed(number, 8);
    let count = if seed.is_multiple_of(20) { 0 } else { 1 + seed % 4 };
    let id = |place: u64| made_id("large-subscription", number * 16 + place);
    let mut items = Vec::new();
    for place in 0..count {
        let chance = mixed(number, 9 + place);
        let seats = 1 + chance % 250;
        let age = i64::try_from(30 + chance % 900).unwrap_or(30);
        items.push(match chance / 1000 % 12 {
            0..=2 => licence(id(place), "Office 365 E3", sample_customers::OFFICE_E3, seats, age),
            3 | 4 => licence(id(place), "Office 365 Business Premium", sample_customers::BUSINESS_PREMIUM, seats, age).monthly(),
            5 => licence(id(place), "Office 365 E1", sample_customers::OFFICE_E1, seats, age).monthly(),
            6 => licence(id(place), "Intune", sample_customers::INTUNE, seats, age).monthly(),
            7 | 8 => licence(id(place), "Azure pay-as-you-go", AZURE_PAYG_OFFER, 1, age)
                .sold_as("Microsoft Azure")
                .of_kind(SubscriptionKind::AzurePayg)
                .monthly(),
            9 => licence(id(place), "Microsoft 365 E3, one-year term", "CFQ7TTC0LFLX:0001:CFQ7TTC0KDLJ", seats, age)
                .of_kind(SubscriptionKind::TermBased),
            10 => licence(id(place), "Exchange Online Plan 1", sample_customers::EXCHANGE_PLAN_1, seats, age).suspended(),
            _ => licence(id(place), "Visio Online Plan 2", sample_customers::VISIO_PLAN_2, seats, age).monthly().not_settled(),
        });
        if (chance / 1000).is_multiple_of(12) {
            let name = "Audio Conferencing";
            let add_on = licence(id(8 + place), name, sample_customers::AUDIO_CONFERENCING, 1 + seats / 2, age);
            items.push(add_on.add_on_of(id(place)));
        }
    }
    sample_customers::holdings(&items, owner, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::clock::START;

    #[test]
    fn a_customer_is_always_the_same_and_the_names_are_of_many_kinds() {
        let files: Vec<CustomerFile> = (7..1_207).map(|number| file(number, START)).collect();
        let again = file(300, START);
        let same = files.iter().find(|file| file.id == again.id).unwrap();
        assert_eq!((same.name.as_str(), same.holdings.len()), (again.name.as_str(), again.holdings.len()));
        let ids: std::collections::HashSet<&CustomerId> = files.iter().map(|file| &file.id).collect();
        assert_eq!(ids.len(), files.len());
        let length = |file: &CustomerFile| file.name.chars().count();
        assert!(files.iter().any(|file| length(file) < 15) && files.iter().any(|file| length(file) > 100));
        let written_in =
            |from: char, to: char| files.iter().any(|file| file.name.chars().any(|sign| (from..=to).contains(&sign)));
        for (from, to) in [('\u{370}', '\u{3ff}'), ('\u{400}', '\u{4ff}'), ('\u{600}', '\u{6ff}'), ('\u{4e00}', '\u{9fff}')] {
            assert!(written_in(from, to), "no name with signs from {from} to {to}");
        }
        assert!(files.iter().any(|file| file.holdings.is_empty()));
        assert!(files.iter().any(|file| file.holdings.iter().any(|holding| holding.subscription.is_add_on())));
        assert!(files.iter().any(|file| file.kind == CustomerKind::Indirect));
        for state in [AgreementState::Missing, AgreementState::PartnerAttested, AgreementState::Provider] {
            assert!(files.iter().any(|file| file.agreement == state), "{state:?}");
        }
    }
}
