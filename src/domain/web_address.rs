//! Addresses that come from elsewhere and are to be opened: pages, and nothing that would do something by being opened.

/// Says whether `text` is an address of http or https, without anything at its beginning or within that a browser passes over.
pub fn is_page(text: &str) -> bool {
    let is_clean = !text.chars().any(|sign| sign.is_control() || sign.is_whitespace());
    let has = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    is_clean && ["https://", "http://"].into_iter().any(|scheme| has(scheme) && text.len() > scheme.len())
}

/// Says whether `text` is such an address, or a path of the app's own site: no scheme, no other host.
pub fn is_page_or_own(text: &str) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    let is_clean =
        !text.is_empty() && !text.contains('\\') && !text.chars().any(|sign| sign.is_control() || sign.is_whitespace());
    is_page(text) || (is_clean && !first.contains(':') && !text.starts_with("//"))
}

/// Says whether `text` is a path of the app's own host: one slash at its beginning, nothing that a browser would take for another
/// host.
pub fn is_own_path(text: &str) -> bool {
    let is_clean = !text.contains('\\') && !text.chars().any(|sign| sign.is_control() || sign.is_whitespace());
    is_clean && text.starts_with('/') && !text.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    // R177
    #[test]
    fn only_pages_are_opened() {
        for good in ["https://example.org", "HTTPS://example.org/a?b=c#d", "http://example.org"] {
            assert!(is_page(good) && is_page_or_own(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.org",
            "/path",
            "https://",
            " https://example.org",
            "https://example.org/\u{0}",
            "",
        ] {
            assert!(!is_page(bad), "{bad:?}");
            assert!(bad == "/path" || !is_page_or_own(bad), "{bad:?}");
        }
    }

    // R177
    #[test]
    fn one_comes_back_to_a_path_of_ours_alone() {
        for good in ["/", "/customers", "/a/b?c=//d#e", "/%5Cexample.org"] {
            assert!(is_own_path(good), "{good}");
        }
        let bad =
            ["", "customers", "//example.org", "/\\example.org", "\\\\example.org", "https://example.org", "javascript:alert(1)"];
        for bad in bad.into_iter().chain(["/\t/example.org", "/\n/example.org", " /customers", "/ /example.org"]) {
            assert!(!is_own_path(bad), "{bad:?}");
        }
    }
}
