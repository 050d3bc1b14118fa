//! The small `OpenID` provider, from the authorization request to the renewed token.

use crossover::domain::percent::encode;
use crossover::sim::persona::Persona;
use serde_json::Value;

use super::harness::{Running, Seat, call};

/// Verifier and challenge of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn authorize(seat: &Seat, redirect: &str, more: &str) -> (u16, String) {
    let target = format!(
        "/oidc/authorize?client_id=crossover&response_type=code&redirect_uri={}&state=s1&code_challenge={CHALLENGE}&code_challenge_method=S256{more}",
        encode(redirect)
    );
    let answer = seat.get(&target);
    (answer.status, answer.header("Location").unwrap_or_default().to_owned())
}

#[test]
fn a_code_becomes_a_token_and_a_refresh_token_another() {
    let server = Running::in_memory(&["--token-life", "1"]);
    let seat = server.sign_in(Persona::ProviderAdminAgent);
    let home = format!("http://{}/", server.address);
    let (status, to) = authorize(&seat, &home, "");
    assert_eq!(status, 303);
    let code = to.strip_prefix(&format!("{home}?code=")).unwrap().strip_suffix("&state=s1").unwrap().to_owned();
    let redeem = |form: &str| {
        let answer = call(server.address, "POST", "/oidc/token", &[], form).unwrap();
        (answer.status, serde_json::from_str::<Value>(&answer.body).unwrap())
    };
    let form = format!(
        "grant_type=authorization_code&client_id=crossover&code={code}&code_verifier={VERIFIER}&redirect_uri={}",
        encode(&home)
    );
    let (status, tokens) = redeem(&form);
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(redeem(&form).0, 400, "a code is of one use");
    let me = |token: &Value| {
        let bearer = format!("Bearer {}", token["access_token"].as_str().unwrap());
        call(server.address, "GET", "/v1/me", &[("Authorization", &bearer)], "").unwrap()
    };
    assert!(me(&tokens).body.contains("Gijs Bakker"));
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert_eq!(me(&tokens).status, 401, "it lasts as long as it said");
    let form =
        format!("grant_type=refresh_token&client_id=crossover&refresh_token={}", tokens["refresh_token"].as_str().unwrap());
    let (status, renewed) = redeem(&form);
    assert_eq!((status, me(&renewed).status), (200, 200));
    assert_eq!(redeem(&form).0, 400, "so is a refresh token");
}

#[test]
fn nobody_else_gets_a_code_and_nobody_is_sent_elsewhere() {
    let server = Running::in_memory(&[]);
    let seat = server.sign_in(Persona::PartnerOwner);
    for redirect in ["https://evil.example/", "http://127.0.0.1.evil.example/", "javascript:alert(1)", ""] {
        assert_eq!(authorize(&seat, redirect, "").0, 400, "{redirect}");
    }
    let nobody = Seat { cookie: "crossover-session=x".to_owned(), ..seat.clone() };
    let home = format!("http://{}/", server.address);
    assert!(authorize(&nobody, &home, "").1.starts_with("/sign-in?return=%2Foidc%2Fauthorize%3F"));
    assert!(authorize(&nobody, &home, "&prompt=none").1.contains("error=login_required"));
    let plain = format!("/oidc/authorize?client_id=crossover&response_type=code&redirect_uri={}&state=s", encode(&home));
    assert!(seat.get(&plain).header("Location").unwrap().contains("error=invalid_request"), "without PKCE there is no code");
}
