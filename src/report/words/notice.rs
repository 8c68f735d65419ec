//! What a rectification notice says by itself, beside its template, and what is wrong with a template.

use crate::law::Instrument;
use crate::model::{Due, Lang, Text, text};
use chrono::{Datelike, NaiveDate};

/// `2026年3月1日`, `1 March 2026`.
pub(in crate::report) fn day(day: NaiveDate) -> Text {
    let (year, month, date) = (day.year(), day.month(), day.day());
    let en = day.format("%-d %B %Y");
    text!("{year}年{month}月{date}日", "{en}")
}

pub(in crate::report) fn due(due: Due) -> Text {
    let (first, last) = (day(due.earliest), day(due.latest));
    if due.exact().is_some() {
        return last;
    }
    let (zh, en) = ((first.zh, last.zh), (first.en, last.en));
    let (first_zh, last_zh, first_en, last_en) = (zh.0, zh.1, en.0, en.1);
    text!(
        "{first_zh}（最早）至{last_zh}（最迟）之间的一天，放假安排公布后确定",
        "a day from {first_en} at the earliest to {last_en} at the latest, to be settled once the holidays are published"
    )
}

pub(in crate::report) fn instrument(instrument: &Instrument) -> Text {
    let Text { zh, en } = &instrument.title;
    match (instrument.adopted, instrument.effective) {
        (Some(adopted), Some(effective)) => {
            let (adopted, effective) = (day(adopted), day(effective));
            let (zh_a, en_a, zh_e, en_e) = (adopted.zh, adopted.en, effective.zh, effective.en);
            text!(
                "《{zh}》（{zh_a}通过或印发，{zh_e}起施行）",
                "{en} (adopted {en_a}, in force from {en_e})"
            )
        }
        _ => text!("《{zh}》", "{en}"),
    }
}

pub(in crate::report) fn provision(title: &Text, article: &str) -> Text {
    let Text { zh, en } = title;
    text!("《{zh}》{article}", "{en}, {article}")
}

/// What stands between the members of a list in a sentence.
pub(in crate::report) fn and(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => "; ",
    }
}

pub(in crate::report) fn file(name: &str) -> Text {
    text!("“{name}”", "{name}")
}

pub(in crate::report) fn and_more_files(n: usize) -> Text {
    text!("等 {n} 个文件", "and others, {n} files in all")
}

pub(in crate::report) fn scope(rows: u64, resources: u64, compliant: Option<u64>, unread: u64) -> Text {
    let kept = compliant.map_or_else(
        || Text::same(""),
        |n| {
            text!(
                "，其中没有发现违规的{n}项",
                ", of which {n} without a violation found"
            )
        },
    );
    let unread = if unread == 0 {
        Text::same("")
    } else {
        text!(
            "本次另有{unread}个文件未能读取，不在其内。",
            " Files that could not be read and are not part of this: {unread}."
        )
    };
    let (kept_zh, kept_en, unread_zh, unread_en) = (kept.zh, kept.en, unread.zh, unread.en);
    text!(
        "涉及你单位的数据{rows}行、资源{resources}项{kept_zh}。{unread_zh}",
        "Yours: rows {rows}, resources {resources}{kept_en}.{unread_en}"
    )
}

/// The scope, with what the letter leaves out.
pub(in crate::report) fn beside_waived(scope: &Text, waived: u64) -> Text {
    let Text { zh, en } = scope;
    if waived == 0 {
        return scope.clone();
    }
    text!(
        "{zh}另有{waived}处已经豁免或者记入基线，不在本通知之列。",
        "{en} Findings waived or on record, which this letter leaves out: {waived}."
    )
}

pub(in crate::report) fn doubts(n: u64) -> Text {
    if n == 0 {
        return Text::same("");
    }
    text!(
        "另有存疑{n}处，仅凭目录不能认定，请核实，不计入违规。",
        "In doubt, to be verified, as the catalog alone does not settle it: {n}, not counted as violations."
    )
}

pub(in crate::report) fn summary_heads(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Zh => ["序号", "未落实的要求", "依据", "责任", "处数"],
        Lang::En => ["No.", "Requirement not met", "Basis", "Liability", "Found"],
    }
}

pub(in crate::report) fn total(n: u64) -> Text {
    text!("合计 {n} 处", "{n} in all")
}

pub(in crate::report) fn list_heads(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::Zh => ["序号", "位置", "资源", "问题", "依据", "责任", "整改要求"],
        Lang::En => [
            "No.",
            "Where",
            "Resource",
            "Problem",
            "Basis",
            "Liability",
            "To be done",
        ],
    }
}

pub(in crate::report) fn list() -> Text {
    text!("问题清单（违规）", "List of problems (violations)")
}

pub(in crate::report) fn verify() -> Text {
    text!(
        "请核实的事项（存疑，不计入违规）",
        "To be verified (in doubt, no violations)"
    )
}

pub(in crate::report) fn reference() -> Text {
    text!(
        "供参考的事项（不属于整改要求）",
        "For information (nothing here is a duty)"
    )
}

pub(in crate::report) fn annex(number: usize, title: &Text) -> Text {
    let Text { zh, en } = title;
    text!("附件{number}　{zh}", "Annex {number}. {en}")
}

/// The line below a letter that names an annex; the word stands once, numbers below each other.
pub(in crate::report) fn enclosed(number: usize, title: &Text, found: u64) -> Text {
    let Text { zh, en } = title;
    let label = if number == 1 {
        "附件："
    } else {
        "\u{3000}\u{3000}\u{3000}"
    };
    text!(
        "{label}{number}. {zh}，{found}处",
        "Annex {number}: {en}, {found} in all"
    )
}

pub(in crate::report) fn group(number: usize, summary: &Text, found: u64) -> Text {
    let Text { zh, en } = summary;
    text!("{number}. {zh}（共{found}处）", "{number}. {en} ({found} found)")
}

/// How an instrument stands whose findings are no duty.
pub(in crate::report) fn standing(group: &Text, status: &str) -> Text {
    let Text { zh, en } = group;
    text!("{zh}（{status}）", "{en} ({status})")
}

pub(in crate::report) fn capped(found: u64, listed: usize) -> Text {
    let rest = found.saturating_sub(listed as u64);
    text!(
        "本项共{found}处，此处列出前{listed}处；其余{rest}处见审计报告（dataaudit check --split-by provider 逐单位写出）。",
        "{found} found, the first {listed} are listed; see the audit report for the other {rest} (dataaudit check --split-by provider)."
    )
}

pub(in crate::report) fn whole_table() -> Text {
    text!("（整张表）", "(the whole table)")
}

/// For rows that name nobody a person fills in whom it goes to.
pub(in crate::report) fn addressee_unknown() -> Text {
    text!(
        "＿＿＿＿＿＿＿＿（目录中没有写明提供单位，请核定后填写）",
        "________________ (the catalog names no provider; fill in who it is)"
    )
}

/// The title of a letter's file.
pub(in crate::report) fn file_title(department: &str) -> Text {
    text!("{department} 整改通知", "{department} notice")
}

pub(in crate::report) fn two_breaks() -> Text {
    text!(
        "附件只能从一处开始，“---”只能有一行",
        "the annexes begin once: one line of ---"
    )
}

pub(in crate::report) fn no_list() -> Text {
    text!("模板里没有问题清单", "the template has no list of problems")
}

pub(in crate::report) fn write_list() -> Text {
    text!("另起一行写 {{list}}", "write {{list}} on a line of its own")
}

pub(in crate::report) fn open_brace() -> Text {
    text!("花括号不成对", "a brace without its other")
}

pub(in crate::report) fn write_twice() -> Text {
    text!("要写花括号本身，写两遍", "for the brace itself write it twice")
}

pub(in crate::report) fn not_alone(name: &str) -> Text {
    text!("{{{name}}} 须单独成行", "{{{name}}} stands on a line of its own")
}

pub(in crate::report) fn unknown_name(name: &str) -> Text {
    text!("没有 {{{name}}} 这个名称", "there is no {{{name}}}")
}

pub(in crate::report) fn known_names(names: &str) -> Text {
    text!("可以写：{names}", "there are: {names}")
}

pub(in crate::report) fn meant(name: &str) -> Text {
    text!("是不是 {{{name}}}？", "did you mean {{{name}}}?")
}

pub(in crate::report) fn row(row: u32) -> Text {
    text!("第 {row} 行", "row {row}")
}
