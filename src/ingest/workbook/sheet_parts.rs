//! Which part of a package holds which sheet, for those who mark a workbook without reading it anew; and which part a
//! relationship names.

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

/// The part that a relationship names, seen from the folder of the part that has it.
pub fn related_part(folder: &str, target: &str) -> String {
    let from = if target.starts_with(['/', '\\']) {
        ""
    } else {
        folder
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split(['/', '\\'])) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relationships_name_parts_from_where_they_stand() {
        for (folder, target, part) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "./styles.xml", "xl/styles.xml"),
            ("xl/", "/xl/sharedStrings.xml", "xl/sharedStrings.xml"),
            ("xl/worksheets", "../comments1.xml", "xl/comments1.xml"),
            ("", "../../a\\b.xml", "a/b.xml"),
        ] {
            assert_eq!(related_part(folder, target), part);
        }
    }
}
