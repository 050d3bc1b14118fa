//! What a refusal or an error says, in the language of the screen.

use super::{Texts, fill, format};
use crate::api::error::{ApiError, Cause};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::json;

/// What is shown of an error: what happened, what to do, and the stable code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What happened, and why.
    pub says: String,
    /// Who can act, and what to do next.
    pub next: String,
    /// The stable code, shown small.
    pub code: String,
}

/// Words a refusal.
pub fn refusal(t: Texts, refusal: &Refusal) -> Explained {
    let code = refusal.code.word();
    if refusal.code == RefusalCode::RoleRequired && refusal.value("role").is_none() {
        // A service that names no role leaves nothing to name.
        return Explained { says: t.errors_forbidden_says(), next: t.errors_forbidden_next(), code: code.to_owned() };
    }
    let filled = |text: String| {
        let names = variables(&text);
        let values: Vec<(&str, String)> = names.map(|name| (name, word_for(t, refusal, name))).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, word)| (*name, word.as_str())).collect();
        format::capitalised(&fill(&text, &values))
    };
    // One code may be about several things, such as subscriptions and offers that were not chosen: each has words of its own.
    let word = refusal.value("of").map_or_else(|| code.to_owned(), |of| format!("{code}-{of}"));
    let mut says = filled(t.refusals_says(&word).unwrap_or_default());
    if let Some(add_on) = refusal.value("addon") {
        says = t.general_addon(add_on, &says);
    }
    Explained { says, next: filled(t.refusals_next(&word).unwrap_or_default()), code: code.to_owned() }
}

/// What stands in a sentence at the place of `name`: where it is not known, the sentence goes on with a general word.
fn word_for(t: Texts, refusal: &Refusal, name: &str) -> String {
    let known = refusal.value(name).map(|value| shown_value(t, name, value)).filter(|shown| !shown.is_empty());
    known.unwrap_or_else(|| match name {
        "provider" => t.general_provider(),
        "customer" => t.general_customer(),
        "partner" => t.general_partner(),
        "holders" => t.general_nobody(),
        "role" => t.general_role(),
        "base" => t.general_base(),
        "date" => t.general_earlier(),
        "status" | "state" => t.general_closed(),
        "kind" => t.general_kind(),
        "field" => t.general_field(),
        "rule" | "cause" => t.general_rule(),
        "seconds" => t.general_some(),
        _ => t.general_other(),
    })
}

/// Words an error of the API.
pub fn error(t: Texts, error: &ApiError) -> Explained {
    let plain = |says: String, next: String, code: &str| Explained { says, next, code: code.to_owned() };
    match &error.cause {
        Cause::Refused(why) => refusal(t, why),
        Cause::SignedOut => plain(t.errors_signed_out_says(), t.errors_signed_out_next(), "signed-out"),
        Cause::MfaNeeded => plain(t.errors_mfa_says(), t.errors_mfa_next(), "mfa-needed"),
        Cause::Stale => plain(t.errors_stale_says(), t.errors_stale_next(), "stale"),
        Cause::Elsewhere => plain(t.errors_elsewhere_says(), t.errors_elsewhere_next(), "done-in-partner-center"),
        Cause::Unreadable => plain(t.errors_unreadable_says(), t.errors_unreadable_next(), "unreadable"),
        Cause::Unexpected(_) if error.lacks_room() => plain(t.errors_no_room_says(), t.errors_no_room_next(), "no-room"),
        Cause::Unexpected(text) if text.is_empty() => plain(t.errors_unexpected_says(), t.errors_unexpected_next(), "unexpected"),
        Cause::Unexpected(text) => plain(text.clone(), t.errors_unexpected_next(), "unexpected"),
    }
}

/// Words a call that was one too many (429), where nothing goes on by itself: the person repeats it.
pub fn throttled(t: Texts, seconds: u32) -> Explained {
    let says = t.throttled_says(&format::number(t.language(), u64::from(seconds)));
    Explained { says, next: t.throttled_next(), code: RefusalCode::RateLimited.word().to_owned() }
}

/// The variables of a text.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name)
}

/// Names, each on a line of its own: a comma may stand within one.
fn lines(value: &str) -> Vec<String> {
    value.lines().map(str::to_owned).collect()
}

/// A value in the person's language: roles, states, kinds and times come as words of the service.
fn shown_value(t: Texts, name: &str, value: &str) -> String {
    match name {
        "role" => {
            let roles: Vec<String> = value.split(',').map(|word| t.words_role(word).unwrap_or_else(|| word.to_owned())).collect();
            format::any_of(t, &roles)
        }
        "holders" => format::any_of(t, &lines(value)),
        "list" => format::all_of(t, &lines(value)),
        "state" => t.words_subscription_status(value).unwrap_or_else(|| value.to_owned()),
        "status" => t.words_transfer_status(value).or_else(|| t.words_direct_bill(value)).unwrap_or_else(|| value.to_owned()),
        "field" => t.words_field(&value.replace('.', "-")).unwrap_or_else(|| value.to_owned()),
        "rule" => t.words_rule(value).unwrap_or_else(|| value.to_owned()),
        "condition" => t.words_condition(value).unwrap_or_else(|| value.to_owned()),
        "change" => t.words_condition_change(value).unwrap_or_else(|| value.to_owned()),
        "mpn_country" | "tenant_country" => format::country(t, value),
        "capability" => t.words_capability(value).unwrap_or_else(|| value.to_owned()),
        "kind" => t.words_kind(value).unwrap_or_else(|| value.to_owned()),
        "date" => json::read_time(value).map_or_else(|| value.to_owned(), |at| format::date(t, at)),
        _ => value.to_owned(),
    }
}
