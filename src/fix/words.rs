//! What is said of a fixed file, in both languages.

use super::{Left, Why};
use crate::model::{Text, text};

pub(super) fn why(why: Why) -> Text {
    match why {
        Why::Blanks => text!("去掉多余的空格和换行", "no stray blanks"),
        Why::Breaks => text!("名称写在一行", "a name on one line"),
        Why::Widths => text!("全角改为半角", "half-width letters and digits"),
        Why::Class => text!("分类写规范名称", "the class by its own name"),
        Why::Frequency => text!("频率写规范名称", "the frequency by its plain name"),
        Why::Flag => text!("写是或否", "yes or no in plain words"),
        Why::Date => text!("日期写成年-月-日", "the date as year-month-day"),
        Why::Separators => text!("列表用同一种分隔符", "one separator in a list"),
    }
}

pub(super) fn left(left: Left) -> Text {
    match left {
        Left::Formula => text!("是公式的结果，请改公式", "a formula makes it: change the formula"),
        Left::Compared => text!(
            "有公式、条件格式、数据有效性或名称按现在的写法判断，改了结果就变；请连同公式一起改",
            "a formula, a conditional format, a validation or a name goes by its present spelling: change both together"
        ),
        Left::Rich => text!(
            "格内文字分段设了格式",
            "parts of its text have formats of their own"
        ),
        Left::Unwritable => text!(
            "文件的编码写不了改后的文字，或者引号不成对",
            "the file's encoding lacks the characters, or its quotes are odd"
        ),
    }
}

pub(super) fn other_format(format: &str) -> Text {
    text!(
        "只能改 csv、xlsx、xlsm，这个文件是 {format}",
        "only csv, xlsx and xlsm can be fixed, and this is {format}"
    )
}

pub(super) fn odd_part(what: &str) -> Text {
    text!(
        "工作簿的构造无法照原样改：{what}",
        "the workbook is built in a way that cannot be patched: {what}"
    )
}

pub(super) fn reads_otherwise() -> Text {
    text!(
        "改后的文件读出来与原来不一致，没有写出；这是程序的缺陷",
        "the fixed file does not read as the original did, so it was not written; this is a defect of the program"
    )
}

pub(super) fn defect(panic: &str) -> Text {
    text!(
        "读文件时程序出错：{panic}",
        "a defect of the program while reading: {panic}"
    )
}
