//! What the browser keeps of a draft: the language chosen last, and the edited text of each language beside it.

use crate::domain::draft::Draft;
use crate::i18n::Language;
use crate::storage::Keep;

/// Between the parts of a kept draft: no keyboard writes it.
const SEPARATOR: char = '\u{1f}';

/// A draft in the browser's store, by its name.
#[derive(Clone)]
pub(super) struct Kept(String);

impl Kept {
    /// The draft named `key`.
    pub(super) fn new(key: &str) -> Self {
        Self(format!("draft.{key}"))
    }

    fn name_in(&self, language: Language) -> String {
        format!("{}.{}", self.0, language.tag())
    }

    /// The language that was chosen last.
    pub(super) fn language(&self) -> Option<Language> {
        Keep::Tab.get(&self.0).and_then(|tag| Language::parse(&tag))
    }

    /// Keeps the choice of a language.
    pub(super) fn set_language(&self, language: Language) {
        Keep::Tab.set(&self.0, language.tag());
    }

    /// Recipient, subject and text as they were edited in `language`.
    pub(super) fn text(&self, language: Language) -> Option<[String; 3]> {
        let parts: Vec<String> = Keep::Tab.get(&self.name_in(language))?.splitn(3, SEPARATOR).map(str::to_owned).collect();
        parts.try_into().ok()
    }

    /// Keeps what was edited.
    pub(super) fn set_text(&self, language: Language, draft: &Draft) {
        let text = [draft.to.as_str(), &draft.subject, &draft.body].join(&SEPARATOR.to_string());
        Keep::Tab.set(&self.name_in(language), &text);
    }

    /// Forgets all of it.
    pub(super) fn forget(&self) {
        Keep::Tab.remove(&self.0);
        for language in Language::ALL {
            Keep::Tab.remove(&self.name_in(language));
        }
    }
}
