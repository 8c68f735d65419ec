//! What is said about delimited text: quotes, NULs, ragged rows.

use crate::ingest::limits::stands;
use crate::ingest::{Code, Limit, Stopped};
use crate::model::{Text, text};

pub(in crate::ingest::text) fn nul(line: u64) -> Stopped {
    Stopped::new(
        Code::Malformed,
        text!(
            "第 {line} 行有零字节（NUL），文本里不应出现",
            "line {line} holds a NUL byte, which text never does"
        ),
    )
    .help(text!(
        "文件可能损坏，或编码不对：请重新导出，或用 --encoding 指定编码",
        "the file may be damaged or in another encoding: export it again, or give --encoding"
    ))
}

pub(in crate::ingest::text) fn open_quote(line: u64) -> Stopped {
    Stopped::new(
        Code::Malformed,
        text!(
            "第 {line} 行有一个英文双引号没有正确闭合，把后面的行都吞进了一个单元格",
            "a quotation mark on line {line} is not properly closed and swallows the rows after it"
        ),
    )
    .help(text!(
        "请补上或删去这个引号（单元格里的引号要写成两个），或用 WPS、Excel 另存为 xlsx",
        "close or remove it (a quote inside a cell is written twice), or save the file as xlsx"
    ))
}

pub(in crate::ingest::text) fn long_record(line: u64, limit: u64) -> Stopped {
    let Text { zh, en } = stands(Limit::Row, limit);
    Stopped::new(
        Code::TooLarge,
        text!(
            "从第 {line} 行开始的一条记录超过{zh}",
            "the record that starts on line {line} is longer than {en}"
        ),
    )
    .help(text!(
        "请检查这一行的引号和换行，或确认这是目录表格",
        "check the quotes and line ends there, or whether this is a catalog at all"
    ))
}

pub(in crate::ingest::text) fn many_columns(line: u64, most: usize) -> Stopped {
    Stopped::new(
        Code::TooLarge,
        text!(
            "第 {line} 行超过 {most} 列",
            "line {line} has more than {most} columns"
        ),
    )
}

pub(in crate::ingest::text) fn many_rows() -> Stopped {
    Stopped::new(
        Code::TooLarge,
        text!("行数超过 42 亿", "more than 4.2 billion rows"),
    )
}

fn first_rows(rows: &[u32], of: u64) -> (String, &'static str, &'static str) {
    let list: Vec<String> = rows.iter().map(ToString::to_string).collect();
    let more = of > rows.len() as u64;
    (
        list.join("、"),
        if more { "等" } else { "" },
        if more { ", …" } else { "" },
    )
}

pub(in crate::ingest::text) fn long_rows(count: u64, rows: &[u32], width: usize) -> Text {
    let (list, zh, en) = first_rows(rows, count);
    let list_en = list.replace('、', ", ");
    text!(
        "{count} 行的格数多于 {width} 列，多出的格里有内容（第 {list}{zh} 行）：可能是单元格里的分隔符没有加引号，列会错位",
        "{count} rows have more than {width} cells with content (rows {list_en}{en}): an unquoted delimiter may shift columns"
    )
}

pub(in crate::ingest::text) fn short_rows(count: u64, rows: &[u32], width: usize) -> Text {
    let (list, zh, en) = first_rows(rows, count);
    let list_en = list.replace('、', ", ");
    text!(
        "{count} 行的格数少于 {width} 列（第 {list}{zh} 行），缺的格按空白处理",
        "{count} rows have fewer than {width} cells (rows {list_en}{en}); the missing ones count as blank"
    )
}
