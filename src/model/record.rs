//! A row seen through its columns: what checks look at.

use super::{Columns, Field, Kind, Place, Row, Value, Vocabulary, folded, spellings::Spellings, value::read};
use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::num::NonZeroU64;

/// One record of a table, each field interpreted once. Refilled for every row like the [`Row`] it reads.
#[derive(Debug)]
pub struct Record<'t> {
    vocabulary: &'t Vocabulary,
    columns: &'t Columns,
    /// The fields that the table has, with the spellings met in their columns.
    mapped: Vec<(Field, Spellings)>,
    /// By field its place among those that the table has.
    places: Vec<Option<u16>>,
    made: Vec<Made>,
    /// By field what scans of cells came to, with the signs of these: the same words are not looked at again.
    scanned: Vec<[Cell<(u64, u64)>; SCANNED]>,
    read: Interpreted,
}

/// Scans remembered of each field.
const SCANNED: usize = 64;

/// A row with what its cells mean; goes from one record of a table to another.
#[derive(Debug, Default)]
pub struct Interpreted {
    row: Row,
    /// For each field that the table has.
    meant: Vec<Meant>,
    /// Whether any cell holds what cannot be read.
    unread: bool,
}

impl Interpreted {
    /// The row.
    pub fn row(&self) -> &Row {
        &self.row
    }
}

/// The cell of a field.
#[derive(Debug, Clone, Copy, Default)]
struct Meant {
    value: Value,
    column: u16,
    /// What tells it from those of other rows: by its words, and by what it means.
    signs: [Option<NonZeroU64>; 2],
}

/// What was made of one field's cell since the row was read, for whoever asks next.
#[derive(Debug, Default)]
struct Made {
    /// The text folded; `None` where folding changes nothing.
    folded: OnceCell<Option<Box<str>>>,
    /// What a scan of the text came to.
    marks: Cell<Option<u64>>,
}

impl<'t> Record<'t> {
    /// An empty record over a table's columns.
    pub fn new(vocabulary: &'t Vocabulary, columns: &'t Columns) -> Self {
        let mut places = vec![None; vocabulary.len()];
        let mut mapped = Vec::new();
        for (field, _) in vocabulary.fields().filter(|&(field, _)| columns.has(field)) {
            if let Some(place) = places.get_mut(field.index()) {
                *place = Some(mapped.len() as u16);
            }
            mapped.push((field, Spellings::default()));
        }
        let made = std::iter::repeat_with(Made::default).take(mapped.len());
        let scanned = std::iter::repeat_with(|| [const { Cell::new((0, 0)) }; SCANNED]).take(mapped.len());
        Self {
            vocabulary,
            columns,
            made: made.collect(),
            scanned: scanned.collect(),
            mapped,
            places,
            read: Interpreted::default(),
        }
    }

    /// The row to refill; call [`Record::interpret`] afterwards.
    pub fn row_mut(&mut self) -> &mut Row {
        &mut self.read.row
    }

    /// Takes a row that another record of the table interpreted, and gives its own for it.
    pub fn swap(&mut self, read: &mut Interpreted) {
        std::mem::swap(&mut self.read, read);
        self.made.fill_with(Made::default);
    }

    /// The row as it stands.
    pub fn row(&self) -> &Row {
        &self.read.row
    }

    /// Reads every mapped cell of the row. Of several columns of one field the first that is filled counts.
    pub fn interpret(&mut self) {
        self.made.fill_with(Made::default);
        let Interpreted { row, meant, unread } = &mut self.read;
        *unread = false;
        meant.clear();
        for (field, spellings) in &mut self.mapped {
            let mut best = None;
            for &column in self.columns.of(*field) {
                let (kind, text) = (row.kind(column), row.text(column));
                let fresh = || read(self.vocabulary, *field, kind, text);
                let (number, value) = match kind {
                    // What such cells show depends on more than their text.
                    Kind::Uncomputed | Kind::Error => (None, fresh()),
                    Kind::Empty | Kind::Text | Kind::Number | Kind::Date | Kind::Bool => {
                        spellings.get(text, fresh)
                    }
                };
                if !value.is_blank() {
                    best = Some((value, column, number));
                    break;
                }
                best = best.or(Some((value, column, number)));
            }
            let (value, column, number) = best.unwrap_or_default();
            *unread |= value.is_unread();
            meant.push(Meant {
                value,
                column,
                signs: signs(row, column, value, number),
            });
        }
    }

    /// The cell of a field, where the table has one.
    fn meant(&self, field: Field) -> Option<&Meant> {
        let place = self.places.get(field.index()).copied().flatten()?;
        self.read.meant.get(usize::from(place))
    }

    fn made(&self, field: Field) -> Option<&Made> {
        let place = self.places.get(field.index()).copied().flatten()?;
        self.made.get(usize::from(place))
    }

    /// What tells a field's cell from those of other rows, as far as it is remembered: cells of one sign stand in one
    /// column, inherited or not alike, and hold the same text of the same kind; without `words` they mean the same.
    pub fn sign(&self, field: Field, words: bool) -> Option<u64> {
        let Some(meant) = self.meant(field) else {
            return Some(0);
        };
        let [by_words, by_meaning] = meant.signs;
        if words { by_words } else { by_meaning }.map(NonZeroU64::get)
    }

    /// The vocabulary of the run.
    pub fn vocabulary(&self) -> &'t Vocabulary {
        self.vocabulary
    }

    /// The columns of the table.
    pub fn columns(&self) -> &'t Columns {
        self.columns
    }

    /// The meaning of a field's cell.
    pub fn value(&self, field: Field) -> Value {
        self.meant(field).map_or(Value::Absent, |meant| meant.value)
    }

    /// Whether any cell holds what cannot be read.
    pub fn has_unread(&self) -> bool {
        self.read.unread
    }

    /// The text of a field's cell as it was written; empty when the table has no such column.
    pub fn text(&self, field: Field) -> &str {
        self.meant(field)
            .map_or("", |meant| self.read.row.text(meant.column))
    }

    /// [`Record::text`] folded, once a row however often it is asked for.
    pub fn folded(&self, field: Field) -> &str {
        let text = self.text(field);
        let Some(made) = self.made(field) else {
            return text;
        };
        let changed = made.folded.get_or_init(|| match folded(text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(other) => Some(other.into_boxed_str()),
        });
        changed.as_deref().unwrap_or(text)
    }

    /// What a scan of a field's text comes to, run once a row; whoever asks of one field asks by the same scan.
    pub fn marks(&self, field: Field, scan: impl FnOnce() -> u64) -> u64 {
        let Some(made) = self.made(field) else {
            return scan();
        };
        if let Some(known) = made.marks.get() {
            return known;
        }
        // No cell of the table has the sign nought.
        let sign = self.sign(field, true);
        let place = self.places.get(field.index()).copied().flatten();
        let remembered = place.zip(sign).and_then(|(place, sign)| {
            let scanned = self.scanned.get(usize::from(place))?;
            Some((scanned.get((sign >> 32) as usize % SCANNED)?, sign))
        });
        let known = remembered.filter(|(scanned, sign)| scanned.get().0 == *sign);
        let marks = known.map_or_else(scan, |(scanned, _)| scanned.get().1);
        if let Some((scanned, sign)) = remembered {
            scanned.set((sign, marks));
        }
        made.marks.set(Some(marks));
        marks
    }

    /// The header of the column that a field's cell stands in.
    pub fn header(&self, field: Field) -> Option<&str> {
        let header = self.columns.header(self.meant(field)?.column)?;
        Some(&header.text)
    }

    /// What a field's cell physically held.
    pub fn kind(&self, field: Field) -> Kind {
        self.meant(field)
            .map_or(Kind::Empty, |meant| self.read.row.kind(meant.column))
    }

    /// The place of a field's cell, at its anchor where it was inherited; the row where there is no such column.
    pub fn place(&self, field: Field) -> Place {
        let Some(&Meant { column, .. }) = self.meant(field) else {
            return self.row_place();
        };
        let (row, line) = match self.read.row.anchor(column) {
            Some(anchor) => (anchor, None),
            None => (self.read.row.number, self.read.row.line),
        };
        Place::Cell { row, column, line }
    }

    /// The place of the row.
    pub fn row_place(&self) -> Place {
        Place::Row {
            row: self.read.row.number,
            line: self.read.row.line,
        }
    }

    /// Whether a field's cell was inherited from a row above.
    pub fn inherited(&self, field: Field) -> bool {
        let anchor = |meant: &Meant| self.read.row.anchor(meant.column);
        self.meant(field).and_then(anchor).is_some()
    }
}

/// The signs of a cell: of its words, where they have a number in their column, and of what they mean.
fn signs(row: &Row, column: u16, value: Value, number: Option<u32>) -> [Option<NonZeroU64>; 2] {
    let inherited = u64::from(row.anchor(column).is_some()) << 1;
    let words = number.and_then(|number| {
        let kind = (row.kind(column) as u64) << 8;
        NonZeroU64::new(u64::from(number) << 32 | u64::from(column) << 16 | kind | inherited | 1 << 2)
    });
    let meant = match value {
        Value::Absent | Value::Date(_) | Value::Frequency(_) | Value::Number(_) => return [words; 2],
        Value::Blank => 1,
        Value::Placeholder => 2,
        Value::Text => 3,
        Value::Code => 4,
        Value::Unreadable => 5,
        Value::Uncomputed => 6,
        Value::Broken => 7,
        Value::Flag(yes) => 8 + u64::from(yes),
        Value::Class(class) => 10 + u64::from(class.0),
    };
    [words, NonZeroU64::new(meant << 32 | inherited | 1)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Class, Header};

    fn columns(vocabulary: &Vocabulary, ids: &[&str]) -> Columns {
        let header = |(column, id): (usize, &&str)| Header {
            column: column as u16,
            text: (*id).to_owned(),
            fields: vec![vocabulary.field(id).unwrap()],
            hidden: false,
        };
        Columns::new(vocabulary, ids.iter().enumerate().map(header).collect())
    }

    #[test]
    fn a_remembered_meaning_is_the_meaning() {
        let vocabulary = Vocabulary::built_in();
        let ids = [
            "published_at",
            "share_class",
            "contains_pi",
            "catalog_name",
            "share_class",
        ];
        let columns = columns(&vocabulary, &ids);
        let mut record = Record::new(&vocabulary, &columns);
        let mut signs = std::collections::HashMap::new();
        for n in 0..2_000u32 {
            let day = format!("2025-{}-{}", n % 13, n % 32);
            let class = ["有条件共享", "", "１"]
                .get(n as usize % 3)
                .copied()
                .unwrap_or_default();
            let row = record.row_mut();
            row.clear(n + 1, None);
            row.put(0, Kind::Text, &day);
            row.put(1, Kind::Text, class);
            row.put(2, if n % 2 == 0 { Kind::Error } else { Kind::Text }, "否");
            row.put(3, Kind::Text, &format!("目录{n}"));
            row.put(4, Kind::Text, "不予共享");
            record.interpret();
            for (at, id) in ids.iter().take(4).enumerate() {
                let (field, at) = (vocabulary.field(id).unwrap(), at as u16);
                let fresh = read(&vocabulary, field, record.row().kind(at), record.row().text(at));
                let second = (*id == "share_class" && fresh.is_blank()).then_some(Value::Class(Class(2)));
                assert_eq!(record.value(field), second.unwrap_or(fresh), "{id} row {n}");
                for words in [true, false] {
                    let cell = format!(
                        "{:?} {:?} {:?}",
                        record.place(field).column(),
                        record.kind(field),
                        record.text(field)
                    );
                    let cell = if words {
                        cell
                    } else {
                        format!("{:?}", record.value(field))
                    };
                    if let Some(sign) = record.sign(field, words) {
                        let same = signs.entry((at, words, sign)).or_insert_with(|| cell.clone());
                        assert_eq!(*same, cell, "{id} row {n}");
                    }
                }
            }
        }
        let name = vocabulary.field("catalog_name").unwrap();
        assert_eq!(
            (
                record.folded(name),
                record.marks(name, || record.text(name).len() as u64)
            ),
            ("目录1999", 10)
        );
        assert_eq!((record.text(name), record.value(name)), ("目录1999", Value::Text));
        assert_eq!(record.value(vocabulary.field("fee").unwrap()), Value::Absent);
    }
}
