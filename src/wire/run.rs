//! The record of a bulk run as the browser keeps it: what is to be done, and apart from it what came of each line, so that little is
//! written at a time.

use serde_json::{Value, json};

use super::json::{Node, write_time};
use crate::domain::ids::{CustomerId, MpnId, SubscriptionId, TenantId, TransferId};
use crate::domain::run::{Deed, Line, Outcome, Run};

/// The version of the kept form; another one is not read.
const VERSION: u64 = 1;

/// How many outcomes are kept in one piece.
pub const PIECE: usize = 100;

/// Writes what is to be done.
pub fn write(run: &Run) -> Value {
    let lines: Vec<Value> = run
        .lines
        .iter()
        .map(|line| match &line.deed {
            Deed::Extend(at) => json!({ "customer": line.customer.as_str(), "confirmed": write_time(*at) }),
            Deed::Request(subscriptions) => {
                let ids: Vec<&str> = subscriptions.iter().map(SubscriptionId::as_str).collect();
                json!({ "customer": line.customer.as_str(), "subscriptions": ids })
            }
            Deed::Accept(id) => json!({ "customer": line.customer.as_str(), "transfer": id.as_str() }),
        })
        .collect();
    json!({
        "version": VERSION,
        "id": run.id,
        "by": run.by,
        "started": write_time(run.started),
        "own": run.own.as_str(),
        "provider": run.provider.as_str(),
        "partnerOfRecord": run.partner_of_record.as_ref().map(MpnId::as_str),
        "lines": lines,
    })
}

/// Reads what is to be done, with nothing done yet; `None` for anything else.
pub fn read(node: Node<'_>) -> Option<Run> {
    if node.get("version").number()? != VERSION {
        return None;
    }
    let line = |line: Node<'_>| {
        let customer = CustomerId::parse(&line.get("customer").text()?)?;
        let deed = if let Some(at) = line.get("confirmed").time() {
            Deed::Extend(at)
        } else if let Some(id) = line.get("transfer").text() {
            Deed::Accept(TransferId::parse(&id)?)
        } else {
            Deed::Request(line.get("subscriptions").texts().iter().filter_map(|id| SubscriptionId::parse(id)).collect())
        };
        Some(Line { customer, deed, outcome: Outcome::Waiting })
    };
    Some(Run {
        id: node.get("id").text()?,
        by: node.get("by").text_or_empty(),
        started: node.get("started").time()?,
        own: TenantId::parse(&node.get("own").text()?)?,
        provider: TenantId::parse(&node.get("provider").text()?)?,
        partner_of_record: node.get("partnerOfRecord").text().and_then(|text| MpnId::parse(&text)),
        lines: node.get("lines").list().into_iter().map(line).collect::<Option<Vec<Line>>>()?,
    })
}

/// Writes what came of the lines of piece `piece`: one word for each.
pub fn write_piece(run: &Run, piece: usize) -> String {
    let word = |line: &Line| match &line.outcome {
        Outcome::Failed(code) => format!("!{code}"),
        outcome => outcome.word().to_owned(),
    };
    run.lines.iter().skip(piece * PIECE).take(PIECE).map(word).collect::<Vec<_>>().join(" ")
}

/// Puts what [`write_piece`] wrote into `run`.
pub fn read_piece(run: &mut Run, piece: usize, text: &str) {
    for (line, word) in run.lines.iter_mut().skip(piece * PIECE).take(PIECE).zip(text.split(' ')) {
        line.outcome = match word {
            "begun" => Outcome::Begun,
            "done" => Outcome::Done,
            "already" => Outcome::Already,
            "left" => Outcome::Left,
            _ => word.strip_prefix('!').map_or(Outcome::Waiting, |code| Outcome::Failed(code.to_owned())),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R173, R177
    #[test]
    fn a_run_is_read_back_whole() {
        let at = "2026-11-21T09:00:00Z".parse().unwrap();
        let id = |word: &str| CustomerId::parse(word).unwrap();
        let deeds = [
            Deed::Extend(at),
            Deed::Request(vec![SubscriptionId::parse("s1").unwrap(), SubscriptionId::parse("s2").unwrap()]),
            Deed::Accept(TransferId::parse("t1").unwrap()),
        ];
        let outcomes =
            [Outcome::Begun, Outcome::Failed("sub-in-transfer".to_owned()), Outcome::Already, Outcome::Done, Outcome::Left];
        let lines = (0..250).map(|place: usize| Line {
            customer: id(&format!("c{place}")),
            deed: deeds[place % 3].clone(),
            outcome: outcomes[place % 5].clone(),
        });
        let run = Run {
            id: "r1".to_owned(),
            by: "u1".to_owned(),
            started: at,
            own: TenantId::parse("contoso").unwrap(),
            provider: TenantId::parse("fabrikam").unwrap(),
            partner_of_record: MpnId::parse("6812347"),
            lines: lines.collect(),
        };
        let written = write(&run);
        let mut read = read(Node::new(&written)).unwrap();
        assert!(read.lines.iter().all(|line| line.outcome == Outcome::Waiting));
        for piece in 0..3 {
            read_piece(&mut read, piece, &write_piece(&run, piece));
        }
        assert_eq!(read, run);
        assert!(super::read(Node::new(&json!({ "version": 2 }))).is_none());
    }
}
