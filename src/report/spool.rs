//! Findings laid by as bytes until what stands before them in a report is known. In memory at first, beyond that in an
//! unnamed temporary file, so that memory does not grow with their number.

use std::io::{self, BufWriter, Read, Seek, Write};
use tempfile::SpooledTempFile;

const IN_MEMORY: usize = 8 << 20;

/// A finding is written in many small pieces; the file gets them in blocks.
const BLOCK: usize = 64 << 10;

/// Bytes to be read back once.
#[derive(Debug)]
pub(super) struct Spool(BufWriter<SpooledTempFile>);

impl Spool {
    pub(super) fn new() -> Self {
        Self(BufWriter::with_capacity(BLOCK, SpooledTempFile::new(IN_MEMORY)))
    }

    /// What was written, from its beginning.
    pub(super) fn reader(self) -> io::Result<impl Read> {
        let mut spooled = self.0.into_inner().map_err(io::IntoInnerError::into_error)?;
        spooled.rewind()?;
        Ok(spooled)
    }

    /// Copies everything written so far to `out`.
    pub(super) fn pour(self, out: &mut dyn Write) -> io::Result<()> {
        let mut spooled = self.0.into_inner().map_err(io::IntoInnerError::into_error)?;
        spooled.rewind()?;
        let mut block = vec![0; BLOCK];
        loop {
            let n = spooled.read(&mut block)?;
            if n == 0 {
                return Ok(());
            }
            out.write_all(block.get(..n).unwrap_or_default())?;
        }
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
