//! Keeping below what the service allows: 500 requests a minute for each tenant (api/partner-center.md 1.9; 2026-11-21).

use std::collections::VecDeque;

/// How many requests a minute we send at most. A little is left to other tabs and programs of the same tenant.
pub const MOST_A_MINUTE: usize = 450;

/// A minute, in milliseconds.
const MINUTE_MS: u64 = 60_000;

/// When the latest requests went out.
#[derive(Debug)]
pub struct Pace {
    most: usize,
    sent: VecDeque<u64>,
}

impl Pace {
    /// A pace of at most `most` requests a minute.
    pub const fn new(most: usize) -> Self {
        Self { most, sent: VecDeque::new() }
    }

    /// Asks to send a request at `now_ms`: 0 where it may go, and then it counts; else the milliseconds after which to ask again.
    pub fn ask(&mut self, now_ms: u64) -> u64 {
        while self.sent.front().is_some_and(|at| at + MINUTE_MS <= now_ms) {
            self.sent.pop_front();
        }
        if self.sent.len() < self.most {
            self.sent.push_back(now_ms);
            return 0;
        }
        self.sent.front().map_or(0, |at| (at + MINUTE_MS).saturating_sub(now_ms).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R173: never a 429 by our own fault, and no slower than need be.
    #[test]
    fn no_minute_holds_more_than_allowed_and_ten_thousand_take_no_longer_than_they_must() {
        let mut pace = Pace::new(MOST_A_MINUTE);
        let mut now = 0;
        let mut sent: Vec<u64> = Vec::new();
        while sent.len() < 10_000 {
            match pace.ask(now) {
                0 => sent.push(now),
                wait => now += wait,
            }
            now += 3;
        }
        for (place, at) in sent.iter().enumerate() {
            let within = sent[place..].iter().take_while(|later| **later < at + MINUTE_MS).count();
            assert!(within <= MOST_A_MINUTE, "{within} within the minute from {at}");
        }
        let minutes = sent.last().unwrap() / MINUTE_MS;
        assert!(minutes <= 10_000 / MOST_A_MINUTE as u64 + 1, "{minutes} minutes");
    }
}
