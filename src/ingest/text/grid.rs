//! One table held in memory, for documents that cannot be streamed; cells share one string. Knows nothing of markup.

use super::delimited::MOST_COLUMNS;
use super::words;
use crate::ingest::{Limit, Limits, Rows, Sheet, Stopped};
use crate::model::{Kind, Row};
use std::ops::Range;

/// The last row Excel has.
pub(super) const MOST_ROWS: u32 = 1_048_576;

/// What a document may still take.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Budget {
    /// Where the limits stand.
    pub(super) limits: Limits,
    cells: u64,
    regions: u64,
}

impl Budget {
    /// All that the limits allow.
    pub(super) fn within(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            ..Self::default()
        }
    }

    fn cell(&mut self) -> Result<(), Stopped> {
        self.cells += 1;
        self.hold(Limit::DocumentCells, self.cells)
    }

    /// So many more merged regions or hidden columns.
    pub(super) fn regions(&mut self, more: usize) -> Result<(), Stopped> {
        self.regions += more as u64;
        self.hold(Limit::Regions, self.regions)
    }

    /// Refuses more of something than its limit.
    pub(super) fn hold(&self, limit: Limit, found: u64) -> Result<(), Stopped> {
        if found > self.limits.get(limit) {
            return Err(words::too_large(&self.limits, limit));
        }
        Ok(())
    }
}

#[derive(Debug)]
struct GridRow {
    number: u32,
    line: u64,
    hidden: bool,
    cells: Range<usize>,
}

#[derive(Debug)]
struct GridCell {
    column: u16,
    kind: Kind,
    text: Range<usize>,
}

/// A table, filled row by row.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// What is known of the sheet.
    pub(super) sheet: Sheet,
    /// What cut the table short, told after its last row.
    pub(super) ending: Option<Stopped>,
    rows: Vec<GridRow>,
    cells: Vec<GridCell>,
    text: String,
}

impl Grid {
    /// Begins a row below all others.
    pub(super) fn begin(
        &mut self,
        number: u32,
        line: u64,
        hidden: bool,
        budget: &mut Budget,
    ) -> Result<(), Stopped> {
        if number > MOST_ROWS {
            return Err(words::beyond_grid());
        }
        budget.cell()?;
        let cells = self.cells.len()..self.cells.len();
        self.rows.push(GridRow {
            number,
            line,
            hidden,
            cells,
        });
        Ok(())
    }

    /// Puts a cell into the row last begun.
    pub(super) fn put(
        &mut self,
        column: usize,
        kind: Kind,
        text: &str,
        budget: &mut Budget,
    ) -> Result<(), Stopped> {
        if column >= MOST_COLUMNS {
            return Err(words::beyond_grid());
        }
        budget.cell()?;
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(GridCell {
            column: column as u16,
            kind,
            text: start..self.text.len(),
        });
        if let Some(row) = self.rows.last_mut() {
            row.cells.end = self.cells.len();
        }
        Ok(())
    }

    /// The number of the row last begun, 0 before the first.
    pub(super) fn last(&self) -> u32 {
        self.rows.last().map_or(0, |row| row.number)
    }

    /// The physical line of the row last begun.
    pub(super) fn line(&self) -> u64 {
        self.rows.last().map_or(1, |row| row.line)
    }

    /// Whether it holds no cell at all.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Its rows from the top.
    pub(super) fn rows(&self) -> GridRows<'_> {
        GridRows { grid: self, at: 0 }
    }
}

/// Reads a [`Grid`].
pub(super) struct GridRows<'a> {
    grid: &'a Grid,
    at: usize,
}

impl Rows for GridRows<'_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        let Some(from) = self.grid.rows.get(self.at) else {
            return self.grid.ending.clone().map_or(Ok(false), Err);
        };
        self.at += 1;
        row.clear(from.number, Some(from.line));
        row.hidden = from.hidden;
        for cell in self.grid.cells.get(from.cells.clone()).unwrap_or_default() {
            let text = self.grid.text.get(cell.text.clone()).unwrap_or_default();
            row.put(cell.column, cell.kind, text);
        }
        Ok(true)
    }
}
