//! What is said about text files: encodings, quotes, ragged rows, damaged markup.

use crate::ingest::{Code, Stopped};
use crate::model::{Text, text};
use std::io;

/// The file could not be opened or read.
pub(in crate::ingest) fn unreadable(error: &io::Error) -> Stopped {
    let words = error.to_string();
    match error.kind() {
        io::ErrorKind::NotFound => Stopped::new(Code::NotFound, text!("找不到这个文件", "no such file")),
        io::ErrorKind::PermissionDenied => Stopped::new(
            Code::NotFound,
            text!("没有权限读取这个文件", "no permission to read this file"),
        ),
        _ => Stopped::new(
            Code::Unreadable,
            text!("读取文件时出错:{words}", "reading the file failed: {words}"),
        ),
    }
}

/// The format belongs to another reader.
pub(super) fn not_text() -> Stopped {
    Stopped::new(Code::NotATable, text!("这不是文本文件", "not a text file"))
}

pub(super) fn stated() -> Text {
    text!("由 --encoding 指定", "given by --encoding")
}

pub(super) fn marked() -> Text {
    text!("文件开头有编码标记(BOM)", "a byte order mark at the start")
}

pub(super) fn declared() -> Text {
    text!("文件自己声明了编码", "declared by the document itself")
}

pub(super) fn ascii() -> Text {
    text!("全部是 ASCII 字符", "nothing but ASCII")
}

pub(super) fn valid_utf8() -> Text {
    text!("全文按 UTF-8 读得通", "the whole file reads as UTF-8")
}

pub(super) fn by_nuls(label: &str) -> Text {
    text!(
        "没有编码标记,从零字节的分布看是 {label}",
        "no byte order mark; the pattern of NUL bytes says {label}"
    )
}

pub(super) fn by_header() -> Text {
    text!(
        "按此编码读,表头是认识的字段",
        "the header words are known ones when read this way"
    )
}

pub(super) fn by_look(percent: u32) -> Text {
    text!(
        "按此编码读,{percent}% 是常用汉字",
        "{percent}% of the characters are common hanzi when read this way"
    )
}

pub(super) fn imitation() -> Text {
    text!(
        "按 UTF-8 也读得通,但只读出西文字母;按 GB18030 读全是常用汉字,故取后者",
        "reads as UTF-8 too, but only as foreign letters; as GB18030 it is all common hanzi, so that was chosen"
    )
}

/// The note about an encoding that might be another.
pub(super) fn doubtful_encoding(label: &str, reason: &Text) -> Text {
    let Text { zh, en } = reason;
    text!(
        "按 {label} 读取:{zh}。若出现乱码,请用 --encoding 指定",
        "read as {label}: {en}; if the text is garbled, give --encoding"
    )
}

fn encodings() -> Text {
    text!(
        "请用 --encoding 指定编码(utf-8、gb18030、big5、utf-16le、utf-16be),或用 WPS、Excel 打开后另存为 xlsx",
        "give --encoding (utf-8, gb18030, big5, utf-16le, utf-16be), or save it as xlsx from WPS or Excel"
    )
}

pub(super) fn unknown_label(label: &str) -> Stopped {
    Stopped::new(
        Code::Encoding,
        text!("不认识的编码“{label}”", "unknown encoding “{label}”"),
    )
    .help(encodings())
}

pub(super) fn utf32() -> Stopped {
    Stopped::new(
        Code::Encoding,
        text!(
            "文件是 UTF-32 编码,本工具不读取",
            "the file is UTF-32, which is not read"
        ),
    )
    .help(text!("请另存为 UTF-8 或 xlsx", "save it as UTF-8 or xlsx"))
}

pub(super) fn undecidable() -> Stopped {
    Stopped::new(
        Code::Encoding,
        text!("无法判断文字编码", "the text encoding cannot be told"),
    )
    .help(encodings())
}

pub(super) fn bad_utf8(line: u64, offset: u64) -> Stopped {
    Stopped::new(
        Code::Encoding,
        text!(
            "第 {line} 行(文件第 {offset} 字节)不是 UTF-8 文字,其余内容却是",
            "line {line} (byte {offset}) is not UTF-8, though the rest is"
        ),
    )
    .help(text!(
        "多半是从别的文件粘贴或拼接来的:请在 WPS 或记事本里改正这一行,另存为 UTF-8;若整个文件是 GBK,请加 --encoding gb18030",
        "probably pasted or joined from another file: correct that line and save as UTF-8; if the whole file is GBK, give --encoding gb18030"
    ))
}

pub(super) fn bad_bytes(line: u64, offset: u64, label: &str) -> Stopped {
    Stopped::new(
        Code::Encoding,
        text!(
            "第 {line} 行(文件第 {offset} 字节)按 {label} 读不通",
            "line {line} (byte {offset}) does not read as {label}"
        ),
    )
    .help(encodings())
}

pub(super) fn cut_character(line: u64, label: &str) -> Stopped {
    Stopped::new(
        Code::Damaged,
        text!(
            "文件在第 {line} 行的一个字中间断了({label}),后面的内容缺失",
            "the file ends inside a character on line {line} ({label}); what followed is missing"
        ),
    )
    .help(text!(
        "请重新导出或重新传输这个文件",
        "export or transfer the file again"
    ))
}

pub(super) fn nul(line: u64) -> Stopped {
    Stopped::new(
        Code::Malformed,
        text!(
            "第 {line} 行有零字节(NUL),文本里不应出现",
            "line {line} holds a NUL byte, which text never does"
        ),
    )
    .help(text!(
        "文件可能损坏,或编码不对:请重新导出,或用 --encoding 指定编码",
        "the file may be damaged or in another encoding: export it again, or give --encoding"
    ))
}

pub(super) fn open_quote(line: u64) -> Stopped {
    Stopped::new(
        Code::Malformed,
        text!(
            "第 {line} 行有一个英文双引号没有正确闭合,把后面的行都吞进了一个单元格",
            "a quotation mark on line {line} is not properly closed and swallows the rows after it"
        ),
    )
    .help(text!(
        "请补上或删去这个引号(单元格里的引号要写成两个),或用 WPS、Excel 另存为 xlsx",
        "close or remove it (a quote inside a cell is written twice), or save the file as xlsx"
    ))
}

pub(super) fn long_record(line: u64, mebibytes: usize) -> Stopped {
    Stopped::new(
        Code::TooLarge,
        text!(
            "从第 {line} 行开始的一条记录超过 {mebibytes} MiB",
            "the record that starts on line {line} is longer than {mebibytes} MiB"
        ),
    )
    .help(text!(
        "请检查这一行的引号和换行,或确认这是目录表格",
        "check the quotes and line ends there, or whether this is a catalog at all"
    ))
}

pub(super) fn many_columns(line: u64, most: usize) -> Stopped {
    Stopped::new(
        Code::TooLarge,
        text!(
            "第 {line} 行超过 {most} 列",
            "line {line} has more than {most} columns"
        ),
    )
}

pub(super) fn many_rows() -> Stopped {
    Stopped::new(
        Code::TooLarge,
        text!("行数超过 42 亿", "more than 4.2 billion rows"),
    )
}

pub(super) fn unreadable_record(line: u64, error: &str) -> Stopped {
    Stopped::new(
        Code::Malformed,
        text!(
            "第 {line} 行读不出来:{error}",
            "line {line} cannot be read: {error}"
        ),
    )
}

fn first_rows(rows: &[u32], of: u64) -> (String, &'static str, &'static str) {
    let list: Vec<String> = rows.iter().map(ToString::to_string).collect();
    let more = of > rows.len() as u64;
    (
        list.join("、"),
        if more { " 等" } else { "" },
        if more { ", …" } else { "" },
    )
}

pub(super) fn long_rows(count: u64, rows: &[u32], width: usize) -> Text {
    let (list, zh, en) = first_rows(rows, count);
    let list_en = list.replace('、', ", ");
    text!(
        "{count} 行的格数多于 {width} 列,多出的格里有内容(第 {list}{zh} 行):可能是单元格里的分隔符没有加引号,列会错位",
        "{count} rows have more than {width} cells with content (rows {list_en}{en}): an unquoted delimiter may shift columns"
    )
}

pub(super) fn short_rows(count: u64, rows: &[u32], width: usize) -> Text {
    let (list, zh, en) = first_rows(rows, count);
    let list_en = list.replace('、', ", ");
    text!(
        "{count} 行的格数少于 {width} 列(第 {list}{zh} 行),缺的格按空白处理",
        "{count} rows have fewer than {width} cells (rows {list_en}{en}); the missing ones count as blank"
    )
}

/// The name of a table that has none, where a page holds several.
pub(super) fn table_name(number: usize) -> String {
    format!("表格{number}")
}

pub(super) fn no_table() -> Stopped {
    Stopped::new(
        Code::NotATable,
        text!("这是网页,但里面没有表格", "a web page without any table"),
    )
    .help(text!(
        "若是“另存为网页”得到的文件,表格在同名文件夹里;请在 Excel 或 WPS 里另存为 xlsx",
        "a workbook saved as a web page keeps its tables in a folder beside it; save it as xlsx instead"
    ))
}

pub(super) fn no_sheet() -> Stopped {
    Stopped::new(
        Code::NotATable,
        text!(
            "这个 XML 工作簿里没有工作表",
            "an XML workbook without any worksheet"
        ),
    )
}

pub(super) fn no_page() -> Stopped {
    Stopped::new(
        Code::Unsupported,
        text!(
            "这个 MHTML 文件里没有可读的网页部分",
            "an MHTML file without a page that can be read"
        ),
    )
    .help(text!(
        "请用 Excel 或 WPS 打开,另存为 xlsx",
        "open it in Excel or WPS and save it as xlsx"
    ))
}

pub(super) fn too_large(what: &Limit) -> Stopped {
    let Text { zh, en } = what.text();
    Stopped::new(Code::TooLarge, text!("内容太大:{zh}", "too large: {en}")).help(text!(
        "请用 Excel 或 WPS 另存为 xlsx 或 csv 后再审计",
        "save it as xlsx or csv from Excel or WPS"
    ))
}

/// A limit of the readers that hold a document in memory.
#[derive(Debug, Clone, Copy)]
pub(super) enum Limit {
    /// Bytes of text, in MiB.
    Text(usize),
    /// Cells of all tables.
    Cells(usize),
    /// Tables.
    Tables(usize),
    /// Tables within tables.
    Depth(usize),
    /// Columns of one table.
    Columns(usize),
    /// Rows of one table.
    Rows(u32),
}

impl Limit {
    fn text(self) -> Text {
        match self {
            Self::Text(n) => text!("超过 {n} MiB 文字", "more than {n} MiB of text"),
            Self::Cells(n) => text!("超过 {n} 个单元格", "more than {n} cells"),
            Self::Tables(n) => text!("超过 {n} 张表", "more than {n} tables"),
            Self::Depth(n) => text!("表格嵌套超过 {n} 层", "tables nested deeper than {n}"),
            Self::Columns(n) => text!("超过 {n} 列", "more than {n} columns"),
            Self::Rows(n) => text!("超过 {n} 行", "more than {n} rows"),
        }
    }
}

pub(super) fn cut_page(line: u64) -> Stopped {
    Stopped::new(
        Code::Damaged,
        text!(
            "网页在第 {line} 行的表格中间断了,后面的内容缺失",
            "the page ends inside a table on line {line}; what followed is missing"
        ),
    )
    .help(text!("请重新导出或重新下载", "export or download it again"))
}

pub(super) fn document_type() -> Stopped {
    Stopped::new(
        Code::Malformed,
        text!(
            "XML 里带有 DOCTYPE 声明,正常的工作簿没有,为安全起见不读取",
            "the XML has a DOCTYPE, which no ordinary workbook has; it is refused for safety"
        ),
    )
    .help(text!(
        "请用 Excel 或 WPS 打开,另存为 xlsx",
        "open it in Excel or WPS and save it as xlsx"
    ))
}

pub(super) fn bad_xml(line: u64, error: &str) -> Stopped {
    Stopped::new(
        Code::Damaged,
        text!(
            "XML 在第 {line} 行损坏或中断:{error}",
            "the XML is damaged or cut at line {line}: {error}"
        ),
    )
    .help(text!(
        "请重新导出,或用 Excel、WPS 另存为 xlsx",
        "export it again, or save it as xlsx"
    ))
}

pub(super) fn unknown_entity(line: u64, name: &str) -> Stopped {
    Stopped::new(
        Code::Malformed,
        text!(
            "第 {line} 行有未定义的实体 &{name};",
            "undefined entity &{name}; on line {line}"
        ),
    )
}

pub(super) fn bad_index(line: u64, index: &str) -> Stopped {
    Stopped::new(
        Code::Damaged,
        text!(
            "第 {line} 行的行号或列号 {index} 无效或倒退",
            "row or column index {index} on line {line} is invalid or goes backwards"
        ),
    )
}
