//! What we read held against calamine, which no longer reads xlsx for anyone but these tests: the same cells on every
//! fixture and on generated workbooks. And the two ways we read a cell, straight from the bytes and as events, held
//! against each other.
//!
//! Where we differ on purpose:
//! - a formula without its result is told; for calamine it is an empty cell;
//! - what a number format makes of a number is our own affair: both sides are shown by our formats;
//! - a sheet that calamine reads by guessing (an index that is no number taken for the first string, a value in several
//!   pieces cut to the first, a formula behind its value wiping it out) is refused, and not compared.

mod shapes;

use super::super::Limits;
use super::super::cell::Pen;
use super::super::notes::Notes;
use super::super::number::Epoch;
use super::super::package;
use super::super::zip::Container;
use super::{XlsxBook, styles};
use crate::ingest::Book;
use crate::model::{Kind, Row};
use calamine::Data;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use shapes::{FORMATS, Written, text, workbook, written, xml};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Opens a workbook by events alone, or with the common shapes taken straight from the bytes.
fn open(path: &Path, quick: bool) -> XlsxBook {
    let limits = Limits::default();
    let mut container = Container::open(path, &limits).unwrap();
    let main = package::identify(&mut container).unwrap().main;
    XlsxBook::read(container, &main, &limits, quick).unwrap()
}

/// Filled cells by row and column.
type Cells = BTreeMap<(u32, u16), (Kind, String)>;

fn put(row: &Row, cells: &mut Cells) {
    let filled = (0..row.width() as u16).filter(|&c| row.kind(c) != Kind::Empty);
    cells.extend(filled.map(|c| ((row.number, c), (row.kind(c), row.text(c).to_owned()))));
}

/// The cells of every sheet that is not refused, by its name.
fn ours(book: &mut XlsxBook) -> Vec<(String, Cells)> {
    let sheets = book.sheets().to_vec();
    let sound = sheets.iter().enumerate().filter(|(_, s)| s.broken.is_none());
    sound
        .map(|(at, sheet)| {
            let mut rows = book.rows(at).unwrap();
            let (mut row, mut cells) = (Row::default(), Cells::new());
            while rows.next(&mut row).unwrap() {
                assert!(
                    cells
                        .last_key_value()
                        .is_none_or(|((last, _), _)| *last < row.number)
                );
                put(&row, &mut cells);
            }
            (sheet.name.clone().unwrap(), cells)
        })
        .collect()
}

/// The same cells as calamine gives them.
fn theirs(path: &Path, sheet: &str) -> Cells {
    let mut xlsx: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let epoch = if xlsx.has_1904_epoch() {
        Epoch::Y1904
    } else {
        Epoch::Y1900
    };
    let limits = Limits::default();
    let mut container = Container::open(path, &limits).unwrap();
    let styles = styles::read(&mut container, "xl/styles.xml").unwrap();
    let mut stored: BTreeMap<u32, Vec<(u16, Data, usize)>> = BTreeMap::new();
    let mut reader = xlsx.worksheet_cells_reader(sheet).unwrap();
    while let Some((cell, style)) = reader.next_cell_with_style_id().unwrap() {
        let (row, column) = cell.get_position();
        let held = (column as u16, cell.get_value().clone().into(), style);
        stored.entry(row + 1).or_default().push(held);
    }
    let mut notes = Notes::default();
    let mut pen = Pen::new(&mut notes, epoch);
    let (mut row, mut read) = (Row::default(), Cells::new());
    for (number, cells) in stored {
        row.clear(number, None);
        for (column, value, style) in cells {
            let shown = styles.shown(style).unwrap_or_default();
            match value {
                Data::Empty => {}
                Data::Int(n) => Pen::integer(&mut row, column, n),
                Data::Float(n) => pen.number(&mut row, column, n, shown),
                Data::DateTime(moment) => pen.number(&mut row, column, moment.as_f64(), shown),
                Data::String(text) => pen.text(&mut row, column, &text),
                Data::Bool(yes) => Pen::truth(&mut row, column, yes),
                Data::DateTimeIso(written) => pen.iso(&mut row, column, &written),
                Data::DurationIso(written) => pen.duration(&mut row, column, &written),
                Data::Error(error) => row.put(column, Kind::Error, &error.to_string()),
            }
        }
        put(&row, &mut read);
    }
    read
}

/// Holds a workbook against calamine, and our two ways against each other; how many sheets could be compared.
fn hold(path: &Path) -> usize {
    let (mut quick, mut slow) = (open(path, true), open(path, false));
    assert_eq!(quick.sheets(), slow.sheets());
    let read = ours(&mut quick);
    assert_eq!(read, ours(&mut slow));
    assert_eq!(quick.notes(), slow.notes());
    let count = read.len();
    for (sheet, mut cells) in read {
        let mut theirs = theirs(path, &sheet);
        theirs.retain(|at, _| cells.get(at).is_none_or(|(kind, _)| *kind != Kind::Uncomputed));
        cells.retain(|_, (kind, _)| *kind != Kind::Uncomputed);
        assert_eq!(cells, theirs, "sheet {sheet}");
    }
    count
}

/// Every xlsx file in a folder and below, but those made to hurt: most are refused, and calamine is at their mercy.
fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != "hostile")
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|e| e == "xlsx" || e == "xlsm"))
        .collect();
    found.sort();
    found
}

#[test]
fn every_workbook_of_the_repository_reads_alike() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<_> = ["fixtures", "tests"]
        .iter()
        .flat_map(|f| workbooks(&root.join(f)))
        .collect();
    assert!(!files.is_empty());
    for file in files {
        assert!(hold(&file) > 0, "{}", file.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn workbooks_as_a_library_writes_them(
        cells in prop::collection::vec((0u32..40, 0u16..30, written()), 0..80),
        merged in prop::option::of((50u32..60, 0u16..5, text())),
    ) {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, column, value) in &cells {
            match value {
                Written::Text(text) => sheet.write_string(*row, *column, text),
                Written::Number(n, format) => {
                    let format = Format::new().set_num_format(FORMATS[*format]);
                    sheet.write_number_with_format(*row, *column, *n, &format)
                }
                Written::Truth(yes) => sheet.write_boolean(*row, *column, *yes),
                Written::Formula(result) => {
                    sheet.write_formula(*row, *column, Formula::new("=A1&\"<\"").set_result(result))
                }
                Written::Blank => sheet.write_blank(*row, *column, &Format::new().set_bold()),
            }
            .unwrap();
        }
        if let Some((row, column, text)) = &merged {
            sheet.merge_range(*row, *column, row + 2, column + 1, text, &Format::new()).unwrap();
        }
        workbook.save(file.path()).unwrap();
        prop_assert_eq!(hold(file.path()), 1);
        let book = open(file.path(), true);
        prop_assert_eq!(book.sheets()[0].merges.len(), usize::from(merged.is_some()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]
    #[test]
    fn tables_of_every_shape(rows in xml()) {
        let file = workbook(&rows).write();
        hold(file.path());
    }

    #[test]
    fn tables_of_damaged_shapes(rows in xml(), at in any::<prop::sample::Index>(), by in "[<>/&'\" =a-c0-9]{0,2}") {
        let places: Vec<_> = rows.char_indices().map(|(i, _)| i).chain([rows.len()]).collect();
        let (head, tail) = rows.split_at(places[at.index(places.len())]);
        let tail: String = tail.chars().skip(by.len() % 2).collect();
        let file = workbook(&format!("{head}{by}{tail}")).write();
        let (mut quick, mut slow) = (open(file.path(), true), open(file.path(), false));
        prop_assert_eq!(quick.sheets(), slow.sheets());
        prop_assert_eq!(ours(&mut quick), ours(&mut slow));
        prop_assert_eq!(quick.notes(), slow.notes());
    }
}

#[test]
fn what_lies_across_the_edge_of_a_block_is_read_alike() {
    let mut rows = String::new();
    for row in 1..=4000 {
        let _ = write!(
            rows,
            "<row r=\"{row}\" spans=\"1:3\"><c r=\"A{row}\" s=\"1\" t=\"s\"><v>{}</v></c><c r=\"B{row}\"><v>{row}</v></c>\
             <c r=\"C{row}\" t=\"inlineStr\"><is><t>第{row}行{}</t></is></c></row>",
            row % 13,
            "长".repeat(row % 17)
        );
    }
    let file = workbook(&rows).write();
    assert_eq!(hold(file.path()), 1);
    let read = ours(&mut open(file.path(), true));
    assert!(read[0].1.len() > 11_000);
}
