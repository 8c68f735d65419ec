//! The rows of one table in ods, read off the content part one by one. Repeats are unfolded only where they hold
//! something, and only so far.

use super::super::cell::Pen;
use super::super::limits::Limits;
use super::super::notes::{Notes, Oddity, address};
use super::super::words;
use super::super::xlsx::{COLUMNS, ROWS};
use super::super::xml::{Part, attribute};
use super::super::zip::{damaged, too_large};
use super::cell::{self, Attributes, Value, repeats};
use crate::ingest::{Region, Stopped};
use crate::model::Row;
use quick_xml::events::{BytesStart, Event};

/// A value and the columns that repeat it.
struct Filled {
    column: u16,
    repeat: u16,
    value: Value,
}

/// A table being read.
pub(super) struct Table {
    /// Depth inside the table element.
    inside: u32,
    /// The number of the row read last, its repeats included.
    reached: u64,
    /// Cells that repeats have added so far.
    unfolded: u64,
    limits: Limits,
    /// The row read last.
    pub(super) number: u32,
    /// How often the row read last stands there.
    pub(super) repeat: u32,
    hidden: bool,
    cells: Vec<Filled>,
    columns: u64,
    pub(super) hidden_columns: Vec<u16>,
    pub(super) merges: Vec<Region>,
    /// The table is a copy of another file's, kept for formulas.
    pub(super) foreign: bool,
    pub(super) notes: Notes,
}

impl Table {
    /// For the table element just started.
    pub(super) fn new(part: &Part, limits: &Limits) -> Self {
        Self {
            inside: part.depth(),
            reached: 0,
            unfolded: 0,
            limits: *limits,
            number: 0,
            repeat: 0,
            hidden: false,
            cells: Vec::new(),
            columns: 0,
            hidden_columns: Vec::new(),
            merges: Vec::new(),
            foreign: false,
            notes: Notes::default(),
        }
    }

    /// Reads on to the next row that holds something; `false` at the end of the table.
    pub(super) fn advance(&mut self, part: &mut Part) -> Result<bool, Stopped> {
        while part.depth() >= self.inside {
            match part.next()? {
                Event::Start(e) => match e.local_name().as_ref() {
                    "table-row" => {
                        let (repeat, hidden) = (repeats(&e, "number-rows-repeated")?, is_hidden(&e));
                        if self.row(part, repeat, hidden)? {
                            return Ok(true);
                        }
                    }
                    "table-column" => self.column(&e)?,
                    "table-source" => self.foreign = true,
                    "table-rows"
                    | "table-row-group"
                    | "table-header-rows"
                    | "table-columns"
                    | "table-column-group"
                    | "table-header-columns" => {}
                    _ => part.skip()?,
                },
                Event::Eof => return Err(damaged(words::part_cut(part.name()))),
                _ => {}
            }
        }
        Ok(false)
    }

    fn column(&mut self, e: &BytesStart) -> Result<(), Stopped> {
        let first = self.columns;
        self.columns = first.saturating_add(repeats(e, "number-columns-repeated")?);
        if is_hidden(e) {
            let hidden = first..self.columns.min(u64::from(COLUMNS));
            self.hidden_columns.extend(hidden.map(|c| c as u16));
        }
        self.check_regions()
    }

    /// How much of what is kept beside rows this table has.
    pub(super) fn regions(&self) -> u64 {
        (self.merges.len() + self.hidden_columns.len()) as u64
    }

    fn check_regions(&self) -> Result<(), Stopped> {
        if self.regions() > self.limits.regions {
            return Err(too_large(words::too_many_regions(self.limits.regions)));
        }
        Ok(())
    }

    fn row(&mut self, part: &mut Part, repeat: u64, hidden: bool) -> Result<bool, Stopped> {
        let number = self.reached.saturating_add(1);
        self.reached = self.reached.saturating_add(repeat);
        self.cells.clear();
        self.hidden = hidden;
        let (row, mut column) = (part.depth(), 0u64);
        while part.depth() >= row {
            match part.next()? {
                Event::Start(e) if is_cell(&e) => {
                    let attributes = Attributes::read(&e)?;
                    column = self.cell(part, attributes, number, column)?;
                }
                Event::Start(_) => part.skip()?,
                Event::Eof => return Err(damaged(words::part_cut(part.name()))),
                _ => {}
            }
        }
        if self.cells.is_empty() {
            return Ok(false);
        }
        self.unfold(number, repeat)?;
        Ok(true)
    }

    fn unfold(&mut self, number: u64, repeat: u64) -> Result<(), Stopped> {
        if self.reached > u64::from(ROWS) {
            return Err(damaged(words::beyond_grid()));
        }
        let wide: u64 = self.cells.iter().map(|c| u64::from(c.repeat)).sum();
        self.unfolded += wide * repeat - self.cells.len() as u64;
        if self.unfolded > self.limits.repeats {
            return Err(too_large(words::repeats_too_large(self.limits.repeats)));
        }
        let bytes = self.cells.iter().map(|c| u64::from(c.repeat) * c.value.bytes());
        if bytes.sum::<u64>() > self.limits.row {
            return Err(too_large(words::row_too_long(self.limits.row)));
        }
        // Both fit: the row reached lies within the grid.
        (self.number, self.repeat) = (number as u32, repeat as u32);
        Ok(())
    }

    /// Reads one cell; the column after it.
    fn cell(
        &mut self,
        part: &mut Part,
        attributes: Attributes,
        row: u64,
        column: u64,
    ) -> Result<u64, Stopped> {
        let after = column.saturating_add(attributes.repeat);
        let repeat = attributes.repeat;
        self.merge(&attributes, row, column);
        self.check_regions()?;
        let Some(value) = attributes.value(cell::text(part, self.limits.cell)?) else {
            return Ok(after);
        };
        if after > u64::from(COLUMNS) {
            return Err(damaged(words::beyond_grid()));
        }
        self.cells.push(Filled {
            column: column as u16,
            repeat: repeat as u16,
            value,
        });
        Ok(after)
    }

    fn merge(&mut self, attributes: &Attributes, row: u64, column: u64) {
        let (rows, columns) = (attributes.rows_spanned, attributes.columns_spanned);
        if rows == 1 && columns == 1 {
            return;
        }
        let (bottom, right) = (row.saturating_add(rows - 1), column.saturating_add(columns - 1));
        if bottom > u64::from(ROWS) || right >= u64::from(COLUMNS) {
            let place = || address(row as u32, column as u16);
            self.notes.count(Oddity::MergeDropped, place);
            return;
        }
        self.merges.push(Region {
            top: row as u32,
            bottom: bottom as u32,
            left: column as u16,
            right: right as u16,
        });
    }

    /// Fills a row from the cells read last.
    pub(super) fn fill(&self, row: &mut Row, number: u32, pen: &mut Pen) {
        row.clear(number, None);
        row.hidden = self.hidden;
        for cell in &self.cells {
            for column in cell.column..cell.column + cell.repeat {
                cell.value.put(pen, row, column);
            }
        }
    }
}

fn is_cell(e: &BytesStart) -> bool {
    matches!(e.local_name().as_ref(), "table-cell" | "covered-table-cell")
}

fn is_hidden(e: &BytesStart) -> bool {
    attribute(e, "visibility").is_some_and(|v| v != "visible")
}
