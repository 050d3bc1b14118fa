//! Small pictures of numbers. Each is drawn beside the table that says the same: what it shows is read aloud from there, and the parts
//! differ by pattern too, so that nobody needs colour.

use leptos::prelude::*;

use crate::domain::measure::thousandths;
use crate::i18n::{Texts, format};

/// One part of a whole.
pub struct Part {
    /// Which pattern it bears: a word of [`crate::domain::measure::Stage`].
    pub look: &'static str,
    /// What it is.
    pub label: String,
    /// How many.
    pub count: u64,
    /// Where those are listed, if anywhere.
    pub to: Option<String>,
}

fn label(text: String, to: Option<String>) -> AnyView {
    match to {
        Some(to) => view! { <a href=to>{text}</a> }.into_any(),
        None => text.into_any(),
    }
}

/// The headings of a key are heard, and not seen: what stands below them is plain to see.
fn heads(labels: Vec<String>) -> AnyView {
    let heads: Vec<AnyView> = labels
        .into_iter()
        .map(|label| view! { <th scope="col"><span class="visually-hidden">{label}</span></th> }.into_any())
        .collect();
    view! { <tr>{heads}</tr> }.into_any()
}

/// A part of a whole in percent, as a length on the screen.
#[expect(clippy::cast_precision_loss, reason = "thousandths of a bar")]
fn length(part: u64, whole: u64) -> String {
    format!("{}%", thousandths(part, whole) as f64 / 10.0)
}

/// The table of a picture named `title`, below `bar` where it has one of its own.
fn drawn(title: String, kind: Option<&'static str>, bar: Option<AnyView>, labels: Vec<String>, rows: Vec<AnyView>) -> AnyView {
    view! {
        <div class="chart">
            <p class="chart__title" aria-hidden="true">{title.clone()}</p>
            {bar}
            <table class="chart__key" data-kind=kind>
                <caption class="visually-hidden">{title}</caption>
                <thead>{heads(labels)}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A whole named `title` as one bar of its parts, with a table as its key.
pub fn parts(t: Texts, title: String, parts: Vec<Part>) -> AnyView {
    let total: u64 = parts.iter().map(|part| part.count).sum();
    let bar: Vec<AnyView> = parts
        .iter()
        .filter(|part| part.count > 0)
        .map(|part| {
            view! { <span class="chart__part" data-look=part.look style:flex-grow=part.count.to_string()></span> }.into_any()
        })
        .collect();
    let rows: Vec<AnyView> = parts
        .into_iter()
        .map(|Part { look, label: text, count, to }| {
            view! {
                <tr>
                    <th scope="row"><span class="chart__sign" data-look=look aria-hidden="true"></span>{label(text, to)}</th>
                    <td>{format::number(t.language(), count)}</td>
                    <td class="chart__share">{format::percent(t, thousandths(count, total))}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let bar = view! { <div class="chart__bar" aria-hidden="true">{bar}</div> }.into_any();
    drawn(title, None, Some(bar), vec![t.chart_stage(), t.chart_number(), t.chart_share()], rows)
}

/// Numbers named `title` side by side, each as a bar as long as it is of the largest.
pub fn bars(t: Texts, title: String, head: String, parts: Vec<Part>) -> AnyView {
    let largest = parts.iter().map(|part| part.count).max().unwrap_or(0);
    let rows: Vec<AnyView> = parts
        .into_iter()
        .map(|Part { look, label: text, count, to }| {
            view! {
                <tr>
                    <th scope="row">{label(text, to)}</th>
                    <td class="chart__lane">
                        <span aria-hidden="true">
                            <span class="chart__part" data-look=look hidden=count == 0 style:inline-size=length(count, largest)></span>
                        </span>
                        <span class="chart__count">{format::number(t.language(), count)}</span>
                    </td>
                </tr>
            }
            .into_any()
        })
        .collect();
    drawn(title, Some("bars"), None, vec![head, t.chart_number()], rows)
}

/// A figure against what is required, named `name`; `text` says in words how they compare.
pub fn meter(name: String, figure: u64, required: u64, text: String) -> AnyView {
    let most = required.max(figure).max(1);
    // Where more is there than is needed, the threshold has its mark within the bar.
    let mark = length(required, most);
    let tone = if figure >= required { "success" } else { "warning" };
    view! {
        <div class="meter" data-tone=tone>
            <span class="meter__scale">
                <meter class="meter__bar" aria-label=name min="0" max=most.to_string() value=figure.to_string()></meter>
                <span class="meter__mark" aria-hidden="true" style:inset-inline-start=mark></span>
            </span>
            <span class="meter__text">{text}</span>
        </div>
    }
    .into_any()
}
