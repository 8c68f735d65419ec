//! xlsx and xlsm, read by ourselves: every part is inflated and judged once, and a sheet is whole in the spool before its
//! first row is given out. In this process: no third-party parser of workbooks reads them, only the zip and XML crates,
//! whose memory the limits bound and whose panics are caught.

mod cell;
mod code;
mod columns;
#[cfg(test)]
mod oracle;
mod parts;
mod quick;
mod reference;
mod rows;
mod sheet;
mod spool;
mod strings;
mod styles;
#[cfg(test)]
mod tests;
mod text;
mod value;

pub(super) use code::Shown;
pub(super) use parts::{main_part, relation_targets};
pub(super) use reference::{COLUMNS, ROWS};

use super::caught::caught_own;
use super::cell::Pen;
use super::limits::Limits;
use super::notes::Notes;
use super::number::Epoch;
use super::words;
use super::zip::{Container, damaged, too_large};
use crate::ingest::{Book, Rows, Sheet, Stopped};
use crate::model::Text;
use parts::{Listed, Workbook};
use rows::{Shared, SheetRows};
use sheet::{Desk, Facts};
use spool::Spool;
use std::collections::BTreeSet;
use strings::Strings;
use styles::Styles;

/// An opened workbook.
pub(super) struct XlsxBook {
    sheets: Vec<Sheet>,
    facts: Vec<Facts>,
    notes: Vec<Notes>,
    passed_over: Vec<Text>,
    strings: Strings,
    styles: Styles,
    spool: Spool,
    epoch: Epoch,
    sorted: u64,
}

impl XlsxBook {
    /// Reads every part that holds sheets or what their cells refer to.
    pub(super) fn open(container: Container, main: &str, limits: &Limits) -> Result<Self, Stopped> {
        caught_own(|| Self::read(container, main, limits, true))
    }

    fn read(mut container: Container, main: &str, limits: &Limits, quick: bool) -> Result<Self, Stopped> {
        if main_part(&mut container)?.is_none() {
            return Err(damaged(words::no_workbook_part()));
        }
        let workbook = parts::read(&mut container, main)?;
        if workbook.sheets.len() as u64 > limits.sheets {
            return Err(too_large(words::too_many_sheets(limits.sheets)));
        }
        let strings = strings::read(&mut container, &workbook.strings, limits)?;
        let styles = styles::read(&mut container, &workbook.styles)?;
        let mut spool = Spool::new();
        let mut desk = Desk {
            strings: &strings,
            limits,
            spool: &mut spool,
            regions: limits.regions,
            texts: limits.texts,
            quick,
        };
        let (sheets, facts) = read_all(&mut container, &workbook, &mut desk);
        if sheets.is_empty() {
            return Err(damaged(words::no_sheets()));
        }
        Ok(Self {
            notes: vec![Notes::default(); sheets.len()],
            sheets,
            facts,
            passed_over: passed_over(&workbook),
            strings,
            styles,
            spool,
            epoch: if workbook.since_1904 {
                Epoch::Y1904
            } else {
                Epoch::Y1900
            },
            sorted: limits.sorted,
        })
    }
}

/// Name and part of every sheet with cells.
pub(super) fn sheet_parts(container: &mut Container, main: &str) -> Result<Vec<(String, String)>, Stopped> {
    let workbook = parts::read(container, main)?;
    let listed = workbook.sheets.into_iter().filter(|l| l.has_cells);
    Ok(listed.map(|l| (l.name, l.part)).collect())
}

fn read_all(container: &mut Container, workbook: &Workbook, desk: &mut Desk) -> (Vec<Sheet>, Vec<Facts>) {
    let (mut names, mut parts) = (BTreeSet::new(), BTreeSet::new());
    let listed = workbook.sheets.iter().filter(|l| l.has_cells);
    listed
        .map(|listed| {
            let facts = if !parts.insert(&listed.part) {
                // No program writes so; a thousand names for one part would have it read a thousand times.
                Err(damaged(words::part_twice(&listed.part)))
            } else if names.insert(&listed.name) {
                read_one(container, &listed.part, desk)
            } else {
                // People and options name a sheet by its name alone.
                Err(damaged(words::sheet_name_twice(&listed.name)))
            };
            described(listed, facts)
        })
        .unzip()
}

fn read_one(container: &mut Container, name: &str, desk: &mut Desk) -> Result<Facts, Stopped> {
    let mut part = container
        .xml(name)?
        .ok_or_else(|| damaged(words::part_missing(name)))?;
    sheet::read(&mut part, desk)
}

fn described(listed: &Listed, facts: Result<Facts, Stopped>) -> (Sheet, Facts) {
    let (mut facts, broken) = match facts {
        Ok(facts) => (facts, None),
        Err(stopped) => (Facts::default(), Some(stopped)),
    };
    let sheet = Sheet {
        name: Some(listed.name.clone()),
        visibility: listed.visibility,
        merges: std::mem::take(&mut facts.merges),
        hidden_columns: std::mem::take(&mut facts.hidden_columns),
        broken,
    };
    (sheet, facts)
}

fn passed_over(workbook: &Workbook) -> Vec<Text> {
    let without = workbook.sheets.iter().filter(|l| !l.has_cells);
    without.map(|l| words::sheet_skipped(&l.name)).collect()
}

impl Book for XlsxBook {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn rows<'a>(&'a mut self, sheet: usize) -> Result<Box<dyn Rows + 'a>, Stopped> {
        let (Some(known), Some(facts), Some(notes)) = (
            self.sheets.get(sheet),
            self.facts.get(sheet),
            self.notes.get_mut(sheet),
        ) else {
            return Err(damaged(words::no_sheets()));
        };
        if let Some(broken) = &known.broken {
            return Err(broken.clone());
        }
        *notes = Notes::default();
        let shared = Shared {
            strings: &self.strings,
            styles: &self.styles,
        };
        let pen = Pen::new(notes, self.epoch);
        let pieces = self.spool.read(facts.from, facts.to)?;
        let rows = SheetRows::new(pieces, facts, shared, pen, self.sorted)?;
        Ok(Box::new(rows))
    }

    fn notes(&self) -> Vec<Text> {
        let mut notes = self.passed_over.clone();
        for ((sheet, facts), read) in self.sheets.iter().zip(&self.facts).zip(&self.notes) {
            let name = sheet.name.as_deref().unwrap_or_default();
            notes.extend(facts.notes.texts(name).chain(read.texts(name)));
        }
        notes
    }
}
