//! A reader of others' that panics, is killed or runs out of memory loses its one file: the file is named, and the others
//! are audited as if nothing had been.

use crate::boxed;
use crate::spread::{FORMATS, Grid};
use crate::targets::{plan, run};
use dataaudit::audit::Input;
use dataaudit::ingest::{Code, Gathered, Reader, Reading, Source};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dataaudit");
const CLEAN: &str = "fixtures/ningxia/clean.csv";

fn table() -> Grid {
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    vec![
        row(["目录名称", "提供单位", "更新频率"]),
        row(["水库", "水利厅", "每月"]),
    ]
}

/// A binary workbook with a string that is not there: the library that reads it looks beyond its table and panics.
fn panics() -> Vec<u8> {
    let start = [0x81, 1, 0, 0x94, 1, 16]
        .iter()
        .copied()
        .chain([0; 16])
        .chain([0x91, 1, 0]);
    let row = [0, 16].iter().copied().chain([0; 16]);
    let cell = [7, 12].iter().copied().chain([0; 8]).chain([9, 0, 0, 0]);
    let sheet: Vec<u8> = start.chain(row).chain(cell).chain([0x92, 1, 0]).collect();
    boxed::zip(&boxed::xlsb_parts(&sheet))
}

fn xls() -> Vec<u8> {
    let write = FORMATS
        .iter()
        .find(|(ending, _)| *ending == ".xls")
        .expect("xls is written")
        .1;
    write(&table())
}

/// Two good files around a bad one, read by such a program.
fn batch(name: &str, bytes: &[u8], program: &str, arguments: &[&str]) -> Vec<Input> {
    let folder = tempfile::tempdir().expect("a folder");
    let bad = folder.path().join(name);
    std::fs::write(&bad, bytes).expect("a file");
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join(CLEAN);
    let source = |name: &str, path: &Path| Source::new(name.to_owned(), path.to_owned());
    let files = Gathered {
        sources: vec![source("a.csv", &good), source(name, &bad), source("z.csv", &good)],
        ..Gathered::default()
    };
    let reader = Reader {
        program: PathBuf::from(program),
        arguments: arguments.iter().map(OsString::from).collect(),
        silence: Duration::from_secs(60),
    };
    let plan = plan(Reading {
        reader: Some(reader),
        ..Reading::default()
    });
    run(&plan, files)
}

fn only_the_middle_is_lost(inputs: &[Input], why: &str) {
    let [first, bad, last] = inputs else {
        panic!("{why}: three files, {} inputs", inputs.len())
    };
    let stopped = bad.error.as_ref().expect(why);
    assert_eq!(stopped.code, Code::ReaderFailed, "{why}: {stopped}");
    assert!(stopped.help.is_some() && bad.tables.is_empty(), "{why}");
    for good in [first, last] {
        assert!(
            good.error.is_none() && good.tables.iter().any(|t| t.rows > 0),
            "{why}"
        );
    }
}

#[test]
fn a_panic_in_a_reader_is_its_own_files() {
    let inputs = batch("坏.xlsb", &panics(), PROGRAM, &[]);
    only_the_middle_is_lost(&inputs, "panic");
    assert_eq!(inputs.get(1).map(|input| input.path.as_str()), Some("坏.xlsb"));
}

/// The same through the program as it is typed.
#[test]
fn a_panic_in_a_reader_is_named_and_the_rest_is_audited() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("坏.xlsb"), panics()).expect("a file");
    std::fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join(CLEAN),
        folder.path().join("好.csv"),
    )
    .expect("a file");
    let mut command = assert_cmd::Command::cargo_bin("dataaudit").expect("the program");
    command
        .args([
            "check",
            "-j",
            "ningxia",
            "--as-of",
            "2026-03-01",
            "-f",
            "json",
            "--isolated",
        ])
        .current_dir(folder.path())
        .args(["坏.xlsb", "好.csv"]);
    let output = command.output().expect("it runs");
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("panicked"), "{said}");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["inputs"][0]["error"]["code"], "reader-failed");
    assert!(report["inputs"][1]["error"].is_null());
}

/// The seed of this workbook is what it is meant to be: readable but for the process that reads it.
#[test]
fn the_workbook_is_sound() {
    let inputs = batch("好.xls", &xls(), PROGRAM, &[]);
    let read = inputs.get(1).expect("an input");
    assert!(read.error.is_none(), "{:?}", read.error);
}

#[cfg(unix)]
#[test]
fn a_process_that_dies_is_its_own_files() {
    // Killed from outside, and too deep in itself.
    let shallow = format!("ulimit -s 16; exec {PROGRAM} \"$@\"");
    for script in ["kill -9 $$", "kill -SEGV $$", "kill -ABRT $$", &shallow] {
        let inputs = batch("好.xls", &xls(), "/bin/sh", &["-c", script, "sh"]);
        only_the_middle_is_lost(&inputs, script);
    }
}

/// Two cells far apart, within what is let through: the library makes room for all that lies between them.
#[cfg(unix)]
#[test]
fn a_process_without_memory_is_its_own_files() {
    let text = "目".to_owned();
    let cells = [(0, 0, &text), (14_999, 249, &text)];
    let far = boxed::ole(&boxed::biff("Sheet1", cells.into_iter()));
    let starved = format!("ulimit -v 60000; exec {PROGRAM} \"$@\"");
    let inputs = batch("远.xls", &far, "/bin/sh", &["-c", &starved, "sh"]);
    only_the_middle_is_lost(&inputs, &starved);
}
