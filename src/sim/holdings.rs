//! What a customer has: of a large sample it is made when somebody looks for the first time, so that thousands of customers cost
//! little until then.

use std::cell::OnceCell;
use std::ops::{Deref, DerefMut};

use super::state::Holding;
use crate::domain::moment::Timestamp;

/// Makes what a customer has, by its number.
type Make = fn(u64, Timestamp) -> Vec<Holding>;

/// The subscriptions of one customer, of all partners.
#[derive(Default)]
pub(super) struct Holdings {
    made: OnceCell<Vec<Holding>>,
    /// What makes them, for which customer of the large sample, and when the sample begins. It is reached by this pointer alone: the
    /// first page does without it ([`super::later`]).
    later: Option<(Make, u64, Timestamp)>,
}

impl Holdings {
    /// Those of customer `number` of the large sample, made when they are looked at.
    pub(super) const fn later(make: Make, number: u64, now: Timestamp) -> Self {
        Self { made: OnceCell::new(), later: Some((make, number, now)) }
    }

    fn held(&self) -> &Vec<Holding> {
        self.made.get_or_init(|| self.later.map(|(make, number, now)| make(number, now)).unwrap_or_default())
    }
}

impl From<Vec<Holding>> for Holdings {
    fn from(made: Vec<Holding>) -> Self {
        Self { made: OnceCell::from(made), later: None }
    }
}

impl Deref for Holdings {
    type Target = Vec<Holding>;

    fn deref(&self) -> &Vec<Holding> {
        self.held()
    }
}

impl DerefMut for Holdings {
    fn deref_mut(&mut self) -> &mut Vec<Holding> {
        self.held();
        self.made.get_mut().expect("they were made just now")
    }
}

impl<'a> IntoIterator for &'a Holdings {
    type Item = &'a Holding;
    type IntoIter = std::slice::Iter<'a, Holding>;

    fn into_iter(self) -> Self::IntoIter {
        self.held().iter()
    }
}

impl<'a> IntoIterator for &'a mut Holdings {
    type Item = &'a mut Holding;
    type IntoIter = std::slice::IterMut<'a, Holding>;

    fn into_iter(self) -> Self::IntoIter {
        self.deref_mut().iter_mut()
    }
}
