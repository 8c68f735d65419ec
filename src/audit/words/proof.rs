//! What the proof of a pack says, in both languages.

use crate::model::{Text, text};

/// The name of the table at hand; nobody sees it.
pub(in crate::audit) fn scratch_name() -> String {
    "table.csv".to_owned()
}

pub(in crate::audit) fn no_clean_table(file: &str) -> Text {
    text!("没有 {file}，没有表可审", "there is no {file}: no table to audit")
}

pub(in crate::audit) fn planted(name: &str, line: usize, what: &Text) -> Text {
    let (zh, en) = (&what.zh, &what.en);
    text!(
        "breaches.toml 第 {line} 行 {name}：{zh}",
        "breaches.toml, line {line}, {name}: {en}"
    )
}

pub(in crate::audit) fn never_broken(id: &str) -> Text {
    text!("{id}：没有一处改动能触发", "{id}: no breach breaks it")
}

pub(in crate::audit) fn not_audited(why: &Text) -> Text {
    let (zh, en) = (&why.zh, &why.en);
    text!("没有审成：{zh}", "not audited: {en}")
}

pub(in crate::audit) fn columns_unknown(headers: &[String]) -> Text {
    let (zh, en) = (headers.join("、"), headers.join(", "));
    text!("有不认识的列：{zh}", "columns not recognised: {en}")
}

pub(in crate::audit) fn not_clean(file: &str, finding: &Text) -> Text {
    let (zh, en) = (&finding.zh, &finding.en);
    text!(
        "{file} 应当没有问题，却报出 {zh}",
        "{file} should be clean, yields {en}"
    )
}

pub(in crate::audit) fn in_file(file: &str, what: &Text) -> Text {
    let (zh, en) = (&what.zh, &what.en);
    text!("{file}：{zh}", "{file}: {en}")
}

pub(in crate::audit) fn finding_at(id: &str, row: u32, header: Option<&str>) -> Text {
    match header {
        Some(header) => text!("{id}（第 {row} 行“{header}”）", "{id} (row {row}, '{header}')"),
        None => text!("{id}（第 {row} 行）", "{id} (row {row})"),
    }
}

pub(in crate::audit) fn not_found(expected: &Text, seen: &[Text]) -> Text {
    let all = |text: fn(&Text) -> &str, apart: &str| seen.iter().map(text).collect::<Vec<_>>().join(apart);
    let (zh, en) = (all(|t| &t.zh, "、"), all(|t| &t.en, ", "));
    let (due_zh, due_en) = (&expected.zh, &expected.en);
    if seen.is_empty() {
        text!(
            "应当报出 {due_zh}，却什么也没有报",
            "expected {due_en}, saw nothing"
        )
    } else {
        text!(
            "应当报出 {due_zh}，报出的却是 {zh}",
            "expected {due_en}, saw {en}"
        )
    }
}

pub(in crate::audit) fn also_differs(more: &[String], fewer: &[String]) -> Text {
    let (extra, lacking) = (more.join("、"), fewer.join("、"));
    let (extra_en, lacking_en) = (more.join(", "), fewer.join(", "));
    match (more.is_empty(), fewer.is_empty()) {
        (false, true) => text!(
            "还报出了 {extra}，没有写在 also 里",
            "also yields {extra_en}, not listed in also"
        ),
        (true, _) => text!(
            "没有报出 also 里的 {lacking}",
            "does not yield {lacking_en}, listed in also"
        ),
        (false, false) => text!(
            "还报出了 {extra}，没有报出 also 里的 {lacking}",
            "also yields {extra_en}, does not yield {lacking_en}, listed in also"
        ),
    }
}

pub(in crate::audit) fn not_a_day(words: &str) -> Text {
    text!(
        "“{words}”不是日期，应写成 2026-03-01",
        "'{words}' is not a date such as 2026-03-01"
    )
}

pub(in crate::audit) fn no_such_requirement(id: &str) -> Text {
    text!("法规包里没有要求 {id}", "the pack has no requirement {id}")
}

pub(in crate::audit) fn did_you_mean(id: &str) -> Text {
    text!("是否想写 {id}？", "did you mean {id}?")
}

pub(in crate::audit) fn no_such_file(file: &str) -> Text {
    text!("文件夹里没有 {file}", "the folder has no {file}")
}

pub(in crate::audit) fn no_such_row(file: &str, last: usize) -> Text {
    text!(
        "{file} 的数据在第 2 至 {last} 行",
        "the data of {file} stand in rows 2 to {last}"
    )
}

pub(in crate::audit) fn no_such_header(file: &str, header: &str) -> Text {
    text!("{file} 没有列“{header}”", "{file} has no column '{header}'")
}

pub(in crate::audit) fn no_such_word(word: &str) -> Text {
    text!(
        "“{word}”不是 及时、立即、定期 之一",
        "'{word}' is none of 及时, 立即, 定期"
    )
}

pub(in crate::audit) fn no_period(period: &str) -> Text {
    text!(
        "“{period}”不是天数，应写成 10wd（工作日）或 365d（日）",
        "'{period}' is not a number of days such as 10wd (working days) or 365d"
    )
}

pub(in crate::audit) fn calendar_not_sound(name: &str, first: &Text) -> Text {
    let Text { zh, en } = first;
    text!("{name} 有错误：{zh}", "{name} is not well written: {en}")
}
