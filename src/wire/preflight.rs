//! What a preflight found by looking at subscriptions, as the browser keeps it: ids, codes and names
//! of offers alone (R177).

use serde_json::{Value, json};

use super::json::Node;
use crate::domain::eligibility::Verdict;
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::domain::preflight::{Line, Standing};
use crate::domain::refusal::{Refusal, RefusalCode};

/// The version of the kept form; another one is not read.
const VERSION: u64 = 2;

/// What was found about a customer while its record had this stamp.
pub type Found = (CustomerId, u64, Standing, Vec<Line>);

/// Writes what was found, one customer after the other, so that whoever writes thousands can pause between them. Offers have few names
/// for many subscriptions: each stands once.
#[derive(Default)]
pub struct Writer {
    names: Vec<String>,
    rows: Vec<String>,
}

impl Writer {
    /// Adds what was found about a customer while its record had this stamp.
    pub fn add(&mut self, id: &CustomerId, stamp: u64, standing: &Standing, lines: &[Line]) {
        let line = |line: &Line| {
            let place = self.names.iter().position(|name| *name == line.offer).unwrap_or_else(|| {
                self.names.push(line.offer.clone());
                self.names.len() - 1
            });
            json!([line.subscription.as_str(), line.word(), place])
        };
        let lines: Vec<Value> = lines.iter().map(line).collect();
        // A stamp has more digits than a number of JSON keeps.
        self.rows.push(json!([id.as_str(), format!("{stamp:x}"), standing.word(), lines]).to_string());
    }

    /// All of it, as JSON.
    #[must_use]
    pub fn finish(self) -> String {
        let (names, rows) = (json!(self.names), self.rows.join(","));
        format!(r#"{{"names":{names},"rows":[{rows}],"version":{VERSION}}}"#)
    }
}

/// Reads it; nothing of another version, and no row that cannot be read.
pub fn read(node: Node<'_>) -> Vec<Found> {
    if node.get("version").number() != Some(VERSION) {
        return Vec::new();
    }
    let names: Vec<String> = node.get("names").list().into_iter().map(Node::text_or_empty).collect();
    let line = |line: Node<'_>| {
        let cells = line.list();
        let [id, word, place] = cells.as_slice() else { return None };
        let verdict = match word.text()?.as_str() {
            "ready" => Verdict::Eligible,
            "unlisted" => Verdict::Unlisted,
            code => Verdict::Refused(Refusal::new(RefusalCode::parse(code)?), None),
        };
        let offer = names.get(usize::try_from(place.number()?).ok()?)?.clone();
        Some(Line { subscription: SubscriptionId::parse(&id.text()?)?, offer, verdict })
    };
    let row = |row: Node<'_>| {
        let cells = row.list();
        let [id, stamp, word, lines] = cells.as_slice() else { return None };
        let lines: Vec<Line> = lines.list().into_iter().map(line).collect::<Option<_>>()?;
        let ready = || lines.iter().filter(|line| line.verdict == Verdict::Eligible).map(|line| line.subscription.clone());
        let standing = match word.text()?.as_str() {
            "ready" => Standing::Ready(ready().collect()),
            code => Standing::Blocked(Refusal::new(RefusalCode::parse(code)?)),
        };
        Some((CustomerId::parse(&id.text()?)?, u64::from_str_radix(&stamp.text()?, 16).ok()?, standing, lines))
    };
    node.get("rows").list().into_iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // R173, R177
    #[test]
    fn what_was_found_is_read_back() {
        let id = |word: &str| CustomerId::parse(word).unwrap();
        let subscription = |word: &str| SubscriptionId::parse(word).unwrap();
        let line =
            |id: &str, offer: &str, verdict: Verdict| Line { subscription: subscription(id), offer: offer.to_owned(), verdict };
        let refused = || Verdict::Refused(Refusal::new(RefusalCode::SubTermBased), None);
        let found = [
            (
                id("c1"),
                u64::MAX,
                Standing::Ready(vec![subscription("s1")]),
                vec![
                    line("s1", "Office 365 E3", Verdict::Eligible),
                    line("s2", "Visio Plan 2", refused()),
                    line("s3", "Visio Plan 2", Verdict::Unlisted),
                ],
            ),
            (
                id("c2"),
                7,
                Standing::Blocked(Refusal::new(RefusalCode::SubTermBased)),
                vec![line("s4", "Office 365 E3", refused())],
            ),
        ];
        let mut writer = Writer::default();
        for (id, stamp, standing, lines) in &found {
            writer.add(id, *stamp, standing, lines);
        }
        let written: Value = serde_json::from_str(&writer.finish()).expect("JSON");
        assert_eq!(read(Node::new(&written)), found);
        assert_eq!(written["names"], json!(["Office 365 E3", "Visio Plan 2"]));
        assert!(read(Node::new(&json!({ "version": 9, "names": [], "rows": [["c1", "1", "ready", []]] }))).is_empty());
    }
}
