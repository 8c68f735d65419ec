//! What would be changed in a file, for programs. Knows no command line.

use super::{Change, Fix};
use crate::model::{Lang, Text, letters};
use serde::Serialize;
use std::io::{self, Write};

/// The JSON Schema of what is written here.
pub const SCHEMA: &str = include_str!("fix.schema.json");

/// What would be changed in a file, and what stays as it is.
#[derive(Debug, Serialize)]
pub struct Listed<'f> {
    schema: &'static str,
    file: &'f str,
    changes: Vec<Cell<'f>>,
    left: Vec<Cell<'f>>,
    summary: Summary,
}

#[derive(Debug, Serialize)]
struct Cell<'f> {
    location: Location<'f>,
    before: &'f str,
    after: &'f str,
    reason: &'static str,
    message: String,
}

/// As in reports.
#[derive(Debug, Serialize)]
struct Location<'f> {
    file: &'f str,
    sheet: Option<&'f str>,
    row: u32,
    column: String,
    cell: String,
    line: Option<u64>,
    header: &'f str,
}

#[derive(Debug, Serialize)]
struct Summary {
    tables: usize,
    rows: u64,
    changes: usize,
    left: usize,
}

impl<'f> Listed<'f> {
    /// Lists what would be changed in a file of this name.
    pub fn new(fix: &'f Fix<'_>, file: &'f str, lang: Lang) -> Self {
        let told = |text: Text| text.of(lang).to_owned();
        let changed = |c: &'f Change| cell(file, c, c.why.code(), told(c.why.text()));
        let left = fix.left().iter();
        Self {
            schema: "dataaudit-fix/1",
            file,
            changes: fix.changes().iter().map(changed).collect(),
            left: left
                .map(|(c, why)| cell(file, c, why.code(), told(why.text())))
                .collect(),
            summary: Summary {
                tables: fix.tables().len(),
                rows: fix.tables().iter().map(|t| t.rows).sum(),
                changes: fix.changes().len(),
                left: fix.left().len(),
            },
        }
    }

    /// Writes it as one object.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }
}

fn cell<'f>(file: &'f str, change: &'f Change, reason: &'static str, message: String) -> Cell<'f> {
    let column = letters(change.column);
    Cell {
        location: Location {
            file,
            sheet: change.name.as_deref(),
            row: change.row,
            cell: format!("{column}{}", change.row),
            column,
            line: change.line,
            header: &change.header,
        },
        before: &change.before,
        after: &change.after,
        reason,
        message,
    }
}
