//! The clean tables of a folder and the scratch file that changed ones are written to. Knows no breach.

use super::Unprovable;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The clean table of the catalog; other kinds put theirs before the ending.
pub(super) const CLEAN: &str = "clean.csv";

/// The kind of table that is meant where none is said.
pub(super) const CATALOG: &str = "catalog";

/// A table as its file has it, the header first.
pub(super) type Rows = Vec<Vec<String>>;

fn unread(path: &Path) -> impl FnOnce(io::Error) -> Unprovable + use<> {
    let path = path.to_owned();
    move |why| Unprovable::File { path, why }
}

/// The name of the clean table of a kind.
pub(super) fn file(kind: &str) -> String {
    if kind == CATALOG {
        CLEAN.to_owned()
    } else {
        format!("clean.{kind}.csv")
    }
}

/// The clean tables by kind: `clean.csv`, `clean.<kind>.csv`.
pub(super) fn clean(folder: &Path) -> Result<BTreeMap<String, Rows>, Unprovable> {
    let mut tables = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(unread(folder))? {
        let path = entry.map_err(unread(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(middle) = name.strip_prefix("clean").and_then(|n| n.strip_suffix(".csv")) else {
            continue;
        };
        let kind = match middle.strip_prefix('.') {
            Some(kind) => kind,
            None if middle.is_empty() => CATALOG,
            None => continue,
        };
        tables.insert(kind.to_owned(), read(&path)?);
    }
    Ok(tables)
}

fn read(path: &Path) -> Result<Rows, Unprovable> {
    let bytes = std::fs::read(path).map_err(unread(path))?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let owned = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    let rows: Result<Rows, csv::Error> = reader.records().map(|r| r.map(owned)).collect();
    rows.map_err(|why| unread(path)(why.into()))
}

/// A folder of its own for the table at hand.
pub(super) struct Scratch(TempDir);

impl Scratch {
    pub(super) fn new() -> Result<Self, Unprovable> {
        let folder = tempfile::tempdir();
        folder.map(Self).map_err(unread(&std::env::temp_dir()))
    }

    /// Writes a table in the place of the last one of its name.
    pub(super) fn write(&self, name: &str, rows: &Rows) -> Result<PathBuf, Unprovable> {
        let path = self.0.path().join(name);
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let written: Result<(), csv::Error> = rows.iter().try_for_each(|row| writer.write_record(row));
        written.map_err(|why| unread(&path)(why.into()))?;
        let bytes = writer
            .into_inner()
            .map_err(|why| unread(&path)(why.into_error()))?;
        std::fs::write(&path, bytes).map_err(unread(&path))?;
        Ok(path)
    }
}
