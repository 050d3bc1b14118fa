//! What needs a real browser: `Intl`, storage, texts that are drawn.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test stops where it finds what it did not expect")]

use std::cell::RefCell;
use std::rc::Rc;

use crossover::api::error::{ApiError, Cause, Trace};
use crossover::api::journal::Journal;
use crossover::domain::draft::LinkState;
use crossover::domain::refusal::{Refusal, RefusalCode};
use crossover::i18n::mail::{MailTable, Template};
use crossover::i18n::{Language, Table, Texts, explain, format};
use crossover::storage::{BrowserJournal, Keep};
use crossover::turn;
use leptos::prelude::GetUntracked;
use serde_json::{Value, json};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const FILES: [(Language, &str); 4] = [
    (Language::English, include_str!("../locales/en.json")),
    (Language::Swedish, include_str!("../locales/sv.json")),
    (Language::Dutch, include_str!("../locales/nl.json")),
    (Language::German, include_str!("../locales/de.json")),
];

/// What the first load holds of a language, and the rest, as xtask/texts.mjs divides them.
fn divided(file: &str) -> (String, String) {
    let (mut first, mut more) = (json!({}), serde_json::from_str::<Value>(file).unwrap());
    let keys: Vec<String> = serde_json::from_str(include_str!("../locales/first.json")).unwrap();
    for key in keys {
        let (mut from, mut to) = (&mut more, &mut first);
        let mut parts: Vec<&str> = key.split('.').collect();
        let last = parts.pop().unwrap();
        for part in parts {
            from = &mut from[part];
            to = to.as_object_mut().unwrap().entry(part).or_insert_with(|| json!({}));
        }
        to[last] = from.as_object_mut().unwrap().remove(last).unwrap();
    }
    (first.to_string(), more.to_string())
}

fn texts(language: Language) -> Texts {
    let (_, file) = FILES.iter().find(|(held, _)| *held == language).unwrap();
    let (first, more) = divided(file);
    Texts::new(Table::read(language, &first).unwrap().with_more(&more).unwrap())
}

#[wasm_bindgen_test]
fn texts_of_another_build_are_recognised() {
    let (language, file) = FILES[0];
    let (first, more) = divided(file);
    let read = |first: &str| Table::read(language, first);
    assert!(read(&first).is_some_and(|table| !table.is_whole()));
    for wrong in [&first.replacen("\"overview\"", "\"overlook\"", 1), "{}", "not json", file, &more] {
        assert!(read(wrong).is_none());
    }
    let with = |more: &str| read(&first).unwrap().with_more(more);
    assert!(with(&more).is_some_and(|table| table.is_whole()));
    for wrong in [&more.replacen("\"customers\"", "\"clients\"", 1), "{}", "not json", file, &first] {
        assert!(with(wrong).is_none());
    }
}

// The rest of a language comes later: a text that was missed is asked for, and there once it has come.
#[wasm_bindgen_test]
fn a_text_beyond_the_first_load_is_missed_until_it_comes() {
    for (language, file) in FILES {
        let (first, more) = divided(file);
        let t = Texts::new(Table::read(language, &first).unwrap());
        assert!(!t.nav_overview().is_empty() && !t.missed().get_untracked());
        assert!(t.customers_lead().is_empty() && t.missed().get_untracked());
        t.complete(Table::read(language, &first).unwrap().with_more(&more).unwrap());
        assert!(!t.customers_lead().is_empty() && !t.missed().get_untracked());
        assert_eq!(t.nav_overview(), texts(language).nav_overview());
    }
}

// R167
#[wasm_bindgen_test]
fn counts_are_grouped_and_counted_as_the_language_does() {
    assert_eq!(format::number(Language::German, 10_000), "10.000");
    assert_eq!(format::number(Language::Swedish, 10_000), "10\u{a0}000");
    let english = texts(Language::English);
    assert_eq!(english.general_seats(1), "1 licence");
    assert_eq!(english.general_seats(25), "25 licences");
    let swedish = texts(Language::Swedish);
    assert_ne!(swedish.general_seats(1), swedish.general_seats(0));
}

// R9
#[wasm_bindgen_test]
fn a_time_names_its_zone() {
    let at = "2026-11-21T09:00:00Z".parse().unwrap();
    for (language, _) in FILES {
        let shown = format::date_time(texts(language), at);
        assert!(shown.contains("2026"), "{shown}");
        let zone = shown.split_whitespace().last().unwrap();
        assert!(zone.chars().any(char::is_alphabetic), "no zone in {shown}");
    }
}

// R167
#[wasm_bindgen_test]
fn countries_stand_where_the_language_has_them() {
    let german = texts(Language::German);
    let named = ["CZ", "AT", "PL", "NL"].map(|code| (code.to_owned(), format::country(german, code)));
    let order: Vec<String> = format::by_name(german, named.to_vec()).into_iter().map(|(code, _)| code).collect();
    assert_eq!(order, ["NL", "AT", "PL", "CZ"], "Österreich stands by O");
    let swedish = texts(Language::Swedish);
    let named = ["SE", "AT", "AX", "ZW"].map(|code| (code.to_owned(), format::country(swedish, code)));
    let order: Vec<String> = format::by_name(swedish, named.to_vec()).into_iter().map(|(code, _)| code).collect();
    assert_eq!(order, ["SE", "ZW", "AX", "AT"], "Åland and Österrike stand after Z");
}

// R167
#[wasm_bindgen_test]
fn a_german_day_stays_with_its_month() {
    let at = "2026-11-21T12:00:00Z".parse().unwrap();
    assert_eq!(format::date(texts(Language::German), at), "21.\u{a0}November 2026");
    assert_eq!(format::date(texts(Language::English), at), "21 November 2026");
}

// R3 R169
#[wasm_bindgen_test]
fn a_refusal_says_what_it_takes_who_can_and_its_code() {
    let why = Refusal::new(RefusalCode::RoleRequired)
        .with("role", "adminAgent,salesAgent")
        .with("holders", "Åkesson, Björn\nDagny Holm");
    let said = explain::refusal(texts(Language::English), &why);
    assert!(said.says.contains("Admin agent or Sales agent"), "{}", said.says);
    // A comma within a name is part of it.
    assert!(said.says.ends_with("Åkesson, Björn or Dagny Holm can do it."), "{}", said.says);
    assert_eq!(said.code, "role-required");
    for (of, what) in [("customers", "Choose at least one customer."), ("offers", "Choose at least one offer.")] {
        let said = explain::refusal(texts(Language::English), &Refusal::new(RefusalCode::NothingSelected).with("of", of));
        assert_eq!((said.says.as_str(), said.code.as_str()), (what, "nothing-selected"));
    }
    for (language, _) in FILES {
        for code in RefusalCode::ALL {
            let said = explain::refusal(texts(language), &Refusal::new(*code));
            assert!(!said.says.contains('{') && !said.next.contains('{'), "{language:?} {code}: {} {}", said.says, said.next);
            assert!(said.says.chars().next().is_some_and(|first| !first.is_lowercase()), "{language:?} {code}: {}", said.says);
        }
    }
}

// R170
#[wasm_bindgen_test]
fn every_error_has_words_and_a_next_step() {
    let causes = [Cause::SignedOut, Cause::MfaNeeded, Cause::Stale, Cause::Unreadable, Cause::Unexpected(String::new())];
    for cause in causes {
        let said = explain::error(texts(Language::German), &ApiError { cause: cause.clone(), trace: Trace::default() });
        assert!(!said.says.is_empty() && !said.next.is_empty(), "{cause:?}");
    }
}

// R104 R159
#[wasm_bindgen_test]
fn a_draft_of_every_template_holds_its_link_whole() {
    let files = [
        (Language::English, include_str!("../locales/mail/en.json")),
        (Language::Swedish, include_str!("../locales/mail/sv.json")),
        (Language::Dutch, include_str!("../locales/mail/nl.json")),
        (Language::German, include_str!("../locales/mail/de.json")),
    ];
    let link = "https://crossover.example/customers/a1/transfers/t1";
    for (language, file) in files {
        let mails = MailTable::read(file).unwrap();
        for template in [Template::TransferCreated, Template::TransferCompleted, Template::TransferRejected] {
            let count = mails.subscriptions(language, 2);
            let values = [
                ("customer", "Northwind Traders"),
                ("provider", "Fabrikam"),
                ("partner", "Contoso"),
                ("subscriptions", count.as_str()),
            ];
            let draft = mails.draft(template, "", Some(link), &values);
            assert_eq!(draft.link_state(), LinkState::Whole, "{language:?} {template:?}: {}", draft.body);
            assert!(!draft.subject.is_empty() && !draft.body.contains('{'), "{language:?} {template:?}: {}", draft.body);
            assert!(draft.body.contains("Northwind Traders"), "{language:?} {template:?}");
        }
        // R46 R55 R130 R137: those of partnerships and invitations; what asks or tells carries no link.
        let link = "https://admin.microsoft.com/Adminportal/Home?partnerId=a1&indirectCSPId=p1&DAP=true#/BillingAccounts/partner-invitation";
        let values =
            [("customer", "Northwind Traders"), ("provider", "Fabrikam"), ("partner", "Contoso"), ("reseller", "Contoso")];
        for (template, link) in [
            (Template::CustomerInvitation, Some(link)),
            (Template::CustomerInvitationReminder, Some(link)),
            (Template::PartnershipRequest, Some(link)),
            (Template::PartnershipReminder, Some(link)),
            (Template::InvitationRequest, None),
            (Template::ProfileChange, None),
            (Template::PartnershipRemoved, None),
            (Template::PartnershipRemovedCustomer, None),
        ] {
            let draft = mails.draft(template, "kim@northwind.example", link, &values);
            let wanted = if link.is_some() { LinkState::Whole } else { LinkState::Free };
            assert_eq!(draft.link_state(), wanted, "{language:?} {template:?}: {}", draft.body);
            assert!(draft.body.contains("Fabrikam") || draft.subject.contains("Fabrikam"), "{language:?} {template:?}");
            assert!(draft.mailto().is_some_and(|address| address.starts_with("mailto:kim@northwind.example?subject=")));
        }
    }
}

// R174
#[wasm_bindgen_test]
fn the_journal_of_unfinished_writes_outlives_the_tab() {
    let journal = BrowserJournal;
    journal.set("create-transfer/a1", "id what");
    assert_eq!(BrowserJournal.get("create-transfer/a1").as_deref(), Some("id what"));
    journal.remove("create-transfer/a1");
    assert_eq!(journal.get("create-transfer/a1"), None);
    assert!(Keep::Tab.set("a", "b"));
    assert_eq!(Keep::Tab.get("a").as_deref(), Some("b"));
    assert_eq!(Keep::Browser.get("a"), None);
}

#[wasm_bindgen_test]
fn what_is_ours_is_forgotten_and_nothing_else() {
    let store = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    store.set_item("another.app", "stays").unwrap();
    for name in ["draft.a", "unfinished.b", "language"] {
        Keep::Browser.set(name, "x");
    }
    Keep::Browser.clear(&["language"]);
    let kept = ["draft.a", "unfinished.b", "language"].map(|name| Keep::Browser.get(name).is_some());
    assert_eq!((kept, store.get_item("another.app").unwrap().as_deref()), ([false, false, true], Some("stays")));
    Keep::Browser.remove("language");
    store.remove_item("another.app").unwrap();
}

#[wasm_bindgen_test]
async fn long_work_gives_way_to_the_browser_and_to_what_was_begun_after_it() {
    let log: Rc<RefCell<Vec<&str>>> = Rc::default();
    let note = |what: &'static str| {
        let log = Rc::clone(&log);
        move || log.borrow_mut().push(what)
    };
    let (ends, begun_after, timer) = (note("work ends"), note("begun after"), note("timer"));
    wasm_bindgen_futures::spawn_local(async move {
        for _ in 0..100 {
            let from = js_sys::Date::now();
            while js_sys::Date::now() - from < 2.0 {}
            turn::give_way().await;
        }
        ends();
    });
    wasm_bindgen_futures::spawn_local(async move {
        turn::give_way().await;
        begun_after();
    });
    leptos::prelude::set_timeout(timer, std::time::Duration::ZERO);
    while !log.borrow().contains(&"work ends") {
        gloo_timers::future::TimeoutFuture::new(10).await;
    }
    assert_eq!(log.borrow().last(), Some(&"work ends"));
    assert_eq!(log.borrow().len(), 3);
}
