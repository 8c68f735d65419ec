//! What a file really is, from its first bytes only. Refuses to look at the extension, and at anything behind the
//! head: a zip is a zip by its first four bytes, whatever lies inside an OLE file.

mod words;

use super::Stopped;
use super::text::hanzi::utf16;
use super::text::words::unreadable;
use std::io::Read;
use std::path::Path;

/// How many bytes from the start are worth giving to [`sniff`].
pub const HEAD: usize = 64 * 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// No bytes at all.
    Empty,
    /// Text with delimiters, or any other text.
    Csv,
    /// A web page, often named `.xls`.
    Html,
    /// A web page in a mail envelope, as Excel saves `.mht`.
    Mhtml,
    /// The XML of Excel 2003.
    SpreadsheetMl,
    /// xlsx, xlsb, ods, WPS: told apart by what is inside.
    Zip,
    /// xls, WPS et, encrypted workbooks: told apart by what is inside.
    Ole,
    /// Excel 2 to 4, or a later stream without its container.
    Biff2to4,
    /// dBASE and `FoxPro`.
    Dbf,
    /// Symbolic link format, `.slk`.
    Sylk,
    /// Data interchange format.
    Dif,
    /// Flat XML of OpenDocument.
    Fods,
    /// Portable document.
    Pdf,
    /// Rich text.
    Rtf,
    /// JSON.
    Json,
    /// XML that is no table we know.
    Xml,
    /// A picture.
    Image,
    /// Compressed files other than zip.
    Archive,
    /// A database file.
    Database,
    /// Bytes that are no text.
    Binary,
}

impl Format {
    /// Short name, as reports print it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Mhtml => "mhtml",
            Self::SpreadsheetMl => "spreadsheetml",
            Self::Zip => "zip",
            Self::Ole => "ole",
            Self::Biff2to4 => "biff",
            Self::Dbf => "dbf",
            Self::Sylk => "sylk",
            Self::Dif => "dif",
            Self::Fods => "fods",
            Self::Pdf => "pdf",
            Self::Rtf => "rtf",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Image => "image",
            Self::Archive => "archive",
            Self::Database => "database",
            Self::Binary => "binary",
        }
    }

    /// Why this format is not read and what to do, `None` where some reader takes it.
    pub fn refusal(self) -> Option<Stopped> {
        Some(match self {
            Self::Csv | Self::Html | Self::Mhtml | Self::SpreadsheetMl | Self::Zip | Self::Ole => {
                return None;
            }
            Self::Empty => words::empty(),
            Self::Biff2to4 => words::unsupported(
                "很旧的 Excel 格式(Excel 4.0 及以前)",
                "a very old Excel file (4.0 or before)",
            ),
            Self::Dbf => words::unsupported("dBASE/FoxPro 数据表(.dbf)", "a dBASE or FoxPro table (.dbf)"),
            Self::Sylk => words::unsupported("SYLK 表格(.slk)", "a SYLK table (.slk)"),
            Self::Dif => words::unsupported("DIF 表格(.dif)", "a DIF table (.dif)"),
            Self::Fods => words::unsupported(
                "单文件 OpenDocument 表格(.fods)",
                "a flat OpenDocument table (.fods)",
            ),
            Self::Pdf => words::not_a_table("PDF 文档", "a PDF document"),
            Self::Rtf => words::not_a_table("RTF 文档", "an RTF document"),
            Self::Json => words::export_first("JSON 数据", "JSON data"),
            Self::Xml => words::export_first("XML 数据", "XML data"),
            Self::Image => words::not_a_table("图片", "an image"),
            Self::Archive => words::export_first("压缩包", "a compressed archive"),
            Self::Database => words::export_first("数据库文件", "a database file"),
            Self::Binary => words::not_a_table("无法识别的二进制文件", "an unknown binary file"),
        })
    }
}

/// Reads the head of a file and tells what it is.
pub fn peek(path: &Path) -> Result<Format, Stopped> {
    let mut head = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(HEAD as u64).read_to_end(&mut head))
        .map_err(|error| unreadable(&error))?;
    Ok(sniff(&head))
}

/// What a file is, from its first bytes ([`HEAD`] of them, or all if it is shorter).
pub fn sniff(head: &[u8]) -> Format {
    if head.is_empty() {
        return Format::Empty;
    }
    by_magic(head)
        .or_else(|| dbf(head).then_some(Format::Dbf))
        .or_else(|| by_markup(&narrow(head)))
        .unwrap_or_else(|| {
            if is_binary(head) {
                Format::Binary
            } else {
                Format::Csv
            }
        })
}

const MAGIC: &[(&[u8], Format)] = &[
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"PK\x07\x08", Format::Zip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Ole),
    (b"%PDF-", Format::Pdf),
    (b"{\\rtf", Format::Rtf),
    (b"\x09\x00\x04\x00", Format::Biff2to4),
    (b"\x09\x00\x06\x00", Format::Biff2to4),
    (b"\x09\x02\x06\x00", Format::Biff2to4),
    (b"\x09\x04\x06\x00", Format::Biff2to4),
    (b"\x09\x08\x08\x00", Format::Biff2to4),
    (b"\x09\x08\x10\x00", Format::Biff2to4),
    (b"ID;P", Format::Sylk),
    (b"TABLE\r\n0,1", Format::Dif),
    (b"TABLE\n0,1", Format::Dif),
    (b"\x89PNG\r\n\x1A\n", Format::Image),
    (b"\xFF\xD8\xFF", Format::Image),
    (b"GIF87a", Format::Image),
    (b"GIF89a", Format::Image),
    (b"II*\0", Format::Image),
    (b"MM\0*", Format::Image),
    (b"RIFF", Format::Binary),
    (b"\x1F\x8B\x08", Format::Archive),
    (b"7z\xBC\xAF\x27\x1C", Format::Archive),
    (b"Rar!\x1A\x07", Format::Archive),
    (b"\xFD7zXZ\0", Format::Archive),
    (b"BZh", Format::Archive),
    (b"SQLite format 3\0", Format::Database),
    (b"\0\x01\0\0Standard ", Format::Database),
    (b"PAR1", Format::Database),
    (b"\x7FELF", Format::Binary),
];

fn by_magic(head: &[u8]) -> Option<Format> {
    let (_, format) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic))?;
    // Letters alone are no proof: a table may well begin with the word RIFF.
    let letters = matches!(head.get(..3), Some(b"RIF" | b"BZh" | b"PAR"));
    (!letters || is_binary(head)).then_some(*format)
}

/// A dBASE header: a known version, a date, lengths that fit the 32 bytes a field, and reserved zeros.
fn dbf(head: &[u8]) -> bool {
    let &[
        version,
        _,
        month,
        day,
        _,
        _,
        _,
        _,
        len_low,
        len_high,
        rec_low,
        rec_high,
        0,
        0,
        ..,
    ] = head
    else {
        return false;
    };
    let header = u16::from_le_bytes([len_low, len_high]);
    let record = u16::from_le_bytes([rec_low, rec_high]);
    let versions = [
        0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xF5, 0xFB,
    ];
    versions.contains(&version)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && header > 32
        && record > 0
}

/// The head as lower-case bytes without byte order mark and leading blanks; UTF-16 loses its NULs, which is enough to
/// recognise markup.
fn narrow(head: &[u8]) -> Vec<u8> {
    let wide = matches!(
        head,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, b'<', ..] | [b'<', 0, ..]
    );
    let bytes = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    bytes
        .iter()
        .filter(|&&b| !wide || !matches!(b, 0 | 0xFE | 0xFF))
        .skip_while(|b| b.is_ascii_whitespace())
        .map(u8::to_ascii_lowercase)
        .collect()
}

fn by_markup(head: &[u8]) -> Option<Format> {
    let has = |word: &str| find(head, word.as_bytes());
    match head {
        [b'<', ..] if has("urn:schemas-microsoft-com:office:spreadsheet") && has("workbook") => {
            Some(Format::SpreadsheetMl)
        }
        [b'<', ..] if has("<office:document") => Some(Format::Fods),
        [b'<', ..] if is_page(head) => Some(Format::Html),
        [b'<', b'?', b'x', b'm', b'l', ..] => Some(Format::Xml),
        [b'{' | b'[', rest @ ..] => is_json(rest).then_some(Format::Json),
        _ => is_mail(head).then_some(Format::Mhtml),
    }
}

fn is_page(head: &[u8]) -> bool {
    const OPENINGS: [&str; 12] = [
        "<!doctype html",
        "<html",
        "<head",
        "<meta",
        "<body",
        "<table",
        "<style",
        "<div",
        "<center",
        "<tr",
        "<script",
        "<title",
    ];
    OPENINGS.iter().any(|tag| head.starts_with(tag.as_bytes()))
        || find(head, b"<html")
        || find(head, b"<table")
}

fn is_json(after_bracket: &[u8]) -> bool {
    let mut rest = after_bracket.iter().filter(|b| !b.is_ascii_whitespace());
    match (rest.next(), rest.next()) {
        (Some(b'{'), Some(b'"' | b'}')) => true,
        (Some(b'"'), _) => find(after_bracket, b"\":") || find(after_bracket, b"\" :"),
        _ => false,
    }
}

/// A mail envelope: a header field at the very start and the MIME version soon after.
fn is_mail(head: &[u8]) -> bool {
    let head = head.get(..2048).unwrap_or(head);
    let field = head
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'-')
        .count();
    field > 0
        && head.get(field) == Some(&b':')
        && (head.starts_with(b"mime-version:") || find(head, b"\nmime-version:"))
        && find(head, b"content-type:")
}

fn is_binary(head: &[u8]) -> bool {
    if matches!(head, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 0, 0xFE, 0xFF, ..]) || utf16(head).is_some() {
        return false;
    }
    let nuls = head.iter().filter(|b| **b == 0).count();
    let controls = head
        .iter()
        .filter(|b| matches!(b, 1..=8 | 11 | 14..=25 | 27..=31 | 127))
        .count();
    // A few stray control characters or NULs are a damaged text, which says more about itself when read.
    nuls > 2 + head.len() / 10 || controls > 2 + head.len() / 20
}

fn find(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|w| w == needle)
}

#[cfg(test)]
mod tests;
