//! An annotated copy that came back: its own list is read, and its tables may be what is audited again.

#![expect(
    clippy::indexing_slicing,
    reason = "a workbook without its cells fails the test"
)]

use super::{BY, Desk, ROWS, mended};
use crate::formats::read::sheets;
use crate::report::dataaudit;
use predicates::str::contains;
use rust_xlsxwriter::Workbook;
use std::path::{Path, PathBuf};

type Sheets = Vec<(String, Vec<Vec<String>>)>;

/// Columns of the list in a copy.
const SUBJECT: usize = 4;
const ANSWER: usize = 13;
const FILE: usize = 15;
const PRINT: usize = 19;

fn annotated(desk: &Desk, input: &str, folder: &str, lang: &str) -> PathBuf {
    let to = desk.path(folder);
    dataaudit(&[
        "check",
        input,
        "-q",
        "-j",
        "ningxia",
        "--lang",
        lang,
        "--annotate",
        &to,
    ])
    .args(["--as-of", "2026-03-01"])
    .assert()
    .code(1);
    let mut all = std::fs::read_dir(to).unwrap().map(|e| e.unwrap().path());
    all.next().unwrap()
}

/// The copy as another program saves it, changed.
fn saved(desk: &Desk, copy: &Path, name: &str, change: impl Fn(&mut Sheets)) -> String {
    let mut pages = sheets(&std::fs::read(copy).unwrap());
    change(&mut pages);
    let mut book = Workbook::new();
    for (name, rows) in pages {
        let page = book.add_worksheet().set_name(name).unwrap();
        for (r, row) in (0..).zip(rows) {
            for (c, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                page.write_string(r, c, cell).unwrap();
            }
        }
    }
    let path = desk.path(name);
    book.save(&path).unwrap();
    path
}

/// Says of every row that it is put right, and puts 甲 right in the table.
fn filled(pages: &mut Sheets) {
    for row in pages[0].1.iter_mut().skip(2) {
        "已整改".clone_into(&mut row[ANSWER]);
    }
    for row in &mut pages[1].1 {
        if row[1] == "甲" {
            "每年".clone_into(&mut row[3]);
        }
    }
}

#[test]
fn a_copy_is_the_list_and_the_new_file_in_one() {
    for (lang, [list, settled, claimed, said]) in [
        ("zh", ["问题清单", "已整改", "称已整改但仍存在", "标注副本"]),
        (
            "en",
            ["Findings", "settled", "claimed, still failing", "annotated copy"],
        ),
    ] {
        let desk = Desk::new();
        let old = desk.file("旧/目录.csv", ROWS);
        let copy = annotated(&desk, &old, "退回", lang);
        let listed = sheets(&std::fs::read(&copy).unwrap());
        assert_eq!(listed[0].0, list);
        assert!(
            listed[0].1[2..]
                .iter()
                .all(|row| row[FILE] == old && row[PRINT].len() == 16)
        );
        let back = saved(&desk, &copy, "改好的.xlsx", filled);
        // Another file beside it makes no doubt which one the list is about.
        let other = desk.file("别/别的.csv", "9,戊,民政厅,每年,有条件共享\n");
        let (code, told, rows) = desk.recheck(&back, &[&back, &other], &["--lang", lang]);
        assert_eq!(code, 1);
        // A long path is broken between lines.
        let read: String = told.lines().skip(1).take(3).collect();
        assert!(read.contains(said) && read.contains("目录.csv"), "{told}");
        let (head, rows) = rows.split_first().unwrap();
        assert_eq!((head.len(), rows.len()), (23, listed[0].1.len() - 2));
        let of = |name: &'static str| rows.iter().filter(move |row| row[SUBJECT] == name);
        assert!(of("甲").any(|row| row[ANSWER] == settled));
        assert!(of("乙").count() > 0 && of("乙").all(|row| row[ANSWER] == claimed));
        assert!(rows.iter().all(|row| row[21] == "已整改" && !row[22].is_empty()));

        // What was answered comes back too: no table stands beside it, the new file does.
        let again = desk.path("再.xlsx");
        std::fs::rename(desk.path("复核.xlsx"), &again).unwrap();
        let (_, _, next) = desk.recheck(&again, &[&back], &["--lang", lang]);
        assert_eq!(next[0], *head);
        // An answer of the program is no claim of the department's: what was put right is told alike.
        let done =
            |rows: &[Vec<String>]| -> Vec<bool> { rows.iter().map(|r| r[ANSWER] == settled).collect() };
        assert_eq!(done(rows), done(&next[1..]));
    }
}

#[test]
fn a_copy_and_the_workbook_are_answered_alike() {
    let desk = Desk::new();
    let old = desk.file("旧/a.csv", ROWS);
    let copy = annotated(&desk, &old, "退回", "zh");
    let new = desk.file("新/a.csv", &mended());
    let list = desk.list(&[&old], "zh");
    let prints = |rows: Vec<Vec<String>>, print: usize, answer: usize| {
        let mut all: Vec<(String, String)> = rows
            .into_iter()
            .skip(1)
            .map(|row| (row[print].clone(), row[answer].clone()))
            .collect();
        all.sort();
        all
    };
    let (_, told, by_list) = desk.recheck(&list, &[&new], &[]);
    assert!(told.lines().nth(1).unwrap().starts_with("清单："));
    // The copy itself is no input unless it is named.
    let (_, _, by_copy) = desk.recheck(copy.to_str().unwrap(), &[&new], &[]);
    assert_eq!(prints(by_list, 19, 17), prints(by_copy, PRINT, ANSWER));
}

#[test]
fn of_a_copy_of_a_copy_the_last_list_counts() {
    let desk = Desk::new();
    let old = desk.file("旧/a.csv", ROWS);
    let copy = annotated(&desk, &old, "一", "zh");
    let twice = annotated(&desk, copy.to_str().unwrap(), "二", "zh");
    let rows = sheets(&std::fs::read(&twice).unwrap());
    let all = rows[0].1.len() - 2;
    let twice = twice.to_str().unwrap();
    let (_, told, answered) = desk.recheck(twice, &[twice], &[]);
    assert_eq!(answered.len() - 1, all);
    assert!(
        told.contains(&format!("清单 {all} 处：已整改 0 · 仍存在 {all} ")),
        "{told}"
    );
    assert!(told.contains("另有 1 张更早的问题清单没有读"), "{told}");
}

#[test]
fn a_copy_without_its_hidden_columns_is_refused() {
    let desk = Desk::new();
    let old = desk.file("旧/a.csv", ROWS);
    let copy = annotated(&desk, &old, "退回", "zh");
    let refused = |list: &str, said: &str| {
        dataaudit(&["recheck", list, &old, "-o", &desk.path("out.xlsx")])
            .args(BY)
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains(said));
    };
    let cut = |pages: &mut Sheets| pages[0].1.iter_mut().skip(1).for_each(|row| row.truncate(13));
    refused(&saved(&desk, &copy, "旧版.xlsx", cut), "没有“指纹”一列");
    let spoilt = |pages: &mut Sheets| pages[0].1[2][PRINT] = "x".to_owned();
    refused(&saved(&desk, &copy, "改了.xlsx", spoilt), "被改过");
}
