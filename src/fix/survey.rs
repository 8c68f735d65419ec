//! A file read from end to end: what could be written better in it, what a person should look at, and a digest of
//! everything it says, which must not change. Keeps the cells to be changed, never the table.

use super::{Change, Fault, Left, Setting, package, spelling, text, words};
use crate::ingest::{Document, Encoding, Layout, Reading, Stopped};
use crate::model::{Entry, Field, Kind, Row, Type, Value, hex, interpret};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Sheet, row and column of a cell.
pub(super) type Spot = (usize, u32, u16);

impl Change {
    pub(super) fn spot(&self) -> Spot {
        (self.sheet, self.row, self.column)
    }
}

/// A cell whose meaning only a person can settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The cell, and what it probably means.
    pub change: Change,
    /// What is to be settled.
    pub doubt: Doubt,
}

/// What a person is to settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It is accepted as a value whose own name is another.
    OtherWord,
    /// It is no value; this is the nearest.
    NoValue,
    /// Its lines are one name or two.
    Lines,
}

/// A table that was looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Name of its sheet; `None` for text files.
    pub sheet: Option<String>,
    /// Its kind.
    pub kind: String,
    /// Its records.
    pub rows: u64,
}

/// What was found in a file.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) changes: Vec<Change>,
    pub(super) hints: Vec<Hint>,
    pub(super) tables: Vec<Table>,
    /// What the file is: csv, xlsx or xlsm.
    pub(super) format: &'static str,
    /// The encoding of a text file.
    pub(super) encoding: Option<Encoding>,
    /// Everything the file says, without how it is spelt.
    pub(super) digest: String,
}

/// A column whose cells are looked at.
struct Column<'v> {
    number: u16,
    header: String,
    entry: &'v Entry,
    /// Its meaning is a guess, or it holds several: only the blanks around its cells are touched.
    doubtful: bool,
}

impl Survey {
    /// Reads the file.
    pub(super) fn of(path: &Path, setting: Setting<'_>) -> Result<Self, Fault> {
        let mut document = Document::new(path, &setting.reading.limits)?;
        document.open(setting.reading, setting.dictionaries)?;
        let format = document.format.unwrap_or_default();
        if !matches!(format, "csv" | "xlsx" | "xlsm") {
            return Err(Fault::Format(words::other_format(format)));
        }
        let (layouts, skipped) = document.layouts(setting.reading, setting.dictionaries)?;
        if let Some(stopped) = skipped.into_iter().find_map(|s| s.stopped) {
            return Err(Fault::Stopped(stopped));
        }
        let mut survey = Self {
            format,
            encoding: document.encoding.clone(),
            ..Self::default()
        };
        let mut digest = Sha256::new();
        for layout in &layouts {
            survey.table(&mut document, layout, setting, &mut digest)?;
        }
        survey.digest = hex(&digest.finalize());
        Ok(survey)
    }

    fn table(
        &mut self,
        document: &mut Document,
        layout: &Layout,
        setting: Setting<'_>,
        digest: &mut Sha256,
    ) -> Result<(), Stopped> {
        let said = format!(
            "{}\u{1f}{}\u{1f}{:?}\u{1f}",
            layout.sheet, layout.kind, layout.header_rows
        );
        digest.update(said);
        for header in layout.columns.headers() {
            digest.update(format!("{}{:?}\u{1f}", header.text, header.fields));
        }
        let columns = columns(layout, setting);
        let mut table = document.table(layout, setting.vocabulary)?;
        let mut row = Row::default();
        while table.next(&mut row)? {
            digest.update(format!("\n{}{}{}", row.number, row.starts, row.hidden));
            for column in &columns {
                self.cell(layout, &row, column, setting);
                digest.update(meaning(&row, column, setting));
            }
        }
        self.tables.push(Table {
            sheet: layout.name.clone(),
            kind: layout.kind.clone(),
            rows: table.counts().rows,
        });
        Ok(())
    }

    fn cell(&mut self, layout: &Layout, row: &Row, column: &Column<'_>, setting: Setting<'_>) {
        let number = column.number;
        if row.kind(number) != Kind::Text || row.anchor(number).is_some() {
            return;
        }
        let (text, vocabulary) = (row.text(number), setting.vocabulary);
        let change = |(after, why)| Change {
            sheet: layout.sheet,
            name: layout.name.clone(),
            row: row.number,
            column: number,
            line: row.line,
            header: column.header.clone(),
            before: text.to_owned(),
            after,
            why,
        };
        let entry = column.entry;
        let line = spelling::one_line(entry, text).filter(|_| !column.doubtful);
        self.hints.extend(line.map(|line| Hint {
            change: change((line, super::Why::Breaks)),
            doubt: Doubt::Lines,
        }));
        let better = if column.doubtful {
            trimmed(text, |t| interpret(vocabulary, entry, Kind::Text, t))
        } else {
            spelling::better(vocabulary, entry, text, setting.separator)
        };
        if let Some(better) = better {
            let formula = |t: &str| t.starts_with(['=', '+', '-', '@']);
            // A text file's cell must not become a formula for whoever opens it in a spreadsheet.
            if self.encoding.is_none() || !formula(&better.0) || formula(text) {
                self.changes.push(change(better));
                return;
            }
        }
        if column.doubtful || !matches!(entry.kind, Type::Class(_)) {
            return;
        }
        let unread = interpret(vocabulary, entry, Kind::Text, text) == Value::Unreadable;
        let near = unread.then(|| vocabulary.suggest(entry, text)).flatten();
        let name = near
            .map(|value| value.zh.clone())
            .or_else(|| spelling::name_of(vocabulary, entry, text));
        if let Some(name) = name {
            self.hints.push(Hint {
                change: change((name, super::Why::Class)),
                doubt: if unread { Doubt::NoValue } else { Doubt::OtherWord },
            });
        }
    }

    /// Sets aside what cannot be changed where it stands.
    pub(super) fn leave(&mut self, path: &Path, reading: &Reading) -> Result<Vec<(Change, Left)>, Fault> {
        if self.changes.is_empty() {
            return Ok(Vec::new());
        }
        let left = match &self.encoding {
            Some(encoding) => text::unwritable(path, encoding, &self.changes)?,
            None => package::unwritable(path, reading, &self.changes)?,
        };
        let (mut kept, mut aside) = (Vec::new(), Vec::new());
        for change in self.changes.drain(..) {
            match left.get(&change.spot()) {
                Some(why) => aside.push((change, *why)),
                None => kept.push(change),
            }
        }
        self.changes = kept;
        Ok(aside)
    }
}

/// The columns whose cells are looked at: those with a header that names a field.
fn columns<'v>(layout: &Layout, setting: Setting<'v>) -> Vec<Column<'v>> {
    let joined = layout.joined.as_ref().map(|j| j.column);
    let headers = layout.columns.headers().iter();
    let read = headers.filter(|h| Some(h.column) != joined);
    read.filter_map(|header| {
        let first: Field = *header.fields.first()?;
        let guessed = layout.guesses.iter().any(|g| g.column == header.column);
        Some(Column {
            number: header.column,
            header: header.text.clone(),
            entry: setting.vocabulary.entry(first),
            doubtful: guessed || header.fields.len() > 1,
        })
    })
    .collect()
}

/// Without the blanks around it, where that changes no meaning.
fn trimmed(text: &str, meaning: impl Fn(&str) -> Value) -> Option<(String, super::Why)> {
    let after = spelling::trim(text);
    let better = after != text && !after.is_empty() && meaning(after) == meaning(text);
    better.then(|| (after.to_owned(), super::Why::Blanks))
}

/// What a cell says, however it is spelt.
fn meaning(row: &Row, column: &Column<'_>, setting: Setting<'_>) -> String {
    let (kind, text) = (row.kind(column.number), row.text(column.number));
    let value = interpret(setting.vocabulary, column.entry, kind, text);
    let words = match value {
        Value::Class(_) | Value::Flag(_) | Value::Date(_) | Value::Frequency(_) | Value::Number(_)
            if !column.doubtful =>
        {
            "".into()
        }
        _ => super::lists::core(column.entry, text),
    };
    let anchor = row.anchor(column.number);
    format!("\u{1f}{kind:?}{anchor:?}{value:?}{words}")
}
