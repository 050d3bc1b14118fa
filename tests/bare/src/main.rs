//! The size baseline: Leptos, a router, two routes with a link between them, and one thing asked over the network.

use gloo_net::http::Request;
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
                    <Route path=path!("/other") view=Other />
                </Routes>
            </main>
        </Router>
    }
}

/// What the server says, and the way back.
#[component]
fn Other() -> impl IntoView {
    let said = RwSignal::new(String::new());
    leptos::task::spawn_local(async move {
        if let Ok(answer) = Request::get("/said").send().await {
            said.set(answer.text().await.unwrap_or_default());
        }
    });
    view! {
        <p>{said}</p>
        <A href="/">"Home"</A>
    }
}
