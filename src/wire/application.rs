//! An application to become an indirect reseller, as it is sent and as a browser keeps it half filled. Source:
//! api/partner-center.md 14.3 c (2026-11-21).

use serde_json::Value;

use super::json::{self, Node, members, write_time};
use super::{contact, support};
use crate::domain::application::{Application, ApplicationDraft};
use crate::domain::profile::SupportProfile;

/// Writes it as the service takes it. A support contact of which nothing is given is left out.
pub fn write(application: &Application) -> Value {
    let mut body = members([
        ("primaryContact", contact::write(&application.contact)),
        ("mpnId", application.mpn_id.as_str().into()),
        ("irreversibleConfirmed", application.irreversible_confirmed.into()),
        ("profileConfirmedTime", application.profile_confirmed.map(write_time).into()),
    ]);
    if application.support != SupportProfile::default() {
        body["supportContact"] = support::write(&application.support);
    }
    body
}

/// Reads one.
pub fn read(node: Node<'_>) -> Application {
    Application {
        contact: contact::read(node.get("primaryContact")),
        support: support::read(node.get("supportContact")),
        mpn_id: node.get("mpnId").text_or_empty(),
        irreversible_confirmed: node.get("irreversibleConfirmed").flag().unwrap_or(false),
        profile_confirmed: node.get("profileConfirmedTime").time(),
    }
}

/// Writes a half-filled one for keeping.
pub fn write_draft(draft: &ApplicationDraft) -> String {
    let mut body = write(&draft.application);
    body["savedTime"] = write_time(draft.saved);
    body.to_string()
}

/// Reads what was kept; `None` for a text that is none.
pub fn read_draft(text: &str) -> Option<ApplicationDraft> {
    let body = json::parse(text).ok()?;
    let node = Node::new(&body);
    Some(ApplicationDraft { application: read(node), saved: node.get("savedTime").time()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::Contact;
    use crate::domain::moment::Timestamp;

    // R22
    #[test]
    fn a_draft_is_kept_as_typed() {
        let saved: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let contact = Contact { first_name: " Åsa \u{1f44d}".to_owned(), email: "<script>".to_owned(), ..Contact::default() };
        let application =
            Application { contact, mpn_id: "68 12".to_owned(), profile_confirmed: Some(saved), ..Application::default() };
        let draft = ApplicationDraft { application, saved };
        assert_eq!(read_draft(&write_draft(&draft)), Some(draft));
        assert_eq!(read_draft("{}"), None);
        assert_eq!(read_draft("no JSON"), None);
        assert!(write(&Application::default()).get("supportContact").is_none());
    }
}
