//! The server, asked over a real connection.

use super::*;

/// A served folder that goes away with the test.
struct Folder {
    path: PathBuf,
    address: SocketAddr,
}

impl Folder {
    /// Serves a small site; `name` tells it from the folders of other tests.
    fn serve(name: &str) -> Self {
        let base = std::env::temp_dir().join(format!("crossover-server-{name}-{}", std::process::id()));
        let path = base.join("site");
        fs::create_dir_all(path.join("locales")).expect("a temporary folder");
        let files: [(&str, &str); 9] = [
            ("site/index.html", "the app"),
            ("site/index.html.br", "the app, brotli"),
            ("site/404.html", "the app as well"),
            ("site/app-0123456789abcdef_bg.wasm", "wasm"),
            ("site/app-0123456789abcdef_bg.wasm.gz", "wasm, gzip"),
            ("site/locales/en.json", "{}"),
            ("site/a b.txt", "blank"),
            ("site/.built-from", "hidden"),
            ("secret.txt", "outside"),
        ];
        for (file, text) in files {
            fs::write(base.join(file), text).expect("a file in it");
        }
        let server = Server::bind(0, &path).expect("a free port");
        let address = server.address;
        thread::spawn(move || server.serve());
        Self { path: base, address }
    }

    /// Sends bytes and reads until the server ends the connection.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        stream.write_all(bytes).expect("it reads");
        stream.shutdown(std::net::Shutdown::Write).expect("we are done");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("it answers");
        text
    }

    /// Status line, headers and body of one GET.
    fn get(&self, target: &str, headers: &str) -> (String, String, String) {
        let reply = self.send(format!("GET {target} HTTP/1.1\r\nHost: here\r\n{headers}\r\n").as_bytes());
        let (head, body) = reply.split_once("\r\n\r\n").expect("a whole answer");
        let (status, headers) = head.split_once("\r\n").expect("headers");
        (status.to_owned(), headers.to_owned(), body.to_owned())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.path).expect("the folder is ours");
    }
}

#[test]
fn files_come_with_their_type_and_paths_of_the_app_get_the_app() {
    let folder = Folder::serve("files");
    let (status, headers, body) = folder.get("/app-0123456789abcdef_bg.wasm", "");
    assert_eq!((status.as_str(), body.as_str()), ("HTTP/1.1 200 OK", "wasm"));
    assert!(headers.contains("Content-Type: application/wasm\r\n"), "{headers}");
    assert!(headers.contains("Content-Length: 4\r\n") && headers.contains("immutable"), "{headers}");
    assert_eq!(folder.get("/locales/en.json?v=1", "").2, "{}");
    assert_eq!(folder.get("/a%20b.txt", "").2, "blank");
    let deep = "the app as well";
    for (target, page) in [
        ("/", "the app"),
        ("/customers/contoso/subscriptions?dialog=request-transfer", deep),
        ("/locales", deep),
        ("/locales/", deep),
    ] {
        let (status, headers, body) = folder.get(target, "");
        assert_eq!((status.as_str(), body.as_str()), ("HTTP/1.1 200 OK", page), "{target}");
        assert!(headers.contains("text/html") && headers.contains("Cache-Control: no-cache"), "{headers}");
    }
}

#[test]
fn only_a_name_with_the_hash_of_its_content_is_kept_for_good() {
    for name in ["app-761f6bb2d2060a7_bg.wasm", "app-0123456789abcdef.js", "field-0123456789abcdef.css"] {
        assert!(cache_control(name).contains("immutable"), "{name}");
    }
    for name in ["index.html", "config.json", "app.js", "page-heading.css", "app-0123456789abcdeg.js"] {
        assert_eq!(cache_control(name), "no-cache", "{name}");
    }
}

#[test]
fn a_missing_file_is_missing_and_a_person_still_gets_the_app() {
    let folder = Folder::serve("missing");
    assert_eq!(folder.get("/gone.js", "").0, "HTTP/1.1 404 Not Found");
    let (status, _, body) = folder.get("/customers/contoso.example", "Accept: text/html,*/*;q=0.8\r\n");
    assert_eq!((status.as_str(), body.as_str()), ("HTTP/1.1 404 Not Found", "the app as well"));
}

#[test]
fn a_compressed_neighbour_is_sent_to_who_takes_it() {
    let folder = Folder::serve("coding");
    let (_, headers, body) = folder.get("/", "Accept-Encoding: gzip, deflate, br\r\n");
    assert!(headers.contains("Content-Encoding: br\r\n") && headers.contains("Vary: Accept-Encoding"), "{headers}");
    assert_eq!(body, "the app, brotli");
    assert_eq!(folder.get("/app-0123456789abcdef_bg.wasm", "Accept-Encoding: br;q=1.0, gzip\r\n").2, "wasm, gzip");
    assert_eq!(folder.get("/", "Accept-Encoding: br;q=0, identity\r\n").2, "the app");
}

#[test]
fn nothing_outside_and_nothing_hidden_is_served() {
    let folder = Folder::serve("outside");
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/locales/../../secret.txt",
        "/..\\secret.txt",
        "/C:/secret.txt",
        "/.built-from",
        "/%2Ebuilt-from",
        "/a%00.txt",
        "/%zz",
        "/%f",
        "/%ff",
        "secret.txt",
        "http://here/secret.txt",
    ] {
        let (status, _, body) = folder.get(target, "");
        assert_eq!(status, "HTTP/1.1 400 Bad Request", "{target}");
        assert!(!body.contains("outside") && !body.contains("hidden"), "{target}");
    }
}

#[test]
fn head_has_no_body_and_other_methods_are_refused() {
    let folder = Folder::serve("methods");
    let reply = folder.send(b"HEAD /locales/en.json HTTP/1.1\r\nHost: here\r\n\r\n");
    assert!(reply.starts_with("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n") && reply.ends_with("\r\n\r\n"), "{reply}");
    let reply = folder.send(b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello");
    assert!(reply.starts_with("HTTP/1.1 405 ") && reply.contains("Allow: GET, HEAD\r\n"), "{reply}");
    assert!(reply.contains("Connection: close\r\n"), "{reply}");
}

#[test]
fn a_connection_carries_several_requests_until_it_is_closed() {
    let folder = Folder::serve("several");
    let reply = folder.send(
        b"GET /locales/en.json HTTP/1.1\r\n\r\nGET /a%20b.txt HTTP/1.1\r\nConnection: close\r\n\r\nGET /gone.js HTTP/1.1\r\n\r\n",
    );
    assert_eq!(reply.matches("HTTP/1.1 200 OK").count(), 2, "{reply}");
    assert!(reply.contains("{}HTTP/1.1") && reply.ends_with("blank"), "{reply}");
}

#[test]
fn what_is_no_request_is_refused() {
    let folder = Folder::serve("garbage");
    let endless = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    for bytes in
        [&b"hello\r\n\r\n"[..], b"GET / HTTP/2\r\n\r\n", b"GET / a HTTP/1.1\r\n\r\n", b"\xff\xfe\r\n\r\n", b"GET / HTTP/1.1\r\n"]
    {
        assert!(folder.send(bytes).starts_with("HTTP/1.1 400 "), "{bytes:?}");
    }
    let mut stream = TcpStream::connect(folder.address).expect("the server listens");
    // It may hang up before it has read all of it: then there is nothing more to check.
    let _sent = stream.write_all(endless.as_bytes());
    let mut reply = Vec::new();
    let read = stream.read_to_end(&mut reply);
    assert!(read.is_err() || reply.starts_with(b"HTTP/1.1 400 "), "{reply:?}");
}

#[test]
fn a_port_that_is_taken_is_told_with_another_one() {
    let first = Server::bind(0, Path::new(".")).expect("a free port");
    let failure = Server::bind(first.address.port(), Path::new(".")).err().expect("it is taken");
    assert!(failure.to_string().contains("cargo xtask serve --port"), "{failure}");
}
