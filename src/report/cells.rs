//! Rows that a spreadsheet opens as text: UTF-8 with its mark, CRLF, no cell a formula. Knows nothing of what they say.

use std::borrow::Cow;
use std::io::{self, Write};

/// Excel takes CSV for UTF-8 only by its mark.
pub(super) const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// What makes a formula of a cell that begins with it, also as full-width forms.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Starts rows after the mark.
pub(super) fn writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out)
}

/// Writes one row.
pub(super) fn row<W: Write, C: AsRef<str>>(
    out: &mut csv::Writer<W>,
    cells: impl IntoIterator<Item = C>,
) -> io::Result<()> {
    for cell in cells {
        out.write_field(plain(cell.as_ref()).as_bytes())?;
    }
    out.write_record(None::<&[u8]>).map_err(io::Error::from)
}

/// A cell that no spreadsheet takes for a formula, and no terminal for an order.
fn plain(cell: &str) -> Cow<'_, str> {
    let blank = |c: char| c == ' ' || c == '\u{3000}' || c == '\u{A0}' || c == '\u{FEFF}';
    let formula = cell.trim_start_matches(blank).starts_with(FORMULA);
    let hidden = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if !formula && !cell.contains(hidden) {
        return Cow::Borrowed(cell);
    }
    let mut out = String::with_capacity(cell.len() + 1);
    if formula {
        out.push('\'');
    }
    for c in cell.chars() {
        match c {
            c if hidden(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let mut csv = writer(Vec::new());
        row(&mut csv, cells).unwrap();
        String::from_utf8(csv.into_inner().unwrap()).unwrap()
    }

    #[test]
    fn no_cell_is_a_formula() {
        for c in FORMULA {
            for before in ["", " ", "\u{3000}", "\u{FEFF}"] {
                let cell = format!("{before}{c}1+1");
                assert!(
                    written(&[&cell]).trim_start_matches('"').starts_with('\''),
                    "{cell:?}"
                );
            }
        }
        assert_eq!(written(&["甲=1", "a-b", "1"]), "甲=1,a-b,1\r\n");
    }

    #[test]
    fn breaks_stay_within_quotes_and_controls_are_seen() {
        assert_eq!(
            written(&["一\n二", "\u{1b}[31m\u{0}"]),
            "\"一\n二\",\\u{1b}[31m\\u{0}\r\n"
        );
    }
}
