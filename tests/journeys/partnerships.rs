//! Partnerships: the directory, the provider's invitation, its acceptance, the end (requirements R42 to R52, R127 to R138).

use crossover::api::compliance::PartnerKey;
use crossover::api::http::{Method, Request};
use crossover::domain::action::Action;
use crossover::domain::ids::{InvitationId, TenantId};
use crossover::domain::organisation::Side;
use crossover::domain::partnership::PartnershipState;
use crossover::domain::partnership_invitation::{Addressee, InvitationState, NewPartnershipInvitation};
use crossover::domain::provider_listing::Offers;
use crossover::domain::refusal::RefusalCode;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use serde_json::{Value, json};

use super::desk::{Desk, PARTNER, PROVIDER, RIVAL, body, mpn, northwind_transfer, refused, run};

const GLOBAL_ADMIN: Persona = Persona::PartnerGlobalAdmin;

fn id(word: &str) -> InvitationId {
    InvitationId::parse(word).unwrap()
}

fn to(email: &str) -> NewPartnershipInvitation {
    let to = Addressee { email: Some(email.to_owned()), ..Addressee::default() };
    NewPartnershipInvitation { to, language: "sv".to_owned() }
}

fn providers(desk: &Desk) -> Vec<String> {
    let list = run(desk.seat(PARTNER).list_partnerships(Side::Partner)).unwrap();
    list.into_iter().filter(|it| it.state == PartnershipState::Active).map(|it| it.name).collect()
}

fn resellers(desk: &Desk) -> Vec<String> {
    run(desk.seat(PROVIDER).list_partnerships(Side::Provider)).unwrap().into_iter().map(|it| it.name).collect()
}

// R42, R43, R44
#[test]
fn the_directory_lists_providers_with_what_compares_them_and_those_of_another_region_cannot_be_chosen() {
    let desk = Desk::open(Scenario::Fresh);
    let reader = run(desk.seat(GLOBAL_ADMIN).me()).unwrap().organisation;
    let all = run(desk.seat(GLOBAL_ADMIN).list_provider_directory()).unwrap();
    assert!(all.len() >= 12, "{}", all.len());
    for listing in &all {
        assert!(!listing.countries.is_empty() && !listing.languages.is_empty(), "{}", listing.name);
        assert!(listing.website.starts_with("https://") && listing.contact_email.contains('@'), "{}", listing.name);
        let is_near = listing.csp_region == reader.csp_region;
        assert_eq!(listing.selectable, is_near, "{}", listing.name);
        assert_eq!(
            listing.check(&reader).map_err(|why| why.code),
            if is_near { Ok(()) } else { Err(RefusalCode::RegionMismatch) }
        );
    }
    for place in 0..3 {
        let has = |offers: &Offers| [offers.technical_training, offers.marketing, offers.financing][place];
        assert!(all.iter().any(|it| has(&it.offers)) && all.iter().any(|it| !has(&it.offers)));
    }
    let countries: std::collections::HashSet<&String> = all.iter().flat_map(|it| &it.countries).collect();
    assert!(countries.len() > 10);
    // Its pages, its filters, and one of it.
    let first = body(&desk.call(PARTNER, Request::get(&["v1", "indirectproviders"]).query("size", "5")));
    assert_eq!((first["items"].as_array().unwrap().len(), first["totalCount"].as_u64()), (5, Some(all.len() as u64)));
    let named = |query: &str| -> Vec<Value> {
        body(&desk.call(PARTNER, Request::get(&["v1", "indirectproviders"]).query("name", query)))["items"]
            .as_array()
            .unwrap()
            .clone()
    };
    assert_eq!(named("pro").len(), 1);
    assert!(named("distribution").is_empty(), "a name is searched from its beginning");
    let of_country = Request::get(&["v1", "indirectproviders"]).query("country", "se");
    let swedish = body(&desk.call(PARTNER, of_country));
    assert!(swedish["items"].as_array().unwrap().iter().all(|it| it["countries"].as_array().unwrap().contains(&json!("SE"))));
    let one = desk.ask(PARTNER, Method::Get, &format!("/v1/indirectproviders/{}", all[0].id), None);
    assert_eq!((one.status, &body(&one)["name"]), (200, &json!(all[0].name)));
    assert_eq!(desk.ask(PARTNER, Method::Get, "/v1/indirectproviders/nobody", None).status, 404);
}

// R42: page by page nothing is lost, and the filter goes along.
#[test]
fn the_directory_is_read_page_by_page() {
    let desk = Desk::open(Scenario::Fresh);
    let get = || Request::get(&["v1", "indirectproviders"]);
    let mut page = body(&desk.call(PARTNER, get().query("country", "SE").query("size", "1")));
    let mut names = vec![page["items"][0]["name"].clone()];
    while let Some(token) = page["continuationToken"].as_str() {
        page = body(&desk.call(PARTNER, get().query("seekOperation", "Next").header("MS-ContinuationToken", token)));
        names.push(page["items"][0]["name"].clone());
    }
    let whole = body(&desk.call(PARTNER, get().query("country", "SE")));
    assert_eq!(json!(names), whole["items"].as_array().unwrap().iter().map(|it| it["name"].clone()).collect::<Value>());
}

// R127
#[test]
fn a_provider_reads_its_own_entry_and_nobody_changes_it_here() {
    let desk = Desk::open(Scenario::Partnered);
    assert_eq!(run(desk.seat(PROVIDER).own_listing()).unwrap().name, Company::Fabrikam.name());
    assert!(run(desk.seat(PARTNER).own_listing()).unwrap_err().is(RefusalCode::NotFound));
    let change = desk.ask(PROVIDER, Method::Put, "/v1/indirectproviders/me", Some(&json!({ "name": "Fabrikam" })));
    assert_eq!((change.status, &body(&change)["code"]), (403, &json!(990_044)));
    assert_eq!(desk.revision(), 0);
}

// R47, R48, R49, R50, R52
#[test]
fn the_global_admin_authorizes_the_provider_once_and_both_lists_show_it() {
    let desk = Desk::open(Scenario::Enrolled);
    let client = desk.seat(GLOBAL_ADMIN);
    let invitation = run(client.partnership_invitation(&id("fabrikam-invitation"))).unwrap();
    assert_eq!((invitation.provider.name.as_str(), invitation.provider.country.as_str()), (Company::Fabrikam.name(), "NL"));
    assert_eq!(invitation.provider.mpn_id, Some(Company::Fabrikam.mpn_id()));
    assert_eq!(invitation.grants.len(), 3);
    assert!(providers(&desk).is_empty() && resellers(&desk).is_empty());
    let incoming = run(client.list_partnership_invitations(Side::Partner)).unwrap();
    assert_eq!(incoming.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["fabrikam-invitation"]);
    refused(run(client.authorize_provider(&invitation.id, false)), RefusalCode::AuthorisationNotTicked, 400, 990_033);
    let made = run(client.authorize_provider(&invitation.id, true)).unwrap();
    assert_eq!((made.name.as_str(), &made.state), (Company::Fabrikam.name(), &PartnershipState::Active));
    assert_eq!(
        (providers(&desk), resellers(&desk)),
        (vec![Company::Fabrikam.name().to_owned()], vec![Company::Contoso.name().to_owned()])
    );
    let used = refused(run(client.authorize_provider(&invitation.id, true)), RefusalCode::InvitationUsed, 409, 990_031);
    assert_eq!(used.refusal().unwrap().value("date"), Some("2026-11-21T09:00:00Z"));
    let again = run(client.partnership_invitation(&invitation.id)).unwrap();
    assert_eq!((again.state, again.used_by), (InvitationState::Used, Some(Company::Contoso.tenant_id())));
    // Several providers at once.
    let rival = run(desk.seat(RIVAL).request_partnership(&to("astrid@contoso.example"))).unwrap();
    run(client.authorize_provider(&rival.id, true)).unwrap();
    assert_eq!(providers(&desk).len(), 2);
}

// R47, R49, R132
#[test]
fn each_link_that_does_not_hold_says_why() {
    use RefusalCode as R;

    let cases = [
        (Scenario::Enrolled, "nothing-here", R::InvitationUnknown, 404, 990_030),
        (Scenario::Enrolled, "used-invitation", R::InvitationUsed, 409, 990_031),
        (Scenario::Enrolled, "wrong-invitation", R::InvitationWrongAccount, 403, 990_032),
        (Scenario::Enrolled, "woodgrove-invitation", R::RegionMismatch, 403, 990_027),
        (Scenario::Fresh, "fabrikam-invitation", R::NotEnrolled, 403, 990_011),
        (Scenario::Authorized, "fabrikam-invitation", R::NotEnrolled, 403, 990_011),
        (Scenario::Partnered, "second-invitation", R::PartnershipExists, 409, 990_034),
        (Scenario::Partnered, "fabrikam-invitation", R::InvitationUsed, 409, 990_031),
    ];
    for (scenario, link, code, status, service) in cases {
        let desk = Desk::open(scenario);
        refused(run(desk.seat(GLOBAL_ADMIN).authorize_provider(&id(link), true)), code, status, service);
        assert_eq!(desk.revision(), 0, "{link}");
    }
    let desk = Desk::open(Scenario::Enrolled);
    let read = run(desk.seat(PARTNER).partnership_invitation(&id("wrong-invitation")));
    refused(read, R::InvitationWrongAccount, 403, 990_032);
    refused(run(desk.seat(PARTNER).partnership_invitation(&id("nothing-here"))), R::InvitationUnknown, 404, 990_030);
    let used = run(desk.seat(PARTNER).partnership_invitation(&id("used-invitation"))).unwrap();
    assert_eq!((used.state, used.used_by), (InvitationState::Used, None), "who used it is none of ours");
}

// R49: everybody reads, the Global admin acts.
#[test]
fn who_may_accept_by_persona() {
    for persona in Persona::ALL.into_iter().filter(|it| it.company() == Company::Contoso) {
        let desk = Desk::open(Scenario::Enrolled);
        let client = desk.seat(persona);
        assert!(run(client.partnership_invitation(&id("fabrikam-invitation"))).is_ok(), "{}", persona.word());
        let outcome = run(client.authorize_provider(&id("fabrikam-invitation"), true));
        let may = Action::AuthorizeProvider.check(&run(client.me()).unwrap()).is_ok();
        assert_eq!(may, matches!(persona, Persona::PartnerGlobalAdmin | Persona::PartnerOwner));
        if may {
            assert!(outcome.is_ok(), "{}", persona.word());
        } else {
            refused(outcome, RefusalCode::RoleRequired, 403, 990_010);
        }
    }
}

// R128, R130, R133
#[test]
fn who_may_request_a_partnership_by_persona() {
    for persona in Persona::ALL {
        let desk = Desk::open(Scenario::Enrolled);
        let outcome = run(desk.seat(persona).request_partnership(&to("astrid.lindqvist@contoso.example")));
        if persona.company() == Company::Contoso {
            refused(outcome, RefusalCode::RoleRequired, 403, 990_010);
            continue;
        }
        let made = outcome.unwrap();
        assert_eq!((made.state, made.provider.tenant), (InvitationState::Open, persona.company().tenant_id()));
        assert!(made.url.unwrap().ends_with(made.id.as_str()));
        let listed = run(desk.seat(persona).list_partnership_invitations(Side::Provider)).unwrap();
        assert!(listed.iter().any(|it| it.id == made.id));
        // It becomes a partnership when the other side's Global admin says so.
        run(desk.seat(GLOBAL_ADMIN).authorize_provider(&made.id, true)).unwrap();
        assert_eq!(providers(&desk), [persona.company().name()]);
    }
}

// R130, R132
#[test]
fn a_request_is_refused_across_regions_between_partners_and_without_a_proper_address() {
    let desk = Desk::open(Scenario::Partnered);
    let client = desk.seat(PROVIDER);
    let of_mpn = |text: &str| {
        let to = Addressee { mpn_id: Some(mpn(text)), ..Addressee::default() };
        NewPartnershipInvitation { to, language: String::new() }
    };
    refused(run(client.request_partnership(&of_mpn("7120678"))), RefusalCode::RegionMismatch, 403, 990_027);
    refused(run(client.request_partnership(&of_mpn(Company::Contoso.mpn()))), RefusalCode::PartnershipExists, 409, 990_034);
    refused(run(client.request_partnership(&of_mpn("6812300"))), RefusalCode::PartnershipExists, 409, 990_034);
    refused(run(client.request_partnership(&to("nobody"))), RefusalCode::FieldInvalid, 400, 990_016);
    let send = |body: Value| desk.ask(PROVIDER, Method::Post, "/v1/partnershipinvitations", Some(&body)).status;
    assert_eq!(send(json!({ "resellerMpnId": "12a" })), 400);
    assert_eq!(send(json!({ "language": "fr" })), 400);
    assert_eq!(desk.revision(), 0);
    let made = run(client.request_partnership(&of_mpn("7120455"))).unwrap();
    assert_eq!(made.addressed_to.name.as_deref(), Some("Fourth Coffee Services AB"));
    refused(run(desk.seat(GLOBAL_ADMIN).authorize_provider(&made.id, true)), RefusalCode::InvitationWrongAccount, 403, 990_032);
}

// R131: an open invitation is taken back by its sender, once, and leads nowhere afterwards.
#[test]
fn an_invitation_is_withdrawn_by_its_sender() {
    let desk = Desk::open(Scenario::Enrolled);
    let open = id("fabrikam-invitation");
    refused(run(desk.seat(RIVAL).withdraw_partnership_invitation(&open)), RefusalCode::InvitationUnknown, 404, 990_030);
    refused(run(desk.seat(GLOBAL_ADMIN).withdraw_partnership_invitation(&open)), RefusalCode::NotFound, 404, 990_045);
    for persona in [Persona::ProviderUserAdmin, Persona::ProviderSalesAgent] {
        assert_eq!(run(desk.seat(persona).withdraw_partnership_invitation(&open)), Ok(()), "the second time changes nothing");
    }
    assert_eq!(desk.revision(), 1);
    refused(run(desk.seat(GLOBAL_ADMIN).authorize_provider(&open, true)), RefusalCode::InvitationUnknown, 404, 990_030);
    refused(
        run(desk.seat(PROVIDER).withdraw_partnership_invitation(&id("used-invitation"))),
        RefusalCode::InvitationUsed,
        409,
        990_031,
    );
    refused(run(desk.seat(PROVIDER).withdraw_partnership_invitation(&id("x"))), RefusalCode::InvitationUnknown, 404, 990_030);
    let listed = run(desk.seat(PROVIDER).list_partnership_invitations(Side::Provider)).unwrap();
    assert!(listed.iter().any(|it| it.id == open && it.state == InvitationState::Withdrawn));
}

// R129: signed or not, by each reseller.
#[test]
fn the_list_of_resellers_says_whose_agreement_is_signed() {
    let desk = Desk::open(Scenario::Partnered);
    let client = desk.seat(PROVIDER);
    let list = run(client.list_partnerships(Side::Provider)).unwrap();
    let signed = |name: &str| {
        let it = list.iter().find(|it| it.name == name).unwrap();
        run(client.partner_agreement_signed(PartnerKey::Tenant(&it.tenant)))
    };
    assert_eq!(signed(Company::Contoso.name()), Ok(true));
    assert!(signed(Company::AlpineSkiHouse.name()).unwrap_err().is(RefusalCode::PartnerIdMpa));
}

// R135, R136, R137, R138
#[test]
fn removing_a_partnership_changes_no_customer_and_accepting_its_requests_is_refused() {
    let desk = Desk::open(Scenario::Requested);
    let client = desk.seat(PROVIDER);
    let contoso = Company::Contoso.tenant_id();
    let (northwind, transfer) = northwind_transfer(&desk.seat(PARTNER));
    let preview = run(client.removal_preview(&contoso)).unwrap();
    assert_eq!(preview.open_transfers, [(northwind.clone(), transfer.id.clone())]);
    let customers = run(client.list_customers()).unwrap();
    assert_eq!(preview.customers, customers.len() as u64);
    let undeclared = refused(run(client.remove_partnership(&contoso, false)), RefusalCode::FieldRequired, 400, 990_015);
    assert_eq!(undeclared.refusal().unwrap().value("field"), Some("declarationAccepted"));
    assert_eq!(desk.revision(), 0, "without confirmation nothing happens");
    run(client.remove_partnership(&contoso, true)).unwrap();
    assert_eq!(resellers(&desk), [Company::AlpineSkiHouse.name()]);
    assert!(providers(&desk).is_empty());
    assert_eq!(run(client.list_customers()).unwrap(), customers, "customers and privileges stay");
    let accepted = run(client.accept_transfer(&northwind, &transfer.id));
    refused(accepted, RefusalCode::ResellerNotListed, 403, 990_043);
    assert_eq!(run(client.transfer(&northwind, &transfer.id)).unwrap().status, transfer.status, "it stays open");
    refused(run(client.remove_partnership(&contoso, true)), RefusalCode::NotFound, 404, 990_045);
    refused(run(client.removal_preview(&contoso)), RefusalCode::NotFound, 404, 990_045);
    // A new invitation brings it back.
    let again = run(client.request_partnership(&to("dagny.holm@contoso.example"))).unwrap();
    run(desk.seat(GLOBAL_ADMIN).authorize_provider(&again.id, true)).unwrap();
    assert!(run(client.accept_transfer(&northwind, &transfer.id)).is_ok());
}

// R128, R135
#[test]
fn who_may_remove_a_partnership_by_persona() {
    for persona in Persona::ALL {
        let desk = Desk::open(Scenario::Partnered);
        let outcome = run(desk.seat(persona).remove_partnership(&Company::Contoso.tenant_id(), true));
        if persona.company() == Company::Fabrikam {
            assert_eq!(outcome, Ok(()), "{}", persona.word());
        } else {
            refused(outcome, RefusalCode::NotFound, 404, 990_045);
            assert_eq!(desk.revision(), 0);
        }
    }
    let nobody = TenantId::parse("00000000-0000-4000-8000-000000000000").unwrap();
    let desk = Desk::open(Scenario::Partnered);
    refused(run(desk.seat(PROVIDER).remove_partnership(&nobody, true)), RefusalCode::NotFound, 404, 990_045);
}
