//! Customer agreements, and whether a reseller has signed its own.

use crossover::api::Client;
use crossover::api::compliance::PartnerKey;
use crossover::api::error::{ApiError, Cause};
use crossover::domain::agreement::{Agreement, Confirmation, NewAgreement};
use crossover::domain::contact::Contact;
use crossover::domain::customer::AgreementState;
use crossover::domain::refusal::RefusalCode;
use futures_executor::block_on;

use crate::harness::{Check, Sample, customer, fixture, id, record, reply};

const TEMPLATE: &str = "117a77b0-9360-443b-8795-c6dedc750cf9";

pub(crate) const CHECKS: &[(&str, Check)] = &[
    ("agreements.create.request.json", |sample| {
        let answer = vec![reply(201, &fixture("agreements.create.response-201.json"))];
        let outcome = sample.is_sent_by(answer, |client| block_on(client.confirm_agreement(&customer(), &confirmed())));
        assert!(matches!(outcome, Ok(Confirmation::Recorded(_))));
    }),
    ("agreements.create.response-201.json", |sample| {
        let Confirmation::Recorded(agreement) =
            sample.gives(|client| block_on(client.confirm_agreement(&customer(), &confirmed())))
        else {
            panic!("it is recorded");
        };
        assert_eq!(agreement.contact, confirmed().contact);
        assert_eq!(agreement.agreed, Some(confirmed().agreed));
        assert_eq!(agreement.user, Some(id!(UserId, "3d6f2c09-eb40-48ca-a4b3-d24c9c007531")));
        assert!(agreement.counts());
    }),
    ("agreements.create.error-600061.json", |sample| {
        let outcome = sample.gives(|client| block_on(client.confirm_agreement(&customer(), &confirmed())));
        assert_eq!(outcome, Confirmation::AlreadyRecorded, "what is confirmed already is done");
    }),
    ("agreements.direct-signed.response-200.json", |sample| {
        assert_eq!(sample.gives(|client| block_on(client.agreement_state(&customer()))), AgreementState::AdminCenter);
    }),
    ("agreements.list.response-200.json", |sample| {
        let list = sample.gives(|client| block_on(client.list_agreements(&customer())));
        let days: Vec<String> = list.iter().filter_map(|agreement| agreement.agreed.map(|at| at.to_string())).collect();
        assert_eq!(days, ["2019-08-26T00:00:00Z", "2019-08-27T00:00:00Z"]);
        assert!(list.iter().all(Agreement::counts));
        assert_eq!((list[0].contact.last_name.as_str(), list[0].contact.phone.as_str()), ("Carr", "1234567890"));
    }),
    ("agreements.metadata.response-200.json", |sample| {
        let templates = sample.gives(|client| block_on(client.list_agreement_templates()));
        let [template] = &templates[..] else { panic!("one") };
        assert_eq!((template.id.as_str(), template.kind.as_str()), (TEMPLATE, "MicrosoftCustomerAgreement"));
        assert_eq!((template.link.as_str(), template.version_rank), ("https://aka.ms/customeragreement", Some(0)));
    }),
    ("agreements.document.response-200.json", |sample| {
        let document = sample.gives(|client| block_on(client.agreement_document(TEMPLATE, "en-US", "US")));
        assert!(document.display_uri.starts_with("https://wopihost.int.l2o.microsoft.com/"), "{document:?}");
        assert!(document.download_uri.starts_with("https://l2oagreementintbn2.blob.core.windows.net/"), "{document:?}");
        assert_eq!((document.language.as_str(), document.country.as_str()), ("en-US", "US"));
    }),
    ("compliance.mpa-status.response-200.json", |sample| {
        assert!(sample.gives(ask));
    }),
    ("compliance.mpa-status.error-2000-tenant-not-guid.json", |sample| {
        let tenant = id!(TenantId, "no-guid");
        let error = sample
            .refuses(RefusalCode::FieldInvalid, |client| block_on(client.partner_agreement_signed(PartnerKey::Tenant(&tenant))));
        assert_eq!(error.refusal().unwrap().value("rule"), Some("Tenant Id must be a GUID."));
    }),
    ("compliance.mpa-status.error-2001-no-identifier.json", |sample| {
        // The client always names one, so it cannot ask like this; were it to, that is a bug and no refusal of a person's doing.
        let (outcome, sent) = record(vec![reply(sample.status, &sample.text)], ask);
        let error = outcome.unwrap_err();
        assert_eq!(error.cause, Cause::Unexpected("Both MPN Id and Tenant Id cannot be empty.".to_owned()));
        assert_eq!((error.trace.code, sent[0].query_value("mpnId")), (Some(2001), Some("123456")));
    }),
    ("compliance.mpa-status.error-2200-mpn-invalid-or-not-migrated.json", |sample| {
        not_signed(sample, RefusalCode::PartnerIdUnknown, 2200);
    }),
    ("compliance.mpa-status.error-2203-mpa-not-signed.json", |sample| not_signed(sample, RefusalCode::PartnerIdMpa, 2203)),
    ("compliance.mpa-status.error-2204-no-csp-enrolment.json", |sample| {
        not_signed(sample, RefusalCode::PartnerIdNotReseller, 2204);
    }),
];

fn confirmed() -> NewAgreement {
    let text = str::to_owned;
    NewAgreement {
        contact: Contact {
            first_name: text("Tania"),
            last_name: text("Carr"),
            email: text("someone@example.com"),
            phone: text("1234567890"),
        },
        template: text(TEMPLATE),
        agreed: "2018-06-14T00:00:00Z".parse().unwrap(),
    }
}

fn ask(client: &Client) -> Result<bool, ApiError> {
    block_on(client.partner_agreement_signed(PartnerKey::Mpn(&id!(MpnId, "123456"))))
}

fn not_signed(sample: &Sample, refusal: RefusalCode, code: u32) {
    let error = sample.refuses(refusal, ask);
    assert_eq!(error.trace.code, Some(code));
    assert!(error.trace.text.contains("MPN Id 123456"), "{error:?}");
}
