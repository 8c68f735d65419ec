//! The kinds of file there are, and what to say of those that are not read.

use super::words;
use crate::ingest::Stopped;

/// Extensions, in lower case, of files that some reader takes. A file that somebody names is read whatever its extension;
/// these tell what in a folder is worth opening.
pub(crate) const EXTENSIONS: &[&str] = &[
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "et", "ett", "ods", "ots", "csv", "tsv", "tab",
    "txt", "htm", "html", "mht", "mhtml", "xml",
];

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
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
    /// Flat XML of `OpenDocument`.
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
    pub(crate) fn as_str(self) -> &'static str {
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
    pub(crate) fn refusal(self) -> Option<Stopped> {
        Some(match self {
            Self::Csv | Self::Html | Self::Mhtml | Self::SpreadsheetMl | Self::Zip | Self::Ole => {
                return None;
            }
            Self::Empty => words::empty(),
            Self::Biff2to4 => words::unsupported(
                "很旧的 Excel 格式（Excel 4.0 及以前）",
                "a very old Excel file (4.0 or before)",
            ),
            Self::Dbf => words::unsupported(" dBASE/FoxPro 数据表（.dbf）", "a dBASE or FoxPro table (.dbf)"),
            Self::Sylk => words::unsupported(" SYLK 表格（.slk）", "a SYLK table (.slk)"),
            Self::Dif => words::unsupported(" DIF 表格（.dif）", "a DIF table (.dif)"),
            Self::Fods => words::unsupported(
                "单文件 OpenDocument 表格（.fods）",
                "a flat OpenDocument table (.fods)",
            ),
            Self::Pdf => words::not_a_table(" PDF 文档", "a PDF document"),
            Self::Rtf => words::not_a_table(" RTF 文档", "an RTF document"),
            Self::Json => words::export_first(" JSON 数据", "JSON data"),
            Self::Xml => words::export_first(" XML 数据", "XML data"),
            Self::Image => words::not_a_table("图片", "an image"),
            Self::Archive => words::export_first("压缩包", "a compressed archive"),
            Self::Database => words::export_first("数据库文件", "a database file"),
            Self::Binary => words::not_a_table("无法识别的二进制文件", "an unknown binary file"),
        })
    }
}
