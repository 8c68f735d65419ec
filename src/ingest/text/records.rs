//! Records of a delimited text with the numbers Excel shows and the physical lines they start on. Cuts where the csv crate
//! cuts, to which the tests hold it, without copying: most records hold no quote and end at the next line end. Knows
//! nothing of what stands in a field.

use super::dialect::Dialect;
use super::lines::Lines;
use super::quotes::{Scan, swallowing, unquote};
use super::words;
use crate::ingest::Stopped;
use memchr::{memchr_iter, memchr3};
use std::ops::Range;

/// The longest record in bytes of UTF-8, unless told.
pub(super) const LONGEST: usize = 16 << 20;

/// Text that comes in blocks.
pub(super) trait Source {
    /// Appends the next block; `false` at the end.
    fn more(&mut self, text: &mut String) -> Result<bool, Stopped>;
}

impl Source for &str {
    fn more(&mut self, text: &mut String) -> Result<bool, Stopped> {
        text.push_str(self);
        Ok(!std::mem::take(self).is_empty())
    }
}

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Number as Excel shows it: empty lines count, a `sep=` line does not.
    pub(super) number: u32,
    /// First physical line.
    pub(super) line: u64,
}

/// Reads records one after another; keeps the last one.
pub(super) struct Records<S> {
    source: S,
    ended: bool,
    dialect: Dialect,
    longest: usize,
    lines: Lines,
    number: u64,
    /// What was read and is not done with, and where in the whole text it begins.
    text: String,
    offset: u64,
    /// Where in it the next record begins.
    next: usize,
    /// The last record: its bytes in the text, its line end included, and its fields.
    body: Range<usize>,
    fields: Vec<Range<usize>>,
    /// Its text without its quotes, in which its fields then stand, and whether it has any.
    bare: String,
    quoted: bool,
}

impl<S: Source> Records<S> {
    /// Reads decoded text from its start, `sep=` line included.
    pub(super) fn new(source: S, dialect: Dialect, longest: usize) -> Result<Self, Stopped> {
        let mut records = Self {
            source,
            ended: false,
            dialect,
            longest,
            lines: Lines::default(),
            number: 0,
            text: String::new(),
            offset: 0,
            next: 0,
            body: 0..0,
            fields: Vec::new(),
            bare: String::new(),
            quoted: false,
        };
        while records.text.len() < dialect.skip && !records.ended {
            records.fill()?;
        }
        let skipped = records.text.as_bytes().get(..dialect.skip).unwrap_or_default();
        records.lines.pass(skipped);
        records.next = dialect.skip.min(records.text.len());
        Ok(records)
    }

    /// Turns to the next record; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Spot>, Stopped> {
        self.pass_blank()?;
        let Some((end, quoted)) = self.end()? else {
            return Ok(None);
        };
        self.body = self.next..end;
        self.next = end;
        let line = self.lines.line;
        let body = self.text.get(self.body.clone()).unwrap_or_default();
        self.fields.clear();
        self.quoted = quoted;
        if quoted {
            if let Some(at) = swallowing(body.as_bytes(), self.dialect.delimiter, self.dialect.width) {
                self.lines.pass(body.as_bytes().get(..at).unwrap_or_default());
                return Err(words::open_quote(self.lines.line));
            }
            unquote(body, self.dialect.delimiter, &mut self.bare, &mut self.fields);
        } else {
            let length = body.trim_end_matches(['\r', '\n']).len();
            let mut start = 0;
            let ends = memchr_iter(self.dialect.delimiter, body.as_bytes());
            for end in ends.take_while(|&at| at < length).chain([length]) {
                self.fields.push(start..end);
                start = end + 1;
            }
        }
        self.lines.pass(body.as_bytes());
        self.number += 1;
        let number = u32::try_from(self.number).map_err(|_| words::many_rows())?;
        Ok(Some(Spot { number, line }))
    }

    /// The fields of the last record.
    pub(super) fn fields(&self) -> impl ExactSizeIterator<Item = &str> {
        let (text, fields) = self.cut();
        let cut = |field: &Range<usize>| text.get(field.clone()).unwrap_or_default();
        fields.iter().map(cut)
    }

    /// The text that the fields of the last record stand in, and where in it each stands.
    pub(super) fn cut(&self) -> (&str, &[Range<usize>]) {
        let text = if self.quoted {
            &self.bare
        } else {
            self.text.get(self.body.clone()).unwrap_or_default()
        };
        (text, &self.fields)
    }

    /// The raw text of the record last read, and where it begins.
    pub(super) fn last(&self) -> (u64, &[u8]) {
        let raw = self.text.as_bytes().get(self.body.clone());
        (self.offset + self.body.start as u64, raw.unwrap_or_default())
    }

    /// Steps over the line ends before a record.
    fn pass_blank(&mut self) -> Result<(), Stopped> {
        loop {
            let rest = self.text.as_bytes().get(self.next..).unwrap_or_default();
            let blank = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let more = blank == rest.len() && !self.ended;
            self.number += self.lines.pass(rest.get(..blank).unwrap_or_default());
            self.next += blank;
            if !more {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Where the record at hand ends, its line end included, and whether it holds a quote; `None` where there is none.
    fn end(&mut self) -> Result<Option<(usize, bool)>, Stopped> {
        let mut looked = 0;
        let mut scan = None;
        loop {
            let rest = self.text.as_bytes().get(self.next..).unwrap_or_default();
            if scan.is_none() {
                let ahead = rest.get(looked..).unwrap_or_default();
                match memchr3(b'\n', b'\r', b'"', ahead).map(|at| looked + at) {
                    Some(at) if rest.get(at) == Some(&b'"') => scan = Some(Scan::new(self.dialect.delimiter)),
                    Some(at) => return Ok(Some((self.next + at + 1, false))),
                    None => looked = rest.len(),
                }
            }
            if let Some(end) = scan.as_mut().and_then(|scan| scan.end(rest)) {
                return Ok(Some((self.next + end, true)));
            }
            if self.ended {
                let end = self.next + rest.len();
                return Ok((!rest.is_empty()).then_some((end, scan.is_some())));
            }
            self.fill()?;
        }
    }

    /// Reads on. What stands from `next` on belongs to the record in progress.
    fn fill(&mut self) -> Result<(), Stopped> {
        self.text.drain(..self.next);
        self.offset += self.next as u64;
        self.next = 0;
        if self.text.len() > self.longest {
            return Err(self.overlong());
        }
        self.ended = !self.source.more(&mut self.text)?;
        Ok(())
    }

    /// An overlong record is nearly always a quote that swallows the file, and then says so.
    fn overlong(&mut self) -> Stopped {
        let body = self.text.as_bytes();
        let quote = swallowing(body, self.dialect.delimiter, self.dialect.width);
        self.lines
            .pass(body.get(..quote.unwrap_or(0)).unwrap_or_default());
        match quote {
            Some(_) => words::open_quote(self.lines.line),
            None => words::long_record(self.lines.line, self.longest as u64),
        }
    }
}

#[cfg(test)]
mod tests;
