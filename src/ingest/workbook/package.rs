//! What a zip container really holds, by its parts: a workbook of some kind, a document, or just files.

use super::words;
use super::xlsx::main_part;
use super::xml::attribute;
use super::zip::{Container, damaged, encrypted};
use crate::ingest::{Code, Stopped};
use quick_xml::events::Event;

/// The format a workbook really has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Office Open XML, WPS `.et` in its newer form included.
    Xlsx,
    /// The same with macros.
    Xlsm,
    /// Office Open XML with binary parts.
    Xlsb,
    /// BIFF in an OLE container, WPS `.et` in its older form included.
    Xls,
    /// Open Document.
    Ods,
}

impl Format {
    /// The format as the report spells it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsm => "xlsm",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
        }
    }
}

/// A workbook's format and its main part.
pub(super) struct Package {
    pub(super) format: Format,
    pub(super) main: String,
}

/// Tells workbooks from everything else that is a zip.
pub(super) fn identify(container: &mut Container) -> Result<Package, Stopped> {
    if container.has("mimetype") || container.has("content.xml") {
        return open_document(container);
    }
    let main = match main_part(container)? {
        Some(main) => main,
        None => guess(container).ok_or_else(|| archive(container))?,
    };
    let related = container.has("_rels/.rels");
    let format = match main.rsplit('/').next().unwrap_or_default() {
        file if main.starts_with("word/") || file == "document.xml" => {
            return Err(document("一个 Word 文档", "a Word document"));
        }
        file if main.starts_with("ppt/") || file == "presentation.xml" => {
            return Err(document("一个演示文稿", "a presentation"));
        }
        _ if main.rsplit('.').next() == Some("bin") => Format::Xlsb,
        _ if has_macros(container)? => Format::Xlsm,
        _ => Format::Xlsx,
    };
    if !container.has(&main) {
        return Err(damaged(words::no_workbook_part()));
    }
    if !related {
        return Err(damaged(words::part_missing("_rels/.rels")));
    }
    Ok(Package { format, main })
}

/// A package without relationships: no workbook is read from it, but at least it is told for what it is.
fn guess(container: &Container) -> Option<String> {
    [
        "xl/workbook.xml",
        "xl/workbook.bin",
        "word/document.xml",
        "ppt/presentation.xml",
    ]
    .into_iter()
    .find(|name| container.has(name))
    .map(str::to_owned)
}

fn archive(container: &Container) -> Stopped {
    let holds_tables = container.names().any(|name| {
        name.rsplit_once('.')
            .is_some_and(|(_, extension)| matches!(extension, "xlsx" | "xls" | "et" | "csv" | "ods"))
    });
    let help = if holds_tables {
        words::unpack_first()
    } else {
        words::need_table()
    };
    Stopped::new(Code::NotATable, words::not_a_table("一个压缩包", "a zip archive")).help(help)
}

fn document(zh: &str, en: &str) -> Stopped {
    Stopped::new(Code::NotATable, words::not_a_table(zh, en)).help(words::need_table())
}

fn has_macros(container: &mut Container) -> Result<bool, Stopped> {
    let Some(mut part) = container.xml("[Content_Types].xml")? else {
        return Ok(false);
    };
    loop {
        match part.next()? {
            Event::Start(e) if e.local_name().as_ref() == "Override" => {
                let kind = attribute(&e, "ContentType").unwrap_or_default();
                if kind.contains("sheet.macroEnabled.main") || kind.contains("template.macroEnabled.main") {
                    return Ok(true);
                }
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

fn open_document(container: &mut Container) -> Result<Package, Stopped> {
    let kind = container.bytes("mimetype")?.unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind);
    let kind = kind.trim();
    if !kind.is_empty() && !kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return Err(match kind {
            k if k.contains("opendocument.text") => document("一个文字文档", "a text document"),
            k if k.contains("opendocument.presentation") => document("一个演示文稿", "a presentation"),
            k if k.contains("epub") => document("一本电子书", "an e-book"),
            _ => archive(container),
        });
    }
    if is_encrypted(container)? {
        return Err(encrypted());
    }
    if !container.has("content.xml") {
        return Err(damaged(words::no_workbook_part()));
    }
    Ok(Package {
        format: Format::Ods,
        main: "content.xml".to_owned(),
    })
}

fn is_encrypted(container: &mut Container) -> Result<bool, Stopped> {
    if container.has("encrypted-package") {
        return Ok(true);
    }
    let Some(mut part) = container.xml("META-INF/manifest.xml")? else {
        return Ok(false);
    };
    loop {
        match part.next()? {
            Event::Start(e) if e.local_name().as_ref() == "encryption-data" => return Ok(true),
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}
