//! What is typed, what is shown, and what is refused.

use super::untidy::{Kept, messy, write_csv, write_xlsx};
use crate::report::dataaudit;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn untidy() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("目录.csv");
    write_csv(&path, &messy(), false, csv::QuoteStyle::Necessary);
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn a_difference_is_shown_and_nothing_is_written() {
    let (folder, path) = untidy();
    let before = std::fs::read(&path).unwrap();
    dataaudit(&["fix", &path, "--diff"])
        .assert()
        .code(1)
        .stdout(contains("G2  更新周期\n  改前：每天\n  改后：每日\n  理由："))
        .stdout(contains("改前：水库\\n（水情）"));
    dataaudit(&["fix", &path, "--diff", "--lang", "en"])
        .assert()
        .code(1)
        .stdout(contains("before: 每天\n  after: 每日\n  why: "));
    assert!(std::fs::read(&path).unwrap() == before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let to = folder.path().join("改.csv");
    dataaudit(&["fix", &path, "-o", to.to_str().unwrap()])
        .assert()
        .success();
    let to = to.to_str().unwrap();
    dataaudit(&["fix", to, "--diff"])
        .assert()
        .code(0)
        .stdout(contains("没有可改的写法"));
}

#[test]
fn suggestions_are_listed_and_never_applied() {
    let (folder, path) = untidy();
    let to = folder.path().join("改.csv");
    let arguments = [
        "fix",
        &path,
        "--suggest",
        "-j",
        "ningxia",
        "--as-of",
        "2026-03-01",
        "-o",
        to.to_str().unwrap(),
    ];
    dataaudit(&arguments)
        .assert()
        .success()
        .stdout(contains("写成了两行"))
        .stdout(contains("J3  共享类型\n  现状：无条件共亨\n  建议：无条件共享"))
        .stdout(contains("NX-"));
    assert!(std::fs::read_to_string(&to).unwrap().contains("无条件共亨"));
}

#[test]
fn in_place_a_backup_is_kept_and_never_written_over() {
    let (_folder, path) = untidy();
    let before = std::fs::read(&path).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    }
    dataaudit(&["fix", &path, "--in-place"]).assert().success();
    let backup = format!("{path}.bak");
    assert!(std::fs::read(&backup).unwrap() == before);
    let after = std::fs::read(&path).unwrap();
    assert!(after != before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let rights = |path: &str| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((rights(&path), rights(&backup)), (0o640, 0o640));
    }
    dataaudit(&["fix", &path, "--in-place"])
        .assert()
        .success()
        .stderr(contains("没有可改的写法"));
    std::fs::write(&path, &before).unwrap();
    dataaudit(&["fix", &path, "--in-place"])
        .assert()
        .code(2)
        .stderr(contains("备份"));
    assert!(std::fs::read(&path).unwrap() == before && std::fs::read(&backup).unwrap() == before);
}

#[test]
fn what_cannot_be_done_is_refused() {
    let (folder, path) = untidy();
    let there = folder.path().join("有.csv");
    std::fs::write(&there, "x").unwrap();
    let there = there.to_str().unwrap();
    dataaudit(&["fix", &path])
        .assert()
        .code(2)
        .stderr(contains("--diff"));
    dataaudit(&["fix", &path, "-o", &path]).assert().code(2);
    dataaudit(&["fix", &path, "-o", there])
        .assert()
        .code(2)
        .stderr(contains("--force"));
    assert_eq!(std::fs::read_to_string(there).unwrap(), "x");
    dataaudit(&["fix", &path, "-o", there, "--force"])
        .assert()
        .success();
    dataaudit(&["fix", &path, "-o", "a", "--diff"]).assert().code(2);
    let both = dataaudit(&["fix", &path, "--diff", "--in-place"])
        .assert()
        .code(2);
    both.stderr(contains("--diff").and(contains("--in-place")));
    dataaudit(&["fix", &path, "b.csv", "--diff"])
        .assert()
        .code(2)
        .stderr(contains("多了 b.csv"));
    let book = folder.path().join("改.xlsx");
    dataaudit(&["fix", &path, "-o", book.to_str().unwrap()])
        .assert()
        .code(2)
        .stderr(contains("csv 格式").and(contains(".csv 结尾")));
    assert!(!book.exists());
    dataaudit(&["fix", &path, "-j", "ningxia", "--diff"])
        .assert()
        .code(2);
    dataaudit(&["fix", "fixtures/formats/catalog.xls", "--diff"])
        .assert()
        .code(2)
        .stderr(contains("另存为 xlsx"));
    let odd = folder.path().join("坏.xlsx");
    std::fs::write(&odd, b"PK\x03\x04 cut short").unwrap();
    dataaudit(&["fix", odd.to_str().unwrap(), "--diff"])
        .assert()
        .code(3)
        .stderr(contains("另存为 xlsx").not());
    dataaudit(&["fix", "no/such.csv", "--diff"]).assert().code(3);
}

#[test]
fn a_difference_for_programs_fits_its_schema() {
    let (_folder, path) = untidy();
    let run = |path: &str| {
        dataaudit(&["fix", path, "--diff", "--diff-format", "json"])
            .output()
            .unwrap()
    };
    let schema = dataaudit(&["schema", "fix"]).output().unwrap().stdout;
    let schema: Value = serde_json::from_slice(&schema).unwrap();
    let fits = jsonschema::validator_for(&schema).unwrap();
    let output = run(&path);
    assert_eq!(output.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let faults: Vec<String> = fits.iter_errors(&told).map(|e| e.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    let changes = told["changes"].as_array().unwrap();
    assert_eq!(told["summary"]["changes"], changes.len());
    let day = changes.iter().find(|c| c["location"]["cell"] == "G2").unwrap();
    assert_eq!(
        (&day["before"], &day["after"], &day["reason"]),
        (&"每天".into(), &"每日".into(), &"frequency".into())
    );
    let book = tempfile::tempdir().unwrap();
    let book = book.path().join("目录.xlsx");
    std::fs::create_dir_all(book.parent().unwrap()).unwrap();
    write_xlsx(&book, &messy(), Kept::Inline);
    let told: Value = serde_json::from_slice(&run(book.to_str().unwrap()).stdout).unwrap();
    assert!(fits.is_valid(&told));
    let why: BTreeSet<&str> = told["left"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|l| l["reason"].as_str())
        .collect();
    assert_eq!(why, BTreeSet::from(["formula", "rich-text"]));
    let to = format!("{path}.改.csv");
    dataaudit(&["fix", &path, "--diff-format", "json", "-o", &to])
        .assert()
        .code(2);
    dataaudit(&["fix", &path, "--diff", "--diff-format", "json", "--suggest"])
        .assert()
        .code(2)
        .stdout("");
}

#[test]
fn standard_input_is_fixed_like_a_file() {
    let (folder, path) = untidy();
    let to = folder.path().join("改.csv");
    let fed = |more: &[&str]| {
        let mut command = dataaudit(&["fix", "-"]);
        command.args(more).write_stdin(std::fs::read(&path).unwrap());
        command.assert()
    };
    fed(&["--diff", "--stdin-name", "收到的.csv"])
        .code(1)
        .stdout(contains("收到的.csv!G2  更新周期").or(contains("G2  更新周期")));
    fed(&["-o", to.to_str().unwrap()]).success();
    let own = folder.path().join("直接.csv");
    dataaudit(&["fix", &path, "-o", own.to_str().unwrap()])
        .assert()
        .success();
    assert!(std::fs::read(&to).unwrap() == std::fs::read(&own).unwrap());
    fed(&["--in-place"])
        .code(2)
        .stderr(contains("--in-place").and(contains("-o")));
    assert!(!Path::new("-.bak").exists());
}

#[test]
fn what_is_read_only_stays_as_it_is() {
    let (folder, path) = untidy();
    let before = std::fs::read(&path).unwrap();
    let lock = |path: &Path| {
        let mut rights = std::fs::metadata(path).unwrap().permissions();
        rights.set_readonly(true);
        std::fs::set_permissions(path, rights).unwrap();
    };
    lock(Path::new(&path));
    dataaudit(&["fix", &path, "--in-place"])
        .assert()
        .code(2)
        .stderr(contains("只读"));
    assert!(std::fs::read(&path).unwrap() == before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no backup");
    let there = folder.path().join("有.csv");
    std::fs::write(&there, "x").unwrap();
    lock(&there);
    dataaudit(&["fix", &path, "-o", there.to_str().unwrap(), "--force"])
        .assert()
        .code(2)
        .stderr(contains("只读"));
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "x");
}
