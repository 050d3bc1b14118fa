//! The designers' gallery: every screen in every state, by flow and step, each a link (static-mode.md; R163).

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::components::heading::PageHeading;
use crate::components::icon::icon;
use crate::components::trouble::Trouble;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::use_texts;
use crate::viewer::Preview;

/// One entry: flow, step, and the address that shows it.
struct Entry {
    flow: &'static str,
    step: &'static str,
    address: &'static str,
}

/// The screens, in the order of the flows.
const ENTRIES: &[Entry] = &[
    Entry { flow: "start", step: "overview-partner", address: "/?scenario=ready" },
    Entry { flow: "start", step: "overview-provider", address: "/?scenario=requested&as=provider-admin-agent" },
    Entry { flow: "start", step: "overview-fresh", address: "/?scenario=fresh" },
    Entry {
        flow: "start",
        step: "program",
        address: "/settings/account-settings/partner-profile/program-info?scenario=partnered",
    },
    Entry { flow: "start", step: "customers", address: "/customers?scenario=ready" },
    Entry {
        flow: "start",
        step: "customers-open",
        address: "/customers?open=9ed89edd-d684-4325-b600-e6129ec04ece&scenario=ready",
    },
    Entry { flow: "start", step: "customers-empty", address: "/customers?scenario=empty" },
    Entry { flow: "start", step: "customers-provider", address: "/customers?scenario=requested&as=provider-admin-agent" },
    Entry { flow: "start", step: "providers", address: "/indirect-providers?scenario=partnered" },
    Entry { flow: "start", step: "providers-refused", address: "/indirect-providers?scenario=fresh" },
    Entry { flow: "start", step: "resellers", address: "/indirect-resellers?scenario=partnered&as=provider-admin-agent" },
    Entry {
        flow: "partner",
        step: "subscriptions-blocked",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions?scenario=partnered",
    },
    Entry {
        flow: "partner",
        step: "subscriptions-ready",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions?scenario=ready",
    },
    Entry {
        flow: "partner",
        step: "subscriptions-role",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions?scenario=ready&as=partner-global-admin",
    },
    Entry {
        flow: "partner",
        step: "request",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/subscriptions?dialog=request-transfer&scenario=ready",
    },
    Entry {
        flow: "partner",
        step: "request-litware",
        address: "/customers/43f2f193-6e85-4f08-b592-7b0fe339d309/subscriptions?dialog=request-transfer&scenario=ready",
    },
    Entry {
        flow: "partner",
        step: "inform",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?draft=created&scenario=requested",
    },
    Entry {
        flow: "partner",
        step: "transfer-active",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=requested",
    },
    Entry {
        flow: "partner",
        step: "transfer-drifted",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=drifted",
    },
    Entry {
        flow: "partner",
        step: "transfer-progress",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=in-progress",
    },
    Entry {
        flow: "partner",
        step: "transfer-complete",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=complete",
    },
    Entry {
        flow: "partner",
        step: "transfer-partial",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=partial",
    },
    Entry {
        flow: "partner",
        step: "transfer-rejected",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=rejected-transfer",
    },
    Entry {
        flow: "partner",
        step: "transfer-verified",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=verified",
    },
    Entry { flow: "provider", step: "inbox", address: "/transfers?scenario=requested&as=provider-admin-agent" },
    Entry { flow: "provider", step: "inbox-empty", address: "/transfers?scenario=ready&as=provider-admin-agent" },
    Entry {
        flow: "provider",
        step: "review",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=requested&as=provider-admin-agent",
    },
    Entry {
        flow: "provider",
        step: "review-drifted",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=drifted&as=provider-admin-agent",
    },
    Entry {
        flow: "provider",
        step: "review-role",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=requested&as=provider-global-admin",
    },
    Entry {
        flow: "provider",
        step: "provider-progress",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=in-progress&as=provider-admin-agent",
    },
    Entry {
        flow: "provider",
        step: "provider-complete",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=complete&as=provider-admin-agent",
    },
    Entry {
        flow: "provider",
        step: "provider-partial",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=partial&as=provider-admin-agent",
    },
    Entry {
        flow: "provider",
        step: "provider-inform",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?draft=completed&scenario=complete&as=provider-sales-agent",
    },
    Entry { flow: "trouble", step: "missing", address: "/nowhere?scenario=ready" },
    Entry {
        flow: "trouble",
        step: "other-organisation",
        address: "/customers/9ed89edd-d684-4325-b600-e6129ec04ece/transfers/20db739a-3800-4191-8e19-3049372f290a?scenario=requested&as=rival-admin-agent",
    },
    Entry { flow: "trouble", step: "unreachable", address: "/customers?scenario=ready&fault=GET%20/v1/customers=offline" },
    Entry { flow: "trouble", step: "throttled", address: "/customers?scenario=ready&fault=GET%20/v1/customers=429" },
    Entry { flow: "trouble", step: "malformed", address: "/customers?scenario=ready&fault=GET%20/v1/customers=malformed" },
    Entry { flow: "trouble", step: "unknown-scenario", address: "/?scenario=nothing-of-this-name" },
];

/// The gallery; in live mode there is none.
#[component]
pub fn DesignPage() -> impl IntoView {
    let t = use_texts();
    let is_preview = use_context::<Preview>().is_some();
    let wanted = RwSignal::new(String::new());
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let list = move || {
        let wanted = wanted.get().to_lowercase();
        let mut flows: Vec<&str> = Vec::new();
        for entry in ENTRIES {
            if !flows.contains(&entry.flow) {
                flows.push(entry.flow);
            }
        }
        flows
            .into_iter()
            .map(|flow| {
                let title = t.words_flow(flow).unwrap_or_default();
                let links: Vec<AnyView> = ENTRIES
                    .iter()
                    .filter(|entry| entry.flow == flow)
                    .map(|entry| (t.words_screen(entry.step).unwrap_or_default(), entry.address))
                    .filter(|(step, address)| step.to_lowercase().contains(&wanted) || title.to_lowercase().contains(&wanted) || address.contains(&wanted))
                    .map(|(step, address)| {
                        let to = format!("{}{}", base.trim_end_matches('/'), address);
                        view! { <li><a href=to rel="external">{step}</a><span class="table__sub code">{address}</span></li> }.into_any()
                    })
                    .collect();
                (!links.is_empty()).then(|| view! { <section class="section"><h2 class="card__title">{title.clone()}</h2><ul class="columns">{links}</ul></section> })
            })
            .collect::<Vec<_>>()
    };
    view! {
        <PageHeading title=t.design_title() lead=t.design_lead() />
        {if is_preview {
            view! {
                <div class="toolbar" role="search">
                    <div class="field search">
                        <label class="field__label" for="design-search">{t.design_search()}</label>
                        {icon("search")}
                        <input class="field__input" id="design-search" type="search" on:input=move |event| wanted.set(event_target_value(&event)) />
                    </div>
                </div>
                {list}
            }
                .into_any()
        } else {
            view! { <Trouble error=ApiError::refused(Refusal::new(RefusalCode::NotFound)) /> }.into_any()
        }}
    }
}
