//! Dates, numbers, lists and names of countries, by the browser's `Intl`: no locale data of our own.

use crate::domain::csv::Separator;
use crate::domain::moment::Timestamp;
use js_sys::{Array, Date, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::{Language, Texts};

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // Setting a member of a plain object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    options
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of our era are far below 2^53")]
fn js_date(at: Timestamp) -> Date {
    Date::new(&JsValue::from_f64(at.as_millisecond() as f64))
}

/// A date such as 21 November 2026, in the person's time zone.
pub fn date(t: Texts, at: Timestamp) -> String {
    // In German the day is not torn from its month: 21. November.
    date_in(t.language(), at).replace(". ", ".\u{a0}")
}

/// The same in a given language, for drafts.
pub fn date_in(language: Language, at: Timestamp) -> String {
    js_date(at).to_locale_date_string(language.locale(), &options(&[("dateStyle", "long")])).into()
}

/// The beginning of the day `text`, as a date field writes it (`2026-11-21`), in the person's time zone; `None` where it is none.
pub fn local_day(text: &str) -> Option<Timestamp> {
    // Whether it is a day of the calendar, UTC tells as well as any zone.
    let utc: Timestamp = format!("{text}T00:00:00Z").parse().ok()?;
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let date = js_date(utc);
    date.set_hours(0);
    date.set_minutes(0);
    // Year, month and day together: one by one they could pass over a day that the month does not have.
    date.set_full_year_with_month_date(year, i32::try_from(month).ok()? - 1, i32::try_from(day).ok()?);
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of our era are whole and far below 2^53")]
    let milliseconds = date.get_time() as i64;
    Some(Timestamp::of_millisecond(milliseconds))
}

/// Date and time with the time zone named (R9).
pub fn date_time(t: Texts, at: Timestamp) -> String {
    let parts = [
        ("year", "numeric"),
        ("month", "short"),
        ("day", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("timeZoneName", "short"),
    ];
    js_date(at).to_locale_string(t.language().locale(), &options(&parts)).into()
}

/// A whole number, grouped as the language does.
#[expect(clippy::cast_precision_loss, reason = "counts of seats and rows are far below 2^53")]
pub fn number(language: Language, value: u64) -> String {
    js_sys::Number::from(value as f64).to_locale_string(language.locale()).into()
}

/// An amount in whole units of `currency`, ISO 4217; where the browser does not know it, the amount and the code.
#[expect(clippy::cast_precision_loss, reason = "amounts of a partner's revenue are far below 2^53")]
pub fn money(t: Texts, amount: u64, currency: &str) -> String {
    let wanted = options(&[("style", "currency"), ("currency", currency), ("maximumFractionDigits", "0")]);
    intl("NumberFormat", t.language(), &wanted)
        .and_then(|format| call(&format, "format", &JsValue::from_f64(amount as f64)))
        .unwrap_or_else(|| format!("{} {currency}", number(t.language(), amount)))
}

/// A share, given in thousandths, in whole percent.
#[expect(clippy::cast_precision_loss, reason = "a share is a small number")]
pub fn percent(t: Texts, thousandths: u64) -> String {
    let share = thousandths as f64 / 1000.0;
    intl("NumberFormat", t.language(), &options(&[("style", "percent")]))
        .and_then(|format| call(&format, "format", &JsValue::from_f64(share)))
        .unwrap_or_else(|| format!("{} %", (thousandths + 5) / 10))
}

/// The name of a month, 1 to 12.
pub fn month(t: Texts, month: u8) -> String {
    let at = Timestamp::of_second(i64::from(Timestamp::day_of(2026, month.clamp(1, 12), 15)) * 86_400);
    js_date(at).to_locale_date_string(t.language().locale(), &options(&[("month", "long"), ("timeZone", "UTC")])).into()
}

/// How long ago `at` was, in whole days.
pub fn age_days(at: Timestamp, now: Timestamp) -> u64 {
    u64::try_from((now.as_second() - at.as_second()) / 86_400).unwrap_or(0)
}

/// The places of `names` in the order of the person's language.
pub fn sorted<'a>(t: Texts, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut places: std::collections::HashMap<String, Vec<usize>> = std::collections::HashMap::new();
    let sorted = Array::new();
    for (place, name) in names.enumerate() {
        let places = places.entry(name.to_owned()).or_default();
        if places.is_empty() {
            sorted.push(&JsValue::from_str(name));
        }
        places.push(place);
    }
    let collator = js_sys::Intl::Collator::new(&Array::of1(&JsValue::from_str(t.language().locale())), &Object::new());
    // The browser compares by itself: asking us for each of the pairs would take ten times as long.
    if let Ok(sort) = Reflect::get(&sorted, &JsValue::from_str("sort")).and_then(JsCast::dyn_into::<js_sys::Function>) {
        // Sorting texts by a collator does not throw.
        let _ = sort.call1(&sorted, &collator.compare());
    }
    sorted.iter().filter_map(|name| places.remove(&name.as_string()?)).flatten().collect()
}

/// Codes with their names, in the order of the names: Österreich stands by O, not after Z.
pub fn by_name(t: Texts, named: Vec<(String, String)>) -> Vec<(String, String)> {
    let places = sorted(t, named.iter().map(|(_, name)| name.as_str()));
    places.into_iter().filter_map(|place| named.get(place).cloned()).collect()
}

/// A list joined by "or".
pub fn any_of(t: Texts, words: &[String]) -> String {
    list(t, words, "disjunction")
}

/// A list joined by "and".
pub fn all_of(t: Texts, words: &[String]) -> String {
    list(t, words, "conjunction")
}

/// `Intl.ListFormat`; where a browser lacks it, commas.
fn list(t: Texts, words: &[String], kind: &str) -> String {
    let entries: Array = words.iter().map(JsValue::from).collect();
    intl("ListFormat", t.language(), &options(&[("type", kind)]))
        .and_then(|format| call(&format, "format", &entries))
        .unwrap_or_else(|| words.join(", "))
}

/// What stands between the cells of a file for a spreadsheet.
pub fn separator(t: Texts) -> Separator {
    match t.language() {
        Language::English => Separator::Comma,
        Language::Swedish | Language::Dutch | Language::German => Separator::Semicolon,
    }
}

/// The name of a country by its ISO 3166 code; the code itself where the browser does not know it.
pub fn country(t: Texts, code: &str) -> String {
    intl("DisplayNames", t.language(), &options(&[("type", "region")]))
        .and_then(|names| call(&names, "of", &JsValue::from_str(&code.to_ascii_uppercase())))
        .unwrap_or_else(|| code.to_owned())
}

/// The name of a language by its code, as it stands within a sentence; the code itself where the browser does not know it.
pub fn language(t: Texts, code: &str) -> String {
    intl("DisplayNames", t.language(), &options(&[("type", "language")]))
        .and_then(|names| call(&names, "of", &JsValue::from_str(code)))
        .unwrap_or_else(|| code.to_owned())
}

/// A line with a capital at its beginning, also where a general word, or the name of a language, stands there.
pub fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    let Some(first) = signs.next() else { return String::new() };
    // By the browser: the tables for it would be 4 kB of the first load.
    let first: String = js_sys::JsString::from(String::from(first)).to_upper_case().into();
    first + signs.as_str()
}

fn intl(class: &str, language: Language, options: &Object) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let constructor: js_sys::Function = Reflect::get(&intl, &JsValue::from_str(class)).ok()?.dyn_into().ok()?;
    Reflect::construct(&constructor, &Array::of2(&JsValue::from_str(language.locale()), options)).ok()
}

fn call(this: &JsValue, method: &str, argument: &JsValue) -> Option<String> {
    let method: js_sys::Function = Reflect::get(this, &JsValue::from_str(method)).ok()?.dyn_into().ok()?;
    method.call1(this, argument).ok()?.as_string()
}

/// What the clock says: in static mode the simulated one, else the browser's.
#[derive(Clone, Copy)]
pub struct Now(pub Signal<Timestamp>);

/// The present time, from the context.
pub fn use_now() -> Signal<Timestamp> {
    expect_context::<Now>().0
}
