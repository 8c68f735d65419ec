//! Waived and known findings in a comparison: counted apart, never settled for being waived; departments by their aliases.

#![expect(clippy::indexing_slicing, reason = "a report without its keys fails the test")]

use super::{Desk, ROWS, dataaudit, diff, prints, refused, states};
use predicates::str::contains;
use serde_json::{Value, json};

/// The findings about one resource's frequency, waived until the end of March.
const WAIVERS: &str = "[[waiver]]\nrequirement = \"NX-10-update-frequency\"\nprovider = \"*\"\nresource = \"*\"\n\
                       reason = \"迁移\"\napprover = \"张三\"\nexpires = 2026-03-31\n";

fn waivers(desk: &Desk) -> String {
    let path = desk.path("w.toml").to_str().unwrap().to_owned();
    std::fs::write(&path, WAIVERS).unwrap();
    path
}

fn count(told: &Value, key: &str) -> u64 {
    told["summary"][key].as_u64().unwrap()
}

/// What the schema promises of the counts, in sum and line by line.
fn reconciles(told: &Value) {
    let lines = ["departments", "articles"].map(|key| told[key].as_array().unwrap().clone());
    for line in lines.concat().iter().chain([&told["summary"]]) {
        let of = |key: &str| line[key].as_u64().unwrap();
        assert_eq!(
            of("before"),
            of("remaining") + of("settled") + of("not_audited") + of("waived_before"),
            "{line}"
        );
        assert_eq!(
            of("now"),
            of("new") + of("returned") + of("remaining") + of("waived"),
            "{line}"
        );
        assert!(of("lapsed") <= of("remaining") && of("known") <= of("waived"));
        assert!(of("excused") <= of("waived_before") && of("waived_before") <= of("waived"));
    }
}

fn changed(told: &Value, before: &Value, now: &Value) -> usize {
    let changes = told["changes"].as_array().unwrap().iter();
    changes
        .filter(|c| c["waived"] == json!({ "before": before, "now": now }))
        .count()
}

#[test]
fn a_waiver_settles_nothing_and_its_end_is_nothing_new() {
    let desk = Desk::new();
    let list = waivers(&desk);
    let plain = desk.report("plain", &[("a.csv", ROWS)], &[]);
    let folder = desk.path("plain").to_str().unwrap().to_owned();
    let spared = desk.audit("spared.json", &[&folder], &["--waivers", &list]);
    let late = desk.audit(
        "late.json",
        &[&folder],
        &["--waivers", &list, "--as-of", "2026-04-01"],
    );
    let all: u64 = prints(&plain).values().sum();
    let report: Value = serde_json::from_slice(&std::fs::read(&spared).unwrap()).unwrap();
    let excused = report["summary"]["waived"].as_u64().unwrap();
    assert!(excused > 0 && excused < all);

    let none = json!(null);
    let told = diff(&[&plain, &spared]);
    reconciles(&told);
    assert_eq!(states(&told), [0, 0, all - excused, 0, 0]);
    for key in ["waived", "waived_before", "excused"] {
        assert_eq!(count(&told, key), excused, "{key}");
    }
    assert_eq!(changed(&told, &none, &json!("waiver")) as u64, excused);
    assert_eq!(
        told["summary"]["rate"],
        json!(0.0),
        "what is waived is not put right"
    );

    let told = diff(&[&spared, &late]);
    reconciles(&told);
    assert_eq!(states(&told), [0, 0, all, 0, 0]);
    assert_eq!((count(&told, "lapsed"), count(&told, "waived")), (excused, 0));
    assert_eq!(changed(&told, &json!("waiver"), &none) as u64, excused);
    dataaudit(&["diff", &spared, &late, "--fail-on", "info"])
        .assert()
        .code(0)
        .stdout(contains("仍存在（豁免失效）"));
    dataaudit(&["diff", &plain, &spared, "--lang", "en"])
        .assert()
        .code(0)
        .stdout(contains("waived (counted before)"));

    // Waived then and now is no change; put right while it was waived is settled.
    let told = diff(&[&spared, &spared]);
    reconciles(&told);
    assert_eq!(told["changes"], json!([]));
    let mended = ROWS.replace("1,甲,水利厅,待定", "1,甲,水利厅,每年");
    let new = desk.files("mended", &[("a.csv", &mended)]);
    let new = desk.audit("mended.json", &[&new], &["--waivers", &list]);
    let renamed = [
        desk.path("plain/a.csv").to_str().unwrap(),
        desk.path("mended/a.csv").to_str().unwrap(),
    ]
    .join("=");
    let told = diff(&[&spared, &new, "--renamed", &renamed]);
    reconciles(&told);
    assert_eq!(count(&told, "settled"), 1);
    assert_eq!(changed(&told, &json!("waiver"), &none), 1);
}

#[test]
fn what_a_baseline_knows_is_counted_apart_and_what_is_beyond_it_is_new() {
    let desk = Desk::new();
    let lacking = ",,,待定,有条件共享\n";
    let folder = desk.files("many", &[("a.csv", &[ROWS, &lacking.repeat(5)].concat())]);
    let base = desk.path("base.json").to_str().unwrap().to_owned();
    let by = ["-j", "ningxia", "--as-of", "2026-03-01", "-o", &base, "-q"];
    dataaudit(&["baseline", "write", &folder])
        .args(by)
        .assert()
        .code(0);
    let old = desk.audit("old.json", &[&folder], &["--baseline", &base]);
    let all: u64 = prints(&old).values().sum();
    let more = desk.files(
        "many",
        &[("a.csv", &[lacking, ROWS, &lacking.repeat(5)].concat())],
    );
    let new = desk.audit("new.json", &[&more], &["--baseline", &base]);
    let told = diff(&[&old, &new]);
    reconciles(&told);
    // One more of each kind that rows without a name have: it is new, and none changed places with a known one.
    let beyond = prints(&new).values().sum::<u64>() - all;
    assert!(beyond > 0);
    assert_eq!(states(&told), [beyond, 0, 0, 0, 0]);
    assert_eq!((count(&told, "known"), count(&told, "waived_before")), (all, all));
    assert_eq!((count(&told, "lapsed"), count(&told, "excused")), (0, 0));
    dataaudit(&["diff", &old, &new]).assert().code(1);
}

#[test]
fn waived_counts_that_do_not_reconcile_are_refused() {
    let desk = Desk::new();
    let list = waivers(&desk);
    let folder = desk.files("a", &[("a.csv", ROWS)]);
    let good = desk.audit("good.json", &[&folder], &["--waivers", &list]);
    assert_eq!(states(&diff(&[&good, &good]))[0], 0);
    let text = std::fs::read(&good).unwrap();
    for (n, (key, value)) in [
        ("/summary/waived", json!(0)),
        ("/reprieve/waivers/0/used/0/findings", json!(1)),
        ("/reprieve/waivers", json!([])),
    ]
    .into_iter()
    .enumerate()
    {
        let mut edited: Value = serde_json::from_slice(&text).unwrap();
        *edited.pointer_mut(key).unwrap() = value;
        let path = desk.path(&format!("{n}.json"));
        std::fs::write(&path, edited.to_string()).unwrap();
        refused(&[path.to_str().unwrap(), &good], "被改过");
    }
    // Reports of one department, and merged ones, are as whole as any.
    let parts = desk.path("parts").to_str().unwrap().to_owned();
    let split = [
        "--waivers",
        &list,
        "--split-by",
        "provider",
        "--output-dir",
        &parts,
    ];
    desk.audit("whole.json", &[&folder], &split);
    let mut seen = 0;
    for part in std::fs::read_dir(&parts).unwrap().map(|e| e.unwrap().path()) {
        if part.extension().is_some_and(|e| e == "json") {
            let part = part.to_str().unwrap();
            reconciles(&diff(&[part, part]));
            seen += 1;
        }
    }
    assert!(seen >= 2);
}

#[test]
fn departments_are_told_by_their_aliases() {
    let desk = Desk::new();
    let list = desk.path("names.toml").to_str().unwrap().to_owned();
    std::fs::write(&list, "\"自治区水利厅\" = [\"水利厅\", \"宁水\"]\n").unwrap();
    let rows = ROWS.replace("2,乙,水利厅", "2,乙,宁水");
    let old = desk.report("old", &[("a.csv", &rows)], &[]);
    let mended = rows.replace("1,甲,水利厅,待定", "1,甲,水利厅,每年");
    let new = desk.report("new", &[("a.csv", &mended)], &[]);
    let names = |told: &Value| -> Vec<String> {
        let all = told["departments"].as_array().unwrap().iter();
        all.filter_map(|d| Some(d["department"].as_str()?.to_owned()))
            .collect()
    };
    assert!(names(&diff(&[&old, &new])).contains(&"宁水".to_owned()));
    let told = diff(&[&old, &new, "--aliases", &list]);
    assert!(!names(&told).contains(&"宁水".to_owned()) && !names(&told).contains(&"水利厅".to_owned()));
    let lines = told["departments"].as_array().unwrap();
    let water = lines.iter().find(|d| d["department"] == "自治区水利厅").unwrap();
    assert_eq!(water["resources"], json!({ "before": 2, "now": 2 }));

    // A later report made with aliases counts by the name that all go by: told so, what is gone was looked at.
    let later = desk.path("new").to_str().unwrap().to_owned();
    let later = desk.audit("later.json", &[&later], &["--aliases", &list]);
    let both = states(&diff(&[&old, &later, "--aliases", &list]));
    assert_eq!(both, states(&told));
    std::fs::write(&list, "\"甲\" = 3\n").unwrap();
    dataaudit(&["diff", &old, &new, "--aliases", &list])
        .assert()
        .code(2)
        .stdout("");
    dataaudit(&["diff", &old, &new, "--aliases", &list, "-o", &list])
        .assert()
        .code(2);
}
