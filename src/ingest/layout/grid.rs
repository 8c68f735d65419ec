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
    /// Filled cells from left to right.
    pub(super) cells: Vec<(u16, Kind, String)>,
}

impl Line {
    fn of(row: &Row) -> Self {
        let filled = |c: u16| {
            let text = row.text(c);
            (!text.trim().is_empty()).then(|| (c, row.kind(c), text.to_owned()))
        };
        Self {
            number: row.number,
            cells: (0..row.width()).filter_map(|c| filled(c as u16)).collect(),
        }
    }

    /// The cell of a column, where it is filled.
    pub(super) fn cell(&self, column: u16) -> Option<(Kind, &str)> {
        let at = self.cells.binary_search_by_key(&column, |c| c.0).ok()?;
        self.cells.get(at).map(|(_, kind, text)| (*kind, text.as_str()))
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
            bytes += line.cells.iter().map(|c| c.2.len() + 32).sum::<usize>();
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
