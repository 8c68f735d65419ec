//! Departments: what is counted of each adds up to the whole, other names of one department, one report a department.

#![expect(clippy::indexing_slicing, reason = "a report without its keys fails the test")]

use crate::report::{dataaudit, fixtures, root, scratch};
use predicates::str::contains;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const CATALOG: &str = "tests/cli/departments/目录.csv";
const LEVELS: [&str; 3] = ["errors", "warnings", "infos"];

fn run(files: &[&str], jurisdictions: &str, more: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = dataaudit(&["check"]);
    command
        .args(files)
        .args(["-j", jurisdictions, "--as-of", "2026-03-01"])
        .args(more);
    command.assert()
}

fn json(files: &[&str], jurisdictions: &str, more: &[&str]) -> Value {
    let output = run(files, jurisdictions, &[&["-f", "json"], more].concat());
    serde_json::from_slice(&output.get_output().stdout).unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap()
}

fn sum(entries: &[Value], key: &str) -> u64 {
    entries.iter().map(|e| e[key].as_u64().unwrap()).sum()
}

fn all_files() -> Vec<String> {
    let mut files = fixtures(&root().join("fixtures"));
    files.push(root().join(CATALOG).to_str().unwrap().to_owned());
    files
}

/// That what the overview says of departments, provisions and causes is what the summary says.
fn adds_up(report: &Value, of: &str) {
    let (overview, summary) = (&report["overview"], &report["summary"]);
    let [departments, articles, causes] = ["departments", "articles", "causes"].map(|k| list(overview, k));
    let missing: Vec<Value> = list(report, "findings")
        .iter()
        .filter(|f| f["location"]["column"].is_null() && f["subject"]["provider"].is_null())
        .cloned()
        .collect();
    for (level, one) in LEVELS.into_iter().zip(["error", "warning", "info"]) {
        let all = summary[level].as_u64().unwrap();
        assert_eq!(sum(articles, level), all, "{of}: {level} by article");
        assert_eq!(sum(causes, level), all, "{of}: {level} by cause");
        let of_tables = missing.iter().filter(|f| f["severity"] == one).count() as u64;
        assert_eq!(
            sum(departments, level) + of_tables,
            all,
            "{of}: {level} by department"
        );
        for department in departments {
            let requirements = list(department, "requirements");
            assert_eq!(
                sum(requirements, level),
                department[level].as_u64().unwrap(),
                "{of}"
            );
        }
    }
    for key in ["rows", "resources"] {
        assert_eq!(
            sum(departments, key),
            summary[key].as_u64().unwrap(),
            "{of}: {key}"
        );
    }
    if let Some(compliant) = overview["compliant"].as_u64() {
        let of_each = departments.iter().filter_map(|d| d["compliant"].as_u64());
        assert_eq!(of_each.sum::<u64>(), compliant, "{of}");
        let failing = overview["resources"].as_u64().unwrap() - compliant;
        assert!(sum(causes, "would_comply") <= failing, "{of}");
    }
}

#[test]
fn what_is_told_first_adds_up_on_every_fixture() {
    let listed = dataaudit(&["jurisdictions", "-f", "json"])
        .output()
        .unwrap()
        .stdout;
    let listed: Value = serde_json::from_slice(&listed).unwrap();
    let listed = listed
        .as_array()
        .or_else(|| listed["jurisdictions"].as_array())
        .unwrap();
    let mut ids: Vec<String> = listed
        .iter()
        .map(|j| {
            j.get("jurisdiction")
                .or_else(|| j.get("id"))
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert!(ids.len() > 5);
    ids.push(ids.join(","));
    let files = all_files();
    let mut names: Vec<&str> = files.iter().map(String::as_str).collect();
    names.push("no/such/file.xlsx");
    for id in &ids {
        adds_up(&json(&names, id, &[]), id);
        adds_up(&json(&names, id, &["--what-if"]), id);
    }
    for name in &names {
        adds_up(&json(&[name], "ningxia,national", &[]), name);
    }
}

/// A folder for reports that is not there yet.
fn folder() -> (tempfile::TempDir, String) {
    let guard = tempfile::tempdir().unwrap();
    let path = guard.path().join("各部门");
    let path = path.to_str().unwrap().to_owned();
    (guard, path)
}

fn split(files: &[&str], jurisdictions: &str, dir: &str, more: &[&str]) -> assert_cmd::assert::Assert {
    let asked = ["--split-by", "provider", "--output-dir", dir];
    run(files, jurisdictions, &[&asked[..], more].concat())
}

fn read(path: &Path) -> String {
    String::from_utf8(std::fs::read(path).unwrap()).unwrap()
}

/// How often each finding stands in reports, by fingerprint and place.
fn counted<'v>(reports: impl Iterator<Item = &'v Value>) -> BTreeMap<String, u64> {
    let mut all = BTreeMap::new();
    for finding in reports.flat_map(|r| list(r, "findings")) {
        let key = format!("{} {}", finding["fingerprint"], finding["location"]);
        *all.entry(key).or_default() += 1;
    }
    all
}

#[test]
fn the_reports_of_all_departments_are_the_report_of_the_whole() {
    let files = all_files();
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let (_guard, dir) = folder();
    let jurisdictions = "ningxia,national,xpcc";
    split(&names, jurisdictions, &dir, &["-f", "json", "-q"]);
    let whole = json(&names, jurisdictions, &[]);
    let mut parts: BTreeMap<String, Value> = BTreeMap::new();
    for entry in std::fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name != "index.csv" {
            parts.insert(name, serde_json::from_str(&read(&path)).unwrap());
        }
    }
    let departments = list(&whole["overview"], "departments");
    assert_eq!(parts.len(), departments.len());
    assert!(parts.len() > 10);

    // Findings at rows once; those of a table once for every department in it.
    let mut expected = counted([&whole].into_iter());
    for finding in list(&whole, "findings") {
        let place = &finding["location"];
        if place["column"].is_null() && finding["subject"]["provider"].is_null() {
            let is_in = |part: &&Value| {
                let inputs = list(part, "inputs").iter();
                let mut inputs = inputs.filter(|i| i["path"] == place["file"]);
                inputs.any(|i| list(i, "tables").iter().any(|t| t["sheet"] == place["sheet"]))
            };
            let inside = parts.values().filter(is_in).count() as u64;
            let key = format!("{} {}", finding["fingerprint"], place);
            expected.insert(key, inside);
        }
    }
    expected.retain(|_, n| *n > 0);
    assert_eq!(counted(parts.values()), expected);

    let schema = dataaudit(&["schema", "report"]).output().unwrap().stdout;
    let schema = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    for (name, part) in &parts {
        assert!(schema.is_valid(part), "{name}");
        one_department(part, name);
    }
}

/// A report of one department is a report like any other, of that department alone.
fn one_department(part: &Value, name: &str) {
    let findings = list(part, "findings");
    let breaches = sum(list(part, "coverage"), "breaches");
    assert_eq!(breaches, findings.len() as u64, "{name}");
    for (level, one) in LEVELS.into_iter().zip(["error", "warning", "info"]) {
        let there = findings.iter().filter(|f| f["severity"] == one).count() as u64;
        assert_eq!(part["summary"][level].as_u64().unwrap(), there, "{name}");
    }
    let overview = &part["overview"];
    let departments = list(overview, "departments");
    assert_eq!(departments.len(), 1, "{name}");
    let department = departments.first().unwrap();
    assert_eq!(
        sum(list(overview, "causes"), "errors"),
        part["summary"]["errors"].as_u64().unwrap()
    );
    for key in ["rows", "resources"] {
        let tables = list(part, "inputs").iter().flat_map(|i| list(i, "tables"));
        let there: u64 = tables.map(|t| t[key].as_u64().unwrap()).sum();
        assert_eq!(department[key].as_u64().unwrap(), there, "{name}");
        assert_eq!(part["summary"][key].as_u64().unwrap(), there, "{name}");
    }
}

#[test]
fn one_department_under_several_names() {
    let rows = |more: &[&str]| {
        let report = json(&[CATALOG], "ningxia", more);
        let departments = list(&report["overview"], "departments").to_vec();
        let rows = |d: &Value| {
            (
                d["department"].as_str().map(str::to_owned),
                d["rows"].as_u64().unwrap(),
            )
        };
        (departments.iter().map(rows).collect::<BTreeMap<_, _>>(), report)
    };
    let named = |name: &str| Some(name.to_owned());
    let (plain, report) = rows(&[]);
    let expected = [
        (None, 1),
        (named("水利厅"), 1),
        (named("自治区 民政厅"), 3),
        (named("自治区水利厅"), 3),
        (named("自治区财政厅"), 2),
    ];
    assert_eq!(plain, expected.into());
    let similar = &report["overview"]["similar_names"];
    assert_eq!(
        similar["examples"],
        serde_json::json!([["水利厅", "自治区水利厅"]])
    );
    let (toml, _) = rows(&["--aliases", "tests/cli/departments/aliases.toml"]);
    assert_eq!(toml.get(&named("自治区水利厅")), Some(&4));
    assert_eq!(toml.len(), 4);

    let csv = "tests/cli/departments/aliases.csv";
    assert_eq!(
        rows(&["--aliases", csv]).0,
        toml,
        "a table of two columns says the same"
    );
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "标准名称").unwrap();
    sheet.write(0, 1, "别名").unwrap();
    sheet.write(2, 0, "自治区水利厅").unwrap();
    sheet.write(2, 1, "水利厅;宁夏水利厅").unwrap();
    let (_guard, path) = scratch("别名.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(rows(&["--aliases", &path]).0, toml, "and so does a workbook");
    run(&[CATALOG], "ningxia", &["--aliases", "no/such.toml"])
        .code(2)
        .stderr(contains("no/such.toml"));
}

#[test]
fn a_folder_of_reports_is_new_or_empty_or_forced_and_no_input_is_written_over() {
    let (guard, dir) = folder();
    split(&[CATALOG], "ningxia", &dir, &[])
        .code(1)
        .stderr(contains("index.csv"));
    let count = || std::fs::read_dir(&dir).unwrap().count();
    assert_eq!(count(), 6);
    split(&[CATALOG], "ningxia", &dir, &[])
        .code(2)
        .stdout("")
        .stderr(contains("--force"));
    split(&[CATALOG], "ningxia", &dir, &["--force"]).code(1);
    assert_eq!(count(), 6, "nothing half-written is left");

    let index = read(&guard.path().join("各部门/index.csv"));
    assert!(index.starts_with("\u{FEFF}部门,文件,"), "{index}");
    assert!(
        index.contains("自治区财政厅,自治区财政厅.txt,2,2,100.0%,0,"),
        "{index}"
    );

    // A file that is audited has the very name of a department's report.
    let audited = guard.path().join("各部门/自治区财政厅.txt");
    std::fs::copy(root().join(CATALOG), &audited).unwrap();
    let before = read(&audited);
    split(&[audited.to_str().unwrap()], "ningxia", &dir, &["--force"])
        .code(2)
        .stderr(contains("自治区财政厅.txt"));
    assert_eq!(read(&audited), before);
    run(&[CATALOG], "ningxia", &["--split-by", "provider"]).code(2);
    run(&[CATALOG], "ningxia", &["--output-dir", &dir]).code(2);
}

#[test]
fn a_department_called_like_a_formula_is_none_in_the_list() {
    let text = std::fs::read_to_string(root().join(CATALOG)).unwrap();
    let (_guard, path) = scratch("目录.csv", text.replace("自治区财政厅", "=1+1|财政").as_bytes());
    let (guard, dir) = folder();
    split(&[&path], "ningxia", &dir, &["-q"]).code(1).stderr("");
    let index = read(&guard.path().join("各部门/index.csv"));
    assert!(index.contains("'=1+1|财政,_=1+1_财政.txt,"), "{index}");
}

#[test]
fn one_body_under_two_names_is_no_second_source() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let head = "目录编码,数据目录名称,数据项,提供单位,共享属性,开放属性\n";
    let first = write(
        "甲.csv",
        &format!("{head}A1,河道名录,河长职责清单,安澜水务局,无条件共享,不予开放\n"),
    );
    let second = write(
        "乙.csv",
        &format!("{head}A1,取水名录,取水许可水量,银渠水利处,无条件共享,不予开放\n"),
    );
    let aliases = write("别名.toml", "\"安澜水务局\" = [\"银渠水利处\"]\n");
    let clashes = |more: &[&str]| {
        let report = json(&[&first, &second], "xinjiang", more);
        let all = list(&report, "findings").iter();
        all.filter(|f| f["requirement"] == "XJ-23-one-source").count()
    };
    assert_eq!(clashes(&[]), 1);
    assert_eq!(clashes(&["--aliases", &aliases]), 0);
}
