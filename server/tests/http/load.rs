//! Many at once: five hundred sessions, each with a connection of its own that stays open, reading and writing.
#![expect(clippy::print_stdout, reason = "the figures for README, with --nocapture")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossover::sim::persona::Persona;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::harness::{Folder, Running, Seat};

const SESSIONS: usize = 500;

/// One call on an open connection; its status and how long it took.
async fn call(stream: &mut TcpStream, seat: &Seat, method: &str, target: &str, id: &str, body: &str) -> (u16, Duration) {
    let began = Instant::now();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: here\r\nCookie: {}\r\nX-XSRF-TOKEN: {}\r\nMS-RequestId: {id}\r\nContent-Length: {}\r\n\r\n{body}",
        seat.cookie,
        seat.token,
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let count = stream.read(&mut buffer).await.unwrap();
        assert!(count > 0, "the connection was closed");
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length: usize = head
                .lines()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned))
                .map_or(0, |it| it.parse().unwrap());
            if bytes.len() >= head.len() + 4 + length {
                return (head.split(' ').nth(1).unwrap().parse().unwrap(), began.elapsed());
            }
        }
    }
}

#[test]
fn five_hundred_sessions_at_once_are_served_without_an_error() {
    let folder = Folder::new();
    let server = Running::on(&folder.0, &["--scenario", "requested"]);
    let first = server.sign_in(Persona::PartnerOwner);
    let customers: Value = serde_json::from_str(&first.get("/v1/customers").body).unwrap();
    let row =
        customers["items"].as_array().unwrap().iter().find(|row| row["companyProfile"]["companyName"] == "Northwind Traders");
    let customer = row.unwrap()["id"].as_str().unwrap().to_owned();
    let list: Value = serde_json::from_str(&first.get(&format!("/v1/customers/{customer}/transfers")).body).unwrap();
    let transfer = list[0]["id"].as_str().unwrap().to_owned();
    let notices = Arc::new(format!("/v1/customers/{customer}/transfers/{transfer}/notices"));
    let subscriptions = Arc::new(format!("/v1/customers/{customer}/subscriptions"));
    let seats: Vec<Seat> = (0..SESSIONS)
        .map(|number| server.sign_in(if number % 2 == 0 { Persona::PartnerOwner } else { Persona::PartnerAdminAgent }))
        .collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let began = Instant::now();
    let mut times: Vec<Duration> = runtime.block_on(async {
        let tasks: Vec<_> = seats
            .into_iter()
            .enumerate()
            .map(|(number, seat)| {
                let (notices, subscriptions) = (Arc::clone(&notices), Arc::clone(&subscriptions));
                tokio::spawn(async move {
                    let mut stream = TcpStream::connect(seat.address).await.unwrap();
                    stream.set_nodelay(true).unwrap();
                    let mut times = Vec::new();
                    for turn in 0..10_usize {
                        let id = format!("{number:08}-0000-4000-8000-{turn:012}");
                        let write =
                            r#"{"kind":"transferCreated","language":"en","subject":"s","body":"b","handedOverBy":"clipboard"}"#;
                        let (method, target, body, expected) = match turn % 5 {
                            0 => ("GET", "/v1/me", "", 200),
                            1 => ("GET", "/v1/customers", "", 200),
                            2 => ("POST", notices.as_str(), write, 201),
                            _ => ("GET", subscriptions.as_str(), "", 200),
                        };
                        let (status, time) = call(&mut stream, &seat, method, target, &id, body).await;
                        assert_eq!(status, expected, "{method} {target}");
                        times.push(time);
                    }
                    times
                })
            })
            .collect();
        let mut all = Vec::new();
        for task in tasks {
            all.extend(task.await.unwrap());
        }
        all
    });
    let whole = began.elapsed();
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_millis();
    // Lines of a name and a number: `cargo xtask bench` reads them.
    println!();
    println!("reference API, sessions at once {SESSIONS}");
    println!("reference API, calls {}", times.len());
    println!("reference API, calls per second {}", times.len() as u128 * 1_000 / whole.as_millis().max(1));
    for (name, percent) in [("half", 50), ("95 %", 95), ("all", 100)] {
        println!("reference API, {name} within ms {}", at(percent));
    }
    assert_eq!(times.len(), SESSIONS * 10);
    let listed: Value = serde_json::from_str(&first.get(&notices).body).unwrap();
    assert_eq!(listed["items"].as_array().unwrap().len(), SESSIONS * 2, "every write is there, once");
}
