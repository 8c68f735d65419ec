//! What is said where the system would not read or write, in both languages.

use crate::ingest::cause;
use crate::model::{Text, text};
use std::io;
use std::path::Path;

pub(in crate::cli) fn cannot_write(path: &Path, why: &io::Error) -> Text {
    let path = path.display();
    let reason = match why.kind() {
        io::ErrorKind::NotFound => text!("文件夹不存在", "its folder does not exist"),
        io::ErrorKind::PermissionDenied => text!("没有写入权限", "permission denied"),
        _ => reason(why),
    };
    let (zh, en) = (reason.zh, reason.en);
    text!("写不了 {path}：{zh}", "cannot write {path}: {en}")
}

/// Why a file cannot be read or written, in words.
pub(super) fn reason(why: &io::Error) -> Text {
    match why.kind() {
        io::ErrorKind::NotFound => text!("没有这个文件或文件夹", "there is no such file or folder"),
        io::ErrorKind::PermissionDenied => text!("没有读取权限", "permission denied"),
        io::ErrorKind::StorageFull => text!("磁盘已满", "the disk is full"),
        io::ErrorKind::IsADirectory => text!("它是文件夹", "it is a folder"),
        io::ErrorKind::NotADirectory => text!("它不是文件夹", "it is not a folder"),
        io::ErrorKind::InvalidData => text!("不是 UTF-8 编码的文本", "it is not text in UTF-8"),
        _ => cause(why),
    }
}

/// What went wrong that nobody had words for: where the system failed us, at least why.
pub(in crate::cli) fn failed(error: &anyhow::Error) -> Text {
    match error.root_cause().downcast_ref::<io::Error>() {
        Some(why) => reason(why),
        None => Text::same(format!("{error:#}")),
    }
}

pub(in crate::cli) fn cannot_write_stdout(why: &io::Error) -> Text {
    let Text { zh, en } = cause(why);
    text!("写不了标准输出：{zh}", "cannot write to standard output: {en}")
}

pub(in crate::cli) fn check_folder() -> Text {
    text!(
        "确认文件夹存在、有写入权限，且该文件没有在 Excel 或 WPS 中打开",
        "check that the folder exists, may be written to, and that no program has the file open"
    )
}

pub(in crate::cli) fn cannot_read_stdin(why: &io::Error) -> Text {
    let Text { zh, en } = cause(why);
    text!("读不了标准输入：{zh}", "cannot read standard input: {en}")
}
