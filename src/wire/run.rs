//! The record of a bulk run as the browser keeps it, in texts of their own: what it is about, what is to be done for whom, and what came
//! of each line, a hundred at a time, so that little is written with each. Ids take as little room as they can: a browser keeps some five
//! million letters in all, and a run has ten thousand customers and more (R173).

use serde_json::{Value, json};

use super::json::{Node, write_time};
use super::short_id;
use crate::domain::ids::{CustomerId, MpnId, SubscriptionId, TenantId, TransferId};
use crate::domain::moment::Timestamp;
use crate::domain::run::{Deed, Line, Outcome, Run};

/// The version of the kept form. What the one before it wrote is read too; another one is not.
const VERSION: u64 = 2;
/// The version that kept its lines in the head, as JSON.
const IN_THE_HEAD: u64 = 1;

/// How many outcomes are kept in one piece.
pub const PIECE: usize = 100;

/// Writes what the run is about.
pub fn write_head(run: &Run) -> Value {
    json!({
        "version": VERSION,
        "id": run.id,
        "by": run.by,
        "started": write_time(run.started),
        "own": run.own.as_str(),
        "provider": run.provider.as_str(),
        "partnerOfRecord": run.partner_of_record.as_ref().map(MpnId::as_str),
        "deed": run.lines.first().map(|line| line.deed.word()),
        "count": run.lines.len(),
    })
}

/// Reads from the head alone what is done, by its word, and when the run started.
pub fn read_about(head: Node<'_>) -> Option<(String, Timestamp)> {
    let first = || Some(read_line_in_the_head(head.get("lines").list().into_iter().next()?)?.deed.word().to_owned());
    Some((head.get("deed").text().or_else(first)?, head.get("started").time()?))
}

/// Writes what is to be done: a line for each customer, with the first letter of the deed before it.
pub fn write_lines(run: &Run) -> String {
    let mut text = String::new();
    for line in &run.lines {
        text += &line.deed.word()[..1];
        text += &short_id::write(line.customer.as_str());
        match &line.deed {
            Deed::Extend(at) => {
                text.push(' ');
                text += &write_confirmed(run, *at);
            }
            Deed::Request(subscriptions) => {
                for id in subscriptions {
                    text.push(' ');
                    text += &short_id::write(id.as_str());
                }
            }
            Deed::Accept(id) => {
                text.push(' ');
                text += &short_id::write(id.as_str());
            }
        }
        text.push('\n');
    }
    text
}

/// A time by its distance from the start of the run, in milliseconds; one that is finer than that by itself.
fn write_confirmed(run: &Run, at: Timestamp) -> String {
    let ms = at.as_millisecond();
    if Timestamp::of_millisecond(ms) == at { (ms - run.started.as_millisecond()).to_string() } else { at.to_string() }
}

fn read_confirmed(started: Timestamp, text: &str) -> Option<Timestamp> {
    match text.parse::<i64>() {
        Ok(ms) => Some(Timestamp::of_millisecond(started.as_millisecond().checked_add(ms)?)),
        Err(_) => text.parse().ok(),
    }
}

fn read_line(started: Timestamp, text: &str) -> Option<Line> {
    let mut words = text.get(1..)?.split(' ');
    let customer = CustomerId::parse(&short_id::read(words.next()?)?)?;
    let deed = match text.get(..1)? {
        "e" => Deed::Extend(read_confirmed(started, words.next()?)?),
        "r" => Deed::Request(words.by_ref().map(|word| SubscriptionId::parse(&short_id::read(word)?)).collect::<Option<_>>()?),
        "a" => Deed::Accept(TransferId::parse(&short_id::read(words.next()?)?)?),
        _ => return None,
    };
    // What is left over was not written here.
    words.next().is_none().then_some(Line { customer, deed, outcome: Outcome::Waiting })
}

/// Reads what is to be done, with nothing done yet, from the head and the text of the lines; `None` for anything else.
pub fn read(head: Node<'_>, lines: &str) -> Option<Run> {
    let started = head.get("started").time()?;
    let lines = match head.get("version").number()? {
        VERSION => {
            let lines = lines.lines().map(|line| read_line(started, line)).collect::<Option<Vec<Line>>>()?;
            // Fewer than there were are not the run.
            (head.get("count").number()? == lines.len() as u64).then_some(lines)?
        }
        IN_THE_HEAD => head.get("lines").list().into_iter().map(read_line_in_the_head).collect::<Option<Vec<Line>>>()?,
        _ => return None,
    };
    Some(Run {
        id: head.get("id").text()?,
        by: head.get("by").text_or_empty(),
        started,
        own: TenantId::parse(&head.get("own").text()?)?,
        provider: TenantId::parse(&head.get("provider").text()?)?,
        partner_of_record: head.get("partnerOfRecord").text().and_then(|text| MpnId::parse(&text)),
        lines,
    })
}

fn read_line_in_the_head(line: Node<'_>) -> Option<Line> {
    let customer = CustomerId::parse(&line.get("customer").text()?)?;
    let deed = if let Some(at) = line.get("confirmed").time() {
        Deed::Extend(at)
    } else if let Some(id) = line.get("transfer").text() {
        Deed::Accept(TransferId::parse(&id)?)
    } else {
        Deed::Request(line.get("subscriptions").texts().iter().filter_map(|id| SubscriptionId::parse(id)).collect())
    };
    Some(Line { customer, deed, outcome: Outcome::Waiting })
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

/// Says whether a line of what [`write_piece`] wrote is still to be done.
pub fn is_piece_open(text: &str) -> bool {
    text.split(' ').any(|word| word == Outcome::Waiting.word() || word == Outcome::Begun.word())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at() -> Timestamp {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    fn guid(number: u128) -> String {
        uuid::Uuid::from_u128(number).to_string()
    }

    fn run(lines: Vec<Line>) -> Run {
        Run {
            id: "r1".to_owned(),
            by: "u1".to_owned(),
            started: at(),
            own: TenantId::parse("contoso").unwrap(),
            provider: TenantId::parse("fabrikam").unwrap(),
            partner_of_record: MpnId::parse("6812347"),
            lines,
        }
    }

    fn line(customer: &str, deed: Deed) -> Line {
        Line { customer: CustomerId::parse(customer).unwrap(), deed, outcome: Outcome::Waiting }
    }

    fn request(ids: &[String]) -> Deed {
        Deed::Request(ids.iter().map(|id| SubscriptionId::parse(id).unwrap()).collect())
    }

    /// Word for word, case and all: ids compare without it.
    fn shown(run: &Run) -> String {
        format!("{run:?}")
    }

    fn read_back(run: &Run) -> Option<Run> {
        read(Node::new(&write_head(run)), &write_lines(run))
    }

    // R173, R177
    #[test]
    fn a_run_is_read_back_whole() {
        let deeds = [
            Deed::Extend(at()),
            Deed::Extend("2026-11-21T08:59:12.345Z".parse().unwrap()),
            Deed::Extend("2026-11-21T08:59:12.345678Z".parse().unwrap()),
            request(&["s1".to_owned(), guid(2)]),
            request(&[]),
            Deed::Accept(TransferId::parse("B44BB1FB-C595-45B0-9E09-D657365580B0").unwrap()),
        ];
        let outcomes =
            [Outcome::Begun, Outcome::Failed("sub-in-transfer".to_owned()), Outcome::Already, Outcome::Done, Outcome::Left];
        let lines = (0..250).map(|place: usize| Line {
            outcome: outcomes[place % 5].clone(),
            ..line(&guid(place as u128), deeds[place % 6].clone())
        });
        let run = run(lines.collect());
        let mut read = read_back(&run).unwrap();
        assert!(read.lines.iter().all(|line| line.outcome == Outcome::Waiting));
        for piece in 0..3 {
            read_piece(&mut read, piece, &write_piece(&run, piece));
        }
        assert_eq!(shown(&read), shown(&run));
        assert_eq!(read_about(Node::new(&write_head(&run))), Some(("extend".to_owned(), at())));
        assert!(super::read(Node::new(&json!({ "version": 3 })), "").is_none());
    }

    // R173: what was kept before lines had a text of their own.
    #[test]
    fn a_record_of_the_version_before_is_read() {
        let kept = json!({
            "version": 1, "id": "r1", "by": "u1", "started": "2026-11-21T09:00:00Z",
            "own": "contoso", "provider": "fabrikam", "partnerOfRecord": "6812347",
            "lines": [
                { "customer": "c1", "confirmed": "2026-11-21T09:00:00Z" },
                { "customer": "c2", "subscriptions": ["s1", "s2"] },
                { "customer": "c3", "transfer": "t1" },
            ],
        });
        let read = read(Node::new(&kept), "").unwrap();
        assert_eq!(read_about(Node::new(&kept)), Some(("extend".to_owned(), at())));
        let accept = Deed::Accept(TransferId::parse("t1").unwrap());
        let subscriptions = ["s1".to_owned(), "s2".to_owned()];
        assert_eq!(
            shown(&read),
            shown(&run(vec![line("c1", Deed::Extend(at())), line("c2", request(&subscriptions)), line("c3", accept)]))
        );
    }

    // R173: a record is read whole or not at all.
    #[test]
    fn lines_that_are_odd_are_no_run() {
        let head = |count: usize| {
            json!({
                "version": 2, "id": "r1", "started": "2026-11-21T09:00:00Z", "own": "contoso", "provider": "fabrikam", "count": count,
            })
        };
        for odd in ["x=c1", "e=c1", "e=c1 soon", "a=c1", "a=c1 =t1 =t2", "r=c1 s1", "r", "é"] {
            assert!(read(Node::new(&head(1)), odd).is_none(), "{odd}");
        }
        let two = "r=c1 =s1\nr=c2 =s2\n";
        assert_eq!(read(Node::new(&head(2)), two).unwrap().lines.len(), 2);
        assert!(read(Node::new(&head(3)), two).is_none(), "one is missing");
    }

    // R173
    #[test]
    fn a_piece_is_open_while_a_line_is() {
        for (text, open) in
            [("done already left !sub-in-transfer", false), ("done begun", true), ("waiting done", true), ("!waiting", false)]
        {
            assert_eq!(is_piece_open(text), open, "{text}");
        }
    }

    proptest! {
        // R173
        #[test]
        fn any_lines_are_read_back(lines in prop::collection::vec((any::<u128>(), 0..3_u8, any::<i32>(), "[a-zA-Z0-9=_.-]{1,20}"), 0..40)) {
            let deed = |kind: u8, ms: i32, word: &str| match kind {
                0 => Deed::Extend(Timestamp::of_millisecond(at().as_millisecond() + i64::from(ms))),
                1 => request(&[guid(u128::from(ms.unsigned_abs())), word.to_owned()]),
                _ => Deed::Accept(TransferId::parse(word).unwrap()),
            };
            let run = run(lines.iter().map(|(id, kind, ms, word)| line(&guid(*id), deed(*kind, *ms, word))).collect());
            prop_assert_eq!(shown(&read_back(&run).unwrap()), shown(&run));
        }
    }
}
