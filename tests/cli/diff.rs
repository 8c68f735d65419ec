//! `diff` and `check --previous-report`: what is new, settled, remaining, returned, and what nobody looked at again.

mod refused;
mod since;
mod waived;

use crate::report::{dataaudit, root};
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

const HEAD: &str = "目录编码,数据目录名称,提供单位,数据更新频率,数据共享属性\n";

/// Audits a folder of files, `name, rows` each, and writes its report beside it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn files(&self, folder: &str, files: &[(&str, &str)]) -> String {
        let folder = self.path(folder);
        for (name, rows) in files {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, [HEAD, rows].concat()).unwrap();
        }
        folder.to_str().unwrap().to_owned()
    }

    fn audit(&self, name: &str, inputs: &[&str], more: &[&str]) -> String {
        let target = self.path(name).to_str().unwrap().to_owned();
        let day = if more.contains(&"--as-of") {
            &[][..]
        } else {
            &["--as-of", "2026-03-01"]
        };
        let law = if more.contains(&"-j") {
            &[][..]
        } else {
            &["-j", "ningxia"]
        };
        let format = if more.contains(&"-f") {
            &[][..]
        } else {
            &["-f", "json"]
        };
        let mut command = dataaudit(&["check", "-q", "-o", &target]);
        command.args(inputs).args(day).args(law).args(format).args(more);
        command.assert().code(predicate::in_iter([0, 1, 3]));
        target
    }

    fn report(&self, name: &str, files: &[(&str, &str)], more: &[&str]) -> String {
        let folder = self.files(name, files);
        self.audit(&format!("{name}.json"), &[&folder], more)
    }
}

fn diff(arguments: &[&str]) -> Value {
    let output = dataaudit(&["diff", "-f", "json"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let told = serde_json::from_slice(&output.stdout).unwrap();
    fits("diff", &told);
    told
}

fn fits(schema: &str, told: &Value) {
    let printed = dataaudit(&["schema", schema]).output().unwrap().stdout;
    let validator = jsonschema::validator_for(&serde_json::from_slice(&printed).unwrap()).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(told)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// New, returned, remaining, settled, not audited again.
fn states(told: &Value) -> [u64; 5] {
    ["new", "returned", "remaining", "settled", "not_audited"].map(|k| {
        told.pointer(&format!("/summary/{k}"))
            .and_then(Value::as_u64)
            .unwrap()
    })
}

fn codes(told: &Value) -> Vec<&str> {
    let all = told["not_audited"].as_array().unwrap().iter();
    all.map(|line| line["code"].as_str().unwrap()).collect()
}

fn prints(report: &str) -> BTreeMap<String, u64> {
    let report: Value = serde_json::from_slice(&std::fs::read(report).unwrap()).unwrap();
    let mut counts = BTreeMap::new();
    for finding in report.pointer("/findings").and_then(Value::as_array).unwrap() {
        let print = finding["fingerprint"].as_str().unwrap().to_owned();
        *counts.entry(print).or_default() += 1;
    }
    counts
}

const ROWS: &str = "1,甲,水利厅,待定,有条件共享\n2,乙,水利厅,待定,有条件共享\n3,丙,公安厅,待定,有条件共享\n";

#[test]
fn findings_are_told_by_fingerprint_and_number_and_never_by_row() {
    let desk = Desk::new();
    let bare = ",,,待定,有条件共享\n";
    let old = desk.report("old", &[("a.csv", &[ROWS, &bare.repeat(5)].concat())], &[]);
    let moved = "3,丙,公安厅,待定,有条件共享\n9,新,公安厅,每年,有条件共享\n2,乙,水利厅,待定,有条件共享\n";
    let new = desk.report("new", &[("a.csv", &[&bare.repeat(6), moved].concat())], &[]);
    let (a, b) = (prints(&old), prints(&new));
    let sum = |x: &BTreeMap<String, u64>, y: &BTreeMap<String, u64>| -> u64 {
        let beyond = |(k, n): (&String, &u64)| n.saturating_sub(y.get(k).copied().unwrap_or(0));
        x.iter().map(beyond).sum()
    };
    let told = diff(&[&old, &new]);
    let all: u64 = a.values().sum();
    assert!(a.values().any(|n| *n == 5) && b.values().any(|n| *n == 6));
    assert_eq!(states(&told), [sum(&b, &a), 0, all - sum(&a, &b), sum(&a, &b), 0]);
    assert!(sum(&b, &a) > 0 && sum(&a, &b) > 0);
    // Of departments and provisions each counts all.
    for (key, name) in [("departments", "department"), ("articles", "jurisdiction")] {
        let lines = told[key].as_array().unwrap();
        for count in ["new", "remaining", "settled", "before", "now"] {
            let total: u64 = lines.iter().map(|l| l[count].as_u64().unwrap()).sum();
            assert_eq!(total, told["summary"][count], "{key} {count}");
        }
        assert!(lines[0].get(name).is_some());
    }
    let water = told["departments"].as_array().unwrap().iter();
    let water = water.clone().find(|d| d["department"] == "水利厅").unwrap();
    assert_eq!(water["resources"], serde_json::json!({ "before": 2, "now": 1 }));
    assert_eq!(water["settled"], 1);
}

#[test]
fn a_report_beside_itself_has_everything_remaining() {
    let desk = Desk::new();
    let fixtures = root().join("fixtures");
    let more = ["-j", "ningxia,national,xpcc,guangxi,xinjiang"];
    let one = desk.audit("all.json", &[fixtures.to_str().unwrap()], &more);
    let lines = desk.audit(
        "all.jsonl",
        &[fixtures.to_str().unwrap()],
        &[&more[..], &["-f", "jsonl"]].concat(),
    );
    let all: u64 = prints(&one).values().sum();
    assert!(all > 200);
    for pair in [[&one, &one], [&one, &lines], [&lines, &one]] {
        assert_eq!(states(&diff(&[pair[0], pair[1]])), [0, 0, all, 0, 0]);
    }
}

#[test]
fn what_was_settled_and_is_back_has_returned() {
    let desk = Desk::new();
    let first = desk.report("one", &[("a.csv", ROWS)], &["--as-of", "2026-02-01"]);
    let mended = ROWS.replace("1,甲,水利厅,待定", "1,甲,水利厅,每年");
    let second = desk.report("two", &[("a.csv", &mended)], &["--as-of", "2026-03-01"]);
    let third = desk.report("three", &[("a.csv", ROWS)], &["--as-of", "2026-04-01"]);
    assert_eq!(states(&diff(&[&second, &third]))[..2], [1, 0]);
    let told = diff(&[&first, &second, &third]);
    assert_eq!(states(&told)[..2], [0, 1]);
    // A report between that did not look settles nothing, and so nothing returns.
    let other = desk.report(
        "else",
        &[("b.csv", "8,丁,公安厅,待定,有条件共享\n")],
        &["--as-of", "2026-03-01"],
    );
    let told = diff(&[&first, &other, &third]);
    assert_eq!(states(&told)[..2], [0, 0]);
    assert_eq!(
        told["summary"]["remaining"].as_u64().unwrap(),
        prints(&third).values().sum::<u64>()
    );
    dataaudit(&["diff", &first, &second, &third])
        .assert()
        .code(1)
        .stdout(contains("复发 1"));
    dataaudit(&["diff", &first, &second]).assert().code(0);
    dataaudit(&["diff", &second, &third, "--fail-on", "never", "--lang", "en"])
        .assert()
        .code(0)
        .stdout(contains("new 1"));
}

#[test]
fn what_was_not_looked_at_again_is_never_settled() {
    let desk = Desk::new();
    let two = [
        ("部门甲/目录.csv", ROWS),
        ("部门乙/目录.csv", "7,庚,民政厅,待定,有条件共享\n"),
    ];
    let old = desk.report("old", &two, &["-j", "ningxia,national"]);
    let clean = "1,甲,水利厅,每年,有条件共享\n2,乙,水利厅,每年,有条件共享\n3,丙,公安厅,每年,有条件共享\n";
    let count = |told: &Value| states(told)[4];

    // One of two files: the other is not taken for it, though it is called the same.
    let part = desk.report("part", &[("部门甲/目录.csv", clean)], &["-j", "ningxia,national"]);
    let told = diff(&[&old, &part]);
    assert!(codes(&told).contains(&"file-not-audited"));
    let of_other = |c: &&Value| c["finding"]["file"].as_str().unwrap().contains("部门乙");
    let changes = told["changes"].as_array().unwrap();
    assert!(changes.iter().any(|c| of_other(&c)));
    assert!(
        changes
            .iter()
            .filter(of_other)
            .all(|c| c["state"] == "not-audited")
    );
    assert!(states(&told)[3] >= 3);

    // Another law.
    let less = desk.report("less", &two, &["-j", "ningxia"]);
    let told = diff(&[&old, &less]);
    assert_eq!(codes(&told), ["instrument-not-used"]);
    assert_eq!(states(&told)[3], 0);

    // No column: neither its cells nor what depends on it were looked at.
    let single = desk.report("single", &[("a.csv", ROWS)], &[]);
    std::fs::create_dir(desk.path("bare")).unwrap();
    let bare = desk.path("bare/a.csv");
    std::fs::write(
        &bare,
        "目录编码,数据目录名称,提供单位\n1,甲,水利厅\n2,乙,水利厅\n3,丙,公安厅\n",
    )
    .unwrap();
    let bare = desk.audit("bare.json", &[bare.to_str().unwrap()], &[]);
    let told = diff(&[&single, &bare]);
    assert_eq!(states(&told)[3], 0, "{told:#}");
    assert!(count(&told) >= 3);

    // A department whose rows are gone, in the same file.
    let fewer = desk.report("fewer", &[("a.csv", "3,丙,公安厅,待定,有条件共享\n")], &[]);
    let told = diff(&[&single, &fewer]);
    assert!(codes(&told).contains(&"department-not-seen"));
    assert_eq!(states(&told)[3], 0);

    // A file that could not be read.
    let broken = desk.path("broken");
    std::fs::create_dir(&broken).unwrap();
    std::fs::write(broken.join("a.csv"), b"\x00\x01\x02").unwrap();
    std::fs::write(broken.join("b.csv"), [HEAD, clean].concat()).unwrap();
    let broken = desk.audit("broken.json", &[broken.to_str().unwrap()], &[]);
    let told = diff(&[&single, &broken]);
    assert_eq!(states(&told)[3], 0);
    assert!(told["notes"].to_string().contains("没有审到"));

    // The other side of a pair.
    let pair = [
        ("a.csv", "1,甲,水利厅,每年,有条件共享\n"),
        ("b.csv", "1,甲,公安厅,每年,有条件共享\n"),
    ];
    let both = desk.report("both", &pair, &[]);
    let mut seen = 0;
    for (name, kept) in [("alone", &pair[..1]), ("other", &pair[1..])] {
        let alone = desk.report(name, kept, &[]);
        let told = diff(&[&both, &alone]);
        let related = |c: &&Value| !c["finding"]["related"].as_array().unwrap().is_empty();
        let across = told["changes"].as_array().unwrap().iter().filter(related);
        assert!(across.clone().count() > 0);
        assert!(across.clone().all(|c| c["state"] == "not-audited"));
        seen += usize::from(codes(&told).contains(&"other-side-not-audited"));
    }
    assert!(seen > 0);
}

#[test]
fn a_file_of_another_name_is_told_or_said() {
    let desk = Desk::new();
    let mended = ROWS.replace("1,甲,水利厅,待定", "1,甲,水利厅,每年");
    let old = desk.report("old", &[("旧.csv", ROWS)], &[]);
    let new = desk.report("new", &[("新.csv", &mended)], &[]);
    assert_eq!(states(&diff(&[&old, &new]))[3], 0, "nobody said it is the same");
    let other = "8,丁,民政厅,每年,有条件共享\n";
    let two = desk.report("two", &[("甲.csv", &mended), ("乙.csv", other)], &[]);
    let told = diff(&[&old, &two]);
    assert_eq!(states(&told)[3], 0);
    assert!(states(&told)[4] >= 1);
    let path = |folder: &str, name: &str| desk.path(folder).join(name).to_str().unwrap().to_owned();
    let renamed = [path("old", "旧.csv"), path("two", "甲.csv")].join("=");
    assert_eq!(states(&diff(&[&old, &two, "--renamed", &renamed]))[3..], [1, 0]);
    dataaudit(&["diff", &old, &two, "--renamed", "x"])
        .assert()
        .code(2);
    // A name that no file goes by is a slip of the pen: the names there are stand beside it.
    let (was, now) = renamed.split_once('=').unwrap();
    for slip in [format!("旧.csv={now}"), format!("{was}=甲.csv")] {
        dataaudit(&["diff", &old, &two, "--renamed", &slip])
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains("--renamed").and(contains("写成这些里的一个")));
    }
}

fn refused(reports: &[&str], said: &str) {
    let assert = dataaudit(&["diff"]).args(reports).assert().code(2);
    assert.stdout("").stderr(contains(said));
}

#[test]
fn many_findings_alike_are_paired_in_their_places() {
    let desk = Desk::new();
    let rows = |n: usize| "1,甲,水利厅,待定,有条件共享\n".repeat(n);
    let old = desk.report("old", &[("a.csv", &rows(300)), ("b.csv", &rows(200))], &[]);
    let new = desk.report("new", &[("a.csv", &rows(100)), ("b.csv", &rows(350))], &[]);
    let (was, is): (u64, u64) = (prints(&old).values().sum(), prints(&new).values().sum());
    let both = prints(&old).into_iter().map(|(print, n)| {
        let now = prints(&new).get(&print).copied().unwrap_or_default();
        n.min(now)
    });
    let remaining: u64 = both.sum();
    assert!(remaining >= 450);
    let told = diff(&[&old, &new]);
    assert_eq!(states(&told), [is - remaining, 0, remaining, was - remaining, 0]);
}

#[test]
fn hostile_text_stays_text() {
    let desk = Desk::new();
    let rows = "1,\"=1+1|<b>\u{202E}\",@水利厅,待定,有条件共享\n";
    let old = desk.report("old", &[("a.csv", "2,乙,@水利厅,待定,有条件共享\n")], &[]);
    let new = desk.report("new", &[("a.csv", rows)], &[]);
    let told = |format: &str| {
        let output = dataaudit(&["diff", &old, &new, "-f", format]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let page = told("markdown");
    assert!(!page.contains("<b>") && page.contains("&lt;b&gt;") && !page.contains('\u{202E}'));
    assert!(!told("table").contains('\u{202E}'));
    assert!(told("csv").contains("'=1+1"));
}
