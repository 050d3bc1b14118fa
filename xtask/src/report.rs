//! Counting: what the test runners say, and the end of a run.

use crate::shell::duration;
use std::time::Duration;

/// Tests that passed, failed, or were left out by the runner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Tally {
    /// A check that holds.
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    /// A check that does not.
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };

    /// Sums the summary lines of `cargo test`, native or through wasm-bindgen's runner:
    /// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s`.
    pub(crate) fn of_cargo(output: &str) -> Self {
        let summaries = output.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
        summaries.fold(Self::default(), |sum, line| {
            let words: Vec<&str> = line.split([' ', ';']).collect();
            let before =
                |what: &str| words.windows(2).find(|pair| pair[1] == what).and_then(|pair| pair[0].parse().ok()).unwrap_or(0);
            sum.and(Self { passed: before("passed"), failed: before("failed"), skipped: before("ignored") })
        })
    }

    /// Reads the statistics at the end of Playwright's JSON report. A test that passed only when tried again
    /// has failed. `None` when the report is not whole.
    pub(crate) fn of_playwright(report: &str) -> Option<Self> {
        let statistics = &report[report.rfind("\"stats\"")?..];
        let number = |key: &str| {
            let after = statistics.split_once(&format!("\"{key}\":"))?.1.trim_start();
            after.split(|it: char| !it.is_ascii_digit()).next()?.parse::<u64>().ok()
        };
        Some(Self { passed: number("expected")?, failed: number("unexpected")? + number("flaky")?, skipped: number("skipped")? })
    }

    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed, skipped: self.skipped + other.skipped }
    }

    /// What a runner counted, held against how it ended: one that fails without naming a test, or that succeeds
    /// without having run any, has failed.
    pub(crate) fn believed(self, success: bool) -> Self {
        let silent = if success { self.passed == 0 } else { self.failed == 0 };
        if silent { self.and(Self::FAILED) } else { self }
    }
}

/// One step of a run.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) tally: Tally,
    pub(crate) time: Duration,
}

/// The steps as a table, and below them, alone on the last line, the totals.
pub(crate) fn closing(steps: &[Step]) -> String {
    let width = steps.iter().map(|step| step.name.len()).max().unwrap_or(0);
    let line = |step: &Step| {
        let Tally { passed, failed, skipped } = step.tally;
        let verdict = if failed == 0 { "ok    " } else { "FAILED" };
        let skipped = if skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
        let time = duration(step.time);
        format!("{verdict}  {:width$}  {time:>12}  {passed} passed, {failed} failed{skipped}\n", step.name)
    };
    let lines: String = steps.iter().map(line).collect();
    let time = duration(steps.iter().map(|step| step.time).sum());
    let Tally { passed, failed, .. } = steps.iter().fold(Tally::default(), |sum, step| sum.and(step.tally));
    format!("\n{lines}\n{} steps in {time}\n{passed} passed, {failed} failed\n", steps.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summaries_of_all_test_programs_are_summed() {
        let output = "\
running 2 tests
test domain::one ... ok
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

test api::two ... FAILED
test result: FAILED. 3 passed; 1 failed; 1 ignored; 0 measured; 7 filtered out; finished in 1.20s
a line about 9 passed; that is none
";
        assert_eq!(Tally::of_cargo(output), Tally { passed: 5, failed: 1, skipped: 1 });
        assert_eq!(Tally::of_cargo("error: could not compile"), Tally::default());
    }

    #[test]
    fn the_statistics_of_playwright_are_read_from_the_end() {
        let report = r#"{ "suites": [{ "title": "the \"stats\" of a page", "expected": 9 }],
            "stats": { "startTime": "2026-11-21T09:00:00Z", "duration": 5123.4, "expected": 12, "skipped": 1, "unexpected": 2, "flaky": 3 } }"#;
        assert_eq!(Tally::of_playwright(report), Some(Tally { passed: 12, failed: 5, skipped: 1 }));
        assert_eq!(Tally::of_playwright("{ \"suites\": ["), None);
        assert_eq!(Tally::of_playwright("{ \"stats\": { \"expected\": 12 } }"), None);
    }

    #[test]
    fn a_runner_that_names_no_test_is_not_believed() {
        let twelve = Tally { passed: 12, failed: 0, skipped: 0 };
        assert_eq!(twelve.believed(true), twelve);
        assert_eq!(twelve.believed(false).failed, 1);
        assert_eq!(Tally::default().believed(true).failed, 1);
        assert_eq!(Tally { passed: 3, failed: 2, skipped: 0 }.believed(false).failed, 2);
    }

    #[test]
    fn a_run_ends_with_the_totals_alone_on_a_line() {
        let step = |name, tally| Step { name, tally, time: Duration::from_secs(2) };
        let tests = Tally { passed: 41, failed: 1, skipped: 2 };
        let text = closing(&[step("format", Tally::PASSED), step("native tests", tests)]);
        assert!(text.contains("ok      format"), "{text}");
        assert!(text.contains("FAILED  native tests         2.0 s  41 passed, 1 failed, 2 skipped\n"), "{text}");
        assert!(text.ends_with("\n2 steps in 4.0 s\n42 passed, 1 failed\n"), "{text}");
    }
}
