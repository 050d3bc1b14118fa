//! The texts: what build.rs cannot see.

#![expect(clippy::unwrap_used, reason = "a test stops where it finds what it did not expect")]

use std::collections::BTreeMap;
use std::fs;

use crossover::domain::action::Action;
use crossover::domain::organisation::Role;
use crossover::domain::progress::Step;
use crossover::domain::refusal::RefusalCode;
use serde_json::Value;

#[path = "../src/i18n/compare.rs"]
mod compare;
#[path = "../src/i18n/flatten.rs"]
#[expect(dead_code, reason = "what knows texts of another build is not needed here")]
mod flatten;

fn locale(language: &str) -> Value {
    let path = format!("{}/locales/{language}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn mail(language: &str) -> Value {
    let path = format!("{}/locales/mail/{language}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

const LANGUAGES: [&str; 4] = ["en", "sv", "nl", "de"];

// R169
#[test]
fn every_refusal_says_what_and_what_next_in_every_language() {
    for language in LANGUAGES {
        let texts = locale(language);
        for code in RefusalCode::ALL {
            for part in ["says", "next"] {
                let text = texts["refusals"][code.word()][part].as_str().unwrap_or_default();
                assert!(text.trim().len() > 5, "{language}: {code} {part}");
            }
        }
        let known = texts["refusals"].as_object().unwrap();
        // What is not chosen has words of its own for customers and for offers, under the one code.
        let others = ["nothing-selected-customers", "nothing-selected-offers"].map(|word| &known[word]);
        assert!(others.iter().all(|it| it["says"].is_string() && it["next"].is_string()), "{language}");
        assert_eq!(known.len(), RefusalCode::ALL.len() + others.len(), "{language}: a refusal that no code has");
    }
}

// R3
#[test]
fn every_role_has_its_name() {
    for language in LANGUAGES {
        let texts = locale(language);
        for role in Role::ALL {
            assert!(texts["words"]["role"][role.word()].is_string(), "{language}: {}", role.word());
        }
        for step in Step::ALL {
            assert!(texts["words"]["step"][step.word()].is_string(), "{language}: {}", step.word());
        }
    }
    assert!(Action::ALL.iter().filter_map(|action| action.roles()).all(|roles| !roles.is_empty()));
}

/// The labels of domain.md are the interface: exact, in English; in the other languages from its section 8.
// C2: a request is withdrawn, the word cancel is for leaving a dialog.
#[test]
fn the_labels_are_the_exact_ones() {
    let labels: [(&str, [&str; 4]); 30] = [
        (
            "invitation.authorize",
            [
                "Authorize indirect provider",
                "Auktorisera indirekt leverantör",
                "Indirecte provider machtigen",
                "Indirekten Anbieter autorisieren",
            ],
        ),
        ("providers.invite", ["Invite new customers", "Bjud in nya kunder", "Nieuwe klanten uitnodigen", "Neue Kunden einladen"]),
        ("partnerships.view-customers", ["View customers", "Visa kunder", "Klanten weergeven", "Kunden anzeigen"]),
        (
            "resellers.request",
            ["Request a partnership", "Begär ett partnerskap", "Partnerschap aanvragen", "Partnerschaft beantragen"],
        ),
        (
            "resellers.remove",
            ["Remove partnership", "Ta bort partnerskap", "Partnerschap verwijderen", "Partnerschaft entfernen"],
        ),
        ("resellers.add", ["Add new customer", "Lägg till ny kund", "Nieuwe klant toevoegen", "Neuen Kunden hinzufügen"]),
        ("removal.yes", ["Yes", "Ja", "Ja", "Ja"]),
        ("words.invitation-stage.done", ["Done", "Klar", "Gereed", "Fertig"]),
        ("words.partnership.Active", ["Active", "Aktiv", "Actief", "Aktiv"]),
        ("nav.overview", ["Overview", "Översikt", "Overzicht", "Übersicht"]),
        ("nav.customers", ["Customers", "Kunder", "Klanten", "Kunden"]),
        ("nav.providers", ["Indirect providers", "Indirekta leverantörer", "Indirecte providers", "Indirekte Anbieter"]),
        (
            "nav.resellers",
            ["Indirect resellers", "Indirekta återförsäljare", "Indirecte resellers", "Indirekte Vertriebspartner"],
        ),
        ("nav.settings", ["Settings", "Inställningar", "Instellingen", "Einstellungen"]),
        ("program.title", ["Program info", "Programinformation", "Programmagegevens", "Programminformationen"]),
        ("customers.quick-links", ["Quick links", "Snabblänkar", "Snelkoppelingen", "Quicklinks"]),
        (
            "customers.view-subscriptions",
            ["View Subscriptions", "Visa prenumerationer", "Abonnementen weergeven", "Abonnements anzeigen"],
        ),
        (
            "transfers.section",
            ["Subscription Transfer", "Prenumerationsöverföring", "Abonnementsoverdracht", "Abonnementübertragung"],
        ),
        (
            "transfers.request",
            [
                "Request subscription transfer",
                "Begär prenumerationsöverföring",
                "Abonnementsoverdracht aanvragen",
                "Abonnementübertragung anfordern",
            ],
        ),
        ("transfers.create", ["Create", "Skapa", "Maken", "Erstellen"]),
        ("decide.accept", ["Accept", "Acceptera", "Accepteren", "Annehmen"]),
        ("decide.reject", ["Reject", "Avvisa", "Afwijzen", "Ablehnen"]),
        ("decide.withdraw", ["Withdraw request", "Återkalla begäran", "Aanvraag intrekken", "Anforderung zurückziehen"]),
        ("draft.open", ["Open in email", "Öppna i e-post", "Openen in e-mail", "In E-Mail öffnen"]),
        ("draft.copy", ["Copy to clipboard", "Kopiera till Urklipp", "Kopiëren naar klembord", "In Zwischenablage kopieren"]),
        ("draft.done", ["Done", "Klar", "Gereed", "Fertig"]),
        ("general.cancel", ["Cancel", "Avbryt", "Annuleren", "Abbrechen"]),
        ("words.transfer-status.Complete", ["Complete", "Slutförd", "Voltooid", "Abgeschlossen"]),
        ("words.subscription-status.suspended", ["Suspended", "Pausad", "Onderbroken", "Ausgesetzt"]),
        (
            "subscription.reseller",
            ["Reseller (MPN ID)", "Återförsäljare (MPN-ID)", "Reseller (MPN-id)", "Vertriebspartner (MPN-ID)"],
        ),
    ];
    for (key, wanted) in &labels {
        for (language, text) in LANGUAGES.iter().zip(wanted) {
            let texts = locale(language);
            let found = key.split('.').fold(&texts, |at, part| &at[part]);
            assert_eq!(found, text, "{language}: {key}");
        }
    }
}

/// Mails that carry no link: they ask somebody, or tell somebody, and nothing has to be opened.
const WITHOUT_LINK: [&str; 5] =
    ["consent-request", "invitation-request", "profile-change", "partnership-removed", "partnership-removed-customer"];

// R167
#[test]
fn what_a_language_lacks_or_has_too_many_stops_the_build() {
    let keyed =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect::<Vec<_>>();
    let english = [
        ("a.hello", "Hello {name}"),
        ("a.seats.one", "{count} seat"),
        ("a.seats.other", "{count} seats"),
        ("kind.other", "Other"),
    ];
    let good = [
        ("a.hello", "Hej {name}"),
        ("a.seats.one", "{count} plats"),
        ("a.seats.other", "{count} platser"),
        ("kind.other", "Övrigt"),
    ];
    let said = |pairs: &[(&str, &str)]| compare::compare("sv", &keyed(&english), &keyed(pairs));
    assert_eq!(said(&good), [""; 0]);
    let with = |place: usize, pair: (&'static str, &'static str)| {
        let mut pairs = good;
        pairs[place] = pair;
        pairs
    };
    assert_eq!(said(&good[1..]), ["sv lacks a.hello"]);
    assert_eq!(said(&[&good[..], &[("a.more", "Mer")]].concat()), ["sv has a.more too many"]);
    assert_eq!(said(&with(0, ("a.hello", "Hej {namn}"))), ["sv: a.hello has {\"namn\"}, not {\"name\"}"]);
    assert_eq!(said(&with(0, ("a.hello", " "))), ["sv: a.hello is empty"]);
    // One form of the plural is missing: in another language, and in English itself.
    let without_one = [good[0], good[2], good[3]];
    assert_eq!(said(&without_one), ["sv lacks a.seats.one", "sv lacks a.seats.one"]);
    assert_eq!(compare::plurals("en", &keyed(&[english[0], english[1], english[3]])), ["en lacks a.seats.other"]);
    assert_eq!(compare::plurals("en", &keyed(&english)), [""; 0]);
    // As build.rs holds all of them against English.
    for language in LANGUAGES {
        let flat = |language: &str| flatten::flatten(&locale(language));
        assert_eq!(compare::compare(language, &flat("en"), &flat(language)), [""; 0]);
    }
    let build = fs::read_to_string(format!("{}/build.rs", env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert!(
        build.contains("compare::compare(") && build.contains("assert!(complaints.is_empty()"),
        "build.rs holds them together"
    );
}

// R167
#[test]
fn an_apostrophe_is_straight_everywhere_as_the_labels_have_it() {
    let curly = |text: &str| {
        let signs: Vec<char> = text.chars().collect();
        signs.windows(3).any(|three| three[1] == '\u{2019}' && three[0].is_alphabetic() && three[2].is_alphabetic())
    };
    for path in
        LANGUAGES.iter().flat_map(|language| [format!("locales/{language}.json"), format!("locales/mail/{language}.json")])
    {
        let text = fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let wrong: Vec<&str> = text.lines().filter(|line| curly(line)).collect();
        assert!(wrong.is_empty(), "{path}: {wrong:?}");
    }
}

// R167
#[test]
fn english_writes_e_mail_in_one_way() {
    // As the sources write these two.
    let labels = ["Open in email", "Resend verification email"];
    let text = fs::read_to_string(format!("{}/locales/en.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let says = |line: &str| line.split_once("\": ").map(|(_, text)| text.to_lowercase()).unwrap_or_default();
    let other = |line: &&str| {
        let said = says(line).replace("{email}", "");
        said.contains("email") && !labels.iter().any(|label| line.contains(label))
    };
    let wrong: Vec<&str> = text.lines().filter(other).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

// R55 R104 R159
#[test]
fn every_mail_holds_its_link_once_alone_on_its_line() {
    let mut subjects: BTreeMap<String, usize> = BTreeMap::new();
    for language in LANGUAGES {
        let mails = mail(language);
        for (name, template) in mails.as_object().unwrap().iter().filter(|(name, _)| *name != "nouns") {
            let paragraphs: Vec<&str> = template["body"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
            let wanted = usize::from(!WITHOUT_LINK.contains(&name.as_str()));
            assert_eq!(paragraphs.iter().filter(|line| **line == "{link}").count(), wanted, "{language}: {name}");
            assert_eq!(paragraphs.iter().filter(|line| line.contains("{link}")).count(), wanted, "{language}: {name}");
            *subjects.entry(name.clone()).or_default() += 1;
        }
    }
    assert!(subjects.values().all(|count| *count == LANGUAGES.len()), "{subjects:?}");
}
