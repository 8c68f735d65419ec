//! Delimited text as a book of one nameless sheet: every field a text cell, read in one pass with bounded memory
//! however long the file is. Refuses to guess types or to repair shifted columns; it counts and names them.

use super::charset::{Charset, Mark};
use super::decoder::{Decoder, stopped};
use super::dialect::Dialect;
use super::records::{Records, Source};
use super::words;
use crate::ingest::{Limits, Rows, Sheet, Stopped};
use crate::model::{Row, Text, says};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// As many columns as Excel has.
pub(super) const MOST_COLUMNS: usize = 16_384;
/// How much text the dialect is found in.
pub(super) const SAMPLE: u64 = 256 * 1024;

/// A delimited file, opened anew for each reading.
pub(super) struct Delimited {
    path: PathBuf,
    charset: Charset,
    mark: u64,
    dialect: Dialect,
    pub(super) sheets: [Sheet; 1],
    ragged: Ragged,
    /// Bytes of a record.
    longest: usize,
}

impl Delimited {
    /// Reads the head of the file to find its dialect.
    pub(super) fn open(path: &Path, charset: Charset, head: &[u8], limits: &Limits) -> Result<Self, Stopped> {
        let mark = Mark::len(head, charset);
        let mut text = Vec::new();
        // Trouble in the head is met again, and told, when the rows are read.
        let whole = decoder(path, charset, mark)?
            .take(SAMPLE)
            .read_to_end(&mut text)
            .is_ok_and(|n| (n as u64) < SAMPLE);
        Ok(Self {
            path: path.to_owned(),
            charset,
            mark,
            dialect: Dialect::of(&text, whole),
            sheets: [Sheet::default()],
            ragged: Ragged::default(),
            longest: usize::try_from(limits.row).unwrap_or(usize::MAX),
        })
    }

    /// The rows from the top.
    pub(super) fn rows(&mut self) -> Result<Box<dyn Rows + '_>, Stopped> {
        let source = decoder(&self.path, self.charset, self.mark)?;
        self.ragged = Ragged::default();
        Ok(Box::new(DelimitedRows {
            records: Records::new(source, self.dialect, self.longest)?,
            width: self.dialect.width,
            ragged: &mut self.ragged,
        }))
    }

    pub(super) fn notes(&self) -> Vec<Text> {
        self.ragged.notes(self.dialect.width)
    }
}

fn decoder(path: &Path, charset: Charset, mark: u64) -> Result<Decoder<File>, Stopped> {
    let mut file = File::open(path).map_err(stopped)?;
    file.seek(SeekFrom::Start(mark)).map_err(stopped)?;
    Ok(Decoder::new(file, charset, mark))
}

struct DelimitedRows<'a> {
    records: Records<Decoder<File>>,
    width: usize,
    ragged: &'a mut Ragged,
}

impl Rows for DelimitedRows<'_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        let Some(spot) = self.records.next()? else {
            return Ok(false);
        };
        row.clear(spot.number, Some(spot.line));
        let (text, fields) = self.records.cut();
        row.fill(text, fields.iter().take(MOST_COLUMNS).cloned());
        if fields.len() > MOST_COLUMNS {
            refuse_beyond(self.records.fields(), spot.line)?;
        }
        self.ragged.see(&self.records, self.width, spot.number);
        Ok(true)
    }
}

/// Blank cells beyond the last column Excel has are nothing; content there would be lost.
fn refuse_beyond<'f>(fields: impl Iterator<Item = &'f str>, line: u64) -> Result<(), Stopped> {
    let lost = fields.skip(MOST_COLUMNS).any(says);
    if lost {
        return Err(words::many_columns(line, MOST_COLUMNS));
    }
    Ok(())
}

/// Rows of an unusual width: how many, and the first few.
#[derive(Default)]
struct Ragged {
    long: Tally,
    short: Tally,
}

#[derive(Default)]
struct Tally {
    count: u64,
    first: Vec<u32>,
}

impl Tally {
    fn add(&mut self, number: u32) {
        self.count += 1;
        if self.first.len() < 5 {
            self.first.push(number);
        }
    }
}

impl Ragged {
    fn see<S: Source>(&mut self, records: &Records<S>, width: usize, number: u32) {
        let count = records.fields().len();
        let filled = |from: usize| records.fields().skip(from).any(says);
        if count > width && filled(width) {
            self.long.add(number);
        } else if count < width && filled(0) {
            self.short.add(number);
        }
    }

    fn notes(&self, width: usize) -> Vec<Text> {
        let long = (self.long.count > 0).then(|| words::long_rows(self.long.count, &self.long.first, width));
        let short =
            (self.short.count > 0).then(|| words::short_rows(self.short.count, &self.short.first, width));
        long.into_iter().chain(short).collect()
    }
}
