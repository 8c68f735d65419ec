//! Where something stands in a table, as Excel shows it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A place inside one table. Rows count from 1, columns from 0 (A).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// The table as a whole; `row` is its last header row.
    Table {
        /// Last header row, 0 where the table has none.
        row: u32,
    },
    /// A whole row.
    Row {
        /// Number as Excel shows it.
        row: u32,
        /// Physical line of a text file.
        line: Option<u64>,
    },
    /// One cell.
    Cell {
        /// Number as Excel shows it.
        row: u32,
        /// Column, A is 0.
        column: u16,
        /// Physical line of a text file.
        line: Option<u64>,
    },
}

impl Place {
    /// The row number; a table's is its last header row.
    pub fn row(&self) -> u32 {
        match *self {
            Self::Table { row } | Self::Row { row, .. } | Self::Cell { row, .. } => row,
        }
    }

    /// The column of a cell.
    pub fn column(&self) -> Option<u16> {
        match *self {
            Self::Cell { column, .. } => Some(column),
            Self::Table { .. } | Self::Row { .. } => None,
        }
    }

    /// The physical line of a text file.
    pub fn line(&self) -> Option<u64> {
        match *self {
            Self::Cell { line, .. } | Self::Row { line, .. } => line,
            Self::Table { .. } => None,
        }
    }

    /// `F12` for a cell.
    pub fn cell(&self) -> Option<String> {
        self.column().map(|c| format!("{}{}", letters(c), self.row()))
    }
}

/// Column letters: 0 → A, 25 → Z, 26 → AA.
pub fn letters(column: u16) -> String {
    let mut n = u32::from(column) + 1;
    let mut out = Vec::new();
    while n > 0 {
        let digit = ((n - 1) % 26) as u8;
        out.push(char::from(b'A' + digit));
        n = (n - 1) / 26;
    }
    out.iter().rev().collect()
}

/// The column of letters such as `AA`; `None` beyond `XFD` or for anything else.
pub fn column_of(letters: &str) -> Option<u16> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut n: u32 = 0;
    for b in letters.bytes() {
        if !b.is_ascii_alphabetic() {
            return None;
        }
        n = n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1;
    }
    u16::try_from(n - 1).ok().filter(|&c| c < 16_384)
}

/// A place with its file and sheet; prints as `资源目录!F12`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address<'a> {
    /// The file as the user named it.
    pub file: &'a str,
    /// The sheet, `None` for text files.
    pub sheet: Option<&'a str>,
    /// The place in it.
    pub place: Place,
}

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = self.sheet {
            write!(f, "{sheet}!")?;
        }
        match self.place.cell() {
            Some(cell) => f.write_str(&cell),
            None => write!(f, "{}", self.place.row()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_excels_own() {
        for (n, l) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(n), l);
            assert_eq!(column_of(l), Some(n));
        }
        for wrong in ["", "XFE", "A1", "AAAA", "是"] {
            assert_eq!(column_of(wrong), None, "{wrong}");
        }
    }
}
