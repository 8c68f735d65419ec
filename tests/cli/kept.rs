//! What a run reads is never written over, and nothing that it is told is passed over without a word.

mod unseen;

use crate::report::{dataaudit, root};
use predicates::prelude::*;
use predicates::str::contains;
use rust_xlsxwriter::Workbook;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const TABLE: &str = "fixtures/ningxia/水利厅目录.xlsx";
const HOW: [&str; 4] = ["-j", "ningxia", "--as-of", "2026-03-01"];
const WAIVER: &str = r#"
[[waiver]]
requirement = "NX-26-open-class-values"
provider = "*"
resource = "*"
reason = "旧系统停用"
approver = "局长"
expires = 2026-12-31
"#;

/// A folder with a table and what else is read beside it.
fn desk(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join(TABLE), folder.path().join("b.xlsx")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn at(folder: &Path, arguments: &[&str]) -> assert_cmd::Command {
    let mut command = dataaudit(arguments);
    command.current_dir(folder);
    command
}

#[test]
fn no_file_that_a_run_reads_is_written_over() {
    let configuration = "jurisdiction = \"ningxia\"\n";
    let folder = desk(&[
        ("dataaudit.toml", configuration),
        ("my.toml", configuration),
        ("own.toml", "output = \"own.toml\"\n"),
        ("w.toml", WAIVER),
        ("names.toml", "\"水利厅\" = [\"省水利厅\"]\n"),
        ("list.txt", "b.xlsx\n"),
    ]);
    let pack = std::fs::read_to_string(root().join("src/law/packs/ningxia.toml")).unwrap();
    std::fs::write(folder.path().join("pack.toml"), pack).unwrap();
    at(
        folder.path(),
        &["check", "b.xlsx", "-f", "json", "-o", "prev.json"],
    )
    .args(["--as-of", "2026-03-01"])
    .assert()
    .code(1);
    let cases: &[&[&str]] = &[
        &["check", "b.xlsx", "-o", "dataaudit.toml"],
        &[
            "check",
            "b.xlsx",
            "-o",
            "./my.toml",
            "--config",
            "my.toml",
            "-f",
            "json",
        ],
        &["check", "b.xlsx", "--config", "own.toml", "-j", "ningxia"],
        &["check", "b.xlsx", "--report", "json:dataaudit.toml"],
        &["check", "b.xlsx", "--waivers", "w.toml", "-o", "w.toml"],
        &["check", "b.xlsx", "--aliases", "names.toml", "-o", "names.toml"],
        &["check", "--files-from", "list.txt", "-o", "list.txt"],
        &["check", "b.xlsx", "--pack", "pack.toml", "-o", "pack.toml"],
        &[
            "check",
            "b.xlsx",
            "--previous-report",
            "prev.json",
            "-f",
            "json",
            "-o",
            "prev.json",
        ],
        &["baseline", "write", "b.xlsx", "-o", "dataaudit.toml"],
        &[
            "diff",
            "prev.json",
            "prev.json",
            "--aliases",
            "names.toml",
            "-o",
            "names.toml",
        ],
    ];
    let read = || {
        let files = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|f| f.unwrap().path());
        let mut files: Vec<(PathBuf, Vec<u8>)> =
            files.map(|f| (f.clone(), std::fs::read(f).unwrap())).collect();
        files.sort();
        files
    };
    let before = read();
    for arguments in cases {
        at(folder.path(), arguments)
            .assert()
            .code(2)
            .stderr(contains("就是要读的文件"));
        assert_eq!(read(), before, "{arguments:?}");
    }
}

#[test]
fn opposing_switches_are_one_setting() {
    let folder = desk(&[
        (
            "dataaudit.toml",
            "no-fail-on-expired = true\njurisdiction = \"ningxia\"\n",
        ),
        ("both.toml", "no-fail-on-expired = true\nfail-on-expired = true\n"),
        ("no.toml", "fail-on-expired = false\n"),
    ]);
    let shown = |more: &[&str], value: Option<&str>| {
        let mut command = at(folder.path(), &["config", "show", "b.xlsx"]);
        command.args(more);
        command.envs(value.map(|value| ("DATAAUDIT_FAIL_ON_EXPIRED", value)));
        let output = command.assert().success().get_output().stdout.clone();
        let text = String::from_utf8(output).unwrap();
        let lines = text.lines().filter(|line| line.contains("fail-on-expired"));
        lines
            .map(|line| line.split("  # ").next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(&[], None), ["no-fail-on-expired = true"]);
    assert_eq!(shown(&[], Some("1")), ["fail-on-expired = true"]);
    assert_eq!(shown(&[], Some("")), ["no-fail-on-expired = true"]);
    assert_eq!(
        shown(&["--no-fail-on-expired"], Some("1")),
        ["no-fail-on-expired = true"]
    );
    assert_eq!(shown(&["--fail-on-expired"], None), ["fail-on-expired = true"]);
    assert_eq!(
        shown(&["--config", "no.toml"], None),
        ["no-fail-on-expired = true"]
    );
    at(folder.path(), &["config", "show", "--config", "both.toml"])
        .assert()
        .code(2)
        .stderr(contains(
            "fail-on-expired（both.toml 第 2 行）与 no-fail-on-expired（both.toml 第 1 行）",
        ));
    at(folder.path(), &["config", "show", "b.xlsx"])
        .envs([
            ("DATAAUDIT_FAIL_ON_EXPIRED", "1"),
            ("DATAAUDIT_NO_FAIL_ON_EXPIRED", "1"),
        ])
        .assert()
        .code(2)
        .stderr(contains("互相矛盾"));
}

#[test]
fn a_configuration_is_found_whatever_the_folder_is_called_and_from_a_list() {
    let folder = desk(&[]);
    let below = folder.path().join("g[1]");
    std::fs::create_dir(&below).unwrap();
    std::fs::rename(folder.path().join("b.xlsx"), below.join("b.xlsx")).unwrap();
    std::fs::write(below.join("dataaudit.toml"), "max-findings = 5\n").unwrap();
    std::fs::write(folder.path().join("list.txt"), "g[1]/b.xlsx\n").unwrap();
    for arguments in [&["g[1]/b.xlsx"] as &[&str], &["--files-from", "list.txt"]] {
        at(folder.path(), &["config", "show"])
            .args(arguments)
            .assert()
            .success()
            .stdout(contains("max-findings = 5"));
    }
    at(folder.path(), &["config", "show"])
        .env("DATAAUDIT_FILES_FROM", "list.txt")
        .assert()
        .success()
        .stdout(contains("max-findings = 5"));
}

/// What it is, and how it is made.
#[cfg(unix)]
type Made = (&'static str, fn(&Path));

#[cfg(unix)]
#[test]
fn what_has_the_name_of_the_configuration_and_is_no_file_is_an_error() {
    use std::os::unix::fs::symlink;
    let make: [Made; 3] = [
        ("dangling", |path| symlink("nowhere.toml", path).unwrap()),
        ("itself", |path| symlink("dataaudit.toml", path).unwrap()),
        ("folder", |path| std::fs::create_dir(path).unwrap()),
    ];
    for (what, make) in make {
        let folder = desk(&[]);
        make(&folder.path().join("dataaudit.toml"));
        let told = contains("dataaudit.toml 是配置文件的名字");
        at(folder.path(), &["check", "b.xlsx"])
            .args(HOW)
            .assert()
            .code(2)
            .stderr(told);
        let check = at(folder.path(), &["check", "b.xlsx", "--isolated"])
            .args(HOW)
            .assert();
        assert_eq!(check.get_output().status.code(), Some(1), "{what}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_named() {
    use std::os::unix::ffi::OsStrExt;
    let folder = desk(&[]);
    at(folder.path(), &["check", "b.xlsx"])
        .args(HOW)
        .env("DATAAUDIT_FAIL_ON", std::ffi::OsStr::from_bytes(b"\xff\xfe"))
        .assert()
        .code(2)
        .stderr(contains("DATAAUDIT_FAIL_ON"));
}

#[test]
fn a_report_with_a_mark_before_its_text_is_a_report() {
    let folder = desk(&[]);
    at(
        folder.path(),
        &["check", "b.xlsx", "-f", "json", "-o", "old.json"],
    )
    .args(HOW)
    .assert()
    .code(1);
    let report = std::fs::read(folder.path().join("old.json")).unwrap();
    std::fs::write(
        folder.path().join("marked.json"),
        [b"\xEF\xBB\xBF", &*report].concat(),
    )
    .unwrap();
    at(
        folder.path(),
        &["diff", "marked.json", "old.json", "--fail-on", "never"],
    )
    .assert()
    .success();
    let check = at(
        folder.path(),
        &["check", "b.xlsx", "--previous-report", "marked.json"],
    )
    .args(HOW)
    .assert();
    check.code(1);
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_written() {
    let folder = desk(&[]);
    let write = |name: &str| {
        at(folder.path(), &["baseline", "write", "c.csv", "-o", name])
            .args(HOW)
            .assert()
    };
    let table = |frequency: &str| {
        let text = format!("目录名称,提供单位,更新频率\n甲,水利厅,{frequency}\n");
        std::fs::write(folder.path().join("c.csv"), text).unwrap();
    };
    table("");
    write("real.json").success();
    let whole = std::fs::read_to_string(folder.path().join("real.json")).unwrap();
    std::os::unix::fs::symlink("real.json", folder.path().join("link.json")).unwrap();
    // With a breach put right there is something to drop.
    table("每年");
    at(
        folder.path(),
        &["baseline", "prune", "c.csv", "--baseline", "link.json"],
    )
    .args(HOW)
    .assert()
    .success();
    let link = folder.path().join("link.json");
    assert!(link.is_symlink());
    assert_eq!(
        std::fs::read_to_string(&link).unwrap(),
        std::fs::read_to_string(folder.path().join("real.json")).unwrap()
    );
    assert_ne!(std::fs::read_to_string(&link).unwrap(), whole);
}

#[test]
fn the_sheets_of_a_template_are_not_told_as_left_out() {
    let folder = desk(&[]);
    at(folder.path(), &["template", "-j", "ningxia", "-o", "blank.xlsx"])
        .assert()
        .success();
    at(folder.path(), &["check", "blank.xlsx", "-f", "markdown"])
        .args(HOW)
        .assert()
        .stdout(contains("空白模板自带").count(2).and(contains("未审计：").not()));
}

#[test]
fn places_of_the_lesser_level_are_marked_and_what_is_taken_is_named() {
    let folder = desk(&[(
        "c.csv",
        "目录名称,提供单位,发布渠道,报审日期,更新日期\n甲,水利厅,门户,2026年2月,2026-01-01\n乙,水利厅,门户,,2026-01-01\n",
    )]);
    at(
        folder.path(),
        &[
            "check",
            "c.csv",
            "-j",
            "guangxi",
            "--as-of",
            "2026-03-01",
            "-f",
            "json",
        ],
    )
    .assert()
    .stdout(contains("发布渠道中有“公共数据资源平台”或“公共数据开放平台”"));
    for format in ["table", "markdown"] {
        let check = at(
            folder.path(),
            &["check", "c.csv", "-f", format, "--max-examples", "0"],
        )
        .args(HOW)
        .assert();
        check.stdout(contains("没有写到是哪一天").and(contains("（存疑）")));
    }
}
