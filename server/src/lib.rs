//! The reference API: the simulated Partner Center ([`crossover::sim`]) over HTTP, for the app in live mode to run against. It serves
//! the built site too, as a production host would.
//!
//! In reading order: [`options`] reads the command line; [`api`] takes a call of `/v1`, [`sessions`] and [`openid`] say whose it is,
//! [`limit`] whether it comes too soon; [`service`] answers it and has [`storage`] keep what it did; [`sign_in`], [`site`] and
//! [`control`] are the other addresses.

pub mod api;
pub mod control;
pub mod limit;
pub mod openid;
pub mod options;
pub mod service;
pub mod sessions;
pub mod sign_in;
pub mod site;
pub mod storage;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use axum::Router;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post};
use crossover::domain::moment::Timestamp;
use crossover::sim::fault::FaultPlan;
use tokio::net::TcpListener;
use tower_http::cors::CorsLayer;

use self::limit::Limit;
use self::openid::Provider;
use self::options::Options;
use self::service::Service;
use self::sessions::Sessions;
use self::storage::{Fault, Storage};

/// What all addresses share.
pub struct App {
    /// As it was started.
    pub options: Options,
    /// The own origin, such as `http://127.0.0.1:8081`.
    pub own: String,
    /// The simulation.
    pub service: Service,
    /// Who is signed in by cookie.
    pub sessions: Sessions,
    /// Who is signed in by token.
    pub openid: Provider,
    /// How many calls a tenant may make.
    pub limit: Limit,
    /// What goes wrong on purpose.
    pub faults: Mutex<FaultPlan>,
    /// Beginnings of paths that this API does not have.
    pub without: Mutex<Vec<String>>,
    /// The content security policy.
    pub policy: HeaderValue,
    /// When it was started.
    pub started: Instant,
}

impl App {
    /// Says whether this API was told to lack `path`.
    pub fn lacks(&self, path: &str) -> bool {
        let path = path.to_ascii_lowercase();
        let without = self.without.lock().unwrap_or_else(PoisonError::into_inner);
        without
            .iter()
            .any(|part| if part.starts_with('/') { path.starts_with(part) } else { path.ends_with(&format!("/{part}")) })
    }
}

/// Why the server cannot run.
#[derive(Debug)]
pub enum CannotRun {
    /// The storage.
    Storage(Fault),
    /// The port.
    Port(io::Error),
    /// An origin of the options that is none.
    Origin(String),
}

impl fmt::Display for CannotRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Storage(fault) => write!(f, "{fault}"),
            Self::Port(error) => write!(f, "the port cannot be used: {error}"),
            Self::Origin(text) => write!(f, "not an origin, such as https://app.example: {text}"),
        }
    }
}

impl std::error::Error for CannotRun {}

impl From<Fault> for CannotRun {
    fn from(fault: Fault) -> Self {
        Self::Storage(fault)
    }
}

/// A server that has its port and its storage, and does not answer yet.
pub struct Server {
    listener: TcpListener,
    router: Router,
    address: SocketAddr,
}

impl Server {
    /// Opens the storage and takes the port.
    ///
    /// # Errors
    /// [`CannotRun`].
    pub async fn bind(options: Options) -> Result<Self, CannotRun> {
        let storage = Storage::open(options.database.as_deref())?;
        let kept = storage.sessions()?;
        let service = Service::start(storage, options.scenario, options.now, machine_clock)?;
        let listener = TcpListener::bind(options.address).await.map_err(CannotRun::Port)?;
        let address = listener.local_addr().map_err(CannotRun::Port)?;
        let cors = cors(&options.origins)?;
        let policy = HeaderValue::from_str(&site::policy(&options.connect, &options.origins))
            .map_err(|_| CannotRun::Origin(options.connect.join(" ")))?;
        let has_control = options.control;
        let app = Arc::new(App {
            own: options.public.clone().unwrap_or_else(|| format!("http://{address}")),
            sessions: Sessions::new(kept, service.clone()),
            openid: Provider::new(options.token_life_s),
            limit: Limit::new(options.rate),
            faults: Mutex::default(),
            without: Mutex::default(),
            policy,
            started: Instant::now(),
            service,
            options,
        });
        let open = Router::new()
            .route("/v1", any(api::answer))
            .route("/v1/", any(api::answer))
            .route("/v1/{*path}", any(api::answer))
            .route("/sign-out", post(sign_in::sign_out))
            .route("/oidc/token", post(openid::token))
            .route("/oidc/.well-known/openid-configuration", get(openid::configuration))
            .layer(cors);
        let mut router = open
            .route("/config.json", get(site::config))
            .route("/sign-in", get(sign_in::page).post(sign_in::sign_in))
            .route("/sign-in.css", get(sign_in::style))
            .route("/oidc/authorize", get(openid::authorize))
            .route("/oidc/logout", get(openid::logout));
        if has_control {
            router = router.route("/control", post(control::change));
        }
        let router = router.fallback(site::serve).layer(from_fn_with_state(Arc::clone(&app), site::protect)).with_state(app);
        Ok(Self { listener, router, address })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers for as long as the program runs.
    ///
    /// # Errors
    /// When the port breaks.
    pub async fn serve(self) -> io::Result<()> {
        axum::serve(self.listener, self.router).await
    }
}

/// What the machine's clock says.
fn machine_clock() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp::of_second(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// Which pages of other origins may call: those of the allow-list, by the contract (api/partner-center.md 1.3).
fn cors(origins: &[String]) -> Result<CorsLayer, CannotRun> {
    let named = |names: &[&'static str]| names.iter().map(|name| HeaderName::from_static(name)).collect::<Vec<_>>();
    let origins = origins.iter().map(|origin| HeaderValue::from_str(origin).map_err(|_| CannotRun::Origin(origin.clone())));
    Ok(CorsLayer::new()
        .allow_origin(origins.collect::<Result<Vec<_>, _>>()?)
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers(named(&[
            "authorization",
            "accept",
            "content-type",
            "if-match",
            "ms-requestid",
            "ms-correlationid",
            "ms-contract-version",
            "ms-partnercenter-application",
            "ms-continuationtoken",
            "validatemfa",
            "x-locale",
            api::ANTI_FORGERY,
        ]))
        .expose_headers(named(&[
            "location",
            "retry-after",
            "ms-requestid",
            "ms-correlationid",
            "ms-cv",
            "www-authenticate",
            "ismfacompliant",
            api::ANTI_FORGERY,
        ]))
        .max_age(Duration::from_mins(10)))
}
