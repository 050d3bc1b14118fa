//! What a production host does: types, compression, cache rules, headers, sessions, limits, faults.

use std::time::{Duration, Instant};

use crossover::sim::persona::Persona;
use serde_json::Value;

use super::harness::{Folder, Running, call};

fn site() -> Folder {
    let folder = Folder::new();
    folder.write("index.html", "<!doctype html>the app");
    folder.write("index.html.br", "the app, brotli");
    folder.write("404.html", "the app as well");
    folder.write("app-0123456789abcdef.js", "js");
    folder.write("app-0123456789abcdef_bg.wasm", "wasm");
    folder.write("app-0123456789abcdef_bg.wasm.br", "wasm, brotli");
    folder.write("locales/en.json", "{}");
    folder.write(".built-from", "hidden");
    folder
}

#[test]
fn the_site_comes_compressed_with_types_and_cache_rules_and_unknown_paths_get_the_app() {
    let folder = site();
    let server = Running::in_memory(&["--site", folder.0.to_str().unwrap()]);
    let get = |target: &str, headers: &[(&str, &str)]| call(server.address, "GET", target, headers, "").unwrap();
    let wasm = get("/app-0123456789abcdef_bg.wasm", &[("Accept-Encoding", "gzip, br")]);
    assert_eq!((wasm.header("content-type"), wasm.header("content-encoding")), (Some("application/wasm"), Some("br")));
    assert_eq!((wasm.body.as_str(), wasm.header("vary")), ("wasm, brotli", Some("Accept-Encoding")));
    assert_eq!(wasm.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(get("/app-0123456789abcdef_bg.wasm", &[]).body, "wasm");
    assert_eq!(get("/app-0123456789abcdef.js", &[]).header("content-type"), Some("text/javascript; charset=utf-8"));
    // Deeper addresses get the page that finds its base by itself.
    let (front, deeper) = ("<!doctype html>the app", "the app as well");
    for (target, body) in [
        ("/", front),
        ("/customers/contoso/subscriptions?dialog=request-transfer", deeper),
        ("/locales", deeper),
        ("/locales/", deeper),
    ] {
        let page = get(target, &[("Accept", "text/html")]);
        assert_eq!((page.status, page.body.as_str()), (200, body), "{target}");
        assert_eq!(
            (page.header("content-type"), page.header("cache-control")),
            (Some("text/html; charset=utf-8"), Some("no-cache"))
        );
    }
    assert_eq!(get("/", &[("Accept-Encoding", "br")]).body, "the app, brotli");
    assert_eq!(get("/gone.js", &[]).status, 404);
    let person = get("/customers/contoso.example", &[("Accept", "text/html,*/*;q=0.8")]);
    assert_eq!((person.status, person.body.as_str()), (404, "the app as well"));
    for target in ["/.built-from", "/%2Ebuilt-from", "/locales/../.built-from", "/..%2f..%2fetc/passwd", "/%2e%2e/secret.txt"] {
        let answer = get(target, &[]);
        assert!(answer.status == 404 && !answer.body.contains("hidden"), "{target}: {}", answer.body);
    }
}

#[test]
fn every_answer_bears_the_headers_of_a_production_host() {
    let folder = site();
    let server = Running::in_memory(&["--site", folder.0.to_str().unwrap(), "--connect", "https://login.example"]);
    for target in ["/", "/config.json", "/sign-in", "/v1/me", "/gone.js", "/oidc/.well-known/openid-configuration"] {
        let answer = call(server.address, "GET", target, &[], "").unwrap();
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{target}: {policy}");
        assert!(policy.contains("connect-src 'self' https://login.example;") && policy.ends_with("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe-inline"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{target}");
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"), "{target}");
    }
    let config: Value = serde_json::from_str(&call(server.address, "GET", "/config.json", &[], "").unwrap().body).unwrap();
    assert_eq!((config["mode"].as_str(), config["session"]["kind"].as_str()), (Some("live"), Some("gateway")));
    // The sign-in page keeps to the policy itself.
    let page = call(server.address, "GET", "/sign-in?return=/customers", &[], "").unwrap().body;
    assert!(!page.contains("<script") && !page.contains("style=") && page.contains("value=\"/customers\""));
}

#[test]
fn a_session_is_a_cookie_that_scripts_cannot_read_and_writes_need_more() {
    let server = Running::in_memory(&["--scenario", "requested"]);
    let form = "persona=partner-owner&return=%2F%2Fevil.example";
    let signed_in = call(server.address, "POST", "/sign-in", &[], form).unwrap();
    let cookie = signed_in.header("Set-Cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"), "{cookie}");
    assert_eq!(signed_in.header("Location"), Some("/"), "only a path of ours");
    let forged = call(server.address, "POST", "/sign-in", &[("Origin", "https://evil.example")], form).unwrap();
    assert_eq!((forged.status, forged.header("Set-Cookie")), (403, None));

    let seat = server.sign_in(Persona::PartnerOwner);
    let write = |headers: &[(&str, &str)]| {
        let all = [&[("Cookie", seat.cookie.as_str())][..], headers].concat();
        call(server.address, "DELETE", "/v1/customers/x/transfers/y", &all, "").unwrap()
    };
    let refused = write(&[]);
    assert_eq!((refused.status, refused.header("X-XSRF-TOKEN")), (403, Some(seat.token.as_str())), "it says what it wants");
    assert_eq!(write(&[("X-XSRF-TOKEN", "guessed")]).status, 403);
    assert_eq!(write(&[("X-XSRF-TOKEN", &seat.token)]).status, 404, "and goes through with it");

    assert_eq!(call(server.address, "POST", "/sign-out", &[("Cookie", &seat.cookie)], "").unwrap().status, 403);
    let out = seat.call("POST", "/sign-out", &[], "").unwrap();
    assert!(out.status == 204 && out.header("Set-Cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(seat.get("/v1/me").status, 401);
}

#[test]
fn pages_of_other_origins_call_only_where_they_are_allowed() {
    let server = Running::in_memory(&["--allow", "https://app.example"]);
    let ask = |origin: &str| {
        let headers = [
            ("Origin", origin),
            ("Access-Control-Request-Method", "PATCH"),
            ("Access-Control-Request-Headers", "ms-requestid, if-match, x-locale"),
        ];
        call(server.address, "OPTIONS", "/v1/customers/x", &headers, "").unwrap()
    };
    let allowed = ask("https://app.example");
    assert_eq!(allowed.header("access-control-allow-origin"), Some("https://app.example"));
    assert_eq!(allowed.header("access-control-allow-credentials"), Some("true"));
    let names = allowed.header("access-control-allow-headers").unwrap();
    for name in
        ["authorization", "if-match", "ms-requestid", "ms-correlationid", "ms-continuationtoken", "validatemfa", "x-locale"]
    {
        assert!(names.contains(name), "{name}: {names}");
    }
    for origin in ["https://evil.example", "https://app.example.evil.example", "null"] {
        assert_eq!(ask(origin).header("access-control-allow-origin"), None, "{origin}");
    }
    let answer = call(server.address, "GET", "/v1/me", &[("Origin", "https://app.example")], "").unwrap();
    let exposed = answer.header("access-control-expose-headers").unwrap();
    for name in ["location", "retry-after", "ms-requestid", "ms-correlationid", "ms-cv", "www-authenticate", "ismfacompliant"] {
        assert!(exposed.contains(name), "{name}: {exposed}");
    }
}

#[test]
fn a_tenant_that_calls_too_often_is_told_how_long_to_wait() {
    let server = Running::in_memory(&[]);
    let (partner, provider) = (server.sign_in(Persona::PartnerOwner), server.sign_in(Persona::ProviderAdminAgent));
    server.control(r#"{"rate":3}"#);
    for _ in 0..3 {
        assert_eq!(partner.get("/v1/me").status, 200);
    }
    let refused = partner.get("/v1/me");
    let seconds: u64 = refused.header("Retry-After").unwrap().parse().unwrap();
    assert!(refused.status == 429 && (1..=60).contains(&seconds), "{seconds}");
    assert!(refused.body.contains("\"statusCode\":429"), "{}", refused.body);
    assert_eq!(provider.get("/v1/me").status, 200, "another tenant goes on");
}

#[test]
fn faults_strike_as_planned_and_missing_parts_are_missing() {
    let server = Running::in_memory(&["--scenario", "requested"]);
    let seat = server.sign_in(Persona::PartnerOwner);
    let get = |target: &str| seat.call("GET", target, &[], "");
    server.control(r#"{"fault":"GET /v1/me=503x1;GET /v1/customers=offlinex1;GET /v1/relationships=malformedx1"}"#);
    assert_eq!(get("/v1/me").unwrap().status, 503);
    assert!(get("/v1/customers").is_none(), "the connection breaks");
    let cut = get("/v1/relationships?relationship_type=is_indirect_reseller_of").unwrap();
    assert!(serde_json::from_str::<Value>(&cut.body).is_err());
    assert_eq!((get("/v1/me").unwrap().status, get("/v1/customers").unwrap().status), (200, 200), "and then no more");
    server.control(r#"{"without":["/v1/me","review"]}"#);
    assert_eq!(get("/v1/me").unwrap().status, 404);
    assert_eq!(get("/v1/customers/a/transfers/b/review").unwrap().body, "");
    assert_eq!(get("/v1/customers").unwrap().status, 200);
}

#[test]
fn tests_alone_move_the_clock_and_only_where_that_was_asked_for() {
    let closed = Running::start(&["--memory"]);
    let json = [("Content-Type", "application/json")];
    assert_ne!(call(closed.address, "POST", "/control", &json, "{}").unwrap().status, 204);
    let server = Running::in_memory(&[]);
    assert_eq!(call(server.address, "POST", "/control", &[("Content-Type", "text/plain")], "{}").unwrap().status, 403);
    let elsewhere = [json[0], ("Origin", "https://evil.example")];
    assert_eq!(call(server.address, "POST", "/control", &elsewhere, "{}").unwrap().status, 403);
    for wrong in ["", "{", r#"{"scenario":"nowhere"}"#, r#"{"now":"today"}"#, r#"{"fault":"GET"}"#] {
        assert_eq!(call(server.address, "POST", "/control", &json, wrong).unwrap().status, 400, "{wrong}");
    }
}

#[test]
fn a_clock_that_nobody_set_goes_with_that_of_the_machine() {
    let server = Running::start(&["--memory", "--scenario", "ready"]);
    let seat = server.sign_in(Persona::PartnerOwner);
    let body: Value =
        serde_json::from_str(&seat.get("/v1/relationships?relationship_type=is_indirect_reseller_of").body).unwrap();
    assert!(body.get("items").is_some(), "{body}");
    // It starts at once, and answers soon.
    let began = Instant::now();
    seat.get("/v1/me");
    assert!(began.elapsed() < Duration::from_secs(5));
}
