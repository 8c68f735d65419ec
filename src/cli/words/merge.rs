//! What the command line says of reports that are made one.

use crate::model::{Text, text, visible};

pub(in crate::cli) fn only_json_is_mergeable() -> Text {
    text!(
        "--mergeable 只能用于 JSON 报告",
        "--mergeable goes with a JSON report only"
    )
}

pub(in crate::cli) fn write_json() -> Text {
    text!("加上 -f json -o 文件", "add -f json -o FILE")
}

pub(in crate::cli) fn merging(name: &str) -> Text {
    text!("合并 {name}", "merging {name}")
}

/// How many files came twice, and the first of them.
pub(in crate::cli) fn in_two_reports(files: &[String]) -> Text {
    const NAMED: usize = 5;
    let named: Vec<String> = files.iter().take(NAMED).map(|f| visible(f)).collect();
    let (n, zh, en) = (files.len(), named.join("、"), named.join(", "));
    let (and_zh, and_en) = if n > named.len() {
        (" 等", ", …")
    } else {
        ("", "")
    };
    text!(
        "{n} 个文件在几份报告里都有，各只算一次：{zh}{and_zh}",
        "{n} in more than one report, counted once: {en}{and_en}"
    )
}
