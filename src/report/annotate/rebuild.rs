//! What cannot be marked in place, as a plain workbook of the same cells, row by row.

use super::Fault;
use super::words;
use crate::ingest::{Book, SheetParts};
use crate::model::Row;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::collections::BTreeSet;
use std::path::Path;

/// Characters of a cell that a spreadsheet takes.
const MOST_CHARS: usize = 32_767;

/// Characters of a sheet's name.
const MOST_NAME: usize = 31;

/// Writes every sheet of a book to a workbook; the names the sheets have there, in the order of the book.
pub(super) fn plain(book: &mut dyn Book, stem: &str, to: &Path) -> Result<Vec<String>, Fault> {
    let mut workbook = Workbook::new();
    let (mut names, mut taken) = (Vec::new(), BTreeSet::new());
    for number in 0..book.sheets().len() {
        let sheet = book.sheets().get(number);
        let name = sheet.and_then(|s| s.name.clone());
        let broken = sheet.is_some_and(|s| s.broken.is_some());
        let name = free(name.as_deref().unwrap_or(stem), &mut taken);
        let worksheet = workbook.add_worksheet_with_constant_memory()?;
        worksheet.set_name(&name)?;
        names.push(name);
        if broken {
            continue;
        }
        let mut rows = book.rows(number).map_err(|s| Fault::Refused(s.message))?;
        let mut row = Row::default();
        while rows.next(&mut row).map_err(|s| Fault::Refused(s.message))? {
            for column in 0..row.width() as u16 {
                let text = row.text(column);
                if !text.is_empty() {
                    let kept: String = text.chars().take(MOST_CHARS).collect();
                    worksheet.write_string(row.number.saturating_sub(1), column, kept)?;
                }
            }
        }
    }
    workbook.save(to)?;
    Ok(names)
}

/// The parts of such a workbook.
pub(super) fn parts(path: &Path) -> Result<SheetParts, Fault> {
    SheetParts::of(path, &crate::ingest::Limits::default()).map_err(|s| Fault::Refused(s.message))
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
