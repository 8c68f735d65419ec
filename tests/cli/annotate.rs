//! `--annotate`: the department's own workbook comes back whole, with its problems marked.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a copy without its parts fails the test"
)]

use crate::package::{parts, text};
use crate::report::dataaudit;
use calamine::Reader as _;
use predicates::str::contains;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Format, Note, Workbook,
};
use serde_json::Value;
use std::path::Path;

const HEADS: [&str; 12] = [
    "资源编码",
    "数据目录名称",
    "信息项名称",
    "数据类型",
    "提供单位",
    "资源格式",
    "更新周期",
    "更新日期",
    "数据分类分级",
    "共享类型",
    "开放属性",
    "能否授权运营",
];

/// A workbook as departments keep them: merged title, drop-down, rules of colour, a note on a bad cell, print titles,
/// another sheet that is not audited.
fn department(path: &Path) {
    let mut book = Workbook::new();
    let about = book.add_worksheet();
    about.set_name("填报说明").unwrap();
    about.write_string(0, 0, "请各单位按模板填报").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("资源 '的'目录").unwrap();
    sheet
        .merge_range(0, 0, 0, 11, "公共数据目录", &Format::new().set_bold())
        .unwrap();
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string(1, column, head).unwrap();
    }
    for row in 2..8u32 {
        let name = format!("水库水情{row}");
        let cells = [
            "NX-1",
            name.as_str(),
            "水位",
            "数值型",
            "自治区水利厅",
            "数据库",
            "想起来就更新",
            "2026-02-01",
            "",
            "=1+1",
            "",
            "能",
        ];
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let choice = DataValidation::new().allow_list_strings(&["能", "否"]).unwrap();
    sheet.add_data_validation(2, 11, 7, 11, &choice).unwrap();
    let rule = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::EqualTo("能"))
        .set_format(Format::new().set_bold());
    sheet.add_conditional_format(2, 11, 7, 11, &rule).unwrap();
    sheet.insert_note(2, 9, &Note::new("厅里原来的批注")).unwrap();
    sheet.set_repeat_rows(0, 1).unwrap();
    sheet.set_active(true);
    book.define_name("类型", "='填报说明'!$A$1").unwrap();
    book.save(path).unwrap();
}

/// Audits a file into a folder beside it; the copies by name, and the findings.
fn copies(input: &Path, to: &Path) -> Vec<Value> {
    let (input, to) = (input.to_str().unwrap(), to.to_str().unwrap());
    let arguments = [
        "check",
        input,
        "-j",
        "ningxia",
        "--as-of",
        "2026-03-01",
        "-f",
        "json",
        "--annotate",
        to,
    ];
    let output = dataaudit(&arguments).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{told}"));
    report["findings"].as_array().unwrap().clone()
}

fn the_copy(folder: &Path) -> std::path::PathBuf {
    let mut all = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let one = all.next().unwrap();
    assert_eq!(all.next(), None);
    one
}

/// The list: place, and where it leads.
fn listed(copy: &Path) -> Vec<String> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(copy).unwrap();
    let list = book.worksheet_range("问题清单").unwrap();
    list.rows().skip(2).map(|row| row[2].to_string()).collect()
}

#[test]
fn the_workbook_comes_back_whole_with_its_problems_marked() {
    let folder = tempfile::tempdir().unwrap();
    let (input, to) = (folder.path().join("目录.xlsx"), folder.path().join("退回"));
    department(&input);
    let findings = copies(&input, &to);
    assert!(findings.len() > 10, "{}", findings.len());
    let copy = the_copy(&to);
    let (before, after) = (parts(&input), parts(&copy));

    let touched = [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/_rels/sheet2.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    ];
    for (name, bytes) in &before {
        if !touched.contains(&name.as_str()) {
            assert!(after.get(name) == Some(bytes), "{name} is not as it was");
        }
    }
    for (name, bytes) in &after {
        if name != "xl/drawings/vmlDrawing1.vml" || !bytes.is_empty() {
            let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
            let mut buffer = Vec::new();
            while reader.read_event_into(&mut buffer).unwrap() != quick_xml::events::Event::Eof {
                buffer.clear();
            }
        }
    }

    let mut original: calamine::Xlsx<_> = calamine::open_workbook(&input).unwrap();
    let mut marked: calamine::Xlsx<_> = calamine::open_workbook(&copy).unwrap();
    let names = original.sheet_names();
    let shown = marked.sheet_names();
    assert_eq!((shown[0].as_str(), &shown[1..]), ("问题清单", &names[..]));
    for name in &names {
        assert!(
            original.worksheet_range(name).unwrap() == marked.worksheet_range(name).unwrap(),
            "{name}"
        );
    }

    let places: Vec<String> = listed(&copy);
    assert_eq!(places.len(), findings.len());
    let list = text(&after, "xl/worksheets/audit1.xml");
    let sheet = text(&after, "xl/worksheets/sheet2.xml");
    let comments = text(&after, "xl/comments1.xml");
    for (finding, (row, place)) in findings.iter().zip((3..).zip(&places)) {
        let Some(cell) = finding["location"]["cell"].as_str() else {
            continue;
        };
        assert_eq!(*place, format!("资源 '的'目录!{cell}"));
        let link = format!(
            "<hyperlink ref=\"C{row}\" location=\"&apos;资源 &apos;&apos;的&apos;&apos;目录&apos;!{cell}\"/>"
        );
        assert!(list.contains(&link), "{link}");
        assert!(comments.contains(&format!("ref=\"{cell}\"")), "{cell}");
        assert!(comments.contains(finding["requirement"].as_str().unwrap()));
    }
    assert_eq!(comments.matches("厅里原来的批注").count(), 1);
    assert_eq!(
        comments.matches("<comment ").count(),
        text(&after, "xl/drawings/vmlDrawing1.vml")
            .matches("<v:shape ")
            .count()
    );
    let ours = sheet.find("<formula>TRUE</formula>").unwrap();
    assert!(ours < sheet.find("<dataValidations").unwrap() && sheet.find("\"cellIs\"").unwrap() < ours);
    assert!(sheet.contains("<mergeCell ref=\"A1:L1\"/>"));

    let book = text(&after, "xl/workbook.xml");
    assert!(book.contains("activeTab=\"2\""), "{book}");
    assert!(
        book.contains("name=\"_xlnm.Print_Titles\" localSheetId=\"2\""),
        "{book}"
    );
    assert!(!list.contains("<f>"));
}

#[test]
fn a_text_file_comes_back_as_a_workbook_of_the_same_cells() {
    let folder = tempfile::tempdir().unwrap();
    let (input, to) = (folder.path().join("目录.csv"), folder.path().join("退回"));
    let mut lines = HEADS.join(",");
    lines.push_str(
        "\nNX-1,=HYPERLINK(1),水位,数值型,=cmd|x,数据库,想起来就更新,2026-02-01,,\u{1}_x0041_,,能\n",
    );
    std::fs::write(&input, &lines).unwrap();
    let findings = copies(&input, &to);
    let copy = the_copy(&to);
    assert_eq!(
        copy.file_name().unwrap().to_str().unwrap().rsplit('_').next(),
        Some("目录.csv.xlsx")
    );
    assert_eq!(listed(&copy).len(), findings.len());
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&copy).unwrap();
    let names = book.sheet_names();
    let rows = book.worksheet_range(&names[1]).unwrap();
    assert_eq!(rows.get((1, 1)).unwrap().to_string(), "=HYPERLINK(1)");
    assert!(
        parts(&copy)
            .values()
            .all(|part| !String::from_utf8_lossy(part).contains("<f>"))
    );
}

/// What a finding says and where, whatever the file is called.
fn said(finding: &Value, with_sheet: bool) -> String {
    let place = &finding["location"];
    let sheet = if with_sheet { &place["sheet"] } else { &Value::Null };
    let (what, observed) = (&finding["requirement"], &finding["observed"]);
    format!(
        "{what} {sheet} {} {} {observed} {}",
        place["cell"], place["row"], finding["message"]
    )
}

#[test]
fn a_copy_that_comes_back_is_judged_as_its_original() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("目录.xlsx");
    department(&book);
    let csv = folder.path().join("目录.csv");
    let lines = "NX-1,=HYPERLINK(1),水位,数值型,水利厅,数据库,想起来就更新,2026-02-01,,乱写,,能";
    std::fs::write(&csv, format!("{}\n{lines}\n{lines}\n", HEADS.join(","))).unwrap();
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    let others = std::fs::read_dir(formats).unwrap().map(|e| e.unwrap().path());
    let mut judged = 0;
    for (number, input) in [book, csv].into_iter().chain(others).enumerate() {
        for lang in ["zh", "en"] {
            let to = folder.path().join(format!("{number}{lang}"));
            let (path, out) = (input.to_str().unwrap(), to.to_str().unwrap());
            let audit = |path: &str, more: &[&str]| {
                let common = [
                    "-j",
                    "ningxia",
                    "--as-of",
                    "2026-03-01",
                    "-f",
                    "json",
                    "--lang",
                    lang,
                ];
                let mut command = dataaudit(&["check", path]);
                let output = command.args(common).args(more).output().unwrap();
                serde_json::from_slice::<Value>(&output.stdout).unwrap_or_default()
            };
            let before = audit(path, &["--annotate", out]);
            if before["findings"].as_array().is_none_or(Vec::is_empty) {
                continue;
            }
            let after = audit(the_copy(&to).to_str().unwrap(), &[]);
            let named = !before["inputs"][0]["tables"][0]["sheet"].is_null();
            let all = |report: &Value| -> Vec<String> {
                let mut all: Vec<_> = report["findings"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|f| said(f, named))
                    .collect();
                all.sort();
                all
            };
            assert_eq!(all(&before), all(&after), "{path}");
            let passed = after["inputs"][0]["skipped"].as_array().unwrap();
            let list = if lang == "zh" { "问题清单" } else { "Findings" };
            assert!(passed.iter().any(|s| s["sheet"] == list), "{path}: {passed:?}");
            judged += 1;
        }
    }
    assert!(judged >= 4, "{judged}");
}

#[test]
fn the_folder_is_empty_or_forced_and_never_that_of_the_inputs() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("目录.xlsx");
    department(&input);
    let check = |to: &Path, more: &[&str]| {
        let (input, to) = (input.to_str().unwrap(), to.to_str().unwrap());
        let mut command = dataaudit(&[
            "check",
            input,
            "-j",
            "ningxia",
            "--as-of",
            "2026-03-01",
            "--annotate",
            to,
        ]);
        command.args(more).assert()
    };
    check(folder.path(), &["--force"])
        .code(2)
        .stderr(contains("--annotate"));
    let to = folder.path().join("退回");
    check(&to, &[]).code(1);
    let first = std::fs::read(the_copy(&to)).unwrap();
    check(&to, &[]).code(2).stderr(contains("不是空的"));
    check(&to, &["--force"]).code(1);
    assert!(
        std::fs::read(the_copy(&to)).unwrap() == first,
        "the same copy twice"
    );
}
