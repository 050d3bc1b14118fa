//! Small marks of state: a word with an icon, never colour alone.

use leptos::prelude::*;

use super::icon::icon;
use crate::domain::subscription::SubscriptionStatus;
use crate::domain::transfer::{LineStatus, Transfer, TransferKind, TransferStatus};
use crate::i18n::Texts;

/// A mark with a tone (`neutral`, `info`, `success`, `warning`, `danger`, `brand`), an icon and a word.
pub fn badge(tone: &'static str, icon_name: &'static str, text: String) -> AnyView {
    view! { <span class="badge" data-tone=tone>{icon(icon_name)}{text}</span> }.into_any()
}

/// The state of a transfer request.
pub fn transfer_badge(t: Texts, status: &TransferStatus) -> AnyView {
    let (tone, icon_name) = match status {
        TransferStatus::Active => ("brand", "clock"),
        TransferStatus::InProgress => ("brand", "arrow-sync"),
        TransferStatus::Complete => ("success", "checkmark-circle"),
        TransferStatus::CompleteWithErrors => ("warning", "warning"),
        TransferStatus::Rejected => ("danger", "dismiss-circle"),
        TransferStatus::Withdrawn | TransferStatus::Expired => ("neutral", "arrow-undo"),
        TransferStatus::Other(_) => ("neutral", "question"),
    };
    badge(tone, icon_name, t.words_transfer_status(status.word()).unwrap_or_else(|| status.word().to_owned()))
}

/// The state of a request in a list, and that it is of the newer kind, where it is: one that waits for its lines is pending.
pub fn request_badge(t: Texts, transfer: &Transfer) -> AnyView {
    if transfer.kind != TransferKind::NewCommerce {
        return transfer_badge(t, &transfer.status);
    }
    let state = if transfer.status == TransferStatus::InProgress && transfer.lines.is_empty() {
        badge("brand", "clock", t.asked_pending())
    } else {
        transfer_badge(t, &transfer.status)
    };
    view! { <span class="cluster">{state}{badge("info", "info", t.transfers_new_commerce())}</span> }.into_any()
}

/// The state of a line.
pub fn line_badge(t: Texts, status: &LineStatus) -> AnyView {
    let (tone, icon_name) = match status {
        LineStatus::Active => ("neutral", "clock"),
        LineStatus::InProgress => ("brand", "arrow-sync"),
        LineStatus::Complete => ("success", "checkmark-circle"),
        LineStatus::Failed => ("danger", "error-circle"),
        LineStatus::Other(_) => ("neutral", "question"),
    };
    badge(tone, icon_name, t.words_line_status(status.word()).unwrap_or_else(|| status.word().to_owned()))
}

/// The state of a subscription.
pub fn subscription_badge(t: Texts, status: &SubscriptionStatus) -> AnyView {
    let (tone, icon_name) = match status {
        SubscriptionStatus::Active => ("success", "checkmark-circle"),
        SubscriptionStatus::Suspended => ("warning", "warning"),
        SubscriptionStatus::Deleted => ("neutral", "dismiss-circle"),
        SubscriptionStatus::Pending => ("info", "hourglass"),
        SubscriptionStatus::Other(_) => ("neutral", "question"),
    };
    badge(tone, icon_name, t.words_subscription_status(status.word()).unwrap_or_else(|| status.word().to_owned()))
}
