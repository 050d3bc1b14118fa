//! Licences: what a customer has, and who holds them. Source: api/partner-center.md section 12 (2026-11-21).

use super::ids::SkuId;

/// Who manages a licence; one group is asked for at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LicenceGroup {
    /// The directory does.
    Directory,
    /// The product does, such as Minecraft.
    Product,
}

impl LicenceGroup {
    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Directory => "Group1",
            Self::Product => "Group2",
        }
    }
}

/// What is licensed (`productSku`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sku {
    /// Its id.
    pub id: SkuId,
    /// Its name.
    pub name: String,
    /// Its part number, such as `EMS`.
    pub part_number: String,
    /// What it is for in the service's word, such as `User`; may be empty.
    pub target: String,
    /// The group in the service's word, such as `group1`.
    pub group: String,
}

/// A service within a licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePlan {
    /// Its id.
    pub id: String,
    /// Its name as shown.
    pub display_name: String,
    /// Its technical name.
    pub service_name: String,
    /// Its state in the service's word, such as `Enabled` or `Assigned`.
    pub state: String,
    /// What it is for in the service's word.
    pub target: String,
}

/// A licence that a user holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// What is licensed.
    pub sku: Sku,
    /// The services within.
    pub plans: Vec<ServicePlan>,
}

/// The licences of one kind that a customer has (`SubscribedSku`), in seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicencePool {
    /// What is licensed.
    pub sku: Sku,
    /// Free ones; negative where more are assigned than bought.
    pub available: i64,
    /// Those that work.
    pub active: i64,
    /// Those that are assigned.
    pub consumed: i64,
    /// Those of suspended subscriptions.
    pub suspended: i64,
    /// All.
    pub total: i64,
    /// Those about to be suspended.
    pub warning: i64,
    /// The state in the service's word, such as `Enabled`.
    pub state: String,
    /// The services within.
    pub plans: Vec<ServicePlan>,
}

/// A licence to assign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceToAssign {
    /// What is licensed.
    pub sku: SkuId,
    /// The ids of services within that are left out.
    pub excluded_plans: Vec<String>,
}

/// What assigning and removing licences takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LicenceChange {
    /// Licences to assign.
    pub assign: Vec<LicenceToAssign>,
    /// Licences to remove.
    pub remove: Vec<SkuId>,
}

/// A warning that came with a change of licences: it was carried out, but not as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceWarning {
    /// The service's code, as it came.
    pub code: String,
    /// The service's text.
    pub message: String,
    /// The services that it is about.
    pub plans: Vec<String>,
}

/// What it takes to get a user from what it `held` to what was `chosen`: one change for each group that is concerned, since the
/// service takes one group at a time (12.10). What is not among `pools` stays as it is.
pub fn changes(pools: &[LicencePool], held: &[SkuId], chosen: &[SkuId]) -> Vec<LicenceChange> {
    let mut by_group: Vec<(String, LicenceChange)> = Vec::new();
    for pool in pools {
        let sku = &pool.sku.id;
        let (had, has) = (held.contains(sku), chosen.contains(sku));
        if had == has {
            continue;
        }
        let group = pool.sku.group.to_ascii_lowercase();
        let place = by_group.iter().position(|(known, _)| *known == group).unwrap_or_else(|| {
            by_group.push((group, LicenceChange::default()));
            by_group.len() - 1
        });
        let change = &mut by_group[place].1;
        if has {
            change.assign.push(LicenceToAssign { sku: sku.clone(), excluded_plans: Vec::new() });
        } else {
            change.remove.push(sku.clone());
        }
    }
    by_group.into_iter().map(|(_, change)| change).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pool(id: &str, group: &str) -> LicencePool {
        let text = |text: &str| text.to_owned();
        LicencePool {
            sku: Sku {
                id: SkuId::parse(id).unwrap(),
                name: text(id),
                part_number: text(id),
                target: text("User"),
                group: text(group),
            },
            available: 1,
            active: 1,
            consumed: 0,
            suspended: 0,
            total: 1,
            warning: 0,
            state: text("Enabled"),
            plans: Vec::new(),
        }
    }

    proptest! {
        #[test]
        fn the_changes_lead_from_what_was_held_to_what_was_chosen(
            groups in proptest::collection::vec("[12]", 1..6),
            had in proptest::collection::vec(any::<bool>(), 6),
            wants in proptest::collection::vec(any::<bool>(), 6),
        ) {
            let pools: Vec<LicencePool> =
                groups.iter().enumerate().map(|(place, group)| pool(&format!("s{place}"), &format!("Group{group}"))).collect();
            let of = |flags: &[bool]| -> Vec<SkuId> {
                pools.iter().zip(flags).filter(|(_, flag)| **flag).map(|(pool, _)| pool.sku.id.clone()).collect()
            };
            let (held, chosen) = (of(&had), of(&wants));
            let mut now = held.clone();
            for change in changes(&pools, &held, &chosen) {
                let skus: Vec<&SkuId> = change.assign.iter().map(|it| &it.sku).chain(&change.remove).collect();
                let groups: Vec<&str> =
                    pools.iter().filter(|pool| skus.contains(&&pool.sku.id)).map(|pool| pool.sku.group.as_str()).collect();
                prop_assert!(!skus.is_empty() && groups.windows(2).all(|pair| pair[0] == pair[1]));
                now.retain(|sku| !change.remove.contains(sku));
                now.extend(change.assign.into_iter().map(|it| it.sku));
            }
            now.sort();
            prop_assert_eq!(now, chosen);
        }
    }
}
