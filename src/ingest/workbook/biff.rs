//! BIFF records of an xls workbook (MS-XLS), walked before calamine reads them: what makes it abort or read nonsense is
//! refused here, and what it does not tell — hidden rows and columns — is kept.

use super::bytes::{index_at, u16_at, u32_at};
use super::limits::Limits;
use super::words;
use super::zip::{damaged, encrypted, too_large};
use crate::ingest::Stopped;
use std::collections::BTreeSet;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FILEPASS: u16 = 0x002F;
const BOUNDSHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const COLINFO: u16 = 0x007D;
const MULRK: u16 = 0x00BD;
const MERGECELLS: u16 = 0x00E5;
/// Records that hold one cell, its row first and its column second.
const CELLS: [u16; 7] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD, 0x0006];

/// What is known of a sheet beyond its cells.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    /// Hidden rows, from 1.
    pub(super) hidden_rows: BTreeSet<u32>,
    /// Hidden columns, from 0.
    pub(super) hidden_columns: BTreeSet<u16>,
}

struct Record<'s> {
    kind: u16,
    data: &'s [u8],
}

/// Records one after the other; an error where one leaves the stream.
struct Records<'s>(&'s [u8]);

impl<'s> Iterator for Records<'s> {
    type Item = Result<Record<'s>, Stopped>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let record = self.cut();
        if record.is_none() {
            self.0 = &[];
        }
        Some(record.ok_or_else(|| damaged(words::biff_damaged("length"))))
    }
}

impl<'s> Records<'s> {
    fn cut(&mut self) -> Option<Record<'s>> {
        let kind = u16_at(self.0, 0)?;
        let end = 4 + usize::from(u16_at(self.0, 2)?);
        let (record, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        Some(Record {
            kind,
            data: record.get(4..)?,
        })
    }
}

/// Walks the workbook stream; one entry a worksheet, in order.
pub(super) fn examine(stream: &[u8], limits: &Limits) -> Result<Vec<Facts>, Stopped> {
    let mut facts = Vec::new();
    for (start, is_worksheet) in substreams(stream)? {
        let sheet = stream
            .get(start..)
            .filter(|s| u16_at(s, 0) == Some(BOF))
            .ok_or_else(|| damaged(words::biff_damaged("BoundSheet")))?;
        // Calamine walks charts and macro sheets too, and makes room for what they declare.
        let found = examine_sheet(sheet, limits)?;
        if is_worksheet {
            facts.push(found);
        }
    }
    Ok(facts)
}

/// Where sheets begin, by the workbook's globals, and whether each is one of cells.
fn substreams(stream: &[u8]) -> Result<Vec<(usize, bool)>, Stopped> {
    let (mut found, mut starts) = (Vec::new(), BTreeSet::new());
    if u16_at(stream, 0) != Some(BOF) {
        return Err(damaged(words::biff_damaged("BOF")));
    }
    for record in Records(stream) {
        let record = record?;
        match record.kind {
            EOF => return Ok(found),
            FILEPASS => return Err(encrypted()),
            BOUNDSHEET => {
                let start = index_at(record.data, 0).filter(|_| record.data.len() >= 8);
                let start = start.ok_or_else(|| damaged(words::biff_damaged("BoundSheet")))?;
                check_start(stream, start)?;
                if !starts.insert(start) {
                    // A thousand names for one sheet would have it read a thousand times.
                    return Err(damaged(words::biff_damaged("BoundSheet")));
                }
                found.push((start, record.data.get(5) == Some(&0)));
            }
            _ => {}
        }
    }
    Err(damaged(words::biff_damaged("EOF")))
}

/// Calamine walks charts and macro sheets too, so every offset must be good.
fn check_start(stream: &[u8], start: usize) -> Result<(), Stopped> {
    match stream.get(start..).and_then(|s| u16_at(s, 0)) {
        Some(BOF) => Ok(()),
        _ => Err(damaged(words::biff_damaged("BoundSheet"))),
    }
}

/// The rectangle of the cells seen so far.
#[derive(Default)]
struct Extent(Option<[u32; 4]>);

impl Extent {
    fn add(&mut self, row: u32, column: u32) {
        self.0 = Some(match self.0 {
            None => [row, row, column, column],
            Some([top, bottom, left, right]) => {
                [top.min(row), bottom.max(row), left.min(column), right.max(column)]
            }
        });
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, bottom, left, right]| {
            u64::from(bottom - top + 1) * u64::from(right - left + 1)
        })
    }
}

fn examine_sheet(sheet: &[u8], limits: &Limits) -> Result<Facts, Stopped> {
    let (mut facts, mut extent, mut depth) = (Facts::default(), Extent::default(), 0u32);
    for record in Records(sheet) {
        let record = record?;
        match record.kind {
            BOF => depth += 1,
            EOF => {
                depth -= 1;
                if depth == 0 {
                    return check_extent(extent.cells(), limits).map(|()| facts);
                }
            }
            // Charts inside a sheet are records of their own.
            _ if depth > 1 => {}
            DIMENSIONS => check_extent(declared(record.data)?, limits)?,
            kind => {
                note(kind, record.data, &mut facts, &mut extent)
                    .ok_or_else(|| damaged(words::biff_damaged(&format!("{kind:#06x}"))))?;
            }
        }
    }
    Err(damaged(words::biff_damaged("EOF")))
}

fn check_extent(cells: u64, limits: &Limits) -> Result<(), Stopped> {
    if cells > limits.dense {
        return Err(too_large(words::grid_too_large(cells, limits.dense)));
    }
    Ok(())
}

/// The cells that the sheet declares: calamine makes room for all of them.
fn declared(data: &[u8]) -> Result<u64, Stopped> {
    let edges = match data.len() {
        10 => [0, 2, 4, 6].map(|at| u16_at(data, at).map(u32::from)),
        _ => [
            u32_at(data, 0),
            u32_at(data, 4),
            u16_at(data, 8).map(u32::from),
            u16_at(data, 10).map(u32::from),
        ],
    };
    let [Some(top), Some(bottom), Some(left), Some(right)] = edges else {
        return Err(damaged(words::biff_damaged("DIMENSIONS")));
    };
    if bottom == 0 || right == 0 {
        return Ok(0);
    }
    // As calamine does: a column that cannot be the first is taken for 0.
    let left = if left > 0xFF || right < left { 0 } else { left };
    if bottom <= top || right <= left {
        return Err(damaged(words::biff_damaged("DIMENSIONS")));
    }
    Ok(u64::from(bottom - top) * u64::from(right - left))
}

/// Takes from one record what matters; `None` where it is too short.
fn note(kind: u16, data: &[u8], facts: &mut Facts, extent: &mut Extent) -> Option<()> {
    match kind {
        ROW if u16_at(data, 12)? & 0x20 != 0 => {
            facts.hidden_rows.insert(u32::from(u16_at(data, 0)?) + 1);
        }
        COLINFO => {
            let (first, last) = (u16_at(data, 0)?, u16_at(data, 2)?);
            if u16_at(data, 8)? & 1 != 0 {
                facts.hidden_columns.extend(first..=last.min(255));
            }
        }
        MULRK => {
            let row = u32::from(u16_at(data, 0)?);
            let (first, last) = (u16_at(data, 2)?, u16_at(data, data.len().checked_sub(2)?)?);
            let wide = usize::from(last.checked_sub(first)?) + 1;
            (data.len() == 6 + 6 * wide).then_some(())?;
            extent.add(row, first.into());
            extent.add(row, last.into());
        }
        MERGECELLS => {
            let count = usize::from(u16_at(data, 0)?);
            (data.len() >= 2 + 8 * count).then_some(())?;
        }
        _ if CELLS.contains(&kind) => {
            extent.add(u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
        }
        _ => {}
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Code;
    use proptest::prelude::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = kind.to_le_bytes().to_vec();
        bytes.extend((data.len() as u16).to_le_bytes());
        bytes.extend(data);
        bytes
    }

    /// A workbook stream with one sheet of the given records.
    fn stream(globals: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
        let mut out = record(BOF, &[0, 6, 5, 0]);
        out.extend(globals.concat());
        let start = out.len() + 4 + 8 + 4;
        let mut bound = (start as u32).to_le_bytes().to_vec();
        bound.extend([0, 0, 1, 0]);
        out.extend(record(BOUNDSHEET, &bound));
        out.extend(record(EOF, &[]));
        out.extend(record(BOF, &[0, 6, 16, 0]));
        out.extend(sheet.concat());
        out.extend(record(EOF, &[]));
        out
    }

    fn stopped(stream: &[u8]) -> Option<Code> {
        examine(stream, &Limits::default()).err().map(|s| s.code)
    }

    fn dimensions(edges: [u16; 4]) -> Vec<u8> {
        let [top, bottom, left, right] = edges;
        let mut data = u32::from(top).to_le_bytes().to_vec();
        data.extend(u32::from(bottom).to_le_bytes());
        data.extend(left.to_le_bytes());
        data.extend(right.to_le_bytes());
        data.extend([0, 0]);
        record(DIMENSIONS, &data)
    }

    fn cell(row: u16, column: u16) -> Vec<u8> {
        let mut data = row.to_le_bytes().to_vec();
        data.extend(column.to_le_bytes());
        data.extend([0; 10]);
        record(0x0203, &data)
    }

    #[test]
    fn hidden_rows_and_columns() {
        let mut row = vec![0; 16];
        (row[0], row[12]) = (4, 0x20);
        let columns = [2, 0, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0];
        let facts = examine(
            &stream(&[], &[record(ROW, &row), record(COLINFO, &columns)]),
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(facts[0].hidden_rows, BTreeSet::from([5]));
        assert_eq!(facts[0].hidden_columns, BTreeSet::from([2, 3]));
    }

    #[test]
    fn what_would_kill_the_reader_is_refused() {
        assert_eq!(stopped(&stream(&[], &[cell(0, 0), cell(9, 9)])), None);
        let far = stream(&[], &[cell(0, 0), cell(65_535, 255)]);
        assert_eq!(stopped(&far), Some(Code::TooLarge));
        let wide = stream(&[], &[dimensions([0, 65_535, 0, 65_535])]);
        assert_eq!(stopped(&wide), Some(Code::TooLarge));
        let reversed = stream(&[], &[dimensions([9, 2, 0, 3])]);
        assert_eq!(stopped(&reversed), Some(Code::Damaged));
        let locked = stream(&[record(FILEPASS, &[0, 0, 0, 0])], &[]);
        assert_eq!(stopped(&locked), Some(Code::Encrypted));
        let merges = stream(&[], &[record(MERGECELLS, &[9, 0])]);
        assert_eq!(stopped(&merges), Some(Code::Damaged));
    }

    #[test]
    fn a_sheet_of_two_names_would_be_read_twice_and_is_refused() {
        // The stream's own record follows this one, eight bytes and twelve in.
        let named = |start: u8| record(BOUNDSHEET, &[start, 0, 0, 0, 0, 0, 1, 0]);
        let start = 8 + 12 + 12 + 4;
        let twice = stream(&[named(start)], &[cell(0, 0)]);
        assert_eq!(stopped(&twice), Some(Code::Damaged));
        let once = stream(&[record(0x0042, &[0xa8, 0x03, 0, 0, 0, 0, 0, 0])], &[cell(0, 0)]);
        assert_eq!(stopped(&once), None, "another record of that length");
        let astray = stream(&[named(start + 1)], &[cell(0, 0)]);
        assert_eq!(stopped(&astray), Some(Code::Damaged));
    }

    #[test]
    fn a_cut_stream_is_damaged_wherever_it_is_cut() {
        let whole = stream(&[], &[cell(0, 0), cell(1, 1)]);
        for end in 0..whole.len() {
            assert_eq!(stopped(&whole[..end]), Some(Code::Damaged), "{end}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(tail in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = stopped(&tail);
            let _ = stopped(&stream(&[], &[tail]));
        }
    }
}
