//! What is typed into a form, kept over a reload of the tab until the form is done with.

use leptos::prelude::*;

use crate::storage::Keep;

/// Parts the fields in the store; nobody types it.
const BETWEEN: &str = "\u{1f}";

/// The fields of a form, under its name. Nothing secret belongs here.
#[derive(Clone)]
pub(super) struct KeptForm {
    name: String,
    fields: Vec<RwSignal<String>>,
}

impl KeptForm {
    /// Fills `fields` with what was kept under `name`, and keeps what is typed from now on. What stands in them now is the
    /// beginning: it is not kept until something else does.
    pub(super) fn begin(name: String, fields: Vec<RwSignal<String>>) -> Self {
        let name = format!("form.{name}");
        let first: Vec<String> = fields.iter().map(|field| field.get_untracked()).collect();
        let kept = Keep::Tab.get(&name).map(|text| text.split(BETWEEN).map(str::to_owned).collect::<Vec<_>>());
        for (field, text) in fields.iter().zip(kept.filter(|kept| kept.len() == fields.len()).into_iter().flatten()) {
            field.set(text);
        }
        let (watched, key) = (fields.clone(), name.clone());
        Effect::new(move |_| {
            let now: Vec<String> = watched.iter().map(|field| field.get()).collect();
            if now == first {
                Keep::Tab.remove(&key);
            } else {
                Keep::Tab.set(&key, &now.join(BETWEEN));
            }
        });
        Self { name, fields }
    }

    /// Forgets it: it is done.
    pub(super) fn forget(&self) {
        Keep::Tab.remove(&self.name);
    }

    /// What is typed.
    pub(super) fn texts(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.get_untracked()).collect()
    }
}
