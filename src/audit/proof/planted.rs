//! `breaches.toml`: one cell of a clean table changed, and what must follow. Read whole with every fault at once; knows
//! no finding.

use super::super::{Role, words};
use super::Unprovable;
use super::tables::{CATALOG, Rows, file};
use crate::check::{Clock, Word};
use crate::law::{self, Pack};
use crate::model::{Fault, nearest};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use toml::Spanned;

/// The day the tables are clean on, and the breaches.
pub(super) struct Breaches {
    pub(super) as_of: NaiveDate,
    /// What periods are counted by.
    pub(super) clock: Clock,
    pub(super) breach: Vec<Breach>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    as_of: Spanned<String>,
    /// What periods without a number are held to.
    #[serde(default)]
    tolerance: BTreeMap<Spanned<String>, Spanned<String>>,
    /// A calendar beside the file.
    calendar: Option<Spanned<String>>,
    #[serde(default)]
    breach: Vec<Breach>,
}

/// One cell of a clean table changed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Breach {
    pub(super) requirement: Spanned<String>,
    /// Table kind.
    #[serde(default = "catalog")]
    pub(super) table: String,
    /// Row as Excel numbers it; needless where a column is taken away.
    row: Option<Spanned<usize>>,
    /// Header of the column.
    column: Spanned<String>,
    /// What the cell is to hold; without it the whole column is taken away.
    value: Option<String>,
    /// Other cells of the row that must change with it for the breach to be one.
    #[serde(default)]
    with: BTreeMap<Spanned<String>, String>,
    /// Other duties that the same change rightly breaks.
    #[serde(default)]
    pub(super) also: Vec<String>,
    /// Header of the column where the finding stands, when that is another one.
    at: Option<String>,
    /// Other tables of the same run, read before it.
    #[serde(default)]
    pub(super) beside: Vec<Beside>,
    /// Where the finding stands, when that is in one of those.
    pub(super) found: Option<Found>,
    /// Line of the file it stands in.
    #[serde(skip)]
    pub(super) line: usize,
}

/// A table beside the one that is changed; what is found in it does not matter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Beside {
    /// A file of the folder, or the name that `rows` go by.
    pub(super) file: Spanned<String>,
    /// Table kind.
    #[serde(default = "catalog")]
    pub(super) table: String,
    /// What it is read for.
    #[serde(default, rename = "as")]
    pub(super) role: Role,
    /// Its rows, the header first, where it is no file.
    pub(super) rows: Option<Rows>,
}

/// A place in a table beside.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Found {
    pub(super) file: String,
    row: u32,
    column: String,
}

fn catalog() -> String {
    CATALOG.to_owned()
}

/// Reads the file and holds it against the pack and the clean tables.
pub(super) fn read(
    path: &Path,
    pack: &Pack,
    tables: &BTreeMap<String, Rows>,
) -> Result<Breaches, Unprovable> {
    let source = std::fs::read_to_string(path).map_err(|why| Unprovable::File {
        path: path.to_owned(),
        why,
    })?;
    let mut faults = Vec::new();
    let folder = path.parent().unwrap_or(path);
    let read = parse(&source, pack, tables, folder, &mut faults);
    match read {
        Some(breaches) if faults.is_empty() => Ok(breaches),
        Some(_) | None => Err(Unprovable::Breaches {
            path: path.to_owned(),
            source_text: source,
            faults,
        }),
    }
}

fn parse(
    source: &str,
    pack: &Pack,
    tables: &BTreeMap<String, Rows>,
    folder: &Path,
    faults: &mut Vec<Fault>,
) -> Option<Breaches> {
    let file = toml::from_str::<File>(source);
    let mut file = file
        .map_err(|error| faults.push(law::toml_fault(&error, 0..source.len())))
        .ok()?;
    let as_of = NaiveDate::parse_from_str(file.as_of.get_ref(), "%Y-%m-%d");
    if as_of.is_err() {
        faults.push(Fault::new(
            file.as_of.span(),
            words::not_a_day(file.as_of.get_ref()),
        ));
    }
    for breach in &mut file.breach {
        let before = source.get(..breach.requirement.span().start).unwrap_or_default();
        breach.line = before.matches('\n').count() + 1;
        breach.doubts(pack, tables, folder, faults);
    }
    let clock = clock(&file, folder, faults);
    Some(Breaches {
        as_of: as_of.ok()?,
        clock,
        breach: file.breach,
    })
}

/// What the file sets for periods.
fn clock(file: &File, folder: &Path, faults: &mut Vec<Fault>) -> Clock {
    let mut clock = Clock::default();
    for (word, period) in &file.tolerance {
        match (Word::read(word.get_ref()), period.get_ref().parse()) {
            (Some(word), Ok(period)) => {
                clock.tolerances.insert(word, period);
            }
            (None, _) => faults.push(Fault::new(word.span(), words::no_such_word(word.get_ref()))),
            (_, Err(_)) => faults.push(Fault::new(period.span(), words::no_period(period.get_ref()))),
        }
    }
    if let Some(name) = &file.calendar {
        let read = std::fs::read_to_string(folder.join(name.get_ref()));
        match read.map(|text| law::read_calendar(&text)) {
            Ok(Ok(calendar)) => clock.calendar = Arc::new(calendar),
            Ok(Err(wrong)) => {
                let first = wrong.into_iter().next().map(|f| f.message);
                let message = words::calendar_not_sound(name.get_ref(), &first.unwrap_or_default());
                faults.push(Fault::new(name.span(), message));
            }
            Err(_) => faults.push(Fault::new(name.span(), words::no_such_file(name.get_ref()))),
        }
    }
    clock
}

impl Breach {
    /// What it is called in messages.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.requirement.get_ref(), self.column.get_ref())
    }

    fn row(&self) -> usize {
        self.row.as_ref().map_or(1, |row| *row.get_ref())
    }

    /// Whatever is wrong with it before anything is planted.
    fn doubts(&self, pack: &Pack, tables: &BTreeMap<String, Rows>, folder: &Path, faults: &mut Vec<Fault>) {
        let id = self.requirement.get_ref();
        if pack.requirement(id).is_none() {
            let mut fault = Fault::new(self.requirement.span(), words::no_such_requirement(id));
            let known = pack.requirements.iter().map(|r| r.id.as_str());
            fault.help = nearest(id, known).map(words::did_you_mean);
            faults.push(fault);
        }
        for beside in self.beside.iter().filter(|b| b.rows.is_none()) {
            if !folder.join(beside.file.get_ref()).is_file() {
                let message = words::no_such_file(beside.file.get_ref());
                faults.push(Fault::new(beside.file.span(), message));
            }
        }
        let Some(rows) = tables.get(&self.table) else {
            faults.push(Fault::new(
                self.requirement.span(),
                words::no_such_file(&file(&self.table)),
            ));
            return;
        };
        if self.value.is_some() && !(2..=rows.len()).contains(&self.row()) {
            let span = self.row.as_ref().map_or(self.requirement.span(), Spanned::span);
            faults.push(Fault::new(
                span,
                words::no_such_row(&file(&self.table), rows.len()),
            ));
        }
        for header in std::iter::once(&self.column).chain(self.with.keys()) {
            if position(rows, header.get_ref()).is_none() {
                let message = words::no_such_header(&file(&self.table), header.get_ref());
                faults.push(Fault::new(header.span(), message));
            }
        }
    }

    /// The clean table with the breach planted.
    pub(super) fn plant(&self, clean: &Rows) -> Rows {
        let mut rows = clean.clone();
        let column = position(clean, self.column.get_ref());
        for (header, value) in &self.with {
            self.put(&mut rows, position(clean, header.get_ref()), value);
        }
        match (&self.value, column) {
            (Some(value), column) => self.put(&mut rows, column, value),
            (None, Some(column)) => {
                for row in rows.iter_mut().filter(|r| column < r.len()) {
                    row.remove(column);
                }
            }
            (None, None) => {}
        }
        rows
    }

    fn put(&self, rows: &mut Rows, column: Option<usize>, value: &str) {
        let row = self.row().checked_sub(1).and_then(|row| rows.get_mut(row));
        if let Some(cell) = row.zip(column).and_then(|(row, column)| row.get_mut(column)) {
            value.clone_into(cell);
        }
    }

    /// The finding that must follow.
    pub(super) fn expected(&self) -> super::Seen {
        let id = self.requirement.get_ref().clone();
        if let Some(found) = &self.found {
            return (id, found.row, Some(found.column.clone()));
        }
        match self.value {
            Some(_) => {
                let header = self.at.as_ref().unwrap_or(self.column.get_ref());
                (id, self.row() as u32, Some(header.clone()))
            }
            None => (id, 1, None),
        }
    }
}

fn position(rows: &Rows, header: &str) -> Option<usize> {
    rows.first()?.iter().position(|h| h == header)
}
