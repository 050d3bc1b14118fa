//! People who are written to. Source: api/partner-center.md 1.4 (2026-11-21).

/// A contact; `""` is a part that is not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
}

/// The longest first or last name that the service takes, in characters (1.4).
pub const LONGEST_NAME: usize = 50;

/// The longest address that mail is delivered to, in characters (RFC 5321, 4.5.3.1).
const LONGEST_EMAIL: usize = 254;

/// What is wrong with a part of what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// It has to be given.
    Missing,
    /// It is longer than the service takes: the most characters.
    TooLong(usize),
    /// It is no e-mail address.
    NoEmail,
    /// It is no telephone number.
    NoPhone,
}

/// What is wrong with a text that has to be given and may have `longest` characters.
pub fn text_flaw(text: &str, longest: usize) -> Option<Flaw> {
    if text.is_empty() { Some(Flaw::Missing) } else { (text.chars().count() > longest).then_some(Flaw::TooLong(longest)) }
}

/// What is wrong with an e-mail address that has to be given.
pub fn email_flaw(text: &str) -> Option<Flaw> {
    if text.is_empty() { Some(Flaw::Missing) } else { (!is_email(text)).then_some(Flaw::NoEmail) }
}

/// What is wrong with a telephone number that may be left out.
pub fn phone_flaw(text: &str) -> Option<Flaw> {
    (!text.is_empty() && !is_phone(text)).then_some(Flaw::NoPhone)
}

impl Contact {
    /// All that is wrong with it, by the service's names of its parts; the telephone number may be left out (1.4).
    pub fn flaws(&self) -> Vec<(&'static str, Flaw)> {
        [
            ("firstName", text_flaw(&self.first_name, LONGEST_NAME)),
            ("lastName", text_flaw(&self.last_name, LONGEST_NAME)),
            ("email", email_flaw(&self.email)),
            ("phoneNumber", phone_flaw(&self.phone)),
        ]
        .into_iter()
        .filter_map(|(name, flaw)| Some((name, flaw?)))
        .collect()
    }
}

/// Says whether `text` can be an e-mail address: one `@`, something before it, a domain with a dot after it, no blanks. Whether
/// somebody reads it, nobody can say from here.
pub fn is_email(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else { return false };
    let is_sign = |sign: char| !sign.is_whitespace() && !sign.is_control() && !"<>()[]\\,;:\"".contains(sign);
    let labels: Vec<&str> = domain.split('.').collect();
    text.chars().count() <= LONGEST_EMAIL
        && !user.is_empty()
        && text.chars().all(|sign| sign == '@' || is_sign(sign))
        && !domain.contains('@')
        && labels.len() > 1
        && labels.iter().all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
}

/// Says whether `text` can be a telephone number: 3 to 20 digits, with a plus before and blanks, points, slashes, hyphens and
/// brackets among them.
pub fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    (3..=20).contains(&digits) && rest.chars().all(|sign| sign.is_ascii_digit() || " ()-./\u{a0}".contains(sign))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_and_numbers_are_told_from_what_is_none() {
        for text in ["a@b.example", "anna.svensson+ms@sub.contoso.example", "åsa@bücher.example"] {
            assert!(is_email(text), "{text}");
        }
        for text in [
            "",
            "a",
            "a@b",
            "@b.example",
            "a@",
            "a@b@c.example",
            "a b@c.example",
            "a@-b.example",
            "a@b..example",
            "<a@b.example>",
        ] {
            assert!(!is_email(text), "{text}");
        }
        assert!(!is_email(&format!("{}@b.example", "a".repeat(300))));
        for text in ["+46 8 555 010 20", "08-555 010 20", "(020) 555.0102", "112"] {
            assert!(is_phone(text), "{text}");
        }
        for text in ["", "12", "call me", "+46+8", "1".repeat(21).as_str()] {
            assert!(!is_phone(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_address_or_none(text in "(?s).{0,60}", near in "[a-z@. <>-]{0,20}") {
            for text in [text, near] {
                prop_assert!(!is_email(&text) || text.matches('@').count() == 1 && !text.contains(char::is_whitespace));
                let _ = is_phone(&text);
            }
        }
    }
}
