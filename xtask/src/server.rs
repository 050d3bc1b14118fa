//! A small server of static files on this machine, for looking and for tests; no public server.
//!
//! Unknown paths without an ending get `index.html`, because the app routes by path; files get their compressed
//! neighbour where the browser takes it.

use crate::shell::{Failure, Outcome};
use std::fs;
use std::io::{self, BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// A browser keeps connections for a while; after this silence we end them.
const PATIENCE: Duration = Duration::from_secs(30);

/// No browser sends a longer head, request line and headers together.
const HEAD_LIMIT: u64 = 16 * 1024;

/// A server that has its port and does not answer yet.
pub(crate) struct Server {
    listener: TcpListener,
    address: SocketAddr,
    root: PathBuf,
}

impl Server {
    /// Takes `port` of 127.0.0.1, or a free one for 0, to serve the files under `root`.
    ///
    /// # Errors
    /// When the port is taken.
    pub(crate) fn bind(port: u16, root: &Path) -> Outcome<Self> {
        let taken = |error: io::Error| {
            let what = format!("port {port} of this machine cannot be used: {error}");
            Failure::new(what).help(format!("cargo xtask serve --port {}", port.checked_add(1).unwrap_or(8080)))
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        Ok(Self { listener, address, root: root.to_path_buf() })
    }

    /// Where it is found, without a slash at the end.
    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers for as long as the program runs.
    pub(crate) fn serve(self) {
        let root = Arc::new(self.root);
        for stream in self.listener.incoming().filter_map(Result::ok) {
            let root = Arc::clone(&root);
            // A visitor who goes away in the middle of an answer is no concern of the server.
            thread::spawn(move || drop(converse(&stream, &root)));
        }
    }
}

/// Answers request after request on one connection.
fn converse(stream: &TcpStream, root: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let (answer, stay) = match read_head(&mut reader)? {
            Head::End => return Ok(()),
            Head::Unreadable => (Answer::plain("400 Bad Request", "This is no request."), false),
            Head::Request(request) => (answer(&request, root), request.stays),
        };
        answer.write(stream, stay)?;
        if !stay {
            return Ok(());
        }
    }
}

/// What a connection brought next.
enum Head {
    End,
    Unreadable,
    Request(Request),
}

/// The parts of a request that matter here.
#[derive(Debug, Default)]
struct Request {
    method: String,
    target: String,
    accept: String,
    accept_encoding: String,
    stays: bool,
}

fn read_head(reader: &mut BufReader<&TcpStream>) -> io::Result<Head> {
    let mut text = String::new();
    let mut limited = reader.take(HEAD_LIMIT);
    while !text.ends_with("\r\n\r\n") && !text.ends_with("\n\n") {
        match limited.read_line(&mut text) {
            Ok(0) if text.is_empty() => return Ok(Head::End),
            Ok(0) => return Ok(Head::Unreadable),
            Ok(_) => (),
            Err(error) if error.kind() == ErrorKind::InvalidData => return Ok(Head::Unreadable),
            Err(error) => return Err(error),
        }
    }
    Ok(parse_head(&text).map_or(Head::Unreadable, Head::Request))
}

fn parse_head(text: &str) -> Option<Request> {
    let mut lines = text.lines();
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?.to_owned(), words.next()?.to_owned(), words.next()?);
    if words.next().is_some() || !version.starts_with("HTTP/1.") {
        return None;
    }
    let mut request = Request { method, target, stays: version != "HTTP/1.0", ..Request::default() };
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "accept" => value.clone_into(&mut request.accept),
            "accept-encoding" => value.clone_into(&mut request.accept_encoding),
            "connection" => request.stays &= !value.eq_ignore_ascii_case("close"),
            // Nothing here reads a body, so what follows one cannot be understood.
            "content-length" => request.stays &= value == "0",
            "transfer-encoding" => request.stays = false,
            _ => (),
        }
    }
    Some(request)
}

/// An answer, whole.
struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// Whether only the head is sent: the answer to HEAD.
    head_only: bool,
}

impl Answer {
    fn plain(status: &'static str, text: &str) -> Self {
        let headers = vec![("Content-Type", "text/plain; charset=utf-8".to_owned())];
        Self { status, headers, body: format!("{text}\n").into_bytes(), head_only: false }
    }

    fn write(&self, mut stream: &TcpStream, stay: bool) -> io::Result<()> {
        let mut head = Vec::new();
        write!(head, "HTTP/1.1 {}\r\nContent-Length: {}\r\n", self.status, self.body.len())?;
        for (name, value) in &self.headers {
            write!(head, "{name}: {value}\r\n")?;
        }
        let connection = if stay { "keep-alive" } else { "close" };
        write!(head, "X-Content-Type-Options: nosniff\r\nConnection: {connection}\r\n\r\n")?;
        stream.write_all(&head)?;
        if !self.head_only {
            stream.write_all(&self.body)?;
        }
        stream.flush()
    }
}

fn answer(request: &Request, root: &Path) -> Answer {
    let mut answer = match request.method.as_str() {
        "GET" | "HEAD" => find(request, root),
        _ => {
            let mut refusal = Answer::plain("405 Method Not Allowed", "Files are only read here.");
            refusal.headers.push(("Allow", "GET, HEAD".to_owned()));
            refusal
        }
    };
    answer.head_only = request.method == "HEAD";
    answer
}

fn find(request: &Request, root: &Path) -> Answer {
    let Some(segments) = segments(&request.target) else {
        return Answer::plain("400 Bad Request", "This path leads nowhere.");
    };
    let named = segments.iter().fold(root.to_path_buf(), |path, segment| path.join(segment));
    let has_ending = segments.last().is_some_and(|name| name.contains('.'));
    if named.is_file() {
        file(&named, "200 OK", &request.accept_encoding)
    } else if segments.is_empty() {
        file(&root.join("index.html"), "200 OK", &request.accept_encoding)
    } else if !has_ending {
        // Nothing of the site is beside such an address: this page knows where it is.
        file(&root.join("404.html"), "200 OK", &request.accept_encoding)
    } else if request.accept.contains("text/html") {
        file(&root.join("404.html"), "404 Not Found", &request.accept_encoding)
    } else {
        Answer::plain("404 Not Found", "No such file.")
    }
}

/// The file itself or its compressed neighbour.
fn file(path: &Path, status: &'static str, accept_encoding: &str) -> Answer {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut headers = vec![
        ("Content-Type", content_type(&name).to_owned()),
        ("Cache-Control", cache_control(&name).to_owned()),
        ("Vary", "Accept-Encoding".to_owned()),
    ];
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        let neighbour = path.with_file_name(format!("{name}.{ending}"));
        if accepts(accept_encoding, coding)
            && let Ok(body) = fs::read(neighbour)
        {
            headers.push(("Content-Encoding", coding.to_owned()));
            return Answer { status, headers, body, head_only: false };
        }
    }
    match fs::read(path) {
        Ok(body) => Answer { status, headers, body, head_only: false },
        Err(_) => Answer::plain("404 Not Found", "The site is not built, or is just being built anew."),
    }
}

/// The parts of a request's path, decoded; `None` for a path that could leave the root, name a hidden file or
/// mean something special to a file system.
fn segments(target: &str) -> Option<Vec<String>> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let decoded: Option<Vec<String>> = path.split('/').filter(|part| !part.is_empty()).map(decode).collect();
    let odd = |part: &String| part.starts_with('.') || part.contains(['/', '\\', ':', '\0']);
    decoded.filter(|parts| !parts.iter().any(odd))
}

/// Undoes percent-encoding; `None` when it is broken or no UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(decoded).ok()
}

/// Whether an `Accept-Encoding` header takes `coding`: named, and not with the weight zero.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>);
        name.trim().eq_ignore_ascii_case(coding) && weight.is_ok_and(|it| it > 0.0)
    })
}

/// Trunk names a file by its content, `name-0123456789abcdef.css`, zeros in front left out: such a name never
/// changes its meaning.
fn cache_control(name: &str) -> &'static str {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let is_hash = |hash: &str| (12..=16).contains(&hash.len()) && hash.bytes().all(|it| it.is_ascii_hexdigit());
    if stem.rsplit_once('-').is_some_and(|(_, hash)| is_hash(hash)) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[path = "server_tests.rs"]
mod tests;
