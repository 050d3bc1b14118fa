//! Every sample of the service's documentation, read by the reader of its operation and, where it is a request, held against
//! what the client sends (tests/fixtures, listed in its MANIFEST.tsv); and what reading promises for any answer at all.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod agreements;
mod customers;
mod faults;
mod harness;
mod matrix;
mod people;
mod profiles;
mod properties;
mod purchases;
mod subscriptions;
mod transfers;

use std::collections::BTreeSet;
use std::fs;

use harness::{Check, FIXTURES, Sample, samples};

/// The check of each sample, by noun.
const CHECKS: [&[(&str, Check)]; 8] = [
    agreements::CHECKS,
    customers::CHECKS,
    faults::CHECKS,
    people::CHECKS,
    profiles::CHECKS,
    purchases::CHECKS,
    subscriptions::CHECKS,
    transfers::CHECKS,
];

#[test]
fn every_sample_is_read_or_sent_as_documented() {
    for sample in samples() {
        let check = CHECKS.iter().copied().flatten().find(|(file, _)| *file == sample.file);
        let (_, check) = check.unwrap_or_else(|| panic!("{} has no check", sample.file));
        check(&sample);
    }
}

#[test]
fn no_sample_is_forgotten() {
    let listed: Vec<Sample> = samples();
    let names: BTreeSet<String> = listed.iter().map(|sample| sample.file.clone()).collect();
    assert_eq!(names.len(), listed.len(), "the manifest lists a sample twice");
    let entries = fs::read_dir(FIXTURES).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let present: BTreeSet<String> = entries.filter(|name| !["MANIFEST.tsv", "README.md"].contains(&name.as_str())).collect();
    assert_eq!(names, present, "manifest and folder differ");
    let checked: Vec<&str> = CHECKS.iter().copied().flatten().map(|(file, _)| *file).collect();
    assert_eq!(checked.len(), listed.len(), "a check is written twice, or for no sample");
}
