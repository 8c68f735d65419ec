//! `template`: blank workbooks that, rightly filled in, are found to be right.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a template without its parts fails the test"
)]

mod filled;
mod formula;
mod look;
mod person;
mod refused;

use crate::package::{parts, text};
use crate::report::dataaudit;
use calamine::{DataType as _, Reader as _, Xlsx, open_workbook};
use dataaudit::law::{self, Pack};
use dataaudit::model::{Entry, Lang, Vocabulary, parse_date};
use dataaudit::report::Form;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

const DAY: &str = "2026-03-01";

/// Rows of the sheet, as it numbers them.
const HEADER: usize = 2;

const FIRST: usize = 5;

/// What templates are made of.
struct Law {
    vocabulary: Vocabulary,
    packs: Vec<Pack>,
}

impl Law {
    fn built_in() -> Self {
        let vocabulary = Vocabulary::built_in();
        let packs = law::built_in(&vocabulary);
        Self { vocabulary, packs }
    }

    /// The packs of a comma-separated list.
    fn chosen(&self, ids: &str) -> Vec<&Pack> {
        let called = |id: &str| self.packs.iter().find(|p| p.instrument.id == id).unwrap();
        ids.split(',').map(called).collect()
    }

    /// Writes a template; the fields of its columns come back.
    fn template(&self, ids: &str, kind: &str, path: &Path) -> Vec<&Entry> {
        let day = (Lang::Zh, DAY.parse().unwrap());
        let form = Form::new(&self.chosen(ids), &self.packs, kind, &self.vocabulary, day).unwrap();
        form.write(&mut std::fs::File::create(path).unwrap()).unwrap();
        form.fields().map(|f| self.vocabulary.entry(f)).collect()
    }
}

/// The headers of the first sheet, marks aside, with their columns.
fn headers(path: &Path) -> Vec<(usize, String)> {
    let bare = |cell: String| cell.trim_matches(['*', '△']).to_owned();
    row(path, HEADER).into_iter().map(bare).enumerate().collect()
}

/// A row of the first sheet, as it is numbered.
fn row(path: &Path, number: usize) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let row = sheet.rows().nth(number - 1).unwrap();
    let cell = |cell: &calamine::Data| match cell.as_datetime() {
        Some(day) => day.format("%Y-%m-%d").to_string(),
        None => cell.to_string(),
    };
    row.iter().map(cell).collect()
}

fn letters(column: usize) -> String {
    dataaudit::model::letters(column as u16)
}

/// The lists of a template by header, as its sheet 字典 has them.
fn lists(path: &Path) -> BTreeMap<String, Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = book.worksheet_range("字典").unwrap();
    let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in sheet.rows().skip(1) {
        lists
            .entry(row[0].to_string())
            .or_default()
            .push(row[1].to_string());
    }
    lists
}

/// Writes rows below the example as a person does: dates as dates in the column's own format, all else as text.
fn fill(path: &Path, rows: &[BTreeMap<usize, String>]) {
    let all = parts(path);
    let sheet = text(&all, "xl/worksheets/sheet1.xml");
    let number = |text: &str, key: &str| -> Option<usize> {
        let rest = text.split(&format!("{key}=\"")).nth(1)?;
        rest.split('"').next()?.parse().ok()
    };
    let columns: Vec<&str> = sheet.split("<col ").skip(1).collect();
    let style = |column: usize| -> usize {
        let spans = |c: &&&str| number(c, "min").unwrap() <= column + 1 && number(c, "max").unwrap() > column;
        number(columns.iter().find(spans).unwrap(), "style").unwrap()
    };
    let mut written = String::new();
    for (number, row) in (FIRST..).zip(rows) {
        written.extend(["<row r=\"", &number.to_string(), "\">"]);
        for (&column, text) in row {
            let (cell, style) = (format!("{}{number}", letters(column)), style(column));
            let dated = text.len() == 10 && text.starts_with("20");
            let content = if let Some(date) = parse_date(text).filter(|_| dated) {
                let zero = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
                let days = (date.day - zero).num_days();
                format!("<c r=\"{cell}\" s=\"{style}\"><v>{days}</v></c>")
            } else {
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            };
            written.push_str(&content);
        }
        written.push_str("</row>");
    }
    let filled = sheet.replace("</sheetData>", &format!("{written}</sheetData>"));
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, bytes) in all {
        zip.start_file(&name, zip::write::SimpleFileOptions::default())
            .unwrap();
        let bytes = if name == "xl/worksheets/sheet1.xml" {
            filled.as_bytes()
        } else {
            &bytes
        };
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

fn checked(ids: &str, paths: &[String]) -> Value {
    let mut arguments = vec!["check", "-j", ids, "--as-of", DAY, "-f", "json", "-q"];
    arguments.extend(paths.iter().map(String::as_str));
    let output = dataaudit(&arguments).output().unwrap();
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

fn inputs(report: &Value) -> impl Iterator<Item = &Value> {
    report["inputs"].as_array().unwrap().iter()
}

/// Every column is taken for the field that it was made for.
fn known(fields: &[&Entry], table: &Value, place: &str) {
    let columns = table["columns"].as_array().unwrap();
    let read: Vec<&str> = columns
        .iter()
        .skip(1)
        .map(|c| c["field"].as_str().unwrap_or_default())
        .collect();
    let made: Vec<&str> = fields.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(read, made, "{place}");
}
