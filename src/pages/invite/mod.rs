//! **Invite new customers** of a provider, and an existing direct one: what is asked for, then the draft (R53 to R59).

mod editor;

use futures_util::future::try_join;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use self::editor::{InvitationEditor, LocalEditor};
use super::confirm::Deed;
use super::{use_query_word, use_tenant_id};
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::error_summary::{ErrorSummary, Problems, required};
use crate::components::field::{SelectField, TextField};
use crate::components::heading::PageHeading;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::customer_invitation::{
    CustomerInvitation, NewCustomerInvitation, Stage, asks_for_admin, check_invitation, names_provider,
};
use crate::domain::ids::{CustomerId, InvitationId, TenantId};
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::rule_set::RuleSet;
use crate::domain::typed;
use crate::i18n::{Language, use_texts};
use crate::route::Route;
use crate::storage::Keep;
use crate::viewer::{use_live, use_viewer};

/// The page: the form, then the draft of the invitation that the address names.
#[component]
pub fn InvitePage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let live = use_live();
    let client = expect_context::<Client>();
    let provider = use_tenant_id("provider");
    let (customer, _) = use_query_word("customer");
    let (invitation, _) = use_query_word("invitation");
    let local = RwSignal::new(None::<CustomerInvitation>);
    let is_partner = viewer.side() == Side::Partner;
    let is_enrolled = viewer.0.is_enrolled();
    let found = Loaded::new(move || {
        live.track();
        let (client, provider) = (client.clone(), provider.get());
        let customer = CustomerId::parse(&customer.get());
        async move {
            let says = |code: RefusalCode| Err(ApiError::refused(Refusal::new(code)));
            if !is_partner {
                return says(RefusalCode::NotFound);
            }
            if !is_enrolled {
                return says(RefusalCode::NotEnrolled);
            }
            let one = async {
                match &customer {
                    Some(id) => client.customer(id).await.map(Some),
                    None => Ok(None),
                }
            };
            let (partnerships, customer) = try_join(client.list_partnerships(Side::Partner), one).await?;
            Ok((accepted(&partnerships, provider.as_ref())?, customer))
        }
    });
    let title = move || match found.get() {
        Some(Ok((_, Some(customer)))) => t.invite_title_one(&customer.name),
        _ => t.invite_title(),
    };
    view! {
        <PageHeading title=Signal::derive(title) above=vec![(t.nav_providers(), Route::IndirectProviders)] />
        {load(
            found,
            move |(provider, customer)| {
                let body = move || match (InvitationId::parse(&invitation.get()), local.get()) {
                    (Some(id), _) => view! { <InvitationEditor provider=provider.clone() id /> }.into_any(),
                    (None, Some(invitation)) => {
                        let name = customer.as_ref().map(|it| it.name.clone()).or_else(|| invitation.name.clone());
                        let invitation = CustomerInvitation { name, ..invitation };
                        view! { <LocalEditor provider=provider.clone() invitation /> }.into_any()
                    }
                    (None, None) => view! { <Form provider=provider.clone() customer=customer.clone() local /> }.into_any(),
                };
                body.into_any()
            },
        )}
    }
}

/// The id of an invitation that no record stands for.
const UNRECORDED: &str = "unrecorded";

/// What an invitation is where the service keeps none.
fn unrecorded(new: &NewCustomerInvitation) -> CustomerInvitation {
    CustomerInvitation {
        id: InvitationId::parse(UNRECORDED).expect("it is a word"),
        customer: new.customer.clone(),
        name: Some(new.name.clone()).filter(|name| !name.is_empty()),
        provider: new.provider.clone(),
        url: new.url.clone(),
        delegated_admin: new.delegated_admin,
        language: new.language.clone(),
        stage: Stage::Draft,
        created: None,
        changed: None,
        created_by: None,
        etag: None,
    }
}

/// The provider of the address among those that were accepted.
fn accepted(partnerships: &[Partnership], provider: Option<&TenantId>) -> Result<Partnership, ApiError> {
    let mut standing = partnerships.iter().filter(|it| it.state == PartnershipState::Active).peekable();
    if standing.peek().is_none() {
        return Err(ApiError::refused(Refusal::new(RefusalCode::NoProvider)));
    }
    let found = standing.find(|it| Some(&it.tenant) == provider).cloned();
    found.ok_or_else(|| {
        let named = partnerships.iter().find(|it| Some(&it.tenant) == provider).map(|it| it.name.clone());
        ApiError::refused(Refusal::new(RefusalCode::ProviderNotPartnered).with("provider", named.unwrap_or_default()))
    })
}

/// What is asked for.
#[component]
fn Form(
    /// The provider.
    provider: Partnership,
    /// Whom, where it is a customer already.
    customer: Option<Customer>,
    /// Where an invitation goes that the service keeps no record of.
    local: RwSignal<Option<CustomerInvitation>>,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let navigate = use_navigate();
    let client = expect_context::<Client>();
    let deed = Deed::new();
    let problems = Problems::default();
    let is_new = customer.is_none();
    let kept = format!("invite.{}", provider.tenant);
    let name = RwSignal::new(Keep::Tab.get(&kept).unwrap_or_default());
    Effect::new({
        let kept = kept.clone();
        move |_| {
            Keep::Tab.set(&kept, &name.get());
        }
    });
    let tenant = RwSignal::new("yes".to_owned());
    let admin = RwSignal::new("yes".to_owned());
    let without_provider = RwSignal::new(false);
    let whom = customer.clone();
    let partner = provider.clone();
    let refusal = Signal::derive(move || {
        let role = viewer.may(Action::InviteCustomers);
        let related = || check_invitation(whom.as_ref(), &partner.tenant, &partner.name, RuleSet::default());
        let has_tenant = || {
            let begins = is_new && tenant.get() == "no";
            if begins { Err(Refusal::new(RefusalCode::ProviderCreatesTenant)) } else { Ok(()) }
        };
        role.and_then(|()| related()).and_then(|()| has_tenant()).err()
    });
    let own = use_viewer().0.organisation.tenant.clone();
    let to = provider.tenant.clone();
    let language = customer.as_ref().and_then(|it| it.country.as_deref()).map_or(t.language(), Language::of_country);
    let write = move || {
        let typed_name = typed::line(&name.get_untracked());
        if is_new && typed_name.is_empty() {
            problems.set(vec![required(t, "invite-name", &t.invite_name())]);
            return;
        }
        problems.clear();
        without_provider.set(false);
        let (client, own, to, kept) = (client.clone(), own.clone(), to.clone(), kept.clone());
        let customer = customer.as_ref().map(|it| it.id.clone());
        let wanted = admin.get_untracked() == "yes";
        let (navigate, provider) = (navigate.clone(), to.clone());
        let doing = async move {
            let url = client.customer_link(Some((&to, &own)), Some(wanted)).await?;
            if !names_provider(&url, &to) {
                return Ok(None);
            }
            // The link says what it asks for; where it does not, it is what was wanted.
            let delegated_admin = asks_for_admin(&url).unwrap_or(wanted);
            let language = language.tag().to_owned();
            let new = NewCustomerInvitation { customer, name: typed_name, provider: to, url, delegated_admin, language };
            match client.record_customer_invitation(&new).await {
                // A service without such records issues the link all the same: the draft is what counts.
                Err(error) if error.is_elsewhere() => Ok(Some(unrecorded(&new))),
                outcome => outcome.map(Some),
            }
        };
        deed.run(doing, move |made| match made {
            Some(made) if made.id.as_str() == UNRECORDED => {
                local.set(Some(made));
            }
            Some(made) => {
                Keep::Tab.remove(&kept);
                navigate(
                    &Route::CustomerInvitation(provider, made.id).path(),
                    NavigateOptions { replace: true, ..NavigateOptions::default() },
                );
            }
            None => {
                without_provider.try_set(true);
            }
        });
    };
    let yes_or_no = |yes: String, no: String| Signal::stored(vec![("yes".to_owned(), yes), ("no".to_owned(), no)]);
    let fields = is_new.then(|| {
        view! {
            <TextField
                id="invite-name"
                label=t.invite_name()
                hint=t.invite_name_hint()
                error=problems.of("invite-name")
                value=name
                autocomplete="organization"
            />
            <SelectField
                id="invite-tenant"
                label=t.invite_tenant()
                options=yes_or_no(t.invite_tenant_yes(), t.invite_tenant_no())
                value=tenant
                on_change=move |word| tenant.set(word)
            />
        }
    });
    let provider_name = provider.name.clone();
    view! {
        <p class="muted">{t.invite_lead(&provider.name)}</p>
        <section class="card" aria-labelledby="invite-form">
            <h2 class="card__title" id="invite-form">{t.invite_form()}</h2>
            <ErrorSummary problems />
            {fields}
            <SelectField
                id="invite-admin"
                label=t.invite_admin()
                options=yes_or_no(t.invite_admin_yes(), t.invite_admin_no())
                value=admin
                on_change=move |word| admin.set(word)
            />
            <p class="muted small">{t.invite_admin_hint()}</p>
            {move || deed.error.get().map(|error| view! { <Trouble error /> })}
            {move || {
                without_provider
                    .get()
                    .then(|| {
                        view! {
                            <Notice
                                tone="danger"
                                title=t.invite_no_provider_link(&provider_name)
                                body=t.invite_no_provider_link_text()
                            />
                        }
                    })
            }}
            <div class="card__actions">
                <GatedButton
                    id="invite-write"
                    label=t.invite_make()
                    refusal
                    kind="primary"
                    icon_name="mail"
                    busy=deed.busy
                    on_press=write
                />
            </div>
        </section>
    }
}
