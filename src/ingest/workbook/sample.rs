//! Small workbooks for tests, written part by part so that they can be wrong in just one place.

use super::{Limits, Reader, open};
use crate::ingest::{Book, Stopped};
use crate::model::{Kind, Row, letters};
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;

/// Parts of a package; later ones of the same name replace earlier ones.
pub(super) struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// An xlsx workbook with one sheet of this inner XML.
    pub(super) fn xlsx(sheet: &str) -> Self {
        Self(Vec::new())
            .with("[Content_Types].xml", "<Types><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>")
            .with("_rels/.rels", "<Relationships><Relationship Id='r1' Type='http://x/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>")
            .with("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='目录' r:id='r1'/></sheets></workbook>")
            .with("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Type='http://x/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>")
            .with("xl/sharedStrings.xml", "<sst uniqueCount='2'><si><t>序号</t></si><si><r><t>名</t></r><r><t>称</t></r></si></sst>")
            .with("xl/worksheets/sheet1.xml", &format!("<worksheet>{sheet}</worksheet>"))
    }

    /// An ods spreadsheet of these tables.
    pub(super) fn ods(tables: &str) -> Self {
        Self(Vec::new())
            .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            .with("content.xml", &format!("<office:document-content><office:automatic-styles><style:style style:name='ta2' style:family='table'><style:table-properties table:display='false'/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"))
    }

    /// With another part, or another content of one.
    pub(super) fn with(mut self, name: &str, content: &str) -> Self {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), content.as_bytes().to_vec()));
        self
    }

    /// With a part that is no text.
    pub(super) fn with_bytes(mut self, name: &str, content: Vec<u8>) -> Self {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), content));
        self
    }

    /// Without a part.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(n, _)| n != name);
        self
    }

    /// On disk.
    pub(super) fn write(&self) -> NamedTempFile {
        let mut file = NamedTempFile::new().unwrap();
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        file.write_all(&zip.finish().unwrap().into_inner()).unwrap();
        file
    }

    /// Opened.
    pub(super) fn open(&self) -> Result<Box<dyn Book>, Stopped> {
        self.open_within(&Limits::default())
    }

    /// Opened under other limits.
    pub(super) fn open_within(&self, limits: &Limits) -> Result<Box<dyn Book>, Stopped> {
        open(self.write().path(), limits, Some(&no_reader()))
    }
}

/// A reader that cannot be started: for formats that need none.
pub(super) fn no_reader() -> Reader {
    Reader {
        program: PathBuf::from("/nonexistent"),
        arguments: Vec::new(),
        silence: Duration::from_secs(10),
    }
}

/// Every row of a sheet as `2h: A=Text(序号) …`, `h` for hidden.
pub(super) fn rows(book: &mut dyn Book, sheet: usize) -> Result<Vec<String>, Stopped> {
    let mut rows = book.rows(sheet)?;
    let mut row = Row::default();
    let mut out = Vec::new();
    while rows.next(&mut row)? {
        let hidden = if row.hidden { "h" } else { "" };
        let cells: Vec<_> = (0..row.width() as u16)
            .filter(|&c| row.kind(c) != Kind::Empty)
            .map(|c| format!(" {}={:?}({})", letters(c), row.kind(c), row.text(c)))
            .collect();
        let cells = cells.concat();
        out.push(format!("{}{hidden}:{cells}", row.number));
    }
    Ok(out)
}
