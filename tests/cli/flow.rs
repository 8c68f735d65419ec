//! Findings that go out as they are found: to standard output, in lines, where nothing else is written.

#![expect(clippy::indexing_slicing, reason = "a line without its keys fails the test")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const HEAD: &str = "数据目录名称,提供单位,数据更新频率";

/// Far more than a pipe holds: who writes it waits until somebody reads.
const MANY: usize = 500;

fn write(folder: &Path, name: &str, rows: usize) {
    let row = "河道巡查,自治区水利厅,\n";
    let text = format!("{HEAD}\n{}", row.repeat(rows));
    std::fs::write(folder.join(name), text).unwrap();
}

fn start(folder: &Path, more: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_dataaudit"))
        .args(["check", "一.csv", "二.csv", "-j", "ningxia", "--jobs", "1"])
        .args(["--as-of", "2026-03-01", "-f", "jsonl"])
        .args(more)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn findings_are_out_before_the_next_file_is_read() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "一.csv", MANY);
    write(folder.path(), "二.csv", 1);
    let mut child = start(folder.path(), &[]);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut line = || -> Option<Value> { Some(serde_json::from_str(&lines.next()?.unwrap()).unwrap()) };
    assert_eq!(line().unwrap()["schema"], "dataaudit-report/1");
    assert_eq!(line().unwrap()["location"]["file"], "一.csv");
    // The pipe is full with the first file; what the second file holds is not known to the run yet.
    write(folder.path(), "二.csv", 7);
    let rest: Vec<Value> = std::iter::from_fn(line).collect();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let (last, findings) = rest.split_last().unwrap();
    assert_eq!(last["inputs"][1]["tables"][0]["rows"], 7);
    let found = findings.len() as u64 + 1;
    let summary = &last["summary"];
    let counted = ["errors", "warnings", "infos"].map(|level| summary[level].as_u64().unwrap());
    assert_eq!(found, counted.iter().sum::<u64>());
    assert!(findings.iter().any(|f| f["location"]["file"] == "二.csv"));
}

#[test]
fn the_lines_are_the_same_whether_they_flow_or_are_laid_by() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "一.csv", 3);
    write(folder.path(), "二.csv", 2);
    let told = |more: &[&str]| {
        let output = start(folder.path(), more).wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        output.stdout
    };
    let flowed = told(&[]);
    assert!(!flowed.is_empty());
    assert_eq!(
        flowed,
        told(&["--report", "csv:问题.csv"]),
        "beside another report"
    );
    assert!(told(&["-o", "问题.jsonl"]).is_empty());
    assert_eq!(flowed, std::fs::read(folder.path().join("问题.jsonl")).unwrap());
}

#[test]
fn a_reader_that_has_enough_ends_the_run_and_no_report_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "一.csv", MANY);
    write(folder.path(), "二.csv", 1);
    for more in [&[][..], &["--report", "csv:问题.csv"]] {
        let mut child = start(folder.path(), more);
        let mut first = [0; 1];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{more:?}");
    }
    let laid_by = std::fs::read_to_string(folder.path().join("问题.csv")).unwrap();
    assert!(laid_by.contains("二.csv"), "the whole run was told");
}
