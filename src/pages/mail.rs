//! The e-mail drafts of the pages, made from the templates of locales/mail in whichever language is chosen.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::assets;
use crate::components::load::Loaded;
use crate::domain::draft::Draft;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::Language;
use crate::i18n::mail::{MailTable, Template};
use crate::route;

/// What fills a template's placeholders, by name.
pub(super) type Values = Vec<(&'static str, String)>;

/// What makes the draft of `template` to `to`, for the editor: around `link` where the mail carries one, with `values` filled in.
pub(super) fn make(template: Template, to: &str, link: Option<String>, values: Values) -> Callback<Language, Loaded<Draft>> {
    make_with(template, to, link, move |_, _| values.clone())
}

/// The same with values that depend on the language of the mail: dates, counts with their nouns.
pub(super) fn make_with(
    template: Template,
    to: &str,
    link: Option<String>,
    values: impl Fn(Language, &MailTable) -> Values + Send + Sync + 'static,
) -> Callback<Language, Loaded<Draft>> {
    let (to, values) = (to.to_owned(), Arc::new(values));
    Callback::new(move |language: Language| {
        let (to, link, values) = (to.clone(), link.clone(), values.clone());
        Loaded::new(move || {
            let (to, link, values) = (to.clone(), link.clone(), values.clone());
            async move {
                let mails = load(language).await?;
                let values = values(language, &mails);
                let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                Ok(mails.draft(template, &to, link.as_deref(), &values))
            }
        })
    })
}

/// The templates of `language`.
async fn load(language: Language) -> Result<MailTable, ApiError> {
    let file = assets::text(&format!("locales/mail/{}.json", language.tag())).await;
    file.as_deref().and_then(MailTable::read).ok_or_else(|| ApiError::refused(Refusal::new(RefusalCode::ApiUnreachable)))
}

/// The address of a page of this app, as it can be sent to somebody.
pub(super) fn address_of(path: &str) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    // A route knows where the app stands, an address of the service's does not.
    let below = path.strip_prefix(route::base()).unwrap_or(path);
    format!("{}{below}", base.trim_end_matches('/'))
}
