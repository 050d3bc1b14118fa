//! The indirect reseller agreement on **Overview**: read, download, **Accept and continue** (R31, R32).

use std::time::Duration;

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::announce::announce;
use crate::components::button::GatedButton;
use crate::components::heading::focus_heading;
use crate::components::link::OutLink;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::agreement::AgreementDocument;
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::program_agreement::{ProgramAgreement, check_accept};
use crate::domain::refusal::RefusalCode;
use crate::i18n::{Texts, format, use_texts};
use crate::viewer::{use_live, use_viewer};

/// The addresses of the text die after five minutes (api/partner-center.md 9.5): they are asked for anew before that.
const FRESH_FOR: Duration = Duration::from_mins(4);

/// What is offered, and where its text is.
type Offered = Option<(ProgramAgreement, AgreementDocument)>;

/// The card.
#[component]
pub(super) fn Agreement() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let language = t.language().tag();
    let offered: Loaded<Offered> = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move {
            let Some(agreement) = client.list_program_agreements().await?.into_iter().next() else { return Ok(None) };
            let document = client.program_agreement_document(&agreement.id, language).await?;
            Ok(Some((agreement, document)))
        }
    });
    if let Ok(timer) = set_interval_with_handle(move || offered.refetch(), FRESH_FOR) {
        on_cleanup(move || timer.clear());
    }
    view! {
        <section class="card" aria-labelledby="agreement-title">
            <h2 class="card__title" id="agreement-title">{t.standing_agreement_title()}</h2>
            <p class="card__lead">{t.standing_agreement_body()}</p>
            {load(offered, move |offered| match offered {
                Some((agreement, document)) => view! { <Offer agreement document /> }.into_any(),
                None => view! { <Notice tone="info" title=t.overview_elsewhere_title() body=t.overview_elsewhere_body() /> }.into_any(),
            })}
        </section>
    }
}

/// Title, text and the button.
#[component]
fn Offer(
    /// The agreement.
    agreement: ProgramAgreement,
    /// Where its text is.
    document: AgreementDocument,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let allowed = use_viewer().may(Action::Enrol);
    let refusal = allowed.and_then(|()| check_accept(&EnrolmentStatus::Authorized, agreement.signature.as_ref())).err();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let version = version_of(t, &agreement);
    let title = agreement.title.clone();
    let accept = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let (client, live, agreement) = (client.clone(), live.clone(), agreement.clone());
        leptos::task::spawn_local(async move {
            match client.accept_program_agreement(&agreement).await {
                Ok(_) => {
                    live.changed();
                    focus_heading();
                    announce(t.overview_enrolled());
                }
                Err(why) => {
                    // Somebody else was faster: the page shows who, once it has read again.
                    if why.is(RefusalCode::AgreementAlreadyAccepted) {
                        live.changed();
                    }
                    error.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <p><strong>{title}</strong>" "<span class="muted">{version}</span></p>
        <div class="cluster">
            <OutLink to=document.display_uri class="button" label=t.standing_agreement_read() />
            <OutLink to=document.download_uri class="button" download=String::new() label=t.standing_agreement_download() />
        </div>
        <Notice tone="warning" title=t.overview_warning_title() body=t.standing_agreement_final() />
        {move || error.get().map(|error| view! { <Trouble error /> })}
        <GatedButton
            id="accept-agreement"
            label=t.standing_agreement_accept()
            refusal=Signal::stored(refusal)
            kind="primary"
            icon_name="checkmark"
            busy
            on_press=accept
        />
    }
}

fn version_of(t: Texts, agreement: &ProgramAgreement) -> String {
    let date = agreement.offered.map_or_else(|| t.general_unknown(), |at| format::date(t, at));
    t.standing_agreement_version(&date, &agreement.version)
}
