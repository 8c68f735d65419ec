//! Spreadsheets in ods, read by ourselves as a stream: calamine loses their merges, stumbles over white space and
//! does not end on a file cut short. Knows no styles but those that hide a sheet.

mod cell;
mod table;
#[cfg(test)]
mod tests;

use super::cell::Pen;
use super::limits::Limits;
use super::notes::Notes;
use super::number::Epoch;
use super::spool::{Spool, Spooling};
use super::words;
use super::xml::{Part, attribute};
use super::zip::{Container, damaged, too_large};
use crate::ingest::{Book, Rows, Sheet, Stopped, Visibility};
use crate::model::{Row, Text};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use table::Table;

const CONTENT: &str = "content.xml";

/// An opened spreadsheet.
pub(super) struct OdsBook {
    sheets: Vec<Sheet>,
    rows: Spool,
    notes: Vec<Text>,
}

impl OdsBook {
    /// Reads the content part once from end to end, so that damage anywhere in it is known before a row is given out, and
    /// lays its rows by: reading on to a sheet behind a thousand others would read them all a thousand times.
    pub(super) fn open(mut container: Container, limits: &Limits) -> Result<Self, Stopped> {
        let mut part = content(&mut container)?;
        let mut scan = Scan::new(limits);
        while let Some(e) = next_table(&mut part, &mut scan.hidden_styles)? {
            scan.table(&mut part, &e)?;
        }
        if scan.sheets.is_empty() {
            return Err(damaged(words::no_sheets()));
        }
        Ok(Self {
            sheets: scan.sheets,
            rows: scan.rows.finish()?,
            notes: scan.notes,
        })
    }
}

fn content(container: &mut Container) -> Result<Part<'_>, Stopped> {
    container
        .xml(CONTENT)?
        .ok_or_else(|| damaged(words::part_missing(CONTENT)))
}

/// Reads on to the next table of the spreadsheet and enters it; collects on the way which styles hide a table.
fn next_table(
    part: &mut Part,
    hidden_styles: &mut BTreeSet<String>,
) -> Result<Option<BytesStart<'static>>, Stopped> {
    let mut style = String::new();
    loop {
        match part.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "table" => return Ok(Some(e.into_owned())),
                "style" => style = attribute(&e, "name").unwrap_or_default().into_owned(),
                "table-properties" if attribute(&e, "display").is_some_and(|d| d == "false") => {
                    hidden_styles.insert(style.clone());
                }
                // Deleted cells and copies of other programs' data are tables too, but no sheets.
                "tracked-changes" | "dde-links" | "content-validations" => part.skip()?,
                _ => {}
            },
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

struct Scan {
    hidden_styles: BTreeSet<String>,
    /// Where the limits stand, less what earlier sheets have taken.
    limits: Limits,
    sheets: Vec<Sheet>,
    rows: Spooling,
    notes: Vec<Text>,
    row: Row,
}

impl Scan {
    fn new(limits: &Limits) -> Self {
        Self {
            hidden_styles: BTreeSet::new(),
            limits: *limits,
            sheets: Vec::new(),
            rows: Spooling::new(limits),
            notes: Vec::new(),
            row: Row::default(),
        }
    }

    fn table(&mut self, part: &mut Part, e: &BytesStart) -> Result<(), Stopped> {
        if self.sheets.len() as u64 >= self.limits.sheets {
            return Err(too_large(words::too_many_sheets(self.limits.sheets)));
        }
        let name = attribute(e, "name").unwrap_or_default().into_owned();
        let hidden = attribute(e, "style-name").is_some_and(|s| self.hidden_styles.contains(&*s));
        let mut table = Table::new(part, &self.limits);
        let mut read = Notes::default();
        self.rows.sheet();
        while table.advance(part)? {
            let mut pen = Pen::new(&mut read, Epoch::Y1900);
            for number in table.number..table.number + table.repeat {
                table.fill(&mut self.row, number, &mut pen);
                self.rows.row(&self.row)?;
            }
        }
        if table.foreign {
            self.rows.forget();
            return Ok(());
        }
        self.limits.regions = self.limits.regions.saturating_sub(table.regions());
        self.notes
            .extend(table.notes.texts(&name).chain(read.texts(&name)));
        self.sheets.push(Sheet {
            name: Some(name),
            visibility: if hidden {
                Visibility::Hidden
            } else {
                Visibility::Visible
            },
            merges: table.merges,
            hidden_columns: table.hidden_columns,
            broken: None,
        });
        Ok(())
    }
}

impl Book for OdsBook {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn rows<'a>(&'a mut self, sheet: usize) -> Result<Box<dyn Rows + 'a>, Stopped> {
        match self.rows.rows(sheet) {
            Some(rows) => Ok(Box::new(rows?)),
            None => Err(damaged(words::no_sheets())),
        }
    }

    fn notes(&self) -> Vec<Text> {
        self.notes.clone()
    }
}
