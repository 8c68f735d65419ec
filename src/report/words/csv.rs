//! The heads of the table of findings, in both languages.

use crate::model::{Lang, Text, text};

/// Readers know a report by the first three; see `ingest::is_report`.
pub(in crate::report) fn csv_heads(lang: Lang) -> [&'static str; 24] {
    match lang {
        Lang::Zh => [
            "级别",
            "要求标识",
            "文件",
            "工作表",
            "单元格",
            "行",
            "列",
            "文本行号",
            "表头",
            "编码",
            "名称",
            "提供单位",
            "数据项",
            "现状",
            "应为",
            "说明",
            "建议",
            "法规",
            "依据",
            "责任",
            "另见",
            "法域",
            "指纹",
            "豁免",
        ],
        Lang::En => [
            "severity",
            "requirement",
            "file",
            "sheet",
            "cell",
            "row",
            "column",
            "line",
            "header",
            "code",
            "name",
            "provider",
            "item",
            "observed",
            "expected",
            "message",
            "suggestion",
            "instrument",
            "citation",
            "liability",
            "see also",
            "jurisdiction",
            "fingerprint",
            "waived",
        ],
    }
}

/// What stands for a level where a file was not audited.
pub(in crate::report) fn unread() -> Text {
    text!("未审到", "not audited")
}
