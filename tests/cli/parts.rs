//! Small workbooks written part by part, so that they can be wrong in just one place.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// Parts of a package; later ones of the same name replace earlier ones.
pub(crate) struct Parts(Vec<(String, Vec<u8>)>);

/// A sheet of these rows.
pub(crate) fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

impl Parts {
    /// An xlsx workbook whose one sheet is this part.
    pub(crate) fn xlsx(sheet: &str) -> Self {
        Self(Vec::new())
            .with("[Content_Types].xml", "<Types><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>")
            .with("_rels/.rels", "<Relationships><Relationship Id='r1' Type='http://x/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>")
            .with("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='目录' r:id='r1'/></sheets></workbook>")
            .with("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Type='http://x/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>")
            .with("xl/sharedStrings.xml", "<sst uniqueCount='2'><si><t>信息资源名称</t></si><si><t>提供方</t></si></sst>")
            .with("xl/worksheets/sheet1.xml", sheet)
    }

    /// An ods spreadsheet with a table of these rows.
    pub(crate) fn ods(rows: &str) -> Self {
        Self(Vec::new())
            .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            .with("content.xml", &format!("<office:document-content><office:body><office:spreadsheet><table:table table:name='目录'>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"))
    }

    /// With another part, or another content of one.
    pub(crate) fn with(mut self, name: &str, content: &str) -> Self {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), content.as_bytes().to_vec()));
        self
    }

    /// Packed.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}
