//! The cells of all sheets between the one reading of their parts and the givings-out of their rows: short, in the order
//! they were stored, in memory while they are few and in a temporary file beyond that. So a sheet is inflated and judged
//! once, is whole before its first row is given out, and rows out of order can be fetched where they lie.

use super::text::unescape;
use super::value::{Kept, Value};
use crate::ingest::Stopped;
use crate::ingest::workbook::spool::failed;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Bytes kept in memory before a file is used.
const IN_MEMORY: usize = 4 << 20;

/// Bytes written and read at once.
const BLOCK: usize = 1 << 16;

/// Bytes before the cells of a piece: its row and its length.
const HEAD: usize = 8;

/// The column follows; without it the cell stands right of the one before.
const PLACED: u8 = 0x10;
/// The number has a format other than the first.
const STYLED: u8 = 0x20;

const SHARED: u8 = 1;
const TEXT: u8 = 2;
const WHOLE: u8 = 3;
const NUMBER: u8 = 4;
const FALSE: u8 = 5;
const TRUE: u8 = 6;
const ERROR: u8 = 7;
const DATE: u8 = 8;
const UNCOMPUTED: u8 = 9;

/// Where cells are kept.
pub(super) struct Spool {
    kept: SpooledTempFile,
    block: Vec<u8>,
    /// Bytes kept, those still in the block included.
    length: u64,
    /// Why nothing can be kept any more; what was written before is then of no use either.
    broken: Option<Stopped>,
}

impl Spool {
    /// Holding nothing.
    pub(super) fn new() -> Self {
        Self {
            kept: SpooledTempFile::new(IN_MEMORY),
            block: Vec::new(),
            length: 0,
            broken: None,
        }
    }

    /// Where the next piece will lie.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Keeps the cells of one row that were stored together.
    pub(super) fn keep(&mut self, piece: &Piece) -> Result<(), Stopped> {
        self.length += (HEAD + piece.cells.len()) as u64;
        self.block.extend(piece.row.to_le_bytes());
        self.block.extend((piece.cells.len() as u32).to_le_bytes());
        if self.block.len() + piece.cells.len() < BLOCK {
            self.block.extend(&piece.cells);
            return Ok(());
        }
        self.settle()?;
        self.write(&piece.cells)
    }

    /// Writes what is not yet written.
    pub(super) fn settle(&mut self) -> Result<(), Stopped> {
        let block = std::mem::take(&mut self.block);
        self.write(&block)?;
        self.block = block;
        self.block.clear();
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Stopped> {
        if self.broken.is_none() {
            self.broken = self.kept.write_all(bytes).err().map(|e| failed(&e));
        }
        self.broken.clone().map_or(Ok(()), Err)
    }

    /// Reads what is settled, from one place to another.
    pub(super) fn read(&mut self, from: u64, to: u64) -> Result<Pieces<'_>, Stopped> {
        if let Some(broken) = &self.broken {
            return Err(broken.clone());
        }
        self.kept.seek(SeekFrom::Start(from)).map_err(|e| failed(&e))?;
        Ok(Pieces {
            from: BufReader::with_capacity(BLOCK, &mut self.kept),
            at: from,
            to,
        })
    }
}

/// Cells of one row being put together.
#[derive(Default)]
pub(super) struct Piece {
    row: u32,
    next: u32,
    cells: Vec<u8>,
}

impl Piece {
    /// Empties it for another row.
    pub(super) fn begin(&mut self, row: u32) {
        self.row = row;
        self.next = 0;
        self.cells.clear();
    }

    /// Whether it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Bytes it takes.
    pub(super) fn bytes(&self) -> u64 {
        self.cells.len() as u64
    }

    /// Puts a cell; nothing is not put.
    pub(super) fn put(&mut self, column: u16, style: u32, value: Value<'_>) {
        let kind = match value {
            Value::Nothing => return,
            Value::Shared(_) => SHARED,
            Value::Text(..) => TEXT,
            Value::Whole(_) => WHOLE,
            Value::Number(_) => NUMBER,
            Value::Truth(false) => FALSE,
            Value::Truth(true) => TRUE,
            Value::Error(_) => ERROR,
            Value::Date(_) => DATE,
            Value::Uncomputed => UNCOMPUTED,
        };
        let placed = u32::from(column) != self.next;
        let styled = style != 0 && matches!(kind, WHOLE | NUMBER);
        self.next = u32::from(column) + 1;
        self.cells
            .push(kind | if placed { PLACED } else { 0 } | if styled { STYLED } else { 0 });
        if placed {
            self.cells.extend(column.to_le_bytes());
        }
        if styled {
            self.number(u64::from(style));
        }
        match value {
            Value::Shared(index) => self.number(u64::from(index)),
            Value::Whole(n) => self.number(n),
            Value::Number(n) => self.cells.extend(n.to_le_bytes()),
            Value::Error(text) | Value::Date(text) | Value::Text(text, Kept::Ready) => self.text(text),
            Value::Text(text, Kept::Whole) => self.text(&unescape(text)),
            Value::Text(text, Kept::Trimmed) => {
                self.text(&unescape(text.trim_matches([' ', '\t', '\r', '\n'])));
            }
            Value::Nothing | Value::Truth(_) | Value::Uncomputed => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.cells.extend(text.as_bytes());
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.cells.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.cells.push(n as u8);
    }
}

/// Pieces as they were kept.
pub(super) struct Pieces<'s> {
    from: BufReader<&'s mut SpooledTempFile>,
    at: u64,
    to: u64,
}

impl Pieces<'_> {
    /// The row of the next piece, its cells into the buffer; `None` at the end.
    pub(super) fn next(&mut self, cells: &mut Vec<u8>) -> Result<Option<u32>, Stopped> {
        let Some((row, length)) = self.head()? else {
            return Ok(None);
        };
        cells.resize(length as usize, 0);
        self.from.read_exact(cells).map_err(|e| failed(&e))?;
        Ok(Some(row))
    }

    /// The row of the next piece and where it lies; the piece is passed over.
    pub(super) fn skip(&mut self) -> Result<Option<(u32, u64)>, Stopped> {
        let at = self.at;
        let Some((row, length)) = self.head()? else {
            return Ok(None);
        };
        self.from
            .seek_relative(i64::from(length))
            .map_err(|e| failed(&e))?;
        Ok(Some((row, at)))
    }

    /// Goes to where a piece lies.
    pub(super) fn go(&mut self, at: u64) -> Result<(), Stopped> {
        let by = at.cast_signed() - self.at.cast_signed();
        self.from.seek_relative(by).map_err(|e| failed(&e))?;
        self.at = at;
        Ok(())
    }

    fn head(&mut self) -> Result<Option<(u32, u32)>, Stopped> {
        if self.at >= self.to {
            return Ok(None);
        }
        let (mut row, mut length) = ([0; HEAD / 2], [0; HEAD / 2]);
        self.from.read_exact(&mut row).map_err(|e| failed(&e))?;
        self.from.read_exact(&mut length).map_err(|e| failed(&e))?;
        let length = u32::from_le_bytes(length);
        self.at += HEAD as u64 + u64::from(length);
        Ok(Some((u32::from_le_bytes(row), length)))
    }
}

/// A cell as it was kept: its column, its format, what it holds.
pub(super) type KeptCell<'p> = (u16, u32, Value<'p>);

/// The cells of a piece.
pub(super) struct Cells<'p> {
    rest: &'p [u8],
    next: u32,
}

impl<'p> Cells<'p> {
    /// Over the bytes that [`Pieces::next`] gave.
    pub(super) fn of(cells: &'p [u8]) -> Self {
        Self { rest: cells, next: 0 }
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*taken)
    }

    fn number(&mut self) -> Option<u64> {
        let (mut n, mut shift) = (0, 0);
        loop {
            let [byte] = self.take()?;
            n |= u64::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(n);
            }
            shift += 7;
        }
    }

    fn text(&mut self) -> Option<&'p str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        std::str::from_utf8(text).ok()
    }

    fn read(&mut self) -> Option<KeptCell<'p>> {
        let [tag] = self.take()?;
        if tag & PLACED != 0 {
            self.next = u32::from(u16::from_le_bytes(self.take()?));
        }
        let column = u16::try_from(self.next).ok()?;
        self.next += 1;
        let style = if tag & STYLED != 0 {
            u32::try_from(self.number()?).ok()?
        } else {
            0
        };
        let value = match tag & 0x0F {
            SHARED => Value::Shared(u32::try_from(self.number()?).ok()?),
            TEXT => Value::Text(self.text()?, Kept::Ready),
            WHOLE => Value::Whole(self.number()?),
            NUMBER => Value::Number(f64::from_le_bytes(self.take()?)),
            FALSE => Value::Truth(false),
            TRUE => Value::Truth(true),
            ERROR => Value::Error(self.text()?),
            DATE => Value::Date(self.text()?),
            UNCOMPUTED => Value::Uncomputed,
            _ => return None,
        };
        Some((column, style, value))
    }
}

impl<'p> Iterator for Cells<'p> {
    /// An error is a temporary file that someone else wrote to.
    type Item = Result<KeptCell<'p>, Stopped>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let cell = self.read();
        if cell.is_none() {
            self.rest = &[];
        }
        Some(cell.ok_or_else(|| failed(&io::ErrorKind::InvalidData.into())))
    }
}
