//! Points in time: seconds and nanoseconds in UTC, read and written as ISO 8601.
//!
//! Calendar arithmetic is datealgo's. The richer library that it stands in for cost a tenth of the first load in error texts and
//! time zone rules that nothing here can reach: the browser knows the zones (README, dependencies).

use std::fmt;
use std::str::FromStr;

const SECONDS_A_DAY: i64 = 86_400;

/// A point in time between the years 1 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z.
    seconds: i64,
    /// Nanoseconds after that second.
    nanoseconds: u32,
}

/// A text is not a time, or a time is out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoTime;

impl fmt::Display for NoTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a time between the years 1 and 9999")
    }
}

impl std::error::Error for NoTime {}

impl Timestamp {
    /// 0001-01-01T00:00:00Z.
    pub const MIN: Self = Self { seconds: datealgo::datetime_to_secs((1, 1, 1, 0, 0, 0)), nanoseconds: 0 };
    /// The last nanosecond of the year 9999.
    pub const MAX: Self = Self { seconds: datealgo::datetime_to_secs((9999, 12, 31, 23, 59, 59)), nanoseconds: 999_999_999 };

    /// The point `seconds` after 1970-01-01T00:00:00Z; at the edge of what can be written, that edge.
    pub const fn of_second(seconds: i64) -> Self {
        if seconds < Self::MIN.seconds {
            Self::MIN
        } else if seconds > Self::MAX.seconds {
            Self::MAX
        } else {
            Self { seconds, nanoseconds: 0 }
        }
    }

    /// The point `milliseconds` after 1970-01-01T00:00:00Z; at the edge of what can be written, that edge.
    pub const fn of_millisecond(milliseconds: i64) -> Self {
        let whole = Self::of_second(milliseconds.div_euclid(1_000));
        #[expect(clippy::cast_possible_truncation, reason = "a remainder of 1000 is below 1000")]
        let rest = milliseconds.rem_euclid(1_000).unsigned_abs() as u32;
        Self { seconds: whole.seconds, nanoseconds: rest * 1_000_000 }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn as_second(self) -> i64 {
        self.seconds
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn as_millisecond(self) -> i64 {
        self.seconds * 1_000 + (self.nanoseconds / 1_000_000) as i64
    }

    /// The same point `hours` later, or earlier where negative; at the edge of what can be written, that edge.
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Self {
        let moved = Self::of_second(self.seconds.saturating_add(hours.saturating_mul(3_600)));
        Self { seconds: moved.seconds, nanoseconds: self.nanoseconds }
    }

    /// The day of the week in UTC: 1 for Monday, 7 for Sunday.
    pub const fn weekday(self) -> u8 {
        datealgo::rd_to_weekday(datealgo::secs_to_dhms(self.seconds).0)
    }

    /// Year, month and day in UTC.
    pub const fn date(self) -> (i32, u8, u8) {
        let (year, month, day, ..) = datealgo::secs_to_datetime(self.seconds);
        (year, month, day)
    }

    /// Whole days since 1970-01-01, in UTC.
    pub const fn day_number(self) -> i32 {
        datealgo::secs_to_dhms(self.seconds).0
    }

    /// The same for a date.
    pub const fn day_of(year: i32, month: u8, day: u8) -> i32 {
        datealgo::date_to_rd((year, month, day))
    }

    /// The day in UTC, `2026-11-21`.
    pub fn day(self) -> String {
        let (year, month, day) = self.date();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Says whether this day is over by `now`, in UTC: what is due on a day is not late on that day.
    pub fn is_over(self, now: Self) -> bool {
        self.date() < now.date()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, _, _, hour, minute, second) = datealgo::secs_to_datetime(self.seconds);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}", self.day())?;
        if self.nanoseconds > 0 {
            let fraction = format!("{:09}", self.nanoseconds);
            write!(f, ".{}", fraction.trim_end_matches('0'))?;
        }
        f.write_str("Z")
    }
}

impl FromStr for Timestamp {
    type Err = NoTime;

    /// Reads `2026-11-21T09:00:00Z`: seconds may be left out, up to nine digits of a fraction and an offset may stand there.
    fn from_str(text: &str) -> Result<Self, NoTime> {
        read(text).ok_or(NoTime)
    }
}

fn read(text: &str) -> Option<Timestamp> {
    let (date, rest) = text.split_once(['T', 't'])?;
    let zone_at = rest.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = rest.split_at(zone_at);
    let offset = offset(zone)?;

    let mut parts = date.split('-');
    let (year, month, day) = (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let (whole, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, ""));
    let mut parts_of_clock = whole.split(':');
    let (hour, minute) = (digits(parts_of_clock.next()?, 2)?, digits(parts_of_clock.next()?, 2)?);
    // A leap second is written as 60; no clock of ours has one.
    let second = parts_of_clock.next().map_or(Some(0), |part| digits(part, 2))?.min(59);
    let nanoseconds = if clock.contains(['.', ',']) { nanoseconds(fraction)? } else { 0 };
    if parts.next().is_some() || parts_of_clock.next().is_some() || hour > 23 || minute > 59 || whole.ends_with(":60:60") {
        return None;
    }
    let (y, m, d) = (i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    if y < 1 || !(1..=12).contains(&m) || d < 1 || d > datealgo::days_in_month(y, m) {
        return None;
    }
    let days = i64::from(datealgo::date_to_rd((y, m, d)));
    let seconds = days * SECONDS_A_DAY + i64::from(hour * 3_600 + minute * 60 + second) - offset;
    let in_range = (Timestamp::MIN.seconds..=Timestamp::MAX.seconds).contains(&seconds);
    in_range.then_some(Timestamp { seconds, nanoseconds })
}

/// Exactly `count` digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// One to nine digits after the point.
fn nanoseconds(fraction: &str) -> Option<u32> {
    let count = u32::try_from(fraction.len()).ok().filter(|count| (1..=9).contains(count))?;
    Some(digits(fraction, fraction.len())? * 10_u32.pow(9 - count))
}

/// Seconds east of UTC: `Z`, `+01:00`, `+0100`, `+01`.
fn offset(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, rest) = if let Some(rest) = zone.strip_prefix('+') { (1, rest) } else { (-1, zone.strip_prefix('-')?) };
    let bare = rest.replacen(':', "", 1);
    let hours = digits(bare.get(..2)?, 2)?;
    let minutes = if bare.len() == 2 { 0 } else { digits(bare.get(2..)?, 2)? };
    (hours <= 23 && minutes <= 59).then(|| sign * i64::from(hours * 3_600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn times_are_read_in_every_form_and_written_in_one() {
        let cases = [
            ("2026-11-21T09:00:00Z", "2026-11-21T09:00:00Z"),
            ("2026-11-21T09:00Z", "2026-11-21T09:00:00Z"),
            ("2026-11-21t09:00:00z", "2026-11-21T09:00:00Z"),
            ("2026-11-21T09:00:00.9602781Z", "2026-11-21T09:00:00.9602781Z"),
            ("2026-11-21T09:00:00.500Z", "2026-11-21T09:00:00.5Z"),
            ("2026-11-21T09:00:00+01:30", "2026-11-21T07:30:00Z"),
            ("2026-11-21T23:30:00-0100", "2026-11-22T00:30:00Z"),
            ("2024-02-29T00:00:00+00", "2024-02-29T00:00:00Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ];
        for (text, written) in cases {
            assert_eq!(at(text).to_string(), written, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "soon",
            "2026-11-21",
            "2026-11-21T09:00:00",
            "2026-13-01T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-11-21T24:00:00Z",
            "2026-11-21T09:60:00Z",
            "2026-11-21T09:00:00.Z",
            "2026-11-21T09:00:00.1234567890Z",
            "26-11-21T09:00:00Z",
            "2026-11-21T09:00:00+1Z",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00+01:00",
            "2026-11-21T09:00:00Zjunk",
            "2026-11-21T09:00:00:00Z",
            "2026-1é-21T09:00:00Z",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(NoTime), "{text}");
        }
    }

    #[test]
    fn the_edges_hold() {
        assert_eq!(Timestamp::MIN.plus_hours(-1), Timestamp::MIN);
        assert_eq!(Timestamp::MAX.plus_hours(i64::MAX), Timestamp::MAX);
        assert_eq!(at("2026-11-21T09:00:00Z").weekday(), 6);
        assert_eq!(Timestamp::of_millisecond(-1).to_string(), "1969-12-31T23:59:59.999Z");
        assert_eq!(at("2026-11-21T09:00:00.25Z").as_millisecond() % 1_000, 250);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(seconds in Timestamp::MIN.seconds..=Timestamp::MAX.seconds, nanoseconds in 0u32..1_000_000_000) {
            let at = Timestamp { seconds, nanoseconds };
            prop_assert_eq!(at.to_string().parse(), Ok(at));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(?s).{0,30}", near in "[-0-9T:.Z+é]{0,32}") {
            let _ = text.parse::<Timestamp>();
            let _ = near.parse::<Timestamp>();
        }
    }
}
