//! A client over a transport that answers with a sample and keeps what was sent.

use std::collections::VecDeque;
use std::fs;
use std::sync::{Arc, Mutex};

use crossover::api::Client;
use crossover::api::error::{ApiError, Cause};
use crossover::api::http::{Reply, Request};
use crossover::api::journal::MemoryJournal;
use crossover::api::transport::{Answer, Answering, Transport};
use crossover::domain::ids::CustomerId;
use crossover::domain::percent::decode;
use crossover::domain::refusal::RefusalCode;
use crossover::wire::json::read_time;
use serde_json::{Map, Value};

/// Where the samples are.
pub(crate) const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

/// The check of one sample.
pub(crate) type Check = fn(&Sample);

/// One sample and its line of the manifest.
pub(crate) struct Sample {
    pub(crate) file: String,
    pub(crate) kind: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: u16,
    pub(crate) text: String,
}

/// Every sample of the manifest.
pub(crate) fn samples() -> Vec<Sample> {
    let manifest = fs::read_to_string(format!("{FIXTURES}/MANIFEST.tsv")).unwrap();
    let mut lines = manifest.lines();
    assert_eq!(lines.next(), Some("file\tkind\tmethod\tpath\tstatus\torigin\tpage"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [file, kind, method, path, status, ..] = cells[..] else { panic!("{line}") };
            let text = fixture(file);
            let status = if kind == "request" { 200 } else { status.parse().unwrap() };
            let owned = str::to_owned;
            Sample { file: owned(file), kind: owned(kind), method: owned(method), path: owned(path), status, text }
        })
        .collect()
}

/// The text of a sample.
pub(crate) fn fixture(file: &str) -> String {
    fs::read_to_string(format!("{FIXTURES}/{file}")).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// A sample as JSON.
pub(crate) fn fixture_json(file: &str) -> Value {
    serde_json::from_str(&fixture(file)).unwrap()
}

/// Answers in the order given, the last one for ever, and keeps what it is asked.
struct Recorder {
    replies: Mutex<VecDeque<Reply>>,
    sent: Mutex<Vec<Request>>,
}

impl Answer for Recorder {
    fn answer(&self, request: Request) -> Answering {
        self.sent.lock().unwrap().push(request);
        let mut replies = self.replies.lock().unwrap();
        let reply = if replies.len() > 1 { replies.pop_front() } else { replies.front().cloned() };
        Box::pin(std::future::ready(Ok(reply.expect("at least one reply"))))
    }
}

/// Runs `call` on a client that gets `replies`; its outcome, and what it sent.
pub(crate) fn record<T>(replies: Vec<Reply>, call: impl FnOnce(&Client) -> T) -> (T, Vec<Request>) {
    let recorder = Arc::new(Recorder { replies: Mutex::new(replies.into()), sent: Mutex::default() });
    let client = Client::new(Transport::InProcess(recorder.clone()), Box::new(MemoryJournal::default()));
    let outcome = call(&client);
    let sent = recorder.sent.lock().unwrap().clone();
    (outcome, sent)
}

/// A reply with this text as its body.
pub(crate) fn reply(status: u16, body: &str) -> Reply {
    Reply { status, headers: Vec::new(), body: body.to_owned() }
}

impl Sample {
    /// The outcome of `call` when the service answers with this sample; `call` must go where the manifest says.
    pub(crate) fn answers<T>(&self, call: impl FnOnce(&Client) -> Result<T, ApiError>) -> Result<T, ApiError> {
        assert_ne!(self.kind, "request", "{}", self.file);
        let (outcome, sent) = record(vec![reply(self.status, &self.text)], call);
        self.assert_address(sent.last().unwrap());
        outcome
    }

    /// As [`Self::answers`], for a sample that tells of success.
    pub(crate) fn gives<T>(&self, call: impl FnOnce(&Client) -> Result<T, ApiError>) -> T {
        self.answers(call).unwrap_or_else(|error| panic!("{}: {error:?}", self.file))
    }

    /// As [`Self::answers`], for a sample that tells of a refusal.
    pub(crate) fn refuses<T>(&self, code: RefusalCode, call: impl FnOnce(&Client) -> Result<T, ApiError>) -> ApiError {
        let error = self.answers(call).err().unwrap_or_else(|| panic!("{} is a fault", self.file));
        assert!(error.is(code), "{}: {error:?}", self.file);
        error
    }

    /// As [`Self::answers`], for a sample of which the service's own words are shown.
    pub(crate) fn says<T>(&self, words: &str, call: impl FnOnce(&Client) -> Result<T, ApiError>) -> ApiError {
        let error = self.answers(call).err().unwrap_or_else(|| panic!("{} is a fault", self.file));
        assert_eq!(error.cause, Cause::Unexpected(words.to_owned()), "{}", self.file);
        error
    }

    /// Holds what `call` sends last against this sample, while the service answers `replies`.
    pub(crate) fn is_sent_by<T>(&self, replies: Vec<Reply>, call: impl FnOnce(&Client) -> T) -> T {
        self.is_sent_whole_by(&[], replies, call)
    }

    /// As [`Self::is_sent_by`] for a whole resource that is sent back: the service sets the members `echoed` itself, and its
    /// samples print them in one place and not in the other.
    pub(crate) fn is_sent_whole_by<T>(&self, echoed: &[&str], replies: Vec<Reply>, call: impl FnOnce(&Client) -> T) -> T {
        assert_eq!(self.kind, "request", "{}", self.file);
        let (outcome, sent) = record(replies, call);
        let request = sent.last().unwrap();
        self.assert_address(request);
        let (mut ours, mut theirs) =
            (meaning(&serde_json::from_str(request.body.as_deref().unwrap()).unwrap()), meaning(&self.json()));
        for body in [&mut ours, &mut theirs] {
            for name in echoed {
                body.as_object_mut().unwrap().remove(*name);
            }
        }
        assert_eq!(ours, theirs, "{}", self.file);
        outcome
    }

    /// The sample as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    /// Method, path and query are those of the manifest. A name in braces stands for any value; fixed segments and names of the
    /// query are compared without case (contract 1.1), and the size of a page is the client's own choice (1.5).
    fn assert_address(&self, request: &Request) {
        assert_eq!(request.method.word(), self.method, "{}", self.file);
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let same = |documented: &str, sent: &str| {
            if documented.starts_with('{') { !sent.is_empty() } else { documented.eq_ignore_ascii_case(sent) }
        };
        let documented: Vec<&str> = path.split('/').collect();
        let sent: Vec<String> = request.path.split('/').map(decode).collect();
        let matches =
            documented.len() == sent.len() && documented.iter().zip(&sent).all(|(documented, sent)| same(documented, sent));
        assert!(matches, "{}: {} is not {path}", self.file, request.path);
        let mut documented: Vec<(&str, &str)> =
            query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(name, _)| *name != "size").collect();
        for (name, value) in request.query.iter().filter(|(name, _)| name != "size") {
            let at = documented.iter().position(|(held, wanted)| held.eq_ignore_ascii_case(name) && same(wanted, value));
            documented.remove(at.unwrap_or_else(|| panic!("{}: {name}={value} is not in {query}", self.file)));
        }
        assert!(documented.is_empty(), "{}: {documented:?} is not sent", self.file);
    }
}

/// What a body means: names without case; absent, null and `""` are one (contract 1.4); times are moments.
pub(crate) fn meaning(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let given = members.iter().filter(|(_, value)| !value.is_null() && *value != "");
            Value::Object(given.map(|(name, value)| (name.to_ascii_lowercase(), meaning(value))).collect::<Map<_, _>>())
        }
        Value::Array(entries) => entries.iter().map(meaning).collect(),
        Value::String(text) if text.contains('T') && text.contains(':') => {
            read_time(text).map_or(value.clone(), |at| at.to_string().into())
        }
        other => other.clone(),
    }
}

/// Any customer: the samples' placeholders stand for one.
pub(crate) fn customer() -> CustomerId {
    CustomerId::parse("b67f0b00-f9e8-4c57-bcb5-0b8b95c6ccf0").unwrap()
}

/// Parses an id, which must be one.
macro_rules! id {
    ($kind:ident, $text:expr) => {
        crossover::domain::ids::$kind::parse($text).unwrap()
    };
}
pub(crate) use id;
