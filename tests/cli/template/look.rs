//! What stands in the package of a template: lists, colours, checks, prompts.

use super::{DAY, FIRST, Law, headers, letters};
use crate::package::{parts, text};
use crate::report::dataaudit;
use dataaudit::report::kinds_asked;
use std::path::Path;

fn part(path: &Path, name: &str) -> String {
    text(&parts(path), name)
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
    let asked = format!("TRIM(${class}{FIRST})=\"有条件共享\",OR(LEN(TRIM(${condition}{FIRST}))=0,");
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
