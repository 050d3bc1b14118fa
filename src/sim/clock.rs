//! Time that moves only when told.

use crate::domain::moment::Timestamp;

/// What the clock says at the start unless another time is asked for: 2026-11-21T09:00:00Z.
pub const START: Timestamp = Timestamp::of_second(1_795_251_600);

/// The time `days` days and `hours` hours before `now`; at the edge of what can be written, that edge.
pub(super) fn before(now: Timestamp, days: i64, hours: i64) -> Timestamp {
    now.plus_hours(-(days * 24 + hours))
}

/// The time `days` days after `now`; at the edge of what can be written, that edge.
pub(super) fn after(now: Timestamp, days: i64) -> Timestamp {
    now.plus_hours(days * 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_starts_on_the_documented_day() {
        assert_eq!(START.to_string(), "2026-11-21T09:00:00Z");
        assert_eq!(before(START, 1, 1).to_string(), "2026-11-20T08:00:00Z");
        assert_eq!(after(START, 30).to_string(), "2026-12-21T09:00:00Z");
        assert_eq!((before(Timestamp::MIN, 1, 0), after(Timestamp::MAX, 1)), (Timestamp::MIN, Timestamp::MAX));
    }
}
