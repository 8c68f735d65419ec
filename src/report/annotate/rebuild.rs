//! What cannot be marked in place, as a plain workbook of the same cells, row by row.

use super::Fault;
use super::words;
use super::xml::wide;
use crate::ingest::{Book, Limit, Limits, Region, Rows, SheetParts, Visibility};
use crate::model::Row;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;
use std::path::Path;

/// Characters of a cell that a spreadsheet takes.
const MOST_CHARS: usize = 32_767;

/// Characters of a sheet's name.
const MOST_NAME: usize = 31;

/// Cells in merged regions of a sheet that are merged again.
const MOST_MERGED: u64 = 100_000;

/// Widths of columns: at least, at most, and the rows that tell them.
const WIDTHS: (usize, usize) = (9, 40);
const TELLING: u32 = 200;

/// Writes every sheet of a book to a workbook: texts, merged regions, and which sheets are hidden.
pub(super) fn plain(book: &mut dyn Book, stem: &str, to: &Path) -> Result<(), Fault> {
    let mut workbook = Workbook::new();
    let mut taken = BTreeSet::new();
    let shown = book
        .sheets()
        .iter()
        .position(|s| s.visibility == Visibility::Visible);
    for number in 0..book.sheets().len() {
        let Some(sheet) = book.sheets().get(number).cloned() else {
            continue;
        };
        // Cells in a merged region are written out of their turn.
        let worksheet = if sheet.merges.is_empty() {
            workbook.add_worksheet_with_constant_memory()?
        } else {
            workbook.add_worksheet()
        };
        worksheet.set_name(free(sheet.name.as_deref().unwrap_or(stem), &mut taken))?;
        worksheet.set_active(shown == Some(number));
        worksheet.set_hidden(shown.is_some() && sheet.visibility == Visibility::Hidden);
        merge(worksheet, &sheet.merges);
        if sheet.broken.is_none() {
            let mut rows = book.rows(number).map_err(|s| Fault::Refused(s.message))?;
            fill(worksheet, &mut *rows)?;
        }
    }
    workbook.save(to)?;
    Ok(())
}

/// Regions that overlap others or hold a single cell are left out, as a spreadsheet would.
fn merge(worksheet: &mut Worksheet, regions: &[Region]) {
    let mut cells = 0u64;
    let format = Format::new();
    for r in regions {
        let (Some(high), Some(wide)) = (r.bottom.checked_sub(r.top), r.right.checked_sub(r.left)) else {
            continue;
        };
        cells = cells.saturating_add((u64::from(high) + 1) * (u64::from(wide) + 1));
        if cells > MOST_MERGED {
            return;
        }
        let (top, bottom) = (r.top.saturating_sub(1), r.bottom.saturating_sub(1));
        let merged = worksheet.merge_range(top, r.left, bottom, r.right, "", &format);
        drop(merged);
    }
}

fn fill(worksheet: &mut Worksheet, rows: &mut dyn Rows) -> Result<(), Fault> {
    let (mut row, mut widths) = (Row::default(), Vec::<usize>::new());
    while rows.next(&mut row).map_err(|s| Fault::Refused(s.message))? {
        for column in 0..row.width() as u16 {
            let text = row.text(column);
            if text.is_empty() {
                continue;
            }
            let kept: String = text.chars().take(MOST_CHARS).collect();
            if row.number <= TELLING {
                let at = usize::from(column);
                widths.resize(widths.len().max(at + 1), WIDTHS.0);
                if let Some(width) = widths.get_mut(at) {
                    *width = (*width).max(wide(&kept) + 2).min(WIDTHS.1);
                }
            }
            worksheet.write_string(row.number.saturating_sub(1), column, kept)?;
        }
    }
    for (column, width) in (0u16..).zip(widths) {
        worksheet.set_column_width(column, width as u32)?;
    }
    Ok(())
}

/// The parts of such a workbook. Its cells passed the limits when they were read: what was made of them here may be longer,
/// and is bounded by them.
pub(super) fn parts(path: &Path) -> Result<SheetParts, Fault> {
    let mut limits = Limits::default();
    for &limit in Limit::ALL {
        limits.set(limit, limit.most());
    }
    SheetParts::of(path, &limits).map_err(|s| Fault::Refused(s.message))
}

/// A name that a sheet may have and no other has.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let clean = |c: char| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '_',
        c if c.is_control() => '_',
        c => c,
    };
    let cut = |most: usize| {
        let mut units = 0;
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= most
        };
        let name: String = name.chars().map(clean).take_while(fits).collect();
        name.trim_matches('\'').to_owned()
    };
    let mut named = Some(cut(MOST_NAME))
        .filter(|n| !n.trim().is_empty())
        .unwrap_or_else(|| "Sheet".to_owned());
    let mut number = 2u32;
    while !taken.insert(named.to_lowercase()) {
        let ending = format!("_{number}");
        named = format!("{}{ending}", cut(MOST_NAME - ending.len()));
        number += 1;
    }
    named
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Io(error),
            other => Self::Refused(words::not_read(&other.to_string())),
        }
    }
}
