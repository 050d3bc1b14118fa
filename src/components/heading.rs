//! Where one is: title of the page and of the window, the way back, and focus on arrival.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::link::Link;
use crate::i18n::use_texts;
use crate::route::Route;

/// Set once the first page stands: from then on a new page takes focus, so that a screen reader says where one is.
#[derive(Clone, Copy)]
pub struct Arrived(pub RwSignal<bool>);

/// Puts focus on the heading of the page: for what takes away the control that had it.
pub fn focus_heading() {
    if let Some(heading) =
        document().query_selector("h1").ok().flatten().and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // A heading that cannot take focus leaves it where it was.
        let _ = heading.focus();
    }
}

/// The heading of a page.
#[component]
pub fn PageHeading(
    /// The title; also of the window.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence below it.
    #[prop(optional, into)]
    lead: Option<Signal<String>>,
    /// The way back: pages above this one.
    #[prop(optional)]
    above: Vec<(String, Route)>,
    /// Beside the title, such as a state.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = use_texts();
    let node = NodeRef::<html::H1>::new();
    Effect::new(move |_| document().set_title(&t.general_window(&title.get())));
    Effect::new(move |_| {
        let Some(heading) = node.get() else { return };
        let arrived = expect_context::<Arrived>().0;
        if arrived.get_untracked() {
            // A heading that cannot take focus leaves it where it was: nothing is lost.
            let _ = heading.focus();
        }
        arrived.set(true);
    });
    let crumbs: Vec<AnyView> = above
        .into_iter()
        .map(|(name, route)| view! { <li class="breadcrumbs__item"><Link to=route>{name}</Link></li> }.into_any())
        .collect();
    view! {
        <header class="page-heading">
            {(!crumbs.is_empty())
                .then(|| {
                    view! {
                        <nav class="breadcrumbs" aria-label=t.general_breadcrumbs()>
                            <ol class="breadcrumbs__list">{crumbs}</ol>
                        </nav>
                    }
                })}
            <h1 class="page-heading__title" tabindex="-1" node_ref=node>{title}{children.map(|children| children())}</h1>
            {lead.map(|lead| view! { <p class="page-heading__lead">{lead}</p> })}
        </header>
    }
}
