//! The language between the two processes: frames of a tag, a length and a payload, numbers little-endian, texts with
//! their length before them. Knows nothing of processes.

use crate::ingest::{Code, Region, Sheet, Stopped, Visibility};
use crate::model::{Kind, Row, Text};
use std::io::{self, Read, Write};

/// What the first frame must hold; its last byte is the version.
pub(in super::super) const GREETING: &[u8] = b"dataaudit read \x01";

/// No frame is longer: a row of 16,384 cells of Excel's longest text is not either, in any file that has passed.
const LONGEST: usize = 256 << 20;

/// What a frame holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(in super::super) enum Tag {
    Greeting = b'G',
    Sheet = b'S',
    Row = b'R',
    Note = b'N',
    Stopped = b'X',
    End = b'E',
}

const TAGS: [Tag; 6] = [
    Tag::Greeting,
    Tag::Sheet,
    Tag::Row,
    Tag::Note,
    Tag::Stopped,
    Tag::End,
];

const KINDS: [Kind; 7] = [
    Kind::Empty,
    Kind::Text,
    Kind::Number,
    Kind::Date,
    Kind::Bool,
    Kind::Error,
    Kind::Uncomputed,
];

const CODES: [Code; 12] = [
    Code::NotFound,
    Code::Unreadable,
    Code::Empty,
    Code::Encrypted,
    Code::NotATable,
    Code::Unsupported,
    Code::Damaged,
    Code::TooLarge,
    Code::Encoding,
    Code::Malformed,
    Code::NoHeader,
    Code::ReaderFailed,
];

/// Writes one frame.
pub(in super::super) fn write(out: &mut dyn Write, tag: Tag, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
    out.write_all(&[tag as u8])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(payload)
}

/// How long the frame of a payload is.
pub(in super::super) fn length(payload: &[u8]) -> u64 {
    payload.len() as u64 + 5
}

/// Reads one frame into the buffer; `None` for what is no frame. A pipe that ends inside one is an error.
pub(in super::super) fn read(from: &mut dyn Read, payload: &mut Vec<u8>) -> io::Result<Option<Tag>> {
    let mut tag = [0; 1];
    let mut length = [0; 4];
    from.read_exact(&mut tag)?;
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length) as usize;
    payload.clear();
    if length > LONGEST {
        return Ok(None);
    }
    // Not allocated ahead: a length is a claim.
    let read = from.take(length as u64).read_to_end(payload)?;
    if read < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(TAGS.into_iter().find(|&t| [t as u8] == tag))
}

/// A payload being written.
#[derive(Default)]
pub(in super::super) struct Payload(pub(in super::super) Vec<u8>);

impl Payload {
    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    fn number(&mut self, n: u32) {
        self.0.extend(n.to_le_bytes());
    }

    fn column(&mut self, n: u16) {
        self.0.extend(n.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.0.extend(text.as_bytes());
    }

    fn optional<T>(&mut self, value: Option<&T>, write: impl FnOnce(&mut Self, &T)) {
        self.byte(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// Both languages.
    pub(in super::super) fn words(&mut self, text: &Text) {
        self.text(&text.zh);
        self.text(&text.en);
    }

    /// A stop.
    pub(in super::super) fn stopped(&mut self, stopped: &Stopped) {
        self.text(stopped.code.as_str());
        self.words(&stopped.message);
        self.optional(stopped.help.as_ref(), Self::words);
    }

    /// A sheet without its rows.
    pub(in super::super) fn sheet(&mut self, sheet: &Sheet) {
        self.optional(sheet.name.as_ref(), |p, name| p.text(name));
        self.byte(u8::from(sheet.visibility == Visibility::Hidden));
        self.number(sheet.merges.len() as u32);
        for region in &sheet.merges {
            self.number(region.top);
            self.number(region.bottom);
            self.column(region.left);
            self.column(region.right);
        }
        self.number(sheet.hidden_columns.len() as u32);
        for &column in &sheet.hidden_columns {
            self.column(column);
        }
        self.optional(sheet.broken.as_ref(), Self::stopped);
    }

    /// A row, its empty cells left out.
    pub(in super::super) fn row(&mut self, row: &Row) {
        self.number(row.number);
        self.byte(u8::from(row.hidden));
        for column in 0..row.width() as u16 {
            let kind = row.kind(column);
            if kind != Kind::Empty {
                self.column(column);
                let place = KINDS.iter().position(|&k| k == kind);
                self.byte(place.unwrap_or_default() as u8);
                self.text(row.text(column));
            }
        }
    }
}

/// A payload being read; every method says `None` at what it cannot be.
pub(in super::super) struct Parsed<'p>(pub(in super::super) &'p [u8]);

impl<'p> Parsed<'p> {
    fn take(&mut self, length: usize) -> Option<&'p [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn number(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn column(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    fn text(&mut self) -> Option<&'p str> {
        let length = self.number()? as usize;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// What may be absent.
    fn present(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// Both languages.
    pub(in super::super) fn words(&mut self) -> Option<Text> {
        Some(Text {
            zh: self.text()?.to_owned(),
            en: self.text()?.to_owned(),
        })
    }

    /// A stop.
    pub(in super::super) fn stopped(&mut self) -> Option<Stopped> {
        let code = self.text()?;
        Some(Stopped {
            code: CODES.into_iter().find(|c| c.as_str() == code)?,
            message: self.words()?,
            help: if self.present()? {
                Some(self.words()?)
            } else {
                None
            },
        })
    }

    /// A sheet without its rows.
    pub(in super::super) fn sheet(&mut self) -> Option<Sheet> {
        let name = if self.present()? {
            Some(self.text()?.to_owned())
        } else {
            None
        };
        let visibility = match self.byte()? {
            0 => Visibility::Visible,
            _ => Visibility::Hidden,
        };
        let mut merges = Vec::new();
        for _ in 0..self.number()? {
            merges.push(Region {
                top: self.number()?,
                bottom: self.number()?,
                left: self.column()?,
                right: self.column()?,
            });
        }
        let mut hidden_columns = Vec::new();
        for _ in 0..self.number()? {
            hidden_columns.push(self.column()?);
        }
        Some(Sheet {
            name,
            visibility,
            merges,
            hidden_columns,
            broken: if self.present()? {
                Some(self.stopped()?)
            } else {
                None
            },
        })
    }
}

/// Reads a row's payload into a row.
pub(in super::super) fn decode_row(payload: &[u8], row: &mut Row) -> Option<()> {
    let mut parsed = Parsed(payload);
    row.clear(parsed.number()?, None);
    row.hidden = parsed.byte()? == 1;
    while !parsed.0.is_empty() {
        let column = parsed.column().filter(|&c| c < 16_384)?;
        let kind = *KINDS.get(usize::from(parsed.byte()?))?;
        row.put(column, kind, parsed.text()?);
    }
    Some(())
}
