//! A session that a gateway keeps in a cookie no script can read. What shows that a write comes from a page of ours is a token that
//! the gateway sends with its answers (`X-XSRF-TOKEN`): only who may read them can bring it back.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::{ArcRwSignal, Set as _, window};

use super::tabs;
use crate::api::fetch::{self, Learning, Pass, Stamping};
use crate::api::http::{Reply, Request};
use crate::domain::percent::encode;
use crate::storage::Keep;
use crate::viewer::Gate;

/// The header of the anti-forgery token, in answers and in writes.
const TOKEN: &str = "X-XSRF-TOKEN";

/// Under which name a tab notes that it has been to the sign-in page by itself.
const BEEN: &str = "been-to-sign-in";

struct Gateway {
    token: Arc<Mutex<Option<String>>>,
}

impl Pass for Gateway {
    fn takes_cookies(&self) -> bool {
        true
    }

    fn stamp(&self, mut request: Request) -> Stamping {
        if let Some(token) =
            self.token.lock().unwrap_or_else(PoisonError::into_inner).as_deref().filter(|_| !request.method.is_read())
        {
            request.set_header(TOKEN, token);
        }
        Box::pin(std::future::ready(request))
    }

    fn learn(&self, _sent: &Request, reply: &Reply) -> Learning {
        let Some(token) = reply.header(TOKEN) else { return Box::pin(std::future::ready(false)) };
        let before = self.token.lock().unwrap_or_else(PoisonError::into_inner).replace(token.to_owned());
        if reply.is_success() {
            Keep::Tab.remove(BEEN);
        }
        if before.is_some_and(|before| before != token) {
            // Another session, begun in another tab, perhaps another person's: what is shown here is not theirs.
            tabs::leave(&tabs::here());
        }
        Box::pin(std::future::ready(false))
    }
}

/// Begins with the sign-in of a gateway, whose paths count from the API's origin.
pub(super) fn begin(api_base: &str, sign_in: &str, sign_out: &str) -> (Arc<dyn Pass + Send + Sync>, Gate) {
    let (sign_in, sign_out) = (resolve(api_base, sign_in), resolve(api_base, sign_out));
    let token: Arc<Mutex<Option<String>>> = Arc::default();
    let is_out = ArcRwSignal::new(false);
    tabs::follow(is_out.clone(), {
        let token = Arc::clone(&token);
        move || *token.lock().unwrap_or_else(PoisonError::into_inner) = None
    });
    let enter: Arc<dyn Fn() + Send + Sync> = Arc::new({
        let sign_in = sign_in.clone();
        move || {
            let (origin, here) = (window().location().origin().unwrap_or_default(), tabs::here());
            // Its own origin it knows.
            let back = if sign_in.starts_with('/') || sign_in.starts_with(&format!("{origin}/")) { here } else { origin + &here };
            let mark = if sign_in.contains('?') { '&' } else { '?' };
            tabs::leave(&format!("{sign_in}{mark}return={}", encode(&back)));
        }
    });
    let arrive = {
        let enter = Arc::clone(&enter);
        move || {
            // Whoever comes back from there as nobody is not sent in a circle.
            if Keep::Tab.get(BEEN).is_some() || !Keep::Tab.set(BEEN, "yes") {
                return false;
            }
            enter();
            true
        }
    };
    let leave = {
        let (token, is_out) = (Arc::clone(&token), is_out.clone());
        move || {
            let held = token.lock().unwrap_or_else(PoisonError::into_inner).take();
            let (sign_out, is_out) = (sign_out.clone(), is_out.clone());
            // Whatever the service says, and however late: nothing of it stays here.
            tabs::forget_everywhere();
            leptos::task::spawn_local(async move {
                let with = |token: Option<String>| token.map(|token| (TOKEN.to_owned(), token)).into_iter().collect::<Vec<_>>();
                let reply = fetch::post(&sign_out, &with(held)).await;
                let again =
                    reply.ok().filter(|reply| reply.status == 403).and_then(|reply| reply.header(TOKEN).map(str::to_owned));
                if again.is_some() {
                    // What is not answered is told by the next sign-in, which asks for a person again or does not.
                    let _ = fetch::post(&sign_out, &with(again)).await;
                }
                // What was kept while it waited.
                tabs::forget_everywhere();
                is_out.set(true);
            });
        }
    };
    let gate = Gate { sign_in: enter, sign_out: Arc::new(leave), arrive: Arc::new(arrive), meet: Arc::new(tabs::meet), is_out };
    (Arc::new(Gateway { token }), gate)
}

/// A path of the API's origin as an address; an address as it is.
fn resolve(api_base: &str, place: &str) -> String {
    let origin =
        api_base.split_once("://").map(|(scheme, rest)| format!("{scheme}://{}", rest.split('/').next().unwrap_or_default()));
    match origin {
        Some(origin) if place.starts_with('/') => origin + place,
        _ => place.to_owned(),
    }
}
