//! A second process of the same program reads the formats whose readers may run out of memory or never end; this side
//! starts it, waits for it no longer than it makes progress, and keeps its whole answer in a temporary file before a
//! single row is given out, so that a reader that died can never pass for a short file.

mod answer;
pub(super) mod frame;
mod serve;
#[cfg(test)]
mod tests;

pub use serve::serve;

use super::limits::Limits;
use super::spool::{Spooled, failed};
use super::words;
use super::zip::damaged;
use crate::ingest::{Book, Code, Rows, Sheet, Stopped};
use crate::model::Text;
use answer::Answer;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

/// The hidden first argument that makes the program read one workbook for its parent.
pub const READ_ARGUMENT: &str = "__read";

/// How to start the process that reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The program; it must call [`serve`] when its first own argument is [`READ_ARGUMENT`].
    pub program: PathBuf,
    /// Arguments before [`READ_ARGUMENT`] and the path; none in production.
    pub arguments: Vec<OsString>,
    /// How long it may go without giving out anything.
    pub silence: Duration,
}

impl Reader {
    /// This very program.
    pub fn this_program() -> io::Result<Self> {
        Ok(Self {
            program: std::env::current_exe()?,
            arguments: Vec::new(),
            silence: Duration::from_secs(10),
        })
    }
}

/// Reads an xls or xlsb workbook in this very process, which is at the mercy of the file then: only for a process that
/// is confined already and has nothing to lose.
pub fn read_here(path: &Path, limits: &Limits) -> Result<Box<dyn Book>, Stopped> {
    Ok(Box::new(ChildBook::here(path, limits)?))
}

/// A workbook that a child has read.
pub(super) struct ChildBook {
    spool: File,
    answer: Answer,
}

impl ChildBook {
    /// Lets a child read the file.
    pub(super) fn open(path: &Path, limits: &Limits, reader: &Reader) -> Result<Self, Stopped> {
        let child = Command::new(&reader.program)
            .args(&reader.arguments)
            .arg(READ_ARGUMENT)
            .args(limits.typed().iter().map(|typed| format!("--limit={typed}")))
            .arg("--")
            .arg(path)
            // It ends with us: an end of its input is the end of whoever holds the other side.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| Stopped::new(Code::ReaderFailed, words::child_not_started(&e.to_string())))?;
        let mut running = Running(child);
        let stdout = running.0.stdout.take();
        let mut pipe = Pipe::over(stdout, reader.silence);
        Self::collect(&mut pipe, limits)
    }

    /// Reads the file in this process, without limits of the system's.
    fn here(path: &Path, limits: &Limits) -> Result<Self, Stopped> {
        let mut answer = Vec::new();
        serve::relay(path, limits, &mut answer).map_err(|e| failed(&e))?;
        Self::collect(&mut answer.as_slice(), limits)
    }

    /// Keeps an answer, which must be whole.
    fn collect(from: &mut dyn Read, limits: &Limits) -> Result<Self, Stopped> {
        let mut spool = tempfile::tempfile().map_err(|e| failed(&e))?;
        let answer = answer::receive(from, &mut spool, limits)?;
        if answer.sheets.is_empty() {
            return Err(damaged(words::no_sheets()));
        }
        Ok(Self { spool, answer })
    }
}

/// The child, ended at the latest when its answer is no longer wanted.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It has either ended already, or nobody will read what it says.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A pipe that gives up after a silence.
struct Pipe {
    chunks: Receiver<io::Result<Vec<u8>>>,
    chunk: Vec<u8>,
    taken: usize,
    silence: Duration,
}

impl Pipe {
    fn over(source: Option<impl Read + Send + 'static>, silence: Duration) -> Self {
        let (sender, chunks) = sync_channel(16);
        std::thread::spawn(move || {
            let Some(mut source) = source else { return };
            let mut buffer = vec![0; 1 << 16];
            loop {
                let chunk = match source.read(&mut buffer) {
                    Ok(0) => return,
                    Ok(n) => Ok(buffer.get(..n).unwrap_or_default().to_vec()),
                    Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                    Err(e) => Err(e),
                };
                let last = chunk.is_err();
                if sender.send(chunk).is_err() || last {
                    return;
                }
            }
        });
        Self {
            chunks,
            chunk: Vec::new(),
            taken: 0,
            silence,
        }
    }
}

impl Read for Pipe {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken >= self.chunk.len() {
            self.chunk = match self.chunks.recv_timeout(self.silence) {
                Ok(chunk) => chunk?,
                Err(RecvTimeoutError::Timeout) => return Err(io::ErrorKind::TimedOut.into()),
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            };
            self.taken = 0;
        }
        let rest = self.chunk.get(self.taken..).unwrap_or_default();
        let n = rest.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.taken += n;
        Ok(n)
    }
}

impl Book for ChildBook {
    fn sheets(&self) -> &[Sheet] {
        &self.answer.sheets
    }

    fn rows<'a>(&'a mut self, sheet: usize) -> Result<Box<dyn Rows + 'a>, Stopped> {
        let known = self.answer.sheets.get(sheet);
        if let Some(broken) = known.and_then(|s| s.broken.as_ref()) {
            return Err(broken.clone());
        }
        let Some(&place) = self.answer.rows.get(sheet) else {
            return Err(damaged(words::no_sheets()));
        };
        Ok(Box::new(Spooled::over(&self.spool, place)?))
    }

    fn notes(&self) -> Vec<Text> {
        self.answer.notes.clone()
    }
}
