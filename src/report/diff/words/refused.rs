//! Why a report cannot be compared, in both languages.

use super::super::snapshot::Unusable;
use crate::model::{Text, text, visible};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::io::ErrorKind;

fn no_report(name: &str, why: &Text) -> Unusable {
    let Text { zh, en } = why;
    Unusable {
        message: text!(
            "{name} 不是本程序的 JSON 报告：{zh}",
            "{name} is no JSON report of this program: {en}"
        ),
        help: text!(
            "用 dataaudit check … -f json（或 jsonl）-o 文件 写出的报告",
            "give a report written by dataaudit check … -f json (or jsonl) -o FILE"
        ),
    }
}

pub(in crate::report::diff) fn no_object(name: &str) -> Unusable {
    no_report(name, &text!("它不以“{{”开头", "it does not begin with '{{'"))
}

pub(in crate::report::diff) fn no_schema(name: &str) -> Unusable {
    no_report(name, &text!("没有“schema”这个键", "it has no key 'schema'"))
}

pub(in crate::report::diff) fn no_json(name: &str, (line, column): (usize, usize)) -> Unusable {
    no_report(
        name,
        &text!(
            "第 {line} 行第 {column} 列不合 JSON 的写法",
            "what stands at line {line}, column {column} is not JSON"
        ),
    )
}

pub(in crate::report::diff) fn cannot_read(name: &str, why: ErrorKind) -> Unusable {
    let Text { zh, en } = match why {
        ErrorKind::IsADirectory => text!("它是文件夹", "it is a folder"),
        ErrorKind::PermissionDenied => text!("没有读取权限", "permission denied"),
        _ => text!("读取中途出错", "reading failed half-way"),
    };
    Unusable {
        message: text!("不能读取报告 {name}：{zh}", "cannot read the report {name}: {en}"),
        help: text!("检查文件是否完好", "see whether the file is sound"),
    }
}

fn as_written() -> Text {
    text!("用程序写出的原件", "use the report as it was written")
}

fn place(at: Option<(usize, usize)>) -> Text {
    match at {
        Some((line, column)) => text!(
            "（第 {line} 行第 {column} 列）",
            " (line {line}, column {column})"
        ),
        None => Text::same(""),
    }
}

pub(in crate::report::diff) fn no_key(name: &str, key: &str, at: Option<(usize, usize)>) -> Unusable {
    let (key, Text { zh, en }) = (visible(key), place(at));
    Unusable {
        message: text!(
            "{name} 被改过：缺“{key}”这个键{zh}",
            "{name} was edited: there is no key '{key}'{en}"
        ),
        help: as_written(),
    }
}

pub(in crate::report::diff) fn odd_key(name: &str, key: &str, at: (usize, usize)) -> Unusable {
    let (key, Text { zh, en }) = (visible(key), place(Some(at)));
    Unusable {
        message: text!(
            "{name} 被改过：报告没有“{key}”这个键{zh}",
            "{name} was edited: reports have no key '{key}'{en}"
        ),
        help: as_written(),
    }
}

pub(in crate::report::diff) fn key_twice(name: &str, key: &str, at: (usize, usize)) -> Unusable {
    let (key, Text { zh, en }) = (visible(key), place(Some(at)));
    Unusable {
        message: text!(
            "{name} 被改过：“{key}”写了两次{zh}",
            "{name} was edited: it has '{key}' twice{en}"
        ),
        help: as_written(),
    }
}

pub(in crate::report::diff) fn odd_value(name: &str, (line, column): (usize, usize)) -> Unusable {
    Unusable {
        message: text!(
            "{name} 被改过：第 {line} 行第 {column} 列的值不是报告里应有的类型或写法",
            "{name} was edited: the value at line {line}, column {column} is not of the type or form that reports have there"
        ),
        help: as_written(),
    }
}

pub(in crate::report::diff) fn other_schema(name: &str, schema: &str, reads: &str) -> Unusable {
    let schema = visible(schema);
    Unusable {
        message: text!(
            "{name} 的模式是 {schema}，本程序只读 {reads}",
            "{name} is of schema {schema}; this program reads {reads}"
        ),
        help: text!(
            "用写出它的版本比较，或用本版本重新审一次",
            "compare with the version that wrote it, or audit again with this one"
        ),
    }
}

pub(in crate::report::diff) fn cut_short(name: &str, at: Option<(usize, usize)>) -> Unusable {
    let Text { zh, en } = match at {
        Some((line, column)) => text!(
            "断在第 {line} 行第 {column} 列",
            "it ends at line {line}, column {column}"
        ),
        None => text!("断在最后一部分之前", "its last part is missing"),
    };
    Unusable {
        message: text!("{name} 不完整，{zh}", "{name} is cut short: {en}"),
        help: text!(
            "重新审一次，写出完整的报告",
            "audit again and write the whole report"
        ),
    }
}

pub(in crate::report::diff) fn edited(name: &str, what: &str, told: u64, counted: u64) -> Unusable {
    Unusable {
        message: text!(
            "{name} 被改过：{what} 写的是 {told}，报告里实有 {counted}",
            "{name} was edited: {what} says {told}, and there are {counted}"
        ),
        help: text!(
            "用程序写出的原件；只要一部分问题的，用 --split-by 分开写",
            "use the report as it was written; --split-by writes reports of parts"
        ),
    }
}

pub(in crate::report::diff) fn no_fingerprint(name: &str, found: &str) -> Unusable {
    let found = visible(found);
    Unusable {
        message: text!(
            "{name} 被改过：“{found}”不是指纹",
            "{name} was edited: '{found}' is no fingerprint"
        ),
        help: as_written(),
    }
}

pub(in crate::report::diff) fn out_of_order(a: &str, day: NaiveDate, b: &str, then: NaiveDate) -> Unusable {
    Unusable {
        message: text!(
            "报告要按时间先后写：{a} 的审计日期是 {day}，后面的 {b} 是 {then}",
            "reports are given oldest first: {a} is of {day}, and {b} after it of {then}"
        ),
        help: text!("把早的写在前面", "give the older one first"),
    }
}

pub(in crate::report::diff) fn other_law(
    a: &str,
    of_a: &BTreeSet<&str>,
    b: &str,
    of_b: &BTreeSet<&str>,
) -> Unusable {
    let list = |ids: &BTreeSet<&str>, sep: &str| ids.iter().copied().collect::<Vec<_>>().join(sep);
    let (a_zh, b_zh) = (list(of_a, "、"), list(of_b, "、"));
    let (a_en, b_en) = (list(of_a, ", "), list(of_b, ", "));
    Unusable {
        message: text!(
            "没有共同的法规，不能比较：{a} 按 {a_zh} 审，{b} 按 {b_zh} 审",
            "no instrument in common, nothing to compare: {a} is by {a_en}, {b} by {b_en}"
        ),
        help: text!("两次用同样的 -j 审", "audit with the same -j both times"),
    }
}
