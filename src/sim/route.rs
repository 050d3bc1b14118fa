//! Which handler answers which address.

use super::call::Call;
use super::later;
use super::profiles::Kind;
use super::reply::{Answered, fault, not_found};
use super::state::State;
use super::{
    agreements, countries, customer_invitations, customers, deeds, domains, eligibility, enrolling, extensions, incentives,
    licences, new_customers, offers, orders, partnership_invitations, profiles, program_agreements, provider_directory,
    relationships, reviews, session, subscriptions, support_contacts, transfers, users, validations,
};
use crate::api::http::Method::{Delete, Get, Head, Patch, Post, Put};
use crate::api::http::{Method, Reply, Request};

/// Answers a call. Letters of the path count alike (1.1), ids among them.
pub(super) fn answer(state: &mut State, call: &Call<'_>) -> Answered {
    match First::of(call.request) {
        Some(First::Me) => session::me(state, call),
        Some(First::Customers) => customers::list(state, call),
        Some(First::ResellerProgram) => enrolling::reseller(state, call),
        None => later::answer(state, call),
    }
}

/// Whether `request` is among those of the first page.
pub(super) fn is_first(request: &Request) -> bool {
    First::of(request).is_some()
}

/// What **Overview** asks, and the frame around it.
enum First {
    Me,
    Customers,
    ResellerProgram,
}

impl First {
    fn of(request: &Request) -> Option<Self> {
        let is = |path: &[&str]| {
            let segments = request.segments();
            segments.len() == path.len() && segments.iter().zip(path).all(|(segment, word)| segment.eq_ignore_ascii_case(word))
        };
        match request.method {
            Get if is(&["v1", "me"]) => Some(Self::Me),
            // With a filter, or from the next page on, it is not what the first page asks.
            Get if is(&["v1", "customers"]) => {
                let is_plain = ["filter", "seekOperation"].iter().all(|name| request.query_value(name).is_none());
                is_plain.then_some(Self::Customers)
            }
            Get if is(&["v1", "enrolledprograms", "indirectreseller"]) => Some(Self::ResellerProgram),
            _ => None,
        }
    }
}

/// Answers a call that is not of the first page; in the page it is fetched later, see [`later`].
pub(super) fn rest(state: &mut State, call: &Call<'_>) -> Answered {
    let segments: Vec<String> = call.request.segments().iter().map(|segment| segment.to_ascii_lowercase()).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let Some((&"v1", path)) = segments.split_first() else { return Err(unknown()) };
    let method = call.request.method;
    match path {
        ["me"] => only(method, &[Get], || session::me(state, call)),
        ["enrolledprograms" | "programagreements" | "incentives" | "profiles", ..] => of_organisation(state, call, path),
        ["relationships"] => only(method, &[Get], || relationships::list(state, call)),
        ["relationships", partner] => only(method, &[Delete], || relationships::remove(state, call, partner)),
        ["relationships", partner, "removalpreview"] => {
            only(method, &[Get], || relationships::removal_preview(state, call, partner))
        }
        ["partnershipinvitations" | "customerinvitations" | "simulation", ..] => of_invitations(state, call, path),
        ["indirectproviders"] => only(method, &[Get], || provider_directory::list(call)),
        ["indirectproviders", "me"] => match method {
            Get => provider_directory::own(call),
            Put => provider_directory::change_own(call),
            _ => Err(not_allowed(&[Get, Put])),
        },
        ["indirectproviders", id] => only(method, &[Get], || provider_directory::get(call, id)),
        ["customers", "relationshiprequests"] => only(method, &[Get], || customer_invitations::link(state, call)),
        ["compliance", "csp", "agreementstatus"] => only(method, &[Get], || relationships::agreement_status(state, call)),
        ["auditrecords"] => only(method, &[Get], || deeds::list(state, call)),
        ["agreements"] => only(method, &[Get], || agreements::templates(call)),
        ["agreementtemplates", template, "document"] => only(method, &[Get], || agreements::document(call, template)),
        ["countryvalidationrules", code] => only(method, &[Get], || countries::get(code)),
        ["domains", domain] => only(method, &[Head], || domains::head(state, call, domain)),
        ["validations", "address"] => only(method, &[Post], || validations::check_address(call)),
        ["offers"] => only(method, &[Get], || offers::list(call)),
        ["offers", id] => only(method, &[Get], || offers::get(call, id)),
        ["offers", id, "addons"] => only(method, &[Get], || offers::add_ons(call, id)),
        ["customers"] => match method {
            Get => customers::seek(state, call),
            Post => new_customers::create(state, call),
            _ => Err(not_allowed(&[Get, Post])),
        },
        ["customers", customer, rest @ ..] => of_customer(state, call, customer, rest),
        _ => Err(unknown()),
    }
}

/// What an organisation is, and the programmes that it is in.
fn of_organisation(state: &mut State, call: &Call<'_>, path: &[&str]) -> Answered {
    let method = call.request.method;
    match path {
        ["enrolledprograms"] => only(method, &[Get], || enrolling::list(state, call)),
        ["enrolledprograms", "indirectreseller"] => match method {
            Get => enrolling::reseller(state, call),
            Post => enrolling::enrol(state, call),
            Delete => enrolling::leave(state, call),
            _ => Err(not_allowed(&[Get, Post, Delete])),
        },
        ["enrolledprograms", "indirectreseller", "verificationemails"] => {
            only(method, &[Post], || enrolling::resend(state, call))
        }
        ["enrolledprograms", "directbill"] => only(method, &[Get], || enrolling::direct_bill(state, call)),
        ["enrolledprograms", _] => only(method, &[Get], || Err(not_found())),
        ["programagreements"] => only(method, &[Get], || program_agreements::list(state, call)),
        ["programagreements", id, "document"] => only(method, &[Get], || program_agreements::document(state, call, id)),
        ["programagreements", id, "signatures"] => only(method, &[Post], || program_agreements::sign(state, call, id)),
        ["incentives", "invitations"] => only(method, &[Get], || incentives::list(state, call)),
        ["incentives", "invitations", id] => only(method, &[Patch], || incentives::change(state, call, id)),
        ["profiles", "mpn"] => only(method, &[Get], || relationships::mpn_profile(call)),
        ["profiles", name] => {
            let kind = match *name {
                "legalbusiness" => Kind::Legal,
                "organization" => Kind::Organisation,
                "billing" => Kind::Billing,
                "support" => Kind::Support,
                _ => return Err(unknown()),
            };
            match method {
                Get => profiles::get(state, call, kind),
                Put => profiles::put(state, call, kind),
                _ => Err(not_allowed(&[Get, Put])),
            }
        }
        _ => Err(unknown()),
    }
}

/// Partnerships and customers that are asked for.
fn of_invitations(state: &mut State, call: &Call<'_>, path: &[&str]) -> Answered {
    let method = call.request.method;
    match path {
        ["partnershipinvitations"] => match method {
            Get => partnership_invitations::list(state, call),
            Post => partnership_invitations::create(state, call),
            _ => Err(not_allowed(&[Get, Post])),
        },
        ["partnershipinvitations", id] => match method {
            Get => partnership_invitations::get(state, call, id),
            Delete => partnership_invitations::withdraw(state, call, id),
            _ => Err(not_allowed(&[Get, Delete])),
        },
        ["partnershipinvitations", id, "accept"] => only(method, &[Post], || partnership_invitations::accept(state, call, id)),
        ["customerinvitations"] => match method {
            Get => customer_invitations::list(state, call),
            Post => customer_invitations::create(state, call),
            _ => Err(not_allowed(&[Get, Post])),
        },
        ["customerinvitations", id] => only(method, &[Patch], || customer_invitations::change(state, call, id)),
        // Not of the contract: what happens on a page at Microsoft.
        ["simulation", "customerinvitations", id, "acceptance"] => {
            only(method, &[Post], || customer_invitations::accept(state, call, id))
        }
        _ => Err(unknown()),
    }
}

fn of_customer(state: &mut State, call: &Call<'_>, customer: &str, path: &[&str]) -> Answered {
    let method = call.request.method;
    match path {
        [] => only(method, &[Get], || customers::get(state, call, customer)),
        ["profiles", "billing"] => match method {
            Get => customers::bill_to(state, call, customer),
            Put => customers::change_bill_to(state, call, customer),
            _ => Err(not_allowed(&[Get, Put])),
        },
        ["profiles", "company"] => only(method, &[Get], || customers::company_profile(state, call, customer)),
        ["relationships"] => match method {
            Get => customers::relationships(state, call, customer),
            Post => extensions::create(state, call, customer),
            _ => Err(not_allowed(&[Get, Post])),
        },
        ["relationships", "preview"] => only(method, &[Get], || extensions::preview(state, call, customer)),
        ["agreements"] => match method {
            Get => agreements::list(state, call, customer),
            Post => agreements::confirm(state, call, customer),
            _ => Err(not_allowed(&[Get, Post])),
        },
        ["directsignedmicrosoftcustomeragreementstatus"] => {
            only(method, &[Get], || agreements::direct_signed(state, call, customer))
        }
        ["subscriptions"] => only(method, &[Get], || subscriptions::list(state, call, customer)),
        ["subscriptions", id] => match method {
            Get => subscriptions::get(state, call, customer, id),
            Patch => subscriptions::change(state, call, customer, id),
            _ => Err(not_allowed(&[Get, Patch])),
        },
        ["orders"] => match method {
            Get => orders::list(state, call, customer),
            Post => orders::create(state, call, customer),
            _ => Err(not_allowed(&[Get, Post])),
        },
        ["orders", id] => only(method, &[Get], || orders::get(state, call, customer, id)),
        ["subscriptions", id, "supportcontact"] => match method {
            Get => support_contacts::get(state, call, customer, id),
            Put => support_contacts::change(state, call, customer, id),
            _ => Err(not_allowed(&[Get, Put])),
        },
        ["subscriptions", id, "addons"] => only(method, &[Get], || subscriptions::add_ons(state, call, customer, id)),
        ["transferseligibility"] => only(method, &[Get], || eligibility::list(state, call, customer)),
        ["users" | "directoryroles" | "subscribedskus", ..] => of_users(state, call, customer, path),
        ["transfers", rest @ ..] => of_transfers(state, call, customer, rest),
        _ => Err(unknown()),
    }
}

fn of_users(state: &mut State, call: &Call<'_>, customer: &str, path: &[&str]) -> Answered {
    let method = call.request.method;
    match path {
        ["users"] => match method {
            Get => users::list(state, call, customer),
            Post => users::create(state, call, customer),
            _ => Err(not_allowed(&[Get, Post])),
        },
        ["users", id] => match method {
            Get => users::get(state, call, customer, id),
            Patch => users::change(state, call, customer, id),
            Delete => users::delete(state, call, customer, id),
            _ => Err(not_allowed(&[Get, Patch, Delete])),
        },
        ["users", id, "licenses"] => only(method, &[Get], || licences::list(state, call, customer, id)),
        ["users", id, "licenseupdates"] => only(method, &[Post], || licences::change(state, call, customer, id)),
        ["users", id, "directoryroles"] => only(method, &[Get], || users::roles_of(state, call, customer, id)),
        ["directoryroles"] => only(method, &[Get], || users::roles(state, call, customer)),
        ["directoryroles", id, "usermembers"] => match method {
            Get => users::members(state, call, customer, id),
            Post => users::add_member(state, call, customer, id),
            _ => Err(not_allowed(&[Get, Post])),
        },
        ["directoryroles", id, "usermembers", user] => {
            only(method, &[Delete], || users::remove_member(state, call, customer, id, user))
        }
        ["subscribedskus"] => only(method, &[Get], || licences::list_pools(state, call, customer)),
        _ => Err(unknown()),
    }
}

fn of_transfers(state: &mut State, call: &Call<'_>, customer: &str, path: &[&str]) -> Answered {
    let method = call.request.method;
    match path {
        [] => match method {
            Get => transfers::list(state, call, customer),
            Post => transfers::create(state, call, customer),
            _ => Err(not_allowed(&[Get, Post])),
        },
        [id] => match method {
            Get => transfers::get(state, call, customer, id),
            Delete => transfers::withdraw(state, call, customer, id),
            Patch => transfers::reject(state, call, customer, id),
            _ => Err(not_allowed(&[Get, Delete, Patch])),
        },
        [id, "accept"] => only(method, &[Post], || transfers::accept(state, call, customer, id)),
        [id, "review"] => match method {
            Get => reviews::get(state, call, customer, id),
            Patch => reviews::change(state, call, customer, id),
            _ => Err(not_allowed(&[Get, Patch])),
        },
        [id, "notices"] => match method {
            Get => reviews::notices(state, call, customer, id),
            Post => reviews::record_notice(state, call, customer, id),
            _ => Err(not_allowed(&[Get, Post])),
        },
        _ => Err(unknown()),
    }
}

fn only(method: Method, allowed: &[Method], handler: impl FnOnce() -> Answered) -> Answered {
    if allowed.contains(&method) { handler() } else { Err(not_allowed(allowed)) }
}

fn unknown() -> Reply {
    fault(404, 1000, "The resource could not be found.")
}

fn not_allowed(allowed: &[Method]) -> Reply {
    let words: Vec<&str> = allowed.iter().map(|method| method.word()).collect();
    Reply::empty(405).with_header("Allow", &words.join(", "))
}
