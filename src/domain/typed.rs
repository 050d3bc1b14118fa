//! What people type and paste, cleaned where that is safe: the meaning stays, what cannot be seen goes.

/// Signs that direct writing or take no room, and come along with pasted text. The joiners stay: emoji and some scripts need them.
fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// A line as it was meant: blanks of every kind and line ends become one blank, those at the ends go, and so do invisible marks.
pub fn line(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for word in text.split(|sign: char| sign.is_whitespace() || sign.is_control()) {
        let word: String = word.chars().filter(|sign| !is_invisible(*sign)).collect();
        if word.is_empty() {
            continue;
        }
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        cleaned.push_str(&word);
    }
    cleaned
}

/// A value that holds no blanks, such as an address, an id or a domain: all of them go.
pub fn word(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control() && !is_invisible(*sign)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_pasted_is_cleaned_and_what_was_meant_stays() {
        for (typed, meant) in [
            ("  Contoso\u{a0}Cloud \r\n AB\t", "Contoso Cloud AB"),
            ("\u{202b}שלום עולם\u{202c}", "שלום עולם"),
            ("👩\u{200d}🔧 Anna", "👩\u{200d}🔧 Anna"),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
            ("\u{feff}\u{200b}", ""),
        ] {
            assert_eq!(line(typed), meant, "{typed:?}");
        }
        assert_eq!(word(" anna\u{200b}@contoso.example\n"), "anna@contoso.example");
    }

    proptest! {
        #[test]
        fn cleaning_again_changes_nothing(text in "(?s).{0,60}") {
            let once = line(&text);
            prop_assert_eq!(line(&once), once.clone());
            prop_assert_eq!(word(&word(&text)), word(&text));
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
        }
    }
}
