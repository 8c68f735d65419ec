//! `template`: blank workbooks that, rightly filled in, are found to be right.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a template without its parts fails the test"
)]

use crate::report::{dataaudit, root};
use calamine::{Reader as _, Xlsx, open_workbook};
use dataaudit::law::{self, Pack};
use dataaudit::model::{Entry, Lang, Severity, Type, Vocabulary, parse_date};
use dataaudit::report::{Form, kinds_asked};
use predicates::str::contains;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write as _};
use std::path::Path;

const DAY: &str = "2026-03-01";
/// Rows of the sheet, as it numbers them.
const HEADER: usize = 2;
const FIRST: usize = 5;

fn parts(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn part(path: &Path, name: &str) -> String {
    let found = parts(path).into_iter().find(|(n, _)| n == name);
    String::from_utf8(found.unwrap().1).unwrap()
}

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
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let row = sheet.rows().nth(HEADER - 1).unwrap();
    let bare = |cell: &calamine::Data| cell.to_string().trim_matches(['*', '△']).to_owned();
    row.iter().map(bare).enumerate().collect()
}

fn letters(column: usize) -> String {
    dataaudit::model::letters(column as u16)
}

/// Writes rows below the example as a person does: dates as dates in the column's own format, all else as text.
fn fill(path: &Path, rows: &[BTreeMap<usize, String>]) {
    let all = parts(path);
    let sheet = String::from_utf8(
        all.iter()
            .find(|p| p.0 == "xl/worksheets/sheet1.xml")
            .unwrap()
            .1
            .clone(),
    )
    .unwrap();
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

/// What was found, wherever it stands.
fn findings(report: &Value) -> BTreeSet<(String, String)> {
    let text = |f: &Value, key: &str| f[key].as_str().unwrap_or_default().to_owned();
    let all = report["findings"].as_array().unwrap().iter();
    all.map(|f| (text(f, "requirement"), text(f, "message")))
        .collect()
}

/// The rows of a table that is in order, by field.
fn clean(path: &Path, tables: &Value) -> Vec<BTreeMap<String, String>> {
    let columns = tables["columns"].as_array().unwrap();
    let fields: Vec<&str> = columns
        .iter()
        .map(|c| c["field"].as_str().unwrap_or_default())
        .collect();
    let mut file = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    file.records()
        .map(|row| {
            let row = row.unwrap();
            let cells = fields
                .iter()
                .zip(row.iter())
                .filter(|(f, c)| !f.is_empty() && !c.is_empty());
            cells.map(|(f, c)| ((*f).to_owned(), c.to_owned())).collect()
        })
        .collect()
}

/// The clean tables of an instrument, by kind.
fn clean_tables(id: &str) -> Vec<String> {
    let folder = root().join("fixtures").join(id);
    let mut all: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.file_name().unwrap().to_str().unwrap().starts_with("clean"))
        .map(|p| p.to_str().unwrap().to_owned())
        .collect();
    all.sort();
    all
}

/// The rows of a table with each cell in the column of its field.
fn placed(fields: &[&Entry], rows: &[BTreeMap<String, String>]) -> Vec<BTreeMap<usize, String>> {
    let cell = |(field, text): (&String, &String)| {
        let at = fields.iter().position(|f| f.id == *field)?;
        Some((at + 1, text.clone()))
    };
    rows.iter()
        .map(|row| row.iter().filter_map(cell).collect())
        .collect()
}

/// The tables of an instrument that are in order, copied into templates, are in order there: every column is known for what
/// it is, the example and the articles are no records, and nothing is found that was not found before.
#[test]
fn what_is_in_order_is_in_order_in_a_template() {
    let law = Law::built_in();
    for pack in &law.packs {
        let id = &pack.instrument.id;
        let before = checked(id, &clean_tables(id));
        let folder = tempfile::tempdir().unwrap();
        let (mut paths, mut made) = (Vec::new(), Vec::new());
        for input in before["inputs"].as_array().unwrap() {
            let table = &input["tables"][0];
            let kind = table["kind"].as_str().unwrap();
            let path = folder.path().join(format!("{}.xlsx", paths.len() + 100));
            let fields = law.template(id, kind, &path);
            let rows = clean(Path::new(input["path"].as_str().unwrap()), table);
            fill(&path, &placed(&fields, &rows));
            made.push(fields);
            paths.push(path.to_str().unwrap().to_owned());
        }
        let after = checked(id, &paths);
        for ((input, was), fields) in inputs(&after).zip(inputs(&before)).zip(&made) {
            let (table, was) = (&input["tables"][0], &was["tables"][0]);
            let kind = was["kind"].as_str().unwrap();
            assert_eq!(
                (&table["kind"], &table["rows"]),
                (&was["kind"], &was["rows"]),
                "{id}"
            );
            assert_eq!(table["skipped_rows"], 2, "{id} {kind}");
            known(fields, table, &format!("{id} {kind}"));
        }
        let (before, after) = (findings(&before), findings(&after));
        // The tables of the fixtures are each in order, and not made to be held against each other.
        let within = |(id, _): &&(String, String)| pack.requirement(id).is_some_and(|r| r.across().is_none());
        let new: Vec<_> = after.difference(&before).filter(within).collect();
        assert!(new.is_empty(), "{id}: {new:#?}");
    }
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

/// One row for each value on offer, every other cell filled in too: no value is refused and nothing is missing.
#[test]
fn whatever_the_lists_offer_is_taken() {
    let law = Law::built_in();
    for pack in &law.packs {
        let id = &pack.instrument.id;
        let folder = tempfile::tempdir().unwrap();
        let mut paths = Vec::new();
        for kind in kinds_asked(&[pack]).into_iter().filter(|k| *k != "meta") {
            let path = folder.path().join(format!("{kind}.xlsx"));
            let fields = law.template(id, kind, &path);
            fill(&path, &generated(&fields, &path));
            paths.push(path.to_str().unwrap().to_owned());
        }
        paths.sort();
        let report = checked(id, &paths);
        assert_eq!(report["summary"]["tables"], paths.len(), "{id}");
        for (input, path) in inputs(&report).zip(&paths) {
            let kind = Path::new(path).file_stem().unwrap().to_str().unwrap();
            assert_eq!(input["tables"][0]["kind"], kind, "{id}");
        }
        for finding in report["findings"].as_array().unwrap() {
            let requirement = pack
                .requirement(finding["requirement"].as_str().unwrap())
                .unwrap();
            let (id, message) = (&requirement.id, finding["message"].as_str().unwrap());
            // What is missing from other tables is theirs.
            let within = requirement.across().is_none();
            let kind = requirement.check().map_or("", |check| check.kind());
            let filled = within && matches!(kind, "required" | "required-when" | "one-of");
            assert!(!filled, "{id}: {message}");
        }
    }
}

/// A row for each value of the lists of a template, all cells filled in: from the lists, else by what the example shows.
fn generated(fields: &[&Entry], path: &Path) -> Vec<BTreeMap<usize, String>> {
    let lists = lists(path);
    let mut base = BTreeMap::new();
    let headers: Vec<(usize, String)> = headers(path).into_iter().skip(1).collect();
    for ((at, header), entry) in headers.iter().zip(fields) {
        let value = match (lists.get(header), &entry.kind) {
            (Some(values), _) => values[0].clone(),
            (None, Type::Date) => "2026-02-20".to_owned(),
            (None, Type::Number) => "0".to_owned(),
            (None, _) => format!("内容{at}"),
        };
        base.insert(*at, value);
    }
    let mut rows = vec![base.clone()];
    for (at, header) in &headers {
        for value in lists.get(header).into_iter().flatten() {
            let mut row = base.clone();
            row.insert(*at, value.clone());
            rows.push(row);
        }
    }
    rows
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

/// Several instruments at once: the table of one of them, its blanks filled in from that of the other.
#[test]
fn one_template_serves_several_instruments() {
    let law = Law::built_in();
    let listing = |pack: &&Pack| {
        let lists = |r: &law::Requirement| r.is_about("catalog") && r.missing == Some(Severity::Error);
        pack.requirements.iter().any(lists)
    };
    let all: Vec<&Pack> = law.packs.iter().filter(listing).collect();
    assert!(all.len() > 1);
    let ids: Vec<&str> = all.iter().map(|p| p.instrument.id.as_str()).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("several.xlsx");
    let fields = law.template(&ids.join(","), "catalog", &path);
    let articles = {
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let row = sheet.rows().nth(HEADER).unwrap();
        row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    for pack in &all {
        assert!(
            articles.contains(&format!("{}第", pack.instrument.names[0])),
            "{articles}"
        );
    }
    fill(&path, &generated(&fields, &path));
    let report = checked(&ids.join(","), &[path.to_str().unwrap().to_owned()]);
    let table = &report["inputs"][0]["tables"][0];
    assert_eq!(table["kind"], "catalog");
    known(&fields, table, "several");
    for finding in report["findings"].as_array().unwrap() {
        assert_ne!(finding["observed"], "", "{}", finding["message"]);
    }
}

#[test]
fn a_blank_template_has_no_rows_and_is_no_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("blank.xlsx");
    let path = path.to_str().unwrap();
    let asked = ["template", "-j", "宁夏", "-o", path, "--as-of", DAY];
    dataaudit(&asked)
        .assert()
        .success()
        .stdout("")
        .stderr(contains("模板已写入"));
    dataaudit(&["check", "-j", "ningxia", "--as-of", DAY, path])
        .assert()
        .code(3)
        .stdout(contains("没有数据行"))
        .stdout(contains("第 3 行（表头下的条款依据） 第 4 行（没有删除的样例）"));
    let bytes = std::fs::read(path).unwrap();
    dataaudit(&asked)
        .assert()
        .code(2)
        .stderr(contains("已经存在"))
        .stderr(contains("--force"));
    dataaudit(&[&asked[..], &["--force"]].concat()).assert().success();
    assert!(
        std::fs::read(path).unwrap() == bytes,
        "the same template is the same bytes"
    );
}

#[test]
fn lists_colours_and_checks_stand_in_the_package() {
    let law = Law::built_in();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("blank.xlsx");
    law.template("ningxia,national", "catalog", &path);
    let sheet = part(&path, "xl/worksheets/sheet1.xml");
    let headers = headers(&path);
    let column = |zh: &str| letters(headers.iter().find(|(_, h)| h == zh).unwrap().0);
    let (class, condition) = (column("共享属性"), column("共享条件"));
    let validation = |column: &str| {
        let range = format!("sqref=\"{column}{FIRST}:{column}10000\"");
        let found = sheet
            .split("<dataValidation ")
            .skip(1)
            .find(|v| v.contains(&range));
        found.unwrap_or_else(|| panic!("{column}")).to_owned()
    };
    assert!(validation(&class).contains("type=\"list\"") && validation(&class).contains("list_share_class"));
    assert!(validation(&column("目录更新日期")).contains("type=\"date\""));
    assert!(validation(&column("数据目录名称")).contains("type=\"textLength\""));
    for (at, header) in headers.iter().skip(1) {
        let validation = validation(&letters(*at));
        let prompt = validation
            .split("prompt=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        assert!(
            prompt.contains('第') && prompt.replace("&#xA;", " ").chars().count() <= 255,
            "{header}: {prompt}"
        );
    }
    let asked = format!("TRIM(${class}{FIRST})=\"有条件共享\",LEN(TRIM(${condition}{FIRST}))=0");
    let colours: Vec<&str> = sheet.split("<conditionalFormatting ").skip(1).collect();
    let on = format!("sqref=\"{condition}{FIRST}:{condition}10000\"");
    let plain = |c: &str| c.replace("&quot;", "\"");
    assert!(
        colours
            .iter()
            .any(|c| c.starts_with(&on) && plain(c).contains(&asked)),
        "{asked}"
    );
    for kept in ["state=\"frozen\"", "orientation=\"landscape\"", "paperSize=\"9\""] {
        assert!(sheet.contains(kept), "{kept}");
    }
    let names = part(&path, "xl/workbook.xml");
    for name in ["list_share_class", "list_nothing", "_xlnm.Print_Titles"] {
        assert!(names.contains(&format!("name=\"{name}\"")), "{name}");
    }
    assert!(names.contains("字典") && names.contains("填表说明"));
}

/// A list of a cell that only another cell asks for is there only while it does.
#[test]
fn a_list_hangs_on_the_cell_that_asks_for_it() {
    let law = Law::built_in();
    let folder = tempfile::tempdir().unwrap();
    let mut hanging = 0;
    for pack in &law.packs {
        for kind in kinds_asked(&[pack]).into_iter().filter(|k| *k != "meta") {
            let path = folder.path().join("blank.xlsx");
            law.template(&pack.instrument.id, kind, &path);
            let sheet = part(&path, "xl/worksheets/sheet1.xml");
            hanging += sheet.matches("<formula1>IF(AND(").count();
        }
    }
    assert!(hanging > 0);
}

#[test]
fn what_cannot_be_made_is_refused_with_the_way_out() {
    let refused = |arguments: &[&str], with: &[&str]| {
        let mut run = dataaudit(&[&["template", "--as-of", DAY], arguments].concat())
            .assert()
            .code(2)
            .stdout("");
        for words in with {
            run = run.stderr(contains(*words));
        }
    };
    refused(
        &["-j", "ningxia", "--kind", "sharing_request"],
        &["sharing_request", "sharing_requests"],
    );
    refused(&["-j", "ningxia", "--kind", "共享申请台帐"], &["共享申请台账"]);
    refused(
        &["-j", "ningxia", "--kind", "outsourcing"],
        &["服务外包台账", "--kind", "catalog 公共数据目录"],
    );
    refused(&["-j", "mars"], &["mars"]);
    let pack = root().join("src/law/packs/ningxia.toml");
    let pack = pack.to_str().unwrap();
    refused(&["--pack", pack, "-o", pack, "--force"], &[pack]);
}

#[test]
fn an_instrument_that_lists_no_fields_gets_the_national_ones_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("blank.xlsx");
    let asked = [
        "template",
        "-j",
        "xinjiang",
        "-o",
        path.to_str().unwrap(),
        "--as-of",
        DAY,
    ];
    dataaudit(&asked)
        .assert()
        .success()
        .stderr(contains("没有逐项列出公共数据目录要有哪些栏"));
    let headers = headers(&path);
    for zh in ["数据目录名称", "提供单位", "开放属性"] {
        assert!(headers.iter().any(|(_, h)| h == zh), "{zh}");
    }
}

#[test]
fn english_help_stands_around_chinese_headers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("blank.xlsx");
    let name = path.to_str().unwrap();
    dataaudit(&[
        "template", "-j", "ningxia", "--lang", "en", "-o", name, "--as-of", DAY,
    ])
    .assert()
    .success();
    assert!(headers(&path).iter().any(|(_, h)| h == "数据目录名称"));
    assert!(part(&path, "xl/worksheets/sheet1.xml").contains("choose one from the list"));
    assert!(part(&path, "xl/sharedStrings.xml").contains("How to fill in"));
}
