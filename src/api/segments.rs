//! Which addresses are this project's extension: an API may lack them. Source: api/partner-center.md section 14 (2026-11-21).

use super::http::Method;

/// Collections of the extension, with all below them.
const OWN: [&str; 6] =
    ["enrolledprograms", "programagreements", "partnershipinvitations", "indirectproviders", "customerinvitations", "incentives"];

/// Says whether `path` belongs to section 14. Letters count alike, and so do paths below the ones it names.
pub(super) fn is_extension(method: Method, path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).skip(1).collect();
    match segments[..] {
        ["me"] | ["relationships", _, "removalpreview"] | ["customers", _, "relationships", "preview"] => true,
        [first, ..] if OWN.contains(&first) => true,
        ["customers", _, "transfers", _, last] => matches!(last, "review" | "notices"),
        ["relationships", _] => method == Method::Delete,
        ["customers", _, "relationships"] => method == Method::Post,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_is_told_from_what_is_documented() {
        for (method, path) in [
            (Method::Get, "/v1/me"),
            (Method::Post, "/v1/enrolledprograms/indirectreseller/verificationemails"),
            (Method::Get, "/v1/programAgreements"),
            (Method::Get, "/v1/partnershipinvitations/x"),
            (Method::Delete, "/v1/relationships/x"),
            (Method::Get, "/v1/relationships/x/removalpreview"),
            (Method::Get, "/v1/customers/x/relationships/preview"),
            (Method::Post, "/v1/customers/x/relationships"),
            (Method::Get, "/v1/indirectproviders/me"),
            (Method::Patch, "/v1/customers/x/transfers/y/review"),
            (Method::Post, "/v1/customers/x/transfers/y/notices"),
            (Method::Get, "/v1/incentives/invitations"),
        ] {
            assert!(is_extension(method, path), "{path}");
        }
        for (method, path) in [
            (Method::Get, "/v1/customers"),
            (Method::Get, "/v1/customers/x/relationships"),
            (Method::Get, "/v1/relationships"),
            (Method::Get, "/v1/customers/x/transfers/y"),
            (Method::Post, "/v1/customers/x/transfers/y/accept"),
            (Method::Get, "/v1/profiles/mpn"),
        ] {
            assert!(!is_extension(method, path), "{path}");
        }
    }
}
