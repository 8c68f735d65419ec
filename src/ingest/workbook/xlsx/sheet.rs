//! One sheet part, read once from its start to its end: its cells into the spool, and what is known of the sheet besides.
//! Rows and cells of the common shape are taken straight from the bytes, everything else as events. An error is a reason
//! not to read the sheet at all.

use super::super::limits::Limits;
use super::super::notes::{Notes, Oddity, address};
use super::super::words;
use super::super::xml::{Part, attribute, says_yes};
use super::super::zip::{damaged, too_large};
use super::cell::{self, Bounds, Stored};
use super::columns::Columns;
use super::quick::{self, Known};
use super::reference::{self, COLUMNS};
use super::spool::{Piece, Spool};
use super::strings::Strings;
use super::value::Value;
use crate::ingest::{Region, Stopped};
use quick_xml::events::{BytesStart, Event};

/// What is known of a sheet besides its cells.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) merges: Vec<Region>,
    pub(super) hidden_columns: Vec<u16>,
    /// First and last of each run of hidden rows, growing.
    hidden_rows: Vec<(u32, u32)>,
    /// Whether rows are stored from top to bottom.
    pub(super) ordered: bool,
    /// How many pieces its cells are kept in, and where in the spool they lie.
    pub(super) pieces: u64,
    pub(super) from: u64,
    pub(super) to: u64,
    pub(super) notes: Notes,
}

impl Facts {
    /// How much is kept beside cells.
    fn regions(&self) -> u64 {
        (self.merges.len() + self.hidden_rows.len() + self.hidden_columns.len()) as u64
    }

    /// Whether a row is hidden.
    pub(super) fn hides(&self, row: u32) -> bool {
        let after = self.hidden_rows.partition_point(|&(first, _)| first <= row);
        after
            .checked_sub(1)
            .and_then(|i| self.hidden_rows.get(i))
            .is_some_and(|&(_, last)| row <= last)
    }
}

/// What a reader of sheets works with.
pub(super) struct Desk<'d> {
    pub(super) strings: &'d Strings,
    pub(super) limits: &'d Limits,
    pub(super) spool: &'d mut Spool,
    /// Merged regions and runs of hidden rows and columns that all sheets may still have.
    pub(super) regions: u64,
    /// Bytes that all texts may still have, shared ones as often as they stand there.
    pub(super) texts: u64,
    /// Cells are taken straight from the bytes where their shape allows it. Off only where tests compare.
    pub(super) quick: bool,
}

/// Reads a sheet part to its end.
pub(super) fn read(part: &mut Part, desk: &mut Desk) -> Result<Facts, Stopped> {
    let from = desk.spool.length();
    let mut reader = SheetReader {
        facts: Facts {
            ordered: true,
            from,
            ..Facts::default()
        },
        phase: Phase::Before,
        row: 1,
        digits: b"1".to_vec(),
        column: 0,
        depth: None,
        last_row: 0,
        columns: Columns::new(),
        piece: Piece::default(),
        weight: 0,
        desk,
    };
    reader.read(part)?;
    reader.finish()
}

enum Phase {
    Before,
    Within,
    After,
}

struct SheetReader<'r, 'd> {
    facts: Facts,
    phase: Phase,
    /// The row being read, from 1, and as its cells write it.
    row: u32,
    digits: Vec<u8>,
    /// The column of the next cell without an address.
    column: u32,
    /// How deep the open row lies, if its name has no prefix.
    depth: Option<u32>,
    /// The row of the cell before.
    last_row: u32,
    /// Columns already stored in that row.
    columns: Columns,
    /// Its cells.
    piece: Piece,
    /// Bytes of its texts.
    weight: u64,
    desk: &'r mut Desk<'d>,
}

impl SheetReader<'_, '_> {
    fn read(&mut self, part: &mut Part) -> Result<(), Stopped> {
        let mut scratch = String::new();
        loop {
            match part.next()? {
                Event::Start(e) => {
                    let row = e.name().as_ref() == "row";
                    if let Some(stored) = self.start(&e)? {
                        drop(e);
                        self.content(part, &stored, &mut scratch)?;
                    } else if row && matches!(self.phase, Phase::Within) {
                        drop(e);
                        self.depth = Some(part.depth());
                    }
                }
                Event::End(e) => self.end(e.local_name().as_ref()),
                Event::Eof if matches!(self.phase, Phase::After) => return Ok(()),
                Event::Eof => return Err(damaged(words::part_damaged(part.name(), "sheetData"))),
                _ => {}
            }
            if self.depth == Some(part.depth()) && self.desk.quick {
                self.hurry(part)?;
            }
        }
    }

    fn finish(mut self) -> Result<Facts, Stopped> {
        self.keep()?;
        self.desk.spool.settle()?;
        self.facts.to = self.desk.spool.length();
        self.desk.regions = self.desk.regions.saturating_sub(self.facts.regions());
        self.facts.hidden_rows.sort_unstable();
        if !self.facts.ordered {
            // Doubles across rows stored apart are only seen, and then counted, once the rows are sorted.
            self.facts.notes.forget(Oddity::StoredTwice);
        }
        Ok(self.facts)
    }

    /// Takes every row and cell of the common shape that is at hand.
    fn hurry(&mut self, part: &mut Part) -> Result<(), Stopped> {
        loop {
            let bytes = part.ahead()?;
            let mut rest = bytes;
            while let Some(next) = self.step(rest)? {
                rest = next;
            }
            let (used, left) = (bytes.len() - rest.len(), rest.len());
            part.pass(used);
            if used == 0 || left > 0 {
                return Ok(());
            }
        }
    }

    /// One cell, or the end of a row and the start of the next, and what follows it.
    fn step<'b>(&mut self, bytes: &'b [u8]) -> Result<Option<&'b [u8]>, Stopped> {
        let bytes = match bytes {
            [b'<', ..] => bytes,
            _ => bytes.trim_ascii_start(),
        };
        let known = Known {
            row: &self.digits,
            strings: self.desk.strings.count(),
            most: self.desk.limits.cell,
        };
        if let Some((cell, rest)) = quick::cell(bytes, known) {
            let (row, column) = match cell.column {
                Some(column) => (self.row, column),
                None => self.implied()?,
            };
            self.store(row, column, cell.style, cell.value)?;
            return Ok(Some(rest));
        }
        let Some((tag, rest)) = quick::next_row(bytes) else {
            return Ok(None);
        };
        self.end("row");
        self.begin_row(tag.number, tag.hidden)?;
        Ok(Some(rest))
    }

    fn start(&mut self, e: &BytesStart) -> Result<Option<Stored>, Stopped> {
        let name = e.local_name();
        match (name.as_ref(), &self.phase) {
            ("sheetData", Phase::Before) => self.phase = Phase::Within,
            ("sheetData", _) => return Err(damaged(words::two_tables())),
            ("row", Phase::Within) => self.start_row(e)?,
            ("c", Phase::Within) => return Stored::read(e).map(Some),
            ("dimension", Phase::Before) => check_dimension(e)?,
            ("col", Phase::Before) => self.hide_columns(e),
            ("mergeCell", Phase::After) => {
                self.merge(e);
                self.check_size()?;
            }
            _ => {}
        }
        Ok(None)
    }

    fn end(&mut self, name: &str) {
        match (name, &self.phase) {
            ("row", Phase::Within) => {
                self.count_on(self.row.saturating_add(1));
                self.column = 0;
                self.depth = None;
            }
            ("sheetData", Phase::Within) => self.phase = Phase::After,
            _ => {}
        }
    }

    fn count_on(&mut self, row: u32) {
        if row != self.row {
            self.row = row;
            self.digits.clear();
            // Writing to memory cannot fail.
            let _ = std::io::Write::write_fmt(&mut self.digits, format_args!("{row}"));
        }
    }

    fn start_row(&mut self, e: &BytesStart) -> Result<(), Stopped> {
        let (mut number, mut hidden) = (None, false);
        for a in e.attributes().with_checks(false).flatten() {
            match a.key.as_ref() {
                "r" => {
                    let row = reference::row(&a.value).ok_or_else(|| damaged(words::bad_row(&a.value)))?;
                    number = Some(row);
                }
                "hidden" => hidden = matches!(&*a.value, "1" | "true"),
                _ => {}
            }
        }
        self.begin_row(number, hidden)
    }

    fn begin_row(&mut self, number: Option<u32>, hidden: bool) -> Result<(), Stopped> {
        // Rows without a number of their own count on from the one before.
        self.count_on(number.unwrap_or(self.row));
        if self.row > reference::ROWS {
            return Err(damaged(words::beyond_grid()));
        }
        if hidden {
            self.hide_row();
        }
        self.check_size()
    }

    /// What is kept is bounded; no sheet that people made comes near.
    fn check_size(&self) -> Result<(), Stopped> {
        if self.facts.regions() > self.desk.regions {
            return Err(too_large(words::too_many_regions(self.desk.limits.regions)));
        }
        Ok(())
    }

    fn hide_row(&mut self) {
        match self.facts.hidden_rows.last_mut() {
            Some((_, last)) if *last + 1 == self.row => *last = self.row,
            _ => self.facts.hidden_rows.push((self.row, self.row)),
        }
    }

    fn hide_columns(&mut self, e: &BytesStart) {
        let edge = |name| attribute(e, name).and_then(|v| v.parse::<u32>().ok());
        if !says_yes(e, "hidden") {
            return;
        }
        if let (Some(first), Some(last)) = (edge("min"), edge("max")) {
            let columns = first.max(1)..=last.min(COLUMNS);
            let room = COLUMNS as usize - self.facts.hidden_columns.len().min(COLUMNS as usize);
            self.facts
                .hidden_columns
                .extend(columns.take(room).map(|c| (c - 1) as u16));
        }
    }

    fn merge(&mut self, e: &BytesStart) {
        let written = attribute(e, "ref").unwrap_or_default();
        match reference::range(&written) {
            Some(region) => self.facts.merges.push(region),
            None => self
                .facts
                .notes
                .count(Oddity::MergeDropped, || written.into_owned()),
        }
    }

    /// Where a cell without an address stands: right of the one before.
    fn implied(&self) -> Result<(u32, u16), Stopped> {
        let inside = self.row <= reference::ROWS && self.column < COLUMNS;
        let column = u16::try_from(self.column).ok().filter(|_| inside);
        column
            .map(|c| (self.row, c))
            .ok_or_else(|| damaged(words::beyond_grid()))
    }

    /// A cell out of its events.
    fn content(&mut self, part: &mut Part, stored: &Stored, scratch: &mut String) -> Result<(), Stopped> {
        let (row, column) = match stored.at {
            Some(at) => at,
            None => self.implied()?,
        };
        let bounds = Bounds {
            strings: self.desk.strings.count(),
            most: self.desk.limits.cell,
        };
        match cell::content(part, stored, bounds, scratch)? {
            Ok(value) => self.store(row, column, stored.style, value),
            Err(what) => Err(damaged(words::bad_cell(&address(row, column), &what))),
        }
    }

    /// Keeps a cell, and sees whether it stands where it should.
    fn store(&mut self, row: u32, column: u16, style: u32, value: Value<'_>) -> Result<(), Stopped> {
        if row != self.row {
            self.facts.notes.cell(Oddity::RowDiffers, row, column);
        }
        self.column = u32::from(column) + 1;
        if row != self.last_row {
            if row < self.last_row {
                self.facts.ordered = false;
            }
            self.keep()?;
            self.columns.clear();
            self.piece.begin(row);
            self.weight = 0;
        }
        if row < self.last_row {
            self.facts.notes.cell(Oddity::OutOfOrder, row, column);
        }
        self.last_row = row;
        if self.columns.fill(column) {
            self.facts.notes.cell(Oddity::StoredTwice, row, column);
        }
        self.piece.put(column, style, value);
        self.weigh(value)
    }

    /// A row has a largest size, in the spool and as it is given out, and so have all texts together.
    fn weigh(&mut self, value: Value<'_>) -> Result<(), Stopped> {
        let bytes = match value {
            Value::Shared(index) => self.desk.strings.bytes(index),
            Value::Text(text, _) | Value::Date(text) | Value::Error(text) => text.len() as u64,
            _ => return Ok(()),
        };
        self.weight += bytes;
        if self.weight + self.piece.bytes() > self.desk.limits.row {
            return Err(too_large(words::row_too_long(self.desk.limits.row)));
        }
        match self.desk.texts.checked_sub(bytes) {
            Some(left) => self.desk.texts = left,
            None => return Err(too_large(words::texts_too_long(self.desk.limits.texts))),
        }
        Ok(())
    }

    /// Puts the cells of the row behind into the spool.
    fn keep(&mut self) -> Result<(), Stopped> {
        if self.piece.is_empty() {
            return Ok(());
        }
        self.facts.pieces += 1;
        self.desk.spool.keep(&self.piece)
    }
}

/// A dimension that no sheet can have is damage.
fn check_dimension(e: &BytesStart) -> Result<(), Stopped> {
    let written = attribute(e, "ref").unwrap_or_default();
    reference::range(&written)
        .map(|_| ())
        .ok_or_else(|| damaged(words::bad_dimension(&written)))
}
