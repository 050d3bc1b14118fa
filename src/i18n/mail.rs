//! E-mail drafts in the reader's language, apart from the screen's: locales/mail/*.json.

use serde_json::Value;

use super::{Language, fill};
use crate::domain::draft::Draft;
use crate::wire::json::{self, Node};

/// The templates of one language.
#[derive(Debug, Clone, PartialEq)]
pub struct MailTable(Value);

/// Which mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// Partner to customer.
    CustomerInvitation,
    /// Provider to reseller.
    PartnershipRequest,
    /// Partner to customer: the invitation still waits.
    CustomerInvitationReminder,
    /// Partner to a provider of the directory: an invitation is asked for. No link.
    InvitationRequest,
    /// Provider to reseller: the invitation still waits.
    PartnershipReminder,
    /// Provider to reseller: the partnership is over. No link.
    PartnershipRemoved,
    /// Provider to a customer of that reseller. No link.
    PartnershipRemovedCustomer,
    /// Provider to its Microsoft representative. No link.
    ProfileChange,
    /// Partner to provider: please add a customer.
    CustomerRequest,
    /// Partner to provider: a transfer request waits.
    TransferCreated,
    /// Provider to partner: it is complete.
    TransferCompleted,
    /// Provider to partner: it was rejected.
    TransferRejected,
    /// Partner to customer: consent to be put with a provider.
    ConsentRequest,
    /// Partner to provider: a customer's agreement is to be recorded.
    AgreementRequest,
    /// Partner to customer: a direct reseller relationship.
    RelationshipRequest,
}

impl Template {
    const fn key(self) -> &'static str {
        match self {
            Self::CustomerInvitation => "customer-invitation",
            Self::PartnershipRequest => "partnership-request",
            Self::CustomerInvitationReminder => "customer-invitation-reminder",
            Self::InvitationRequest => "invitation-request",
            Self::PartnershipReminder => "partnership-reminder",
            Self::PartnershipRemoved => "partnership-removed",
            Self::PartnershipRemovedCustomer => "partnership-removed-customer",
            Self::ProfileChange => "profile-change",
            Self::CustomerRequest => "customer-request",
            Self::TransferCreated => "transfer-created",
            Self::TransferCompleted => "transfer-completed",
            Self::TransferRejected => "transfer-rejected",
            Self::ConsentRequest => "consent-request",
            Self::AgreementRequest => "agreement-request",
            Self::RelationshipRequest => "relationship-request",
        }
    }
}

impl MailTable {
    /// Reads a file of templates.
    pub fn read(file: &str) -> Option<Self> {
        json::parse(file).ok().filter(Value::is_object).map(Self)
    }

    /// The count with its noun: "3 subscriptions".
    pub fn subscriptions(&self, language: Language, count: u64) -> String {
        let noun = Node::new(&self.0).get("nouns").get("subscriptions").get(if count == 1 { "one" } else { "other" });
        fill(&noun.text_or_empty(), &[("count", &super::format::number(language, count))])
    }

    /// A draft of `template` around `link`, with `values` filled in.
    pub fn draft(&self, template: Template, to: &str, link: Option<&str>, values: &[(&str, &str)]) -> Draft {
        let mail = Node::new(&self.0).get(template.key());
        let mut values = values.to_vec();
        values.push(("link", link.unwrap_or_default()));
        let paragraphs = mail.get("body").texts().iter().map(|paragraph| fill(paragraph, &values)).collect::<Vec<_>>();
        // Without a link, or without a reason that was given, its paragraph is not there.
        let body: Vec<String> = paragraphs.into_iter().filter(|paragraph| !paragraph.trim().is_empty()).collect();
        Draft {
            to: to.to_owned(),
            subject: fill(&mail.get("subject").text_or_empty(), &values),
            body: body.join("\n\n"),
            link: link.map(str::to_owned),
        }
    }
}
