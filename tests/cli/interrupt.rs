//! A run that is ended early, or that cannot write, leaves nothing behind and says what is at fault.

#![cfg(unix)]

use crate::report::{PATIENCE, dataaudit, root};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

const CLEAN: &str = "fixtures/ningxia/clean.csv";

/// `check` with a temporary folder of its own and a report in a folder.
fn started(folder: &Path, input: &str) -> Child {
    for name in ["tmp", "out"] {
        std::fs::create_dir_all(folder.join(name)).unwrap();
    }
    Command::new(assert_cmd::cargo::cargo_bin("dataaudit"))
        .current_dir(root())
        .env("TMPDIR", folder.join("tmp"))
        .args(["check", input, "-j", "ningxia", "--isolated", "-f", "json", "-o"])
        .arg(folder.join("out/report.json"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until something is so; a program that hangs fails its test.
fn until(mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "it never came to pass");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

fn signal(child: &Child, name: &str) {
    let done = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status()
        .unwrap();
    assert!(done.success());
}

fn ended(child: &mut Child) -> ExitStatus {
    let mut status = None;
    until(|| {
        status = child.try_wait().unwrap();
        status.is_some()
    });
    status.unwrap()
}

#[test]
fn an_interrupt_while_standard_input_is_laid_by_leaves_nothing() {
    for (name, code) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = started(folder.path(), "-");
        let mut input = child.stdin.take().unwrap();
        input.write_all("信息资源名称,提供方\n".as_bytes()).unwrap();
        // It is laid by, and more is waited for: the pipe stays open.
        until(|| files(&folder.path().join("tmp")) == 1);
        signal(&child, name);
        assert_eq!(ended(&mut child).code(), Some(code), "{name}");
        assert_eq!(files(&folder.path().join("tmp")), 0, "{name}");
        assert_eq!(files(&folder.path().join("out")), 0, "{name}");
        drop(input);
    }
}

/// A report in a file is being written while its neighbour, a pipe that nobody empties, holds it up.
#[test]
fn an_interrupt_while_a_report_is_written_leaves_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("out/report.json");
    std::fs::create_dir_all(folder.path().join("out")).unwrap();
    let mut rows = String::from("信息资源名称,提供方,更新周期\n");
    for number in 0..4_000 {
        writeln!(rows, "资源{number},水利厅,很久").unwrap();
    }
    let input = folder.path().join("a.csv");
    std::fs::write(&input, rows).unwrap();
    std::fs::write(&report, "{\n  \"schema\": \"dataaudit-report/1\"\n}\n").unwrap();
    let mut child = started(folder.path(), input.to_str().unwrap());
    // The new report grows beside the old one.
    until(|| files(&folder.path().join("out")) == 2 || child.try_wait().unwrap().is_some());
    if child.try_wait().unwrap().is_none() {
        signal(&child, "-INT");
        let code = ended(&mut child).code();
        // Either it came in time, or the report was in place already.
        assert!(matches!(code, Some(130 | 0 | 1 | 3)), "{code:?}");
    }
    assert_eq!(files(&folder.path().join("out")), 1);
    assert_eq!(files(&folder.path().join("tmp")), 0);
    let mut whole = String::new();
    File::open(&report).unwrap().read_to_string(&mut whole).unwrap();
    assert!(whole.ends_with("}\n"), "half a report");
}

#[test]
fn the_reading_process_ends_with_whoever_started_it() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("dataaudit"))
        .args(["__read", "--"])
        .arg(pipe().path().join("pipe"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // As the system closes it when the parent is killed.
    drop(child.stdin.take());
    ended(&mut child);
}

/// A folder with a pipe that nobody writes to.
fn pipe() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    folder
}

#[test]
fn what_cannot_be_written_is_named() {
    let full = File::options().write(true).open("/dev/full");
    if let Ok(full) = full {
        for format in ["table", "json", "jsonl", "csv"] {
            let mut child = Command::new(assert_cmd::cargo::cargo_bin("dataaudit"));
            child
                .current_dir(root())
                .args(["check", CLEAN, "-j", "ningxia", "--isolated", "-f", format]);
            let child = child.stdout(full.try_clone().unwrap()).stderr(Stdio::piped());
            let output = child.spawn().unwrap().wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{format}: {said}");
            assert!(
                said.contains("标准输出") && said.contains("磁盘已满"),
                "{format}: {said}"
            );
        }
    }
    let check = |more: &[&str]| {
        let mut command = dataaudit(&["check", "-j", "ningxia", "--isolated"]);
        command.args(more);
        command
    };
    if Path::new("/dev/full").exists() {
        let mut full = check(&[CLEAN, "-o", "/dev/full"]);
        full.assert()
            .code(2)
            .stderr(contains("/dev/full").and(contains("磁盘已满")));
    }
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("没有/报告.json");
    check(&[CLEAN, "-o", nowhere.to_str().unwrap()])
        .assert()
        .code(2)
        .stderr(contains("文件夹不存在"));
}

#[test]
fn a_temporary_folder_that_is_not_there_is_at_fault_and_not_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("没有");
    let check = |input: &str| {
        let mut command = dataaudit(&["check", input, "-j", "ningxia", "--isolated"]);
        command.env("TMPDIR", &gone);
        command
    };
    let told = || contains(gone.to_str().unwrap()).and(contains("TMPDIR"));
    check("-").write_stdin("a,b\n").assert().code(2).stderr(told());
    // The answer of the reading process is kept there.
    let mut xls = check("fixtures/formats/catalog.xls");
    let output = xls.args(["-f", "json"]).assert().code(3);
    let report: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    let error = report
        .pointer("/inputs/0/error/message")
        .unwrap()
        .as_str()
        .unwrap();
    assert!(error.contains("临时文件夹") && error.contains("没有"), "{error}");
}

#[test]
fn links_that_lead_round_are_told_plainly() {
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("圈.csv");
    std::os::unix::fs::symlink(&link, &link).unwrap();
    let mut command = dataaudit(&["check", link.to_str().unwrap(), "-j", "ningxia", "--isolated"]);
    command.assert().code(3).stdout(contains("符号链接绕成了圈"));
}
