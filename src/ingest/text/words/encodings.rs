//! What is said about encodings: why one was chosen, what does not read in it.

use crate::ingest::{Code, Stopped};
use crate::model::{Text, text};

pub(in crate::ingest::text) fn stated() -> Text {
    text!("由 --encoding 指定", "given by --encoding")
}

pub(in crate::ingest::text) fn marked() -> Text {
    text!("文件开头有编码标记（BOM）", "a byte order mark at the start")
}

pub(in crate::ingest::text) fn declared() -> Text {
    text!("文件自己声明了编码", "declared by the document itself")
}

pub(in crate::ingest::text) fn ascii() -> Text {
    text!("全部是 ASCII 字符", "nothing but ASCII")
}

pub(in crate::ingest::text) fn valid_utf8() -> Text {
    text!("全文按 UTF-8 读得通", "the whole file reads as UTF-8")
}

pub(in crate::ingest::text) fn by_nuls(label: &str) -> Text {
    text!(
        "没有编码标记，从零字节的分布看是 {label}",
        "no byte order mark; the pattern of NUL bytes says {label}"
    )
}

pub(in crate::ingest::text) fn by_header() -> Text {
    text!(
        "按此编码读，表头是认识的字段",
        "the header words are known ones when read this way"
    )
}

pub(in crate::ingest::text) fn by_look(percent: u32) -> Text {
    text!(
        "按此编码读，{percent}% 是常用汉字",
        "{percent}% of the characters are common hanzi when read this way"
    )
}

pub(in crate::ingest::text) fn imitation() -> Text {
    text!(
        "按 UTF-8 也读得通，但只读出西文字母；按 GB18030 读全是常用汉字，故取后者",
        "reads as UTF-8 too, but only as foreign letters; as GB18030 it is all common hanzi, so that was chosen"
    )
}

/// The note about an encoding that might be another.
pub(in crate::ingest::text) fn doubtful_encoding(label: &str, reason: &Text) -> Text {
    let Text { zh, en } = reason;
    text!(
        "按 {label} 读取：{zh}。若出现乱码，请用 --encoding 指定",
        "read as {label}: {en}; if the text is garbled, give --encoding"
    )
}

fn encodings() -> Text {
    text!(
        "请用 --encoding 指定编码（utf-8、gb18030、big5、utf-16le、utf-16be），或用 WPS、Excel 打开后另存为 xlsx",
        "give --encoding (utf-8, gb18030, big5, utf-16le, utf-16be), or save it as xlsx from WPS or Excel"
    )
}

pub(in crate::ingest::text) fn unknown_label(label: &str) -> Stopped {
    Stopped::new(
        Code::Encoding,
        text!("不认识的编码“{label}”", "unknown encoding “{label}”"),
    )
    .help(encodings())
}

pub(in crate::ingest::text) fn utf32() -> Stopped {
    Stopped::new(
        Code::Encoding,
        text!(
            "文件是 UTF-32 编码，本工具不读取",
            "the file is UTF-32, which is not read"
        ),
    )
    .help(text!("请另存为 UTF-8 或 xlsx", "save it as UTF-8 or xlsx"))
}

pub(in crate::ingest::text) fn undecidable() -> Stopped {
    Stopped::new(
        Code::Encoding,
        text!("无法判断文字编码", "the text encoding cannot be told"),
    )
    .help(encodings())
}

pub(in crate::ingest::text) fn bad_utf8(line: u64, offset: u64) -> Stopped {
    Stopped::new(
        Code::Encoding,
        text!(
            "第 {line} 行（字节偏移 {offset}）有不是 UTF-8 的内容",
            "line {line} (byte offset {offset}) holds bytes that are not UTF-8"
        ),
    )
    .help(text!(
        "多半是从别的文件粘贴或拼接来的：请在 WPS 或记事本里改正这一行，另存为 UTF-8；若整个文件是 GBK，请加 --encoding gb18030",
        "probably pasted or joined from another file: correct that line and save as UTF-8; if the whole file is GBK, give --encoding gb18030"
    ))
}

pub(in crate::ingest::text) fn bad_bytes(line: u64, offset: u64, label: &str) -> Stopped {
    Stopped::new(
        Code::Encoding,
        text!(
            "第 {line} 行（字节偏移 {offset}）按 {label} 读不通",
            "line {line} (byte offset {offset}) does not read as {label}"
        ),
    )
    .help(encodings())
}

pub(in crate::ingest::text) fn cut_character(line: u64, label: &str) -> Stopped {
    Stopped::new(
        Code::Damaged,
        text!(
            "文件在第 {line} 行的一个字中间断了（{label}），后面的内容缺失",
            "the file ends inside a character on line {line} ({label}); what followed is missing"
        ),
    )
    .help(text!(
        "请重新导出或重新传输这个文件",
        "export or transfer the file again"
    ))
}
