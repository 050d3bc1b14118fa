//! E-mail drafts: free text around a personal link that cannot be lost. Source: requirements.md R54, R55; domain.md 3.5,
//! invariant 8, and section 7 (2026-11-21).

use super::percent::encode;
use super::refusal::RefusalCode;

/// The longest `mailto:` address that mail clients and browsers take without cutting it, in characters.
pub const LONGEST_MAILTO: usize = 1900;

/// A draft as a person edits it. The link is kept apart from the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The recipient; may be empty.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text; lines end with `\n`.
    pub body: String,
    /// The link as issued, byte for byte.
    pub link: String,
}

/// Whether the personal link stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkState {
    /// Byte for byte, as a word of its own.
    Whole,
    /// Something of it stands there, changed.
    Altered,
    /// Nothing of it stands there.
    Missing,
}

impl LinkState {
    /// Why the draft cannot be handed over; `None` when it can.
    pub const fn refusal(self) -> Option<RefusalCode> {
        match self {
            Self::Whole => None,
            Self::Altered => Some(RefusalCode::LinkAltered),
            Self::Missing => Some(RefusalCode::LinkMissing),
        }
    }
}

/// Signs that may stand around a link without becoming part of it.
fn frames(sign: char) -> bool {
    sign.is_whitespace() || "<>()[]\"'“”„«»".contains(sign)
}

/// Says whether the place at `start..end` of `body` is a word of its own: a sign after a link belongs to it for a mail client,
/// unless it is a frame, or closes a sentence.
fn stands_alone(body: &str, start: usize, end: usize) -> bool {
    let before = body[..start].chars().next_back().is_none_or(frames);
    let mut after = body[end..].chars();
    let free = match after.next() {
        None => true,
        Some(sign) if frames(sign) => true,
        Some('.' | ',' | ';' | ':' | '!' | '?') => after.next().is_none_or(char::is_whitespace),
        Some(_) => false,
    };
    before && free
}

/// The part of `link` up to its path: what makes a word recognisable as a changed form of it.
fn origin(link: &str) -> &str {
    let host = link.find("://").map_or(0, |at| at + 3);
    let end = link[host..].find(['/', '?', '#']).map_or(link.len(), |at| host + at);
    &link[..end]
}

/// Says whether the word `word` is a remnant of `link`: it holds the link's origin, or any longer stretch of its end.
fn resembles(word: &str, link: &str) -> bool {
    let shortest = 12.min(link.len());
    let tail = link.char_indices().rev().nth(shortest.saturating_sub(1)).map_or(link, |(at, _)| &link[at..]);
    word.contains(origin(link)) || word.contains(tail)
}

/// The words of `text` with the byte at which each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

impl Draft {
    /// Says whether the link stands in the text.
    pub fn link_state(&self) -> LinkState {
        if self.link.is_empty() {
            return LinkState::Missing;
        }
        let whole = self
            .body
            .match_indices(self.link.as_str())
            .any(|(start, found)| stands_alone(&self.body, start, start + found.len()));
        if whole {
            LinkState::Whole
        } else if words(&self.body).any(|(_, word)| resembles(word, &self.link)) {
            LinkState::Altered
        } else {
            LinkState::Missing
        }
    }

    /// The text with the link put back: in place of its changed form, else as a paragraph before the last one. What a person
    /// wrote stays, word for word. A text in which it is whole stays as it is.
    pub fn restored(&self) -> String {
        match self.link_state() {
            LinkState::Whole => self.body.clone(),
            LinkState::Altered => {
                let found = words(&self.body).find(|(_, word)| resembles(word, &self.link));
                let (start, length) = found.map_or((self.body.len(), 0), |(start, word)| (start, word.len()));
                format!("{}{}{}", &self.body[..start], self.link, &self.body[start + length..])
            }
            LinkState::Missing => {
                let text = self.body.trim_end();
                match text.rfind('\n') {
                    Some(last) => format!("{}\n{}\n{}", text[..last].trim_end_matches('\n'), self.link, &text[last + 1..]),
                    None if text.is_empty() => self.link.clone(),
                    None => format!("{text}\n{}", self.link),
                }
            }
        }
    }

    /// The text for the clipboard: subject, blank line, text.
    pub fn as_text(&self) -> String {
        format!("{}\n\n{}", self.subject, self.body)
    }

    /// The `mailto:` address that opens it in the person's mail client (RFC 6068: lines end with CRLF, everything but
    /// unreserved signs is escaped); `None` when it is too long for mail clients.
    pub fn mailto(&self) -> Option<String> {
        let body = self.body.replace("\r\n", "\n").replace('\n', "\r\n");
        let address =
            format!("mailto:{}?subject={}&body={}", encode(&self.to).replace("%40", "@"), encode(&self.subject), encode(&body));
        (address.len() <= LONGEST_MAILTO).then_some(address)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LINK: &str = "https://crossover.example/customers/a1/transfers/7c9e6679-7425-40de-944b-e07fc1f90ae7";

    fn draft(body: &str) -> Draft {
        Draft { body: body.to_owned(), link: LINK.to_owned(), ..Draft::default() }
    }

    // R104
    #[test]
    fn the_link_is_whole_altered_or_missing() {
        let cases = [
            (format!("Hello\n{LINK}\nBye"), LinkState::Whole),
            (format!("See <{LINK}>."), LinkState::Whole),
            (format!("See {LINK}. Bye"), LinkState::Whole),
            (format!("{LINK}x"), LinkState::Altered),
            (format!("x{LINK}"), LinkState::Altered),
            (LINK[..LINK.len() - 1].to_owned(), LinkState::Altered),
            (LINK.replace("transfers", "transfer"), LinkState::Altered),
            ("Hello\nBye".to_owned(), LinkState::Missing),
            (String::new(), LinkState::Missing),
        ];
        for (body, state) in cases {
            assert_eq!(draft(&body).link_state(), state, "{body}");
        }
    }

    #[test]
    fn a_missing_link_comes_back_before_the_last_paragraph() {
        assert_eq!(draft("Hello\nKind regards").restored(), format!("Hello\n{LINK}\nKind regards"));
        assert_eq!(draft("").restored(), LINK);
    }

    #[test]
    fn a_mailto_address_is_escaped_and_kept_short() {
        let mut it = draft("Grüße & 100 %\nBye");
        it.to = "gijs.bakker@fabrikam.example".to_owned();
        it.subject = "A + B?".to_owned();
        assert_eq!(
            it.mailto().unwrap(),
            "mailto:gijs.bakker@fabrikam.example?subject=A%20%2B%20B%3F&body=Gr%C3%BC%C3%9Fe%20%26%20100%20%25%0D%0ABye"
        );
        it.body = "x".repeat(LONGEST_MAILTO);
        assert_eq!(it.mailto(), None);
    }

    proptest! {
        #[test]
        fn restoring_always_gives_the_link_back(body in "(?s).{0,200}", cut in 0usize..90, with_link: bool) {
            let mut text = body;
            if with_link {
                let at = text.char_indices().nth(5).map_or(text.len(), |(at, _)| at);
                text.insert_str(at, &LINK[..cut.min(LINK.len())]);
            }
            let mut it = draft(&text);
            let before = it.link_state();
            it.body = it.restored();
            prop_assert_eq!(it.link_state(), LinkState::Whole);
            prop_assert!(it.body.contains(LINK));
            if before == LinkState::Whole {
                prop_assert_eq!(it.body, text);
            }
        }

        #[test]
        fn one_changed_sign_is_noticed(at in 0usize..LINK.len(), sign in "[a-zA-Z0-9]") {
            let mut changed = LINK.to_owned();
            changed.replace_range(at..=at, &sign);
            let state = draft(&format!("Hello\n{changed}\nBye")).link_state();
            prop_assert_eq!(state == LinkState::Whole, changed == LINK);
        }
    }
}
