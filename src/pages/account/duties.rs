//! Who does what for a customer: what a partner will not do any more once it is an indirect one, and what remains (R68, R69).

use leptos::prelude::*;

use crate::components::icon::icon;
use crate::domain::customer::{Customer, CustomerKind};
use crate::i18n::Texts;

/// The part of the page.
pub(super) fn duties(t: Texts, customer: &Customer) -> AnyView {
    let provider = customer.providers.first().map_or_else(|| t.general_provider(), |provider| provider.name.clone());
    let is_indirect = customer.kind == CustomerKind::Indirect;
    let (lead, gone, sign) = if is_indirect {
        (t.duties_lead_indirect(&customer.name, &provider), t.duties_providers(), "dismiss-circle")
    } else {
        (t.duties_lead_direct(&customer.name), t.duties_until(), "clock")
    };
    let yours = [t.duties_licences(), t.duties_users(), t.duties_renewals()];
    let theirs = [t.duties_orders(), t.duties_reservations(), t.duties_history(), t.duties_software(), t.duties_bill()];
    let list = |title: String, id: &'static str, sign: &'static str, entries: &[String]| {
        let entries: Vec<AnyView> = entries
            .iter()
            .map(|entry| view! { <li class="duties__item">{icon(sign)}<span>{entry.clone()}</span></li> }.into_any())
            .collect();
        view! {
            <div>
                <h3 class="duties__title" id=id>{title}</h3>
                <ul class="duties__list" aria-labelledby=id>{entries}</ul>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="duties-title">
            <h2 class="card__title" id="duties-title">{t.duties_title()}</h2>
            <p class="card__lead">{lead}</p>
            <div class="duties">
                {list(t.duties_yours(), "duties-yours", "checkmark-circle", &yours)}
                {list(gone, "duties-gone", sign, &theirs)}
            </div>
        </section>
    }
    .into_any()
}
