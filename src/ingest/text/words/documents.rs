//! What is said about pages and XML workbooks.

use crate::ingest::{Code, Stopped};
use crate::model::{Text, text};

/// The name of a table that has none, where a page holds several.
pub(in crate::ingest::text) fn table_name(number: usize) -> String {
    format!("表格{number}")
}

pub(in crate::ingest::text) fn no_table() -> Stopped {
    Stopped::new(
        Code::NotATable,
        text!("这是网页，但里面没有表格", "a web page without any table"),
    )
    .help(text!(
        "若是“另存为网页”得到的文件，表格在同名文件夹里；请在 Excel 或 WPS 里另存为 xlsx",
        "a workbook saved as a web page keeps its tables in a folder beside it; save it as xlsx instead"
    ))
}

pub(in crate::ingest::text) fn no_sheet() -> Stopped {
    Stopped::new(
        Code::NotATable,
        text!(
            "这个 XML 工作簿里没有工作表",
            "an XML workbook without any worksheet"
        ),
    )
}

pub(in crate::ingest::text) fn no_page() -> Stopped {
    Stopped::new(
        Code::Unsupported,
        text!(
            "这个 MHTML 文件里没有可读的网页部分",
            "an MHTML file without a page that can be read"
        ),
    )
    .help(text!(
        "请用 Excel 或 WPS 打开，另存为 xlsx",
        "open it in Excel or WPS and save it as xlsx"
    ))
}

pub(in crate::ingest::text) fn too_large(what: &Limit) -> Stopped {
    let Text { zh, en } = what.text();
    Stopped::new(Code::TooLarge, text!("内容太大：{zh}", "too large: {en}")).help(text!(
        "请用 Excel 或 WPS 另存为 xlsx 或 csv 后再审计",
        "save it as xlsx or csv from Excel or WPS"
    ))
}

/// A limit of the readers that hold a document in memory.
#[derive(Debug, Clone, Copy)]
pub(in crate::ingest::text) enum Limit {
    /// Bytes of text, in MiB.
    Text(usize),
    /// Cells of all tables.
    Cells(usize),
    /// Tables.
    Tables(usize),
    /// Tables within tables.
    Depth(usize),
    /// Columns of one table.
    Columns(usize),
    /// Rows of one table.
    Rows(u32),
}

impl Limit {
    fn text(self) -> Text {
        match self {
            Self::Text(n) => text!("超过 {n} MiB 文字", "more than {n} MiB of text"),
            Self::Cells(n) => text!("超过 {n} 个单元格", "more than {n} cells"),
            Self::Tables(n) => text!("超过 {n} 张表", "more than {n} tables"),
            Self::Depth(n) => text!("表格嵌套超过 {n} 层", "tables nested deeper than {n}"),
            Self::Columns(n) => text!("超过 {n} 列", "more than {n} columns"),
            Self::Rows(n) => text!("超过 {n} 行", "more than {n} rows"),
        }
    }
}

pub(in crate::ingest::text) fn cut_page(line: u64) -> Stopped {
    Stopped::new(
        Code::Damaged,
        text!(
            "网页在第 {line} 行的表格中间断了，后面的内容缺失",
            "the page ends inside a table on line {line}; what followed is missing"
        ),
    )
    .help(text!("请重新导出或重新下载", "export or download it again"))
}

pub(in crate::ingest::text) fn document_type() -> Stopped {
    Stopped::new(
        Code::Malformed,
        text!(
            "XML 里带有 DOCTYPE 声明，正常的工作簿没有，为安全起见不读取",
            "the XML has a DOCTYPE, which no ordinary workbook has; it is refused for safety"
        ),
    )
    .help(text!(
        "请用 Excel 或 WPS 打开，另存为 xlsx",
        "open it in Excel or WPS and save it as xlsx"
    ))
}

pub(in crate::ingest::text) fn bad_xml(line: u64, error: &str) -> Stopped {
    Stopped::new(
        Code::Damaged,
        text!(
            "XML 在第 {line} 行损坏或中断：{error}",
            "the XML is damaged or cut at line {line}: {error}"
        ),
    )
    .help(text!(
        "请重新导出，或用 Excel、WPS 另存为 xlsx",
        "export it again, or save it as xlsx"
    ))
}

pub(in crate::ingest::text) fn unknown_entity(line: u64, name: &str) -> Stopped {
    Stopped::new(
        Code::Malformed,
        text!(
            "第 {line} 行有未定义的实体 &{name};",
            "undefined entity &{name}; on line {line}"
        ),
    )
}

pub(in crate::ingest::text) fn bad_index(line: u64, index: &str) -> Stopped {
    Stopped::new(
        Code::Damaged,
        text!(
            "第 {line} 行的行号或列号 {index} 无效或倒退",
            "row or column index {index} on line {line} is invalid or goes backwards"
        ),
    )
}
