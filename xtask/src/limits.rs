//! What the bench measured, as one table: each value beside its baseline of the same run and the limit that it is to keep.

use std::fmt::Write as _;

/// A name and a number.
pub(crate) type Measured = Vec<(String, f64)>;

/// What a value is to keep.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Limit {
    /// No more than this.
    Most(f64),
    /// No less than this.
    Least(f64),
    /// No more than so many times the baseline.
    Times(f64),
}

/// The limits, by the beginning and the end of a name; a name may have several.
const LIMITS: [(&str, &str, Limit); 14] = [
    ("first load with static mode", "", Limit::Times(2.0)),
    ("first load with static mode", "", Limit::Most(250_000.0)),
    ("first load without static mode", "", Limit::Times(1.7)),
    ("second load, bytes of assets", "", Limit::Most(0.0)),
    ("", "mobile: performance", Limit::Least(95.0)),
    ("", "desktop: performance", Limit::Least(100.0)),
    ("", ": accessibility", Limit::Least(100.0)),
    ("", ": best-practices", Limit::Least(100.0)),
    ("", ": seo", Limit::Least(100.0)),
    ("longest task, ", ", app, ms", Limit::Most(50.0)),
    ("preflights natively", "", Limit::Least(1_000.0)),
    ("preflights in the page", "", Limit::Least(1_000.0)),
    // What the browser keeps for a while after a page is gone; one node left by each visit would be as many as there are visits.
    ("nodes more after 200 navigations", "", Limit::Most(199.0)),
    ("listeners more after 200 navigations", "", Limit::Most(2.0)),
];

/// What stands beside what, as a baseline: a part of a name, and what stands in its place in the name of the baseline.
const BESIDE: [(&str, &str); 4] = [
    (", app,", ", plain,"),
    ("with static mode,", "of the bare page,"),
    ("without static mode,", "of the bare page,"),
    ("simulated pages", "parsed pages"),
];

/// A line of the table.
#[derive(Debug, PartialEq)]
struct Line<'a> {
    name: &'a str,
    value: f64,
    baseline: Option<f64>,
    limits: Vec<Limit>,
}

impl Line<'_> {
    fn ratio(&self) -> Option<f64> {
        self.baseline.filter(|baseline| *baseline > 0.0).map(|baseline| self.value / baseline)
    }

    /// Whether every limit is kept; a limit against a baseline that was not measured is not.
    fn holds(&self) -> bool {
        self.limits.iter().all(|limit| match limit {
            Limit::Most(most) => self.value <= *most,
            Limit::Least(least) => self.value >= *least,
            Limit::Times(times) => self.ratio().is_some_and(|ratio| ratio <= *times),
        })
    }
}

/// The lines of what was measured; a baseline has none of its own, it stands in the others.
fn lines(measured: &Measured) -> Vec<Line<'_>> {
    let value = |name: &str| measured.iter().find(|(held, _)| held == name).map(|(_, value)| *value);
    let is_baseline = |name: &str| {
        let of = |(held, beside): &(&str, &str)| name.contains(beside) && value(&name.replacen(beside, held, 1)).is_some();
        BESIDE.iter().any(of)
    };
    let line = |(name, number): &(String, f64)| {
        let beside = BESIDE.iter().find(|(held, _)| name.contains(held));
        let baseline = beside.and_then(|(held, beside)| value(&name.replacen(held, beside, 1)));
        let is_of = |(begin, end, _): &&(&str, &str, Limit)| name.starts_with(begin) && name.ends_with(end);
        (*number, baseline, LIMITS.iter().filter(is_of).map(|(.., limit)| *limit).collect())
    };
    let kept = measured.iter().filter(|(name, _)| !is_baseline(name));
    kept.map(|entry| {
        let (value, baseline, limits) = line(entry);
        Line { name: &entry.0, value, baseline, limits }
    })
    .collect()
}

/// A number as people read it: without places from a hundred on, with one below.
fn number(value: f64) -> String {
    if value.abs() >= 100.0 || value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

fn limit(limit: Limit) -> String {
    match limit {
        Limit::Most(most) => format!("at most {}", number(most)),
        Limit::Least(least) => format!("at least {}", number(least)),
        Limit::Times(times) => format!("at most {times:.1} times"),
    }
}

/// The table as Markdown, and how many values miss a limit.
pub(crate) fn table(measured: &Measured) -> String {
    let lines = lines(measured);
    let mut table = "| | Measured | Baseline | Ratio | Limit | |\n|---|---:|---:|---:|---|---|\n".to_owned();
    for line in &lines {
        let baseline = line.baseline.map(number).unwrap_or_default();
        let ratio = line.ratio().map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
        let limits: Vec<String> = line.limits.iter().copied().map(limit).collect();
        let verdict = match (line.limits.is_empty(), line.holds()) {
            (true, _) => "",
            (false, true) => "kept",
            (false, false) => "**missed**",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| {} | {} | {baseline} | {ratio} | {} | {verdict} |",
            line.name,
            number(line.value),
            limits.join(", ")
        );
    }
    let limited = lines.iter().filter(|line| !line.limits.is_empty()).count();
    let missed = lines.iter().filter(|line| !line.holds()).count();
    table + &format!("\n{missed} of {limited} values that have a limit miss it.\n")
}

/// The same for machines: an array of objects.
pub(crate) fn json(measured: &Measured) -> String {
    let object = |line: &Line<'_>| {
        let or_null = |value: Option<f64>| value.map_or_else(|| "null".to_owned(), |value| value.to_string());
        let limits: Vec<String> = line.limits.iter().map(|it| format!("\"{}\"", limit(*it))).collect();
        format!(
            "  {{ \"name\": \"{}\", \"value\": {}, \"baseline\": {}, \"ratio\": {}, \"limits\": [{}], \"holds\": {} }}",
            line.name,
            line.value,
            or_null(line.baseline),
            or_null(line.ratio()),
            limits.join(", "),
            line.holds()
        )
    };
    let objects: Vec<String> = lines(measured).iter().map(object).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(values: &[(&str, f64)]) -> Measured {
        values.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    }

    #[test]
    fn a_baseline_stands_beside_what_it_is_of() {
        let all = measured(&[
            ("first load with static mode, bytes", 150.0),
            ("first load without static mode, bytes", 180.0),
            ("first load of the bare page, bytes", 100.0),
            ("key to filtered list, plain, ms", 20.0),
            ("key to filtered list, app, ms", 45.5),
        ]);
        let found: Vec<(Option<f64>, bool)> = lines(&all).iter().map(|line| (line.ratio(), line.holds())).collect();
        assert_eq!(found, [(Some(1.5), true), (Some(1.8), false), (Some(2.275), true)]);
        let table = table(&all);
        assert!(table.contains("| key to filtered list, app, ms | 45.5 | 20 | 2.27 |  |  |"), "{table}");
        assert!(table.contains("| first load without static mode, bytes | 180 | 100 | 1.80 | at most 1.7 times | **missed** |"));
        assert!(table.ends_with("1 of 2 values that have a limit miss it.\n"), "{table}");
    }

    #[test]
    fn every_limit_is_held_against_its_values() {
        for (name, kept, missed) in [
            ("Overview, mobile: performance", 95.0, 94.0),
            ("Customers, desktop: performance", 100.0, 99.0),
            ("Customers, mobile: seo", 100.0, 99.0),
            ("longest task, scrolling, app, ms", 50.0, 50.1),
            ("second load, bytes of assets", 0.0, 1.0),
            ("preflights in the page, per second", 1_000.0, 999.0),
            ("first load with static mode, bytes", 250_000.0, 250_001.0),
        ] {
            let bare = ("first load of the bare page, bytes", 200_000.0);
            for (value, holds) in [(kept, true), (missed, false)] {
                let all = measured(&[(name, value), bare]);
                assert_eq!(lines(&all)[0].holds(), holds, "{name} {value}");
            }
        }
    }

    #[test]
    fn a_limit_against_a_baseline_that_is_missing_is_missed() {
        assert!(!lines(&measured(&[("first load with static mode, bytes", 1.0)]))[0].holds());
    }

    #[test]
    fn every_line_is_written_for_machines_too() {
        let text = json(&measured(&[("second load, bytes of assets", 0.0)]));
        assert_eq!(
            text,
            "[\n  { \"name\": \"second load, bytes of assets\", \"value\": 0, \"baseline\": null, \"ratio\": null, \"limits\": [\"at most 0\"], \"holds\": true }\n]\n"
        );
    }
}
