//! One report with its tape: proved whole and unchanged before anything of it is believed, then read again file by file,
//! a line at a time. Keeps where each file stands and nothing of what it told.

use super::entry::{End, Entry};
use super::lines::{self, DIGEST, END, ENTRIES, OPEN, REPORT, RUN, TAPE, VERSION};
use super::{Head, Unmergeable};
use crate::audit::{Input, words};
use crate::model::hex;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

const BLOCK: usize = 256 << 10;
/// A first line longer than this begins no report.
const FIRST: u64 = 256;

/// A report that was proved.
#[derive(Debug)]
pub(super) struct Part {
    /// The report as it was named.
    pub(super) name: String,
    pub(super) head: Head,
    /// The files, with the bytes of their entries.
    pub(super) files: Vec<(String, Range<u64>)>,
    /// The bytes of what its references told.
    pub(super) after: Range<u64>,
    /// The references.
    pub(super) references: Vec<Input>,
    file: File,
}

/// Of the head only the version of the program, which may write the rest otherwise.
#[derive(Deserialize)]
struct Written {
    premises: Tool,
}

#[derive(Deserialize)]
struct Tool {
    tool: String,
}

impl Part {
    /// Reads a report through.
    pub(super) fn open(path: &Path) -> Result<Self, Unmergeable> {
        let name = path.display().to_string();
        let unreadable = |why: &io::Error| words::unreadable_report(&name, why);
        let file = plain(path).map_err(|why| unreadable(&why))?;
        let mut reader = Reader::new(&file);
        reader.report(&name)?;
        reader.tape(&name)?;
        let head = reader.head(&name)?;
        let (files, after) = reader.entries(&name)?;
        reader.prove(&name)?;
        // Unchanged since it was written: what cannot be read was written by another program.
        let strange = || words::other_program(&name);
        let written: Written = serde_json::from_str(&head).map_err(|_| strange())?;
        if written.premises.tool != env!("CARGO_PKG_VERSION") {
            return Err(words::other_tool(&name, &written.premises.tool));
        }
        let mut part = Self {
            head: serde_json::from_str(&head).map_err(|_| strange())?,
            files,
            after,
            references: Vec::new(),
            file,
            name: name.clone(),
        };
        let mut references = Vec::new();
        let told = part.told(part.after.clone(), &mut |entry| {
            if let Entry::Reference(input) = entry {
                references.push(*input);
            }
            Ok(())
        });
        told.map_err(|_| strange())?;
        part.references = references;
        Ok(part)
    }

    /// The lines in a range of bytes, each as it was written.
    pub(super) fn lines(&self, range: Range<u64>) -> io::Result<Lines<'_>> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(range.start))?;
        let length = range.end.saturating_sub(range.start);
        Ok(Lines(BufReader::with_capacity(BLOCK, file.take(length))))
    }

    /// Tells again what a range of bytes holds.
    pub(super) fn told(
        &self,
        range: Range<u64>,
        take: &mut dyn FnMut(Entry) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut lines = self.lines(range)?;
        while let Some(line) = lines.next()? {
            take(serde_json::from_str(&line)?)?;
        }
        Ok(())
    }
}

/// A file that can be read twice; what comes through a pipe is laid by.
fn plain(path: &Path) -> io::Result<File> {
    let mut file = File::open(path)?;
    if file.metadata()?.is_file() {
        return Ok(file);
    }
    let mut laid_by = tempfile::tempfile()?;
    io::copy(&mut file, &mut laid_by)?;
    laid_by.rewind()?;
    Ok(laid_by)
}

/// Entries as they stand, without what separates them.
pub(super) struct Lines<'a>(BufReader<io::Take<&'a File>>);

impl Lines<'_> {
    pub(super) fn next(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        if self.0.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let entry = line.trim();
        Ok(Some(entry.strip_suffix(',').unwrap_or(entry).to_owned()))
    }
}

/// The first time through, with the digest of what was read.
struct Reader<'a> {
    from: BufReader<&'a File>,
    hash: Sha256,
    line: Vec<u8>,
    at: u64,
}

impl<'a> Reader<'a> {
    fn new(file: &'a File) -> Self {
        Self {
            from: BufReader::with_capacity(BLOCK, file),
            hash: Sha256::new(),
            line: Vec::new(),
            at: 0,
        }
    }

    /// The next line without its end; `None` where there is no whole line any more.
    fn next(&mut self, name: &str) -> Result<Option<&str>, Unmergeable> {
        self.line.clear();
        let read = self.from.read_until(b'\n', &mut self.line);
        let read = read.map_err(|why| words::unreadable_report(name, &why))?;
        self.at += read as u64;
        Ok(text(&self.line))
    }

    /// The next line, which has to be there and goes into the digest.
    fn need(&mut self, name: &str) -> Result<&str, Unmergeable> {
        if self.next(name)?.is_none() {
            return Err(words::cut_short(name));
        }
        self.hash.update(&self.line);
        text(&self.line).ok_or_else(|| words::cut_short(name))
    }

    /// The first lines, which say that it is a report.
    fn report(&mut self, name: &str) -> Result<(), Unmergeable> {
        let mut first = [Vec::new(), Vec::new()];
        for line in &mut first {
            let read = (&mut self.from).take(FIRST).read_until(b'\n', line);
            read.map_err(|why| words::unreadable_report(name, &why))?;
            self.at += line.len() as u64;
            self.hash.update(&line);
        }
        let [open, schema] = &first;
        let version = text(schema).and_then(|line| line.strip_prefix(REPORT));
        match (text(open), version) {
            (Some("{"), Some(VERSION)) => Ok(()),
            (Some("{"), Some(_)) => Err(words::other_program(name)),
            _ => Err(words::no_report(name)),
        }
    }

    /// What stands before the tape, up to its version.
    fn tape(&mut self, name: &str) -> Result<(), Unmergeable> {
        let mut closed = false;
        while let Some(line) = self.next(name)? {
            let (open, close) = (line == OPEN, line == "}");
            closed |= close;
            self.hash.update(&self.line);
            if open {
                let known = self.need(name)?;
                return match known.strip_prefix(TAPE) {
                    Some(_) if known == lines::version() => Ok(()),
                    Some(_) => Err(words::other_program(name)),
                    None => Err(words::changed(name)),
                };
            }
        }
        Err(if closed {
            words::no_tape(name)
        } else {
            words::cut_short(name)
        })
    }

    fn head(&mut self, name: &str) -> Result<String, Unmergeable> {
        let line = self.need(name)?.strip_prefix(RUN);
        let head = line.and_then(|line| line.strip_suffix(',')).map(str::to_owned);
        let [open, _] = ENTRIES;
        match (head, self.need(name)? == open) {
            (Some(head), true) => Ok(head),
            _ => Err(words::changed(name)),
        }
    }

    /// Where the entries of each file stand, and what comes after the files.
    fn entries(&mut self, name: &str) -> Result<(Vec<Stretch>, Range<u64>), Unmergeable> {
        let (mut files, [_, close]) = (Vec::new(), ENTRIES);
        let mut start = self.at;
        loop {
            let before = self.at;
            let line = self.need(name)?;
            if line == close {
                return Ok((files, start..before));
            }
            let line = line.trim_start();
            if line.starts_with(End::MARK) {
                let ends = End::name(line.strip_suffix(',').unwrap_or(line));
                let file = ends.ok_or_else(|| words::changed(name))?;
                files.push((file, start..self.at));
                start = self.at;
            }
        }
    }

    /// Whether the digest is that of what was read, and nothing comes after it.
    fn prove(mut self, name: &str) -> Result<(), Unmergeable> {
        let digest = hex(&std::mem::take(&mut self.hash).finalize());
        let told = self.need(name)?;
        let said = told.strip_prefix(DIGEST).and_then(|rest| rest.strip_suffix('"'));
        if said != Some(digest.as_str()) {
            return Err(words::changed(name));
        }
        for end in END {
            if self.need(name)? != end {
                return Err(words::changed(name));
            }
        }
        let more = self.next(name)?.is_some();
        if more || !self.line.is_empty() {
            return Err(words::changed(name));
        }
        Ok(())
    }
}

/// The name of a file and where its entries stand.
type Stretch = (String, Range<u64>);

/// A whole line as text, without its end.
fn text(line: &[u8]) -> Option<&str> {
    std::str::from_utf8(line.strip_suffix(b"\n")?).ok()
}
