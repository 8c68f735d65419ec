//! Why reports cannot be made one, and the way out.

use crate::audit::{Role, Unmergeable};
use crate::ingest::cause;
use crate::model::{Text, text, visible};
use std::io::ErrorKind;

fn audit_again() -> Text {
    text!(
        "用 dataaudit check … -f json --mergeable -o 文件 重新审这一部分",
        "audit this part again with dataaudit check … -f json --mergeable -o FILE"
    )
}

fn send_again() -> Text {
    text!(
        "从审计的那台机器上原样重新传送（不要重新排版、换行尾）；原件也不行的，重新审这一部分",
        "copy it again byte for byte from where it was written; where that is no better, audit this part again"
    )
}

fn with(message: Text, help: Text) -> Unmergeable {
    Unmergeable { message, help }
}

pub(in crate::audit) fn unreadable_report(path: &str, why: &std::io::Error) -> Unmergeable {
    let path = visible(path);
    let why = match why.kind() {
        ErrorKind::NotFound => text!("没有这个文件", "there is no such file"),
        ErrorKind::PermissionDenied => text!("没有读取权限", "permission denied"),
        ErrorKind::IsADirectory => text!("它是文件夹", "it is a folder"),
        _ => cause(why),
    };
    let (zh, en) = (why.zh, why.en);
    with(
        text!("读不了 {path}：{zh}", "cannot read {path}: {en}"),
        text!(
            "请核对路径，各部分的报告逐个写出",
            "check the path; name the report of every part"
        ),
    )
}

pub(in crate::audit) fn no_report(path: &str) -> Unmergeable {
    let path = visible(path);
    with(
        text!(
            "{path} 不是 dataaudit 的 JSON 报告",
            "{path} is no JSON report of dataaudit"
        ),
        audit_again(),
    )
}

pub(in crate::audit) fn no_tape(path: &str) -> Unmergeable {
    let path = visible(path);
    with(
        text!(
            "{path} 审的时候没有加 --mergeable，不能合并",
            "{path} was written without --mergeable and cannot be merged"
        ),
        audit_again(),
    )
}

pub(in crate::audit) fn cut_short(path: &str) -> Unmergeable {
    let path = visible(path);
    with(
        text!("{path} 不完整，后面断了", "{path} is cut short"),
        send_again(),
    )
}

pub(in crate::audit) fn changed(path: &str) -> Unmergeable {
    let path = visible(path);
    with(
        text!(
            "{path} 写出以后被改动过",
            "{path} was changed after it was written"
        ),
        send_again(),
    )
}

pub(in crate::audit) fn other_program(path: &str) -> Unmergeable {
    let path = visible(path);
    with(
        text!(
            "{path} 由另一版 dataaudit 写出",
            "{path} was written by another dataaudit"
        ),
        same_program(),
    )
}

fn same_program() -> Text {
    text!(
        "审各部分和合并，都用同一个 dataaudit",
        "use one and the same dataaudit to audit the parts and to merge them"
    )
}

pub(in crate::audit) fn other_tool(path: &str, theirs: &str) -> Unmergeable {
    let (path, theirs, ours) = (visible(path), visible(theirs), env!("CARGO_PKG_VERSION"));
    with(
        text!(
            "{path} 由 dataaudit {theirs} 写出，本程序是 {ours}",
            "{path} was written by dataaudit {theirs}; this is {ours}"
        ),
        same_program(),
    )
}

pub(in crate::audit) fn other_pack(path: &str, id: &str, theirs: &str, ours: Option<&str>) -> Unmergeable {
    let (path, id, ours) = (visible(path), visible(id), ours.unwrap_or("—"));
    with(
        text!(
            "{path} 按 SHA-256 为 {theirs} 的法规包 {id} 审，本程序的是 {ours}",
            "{path} was audited by the pack {id} of SHA-256 {theirs}; here it is {ours}"
        ),
        same_program(),
    )
}

pub(in crate::audit) fn premises_differ(
    what: &Text,
    (a, mine): (&str, &str),
    (b, theirs): (&str, &str),
) -> Unmergeable {
    let [a, b, mine, theirs] = [a, b, mine, theirs].map(visible);
    let (zh, en) = (&what.zh, &what.en);
    with(
        text!(
            "{a} 和 {b} 审的时候{zh}不同：前者 {mine}，后者 {theirs}",
            "{a} and {b} were audited with different {en}: {mine} and {theirs}"
        ),
        text!(
            "各部分用同样的选项、同样的文件审；把其中一份重新审",
            "audit every part with the same options and the same files; audit one of the two again"
        ),
    )
}

pub(in crate::audit) fn two_files(name: &str, a: &str, b: &str) -> Unmergeable {
    let [name, a, b] = [name, a, b].map(visible);
    with(
        text!(
            "{a} 和 {b} 里都有 {name}，内容却不同",
            "{name} stands in both {a} and {b}, and is not the same"
        ),
        text!(
            "是两个文件的，从共同的上级文件夹写路径，使名称不同；是同一个文件的，只留新的一份，把另一部分重新审",
            "where these are two files, name them from a folder above both; where it is one, audit the part that holds the older again"
        ),
    )
}

/// What a reference is.
pub(in crate::audit) fn reference(role: Role) -> Text {
    match role {
        Role::Audited => text!("审的文件", "files"),
        Role::Departments => text!("单位名单（--departments）", "list of bodies (--departments)"),
        Role::Previous => text!("上一版目录（--previous）", "former edition (--previous)"),
    }
}

/// The names of all premises, in their order.
pub(in crate::audit) fn premises() -> [Text; 17] {
    [
        text!("程序的版本", "versions of the program"),
        text!("审计日期（--as-of）", "days (--as-of)"),
        text!("假定有效（--what-if）", "suppositions (--what-if)"),
        text!("法规（-j）", "instruments (-j)"),
        text!("自备的法规包（--pack）", "packs (--pack)"),
        text!("字段表", "vocabularies"),
        text!("代码的含义（--code）", "meanings of codes (--code)"),
        text!("列的含义（--map）", "meanings of columns (--map)"),
        text!("表的种类（--kind）", "kinds of table (--kind)"),
        text!("工作表（--sheet）", "sheets (--sheet)"),
        text!("表头的行（--header-row）", "header rows (--header-row)"),
        text!("编码（--encoding）", "encodings (--encoding)"),
        text!("部门的别名（--aliases）", "names of departments (--aliases)"),
        text!("期限的宽限（--tolerance）", "tolerances (--tolerance)"),
        text!("期限遇休息日顺延（--no-roll）", "ways of counting (--no-roll)"),
        text!("工作日历（--calendar）", "calendars (--calendar)"),
        text!("改过的级别", "severities raised or lowered"),
    ]
}
