//! Which files a run is over, and that it is the same run whatever the number of threads.

#![expect(clippy::indexing_slicing, reason = "a report without its keys fails the test")]

use crate::report::{dataaudit, root};
use assert_cmd::Command;
use predicates::str::contains;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

const CLEAN: &str = "fixtures/ningxia/clean.csv";
const WORKBOOK: &str = "fixtures/ningxia/水利厅目录.xlsx";

/// A folder of files, each the copy of a fixture or, where there is none, these bytes.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let bytes = std::fs::read(root().join(content)).unwrap_or_else(|_| content.as_bytes().to_vec());
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

/// `check`, standing in a folder.
fn check(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = dataaudit(&["check", "-j", "ningxia", "--as-of", "2026-03-01"]);
    command.current_dir(folder).args(arguments);
    command
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = check(folder, &[&["-f", "json"], arguments].concat())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Paths of the inputs, with the code of an error.
fn inputs(report: &Value) -> Vec<String> {
    let inputs = report["inputs"].as_array().unwrap().iter();
    let one = |i: &Value| match i["error"]["code"].as_str() {
        Some(code) => format!("{} {code}", i["path"].as_str().unwrap()),
        None => i["path"].as_str().unwrap().to_owned(),
    };
    inputs.map(one).collect()
}

fn passed_over(report: &Value) -> Vec<&str> {
    let passed = report["passed_over"].as_array().unwrap().iter();
    passed.map(|p| p["path"].as_str().unwrap()).collect()
}

fn departments() -> TempDir {
    folder(&[
        ("catalogs/水利厅/目录.xlsx", WORKBOOK),
        ("catalogs/水利厅/~$目录.xlsx", "busy"),
        ("catalogs/水利厅/说明.pdf", "%PDF-1.7"),
        ("catalogs/公安厅.csv", CLEAN),
        ("catalogs/old/公安厅.csv", WORKBOOK),
        ("catalogs/.hidden.csv", CLEAN),
        ("catalogs/.git/x.csv", CLEAN),
        ("more.csv", CLEAN),
    ])
}

#[test]
fn a_folder_is_walked_and_what_is_left_out_is_named() {
    let house = departments();
    let report = json(house.path(), &["catalogs"]);
    assert_eq!(
        inputs(&report),
        [
            "catalogs/old/公安厅.csv",
            "catalogs/公安厅.csv",
            "catalogs/水利厅/目录.xlsx"
        ]
    );
    assert_eq!(
        passed_over(&report),
        [
            "catalogs/.git",
            "catalogs/.hidden.csv",
            "catalogs/水利厅/~$目录.xlsx",
            "catalogs/水利厅/说明.pdf"
        ]
    );
    check(house.path(), &["catalogs"])
        .assert()
        .code(1)
        .stderr(contains("~$目录.xlsx"))
        .stdout(contains("说明.pdf"));
    check(house.path(), &["catalogs", "-q"])
        .assert()
        .code(1)
        .stderr("");
}

#[test]
fn patterns_lists_and_exclusions_come_to_the_same_files_once() {
    let house = departments();
    let both = ["catalogs/公安厅.csv", "catalogs/水利厅/目录.xlsx"];
    for wanted in [
        &["catalogs", "--exclude", "old"][..],
        &["catalogs", "--exclude", "catalogs/old/*"],
        &["catalogs/**", "--exclude", "o?d"],
        &["catalogs/公*.csv", "catalogs/*/目*.xlsx"],
        &[
            "catalogs/水利厅/目录.xlsx",
            "catalogs/[公]安厅.csv",
            "catalogs/公安厅.csv",
        ],
    ] {
        assert_eq!(inputs(&json(house.path(), wanted)), both, "{wanted:?}");
    }
    let deep = json(house.path(), &["**/*.csv"]);
    assert_eq!(
        inputs(&deep),
        ["catalogs/old/公安厅.csv", "catalogs/公安厅.csv", "more.csv"]
    );
    let list = "# 本次要审的\r\n\r\ncatalogs/公安厅.csv\r\n  catalogs/水利厅 \r\n";
    let gb = encoding_rs::GB18030.encode(list).0.into_owned();
    let bom = [b"\xEF\xBB\xBF", list.as_bytes()].concat();
    for bytes in [list.as_bytes().to_vec(), gb, bom] {
        std::fs::write(house.path().join("list.txt"), &bytes).unwrap();
        assert_eq!(inputs(&json(house.path(), &["--files-from", "list.txt"])), both);
        let mut command = check(house.path(), &["--files-from", "-", "-f", "json"]);
        let output = command.write_stdin(bytes).output().unwrap();
        assert_eq!(inputs(&serde_json::from_slice(&output.stdout).unwrap()), both);
    }
}

#[test]
fn what_comes_to_nothing_is_no_pass() {
    let house = departments();
    std::fs::create_dir(house.path().join("empty")).unwrap();
    std::fs::write(house.path().join("none.txt"), "# nothing\n").unwrap();
    for (wanted, expected) in [
        (&["empty", "more.csv"][..], &["empty empty", "more.csv"][..]),
        (&["*.zzz", "more.csv"], &["*.zzz not-found", "more.csv"]),
        (&["absent.csv", "more.csv"], &["absent.csv not-found", "more.csv"]),
        (&["--files-from", "none.txt"], &["none.txt empty"]),
        (
            &["catalogs/水利厅/~$目录.xlsx"],
            &["catalogs/水利厅/~$目录.xlsx not-found"],
        ),
        (&["more.csv", "--exclude", "more*"], &["more.csv not-found"]),
    ] {
        assert_eq!(inputs(&json(house.path(), wanted)), expected, "{wanted:?}");
        check(house.path(), wanted).assert().code(3);
    }
    for wrong in [
        &["--files-from", "absent.txt"][..],
        &["more.csv", "--exclude", "[a"],
        &["-", "--files-from", "-"],
        &["more.csv", "--jobs", "0"],
    ] {
        check(house.path(), wrong).assert().code(2).stdout("");
    }
}

#[test]
fn the_report_of_this_run_is_not_audited_by_it() {
    let house = departments();
    let again = || {
        check(house.path(), &[".", "-f", "json", "-o", "report.csv"])
            .assert()
            .code(1);
        let report: Value =
            serde_json::from_slice(&std::fs::read(house.path().join("report.csv")).unwrap()).unwrap();
        assert_eq!(inputs(&report).len(), 4);
        report
    };
    assert!(!passed_over(&again()).contains(&"./report.csv"));
    assert!(passed_over(&again()).contains(&"./report.csv"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_never_for_ever() {
    use std::os::unix::fs::symlink;
    let house = departments();
    let catalogs = house.path().join("catalogs");
    symlink("..", catalogs.join("old/back")).unwrap();
    symlink("../../more.csv", catalogs.join("old/more.csv")).unwrap();
    symlink("old/公安厅.csv", catalogs.join("again.csv")).unwrap();
    symlink("nowhere.csv", catalogs.join("broken.csv")).unwrap();
    std::fs::hard_link(catalogs.join("公安厅.csv"), catalogs.join("hard.csv")).unwrap();
    let report = json(house.path(), &["catalogs"]);
    assert_eq!(
        inputs(&report),
        [
            "catalogs/again.csv",
            "catalogs/broken.csv not-found",
            "catalogs/hard.csv",
            "catalogs/old/more.csv",
            "catalogs/公安厅.csv",
            "catalogs/水利厅/目录.xlsx"
        ]
    );
    let passed = passed_over(&report);
    assert!(passed.contains(&"catalogs/old/back") && passed.contains(&"catalogs/old/公安厅.csv"));
}

#[test]
fn the_report_is_the_same_for_any_number_of_jobs() {
    let mut files = vec![
        ("空.csv", ""),
        ("坏.xlsx", "PK\u{3}\u{4} and nothing more"),
        ("不是目录.csv", "甲,乙\n1,2\n"),
        ("a/文档.xls", "%PDF-1.7\n"),
        ("a/旧.xls", "fixtures/formats/catalog.xls"),
    ];
    let names: Vec<String> = (0..7).map(|i| format!("b/{i}")).collect();
    files.extend(
        names
            .iter()
            .zip([CLEAN, WORKBOOK].iter().cycle())
            .map(|(n, f)| (n.as_str(), *f)),
    );
    let files: Vec<_> = files
        .iter()
        .map(|(name, content)| match content.rsplit_once('.') {
            Some((_, extension)) if name.starts_with('b') => (format!("{name}.{extension}"), *content),
            _ => ((*name).to_owned(), *content),
        })
        .collect();
    let files: Vec<_> = files.iter().map(|(n, c)| (n.as_str(), *c)).collect();
    let house = folder(&files);
    for format in ["json", "table"] {
        let of = |jobs: &str| {
            check(house.path(), &[".", "-f", format, "--jobs", jobs])
                .output()
                .unwrap()
        };
        let alone = of("1");
        assert_eq!(alone.status.code(), Some(3));
        for jobs in ["2", "7"] {
            assert!(of(jobs).stdout == alone.stdout, "{jobs} jobs, {format}");
        }
    }
    assert_eq!(inputs(&json(house.path(), &["."])).len(), 12);
}

#[test]
fn a_file_that_was_found_is_never_written_over() {
    let folder = folder(&[("in/公安厅.csv", CLEAN), ("in/旧.txt", CLEAN), ("list", CLEAN)]);
    let list = folder.path().join("list");
    std::fs::write(&list, "in\n").unwrap();
    let before = std::fs::read(folder.path().join("in/公安厅.csv")).unwrap();
    for arguments in [
        vec!["in", "-o", "in/公安厅.csv"],
        vec!["in/*.csv", "-o", "in/公安厅.csv"],
        vec!["--files-from", "list", "-o", "in/公安厅.csv"],
        vec!["--files-from", "list", "-o", "list"],
    ] {
        check(folder.path(), &arguments).assert().code(2);
    }
    assert_eq!(
        std::fs::read(folder.path().join("in/公安厅.csv")).unwrap(),
        before
    );
    assert_eq!(std::fs::read(&list).unwrap(), b"in\n");
    let parts = ["in", "--split-by", "provider", "--output-dir", "out"];
    let among = [&parts[..], &["-o", "out/index.csv"]].concat();
    check(folder.path(), &among).assert().code(2);
    // A report of before may be written anew, and is no input.
    for _ in 0..2 {
        check(folder.path(), &["in/公安厅.csv", "in", "-o", "in/报告.txt"])
            .assert()
            .stderr(contains("in/报告.txt"));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_writes_to_is_no_table_and_is_not_waited_for() {
    let folder = folder(&[("a.csv", CLEAN)]);
    let made = std::process::Command::new("mkfifo")
        .arg(folder.path().join("pipe"))
        .status();
    assert!(made.unwrap().success());
    assert_eq!(
        inputs(&json(folder.path(), &["a.csv", "pipe"])),
        ["a.csv", "pipe not-a-table"]
    );
    for option in ["--departments", "--previous", "--aliases"] {
        let output = check(folder.path(), &["a.csv", option, "pipe"]).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(said.contains("pipe：这是管道"), "{option}: {said}");
        assert_ne!(output.status.code(), Some(0), "{option}");
    }
}

#[test]
fn a_report_of_an_earlier_run_is_no_catalog() {
    let folder = folder(&[("in/a.csv", CLEAN), ("in/b.txt", CLEAN)]);
    let report = folder.path().join("in/report.txt");
    check(folder.path(), &["in", "-o", report.to_str().unwrap()])
        .assert()
        .code(0);
    let again = json(folder.path(), &["in"]);
    assert_eq!(inputs(&again), ["in/a.csv", "in/b.txt"]);
    assert_eq!(passed_over(&again), ["in/report.txt"]);
}

#[test]
fn a_ledger_that_nobody_asks_about_is_said_and_no_fault_of_the_run() {
    // An invented instrument that speaks of catalogs alone.
    let pack = "tests/cli/packs/moon/moon.toml";
    let json = |files: &[&str]| {
        let common = ["check", "--pack", pack, "--as-of", "2026-03-01", "-f", "json"];
        let output = dataaudit(&[&common, files].concat()).output().unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let (catalog, ledger) = ("tests/cli/packs/moon/clean.csv", "fixtures/ledgers/trades.csv");
    let both = json(&[catalog, ledger]);
    assert_eq!(inputs(&both), [ledger, catalog]);
    assert_eq!(both["summary"]["verdict"], "clean");
    let said = both["inputs"][0]["tables"][0]["notes"].to_string();
    assert!(said.contains("trades"), "{said}");
    let alone = json(&[ledger]);
    assert_eq!(inputs(&alone), [format!("{ledger} nothing-applies")]);
    assert_eq!(alone["summary"]["verdict"], "incomplete");
}

#[test]
fn what_files_are_held_against_is_used_or_the_report_says_why_not() {
    let folder = folder(&[
        ("a.csv", CLEAN),
        ("none.csv", "单位名称\n"),
        ("all.csv", "单位名称\n自治区水利厅\n"),
    ]);
    let held = |arguments: &[&str]| inputs(&json(folder.path(), &[&["a.csv"], arguments].concat()));
    assert_eq!(held(&["--departments", "all.csv"]), ["a.csv", "all.csv"]);
    assert_eq!(held(&["--departments", "none.csv"]), ["a.csv", "none.csv empty"]);
    assert_eq!(
        held(&["--departments", "a.csv"]),
        ["a.csv", "a.csv nothing-applies"]
    );
    let report = json(folder.path(), &["a.csv", "--previous", "all.csv"]);
    assert_eq!(report["summary"]["verdict"], "clean");
    assert!(report["inputs"][1]["notes"].to_string().contains("没有用到"));
}
