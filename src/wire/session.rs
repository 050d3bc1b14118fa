//! Who is signed in, on the wire. Source: api/partner-center.md 14.2 and 14.3 (2026-11-21).

use serde_json::Value;

use super::json::{self, Node, members};
use crate::domain::enrolment::{DirectBillStatus, EnrolmentStatus};
use crate::domain::ids::{MpnId, TenantId, UserId};
use crate::domain::organisation::{Organisation, Person, Role, Session, Side};

/// Reads a session; `None` where the user or the organisation is missing.
pub fn read(node: Node<'_>) -> Option<Session> {
    let organisation = node.get("organization");
    let user = UserId::parse(&node.get("userId").text()?)?;
    let programs = node.get("programs").list();
    let status = |program: &str| {
        programs
            .iter()
            .find(|entry| entry.get("program").text().is_some_and(|word| word.eq_ignore_ascii_case(program)))?
            .get("status")
            .text()
    };
    let holders = Role::ALL
        .into_iter()
        .map(|role| {
            let people = node.get("roleHolders").get(role.word()).list();
            let read = |person: &Node<'_>| {
                Some(Person { name: person.get("displayName").text()?, email: person.get("email").text_or_empty() })
            };
            (role, people.iter().filter_map(read).collect())
        })
        .collect();
    Some(Session {
        user,
        name: node.get("displayName").text_or_empty(),
        email: node.get("email").text_or_empty(),
        roles: node
            .get("roles")
            .texts()
            .iter()
            .filter_map(|word| Role::ALL.into_iter().find(|role| role.word().eq_ignore_ascii_case(word)))
            .collect(),
        knows_roles: true,
        organisation: Organisation {
            tenant: TenantId::parse(&organisation.get("tenantId").text()?)?,
            name: organisation.get("name").text_or_empty(),
            country: organisation.get("country").text_or_empty(),
            csp_region: organisation.get("cspRegion").text_or_empty(),
            mpn_id: organisation.get("mpnId").text().and_then(|text| MpnId::parse(&text)),
            side: match organisation.get("side").text_or_empty().to_ascii_lowercase().as_str() {
                "provider" => Side::Provider,
                _ => Side::Partner,
            },
        },
        enrolment: status("indirectreseller").map(|word| EnrolmentStatus::from_word(&word)),
        direct_bill: status("directbill").map(|word| DirectBillStatus::from_word(&word)),
        holders,
    })
}

/// Writes a session as the service does.
pub fn write(session: &Session) -> Value {
    let organisation = &session.organisation;
    let mut programs = Vec::new();
    if let Some(status) = &session.enrolment {
        programs.push(members([("program", "indirectreseller".into()), ("status", status.word().into())]));
    }
    if let Some(status) = &session.direct_bill {
        programs.push(members([("program", "directbill".into()), ("status", status.word().into())]));
    }
    let holders = json::object(session.holders.iter().map(|(role, people)| {
        let people = people
            .iter()
            .map(|person| members([("displayName", person.name.as_str().into()), ("email", person.email.as_str().into())]));
        (role.word().to_owned(), people.collect())
    }));
    let side = match organisation.side {
        Side::Partner => "partner",
        Side::Provider => "provider",
    };
    members([
        ("userId", session.user.as_str().into()),
        ("userPrincipalName", session.email.as_str().into()),
        ("displayName", session.name.as_str().into()),
        ("email", session.email.as_str().into()),
        ("roles", session.roles.iter().map(|role| role.word()).collect()),
        (
            "organization",
            members([
                ("tenantId", organisation.tenant.as_str().into()),
                ("name", organisation.name.as_str().into()),
                ("country", organisation.country.as_str().into()),
                ("cspRegion", organisation.csp_region.as_str().into()),
                ("mpnId", organisation.mpn_id.as_ref().map(MpnId::as_str).into()),
                ("side", side.into()),
            ]),
        ),
        ("programs", programs.into()),
        ("roleHolders", holders),
        ("attributes", json::kind("Session")),
    ])
}
