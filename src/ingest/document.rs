//! One file from its path to its tables: told by content, digested, opened by the reader of its format.

use super::bounded::Bounded;
use super::layout::{self, Dictionaries, Layout, SkippedSheet};
use super::sniff::{self, Format};
use super::{Book, Digest, Encoding, Limit, Limits, Stopped, Table, text, workbook};
use crate::model::{Text, Vocabulary};
use std::path::{Path, PathBuf};

/// How files are to be read where detection is overruled, and how far reading may go.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Sheet, header, columns, table kind.
    pub layout: layout::Options,
    /// Encoding label of text files.
    pub encoding: Option<String>,
    /// How large it may be, and what is in it.
    pub limits: Limits,
    /// The process that reads formats whose readers may run away; without one they are refused.
    pub reader: Option<workbook::Reader>,
}

/// An input file.
pub struct Document {
    path: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, hexadecimal; empty where a [`Digest`] has it.
    pub sha256: String,
    /// What it really is, once opened.
    pub format: Option<&'static str>,
    /// The encoding, once a text file is opened.
    pub encoding: Option<Encoding>,
    kind: Format,
    /// What a first pass over a text file found.
    survey: Option<text::Survey>,
    book: Option<Box<dyn Book>>,
}

impl Document {
    /// Tells what a file is and digests it; opens nothing yet.
    pub fn new(path: &Path, limits: &Limits) -> Result<Self, Stopped> {
        Self::told(path, limits, |_| None).map(|(document, _)| document)
    }

    /// The same, with a digest that may still be in the making: until then the document has none.
    pub fn digested_beside(path: &Path, limits: &Limits) -> Result<(Self, Option<Digest>), Stopped> {
        Self::told(path, limits, |bytes| Digest::begin(path, bytes))
    }

    fn told(
        path: &Path,
        limits: &Limits,
        beside: impl FnOnce(u64) -> Option<Digest>,
    ) -> Result<(Self, Option<Digest>), Stopped> {
        let unreadable = |error: std::io::Error| text::words::unreadable(&error);
        let kind = sniff::peek(path)?;
        let bytes = path.metadata().map_err(unreadable)?.len();
        if bytes > limits.input {
            return Err(limits.beyond(Limit::Input, None));
        }
        let digest = beside(bytes);
        let (survey, bytes, sha256) = match kind {
            Format::Zip | Format::Ole if digest.is_some() => (None, bytes, String::new()),
            Format::Zip | Format::Ole => {
                let (bytes, sha256) = text::digest(path).map_err(unreadable)?;
                (None, bytes, sha256)
            }
            _ => {
                let (survey, sha256) = match digest {
                    Some(_) => (text::Survey::of_file(path).map_err(unreadable)?, String::new()),
                    None => text::Survey::digested(path).map_err(unreadable)?,
                };
                let bytes = survey.bytes;
                (Some(survey), bytes, sha256)
            }
        };
        let document = Self {
            path: path.to_owned(),
            bytes,
            sha256,
            format: Some(kind.as_str()),
            encoding: None,
            kind,
            survey,
            book: None,
        };
        Ok((document, digest))
    }

    /// Opens it by what its bytes say it is.
    pub fn open(&mut self, reading: &Reading, dictionaries: &Dictionaries<'_>) -> Result<(), Stopped> {
        if let Some(refusal) = self.kind.refusal() {
            return Err(refusal);
        }
        let Some(survey) = &self.survey else {
            self.format = Some(workbook::format(&self.path, &reading.limits)?.as_str());
            let book = workbook::open(&self.path, &reading.limits, reading.reader.as_ref())?;
            self.book = Some(Box::new(Bounded::new(book, &reading.limits)?));
            return Ok(());
        };
        let known = |word: &str| dictionaries.holds(word);
        let options = text::TextOptions {
            encoding: reading.encoding.as_deref(),
            known: Some(&known),
            limits: reading.limits,
        };
        let book = text::open(&self.path, survey, self.kind, &options)?;
        self.encoding = Some(book.encoding().clone());
        self.book = Some(Box::new(Bounded::new(Box::new(book), &reading.limits)?));
        Ok(())
    }

    /// The sheets as they stand, once it is opened.
    pub fn book(&mut self) -> Option<&mut dyn Book> {
        match &mut self.book {
            Some(book) => Some(book.as_mut()),
            None => None,
        }
    }

    /// Finds its tables.
    pub fn layouts(
        &mut self,
        reading: &Reading,
        dictionaries: &Dictionaries<'_>,
    ) -> Result<(Vec<Layout>, Vec<SkippedSheet>), Stopped> {
        match &mut self.book {
            Some(book) => {
                let name = self.path.file_stem().map(|n| n.to_string_lossy());
                layout::layouts(book.as_mut(), name.as_deref(), dictionaries, &reading.layout)
            }
            None => Ok((Vec::new(), Vec::new())),
        }
    }

    /// Opens one of its tables.
    pub fn table<'a>(
        &'a mut self,
        layout: &'a Layout,
        vocabulary: &Vocabulary,
    ) -> Result<Table<'a>, Stopped> {
        match &mut self.book {
            Some(book) => Table::open(book.as_mut(), layout, vocabulary),
            None => Err(super::words::not_opened()),
        }
    }

    /// What the reader found odd; complete once every table was read.
    pub fn notes(&self) -> Vec<Text> {
        self.book.as_ref().map(|book| book.notes()).unwrap_or_default()
    }
}
