//! What people type and paste, cleaned where that is safe: the meaning stays, what cannot be seen goes. And what may be wrong with
//! it.

use super::contact::{is_email, is_phone};
use super::refusal::{Refusal, RefusalCode};

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

/// The longest text of one line, in characters. The service documents none but for parts of addresses.
pub const LONGEST_LINE: usize = 256;
/// The longest telephone number with all that stands between its digits, in characters.
const LONGEST_PHONE: usize = 40;

/// A rule that something typed may break. Its text stands in the locale files under its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// It has to be given.
    Given,
    /// It has at most [`LONGEST_LINE`] characters.
    Length,
    /// It is an e-mail address.
    Email,
    /// It is a telephone number.
    Phone,
    /// It is a web address.
    Website,
    /// It has digits alone.
    Digits,
    /// It stays as it is.
    Fixed,
    /// It is the tenant's own.
    Own,
}

impl Rule {
    /// The word of the rule.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Length => "length",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Website => "website",
            Self::Digits => "digits",
            Self::Fixed => "fixed",
            Self::Own => "own",
        }
    }

    /// The refusal of the field that the service calls `field`.
    pub fn refusal(self, field: &str) -> Refusal {
        match self {
            Self::Given => Refusal::new(RefusalCode::FieldRequired).with("field", field),
            rule => Refusal::new(RefusalCode::FieldInvalid).with("field", field).with("rule", rule.word()),
        }
    }

    /// A text of any signs.
    pub fn of_length(text: &str) -> Option<Self> {
        (text.chars().count() > LONGEST_LINE).then_some(Self::Length)
    }

    /// An e-mail address.
    pub fn of_email(text: &str) -> Option<Self> {
        if is_email(text) { Self::of_length(text) } else { Some(Self::Email) }
    }

    /// A telephone number.
    pub fn of_phone(text: &str) -> Option<Self> {
        (!is_phone(text) || text.chars().count() > LONGEST_PHONE).then_some(Self::Phone)
    }

    /// A web address: with `http://` or `https://`, or without.
    pub fn of_website(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        let bare = ["https://", "http://"].into_iter().find_map(|scheme| lower.strip_prefix(scheme)).unwrap_or(&lower);
        let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
        let (name, port) = host.split_once(':').unwrap_or((host, "0"));
        let is_one = is_host(name) && !port.is_empty() && port.chars().all(|sign| sign.is_ascii_digit());
        if is_one && !text.chars().any(char::is_whitespace) { Self::of_length(text) } else { Some(Self::Website) }
    }
}

/// A name of a host with a domain above it, in any script.
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        let is_edged = label.starts_with('-') || label.ends_with('-');
        !label.is_empty() && !is_edged && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    let labels: Vec<&str> = name.split('.').collect();
    let has_letters = labels.last().is_some_and(|top| top.chars().any(char::is_alphabetic));
    labels.len() >= 2 && has_letters && labels.into_iter().all(is_label) && name.len() <= 253
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

    // R19
    #[test]
    fn addresses_numbers_and_places_are_told_from_other_texts() {
        for text in
            ["a@b.example", "astrid.lindqvist@se.contoso.example", "jörg@müller.example", "用户@例子.公司", "o'hara+x@b.example"]
        {
            assert_eq!(Rule::of_email(text), None, "{text}");
        }
        for text in [
            "",
            "a",
            "@b.example",
            "a@",
            "a@b",
            "a@b..example",
            "a b@c.example",
            "a@b@c.example",
            "a@-b.example",
            "<a@b.example>",
        ] {
            assert_eq!(Rule::of_email(text), Some(Rule::Email), "{text}");
        }
        assert_eq!(Rule::of_email(&format!("a@{}.example", "b".repeat(250))), Some(Rule::Email));
        for text in ["+46 8 555 010 20", "08-555 010 20", "(020) 555.0102", "112233"] {
            assert_eq!(Rule::of_phone(text), None, "{text}");
        }
        for text in ["", "+", "46+8555010", "call 112233", &"1".repeat(21), &format!("112{}", " ".repeat(60))] {
            assert_eq!(Rule::of_phone(text), Some(Rule::Phone), "{text}");
        }
        for text in
            ["www.contoso.example", "https://contoso.example/help?a=b#c", "HTTP://contoso.example:8080/", "контосо.example"]
        {
            assert_eq!(Rule::of_website(text), None, "{text}");
        }
        for text in [
            "",
            "contoso",
            "javascript:alert(1)",
            "ftp://contoso.example",
            "https://",
            "https://contoso.example:x",
            "a b.example",
        ] {
            assert_eq!(Rule::of_website(text), Some(Rule::Website), "{text}");
        }
        assert_eq!(Rule::of_length(&"å".repeat(LONGEST_LINE)), None);
        assert_eq!(Rule::of_length(&"å".repeat(LONGEST_LINE + 1)), Some(Rule::Length));
    }

    proptest! {
        #[test]
        fn any_text_is_judged(text in "(?s).{0,60}") {
            let _ = (Rule::of_email(&text), Rule::of_phone(&text), Rule::of_website(&text));
        }

        #[test]
        fn cleaning_again_changes_nothing(text in "(?s).{0,60}") {
            let once = line(&text);
            prop_assert_eq!(line(&once), once.clone());
            prop_assert_eq!(word(&word(&text)), word(&text));
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
        }
    }
}
