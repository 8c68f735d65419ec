//! A book within limits, whatever its format: sheets, rows, columns, cells and their length counted as they come. Refuses
//! to cut anything short: what lies beyond a limit ends the reading with an error.

use super::limits::{Limit, Limits};
use super::{Book, Rows, Sheet, Stopped};
use crate::model::{Row, Text};

/// A book and how large it may be.
pub(super) struct Bounded {
    book: Box<dyn Book>,
    limits: Limits,
}

impl Bounded {
    pub(super) fn new(book: Box<dyn Book>, limits: &Limits) -> Result<Self, Stopped> {
        if book.sheets().len() as u64 > limits.sheets {
            return Err(limits.beyond(Limit::Sheets, None));
        }
        let limits = *limits;
        Ok(Self { book, limits })
    }
}

impl Book for Bounded {
    fn sheets(&self) -> &[Sheet] {
        self.book.sheets()
    }

    fn rows<'a>(&'a mut self, sheet: usize) -> Result<Box<dyn Rows + 'a>, Stopped> {
        Ok(Box::new(Counted {
            limits: &self.limits,
            rows: self.book.rows(sheet)?,
            read: 0,
            cells: 0,
        }))
    }

    fn notes(&self) -> Vec<Text> {
        self.book.notes()
    }
}

struct Counted<'a> {
    limits: &'a Limits,
    rows: Box<dyn Rows + 'a>,
    read: u64,
    cells: u64,
}

impl Rows for Counted<'_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        if !self.rows.next(row)? {
            return Ok(false);
        }
        self.read += 1;
        self.cells += row.width() as u64;
        match self.passed(row) {
            Some(limit) => Err(self.limits.beyond(limit, Some(row.number.into()))),
            None => Ok(true),
        }
    }
}

impl Counted<'_> {
    /// The limit that this row has passed.
    fn passed(&self, row: &Row) -> Option<Limit> {
        let (limits, bytes) = (self.limits, row.bytes() as u64);
        let longest = || (0..row.width()).map(|c| row.text(c as u16).len()).max();
        if self.read > limits.rows {
            Some(Limit::Rows)
        } else if row.width() as u64 > limits.columns {
            Some(Limit::Columns)
        } else if self.cells > limits.cells {
            Some(Limit::Cells)
        } else if bytes > limits.row {
            Some(Limit::Row)
        } else if bytes > limits.cell && longest().is_some_and(|longest| longest as u64 > limits.cell) {
            Some(Limit::Cell)
        } else {
            None
        }
    }
}
