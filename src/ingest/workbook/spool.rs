//! Rows laid by in a temporary file, sheet after sheet, to be given out as often as they are asked for. Knows no format.

use super::child::frame::{self, Payload, Tag};
use super::limits::Limits;
use super::words;
use super::zip::too_large;
use crate::ingest::{Code, Rows, Stopped};
use crate::model::Row;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom};
use tempfile::SpooledTempFile;

/// Bytes that are laid by without a file.
const IN_MEMORY: usize = 4 << 20;
const BLOCK: usize = 1 << 16;

/// Rows being laid by.
pub(super) struct Spooling {
    out: BufWriter<SpooledTempFile>,
    written: u64,
    most: u64,
    /// Where each sheet's rows begin, and how many there are.
    sheets: Vec<(u64, u64)>,
    payload: Payload,
}

/// Rows laid by.
pub(super) struct Spool {
    file: SpooledTempFile,
    sheets: Vec<(u64, u64)>,
}

impl Spooling {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            out: BufWriter::with_capacity(BLOCK, SpooledTempFile::new(IN_MEMORY)),
            written: 0,
            most: limits.answer,
            sheets: Vec::new(),
            payload: Payload::default(),
        }
    }

    /// Begins a sheet; its rows follow.
    pub(super) fn sheet(&mut self) {
        self.sheets.push((self.written, 0));
    }

    /// Forgets the sheet begun last.
    pub(super) fn forget(&mut self) {
        self.sheets.pop();
    }

    /// One row of the sheet begun last.
    pub(super) fn row(&mut self, row: &Row) -> Result<(), Stopped> {
        self.payload.0.clear();
        self.payload.row(row);
        self.written += frame::length(&self.payload.0);
        if self.written > self.most {
            return Err(too_large(words::spool_too_large(self.most)));
        }
        if let Some((_, rows)) = self.sheets.last_mut() {
            *rows += 1;
        }
        frame::write(&mut self.out, Tag::Row, &self.payload.0).map_err(|e| failed(&e))
    }

    /// What was laid by, to be read.
    pub(super) fn finish(self) -> Result<Spool, Stopped> {
        let file = self.out.into_inner().map_err(|e| failed(e.error()))?;
        let sheets = self.sheets;
        Ok(Spool { file, sheets })
    }
}

impl Spool {
    /// The rows of a sheet; `None` where there is no such sheet.
    pub(super) fn rows(&mut self, sheet: usize) -> Option<Result<impl Rows + '_, Stopped>> {
        let place = self.sheets.get(sheet)?;
        Some(Spooled::over(&mut self.file, *place))
    }
}

/// The rows of one sheet being read back.
pub(super) struct Spooled<R> {
    from: BufReader<R>,
    left: u64,
    payload: Vec<u8>,
}

impl<R: Read + Seek> Spooled<R> {
    /// So many rows that begin at a place.
    pub(super) fn over(mut file: R, (start, rows): (u64, u64)) -> Result<Self, Stopped> {
        file.seek(SeekFrom::Start(start)).map_err(|e| failed(&e))?;
        Ok(Self {
            from: BufReader::with_capacity(BLOCK, file),
            left: rows,
            payload: Vec::new(),
        })
    }
}

impl<R: Read + Send> Rows for Spooled<R> {
    fn next(&mut self, row: &mut Row) -> Result<bool, Stopped> {
        if self.left == 0 {
            return Ok(false);
        }
        self.left -= 1;
        let tag = frame::read(&mut self.from, &mut self.payload).map_err(|e| failed(&e))?;
        if tag == Some(Tag::Row) && frame::decode_row(&self.payload, row).is_some() {
            return Ok(true);
        }
        Err(Stopped::new(Code::ReaderFailed, words::child_garbled()))
    }
}

/// The temporary file is at fault, not the one that is read.
pub(super) fn failed(error: &io::Error) -> Stopped {
    let folder = std::env::temp_dir();
    Stopped::new(Code::Unreadable, words::spool_failed(&folder, error)).help(words::other_temporary_folder())
}
