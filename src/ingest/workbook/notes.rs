//! What a reader put right or passed over, counted by kind with the first place, so that a note stays one line however
//! often the oddity occurs.

use super::words;
use crate::model::{Text, letters};
use std::collections::BTreeMap;

/// An oddity of a cell or row that is read nevertheless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Oddity {
    StoredTwice,
    OutOfOrder,
    RowDiffers,
    MergeDropped,
    PrecisionLost,
    NotANumber,
    ControlCharacters,
    DateOutOfRange,
    UnknownStyle,
}

impl Oddity {
    fn words(self) -> Text {
        match self {
            Self::StoredTwice => words::stored_twice(),
            Self::OutOfOrder => words::out_of_order(),
            Self::RowDiffers => words::row_differs(),
            Self::MergeDropped => words::merge_dropped(),
            Self::PrecisionLost => words::precision_lost(),
            Self::NotANumber => words::not_a_number(),
            Self::ControlCharacters => words::control_characters(),
            Self::DateOutOfRange => words::date_out_of_range(),
            Self::UnknownStyle => words::unknown_style(),
        }
    }
}

/// The oddities of one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Notes {
    seen: BTreeMap<Oddity, (u64, String)>,
}

impl Notes {
    /// Counts an oddity at a cell; rows from 1, columns from 0.
    pub(super) fn cell(&mut self, oddity: Oddity, row: u32, column: u16) {
        self.count(oddity, || address(row, column));
    }

    /// Counts an oddity at a place that is written out only the first time.
    pub(super) fn count(&mut self, oddity: Oddity, place: impl FnOnce() -> String) {
        let entry = self.seen.entry(oddity).or_insert_with(|| (0, place()));
        entry.0 += 1;
    }

    /// Takes an oddity back, for one that will be counted elsewhere.
    pub(super) fn forget(&mut self, oddity: Oddity) {
        self.seen.remove(&oddity);
    }

    /// The notes in words.
    pub(super) fn texts(&self, sheet: &str) -> impl Iterator<Item = Text> {
        self.seen
            .iter()
            .map(move |(oddity, (count, first))| words::note(sheet, &oddity.words(), *count, first))
    }
}

/// `B12`.
pub(super) fn address(row: u32, column: u16) -> String {
    format!("{}{row}", letters(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_a_kind_with_its_count_and_first_place() {
        let mut notes = Notes::default();
        for row in 2..5 {
            notes.cell(Oddity::PrecisionLost, row, 1);
        }
        notes.cell(Oddity::StoredTwice, 9, 0);
        let texts: Vec<_> = notes.texts("资源目录").map(|t| t.zh).collect();
        assert_eq!(texts.len(), 2);
        assert!(
            texts[0].contains("资源目录") && texts[0].contains("A9"),
            "{texts:?}"
        );
        assert!(texts[1].contains("B2") && texts[1].contains("3 处"), "{texts:?}");
    }
}
