//! E-mail drafts: free text, and in most of them a personal link that cannot be lost. Source: requirements.md R54, R55; domain.md
//! 3.5, invariant 8, and section 7 (2026-11-21).

use super::percent::encode;
use super::refusal::RefusalCode;

/// The longest `mailto:` address that mail clients and browsers take without cutting it, in characters.
pub const LONGEST_MAILTO: usize = 1900;

/// As many signs of a link's end are no accident.
const TELLING: usize = 12;

/// A draft as a person edits it. The link is kept apart from the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The recipient; may be empty.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text; lines end with `\n`.
    pub body: String,
    /// The link as issued, byte for byte; `None` for a mail that carries none.
    pub link: Option<String>,
}

/// Whether the personal link stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkState {
    /// The mail carries none: there is nothing to lose.
    Free,
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
            Self::Free | Self::Whole => None,
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

/// The part of `link` up to its path.
fn origin(link: &str) -> &str {
    let host = link.find("://").map_or(0, |at| at + 3);
    let end = link[host..].find(['/', '?', '#']).map_or(link.len(), |at| host + at);
    &link[..end]
}

/// How many bytes two texts begin with alike.
fn alike(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(sign, _)| sign.len_utf8()).sum()
}

/// How much of `link` the word `word` still holds, in bytes: of its beginning, where that goes beyond the site (the address of the
/// site alone may be the person's own words), or of its end. 0 for a word that is no remnant of it.
fn likeness(word: &str, link: &str) -> usize {
    let site = origin(link);
    let beginning = word.find(site).map_or(0, |at| alike(word[at..].chars(), link.chars()));
    let beginning = if beginning > (site.len() + 1).min(link.len() - 1) { beginning } else { 0 };
    let framed = |sign: char| frames(sign) || ".,;:!?".contains(sign);
    let end = |word: &str| alike(word.chars().rev(), link.chars().rev());
    let ending = end(word).max(end(word.trim_end_matches(framed)));
    beginning.max(if ending >= TELLING.min(link.len()) { ending } else { 0 })
}

/// The words of `text` with the byte at which each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Where in `body` what is left of `link` stands: the word that holds most of it, with the pieces beside it when it was torn apart.
fn remnant(body: &str, link: &str) -> Option<std::ops::Range<usize>> {
    let words: Vec<(usize, &str, usize)> = words(body).map(|(start, word)| (start, word, likeness(word, link))).collect();
    let best =
        words.iter().enumerate().filter(|(_, (.., likeness))| *likeness > 0).max_by_key(|(_, (.., likeness))| *likeness)?.0;
    let is_piece = |(.., likeness): &&(usize, &str, usize)| *likeness > 0;
    let first = best - words[..best].iter().rev().take_while(is_piece).count();
    let last = best + words[best + 1..].iter().take_while(is_piece).count();
    Some(words[first].0..words[last].0 + words[last].1.len())
}

impl Draft {
    /// Says whether the link stands in the text.
    pub fn link_state(&self) -> LinkState {
        let link = match self.link.as_deref() {
            None => return LinkState::Free,
            // A service that issued nothing left nothing to hand over.
            Some("") => return LinkState::Missing,
            Some(link) => link,
        };
        let whole = self.body.match_indices(link).any(|(start, found)| stands_alone(&self.body, start, start + found.len()));
        if whole {
            LinkState::Whole
        } else if remnant(&self.body, link).is_some() {
            LinkState::Altered
        } else {
            LinkState::Missing
        }
    }

    /// The text with the link put back: in place of its changed form, else as a paragraph before the last one. What a person
    /// wrote stays, word for word. A text in which it is whole, or that needs none, stays as it is.
    pub fn restored(&self) -> String {
        let link = self.link.as_deref().unwrap_or_default();
        match self.link_state() {
            LinkState::Free | LinkState::Whole => self.body.clone(),
            LinkState::Altered => {
                let place = remnant(&self.body, link).unwrap_or(self.body.len()..self.body.len());
                format!("{}{link}{}", &self.body[..place.start], &self.body[place.end..])
            }
            LinkState::Missing => {
                let text = self.body.trim_end();
                // Paragraphs stand as far apart as they do already.
                let gap = if text.contains("\n\n") { "\n\n" } else { "\n" };
                match text.rfind('\n') {
                    Some(last) => format!("{}{gap}{link}{gap}{}", text[..last].trim_end(), &text[last + 1..]),
                    None if text.is_empty() => link.to_owned(),
                    None => format!("{text}\n{link}"),
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
        let to = encode(super::typed::word(&self.to).as_str()).replace("%40", "@");
        let address = format!("mailto:{to}?subject={}&body={}", encode(&super::typed::line(&self.subject)), encode(&body));
        (address.len() <= LONGEST_MAILTO).then_some(address)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LINK: &str = "https://crossover.example/customers/a1/transfers/7c9e6679-7425-40de-944b-e07fc1f90ae7";

    fn draft(body: &str) -> Draft {
        Draft { body: body.to_owned(), link: Some(LINK.to_owned()), ..Draft::default() }
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
        assert_eq!(draft("Hello\n\nBye\n").restored(), format!("Hello\n\n{LINK}\n\nBye"));
        assert_eq!(draft("").restored(), LINK);
    }

    // R55: the address of the site alone is the person's own; a link that was torn apart is one thing.
    #[test]
    fn what_a_person_wrote_is_no_remnant_of_the_link() {
        let own = "See https://crossover.example/ first.\nBye";
        assert_eq!(draft(own).link_state(), LinkState::Missing);
        assert_eq!(draft(own).restored(), format!("See https://crossover.example/ first.\n{LINK}\nBye"));
        let torn = format!("Here: {} {}\nBye", &LINK[..50], &LINK[50..]);
        assert_eq!(draft(&torn).link_state(), LinkState::Altered);
        assert_eq!(draft(&torn).restored(), format!("Here: {LINK}\nBye"));
    }

    // R46: a mail without a link.
    #[test]
    fn a_mail_without_a_link_can_lose_none() {
        let it = Draft { body: "Hello".to_owned(), ..Draft::default() };
        assert_eq!((it.link_state(), it.link_state().refusal(), it.restored()), (LinkState::Free, None, "Hello".to_owned()));
        let nothing = Draft { link: Some(String::new()), ..it };
        assert_eq!(nothing.link_state(), LinkState::Missing);
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

    /// Says by the definition whether the link stands in `body`: byte for byte, framed or closing a sentence.
    fn stands(body: &str) -> bool {
        (0..body.len()).filter(|at| body.is_char_boundary(*at) && body[*at..].starts_with(LINK)).any(|at| {
            let (before, after) = (&body[..at], &body[at + LINK.len()..]);
            let open = |text: &str| text.is_empty() || text.starts_with(frames);
            let closes = after.strip_prefix(['.', ',', ';', ':', '!', '?']);
            (before.is_empty() || before.ends_with(frames))
                && (open(after) || closes.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)))
        })
    }

    proptest! {
        // R55
        #[test]
        fn the_link_is_found_if_and_only_if_it_is_whole(
            before in "[ \\n<(a-z./:?]{0,3}", after in "[ \\n>)a-z./:?&]{0,3}", cut in 0usize..200, text in "\\PC{0,20}",
        ) {
            // Half of the time it is whole.
            let piece = LINK.get(..cut).unwrap_or(LINK);
            let body = format!("{text}{before}{piece}{after}{text}");
            prop_assert_eq!(draft(&body).link_state() == LinkState::Whole, stands(&body), "{}", body);
        }

        // R55
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
