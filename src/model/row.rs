//! One row of a table: a single buffer, refilled.

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

    /// Whether no cell holds anything but blanks.
    pub fn is_blank(&self) -> bool {
        (0..self.cells.len())
            .all(|c| self.kind(c as u16) != Kind::Uncomputed && self.text(c as u16).trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
