//! The customers as they are read: page by page, the first rows at once, the others as they come (api/partner-center.md 1.5).

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::heading::hold_focus;
use crate::domain::customer::Customer;
use crate::domain::ids::CustomerId;
use crate::viewer::Live;

/// A customer of the list.
pub(super) struct Entry {
    /// The customer.
    pub(super) customer: Customer,
    /// Another number whenever something about it is different.
    pub(super) key: u64,
    /// What a search looks at, in small letters.
    words: String,
}

impl Entry {
    fn new(customer: Customer, key: u64) -> Self {
        let words = format!("{}\n{}", customer.name, customer.domain).to_lowercase();
        Self { customer, key, words }
    }

    /// Says whether `text`, in small letters, is found in the name or the domain.
    pub(super) fn has(&self, text: &str) -> bool {
        self.words.contains(text)
    }
}

/// How far the reading is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// Nothing has come yet.
    Begun,
    /// So many were read, of so many where the service says.
    Going(u64, Option<u64>),
    /// All are there.
    Done,
    /// It stopped; what was read before stays.
    Failed(ApiError),
}

/// All customers that were read.
pub(super) type Entries = Arc<Vec<Arc<Entry>>>;

/// The customers, and how far the reading is. What is there stays while it is read again.
#[derive(Clone, Copy)]
pub(super) struct Listing {
    entries: RwSignal<Option<Entries>>,
    reading: RwSignal<Reading>,
    again: RwSignal<()>,
}

impl Listing {
    /// Begins to read, and reads again whenever something changed.
    pub(super) fn begin(client: Client, live: Live) -> Self {
        let listing = Self { entries: RwSignal::new(None), reading: RwSignal::new(Reading::Begun), again: RwSignal::new(()) };
        let latest = StoredValue::new(0_u32);
        Effect::new(move |_| {
            live.track();
            listing.again.track();
            let turn = latest.get_value().wrapping_add(1);
            latest.set_value(turn);
            let client = client.clone();
            leptos::task::spawn_local(async move {
                listing.read(&client, &move || latest.try_get_value() == Some(turn)).await;
            });
        });
        listing
    }

    /// Reads all of them while it `is_wanted`: a later reading, or another page, ends this one.
    async fn read(self, client: &Client, is_wanted: &dyn Fn() -> bool) {
        let before = self.entries.get_untracked();
        if before.is_none() {
            self.reading.set(Reading::Begun);
        }
        let known: HashMap<CustomerId, Arc<Entry>> =
            before.iter().flat_map(|all| all.iter()).map(|entry| (entry.customer.id.clone(), Arc::clone(entry))).collect();
        let mut key = known.values().map(|entry| entry.key).max().unwrap_or(0);
        let mut read: Vec<Arc<Entry>> = Vec::new();
        let mut shown = 0;
        let outcome = client
            .customers_by_page(&mut |page, total| {
                if !is_wanted() {
                    return false;
                }
                for customer in page {
                    let same = known.get(&customer.id).filter(|entry| entry.customer == customer);
                    read.push(same.map_or_else(
                        || {
                            key += 1;
                            Arc::new(Entry::new(customer.clone(), key))
                        },
                        Arc::clone,
                    ));
                }
                if before.is_none() {
                    self.reading.set(Reading::Going(read.len() as u64, total));
                    // Rows are added in growing steps: each of them looks at all that is there.
                    if read.len() >= shown + shown / 2 {
                        shown = read.len();
                        self.entries.set(Some(Arc::new(read.clone())));
                    }
                }
                true
            })
            .await;
        if !is_wanted() {
            return;
        }
        match outcome {
            Ok(()) => {
                let is_same =
                    |all: &Entries| all.len() == read.len() && all.iter().zip(&read).all(|(one, other)| Arc::ptr_eq(one, other));
                if !self.entries.with_untracked(|all| all.as_ref().is_some_and(is_same)) {
                    hold_focus();
                    self.entries.set(Some(Arc::new(read)));
                }
                self.reading.set(Reading::Done);
            }
            Err(error) => self.reading.set(Reading::Failed(error)),
        }
    }

    /// Reads again.
    pub(super) fn refetch(self) {
        self.again.set(());
    }

    /// How far the reading is.
    pub(super) fn reading(self) -> Reading {
        self.reading.get()
    }

    /// Says whether anything was read yet.
    pub(super) fn is_there(self) -> bool {
        self.entries.with(Option::is_some)
    }

    /// What was read so far.
    pub(super) fn entries(self) -> Entries {
        self.entries.get().unwrap_or_default()
    }

    /// The same, without watching it.
    pub(super) fn entries_untracked(self) -> Entries {
        self.entries.get_untracked().unwrap_or_default()
    }
}
