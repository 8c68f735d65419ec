//! What was found in a sheet. Only nouns.

use super::joined::Joined;
use crate::ingest::Stopped;
use crate::model::{Columns, Field, Text};
use serde::{Deserialize, Serialize};

/// The shape of one table.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Position of its sheet in the book.
    pub sheet: usize,
    /// Name of its sheet; `None` for text files.
    pub name: Option<String>,
    /// Its sheet is hidden.
    pub hidden: bool,
    /// What kind of table it is: `catalog`, `open_catalog`, …
    pub kind: String,
    /// Why it was taken for that kind, where its headers leave room for doubt.
    pub kind_guess: Option<Text>,
    /// Its headers may be of a kind that need not have all the columns of this one.
    pub kind_doubtful: bool,
    /// Rows of the header, as Excel numbers them.
    pub header_rows: Vec<u32>,
    /// The first filled row below; one past the header where there is none.
    pub first_data_row: u32,
    /// What the columns mean.
    pub columns: Columns,
    /// Decisions about columns that no exact header made, for the report.
    pub guesses: Vec<Guess>,
    /// Hidden columns that have a header.
    pub hidden_columns: Vec<u16>,
    /// The sheet that lists the items of these resources, where it is another one.
    pub joined: Option<Joined>,
    /// Headers that `--map` named and that no table of the file has.
    pub unmet: Vec<String>,
    pub(in crate::ingest) headings: Headings,
}

impl Layout {
    /// The last row of the header.
    pub fn last_header_row(&self) -> u32 {
        self.header_rows.last().copied().unwrap_or(0)
    }
}

/// Texts of the header and of what stands above it, so that a repetition further down is recognised.
#[derive(Debug, Clone, Default)]
pub(in crate::ingest) struct Headings {
    /// For each header row its cells, by column, as keys.
    pub(in crate::ingest) rows: Vec<Vec<(u16, String)>>,
    /// Keys of single cells above the header.
    pub(in crate::ingest) titles: Vec<String>,
}

/// A decision about a column that its header alone did not make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The column.
    pub column: u16,
    /// Its header.
    pub header: String,
    /// The field it was taken for; `None` where it was left out.
    pub field: Option<Field>,
    /// Why.
    pub why: Text,
}

/// A sheet that is not audited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedSheet {
    /// Its name, or its number where it has none.
    pub sheet: String,
    /// Why.
    pub reason: Text,
    /// Set where the sheet could not be read; the audit is then incomplete.
    pub stopped: Option<Stopped>,
    /// This program put it there beside the table; nobody fills it in.
    #[serde(default)]
    pub own: bool,
}
