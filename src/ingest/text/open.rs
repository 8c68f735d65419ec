//! A text file opened as a book: surveyed once, its encoding decided, then read by the reader of its format.

use super::charset::{Charset, Mark};
use super::decoder::{Decoder, stopped};
use super::delimited::Delimited;
use super::encoding::{Encoding, Hints, decide};
use super::grid::{Budget, Grid};
use super::survey::Survey;
use super::words;
use super::{html, mhtml, spreadsheetml};
use crate::ingest::sniff::Format;
use crate::ingest::{Book, Limit, Limits, Rows, Sheet, Stopped};
use crate::model::Text;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// What the user or the caller knows of a text file.
#[derive(Clone, Copy, Default)]
pub(crate) struct TextOptions<'a> {
    /// The label given by `--encoding`.
    pub encoding: Option<&'a str>,
    /// Whether a header word is known, to tell encodings apart.
    pub known: Option<&'a dyn Fn(&str) -> bool>,
    /// How large it may be, and what is in it.
    pub limits: Limits,
}

/// An opened text file.
pub(crate) struct TextBook {
    encoding: Encoding,
    body: Body,
}

enum Body {
    Delimited(Box<Delimited>),
    Document(Document),
}

/// Tables held in memory.
struct Document {
    sheets: Vec<Sheet>,
    grids: Vec<Grid>,
}

/// Opens a file that [`sniff`](crate::ingest::sniff::sniff) found to be of a text format.
pub(crate) fn open(
    path: &Path,
    survey: &Survey,
    format: Format,
    options: &TextOptions,
) -> Result<TextBook, Stopped> {
    if let Some(refusal) = format.refusal() {
        return Err(refusal);
    }
    let mut budget = Budget::within(&options.limits);
    let hints = Hints {
        stated: options.encoding,
        declared: declared(&survey.head, format),
        known: options.known,
    };
    let (encoding, body) = match format {
        Format::Csv => {
            let encoding = decide(survey, hints)?;
            let delimited = Delimited::open(path, encoding.charset, &survey.head, &options.limits)?;
            (encoding, Body::Delimited(Box::new(delimited)))
        }
        Format::Html => {
            let encoding = decide(survey, hints)?;
            let page = text(path, survey, &encoding, &budget)?;
            let grids = html::tables(&page, &mut budget)?;
            (encoding, Body::Document(Document::of_page(grids)?))
        }
        Format::SpreadsheetMl => {
            let encoding = decide(survey, hints)?;
            let document = text(path, survey, &encoding, &budget)?;
            let grids = spreadsheetml::sheets(&document, &mut budget)?;
            (encoding, Body::Document(Document::of(grids)))
        }
        Format::Mhtml => message(path, survey, options)?,
        _ => return Err(words::not_text()),
    };
    Ok(TextBook { encoding, body })
}

/// The whole text of a document that is small enough.
fn text(path: &Path, survey: &Survey, encoding: &Encoding, budget: &Budget) -> Result<String, Stopped> {
    let mark = Mark::len(&survey.head, encoding.charset);
    budget.hold(Limit::Document, survey.bytes)?;
    let mut file = File::open(path).map_err(stopped)?;
    file.seek(SeekFrom::Start(mark)).map_err(stopped)?;
    decode(file.take(survey.bytes), encoding.charset, mark)
}

/// Decoded as it is read, so that it is not held twice.
fn decode(bytes: impl Read, charset: Charset, offset: u64) -> Result<String, Stopped> {
    let mut text = String::new();
    Decoder::new(bytes, charset, offset)
        .read_to_string(&mut text)
        .map_err(stopped)?;
    Ok(text)
}

/// The pages of a mail envelope, each in its own encoding; that of the first page with a table is the book's.
fn message(path: &Path, survey: &Survey, options: &TextOptions) -> Result<(Encoding, Body), Stopped> {
    let mut budget = Budget::within(&options.limits);
    budget.hold(Limit::Document, survey.bytes)?;
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(stopped)?;
    file.take(survey.bytes).read_to_end(&mut bytes).map_err(stopped)?;
    let (pages, cut) = mhtml::pages(&bytes, &budget)?;
    drop(bytes);
    if pages.is_empty() {
        return Err(words::no_page());
    }
    let mut first = None;
    let mut grids = Vec::new();
    for page in pages {
        let survey = Survey::of(page.bytes.as_slice()).map_err(stopped)?;
        let declared = page.charset.or_else(|| declared(&survey.head, Format::Html));
        let hints = Hints {
            stated: options.encoding,
            declared,
            known: options.known,
        };
        let encoding = decide(&survey, hints)?;
        let mark = Mark::len(&survey.head, encoding.charset);
        let text = decode(
            page.bytes.get(mark as usize..).unwrap_or_default(),
            encoding.charset,
            mark,
        )?;
        grids.extend(html::tables(&text, &mut budget)?);
        first = first.or((!grids.is_empty()).then_some(encoding));
    }
    if let Some(last) = grids.last_mut().filter(|grid| cut && grid.ending.is_none()) {
        last.ending = Some(words::cut_page(last.line()));
    }
    let encoding = first.ok_or_else(words::no_table)?;
    Ok((encoding, Body::Document(Document::of_page(grids)?)))
}

/// What a document says of its own encoding: `charset=` of a page, `encoding=` of XML.
fn declared(head: &[u8], format: Format) -> Option<Charset> {
    let key = match format {
        Format::Html => "charset=",
        Format::SpreadsheetMl => "encoding=",
        _ => return None,
    };
    let head = String::from_utf8_lossy(head.get(..4096).unwrap_or(head)).to_ascii_lowercase();
    let (_, after) = head.split_once(key)?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    let charset = Charset::of_label(label.get(..end.unwrap_or(label.len()))?)?;
    // UTF-16 could not be read as single bytes, and UTF-8 proves itself: what is left of such declarations is a lie.
    matches!(charset, Charset::Gb18030 | Charset::Big5).then_some(charset)
}

impl Document {
    fn of(mut grids: Vec<Grid>) -> Self {
        let sheets = grids
            .iter_mut()
            .map(|grid| std::mem::take(&mut grid.sheet))
            .collect();
        Self { sheets, grids }
    }

    fn of_page(mut grids: Vec<Grid>) -> Result<Self, Stopped> {
        if grids.is_empty() {
            return Err(words::no_table());
        }
        if grids.len() > 1 {
            for (at, grid) in grids.iter_mut().enumerate() {
                grid.sheet.name.get_or_insert_with(|| words::table_name(at + 1));
            }
        }
        Ok(Self::of(grids))
    }
}

impl TextBook {
    /// The encoding it is read in, and why.
    pub(crate) fn encoding(&self) -> &Encoding {
        &self.encoding
    }
}

impl Book for TextBook {
    fn sheets(&self) -> &[Sheet] {
        match &self.body {
            Body::Delimited(delimited) => &delimited.sheets,
            Body::Document(document) => &document.sheets,
        }
    }

    fn rows<'a>(&'a mut self, sheet: usize) -> Result<Box<dyn Rows + 'a>, Stopped> {
        match &mut self.body {
            Body::Delimited(delimited) => delimited.rows(),
            Body::Document(document) => match document.grids.get(sheet) {
                Some(grid) => Ok(Box::new(grid.rows())),
                None => Err(words::no_sheet()),
            },
        }
    }

    fn notes(&self) -> Vec<Text> {
        let Encoding { reason, doubtful, .. } = &self.encoding;
        let mut notes = Vec::new();
        if *doubtful {
            notes.push(words::doubtful_encoding(self.encoding.label(), reason));
        }
        if let Body::Delimited(delimited) = &self.body {
            notes.extend(delimited.notes());
        }
        notes
    }
}

#[cfg(test)]
mod tests;
