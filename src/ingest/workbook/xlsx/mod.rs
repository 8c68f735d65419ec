//! xlsx and xlsm: examined part by part, then read by calamine as a stream. Refuses to hand a sheet to calamine that it
//! would read wrongly in silence.

mod cell;
mod code;
mod parts;
mod reference;
mod rows;
mod scan;
mod strings;
mod styles;
#[cfg(test)]
mod tests;

pub(super) use code::Shown;
pub(super) use parts::{main_part, relation_targets};
pub(super) use reference::{COLUMNS, ROWS};

use super::caught::caught;
use super::cell::Pen;
use super::limits::Limits;
use super::notes::Notes;
use super::number::Epoch;
use super::words;
use super::zip::{Container, damaged, open_file, too_large};
use crate::ingest::{Book, Code, Rows, Sheet, Stopped};
use crate::model::Text;
use calamine::Reader as _;
use parts::{Listed, Workbook};
use scan::Scan;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use styles::Styles;

/// An opened workbook.
pub(super) struct XlsxBook {
    xlsx: calamine::Xlsx<BufReader<File>>,
    sheets: Vec<Sheet>,
    scans: Vec<Scan>,
    notes: Vec<Notes>,
    passed_over: Vec<Text>,
    styles: Styles,
    epoch: Epoch,
    sorted: u64,
}

impl XlsxBook {
    /// Examines every part that calamine will read, then lets it open the file.
    pub(super) fn open(
        path: &Path,
        mut container: Container,
        main: &str,
        limits: &Limits,
    ) -> Result<Self, Stopped> {
        let workbook = parts::read(&mut container, main)?;
        if workbook.sheets.len() as u64 > limits.sheets {
            return Err(too_large(words::too_many_sheets(limits.sheets)));
        }
        let inside = |name: &str| format!("{}{name}", workbook.folder);
        let strings = strings::count(&mut container, &inside("sharedStrings.xml"), limits)?;
        let styles = styles::read(&mut container, &inside("styles.xml"))?;
        let (sheets, scans) = examine(&mut container, &workbook, strings, limits);
        if sheets.is_empty() {
            return Err(damaged(words::no_sheets()));
        }
        drop(container);
        let file = BufReader::new(open_file(path)?);
        let xlsx = caught(|| calamine::Xlsx::new(file))?;
        check_names(&xlsx, &workbook)?;
        Ok(Self {
            xlsx,
            notes: vec![Notes::default(); sheets.len()],
            sheets,
            scans,
            passed_over: passed_over(&workbook),
            styles,
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

fn examine(
    container: &mut Container,
    workbook: &Workbook,
    strings: u64,
    limits: &Limits,
) -> (Vec<Sheet>, Vec<Scan>) {
    let (mut names, mut parts) = (BTreeSet::new(), BTreeSet::new());
    // Where the limits stand, less what earlier sheets have taken.
    let mut limits = *limits;
    let listed = workbook.sheets.iter().filter(|l| l.has_cells);
    listed
        .map(|listed| {
            let scan = if !parts.insert(&listed.part) {
                // No program writes so; a thousand names for one part would have it read a thousand times.
                Err(damaged(words::part_twice(&listed.part)))
            } else if names.insert(&listed.name) {
                examine_one(container, &listed.part, strings, &limits)
            } else {
                // Calamine finds sheets by name, so it would read the first of them twice.
                Err(damaged(words::sheet_name_twice(&listed.name)))
            };
            let kept = scan.as_ref().map_or(0, Scan::regions);
            limits.regions = limits.regions.saturating_sub(kept);
            described(listed, scan)
        })
        .unzip()
}

fn examine_one(
    container: &mut Container,
    name: &str,
    strings: u64,
    limits: &Limits,
) -> Result<Scan, Stopped> {
    let mut part = container
        .xml(name)?
        .ok_or_else(|| damaged(words::part_missing(name)))?;
    scan::scan(&mut part, strings, limits)
}

fn described(listed: &Listed, scan: Result<Scan, Stopped>) -> (Sheet, Scan) {
    let (mut scan, broken) = match scan {
        Ok(scan) => (scan, None),
        Err(stopped) => (Scan::default(), Some(stopped)),
    };
    let sheet = Sheet {
        name: Some(listed.name.clone()),
        visibility: listed.visibility,
        merges: std::mem::take(&mut scan.merges),
        hidden_columns: std::mem::take(&mut scan.hidden_columns),
        broken,
    };
    (sheet, scan)
}

fn passed_over(workbook: &Workbook) -> Vec<Text> {
    let without = workbook.sheets.iter().filter(|l| !l.has_cells);
    without.map(|l| words::sheet_skipped(&l.name)).collect()
}

/// What was examined must be what calamine reads.
fn check_names(xlsx: &calamine::Xlsx<BufReader<File>>, workbook: &Workbook) -> Result<(), Stopped> {
    let theirs = xlsx.sheets_metadata().iter().map(|s| s.name.as_str());
    if theirs.eq(workbook.sheets.iter().map(|s| s.name.as_str())) {
        return Ok(());
    }
    Err(Stopped::new(Code::ReaderFailed, words::odd_structure()).help(words::resave()))
}

impl Book for XlsxBook {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn rows<'a>(&'a mut self, sheet: usize) -> Result<Box<dyn Rows + 'a>, Stopped> {
        let (Some(known), Some(scan), Some(notes)) = (
            self.sheets.get(sheet),
            self.scans.get(sheet),
            self.notes.get_mut(sheet),
        ) else {
            return Err(damaged(words::no_sheets()));
        };
        if let Some(broken) = &known.broken {
            return Err(broken.clone());
        }
        *notes = Notes::default();
        let cells = rows::open(&mut self.xlsx, known.name.as_deref().unwrap_or_default())?;
        let stream = rows::Stream::new(cells, scan);
        let pen = Pen::new(notes, self.epoch);
        let rows = rows::SheetRows::new(stream, &self.styles, pen, self.sorted)?;
        Ok(Box::new(rows))
    }

    fn notes(&self) -> Vec<Text> {
        let mut notes = self.passed_over.clone();
        for ((sheet, scan), read) in self.sheets.iter().zip(&self.scans).zip(&self.notes) {
            let name = sheet.name.as_deref().unwrap_or_default();
            notes.extend(scan.notes.texts(name).chain(read.texts(name)));
        }
        notes
    }
}
