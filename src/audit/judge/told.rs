//! Which breaches were told already at a cell that later rows share by merging or inheriting. Keeps a place a breach for
//! as far as a merge may reach; knows no finding.

use crate::model::Place;
use std::collections::BTreeSet;

/// How many breaches are remembered for rows below that share their cells, before those too far above are forgotten.
const REMEMBERED: usize = 4096;
/// No merge that people make reaches over more rows.
const MERGE_AT_MOST: u32 = 2000;

/// The breaches told of the table at hand, by the number of their requirement.
#[derive(Debug)]
pub(super) struct Told {
    anchored: BTreeSet<(usize, Place)>,
    forget_at: usize,
}

impl Told {
    pub(super) fn new() -> Self {
        Self {
            anchored: BTreeSet::new(),
            forget_at: REMEMBERED,
        }
    }

    /// Whether a breach seen at a row was not told at an earlier one that shares its cell.
    pub(super) fn is_news(&mut self, row: Option<u32>, requirement: usize, place: Place) -> bool {
        let Some(row) = row.filter(|_| place.column().is_some()) else {
            return true;
        };
        if self.anchored.len() > self.forget_at {
            self.anchored.retain(|(_, told)| told.row() + MERGE_AT_MOST > row);
            // Twice what had to stay: looking through it again is paid for by what came in between.
            self.forget_at = REMEMBERED.max(self.anchored.len() * 2);
        }
        self.anchored.insert((requirement, place)) || place.row() == row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32) -> Place {
        Place::Cell {
            row,
            column: 1,
            line: None,
        }
    }

    #[test]
    fn a_shared_cell_is_told_once_and_rows_far_above_are_forgotten() {
        let mut told = Told::new();
        assert!(told.is_news(Some(2), 7, cell(2)));
        assert!(
            !told.is_news(Some(3), 7, cell(2)),
            "the row below shares the cell"
        );
        assert!(told.is_news(Some(3), 8, cell(2)), "another requirement");
        assert!(told.is_news(None, 7, cell(2)), "of the table, not of a row");
        for row in 4..200_000 {
            assert!(told.is_news(Some(row), 7, cell(row)));
            assert!(told.anchored.len() <= 2 * REMEMBERED + 1);
        }
    }
}
