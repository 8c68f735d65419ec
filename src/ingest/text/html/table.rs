//! One table of a page while it is open: where its cells stand once those that span rows are counted. Knows no page.

use super::flow::Flow;
use crate::ingest::text::delimited::MOST_COLUMNS;
use crate::ingest::text::grid::{Budget, Grid};
use crate::ingest::text::markup::Tag;
use crate::ingest::text::words;
use crate::ingest::{Region, Stopped};
use crate::model::Kind;

/// The limits of the HTML standard.
const WIDEST_SPAN: usize = 1000;
const TALLEST_SPAN: u32 = 65_534;

/// A table whose end tag has not come.
#[derive(Default)]
pub(super) struct Table {
    /// When it was opened.
    pub(super) order: usize,
    /// Opened by us for rows without a table; its end tag is not missed.
    pub(super) implied: bool,
    /// What was read.
    pub(super) grid: Grid,
    /// The next column of the open row.
    pub(super) row: Option<usize>,
    cell: Option<Cell>,
    /// The open caption.
    pub(super) caption: Option<Flow>,
    /// The last row that a cell above reaches down to, by column.
    reach: Vec<u32>,
}

/// A cell whose end tag has not come.
struct Cell {
    column: usize,
    flow: Flow,
}

impl Table {
    /// A table that opens as the `order`-th of its page.
    pub(super) fn new(order: usize, implied: bool) -> Self {
        Self {
            order,
            implied,
            ..Self::default()
        }
    }

    pub(super) fn flow(&mut self) -> Option<&mut Flow> {
        match (&mut self.cell, &mut self.caption) {
            (Some(cell), _) => Some(&mut cell.flow),
            (None, caption) => caption.as_mut(),
        }
    }

    pub(super) fn open_row(&mut self, line: u64, hidden: bool, budget: &mut Budget) -> Result<(), Stopped> {
        self.close_cell(budget)?;
        self.row = Some(0);
        let number = self.grid.last() + 1;
        self.grid.begin(number, line, hidden, budget)
    }

    pub(super) fn open_cell(&mut self, tag: &Tag, line: u64, budget: &mut Budget) -> Result<(), Stopped> {
        self.close_cell(budget)?;
        if self.row.is_none() {
            self.open_row(line, false, budget)?;
        }
        let row = self.grid.last();
        let from = self.row.unwrap_or(0);
        let taken = self
            .reach
            .iter()
            .skip(from)
            .take_while(|reach| **reach >= row)
            .count();
        let column = from + taken;
        let wide = span(tag, "colspan").unwrap_or(1).clamp(1, WIDEST_SPAN);
        let tall = match span(tag, "rowspan") {
            Some(0) => TALLEST_SPAN,
            tall => (tall.unwrap_or(1) as u32).min(TALLEST_SPAN),
        };
        self.row = Some(column + wide);
        self.cell = Some(Cell {
            column,
            flow: Flow::default(),
        });
        self.merge(row, tall, (column, wide), budget)
    }

    fn merge(
        &mut self,
        row: u32,
        tall: u32,
        (column, wide): (usize, usize),
        budget: &mut Budget,
    ) -> Result<(), Stopped> {
        if column + wide > MOST_COLUMNS {
            return Err(words::beyond_grid());
        }
        let bottom = row.saturating_add(tall - 1);
        if self.reach.len() < column + wide {
            self.reach.resize(column + wide, 0);
        }
        for reach in self.reach.iter_mut().skip(column).take(wide) {
            *reach = bottom.max(*reach);
        }
        if tall > 1 || wide > 1 {
            budget.regions(1)?;
            let (left, right) = (column as u16, (column + wide - 1) as u16);
            self.grid.sheet.merges.push(Region {
                top: row,
                bottom,
                left,
                right,
            });
        }
        Ok(())
    }

    pub(super) fn close_cell(&mut self, budget: &mut Budget) -> Result<(), Stopped> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let text = cell.flow.finish();
        let kind = if text.is_empty() { Kind::Empty } else { Kind::Text };
        self.grid.put(cell.column, kind, &text, budget)
    }

    /// Spans may reach beyond the last row; regions do not.
    pub(super) fn close_merges(&mut self) {
        let last = self.grid.last();
        let merges = &mut self.grid.sheet.merges;
        for region in merges.iter_mut() {
            region.bottom = region.bottom.min(last);
        }
        merges.retain(|r| r.bottom > r.top || r.right > r.left);
    }
}

fn span(tag: &Tag, name: &str) -> Option<usize> {
    tag.attribute(name)?.trim().parse().ok()
}
