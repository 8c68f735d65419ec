//! Every sentence about limits.

use super::{Limit, Limits};
use crate::model::{Text, text};

/// What a limit bounds.
pub(super) fn about(limit: Limit) -> Text {
    match limit {
        Limit::Input => text!(
            "一个输入的字节数，标准输入也算",
            "bytes of an input, standard input included"
        ),
        Limit::Workbook => text!("工作簿文件的字节数", "bytes of a workbook file"),
        Limit::Xls => text!(
            "xls 文件的字节数（整个读入内存）",
            "bytes of an xls file, which is read whole"
        ),
        Limit::Document => text!(
            "网页、MHTML、XML 工作簿的字节数（整个读入内存）",
            "bytes of a web page, MHTML file or XML workbook, which is read whole"
        ),
        Limit::Rows => text!("一张表的行数", "rows of a table"),
        Limit::Columns => text!("一张表的列数", "columns of a table"),
        Limit::Cells => text!("一张表的单元格数", "cells of a table"),
        Limit::Cell => text!("一个单元格的字节数", "bytes of a cell"),
        Limit::Row => text!("一行的字节数", "bytes of a row"),
        Limit::Sheets => text!(
            "工作表的个数；网页里表格的个数",
            "sheets of a workbook, tables of a page"
        ),
        Limit::Parts => text!("压缩结构里部件的个数", "parts of a zip container"),
        Limit::Part => text!("一个部件解压后的字节数", "bytes of a part once inflated"),
        Limit::Inflated => text!("全部部件解压后的字节数", "bytes of all parts once inflated"),
        Limit::Ratio => text!("较大部件的压缩比", "how many times a large part may inflate"),
        Limit::Styles => text!(
            "格式等小部件解压后的字节数",
            "bytes of styles and other small parts once inflated"
        ),
        Limit::Strings => text!(
            "共享字符串表解压后的字节数",
            "bytes of the shared strings once inflated"
        ),
        Limit::StringsMemory => text!("共享字符串表占用的内存", "memory that the shared strings take"),
        Limit::Texts => text!(
            "xlsx 全部文本的字节数，重复引用的按次数算",
            "bytes of all texts of an xlsx file, shared ones as often as they are used"
        ),
        Limit::Piece => text!(
            "XML 里一个标签、一段文字或一段注释的字节数",
            "bytes of a single tag, text or comment of XML"
        ),
        Limit::Regions => text!(
            "一张表里合并区域、隐藏行或隐藏列的处数",
            "merged regions, hidden rows or hidden columns of a sheet"
        ),
        Limit::Depth => text!("XML 元素嵌套的层数", "XML elements within one another"),
        Limit::Nesting => text!(
            "网页里表格嵌套的层数，邮件部分的层数",
            "tables of a page, or parts of a mail, within one another"
        ),
        Limit::DocumentCells => text!(
            "网页、MHTML、XML 工作簿里单元格的总数",
            "cells of a web page, MHTML file or XML workbook"
        ),
        Limit::XlsCells => text!(
            "xls 一张表的范围里的单元格数",
            "cells in the rectangle that an xls sheet spans"
        ),
        Limit::RepeatedCells => text!(
            "ods 里重复的单元格展开后的个数",
            "cells that repeats of an ods sheet unfold to"
        ),
        Limit::UnorderedRows => text!(
            "没有按顺序存放的行数",
            "rows of a sheet that are stored out of order"
        ),
        Limit::Memory => text!(
            "读取 xls、xlsb 的进程可用的内存",
            "memory of the process that reads xls and xlsb"
        ),
        Limit::Answer => text!(
            "xls、xlsb、ods 读出内容的字节数（存临时文件）",
            "bytes read out of an xls, xlsb or ods file, kept in a temporary file"
        ),
        Limit::Findings => text!(
            "--max-examples 0 时报告在内存里列出的问题数",
            "findings that a report holds in memory with --max-examples 0"
        ),
    }
}

/// Where a limit stands: `上限 512 MiB（--limit part）`.
pub(super) fn stands(limit: Limit, at: u64) -> Text {
    let (name, at) = (limit.name(), limit.written(at));
    text!(
        "上限 {at}（--limit {name}）",
        "the limit of {at} (--limit {name})"
    )
}

/// That a limit was passed, at a row of a table where that is known.
pub(super) fn beyond(limit: Limit, at: u64, row: Option<u64>) -> Text {
    let (what, stands) = (about(limit), stands(limit, at));
    let (zh, en) = match row {
        Some(row) => (format!("读到第 {row} 行："), format!("at row {row}: ")),
        None => (String::new(), String::new()),
    };
    let (what_zh, what_en) = (what.zh, what.en);
    let (stands_zh, stands_en) = (stands.zh, stands.en);
    text!(
        "{zh}{what_zh}超过{stands_zh}",
        "{en}{what_en}: more than {stands_en}"
    )
}

/// The way out where it is known which limit is in the way, and where it stands.
pub(super) fn raise_one(limit: Limit, at: u64) -> Text {
    if at >= limit.most() {
        return text!(
            "这项上限不能再放宽；请确认是否交错了文件，或把表拆开；不会截断后继续",
            "this limit cannot be raised further; see whether it is the right file, or split the table; nothing is cut short silently"
        );
    }
    let usual = Limits::default().get(limit);
    let higher = if at < usual { usual } else { at.saturating_mul(2) };
    let (name, example) = (limit.name(), limit.written(higher.min(limit.most())));
    text!(
        "如果文件没有问题，可以放宽，如 --limit {name}={example}；不会截断后继续",
        "if the file is sound, raise the limit, as in --limit {name}={example}; nothing is cut short silently"
    )
}

/// The way out.
pub(super) fn raise() -> Text {
    text!(
        "如果文件没有问题，可以用 --limit 名称=数值 放宽，如 --limit part=1GiB；不会截断后继续",
        "if the file is sound, raise the limit with --limit NAME=VALUE, as in --limit part=1GiB; nothing is cut short silently"
    )
}
