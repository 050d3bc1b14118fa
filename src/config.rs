//! `config.json`: which mode, where the API is, and how people sign in. A wrong one is refused loudly.

use crate::wire::json::{self, Node};

/// How the app gets its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Config {
    /// From the simulated service in the page.
    Static,
    /// From an API.
    Live(LiveConfig),
}

/// Live mode's part of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveConfig {
    /// Absolute, or a path of the same origin; without `/v1` and without a slash at the end, so empty for the origin itself.
    pub api_base: String,
    /// How people sign in.
    pub session: SessionConfig,
}

/// How people sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionConfig {
    /// The server knows who calls.
    None,
    /// A gateway in front of the API keeps the session in a cookie.
    Gateway {
        /// Where one signs in: an address, or a path of the API's origin. It gets `?return=`.
        sign_in: String,
        /// What ends the session, by POST.
        sign_out: String,
    },
    /// Microsoft Entra ID, or another `OpenID` provider, by authorization code with PKCE.
    Entra {
        /// The provider's address, such as `https://login.microsoftonline.com/{tenant}/v2.0`.
        authority: String,
        /// The app's id there.
        client_id: String,
        /// What is asked for; `offline_access` has to be in it for silent renewal.
        scope: String,
    },
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// The member that is missing or wrong, with what it holds.
    pub fn read(file: &str) -> Result<Self, String> {
        let value = json::parse(file).map_err(|error| format!("config.json: {error}"))?;
        let node = Node::new(&value);
        match text(node, "mode")?.as_str() {
            "static" => Ok(Self::Static),
            "live" => Ok(Self::Live(LiveConfig { api_base: base(&text(node, "apiBase")?)?, session: session(node)? })),
            other => Err(format!("mode = {other}")),
        }
    }
}

fn text(node: Node<'_>, name: &str) -> Result<String, String> {
    node.get(name).text().map(|text| text.trim().to_owned()).ok_or_else(|| name.to_owned())
}

/// Takes an address of http or https, or a path of ours; nothing else is called, whatever it says.
fn base(given: &str) -> Result<String, String> {
    let clean = given.trim_end_matches('/');
    let is_version = clean.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case("v1"));
    let fits = (clean.is_empty() || is_path(clean) || is_address(clean)) && !given.contains(['?', '#']) && !is_version;
    if fits { Ok(clean.to_owned()) } else { Err(format!("apiBase = {given}")) }
}

fn session(node: Node<'_>) -> Result<SessionConfig, String> {
    let session = node.get("session");
    if session.is_nothing() {
        return Ok(SessionConfig::None);
    }
    let member = |name: &str| text(session, name).map_err(|name| format!("session.{name}"));
    let place = |name: &str| {
        let text = member(name)?;
        if is_path(&text) || is_address(&text) { Ok(text) } else { Err(format!("session.{name} = {text}")) }
    };
    match member("kind")?.as_str() {
        "none" => Ok(SessionConfig::None),
        "gateway" => Ok(SessionConfig::Gateway { sign_in: place("signIn")?, sign_out: place("signOut")? }),
        "entra" => {
            let authority = member("authority")?;
            // A code or a token must not pass where others can read it; this machine is the exception.
            let is_safe = is_address(&authority)
                && (starts(&authority, "https://")
                    || ["http://127.0.0.1", "http://localhost"].iter().any(|it| starts(&authority, it)));
            if !is_safe {
                return Err(format!("session.authority = {authority}"));
            }
            let authority = authority.trim_end_matches('/').to_owned();
            Ok(SessionConfig::Entra { authority, client_id: member("clientId")?, scope: member("scope")? })
        }
        other => Err(format!("session.kind = {other}")),
    }
}

fn starts(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

fn is_clean(text: &str) -> bool {
    !text.contains(['\\', '@']) && !text.chars().any(|sign| sign.is_whitespace() || sign.is_control())
}

/// A path of an origin: one slash at its beginning.
fn is_path(text: &str) -> bool {
    is_clean(text) && text.starts_with('/') && !text.starts_with("//")
}

/// An address of http or https with a host.
fn is_address(text: &str) -> bool {
    let host = ["https://", "http://"].iter().find_map(|scheme| starts(text, scheme).then(|| &text[scheme.len()..]));
    is_clean(text) && host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live(base: &str, session: &str) -> Result<LiveConfig, String> {
        match Config::read(&format!(r#"{{"mode":"live","apiBase":"{base}"{session}}}"#))? {
            Config::Live(live) => Ok(live),
            Config::Static => Err("static".to_owned()),
        }
    }

    // R1
    #[test]
    fn the_base_address_of_the_api_is_configuration() {
        assert_eq!(Config::read(r#"{"mode":"static"}"#), Ok(Config::Static));
        for (given, base) in [
            ("https://gateway.example", "https://gateway.example"),
            ("https://gateway.example/csp/", "https://gateway.example/csp"),
            ("/", ""),
            ("/gateway/", "/gateway"),
        ] {
            assert_eq!(live(given, "").map(|live| (live.api_base, live.session)), Ok((base.to_owned(), SessionConfig::None)));
        }
        for wrong in [
            "javascript:alert(1)",
            "//elsewhere.example",
            "ftp://gateway.example",
            "https://",
            "https:///csp",
            "https://user@gateway.example",
            "https://gateway.example/v1",
            "https://gateway.example/?a=b",
            "gateway",
            "/a b",
        ] {
            assert_eq!(live(wrong, ""), Err(format!("apiBase = {wrong}")));
        }
        for wrong in ["", "{", "{}", "[]", r#"{"mode":"live"}"#, r#"{"mode":"demo"}"#, r#"{"mode":7}"#] {
            assert!(Config::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn how_people_sign_in_is_configuration_and_a_wrong_one_says_what_is_wrong() {
        let read = |session: &str| live("/", &format!(r#","session":{session}"#)).map(|live| live.session);
        assert_eq!(read(r#"{"kind":"none"}"#), Ok(SessionConfig::None));
        assert_eq!(
            read(r#"{"kind":"gateway","signIn":"/sign-in","signOut":"https://gateway.example/sign-out"}"#),
            Ok(SessionConfig::Gateway {
                sign_in: "/sign-in".to_owned(),
                sign_out: "https://gateway.example/sign-out".to_owned()
            })
        );
        let entra =
            |authority: &str| read(&format!(r#"{{"kind":"entra","authority":"{authority}","clientId":"c","scope":"s"}}"#));
        assert!(entra("https://login.example/t/v2.0/").is_ok() && entra("http://127.0.0.1:8081/oidc").is_ok());
        for (wrong, says) in [
            ("{}", "session.kind"),
            (r#"{"kind":"saml"}"#, "session.kind = saml"),
            (r#"{"kind":"gateway","signOut":"/x"}"#, "session.signIn"),
            (r#"{"kind":"gateway","signIn":"javascript:x","signOut":"/x"}"#, "session.signIn = javascript:x"),
            (r#"{"kind":"gateway","signIn":"/x","signOut":"//x"}"#, "session.signOut = //x"),
            (r#"{"kind":"entra","clientId":"c","scope":"s"}"#, "session.authority"),
            (r#"{"kind":"entra","authority":"https://login.example","scope":"s"}"#, "session.clientId"),
            (r#"{"kind":"entra","authority":"https://login.example","clientId":"c"}"#, "session.scope"),
        ] {
            assert_eq!(read(wrong), Err(says.to_owned()), "{wrong}");
        }
        assert_eq!(entra("http://login.example"), Err("session.authority = http://login.example".to_owned()));
    }
}
