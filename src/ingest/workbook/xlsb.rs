//! Binary parts of an xlsb workbook (MS-XLSB), walked before calamine reads them: broken or shortened records are
//! refused, and what it does not tell is kept: merges, hidden rows and columns, formulas that end in an error.

use super::biff::Facts;
use super::bytes::{index_at, u16_at, u32_at};
use super::words;
use super::xlsx::{COLUMNS, ROWS};
use super::zip::{Container, damaged};
use crate::ingest::{Code, Region, Stopped};
use std::collections::BTreeMap;

const ROW_HEADER: u16 = 0x0000;
const FORMULA_ERROR: u16 = 0x000B;
const SHORT_CELLS: std::ops::RangeInclusive<u16> = 12..=18;
const COLUMN_INFO: u16 = 0x003C;
const MERGE_CELL: u16 = 0x00B0;
const BUNDLE_SHEET: u16 = 0x009C;
const SHEET_DATA_END: u16 = 0x0092;

/// What is known of a sheet beyond the cells that calamine gives.
#[derive(Debug, Default)]
pub(super) struct SheetFacts {
    pub(super) facts: Facts,
    pub(super) merges: Vec<Region>,
    /// Errors of formulas by row (from 1): column and error code. Calamine passes over them.
    pub(super) errors: BTreeMap<u32, Vec<(u16, u8)>>,
}

struct Records<'p> {
    rest: &'p [u8],
}

/// A record that leaves its part.
struct Cut;

impl<'p> Iterator for Records<'p> {
    type Item = Result<(u16, &'p [u8]), Cut>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let record = self.record();
        if record.is_none() {
            self.rest = &[];
        }
        Some(record.ok_or(Cut))
    }
}

impl<'p> Records<'p> {
    fn record(&mut self) -> Option<(u16, &'p [u8])> {
        let first = self.byte()?;
        let kind = if first & 0x80 == 0 {
            u16::from(first)
        } else {
            u16::from(first & 0x7F) | u16::from(self.byte()? & 0x7F) << 7
        };
        let mut length = 0usize;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (data, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some((kind, data))
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }
}

/// The parts of the sheets in the order of the workbook, charts included, each with its relationship's id.
pub(super) fn sheet_parts(container: &mut Container, main: &str) -> Result<Vec<String>, Stopped> {
    let bytes = container
        .bytes(main)?
        .ok_or_else(|| damaged(words::part_missing(main)))?;
    let relations = super::xlsx::relation_targets(container, main)?;
    let broken = || damaged(words::part_damaged(main, "BrtBundleSh"));
    let mut parts = Vec::new();
    for record in (Records { rest: &bytes }) {
        let (kind, data) = record.map_err(|Cut| broken())?;
        if kind == BUNDLE_SHEET && u32_at(data, 8) != Some(u32::MAX) {
            let id = relation_id(data).ok_or_else(broken)?;
            let target = relations.get(&id).ok_or_else(broken)?;
            parts.push(format!("xl/{target}"));
        }
    }
    Ok(parts)
}

fn relation_id(data: &[u8]) -> Option<String> {
    let length = index_at(data, 8)?;
    let units: Option<Vec<u16>> = (0..length.min(1 << 10))
        .map(|i| u16_at(data, 12 + i * 2))
        .collect();
    String::from_utf16(&units?).ok()
}

/// Checks a part that calamine reads for itself, such as the shared strings; a missing one is none of our business.
pub(super) fn check(container: &mut Container, name: &str) -> Result<(), Stopped> {
    let Some(bytes) = container.bytes(name)? else {
        return Ok(());
    };
    let whole = (Records { rest: &bytes }).all(|record| record.is_ok());
    if whole {
        Ok(())
    } else {
        Err(damaged(words::part_cut(name)))
    }
}

/// Walks a sheet part.
pub(super) fn examine(container: &mut Container, name: &str) -> Result<SheetFacts, Stopped> {
    let bytes = container
        .bytes(name)?
        .ok_or_else(|| damaged(words::part_missing(name)))?;
    walk(&bytes, name)
}

fn walk(bytes: &[u8], name: &str) -> Result<SheetFacts, Stopped> {
    let mut found = SheetFacts::default();
    let mut row = 0;
    let mut ended = false;
    for record in (Records { rest: bytes }) {
        let (kind, data) = record.map_err(|Cut| damaged(words::part_cut(name)))?;
        if SHORT_CELLS.contains(&kind) && !ended {
            return Err(Stopped::new(Code::Unsupported, words::short_records()).help(words::resave()));
        }
        ended = ended || kind == SHEET_DATA_END;
        note(kind, data, &mut row, &mut found)
            .ok_or_else(|| damaged(words::part_damaged(name, &format!("record {kind}"))))?;
    }
    if !ended {
        return Err(damaged(words::part_cut(name)));
    }
    Ok(found)
}

fn note(kind: u16, data: &[u8], row: &mut u32, found: &mut SheetFacts) -> Option<()> {
    match kind {
        ROW_HEADER => {
            *row = u32_at(data, 0)?.checked_add(1).filter(|&r| r <= ROWS)?;
            if u16_at(data, 10)? & 0x1000 != 0 {
                found.facts.hidden_rows.insert(*row);
            }
        }
        FORMULA_ERROR => {
            let column = u16::try_from(u32_at(data, 0)?).ok()?;
            found
                .errors
                .entry(*row)
                .or_default()
                .push((column, *data.get(8)?));
        }
        COLUMN_INFO => {
            let (first, last) = (u32_at(data, 0)?, u32_at(data, 4)?);
            if u16_at(data, 16)? & 1 != 0 {
                let columns = first..=last.min(COLUMNS - 1);
                found.facts.hidden_columns.extend(columns.map(|c| c as u16));
            }
        }
        MERGE_CELL => found.merges.extend(merge(data)),
        // Cells: the column first, at least a format after it, and a value of at least a byte for those that have one.
        1..=11 => {
            (u32_at(data, 0)? < COLUMNS && (kind == 1 || data.len() > 8)).then_some(())?;
        }
        _ => {}
    }
    Some(())
}

/// A merged region; `None` for one outside the grid.
fn merge(data: &[u8]) -> Option<Region> {
    let [top, bottom, left, right] = [0, 4, 8, 12].map(|at| u32_at(data, at));
    let (top, bottom, left, right) = (top?, bottom?, left?, right?);
    let inside = top <= bottom && bottom < ROWS && left <= right && right < COLUMNS;
    inside.then_some(Region {
        top: top + 1,
        bottom: bottom + 1,
        left: left as u16,
        right: right as u16,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut out = if kind < 0x80 {
            vec![kind as u8]
        } else {
            vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8]
        };
        out.push(data.len() as u8);
        out.extend(data);
        out
    }

    fn part(records: &[Vec<u8>]) -> Vec<u8> {
        [records.concat(), record(SHEET_DATA_END, &[])].concat()
    }

    fn numbers(values: &[u32]) -> Vec<u8> {
        values.iter().flat_map(|v| v.to_le_bytes()).collect()
    }

    #[test]
    fn facts_that_calamine_does_not_tell() {
        let mut row = numbers(&[4, 0, 0x1000_0000]);
        row.extend([0; 4]);
        let mut error = numbers(&[2, 0]);
        error.extend([0x17, 0, 0]);
        let mut column = numbers(&[1, 2, 0, 0]);
        column.extend([1, 0]);
        let bytes = part(&[
            record(COLUMN_INFO, &column),
            record(ROW_HEADER, &row),
            record(FORMULA_ERROR, &error),
            record(MERGE_CELL, &numbers(&[0, 1, 0, 3])),
            record(MERGE_CELL, &numbers(&[5, 1, 0, 3])),
        ]);
        let found = walk(&bytes, "p").unwrap();
        assert!(found.facts.hidden_rows.contains(&5));
        assert!(found.facts.hidden_columns.iter().eq(&[1, 2]));
        assert_eq!(found.errors.get(&5), Some(&vec![(2, 0x17)]));
        let merged = Region {
            top: 1,
            bottom: 2,
            left: 0,
            right: 3,
        };
        assert_eq!(found.merges, [merged]);
    }

    #[test]
    fn short_records_and_cut_parts_are_refused() {
        let short = part(&[record(12, &[0; 8])]);
        assert_eq!(walk(&short, "p").unwrap_err().code, Code::Unsupported);
        let whole = part(&[record(ROW_HEADER, &[0; 16])]);
        for end in 0..whole.len() {
            assert_eq!(walk(&whole[..end], "p").unwrap_err().code, Code::Damaged);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = walk(&bytes, "p");
            let _ = relation_id(&bytes);
        }
    }
}
