//! Killed at any moment, nothing that was answered is lost and nothing is half there.

use std::thread;
use std::time::{Duration, Instant};

use crossover::sim::persona::Persona;
use serde_json::Value;

use super::harness::{Answer, Folder, Running, Seat};

/// Northwind's requests, as the partner lists them.
fn transfers(seat: &Seat, customer: &str) -> Vec<Value> {
    serde_json::from_str(&seat.get(&format!("/v1/customers/{customer}/transfers")).body).unwrap()
}

fn northwind(seat: &Seat) -> String {
    let body: Value = serde_json::from_str(&seat.get("/v1/customers").body).unwrap();
    let rows = body["items"].as_array().unwrap();
    let row = rows.iter().find(|row| row["companyProfile"]["companyName"] == "Northwind Traders").unwrap();
    row["id"].as_str().unwrap().to_owned()
}

/// Asks for a note on the request `transfer`; each is a row of its own.
fn note(seat: &Seat, customer: &str, transfer: &str, number: usize) -> Option<Answer> {
    let id = format!("00000000-0000-4000-8000-{number:012}");
    let body = format!(
        r#"{{"kind":"transferCreated","language":"en","subject":"note {number}","body":"b","handedOverBy":"clipboard"}}"#
    );
    seat.call("POST", &format!("/v1/customers/{customer}/transfers/{transfer}/notices"), &[("MS-RequestId", &id)], &body)
}

#[test]
fn what_was_answered_survives_a_kill_at_any_moment_and_acts_once() {
    let folder = Folder::new();
    let mut server = Running::on(&folder.0, &["--scenario", "requested"]);
    let mut seat = server.sign_in(Persona::PartnerOwner);
    let customer = northwind(&seat);
    let transfer = transfers(&seat, &customer)[0]["id"].as_str().unwrap().to_owned();
    let mut answered: Vec<usize> = Vec::new();
    let mut sent = 0;
    let rounds: u32 = if std::env::var_os("CROSSOVER_FULL").is_some() { 40 } else { 8 };
    for round in 0..rounds {
        // Four callers write as fast as they can, until the server is killed under them.
        let until = Instant::now() + Duration::from_millis(20 + 37 * u64::from(round % 7));
        let callers: Vec<_> = (0..4)
            .map(|caller| {
                let (seat, customer, transfer) = (seat.clone(), customer.clone(), transfer.clone());
                let first = sent + caller * 10_000;
                thread::spawn(move || {
                    let mut done = Vec::new();
                    for number in first.. {
                        match note(&seat, &customer, &transfer, number) {
                            Some(answer) if answer.status == 201 => done.push(number),
                            Some(answer) => panic!("{answer:?}"),
                            None => return (done, number),
                        }
                    }
                    (done, first)
                })
            })
            .collect();
        thread::sleep(until.saturating_duration_since(Instant::now()));
        server.kill();
        let mut open = Vec::new();
        for caller in callers {
            let (done, last) = caller.join().unwrap();
            answered.extend(done);
            open.push(last);
        }
        sent += 100_000;
        server = Running::on(&folder.0, &[]);
        // The session survives too: the same cookie is still good, at the new port.
        seat.address = server.address;
        // What was in the middle is sent again under the same id, as the app does: it is there once, whether it had acted or not.
        for number in &open {
            assert_eq!(note(&seat, &customer, &transfer, *number).map(|answer| answer.status), Some(201));
        }
        answered.extend(open);
        let body = seat.get(&format!("/v1/customers/{customer}/transfers/{transfer}/notices")).body;
        let listed: Value = serde_json::from_str(&body).unwrap();
        let mut found: Vec<usize> = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["subject"].as_str().unwrap().trim_start_matches("note ").parse().unwrap())
            .collect();
        found.sort_unstable();
        answered.sort_unstable();
        assert_eq!(found, answered, "round {round}");
    }
    assert!(u32::try_from(answered.len()).unwrap() > rounds * 8, "only {} writes", answered.len());
}

#[test]
fn a_database_of_another_version_or_of_nonsense_is_refused_and_left_alone() {
    let folder = Folder::new();
    folder.write("api.sqlite", "nonsense, not a database at all, and long enough to look at");
    let file = folder.0.join("api.sqlite");
    let said = Running::try_start(&["--database", file.to_str().unwrap()]).err().unwrap();
    assert!(said.contains("the storage cannot be used"), "{said}");
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("nonsense"));
    let other = folder.0.join("other.sqlite");
    rusqlite::Connection::open(&other).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let said = Running::try_start(&["--database", other.to_str().unwrap()]).err().unwrap();
    assert!(said.contains("of another version"), "{said}");
}
