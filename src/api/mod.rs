//! The typed client of the Partner Center API. It knows the rules of calling (ids, retries, pauses, errors), and nothing of
//! screens; [`Transport`] is all that differs between live and static mode.

pub mod agreements;
pub mod audit_records;
pub mod carts;
pub mod compliance;
pub mod countries;
pub mod customer_invitations;
pub mod customers;
pub mod domains;
pub mod error;
pub mod extensions;
#[cfg(feature = "ui")]
pub mod fetch;
pub mod http;
pub mod incentives;
pub mod journal;
pub mod licences;
pub mod new_commerce;
mod notes;
pub mod offers;
pub mod orders;
pub mod pace;
mod paging;
pub mod partnership_invitations;
pub mod profiles;
pub mod program_agreements;
pub mod programs;
pub mod provider_directory;
pub(crate) mod queue;
pub mod rehearsal;
pub mod relationships;
pub mod replies;
pub mod run_records;
pub mod runs;
mod segments;
pub mod session;
pub mod subscriptions;
pub mod transfers;
pub mod transport;
pub mod users;
pub mod validations;
#[cfg(not(target_arch = "wasm32"))]
pub mod virtual_time;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBuilder};
use serde_json::Value;
use uuid::Uuid;

use self::error::ApiError;
use self::http::{Reply, Request};
use self::journal::{Journal, MemoryJournal};
use self::pace::Pace;
use self::replies::{error_of, list, read, record};
use self::transport::Transport;
use crate::wire::json::Node;

/// How long we wait for one answer, in milliseconds. The service's own SDK waits three minutes; a person does not.
pub const TIME_OUT_MS: u32 = 20_000;

/// How often a read is repeated when the service fails or asks for patience (api/partner-center.md 1.8).
const REPEATS: usize = 3;

/// The longest pause, in seconds, that we wait out by ourselves; beyond it the person decides.
const LONGEST_PAUSE_S: u32 = 60;

/// Told when the service asks us to slow down (`Some(seconds)`) and when we go on (`None`).
pub type PauseListener = Box<dyn Fn(Option<u32>) + Send + Sync>;

/// How many calls are on their way at once: the service counts calls by tenant, and asks for few.
const IN_FLIGHT: usize = 6;

/// A pause that the service asked for. The person is told when the last one ends.
struct Pause {
    client: Client,
    hold: Option<queue::Hold>,
}

impl Drop for Pause {
    fn drop(&mut self) {
        drop(self.hold.take());
        if !self.client.inner.queue.is_held() {
            self.client.tell_pause(None);
        }
    }
}

/// The client; cheap to clone.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    transport: Transport,
    journal: Box<dyn Journal + Send + Sync>,
    /// The ids of unfinished writes with a secret in them.
    secrets: MemoryJournal,
    locale: Mutex<String>,
    on_pause: Mutex<Option<PauseListener>>,
    pace: Option<Paced>,
    put_together: Option<session::PutTogether>,
    queue: Arc<queue::Queue>,
    /// The signed-in person's name, for notes that only this browser keeps.
    whose: Mutex<String>,
}

/// How it is put together who is signed in, in a build that is one file.
#[cfg(not(feature = "split"))]
const SESSION: Option<session::PutTogether> = Some(session::put_together);
#[cfg(feature = "split")]
const SESSION: Option<session::PutTogether> = None;

/// A pace, and the clock by which it is kept, in milliseconds.
type Paced = (Mutex<Pace>, fn() -> u64);

impl Client {
    /// A client over `transport`; `journal` keeps the ids of writes whose outcome is not known.
    pub fn new(transport: Transport, journal: Box<dyn Journal + Send + Sync>) -> Self {
        let inner = Inner {
            transport,
            journal,
            secrets: MemoryJournal::default(),
            locale: Mutex::new("en-US".to_owned()),
            on_pause: Mutex::new(None),
            queue: queue::Queue::new(IN_FLIGHT),
            whose: Mutex::default(),
            pace: None,
            // In the page it comes with live mode: the simulated service says who is signed in.
            put_together: SESSION,
        };
        Self { inner: Arc::new(inner) }
    }

    /// The same client, which puts together who is signed in by `put_together` where the service does not say.
    #[must_use]
    pub fn knowing_who_by(self, put_together: session::PutTogether) -> Self {
        self.with(|inner| Inner { put_together: Some(put_together), ..inner })
    }

    /// The same client, which never sends more than the service allows; `clock` gives milliseconds.
    #[must_use]
    pub fn paced(self, clock: fn() -> u64) -> Self {
        let pace = Some((Mutex::new(Pace::new(pace::MOST_A_MINUTE)), clock));
        self.with(|inner| Inner { pace, ..inner })
    }

    /// A client is made once, before it is shared.
    fn with(self, change: impl FnOnce(Inner) -> Inner) -> Self {
        Arc::into_inner(self.inner)
            .map_or_else(|| unreachable!("the client is shared already"), |inner| Self { inner: Arc::new(change(inner)) })
    }

    /// Waits until another request may go out.
    async fn keep_pace(&self) {
        let Some((pace, clock)) = &self.inner.pace else { return };
        loop {
            let wait = pace.lock().unwrap_or_else(PoisonError::into_inner).ask(clock());
            if wait == 0 {
                return;
            }
            transport::sleep(Duration::from_millis(wait)).await;
        }
    }

    /// Sets the language of the service's texts, such as `sv-SE`.
    pub fn set_locale(&self, locale: &str) {
        locale.clone_into(&mut self.inner.locale.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Has `listener` told of pauses; one at a time.
    pub fn on_pause(&self, listener: PauseListener) {
        *self.inner.on_pause.lock().unwrap_or_else(PoisonError::into_inner) = Some(listener);
    }

    fn tell_pause(&self, seconds: Option<u32>) {
        if let Some(listener) = &*self.inner.on_pause.lock().unwrap_or_else(PoisonError::into_inner) {
            listener(seconds);
        }
    }

    /// Sends a request and takes its answer as success, or says why not. A read is repeated when the service fails; every
    /// request is repeated when it was refused for being one too many (429), after the pause that the service names.
    ///
    /// # Errors
    /// [`error::Cause::Refused`] for every documented refusal, also `not-found`, `api-unreachable` and `rate-limited`;
    /// [`error::Cause::SignedOut`], [`error::Cause::Stale`], [`error::Cause::Unexpected`].
    pub async fn send(&self, mut request: Request) -> Result<Reply, ApiError> {
        request.set_header("Accept", "application/json");
        request.set_header("MS-Contract-Version", "v1");
        request.set_header("MS-PartnerCenter-Application", "Crossover");
        request.set_header("X-Locale", &self.inner.locale.lock().unwrap_or_else(PoisonError::into_inner));
        if request.header_value("MS-RequestId").is_none() {
            request.set_header("MS-RequestId", &Uuid::new_v4().to_string());
        }
        if request.body.is_some() {
            request.set_header("Content-Type", "application/json; charset=utf-8");
        }
        let is_read = request.method.is_read();
        let mut pauses = ExponentialBuilder::new()
            .with_min_delay(Duration::from_millis(400))
            .with_max_times(REPEATS)
            .with_jitter()
            .with_jitter_seed(Uuid::new_v4().as_u64_pair().0)
            .build();
        let mut was_throttled = false;
        loop {
            let error = match self.attempt(request.clone()).await {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            let Some(planned) = pauses.next().filter(|_| error.is_worth_repeating(is_read)) else { return Err(error) };
            match error.retry_after_s() {
                None => transport::sleep(planned).await,
                Some(seconds) if seconds > LONGEST_PAUSE_S => return Err(error),
                Some(seconds) => {
                    let told = Duration::from_secs(u64::from(seconds));
                    // Told a second time, it is more patient than it was told to be.
                    let wait = if was_throttled { told + planned } else { told };
                    was_throttled = true;
                    // The pause is everybody's: it goes on when this caller goes away.
                    transport::hold(wait, self.pause(seconds));
                    transport::sleep(wait).await;
                }
            }
        }
    }

    /// Sends a request once, when its turn comes.
    async fn attempt(&self, mut request: Request) -> Result<Reply, ApiError> {
        let _turn = self.inner.queue.turn().await;
        self.keep_pace().await;
        request.set_header("MS-CorrelationId", &Uuid::new_v4().to_string());
        let correlation = request.header_value("MS-CorrelationId").unwrap_or_default().to_owned();
        let (method, path) = (request.method, request.path.clone());
        match self.inner.transport.carry(request).await {
            Ok(reply) if reply.is_success() => {
                if reply.header("MS-CorrelationId").is_none() {
                    // A service that does not say it, or whose browser is not let to see it: it is the one that was sent.
                    return Ok(reply.with_header("MS-CorrelationId", &correlation));
                }
                Ok(reply)
            }
            Ok(reply) => Err(error_of(method, &path, &reply, &correlation)),
            Err(lost) => Err(ApiError::lost(lost, &correlation)),
        }
    }

    /// Has every call wait, and the person know of it, until the pause is dropped.
    fn pause(&self, seconds: u32) -> Pause {
        let hold = self.inner.queue.hold();
        self.tell_pause(Some(seconds));
        Pause { client: self.clone(), hold: Some(hold) }
    }

    /// Sends a write under the name of what a person does, such as `create-transfer/{customer}`: when the same is done again
    /// before its outcome is known, also after a reload, it goes out with the same MS-RequestId and so acts once (R174).
    ///
    /// # Errors
    /// As [`Self::send`]; [`error::Cause::Unreadable`] for an answer that is no JSON: it may have acted, so its id is kept too.
    pub async fn act(&self, doing: &str, request: Request) -> Result<Reply, ApiError> {
        self.act_by(&*self.inner.journal, doing, request, |reply| read(&reply).map(|_| reply)).await
    }

    /// The same for a write whose answer is read by `read_as`: one that is not what was asked for counts as an outcome that is not
    /// known, for it may have acted.
    ///
    /// # Errors
    /// As [`Self::act`]; [`error::Cause::Unreadable`] for an answer of another shape as well.
    pub(crate) async fn act_for<T>(
        &self,
        doing: &str,
        request: Request,
        read_as: impl FnOnce(Node<'_>) -> Option<T>,
    ) -> Result<T, ApiError> {
        self.act_taking(doing, request, |reply| record(&reply, read_as)).await
    }

    /// The same for a write whose answer is taken by `take`.
    ///
    /// # Errors
    /// As [`Self::act`], and those of `take`.
    pub(crate) async fn act_taking<T>(
        &self,
        doing: &str,
        request: Request,
        take: impl FnOnce(Reply) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        self.act_by(&*self.inner.journal, doing, request, take).await
    }

    /// The same for a write with a secret in it, of which nothing may be kept in the browser, not even a number that follows from
    /// it: its id is kept as long as the page lives.
    ///
    /// # Errors
    /// As [`Self::act_taking`].
    pub(crate) async fn act_secretly<T>(
        &self,
        doing: &str,
        request: Request,
        take: impl FnOnce(Reply) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        self.act_by(&self.inner.secrets, doing, request, take).await
    }

    async fn act_by<T>(
        &self,
        journal: &dyn Journal,
        doing: &str,
        request: Request,
        take: impl FnOnce(Reply) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let what = fingerprint(&request);
        let id = unfinished(journal, doing, &what).unwrap_or_else(|| Uuid::new_v4().to_string());
        journal.set(doing, &format!("{id} {what}"));
        let outcome = self.send(request.header("MS-RequestId", &id)).await.and_then(take);
        if outcome.as_ref().err().is_none_or(|error| !error.outcome_unknown()) {
            journal.remove(doing);
        }
        outcome
    }

    /// The MS-RequestId under which `what` went out before in the name of `doing`, while its outcome is not known.
    fn unfinished(&self, doing: &str, what: &str) -> Option<String> {
        unfinished(&*self.inner.journal, doing, what)
    }

    /// Sends a read and parses its answer.
    ///
    /// # Errors
    /// As [`Self::send`]; [`error::Cause::Unreadable`] for an answer that is no JSON.
    pub async fn fetch(&self, request: Request) -> Result<Value, ApiError> {
        let reply = self.send(request).await?;
        read(&reply)
    }

    /// Sends a read whose answer is read by `read_as`.
    ///
    /// # Errors
    /// As [`Self::send`]; [`error::Cause::Unreadable`] for an answer that is not what was asked for.
    pub(crate) async fn fetch_as<T>(&self, request: Request, read_as: impl FnOnce(Node<'_>) -> Option<T>) -> Result<T, ApiError> {
        record(&self.send(request).await?, read_as)
    }

    /// Sends a read of a record all of whose members are optional; it is one if it says any of `known`.
    ///
    /// # Errors
    /// As [`Self::fetch_as`].
    pub(crate) async fn fetch_known<T>(
        &self,
        request: Request,
        known: &[&str],
        read_as: fn(Node<'_>) -> T,
    ) -> Result<T, ApiError> {
        self.fetch_as(request, |node| node.says_any(known).then(|| read_as(node))).await
    }

    /// Sends a read of a list that comes whole.
    ///
    /// # Errors
    /// As [`Self::send`]; [`error::Cause::Unreadable`] for what is no list, and for one of which no row can be read: it is not empty.
    pub(crate) async fn fetch_list<T>(
        &self,
        request: Request,
        read_as: impl FnOnce(Node<'_>) -> Vec<T>,
    ) -> Result<Vec<T>, ApiError> {
        list(&self.send(request).await?, read_as)
    }
}

fn unfinished(journal: &dyn Journal, doing: &str, what: &str) -> Option<String> {
    let entry = journal.get(doing)?;
    entry.split_once(' ').filter(|(_, held)| *held == what).map(|(id, _)| id.to_owned())
}

/// A number for what a request asks (FNV-1a): the journal tells two requests apart by it, and keeps nothing of their bodies, which
/// hold personal data (R177).
fn fingerprint(request: &Request) -> String {
    let parts = [request.method.word(), &request.target(), request.body.as_deref().unwrap_or_default()];
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
