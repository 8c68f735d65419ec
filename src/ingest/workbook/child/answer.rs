//! The parent's side of the conversation: takes the child's frames one by one, keeps rows on disk and the rest in memory,
//! and believes nothing before the end has come.

use super::super::limits::Limits;
use super::super::spool::failed;
use super::super::words;
use super::super::zip::too_large;
use super::frame::{self, GREETING, Parsed, Payload, Tag};
use crate::ingest::{Code, Sheet, Stopped};
use crate::model::{Row, Text};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};

/// What a child said.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) sheets: Vec<Sheet>,
    /// Where each sheet's rows begin in the spool, and how many there are.
    pub(super) rows: Vec<(u64, u64)>,
    pub(super) notes: Vec<Text>,
}

/// Takes an answer to its end.
pub(super) fn receive(from: &mut dyn Read, spool: &mut File, limits: &Limits) -> Result<Answer, Stopped> {
    let mut receiver = Receiver {
        answer: Answer::default(),
        spool: BufWriter::with_capacity(1 << 16, spool),
        written: 0,
        last: 0,
        row: Row::default(),
        most: limits.answer,
    };
    let mut payload = Vec::new();
    let greeting = frame::read(from, &mut payload).map_err(|e| died(&e, limits.memory))?;
    if greeting != Some(Tag::Greeting) || payload != GREETING {
        return Err(garbled());
    }
    loop {
        let tag = frame::read(from, &mut payload).map_err(|e| died(&e, limits.memory))?;
        if receiver.take(tag.ok_or_else(garbled)?, &payload)? {
            receiver.spool.flush().map_err(|e| failed(&e))?;
            return Ok(receiver.answer);
        }
    }
}

struct Receiver<'s> {
    answer: Answer,
    spool: BufWriter<&'s mut File>,
    written: u64,
    last: u32,
    row: Row,
    most: u64,
}

impl Receiver<'_> {
    /// Takes one frame; `true` at the end.
    fn take(&mut self, tag: Tag, payload: &[u8]) -> Result<bool, Stopped> {
        let mut parsed = Parsed(payload);
        match tag {
            Tag::Sheet => {
                self.answer.sheets.push(parsed.sheet().ok_or_else(garbled)?);
                self.answer.rows.push((self.written, 0));
                self.last = 0;
            }
            Tag::Row => self.keep(payload)?,
            Tag::Note => self.answer.notes.push(parsed.words().ok_or_else(garbled)?),
            Tag::Stopped => return Err(parsed.stopped().ok_or_else(garbled)?),
            Tag::End => return Ok(true),
            Tag::Greeting => return Err(garbled()),
        }
        Ok(false)
    }

    fn keep(&mut self, payload: &[u8]) -> Result<(), Stopped> {
        frame::decode_row(payload, &mut self.row).ok_or_else(garbled)?;
        let (_, rows) = self.answer.rows.last_mut().ok_or_else(garbled)?;
        if self.row.number <= self.last {
            return Err(garbled());
        }
        self.last = self.row.number;
        *rows += 1;
        self.written += frame::length(payload);
        if self.written > self.most {
            return Err(too_large(words::spool_too_large(self.most)));
        }
        frame::write(&mut self.spool, Tag::Row, payload).map_err(|e| failed(&e))
    }
}

fn garbled() -> Stopped {
    Stopped::new(Code::ReaderFailed, words::child_garbled()).help(words::resave())
}

fn died(error: &io::Error, memory: u64) -> Stopped {
    let message = match error.kind() {
        io::ErrorKind::TimedOut => words::child_silent(),
        _ => words::child_died(memory),
    };
    Stopped::new(Code::ReaderFailed, message).help(words::resave_or_raise())
}

/// Writes the frames that make up an answer.
pub(super) struct Speaker<'o> {
    out: &'o mut dyn Write,
    payload: Payload,
}

impl<'o> Speaker<'o> {
    /// Greets.
    pub(super) fn new(out: &'o mut dyn Write) -> io::Result<Self> {
        frame::write(out, Tag::Greeting, GREETING)?;
        Ok(Self {
            out,
            payload: Payload::default(),
        })
    }

    fn say(&mut self, tag: Tag, fill: impl FnOnce(&mut Payload)) -> io::Result<()> {
        self.payload.0.clear();
        fill(&mut self.payload);
        frame::write(self.out, tag, &self.payload.0)
    }

    /// Announces a sheet; its rows follow.
    pub(super) fn sheet(&mut self, sheet: &Sheet) -> io::Result<()> {
        self.say(Tag::Sheet, |p| p.sheet(sheet))?;
        // What has been said is progress.
        self.out.flush()
    }

    /// One row of the sheet announced last.
    pub(super) fn row(&mut self, row: &Row) -> io::Result<()> {
        self.say(Tag::Row, |p| p.row(row))
    }

    /// A note.
    pub(super) fn note(&mut self, note: &Text) -> io::Result<()> {
        self.say(Tag::Note, |p| p.words(note))
    }

    /// Why there is no answer.
    pub(super) fn stopped(&mut self, stopped: &Stopped) -> io::Result<()> {
        self.say(Tag::Stopped, |p| p.stopped(stopped))
    }

    /// The end, without which nothing counts.
    pub(super) fn end(self) -> io::Result<()> {
        frame::write(self.out, Tag::End, &[])?;
        self.out.flush()
    }
}
