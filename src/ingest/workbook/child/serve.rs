//! The child's side: examines a binary workbook, lets calamine read it under a memory limit, and says what it holds, row
//! by row. Knows nothing of who listens.

use super::super::biff;
use super::super::biff::Facts;
use super::super::caught::caught;
use super::super::cell::Pen;
use super::super::limits::Limits;
use super::super::notes::Notes;
use super::super::number::Epoch;
use super::super::ole::Ole;
use super::super::package::{self, Format};
use super::super::words;
use super::super::xlsb::{self, SheetFacts};
use super::super::xlsx::{COLUMNS, ROWS, Shown};
use super::super::zip::{Container, damaged, open_file};
use super::answer::Speaker;
use crate::ingest::{Code, Region, Sheet, Stopped, Visibility};
use crate::model::{Kind, Row};
use calamine::{Data, DataRef, Reader as _, SheetType, SheetVisible, Xls, Xlsb};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;

/// Bytes of address space that a program takes before it reads anything.
#[cfg(unix)]
const IDLE: u64 = 64 << 20;

/// Seconds of processor time after which a child whose parent has died ends itself.
#[cfg(unix)]
const SECONDS: u64 = 120;

/// Confines this process and answers for one xls or xlsb workbook. Whatever goes wrong with the file is part of the
/// answer; an error is that nobody listens any more. The process should end after it.
pub fn serve(path: &Path, limits: &Limits, out: &mut dyn Write) -> io::Result<()> {
    #[cfg(unix)]
    {
        confine(rlimit::Resource::AS, limits.memory.saturating_add(IDLE))?;
        confine(rlimit::Resource::CPU, SECONDS)?;
    }
    end_with_parent();
    relay(path, limits, out)
}

/// Limits this process, at least as far as it is limited already: nobody may take more than he has.
#[cfg(unix)]
fn confine(what: rlimit::Resource, most: u64) -> io::Result<()> {
    let (_, had) = what.get()?;
    let most = most.min(had);
    what.set(most, most)
}

/// Ends this process when its parent does, however that ends: the parent holds the other side of our input.
fn end_with_parent() {
    std::thread::spawn(|| {
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        #[expect(clippy::exit, reason = "nobody is left to hear what is being read")]
        std::process::exit(0);
    });
}

/// Answers without confining the process.
pub(super) fn relay(path: &Path, limits: &Limits, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let mut speaker = Speaker::new(&mut out)?;
    match tell(path, limits, &mut speaker) {
        Ok(()) => speaker.end(),
        Err(Trouble::Silenced(error)) => Err(error),
        Err(Trouble::Stopped(stopped)) => {
            speaker.stopped(&stopped)?;
            speaker.end()
        }
    }
}

/// Why an answer ends early.
enum Trouble {
    /// The file cannot be read.
    Stopped(Stopped),
    /// The parent does not listen.
    Silenced(io::Error),
}

impl From<Stopped> for Trouble {
    fn from(stopped: Stopped) -> Self {
        Self::Stopped(stopped)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Silenced(error)
    }
}

fn tell(path: &Path, limits: &Limits, speaker: &mut Speaker) -> Result<(), Trouble> {
    if super::super::is_ole(path)? {
        return tell_xls(path, limits, speaker);
    }
    let mut container = Container::open(path, limits)?;
    let package = package::identify(&mut container)?;
    if package.format == Format::Xlsb {
        return tell_xlsb(path, container, &package.main, speaker);
    }
    Err(Stopped::new(Code::Unsupported, words::odd_structure()).into())
}

fn tell_xls(path: &Path, limits: &Limits, speaker: &mut Speaker) -> Result<(), Trouble> {
    let ole = Ole::open(path, limits)?;
    ole.require_workbook()?;
    let facts = biff::examine(&ole.workbook()?, limits)?;
    drop(ole);
    let file = BufReader::new(open_file(path)?);
    let mut xls: Xls<_> = caught(|| Xls::new(file))?;
    let listed = worksheets(xls.sheets_metadata(), speaker)?;
    if listed.len() != facts.len() {
        return Err(damaged(words::odd_structure()).into());
    }
    let epoch = epoch(xls.has_1904_epoch());
    let mut names = BTreeSet::new();
    for ((name, visibility), facts) in listed.into_iter().zip(facts) {
        let fresh = names.insert(name.clone());
        let merges = caught(|| xls.merge_cells_by_sheet_name(&name))?;
        let mut sheet = described(&name, visibility, &facts);
        sheet.merges = merges.iter().filter_map(region).collect();
        sheet.broken = (!fresh).then(|| damaged(words::sheet_name_twice(&name)));
        speaker.sheet(&sheet)?;
        if fresh {
            tell_range(&mut xls, &name, &facts, epoch, speaker)?;
        }
    }
    Ok(())
}

/// Worksheets by name; what has no cells is noted.
fn worksheets(
    listed: &[calamine::Sheet],
    speaker: &mut Speaker,
) -> Result<Vec<(String, Visibility)>, Trouble> {
    let mut found = Vec::new();
    for sheet in listed {
        if sheet.typ != SheetType::WorkSheet {
            speaker.note(&words::sheet_skipped(&sheet.name))?;
            continue;
        }
        let visibility = match sheet.visible {
            SheetVisible::Visible => Visibility::Visible,
            SheetVisible::Hidden | SheetVisible::VeryHidden => Visibility::Hidden,
        };
        found.push((sheet.name.clone(), visibility));
    }
    Ok(found)
}

fn described(name: &str, visibility: Visibility, facts: &Facts) -> Sheet {
    Sheet {
        name: Some(name.to_owned()),
        visibility,
        hidden_columns: facts.hidden_columns.iter().copied().collect(),
        ..Sheet::default()
    }
}

fn epoch(since_1904: bool) -> Epoch {
    if since_1904 { Epoch::Y1904 } else { Epoch::Y1900 }
}

fn region(merged: &calamine::Dimensions) -> Option<Region> {
    let ((top, left), (bottom, right)) = (merged.start, merged.end);
    let inside = top <= bottom && bottom < ROWS && left <= right && right < COLUMNS;
    inside.then_some(Region {
        top: top + 1,
        bottom: bottom + 1,
        left: left as u16,
        right: right as u16,
    })
}

fn tell_range(
    xls: &mut Xls<BufReader<File>>,
    name: &str,
    facts: &Facts,
    epoch: Epoch,
    speaker: &mut Speaker,
) -> Result<(), Trouble> {
    let range = caught(|| xls.worksheet_range(name))?;
    let formulas = caught(|| xls.worksheet_formula(name))?;
    let Some((top, left)) = range.start().or(formulas.start()) else {
        return Ok(());
    };
    let mut notes = Notes::default();
    let mut pen = Pen::new(&mut notes, epoch);
    let mut row = Row::default();
    for (number, cells) in (top..).zip(range.rows()) {
        start(&mut row, number + 1, facts);
        for (column, value) in (left..).zip(cells) {
            if *value == Data::Empty && has_formula(&formulas, number, column) {
                row.put(column as u16, Kind::Uncomputed, "");
            } else {
                put(&mut pen, &mut row, column as u16, &borrowed(value));
            }
        }
        if row.width() > 0 {
            speaker.row(&row)?;
        }
    }
    for note in notes.texts(name) {
        speaker.note(&note)?;
    }
    Ok(())
}

fn has_formula(formulas: &calamine::Range<String>, row: u32, column: u32) -> bool {
    formulas
        .get_value((row, column))
        .is_some_and(|formula| !formula.is_empty())
}

fn start(row: &mut Row, number: u32, facts: &Facts) {
    row.clear(number, None);
    row.hidden = facts.hidden_rows.contains(&number);
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Empty => DataRef::Empty,
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(written) => DataRef::DateTimeIso(written.clone()),
        Data::DurationIso(written) => DataRef::DurationIso(written.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
    }
}

/// Puts a value of the binary formats, where calamine alone knows the number formats.
fn put(pen: &mut Pen, row: &mut Row, column: u16, value: &DataRef) {
    match value {
        DataRef::Empty => {}
        DataRef::Int(n) => Pen::integer(row, column, *n),
        DataRef::Float(n) => pen.number(row, column, *n, Shown::Plain),
        DataRef::String(text) => pen.text(row, column, text),
        DataRef::SharedString(text) => pen.text(row, column, text),
        DataRef::Bool(yes) => Pen::truth(row, column, *yes),
        DataRef::DateTime(moment) => {
            let shown = if moment.is_duration() {
                Shown::Elapsed
            } else {
                Shown::Date
            };
            pen.number(row, column, moment.as_f64(), shown);
        }
        DataRef::DateTimeIso(written) => pen.iso(row, column, written),
        DataRef::DurationIso(written) => pen.duration(row, column, written),
        DataRef::Error(error) => row.put(column, Kind::Error, &error.to_string()),
    }
}

fn tell_xlsb(
    path: &Path,
    mut container: Container,
    main: &str,
    speaker: &mut Speaker,
) -> Result<(), Trouble> {
    for part in ["xl/sharedStrings.bin", "xl/styles.bin", main] {
        xlsb::check(&mut container, part)?;
    }
    let parts = xlsb::sheet_parts(&mut container, main)?;
    let file = BufReader::new(open_file(path)?);
    let mut book: Xlsb<_> = caught(|| Xlsb::new(file))?;
    let listed = book.sheets_metadata().to_vec();
    if listed.len() != parts.len() {
        return Err(damaged(words::odd_structure()).into());
    }
    let mut names = BTreeSet::new();
    for (sheet, part) in listed.iter().zip(&parts) {
        for (name, visibility) in worksheets(std::slice::from_ref(sheet), speaker)? {
            let facts = if names.insert(name.clone()) {
                xlsb::examine(&mut container, part)
            } else {
                Err(damaged(words::sheet_name_twice(&name)))
            };
            tell_sheet(&mut book, &name, visibility, facts, speaker)?;
        }
    }
    Ok(())
}

fn tell_sheet(
    book: &mut Xlsb<BufReader<File>>,
    name: &str,
    visibility: Visibility,
    facts: Result<SheetFacts, Stopped>,
    speaker: &mut Speaker,
) -> Result<(), Trouble> {
    let (facts, broken) = match facts {
        Ok(facts) => (facts, None),
        Err(stopped) => (SheetFacts::default(), Some(stopped)),
    };
    let mut sheet = described(name, visibility, &facts.facts);
    sheet.merges.clone_from(&facts.merges);
    sheet.broken = broken;
    speaker.sheet(&sheet)?;
    if sheet.broken.is_some() {
        return Ok(());
    }
    let mut notes = Notes::default();
    tell_stream(book, name, facts, &mut notes, speaker)?;
    for note in notes.texts(name) {
        speaker.note(&note)?;
    }
    Ok(())
}

fn tell_stream(
    book: &mut Xlsb<BufReader<File>>,
    name: &str,
    mut facts: SheetFacts,
    notes: &mut Notes,
    speaker: &mut Speaker,
) -> Result<(), Trouble> {
    let epoch = epoch(book.has_1904_epoch());
    let mut cells = caught(|| book.worksheet_cells_reader(name))?;
    let mut pen = Pen::new(notes, epoch);
    let mut row = Row::default();
    while let Some(cell) = caught(|| cells.next_cell())? {
        let (number, column) = cell.get_position();
        let (number, column) = (
            number.saturating_add(1),
            u16::try_from(column).unwrap_or(u16::MAX),
        );
        if number != row.number {
            finish(&mut row, &mut facts, number, speaker)?;
            start(&mut row, number, &facts.facts);
        }
        if u32::from(column) < COLUMNS {
            put(&mut pen, &mut row, column, cell.get_value());
        }
    }
    finish(&mut row, &mut facts, u32::MAX, speaker)?;
    Ok(())
}

/// Says the row just read, the errors in it included, and the rows before `next` that hold nothing but errors.
fn finish(row: &mut Row, facts: &mut SheetFacts, next: u32, speaker: &mut Speaker) -> Result<(), Trouble> {
    if next < row.number {
        return Err(damaged(words::odd_structure()).into());
    }
    if row.number > 0 {
        let errors = facts.errors.remove(&row.number).unwrap_or_default();
        put_errors(row, &errors);
        if row.width() > 0 {
            speaker.row(row)?;
        }
    }
    while let Some(entry) = facts.errors.first_entry() {
        let number = *entry.key();
        if number >= next {
            break;
        }
        let errors = entry.remove();
        start(row, number, &facts.facts);
        put_errors(row, &errors);
        speaker.row(row)?;
    }
    Ok(())
}

fn put_errors(row: &mut Row, errors: &[(u16, u8)]) {
    for &(column, code) in errors {
        let text = match code {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0F => "#VALUE!",
            0x17 => "#REF!",
            0x1D => "#NAME?",
            0x24 => "#NUM!",
            0x2A => "#N/A",
            _ => "#ERROR!",
        };
        row.put(column, Kind::Error, text);
    }
}
