//! Tables that become cards on a phone. The roles are written out: a table that is laid out otherwise loses them.

use leptos::prelude::*;

/// One column.
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Whether it holds numbers.
    pub numeric: bool,
    /// Whether the rows are sorted by it: `ascending`, `descending`, or not.
    pub sorted: Signal<Option<&'static str>>,
}

impl Column {
    /// A column of words.
    pub fn text(label: String) -> Self {
        Self { label, numeric: false, sorted: Signal::derive(|| None) }
    }

    /// The same, with how the rows are sorted by it.
    #[must_use]
    pub fn sorted(self, sorted: Signal<Option<&'static str>>) -> Self {
        Self { sorted, ..self }
    }

    /// A column of numbers.
    pub fn number(label: String) -> Self {
        Self { numeric: true, ..Self::text(label) }
    }
}

/// One row; the head names it.
pub struct Row {
    /// What the row is about.
    pub head: AnyView,
    /// The other cells, in the order of the columns after the first.
    pub cells: Vec<AnyView>,
    /// Whether it belongs to the row above, as an add-on does.
    pub child: bool,
    /// What can be unfolded below it.
    pub detail: Option<Fold>,
}

/// What is unfolded below a row; the row itself stays as it is, with the focus that it may have.
pub struct Fold {
    /// Whether it is unfolded.
    pub open: Signal<bool>,
    /// Draws it.
    pub content: Box<dyn Fn() -> AnyView + Send + Sync>,
}

impl Row {
    /// An ordinary row.
    pub fn new(head: AnyView, cells: Vec<AnyView>) -> Self {
        Self { head, cells, child: false, detail: None }
    }
}

/// A table named `caption`.
pub fn table(caption: String, columns: Vec<Column>, rows: Vec<Row>) -> AnyView {
    let heads = heads(&columns);
    let body: Vec<AnyView> = rows.into_iter().map(|row| draw(row, &columns, None)).collect();
    let name = caption.clone();
    view! {
        <div class="table-scroll" role="group" tabindex="0" aria-label=name>
            <table class="table" role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The headings of the columns.
pub(super) fn heads(columns: &[Column]) -> Vec<AnyView> {
    columns
        .iter()
        .map(|column| {
            let class = if column.numeric { "table__number" } else { "" };
            let sorted = column.sorted;
            view! { <th role="columnheader" scope="col" class=class aria-sort=move || sorted.get()>{column.label.clone()}</th> }
                .into_any()
        })
        .collect()
}

/// Where a row stands in a list of which only some rows are drawn.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// Its place, from 0.
    pub(super) place: usize,
    /// Its number among all rows of the table, headings and unfolded parts included, from 1.
    pub(super) index: Signal<usize>,
}

/// Draws a row, and what is unfolded below it.
pub(super) fn draw(row: Row, columns: &[Column], at: Option<At>) -> AnyView {
    let cells: Vec<AnyView> = row
        .cells
        .into_iter()
        .zip(columns.iter().skip(1))
        .map(|(cell, column)| {
            let class = if column.numeric { "table__number" } else { "" };
            view! { <td role="cell" class=class data-label=column.label.clone()><div>{cell}</div></td> }.into_any()
        })
        .collect();
    let class = if row.child { "table__child" } else { "" };
    let open = row.detail.as_ref().map(|fold| fold.open);
    let width = columns.len().to_string();
    let index = move |below: usize| at.map(|at| (at.index.get() + below).to_string());
    let detail = row.detail.map(|Fold { open, content }| {
        move || {
            open.get().then(|| {
                view! {
                    <tr role="row" class="table__detail" aria-rowindex=move || index(1)>
                        <td role="cell" colspan=width.clone()>{content()}</td>
                    </tr>
                }
            })
        }
    });
    view! {
        <tr
            role="row"
            class=class
            data-open=move || open.is_some_and(|open| open.get()).then_some("")
            data-place=at.map(|at| at.place.to_string())
            aria-rowindex=move || index(0)
        >
            <th role="rowheader" scope="row">{row.head}</th>
            {cells}
        </tr>
        {detail}
    }
    .into_any()
}
