//! Where spots are kept: in a temporary file, a few bytes each and behind them once what their row has in common. In
//! memory stay the names of files, sheets and columns. Knows no question.

use super::Batch;
use super::batch::{At, Heading, Row, Words};
use super::bytes::{Bytes, Pen};
use crate::check::across::{Spot, Watched};
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Spots row by row. A spot begins with how far it is from there to the rest of its row, in four bytes.
#[derive(Debug)]
pub(super) struct Spots {
    file: RefCell<Store>,
    end: u64,
    /// File and sheet of every table.
    tables: Vec<(String, Option<String>)>,
    headings: Vec<Heading>,
    numbers: HashMap<Heading, u32>,
    pen: Pen,
}

/// The file and the block of it that was read last.
#[derive(Debug)]
struct Store {
    file: SpooledTempFile,
    block: Vec<u8>,
}

/// Kept in memory before they go to a file.
const IN_MEMORY: usize = 8 << 20;
/// Read at a time; hardly a row is longer.
const BLOCK: usize = 2048;

impl Spots {
    pub(super) fn new() -> Self {
        Self {
            file: RefCell::new(Store {
                file: SpooledTempFile::new(IN_MEMORY),
                block: Vec::new(),
            }),
            end: 0,
            tables: Vec::new(),
            headings: Vec::new(),
            numbers: HashMap::new(),
            pen: Pen::default(),
        }
    }

    /// Where the next spot goes.
    pub(super) fn end(&self) -> u64 {
        self.end
    }

    /// Writes the spots of a batch behind those that are there; where each begins comes back.
    pub(super) fn lay_by(&mut self, batch: &Batch) -> io::Result<Vec<u64>> {
        let table = self.table(batch);
        let headings: Vec<u32> = batch.headings.iter().map(|h| self.heading(h)).collect();
        let mut offsets = Vec::with_capacity(batch.spots.len());
        self.pen.clear();
        for spots in batch.spots.chunk_by(|a, b| a.row == b.row) {
            let first = offsets.len();
            for spot in spots {
                offsets.push(self.end + self.pen.len() as u64);
                self.pen.fixed(0);
                lay_spot(&mut self.pen, spot);
            }
            let rest = self.end + self.pen.len() as u64;
            for &offset in offsets.get(first..).unwrap_or_default() {
                self.pen.fix((offset - self.end) as usize, (rest - offset) as u32);
            }
            let row = spots.first().and_then(|s| batch.rows.get(s.row as usize));
            lay_row(
                &mut self.pen,
                table,
                row.unwrap_or(&Row::default()),
                (batch, &headings),
            );
        }
        self.file.get_mut().file.write_all(self.pen.bytes())?;
        self.end += self.pen.len() as u64;
        Ok(offsets)
    }

    /// The number of a batch's table; batches of a table come one after the other.
    fn table(&mut self, batch: &Batch) -> u64 {
        let same = |(file, sheet): &(String, Option<String>)| *file == batch.file && *sheet == batch.sheet;
        if !self.tables.last().is_some_and(same) {
            self.tables.push((batch.file.clone(), batch.sheet.clone()));
        }
        self.tables.len() as u64 - 1
    }

    fn heading(&mut self, heading: &Heading) -> u32 {
        if let Some(&known) = self.numbers.get(heading) {
            return known;
        }
        let number = self.headings.len() as u32;
        self.headings.push(heading.clone());
        self.numbers.insert(heading.clone(), number);
        number
    }

    /// The spot at an offset. Nothing is written any more once the first was read.
    pub(super) fn at(&self, offset: u64) -> io::Result<Spot> {
        let laid = &mut *self.file.borrow_mut();
        let mut length = BLOCK;
        loop {
            laid.file.seek(SeekFrom::Start(offset))?;
            laid.block.clear();
            let block = (&mut laid.file).take(length as u64);
            let read = { block }.read_to_end(&mut laid.block)?;
            match self.read(&laid.block) {
                Some(spot) => return Ok(spot),
                None if read < length => return Err(io::ErrorKind::UnexpectedEof.into()),
                // A row with more spots, or longer texts, than most.
                None => length *= 4,
            }
        }
    }

    /// The spot at the beginning of a block, if the block holds all of it.
    fn read(&self, block: &[u8]) -> Option<Spot> {
        let mut spot = Bytes::new(block);
        let mut row = Bytes::new(block.get(spot.fixed()? as usize..)?);
        let (cell, owner) = (spot.number()?, spot.number()?);
        let words = match spot.number()? {
            0 => Words::Part(spot.number()? as u32, spot.number()? as u32),
            _ => Words::Own(spot.text()?.to_owned()),
        };
        let watch = (0..spot.number()?).map(|_| read_watched(&mut spot));
        let watch = watch.collect::<Option<Vec<_>>>()?;
        let (file, sheet) = self.tables.get(row.number()? as usize)?;
        let resource = match row.number()? {
            0 => None,
            _ => Some((row.number()? as u32, row.number()? as u32)),
        };
        let [code, name, provider] = [row.maybe()?, row.maybe()?, row.maybe()?];
        let owner = nth(&mut row, owner, |b| b.text().map(str::to_owned))?;
        let cell = nth(&mut row, cell, read_cell)?;
        let heading = self.headings.get(cell.heading as usize)?;
        Some(Spot {
            file: file.clone(),
            sheet: sheet.clone(),
            row: cell.row,
            column: cell.column,
            line: cell.line,
            header: heading.header.clone(),
            field: heading.field.clone(),
            claimed: match words {
                Words::Part(from, to) => cell.text.get(from as usize..to as usize)?.to_owned(),
                Words::Own(words) => words,
            },
            text: cell.text.to_owned(),
            resource,
            code: code.map(str::to_owned),
            name: name.map(str::to_owned),
            provider: provider.map(str::to_owned),
            owner,
            watch,
        })
    }
}

/// One of several things written with their number before them; all of them are read.
fn nth<'b, T>(bytes: &mut Bytes<'b>, wanted: u64, read: impl Fn(&mut Bytes<'b>) -> Option<T>) -> Option<T> {
    let mut found = None;
    for n in 0..bytes.number()? {
        let one = read(bytes)?;
        if n == wanted {
            found = Some(one);
        }
    }
    found
}

fn lay_spot(pen: &mut Pen, spot: &At) {
    pen.number(u64::from(spot.cell));
    pen.number(u64::from(spot.owner));
    match &spot.claimed {
        Words::Part(from, to) => [0, *from, *to].iter().for_each(|&n| pen.number(u64::from(n))),
        Words::Own(words) => {
            pen.number(1);
            pen.text(words);
        }
    }
    pen.number(spot.watch.len() as u64);
    for watched in &spot.watch {
        pen.text(&watched.field);
        pen.text(&watched.meaning);
        pen.text(&watched.text);
        pen.number(u64::from(watched.row));
        pen.above(watched.column.map(u64::from));
        pen.maybe(watched.header.as_deref());
    }
}

fn read_watched(bytes: &mut Bytes<'_>) -> Option<Watched> {
    Some(Watched {
        field: bytes.text()?.to_owned(),
        meaning: bytes.text()?.to_owned(),
        text: bytes.text()?.to_owned(),
        row: bytes.number()? as u32,
        column: bytes.above()?.map(|c| c as u16),
        header: bytes.maybe()?.map(str::to_owned),
    })
}

fn lay_row(pen: &mut Pen, table: u64, row: &Row, (batch, headings): (&Batch, &[u32])) {
    pen.number(table);
    match row.resource {
        None => pen.number(0),
        Some((table, resource)) => {
            for number in [1, table, resource] {
                pen.number(u64::from(number));
            }
        }
    }
    for text in [row.code, row.name, row.provider] {
        pen.maybe(text.map(|part| batch.words(part)));
    }
    let (owners, cells) = (row.owners.of(&batch.owners), row.cells.of(&batch.cells));
    pen.number(owners.len() as u64);
    for &owner in owners {
        pen.text(batch.words(owner));
    }
    pen.number(cells.len() as u64);
    for cell in cells {
        let heading = headings.get(cell.heading as usize).copied().unwrap_or_default();
        pen.number(u64::from(heading));
        pen.number(u64::from(cell.row));
        pen.above(cell.column.map(u64::from));
        pen.above(cell.line);
        pen.text(batch.words(cell.text));
    }
}

/// A cell as it is read back.
struct Laid<'b> {
    heading: u64,
    row: u32,
    column: Option<u16>,
    line: Option<u64>,
    text: &'b str,
}

fn read_cell<'b>(bytes: &mut Bytes<'b>) -> Option<Laid<'b>> {
    Some(Laid {
        heading: bytes.number()?,
        row: bytes.number()? as u32,
        column: bytes.above()?.map(|c| c as u16),
        line: bytes.above()?,
        text: bytes.text()?,
    })
}
