//! How many calls a tenant may make: 500 a minute, then 429 until the minute is over. Source: api/partner-center.md 1.9
//! (2026-11-21).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Calls a minute, by the documentation.
pub const DOCUMENTED: u32 = 500;

const MINUTE_S: u64 = 60;

/// Counts calls by tenant.
pub struct Limit {
    most: Mutex<u32>,
    counted: Mutex<HashMap<&'static str, (u64, u32)>>,
}

impl Limit {
    /// At most `most` calls a minute; 0 for no limit.
    pub fn new(most: u32) -> Self {
        Self { most: Mutex::new(most), counted: Mutex::default() }
    }

    /// Sets another limit and begins to count anew.
    pub fn set(&self, most: u32) {
        *self.most.lock().unwrap_or_else(PoisonError::into_inner) = most;
        self.counted.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Counts a call of `tenant` in the second `now`, refused ones too.
    ///
    /// # Errors
    /// Seconds until the tenant may call again.
    pub fn count(&self, tenant: &'static str, now: u64) -> Result<(), u64> {
        let most = *self.most.lock().unwrap_or_else(PoisonError::into_inner);
        if most == 0 {
            return Ok(());
        }
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let (began, calls) = counted.entry(tenant).or_insert((now, 0));
        if now >= *began + MINUTE_S {
            (*began, *calls) = (now, 0);
        }
        *calls = calls.saturating_add(1);
        if *calls <= most { Ok(()) } else { Err(*began + MINUTE_S - now) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_holds_so_many_calls_of_each_tenant() {
        let limit = Limit::new(2);
        assert_eq!([0, 10, 20].map(|now| limit.count("a", now)), [Ok(()), Ok(()), Err(40)]);
        assert_eq!(limit.count("b", 20), Ok(()), "another tenant has its own");
        assert_eq!([59, 60].map(|now| limit.count("a", now)), [Err(1), Ok(())]);
        limit.set(0);
        assert!((0..1_000).all(|_| limit.count("a", 61).is_ok()));
    }
}
