//! What nobody sees counts for nothing: blanks without width, hidden rows and sheets.

use super::*;

#[test]
fn what_nobody_sees_is_no_reason_and_no_name() {
    for key in ["reason", "approver", "provider", "resource"] {
        let line = WAIVER.lines().find(|line| line.starts_with(key)).unwrap();
        let text = WAIVER.replace(line, &format!("{key} = \"\u{200B}\u{2060}\""));
        let folder = desk(&[("w.toml", &text)]);
        at(folder.path(), &["check", "b.xlsx", "--waivers", "w.toml"])
            .args(HOW)
            .assert()
            .code(2)
            .stderr(contains("w.toml:2"));
    }
    let folder = desk(&[(
        "dataaudit.toml",
        "[severity.NX-26-open-class-values]\nlevel = \"info\"\nreason = \"\u{200B}\"\n",
    )]);
    let check = at(folder.path(), &["check", "b.xlsx"]).args(HOW).assert();
    check.code(2).stderr(contains("dataaudit.toml:3"));
    at(folder.path(), &["check", "b.xlsx", "--isolated"])
        .args(["--severity", "NX-26-open-class-values=info:\u{200B}"])
        .args(HOW)
        .assert()
        .code(2);
}

#[test]
fn a_level_holds_nothing_of_the_reason() {
    for level in ["info:x=1", "info：x"] {
        let text = format!("[severity.NX-26-open-class-values]\nlevel = \"{level}\"\nreason = \"过渡\"\n");
        let folder = desk(&[("dataaudit.toml", &text)]);
        let check = at(folder.path(), &["check", "b.xlsx"]).args(HOW).assert();
        check
            .code(2)
            .stderr(contains("不是级别").and(contains("dataaudit.toml:2")));
    }
}

/// A list of one waiver as a workbook.
fn listed(path: &Path, with: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let heads = ["要求", "单位", "资源", "理由", "批准人", "到期日期"];
    let cells = [
        "NX-26-open-class-values",
        "*",
        "*",
        "旧系统停用",
        "局长",
        "2026-12-31",
    ];
    for (row, texts) in (0..).zip([heads, cells]) {
        for (column, text) in (0..).zip(texts) {
            page.write_string(row, column, text).unwrap();
        }
    }
    with(page);
    let shown = book.add_worksheet();
    shown.set_name("说明").unwrap();
    if book.worksheet_from_index(0).unwrap().name() == "隐" {
        book.worksheet_from_index(1)
            .unwrap()
            .set_active(true)
            .set_first_tab(true);
    }
    book.save(path).unwrap();
}

#[test]
fn a_waiver_that_nobody_sees_waives_nothing() {
    let folder = desk(&[]);
    let path = folder.path().join("w.xlsx");
    let check = || {
        at(folder.path(), &["check", "b.xlsx", "--waivers", "w.xlsx"])
            .args(HOW)
            .assert()
    };
    listed(&path, |_| ());
    check().code(1);
    listed(&path, |page| {
        page.set_row_hidden(1).unwrap();
    });
    check().code(2).stderr(contains("第 2 行是隐藏的"));
    listed(&path, |page| {
        page.set_name("隐").unwrap().set_hidden(true);
    });
    check().code(2).stderr(contains("第一个工作表是隐藏的"));
}
