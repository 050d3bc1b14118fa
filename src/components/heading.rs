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

/// Keeps focus on the page while a part of it is drawn anew, where the control that has it may go away: it is then on the
/// control of the same id, else on the heading. To be called before the part is replaced.
pub fn hold_focus() {
    let Some(id) = focused().map(|control| control.id()) else { return };
    leptos::task::spawn_local(async move {
        // What is replaced goes within a few turns: the address changes first, then what hangs on it.
        for _ in 0..8 {
            leptos::task::tick().await;
            if focused().is_none() {
                break;
            }
        }
        if focused().is_some() {
            return;
        }
        let mut same = None;
        if !id.is_empty() {
            // What is drawn in turn comes a little later.
            for _ in 0..8 {
                same = document().get_element_by_id(&id);
                if same.is_some() {
                    break;
                }
                leptos::task::tick().await;
            }
        }
        match same.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A control that cannot take focus leaves it where it was.
            Some(control) => _ = control.focus(),
            None => focus_heading(),
        }
    });
}

/// Puts focus on the heading of a part that came up because somebody asked for it: on a page that opens with it, focus stays
/// where the browser begins.
pub fn arrive_at(heading: &web_sys::HtmlElement) {
    if focused().is_some() {
        // A heading that cannot take focus leaves it where it was.
        let _ = heading.focus();
    }
}

/// What has focus; the document itself is nothing.
fn focused() -> Option<web_sys::Element> {
    document().active_element().filter(|it| it.tag_name() != "BODY")
}

/// The heading of a page.
#[component]
pub fn PageHeading(
    /// The title; also of the window.
    #[prop(into)]
    title: Signal<String>,
    /// Whose page it is, where the title alone does not say: it stands in the title of the window too.
    #[prop(optional, into)]
    whose: Option<Signal<String>>,
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
    Effect::new(move |_| {
        let mut where_one_is = title.get();
        if let Some(whose) = whose.map(|whose| whose.get()).filter(|whose| !whose.is_empty()) {
            where_one_is = format!("{where_one_is}, {whose}");
        }
        document().set_title(&t.general_window(&where_one_is));
    });
    Effect::new(move |_| {
        let Some(heading) = node.get() else { return };
        let arrived = expect_context::<Arrived>().0;
        // Who chooses another person or language in the frame goes on choosing there.
        let chooses = focused().is_some_and(|it| it.tag_name() == "SELECT");
        if arrived.get_untracked() && !chooses {
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
