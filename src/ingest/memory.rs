//! A book that lies in memory: for programs that have rows but no file, and for tests. Knows no format.

use super::{Book, Region, Rows, Sheet, Stopped, Visibility};
use crate::model::{Kind, Row, Text};

/// Sheets of plain text cells; the first row is row 1, the first cell is A.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    sheets: Vec<Sheet>,
    cells: Vec<Vec<Vec<String>>>,
    hidden: Vec<Vec<u32>>,
}

impl Memory {
    /// A single nameless sheet, as a text file has it.
    pub fn text<R: AsRef<[C]>, C: AsRef<str>>(rows: &[R]) -> Self {
        Self::default().with(None, rows)
    }

    /// Adds a named sheet at the end.
    #[must_use]
    pub fn sheet<R: AsRef<[C]>, C: AsRef<str>>(self, name: &str, rows: &[R]) -> Self {
        self.with(Some(name.to_owned()), rows)
    }

    fn with<R: AsRef<[C]>, C: AsRef<str>>(mut self, name: Option<String>, rows: &[R]) -> Self {
        self.sheets.push(Sheet {
            name,
            ..Sheet::default()
        });
        let own = |row: &R| row.as_ref().iter().map(|c| c.as_ref().to_owned()).collect();
        self.cells.push(rows.iter().map(own).collect());
        self.hidden.push(Vec::new());
        self
    }

    /// Merges a region of the last sheet.
    #[must_use]
    pub fn merge(mut self, region: Region) -> Self {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.merges.push(region);
        }
        self
    }

    /// Hides a row of the last sheet.
    #[must_use]
    pub fn hide_row(mut self, row: u32) -> Self {
        if let Some(rows) = self.hidden.last_mut() {
            rows.push(row);
        }
        self
    }

    /// Hides a column of the last sheet.
    #[must_use]
    pub fn hide_column(mut self, column: u16) -> Self {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.hidden_columns.push(column);
        }
        self
    }

    /// Hides the last sheet.
    #[must_use]
    pub fn hide(mut self) -> Self {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.visibility = Visibility::Hidden;
        }
        self
    }

    /// Marks the last sheet as one that cannot be read.
    #[must_use]
    pub fn broken(mut self, why: Stopped) -> Self {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.broken = Some(why);
        }
        self
    }
}

impl Book for Memory {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn rows<'a>(&'a mut self, sheet: usize) -> Result<Box<dyn Rows + 'a>, Stopped> {
        if let Some(why) = self.sheets.get(sheet).and_then(|s| s.broken.clone()) {
            return Err(why);
        }
        Ok(Box::new(Lines {
            cells: self.cells.get(sheet).map_or(&[], Vec::as_slice),
            hidden: self.hidden.get(sheet).map_or(&[], Vec::as_slice),
            number: 0,
        }))
    }

    fn notes(&self) -> Vec<Text> {
        Vec::new()
    }
}

struct Lines<'a> {
    cells: &'a [Vec<String>],
    hidden: &'a [u32],
    number: u32,
}

impl Rows for Lines<'_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        let Some((first, rest)) = self.cells.split_first() else {
            return Ok(false);
        };
        self.cells = rest;
        self.number += 1;
        row.clear(self.number, None);
        row.hidden = self.hidden.contains(&self.number);
        for (column, text) in first.iter().enumerate().filter(|(_, t)| !t.is_empty()) {
            row.put(column as u16, Kind::Text, text);
        }
        Ok(true)
    }
}
