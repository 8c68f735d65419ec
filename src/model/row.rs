//! One row of a table: a single buffer, refilled.

use std::ops::Range;

/// What a cell physically held, where that matters to whoever judges it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Nothing at all.
    #[default]
    Empty,
    /// Text, or a text file's field.
    Text,
    /// A number; its text is the shortest that reads back, or what a leading-zero or percent format shows.
    Number,
    /// A date by its number format; its text is `2025-03-01`, with ` 10:00:00` where it has a time.
    Date,
    /// `TRUE` or `FALSE`.
    Bool,
    /// An error cell; its text is `#REF!` and the like.
    Error,
    /// A formula that was saved without its result; its text is empty.
    Uncomputed,
}

#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    start: u32,
    end: u32,
    kind: Kind,
    anchor: Option<u32>,
}

/// A row as it stands in its sheet: cells by column from A, with the number Excel shows. Readers refill one and the
/// same `Row`; nobody keeps it.
#[derive(Debug, Default)]
pub struct Row {
    /// Number as Excel shows it; the first is 1.
    pub number: u32,
    /// First physical line of the record, for text files.
    pub line: Option<u64>,
    /// The row is hidden in its sheet.
    pub hidden: bool,
    /// The row starts a new resource; `false` where it continues the one above.
    pub starts: bool,
    text: String,
    cells: Vec<Cell>,
}

impl Clone for Row {
    fn clone(&self) -> Self {
        let mut row = Self::default();
        row.clone_from(self);
        row
    }

    /// Every row of a table is kept for the next, in a buffer that is there.
    fn clone_from(&mut self, other: &Self) {
        (self.number, self.line) = (other.number, other.line);
        (self.hidden, self.starts) = (other.hidden, other.starts);
        self.text.clone_from(&other.text);
        self.cells.clone_from(&other.cells);
    }
}

impl Row {
    /// Empties the row for the next record.
    pub fn clear(&mut self, number: u32, line: Option<u64>) {
        self.number = number;
        self.line = line;
        self.hidden = false;
        self.starts = true;
        self.text.clear();
        self.cells.clear();
    }

    /// How many columns the row reaches; cells beyond are empty.
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// Puts a cell. Columns may come in any order; a later put of the same column replaces the earlier.
    pub fn put(&mut self, column: u16, kind: Kind, text: &str) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        let cell = Cell {
            start,
            end: self.text.len() as u32,
            kind,
            anchor: None,
        };
        let column = usize::from(column);
        if column >= self.cells.len() {
            self.cells.resize(column + 1, Cell::default());
        }
        if let Some(slot) = self.cells.get_mut(column) {
            *slot = cell;
        }
    }

    /// Takes the cells of a row from A on, all of them text or empty: parts of one text, which is copied once.
    pub fn fill(&mut self, text: &str, cells: impl Iterator<Item = Range<usize>>) {
        self.text.clear();
        self.text.push_str(text);
        self.cells.clear();
        self.cells.extend(cells.map(|part| Cell {
            start: part.start as u32,
            end: part.end as u32,
            kind: if part.is_empty() { Kind::Empty } else { Kind::Text },
            anchor: None,
        }));
    }

    /// Puts a cell that repeats the one in row `anchor` of the same column (merged, or left blank below it).
    pub fn inherit(&mut self, column: u16, kind: Kind, text: &str, anchor: u32) {
        self.put(column, kind, text);
        if let Some(slot) = self.cells.get_mut(usize::from(column)) {
            slot.anchor = Some(anchor);
        }
    }

    /// The text of a cell as it was written; empty beyond the row's width.
    pub fn text(&self, column: u16) -> &str {
        self.cells
            .get(usize::from(column))
            .and_then(|c| self.text.get(c.start as usize..c.end as usize))
            .unwrap_or_default()
    }

    /// What the cell physically held.
    pub fn kind(&self, column: u16) -> Kind {
        self.cells
            .get(usize::from(column))
            .map_or(Kind::Empty, |c| c.kind)
    }

    /// The row the cell was inherited from, where it was.
    pub fn anchor(&self, column: u16) -> Option<u32> {
        self.cells.get(usize::from(column)).and_then(|c| c.anchor)
    }

    /// Bytes of all its texts, those that were replaced included.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Whether a cell holds more than blanks.
    pub fn says(&self, column: u16) -> bool {
        says(self.text(column))
    }

    /// Whether no cell holds anything but blanks.
    pub fn is_blank(&self) -> bool {
        (0..self.cells.len()).all(|c| self.kind(c as u16) != Kind::Uncomputed && !self.says(c as u16))
    }
}

/// Whether a text holds more than blanks. Asked of every cell, it looks at the first byte where that can tell.
pub fn says(text: &str) -> bool {
    match text.as_bytes() {
        [] => false,
        [b'!'..=b'~' | 0xE4..=0xE9, ..] => true,
        _ => text.chars().any(|c| !c.is_whitespace()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_say_nothing_whatever_their_bytes() {
        for c in '\0'..='\u{FFFF}' {
            assert_eq!(says(&c.to_string()), !c.is_whitespace(), "U+{:04X}", u32::from(c));
        }
        assert!(says("\u{3000} a") && !says(" \u{3000}\t") && !says(""));
    }

    #[test]
    fn a_row_filled_at_once_is_one_put_cell_by_cell() {
        let mut filled = Row::default();
        filled.clear(2, Some(3));
        filled.inherit(4, Kind::Date, "旧", 1);
        filled.clear(2, Some(3));
        filled.fill("甲,,乙", [0..3, 4..4, 5..8].into_iter());
        let cells = (0..4).map(|c| (filled.kind(c), filled.text(c), filled.anchor(c)));
        let expected = [
            (Kind::Text, "甲"),
            (Kind::Empty, ""),
            (Kind::Text, "乙"),
            (Kind::Empty, ""),
        ];
        assert!(cells.eq(expected.into_iter().map(|(kind, text)| (kind, text, None))));
        filled.put(1, Kind::Text, "丙");
        assert_eq!((filled.text(0), filled.text(1), filled.width()), ("甲", "丙", 3));
    }

    #[test]
    fn cells_in_any_order_and_beyond_the_width() {
        let mut row = Row::default();
        row.clear(3, None);
        row.put(2, Kind::Text, "丙");
        row.put(0, Kind::Number, "1");
        row.inherit(1, Kind::Text, "乙", 2);
        row.put(2, Kind::Text, "换");
        assert_eq!(
            [row.text(0), row.text(1), row.text(2), row.text(9)],
            ["1", "乙", "换", ""]
        );
        assert_eq!(
            (row.width(), row.anchor(1), row.anchor(2), row.kind(9)),
            (3, Some(2), None, Kind::Empty)
        );
        row.clear(4, None);
        assert!(row.is_blank() && row.width() == 0);
    }
}
