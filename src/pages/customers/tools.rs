//! What can be done with the list as a whole: export what is shown (R71), and ask a customer that is not there yet for a direct
//! reseller relationship (R38).

use leptos::prelude::*;

use crate::api::Client;
use crate::components::button::GatedButton;
use crate::components::draft::DraftEditor;
use crate::components::load::{Loaded, load};
use crate::domain::action::Action;
use crate::domain::enrolment::Capability;
use crate::domain::export;
use crate::domain::organisation::Side;
use crate::domain::refusal::Refusal;
use crate::i18n::mail::Template;
use crate::i18n::{Texts, format, use_texts};
use crate::pages::{mail, use_query_word};
use crate::viewer::{Viewer, use_viewer};

/// The word of the draft, in the address.
const DRAFT: &str = "relationship";

/// The file of `list`.
pub(super) fn file<'a>(t: Texts, list: impl IntoIterator<Item = &'a crate::domain::customer::Customer>) -> String {
    export::customers(format::separator(t), list)
}

/// Why a direct relationship cannot be asked for: by the status of the direct business, or by the role.
fn refusal(viewer: &Viewer) -> Option<Refusal> {
    let by_status = viewer.0.direct_bill.as_ref().and_then(|status| status.check(Capability::RequestRelationship).err());
    by_status.or_else(|| viewer.may(Action::InviteCustomers).err())
}

/// **Request a reseller relationship**; for partners.
#[component]
pub(super) fn RelationshipRequest() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let (_, set_word) = use_query_word("draft");
    let why = refusal(&viewer);
    (viewer.side() == Side::Partner).then(|| {
        view! {
            <GatedButton
                id="request-relationship"
                label=t.customers_request()
                refusal=Signal::stored(why)
                icon_name="mail"
                on_press=move || set_word(DRAFT)
            />
        }
    })
}

/// The draft with the link that the customer accepts by, while the address asks for it.
#[component]
pub(super) fn RelationshipDraft() -> impl IntoView {
    let viewer = use_viewer();
    let (word, set_word) = use_query_word("draft");
    let asked = Memo::new(move |_| word.get() == DRAFT);
    // Where it may not be asked for the service gives no link either.
    let may = viewer.side() == Side::Partner && refusal(&viewer).is_none();
    move || {
        let done = set_word.clone();
        (asked.get() && may).then(|| view! { <Draft viewer=viewer.clone() on_done=Callback::new(move |()| done("")) /> })
    }
}

#[component]
fn Draft(
    /// Who asks.
    viewer: Viewer,
    /// **Done** was pressed.
    on_done: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let link = Loaded::new(move || {
        let client = client.clone();
        async move { client.customer_link(None, None).await }
    });
    load(link, move |link| {
        let values = vec![("partner", viewer.0.organisation.name.clone()), ("sender", viewer.0.name.clone())];
        view! {
            <DraftEditor
                key="relationship".to_owned()
                title=t.customers_request_draft()
                language=t.language()
                make=mail::make(Template::RelationshipRequest, "", Some(link), values)
                on_done
            />
        }
        .into_any()
    })
}
