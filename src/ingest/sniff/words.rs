//! What a clerk is told about a file that is not a table we read.

use crate::ingest::{Code, Stopped};
use crate::model::text;

/// Nothing in the file.
pub(super) fn empty() -> Stopped {
    Stopped::new(
        Code::Empty,
        text!("文件是空的，没有任何内容", "the file is empty"),
    )
    .help(text!(
        "请核对是否传错文件，或重新导出",
        "check that it is the right file, or export it again"
    ))
}

/// Something that is no table, by its name in both languages.
pub(super) fn not_a_table(zh: &str, en: &str) -> Stopped {
    Stopped::new(
        Code::NotATable,
        text!(
            "这不是表格，而是{zh}（看内容，不看扩展名）",
            "not a table but {en} (judged by content, not by extension)"
        ),
    )
    .help(text!(
        "请提供目录表格本身：用 Excel 或 WPS 打开目录，另存为 xlsx",
        "give the catalog itself: open it in Excel or WPS and save it as xlsx"
    ))
}

/// Data that holds no table of its own but may be unpacked or exported.
pub(super) fn export_first(zh: &str, en: &str) -> Stopped {
    Stopped::new(
        Code::NotATable,
        text!("这不是表格，而是{zh}", "not a table but {en}"),
    )
    .help(text!(
        "请先解压或从原系统导出为 xlsx 或 csv，再审计",
        "unpack it, or export it from its system as xlsx or csv, first"
    ))
}

/// A table in a format that is not read.
pub(super) fn unsupported(zh: &str, en: &str) -> Stopped {
    Stopped::new(
        Code::Unsupported,
        text!("这是{zh}，本工具不直接读取", "this is {en}, which is not read"),
    )
    .help(text!(
        "请用 Excel 或 WPS 打开，另存为 xlsx 后再审计",
        "open it in Excel or WPS and save it as xlsx"
    ))
}
