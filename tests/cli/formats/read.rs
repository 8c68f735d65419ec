//! Reports read back: how many findings of each level, how many files not read, and where each finding is. Every format
//! has its reader here; one that has none fails the tests.

#![expect(clippy::panic, reason = "what no reader knows fails the test")]

mod pipelines;

use calamine::{Data, Reader as _, Xlsx};
pub(super) use pipelines::suites;
use pipelines::{github, gitlab, junit, sarif};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;
use std::io::Cursor;

/// Level, requirement, file and place of a finding.
pub(super) type Place = (usize, String, String, String);

/// What a report told.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Errors, warnings, infos, what is waived.
    pub(super) levels: [u64; 4],
    pub(super) unread: u64,
    /// Where a format tells it of every finding.
    pub(super) places: Option<Vec<Place>>,
}

impl Told {
    fn of(places: Vec<Place>, unread: u64) -> Self {
        let mut levels = [0; 4];
        for (level, ..) in &places {
            levels[*level] += 1;
        }
        Self {
            levels,
            unread,
            places: Some(places),
        }
    }
}

/// Reads a report of the format of that name.
pub(super) fn read(format: &str, bytes: &[u8]) -> Told {
    match format {
        "table" => table(bytes),
        "json" => json(&serde_json::from_slice(bytes).unwrap()),
        "jsonl" => jsonl(bytes),
        "csv" => csv(bytes),
        "sarif" => sarif(&serde_json::from_slice(bytes).unwrap()),
        "junit" => junit(bytes),
        "gitlab" => gitlab(&serde_json::from_slice(bytes).unwrap()),
        "github" => github(bytes),
        "xlsx" => xlsx(bytes),
        "markdown" => markdown(std::str::from_utf8(bytes).unwrap()),
        "html" => html(std::str::from_utf8(bytes).unwrap()),
        other => panic!("{other} does not say how its findings are counted"),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Where findings that do not count stand among the levels.
const WAIVED: usize = 3;

/// The number of a level by its word, whatever the language or program.
fn level(word: &str) -> Option<usize> {
    let words = [
        ["error", "违规", "major"],
        ["warning", "存疑", "minor"],
        ["info", "提示", "note"],
        ["waived", "豁免", ""],
    ];
    words.iter().position(|w| w.contains(&word))
}

/// What a place is called everywhere.
fn address(sheet: Option<&str>, cell: Option<&str>, row: u64) -> String {
    let cell = cell.map_or_else(|| row.to_string(), str::to_owned);
    sheet.map_or_else(|| cell.clone(), |sheet| format!("{sheet}!{cell}"))
}

/// The page for people: its own sums, since it may show one place once for several instruments.
fn table(bytes: &[u8]) -> Told {
    let page = std::str::from_utf8(bytes).unwrap();
    let sums = page.lines().rev().find_map(|line| {
        let numbers = |part: &str| part.split(' ').find_map(|w| w.parse::<u64>().ok());
        let is_sums = line.contains("豁免 ") || line.contains("waived ");
        let parts: Vec<u64> = line.split('·').filter_map(numbers).collect();
        is_sums.then(|| <[u64; 4]>::try_from(parts).ok()).flatten()
    });
    let unread = |l: &&str| l.starts_with("没有审到 ") || l.starts_with("not audited: ");
    Told {
        levels: sums.unwrap(),
        unread: page.lines().filter(unread).count() as u64,
        places: None,
    }
}

fn json_place(finding: &Value) -> Place {
    let at = &finding["location"];
    let (sheet, cell) = (at["sheet"].as_str(), at["cell"].as_str());
    let place = address(sheet, cell, at["row"].as_u64().unwrap());
    let level = if finding["waived"].is_null() {
        level(finding["severity"].as_str().unwrap()).unwrap()
    } else {
        WAIVED
    };
    (level, text(&finding["requirement"]), text(&at["file"]), place)
}

fn json(report: &Value) -> Told {
    let findings = report["findings"].as_array().unwrap();
    let unread = report["inputs"].as_array().unwrap().iter();
    let unread = unread.filter(|i| !i["error"].is_null()).count() as u64;
    let told = Told::of(findings.iter().map(json_place).collect(), unread);
    let sums = ["errors", "warnings", "infos", "waived"].map(|k| report["summary"][k].as_u64().unwrap());
    assert_eq!(told.levels, sums);
    told
}

fn jsonl(bytes: &[u8]) -> Told {
    let lines = std::str::from_utf8(bytes).unwrap().lines();
    let lines: Vec<Value> = lines.map(|l| serde_json::from_str(l).unwrap()).collect();
    let (tail, findings) = lines[1..].split_last().unwrap();
    let mut whole = tail.clone();
    whole["findings"] = findings.to_vec().into();
    json(&whole)
}

pub(super) fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap();
    let mut reader = csv::Reader::from_reader(bytes);
    let records = reader.records().map(|r| r.unwrap());
    records.map(|r| r.iter().map(str::to_owned).collect()).collect()
}

fn csv(bytes: &[u8]) -> Told {
    assert!(bytes.ends_with(b"\r\n"));
    let (mut places, mut unread) = (Vec::new(), 0);
    for row in csv_rows(bytes) {
        let some = |i: usize| Some(row[i].as_str()).filter(|t| !t.is_empty());
        match level(&row[0]) {
            Some(level) => {
                let level = if row[23].is_empty() { level } else { WAIVED };
                let place = address(some(3), some(4), row[5].parse().unwrap());
                places.push((level, row[1].clone(), row[2].clone(), place));
            }
            None => unread += u64::from(["未审到", "not audited"].contains(&row[0].as_str())),
        }
    }
    Told::of(places, unread)
}

/// The rows of data that the page's script lists, the counts of each group's heading being their sums.
fn html(page: &str) -> Told {
    let data = page.split_once("id=\"rows\">").unwrap().1;
    let rows: Vec<Value> = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    let mut levels = [0; 4];
    for row in &rows {
        levels[usize::try_from(row[1].as_u64().unwrap()).unwrap()] += 1;
    }
    for (class, level) in [("error", 0), ("warning", 1), ("info", 2), ("waived", 3)] {
        let mark = format!("<span class=\"level {class}\">");
        let headings = page.lines().filter(|l| l.contains("<span class=\"levels\">"));
        let said = headings.flat_map(|l| l.split(&mark).skip(1)).map(|rest| {
            let (text, _) = rest.split_once('<').unwrap();
            text.rsplit(' ').next().unwrap().parse::<u64>().unwrap()
        });
        assert_eq!(said.sum::<u64>(), levels[level], "{class}");
    }
    let stopped = page.split_once("<ul class=\"stopped\">");
    let stopped = stopped.map_or("", |(_, rest)| rest.split_once("</ul>").unwrap().0);
    Told {
        levels,
        unread: stopped.matches("<li>").count() as u64,
        places: None,
    }
}

/// The sheets of a workbook with their rows as text.
pub(crate) fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let row = |row: &[Data]| row.iter().map(ToString::to_string).collect();
    let sheet = |name: String| {
        let rows = book.worksheet_range(&name).unwrap();
        (name, rows.rows().map(row).collect())
    };
    names.into_iter().map(sheet).collect()
}

fn xlsx(bytes: &[u8]) -> Told {
    let sheets = sheets(bytes);
    let is_list = |name: &str| name.starts_with("问题清单") || name.starts_with("Findings");
    let lists = sheets.iter().filter(|(name, _)| is_list(name));
    let mut levels = [0; 4];
    for row in lists.flat_map(|(_, rows)| &rows[1..]) {
        levels[level(&row[1]).unwrap()] += 1;
    }
    let said = |row: &&Vec<String>| {
        row.iter()
            .any(|c| c.starts_with("没有审到 ") || c.starts_with("not audited: "))
    };
    Told {
        levels,
        unread: sheets[0].1.iter().filter(said).count() as u64,
        places: None,
    }
}

fn markdown(page: &str) -> Told {
    let mut levels = [0; 4];
    for head in page.lines().filter_map(|line| line.strip_prefix("#### ")) {
        for part in head.split(" · ").skip(1) {
            let (word, n) = part.rsplit_once(' ').unwrap();
            levels[level(word).unwrap()] += n.parse::<u64>().unwrap();
        }
    }
    let said = |line: &&str| line.starts_with("- 没有审到 ") || line.starts_with("- not audited: ");
    Told {
        levels,
        unread: page.lines().filter(said).count() as u64,
        places: None,
    }
}
