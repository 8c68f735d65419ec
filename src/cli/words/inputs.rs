//! What the command line says of its inputs, in both languages.

use crate::ingest::{Code, PassedOver, Stopped, cause};
use crate::model::{Text, text, visible};
use std::io;
use std::path::Path;

pub(in crate::cli) fn stdin_twice() -> Text {
    text!(
        "标准输入不能既是文件又是文件清单",
        "standard input cannot be both a file and the list of files"
    )
}

pub(in crate::cli) fn not_a_pattern(pattern: &str) -> Text {
    text!(
        "--exclude 的“{pattern}”不是通配符写法",
        "'{pattern}' is not a pattern that --exclude takes"
    )
}

pub(in crate::cli) fn cannot_read_list(list: &Path, why: &std::io::Error) -> Text {
    let (list, Text { zh, en }) = (list.display(), super::reason(why));
    text!(
        "读不了文件清单 {list}：{zh}",
        "the list of files {list} cannot be read: {en}"
    )
}

pub(in crate::cli) fn no_list_of_files(list: &Path) -> Text {
    let list = list.display();
    text!("{list} 不是文件清单", "{list} is no list of files")
}

pub(in crate::cli) fn one_path_a_line() -> Text {
    text!(
        "--files-from 要的是一行一个路径的文本文件；要审的就是它，直接写它的路径",
        "--files-from takes a text file with a path a line; to audit this very file, just name it"
    )
}

pub(in crate::cli) fn empty_list() -> Stopped {
    Stopped::new(
        Code::Empty,
        text!("文件清单里没有一个路径", "the list of files names no file"),
    )
    .help(text!(
        "一行写一个路径；# 开头的行不算",
        "one path a line; a line that begins with # is none"
    ))
}

pub(in crate::cli) fn cannot_lay_by(folder: &Path, why: &io::Error) -> Text {
    let (folder, Text { zh, en }) = (folder.display(), cause(why));
    text!(
        "标准输入要先存到临时文件夹 {folder}，写不进去：{zh}",
        "standard input is kept in the temporary folder {folder}, which cannot be written to: {en}"
    )
}

/// The same of what a report keeps while it is made.
pub(in crate::cli) fn cannot_keep(folder: &Path, why: &io::Error) -> Text {
    let (folder, Text { zh, en }) = (folder.display(), cause(why));
    text!(
        "报告的中间结果存在临时文件夹 {folder}，写不进去：{zh}",
        "what the report is made of is kept in the temporary folder {folder}, which cannot be written to: {en}"
    )
}

pub(in crate::cli) fn other_temporary_folder() -> Text {
    text!(
        "请腾出空间，或用环境变量 TMPDIR（Windows 上是 TEMP）指定另一个文件夹",
        "make room, or name another folder in the variable TMPDIR (TEMP on Windows)"
    )
}

/// How many were left out, and the first of them with the reason.
pub(in crate::cli) fn left_out(n: usize, named: &[&PassedOver]) -> Text {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for passed in named {
        let path = visible(&passed.path);
        zh.push(format!("{path}（{}）", passed.reason.zh));
        en.push(format!("{path} ({})", passed.reason.en));
    }
    let (zh, en) = (zh.join("、"), en.join(", "));
    if n > named.len() {
        text!(
            "没有读 {n} 个：{zh} 等，全部列在报告里",
            "{n} left out: {en}, …; the report lists them all"
        )
    } else {
        text!("没有读 {n} 个：{zh}", "{n} left out: {en}")
    }
}
