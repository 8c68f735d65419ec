//! What is said about pages and XML workbooks.

use crate::ingest::{Code, Limit, Limits, Stopped};
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

pub(in crate::ingest::text) fn too_large(limits: &Limits, limit: Limit) -> Stopped {
    let told = limits.beyond(limit, None);
    let raise = told.help.unwrap_or_default();
    let Text { zh, en } = raise;
    Stopped::new(told.code, told.message).help(text!(
        "请用 Excel 或 WPS 另存为 xlsx 或 csv 后再审计；{zh}",
        "save it as xlsx or csv from Excel or WPS; {en}"
    ))
}

/// No grid is larger than Excel's.
pub(in crate::ingest::text) fn beyond_grid() -> Stopped {
    Stopped::new(
        Code::TooLarge,
        text!(
            "内容超出 1048576 行 × 16384 列，Excel 也放不下",
            "its content lies beyond 1048576 rows by 16384 columns, as many as Excel has"
        ),
    )
    .help(text!("请另存为 csv 后再审计", "save it as csv"))
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
