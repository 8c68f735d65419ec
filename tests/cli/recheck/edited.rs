//! A list whose rows are not those that were handed out is refused; what honest people do to it does no harm.

use super::{BY, Desk, ROWS, mended};
use crate::formats::read::sheets;
use crate::report::dataaudit;
use predicates::prelude::*;
use predicates::str::contains;
use rust_xlsxwriter::Workbook;

type Rows = Vec<Vec<String>>;

/// Columns of the list.
const LEVEL: usize = 1;
const ASKS: usize = 2;
const FILE: usize = 5;
const CELL: usize = 7;
const CODE: usize = 9;
const BODY: usize = 10;
const ANSWER: usize = 17;
const PRINT: usize = 19;

/// The list with its rows, heads first, changed; on a sheet of that name.
fn rewritten(desk: &Desk, list: &str, name: &str, sheet: &str, change: impl FnOnce(&mut Rows)) -> String {
    let mut pages = sheets(&std::fs::read(list).unwrap());
    let at = pages.iter().position(|(name, _)| name == "问题清单").unwrap();
    let mut rows = pages.swap_remove(at).1;
    change(&mut rows);
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name(sheet).unwrap();
    for (r, row) in (0..).zip(rows) {
        for (c, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            page.write_string(r, c, cell).unwrap();
        }
    }
    let path = desk.path(name);
    book.save(&path).unwrap();
    path
}

/// What is done to a list.
type Change = Box<dyn Fn(&mut Rows)>;

fn set(column: usize, value: &str) -> impl Fn(&mut Rows) {
    move |rows| {
        let cell = rows.get_mut(1).and_then(|row| row.get_mut(column));
        value.clone_into(cell.unwrap());
    }
}

#[test]
fn a_list_with_other_rows_is_refused_and_they_are_named() {
    let desk = Desk::new();
    let old = desk.file("旧/a.csv", ROWS);
    let list = desk.list(&[&old], "zh");
    let insert = |head: &str| -> Change {
        let head = head.to_owned();
        Box::new(move |rows| {
            for row in rows.iter_mut() {
                row.insert(0, "0123456789abcdef".to_owned());
            }
            rows[0][0].clone_from(&head);
        })
    };
    let changes: Vec<(Change, &str)> = vec![
        (
            Box::new(set(PRINT, "0123456789abcdef")),
            "改动了序号 1（共 1 行）",
        ),
        (Box::new(set(ASKS, "x（NX-0-none）")), "改动了序号 1（共 1 行）"),
        (Box::new(set(FILE, "b.csv")), "改动了序号 1（共 1 行）"),
        (Box::new(set(CELL, "Z99")), "改动了序号 1（共 1 行）"),
        (Box::new(set(LEVEL, "提示")), "改动了序号 1（共 1 行）"),
        (Box::new(set(BODY, "民政厅")), "改动了序号 1（共 1 行）"),
        (
            Box::new(|rows| rows[1][PRINT] = rows[rows.len() - 1][PRINT].clone()),
            "改动了序号 1（共 1 行）",
        ),
        (Box::new(|rows| drop(rows.remove(2))), "少了序号 2（共 1 行）"),
        (
            Box::new(|rows| rows.push(rows[1].clone())),
            "重复了序号 1（共 1 行）",
        ),
        (
            Box::new(|rows| rows[2] = rows[1].clone()),
            "重复了序号 1（共 1 行）；少了序号 2（共 1 行）",
        ),
        (
            Box::new(|rows| rows.push(vec!["99".to_owned()])),
            "不是清单里原有的，序号 99（共 1 行）",
        ),
        (Box::new(|rows| rows.truncate(1)), "一行问题也没有"),
        (insert("指纹"), "有两列“指纹”"),
        (insert("整改情况"), "有两列“整改情况”"),
    ];
    for (change, said) in changes {
        let back = rewritten(&desk, &list, "退回.xlsx", "问题清单", change);
        let target = desk.path("out.xlsx");
        dataaudit(&["recheck", &back, &old, "-o", &target])
            .args(BY)
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains(said).and(contains("发出的那一份")));
        assert!(!std::path::Path::new(&target).exists());
    }
}

#[test]
fn sorting_filling_and_renaming_the_sheet_do_no_harm() {
    let desk = Desk::new();
    // What XML and programs write each in their own way.
    let rows = [ROWS, "4, _x0041_ 丁\u{200b}<&>,民政厅,\"待\n定\",有条件共享\n"].concat();
    let old = desk.file("旧/a.csv", &rows);
    let list = desk.list(&[&old], "zh");
    for (n, sheet) in ["复核汇总", "一二三"].into_iter().enumerate() {
        let back = rewritten(&desk, &list, &format!("{n}.xlsx"), sheet, |rows| {
            rows[1..].reverse();
            for (n, row) in rows.iter_mut().enumerate().skip(1) {
                row[0] = n.to_string();
                row[ANSWER] = "已整改".to_owned();
            }
        });
        let (code, told, rows) = desk.recheck(&back, &[&old], &[]);
        assert_eq!(code, 1);
        assert!(
            told.contains("已整改 0 · 仍存在 0 · ") && told.contains(" · 未再审 0"),
            "{told}"
        );
        assert!(rows[1..].iter().all(|row| row[ANSWER] == "称已整改但仍存在"));
        let names = sheets(&std::fs::read(desk.path("复核.xlsx")).unwrap());
        assert_eq!(names[1].0, sheet);
    }
}

#[test]
fn a_resource_by_another_code_or_struck_out_is_not_settled() {
    let desk = Desk::new();
    let old = desk.file("旧/a.csv", ROWS);
    let list = desk.list(&[&old], "zh");
    let listed = sheets(&std::fs::read(&list).unwrap());
    let listed = &listed.iter().find(|(name, _)| name == "问题清单").unwrap().1;
    let of = |code: &str| listed[1..].iter().filter(|row| row[CODE] == code).count();
    // Another code, and the same breach in the same cell.
    let recoded = desk.file("新/a.csv", &ROWS.replace("1,甲", "A1,甲"));
    let (code, told, rows) = desk.recheck(&list, &[&recoded], &[]);
    assert_eq!(code, 1);
    let answers = |rows: &Rows, code: &str| -> Vec<String> {
        let rows = rows[1..].iter().filter(|row| row[CODE] == code);
        rows.map(|row| row[ANSWER].clone()).collect()
    };
    assert_eq!(answers(&rows, "1"), vec!["未再审"; of("1")]);
    assert_eq!(answers(&rows, "2"), vec!["仍存在"; of("2")]);
    assert!(
        told.contains("不在新交的表里") && told.contains("已整改 0"),
        "{told}"
    );
    // Struck out, while its department is still there.
    let struck = desk.file("删/a.csv", ROWS.split_once('\n').unwrap().1);
    let (code, _, rows) = desk.recheck(&list, &[&struck], &[]);
    assert_eq!(
        (code, answers(&rows, "1")),
        (1, vec!["未再审".to_owned(); of("1")])
    );
    // Put right it is settled.
    let new = desk.file("改/a.csv", &mended());
    let (_, _, rows) = desk.recheck(&list, &[&new], &[]);
    assert!(answers(&rows, "1").contains(&"已整改".to_owned()));
}

#[test]
fn no_audit_of_an_earlier_day_answers_a_list() {
    let desk = Desk::new();
    let old = desk.file("旧/a.csv", ROWS);
    let list = desk.list(&[&old], "zh");
    let target = desk.path("out.xlsx");
    let run = |more: &[&str]| {
        let mut command = dataaudit(&["recheck", &list, &old, "-o", &target, "-j", "ningxia"]);
        command.args(more).assert().code(2).stdout("")
    };
    run(&["--as-of", "2026-02-28"]).stderr(contains("2026-03-01").and(contains("2026-02-28")));
    run(&["--as-of", "2026-04-01", "--renamed", "x.csv=y.csv"])
        .stderr(contains("不是以前审的文件").and(contains("a.csv")));
}
