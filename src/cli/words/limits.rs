//! What the command line says of limits, in both languages.

use crate::ingest::{Limit, Unit};
use crate::model::{Text, text};

pub(in crate::cli) fn unknown_limit(name: &str) -> Text {
    text!("没有叫“{name}”的上限", "no limit is called '{name}'")
}

pub(in crate::cli) fn known_limits(names: &[&str]) -> Text {
    let all = names.join("、");
    let en = names.join(", ");
    text!("上限有 {all}", "the limits are {en}")
}

pub(in crate::cli) fn bad_limit(limit: Limit, value: &str) -> Text {
    let name = limit.name();
    text!(
        "--limit {name} 的数值“{value}”写法不对，或超出范围",
        "'{value}' is no value of --limit {name}, or out of its range"
    )
}

pub(in crate::cli) fn limit_like(limit: Limit) -> Text {
    let name = limit.name();
    match limit.unit() {
        Unit::Bytes => text!(
            "写成 {name}=512MiB、{name}=2GiB 或字节数",
            "write {name}=512MiB, {name}=2GiB or a number of bytes"
        ),
        Unit::Count => {
            let most = limit.most();
            text!(
                "写 1 到 {most} 的整数，如 200万",
                "write a whole number from 1 to {most}"
            )
        }
    }
}

pub(in crate::cli) fn too_many_findings(limit: Limit, most: u64) -> Text {
    let name = limit.name();
    text!(
        "要逐处列出的问题超过上限 {most} 处（--limit {name}），没有写报告",
        "more places to list than the limit of {most} (--limit {name}); no report was written"
    )
}

pub(in crate::cli) fn fewer_findings() -> Text {
    text!(
        "请用 -f jsonl、csv 或 xlsx，它们不占内存；或去掉 --max-examples 0；确要这样列，用 --limit findings=数值 放宽",
        "use -f jsonl, csv or xlsx, which keep nothing in memory; or leave out --max-examples 0; or raise it with --limit findings=NUMBER"
    )
}
