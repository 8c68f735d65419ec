//! What holds of any bytes and of any table, whatever stands in it.

use crate::spread::{FORMATS, Grid, csv};
use crate::targets::{laid, plan, quiet, reports};
use dataaudit::audit::Plan;
use dataaudit::ingest::{Reader, Reading};
use dataaudit::report::{Format, SCHEMA};
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

const JSON: (&str, Format) = ("json", Format::Json);

static VALID: LazyLock<Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is one")
});

/// A clean table: its header and its rows.
static CLEAN: LazyLock<Grid> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ningxia/clean.csv");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(path)
        .expect("a fixture");
    let own = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|record| own(record.expect("a record")))
        .collect()
});

/// Formats that this process does not read itself are read by the program.
static PLAN: LazyLock<Plan<'static>> = LazyLock::new(|| {
    plan(Reading {
        reader: Some(Reader {
            program: PathBuf::from(env!("CARGO_BIN_EXE_dataaudit")),
            arguments: Vec::new(),
            silence: Duration::from_secs(60),
        }),
        ..Reading::default()
    })
});

/// The report on a file of these bytes, which fits its schema.
fn report(bytes: &[u8], ending: &str) -> Value {
    quiet();
    let file = laid(bytes, ending);
    let (_, json) = reports(file.path(), &PLAN, &[JSON]).remove(0);
    let report: Value = serde_json::from_slice(&json).expect("JSON");
    let wrong: Vec<String> = VALID
        .iter_errors(&report)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    report
}

/// What is known of every finding by these keys, sorted.
fn findings(report: &Value, keys: &[&str]) -> Vec<String> {
    let findings = report["findings"].as_array().expect("findings");
    let told = |finding: &Value| {
        let of = |key: &&str| finding.pointer(key).unwrap_or(&Value::Null).to_string();
        keys.iter().map(of).collect::<Vec<_>>().join(" ")
    };
    let mut all: Vec<String> = findings.iter().map(told).collect();
    all.sort();
    all
}

const BY_PRINT: &[&str] = &[
    "/fingerprint",
    "/requirement",
    "/severity",
    "/observed",
    "/certain",
];
const BY_PLACE: &[&str] = &[
    "/location/row",
    "/location/cell",
    "/requirement",
    "/severity",
    "/observed",
    "/message",
    "/fingerprint",
];

/// A table that was clean, with some of its cells changed, each row another resource. One row stays as it was: what a
/// column means is told by its header and by what stands in it, and a column of nothing but nonsense may mean another.
fn spoilt(rows: std::ops::Range<usize>) -> impl Strategy<Value = Grid> {
    let row = (
        any::<Index>(),
        prop::collection::vec((any::<Index>(), value()), 0..4),
    );
    prop::collection::vec(row, rows).prop_map(|rows| {
        let (header, clean) = CLEAN.split_first().expect("a header");
        let mut grid = vec![header.clone()];
        for (number, (base, changes)) in rows.into_iter().enumerate() {
            let mut row = base.get(clean).clone();
            // The code and the name tell resources apart; the rest may be anything.
            for (column, value) in changes.into_iter().filter(|_| number > 0) {
                let fillable = header.len() - 4;
                if let Some(cell) = row.get_mut(4 + column.index(fillable)) {
                    *cell = value;
                }
            }
            row[0] = format!("NX{number:06}");
            row[1] = format!("{}之{number}", row[1]);
            grid.push(row);
        }
        grid
    })
}

/// What people write in cells, and what they do not.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "",
            "无",
            "/",
            "待定",
            "有条件共享",
            "不予共享",
            "无条件开放",
            "每年",
            "不定期",
            "2026-13-01",
            "2026年2月",
            "20260228",
            "否",
            "是",
            "数据库",
            "纸质",
            "=1+1",
            "1",
            "110101199003070000",
            "《办法》第三条",
            "暂无",
            "ＣＳＶ",
            " 每月 ",
            "每\n月",
            "\"引\"",
            "a,b;c|d",
            "<b>&amp;",
            "１２",
            "𠮷",
            "备注：示例",
        ])
        .prop_map(str::to_owned),
        "[a-z0-9一二三四五六七八九十年月日是否无，。、 ]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), failure_persistence: None, rng_seed: seed(), ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_report_or_a_clear_error(bytes in bytes(), ending in select(ENDINGS)) {
        let first = report(&bytes, ending);
        let summary = &first["summary"];
        let input = &first["inputs"][0];
        let tables = input["tables"].as_array().map_or(0, Vec::len);
        prop_assert!(tables > 0 || !input["error"].is_null(), "neither read nor refused");
        prop_assert_eq!(!input["error"].is_null(), summary["verdict"] == "incomplete");
        prop_assert_eq!(first, report(&bytes, ending));
    }

    #[test]
    fn any_table_is_the_same_report_twice(rows in prop::collection::vec(prop::collection::vec(value(), 1..8), 0..6), names in prop::collection::vec(any::<Index>(), 1..8)) {
        let header: Vec<String> = names.iter().map(|name| name.get(&CLEAN[0]).clone()).collect();
        let grid: Grid = [header].into_iter().chain(rows).collect();
        let bytes = csv(&grid);
        prop_assert_eq!(report(&bytes, ".csv"), report(&bytes, ".csv"));
    }

    #[test]
    fn the_order_of_rows_changes_no_finding((grid, mixed) in spoilt(2..6).prop_flat_map(|grid| (Just(grid.clone()), Just(grid[1..].to_vec()).prop_shuffle()))) {
        let shuffled: Grid = grid[..1].iter().cloned().chain(mixed).collect();
        let of = |grid: &Grid| findings(&report(&csv(grid), ".csv"), BY_PRINT);
        prop_assert_eq!(of(&grid), of(&shuffled));
    }

    #[test]
    fn a_clean_row_more_changes_nothing_but_counts(grid in spoilt(2..5), row in any::<Index>(), at in any::<Index>()) {
        let (_, clean) = CLEAN.split_first().expect("a header");
        let before = report(&csv(&grid), ".csv");
        let mut more = grid.clone();
        more.insert(1 + at.index(grid.len()), row.get(clean).clone());
        let after = report(&csv(&more), ".csv");
        // What the clean row itself is found to be, by the other packs, is found of it alone too.
        let alone = report(&csv(&vec![grid[0].clone(), row.get(clean).clone()]), ".csv");
        let mut expected = [findings(&before, BY_PRINT), findings(&alone, BY_PRINT)].concat();
        expected.sort();
        let found = findings(&after, BY_PRINT);
        let diff: Vec<_> = found.iter().filter(|f| !expected.contains(f)).chain(expected.iter().filter(|f| !found.contains(f))).collect();
        prop_assert!(diff.is_empty(), "{diff:#?}");
        let rows = |report: &Value| report["summary"]["rows"].as_u64().expect("a count");
        prop_assert_eq!(rows(&after), rows(&before) + 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(8), failure_persistence: None, rng_seed: seed(), ..ProptestConfig::default() })]

    #[test]
    fn a_table_is_judged_the_same_in_every_format(grid in spoilt(2..5)) {
        // A page does not keep the blanks around words.
        let plain = |cell: &String| cell.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let grid: Grid = grid.iter().map(|row| row.iter().map(plain).collect()).collect();
        let expected = findings(&report(&csv(&grid), ".csv"), BY_PLACE);
        for (ending, write) in FORMATS {
            prop_assert_eq!(&findings(&report(&write(&grid), ending), BY_PLACE), &expected, "{}", ending);
        }
    }
}

/// The same cases every time, so that a change is judged by what it changes; others where the environment asks for more.
fn seed() -> RngSeed {
    match std::env::var("PROPTEST_CASES") {
        Ok(_) => RngSeed::Random,
        Err(_) => RngSeed::Fixed(20_260_101),
    }
}

/// So many cases, unless the environment asks for others.
fn cases(few: u32) -> u32 {
    match std::env::var("PROPTEST_CASES") {
        Ok(_) => ProptestConfig::default().cases,
        Err(_) => few,
    }
}

const ENDINGS: &[&str] = &[
    "", ".csv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".html", ".mht", ".xml", ".json",
    ".toml", ".pdf",
];

/// Anything, anything behind a beginning that means something, and whole files with a piece replaced.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let any_bytes = || prop::collection::vec(any::<u8>(), 0..300);
    let begun: Vec<&[u8]> = vec![
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\xFE\xFF",
        b"%PDF-1.7",
        b"<html><table>",
        b"<?xml version=\"1.0\"?><Workbook><Worksheet><Table>",
        b"MIME-Version: 1.0\r\n",
        b"{\"schema\": ",
        b"sep=;\n",
        b"\x09\x08\x10\x00",
        "目录名称,提供单位\n".as_bytes(),
        b"\xC4\xBF\xC2\xBC\xC3\xFB\xB3\xC6,",
    ];
    let whole = (
        any::<Index>(),
        any::<Index>(),
        any::<Index>(),
        prop::collection::vec(any::<u8>(), 0..6),
    );
    prop_oneof![
        any_bytes(),
        (select(begun), any_bytes()).prop_map(|(head, tail)| [head, &tail].concat()),
        whole.prop_map(|(format, at, length, piece)| {
            let (_, write) = format.get(FORMATS);
            let mut bytes = write(&CLEAN[..2].to_vec());
            let start = at.index(bytes.len());
            let end = (start + length.index(8)).min(bytes.len());
            bytes.splice(start..end, piece);
            bytes
        }),
    ]
}
