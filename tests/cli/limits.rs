//! Every limit on what is read: reached by a file made for it once the limit is lowered, told with its name, and not in
//! the way of the same file where it stands by default. The limits are those of the library; one without a case fails.

use crate::parts::{Parts, sheet};
use crate::report::{dataaudit, root, scratch};
use dataaudit::ingest::{Limit, Limits};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::Value;

const CSV: &str = "信息资源名称,提供方\n水库,水利厅\n河流,水利厅\n";
const PAGE: &str =
    "<html><table><tr><td>名称</td><td><table><tr><td>水库</td></tr></table></td></tr></table></html>";

/// A file that reaches a limit once it stands at the value, with what else must be moved.
fn case(limit: Limit) -> (&'static str, Vec<u8>, &'static str, &'static [&'static str]) {
    let fixture = |name: &str| std::fs::read(root().join("fixtures").join(name)).unwrap();
    let book = || Parts::xlsx(&sheet("<row r='1'><c t='s'><v>0</v></c></row>"));
    let ods = |rows: &str| Parts::ods(rows).bytes();
    let row = "<table:table-row><table:table-cell table:number-columns-repeated='3' office:value-type='string'><text:p>名</text:p></table:table-cell></table:table-row>";
    match limit {
        Limit::Input => ("a.csv", CSV.into(), "20", &[]),
        Limit::Workbook | Limit::Inflated => ("a.xlsx", book().bytes(), "100", &[]),
        Limit::Xls => ("a.xls", fixture("formats/catalog.xls"), "100", &[]),
        Limit::Document => ("a.html", PAGE.into(), "20", &[]),
        Limit::Rows => ("a.csv", CSV.into(), "2", &[]),
        Limit::Columns | Limit::Findings => ("a.csv", CSV.into(), "1", &[]),
        Limit::Cells => ("a.csv", CSV.into(), "5", &[]),
        Limit::Cell => ("a.csv", CSV.into(), "4", &[]),
        Limit::Row => ("a.csv", CSV.into(), "10", &[]),
        Limit::Sheets | Limit::Nesting => ("a.html", PAGE.into(), "1", &[]),
        Limit::Parts => ("a.xlsx", book().bytes(), "3", &[]),
        Limit::Ratio => (
            "a.xlsx",
            book().with("docProps/x.xml", &counting(9 << 20)).bytes(),
            "1",
            &[],
        ),
        Limit::Part | Limit::Styles | Limit::Strings | Limit::StringsMemory => {
            ("a.xlsx", book().bytes(), "10", &[])
        }
        Limit::Texts => {
            let row = "<row r='1'><c t='inlineStr'><is><t>水库</t></is></c></row>";
            ("a.xlsx", Parts::xlsx(&sheet(row)).bytes(), "4", &[])
        }
        Limit::Piece => {
            let long = format!("<!--{}-->", counting(1 << 20));
            ("a.xlsx", Parts::xlsx(&sheet(&long)).bytes(), "64KiB", &[])
        }
        Limit::Regions => {
            let merges = "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='A2:B2'/></mergeCells>";
            let part = format!("<worksheet><sheetData/>{merges}</worksheet>");
            ("a.xlsx", Parts::xlsx(&part).bytes(), "1", &[])
        }
        Limit::Depth => ("a.xlsx", book().bytes(), "2", &[]),
        Limit::DocumentCells => ("a.html", PAGE.into(), "2", &[]),
        Limit::XlsCells => ("a.xls", fixture("formats/catalog.xls"), "2", &[]),
        Limit::RepeatedCells => ("a.ods", ods(row), "1", &[]),
        Limit::UnorderedRows => {
            let rows = "<row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>";
            ("a.xlsx", Parts::xlsx(&sheet(rows)).bytes(), "1", &[])
        }
        Limit::Memory => {
            let wide = fixture("hostile/xls_far_2cells_256cols.xls");
            ("a.xls", wide, "1MiB", &["xls-cells=1亿"])
        }
        Limit::Answer => ("a.xls", fixture("formats/catalog.xls"), "10", &[]),
    }
}

/// Numbers one after the other: text that packs, but not like a bomb.
fn counting(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 8);
    let mut number = 1_000_003_u64;
    while text.len() < bytes {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        text.push_str(&(number >> 40).to_string());
        text.push(' ');
    }
    text
}

/// What a run says of a file: its error in the report, or why there is no report.
fn said(path: &str, limits: &[String]) -> String {
    // A table that lists every place keeps them all.
    let mut command = dataaudit(&[
        "check",
        path,
        "-j",
        "ningxia",
        "--isolated",
        "--as-of",
        "2026-03-01",
    ]);
    command.args(["-f", "table", "--max-examples", "0"]);
    for limit in limits {
        command.args(["--limit", limit]);
    }
    let output = command.output().unwrap();
    assert!((0..=3).contains(&output.status.code().unwrap()), "{limits:?}");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

#[test]
fn every_limit_is_reached_and_told_by_its_name() {
    for &limit in Limit::ALL {
        // There are no address spaces to limit elsewhere.
        if limit == Limit::Memory && !cfg!(target_os = "linux") {
            continue;
        }
        let (name, bytes, value, more) = case(limit);
        let (_folder, path) = scratch(name, &bytes);
        let flag = format!("--limit {}", limit.name());
        let others: Vec<String> = more.iter().map(|&m| m.to_owned()).collect();
        let usual = if limit == Limit::Memory {
            Vec::new()
        } else {
            others.clone()
        };
        let before = said(&path, &usual);
        assert!(!before.contains(&format!("{flag}）")), "{flag}: {before}");
        let lowered = format!("{}={value}", limit.name());
        let after = said(&path, &[others, vec![lowered]].concat());
        // A table breaks long lines where it likes.
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        assert!(
            plain(&after).contains(&plain(&format!("{flag}）"))),
            "{flag}: {after}"
        );
    }
}

#[test]
fn standard_input_has_the_limit_of_files() {
    let mut command = dataaudit(&["check", "-", "-j", "ningxia", "--isolated", "-f", "json"]);
    let output = command
        .args(["--limit", "input=20"])
        .write_stdin(CSV)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["inputs"][0]["error"]["code"], "too-large");
}

#[test]
fn limits_are_configured_and_shown_with_where_they_come_from() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.csv", CSV);
    write(
        "dataaudit.toml",
        "jurisdiction = \"ningxia\"\n\n[limit]\nrows = 2\npart = \"1GiB\"\n",
    );
    let run = |arguments: &[&str]| {
        let mut command = dataaudit(arguments);
        command.current_dir(folder.path());
        command
    };
    let shown = run(&["config", "show", "a.csv"]).assert().success();
    let shown = String::from_utf8(shown.get_output().stdout.clone()).unwrap();
    let usual = Limits::default();
    for &limit in Limit::ALL {
        let value = match limit {
            Limit::Rows => "2".to_owned(),
            Limit::Part => "1GiB".to_owned(),
            _ => limit.written(usual.get(limit)),
        };
        let line = format!("limit.{} = {value}  # ", limit.name());
        let line = shown
            .lines()
            .find(|l| l.starts_with(&line))
            .unwrap_or_else(|| panic!("{line}"));
        let moved = matches!(limit, Limit::Rows | Limit::Part);
        assert_eq!(line.contains("dataaudit.toml"), moved, "{line}");
    }
    let page = std::fs::read_to_string(root().join("docs/limits.md")).unwrap();
    for &limit in Limit::ALL {
        let (value, about) = (limit.written(usual.get(limit)), limit.about());
        let row = format!("| `{}` | {value} | {} |", limit.name(), about.zh);
        assert!(page.contains(&row), "docs/limits.md lacks {row}");
    }
    run(&["check", "a.csv"])
        .assert()
        .code(3)
        .stdout(contains("--limit"));
    run(&["check", "a.csv", "--limit", "rows=200万", "-f", "json"])
        .assert()
        .stdout(contains("rows=2000000").and(contains("--limit").not()));
    let mut by_variable = run(&["check", "a.csv", "--isolated", "-j", "ningxia"]);
    by_variable
        .env("DATAAUDIT_LIMIT", "rows=2;part=1GiB")
        .assert()
        .stdout(contains("--limit").not());
    let mut by_variable = run(&["check", "a.csv"]);
    by_variable
        .env("DATAAUDIT_LIMIT", "rows=1;cells=9")
        .assert()
        .code(3)
        .stdout(contains("上限 1"));
}

#[test]
fn what_is_no_limit_is_refused() {
    for (wrong, help) in [
        ("rows", "--limit part=1GiB"),
        ("row=", "512MiB"),
        ("rows=many", "200万"),
        ("columns=99999", "16384"),
        ("rowss=3", "rows"),
        ("memory=0", "512MiB"),
    ] {
        let mut command = dataaudit(&[
            "check",
            "fixtures/ningxia/clean.csv",
            "-j",
            "ningxia",
            "--isolated",
        ]);
        command
            .args(["--limit", wrong])
            .assert()
            .code(2)
            .stderr(contains(help));
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dataaudit.toml"), "[limit]\nrows = \"many\"\n").unwrap();
    let mut command = dataaudit(&["check", ".", "-j", "ningxia"]);
    command
        .current_dir(folder.path())
        .assert()
        .code(2)
        .stderr(contains("dataaudit.toml:2"));
}
