//! Merged cells met on the way down a table. Keeps the regions that are open and the texts they repeat.

use crate::ingest::Region;
use crate::model::{Kind, Row, says};

/// A cell that later cells repeat.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// The row it stands in; 0 while there is none.
    pub(super) row: u32,
}

impl Held {
    pub(super) fn hold(&mut self, kind: Kind, text: &str, row: u32) {
        self.kind = kind;
        self.row = row;
        self.text.clear();
        self.text.push_str(text);
    }

    /// Whether there is anything to repeat.
    pub(super) fn is_filled(&self) -> bool {
        self.row > 0 && says(&self.text)
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Cover {
    bottom: u32,
    top: u32,
    left: u16,
    right: u16,
}

/// The merged regions of a table, entered in order of their first row.
#[derive(Debug, Default)]
pub(super) struct Merges {
    waiting: Vec<Region>,
    covers: Vec<Cover>,
    /// Whether any region was met yet: most tables have none.
    opened: bool,
    anchors: Vec<Held>,
}

impl Merges {
    /// The regions below row `header`, as far as the table is wide.
    pub(super) fn new(regions: &[Region], header: u32, width: usize) -> Self {
        let mut waiting: Vec<Region> = regions
            .iter()
            .filter(|m| m.top > header && usize::from(m.left) < width)
            .filter(|m| m.bottom >= m.top && m.right >= m.left && (m.bottom, m.right) > (m.top, m.left))
            .copied()
            .collect();
        waiting.sort_by_key(|m| std::cmp::Reverse((m.top, m.left, m.bottom, m.right)));
        Self {
            waiting,
            covers: vec![Cover::default(); width],
            opened: false,
            anchors: vec![Held::default(); width],
        }
    }

    /// Opens the regions that begin at or above this row and takes up their texts.
    pub(super) fn enter(&mut self, row: &Row) {
        while let Some(region) = self.waiting.pop_if(|m| m.top <= row.number) {
            if region.bottom >= row.number {
                self.open(region, row);
            }
        }
    }

    fn open(&mut self, region: Region, row: &Row) {
        self.opened = true;
        let span = usize::from(region.left)..=usize::from(region.right);
        // Regions may overlap in damaged files; the first that came counts.
        let free = |c: &Cover| c.bottom < row.number;
        let covered = self
            .covers
            .iter_mut()
            .skip(*span.start())
            .take(span.end() - span.start() + 1);
        for cover in covered.filter(|c| free(c)) {
            *cover = Cover {
                bottom: region.bottom,
                top: region.top,
                left: region.left,
                right: region.right,
            };
        }
        if let Some(anchor) = self.anchors.get_mut(usize::from(region.left)) {
            // A first row that the file leaves out holds nothing.
            let own = region.top == row.number;
            let (kind, text) = if own {
                (row.kind(region.left), row.text(region.left))
            } else {
                (Kind::Empty, "")
            };
            anchor.hold(kind, text, region.top);
        }
    }

    /// Fills the covered cells of a row; says how many.
    pub(super) fn fill(&self, row: &mut Row) -> u64 {
        let mut filled = 0;
        if !self.opened {
            return filled;
        }
        for (at, cover) in self.covers.iter().enumerate() {
            let column = at as u16;
            let own = cover.top == row.number && cover.left == column;
            if cover.bottom < row.number || cover.top > row.number || own {
                continue;
            }
            let anchor = self.anchors.get(usize::from(cover.left));
            if let Some(held) = anchor.filter(|h| h.row == cover.top) {
                // A blank merge is one blank cell, wherever it reaches.
                row.inherit(column, held.kind, &held.text, held.row);
                filled += u64::from(held.is_filled());
            }
        }
        filled
    }

    /// The anchor's row of the region that covers a cell from above.
    pub(super) fn anchor_above(&self, row: u32, column: u16) -> Option<u32> {
        let cover = self.covers.get(usize::from(column))?;
        (cover.top < row && cover.bottom >= row).then_some(cover.top)
    }

    /// How many columns the region that begins in this cell spans.
    pub(super) fn span(&self, row: u32, column: u16) -> usize {
        let begins = |c: &&Cover| c.top == row && c.left == column;
        self.covers
            .get(usize::from(column))
            .filter(begins)
            .map_or(1, |c| usize::from(c.right - c.left) + 1)
    }
}
