//! Lists as files for a spreadsheet. States and kinds are the words of the service: they are the same in every language. Source:
//! requirements R71, R171 (2026-11-21).

use super::csv::{Csv, Separator};
use super::customer::Customer;
use super::progress::Step;
use super::refusal::RefusalCode;
use super::subscription::Subscription;

/// The customers, in the order given.
pub fn customers<'a>(separator: Separator, list: impl IntoIterator<Item = &'a Customer>) -> String {
    let mut file = Csv::new(
        separator,
        &[
            "microsoftId",
            "name",
            "domain",
            "country",
            "kind",
            "indirectProviders",
            "indirectResellers",
            "agreement",
            "openTransfers",
            "step",
            "blocker",
        ],
    );
    for customer in list {
        let providers: Vec<&str> = customer.providers.iter().map(|it| it.name.as_str()).collect();
        let resellers: Vec<&str> = customer.resellers.iter().map(|it| it.name.as_str()).collect();
        file.row([
            customer.id.as_str(),
            &customer.name,
            &customer.domain,
            customer.country.as_deref().unwrap_or_default(),
            customer.kind.word(),
            &providers.join("; "),
            &resellers.join("; "),
            customer.agreement.word(),
            &customer.open_transfers.to_string(),
            customer.step.map_or("", Step::word),
            customer.blocker.map_or("", RefusalCode::word),
        ]);
    }
    file.finish()
}

/// The subscriptions of one customer, in the order given.
pub fn subscriptions(separator: Separator, list: &[Subscription]) -> String {
    let mut file = Csv::new(
        separator,
        &[
            "subscriptionId",
            "name",
            "offerName",
            "offerId",
            "kind",
            "status",
            "quantity",
            "billingCycle",
            "term",
            "start",
            "commitmentEnd",
            "autoRenew",
            "baseSubscriptionId",
            "azureSubscriptionId",
            "resellerMpnId",
        ],
    );
    for it in list {
        let time = |at: Option<super::moment::Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
        file.row([
            it.id.as_str(),
            it.name(),
            &it.offer_name,
            it.offer.as_ref().map_or("", |id| id.as_str()),
            it.kind.word(),
            it.status.word(),
            &it.quantity.to_string(),
            it.billing_cycle.word(),
            it.term.as_deref().unwrap_or_default(),
            &time(it.started),
            &time(it.commitment_ends),
            if it.auto_renew { "true" } else { "false" },
            it.parent.as_ref().map_or("", |id| id.as_str()),
            it.azure_id.as_ref().map_or("", |id| id.as_str()),
            it.reseller.as_ref().map_or("", |id| id.as_str()),
        ]);
    }
    file.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::fixtures;

    fn customer(name: &str) -> Customer {
        Customer {
            name: name.to_owned(),
            domain: "a.example".to_owned(),
            open_transfers: 2,
            step: Some(Step::Direct),
            blocker: Some(RefusalCode::CustomerNotMoved),
            ..fixtures::customer()
        }
    }

    // R71
    #[test]
    fn a_customer_is_a_row_and_no_name_is_a_formula() {
        let file = customers(Separator::Comma, [&customer("=cmd|' /C calc'!A1")]);
        let row = file.lines().nth(1).unwrap();
        assert_eq!(row, "c1,'=cmd|' /C calc'!A1,a.example,,direct,,,missing,2,direct,customer-not-moved");
        assert_eq!(file.lines().next().unwrap().split(',').count(), row.split(',').count());
    }

    proptest! {
        // R71: whatever a name holds, it stays within its cell, and it begins none of a spreadsheet's formulas.
        #[test]
        fn any_name_stays_in_its_cell(name in "(?s).{0,40}") {
            let file = customers(Separator::Comma, [&customer(&name)]);
            let mut reader = Cells(file.trim_start_matches('\u{feff}').chars().collect());
            let heads = reader.row();
            let cells = reader.row();
            prop_assert_eq!(heads.len(), cells.len());
            let guard = if name.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
            prop_assert_eq!(&cells[1], &format!("{guard}{name}"));
            prop_assert!(!cells[1].starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(reader.0.is_empty());
        }
    }

    /// A reader of RFC 4180, to hold the writer against.
    struct Cells(std::collections::VecDeque<char>);

    impl Cells {
        fn row(&mut self) -> Vec<String> {
            let mut cells = vec![String::new()];
            let mut quoted = false;
            while let Some(sign) = self.0.pop_front() {
                match sign {
                    '"' if quoted && self.0.front() == Some(&'"') => {
                        self.0.pop_front();
                        cells.last_mut().unwrap().push('"');
                    }
                    '"' if quoted => quoted = false,
                    '"' if cells.last().unwrap().is_empty() => quoted = true,
                    ',' if !quoted => cells.push(String::new()),
                    '\r' if !quoted && self.0.front() == Some(&'\n') => {
                        self.0.pop_front();
                        break;
                    }
                    other => cells.last_mut().unwrap().push(other),
                }
            }
            cells
        }
    }
}
