//! Rows of a sheet out of calamine's stream of cells. Holds one row; a sheet stored out of order is sorted first, if it
//! is small enough.

use super::super::caught::{caught, caught_own};
use super::super::cell::Pen;
use super::super::notes::Oddity;
use super::super::words;
use super::super::zip::{damaged, too_large};
use super::scan::Scan;
use super::styles::Styles;
use crate::ingest::{Code, Rows, Stopped};
use crate::model::{Kind, Row};
use calamine::{DataRef, XlsxCellReader, XlsxError};
use std::fs::File;
use std::io::BufReader;

/// A cell as calamine gives it, and whether the scan found a formula without its result.
struct Given<'a> {
    row: u32,
    column: u16,
    value: DataRef<'a>,
    style: usize,
    uncomputed: bool,
}

/// The cells of a sheet as they are stored.
pub(super) struct Stream<'a> {
    cells: XlsxCellReader<'a, BufReader<File>>,
    scan: &'a Scan,
    read: u64,
    ended: bool,
}

impl<'a> Stream<'a> {
    /// Over a reader just opened.
    pub(super) fn new(cells: XlsxCellReader<'a, BufReader<File>>, scan: &'a Scan) -> Self {
        Self {
            cells,
            scan,
            read: 0,
            ended: false,
        }
    }

    fn next(&mut self) -> Result<Option<Given<'a>>, Stopped> {
        if self.ended {
            return Ok(None);
        }
        let next: Result<_, XlsxError> = self.cells.next_cell_with_style_id();
        let Some((cell, style)) = next.map_err(|e| damaged(words::reader_failed(&e.to_string())))? else {
            return self.finish();
        };
        let (row, column) = cell.get_position();
        let uncomputed = self.scan.is_uncomputed(self.read);
        self.read += 1;
        Ok(Some(Given {
            row: row.saturating_add(1),
            column: column as u16,
            value: cell.get_value().clone(),
            style,
            uncomputed,
        }))
    }

    /// The scan counted the cells; a reader that gives another number has lost some.
    fn finish(&mut self) -> Result<Option<Given<'a>>, Stopped> {
        self.ended = true;
        if self.read == self.scan.cells {
            return Ok(None);
        }
        let message = words::count_differs(self.scan.cells, self.read);
        Err(Stopped::new(Code::ReaderFailed, message).help(words::resave()))
    }
}

enum Source<'a> {
    Stored(Box<Stream<'a>>),
    Sorted(std::vec::IntoIter<Given<'a>>),
}

/// The rows of one sheet.
pub(super) struct SheetRows<'a> {
    source: Source<'a>,
    scan: &'a Scan,
    styles: &'a Styles,
    pen: Pen<'a>,
    ahead: Option<Given<'a>>,
    done: bool,
}

impl<'a> SheetRows<'a> {
    /// Over a stream; sorts it where the scan says so.
    pub(super) fn new(
        stream: Stream<'a>,
        styles: &'a Styles,
        pen: Pen<'a>,
        most: u64,
    ) -> Result<Self, Stopped> {
        let scan = stream.scan;
        let source = if scan.ordered {
            Source::Stored(Box::new(stream))
        } else {
            Source::Sorted(sorted(stream, most)?.into_iter())
        };
        Ok(Self {
            source,
            scan,
            styles,
            pen,
            ahead: None,
            done: false,
        })
    }

    fn cell(&mut self) -> Result<Option<Given<'a>>, Stopped> {
        match &mut self.source {
            Source::Stored(stream) => stream.next(),
            Source::Sorted(cells) => Ok(cells.next()),
        }
    }

    /// Fills the row from the next cells; `false` where there are none left.
    fn fill(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        let first = match self.ahead.take() {
            Some(cell) => cell,
            None => match self.cell()? {
                Some(cell) => cell,
                None => return Ok(false),
            },
        };
        row.clear(first.row, None);
        row.hidden = self.scan.hides(first.row);
        self.put(row, &first);
        while let Some(cell) = self.cell()? {
            if cell.row != row.number {
                self.ahead = Some(cell);
                break;
            }
            self.put(row, &cell);
        }
        Ok(true)
    }

    fn put(&mut self, row: &mut Row, given: &Given) {
        let column = given.column;
        if !self.scan.ordered && row.kind(column) != Kind::Empty {
            self.pen.notes.cell(Oddity::StoredTwice, row.number, column);
        }
        if given.uncomputed {
            row.put(column, Kind::Uncomputed, "");
            return;
        }
        match &given.value {
            DataRef::Empty => {}
            DataRef::Int(n) => Pen::integer(row, column, *n),
            DataRef::Float(n) => self.number(row, given, *n),
            DataRef::DateTime(moment) => self.number(row, given, moment.as_f64()),
            DataRef::String(text) => self.pen.text(row, column, text),
            DataRef::SharedString(text) => self.pen.text(row, column, text),
            DataRef::Bool(yes) => Pen::truth(row, column, *yes),
            DataRef::DateTimeIso(written) => self.pen.iso(row, column, written),
            DataRef::DurationIso(written) => self.pen.duration(row, column, written),
            DataRef::Error(error) => row.put(column, Kind::Error, &error.to_string()),
        }
    }

    fn number(&mut self, row: &mut Row, given: &Given, n: f64) {
        let shown = self.styles.shown(given.style).unwrap_or_else(|| {
            self.pen
                .notes
                .cell(Oddity::UnknownStyle, row.number, given.column);
            super::Shown::Plain
        });
        self.pen.number(row, given.column, n, shown);
    }
}

impl Rows for SheetRows<'_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        while !self.done {
            let filled = caught_own(|| self.fill(row));
            self.done = !matches!(filled, Ok(true));
            // Rows that hold nothing but formats are left out.
            if filled? && row.width() > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn sorted(mut stream: Stream<'_>, most: u64) -> Result<Vec<Given<'_>>, Stopped> {
    if stream.scan.cells > most {
        return Err(too_large(words::out_of_order_too_large(most)));
    }
    let mut cells = Vec::new();
    caught_own(|| {
        while let Some(cell) = stream.next()? {
            cells.push(cell);
        }
        Ok(())
    })?;
    // Stable, so that of a cell stored twice the later one still comes later.
    cells.sort_by_key(|c| c.row);
    Ok(cells)
}

/// Opens calamine's reader for a sheet.
pub(super) fn open<'a>(
    xlsx: &'a mut calamine::Xlsx<BufReader<File>>,
    name: &str,
) -> Result<XlsxCellReader<'a, BufReader<File>>, Stopped> {
    caught(move || xlsx.worksheet_cells_reader(name))
}
