//! The records of one table, from top to bottom, one buffer refilled: which rows are data, which start a resource,
//! what they inherit. Keeps the cells of one resource, never the table; refuses to judge them.

mod inherit;
mod merges;
mod skip;
mod words;

#[cfg(test)]
mod tests;

pub use skip::{EXAMPLE, FILL_IN, Reason, Skipped, Skips};

use super::layout::found::Layout;
use super::layout::joined::Joined;
use super::{Book, Rows, Stopped};
use crate::model::{Header, Kind, Row, Text, Vocabulary, fold};
use inherit::Inherit;
use merges::Merges;
use skip::{Sieve, Spelt};

/// What was counted on the way; complete once all rows were read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records.
    pub rows: u64,
    /// Records that start a resource.
    pub resources: u64,
    /// Cells that repeat one above.
    pub inherited: u64,
    /// Records in hidden rows.
    pub hidden_rows: u64,
}

/// A table being read.
pub struct Table<'a> {
    rows: Box<dyn Rows + 'a>,
    layout: &'a Layout,
    header: u32,
    merges: Merges,
    inherit: Inherit,
    sieve: Sieve<'a>,
    counts: Counts,
    skips: Skips,
    in_sample: bool,
    /// The row of a form's example over which a record was written.
    overwritten: Option<u32>,
    joined: Vec<bool>,
}

impl<'a> Table<'a> {
    /// Opens the table that `layout` describes. The layout must be of this book.
    pub fn open(
        book: &'a mut dyn Book,
        layout: &'a Layout,
        vocabulary: &Vocabulary,
    ) -> Result<Self, Stopped> {
        let headers = layout.columns.headers();
        let width = headers
            .iter()
            .map(|h| usize::from(h.column) + 1)
            .max()
            .unwrap_or(0);
        let header = layout.last_header_row();
        let regions = book.sheets().get(layout.sheet).map_or(&[][..], |s| &s.merges);
        let merges = Merges::new(regions, header, width);
        let joined = layout.joined.as_ref();
        let inherit = Inherit::new(vocabulary, &layout.columns, joined.map(|j| j.column), width);
        let sieve = Sieve {
            headings: &layout.headings,
            spelt: Spelt::rows(&layout.headings),
            width: headers.iter().filter(|h| !h.text.is_empty()).count(),
            numbers: row_numbers(vocabulary, layout),
            keys: inherit.keys.clone(),
            filled: Vec::new(),
        };
        Ok(Self {
            rows: book.rows(layout.sheet)?,
            layout,
            header,
            merges,
            inherit,
            sieve,
            counts: Counts::default(),
            skips: Skips::default(),
            in_sample: false,
            overwritten: None,
            joined: vec![false; joined.map_or(0, Joined::groups)],
        })
    }

    /// Refills `row` with the next record; `false` at the end.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        while self.rows.next(row)? {
            if row.number <= self.header {
                continue;
            }
            self.merges.enter(row);
            if row.is_blank() {
                let held = |&c: &u16| self.merges.anchor_above(row.number, c).is_some();
                if self.inherit.keys.iter().any(held) {
                    // A line of a resource's merged cells on which no item was entered.
                    self.skips.add(row.number, Reason::Unfilled);
                } else {
                    self.skips.blank += 1;
                }
            } else if let Some(reason) = self.skipped_for(row) {
                if reason == Reason::Header && self.sieve.reorders(row) {
                    return Err(words::another_header(row.number));
                }
                self.skips.add(row.number, reason);
            } else {
                self.settle(row);
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn skipped_for(&mut self, row: &Row) -> Option<Reason> {
        let fresh = self.counts.rows == 0;
        let merges = &self.merges;
        let reason = self.sieve.judge(row, fresh, |c| merges.span(row.number, c));
        match reason {
            Some(Reason::Sample) => self.in_sample = true,
            None if self.in_sample && self.inherit.goes_on(row, &self.merges) => {
                // The sample's own items, below it.
                return Some(Reason::Sample);
            }
            None => {
                self.in_sample = false;
                // The example of a form stands above all records.
                if fresh && self.sieve.is_overwritten(row) {
                    self.overwritten = Some(row.number);
                }
            }
            Some(_) => {}
        }
        reason
    }

    fn settle(&mut self, row: &mut Row) {
        self.counts.inherited += self.merges.fill(row);
        self.counts.inherited += self.inherit.settle(row, &self.merges);
        self.counts.rows += 1;
        self.counts.resources += u64::from(row.starts);
        self.counts.hidden_rows += u64::from(row.hidden);
        self.tell_items(row);
    }

    /// How many items the other sheet lists for this resource, in the column kept for it.
    fn tell_items(&mut self, row: &mut Row) {
        let Some(joined) = &self.layout.joined else { return };
        let group = joined.group(row);
        let told = group.and_then(|g| joined.cell(g));
        if let Some(seen) = group.and_then(|g| self.joined.get_mut(g)) {
            *seen = true;
        }
        match told {
            Some(text) => row.put(joined.column, Kind::Text, &text),
            None => row.put(joined.column, Kind::Empty, ""),
        }
    }

    /// The table's shape.
    pub fn layout(&self) -> &'a Layout {
        self.layout
    }

    /// What was counted so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Rows that were no records.
    pub fn skips(&self) -> &Skips {
        &self.skips
    }

    /// What else the report should say; complete once all rows were read.
    pub fn notes(&self) -> Vec<Text> {
        let joined = self.layout.joined.as_ref();
        let orphans = joined.and_then(|j| j.orphans(&self.joined));
        orphans
            .into_iter()
            .chain(self.layout.unmet.iter().map(|h| words::unmet(h)))
            .chain(self.overwritten.map(words::overwritten))
            .collect()
    }
}

/// The column that counts the rows.
fn row_numbers(vocabulary: &Vocabulary, layout: &Layout) -> Option<u16> {
    let sequence = vocabulary.field("sequence");
    let headers = layout.columns.headers().iter();
    let counts = |h: &&Header| match h.fields.as_slice() {
        [] => matches!(fold(&h.text).as_str(), "序号" | "编号" | "no" | "no."),
        [field] => Some(*field) == sequence,
        _ => false,
    };
    headers.filter(counts).map(|h| h.column).next()
}
