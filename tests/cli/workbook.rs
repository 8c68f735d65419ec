//! The workbook and the page for pull requests, held against the JSON report of the same audit.

use crate::formats::read::sheets;
use crate::report::{dataaudit, root, scratch};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

const WORKBOOK: &str = "fixtures/ningxia/水利厅目录.xlsx";
const FILES: &[&str] = &[
    WORKBOOK,
    "fixtures/xpcc",
    "tests/cli/departments/目录.csv",
    "no/such.xlsx",
];

fn told(files: &[&str], format: &str, more: &[&str]) -> Vec<u8> {
    let mut command = dataaudit(&["check"]);
    command
        .args(files)
        .args(["-j", "ningxia,xpcc", "--as-of", "2026-03-01", "-q", "-f", format]);
    command.args(more).output().unwrap().stdout
}

fn json(files: &[&str]) -> Value {
    serde_json::from_slice(&told(files, "json", &[])).unwrap()
}

fn rows<'s>(sheets: &'s [(String, Vec<Vec<String>>)], name: &str) -> &'s [Vec<String>] {
    &sheets.iter().find(|(n, _)| n == name).unwrap().1
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn the_list_says_what_the_json_report_says() {
    let report = json(FILES);
    let findings = report["findings"].as_array().unwrap();
    assert!(findings.len() > 30);
    for (lang, list, rules, levels) in [
        ("zh", "问题清单", "规则执行情况", ["违规", "存疑", "提示"]),
        ("en", "Findings", "Requirements", ["error", "warning", "info"]),
    ] {
        let bytes = told(FILES, "xlsx", &["--lang", lang]);
        assert_eq!(bytes, told(FILES, "xlsx", &["--lang", lang]), "two runs");
        let sheets = sheets(&bytes);
        let list = &rows(&sheets, list)[1..];
        assert_eq!(list.len(), findings.len());
        for (n, (row, finding)) in list.iter().zip(findings).enumerate() {
            let level = ["error", "warning", "info"]
                .iter()
                .position(|l| *l == finding["severity"]);
            assert_eq!(row[0], (n + 1).to_string());
            assert_eq!(row[1], levels[level.unwrap()]);
            assert!(row[2].contains(text(&finding["requirement"])), "{row:?}");
            assert!(row[3].contains(text(&finding["citation"]["text"])));
            let place = &finding["location"];
            assert_eq!([&row[5], &row[6]], [text(&place["file"]), text(&place["sheet"])]);
            if let Some(cell) = place["cell"].as_str() {
                assert_eq!(row[7], cell);
            }
            assert_eq!(row[10], text(&finding["subject"]["provider"]));
            assert_eq!(&row[17..19].concat(), "");
            assert_eq!(row[19], text(&finding["fingerprint"]));
        }
        let coverage = report["coverage"].as_array().unwrap();
        let rules = &rows(&sheets, rules)[1..];
        assert_eq!(rules.len(), coverage.len());
        for (row, line) in rules.iter().zip(coverage) {
            assert_eq!(row[0], text(&line["requirement"]));
            let counts = [&line["judged"], &line["breaches"]].map(ToString::to_string);
            assert_eq!(row[6..8], counts);
        }
        assert_eq!(sheets.len(), 5);
        let about: String = sheets[0].1.concat().concat();
        assert!(about.contains("no/such.xlsx") && about.contains("2026-03-01"));
    }
    let english = sheets(&told(FILES, "xlsx", &["--lang", "en"]));
    let ours = english
        .iter()
        .map(|(name, rows)| (name, rows.first().unwrap().concat()));
    assert!(ours.flat_map(|(n, r)| [n.clone(), r]).all(|t| t.is_ascii()));
}

#[test]
fn links_lead_from_the_workbook_to_the_cell() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("in put.xlsx");
    std::fs::copy(root().join(WORKBOOK), &book).unwrap();
    let below = folder.path().join("out");
    std::fs::create_dir(&below).unwrap();
    let target = below.join("r.xlsx");
    told(
        &[book.to_str().unwrap()],
        "xlsx",
        &["-o", target.to_str().unwrap()],
    );
    let bytes = std::fs::read(&target).unwrap();
    let links = part(&bytes, "xl/worksheets/_rels/sheet3.xml.rels");
    assert!(links.contains("Target=\"../in%20put.xlsx\""), "{links}");
    assert!(!links.contains("file:"), "{links}");
    let sheet = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(sheet.contains("location=\"'资源目录'!H11\""));
}

#[test]
fn hostile_text_stays_text() {
    let long = "长".repeat(40_000);
    let names = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "https://example.com",
        "_x0041_",
        "a\u{1}\u{202E}b",
        "<b>&amp;",
        &long,
    ];
    let mut csv = "目录编码,数据目录名称,提供单位,数据更新频率\n".to_owned();
    for (n, name) in names.iter().enumerate() {
        csv.push_str(&[&n.to_string(), ",\"", name, "\",\"", name, "\",待定\n"].concat());
    }
    let (_folder, path) = scratch("目录.csv", csv.as_bytes());
    let bytes = told(&[&path], "xlsx", &[]);
    let sheets = sheets(&bytes);
    let list = rows(&sheets, "问题清单");
    let shown: Vec<&str> = list.iter().map(|row| row[8].as_str()).collect();
    for name in names.iter().filter(|n| n.len() < 100 && !n.contains('\u{1}')) {
        assert!(shown.contains(name), "{name}");
    }
    assert!(shown.contains(&"a\\u{1}\\u{202e}b"));
    assert!(
        shown
            .iter()
            .any(|s| s.ends_with("已截断）") && s.encode_utf16().count() == 32_767)
    );
    let sheet = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("<hyperlink "));

    let page = String::from_utf8(told(&[&path], "markdown", &["--max-examples", "0"])).unwrap();
    assert!(page.contains("&lt;b&gt;&amp;"));
    assert!(page.contains("@\u{2060}SUM") && page.contains("https:\u{2060}//example"));
    assert!(!page.contains("<b>") && !page.contains('\u{1}') && !page.contains('\u{202E}'));
}

#[test]
fn a_workbook_of_ours_is_written_over_and_never_audited() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join(WORKBOOK), folder.path().join("a.xlsx")).unwrap();
    let inside = folder.path().to_str().unwrap();
    let target = folder.path().join("r.xlsx");
    let once = |target: &Path| {
        told(&[inside], "xlsx", &["-o", target.to_str().unwrap()]);
        std::fs::read(target).unwrap()
    };
    let first = once(&target);
    assert_eq!(
        rows(&sheets(&first), "问题清单"),
        rows(&sheets(&once(&target)), "问题清单")
    );
    let report = json(&[inside]);
    assert_eq!(report["inputs"].as_array().unwrap().len(), 1);
    assert_eq!(report["passed_over"].as_array().unwrap().len(), 1);
}

/// Cells of a row of a table, told apart by bars that no backslash stands before.
fn cells(row: &str) -> usize {
    let mut escaped = false;
    let bars = row.chars().filter(|&c| {
        let bar = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        bar
    });
    bars.count()
}

#[test]
fn the_page_counts_as_the_json_report_counts() {
    let report = json(FILES);
    let mut of: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        *of.entry(text(&finding["requirement"])).or_default() += 1;
    }
    for (lang, more) in [("zh", "还有"), ("en", "more not listed")] {
        let page = told(FILES, "markdown", &["--lang", lang, "--max-examples", "1"]);
        let page = String::from_utf8(page).unwrap();
        let heads = page.lines().filter_map(|l| l.strip_prefix("#### ")).map(|head| {
            let (id, counts) = head.split_once(" · ").unwrap();
            let counts = counts.split([' ', '·']).filter_map(|w| w.parse::<u64>().ok());
            (id, counts.sum::<u64>())
        });
        assert_eq!(heads.collect::<BTreeMap<_, _>>(), of, "{lang}");
        let capped = of.values().filter(|n| **n > 1).count();
        assert_eq!(page.matches(more).count(), capped, "{lang}");
        let mut wide = None;
        for line in page.lines() {
            if line.starts_with('|') {
                assert_eq!(cells(line), *wide.get_or_insert(cells(line)), "{line}");
            } else {
                wide = None;
            }
        }
        assert!(page.contains("<details>") && page.contains("no/such.xlsx"));
    }
}

/// Excel repairs what is not in order, and takes a text for a formula only where it is told so.
#[test]
fn every_sheet_is_in_order_and_holds_no_formula() {
    let bytes = told(FILES, "xlsx", &[]);
    let styles = part(&bytes, "xl/styles.xml");
    let looks = styles.split("<cellXfs").nth(1).unwrap();
    let looks = looks.split("</cellXfs>").next().unwrap().matches("<xf ").count();
    let strings = part(&bytes, "xl/sharedStrings.xml").matches("<si>").count();
    let (mut sheets, mut shared) = (0, 0);
    let archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names = archive.file_names().map(|name| name.unwrap().into_owned());
    for name in names.filter(|name| name.starts_with("xl/worksheets/sheet")) {
        let sheet = part(&bytes, &name);
        let starts = |mark: &str, end: &str| -> Vec<String> {
            let after = sheet.split(mark).skip(1);
            after
                .map(|rest| rest.split(end).next().unwrap().to_owned())
                .collect()
        };
        let rows: Vec<u32> = starts("<row r=\"", "\"")
            .iter()
            .map(|r| r.parse().unwrap())
            .collect();
        assert!(
            !rows.is_empty() && rows.is_sorted_by(|a, b| a < b),
            "{name}: {rows:?}"
        );
        assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{name}");
        let worn = starts(" s=\"", "\"");
        assert!(worn.iter().all(|s| s.parse::<usize>().unwrap() < looks), "{name}");
        let told_of = starts("t=\"s\"><v>", "<");
        assert!(
            told_of.iter().all(|n| n.parse::<usize>().unwrap() < strings),
            "{name}"
        );
        shared += told_of.len();
        sheets += 1;
    }
    assert!(sheets == 5 && shared > strings, "{sheets} {shared} {strings}");
    assert!(part(&bytes, "xl/sharedStrings.xml").contains(&format!("count=\"{shared}\"")));
}
