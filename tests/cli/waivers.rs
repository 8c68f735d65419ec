//! Waivers: what they excuse and until when, what becomes of those that excuse nothing, and lists that are no lists.

#![expect(clippy::indexing_slicing, reason = "a report without its keys fails the test")]

mod reports;

use crate::report::{dataaudit, root};
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

const TABLE: &str = "fixtures/ningxia/水利厅目录.xlsx";

/// A breach of the table, its provider and its resource.
const BREACH: [&str; 3] = ["NX-26-open-class-values", "自治区水利厅", "水土保持方案审批结果"];

fn waiver(fields: &[(&str, &str)]) -> String {
    let line = |(key, value): &(&str, &str)| format!("{key} = \"{value}\"\n");
    format!("[[waiver]]\n{}\n", fields.iter().map(line).collect::<String>())
}

fn about([requirement, provider, resource]: [&str; 3], approved: &str, expires: &str) -> String {
    waiver(&[
        ("requirement", requirement),
        ("provider", provider),
        ("resource", resource),
        ("reason", "旧系统停用，联系13912345678"),
        ("approver", "数据局局长"),
        ("document", "宁数〔2026〕1号"),
        ("approved", approved),
        ("expires", expires),
    ])
}

fn holding(whom: [&str; 3]) -> String {
    about(whom, "2026-01-01", "2026-03-01")
}

fn list(name: &str, text: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

fn check(waivers: &str, more: &[&str]) -> assert_cmd::Command {
    let mut command = dataaudit(&["check", TABLE, "-j", "ningxia", "--as-of", "2026-03-01"]);
    command.args(["--waivers", waivers]).args(more);
    command
}

fn json(waivers: &str, more: &[&str]) -> (Value, i32) {
    let output = check(waivers, &[&["-f", "json"], more].concat())
        .output()
        .unwrap();
    assert!(
        !output.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let report = serde_json::from_slice(&output.stdout).unwrap();
    (report, output.status.code().unwrap())
}

fn waived(report: &Value) -> Vec<&Value> {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().filter(|f| !f["waived"].is_null()).collect()
}

fn fits_the_schema(report: &Value) {
    let schema = dataaudit(&["schema", "report"]).output().unwrap().stdout;
    let schema = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let wrong: Vec<String> = schema
        .iter_errors(report)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// How many of each fate the only list has.
fn fates(report: &Value) -> [usize; 5] {
    ["used", "unused", "expired", "not_yet", "elsewhere"]
        .map(|fate| report["reprieve"]["waivers"][0][fate].as_array().unwrap().len())
}

#[test]
fn a_waiver_excuses_what_it_names_and_the_counts_say_so() {
    let (_folder, path) = list("w.toml", &holding(BREACH));
    let (report, code) = json(&path, &[]);
    fits_the_schema(&report);
    assert_eq!(code, 1, "others are left");
    let waived = waived(&report);
    assert_eq!(waived.len(), 1);
    assert_eq!(waived[0]["requirement"], BREACH[0]);
    assert_eq!(waived[0]["waived"]["by"], "waiver");
    assert_eq!(waived[0]["waived"]["expires"], "2026-03-01");
    assert_eq!(waived[0]["waived"]["reason"], "旧系统停用，联系139****5678");
    assert_eq!(report["summary"]["waived"], 1);
    assert_eq!(fates(&report), [1, 0, 0, 0, 0]);
    assert_eq!(report["reprieve"]["baseline"], Value::Null);
    let coverage = report["coverage"].as_array().unwrap();
    let line = coverage.iter().find(|c| c["requirement"] == BREACH[0]).unwrap();
    assert_eq!(
        (&line["status"], &line["breaches"]),
        (&"failed".into(), &1.into())
    );
    let (open, _) = json(&path, &["--no-redact"]);
    assert!(open.to_string().contains("13912345678"));
}

#[test]
fn every_sum_agrees_with_what_is_left() {
    let all = [BREACH[0], "*", "*"];
    let columns = ["NX-10-data-format", "*", "*"];
    let (_folder, path) = list("w.toml", &(holding(all) + &holding(columns)));
    let (report, _) = json(&path, &[]);
    let overview = &report["overview"];
    for level in ["errors", "warnings", "infos"] {
        let sum = |key: &str| -> u64 {
            let all = overview[key].as_array().unwrap();
            all.iter().map(|e| e[level].as_u64().unwrap()).sum()
        };
        let told = report["summary"][level].as_u64().unwrap();
        assert_eq!([sum("articles"), sum("causes")], [told, told], "{level}");
        let of_tables = report["findings"].as_array().unwrap().iter().filter(|f| {
            let of_table = f["subject"]["provider"].is_null();
            of_table && f["waived"].is_null() && format!("{}s", f["severity"].as_str().unwrap()) == level
        });
        assert_eq!(sum("departments") + of_tables.count() as u64, told, "{level}");
        let one = level.strip_suffix('s').unwrap();
        let counted = report["findings"].as_array().unwrap().iter();
        let counted = counted.filter(|f| f["waived"].is_null() && f["severity"] == one);
        assert_eq!(counted.count() as u64, told, "{level}");
    }
}

#[test]
fn widths_blanks_patterns_codes_and_other_names_are_no_hindrance() {
    let [requirement, provider, resource] = BREACH;
    let (_names, aliases) = list("names.toml", "\"自治区水利厅\" = [\"水利厅\"]\n");
    for (provider, resource) in [
        ("自治区　水利 厅", "水土保持 方案审批结果"),
        ("*水利*", "水土？？方案*"),
        ("*", "*"),
        ("水利厅", resource),
        (provider, "*"),
    ] {
        let (_folder, path) = list("w.toml", &holding([requirement, provider, resource]));
        let (report, _) = json(&path, &["--aliases", &aliases]);
        assert_eq!(waived(&report).len(), 1, "{provider} {resource}");
    }
    for (provider, resource) in [("水利", resource), (provider, "水土保持"), ("财政厅", "*")] {
        let (_folder, path) = list("w.toml", &holding([requirement, provider, resource]));
        let (report, _) = json(&path, &[]);
        assert_eq!(waived(&report).len(), 0, "{provider} {resource}");
        assert_eq!(fates(&report), [0, 1, 0, 0, 0]);
    }
}

#[test]
fn what_ran_out_is_back_and_fails_unless_told_otherwise() {
    let (_folder, path) = list("w.toml", &about(BREACH, "2025-01-01", "2026-02-28"));
    check(&path, &["--fail-on", "error"])
        .assert()
        .code(1)
        .stdout(contains("已于 2026-02-28 到期").and(contains("对应的 1 处问题重新计数")))
        .stderr(contains("重新计数"));
    let (report, _) = json(&path, &[]);
    fits_the_schema(&report);
    assert_eq!((waived(&report).len(), fates(&report)), (0, [0, 0, 1, 0, 0]));
    assert_eq!(report["reprieve"]["waivers"][0]["expired"][0]["findings"], 1);
}

/// A table whose only breach is a doubt-free error, so that the exit code is the waiver's alone.
fn one_breach() -> (TempDir, String) {
    let clean = std::fs::read_to_string(root().join("fixtures/ningxia/clean.csv")).unwrap();
    let broken = clean.replacen("数据库,实时,", "数据库,,", 1);
    assert_ne!(clean, broken);
    list("目录.csv", &broken)
}

#[test]
fn the_exit_code_goes_by_what_is_not_waived() {
    let (_table, table) = one_breach();
    let whom = ["NX-10-update-frequency", "*", "水库实时水情"];
    let day = ["-j", "ningxia", "--as-of", "2026-03-01"];
    let code = |waivers: &str, more: &[&str]| {
        let (_folder, path) = list("w.toml", waivers);
        let mut command = dataaudit(&["check", &table]);
        let output = command
            .args(day)
            .args(["--waivers", &path])
            .args(more)
            .output()
            .unwrap();
        let page = String::from_utf8(output.stdout).unwrap();
        (output.status.code().unwrap(), page)
    };
    assert_eq!(code("", &[]).0, 1);
    let (zero, page) = code(&holding(whom), &[]);
    assert_eq!(zero, 0, "{page}");
    assert!(
        page.contains("没有未豁免的违规") && !page.contains("合规：没有发现违规"),
        "{page}"
    );
    assert!(page.contains("合规率照表的实际情况算"), "{page}");
    let expired = about(whom, "2025-01-01", "2025-12-31");
    let early = about(whom, "2026-03-02", "2026-12-31");
    assert_eq!(code(&expired, &[]).0, 1);
    assert_eq!(code(&early, &[]).0, 1);
    assert_eq!(
        code(&expired, &["--no-fail-on-expired"]).0,
        1,
        "the finding itself fails"
    );
    assert_eq!(code(&expired, &["--fail-on", "never"]).0, 0);
    let (_, page) = code(&early, &[]);
    assert!(page.contains("2026-03-02 才批准，这次不算"), "{page}");
    // A doubt does not fail by itself; an approval that ran out on it does.
    let doubt = std::fs::read_to_string(root().join("fixtures/ningxia/clean.csv")).unwrap();
    let doubt = doubt.replacen("实时,2026-02-28", "每年,2020-02-28", 1);
    std::fs::write(&table, doubt).unwrap();
    let expired = about(["NX-13-timeliness", "*", "*"], "2025-01-01", "2025-12-31");
    assert_eq!(code("", &[]).0, 0);
    assert_eq!(code(&expired, &[]).0, 1);
    assert_eq!(code(&expired, &["--no-fail-on-expired"]).0, 0);
    assert_eq!(
        code(&expired, &["--no-fail-on-expired", "--fail-on-expired"]).0,
        1
    );
}

#[test]
fn tables_of_waivers_are_read_like_toml() {
    let head = "要求,单位,资源,理由,批准人,文号,批准日期,到期日期\n";
    let row = format!("{},,停用,局长,,2026年1月1日,2026/3/1\n", BREACH.join(","));
    let row = row.replacen(",,停用", ",停用", 1);
    let (_folder, path) = list("豁免.csv", &format!("{head}{row}"));
    let (report, _) = json(&path, &[]);
    assert_eq!(waived(&report).len(), 1);
    let entry = &report["reprieve"]["waivers"][0]["used"][0];
    assert_eq!(
        (&entry["line"], &entry["approved"]),
        (&2.into(), &"2026-01-01".into())
    );
    let book = Path::new(&path).with_file_name("豁免.xlsx");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (r, line) in [head, &row].into_iter().enumerate() {
        for (c, cell) in line.trim().split(',').enumerate() {
            sheet.write(r as u32, c as u16, cell).unwrap();
        }
    }
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
    sheet.write_with_format(1, 7, &day, &date).unwrap();
    workbook.save(&book).unwrap();
    let (report, _) = json(book.to_str().unwrap(), &[]);
    assert_eq!(waived(&report).len(), 1);
    assert_eq!(waived(&report)[0]["waived"]["expires"], "2026-03-01");
}

#[test]
fn lists_with_faults_are_refused_whole_under_their_lines() {
    let wrong = [
        waiver(&[("requirement", "NX-26-open-class-value"), ("provider", "*")]),
        about(BREACH, "2026-13-01", "明年"),
        about(BREACH, "2026-03-01", "2026-02-01"),
        waiver(&[("reson", "错字"), ("requirement", BREACH[0])]),
        "[[waivers]]\n".to_owned(),
    ];
    let (_folder, path) = list("w.toml", &wrong.concat());
    let said = [
        "没有叫“NX-26-open-class-value”的要求",
        "是否想写 NX-26-open-class-values？",
        "没有写理由（reason）",
        "没有写批准人（approver）",
        "没有写到期日期（expires）",
        "“2026-13-01”不是日期",
        "“明年”不是日期",
        "到期日期 2026-02-01 早于批准日期 2026-03-01",
        "不认识的键 reson",
        "是否想写 reason？",
        "不认识的键 waivers",
        "w.toml:",
        "什么也没有审",
    ];
    let output = check(&path, &[]).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    for word in said {
        assert!(errors.contains(word), "{word}:\n{errors}");
    }
    let table = "要求,单位,资源,理由,批准人,到期日期,备住\nNX-26-open-class-values,*,*,停用,局长,下月,\nNX-26-open-class-values,*,,停用,局长,2026-03-01,\n";
    let (_folder, path) = list("w.csv", table);
    check(&path, &[])
        .assert()
        .code(2)
        .stderr(contains("G1：不认识的表头“备住”"))
        .stderr(contains("F2：“下月”不是日期"))
        .stderr(contains("第 3 行的豁免没有写资源"))
        .stderr(contains("写 *"));
    check("no/such.toml", &[])
        .assert()
        .code(2)
        .stderr(contains("没有这个文件"));
    let (_folder, path) = list("w.toml", "[[waiver]\n");
    check(&path, &["--lang", "en"])
        .assert()
        .code(2)
        .stderr(contains("faults in the waivers"));
}
