//! The size baseline: Leptos, a router, two routes and a link between them.

use leptos::prelude::*;
use leptos_router::components::{A, Route, Router, Routes};
use leptos_router::path;

fn main() {
    mount_to_body(App);
}

/// Two pages, each with a link to the other.
#[component]
fn App() -> impl IntoView {
    view! {
        <Router>
            <main>
                <Routes fallback=|| "Not found">
                    <Route path=path!("/") view=|| view! { <A href="/other">"Other"</A> } />
                    <Route path=path!("/other") view=|| view! { <A href="/">"Home"</A> } />
                </Routes>
            </main>
        </Router>
    }
}
