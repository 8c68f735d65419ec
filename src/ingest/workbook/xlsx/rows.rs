//! Rows of a sheet out of the spool. Holds one row; of a sheet stored out of order also where every row lies.

use super::super::cell::Pen;
use super::super::notes::Oddity;
use super::super::words;
use super::super::zip::too_large;
use super::sheet::Facts;
use super::spool::{Cells, KeptCell, Pieces};
use super::strings::Strings;
use super::styles::Styles;
use super::value::Value;
use crate::ingest::{Rows, Stopped};
use crate::model::{Kind, Row};

/// What the cells of every sheet refer to.
#[derive(Clone, Copy)]
pub(super) struct Shared<'b> {
    pub(super) strings: &'b Strings,
    pub(super) styles: &'b Styles,
}

/// The rows of one sheet.
pub(super) struct SheetRows<'b> {
    pieces: Pieces<'b>,
    facts: &'b Facts,
    shared: Shared<'b>,
    pen: Pen<'b>,
    /// The row of every piece and where it lies, in the order of the rows, where they are stored in another.
    order: Option<std::vec::IntoIter<(u32, u64)>>,
    cells: Vec<u8>,
    /// The row whose cells are in the buffer already.
    ahead: Option<u32>,
    done: bool,
}

impl<'b> SheetRows<'b> {
    /// Over the pieces of a sheet; looks where its rows lie if they are out of order, unless they are more than `most`.
    pub(super) fn new(
        mut pieces: Pieces<'b>,
        facts: &'b Facts,
        shared: Shared<'b>,
        pen: Pen<'b>,
        most: u64,
    ) -> Result<Self, Stopped> {
        let order = if facts.ordered {
            None
        } else {
            Some(order(&mut pieces, facts, most)?.into_iter())
        };
        Ok(Self {
            pieces,
            facts,
            shared,
            pen,
            order,
            cells: Vec::new(),
            ahead: None,
            done: false,
        })
    }

    /// Reads the next piece into the buffer; its row.
    fn piece(&mut self) -> Result<Option<u32>, Stopped> {
        if let Some(order) = &mut self.order {
            let Some((_, at)) = order.next() else {
                return Ok(None);
            };
            self.pieces.go(at)?;
        }
        self.pieces.next(&mut self.cells)
    }

    /// Fills the row from the next pieces; `false` where there are none left.
    fn fill(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        let first = match self.ahead.take() {
            Some(first) => Some(first),
            None => self.piece()?,
        };
        let Some(number) = first else {
            return Ok(false);
        };
        row.clear(number, None);
        row.hidden = self.facts.hides(number);
        loop {
            for cell in Cells::of(&self.cells) {
                put(&mut self.pen, row, self.shared, cell?, self.order.is_some());
            }
            self.ahead = self.piece()?;
            if self.ahead != Some(number) {
                return Ok(true);
            }
        }
    }
}

fn put(pen: &mut Pen, row: &mut Row, shared: Shared, (column, style, value): KeptCell, sorted: bool) {
    if sorted && row.kind(column) != Kind::Empty {
        pen.notes.cell(Oddity::StoredTwice, row.number, column);
    }
    match value {
        Value::Nothing => {}
        Value::Shared(index) => {
            let (text, odd) = shared.strings.get(index).unwrap_or_default();
            pen.known_text(row, column, text, odd);
        }
        Value::Text(text, _) => pen.text(row, column, text),
        Value::Whole(n) => {
            let shown = shown(pen, row, shared, column, style);
            pen.whole(row, column, n, shown);
        }
        Value::Number(n) => {
            let shown = shown(pen, row, shared, column, style);
            pen.number(row, column, n, shown);
        }
        Value::Truth(yes) => Pen::truth(row, column, yes),
        Value::Error(error) => row.put(column, Kind::Error, error),
        Value::Date(written) => pen.iso(row, column, written),
        Value::Uncomputed => row.put(column, Kind::Uncomputed, ""),
    }
}

/// How the format of a cell shows numbers; plainly where there is no such format.
fn shown(pen: &mut Pen, row: &Row, shared: Shared, column: u16, style: u32) -> super::Shown {
    shared.styles.shown(style as usize).unwrap_or_else(|| {
        pen.notes.cell(Oddity::UnknownStyle, row.number, column);
        super::Shown::Plain
    })
}

impl Rows for SheetRows<'_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        while !self.done {
            let filled = self.fill(row);
            self.done = !matches!(filled, Ok(true));
            // Rows that hold nothing but empty texts are left out.
            if filled? && row.width() > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Where every piece lies, sorted by its row. Stable, so that of a cell stored twice the later one still comes later.
fn order(pieces: &mut Pieces, facts: &Facts, most: u64) -> Result<Vec<(u32, u64)>, Stopped> {
    if facts.pieces > most {
        return Err(too_large(words::out_of_order_too_large(most)));
    }
    let mut order = Vec::new();
    while let Some(piece) = pieces.skip()? {
        order.push(piece);
    }
    order.sort_by_key(|&(row, _)| row);
    Ok(order)
}
