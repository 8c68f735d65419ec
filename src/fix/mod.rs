//! A file with its untidy spellings put right: widths, blanks, line breaks, names of values, dates, separators. Changes only
//! what is said in another spelling of the same value, and proves it by reading the changed file again. Knows no law.

mod formula;
mod json;
mod lists;
mod package;
mod sheet;
mod spelling;
mod survey;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub use json::{Listed, SCHEMA};
pub use lists::SEPARATORS;
pub use survey::{Doubt, Hint, Table};

use crate::ingest::{Dictionaries, Reading, Stopped, guard};
use crate::model::{Address, Place, Text, Vocabulary};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use survey::{Spot, Survey};

/// What is better about the new text of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// No blanks around or within.
    Blanks,
    /// A name on one line.
    Breaks,
    /// Half-width letters and digits.
    Widths,
    /// The class by its own name.
    Class,
    /// The frequency by its plain name.
    Frequency,
    /// 是 or 否.
    Flag,
    /// A date as 2025-03-01.
    Date,
    /// One separator in a list.
    Separators,
}

impl Why {
    /// The reason in a word, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Blanks => "blanks",
            Self::Breaks => "breaks",
            Self::Widths => "widths",
            Self::Class => "class",
            Self::Frequency => "frequency",
            Self::Flag => "flag",
            Self::Date => "date",
            Self::Separators => "separators",
        }
    }

    /// The reason in words.
    pub fn text(self) -> Text {
        words::why(self)
    }
}

/// A cell that is better written otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Position of its sheet in the file.
    pub sheet: usize,
    /// Name of its sheet; `None` for text files.
    pub name: Option<String>,
    /// Its row, as Excel numbers it.
    pub row: u32,
    /// Its column, A is 0.
    pub column: u16,
    /// The line it stands on, for text files.
    pub line: Option<u64>,
    /// The header of its column.
    pub header: String,
    /// What it says now.
    pub before: String,
    /// What it is to say.
    pub after: String,
    /// What is better about it.
    pub why: Why,
}

impl Change {
    /// Where the cell stands.
    pub fn address<'a>(&'a self, file: &'a str) -> Address<'a> {
        Address {
            file,
            sheet: self.name.as_deref(),
            place: Place::Cell {
                row: self.row,
                column: self.column,
                line: self.line,
            },
        }
    }
}

/// Why a cell stays as it is although it could be written better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// A formula makes it.
    Formula,
    /// A formula of the workbook holds its text against words, and would give another result.
    Compared,
    /// Parts of its text have formats of their own.
    Rich,
    /// Its encoding has no such characters, or its quotes are odd.
    Unwritable,
}

impl Left {
    /// The reason in a word, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Formula => "formula",
            Self::Compared => "compared",
            Self::Rich => "rich-text",
            Self::Unwritable => "unwritable",
        }
    }

    /// The reason in words.
    pub fn text(self) -> Text {
        words::left(self)
    }
}

/// Why a file is not fixed.
#[derive(Debug)]
pub enum Fault {
    /// It could not be read.
    Stopped(Stopped),
    /// It is of a format that cannot be changed as it stands.
    Format(Text),
    /// It is built oddly, or the changed file does not say what it said.
    Refused(Text),
    /// Writing failed.
    Io(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Stopped> for Fault {
    fn from(stopped: Stopped) -> Self {
        Self::Stopped(stopped)
    }
}

impl From<quick_xml::Error> for Fault {
    fn from(error: quick_xml::Error) -> Self {
        Self::Refused(words::odd_part(&error.to_string()))
    }
}

impl From<zip::result::ZipError> for Fault {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) => Self::Io(error),
            other => Self::Refused(words::odd_part(&other.to_string())),
        }
    }
}

/// What is known beside the file.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The fields.
    pub vocabulary: &'a Vocabulary,
    /// How files are read.
    pub reading: &'a Reading,
    /// What headers mean.
    pub dictionaries: &'a Dictionaries<'a>,
    /// What stands between the entries of a list.
    pub separator: char,
}

/// A file that was read, and what is to be changed in it.
#[derive(Debug)]
pub struct Fix<'a> {
    setting: Setting<'a>,
    path: PathBuf,
    survey: Survey,
    left: Vec<(Change, Left)>,
}

impl<'a> Fix<'a> {
    /// Reads a file and finds what can be written better in it.
    pub fn of(path: &Path, setting: Setting<'a>) -> Result<Self, Fault> {
        let mut survey = guarded(|| Survey::of(path, setting))?;
        let left = guarded(|| survey.leave(path, setting.reading))?;
        Ok(Self {
            setting,
            path: path.to_owned(),
            survey,
            left,
        })
    }

    /// What the file is: csv, xlsx or xlsm; every delimited text is csv.
    pub fn format(&self) -> &'static str {
        self.survey.format
    }

    /// The cells to be changed, from the first sheet and row on.
    pub fn changes(&self) -> &[Change] {
        &self.survey.changes
    }

    /// The cells that stay although they could be written better.
    pub fn left(&self) -> &[(Change, Left)] {
        &self.left
    }

    /// What a person may want to change: the meaning of the cell would be another, or is only probable.
    pub fn hints(&self) -> &[Hint] {
        &self.survey.hints
    }

    /// The tables that were looked through.
    pub fn tables(&self) -> &[Table] {
        &self.survey.tables
    }

    /// Writes the changed file to a path of its own, and reads it again: it must say what it said, and nothing may be left
    /// to change.
    pub fn write(&self, to: &Path) -> Result<(), Fault> {
        let mut out = std::fs::File::create(to)?;
        match &self.survey.encoding {
            Some(encoding) => text::write(&self.path, encoding, self.changes(), &mut out)?,
            None => package::write(&self.path, self.setting.reading, self.changes(), &mut out)?,
        }
        out.flush()?;
        out.sync_all()?;
        drop(out);
        let mut again = guarded(|| Survey::of(to, self.setting))?;
        let remaining = self
            .left
            .iter()
            .map(|(c, _)| c.spot())
            .collect::<BTreeSet<Spot>>();
        again.changes.retain(|c| !remaining.contains(&c.spot()));
        if again.digest != self.survey.digest || !again.changes.is_empty() {
            return Err(Fault::Refused(words::reads_otherwise()));
        }
        Ok(())
    }
}

/// A reader that fails in a way it should not fails its file alone.
fn guarded<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    match guard(read) {
        Ok(done) => done,
        Err(panic) => Err(Fault::Refused(words::defect(&panic))),
    }
}
