//! A workbook being written as a package of parts: sheets go into it row by row, nothing of them stays in memory. The same
//! cells give the same bytes. Knows no finding.

use super::parts::{self, HEAD, Named};
use super::strings::Strings;
use super::style;
use crate::model::{Lang, Text};
use crate::report::spool::Spool;
use chrono::NaiveDate;
use std::io::{self, Write};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A workbook being written.
pub(in crate::report) struct Book {
    zip: ZipWriter<StreamWriter<Spool>>,
    pub(super) lang: Lang,
    pub(super) strings: Strings,
    pub(super) sheets: Vec<Named>,
}

impl Book {
    /// A workbook of that day and title, with no sheet yet.
    pub(in crate::report) fn new(day: NaiveDate, title: &Text, lang: Lang) -> io::Result<Self> {
        Self::with(day, title, lang, Strings::default())
    }

    /// One whose cells may name these strings.
    pub(super) fn with(day: NaiveDate, title: &Text, lang: Lang, strings: Strings) -> io::Result<Self> {
        let mut book = Self {
            zip: ZipWriter::new_stream(Spool::new()),
            lang,
            strings,
            sheets: Vec::new(),
        };
        let core = parts::core(title.of(lang), crate::ingest::REPORT_KEYWORD, day);
        book.part("_rels/.rels", &parts::root())?;
        book.part("docProps/core.xml", &core)?;
        book.part("docProps/app.xml", parts::APP)?;
        book.part("xl/styles.xml", &style::part(lang))?;
        Ok(book)
    }

    /// Starts a part that is written by `write`; a long one is pressed in haste.
    pub(super) fn start(&mut self, name: &str, long: bool) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(long.then_some(1))
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o600);
        Ok(self.zip.start_file(name, options)?)
    }

    /// Writes what comes next of the part that was started.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.zip.write_all(bytes)
    }

    /// Writes a small part.
    pub(super) fn part(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.start(name, false)?;
        self.write(HEAD.as_bytes())?;
        self.write(text.as_bytes())
    }

    /// Closes the package and hands it over.
    pub(in crate::report) fn finish(mut self, out: &mut dyn Write) -> io::Result<()> {
        let (sheets, strings) = (self.sheets.len(), !self.strings.is_empty());
        if strings {
            self.start("xl/sharedStrings.xml", false)?;
            self.strings.write(&mut self.zip)?;
        }
        let workbook = parts::workbook(&self.sheets);
        self.part("xl/workbook.xml", &workbook)?;
        self.part("xl/_rels/workbook.xml.rels", &parts::relations(sheets, strings))?;
        self.part("[Content_Types].xml", &parts::types(sheets, strings))?;
        self.zip.finish()?.into_inner().pour(out)
    }
}
