//! Files made to hurt: each yields a report or one plain message, by an ordinary exit, within an address space that leaves
//! 256 MiB beyond what the program maps before it reads anything.

#![cfg(target_os = "linux")]
#![expect(clippy::panic, reason = "a test fails by panicking")]

use crate::parts::{Parts, sheet};
use crate::report::root;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a file may cost.
const ROOM_KIB: u64 = 256 << 10;

/// The program under an address space so large; one arena, for each takes space that it may never use.
fn within(kib: Option<u64>, arguments: &[&str]) -> Command {
    let mut command = Command::new("sh");
    let limit = kib.map_or(String::new(), |kib| format!("ulimit -v {kib}; "));
    command.args(["-c", &format!("{limit}exec \"$0\" \"$@\"")]);
    command.arg(assert_cmd::cargo::cargo_bin("dataaudit"));
    command
        .current_dir(root())
        .args(arguments)
        .env("MALLOC_ARENA_MAX", "1");
    command.stdin(Stdio::null());
    command
}

const CHECK: [&str; 8] = [
    "check",
    "-j",
    "ningxia",
    "--isolated",
    "--jobs",
    "1",
    "-f",
    "json",
];

/// What the program maps for an audit of next to nothing, in KiB: the least under which that succeeds.
fn idle() -> u64 {
    let works = |kib| {
        let mut command = within(Some(kib), &CHECK);
        let command = command
            .arg("fixtures/ningxia/clean.csv")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().unwrap().code().is_some_and(|code| code < 2)
    };
    let (mut low, mut high) = (0, 512 << 10);
    assert!(works(high), "an audit of nothing needs more than everything");
    while high - low > 8 << 10 {
        let middle = low.midpoint(high);
        if works(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// Every input's error, or nothing where its tables were read.
fn audited(kib: u64, files: &[&Path], more: &[&str]) -> Vec<(String, Option<String>)> {
    let mut command = within(Some(kib), &CHECK);
    let output = command.args(files).args(more).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    assert!(code.is_some_and(|code| code <= 3), "{files:?}: {code:?} {said}");
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{files:?}: {e} {said}"));
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let inputs = report.get("inputs").and_then(Value::as_array).unwrap().iter();
    inputs
        .map(|input| {
            (
                text(input.get("path")).unwrap(),
                text(input.pointer("/error/message")),
            )
        })
        .collect()
}

#[test]
fn every_hostile_file_yields_a_report_or_one_plain_message() {
    let folder = root().join("fixtures/hostile");
    let files = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| path.extension().is_none_or(|e| e != "md"))
        .collect();
    files.sort();
    assert!(files.len() > 100);
    let all: Vec<&Path> = files.iter().map(AsRef::as_ref).collect();
    // One run over all of them: none may take more than the room there is, nor keep what it took.
    let told = audited(idle() + ROOM_KIB, &all, &[]);
    assert_eq!(told.len(), files.len());
    let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
    for (path, error) in told {
        let name = Path::new(&path).file_name().unwrap().to_str().unwrap();
        assert!(
            readme.contains(&format!("`{name}`")),
            "{name} has no line in the README"
        );
        // The system's and the libraries' own words are English.
        let foreign = |e: &String| {
            e.split(|c: char| !c.is_ascii_alphabetic())
                .filter(|w| w.len() > 1)
                .count()
                > 8
        };
        assert!(!error.as_ref().is_some_and(foreign), "{name}: {error:?}");
    }
}

/// A package in which a part of next to nothing says that it inflates to this many bytes.
fn claiming(bytes: u32) -> Vec<u8> {
    let small = Parts::xlsx(&sheet("<row/>")).bytes();
    let name = b"xl/worksheets/sheet1.xml";
    let places: Vec<usize> = small
        .windows(name.len())
        .enumerate()
        .filter(|(_, w)| w == name)
        .map(|(at, _)| at)
        .collect();
    let mut lying = small;
    // The directory's entry is the last; the size stands 22 bytes before the name.
    let at = places.last().unwrap() - 22;
    lying
        .get_mut(at..at + 4)
        .unwrap()
        .copy_from_slice(&bytes.to_le_bytes());
    lying
}

/// A directory of so many parts without a byte in them, counted by the larger record.
fn crowded(parts: u64) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(30, 0);
    let start = bytes.len() as u64;
    for number in 0..parts {
        bytes.extend(b"PK\x01\x02");
        let end = bytes.len() + 24;
        bytes.resize(end, 0);
        bytes.extend(8u16.to_le_bytes());
        bytes.resize(bytes.len() + 16, 0);
        bytes.extend(format!("{number:08}").bytes());
    }
    let length = bytes.len() as u64 - start;
    let record = bytes.len() as u64;
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [parts, parts, length, start] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend(record.to_le_bytes());
    bytes.extend(1u32.to_le_bytes());
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([0xFF; 12]);
    bytes.extend([0, 0]);
    bytes
}

/// Bombs as a test makes them in a moment: each names the limit that it meets, or says what is wrong.
fn bombs() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let zeros = |part: &str, bytes: usize| {
        Parts::xlsx(&sheet("<row/>"))
            .with(part, &"0".repeat(bytes))
            .bytes()
    };
    let page = |inner: String| format!("<html><table>{inner}</table></html>").into_bytes();
    let ods = |tables: String| {
        let content = format!(
            "<office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
        );
        Parts::ods("").with("content.xml", &content).bytes()
    };
    let hidden = "<table:table table:name='t'><table:table-column table:visibility='collapse' table:number-columns-repeated='16384'/><table:table-row/></table:table>";
    let sheets: Vec<String> = (0..20_000)
        .map(|n| format!("<sheet name='s{n}' r:id='r1'/>"))
        .collect();
    let sheets = sheets.concat();
    let mail = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n{}",
        "--b\n".repeat(1 << 20)
    );
    vec![
        ("claims_3g.xlsx", claiming(3 << 30), "--limit part"),
        ("claims_less.xlsx", claiming(5), "解压后比它声明的长"),
        ("media_zeros.xlsx", zeros("xl/media/x.bin", 32 << 20), "--limit ratio"),
        ("many_parts.xlsx", crowded(150_000), "--limit parts"),
        ("many_sheets.xlsx", Parts::xlsx(&sheet("<row/>")).with("xl/workbook.xml", &format!("<workbook xmlns:r='r'><sheets>{sheets}</sheets></workbook>")).bytes(), "--limit sheets"),
        ("one_part_twice.xlsx", Parts::xlsx(&sheet("<row/>")).with("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='r1'/><sheet name='b' r:id='r1'/></sheets></workbook>").bytes(), "同一个部件"),
        ("hidden_columns.ods", ods(hidden.repeat(300)), "--limit regions"),
        ("cells.html", page("<tr>".to_owned() + &"<td>".repeat(16_000) + &("<tr>".to_owned() + &"<td>".repeat(16_000)).repeat(30)), "--limit document-cells"),
        ("nested.html", page("<tr><td><table>".repeat(100)), "--limit nesting"),
        ("large.html", page(" ".repeat(65 << 20)), "--limit document"),
        ("parts.mht", mail.into_bytes(), "--limit parts"),
        ("quote.csv", [b"a,b\n1,\"".as_slice(), &vec![b'x'; 20 << 20]].concat(), "引号"),
        ("one_line.csv", vec![b'x'; 20 << 20], "--limit row"),
        ("returns.csv", ["信息资源名称,提供方\n水库,水利厅".as_bytes(), &vec![b'\r'; 20 << 20], b"\n"].concat(), ""),
    ]
}

#[test]
fn bombs_are_refused_within_memory_and_by_the_name_of_what_they_meet() {
    let folder = tempfile::tempdir().unwrap();
    let kib = idle() + ROOM_KIB;
    for (name, bytes, met) in bombs() {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let told = audited(kib, &[&path], &["--limit", "document-cells=40万"]);
        let [(_, error)] = told.as_slice() else {
            panic!("{name}: {told:?}")
        };
        match error {
            Some(error) => assert!(!met.is_empty() && error.contains(met), "{name}: {error}"),
            None => assert!(met.is_empty(), "{name} was read"),
        }
        std::fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_reader_that_needs_more_memory_than_it_may_take_is_told_so() {
    let wide = root().join("fixtures/hostile/xls_far_2cells_256cols.xls");
    let mut command = within(None, &CHECK);
    let output = command
        .arg(wide)
        .args(["--limit", "xls-cells=1亿"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stdout).contains("--limit memory"));
}
