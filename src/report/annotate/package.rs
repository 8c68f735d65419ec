//! A workbook's package with its problems marked: every part that nothing is added to is copied as it lies, byte for
//! byte. Knows no finding.

use super::Fault;
use super::marks::{Marks, Spot};
use super::relations::{self, Relations};
use super::sheet::Overlay;
use super::styles::{self, Styles};
use super::xml::rewrite;
use super::{notes, words, workbook};
use crate::ingest::SheetParts;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read, Seek, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TYPES: &str = "[Content_Types].xml";

/// Writes the list into its part, with the numbers of its styles.
pub(super) type Listing<'a> = &'a mut dyn FnMut(&mut dyn Write, Styles) -> std::io::Result<()>;

/// The package that is read.
struct Source {
    archive: ZipArchive<BufReader<File>>,
    /// By the name in lower case, since names are looked up so.
    parts: BTreeMap<String, usize>,
}

/// A marked sheet.
struct Marked<'m> {
    part: String,
    marks: &'m mut Marks,
    relations: Relations,
    /// Its notes, where it has some already.
    comments: Option<String>,
    /// Where its notes go otherwise.
    fresh: String,
    drawing: String,
    /// The relationship of the drawing, as the sheet names it.
    drawn: Option<String>,
}

/// Writes the marked workbook: marks by the number of the sheet.
pub(super) fn patch(
    path: &Path,
    parts: &SheetParts,
    marks: &mut BTreeMap<usize, Marks>,
    title: &str,
    list: Listing<'_>,
    out: &mut File,
) -> Result<(), Fault> {
    let mut source = Source::open(path)?;
    let folder = parts
        .main
        .rsplit_once('/')
        .map_or(String::new(), |(f, _)| format!("{f}/"));
    let mut book = Relations::read(&parts.main, source.text(&relations::beside(&parts.main))?)?;
    let styles_part = book.target(|kind| kind.ends_with("/styles"));
    let styles_part = styles_part.ok_or_else(|| Fault::Refused(words::no_part("styles.xml")))?;
    let (styles_xml, styles) = styles::add(&source.need(&styles_part)?)?;
    let list_part = source.free(&folder, "worksheets/audit", "xml");
    let id = book.free();
    book.add(&id, relations::SHEET, &list_part)?;
    let book_xml = workbook::add(&source.need(&parts.main)?, title, &id)?;
    let mut sheets = marked(&mut source, parts, &folder, marks)?;
    let with_notes = sheets
        .iter()
        .filter(|s| s.comments.is_none() && has_notes(s.marks));
    let fresh: Vec<String> = with_notes.map(|s| s.fresh.clone()).collect();
    let types = relations::types(&source.need(TYPES)?, &list_part, &fresh)?;

    let mut zip = ZipWriter::new(out);
    let mut instead: BTreeMap<String, String> = [
        (key(TYPES), types),
        (key(&parts.main), book_xml),
        (key(&styles_part), styles_xml),
        (key(&book.part), book.xml().to_owned()),
    ]
    .into();
    let later = later(&source, &sheets);
    for index in 0..source.archive.len() {
        let (name, large) = source.name(index)?;
        let key = key(&name);
        if let Some(text) = instead.remove(&key) {
            put(&mut zip, &name, &text)?;
        } else if let Some(sheet) = sheets.iter_mut().find(|s| self::key(&s.part) == key) {
            zip.start_file(name, options().large_file(large))?;
            overlay(
                sheet,
                BufReader::new(source.archive.by_index(index)?),
                &mut zip,
                styles,
            )?;
        } else if !later.contains(&key) {
            zip.raw_copy_file(source.archive.by_index_raw(index)?)?;
        }
    }
    for (name, text) in instead {
        put(&mut zip, &name, &text)?;
    }
    for sheet in sheets {
        annotate(sheet, &mut source, &mut zip)?;
    }
    // Never told as a large file beforehand: LibreOffice takes a workbook with such a part for a broken one.
    zip.start_file(list_part, options())?;
    list(&mut zip, styles)?;
    zip.finish()?;
    Ok(())
}

fn has_notes(marks: &Marks) -> bool {
    marks.cells.values().any(|mark| !mark.note.is_empty())
}

fn marked<'m>(
    source: &mut Source,
    parts: &SheetParts,
    folder: &str,
    marks: &'m mut BTreeMap<usize, Marks>,
) -> Result<Vec<Marked<'m>>, Fault> {
    let mut sheets = Vec::new();
    for (&number, marks) in marks.iter_mut().filter(|(_, m)| !m.cells.is_empty()) {
        let Some((name, part)) = parts.sheets.get(number) else {
            return Err(Fault::Refused(words::no_sheet(&number.to_string())));
        };
        if !source.has(part) {
            return Err(Fault::Refused(words::no_sheet(name)));
        }
        let relations = Relations::read(part, source.text(&relations::beside(part))?)?;
        let comments = relations.target(|kind| kind.ends_with("/relationships/comments"));
        sheets.push(Marked {
            part: part.clone(),
            marks,
            relations,
            comments,
            fresh: source.free(folder, &format!("auditComments{number}_"), "xml"),
            drawing: source.free(folder, &format!("drawings/auditDrawing{number}_"), "vml"),
            drawn: None,
        });
    }
    Ok(sheets)
}

/// Parts that are written after the sheets: only these say where their notes are drawn.
fn later(source: &Source, sheets: &[Marked<'_>]) -> BTreeSet<String> {
    let mut later = BTreeSet::new();
    for sheet in sheets.iter().filter(|s| has_notes(s.marks)) {
        later.insert(key(&sheet.relations.part));
        later.extend(sheet.comments.as_deref().map(key));
        later.extend(sheet.relations.drawings().iter().map(|(_, part)| key(part)));
    }
    later.retain(|part| source.has(part));
    later
}

fn overlay(
    sheet: &mut Marked<'_>,
    from: impl std::io::BufRead,
    zip: &mut ZipWriter<&mut File>,
    styles: Styles,
) -> Result<(), Fault> {
    let id = sheet.relations.free();
    let drawing = has_notes(sheet.marks).then_some(id.as_str());
    let mut overlay = Overlay::new(sheet.marks, styles.format, drawing);
    rewrite(from, zip, &mut overlay)?;
    sheet.drawn = overlay.drawn;
    Ok(())
}

/// Writes the notes of a sheet, whose part was written before.
fn annotate(sheet: Marked<'_>, source: &mut Source, zip: &mut ZipWriter<&mut File>) -> Result<(), Fault> {
    if !has_notes(sheet.marks) {
        return Ok(());
    }
    let notes = sheet.marks.noted();
    let mut relations = sheet.relations;
    let id = relations.free();
    let others = relations.drawings();
    let drawn = sheet.drawn.as_ref();
    let fresh: BTreeSet<Spot> = if let Some(part) = &sheet.comments {
        let (text, fresh) = notes::behind(&source.need(part)?, &notes)?;
        put(zip, part, &text)?;
        fresh
    } else {
        put(zip, &sheet.fresh, &notes::new(&notes))?;
        notes.keys().copied().collect()
    };
    if drawn.is_none() {
        put(zip, &sheet.drawing, &notes::drawing(&fresh, &notes))?;
        relations.add(&id, relations::DRAWING, &sheet.drawing)?;
    }
    for (other, part) in others {
        let Some(text) = source.text(&part)? else {
            continue;
        };
        if drawn == Some(&other) {
            put(zip, &part, &notes::drawn(&text, &fresh, &notes)?)?;
        } else {
            put(zip, &part, &text)?;
        }
    }
    if sheet.comments.is_none() {
        let id = relations.free();
        relations.add(&id, relations::COMMENTS, &sheet.fresh)?;
    }
    put(zip, &relations.part, relations.xml())
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
}

fn put(zip: &mut ZipWriter<&mut File>, name: &str, text: &str) -> Result<(), Fault> {
    zip.start_file(name, options())?;
    zip.write_all(text.as_bytes())?;
    Ok(())
}

/// Names of parts are looked up without regard to case and slash.
fn key(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    name.strip_prefix('/').unwrap_or(&name).to_owned()
}

impl Source {
    fn open(path: &Path) -> Result<Self, Fault> {
        let mut archive = ZipArchive::new(BufReader::new(File::open(path)?))?;
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index)?;
            parts.insert(key(&entry.name()?), index);
        }
        Ok(Self { archive, parts })
    }

    fn has(&self, part: &str) -> bool {
        self.parts.contains_key(&key(part))
    }

    fn name(&mut self, index: usize) -> Result<(String, bool), Fault> {
        let entry = self.archive.by_index_raw(index)?;
        // Marks make a part longer; the limits on what is read leave room for that.
        Ok((entry.name()?.into_owned(), entry.size() > u64::from(u32::MAX) / 2))
    }

    /// A small part; `None` where there is none.
    fn text(&mut self, part: &str) -> Result<Option<String>, Fault> {
        let Some(&index) = self.parts.get(&key(part)) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        self.archive.by_index(index)?.read_to_end(&mut bytes)?;
        let text = String::from_utf8(bytes).map_err(|_| Fault::Refused(words::not_utf8()))?;
        Ok(Some(
            text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text),
        ))
    }

    fn need(&mut self, part: &str) -> Result<String, Fault> {
        let found = self.text(part)?;
        found.ok_or_else(|| Fault::Refused(words::no_part(part)))
    }

    /// A name that no part has.
    fn free(&self, folder: &str, stem: &str, ending: &str) -> String {
        let mut number = 1u32;
        loop {
            let name = format!("{folder}{stem}{number}.{ending}");
            if !self.has(&name) {
                return name;
            }
            number += 1;
        }
    }
}

/// Copies what was written so far.
pub(super) fn pour(mut file: File, out: &mut dyn Write) -> std::io::Result<()> {
    file.rewind()?;
    let mut block = vec![0; 64 << 10];
    loop {
        let n = file.read(&mut block)?;
        if n == 0 {
            return Ok(());
        }
        out.write_all(block.get(..n).unwrap_or_default())?;
    }
}
