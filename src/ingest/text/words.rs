//! What is said about text files: encodings, quotes, ragged rows, damaged markup.

mod delimited;
mod documents;
mod encodings;

pub(super) use delimited::*;
pub(super) use documents::*;
pub(super) use encodings::*;

use crate::ingest::{Code, Stopped, cause};
use crate::model::{Text, text};
use std::io;

/// The file could not be opened or read.
pub(in crate::ingest) fn unreadable(error: &io::Error) -> Stopped {
    match error.kind() {
        io::ErrorKind::NotFound => Stopped::new(Code::NotFound, text!("找不到这个文件", "no such file")),
        io::ErrorKind::PermissionDenied => Stopped::new(
            Code::NotFound,
            text!("没有权限读取这个文件", "no permission to read this file"),
        ),
        io::ErrorKind::IsADirectory => Stopped::new(
            Code::NotATable,
            text!("这是一个文件夹，不是文件", "this is a folder, not a file"),
        )
        .help(text!("请逐个写出其中的目录文件", "name the catalog files in it")),
        _ => Stopped::new(Code::Unreadable, {
            let Text { zh, en } = cause(error);
            text!("读取文件时出错：{zh}", "reading the file failed: {en}")
        }),
    }
}

/// A pipe, a socket or a device: it cannot be read twice, and may never end.
pub(in crate::ingest) fn not_a_plain_file() -> Stopped {
    Stopped::new(
        Code::NotATable,
        text!(
            "这是管道或设备，不是普通文件",
            "this is a pipe or a device, not a plain file"
        ),
    )
    .help(text!(
        "请先存成文件，或者用 `-` 从标准输入读取",
        "save it to a file first, or read standard input with `-`"
    ))
}

/// The format belongs to another reader.
pub(super) fn not_text() -> Stopped {
    Stopped::new(Code::NotATable, text!("这不是文本文件", "not a text file"))
}
