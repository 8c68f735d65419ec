//! Sentences about the container: zip, OLE, and what lies in them.

use super::super::limits::{Limit, stands};
use crate::ingest::cause;
use crate::model::{Text, text};
use std::io;
use zip::result::ZipError;

pub(in super::super) fn cannot_open(error: &io::Error) -> Text {
    let Text { zh, en } = cause(error);
    text!("打不开文件：{zh}", "the file cannot be opened: {en}")
}

pub(in super::super) fn no_such_file() -> Text {
    text!("文件不存在", "no such file")
}

pub(in super::super) fn io_failed(error: &io::Error) -> Text {
    let Text { zh, en } = cause(error);
    text!("读取文件时出错：{zh}", "reading failed: {en}")
}

pub(in super::super) fn zip_damaged(error: &ZipError) -> Text {
    let cause = error.to_string();
    let zh = if cause.contains("EOCD") {
        "缺了末尾，多半没有下载或复制完"
    } else {
        "压缩结构对不上"
    };
    text!(
        "文件不完整或已损坏：{zh}",
        "the file is cut short or damaged (zip: {cause})"
    )
}

/// Why a part cannot be inflated.
pub(in super::super) fn part_not_inflated(part: &str, error: &io::Error) -> Text {
    let Text { zh, en } = inflating(error);
    text!("内部部件 {part} 已损坏：{zh}", "part {part} is damaged: {en}")
}

fn inflating(error: &io::Error) -> Text {
    let en = error.to_string();
    let zh = match error.kind() {
        io::ErrorKind::UnexpectedEof => "解压到一半就没有了".to_owned(),
        _ if en.contains("checksum") => "校验和对不上，内容被改动过".to_owned(),
        _ if en.contains("declared") => "解压后比它声明的长".to_owned(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => {
            "无法解压".to_owned()
        }
        _ => cause(error).zh,
    };
    Text { zh, en }
}

/// Why a part is no XML.
pub(in super::super) fn part_no_xml(part: &str, error: &quick_xml::Error) -> Text {
    use quick_xml::Error;
    let zh = match error {
        Error::Io(error) => return part_not_inflated(part, error),
        Error::Syntax(_) => "标签没有写完",
        Error::IllFormed(_) => "标签不成对",
        Error::InvalidAttr(_) => "标签里的属性写法不对",
        Error::Encoding(_) => "有不是 UTF-8 的内容",
        Error::Escape(_) => "转义字符写法不对",
        Error::Namespace(_) => "命名空间写法不对",
    };
    text!("内部部件 {part} 已损坏：{zh}", "part {part} is damaged: {error}")
}

pub(in super::super) fn duplicate_parts() -> Text {
    text!(
        "文件内部有重名的部件，无法确定哪一份是真的",
        "parts inside the file share a name, so nobody can tell which one counts"
    )
}

pub(in super::super) fn odd_method(part: &str, method: &str) -> Text {
    text!(
        "内部部件 {part} 用了表格文件不允许的压缩方式 {method}",
        "part {part} is compressed with {method}, which workbooks may not use"
    )
}

pub(in super::super) fn encrypted() -> Text {
    text!(
        "文件设有打开密码，无法读取",
        "the file is protected by a password and cannot be read"
    )
}

pub(in super::super) fn too_many_parts(found: u64, limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Parts, limit);
    text!(
        "文件内部有 {found} 个部件，超过{zh}",
        "the file holds {found} parts, more than {en}"
    )
}

pub(in super::super) fn file_too_large(bytes: u64, which: Limit, limit: u64) -> Text {
    let Text { zh, en } = stands(which, limit);
    text!(
        "文件有 {bytes} 字节，超过{zh}",
        "the file has {bytes} bytes, more than {en}"
    )
}

pub(in super::super) fn part_too_large(part: &str, bytes: u64, which: Limit, limit: u64) -> Text {
    let Text { zh, en } = stands(which, limit);
    text!(
        "内部部件 {part} 解压后有 {bytes} 字节，超过{zh}",
        "part {part} unpacks to {bytes} bytes, more than {en}"
    )
}

pub(in super::super) fn total_too_large(bytes: u64, limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Inflated, limit);
    text!(
        "文件解压后共 {bytes} 字节，超过{zh}",
        "the file unpacks to {bytes} bytes, more than {en}"
    )
}

pub(in super::super) fn bomb(part: &str, ratio: u64, limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Ratio, limit);
    text!(
        "内部部件 {part} 的压缩比为 {ratio}，超过{zh}，疑为压缩炸弹",
        "part {part} is packed {ratio} to 1, beyond {en}: it looks like a zip bomb"
    )
}

pub(in super::super) fn not_a_table(what_zh: &str, what_en: &str) -> Text {
    text!("这是{what_zh}，不是表格", "this is {what_en}, not a table")
}

pub(in super::super) fn no_workbook_part() -> Text {
    text!(
        "文件缺少工作簿部件（workbook），已损坏",
        "the file lacks its workbook part: it is damaged"
    )
}

pub(in super::super) fn part_missing(part: &str) -> Text {
    text!("文件缺少内部部件 {part}", "the file lacks its part {part}")
}

pub(in super::super) fn part_damaged(part: &str, cause: &str) -> Text {
    text!(
        "内部部件 {part} 已损坏：{cause}",
        "part {part} is damaged: {cause}"
    )
}

pub(in super::super) fn part_encoding(part: &str, encoding: &str) -> Text {
    text!(
        "内部部件 {part} 的编码是 {encoding}，表格文件应为 UTF-8",
        "part {part} is encoded in {encoding}; workbooks use UTF-8"
    )
}

pub(in super::super) fn part_dtd(part: &str) -> Text {
    text!(
        "内部部件 {part} 含有 DTD 或自定义实体，不予读取",
        "part {part} holds a DTD or entities of its own and is not read"
    )
}

pub(in super::super) fn part_too_deep(part: &str, limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Depth, limit);
    text!(
        "内部部件 {part} 的层数超过{zh}",
        "part {part} is nested deeper than {en}"
    )
}

pub(in super::super) fn part_cut(part: &str) -> Text {
    text!(
        "内部部件 {part} 不完整，结尾缺失",
        "part {part} is cut short: its end is missing"
    )
}

pub(in super::super) fn piece_too_large(part: &str, limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Piece, limit);
    text!(
        "内部部件 {part} 里有一段内容超过{zh}",
        "part {part} holds a single piece of more than {en}"
    )
}

pub(in super::super) fn empty_file() -> Text {
    text!("文件是空的（0 字节）", "the file is empty (0 bytes)")
}
