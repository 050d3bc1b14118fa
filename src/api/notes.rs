//! Notes on a transfer, where the API has no place for them: this browser keeps the own marks, and says so.
//! Source: api/partner-center.md 14.11 (2026-11-21).

use std::sync::PoisonError;

use serde_json::json;

use super::Client;
use crate::domain::ids::TransferId;
use crate::domain::review::{Mark, TransferReview};
use crate::wire::json::{self, Node};
use crate::wire::review::{self, ReviewChange};

impl Client {
    /// What this browser noted on the transfer `id`. Names are not kept: the marks are those of who is signed in.
    pub(super) fn own_notes(&self, id: &TransferId) -> TransferReview {
        let kept = self.inner.journal.get(&name(id)).and_then(|text| json::parse(&text).ok()).unwrap_or_default();
        let mut notes = review::read(Node::new(&kept));
        let whose = self.inner.whose.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let named = |mark: Option<Mark>| mark.map(|mark| Mark { by: whose.clone(), ..mark });
        notes.provider_verified = named(notes.provider_verified);
        notes.partner_verified = named(notes.partner_verified);
        notes.is_local = true;
        notes
    }

    /// Notes `change` on the transfer `id`, in this browser alone.
    pub(super) fn note(&self, id: &TransferId, change: &ReviewChange) -> TransferReview {
        let kept = self.inner.journal.get(&name(id)).and_then(|text| json::parse(&text).ok());
        let mut kept = kept.unwrap_or_else(|| json!({}));
        let new = review::write_change(change);
        for (member, value) in new.as_object().into_iter().flatten() {
            kept[member] = value.clone();
            if value.is_object() {
                // A mark without a name is none; whose it is is known when it is read.
                kept[member]["by"] = json!("-");
            }
        }
        self.inner.journal.set(&name(id), &kept.to_string());
        self.own_notes(id)
    }

    /// Notes who is signed in.
    pub(super) fn meet(&self, name: &str) {
        name.clone_into(&mut self.inner.whose.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

fn name(id: &TransferId) -> String {
    format!("notes/{id}")
}
