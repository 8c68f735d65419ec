//! Sentences about binary workbooks, ods and the child that reads.

use super::super::limits::{Limit, stands};
use crate::ingest::cause;
use crate::model::{Text, text};
use std::io;
use std::path::Path;

pub(in super::super) fn ole_damaged() -> Text {
    text!(
        "文件不完整或已损坏（OLE 结构）",
        "the file is cut short or damaged (OLE structure)"
    )
}

pub(in super::super) fn biff_damaged(what: &str) -> Text {
    text!("文件已损坏（记录 {what}）", "the file is damaged (record {what})")
}

pub(in super::super) fn grid_too_large(cells: u64, limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::XlsCells, limit);
    text!(
        "工作表的范围有 {cells} 个单元格，超过{zh}",
        "a sheet spans {cells} cells, more than {en}"
    )
}

pub(in super::super) fn short_records() -> Text {
    text!(
        "这个 .xlsb 文件用了简写的单元格记录，无法完整读取",
        "this .xlsb file uses short cell records, which cannot be read in full"
    )
}

pub(in super::super) fn bad_repeat(written: &str) -> Text {
    text!("重复次数“{written}”无效", "repeat count `{written}` is invalid")
}

pub(in super::super) fn beyond_grid() -> Text {
    text!(
        "内容超出 1048576 行 × 16384 列",
        "its content lies beyond 1048576 rows by 16384 columns"
    )
}

pub(in super::super) fn cell_too_long(limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Cell, limit);
    text!(
        "一个单元格的内容超过{zh}",
        "the content of a cell is larger than {en}"
    )
}

pub(in super::super) fn row_too_long(limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Row, limit);
    text!("一行的内容超过{zh}", "the content of a row is larger than {en}")
}

pub(in super::super) fn repeats_too_large(limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::RepeatedCells, limit);
    text!(
        "重复的单元格展开后，个数超过{zh}",
        "repeated cells unfold to more than {en}"
    )
}

pub(in super::super) fn child_not_started(cause: &str) -> Text {
    text!(
        "无法启动读取进程：{cause}",
        "the reading process could not be started: {cause}"
    )
}

pub(in super::super) fn child_silent() -> Text {
    text!(
        "读取进程长时间没有进展，已终止；文件可能已损坏",
        "the reading process made no progress for too long and was ended; the file may be damaged"
    )
}

pub(in super::super) fn child_died(memory: u64) -> Text {
    let Text { zh, en } = stands(Limit::Memory, memory);
    text!(
        "读取进程中途退出：文件已损坏，或所需的内存超过{zh}",
        "the reading process ended midway: the file is damaged, or needs more memory than {en}"
    )
}

pub(in super::super) fn child_garbled() -> Text {
    text!(
        "读取进程的输出不完整",
        "the reading process answered something that cannot be understood"
    )
}

pub(in super::super) fn spool_too_large(limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Answer, limit);
    text!("工作簿内容超过{zh}", "the workbook's content is larger than {en}")
}

pub(in super::super) fn spool_failed(folder: &Path, error: &io::Error) -> Text {
    let (folder, cause) = (folder.display(), cause(error));
    let (zh, en) = (cause.zh, cause.en);
    text!(
        "临时文件夹 {folder} 写不进去：{zh}",
        "the temporary folder {folder} cannot be written to: {en}"
    )
}
