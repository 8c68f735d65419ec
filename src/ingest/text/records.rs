//! Records of a delimited text with the numbers Excel shows and the physical lines they start on. The csv parser cuts
//! the fields; since it skips empty lines and miscounts CRLF, the raw text of each record is kept beside it and counted
//! here. Knows nothing of what stands in a field.

use super::decoder::stopped;
use super::dialect::Dialect;
use super::lines::Lines;
use super::quotes::swallowing;
use super::words;
use crate::ingest::Stopped;
use csv::StringRecord;
use std::io::{self, Read};

/// The longest record in bytes of UTF-8.
pub(super) const LONGEST: usize = 16 << 20;
const BUFFER: usize = 64 * 1024;

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Number as Excel shows it: empty lines count, a `sep=` line does not.
    pub(super) number: u32,
    /// First physical line.
    pub(super) line: u64,
}

/// Reads records one after another into a buffer of the caller's.
pub(super) struct Records<R> {
    reader: csv::Reader<Tape<R>>,
    dialect: Dialect,
    lines: Lines,
    number: u64,
    /// Bytes of the last record on the tape, and where in the text they begin.
    body: (u64, usize),
}

impl<R: Read> Records<R> {
    /// Reads decoded text from its start, `sep=` line included.
    pub(super) fn new(mut source: R, dialect: Dialect, longest: usize) -> Result<Self, Stopped> {
        let mut lines = Lines::default();
        let mut skipped = vec![0; dialect.skip];
        source.read_exact(&mut skipped).map_err(stopped)?;
        lines.pass(&skipped);
        let reader = csv::ReaderBuilder::new()
            .delimiter(dialect.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(Tape::new(source, longest));
        Ok(Self {
            reader,
            dialect,
            lines,
            number: 0,
            body: (0, 0),
        })
    }

    /// Refills `record`; `None` at the end.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<Option<Spot>, Stopped> {
        let more = match self.reader.read_record(record) {
            Ok(more) => more,
            Err(error) => return Err(self.failed(error)),
        };
        let end = self.reader.position().byte();
        let raw = self.reader.get_mut().upto(end);
        let (blank, body) = split_blank(raw);
        self.body = (end + self.dialect.skip as u64 - body.len() as u64, body.len());
        self.number += self.lines.pass(blank);
        if !more {
            return Ok(None);
        }
        let line = self.lines.line;
        if let Some(at) = body
            .contains(&b'"')
            .then(|| swallowing(body, self.dialect.delimiter, self.dialect.width))
            .flatten()
        {
            self.lines.pass(body.get(..at).unwrap_or_default());
            return Err(words::open_quote(self.lines.line));
        }
        self.lines.pass(body);
        self.number += 1;
        let number = u32::try_from(self.number).map_err(|_| words::many_rows())?;
        Ok(Some(Spot { number, line }))
    }

    /// The raw text of the record last read, and where it begins.
    pub(super) fn last(&self) -> (u64, &[u8]) {
        let (start, length) = self.body;
        (start, self.reader.get_ref().before(length))
    }

    /// An overlong record is nearly always a quote that swallows the file, and then says so.
    fn failed(&mut self, error: csv::Error) -> Stopped {
        let line = self.lines.line;
        let error = match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => return words::unreadable_record(line, &format!("{other:?}")),
        };
        let tape = self.reader.get_ref();
        if !tape.overlong {
            return stopped(error);
        }
        let (blank, body) = split_blank(tape.rest());
        self.lines.pass(blank);
        let quote = swallowing(body, self.dialect.delimiter, self.dialect.width);
        self.lines
            .pass(body.get(..quote.unwrap_or(0)).unwrap_or_default());
        match quote {
            Some(_) => words::open_quote(self.lines.line),
            None => words::long_record(self.lines.line, tape.longest >> 20),
        }
    }
}

/// The line ends that the parser skipped before a record, and the record.
fn split_blank(raw: &[u8]) -> (&[u8], &[u8]) {
    let at = raw.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    raw.split_at_checked(at).unwrap_or((raw, &[]))
}

/// Keeps what the parser has read but not yet cut into records.
struct Tape<R> {
    source: R,
    bytes: Vec<u8>,
    used: usize,
    /// Offset in the stream of `bytes[used]`.
    offset: u64,
    longest: usize,
    overlong: bool,
}

impl<R> Tape<R> {
    fn new(source: R, longest: usize) -> Self {
        Self {
            source,
            bytes: Vec::new(),
            used: 0,
            offset: 0,
            longest,
            overlong: false,
        }
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.used..).unwrap_or_default()
    }

    /// The last bytes that were given out.
    fn before(&self, length: usize) -> &[u8] {
        let from = self.used.saturating_sub(length);
        self.bytes.get(from..self.used).unwrap_or_default()
    }

    /// The text from the last call's end to `end`.
    fn upto(&mut self, end: u64) -> &[u8] {
        let from = self.used;
        self.used += end.saturating_sub(self.offset) as usize;
        self.offset = end;
        self.bytes.get(from..self.used).unwrap_or_default()
    }
}

impl<R: Read> Read for Tape<R> {
    /// Called when the parser has consumed all it had, so what is on the tape belongs to the record in progress.
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.bytes.drain(..self.used.min(self.bytes.len()));
        self.used = 0;
        self.overlong = self.bytes.len() > self.longest;
        if self.overlong {
            return Err(io::Error::other("overlong record"));
        }
        let n = self.source.read(into)?;
        self.bytes.extend_from_slice(into.get(..n).unwrap_or_default());
        Ok(n)
    }
}

#[cfg(test)]
mod tests;
