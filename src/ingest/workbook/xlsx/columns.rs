//! Which columns of a row are filled already.

use super::reference::COLUMNS;

/// A bit for every column.
pub(super) struct Columns {
    bits: Box<[u64; COLUMNS as usize / 64]>,
    /// The rightmost column so far, and one; nothing lies at or beyond it.
    end: u16,
}

impl Columns {
    /// None filled.
    pub(super) fn new() -> Self {
        Self {
            bits: Box::new([0; COLUMNS as usize / 64]),
            end: 0,
        }
    }

    /// Forgets all; costs as much as the row was wide.
    pub(super) fn clear(&mut self) {
        let words = usize::from(self.end).div_ceil(64);
        if let Some(used) = self.bits.get_mut(..words) {
            used.fill(0);
        }
        self.end = 0;
    }

    /// Fills a column; whether it was filled already.
    pub(super) fn fill(&mut self, column: u16) -> bool {
        self.end = self.end.max(column.saturating_add(1));
        let (word, bit) = (usize::from(column) / 64, 1u64 << (column % 64));
        let Some(word) = self.bits.get_mut(word) else {
            return false;
        };
        let twice = *word & bit != 0;
        *word |= bit;
        twice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_twice_until_cleared() {
        let mut columns = Columns::new();
        for column in [0, 63, 64, 16_383, 5] {
            assert!(!columns.fill(column) && columns.fill(column));
        }
        columns.clear();
        assert!([0, 63, 64, 16_383, 5].iter().all(|&c| !columns.fill(c)));
    }
}
