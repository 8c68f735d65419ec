//! The physical layer: sheets and rows as they stand in a file, before anyone knows what they mean. One implementation
//! a format; nothing above this file knows which one it reads.

use super::Stopped;
use crate::model::{Row, Text};

/// Whether a sheet is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visibility {
    /// Shown.
    #[default]
    Visible,
    /// Hidden, by the menu or by a program.
    Hidden,
}

/// A rectangle of merged cells; rows count from 1, columns from 0, both ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: u16,
    /// Last column.
    pub right: u16,
}

/// What is known of a sheet before its rows are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name; `None` for text files, which have a single nameless one.
    pub name: Option<String>,
    /// Whether it is shown.
    pub visibility: Visibility,
    /// Merged regions, in any order. May overlap or reach beyond the used area in damaged files.
    pub merges: Vec<Region>,
    /// Hidden columns.
    pub hidden_columns: Vec<u16>,
    /// Why its rows cannot be read, where only this sheet is damaged; the others are still audited.
    pub broken: Option<Stopped>,
}

/// Rows from top to bottom, in strictly growing order of their number. Wholly empty rows may be left out.
pub trait Rows: Send {
    /// Refills `row` with the next one; `false` at the end.
    fn next(&mut self, row: &mut Row) -> Result<bool, Stopped>;
}

/// An opened file.
pub trait Book {
    /// Its sheets in order.
    fn sheets(&self) -> &[Sheet];

    /// The rows of one sheet from the top. May be called again for the same sheet.
    fn rows<'a>(&'a mut self, sheet: usize) -> Result<Box<dyn Rows + 'a>, Stopped>;

    /// What the reader found odd and put right or passed over, for the report: ragged rows, duplicate cells, a format
    /// that could not be read. Complete once all rows were read.
    fn notes(&self) -> Vec<Text>;
}
