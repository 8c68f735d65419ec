use super::*;
use crate::audit::{self, Plan, Progress};
use crate::ingest::{Gathered, Reading, Wanted};
use crate::law::{built_in, find};
use crate::model::{Lang, Vocabulary};
use crate::report::{Links, Texts};
use calamine::Reader;
use std::num::NonZeroUsize;
use std::path::PathBuf;

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

#[test]
fn what_a_sheet_cannot_hold_goes_on_in_the_next() {
    let vocabulary = Vocabulary::built_in();
    let packs = built_in(&vocabulary);
    let as_of = "2026-03-01".parse().unwrap();
    let chosen = [find(&packs, "ningxia").unwrap()];
    let plan = Plan::new(&chosen, as_of, false, &vocabulary, Reading::default());
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/ningxia/水利厅目录.xlsx");
    let inputs = Gathered::of(&Wanted {
        paths: vec![file],
        ..Wanted::default()
    });
    let mut report = Box::new(open(&Context {
        lang: Lang::Zh,
        as_of,
        width: 100,
        color: false,
        texts: Texts::default(),
        max_examples: None,
        by_department: false,
        links: Links::default(),
    }));
    report.limits = Limits { rows: 4, links: 3 };
    let outcome = audit::run(&plan, inputs, NonZeroUsize::MIN, report.as_mut(), &Silent).unwrap();
    let found = outcome.summary.findings() as usize;
    let mut bytes = Vec::new();
    report.finish(&outcome, &mut bytes).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(io::Cursor::new(bytes)).unwrap();
    let lists = book.sheet_names();
    let lists: Vec<&String> = lists.iter().filter(|n| n.starts_with("问题清单")).collect();
    assert!(found > 4 && found <= 8);
    assert_eq!(lists, ["问题清单", "问题清单(2)"]);
    let mut numbers = Vec::new();
    for list in lists {
        let rows = book.worksheet_range(list).unwrap();
        numbers.extend(rows.rows().skip(1).map(|row| row[0].to_string()));
    }
    let all: Vec<String> = (1..=found).map(|n| n.to_string()).collect();
    assert_eq!(numbers, all);
    let about = book.worksheet_range("说明").unwrap();
    let says = about
        .rows()
        .flatten()
        .any(|c| c.to_string().contains("问题清单(2)"));
    assert!(says);
}
