//! Sentences about sheets and their cells.

use super::super::limits::{Limit, stands};
use crate::model::{Text, text};

pub(in super::super) fn no_sheets() -> Text {
    text!(
        "工作簿里没有可读的工作表",
        "the workbook has no sheet that can be read"
    )
}

pub(in super::super) fn sheet_skipped(name: &str) -> Text {
    text!(
        "工作表“{name}”是图表或对话框，没有单元格，已跳过",
        "sheet {name} is a chart or a dialog without cells and was passed over"
    )
}

pub(in super::super) fn sheet_name_twice(name: &str) -> Text {
    text!("有两个工作表都叫“{name}”", "two sheets are called {name}")
}

pub(in super::super) fn strings_count(claimed: &str, bytes: u64) -> Text {
    text!(
        "共享字符串表自称有 {claimed} 条，而它只有 {bytes} 字节",
        "the shared strings claim {claimed} entries in {bytes} bytes"
    )
}

pub(in super::super) fn strings_too_large(limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::StringsMemory, limit);
    text!(
        "共享字符串表占用的内存将超过{zh}",
        "the shared strings would take more memory than {en}"
    )
}

pub(in super::super) fn part_twice(part: &str) -> Text {
    text!(
        "有两个工作表的内容是同一个部件 {part}",
        "two sheets have the same part {part} for their content"
    )
}

pub(in super::super) fn too_many_sheets(limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Sheets, limit);
    text!("工作表的个数超过{zh}", "the workbook has more sheets than {en}")
}

pub(in super::super) fn bad_row(written: &str) -> Text {
    text!(
        "行号“{written}”无效（应为 1 至 1048576）",
        "row number `{written}` is invalid (1 to 1048576)"
    )
}

pub(in super::super) fn bad_reference(written: &str) -> Text {
    text!(
        "单元格地址“{written}”无效（应在 A1 至 XFD1048576 之间）",
        "cell address `{written}` is invalid (A1 to XFD1048576)"
    )
}

pub(in super::super) fn bad_dimension(written: &str) -> Text {
    text!(
        "工作表的范围“{written}”无效",
        "the sheet's dimension `{written}` is invalid"
    )
}

pub(in super::super) fn bad_cell(address: &str, what: &Text) -> Text {
    let (zh, en) = (&what.zh, &what.en);
    text!("单元格 {address} 已损坏：{zh}", "cell {address} is damaged: {en}")
}

pub(in super::super) fn unknown_type(written: &str) -> Text {
    text!("未知的类型“{written}”", "unknown type `{written}`")
}

pub(in super::super) fn bad_string_index(written: &str, count: u64) -> Text {
    text!(
        "引用第“{written}”条共享字符串，而表中只有 {count} 条",
        "it refers to shared string `{written}` of {count}"
    )
}

pub(in super::super) fn bad_value(written: &str) -> Text {
    text!("值“{written}”无效", "invalid value `{written}`")
}

pub(in super::super) fn odd_structure() -> Text {
    text!("内部结构不合规范", "its inner structure breaks the standard")
}

pub(in super::super) fn two_tables() -> Text {
    text!(
        "工作表里有两份数据，无法确定哪一份是真的",
        "the sheet holds its data twice, so nobody can tell which one counts"
    )
}

pub(in super::super) fn out_of_order_too_large(limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::UnorderedRows, limit);
    text!(
        "工作表的行没有按顺序存放，而行数超过{zh}，无法整理",
        "the sheet's rows are stored out of order, and they are too many to sort: more than {en}"
    )
}

pub(in super::super) fn texts_too_long(limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Texts, limit);
    text!(
        "工作簿的文本（重复引用的按次数算）超过{zh}",
        "the texts of the workbook, shared ones as often as they are used, are larger than {en}"
    )
}

pub(in super::super) fn too_many_formats(limit: usize) -> Text {
    text!(
        "工作簿的单元格格式超过 {limit} 种",
        "the workbook has more than {limit} cell formats"
    )
}

pub(in super::super) fn reader_failed(cause: &str) -> Text {
    text!("读取程序出错：{cause}", "the reader failed: {cause}")
}

pub(in super::super) fn reader_panicked() -> Text {
    text!(
        "读取程序在这个文件上意外中断，文件可能已损坏",
        "the reader broke off unexpectedly on this file; it may be damaged"
    )
}

/// One oddity of a sheet: how often, and where first.
pub(in super::super) fn note(sheet: &str, what: &Text, count: u64, first: &str) -> Text {
    let (zh, en) = (&what.zh, &what.en);
    if count == 1 {
        return text!("工作表“{sheet}”{first}：{zh}", "sheet {sheet}, {first}: {en}");
    }
    text!(
        "工作表“{sheet}”{first} 等 {count} 处：{zh}",
        "sheet {sheet}, {first} and {count} places in all: {en}"
    )
}

pub(in super::super) fn stored_twice() -> Text {
    text!(
        "单元格重复存放，取最后一个",
        "the cell is stored more than once; the last one counts"
    )
}

pub(in super::super) fn out_of_order() -> Text {
    text!(
        "行没有按顺序存放，已重新排序",
        "rows are stored out of order and were sorted"
    )
}

pub(in super::super) fn row_differs() -> Text {
    text!(
        "单元格地址与所在行的行号不一致，以单元格地址为准",
        "the cell's address contradicts the number of its row; the address counts"
    )
}

pub(in super::super) fn merge_dropped() -> Text {
    text!(
        "合并区域超出工作表范围，已忽略",
        "a merged region lies outside the sheet and was ignored"
    )
}

pub(in super::super) fn precision_lost() -> Text {
    text!(
        "超过 15 位的数字以数值存放，末尾几位已丢失；编号、证件号应存为文本",
        "a number of more than 15 digits is stored as a number and its last digits are lost; store identifiers as text"
    )
}

pub(in super::super) fn not_a_number() -> Text {
    text!(
        "数值不是有限的数，原样保留",
        "the number is not finite and is kept as it stands"
    )
}

pub(in super::super) fn control_characters() -> Text {
    text!(
        "文本含有不可见的控制字符，原样保留",
        "the text holds control characters, kept as they stand"
    )
}

pub(in super::super) fn date_out_of_range() -> Text {
    text!(
        "设为日期格式的数值超出日期范围，按数值保留",
        "a number with a date format is no date and is kept as a number"
    )
}

pub(in super::super) fn unknown_style() -> Text {
    text!(
        "单元格引用了不存在的格式，按常规格式读取",
        "the cell refers to a format that does not exist and is read without one"
    )
}

pub(in super::super) fn too_many_regions(limit: u64) -> Text {
    let Text { zh, en } = stands(Limit::Regions, limit);
    text!(
        "工作表的合并区域、隐藏行或隐藏列的处数超过{zh}",
        "the sheet has more merged regions, hidden rows or hidden columns than {en}"
    )
}
