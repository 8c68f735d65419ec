//! The lines of a report in which a tape stands: how they are written and known again. A digest over all of them tells
//! whether anything was changed since.

use super::SCHEMA;
use crate::model::hex;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// How a report begins, as far as every version of it does.
pub(super) const REPORT: &str = "  \"schema\": \"dataaudit-report/";
/// The version of reports that a tape is appended to.
pub(super) const VERSION: &str = "1\",";
/// The key that the tape is under.
pub(super) const OPEN: &str = "  \"mergeable\": {";
/// How its version is said.
pub(super) const TAPE: &str = "    \"schema\": \"";
/// What stands before the run.
pub(super) const RUN: &str = "    \"run\": ";
/// What stands before the entries, and after them.
pub(super) const ENTRIES: [&str; 2] = ["    \"tape\": [", "    ],"];
/// What stands before the digest.
pub(super) const DIGEST: &str = "    \"sha256\": \"";
/// What stands after it.
pub(super) const END: [&str; 2] = ["  }", "}"];

/// The line that says the version.
pub(super) fn version() -> String {
    format!("{TAPE}{SCHEMA}\",")
}

/// How a JSON object closes at the end of a report.
const CLOSE: &[u8] = b"\n}\n";

/// Passes a report on, digests it, and keeps its end back.
pub(super) struct Held<'a> {
    out: &'a mut dyn Write,
    hash: Sha256,
    back: Vec<u8>,
    keep: usize,
}

impl<'a> Held<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self {
            out,
            hash: Sha256::new(),
            back: Vec::new(),
            keep: CLOSE.len(),
        }
    }

    /// Takes back the end of the report, so that more can be written into it.
    pub(super) fn reopen(&mut self) -> io::Result<()> {
        if self.back != CLOSE {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.back.clear();
        self.keep = 0;
        Ok(())
    }

    /// Writes the digest of everything so far, and the end.
    pub(super) fn close(self) -> io::Result<()> {
        let digest = hex(&self.hash.finalize());
        let [inner, outer] = END;
        write!(self.out, "{DIGEST}{digest}\"\n{inner}\n{outer}\n")
    }
}

impl Write for Held<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.back.extend_from_slice(bytes);
        let ready = self.back.len().saturating_sub(self.keep);
        let pass = self.back.get(..ready).unwrap_or_default();
        self.out.write_all(pass)?;
        self.hash.update(pass);
        self.back.drain(..ready);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
