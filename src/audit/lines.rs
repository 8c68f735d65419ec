//! A list kept in a table, as a text in which faults have their place: a row a line, numbered as the table numbers them,
//! a tab between the cells. Knows nothing of what is listed.

use super::words;
use crate::ingest::{Dictionaries, Document, Options, Reading, Stopped, Visibility};
use crate::model::{Row, Vocabulary};
use std::path::Path;

/// A list longer than this is none that a person keeps.
const MOST_BYTES: u64 = 16 << 20;

/// A list as a text, and what of it nobody sees who opens the table.
pub(super) struct Lines {
    pub(super) text: String,
    /// The sheet is hidden.
    pub(super) is_hidden: bool,
    /// Hidden rows with something in them.
    pub(super) hidden: Vec<u32>,
}

/// The first sheet, of each row those cells; a row without any is an empty line.
pub(super) fn lines(
    path: &Path,
    vocabulary: &Vocabulary,
    reading: &Reading,
    cells: impl Fn(&Row) -> Vec<String>,
) -> Result<Lines, Stopped> {
    let mut document = Document::new(path, &reading.limits)?;
    if document.bytes > MOST_BYTES {
        return Err(words::list_too_long());
    }
    let dictionary = Dictionaries::new(vocabulary, &Options::default())?;
    document.open(reading, &dictionary)?;
    let mut lines = Lines {
        text: String::new(),
        is_hidden: false,
        hidden: Vec::new(),
    };
    let Some(book) = document.book() else {
        return Ok(lines);
    };
    let first = book.sheets().first();
    lines.is_hidden = first.is_some_and(|sheet| sheet.visibility == Visibility::Hidden);
    let mut rows = book.rows(0)?;
    let (mut row, mut line) = (Row::default(), 1);
    while rows.next(&mut row)? {
        while line < row.number {
            lines.text.push('\n');
            line += 1;
        }
        let cells = cells(&row);
        if cells.iter().any(|cell| !cell.is_empty()) {
            lines.text.push_str(&cells.join("\t"));
            lines.hidden.extend(row.hidden.then_some(row.number));
        }
    }
    Ok(lines)
}

/// A cell as it can stand in a line, `sep` where it has breaks.
pub(super) fn in_a_line(cell: &str, sep: &str) -> String {
    cell.trim().replace(['\n', '\r', '\t'], sep)
}
