//! Periods from the command line: sums that fit their schema, tolerances in every report, calendars that are refused.

use crate::report::dataaudit;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::{Value, json};

const CHECK: [&str; 6] = [
    "check",
    "tests/cli/deadlines/申请.csv",
    "--pack",
    "tests/cli/deadlines/deadlines.toml",
    "--as-of",
    "2026-03-06",
];

fn printed(arguments: &[&str]) -> Value {
    let output = dataaudit(arguments).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn fits(schema: &str, value: &Value) {
    let validator = jsonschema::validator_for(&printed(&["schema", schema])).unwrap();
    let wrong: Vec<String> = validator.iter_errors(value).map(|e| e.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_sum_fits_its_schema() {
    for by in ["+5wd", "-3wd", "+15d", "-20d", "2025-10-13"] {
        let sum = printed(&["days", "2025-09-29", by, "--format", "json"]);
        fits("days", &sum);
        assert_eq!(sum["from"], "2025-09-29");
    }
    let sum = printed(&["days", "2025-09-29", "+5wd", "-f", "json"]);
    assert_eq!(
        sum["until"],
        json!({ "least": "2025-10-13", "most": "2025-10-13" })
    );
    assert_eq!(sum["made_up"], json!(["2025-10-11"]));
    dataaudit(&["days", "2027-09-28", "+5wd", "--lang", "en"])
        .assert()
        .success()
        .stdout(contains("at the earliest").and(contains("2027 are not known")));
}

#[test]
fn a_wrong_sum_shows_the_right_form() {
    for wrong in [
        ["soon", "+5wd"],
        ["2025-09-29", "5wd"],
        ["2025-09-29", "+5w"],
        ["2025-09-29", "2025-09-01"],
    ] {
        dataaudit(&[&["days"][..], &wrong].concat())
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains("dataaudit days 2025-09-29 +5wd"));
    }
    for wrong in ["及时", "尽快=5d", "及时=5", "及时=五日"] {
        dataaudit(&[&CHECK[..], &["--tolerance", wrong]].concat())
            .assert()
            .code(2)
            .stderr(contains("--tolerance 及时=10wd"));
    }
}

#[test]
fn what_was_set_stands_in_the_report() {
    let json = ["--format", "json"];
    let plain = printed(&[&CHECK[..], &json].concat());
    fits("report", &plain);
    assert_eq!(plain.get("reckoning"), None);
    let status = |report: &Value, id: &str| {
        let lines = report["coverage"].as_array().unwrap();
        let line = lines.iter().find(|c| c["requirement"] == id).unwrap();
        (line["status"].clone(), line["reason"].to_string())
    };
    let (not_checked, why) = status(&plain, "TD-2-share");
    assert!(
        not_checked == "not-checked" && why.contains("--tolerance 及时=10wd"),
        "{why}"
    );
    let (failed, why) = status(&plain, "TD-1-reply");
    assert!(
        failed == "failed" && why.contains("1 条记录没有填收到日期"),
        "{why}"
    );

    let calendar = "tests/cli/deadlines/2027.toml";
    let set = ["--tolerance", "及时=10wd", "--calendar", calendar, "--no-roll"];
    let report = printed(&[&CHECK[..], &json, &set].concat());
    fits("report", &report);
    let reckoning = json!({ "tolerances": { "及时": "10wd" }, "calendar": calendar, "rolls": false });
    assert_eq!(report["reckoning"], reckoning);
    let found: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            assert!(f["requirement"] != "TD-2-share" || f["severity"] == "warning");
            f["location"]["cell"].as_str().unwrap()
        })
        .collect();
    assert_eq!(found, ["C3", "C4", "D5"]);
    dataaudit(&[&CHECK[..], &set].concat())
        .assert()
        .code(1)
        .stdout(contains("期限怎样数：“及时”按 10 个工作日算").and(contains("不顺延")));
}

#[test]
fn a_faulty_calendar_is_refused_with_all_its_faults() {
    let broken = "tests/cli/deadlines/broken.toml";
    dataaudit(&[&CHECK[..], &["--calendar", broken]].concat())
        .assert()
        .code(2)
        .stdout("")
        .stderr(
            contains("broken.toml:2:17")
                .and(contains("broken.toml:3:9"))
                .and(contains("写了两次")),
        );
}
