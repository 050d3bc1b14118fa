//! Users of the sample's customers, from a fixed rule: names of many places, some with what trips software up.

use super::clock::before;
use super::licences::{self, Assigned};
use super::state::{CustomerFile, made_id};
use super::users::Account;
use crate::domain::ids::UserId;
use crate::domain::moment::Timestamp;
use crate::domain::user::User;

/// First name, last name, user part of the sign-in name.
const PEOPLE: [(&str, &str, &str); 36] = [
    ("Kim", "Akers", "kim.akers"),
    ("Åsa", "Öberg", "asa.oberg"),
    ("José", "Núñez", "jose.nunez"),
    ("Zoë", "van der Meer", "zoe.vandermeer"),
    ("Jürgen", "Größer", "juergen.groesser"),
    ("李", "小龙", "xiaolong.li"),
    ("さくら", "田中", "sakura.tanaka"),
    ("Олена", "Шевченко", "olena.shevchenko"),
    ("Νίκος", "Παπαδόπουλος", "nikos.papadopoulos"),
    ("ليلى", "حداد", "layla.haddad"),
    ("נועה", "לוי", "noa.levi"),
    ("प्रिया", "शर्मा", "priya.sharma"),
    ("민준", "김", "minjun.kim"),
    ("Søren", "Kierkegård", "soren.kierkegard"),
    ("Łukasz", "Żółć", "lukasz.zolc"),
    ("Siobhán", "O'Brien", "siobhan.obrien"),
    ("Nguyễn", "Thị Minh", "minh.nguyen"),
    ("สมชาย", "ใจดี", "somchai.jaidee"),
    ("Anna-Karin", "Lindström-Håkansson", "anna-karin.lindstrom"),
    ("Wolfeschlegelsteinhausenbergerdorff", "Sr.", "w.sr"),
    ("Æthel", "Þórsdóttir", "aethel.thorsdottir"),
    ("Çağla", "Şahin", "cagla.sahin"),
    ("Ioana", "Ștefănescu", "ioana.stefanescu"),
    ("Dvořák", "Jiří", "jiri.dvorak"),
    ("Mia", "Null", "mia.null"),
    ("Test 👩🏽‍💻", "Emoji", "test.emoji"),
    ("Giorgi", "გიორგაძე", "giorgi"),
    ("Aarav", "Patel", "aarav.patel"),
    ("Emma", "Jansen", "emma.jansen"),
    ("Lars", "Nilsson", "lars.nilsson"),
    ("Fatima", "Al-Zahra", "fatima.alzahra"),
    ("Moshe", "Cohen", "moshe.cohen"),
    ("Chloé", "Lefèvre", "chloe.lefevre"),
    ("Tomáš", "Král", "tomas.kral"),
    ("Ingrid", "Bergström", "ingrid.bergstrom"),
    ("Max", "Mustermann", "max.mustermann"),
];

/// The users of `file`'s customer at `start`: a dozen to all, by its id; the last one deleted a while ago, and one without a usage
/// location.
pub(super) fn of(file: &CustomerFile, start: Timestamp) -> Vec<Account> {
    let seed: usize = file.id.as_str().bytes().map(usize::from).sum();
    let count = 12 + seed % (PEOPLE.len() - 11);
    let mut accounts: Vec<Account> =
        PEOPLE.iter().take(count).enumerate().map(|(place, person)| account(file, place, person, start)).collect();
    if let Some(last) = accounts.last_mut() {
        "inactive".clone_into(&mut last.user.state);
        last.user.deleted = Some(before(start, 6, 2));
    }
    // Who is there longest got the licences first; the pools of some are used up, those of others are not.
    for pool in licences::pools(file) {
        let seats = usize::try_from(pool.active).unwrap_or(0);
        let wanted = if seed.is_multiple_of(2) { seats } else { seats.saturating_sub(3) };
        let holders = accounts.iter_mut().filter(|it| it.user.deleted.is_none() && !it.user.usage_location.is_empty());
        for account in holders.take(wanted) {
            account.licences.push(Assigned { sku: pool.sku.id.clone(), excluded: Vec::new() });
        }
    }
    accounts
}

fn account(file: &CustomerFile, place: usize, (first, last, user): &(&str, &str, &str), start: Timestamp) -> Account {
    let text = |text: &str| text.to_owned();
    let number = u64::try_from(place).unwrap_or(0);
    Account {
        user: User {
            id: UserId::parse(&made_id(file.id.as_str(), 1000 + number)).expect("made ids are ids"),
            principal_name: format!("{user}@{}", file.domain),
            display_name: format!("{first} {last}"),
            first_name: text(first),
            last_name: text(last),
            usage_location: if place == 4 { String::new() } else { file.country.clone() },
            immutable_id: String::new(),
            phone: String::new(),
            last_synchronised: (place % 7 == 3).then(|| before(start, 1, 0)),
            domain_type: text("managed"),
            state: text("active"),
            deleted: None,
        },
        licences: Vec::new(),
        roles: if place == 0 { vec![super::users::GLOBAL_ADMINISTRATOR] } else { Vec::new() },
    }
}
