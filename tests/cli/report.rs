//! The program as scripts see it: exit codes, the JSON report against its schema, files written whole or not at all.

mod written;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use std::path::{Path, PathBuf};

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A program that hangs fails its test; far longer than any run takes on a busy machine.
pub(crate) const PATIENCE: std::time::Duration = std::time::Duration::from_secs(240);

pub(crate) fn dataaudit(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("dataaudit").unwrap();
    command.current_dir(root()).args(arguments).timeout(PATIENCE);
    command
}

const CLEAN: &str = "fixtures/ningxia/clean.csv";
const WORKBOOK: &str = "fixtures/ningxia/水利厅目录.xlsx";
const DAY: [&str; 4] = ["-j", "ningxia", "--as-of", "2026-03-01"];

fn check(files: &[&str], more: &[&str]) -> Command {
    let mut command = dataaudit(&["check"]);
    command.args(files).args(DAY).args(more);
    command
}

fn json(files: &[&str], more: &[&str]) -> Value {
    let output = check(files, &[&["--format", "json"], more].concat())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A scratch folder with one file in it.
pub(crate) fn scratch(name: &str, bytes: &[u8]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

/// Every file below a folder of fixtures, but for those made to hurt, which have a test of their own.
pub(crate) fn fixtures(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("hostile") {
            continue;
        }
        if path.is_dir() {
            found.extend(fixtures(&path));
        } else if !path.extension().is_some_and(|e| e == "toml" || e == "md") {
            found.push(path.to_str().unwrap().to_owned());
        }
    }
    found.sort();
    found
}

#[test]
fn every_json_report_fits_the_schema_and_is_the_same_twice() {
    let schema = dataaudit(&["schema", "report"]).output().unwrap().stdout;
    let schema = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let files = fixtures(&root().join("fixtures"));
    assert!(files.len() > 3);
    let mut names: Vec<&str> = files.iter().map(String::as_str).collect();
    names.push("no/such/file.xlsx");
    let report = json(&names, &[]);
    let wrong: Vec<String> = schema
        .iter_errors(&report)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(report, json(&names, &[]), "two runs over the same bytes");
    assert_eq!(report["inputs"].as_array().unwrap().len(), names.len());
}

#[test]
fn counts_agree_with_the_findings() {
    let report = json(&[WORKBOOK, CLEAN], &[]);
    let findings = report["findings"].as_array().unwrap();
    let of = |level: &str| findings.iter().filter(|f| f["severity"] == level).count() as u64;
    let summary = &report["summary"];
    assert_eq!(
        [of("error"), of("warning"), of("info")],
        ["errors", "warnings", "infos"].map(|k| summary[k].as_u64().unwrap())
    );
    let breaches: u64 = report["coverage"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["breaches"].as_u64().unwrap())
        .sum();
    assert_eq!(breaches as usize, findings.len());
    assert!(of("error") > 0 && summary["verdict"] == "violations");
}

#[test]
fn a_finding_says_what_where_and_by_what_law() {
    let report = json(&[WORKBOOK], &[]);
    let finding = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["requirement"] == "NX-10-update-frequency");
    let finding = finding.unwrap();
    assert_eq!(finding["citation"]["text"], "第十条第五款");
    assert_eq!(finding["liability"]["text"], "第五十六条第一项");
    assert_eq!(finding["location"]["cell"], "H11");
    assert_eq!(finding["location"]["sheet"], "资源目录");
    assert_eq!(finding["subject"]["catalog_name"], "水土保持方案审批结果");
    assert_eq!(finding["observed"], "待定");
}

#[test]
fn exit_codes_are_the_contract() {
    check(&[CLEAN], &[]).assert().code(0);
    check(&[WORKBOOK], &[]).assert().code(1);
    check(&[WORKBOOK], &["--fail-on", "never"]).assert().code(0);
    check(&[WORKBOOK, "no/such.xlsx"], &[])
        .assert()
        .code(3)
        .stdout(contains("no/such.xlsx"));
    check(&[CLEAN], &["--as-of", "someday"]).assert().code(2);
    dataaudit(&["check", CLEAN, "-j", "atlantis"])
        .assert()
        .code(2)
        .stderr(contains("ningxia"))
        .stdout("");
    dataaudit(&["check", CLEAN, "-j", "ningxai"])
        .assert()
        .code(2)
        .stderr(contains("ningxia"));
    dataaudit(&["chekc"]).assert().code(2).stderr(contains("check"));
    check(&[CLEAN], &["--map", "备注=no_such_field"])
        .assert()
        .code(2)
        .stderr(contains("no_such_field"));
    check(&[CLEAN], &["--format", "jsno"])
        .assert()
        .code(2)
        .stderr(contains("json"));
}

#[test]
fn an_instrument_not_in_force_only_informs() {
    let report = json(&[WORKBOOK], &["--as-of", "2025-06-01"]);
    assert_eq!(report["instruments"][0]["status"], "not-yet");
    let findings = report["findings"].as_array().unwrap();
    assert!(!findings.is_empty() && findings.iter().all(|f| f["severity"] == "info"));
    check(&[WORKBOOK], &["--as-of", "2025-06-01"])
        .assert()
        .code(0)
        .stdout(contains("尚未通过或公布"));
    check(&[WORKBOOK], &["--as-of", "2025-12-01"])
        .assert()
        .code(0)
        .stdout(contains("尚未施行"));
    check(&[WORKBOOK], &["--as-of", "2025-06-01", "--what-if"])
        .assert()
        .code(1)
        .stdout(contains("按 --what-if 假定有效：不合规"));
}

#[test]
fn no_verdict_comes_of_instruments_that_judged_nothing() {
    check(
        &[CLEAN],
        &["-j", "xinjiang-draft,xinjiang-operation", "--as-of", "2026-03-01"],
    )
    .assert()
    .code(0)
    .stdout(contains("没有结论").and(contains("合规：").not()));
}

#[test]
fn what_a_file_really_is_decides() {
    let text = std::fs::read(root().join(CLEAN)).unwrap();
    let (_guard, named_xlsx) = scratch("目录.xlsx", &text);
    assert_eq!(json(&[&named_xlsx], &[])["inputs"][0]["format"], "csv");
    let (_guard, named_csv) = scratch("目录.csv", &std::fs::read(root().join(WORKBOOK)).unwrap());
    assert_eq!(json(&[&named_csv], &[])["inputs"][0]["format"], "xlsx");
}

#[test]
fn the_same_rows_in_any_encoding_and_with_any_delimiter_are_as_clean() {
    let text = std::fs::read_to_string(root().join(CLEAN)).unwrap();
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let bom: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect();
    let tabs = text.replace(',', "\t").into_bytes();
    let crlf = text.replace('\n', "\r\n").into_bytes();
    for (name, bytes) in [
        ("utf16", utf16),
        ("gb", gb),
        ("bom", bom),
        ("tabs", tabs),
        ("crlf", crlf),
    ] {
        let (_guard, path) = scratch("目录.csv", &bytes);
        let report = json(&[&path], &[]);
        assert_eq!(report["summary"]["verdict"], "clean", "{name}: {report:#}");
        assert_eq!(report["summary"]["rows"], text.lines().count() - 1, "{name}");
    }
}

#[test]
fn what_cannot_be_read_says_so_in_one_message() {
    let bad: &[(&str, &[u8], &str)] = &[
        ("空.csv", b"", "empty"),
        ("文档.xlsx", b"%PDF-1.7\n", "not-a-table"),
        ("坏.xlsx", b"PK\x03\x04 and nothing more", "damaged"),
        (
            "乱.csv",
            &[0x80, 0x00, 0x01, 0x02, 0x00, 0xFF, 0x00, 0x03, 0x00, 0x04],
            "not-a-table",
        ),
        (
            "只有表头.csv",
            "数据目录名称,提供单位,更新频率\n".as_bytes(),
            "empty",
        ),
        ("不是目录.csv", "甲,乙\n1,2\n".as_bytes(), "no-header"),
        (
            "引号.csv",
            "数据目录名称,提供单位,更新频率\n甲,\"乙,每年\n丙,丁,每月\n".as_bytes(),
            "malformed",
        ),
    ];
    for (name, bytes, code) in bad {
        let (_guard, path) = scratch(name, bytes);
        let report = json(&[&path], &[]);
        let error = &report["inputs"][0]["error"];
        assert_eq!(error["code"], *code, "{name}: {error}");
        assert_eq!(report["summary"]["verdict"], "incomplete");
        check(&[&path], &[])
            .assert()
            .code(3)
            .stdout(contains(*name))
            .stderr("");
    }
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let text = std::fs::read(root().join(CLEAN)).unwrap();
    let mut command = check(&["-"], &["--stdin-name", "送来的目录.csv"]);
    command
        .write_stdin(text)
        .assert()
        .code(0)
        .stdout(contains("送来的目录.csv"));
}

#[test]
fn english_is_english() {
    let chinese = predicate::function(|text: &str| {
        text.lines()
            .filter(|l| !l.contains(['《', '第']))
            .any(|l| l.contains("建议") || l.contains("合计"))
    });
    check(&[CLEAN], &["--lang", "en"])
        .assert()
        .code(0)
        .stdout(contains("no violations found").and(chinese.not()));
    dataaudit(&["check", "--lang", "en"])
        .assert()
        .code(2)
        .stderr(contains("error: missing"));
}

#[test]
fn an_unmapped_code_is_said_and_a_map_settles_it() {
    let text = std::fs::read_to_string(root().join(CLEAN))
        .unwrap()
        .replace("无条件共享", "1");
    let (_guard, path) = scratch("目录.csv", text.as_bytes());
    let report = json(&[&path], &[]);
    assert_eq!(report["findings"][0]["requirement"], "NX-25-share-class-values");
    assert_eq!(report["findings"][0]["severity"], "warning");
    assert_eq!(
        json(&[&path], &["--code", "share_class:1=无条件共享"])["summary"]["verdict"],
        "clean"
    );
}

#[test]
fn nothing_judged_is_no_pass() {
    check(&[CLEAN], &["--kind", "nope"])
        .assert()
        .code(2)
        .stderr(contains("open_catalog"));
    check(&[CLEAN], &["--encoding", "latin1"])
        .assert()
        .code(2)
        .stderr(contains("gb18030"));
    // The invented instrument speaks of catalogs alone.
    let moon = [
        "check",
        CLEAN,
        "--pack",
        "tests/cli/packs/moon/moon.toml",
        "--kind",
        "trades",
    ];
    dataaudit(&moon).assert().code(3);
    let output = dataaudit(&[&moon[..], &["-f", "json"]].concat())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["inputs"][0]["error"]["code"], "nothing-applies");
    check(&[CLEAN], &["--as-of", "2025-06-01"])
        .assert()
        .code(0)
        .stdout(contains("不是合规结论"));
}

#[test]
fn a_duty_told_under_another_instrument_is_not_passed() {
    let header = "数据目录名称,提供单位,数据项,共享属性,开放属性\n";
    let (_guard, path) = scratch(
        "目录.csv",
        format!("{header}甲,市水利局,水位,,无条件开放\n").as_bytes(),
    );
    let report = json(&[&path], &["-j", "xinjiang,national"]);
    let coverage = report["coverage"].as_array().unwrap();
    let of = |id: &str| coverage.iter().find(|c| c["requirement"] == id).unwrap();
    assert_eq!(of("CN-13-share-attribute")["status"], "failed");
    assert_eq!(of("XJ-33-share-class-required")["status"], "failed");
    assert!(
        of("XJ-33-share-class-required")["reason"].is_string(),
        "it says where it is told"
    );
}

#[test]
fn the_english_page_at_eighty_columns_is_what_it_was() {
    let output = check(&[WORKBOOK], &["--lang", "en", "--width", "80"])
        .output()
        .unwrap();
    insta::assert_snapshot!("workbook-en-80", String::from_utf8(output.stdout).unwrap());
}
