//! What the steps of adding a customer share: the form, what is chosen, where one is.

use leptos::prelude::*;
use leptos_router::NavigateOptions;

use super::founding;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::error_summary::Problems;
use crate::components::facts::facts;
use crate::components::load::Loaded;
use crate::components::steps::{StepLine, StepState, steps};
use crate::domain::address::Address;
use crate::domain::basket::Basket;
use crate::domain::country::CountryRules;
use crate::domain::customer_draft::CustomerDraft;
use crate::domain::ids::MpnId;
use crate::domain::new_customer::{Buyer, NewCustomer};
use crate::domain::partnership::Partnership;
use crate::domain::refusal::RefusalCode;
use crate::i18n::Texts;
use crate::route::Route;
use crate::storage::Keep;

/// Parts the fields in the store; nobody types it.
const BETWEEN: char = '\u{1f}';

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// **New customer**.
    Customer,
    /// **New subscription**.
    Subscriptions,
    /// Review.
    Review,
    /// **Confirmation**.
    Confirmation,
}

impl Step {
    const ALL: [Self; 4] = [Self::Customer, Self::Subscriptions, Self::Review, Self::Confirmation];

    /// The word in the address; the first step has none.
    const fn word(self) -> &'static str {
        match self {
            Self::Customer => "",
            Self::Subscriptions => "subscriptions",
            Self::Review => "review",
            Self::Confirmation => "confirmation",
        }
    }

    /// Reads the word.
    pub(super) fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|step| step.word() == word).unwrap_or(Self::Customer)
    }
}

/// The fields of the form.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) company_name: RwSignal<String>,
    pub(super) domain: RwSignal<String>,
    pub(super) country: RwSignal<String>,
    pub(super) line_1: RwSignal<String>,
    pub(super) line_2: RwSignal<String>,
    pub(super) city: RwSignal<String>,
    pub(super) state: RwSignal<String>,
    pub(super) postal_code: RwSignal<String>,
    pub(super) first_name: RwSignal<String>,
    pub(super) last_name: RwSignal<String>,
    pub(super) email: RwSignal<String>,
    pub(super) phone: RwSignal<String>,
    pub(super) language: RwSignal<String>,
    pub(super) registration_number: RwSignal<String>,
    pub(super) agreed: RwSignal<bool>,
}

impl Form {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            company_name: text(),
            domain: text(),
            country: text(),
            line_1: text(),
            line_2: text(),
            city: text(),
            state: text(),
            postal_code: text(),
            first_name: text(),
            last_name: text(),
            email: text(),
            phone: text(),
            language: text(),
            registration_number: text(),
            agreed: RwSignal::new(false),
        }
    }

    fn texts(self) -> [RwSignal<String>; 14] {
        [
            self.company_name,
            self.domain,
            self.country,
            self.line_1,
            self.line_2,
            self.city,
            self.state,
            self.postal_code,
            self.first_name,
            self.last_name,
            self.email,
            self.phone,
            self.language,
            self.registration_number,
        ]
    }

    /// What is typed.
    pub(super) fn draft(self) -> CustomerDraft {
        let text = |signal: RwSignal<String>| signal.get_untracked();
        CustomerDraft {
            company_name: text(self.company_name),
            domain: text(self.domain),
            country: text(self.country),
            line_1: text(self.line_1),
            line_2: text(self.line_2),
            city: text(self.city),
            state: text(self.state),
            postal_code: text(self.postal_code),
            first_name: text(self.first_name),
            last_name: text(self.last_name),
            email: text(self.email),
            phone: text(self.phone),
            language: text(self.language),
            registration_number: text(self.registration_number),
            agreed: self.agreed.get_untracked(),
        }
    }

    /// Takes a corrected address over.
    pub(super) fn set_address(self, address: &Address) {
        let mut draft = self.draft();
        draft.set_address(address);
        self.country.set(draft.country);
        self.line_1.set(draft.line_1);
        self.line_2.set(draft.line_2);
        self.city.set(draft.city);
        self.state.set(draft.state);
        self.postal_code.set(draft.postal_code);
    }

    /// Another country: its states are others.
    pub(super) fn set_country(self, code: &str) {
        self.state.set(String::new());
        self.country.set(code.to_owned());
    }

    /// Keeps what is typed under `name`, beginning with what was kept.
    fn keep(self, name: String) {
        let kept = Keep::Tab.get(&name).unwrap_or_default();
        let parts: Vec<&str> = kept.split(BETWEEN).collect();
        if let [texts @ .., agreed] = &parts[..]
            && texts.len() == self.texts().len()
        {
            for (signal, text) in self.texts().into_iter().zip(texts) {
                signal.set((*text).to_owned());
            }
            self.agreed.set(*agreed == "yes");
        }
        Effect::new(move |_| {
            let mut texts: Vec<String> = self.texts().into_iter().map(|signal| signal.get()).collect();
            let agreed = self.agreed.get();
            if texts.iter().all(String::is_empty) && !agreed {
                Keep::Tab.remove(&name);
                return;
            }
            texts.push(if agreed { "yes" } else { "" }.to_owned());
            Keep::Tab.set(&name, &texts.join(&BETWEEN.to_string()));
        });
    }

    fn clear(self) {
        for signal in self.texts() {
            signal.try_set(String::new());
        }
        self.agreed.try_set(false);
    }
}

/// The whole.
#[derive(Clone)]
pub(super) struct Wizard {
    /// Who buys.
    pub(super) buyer: Buyer,
    /// The reseller, for a provider.
    pub(super) reseller: Option<Partnership>,
    /// What is typed.
    pub(super) form: Form,
    /// What is chosen.
    pub(super) basket: RwSignal<Basket>,
    /// What is wrong with the form.
    pub(super) problems: Problems,
    /// What the country asks.
    pub(super) rules: Loaded<CountryRules>,
    /// How to go to another address: the step's, whether it replaces this one.
    navigate: Callback<(String, bool)>,
    kept: [String; 2],
}

impl Wizard {
    /// Begins, or goes on with what the tab kept.
    pub(super) fn begin(buyer: Buyer, reseller: Option<Partnership>, client: Client) -> Self {
        let key = match &buyer {
            Buyer::ProviderFor(tenant) => tenant.to_string(),
            Buyer::DirectPartner => "own".to_owned(),
        };
        let kept = [format!("new-customer.{key}"), format!("new-customer.{key}.basket")];
        let form = Form::new();
        form.keep(kept[0].clone());
        let basket = RwSignal::new(Basket::read(&Keep::Tab.get(&kept[1]).unwrap_or_default()));
        let name = kept[1].clone();
        Effect::new(move |_| {
            let text = basket.read().write();
            if text.is_empty() { Keep::Tab.remove(&name) } else { _ = Keep::Tab.set(&name, &text) }
        });
        let rules = Loaded::new(move || {
            let (client, code) = (client.clone(), form.country.get());
            async move {
                if code.is_empty() {
                    return Ok(CountryRules::unknown(&code));
                }
                match client.country_rules(&code).await {
                    // A service that tells no rules has the last word by itself.
                    Err(error) if error.is(RefusalCode::NotFound) => Ok(CountryRules::unknown(&code)),
                    read => read,
                }
            }
        });
        let navigate = leptos_router::hooks::use_navigate();
        let navigate = Callback::new(move |(to, replace): (String, bool)| {
            navigate(&to, NavigateOptions { replace, ..NavigateOptions::default() });
        });
        Self { buyer, reseller, form, basket, problems: Problems::default(), rules, navigate, kept }
    }

    /// The address of a step.
    pub(super) fn path(&self, step: Step) -> String {
        let route = match &self.buyer {
            Buyer::ProviderFor(tenant) => Route::NewCustomer(tenant.clone()),
            Buyer::DirectPartner => Route::CreateCustomer,
        };
        match step.word() {
            "" => route.path(),
            word => format!("{}?step={word}", route.path()),
        }
    }

    /// Goes to a step.
    pub(super) fn go(&self, step: Step) {
        self.navigate.run((self.path(step), false));
    }

    /// Goes to a step in place of this one: Back does not lead here any more.
    pub(super) fn turn_to(&self, step: Step) {
        self.navigate.run((self.path(step), true));
    }

    /// Goes to an address of the app.
    pub(super) fn leave_to(&self, address: String) {
        self.navigate.run((address, false));
    }

    /// The page above.
    pub(super) fn home(&self) -> Route {
        match self.buyer {
            Buyer::ProviderFor(_) => Route::IndirectResellers,
            Buyer::DirectPartner => Route::Customers,
        }
    }

    /// Forgets what was typed and chosen.
    pub(super) fn forget(&self) {
        self.form.clear();
        self.basket.try_set(Basket::default());
        for name in &self.kept {
            Keep::Tab.remove(name);
        }
    }

    /// **Cancel**: nothing is left of it (R142).
    pub(super) fn cancel(&self) -> impl Fn() + Clone + use<> {
        let wizard = self.clone();
        move || {
            wizard.forget();
            founding::let_go();
            wizard.leave_to(wizard.home().path());
        }
    }

    /// What is to be created, where the form is right.
    pub(super) fn checked(&self, rules: &CountryRules) -> Option<NewCustomer> {
        self.form.draft().check(rules, self.buyer.clone(), super::fields::fits).ok()
    }

    /// The MPN ID on each line of the order.
    pub(super) fn record(&self) -> Option<&MpnId> {
        self.reseller.as_ref()?.mpn_id.as_ref()
    }

    /// The title of a step.
    pub(super) fn title(&self, t: Texts, step: Step) -> String {
        match (step, &self.buyer) {
            (Step::Customer, Buyer::ProviderFor(_)) => t.new_customer_title(),
            (Step::Customer, Buyer::DirectPartner) => t.new_customer_create(),
            (Step::Subscriptions, _) => t.new_subscription_title(),
            (Step::Review, _) => t.new_customer_review(),
            (Step::Confirmation, _) => t.new_customer_confirmation(),
        }
    }

    /// The sentence below the title.
    pub(super) fn lead(&self, t: Texts) -> String {
        match &self.reseller {
            Some(reseller) => t.new_customer_lead(&reseller.name),
            None => t.new_customer_lead_own(),
        }
    }

    /// The pages above.
    pub(super) fn above(&self, t: Texts) -> Vec<(String, Route)> {
        match self.buyer {
            Buyer::ProviderFor(_) => vec![(t.nav_resellers(), Route::IndirectResellers)],
            Buyer::DirectPartner => vec![(t.customers_title(), Route::Customers)],
        }
    }

    /// Where one is among the steps.
    pub(super) fn steps(&self, t: Texts, current: Step) -> AnyView {
        let at = Step::ALL.iter().position(|step| *step == current).unwrap_or(0);
        let lines = Step::ALL.into_iter().enumerate().map(|(place, step)| StepLine {
            state: match place.cmp(&at) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal => StepState::Current,
                std::cmp::Ordering::Greater => StepState::Waiting,
            },
            title: self.title(t, step),
            text: String::new(),
        });
        steps(t.new_customer_steps(), lines.collect())
    }

    /// Who the reseller is: preset, not to be chosen here (R139). A direct bill partner says who buys instead (R41).
    pub(super) fn who(&self, t: Texts) -> AnyView {
        match &self.reseller {
            Some(reseller) => {
                let mpn = reseller.mpn_id.as_ref().map(|id| t.general_mpn(id.as_str())).unwrap_or_default();
                let name = reseller.name.clone();
                let value = view! { {name}<span class="table__sub">{mpn}</span> }.into_any();
                view! { <section class="card">{facts(vec![(t.new_customer_reseller(), value)])}</section> }.into_any()
            }
            None => view! { <super::WhoBuys /> }.into_any(),
        }
    }

    /// The rules of the country, in trouble or not.
    pub(super) fn rules_now(&self) -> Option<Result<CountryRules, ApiError>> {
        self.rules.get()
    }
}
