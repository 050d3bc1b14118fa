//! One customer of the preflight as the table shows it.

use leptos::prelude::*;

use super::checks::Checked;
use super::start::Chosen;
use super::{Doing, label, word};
use crate::components::badge::badge;
use crate::components::link::Link;
use crate::components::table::Row;
use crate::domain::eligibility::Verdict;
use crate::domain::preflight::{Line, Remedy, Standing};
use crate::i18n::{Texts, explain, format};
use crate::route::Route;

/// What was found about each subscription, unfolded on demand.
fn verdicts(t: Texts, lines: &[Line]) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let number = |count: usize| format::number(t.language(), count as u64);
    let ready = lines.iter().filter(|line| line.verdict == Verdict::Eligible).count();
    let entry = |line: &Line| {
        let says = match &line.verdict {
            Verdict::Eligible => t.transfers_eligible(),
            Verdict::Unlisted => t.transfers_unlisted(),
            Verdict::Refused(why, _) => {
                let explained = explain::refusal(t, why);
                format!("{} {}", explained.says, explained.code)
            }
        };
        let name = if line.offer.is_empty() { line.subscription.to_string() } else { line.offer.clone() };
        view! { <li><strong>{name}</strong><br />{says}</li> }.into_any()
    };
    let entries: Vec<AnyView> = lines.iter().map(entry).collect();
    let summary = t.transition_lines(&number(lines.len()), &number(ready));
    Some(view! { <details><summary>{summary}</summary><ul class="bullets">{entries}</ul></details> }.into_any())
}

/// One customer: where it stands, what helps, and the tick by which it is chosen.
pub(super) fn row(t: Texts, checked: &Checked, doing: Option<Doing>, chosen: Chosen) -> Row {
    let customer = &checked.customer;
    let (name, domain) = (customer.name.clone(), customer.domain.clone());
    let head = view! {
        <Link to=Route::Subscriptions(customer.id.clone()) class="table__name">{name}</Link>
        <span class="table__sub">{domain}</span>
    }
    .into_any();
    let word = word(checked);
    let (tone, sign) = match &checked.standing {
        Some(Standing::Ready(_)) => ("success", "checkmark-circle"),
        Some(Standing::Blocked(_)) => ("warning", "warning"),
        Some(Standing::UnderWay(_)) => ("brand", "arrow-swap"),
        Some(Standing::Moved(_)) => ("success", "shield-check"),
        Some(Standing::Nothing) => ("neutral", "building"),
        None => ("neutral", "question"),
    };
    let (detail, remedy) = match &checked.standing {
        Some(Standing::Blocked(why)) => {
            let filled = why.clone().with("customer", customer.name.as_str());
            let explained = explain::refusal(t, &filled);
            let remedy = t.words_remedy(Remedy::of(why.code).word()).unwrap_or_default();
            let next = view! { {remedy}<span class="table__sub">{explained.next}</span> }.into_any();
            (format!("{} {}", explained.says, explained.code), next)
        }
        Some(Standing::Ready(ids)) if checked.lines.is_empty() => (t.transition_subscriptions(ids.len() as u64), ().into_any()),
        _ => (String::new(), ().into_any()),
    };
    let standing = view! {
        {badge(tone, sign, label(t, word))}
        {(!detail.is_empty()).then(|| view! { <span class="table__sub">{detail}</span> })}
        {verdicts(t, &checked.lines)}
    }
    .into_any();
    let mut cells = vec![standing, remedy];
    if let Some(doing) = doing {
        cells.push(chosen.tick(t, doing, checked));
    }
    Row::new(head, cells)
}
