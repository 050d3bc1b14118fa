//! Which language the screen speaks: the address, the saved choice, the browser, in this order; and its texts.

use std::sync::Arc;

use crate::assets;
use crate::i18n::{Language, Table, Texts};
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

/// Loads of a language what the first load holds; `None` where it cannot be had, or belongs to another build.
pub async fn load(language: Language) -> Option<Table> {
    let file = assets::text(&format!("locales/{}.json", language.tag())).await?;
    Table::read(language, &file)
}

/// Loads a language to change to it: as much of it as is here of the one before.
pub async fn load_for(texts: Texts, language: Language) -> Option<Table> {
    let table = load(language).await?;
    if texts.now().is_whole() { more(table).await } else { Some(table) }
}

/// Sees to it that the language of the screen is here as a whole; says whether it is.
pub async fn complete(texts: Texts) -> bool {
    loop {
        let table = texts.now();
        if table.is_whole() {
            return true;
        }
        let language = table.language();
        let Some(whole) = more(Arc::unwrap_or_clone(table)).await else { return false };
        // Another language may have been chosen meanwhile.
        if texts.now().language() == language {
            texts.complete(whole);
        }
    }
}

async fn more(table: Table) -> Option<Table> {
    let file = assets::text(&format!("locales/more/{}.json", table.language().tag())).await?;
    table.with_more(&file)
}
