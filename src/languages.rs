//! Which language the screen speaks: the address, the saved choice, the browser, in this order; and its texts.

use crate::assets;
use crate::i18n::{Language, Table};
use crate::storage::Keep;

/// The language to begin with.
pub fn first(from_address: Option<&str>) -> Language {
    let saved = Keep::Browser.get("language");
    let browser = || {
        let wanted = web_sys::window().map(|window| window.navigator().languages()).unwrap_or_default();
        wanted.iter().filter_map(|tag| tag.as_string()).find_map(|tag| Language::parse(&tag))
    };
    from_address
        .and_then(Language::parse)
        .or_else(|| saved.as_deref().and_then(Language::parse))
        .or_else(browser)
        .unwrap_or(Language::English)
}

/// Keeps the choice for the next visit.
pub fn keep(language: Language) {
    Keep::Browser.set("language", language.tag());
}

/// Loads the texts of a language; `None` where they cannot be had, or belong to another build.
pub async fn load(language: Language) -> Option<Table> {
    let file = assets::text(&format!("locales/{}.json", language.tag())).await?;
    Table::read(language, &file)
}
