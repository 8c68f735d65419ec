//! Cell addresses, row numbers and ranges as sheets write them, within the grid or not at all.

use crate::ingest::Region;
use crate::model::column_of;

/// The last row of a sheet.
pub(in super::super) const ROWS: u32 = 1_048_576;

/// Columns of a sheet.
pub(in super::super) const COLUMNS: u32 = 16_384;

/// `12` as a row number from 1.
pub(super) fn row(written: &str) -> Option<u32> {
    let digits = !written.is_empty() && written.len() <= 7 && written.bytes().all(|b| b.is_ascii_digit());
    let row: u32 = digits.then(|| written.parse().ok())??;
    (1..=ROWS).contains(&row).then_some(row)
}

/// `B12` as row and column.
pub(super) fn cell(written: &str) -> Option<(u32, u16)> {
    let split = written.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = written.split_at_checked(split)?;
    Some((row(digits)?, column_of(letters)?))
}

/// `A1:C3`, or a single cell. Turned the right way round where a writer has its corners reversed.
pub(super) fn range(written: &str) -> Option<Region> {
    let (from, to) = written.split_once(':').unwrap_or((written, written));
    let ((top, left), (bottom, right)) = (cell(from)?, cell(to)?);
    Some(Region {
        top: top.min(bottom),
        bottom: top.max(bottom),
        left: left.min(right),
        right: left.max(right),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_within_the_grid_only() {
        assert_eq!(cell("A1"), Some((1, 0)));
        assert_eq!(cell("xfd1048576"), Some((ROWS, 16_383)));
        for wrong in [
            "",
            "A",
            "1",
            "A0",
            "A1048577",
            "XFE1",
            "AAAA1",
            "A-1",
            "A1B",
            "A99999999999999999999",
            "甲1",
            "A１",
        ] {
            assert_eq!(cell(wrong), None, "{wrong}");
        }
        let region = Region {
            top: 1,
            bottom: 3,
            left: 0,
            right: 2,
        };
        assert_eq!([range("A1:C3"), range("C3:A1")], [Some(region), Some(region)]);
        assert_eq!(range("A1:B2:C3"), None);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in ".*") {
            let _ = (row(&text), cell(&text), range(&text));
        }
    }
}
