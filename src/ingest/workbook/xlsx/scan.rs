//! One pass over a sheet before calamine reads it: what calamine does not tell (merges, hidden rows and columns, formulas
//! without results), and what it would get wrong in silence, which stops the sheet. Keeps no cell.

use super::super::limits::Limits;
use super::super::notes::{Notes, Oddity, address};
use super::super::words;
use super::super::xml::{Part, attribute, says_yes};
use super::super::zip::{damaged, too_large};
use super::cell::{self, Stored};
use super::reference::{self, COLUMNS};
use crate::ingest::{Region, Stopped};
use crate::model::Text;
use quick_xml::events::{BytesStart, Event};

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) merges: Vec<Region>,
    pub(super) hidden_columns: Vec<u16>,
    /// First and last of each run of hidden rows, growing.
    hidden_rows: Vec<(u32, u32)>,
    /// Which cells, counted from 0 as they are stored, hold a formula without its result: a bit each.
    uncomputed: Vec<u64>,
    /// How many cells are stored.
    pub(super) cells: u64,
    /// Whether rows are stored from top to bottom.
    pub(super) ordered: bool,
    pub(super) notes: Notes,
}

impl Scan {
    /// Whether the cell of a number, counted from 0 as they are stored, holds a formula without its result.
    pub(super) fn is_uncomputed(&self, ordinal: u64) -> bool {
        let word = usize::try_from(ordinal / 64)
            .ok()
            .and_then(|at| self.uncomputed.get(at));
        word.is_some_and(|word| word & 1 << (ordinal % 64) != 0)
    }

    fn mark_uncomputed(&mut self, ordinal: u64) {
        // A part within its limit has no more cells than fit.
        let at = (ordinal / 64) as usize;
        if at >= self.uncomputed.len() {
            self.uncomputed.resize(at + 1, 0);
        }
        if let Some(word) = self.uncomputed.get_mut(at) {
            *word |= 1 << (ordinal % 64);
        }
    }

    /// How much is kept beside cells.
    pub(super) fn regions(&self) -> u64 {
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

/// Reads a sheet part to its end; an error is a reason not to read the sheet at all.
pub(super) fn scan(part: &mut Part, strings: u64, limits: &Limits) -> Result<Scan, Stopped> {
    let mut scanner = Scanner {
        strings,
        most: limits.cell,
        regions: limits.regions,
        found: Scan {
            ordered: true,
            ..Scan::default()
        },
        phase: Phase::Before,
        row: 1,
        column: 0,
        last_row: 0,
        seen: Box::new([0; COLUMNS as usize / 64]),
    };
    loop {
        match part.next()? {
            Event::Start(e) => {
                if let Some(stored) = scanner.start(&e)? {
                    drop(e);
                    scanner.content(part, &stored)?;
                }
            }
            Event::End(e) => scanner.end(e.local_name().as_ref()),
            Event::Eof if matches!(scanner.phase, Phase::After) => break,
            Event::Eof => return Err(damaged(words::part_damaged(part.name(), "sheetData"))),
            _ => {}
        }
    }
    scanner.found.hidden_rows.sort_unstable();
    if !scanner.found.ordered {
        // Doubles across rows stored apart are only seen, and then counted, once the cells are sorted.
        scanner.found.notes.forget(Oddity::StoredTwice);
    }
    Ok(scanner.found)
}

enum Phase {
    Before,
    Within,
    After,
}

struct Scanner {
    strings: u64,
    /// Bytes that a cell may have.
    most: u64,
    /// Merged regions, or runs of hidden rows, that are kept.
    regions: u64,
    found: Scan,
    phase: Phase,
    /// The row being read, from 1.
    row: u32,
    /// The column of the next cell without an address.
    column: u32,
    last_row: u32,
    /// Columns already stored in the row, a bit each.
    seen: Box<[u64; COLUMNS as usize / 64]>,
}

impl Scanner {
    fn start(&mut self, e: &BytesStart) -> Result<Option<Stored>, Stopped> {
        let name = e.local_name();
        match (name.as_ref(), &self.phase) {
            ("sheetData", Phase::Before) => self.phase = Phase::Within,
            ("sheetData", _) => return Err(damaged(words::two_tables())),
            ("row", Phase::Within) => self.start_row(e)?,
            ("c", Phase::Within) => return self.start_cell(e).map(Some),
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
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
            ("sheetData", Phase::Within) => self.phase = Phase::After,
            _ => {}
        }
    }

    fn start_row(&mut self, e: &BytesStart) -> Result<(), Stopped> {
        let mut hidden = false;
        for a in e.attributes().with_checks(false).flatten() {
            match a.key.as_ref() {
                "r" => {
                    self.row = reference::row(&a.value).ok_or_else(|| damaged(words::bad_row(&a.value)))?;
                }
                "hidden" => hidden = matches!(&*a.value, "1" | "true"),
                _ => {}
            }
        }
        // Rows without a number of their own count on from the one before.
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
        if self.found.regions() > self.regions {
            return Err(too_large(words::too_many_regions(self.regions)));
        }
        Ok(())
    }

    fn hide_row(&mut self) {
        match self.found.hidden_rows.last_mut() {
            Some((_, last)) if *last + 1 == self.row => *last = self.row,
            _ => self.found.hidden_rows.push((self.row, self.row)),
        }
    }

    fn hide_columns(&mut self, e: &BytesStart) {
        let edge = |name| attribute(e, name).and_then(|v| v.parse::<u32>().ok());
        if !says_yes(e, "hidden") {
            return;
        }
        if let (Some(first), Some(last)) = (edge("min"), edge("max")) {
            let columns = first.max(1)..=last.min(COLUMNS);
            let room = COLUMNS as usize - self.found.hidden_columns.len().min(COLUMNS as usize);
            self.found
                .hidden_columns
                .extend(columns.take(room).map(|c| (c - 1) as u16));
        }
    }

    fn merge(&mut self, e: &BytesStart) {
        let written = attribute(e, "ref").unwrap_or_default();
        match reference::range(&written) {
            Some(region) => self.found.merges.push(region),
            None => self
                .found
                .notes
                .count(Oddity::MergeDropped, || written.into_owned()),
        }
    }

    fn start_cell(&mut self, e: &BytesStart) -> Result<Stored, Stopped> {
        let stored = Stored::read(e)?;
        let (row, column) = match stored.at {
            Some(at) => at,
            None => self.implied()?,
        };
        if row != self.row {
            self.found.notes.cell(Oddity::RowDiffers, row, column);
        }
        self.column = u32::from(column) + 1;
        self.place(row, column);
        Ok(Stored {
            at: Some((row, column)),
            ..stored
        })
    }

    /// Where a cell without an address stands: right of the one before.
    fn implied(&self) -> Result<(u32, u16), Stopped> {
        let inside = self.row <= reference::ROWS && self.column < COLUMNS;
        let column = u16::try_from(self.column).ok().filter(|_| inside);
        column
            .map(|c| (self.row, c))
            .ok_or_else(|| damaged(words::beyond_grid()))
    }

    fn place(&mut self, row: u32, column: u16) {
        if row < self.last_row {
            self.found.ordered = false;
            self.found.notes.cell(Oddity::OutOfOrder, row, column);
        }
        if row != self.last_row {
            self.seen.fill(0);
            self.last_row = row;
        }
        let (word, bit) = (usize::from(column) / 64, 1u64 << (column % 64));
        if let Some(word) = self.seen.get_mut(word) {
            if *word & bit != 0 {
                self.found.notes.cell(Oddity::StoredTwice, row, column);
            }
            *word |= bit;
        }
    }

    fn content(&mut self, part: &mut Part, stored: &Stored) -> Result<(), Stopped> {
        let outcome = cell::content(part, stored, (self.strings, self.most))?;
        let ordinal = self.found.cells;
        self.found.cells += 1;
        match outcome {
            Ok(cell::Content::Uncomputed) => self.found.mark_uncomputed(ordinal),
            Ok(cell::Content::Known) => {}
            Err(what) => return Err(at_cell(stored, &what)),
        }
        Ok(())
    }
}

fn at_cell(stored: &Stored, what: &Text) -> Stopped {
    let place = stored.at.map(|(r, c)| address(r, c)).unwrap_or_default();
    damaged(words::bad_cell(&place, what))
}

/// Calamine reads the dimension and fails the sheet if it cannot, so a bad one is told for what it is.
fn check_dimension(e: &BytesStart) -> Result<(), Stopped> {
    let written = attribute(e, "ref").unwrap_or_default();
    reference::range(&written)
        .map(|_| ())
        .ok_or_else(|| damaged(words::bad_dimension(&written)))
}
