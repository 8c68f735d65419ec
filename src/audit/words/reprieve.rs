//! What is said of waivers and baselines when they are read.

use crate::ingest::cause;
use crate::model::{Text, text, visible};
use chrono::NaiveDate;

pub(in crate::audit) fn no_baseline(file: &str, why: &std::io::Error) -> Text {
    if why.kind() == std::io::ErrorKind::NotFound {
        return text!("没有基线文件 {file}", "there is no baseline {file}");
    }
    let Text { zh, en } = match why.kind() {
        std::io::ErrorKind::PermissionDenied => text!("没有读取权限", "no permission to read it"),
        std::io::ErrorKind::IsADirectory => text!("它是文件夹", "it is a folder"),
        _ => cause(why),
    };
    text!(
        "读不了基线文件 {file}：{zh}",
        "cannot read the baseline {file}: {en}"
    )
}

pub(in crate::audit) fn write_a_baseline() -> Text {
    text!(
        "用 dataaudit baseline write 重新生成",
        "write one with dataaudit baseline write"
    )
}

pub(in crate::audit) fn baseline_torn(file: &str, why: &serde_json::Error) -> Text {
    let (line, column) = (why.line(), why.column());
    let zh = json_fault(why);
    text!(
        "基线文件 {file} 不完整或被改坏了（第 {line} 行第 {column} 列）：{zh}（{why}）",
        "the baseline {file} was cut short or edited into what is none (line {line}, column {column}): {why}"
    )
}

/// What is wrong with a JSON text, in words.
fn json_fault(why: &serde_json::Error) -> &'static str {
    use serde_json::error::Category;
    match why.classify() {
        Category::Eof => "文件到这里就断了",
        Category::Syntax => "不是 JSON 的写法",
        Category::Data | Category::Io => "不是基线的内容",
    }
}

pub(in crate::audit) fn restore_the_baseline() -> Text {
    text!(
        "从版本库取回原来的文件，或用 dataaudit baseline write 重新生成",
        "take the file back from version control, or write one with dataaudit baseline write"
    )
}

pub(in crate::audit) fn baseline_of_another_version(file: &str, theirs: &str, ours: &str) -> Text {
    let theirs = visible(theirs);
    text!(
        "基线文件 {file} 的版本是 {theirs}，本程序只读 {ours}",
        "the baseline {file} is of version {theirs}; this program reads {ours}"
    )
}

pub(in crate::audit) fn not_a_baseline(file: &str, schema: &str) -> Text {
    let schema = visible(schema);
    text!(
        "{file} 不是基线文件，写的是 {schema}",
        "{file} is no baseline: it says {schema}"
    )
}

pub(in crate::audit) fn baseline_of_another_law(file: &str, theirs: &str, ours: &str) -> Text {
    let theirs = visible(theirs);
    text!(
        "基线文件 {file} 是按 {theirs} 生成的，这次按 {ours} 审",
        "the baseline {file} was written for {theirs}; this audit is by {ours}"
    )
}

pub(in crate::audit) fn same_law(theirs: &str) -> Text {
    let theirs = visible(theirs);
    text!(
        "用 -j {theirs} 审，或用 dataaudit baseline write 另生成一份",
        "audit with -j {theirs}, or write another with dataaudit baseline write"
    )
}

pub(in crate::audit) fn baseline_edited(file: &str, why: &Text) -> Text {
    let (zh, en) = (&why.zh, &why.en);
    text!(
        "基线文件 {file} 被改坏了：{zh}",
        "the baseline {file} was edited into what is none: {en}"
    )
}

pub(in crate::audit) fn no_fingerprint(print: &str) -> Text {
    let print = visible(print);
    text!(
        "“{print}”不是指纹（16 位小写十六进制）",
        "'{print}' is no fingerprint of 16 hexadecimal digits"
    )
}

pub(in crate::audit) fn counts_nothing(print: &str) -> Text {
    text!("{print} 的个数是 0", "{print} counts 0 findings")
}

pub(in crate::audit) fn of_no_instrument(print: &str, id: &str) -> Text {
    let id = visible(id);
    text!(
        "{print} 属于 {id}，文件开头没有列出它",
        "{print} is of {id}, which the head of the file does not name"
    )
}

pub(in crate::audit) fn fingerprint_twice(print: &str) -> Text {
    text!("{print} 写了两次", "{print} stands there twice")
}

pub(in crate::audit) fn not_as_written() -> Text {
    text!(
        "内容与末尾的校验值（sha256）不符，写成以后有人改过；基线只由 baseline write 和 prune 改写",
        "what it says does not fit the digest (sha256) at its end: it was changed since it was written, and only baseline write and prune change one"
    )
}

pub(in crate::audit) fn before_the_baseline(day: NaiveDate) -> Text {
    text!(
        "审计日期早于基线的 {day}",
        "the day of the audit is before that of the baseline, {day}"
    )
}

pub(in crate::audit) fn requirement_gone() -> Text {
    text!(
        "法规包里已没有这项要求",
        "the pack has no such requirement any more"
    )
}

pub(in crate::audit) fn requirement_not_checked(reason: Option<&Text>) -> Text {
    match reason {
        Some(Text { zh, en }) => text!(
            "这次没有检查这项要求：{zh}",
            "the requirement was not checked: {en}"
        ),
        None => text!("这次没有检查这项要求", "the requirement was not checked"),
    }
}

pub(in crate::audit) fn file_not_audited(file: &str) -> Text {
    let file = visible(file);
    text!("这次没有审 {file}", "{file} was not audited")
}

pub(in crate::audit) fn file_not_read(file: &str) -> Text {
    let file = visible(file);
    text!("{file} 没有读全", "{file} was not read wholly")
}

pub(in crate::audit) fn table_not_audited(file: &str, sheet: Option<&str>) -> Text {
    let file = visible(file);
    match sheet.map(visible) {
        Some(sheet) => text!(
            "{file} 的“{sheet}”没有审",
            "the sheet '{sheet}' of {file} was not audited"
        ),
        None => text!("{file} 里没有原来那样的表", "{file} has no such table any more"),
    }
}

pub(in crate::audit) fn column_gone(file: &str, field: &str) -> Text {
    let file = visible(file);
    text!(
        "{file} 里没有认出 {field} 列",
        "no column of {file} was taken for {field}"
    )
}

pub(in crate::audit) fn in_the_baseline(day: NaiveDate) -> Text {
    text!("基线（{day}）已记录", "in the baseline of {day}")
}

/// What a waiver does not say; the key in TOML, the head in a table.
pub(in crate::audit) fn waiver_lacks(line: u32, key: &str, heads: &[&str]) -> Text {
    let head = heads.first().copied().unwrap_or(key);
    text!(
        "第 {line} 行的豁免没有写{head}（{key}）",
        "the waiver at line {line} does not say its {key}"
    )
}

pub(in crate::audit) fn star_is_all() -> Text {
    text!("对全部都豁免就写 *", "write * where all are meant")
}

pub(in crate::audit) fn in_cell(address: &str, message: &Text) -> Text {
    let (zh, en) = (&message.zh, &message.en);
    text!("{address}：{zh}", "{address}: {en}")
}

pub(in crate::audit) fn unknown_requirement(id: &str) -> Text {
    let id = visible(id);
    text!("没有叫“{id}”的要求", "there is no requirement '{id}'")
}

pub(in crate::audit) fn no_day(written: &str) -> Text {
    let written = visible(written);
    text!("“{written}”不是日期", "'{written}' is no date")
}

pub(in crate::audit) fn day_like() -> Text {
    text!("写成 2026-12-31 的样子", "write it like 2026-12-31")
}

pub(in crate::audit) fn expires_before_approved(until: NaiveDate, from: NaiveDate) -> Text {
    text!(
        "到期日期 {until} 早于批准日期 {from}",
        "it expires on {until}, before it was approved on {from}"
    )
}

pub(in crate::audit) fn not_a_waiver() -> Text {
    text!("这里应是豁免的列表", "waivers are a list of tables")
}

pub(in crate::audit) fn waiver_like() -> Text {
    text!(
        "每条豁免以 [[waiver]] 一行开头",
        "begin every waiver with a line [[waiver]]"
    )
}

pub(in crate::audit) fn not_a_text(key: &str) -> Text {
    text!("{key} 应是加引号的文字", "{key} is a text in quotes")
}

pub(in crate::audit) fn unknown_key_of_waiver(key: &str) -> Text {
    let key = visible(key);
    text!("不认识的键 {key}", "unknown key {key}")
}

pub(in crate::audit) fn unknown_head(head: &str) -> Text {
    let head = visible(head);
    text!("不认识的表头“{head}”", "unknown head '{head}'")
}

pub(in crate::audit) fn head_twice(head: &str) -> Text {
    let head = visible(head);
    text!("表头“{head}”重复了", "the head '{head}' is there twice")
}

pub(in crate::audit) fn no_head(head: &str) -> Text {
    text!("缺少“{head}”列", "the column '{head}' is missing")
}

pub(in crate::audit) fn no_heads(heads: &[&str]) -> Text {
    let (zh, en) = (heads.join("、"), heads.join(", "));
    text!("空表，应有表头：{zh}", "an empty table; its heads are {en}")
}

pub(in crate::audit) fn keys_known(known: &[&str]) -> Text {
    let (zh, en) = (known.join("、"), known.join(", "));
    text!("可以写：{zh}", "one of: {en}")
}
