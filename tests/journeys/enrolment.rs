//! The enrolment as indirect reseller, from the offer to the agreement, and what a restriction takes away meanwhile.

use crossover::api::error::Cause;
use crossover::api::http::Method;
use crossover::domain::application::Application;
use crossover::domain::business_day;
use crossover::domain::enrolment::{Capability, DirectBillStatus, EnrolmentStatus};
use crossover::domain::incentive::{IncentiveProgram, IncentiveState};
use crossover::domain::moment::Timestamp;
use crossover::domain::profile::ProfileVersion;
use crossover::domain::refusal::RefusalCode;
use crossover::domain::rule_set::RuleSet;
use crossover::domain::vetting::{VettingStatus, VettingStep};
use crossover::sim::Simulation;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use serde_json::{Value, json};

use super::desk::{Desk, body, refused, run};

const ADMIN: Persona = Persona::PartnerGlobalAdmin;
const PROGRAM: &str = "/v1/enrolledprograms/indirectreseller";

/// What a person would send from the profile as it stands.
fn application(desk: &Desk) -> Application {
    let client = desk.seat(ADMIN);
    Application {
        contact: run(client.legal_business(ProfileVersion::Current)).unwrap().view.primary_contact,
        support: run(client.support_profile()).unwrap().view,
        mpn_id: run(client.mpn_profile(None)).unwrap().mpn_id.to_string(),
        irreversible_confirmed: true,
        profile_confirmed: Some(now(desk)),
    }
}

fn now(desk: &Desk) -> Timestamp {
    desk.simulation().now()
}

fn status(desk: &Desk) -> EnrolmentStatus {
    run(desk.seat(ADMIN).me()).unwrap().enrolment.unwrap()
}

fn wait(desk: &Desk, business_days: i64) {
    let at = business_day::after(now(desk), business_days);
    desk.simulation().set_now(at);
}

// R21, R24, R26 to R32, R35: the whole way.
#[test]
fn a_partner_enrols_is_verified_step_by_step_and_accepts_the_agreement() {
    let desk = Desk::open(Scenario::Fresh);
    let client = desk.seat(ADMIN);
    let sent = now(&desk);
    let program = run(client.enrol(&application(&desk))).unwrap();
    assert_eq!((program.status, program.submitted), (EnrolmentStatus::Pending, Some(sent)));
    assert_eq!(program.due, Some(business_day::after(sent, 5)));
    assert_eq!(program.contact.unwrap().email, ADMIN.email());
    let steps = [
        VettingStep::EmailOwnership,
        VettingStep::EmploymentVerification,
        VettingStep::BusinessVerification,
        VettingStep::Decision,
    ];
    for step in steps {
        let program = run(client.reseller_program()).unwrap();
        assert_eq!((&program.status, &program.verification.step), (&EnrolmentStatus::Pending, &step));
        let legal = run(client.legal_business(ProfileVersion::Current)).unwrap().view;
        assert_eq!((legal.vetting, legal.vetting_step), (VettingStatus::Pending, step.clone()));
        assert!(run(client.list_program_agreements()).unwrap().is_empty());
        match step {
            VettingStep::EmailOwnership => assert_eq!(run(client.resend_verification()), Ok(now(&desk))),
            _ => _ = refused(run(client.resend_verification()), RefusalCode::StepNotOpen, 409, 990_021),
        }
        wait(&desk, 1);
    }
    let program = run(client.reseller_program()).unwrap();
    assert_eq!((&program.status, program.decided), (&EnrolmentStatus::Authorized, Some(now(&desk))));
    assert!(program.decided < program.due, "approved before the answer was due");
    let agreement = run(client.list_program_agreements()).unwrap().remove(0);
    assert_eq!((agreement.offered, &agreement.signature), (Some(now(&desk)), &None));
    for (language, expected) in [("sv", "sv"), ("de-AT", "de"), ("fi", "en")] {
        let document = run(client.program_agreement_document(&agreement.id, language)).unwrap();
        assert_eq!(document.language, expected);
        assert!(std::path::Path::new("public").join(&document.display_uri).is_file(), "{}", document.display_uri);
    }
    assert_eq!(run(client.accept_program_agreement(&agreement)).unwrap().by, ADMIN.name());
    assert_eq!(status(&desk), EnrolmentStatus::Active);
    let accepted = run(client.list_program_agreements()).unwrap().remove(0).signature.unwrap();
    assert_eq!((accepted.by.as_str(), accepted.at), (ADMIN.name(), Some(now(&desk))));
    let error = refused(run(client.accept_program_agreement(&agreement)), RefusalCode::AgreementAlreadyAccepted, 409, 990_023);
    assert_eq!(error.refusal().unwrap().value("user"), Some(ADMIN.name()));
}

// R11, R16, R19, R20: each documented refusal, and nothing acts.
#[test]
fn what_is_wrong_with_an_application_is_refused_by_its_own_code() {
    type Spoil = fn(&mut Application);
    let desk = Desk::open(Scenario::Fresh);
    let client = desk.seat(ADMIN);
    let cases: [(Spoil, RefusalCode, u16, u32); 9] = [
        (|it| it.profile_confirmed = None, RefusalCode::ProfileStale, 409, 990_013),
        (|it| it.mpn_id = "7120561".to_owned(), RefusalCode::MpnCountryMismatch, 400, 990_014),
        (|it| it.contact.first_name = " \u{a0}".to_owned(), RefusalCode::FieldRequired, 400, 990_015),
        (|it| it.contact.phone = "call me".to_owned(), RefusalCode::FieldInvalid, 400, 990_016),
        (|it| it.mpn_id = "7120455".to_owned(), RefusalCode::FieldInvalid, 400, 990_016),
        (|it| it.mpn_id = "99".to_owned(), RefusalCode::PartnerIdUnknown, 400, 990_016),
        (|it| it.mpn_id = "6812300".to_owned(), RefusalCode::PartnerIdGlobal, 400, 990_016),
        (|it| it.contact.email = "astrid@gmail.com".to_owned(), RefusalCode::ContactWebmail, 400, 990_017),
        (|it| it.irreversible_confirmed = false, RefusalCode::IrreversibleNotConfirmed, 400, 990_018),
    ];
    for (spoil, code, http, service) in cases {
        let mut wrong = application(&desk);
        spoil(&mut wrong);
        refused(run(client.enrol(&wrong)), code, http, service);
    }
    assert_eq!((desk.revision(), status(&desk)), (0, EnrolmentStatus::Offered));
    // A profile that was confirmed too long ago is as good as none.
    let mut stale = application(&desk);
    stale.profile_confirmed = run(client.reseller_program()).unwrap().profile_confirmed;
    refused(run(client.enrol(&stale)), RefusalCode::ProfileStale, 409, 990_013);
}

// R11: the person's clock and the service's differ; who looked at the profile just now has looked at it.
#[test]
fn a_profile_is_confirmed_whatever_the_clock_of_the_browser_says() {
    for hours in [-48, -1, 1, 48] {
        let desk = Desk::open(Scenario::Fresh);
        let mut new = application(&desk);
        let theirs = now(&desk).plus_hours(hours);
        new.profile_confirmed = Some(theirs);
        let sent = run(desk.seat(ADMIN).enrol(&new)).unwrap_or_else(|error| panic!("{hours} hours: {error:?}"));
        assert_eq!(sent.status, EnrolmentStatus::Pending);
        assert_eq!(sent.profile_confirmed, Some(theirs.min(now(&desk))), "nothing was confirmed in the future");
    }
}

// R21, R22: once, whatever is lost on the way.
#[test]
fn an_application_is_sent_once() {
    let desk = Desk::open(Scenario::Fresh);
    let client = desk.seat(ADMIN);
    desk.provoke("POST /v1/enrolledprograms=late");
    assert!(run(client.enrol(&application(&desk))).unwrap_err().outcome_unknown());
    desk.provoke("");
    let again = run(client.enrol(&application(&desk))).unwrap();
    assert_eq!((again.status, desk.revision()), (EnrolmentStatus::Pending, 1), "the first outcome is answered again");
    let other = desk.seat(Persona::PartnerOwner);
    let error = refused(run(other.enrol(&application(&desk))), RefusalCode::EnrolmentInProgress, 409, 990_020);
    assert_eq!(error.refusal().unwrap().value("date"), Some(now(&desk).to_string().as_str()));
}

// R12, R13, V2: every scenario before the enrolment, under every rule set.
#[test]
fn the_rule_set_decides_who_is_offered_the_enrolment() {
    for rules in RuleSet::ALL {
        let open = |scenario| Desk::of(Simulation::start(scenario, None, Some(rules)));
        for scenario in [Scenario::Fresh, Scenario::Draft] {
            let desk = open(scenario);
            let program = run(desk.seat(ADMIN).reseller_program()).unwrap();
            assert_eq!((program.status, program.offer.satisfied), (EnrolmentStatus::Offered, true), "{rules:?}");
            assert_eq!(program.offer.rule_set(), Some(rules));
            assert_eq!(run(desk.seat(ADMIN).enrol(&application(&desk))).unwrap().status, EnrolmentStatus::Pending);
        }
        let desk = open(Scenario::NotOffered);
        let program = run(desk.seat(ADMIN).reseller_program()).unwrap();
        assert_eq!((program.status, program.offer.satisfied), (EnrolmentStatus::NotOffered, false), "{rules:?}");
        let failed = rules.conditions()[0].word();
        assert_eq!(program.offer.failed.as_deref(), Some(failed));
        let sent = run(desk.seat(ADMIN).enrol(&application(&desk)));
        let error = refused(sent, RefusalCode::EnrolmentNotOffered, 403, 990_012);
        assert_eq!(error.refusal().unwrap().value("condition"), Some(failed));
        // R15: the figure is shown as given.
        assert_eq!(program.requirement.map(|it| it.threshold), rules.revenue().map(|rule| rule.usd));
    }
}

// R24 to R28, R164: the scenarios of static-mode.md, with their dates.
#[test]
fn each_scenario_of_the_enrolment_stands_where_it_says() {
    let program = |scenario| {
        let desk = Desk::open(scenario);
        (run(desk.seat(ADMIN).reseller_program()).unwrap(), now(&desk), desk)
    };
    let (pending, at, _) = program(Scenario::Pending);
    assert_eq!((pending.submitted, &pending.verification.step), (Some(at), &VettingStep::EmailOwnership));
    assert_eq!(pending.overdue(at), None);

    let (overdue, at, desk) = program(Scenario::Overdue);
    assert_eq!(overdue.submitted, Some(business_day::before(at, 7)));
    assert_eq!(overdue.overdue(at).unwrap().code, RefusalCode::Overdue);
    wait(&desk, 20);
    assert_eq!(status(&desk), EnrolmentStatus::Pending, "it stays so");

    let (rejected, at, desk) = program(Scenario::Rejected);
    assert_eq!(rejected.rejection.unwrap().step, VettingStep::EmploymentVerification);
    assert!(rejected.decided.is_some_and(|decided| decided < at));
    run(desk.seat(ADMIN).enrol(&application(&desk))).unwrap();
    wait(&desk, 4);
    assert_eq!(status(&desk), EnrolmentStatus::Authorized, "the way back leads on");

    let (authorized, _, desk) = program(Scenario::Authorized);
    assert_eq!(authorized.status, EnrolmentStatus::Authorized);
    assert!(!run(desk.seat(ADMIN).me()).unwrap().is_enrolled());

    for scenario in Scenario::ALL.into_iter().filter(|scenario| *scenario != Scenario::Large) {
        let (program, _, desk) = program(scenario);
        let drafts = desk.simulation().half_filled();
        let filled: Vec<Persona> = drafts.into_iter().filter_map(|(persona, draft)| draft.map(|_| persona)).collect();
        let expected: &[Persona] = if scenario == Scenario::Draft { &[ADMIN, Persona::PartnerOwner] } else { &[] };
        assert_eq!(filled, expected, "{scenario:?}");
        if let Some(confirmed) = program.submitted.and(program.profile_confirmed) {
            assert_eq!(Some(confirmed), program.submitted, "{scenario:?}");
        }
    }
}

// R34: there is no way back, whatever one asks, and in whatever state.
#[test]
fn nobody_leaves_the_programme() {
    for scenario in [Scenario::Fresh, Scenario::Pending, Scenario::Authorized, Scenario::Enrolled, Scenario::Partnered] {
        let desk = Desk::open(scenario);
        for persona in Persona::ALL.into_iter().filter(|persona| persona.company() == Company::Contoso) {
            let reply = desk.ask(persona, Method::Delete, PROGRAM, None);
            assert_eq!(reply.status, 409, "{scenario:?}");
            assert_eq!(body(&reply)["data"][0]["reason"], json!("no-rollback"));
        }
        assert_eq!(desk.ask(Persona::ProviderGlobalAdmin, Method::Delete, PROGRAM, None).status, 404);
        assert_eq!(desk.revision(), 0);
    }
}

// R31, R34: before approval there is nothing to read or accept.
#[test]
fn the_agreement_comes_after_approval() {
    let accepted = json!({ "version": "2020-10", "accepted": true });
    for scenario in [Scenario::Fresh, Scenario::Pending, Scenario::Rejected] {
        let desk = Desk::open(scenario);
        let id = run(Desk::open(Scenario::Authorized).seat(ADMIN).list_program_agreements()).unwrap().remove(0).id;
        let text = run(desk.seat(ADMIN).program_agreement_document(&id, "en"));
        refused(text, RefusalCode::AgreementNotOffered, 409, 990_022);
        let reply = desk.ask(ADMIN, Method::Post, &format!("/v1/programagreements/{id}/signatures"), Some(&accepted));
        assert_eq!((reply.status, body(&reply)["code"].clone()), (409, json!(990_022)));
    }
    let desk = Desk::open(Scenario::Authorized);
    let id = run(desk.seat(ADMIN).list_program_agreements()).unwrap().remove(0).id;
    for wrong in [json!({}), json!({ "version": "2020-10", "accepted": false }), json!({ "version": "1", "accepted": true })] {
        let reply = desk.ask(ADMIN, Method::Post, &format!("/v1/programagreements/{id}/signatures"), Some(&wrong));
        assert_eq!((reply.status, desk.revision()), (400, 0), "{wrong}");
    }
}

// R37 to R39
#[test]
fn a_restriction_is_told_with_all_that_it_takes_away() {
    let desk = Desk::open(Scenario::Restricted);
    let program = run(desk.seat(ADMIN).direct_bill_program()).unwrap();
    assert_eq!(program.status, DirectBillStatus::Restricted);
    let refused: Vec<Capability> = Capability::ALL.into_iter().filter(|capability| program.check(*capability).is_err()).collect();
    assert_eq!(refused, Capability::ALL[..7], "what is new");
    assert_eq!(program.restrictions.len(), 7);
    let session = run(desk.seat(ADMIN).me()).unwrap();
    assert!(session.is_enrolled(), "and the indirect business goes on");
    let active = run(Desk::open(Scenario::Partnered).seat(ADMIN).direct_bill_program()).unwrap();
    assert!(active.restrictions.is_empty() && Capability::ALL.into_iter().all(|capability| active.check(capability).is_ok()));

    let desk = Desk::of(Simulation::start(Scenario::Restricted, None, Some(RuleSet::Y2025)));
    let start = now(&desk);
    let read = || run(desk.seat(ADMIN).direct_bill_program()).unwrap();
    let since = read().since.unwrap();
    assert_eq!(read().next_status(start), Some((DirectBillStatus::Suspended, since.plus_hours(24 * 30))));
    for (days, expected) in [(30, DirectBillStatus::Suspended), (60, DirectBillStatus::Revoked)] {
        desk.simulation().set_now(since.plus_hours(24 * days));
        assert_eq!(read().status, expected);
    }
}

// R11, R17, R18: read and changed whole, on the version that was read, the fixed fields fixed.
#[test]
fn the_profiles_are_read_and_corrected() {
    let desk = Desk::open(Scenario::Fresh);
    let client = desk.seat(ADMIN);
    let legal = run(client.legal_business(ProfileVersion::Current)).unwrap();
    assert_eq!((legal.view.company_name.as_str(), legal.view.address.country.as_str()), ("Contoso Cloud AB", "SE"));
    let mut new = legal.view.clone();
    new.address.line_1 = "  Provgatan\u{a0}1 ".to_owned();
    let changed = run(client.change_legal_business(&legal, &new)).unwrap();
    assert_eq!(changed.view.address.line_1, "Provgatan 1");
    let last = run(client.legal_business(ProfileVersion::LastFinalized)).unwrap();
    assert_eq!(last.view.address.line_1, legal.view.address.line_1, "as it was verified last");
    let program = run(client.reseller_program()).unwrap();
    assert_eq!(program.profile_confirmed, Some(now(&desk)), "whoever corrects it has looked at it");
    assert_eq!(run(client.change_legal_business(&legal, &new)).unwrap_err().cause, Cause::Stale);
    new.address.country = "NO".to_owned();
    refused(run(client.change_legal_business(&changed, &new)), RefusalCode::FieldInvalid, 400, 990_016);

    let organisation = run(client.organisation_profile()).unwrap();
    assert_eq!(organisation.view.tenant, Some(Company::Contoso.tenant_id()));
    let billing = run(client.billing_profile()).unwrap();
    assert_eq!(billing.view.currency, "SEK");
    let mut other = billing.view.clone();
    (other.currency, other.purchase_order) = ("EUR".to_owned(), "PO 7".to_owned());
    let changed = run(client.change_billing_profile(&billing, &other)).unwrap().view;
    assert_eq!((changed.currency.as_str(), changed.purchase_order.as_str()), ("SEK", "PO 7"), "the currency is fixed");
    let support = run(client.support_profile()).unwrap();
    let mut wrong = support.view.clone();
    wrong.website = "javascript:alert(1)".to_owned();
    refused(run(client.change_support_profile(&support, &wrong)), RefusalCode::FieldInvalid, 400, 990_016);
    let mpn = run(client.mpn_profile(None)).unwrap();
    assert_eq!((mpn.mpn_id, mpn.country.as_deref()), (Company::Contoso.mpn_id(), Some("SE")));

    let provider = desk.seat(Persona::ProviderGlobalAdmin);
    let own = run(provider.legal_business(ProfileVersion::Current)).unwrap();
    assert_eq!(own.view.company_name, Company::Fabrikam.name());
    refused(run(provider.change_legal_business(&own, &own.view)), RefusalCode::ProfileByRepresentative, 403, 990_044);
}

// R123, R124
#[test]
fn the_incentive_invitation_comes_within_thirty_days_and_is_marked_as_received() {
    let desk = Desk::open(Scenario::Authorized);
    let reader = desk.seat(Persona::PartnerReader);
    let programs = |desk: &Desk| -> Vec<(IncentiveProgram, IncentiveState)> {
        let list = run(desk.seat(ADMIN).list_incentive_invitations()).unwrap();
        list.into_iter().map(|it| (it.program, it.state)).collect()
    };
    let direct = (IncentiveProgram::DirectBill, IncentiveState::Enrolled);
    assert_eq!(programs(&desk), std::slice::from_ref(&direct), "none before the enrolment");
    let agreement = run(desk.seat(ADMIN).list_program_agreements()).unwrap().remove(0);
    run(desk.seat(ADMIN).accept_program_agreement(&agreement)).unwrap();
    assert_eq!(programs(&desk), [(IncentiveProgram::IndirectReseller, IncentiveState::Expected), direct.clone()]);
    let invitation = run(reader.list_incentive_invitations()).unwrap().remove(0);
    assert_eq!(invitation.due, Some(now(&desk).plus_hours(24 * 30)));
    assert_eq!((invitation.email.as_str(), invitation.mpn_id.clone()), ("mpn@contoso.example", Some(Company::Contoso.mpn_id())));
    let sent = now(&desk).plus_hours(24 * 10);
    desk.simulation().set_now(sent);
    assert_eq!(programs(&desk)[0].1, IncentiveState::Sent);
    let marked = run(reader.mark_incentive_received(&invitation)).unwrap();
    assert_eq!((marked.state, programs(&desk)[1].clone()), (IncentiveState::Received, direct), "each for itself");
    assert_eq!(run(reader.mark_incentive_received(&invitation)).unwrap_err().cause, Cause::Stale);
    let other = run(desk.seat(Persona::ProviderGlobalAdmin).list_incentive_invitations()).unwrap();
    assert!(other.is_empty());
    let reply = desk.ask(ADMIN, Method::Patch, "/v1/incentives/invitations/none", Some(&Value::Null));
    assert_eq!(reply.status, 404);
}

// R162: what was done is still done after the state was kept and taken up again.
#[test]
fn an_enrolment_outlives_a_reload() {
    let desk = Desk::open(Scenario::Fresh);
    let legal = run(desk.seat(ADMIN).legal_business(ProfileVersion::Current)).unwrap();
    let mut new = legal.view.clone();
    new.company_name = "Contoso Cloud Services AB".to_owned();
    run(desk.seat(ADMIN).change_legal_business(&legal, &new)).unwrap();
    run(desk.seat(ADMIN).enrol(&application(&desk))).unwrap();
    run(desk.seat(ADMIN).resend_verification()).unwrap();
    wait(&desk, 5);
    let agreement = run(desk.seat(ADMIN).list_program_agreements()).unwrap().remove(0);
    run(desk.seat(ADMIN).accept_program_agreement(&agreement)).unwrap();
    let invitation = run(desk.seat(ADMIN).list_incentive_invitations()).unwrap().remove(0);
    run(desk.seat(ADMIN).mark_incentive_received(&invitation)).unwrap();
    let again = Desk::of(Simulation::restore(&desk.save()).unwrap());
    for path in [PROGRAM, "/v1/programagreements", "/v1/incentives/invitations", "/v1/profiles/legalbusiness", "/v1/me"] {
        let read = |desk: &Desk| body(&desk.ask(ADMIN, Method::Get, path, None));
        assert_eq!(read(&desk), read(&again), "{path}");
    }
}
