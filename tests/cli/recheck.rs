//! `recheck`: the list that came back, held against what was handed in anew.

mod copy;

use crate::formats::read::sheets;
use crate::report::dataaudit;
use predicates::str::contains;
use rust_xlsxwriter::Workbook;
use std::path::PathBuf;

const HEAD: &str = "目录编码,数据目录名称,提供单位,数据更新频率,数据共享属性\n";
const ROWS: &str = "1,甲,水利厅,待定,有条件共享\n2,乙,水利厅,待定,有条件共享\n3,丙,公安厅,待定,有条件共享\n";
const BY: [&str; 4] = ["-j", "ningxia", "--as-of", "2026-04-01"];

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn file(&self, name: &str, rows: &str) -> String {
        let path = PathBuf::from(self.path(name));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, [HEAD, rows].concat()).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn list(&self, inputs: &[&str], lang: &str) -> String {
        let target = self.path("清单.xlsx");
        dataaudit(&[
            "check", "-q", "-f", "xlsx", "-o", &target, "-j", "ningxia", "--lang", lang,
        ])
        .args(["--as-of", "2026-03-01"])
        .args(inputs)
        .assert()
        .code(1);
        target
    }

    /// The list as a department hands it back: written anew by another program, its rows in another order.
    fn filled(&self, list: &str, sheet: &str, fill: impl Fn(&mut Vec<String>)) -> String {
        let sheets = sheets(&std::fs::read(list).unwrap());
        let rows = &sheets.iter().find(|(name, _)| name == sheet).unwrap().1;
        let (head, rows) = rows.split_first().unwrap();
        let mut rows = rows.to_vec();
        rows.iter_mut().for_each(fill);
        rows.reverse();
        let mut book = Workbook::new();
        let page = book.add_worksheet().set_name("退回").unwrap();
        for (n, row) in (0..).zip([head.clone()].into_iter().chain(rows)) {
            for (c, cell) in (0..).zip(row) {
                page.write_string(n, c, cell).unwrap();
            }
        }
        let path = self.path("退回.xlsx");
        book.save(&path).unwrap();
        path
    }

    fn recheck(&self, list: &str, inputs: &[&str], more: &[&str]) -> (i32, String, Vec<Vec<String>>) {
        let target = self.path("复核.xlsx");
        let output = dataaudit(&["recheck", list, "-o", &target, "-q"])
            .args(inputs)
            .args(BY)
            .args(more)
            .output()
            .unwrap();
        assert!(
            output.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut pages = sheets(&std::fs::read(&target).unwrap());
        assert_eq!(pages.len(), 2);
        let told = String::from_utf8(output.stdout).unwrap();
        (output.status.code().unwrap(), told, pages.remove(1).1)
    }
}

fn mended() -> String {
    ROWS.replace("1,甲,水利厅,待定", "1,甲,水利厅,每年")
}

#[test]
fn every_row_is_answered_by_what_was_looked_at_again() {
    for (lang, sheet, words) in [
        ("zh", "问题清单", ["已整改", "仍存在", "称已整改但仍存在"]),
        (
            "en",
            "Findings",
            ["settled", "remaining", "claimed, still failing"],
        ),
    ] {
        let desk = Desk::new();
        let old = desk.file("旧/a.csv", ROWS);
        let list = desk.list(&[&old], lang);
        // 甲 and 乙 are said to be put right, 丙 is not; a remark is made.
        let back = desk.filled(&list, sheet, |row| {
            row.resize(21, String::new());
            if matches!(row[8].as_str(), "甲" | "乙") {
                row[17] = "已整改".to_owned();
                row[18] = "三月改的".to_owned();
            }
        });
        let new = desk.file("新/a.csv", &mended());
        let (code, told, rows) = desk.recheck(&back, &[&new], &["--lang", lang]);
        assert_eq!(code, 1);
        let (head, rows) = rows.split_first().unwrap();
        assert_eq!(head.len(), 23);
        let of = |name: &str| rows.iter().find(|row| row[8] == name).unwrap();
        for (name, word, theirs) in [
            ("甲", words[0], "已整改"),
            ("乙", words[2], "已整改"),
            ("丙", words[1], ""),
        ] {
            assert_eq!(of(name)[17], word, "{name}");
            assert_eq!(of(name)[21], theirs);
            assert!(!of(name)[22].is_empty());
        }
        assert_eq!(of("乙")[18], "三月改的");
        let count = |word: &str| rows.iter().filter(|row| row[17] == word).count().to_string();
        let line = told.lines().next().unwrap();
        assert!(
            words.iter().all(|w| line.contains(&format!("{w} {}", count(w)))),
            "{line}"
        );

        // The answered list can be rechecked; once everything is put right, nothing is left.
        let again = desk.path("再.xlsx");
        std::fs::rename(desk.path("复核.xlsx"), &again).unwrap();
        let (_, _, next) = desk.recheck(&again, &[&new], &["--lang", lang]);
        assert_eq!(next[0], *head);
        let answers =
            |rows: &[Vec<String>], name: &str| rows.iter().find(|row| row[8] == name).unwrap()[17].clone();
        assert_eq!(answers(&next, "甲"), words[0]);
        assert_eq!(answers(&next, "丙"), words[1]);
    }
}

#[test]
fn what_was_not_audited_again_is_not_put_right() {
    let desk = Desk::new();
    let (a, b) = (
        desk.file("旧/a.csv", ROWS),
        desk.file("旧/b.csv", "7,庚,民政厅,待定,有条件共享\n"),
    );
    let list = desk.list(&[&a, &b], "zh");
    let back = desk.filled(&list, "问题清单", |row| row[17] = "已整改".to_owned());
    let new = desk.file("新/a.csv", &mended());
    let (code, told, rows) = desk.recheck(&back, &[&new], &[]);
    assert_eq!(code, 1);
    let of_b: Vec<_> = rows.iter().filter(|row| row[5].ends_with("b.csv")).collect();
    assert!(
        !of_b.is_empty() && of_b.iter().all(|row| row[17] == "未再审"),
        "{of_b:?}"
    );
    assert!(told.contains("没有审这个文件"));

    // By another law nothing was looked at.
    let target = desk.path("兵团.xlsx");
    dataaudit(&[
        "recheck",
        &back,
        &new,
        "-o",
        &target,
        "-q",
        "-j",
        "xpcc",
        "--as-of",
        "2026-04-01",
    ])
    .assert()
    .code(1)
    .stdout(contains("已整改 0 · 仍存在 0 · 称已整改但仍存在 0"));

    // Without the column that a finding is about nothing is settled.
    let bare = desk.path("新/bare.csv");
    std::fs::write(
        &bare,
        "目录编码,数据目录名称,提供单位\n1,甲,水利厅\n2,乙,水利厅\n3,丙,公安厅\n",
    )
    .unwrap();
    let single = desk.list(&[&a], "zh");
    let (_, _, rows) = desk.recheck(&single, &[&bare], &[]);
    let cells = rows[1..].iter().filter(|row| row[7].starts_with('D'));
    assert!(cells.clone().count() >= 3 && cells.clone().all(|row| row[17] == "未再审"));

    // A file that cannot be read is no verdict.
    let broken = desk.path("a.csv");
    std::fs::write(&broken, b"\x00\x01").unwrap();
    dataaudit(&["recheck", &single, &broken, "-o", &desk.path("x.xlsx"), "-q"])
        .args(BY)
        .assert()
        .code(3)
        .stdout(contains("已整改 0"));
}

#[test]
fn what_is_no_list_is_refused_and_no_input_is_written_over() {
    let desk = Desk::new();
    let old = desk.file("旧/a.csv", ROWS);
    let list = desk.list(&[&old], "zh");
    let target = desk.path("out.xlsx");
    let refused = |list: &str, target: &str, said: &str| {
        dataaudit(&["recheck", list, &old, "-o", target])
            .args(BY)
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains(said));
    };
    refused(&old, &target, "没有问题清单");
    refused("no/such.xlsx", &target, "不能读取清单");
    let spoilt = desk.filled(&list, "问题清单", |row| row[19] = "0".to_owned());
    refused(&spoilt, &target, "被改过");
    let older = desk.filled(&list, "问题清单", |row| row.truncate(19));
    let sheets_of = sheets(&std::fs::read(&older).unwrap());
    assert_eq!(sheets_of[0].1[1].len(), 21, "the reader pads rows");
    refused(&older, &target, "被改过");
    let bytes = std::fs::read(&list).unwrap();
    refused(&list, &list, "");
    refused(&list, &old, "");
    assert_eq!(std::fs::read(&list).unwrap(), bytes);
    assert!(!PathBuf::from(&target).exists());
}
