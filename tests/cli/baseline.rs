//! Baselines: what is known does not count, however rows are sorted or put in; what is gone is said and dropped; a file that
//! is no baseline of this audit is refused.

#![expect(clippy::indexing_slicing, reason = "a report without its keys fails the test")]

mod rows;

use crate::report::dataaudit;
use dataaudit::model::hex;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::Path;

const TABLE: &str = "fixtures/ningxia/水利厅目录.xlsx";
const DAY: [&str; 4] = ["-j", "ningxia", "--as-of", "2026-03-01"];

fn write(table: &str, to: &Path) {
    let mut command = dataaudit(&["baseline", "write", table]);
    command.args(DAY).arg("-o").arg(to).assert().code(0);
}

fn check(table: &str, baseline: &Path, more: &[&str]) -> assert_cmd::Command {
    let mut command = dataaudit(&["check", table]);
    command.args(DAY).arg("--baseline").arg(baseline).args(more);
    command
}

fn json(table: &str, baseline: &Path) -> Value {
    let output = check(table, baseline, &["-f", "json"]).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_is_known_does_not_count_and_what_is_gone_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let baseline = folder.path().join("b.json");
    write(TABLE, &baseline);
    let first = std::fs::read(&baseline).unwrap();
    write(TABLE, &baseline);
    assert_eq!(std::fs::read(&baseline).unwrap(), first, "twice the same");
    check(TABLE, &baseline, &[]).assert().code(0);
    let report = json(TABLE, &baseline);
    let waived = report["summary"]["waived"].as_u64().unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len() as u64, waived);
    let held = &report["reprieve"]["baseline"];
    assert_eq!(
        (&held["known"], &held["waived"]),
        (&waived.into(), &waived.into())
    );
    assert_eq!(
        (&held["stale"], &held["repacked"]),
        (&Value::Array(vec![]), &Value::Array(vec![]))
    );

    let prune = |table: &str| {
        let mut command = dataaudit(&["baseline", "prune", table]);
        command.args(DAY).arg("--baseline").arg(&baseline).assert()
    };
    // Nothing is dropped where not everything was read, or nothing is gone.
    prune("no/such.csv").code(3).stderr(contains("基线没有改动"));
    assert_eq!(std::fs::read(&baseline).unwrap(), first);
    prune(TABLE).code(0).stderr(contains("没有要删的"));
    assert_eq!(std::fs::read(&baseline).unwrap(), first);

    // The same file put right: all of it is gone.
    let table = folder.path().join("目录.csv");
    let name = table.to_str().unwrap();
    std::fs::write(&table, ROUGH).unwrap();
    write(name, &baseline);
    let known = json(name, &baseline)["reprieve"]["baseline"]["known"].clone();
    assert_ne!(known, 0);
    std::fs::write(&table, SOUND).unwrap();
    let report = json(name, &baseline);
    let held = &report["reprieve"]["baseline"];
    assert!(!held["stale"].as_array().unwrap().is_empty());
    assert_eq!(held["not_audited"], Value::Array(vec![]));
    check(name, &baseline, &[])
        .assert()
        .code(0)
        .stdout(contains("基线里有、现在少了"))
        .stderr(contains("baseline prune"));
    prune(name).code(0).stderr(contains("删去"));
    let report = json(name, &baseline);
    let held = &report["reprieve"]["baseline"];
    assert!(held["known"].as_u64() < known.as_u64());
    // What columns the table lacks it lacks still.
    assert_eq!(
        (&held["waived"], &held["stale"]),
        (&held["known"], &Value::Array(vec![]))
    );
}

const ROUGH: &str = "目录编码,数据目录名称,提供单位,数据更新频率,共享属性,开放属性\nA2,雨情,甲局,,无条件共享,无条件开放\nA3,旱情,乙局,待定,随便,随便\n";
const SOUND: &str = "目录编码,数据目录名称,提供单位,数据更新频率,共享属性,开放属性\nA2,雨情,甲局,每年,无条件共享,无条件开放\nA3,旱情,乙局,每年,无条件共享,无条件开放\n";

#[test]
fn what_was_not_looked_for_is_not_gone() {
    let folder = tempfile::tempdir().unwrap();
    let baseline = folder.path().join("b.json");
    for (name, body) in [("甲.csv", ROUGH), ("乙.csv", ROUGH), ("丙.csv", SOUND)] {
        // Names and codes of its own, so that nothing is found across files.
        let own = [
            ("甲局", "局"),
            ("乙局", "院"),
            ("雨情", "一"),
            ("旱情", "二"),
            ("A2", "三"),
            ("A3", "四"),
        ];
        let put = |text: String, (was, end): (&str, &str)| text.replace(was, &format!("{name}{end}"));
        let body = own.into_iter().fold(body.to_owned(), put);
        std::fs::write(folder.path().join(name), body).unwrap();
    }
    let of = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let mut command = dataaudit(&["baseline", "write", &of("甲.csv"), &of("乙.csv")]);
    command.args(DAY).arg("-o").arg(&baseline).assert().code(0);
    let first = std::fs::read_to_string(&baseline).unwrap();
    assert!(first.contains("甲.csv局") && first.contains("乙.csv局"));
    let ignored = ["--map", "共享属性=-", "--map", "数据更新频率=-"];
    let earlier = ["--as-of", "2026-02-01"];
    for (table, more, why) in [
        ("甲.csv", &[][..], "乙.csv"),
        ("丙.csv", &[][..], "这次没有审"),
        ("甲.csv", &ignored[..], "未再审"),
        ("甲.csv", &earlier[..], "未再审"),
    ] {
        let mut command = dataaudit(&["check", &of(table)]);
        let output = command
            .args(DAY)
            .args(more)
            .arg("--baseline")
            .arg(&baseline)
            .output()
            .unwrap();
        let [out, err] = [output.stdout, output.stderr].map(|b| String::from_utf8(b).unwrap());
        assert!(
            out.contains("未再审") && out.contains(why),
            "{table} {more:?}: {out}"
        );
        assert!(err.contains("没有再审"), "{err}");
        assert!(!err.contains("已经没有或变少"), "{table} {more:?}: {err}");
        let mut command = dataaudit(&["baseline", "prune", &of(table)]);
        let command = command.args(DAY).args(more).arg("--baseline").arg(&baseline);
        command.assert().code(0).stderr(contains("没有再审"));
        assert_eq!(
            std::fs::read_to_string(&baseline).unwrap(),
            first,
            "{table} {more:?}"
        );
    }
    // Both put right, one audited: what was of that one goes, the other's stays.
    for name in ["甲.csv", "乙.csv"] {
        std::fs::write(folder.path().join(name), SOUND).unwrap();
    }
    let mut command = dataaudit(&["baseline", "prune", &of("甲.csv")]);
    command
        .args(DAY)
        .arg("--baseline")
        .arg(&baseline)
        .assert()
        .code(0)
        .stderr(contains("删去"));
    let left = std::fs::read_to_string(&baseline).unwrap();
    assert!(!left.contains("甲.csv局") && left.contains("乙.csv局"), "{left}");
    // Another way to the same file is the same file.
    let mut command = dataaudit(&["baseline", "prune", "乙.csv"]);
    command
        .current_dir(folder.path())
        .args(DAY)
        .arg("--baseline")
        .arg("b.json")
        .assert()
        .code(0);
    assert!(!std::fs::read_to_string(&baseline).unwrap().contains("乙.csv局"));
}

/// What nobody looked for is told to the department that it names.
#[test]
fn the_report_of_a_department_holds_what_of_its_own_was_not_looked_for() {
    const HEAD: &str = "目录编码,数据目录名称,提供单位,数据更新频率,数据共享属性\n";
    let folder = tempfile::tempdir().unwrap();
    let [read, other, parts] = ["在审.csv", "未审.csv", "parts"].map(|name| folder.path().join(name));
    std::fs::write(
        &read,
        format!("{HEAD}1,甲,民政厅,,无条件共享\n2,乙,财政厅,,无条件共享\n"),
    )
    .unwrap();
    std::fs::write(&other, format!("{HEAD}3,丙,民政厅,,无条件共享\n")).unwrap();
    let baseline = folder.path().join("b.json");
    write(folder.path().to_str().unwrap(), &baseline);
    let asked = ["-f", "json", "-q", "--split-by", "provider", "--output-dir"];
    let mut check = check(read.to_str().unwrap(), &baseline, &asked);
    let whole = check.arg(&parts).output().unwrap().stdout;
    let whole: Value = serde_json::from_slice(&whole).unwrap();
    let entries = |report: &Value| {
        let all = report["reprieve"]["baseline"]["not_audited"].as_array();
        all.unwrap().clone()
    };
    for (name, has_any) in [("民政厅", true), ("财政厅", false)] {
        let part = std::fs::read(parts.join(format!("{name}.json"))).unwrap();
        let part: Value = serde_json::from_slice(&part).unwrap();
        let mut own = entries(&whole);
        own.retain(|entry| entry["provider"] == name);
        assert_eq!(entries(&part), own, "{name}");
        assert_eq!(!own.is_empty(), has_any, "{name}");
        let held = |key: &str| part["reprieve"]["baseline"][key].as_u64().unwrap();
        let gone: u64 = own.iter().map(|entry| entry["known"].as_u64().unwrap()).sum();
        assert_eq!(held("known"), held("waived") + gone, "{name}");
    }
}

#[test]
fn nothing_is_written_where_not_everything_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("b.json");
    let mut command = dataaudit(&["baseline", "write", TABLE, "no/such.csv"]);
    command
        .args(DAY)
        .arg("-o")
        .arg(&to)
        .assert()
        .code(3)
        .stderr(contains("没有审到"));
    assert!(!to.exists());
}

#[test]
fn an_approval_that_ran_out_is_not_hidden_by_the_baseline() {
    let folder = tempfile::tempdir().unwrap();
    let (baseline, waivers) = (folder.path().join("b.json"), folder.path().join("w.toml"));
    write(TABLE, &baseline);
    let waiver = "[[waiver]]\nrequirement = \"NX-26-open-class-values\"\nprovider = \"*\"\nresource = \"*\"\nreason = \"停用\"\napprover = \"甲\"\nexpires = 2026-01-01\n";
    std::fs::write(&waivers, waiver).unwrap();
    let more = ["--waivers", waivers.to_str().unwrap(), "-f", "json"];
    let output = check(TABLE, &baseline, &more).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let counted = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["waived"].is_null());
    let counted: Vec<&Value> = counted.map(|f| &f["requirement"]).collect();
    assert_eq!(counted, ["NX-26-open-class-values"]);
    assert_eq!(output.status.code(), Some(1));
    // What a waiver excuses is not put on record.
    std::fs::write(&waivers, waiver.replace("2026-01-01", "2026-12-31")).unwrap();
    let mut command = dataaudit(&["baseline", "write", TABLE, "--waivers", more[1]]);
    let written = command.args(DAY).output().unwrap().stdout;
    assert!(
        !String::from_utf8(written)
            .unwrap()
            .contains("NX-26-open-class-values")
    );
}

#[test]
fn what_is_no_baseline_of_this_audit_is_refused_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let baseline = folder.path().join("b.json");
    write(TABLE, &baseline);
    let sound = std::fs::read_to_string(&baseline).unwrap();
    let print = sound
        .split("\"fingerprint\":\"")
        .nth(1)
        .unwrap()
        .get(..16)
        .unwrap();
    let line = sound.lines().find(|l| l.contains(print)).unwrap();
    for (text, said) in [
        (sound[..sound.len() / 2].to_owned(), "不完整或被改坏了"),
        (String::new(), "不完整或被改坏了"),
        ("[]".to_owned(), "不完整或被改坏了"),
        (
            sound.replace("baseline/2", "baseline/1"),
            "只读 dataaudit-baseline/2",
        ),
        (sound.replace("baseline/2", "else/1"), "不是基线文件"),
        (sound.replace("ningxia", "guangxi"), "这次按 ningxia 审"),
        (sound.replacen(print, "xyz", 1), "不是指纹"),
        (sound.replacen("\"count\":1", "\"count\":0", 1), "个数是 0"),
        (sound.replacen("\"count\":1", "\"count\":-1", 1), "被改坏了"),
        (sound.replacen("\"count\":1", "\"count\":9", 1), "校验值"),
        (
            sound.replacen("\"requirement\":\"NX-", "\"requirement\":\"NX-9", 1),
            "校验值",
        ),
        (sound.replacen("水利厅", "水务厅", 1), "校验值"),
        (
            sound.replacen("\"count\":", "\"row\":3,\"count\":", 1),
            "被改坏了",
        ),
        (
            sound.replacen(
                line,
                &format!("{}\n{line}", line.trim_end_matches(',').to_owned() + ","),
                1,
            ),
            "写了两次",
        ),
    ] {
        std::fs::write(&baseline, &text).unwrap();
        let output = check(TABLE, &baseline, &[]).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), output.stdout.len()),
            (Some(2), 0),
            "{said}: {errors}"
        );
        assert!(
            errors.contains(said) && errors.contains("办法："),
            "{said}: {errors}"
        );
    }
    check(TABLE, Path::new("no/such.json"), &[])
        .assert()
        .code(2)
        .stderr(contains("没有基线文件"));
    // A mark at the start and other line ends are no change of what it says.
    std::fs::write(&baseline, format!("\u{FEFF}{}", sound.replace('\n', "\r\n"))).unwrap();
    check(TABLE, &baseline, &[]).assert().code(0);
    // Of another version of the pack: said, and used.
    let hash = sound
        .split("\"pack_sha256\": \"")
        .nth(1)
        .unwrap()
        .get(..64)
        .unwrap();
    let other = sound.replace(hash, &"0".repeat(64));
    let (body, _) = other.split_once("  \"sha256\": ").unwrap();
    let digest = hex(&Sha256::digest(body));
    std::fs::write(&baseline, format!("{body}  \"sha256\": \"{digest}\"\n}}\n")).unwrap();
    check(TABLE, &baseline, &[])
        .assert()
        .code(0)
        .stderr(contains("另一版法规包"))
        .stdout(contains("另一版法规包"));
}

#[test]
fn what_is_no_baseline_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("说明.txt");
    std::fs::write(&other, "要紧的话").unwrap();
    let write = |more: &[&str]| {
        let mut command = dataaudit(&["baseline", "write", TABLE]);
        command.args(DAY).arg("-o").arg(&other).args(more).assert()
    };
    write(&[])
        .code(2)
        .stderr(contains("不是基线").and(contains("--force")));
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "要紧的话");
    write(&["--force"]).code(0);
    write(&[]).code(0);
}

#[test]
fn what_a_configuration_says_to_other_commands_stops_none_of_these() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("目录.csv");
    std::fs::write(&table, ROUGH).unwrap();
    let said = "jurisdiction = \"ningxia\"\nas-of = \"2026-03-01\"\nfail-on = \"error\"\nmax-findings = 3\nmin-score = \"80%\"\nformat = \"json\"\ncolor = \"never\"\nby = \"provider\"\nmax-examples = 3\nbaseline = \"b.json\"\noutput = \"报告.txt\"\nreport = [\"html:报告.html\"]\n";
    std::fs::write(folder.path().join("dataaudit.toml"), said).unwrap();
    let run = |words: &[&str]| {
        let mut command = dataaudit(words);
        command
            .current_dir(folder.path())
            .env("DATAAUDIT_FAIL_ON", "warning")
            .assert()
    };
    run(&["baseline", "write", "目录.csv", "-o", "b.json"]).code(0);
    run(&["baseline", "prune", "目录.csv"]).code(0);
    run(&["template", "-o", "空白.xlsx"]).code(0);
    run(&["fix", "目录.csv", "-o", "改好的.csv"]).code(0);
    assert!(!folder.path().join("报告.txt").exists());
    assert!(folder.path().join("空白.xlsx").is_file());
    run(&["check", "目录.csv"]).code(1);
    assert!(folder.path().join("报告.txt").is_file());
}
