//! Business days: Monday to Friday (C12; holidays come with the enrolment's deadlines).

use super::moment::Timestamp;

/// The same time of day, `days` business days after `at`, counted in UTC. Source: domain.md 3.1 (2026-11-21).
pub fn after(at: Timestamp, days: i64) -> Timestamp {
    let mut day = at;
    let mut left = days;
    while left > 0 && day != Timestamp::MAX {
        day = day.plus_hours(24);
        if day.weekday() <= 5 {
            left -= 1;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    // R165
    #[test]
    fn weekends_do_not_count() {
        let saturday: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        assert_eq!(after(saturday, 1).to_string(), "2026-11-23T09:00:00Z");
        assert_eq!(after(saturday, 5).to_string(), "2026-11-27T09:00:00Z");
        let friday: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
        assert_eq!(after(friday, 1).to_string(), "2026-11-23T09:00:00Z");
        assert_eq!(after(friday, 0), friday);
    }
}
