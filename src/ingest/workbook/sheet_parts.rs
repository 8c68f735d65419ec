//! Which part of a package holds which sheet, for those who mark a workbook without reading it anew.

use super::limits::Limits;
use super::package::{Format, identify};
use super::zip::{Container, damaged};
use super::{words, xlsx};
use crate::ingest::Stopped;
use std::path::Path;

/// The sheets of an xlsx or xlsm package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetParts {
    /// The workbook's own part.
    pub main: String,
    /// Name and part of every sheet with cells, in order.
    pub sheets: Vec<(String, String)>,
}

impl SheetParts {
    /// Judges the package as it is judged before it is read, and lists its sheets.
    pub fn of(path: &Path, limits: &Limits) -> Result<Self, Stopped> {
        let mut container = Container::open(path, limits)?;
        let package = identify(&mut container)?;
        if !matches!(package.format, Format::Xlsx | Format::Xlsm) {
            return Err(damaged(words::no_workbook_part()));
        }
        let sheets = xlsx::sheet_parts(&mut container, &package.main)?;
        Ok(Self {
            main: package.main,
            sheets,
        })
    }
}
