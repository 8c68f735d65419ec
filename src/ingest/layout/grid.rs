//! The top of a sheet, kept while its header is looked for: a few hundred rows, however large the sheet. Knows merged
//! cells, not meanings.

use crate::ingest::{Region, Rows, Stopped};
use crate::model::{Kind, Row};

/// How many filled rows are kept; enough for a header and two hundred values below it.
const ROWS: usize = 320;
/// Bytes of text at which the buffer ends early.
const BYTES: usize = 16 << 20;

/// A row that holds something.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Number as Excel shows it.
    pub(super) number: u32,
    /// Filled cells from left to right, and where in the text of the row each ends.
    cells: Vec<(u16, Kind, usize)>,
    text: String,
}

impl Line {
    fn of(row: &Row) -> Self {
        let mut line = Self {
            number: row.number,
            cells: Vec::with_capacity(row.width()),
            text: String::with_capacity(row.bytes()),
        };
        for column in (0..row.width()).map(|c| c as u16).filter(|&c| row.says(c)) {
            line.text.push_str(row.text(column));
            line.cells.push((column, row.kind(column), line.text.len()));
        }
        line
    }

    /// Filled cells from left to right.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u16, Kind, &str)> {
        (0..self.cells.len()).filter_map(|at| self.at(at))
    }

    /// How many cells are filled.
    pub(super) fn filled(&self) -> usize {
        self.cells.len()
    }

    /// The last filled column.
    pub(super) fn last(&self) -> Option<u16> {
        self.cells.last().map(|c| c.0)
    }

    fn at(&self, at: usize) -> Option<(u16, Kind, &str)> {
        let &(column, kind, end) = self.cells.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.cells.get(before));
        let text = self.text.get(start.map_or(0, |c| c.2)..end)?;
        Some((column, kind, text))
    }

    /// The cell of a column, where it is filled.
    pub(super) fn cell(&self, column: u16) -> Option<(Kind, &str)> {
        let at = self.cells.binary_search_by_key(&column, |c| c.0).ok()?;
        self.at(at).map(|(_, kind, text)| (kind, text))
    }

    /// The text of a column; empty where there is none.
    pub(super) fn text(&self, column: u16) -> &str {
        self.cell(column).map_or("", |(_, text)| text)
    }
}

/// The top of a sheet.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Filled rows from top to bottom.
    pub(super) lines: Vec<Line>,
    merges: Vec<Region>,
}

impl Grid {
    /// Reads the top, beginning at row `from`.
    pub(super) fn read(rows: &mut dyn Rows, merges: &[Region], from: u32) -> Result<Self, Stopped> {
        let (mut lines, mut bytes, mut row) = (Vec::new(), 0, Row::default());
        while lines.len() < ROWS && bytes < BYTES && rows.next(&mut row)? {
            if row.number < from || row.is_blank() {
                continue;
            }
            let line = Line::of(&row);
            bytes += line.text.len() + line.cells.len() * 32;
            lines.push(line);
        }
        let last = lines.last().map_or(0, |l| l.number);
        let mut merges: Vec<Region> = merges
            .iter()
            .filter(|m| m.top <= last && m.bottom >= from)
            .filter(|m| (m.bottom, m.right) > (m.top, m.left) && m.bottom >= m.top && m.right >= m.left)
            .copied()
            .collect();
        merges.sort_by_key(|m| (m.left, m.top));
        Ok(Self { lines, merges })
    }

    /// Merged regions over a row from left to right; of two that overlap the left one.
    pub(super) fn merges_at(&self, row: u32) -> impl Iterator<Item = Region> {
        let mut free = 0u32;
        self.merges
            .iter()
            .filter(move |m| (m.top..=m.bottom).contains(&row))
            .filter(move |m| {
                let fits = u32::from(m.left) >= free;
                if fits {
                    free = u32::from(m.right) + 1;
                }
                fits
            })
            .copied()
    }

    /// The line of a row number.
    pub(super) fn line(&self, row: u32) -> Option<&Line> {
        let at = self.lines.binary_search_by_key(&row, |l| l.number).ok()?;
        self.lines.get(at)
    }
}
