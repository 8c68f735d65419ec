//! What a report of test suites says beside the findings, in both languages.

use crate::audit::Levels;
use crate::model::{Text, text};

/// The case that fails where a file could not be read.
pub(in crate::report) fn reading() -> Text {
    text!("读取文件", "reading the file")
}

/// The suite of what was not checked at all.
pub(in crate::report) fn unchecked() -> Text {
    text!("没有检查的要求", "requirements not checked")
}

/// Why a case was skipped, where nothing better is known.
pub(in crate::report) fn unexplained() -> Text {
    text!("没有检查", "not checked")
}

/// Columns that a requirement reads and no table of the file has.
pub(in crate::report) fn lacks_columns(fields: &[Text]) -> Text {
    let zh: Vec<&str> = fields.iter().map(|f| f.zh.as_str()).collect();
    let en: Vec<&str> = fields.iter().map(|f| f.en.as_str()).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    text!("这个文件没有要看的列：{zh}", "the file has no column for: {en}")
}

/// Findings of a case by level.
pub(in crate::report) fn found(levels: Levels) -> Text {
    let Levels {
        errors,
        warnings,
        infos,
    } = levels;
    text!(
        "违规 {errors} · 存疑 {warnings} · 提示 {infos}",
        "errors {errors} · warnings {warnings} · infos {infos}"
    )
}

/// Findings of a case that are not written out.
pub(in crate::report) fn unlisted(n: u64) -> Text {
    text!(
        "还有 {n} 处未列出（--format json 或 csv 全部列出）",
        "{n} more not listed (--format json and csv list all)"
    )
}
