//! A tape being recorded, and appended to the report of its run. Entries wait in memory at first, beyond that in a
//! temporary file.

use super::entry::Lent;
use super::lines::{self, ENTRIES, Held, OPEN, RUN};
use super::{Head, Premises};
use crate::ingest::PassedOver;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use tempfile::SpooledTempFile;

/// Kept in memory before it goes to a file.
const IN_MEMORY: usize = 8 << 20;
/// An entry is written in many small pieces; the file gets them in blocks.
const BLOCK: usize = 64 << 10;

/// What a run was told, laid by until its report is written.
#[derive(Debug)]
pub struct Tape {
    head: Head,
    entries: BufWriter<SpooledTempFile>,
}

impl Tape {
    /// Nothing told yet, of a run with these premises.
    pub fn new(premises: Premises) -> Self {
        Self {
            head: Head {
                premises,
                passed_over: Vec::new(),
                left_out: false,
            },
            entries: BufWriter::with_capacity(BLOCK, SpooledTempFile::new(IN_MEMORY)),
        }
    }

    pub(in crate::audit) fn record(&mut self, entry: &Lent<'_>) -> io::Result<()> {
        serde_json::to_writer(&mut self.entries, entry)?;
        self.entries.write_all(b"\n")
    }

    pub(in crate::audit) fn passed_over(&mut self, passed_over: &[PassedOver], left_out: bool) {
        self.head.passed_over = passed_over.to_vec();
        self.head.left_out = left_out;
    }

    /// Writes a report, which is one JSON object, and the tape as its last key.
    pub fn append(
        self,
        out: &mut dyn Write,
        report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut held = Held::new(out);
        report(&mut held)?;
        held.reopen()?;
        let run = serde_json::to_string(&self.head)?;
        let [open, close] = ENTRIES;
        write!(held, ",\n{OPEN}\n{}\n{RUN}{run},\n{open}\n", lines::version())?;
        let mut entries = self
            .entries
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        entries.rewind()?;
        let mut entries = BufReader::with_capacity(BLOCK, entries);
        let (mut line, mut before) = (Vec::new(), false);
        while entries.read_until(b'\n', &mut line)? > 0 {
            held.write_all(if before { b",\n      " } else { b"      " })?;
            held.write_all(line.trim_ascii_end())?;
            before = true;
            line.clear();
        }
        writeln!(held, "{}{close}", if before { "\n" } else { "" })?;
        held.close()
    }
}
