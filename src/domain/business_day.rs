//! Business days: Monday to Friday (C12), without the holidays below. Counted in UTC.

use super::moment::Timestamp;

/// A day of every year on which nobody verifies anything.
enum Holiday {
    /// Month and day.
    On(u8, u8),
    /// Days after Easter Sunday.
    AfterEaster(i32),
}

/// The public holidays that Sweden, the Netherlands and Germany have in common: New Year's Day, Easter Monday, Ascension Day,
/// Christmas Day, Boxing Day. Microsoft publishes no calendar of its own for the verification, so these are ours.
const HOLIDAYS: [Holiday; 5] =
    [Holiday::On(1, 1), Holiday::AfterEaster(1), Holiday::AfterEaster(39), Holiday::On(12, 25), Holiday::On(12, 26)];

/// Easter Sunday of `year`, as a day number of [`Timestamp::day_number`]; the anonymous Gregorian reckoning.
fn easter(year: i32) -> i32 {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    // Days from 22 March on, which is the earliest Easter.
    Timestamp::day_of(year, 3, 22) + moon + sunday - 7 * late
}

/// Says whether the day of `at` is a business day.
pub fn is_one(at: Timestamp) -> bool {
    let ((year, month, day), number) = (at.date(), at.day_number());
    at.weekday() <= 5
        && !HOLIDAYS.iter().any(|holiday| match holiday {
            Holiday::On(m, d) => (*m, *d) == (month, day),
            Holiday::AfterEaster(days) => easter(year) + days == number,
        })
}

/// The same time of day, `days` business days after `at`. Source: domain.md 3.1 (2026-11-21).
pub fn after(at: Timestamp, days: i64) -> Timestamp {
    go(at, days, 24)
}

/// The same time of day, `days` business days before `at`.
pub fn before(at: Timestamp, days: i64) -> Timestamp {
    go(at, days, -24)
}

fn go(at: Timestamp, days: i64, step_hours: i64) -> Timestamp {
    let mut day = at;
    let mut left = days;
    while left > 0 {
        let next = day.plus_hours(step_hours);
        if next == day {
            // The edge of what can be written.
            break;
        }
        day = next;
        left -= i64::from(is_one(day));
    }
    day
}

/// How many business days `until` is after `from`; 0 where it is not after it. Counted to `most` at most.
pub fn between(from: Timestamp, until: Timestamp, most: i64) -> i64 {
    (1..=most).take_while(|days| after(from, *days) <= until).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    // R165, C12
    #[test]
    fn weekends_do_not_count() {
        let saturday = at("2026-11-21T09:00:00Z");
        assert_eq!(after(saturday, 1), at("2026-11-23T09:00:00Z"));
        assert_eq!(after(saturday, 5), at("2026-11-27T09:00:00Z"));
        assert_eq!(before(saturday, 7), at("2026-11-12T09:00:00Z"));
        let friday = at("2026-11-20T09:00:00Z");
        assert_eq!(after(friday, 1), at("2026-11-23T09:00:00Z"));
        assert_eq!(after(friday, 0), friday);
    }

    // R24
    #[test]
    fn holidays_do_not_count() {
        // Christmas Day 2026 is a Friday, Boxing Day a Saturday.
        assert_eq!(after(at("2026-12-23T12:00:00Z"), 2), at("2026-12-28T12:00:00Z"));
        assert_eq!(after(at("2026-12-31T12:00:00Z"), 1), at("2027-01-04T12:00:00Z"));
        for (holiday, is_business) in [
            ("2027-03-29T12:00:00Z", false),
            ("2027-03-30T12:00:00Z", true),
            ("2027-05-06T12:00:00Z", false),
            ("2024-04-01T12:00:00Z", false),
            ("2025-04-21T12:00:00Z", false),
            ("2038-04-26T12:00:00Z", false),
            ("2026-06-06T12:00:00Z", false),
            ("2026-11-23T12:00:00Z", true),
        ] {
            assert_eq!(is_one(at(holiday)), is_business, "{holiday}");
        }
    }

    #[test]
    fn days_are_counted_between_two_times() {
        let sent = at("2026-11-12T09:00:00Z");
        assert_eq!(between(sent, at("2026-11-21T09:00:00Z"), 20), 6);
        assert_eq!(between(sent, at("2026-11-13T08:59:59Z"), 20), 0);
        assert_eq!(between(sent, Timestamp::MIN, 20), 0);
        assert_eq!(between(sent, Timestamp::MAX, 20), 20);
        assert_eq!((after(Timestamp::MAX, 1), before(Timestamp::MIN, 1)), (Timestamp::MAX, Timestamp::MIN));
    }

    proptest! {
        #[test]
        fn there_and_back_is_never_a_weekend(seconds in 0_i64..4_102_444_800, days in 1_i64..40) {
            let start = Timestamp::of_second(seconds);
            let end = after(start, days);
            prop_assert!(is_one(end) && end > start);
            prop_assert_eq!(between(start, end, 40), days);
            prop_assert_eq!(after(before(end, days), days), end);
        }
    }
}
