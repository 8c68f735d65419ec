//! What a person may settle where the file does not say it clearly. Knows no file.

use super::words;
use crate::ingest::{Code, Sheet, Stopped};
use crate::model::{Text, fold};
use std::str::FromStr;

/// The kind of a table that nothing tells to be another.
pub(super) const CATALOG: &str = "catalog";

/// Overrides of what is detected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The one sheet to read: its name, or its number from 1.
    pub sheet: Option<String>,
    /// Where the header stands.
    pub header_rows: Option<HeaderRows>,
    /// Header, or column letters, with the field it holds; `-` ignores the column.
    pub map: Vec<(String, String)>,
    /// The kind of every table; told by headers and titles where it is not said.
    pub kind: Option<String>,
}

impl Options {
    /// The sheets to look at, by position.
    pub(super) fn chosen(&self, sheets: &[Sheet]) -> Result<Vec<usize>, Stopped> {
        let Some(wanted) = &self.sheet else {
            return Ok((0..sheets.len()).collect());
        };
        let named =
            |same: &dyn Fn(&str) -> bool| sheets.iter().position(|s| s.name.as_deref().is_some_and(same));
        let numbered = || {
            let n: usize = wanted.trim().parse().ok()?;
            (1..=sheets.len()).contains(&n).then(|| n - 1)
        };
        named(&|name| name == wanted)
            .or_else(|| named(&|name| fold(name) == fold(wanted)))
            .or_else(numbered)
            .map(|at| vec![at])
            .ok_or_else(|| {
                let all: Vec<&str> = sheets.iter().filter_map(|s| s.name.as_deref()).collect();
                Stopped::new(Code::NotFound, words::no_such_sheet(wanted))
                    .help(words::sheets_are(&all.join("、")))
            })
    }
}

/// Rows of a header: the last one, or from first to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderRows {
    /// First row, where it was said.
    pub first: Option<u32>,
    /// Last row.
    pub last: u32,
}

impl FromStr for HeaderRows {
    type Err = Text;

    /// Reads `3` or `2-3`; rows count from 1, a header has at most ten.
    fn from_str(text: &str) -> Result<Self, Text> {
        let wrong = || words::wrong_header_row(text);
        let number = |t: &str| t.trim().parse::<u32>().ok().filter(|&n| n > 0);
        match text.split_once('-') {
            None => Ok(Self {
                first: None,
                last: number(text).ok_or_else(wrong)?,
            }),
            Some((first, last)) => {
                let (first, last) = number(first).zip(number(last)).ok_or_else(wrong)?;
                if first > last || last - first > 9 {
                    return Err(wrong());
                }
                Ok(Self {
                    first: Some(first),
                    last,
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_or_a_range() {
        assert_eq!("3".parse(), Ok(HeaderRows { first: None, last: 3 }));
        assert_eq!(
            "2-3".parse(),
            Ok(HeaderRows {
                first: Some(2),
                last: 3
            })
        );
        for wrong in ["", "0", "3-2", "a", "1-99", "-2"] {
            assert!(wrong.parse::<HeaderRows>().is_err(), "{wrong}");
        }
    }
}
