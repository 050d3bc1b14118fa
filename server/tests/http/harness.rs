//! A server of its own for each test, as a process, and a caller that knows as much of HTTP as it needs.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crossover::sim::persona::Persona;

/// A folder that goes away with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("crossover-server-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.0.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A running server; it is killed with the test.
pub struct Running {
    child: Child,
    pub address: SocketAddr,
}

impl Running {
    /// Starts one on a free port with these options.
    pub fn start(options: &[&str]) -> Self {
        Self::try_start(options).unwrap()
    }

    /// Starts one, or says what it says.
    pub fn try_start(options: &[&str]) -> Result<Self, String> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_crossover-server"))
            .args(["--port", "0"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        match line.trim().strip_prefix("listening on http://") {
            Some(address) => Ok(Self { address: address.parse().unwrap(), child }),
            None => {
                let mut said = String::new();
                child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
                child.wait().unwrap();
                Err(said)
            }
        }
    }

    /// With a database in `folder`, a clock that stands, and `/control`.
    pub fn on(folder: &Path, more: &[&str]) -> Self {
        let file = folder.join("api.sqlite");
        let fixed = ["--database", file.to_str().unwrap(), "--now", "2026-11-21T09:00:00Z", "--rate", "0", "--control"];
        Self::start(&[&fixed[..], more].concat())
    }

    /// With a memory that ends with it, a clock that stands, and `/control`.
    pub fn in_memory(more: &[&str]) -> Self {
        Self::start(&[&["--memory", "--now", "2026-11-21T09:00:00Z", "--rate", "0", "--control"][..], more].concat())
    }

    /// Ends it at once, in the middle of whatever it does: SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Changes what can be changed.
    pub fn control(&self, body: &str) {
        let reply = call(self.address, "POST", "/control", &[("Content-Type", "application/json")], body).unwrap();
        assert_eq!(reply.status, 204, "{}", reply.body);
    }

    /// Signs in; the cookie and the token for writes.
    pub fn sign_in(&self, persona: Persona) -> Seat {
        let form = format!("persona={}&return=%2Fcustomers", persona.word());
        let reply = call(self.address, "POST", "/sign-in", &[], &form).unwrap();
        assert_eq!((reply.status, reply.header("Location")), (303, Some("/customers")), "{}", reply.body);
        let cookie = reply.header("Set-Cookie").unwrap().split(';').next().unwrap().to_owned();
        let me = call(self.address, "GET", "/v1/me", &[("Cookie", &cookie)], "").unwrap();
        let token = me.header("X-XSRF-TOKEN").unwrap().to_owned();
        Seat { address: self.address, cookie, token }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Seat {
    pub address: SocketAddr,
    pub cookie: String,
    pub token: String,
}

impl Seat {
    /// A call, or nothing where the connection broke.
    pub fn call(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Option<Answer> {
        let own = [("Cookie", self.cookie.as_str()), ("X-XSRF-TOKEN", self.token.as_str())];
        call(self.address, method, target, &[&own[..], headers].concat(), body)
    }

    pub fn get(&self, target: &str) -> Answer {
        self.call("GET", target, &[], "").unwrap()
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(held, _)| held.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// One call on a connection of its own; nothing where that breaks before the answer is whole.
pub fn call(address: SocketAddr, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let mut head = format!("{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n").into_bytes();
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").ok()?;
    }
    write!(head, "Content-Length: {}\r\n\r\n{body}", body.len()).ok()?;
    stream.write_all(&head).ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let answer = Answer { status, headers, body: body.to_owned() };
    let is_whole = match answer.header("content-length") {
        Some(length) => method == "HEAD" || length.parse() == Ok(body.len()),
        None => answer.header("transfer-encoding").is_none_or(|_| text.ends_with("0\r\n\r\n")),
    };
    is_whole.then_some(answer)
}
