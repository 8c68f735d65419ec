//! What is not typed comes from the environment and from `dataaudit.toml`; what is wrong there is said under its line.

mod around;
mod held;

use crate::report::{dataaudit, root};
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const WORKBOOK: &str = "fixtures/ningxia/水利厅目录.xlsx";
const DAY: [&str; 4] = ["-j", "ningxia", "--as-of", "2026-03-01"];

/// A folder with a configuration, and below it one with a workbook.
fn house(configuration: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dataaudit.toml"), configuration).unwrap();
    let below = folder.path().join("二〇二六/水利厅");
    std::fs::create_dir_all(&below).unwrap();
    let file = below.join("目录.xlsx");
    std::fs::copy(root().join(WORKBOOK), &file).unwrap();
    (folder, file)
}

/// `config show` as key, value and origin.
fn shown(file: &Path, more: &[&str], variables: &[(&str, &str)]) -> BTreeMap<String, (String, String)> {
    let mut command = dataaudit(&["config", "show"]);
    command.arg(file).args(more).envs(variables.iter().copied());
    let output = command.assert().success().get_output().stdout.clone();
    let text = String::from_utf8(output).unwrap();
    let line = |line: &str| {
        let (key, rest) = line.split_once(" = ")?;
        let (value, origin) = rest.rsplit_once("  # ")?;
        Some((key.to_owned(), (value.to_owned(), origin.to_owned())))
    };
    text.lines().filter_map(line).collect()
}

#[test]
fn what_is_typed_stands_before_the_environment_and_that_before_the_file() {
    let (_folder, file) = house(
        r#"
jurisdiction = ["ningxia", "national"]
as-of = 2026-03-01
fail_on = "info"
max-findings = 7
no-roll = true
"#,
    );
    let variables = [
        ("DATAAUDIT_FAIL_ON", "warning"),
        ("DATAAUDIT_MAX_FINDINGS", "8"),
        ("DATAAUDIT_EXCLUDE", "a*; b*"),
        ("DATAAUDIT_NO_ROLL", "0"),
    ];
    let all = shown(&file, &["--max-findings", "9"], &variables);
    let of = |key: &str| (all[key].0.as_str(), all[key].1.as_str());
    assert_eq!(all["jurisdiction"].0, "ningxia ; national");
    assert!(all["jurisdiction"].1.ends_with("dataaudit.toml 第 2 行"));
    assert_eq!(all["as-of"].0, "2026-03-01");
    assert_eq!(of("fail-on"), ("warning", "环境变量 DATAAUDIT_FAIL_ON"));
    assert_eq!(of("max-findings"), ("9", "命令行"));
    assert_eq!(of("exclude"), ("a* ; b*", "环境变量 DATAAUDIT_EXCLUDE"));
    assert_eq!(of("no-roll"), ("false", "环境变量 DATAAUDIT_NO_ROLL"));
    assert_eq!(of("format"), ("table", "默认"));
    assert!(!shown(&file, &["--isolated"], &variables).contains_key("jurisdiction"));
}

#[test]
fn a_configured_run_is_the_typed_one() {
    let (_folder, file) = house(
        r#"
jurisdiction = "ningxia"
as-of = "2026-03-01"
format = "json"
[map]
"备注" = "-"
[code.share_class]
1 = "无条件共享"
"#,
    );
    let configured = dataaudit(&["check", "-q"]).arg(&file).output().unwrap();
    let mut command = dataaudit(&["check", "-q", "--isolated", "-f", "json"]);
    command
        .args(DAY)
        .args(["--map", "备注=-", "--code", "share_class:1=无条件共享"]);
    let typed = command.arg(&file).output().unwrap();
    assert_eq!(configured.status.code(), Some(1));
    assert_eq!(configured.stdout, typed.stdout);
    let told = dataaudit(&["check"]).arg(&file).output().unwrap();
    let said = String::from_utf8(told.stderr).unwrap();
    assert!(said.contains("dataaudit.toml"), "used and not said");
}

#[test]
fn paths_are_meant_from_where_the_configuration_lies() {
    let (folder, file) = house(
        r#"
jurisdiction = "ningxia"
as-of = "2026-03-01"
aliases = "别名.csv"
output = "报告.txt"
report = ["json:报告.json"]
"#,
    );
    let aliases = "规范名称,别名\n自治区水利厅,水利厅\n";
    std::fs::write(folder.path().join("别名.csv"), aliases).unwrap();
    dataaudit(&["check"]).arg(&file).assert().code(1);
    assert!(folder.path().join("报告.txt").is_file());
    let json = std::fs::read(folder.path().join("报告.json")).unwrap();
    let json: Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["summary"]["files"], 1);
}

#[test]
fn every_fault_stands_under_its_line_and_nothing_is_done() {
    let (folder, file) = house(
        r#"jurisdiktion = "ningxia"
quiet = 3
exclude = [[1]]
[severity]
NX-10-update-frequency = { level = "info" }
"#,
    );
    let assert = dataaudit(&["check"]).arg(&file).assert().code(2).stdout("");
    let said = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    for fault in [
        "jurisdiktion",
        "是否想写 jurisdiction",
        ":2:9",
        ":3:12",
        ":5:",
        "理由",
        "4 处错误",
    ] {
        assert!(said.contains(fault), "{fault}:\n{said}");
    }
    let configuration = folder.path().join("dataaudit.toml");
    let refused = |text: &[u8]| {
        std::fs::write(&configuration, text).unwrap();
        dataaudit(&["check"]).arg(&file).assert().code(2)
    };
    refused(b"jurisdiction = \"ningxia\"\nformat = \"tabel\"\n")
        .stderr(contains("dataaudit.toml:2:").and(contains("是否想写 table")));
    refused(b"\xB0\xA1 = 1").stderr(contains("UTF-8"));
}

#[test]
fn every_value_that_cannot_be_meant_stands_under_its_line() {
    let wrong = r#"fail-on = "eror"
max-findings = "many"
as-of = "2026-13-01"
color = "purple"
fail_on = "info"
jurisdiction = "ningxai"
min-score = 101
[map]
"备注" = "no_such_field"
[severity]
NX-10-no-such-thing = { level = "info", reason = "试" }
NX-10-update-frequency = { level = "fatal", reason = "试" }
"#;
    let (folder, file) = house(wrong);
    let said = |file: &Path| {
        let assert = dataaudit(&["check"]).arg(file).assert().code(2).stdout("");
        String::from_utf8(assert.get_output().stderr.clone()).unwrap()
    };
    let all = said(&file);
    for part in [
        ":1:",
        "eror",
        ":2:",
        "many",
        ":3:",
        "2026-13-01",
        ":4:",
        "purple",
        ":5:",
        "第 1 行已经写过",
        ":6:",
        "ningxai",
        ":7:",
        "0 到 100",
        ":9:",
        "no_such_field",
        ":11:",
        "NX-10-no-such-thing",
        ":12:",
        "10 处错误",
    ] {
        assert!(all.contains(part), "{part}:\n{all}");
    }
    // What takes the packs to see is told with its line where it is the only fault.
    let configuration = folder.path().join("dataaudit.toml");
    for text in [
        "jurisdiction = \"ningxia\"\n[map]\n\"备注\" = \"no_such_field\"\n",
        "jurisdiction = \"ningxia\"\n[severity]\nNX-10-no-such = { level = \"info\", reason = \"试\" }\n",
        "as-of = 2026-03-01\n\njurisdiction = [\"ningxai\"]\n",
    ] {
        std::fs::write(&configuration, text).unwrap();
        let all = said(&file);
        assert!(
            all.contains("dataaudit.toml:3:") && all.contains("1 处错误"),
            "{all}"
        );
    }
}

#[test]
fn names_of_jurisdictions_stand_apart_by_any_comma_and_as_they_are_printed() {
    let ids = |jurisdiction: &str| {
        let mut command = dataaudit(&["check", WORKBOOK, "-f", "json", "--as-of", "2026-03-01"]);
        let output = command
            .env("DATAAUDIT_JURISDICTION", jurisdiction)
            .output()
            .unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let all = report["instruments"].as_array().unwrap().clone();
        all.iter()
            .map(|i| i["jurisdiction"].to_string())
            .collect::<Vec<_>>()
    };
    let both = ids("ningxia,national");
    assert_eq!(both.len(), 2);
    for spelt in ["宁夏，国家", "宁夏、国家", "ningxia ; national"] {
        assert_eq!(ids(spelt), both, "{spelt}");
    }
}

#[test]
fn what_is_named_and_not_there_is_said() {
    let run = || {
        let mut command = dataaudit(&["check", WORKBOOK]);
        command.args(DAY);
        command
    };
    let missing = run().args(["--config", "no/such.toml"]).assert().code(2);
    missing.stderr(contains("no/such.toml"));
    let unclear = run().env("DATAAUDIT_WHAT_IF", "perhaps").assert().code(2);
    unclear.stderr(contains("DATAAUDIT_WHAT_IF"));
    let misspelt = run().env("DATAAUDIT_FALE_ON", "never").assert().code(1);
    misspelt.stderr(contains("DATAAUDIT_FALE_ON"));
}

#[test]
fn inputs_under_two_configurations_are_not_audited_by_either() {
    let (_one, first) = house("jurisdiction = \"ningxia\"\n");
    let (_other, second) = house("jurisdiction = \"xpcc\"\n");
    let both = || {
        let mut command = dataaudit(&["check", "--as-of", "2026-03-01"]);
        command.arg(&first).arg(&second);
        command
    };
    both().assert().code(2).stderr(contains("--config"));
    both().args(["--isolated", "-j", "ningxia"]).assert().code(1);
}

#[test]
fn a_changed_severity_is_told_in_every_report_for_people_and_in_json() {
    let id = "NX-10-update-frequency";
    let change = format!("{id}=info:过渡期内");
    let told = |format: &str, more: &[&str]| {
        let mut command = dataaudit(&["check", WORKBOOK, "-f", format]);
        command.args(DAY).args(more).output().unwrap().stdout
    };
    let json = |more: &[&str]| serde_json::from_slice::<Value>(&told("json", more)).unwrap();
    let (before, after) = (json(&[]), json(&["--severity", &change]));
    let count = |report: &Value, level: &str| report["summary"][level].as_u64().unwrap();
    assert_eq!(count(&after, "errors") + 1, count(&before, "errors"));
    assert_eq!(count(&after, "infos"), count(&before, "infos") + 1);
    assert!(before.get("adjusted").is_none());
    let adjusted = &after["adjusted"][0];
    assert_eq!(adjusted["requirement"], id);
    assert_eq!([&adjusted["from"], &adjusted["to"]], ["error", "info"]);
    assert_eq!(adjusted["reason"], "过渡期内");
    for format in ["table", "html", "markdown"] {
        let text = told(format, &["--severity", &change, "--width", "200"]);
        let text = String::from_utf8(text).unwrap();
        assert!(
            text.contains("由违规改为提示（使用者设定）：过渡期内"),
            "{format}"
        );
    }
    let raised = told(
        "table",
        &["--severity", "NX-13-timeliness=error:从严", "--width", "200"],
    );
    let raised = String::from_utf8(raised).unwrap();
    assert!(raised.contains("表格证明不了的"), "{raised}");
    let twice = [
        "--severity",
        &change,
        "--severity",
        "NX-10-update-frequency=warning:另一个理由",
    ];
    let mut command = dataaudit(&["check", WORKBOOK]);
    command
        .args(DAY)
        .args(twice)
        .assert()
        .code(2)
        .stderr(contains("写了两次"));
    let mut command = dataaudit(&["check", WORKBOOK, "-j", "national", "--as-of", "2026-03-01"]);
    let command = command.args(["--severity", &change]);
    command.assert().stderr(contains("不属于这次所选的法规"));
    for wrong in ["=info", "=fatal:x", "", "s=info:x"] {
        let wrong = format!("{id}{wrong}");
        let mut command = dataaudit(&["check", WORKBOOK, "--severity", &wrong]);
        command.args(DAY).assert().code(2);
    }
}

#[test]
fn bounds_of_a_pipeline_decide_the_exit_code() {
    let run = |more: &[&str]| {
        let mut command = dataaudit(&["check", WORKBOOK, "-q"]);
        let output = command.args(DAY).args(more).output().unwrap();
        output.status.code().unwrap()
    };
    // Five violations and a doubt; one resource of four complies.
    assert_eq!(run(&["--max-findings", "4"]), 1);
    assert_eq!(run(&["--max-findings", "5"]), 0);
    assert_eq!(run(&["--max-findings", "5", "--fail-on", "warning"]), 1);
    assert_eq!(run(&["--max-findings", "5", "--min-score", "26"]), 1);
    for (least, code) in [
        ("25", 0),
        ("25.1", 1),
        ("25%", 0),
        (" 80 ％", 1),
        ("101", 2),
        ("很高", 2),
    ] {
        assert_eq!(
            run(&["--fail-on", "never", "--min-score", least]),
            code,
            "{least}"
        );
    }
}

#[test]
fn the_schema_knows_what_the_program_takes() {
    let output = dataaudit(&["schema", "config"]).output().unwrap().stdout;
    let schema: Value = serde_json::from_slice(&output).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let fits = |text: &str| {
        let value: toml::Value = toml::from_str(text).unwrap();
        validator.is_valid(&serde_json::to_value(value).unwrap())
    };
    for right in [
        "jurisdiction = [\"ningxia\"]\nfail_on = \"warning\"\nquiet = true\nmax-findings = 3",
        "map = { a = \"provider\" }",
        "[[waiver]]\nrequirement=\"a\"\nprovider=\"*\"\nresource=\"*\"\nreason=\"a\"\napprover=\"a\"\nexpires=\"2026-06-30\"",
    ] {
        assert!(fits(right), "{right}");
    }
    for wrong in [
        "jurisdiktion = \"x\"",
        "fail-on = \"fatal\"",
        "quiet = \"yes\"",
        "config = \"x\"",
        "[[waiver]]\nrequirement = \"a\"",
        "waiver = 1",
    ] {
        assert!(!fits(wrong), "{wrong}");
    }
}
