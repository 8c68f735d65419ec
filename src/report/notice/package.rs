//! A word-processor document as a package of parts: the same text gives the same bytes. Knows no letter.

use super::xml::{NAMES, escape, styles};
use crate::model::Lang;
use chrono::NaiveDate;
use std::io::{self, Read, Seek, Write};
use tempfile::SpooledTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const IN_MEMORY: usize = 4 << 20;

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/fontTable.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
</Types>";

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
</Relationships>";

const PARTS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable\" Target=\"fontTable.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>\
</Relationships>";

/// Fonts that stand in where a machine lacks the one named.
const FONTS: &[(&str, &str)] = &[
    (
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S,方正小标宋_GBK,小标宋,华文中宋,SimSun",
    ),
    ("仿宋", "FangSong,仿宋_GB2312,STFangsong"),
    ("宋体", "SimSun,STSong"),
    ("黑体", "SimHei,STHeiti"),
];

/// Writes a document; `body` writes what stands in it.
pub(super) fn write(
    title: &str,
    lang: Lang,
    as_of: NaiveDate,
    body: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut zip = ZipWriter::new(SpooledTempFile::new(IN_MEMORY));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let small = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", properties(title, as_of)),
        ("word/_rels/document.xml.rels", PARTS.to_owned()),
        ("word/styles.xml", styles(lang)),
        ("word/fontTable.xml", fonts()),
        ("word/footer1.xml", footer()),
    ];
    for (name, text) in small {
        zip.start_file(name, options)?;
        zip.write_all(HEAD.as_bytes())?;
        zip.write_all(text.as_bytes())?;
    }
    zip.start_file("word/document.xml", options)?;
    write!(zip, "{HEAD}<w:document {NAMES}><w:body>")?;
    let mut text = io::BufWriter::new(&mut zip);
    body(&mut text)?;
    text.flush()?;
    drop(text);
    write!(zip, "</w:body></w:document>")?;
    let mut whole = zip.finish()?;
    whole.rewind()?;
    let mut block = vec![0; 64 << 10];
    loop {
        let n = whole.read(&mut block)?;
        if n == 0 {
            return Ok(());
        }
        out.write_all(block.get(..n).unwrap_or_default())?;
    }
}

fn properties(title: &str, as_of: NaiveDate) -> String {
    let title = escape(title);
    let date = |what: &str| {
        format!("<dcterms:{what} xsi:type=\"dcterms:W3CDTF\">{as_of}T00:00:00Z</dcterms:{what}>")
    };
    let (created, modified) = (date("created"), date("modified"));
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>{created}{modified}\
         </cp:coreProperties>"
    )
}

fn fonts() -> String {
    let fonts = FONTS.iter().map(|(name, others)| {
        format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{others}\"/><w:charset w:val=\"86\"/>\
             <w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>"
        )
    });
    format!("<w:fonts {NAMES}>{}</w:fonts>", fonts.collect::<String>())
}

/// `— 1 —`.
fn footer() -> String {
    format!(
        "<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">— </w:t></w:r>\
         <w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>\
         <w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>"
    )
}
