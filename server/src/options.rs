//! The command line.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crossover::domain::moment::Timestamp;
use crossover::sim::scenario::Scenario;

use crate::limit;

/// What `--help` prints.
pub const HELP: &str = "\
crossover-server [options]            the reference API, and the built site with it

  --port N             127.0.0.1:N; 8081 by default, 0 for a free one
  --database FILE      where it remembers; reference-api.sqlite by default
  --memory             remembers nothing
  --site FOLDER        the built site; without it only the API is served
  --scenario NAME      what a new database begins with; ready by default
  --now TIME           a clock that stands, such as 2026-11-21T09:00:00Z; else it goes with the machine's
  --rate N             calls a minute and tenant, 500 by default; 0 for no limit
  --allow ORIGIN       a page of this origin may call, and be come back to; several times for several
  --connect ORIGIN     the site may call this origin too
  --public ORIGIN      under which address this server is reached, where that is not its own
  --entra              the site signs in by OpenID Connect instead of by cookie
  --token-life SECONDS how long an access token lasts; 3600 by default
  --secure             it is reached by https alone
  --control            POST /control moves clock, scenario, faults and limits: for tests
";

/// How the server is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Where it listens.
    pub address: SocketAddr,
    /// The file that survives; none for memory alone.
    pub database: Option<PathBuf>,
    /// The built site.
    pub site: Option<PathBuf>,
    /// What a new storage begins with.
    pub scenario: Scenario,
    /// A clock that stands.
    pub now: Option<Timestamp>,
    /// Calls a minute and tenant; 0 for no limit.
    pub rate: u32,
    /// Origins whose pages may call.
    pub origins: Vec<String>,
    /// Origins that the site may call.
    pub connect: Vec<String>,
    /// The own origin as browsers see it, where it is another.
    pub public: Option<String>,
    /// Whether the site signs in by `OpenID` Connect.
    pub entra: bool,
    /// Seconds that an access token lasts.
    pub token_life_s: u64,
    /// Whether browsers reach it by https.
    pub secure: bool,
    /// Whether `/control` is there.
    pub control: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 8081)),
            database: Some(PathBuf::from("reference-api.sqlite")),
            site: None,
            scenario: Scenario::Ready,
            now: None,
            rate: limit::DOCUMENTED,
            origins: Vec::new(),
            connect: Vec::new(),
            public: None,
            entra: false,
            token_life_s: 3600,
            secure: false,
            control: false,
        }
    }
}

impl Options {
    /// Reads the arguments.
    ///
    /// # Errors
    /// The word that cannot be read.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(word) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{word} needs a value"));
            match word.as_str() {
                "--port" => options.address.set_port(read(&word, &value()?)?),
                "--database" => options.database = Some(PathBuf::from(value()?)),
                "--memory" => options.database = None,
                "--site" => options.site = Some(PathBuf::from(value()?)),
                "--scenario" => {
                    let name = value()?;
                    options.scenario = Scenario::parse(&name).ok_or_else(|| format!("no such scenario: {name}"))?;
                }
                "--now" => options.now = Some(read(&word, &value()?)?),
                "--rate" => options.rate = read(&word, &value()?)?,
                "--allow" => options.origins.push(origin(&value()?)?),
                "--connect" => options.connect.push(origin(&value()?)?),
                "--public" => options.public = Some(origin(&value()?)?),
                "--entra" => options.entra = true,
                "--token-life" => options.token_life_s = read(&word, &value()?)?,
                "--secure" => options.secure = true,
                "--control" => options.control = true,
                other => return Err(format!("unknown: {other}")),
            }
        }
        Ok(options)
    }
}

fn read<T: std::str::FromStr>(word: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("{word} cannot be {value}"))
}

/// An origin: scheme and host, without a path; a name with a wildcard is none.
fn origin(text: &str) -> Result<String, String> {
    let host = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_host =
        |host: &&str| !host.is_empty() && host.chars().all(|sign| sign.is_ascii_alphanumeric() || ".-:[]".contains(sign));
    host.filter(is_host).map(|_| text.to_owned()).ok_or_else(|| format!("not an origin, such as https://app.example: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn what_is_not_asked_for_is_as_documented() {
        assert_eq!(parse(""), Ok(Options::default()));
        assert_eq!(parse("--memory --rate 0 --port 0").map(|it| (it.database, it.rate, it.address.port())), Ok((None, 0, 0)));
        assert_eq!(parse("--allow https://a.example --allow http://b:8080").map(|it| it.origins.len()), Ok(2));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for line in
            ["--port", "--port x", "--scenario nowhere", "--now today", "--allow *", "--allow https://a.example/", "--loud"]
        {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
