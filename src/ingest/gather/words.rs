//! Why a path is no input, in both languages.

use crate::ingest::{Code, Stopped};
use crate::model::{Text, text, visible};

pub(super) fn temporary() -> Text {
    text!(
        "办公软件打开文件时留下的临时文件",
        "a temporary file of an office program"
    )
}

pub(super) fn hidden() -> Text {
    text!("隐藏的文件或文件夹", "hidden")
}

pub(super) fn other_extension() -> Text {
    text!(
        "扩展名不是能读的表格",
        "its extension is not one of a table that is read"
    )
}

pub(super) fn no_plain_file() -> Text {
    text!("不是普通文件", "not a plain file")
}

pub(super) fn leads_back() -> Text {
    text!("链接指回上级文件夹", "a link back to a folder above")
}

pub(super) fn leads_nowhere() -> Text {
    text!("链接指向的文件不存在", "a link that leads nowhere")
}

pub(super) fn again() -> Text {
    text!(
        "链接指向的文件夹已经读过",
        "a link to a folder that was already read"
    )
}

pub(super) fn own_output() -> Text {
    text!("本次运行写出的文件", "a file that this run writes")
}

pub(super) fn own_list() -> Text {
    text!(
        "本次用的名单（豁免、基线、别名、日历），不是目录",
        "a list that this run uses (waivers, baseline, aliases, calendar), no catalog"
    )
}

pub(super) fn own_report() -> Text {
    text!("以前写出的审计报告", "an audit report that was written earlier")
}

pub(super) fn excluded(pattern: &str) -> Text {
    let pattern = visible(pattern);
    text!("按 --exclude {pattern} 排除", "left out by --exclude {pattern}")
}

pub(super) fn same_file(name: &str) -> Text {
    let name = visible(name);
    text!("与 {name} 是同一个文件", "the same file as {name}")
}

pub(super) fn empty_folder() -> Stopped {
    Stopped::new(
        Code::Empty,
        text!(
            "这个文件夹里没有能读的表格文件",
            "no file in this folder is a table that is read"
        ),
    )
    .help(text!("请核对文件夹是否写对", "check that it is the right folder"))
}

pub(super) fn no_match() -> Stopped {
    Stopped::new(
        Code::NotFound,
        text!(
            "没有这个文件，作为通配符也没有文件与它相符",
            "no such file, and as a pattern it matches none"
        ),
    )
    .help(text!(
        "请核对路径；* 只在一层之内匹配，** 跨文件夹",
        "check the path; * stays within a folder, ** goes through folders"
    ))
}

pub(super) fn no_entry() -> Stopped {
    Stopped::new(
        Code::NotFound,
        text!("没有权限进入这个文件夹", "no permission to enter this folder"),
    )
}

/// A path that was asked for and left out, where nothing else remained.
pub(super) fn left_out(reason: Text) -> Stopped {
    Stopped::new(Code::NotFound, reason)
}
