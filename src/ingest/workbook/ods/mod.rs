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
use super::words;
use super::xml::{Part, attribute};
use super::zip::{Container, damaged};
use crate::ingest::{Book, Rows, Sheet, Stopped, Visibility};
use crate::model::{Row, Text};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use table::Table;

const CONTENT: &str = "content.xml";

/// An opened spreadsheet.
pub(super) struct OdsBook {
    container: Container,
    sheets: Vec<Sheet>,
    /// Each sheet's place among the tables of the content part.
    tables: Vec<usize>,
    found: Vec<Notes>,
    read: Vec<Notes>,
    limits: Limits,
}

impl OdsBook {
    /// Reads the content part once from end to end, so that damage anywhere in it is known before a row is given out.
    pub(super) fn open(mut container: Container, limits: &Limits) -> Result<Self, Stopped> {
        let mut part = content(&mut container)?;
        let mut scan = Scan::default();
        while let Some(e) = next_table(&mut part, Some(&mut scan.hidden_styles))? {
            scan.table(&mut part, &e, limits)?;
        }
        drop(part);
        if scan.sheets.is_empty() {
            return Err(damaged(words::no_sheets()));
        }
        Ok(Self {
            container,
            read: vec![Notes::default(); scan.sheets.len()],
            sheets: scan.sheets,
            tables: scan.tables,
            found: scan.notes,
            limits: *limits,
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
    mut hidden_styles: Option<&mut BTreeSet<String>>,
) -> Result<Option<BytesStart<'static>>, Stopped> {
    let mut style = String::new();
    loop {
        match part.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "table" => return Ok(Some(e.into_owned())),
                "style" => style = attribute(&e, "name").unwrap_or_default().into_owned(),
                "table-properties" => {
                    if let Some(hidden) = hidden_styles.as_deref_mut()
                        && attribute(&e, "display").is_some_and(|d| d == "false")
                    {
                        hidden.insert(style.clone());
                    }
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

#[derive(Default)]
struct Scan {
    hidden_styles: BTreeSet<String>,
    sheets: Vec<Sheet>,
    tables: Vec<usize>,
    notes: Vec<Notes>,
    seen: usize,
}

impl Scan {
    fn table(&mut self, part: &mut Part, e: &BytesStart, limits: &Limits) -> Result<(), Stopped> {
        let ordinal = self.seen;
        self.seen += 1;
        let hidden = attribute(e, "style-name").is_some_and(|s| self.hidden_styles.contains(&*s));
        let mut table = Table::new(part, limits);
        while table.advance(part)? {}
        if table.foreign {
            return Ok(());
        }
        self.sheets.push(Sheet {
            name: Some(attribute(e, "name").unwrap_or_default().into_owned()),
            visibility: if hidden {
                Visibility::Hidden
            } else {
                Visibility::Visible
            },
            merges: table.merges,
            hidden_columns: table.hidden_columns,
            broken: None,
        });
        self.tables.push(ordinal);
        self.notes.push(table.notes);
        Ok(())
    }
}

impl Book for OdsBook {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn rows<'a>(&'a mut self, sheet: usize) -> Result<Box<dyn Rows + 'a>, Stopped> {
        let (Some(&ordinal), Some(notes)) = (self.tables.get(sheet), self.read.get_mut(sheet)) else {
            return Err(damaged(words::no_sheets()));
        };
        *notes = Notes::default();
        let mut part = content(&mut self.container)?;
        for passed in 0..=ordinal {
            if next_table(&mut part, None)?.is_none() {
                return Err(damaged(words::part_cut(CONTENT)));
            }
            if passed < ordinal {
                part.skip()?;
            }
        }
        Ok(Box::new(OdsRows {
            table: Table::new(&part, &self.limits),
            part,
            pen: Pen::new(notes, Epoch::Y1900),
            left: 0,
            done: false,
        }))
    }

    fn notes(&self) -> Vec<Text> {
        let mut notes = Vec::new();
        for ((sheet, found), read) in self.sheets.iter().zip(&self.found).zip(&self.read) {
            let name = sheet.name.as_deref().unwrap_or_default();
            notes.extend(found.texts(name).chain(read.texts(name)));
        }
        notes
    }
}

struct OdsRows<'a> {
    part: Part<'a>,
    table: Table,
    pen: Pen<'a>,
    /// How often the row read last is still to be given out.
    left: u32,
    done: bool,
}

impl Rows for OdsRows<'_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        if self.left == 0 {
            if self.done || !self.table.advance(&mut self.part)? {
                self.done = true;
                return Ok(false);
            }
            self.left = self.table.repeat;
        }
        let number = self.table.number + (self.table.repeat - self.left);
        self.left -= 1;
        self.table.fill(row, number, &mut self.pen);
        Ok(true)
    }
}
