//! What the checks say, in both languages.

mod across;
mod dates;
mod deadlines;
mod described;
mod editions;
mod examples;
mod found;
mod periods;
mod told;

pub(super) use {
    across::*, dates::*, deadlines::*, described::*, editions::*, examples::*, found::*, periods::*, told::*,
};

use super::{Observed, When};
use crate::model::{Field, Record, Text, parse_span, text, visible};
use chrono::NaiveDate;

pub(super) fn unknown_field(id: &str) -> Text {
    text!("词汇表中没有字段 {id}", "unknown field {id}")
}

pub(super) fn did_you_mean(word: &str) -> Text {
    text!("是否想写 {word}？", "did you mean {word}?")
}

pub(super) fn not_a_value(word: &str, id: &str) -> Text {
    text!(
        "“{word}”不是字段 {id} 的取值",
        "'{word}' is not a value of field {id}"
    )
}

pub(super) fn bare_sign(word: &str) -> Text {
    text!("“{word}”后面缺少内容", "nothing follows '{word}'")
}

pub(super) fn mixed_tests() -> Text {
    text!(
        "同一字段的取值要么都以 ! 开头，要么都不以 ! 开头",
        "the values of one field begin with ! all or none"
    )
}

pub(super) fn not_comparable(word: &str, id: &str) -> Text {
    text!(
        "字段 {id} 不能与“{word}”比较大小，只有日期与日期、数字与数字可比",
        "field {id} cannot be compared with '{word}': only dates with dates and numbers with numbers"
    )
}

pub(super) fn one_period() -> Text {
    text!(
        "frequency 与 days 须且只须写一个",
        "give exactly one of frequency and days"
    )
}

pub(super) fn join(names: &[Text]) -> (String, String) {
    let zh: Vec<&str> = names.iter().map(|n| n.zh.as_str()).collect();
    let en: Vec<&str> = names.iter().map(|n| n.en.as_str()).collect();
    (zh.join("、"), en.join(", "))
}

/// One or another of some names.
pub(super) fn alternatives(names: &[Text]) -> (String, String) {
    let zh: Vec<&str> = names.iter().map(|n| n.zh.as_str()).collect();
    let en: Vec<&str> = names.iter().map(|n| n.en.as_str()).collect();
    (zh.join("或"), en.join(" or "))
}

pub(super) fn filled(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!("填写{zh}", "{en} filled in")
}

pub(super) fn any_of(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    text!("{zh}至少填写一项", "at least one of {en} filled in")
}

pub(super) fn all_blank(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    text!("{zh}均未填写", "none of {en} is filled in")
}

pub(super) fn not_filled(name: &Text, class: Observed, observed: &str) -> Text {
    let Text { zh, en } = name;
    let seen = visible(observed.trim());
    match class {
        Observed::Placeholder => {
            text!(
                "{zh}只填了“{seen}”，等于没有填写",
                "{en} says only '{seen}', which states nothing"
            )
        }
        Observed::Uncomputed => text!(
            "{zh}是公式，文件中没有保存计算结果，无法判断是否填写",
            "{en} is a formula saved without its result; whether it is filled in cannot be told"
        ),
        Observed::Broken => text!("{zh}是错误值 {seen}", "{en} is the error value {seen}"),
        Observed::NoColumn
        | Observed::Blank
        | Observed::Code
        | Observed::Value
        | Observed::Late
        | Observed::Words => text!("{zh}未填写", "{en} is not filled in"),
    }
}

pub(super) fn unread(name: &Text, observed: &str, is_date: bool) -> Text {
    let (zh, en, seen) = (&name.zh, &name.en, visible(observed.trim()));
    if is_date && parse_span(observed).is_some() {
        return text!(
            "{zh}填的是“{seen}”，没有写到是哪一天",
            "{en} is '{seen}', which names no day"
        );
    }
    if is_date {
        return text!(
            "{zh}填的是“{seen}”，认不出是哪一天",
            "{en} is '{seen}', which does not read as a day"
        );
    }
    text!(
        "{zh}填的是“{seen}”，认不出是什么{zh}",
        "{en} is '{seen}', which does not read as one"
    )
}

pub(super) fn fill_in(name: &Text, class: Observed) -> Text {
    let Text { zh, en } = name;
    match class {
        Observed::Uncomputed => text!(
            "用 Excel 或 WPS 打开文件重新计算并保存，或把公式改为具体内容",
            "open the file in Excel or WPS, recalculate and save, or replace the formula by its value"
        ),
        Observed::Broken => text!(
            "修正公式，填写{zh}的具体内容",
            "mend the formula and state the {en}"
        ),
        Observed::NoColumn
        | Observed::Blank
        | Observed::Placeholder
        | Observed::Code
        | Observed::Value
        | Observed::Late
        | Observed::Words => text!("补充填写{zh}", "state the {en}"),
    }
}

/// 共享属性为“有条件共享”; 发布日期未填写.
fn says(record: &Record<'_>, field: Field) -> Text {
    let entry = record.vocabulary().entry(field);
    let (zh, en) = (&entry.zh, &entry.en);
    let seen = visible(record.text(field).trim());
    if seen.is_empty() {
        text!("{zh}未填写", "{en} is not filled in")
    } else {
        text!("{zh}为“{seen}”", "{en} is '{seen}'")
    }
}

/// The cells that made a rule apply.
pub(super) fn circumstances(record: &Record<'_>, when: &When) -> Text {
    let said: Vec<_> = when.fields().map(|field| says(record, field)).collect();
    let zh: Vec<&str> = said.iter().map(|t| t.zh.as_str()).collect();
    let en: Vec<&str> = said.iter().map(|t| t.en.as_str()).collect();
    Text {
        zh: zh.join("，且"),
        en: en.join(" and "),
    }
}

pub(super) fn because(message: &Text, circumstances: &Text) -> Text {
    Text {
        zh: format!("{}，但{}", circumstances.zh, message.zh),
        en: format!("{}, but {}", circumstances.en, message.en),
    }
}

pub(super) fn one_of(values: &[&str]) -> Text {
    let (zh, en) = (values.join("、"), values.join(", "));
    text!("只能是：{zh}", "one of: {en}")
}

pub(super) fn not_one_of(name: &Text, observed: &str, code: bool) -> Text {
    let Text { zh, en } = name;
    let seen = visible(observed.trim());
    if code {
        text!(
            "{zh}填的是代码“{seen}”，各系统代码含义不一，不作猜测",
            "{en} holds the code '{seen}'; codes differ between systems and are not guessed"
        )
    } else {
        text!(
            "{zh}填的是“{seen}”，不是规定的取值",
            "{en} is '{seen}', which is not a value the rules provide"
        )
    }
}

pub(super) fn probably(value: &str) -> Text {
    text!(
        "可能应为“{value}”，请核实后改正",
        "probably '{value}' was meant; verify and correct"
    )
}

pub(super) fn choose(values: &[&str]) -> Text {
    let (zh, en) = (values.join("、"), values.join(", "));
    text!(
        "按实际情况改为其中之一：{zh}",
        "choose the one that applies: {en}"
    )
}

pub(super) fn map_the_code(id: &str) -> Text {
    text!(
        "改填文字，或用 --code '{id}：代码=取值' 说明代码含义",
        "write the words instead, or say what the code means with --code '{id}:CODE=VALUE'"
    )
}

pub(super) fn together(record: &Record<'_>, when: &When, field: Field) -> Text {
    let hit = says(record, field);
    if when.is_empty() {
        return hit;
    }
    // The circumstances name the cell already.
    if when.fields().any(|f| f == field) {
        return circumstances(record, when);
    }
    let Text { zh, en } = circumstances(record, when);
    Text {
        zh: format!("{zh}，同时{}", hit.zh),
        en: format!("{en} while {}", hit.en),
    }
}

/// A breach that the row shows and does not prove: what it lacks.
pub(super) fn unproven(message: &Text, record: &Record<'_>, sure: &When, wanted: &Text) -> Text {
    let (zh, en, wanted_zh, wanted_en) = (&message.zh, &message.en, &wanted.zh, &wanted.en);
    let there = |field: &Field| record.columns().has(*field);
    let headed = |field: Field| {
        let mut said = says(record, field);
        if let Some(header) = record.header(field).map(|h| visible(h.trim())) {
            let name = &record.vocabulary().entry(field).zh;
            if header != *name {
                said.zh = format!("{}（表头“{header}”）", said.zh);
                said.en = format!("{} (header '{header}')", said.en);
            }
        }
        said
    };
    let said: Vec<Text> = sure.fields().filter(there).map(headed).collect();
    let (said_zh, said_en) = join(&said);
    if said.is_empty() {
        return text!(
            "{zh}；表中看不出是否{wanted_zh}，不能断定",
            "{en}; the table does not show whether {wanted_en}, so nothing is proven"
        );
    }
    text!(
        "{zh}；{said_zh}，不能断定，须{wanted_zh}才能断定",
        "{en}; {said_en}, which proves nothing: it would be proven where {wanted_en}"
    )
}

pub(super) fn not_together(
    record: &Record<'_>,
    when: &When,
    any: &When,
    unless: &When,
    field: Field,
) -> Text {
    let names = |w: &When| {
        join(
            &w.fields()
                .map(|f| record.vocabulary().entry(f).text())
                .collect::<Vec<_>>(),
        )
    };
    let about = if any.is_empty() { when } else { any };
    let (zh, en) = names(about);
    let excused = if unless.is_empty() {
        None
    } else {
        Some(names(unless))
    };
    // Of one test alone what it forbids can be turned into what it takes.
    let accepted = if any.is_empty() && when.fields().count() > 1 {
        None
    } else {
        about.accepted(record.vocabulary(), field)
    };
    if let Some(Text { zh, en }) = accepted {
        return match excused {
            Some((uzh, uen)) => text!(
                "{zh}，除非{uzh}属于例外",
                "{en}, unless {uen} makes it an exception"
            ),
            None => text!("{zh}", "{en}"),
        };
    }
    match excused {
        Some((uzh, uen)) => text!(
            "不应如此，除非{uzh}属于例外",
            "not so, unless {uen} makes it an exception"
        ),
        None if about.fields().count() > 1 => {
            text!("{zh}不应同时这样填", "{en} should not say so together")
        }
        None => text!("{zh}不应这样填", "{en} should not say so"),
    }
}

pub(super) fn check_whether(unseen: &[Text]) -> Text {
    if unseen.is_empty() {
        return text!("核实后改正相关单元格", "verify and correct the cells concerned");
    }
    let (zh, en) = join(unseen);
    text!(
        "表中没有{zh}列，请人工核实是否属于例外",
        "the table has no column for {en}: verify whether an exception applies"
    )
}

pub(super) fn not_a_date(name: &Text, observed: &str) -> Text {
    let Text { zh, en } = name;
    let seen = visible(observed.trim());
    text!(
        "{zh}“{seen}”不是能识别的日期",
        "{en} '{seen}' is not a date that can be read"
    )
}

pub(super) fn update_or_correct(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "更新数据，或核实{zh}与更新频率是否填对",
        "update the data, or verify that {en} and the frequency are right"
    )
}

pub(super) fn no_later_than(first: &Text, then: &Text, day: NaiveDate) -> Text {
    let (fz, fe, tz, te) = (&first.zh, &first.en, &then.zh, &then.en);
    text!("{fz}不晚于{tz}（{day}）", "{fe} no later than {te} ({day})")
}

pub(super) fn wrong_order(first: &Text, earlier: NaiveDate, then: &Text, later: NaiveDate) -> Text {
    let (fz, fe, tz, te) = (&first.zh, &first.en, &then.zh, &then.en);
    text!(
        "{fz} {earlier} 晚于{tz} {later}",
        "{fe} {earlier} comes after {te} {later}"
    )
}

pub(super) fn check_dates() -> Text {
    text!(
        "核实两个日期，填错的改正；没有填错的，补办后一步",
        "verify both dates and correct a wrong one; where both are right, do the later step anew"
    )
}
