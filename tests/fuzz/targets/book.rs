//! A book read to its end, whatever it was made of: rows in order, inside the sheet, the same twice, and its tables.

use super::bed::{DICTIONARIES, VOCABULARY, refused, said};
use dataaudit::ingest::{Book, Layout, Options, SkippedSheet, Stopped, Table, layouts};
use dataaudit::model::{Kind, Row, table_kinds};

/// As much as one sheet may hold here: a fuzzer is no test of endurance.
const MOST: usize = 200_000;

/// A cell: column, what it is, text.
pub(crate) type Cell = (u16, Kind, String);

/// Rows with their numbers, and how reading ended.
#[derive(Debug, PartialEq)]
pub(crate) struct Read {
    pub(crate) rows: Vec<(u32, Vec<Cell>)>,
    pub(crate) end: Result<(), Stopped>,
}

impl Read {
    /// Only the texts, empty cells included.
    pub(crate) fn texts(&self) -> Vec<Vec<String>> {
        let texts = |(_, cells): &(u32, Vec<Cell>)| cells.iter().map(|(.., text)| text.clone()).collect();
        self.rows.iter().map(texts).collect()
    }
}

/// Every cell of a sheet, blank ones too.
pub(crate) fn sheet(book: &mut dyn Book, sheet: usize) -> Read {
    let mut read = Read {
        rows: Vec::new(),
        end: Ok(()),
    };
    let mut rows = match book.rows(sheet) {
        Ok(rows) => rows,
        Err(stopped) => {
            refused(&stopped);
            read.end = Err(stopped);
            return read;
        }
    };
    let (mut row, mut cells) = (Row::default(), 0);
    loop {
        match rows.next(&mut row) {
            Ok(true) => {}
            Ok(false) => return read,
            Err(stopped) => {
                refused(&stopped);
                read.end = Err(stopped);
                return read;
            }
        }
        let before = read.rows.last().map_or(0, |(number, _)| *number);
        assert!(row.number > before, "row {} after {before}", row.number);
        assert!(row.width() <= 16_384, "{} columns", row.width());
        let of = |column: u16| (column, row.kind(column), row.text(column).to_owned());
        let all: Vec<Cell> = (0..row.width()).map(|c| of(c as u16)).collect();
        for (column, kind, text) in &all {
            assert!(
                *kind != Kind::Empty || text.is_empty(),
                "column {column} is empty: {text}"
            );
        }
        cells += all.len() + 1;
        if cells > MOST {
            return read;
        }
        read.rows.push((row.number, all));
    }
}

/// Reads everything there is in a book, twice, and then its tables.
pub(crate) fn whole(book: &mut dyn Book) {
    let count = book.sheets().len();
    for at in 0..count {
        let first = sheet(book, at);
        let again = sheet(book, at);
        assert_eq!(first, again, "sheet {at} is not the same twice");
    }
    book.notes().iter().for_each(said);
    tables(book);
}

/// What was found in a book.
type Found = Result<(Vec<Layout>, Vec<SkippedSheet>), Stopped>;

/// Finds the tables of a book and reads them.
pub(crate) fn tables(book: &mut dyn Book) {
    let found: Found = layouts(book, Some("目录"), &DICTIONARIES, &Options::default());
    let (found, skipped) = match found {
        Ok(found) => found,
        Err(stopped) => return refused(&stopped),
    };
    for sheet in &skipped {
        said(&sheet.reason);
        sheet.stopped.iter().for_each(refused);
    }
    for layout in &found {
        table(book, layout);
    }
}

fn table(book: &mut dyn Book, layout: &Layout) {
    assert!(
        table_kinds().iter().any(|kind| kind.id == layout.kind),
        "{}",
        layout.kind
    );
    assert!(layout.header_rows.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(layout.first_data_row > layout.last_header_row());
    layout.kind_guess.iter().for_each(said);
    layout.guesses.iter().for_each(|guess| said(&guess.why));
    let mut table = match Table::open(book, layout, &VOCABULARY) {
        Ok(table) => table,
        Err(stopped) => return refused(&stopped),
    };
    let (mut row, mut before, mut rows) = (Row::default(), layout.last_header_row(), 0);
    loop {
        match table.next(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(stopped) => return refused(&stopped),
        }
        assert!(row.number > before, "row {} after {before}", row.number);
        assert!(!row.is_blank(), "a record of nothing");
        before = row.number;
        rows += 1;
        if rows > MOST as u64 {
            return;
        }
    }
    let counts = table.counts();
    assert_eq!(counts.rows, rows);
    assert!(counts.resources <= counts.rows && counts.hidden_rows <= counts.rows);
    assert!(table.skips().total >= table.skips().rows.len() as u64);
    table.notes().iter().for_each(said);
}
