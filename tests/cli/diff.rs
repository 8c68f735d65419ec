//! `diff` and `check --previous-report`: what is new, settled, remaining, returned, and what nobody looked at again.

mod waived;

use crate::report::{dataaudit, root};
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
}

fn refused(reports: &[&str], said: &str) {
    let assert = dataaudit(&["diff"]).args(reports).assert().code(2);
    assert.stdout("").stderr(contains(said));
}

#[test]
fn what_is_no_whole_report_of_this_version_is_refused() {
    let desk = Desk::new();
    let good = desk.report("good", &[("a.csv", ROWS)], &[]);
    let lines = desk.audit(
        "good.jsonl",
        &[desk.path("good").to_str().unwrap()],
        &["-f", "jsonl"],
    );
    let text = std::fs::read_to_string(&good).unwrap();
    let spoilt = |name: &str, text: &str| {
        let path = desk.path(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let both = |bad: &str, said: &str| {
        refused(&[bad, &good], said);
        refused(&[&good, bad], said);
        let folder = desk.path("good");
        dataaudit(&["check", "-j", "ningxia", "--as-of", "2026-03-01"])
            .args([folder.as_path(), Path::new("--previous-report"), Path::new(bad)])
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains(said));
    };
    both(
        &spoilt("v2.json", &text.replace("audit-report/1", "audit-report/2")),
        "dataaudit-report/2",
    );
    let half = text.char_indices().nth(text.chars().count() / 2).unwrap().0;
    both(&spoilt("cut.json", &text[..half]), "不完整");
    let whole = std::fs::read_to_string(&lines).unwrap();
    let all: Vec<&str> = whole.lines().collect();
    both(&spoilt("cut.jsonl", &all[..all.len() - 1].join("\n")), "不完整");
    both(
        &spoilt("less.jsonl", &[&all[..1], &all[2..]].concat().join("\n")),
        "被改过",
    );
    both(&spoilt("not.json", "[1, 2"), "不是本程序的 JSON 报告");
    both(desk.path("good").to_str().unwrap(), "它是文件夹");
    both(
        &spoilt("comma.json", &text.replacen("\"as_of\":", "\"as_of\"", 1)),
        "不合 JSON 的写法",
    );
    both(
        &spoilt("key.json", &text.replacen("\"overview\":", "\"x\":", 1)),
        "缺“overview”",
    );
    let first = all[1].replacen("\"waived\":null", "\"x\":0", 1);
    assert_ne!(first, all[1]);
    both(
        &spoilt(
            "key.jsonl",
            &[&all[..1], &[&first], &all[2..]].concat().join("\n"),
        ),
        "缺“waived”",
    );
    both(&spoilt("other.json", "{\"a\": 1}"), "不是本程序的 JSON 报告");
    both("no/such.json", "不能读取报告");
    let edits = [
        ("/summary/errors", Value::from(1)),
        ("/summary/rows", Value::from(4)),
        ("/summary/waived", Value::from(1)),
        ("/summary/errors", "3".into()),
        ("/findings/0/waived", true.into()),
        (
            "/findings/0/waived",
            serde_json::json!({ "by": "waiver", "reason": "x" }),
        ),
        (
            "/findings/0/waived",
            serde_json::json!({ "by": "someone", "reason": "x", "expires": null }),
        ),
        (
            "/findings/0/waived",
            serde_json::json!({ "by": "baseline", "reason": "x", "expires": null }),
        ),
        ("/coverage/0/breaches", Value::from(99)),
        ("/findings/0/severity", "info".into()),
        ("/findings/0/requirement", "NX-0-none".into()),
        ("/findings/0/fingerprint", "xyz".into()),
    ];
    for (n, (key, value)) in edits.into_iter().enumerate() {
        let mut edited: Value = serde_json::from_str(&text).unwrap();
        *edited.pointer_mut(key).unwrap() = value;
        both(&spoilt(&format!("{n}.json"), &edited.to_string()), "被改过");
    }
    let law = desk.report("law", &[("a.csv", ROWS)], &["-j", "xpcc"]);
    both(&law, "没有共同的法规");
    let early = desk.report("early", &[("a.csv", ROWS)], &["--as-of", "2026-02-01"]);
    refused(&[&good, &early], "按时间先后");
    refused(&[&good, &good, "-o", &good], "");
}

#[test]
fn the_report_of_a_run_tells_what_became_of_earlier_findings() {
    let desk = Desk::new();
    let old = desk.report("old", &[("a.csv", ROWS)], &[]);
    let mended = ROWS.replace("1,甲,水利厅,待定", "1,甲,水利厅,每年");
    let folder = desk.files("new", &[("a.csv", &mended)]);
    let plain = desk.audit("new.json", &[&folder], &["--as-of", "2026-04-01"]);
    for (lang, settled) in [("zh", "已整改 1"), ("en", "settled 1")] {
        let run = |format: &str, more: &[&str]| {
            let mut command = dataaudit(&["check", &folder, "-j", "ningxia", "--as-of", "2026-04-01"]);
            command.args(["--previous-report", &old, "--lang", lang, "-f", format]);
            command.args(more).output().unwrap()
        };
        let report: Value = serde_json::from_slice(&run("json", &[]).stdout).unwrap();
        fits("report", &report);
        let alone = diff(&[&old, &plain, "--lang", lang]);
        for key in [
            "summary",
            "departments",
            "articles",
            "not_audited",
            "changes",
            "notes",
        ] {
            assert_eq!(report["comparison"][key], alone[key], "{key}");
        }
        for format in ["table", "markdown"] {
            let told = String::from_utf8(run(format, &["-q"]).stdout).unwrap();
            assert!(told.contains(settled), "{told}");
        }
        let page = run("html", &[]);
        let [page, said] = [page.stdout, page.stderr].map(|t| String::from_utf8(t).unwrap());
        let part = page
            .split_once("<section class=\"part\" id=\"since\">")
            .unwrap()
            .1;
        let part = part.split_once("</section>").unwrap().0;
        assert!(
            part.contains(settled) && part.contains("12.50%") && part.contains("水利厅"),
            "{part}"
        );
        assert!(page.contains("<a href=\"#since\">") && !said.contains(settled));
        let book = run("xlsx", &[]).stdout;
        let sheets = crate::formats::read::sheets(&book);
        let (name, rows) = sheets.last().unwrap();
        assert_eq!(
            name,
            if lang == "zh" {
                "与以前比较"
            } else {
                "Comparison"
            }
        );
        assert!(rows.iter().any(|row| row[0].contains(settled)), "{rows:?}");
        let counted = rows.iter().find(|row| row[0] == "水利厅").unwrap();
        let department = alone["departments"].as_array().unwrap().iter();
        let department = department.clone().find(|d| d["department"] == "水利厅").unwrap();
        let keys = [
            "before",
            "now",
            "new",
            "returned",
            "remaining",
            "settled",
            "not_audited",
        ];
        for (key, cell) in keys.iter().zip(&counted[1..]) {
            assert_eq!(*cell, department[key].to_string(), "{key}");
        }
        for format in ["csv", "jsonl", "sarif", "junit", "gitlab", "github"] {
            let told = run(format, &[]);
            assert!(
                String::from_utf8(told.stderr).unwrap().contains(settled),
                "{format}"
            );
            assert!(
                !String::from_utf8(told.stdout).unwrap().contains(settled),
                "{format}"
            );
        }
    }
    // With what is appended to be merged, both keys are there.
    let merged = desk.audit(
        "m.json",
        &[&folder],
        &["--mergeable", "--as-of", "2026-04-01", "--previous-report", &old],
    );
    let report: Value = serde_json::from_slice(&std::fs::read(merged).unwrap()).unwrap();
    assert!(report["comparison"].is_object() && report["mergeable"].is_object());
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
