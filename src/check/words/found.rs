//! What the kinds that look into words and codes say.

use super::join;
use crate::check::identifier::{Flaw, Standard};
use crate::check::legal_basis::{Level, Reading};
use crate::model::{Field, Record, Text, text, visible};

/// Words named in one message; a cell with more says enough by these.
const MOST: usize = 6;

/// The names of fields.
pub(in crate::check) fn names(record: &Record<'_>, fields: &[Field]) -> Vec<Text> {
    fields
        .iter()
        .map(|&f| record.vocabulary().entry(f).text())
        .collect()
}

pub(in crate::check) fn no_fields() -> Text {
    text!("至少写一个字段", "name at least one field")
}

pub(in crate::check) fn no_patterns() -> Text {
    text!(
        "patterns 至少写一个词，且不能为空",
        "patterns needs at least one word, and no empty one"
    )
}

pub(in crate::check) fn no_domain() -> Text {
    text!("domain 与 names 至少写一个", "give domain, names or both")
}

pub(in crate::check) fn accepts_nothing() -> Text {
    text!("accept 至少写一项", "accept needs at least one entry")
}

pub(in crate::check) fn unknown_word(key: &str, word: &str, known: &[&str]) -> Text {
    let known = known.join(", ");
    text!(
        "{key} 不能是“{word}”，可以是：{known}",
        "{key} cannot be '{word}'; known: {known}"
    )
}

pub(in crate::check) fn unknown_department(name: &str) -> Text {
    text!(
        "部门对照表中没有“{name}”",
        "no body '{name}' in the table of departments"
    )
}

pub(in crate::check) fn once(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    text!("{zh}不重复", "{en} not repeated")
}

pub(in crate::check) fn seen_before(names: &[Text], texts: &[&str], row: u32) -> Text {
    let (zh, en) = join(names);
    let seen: Vec<_> = texts.iter().map(|t| visible(t)).collect();
    let seen = seen.join(" + ");
    text!("{zh}“{seen}”与第 {row} 行重复", "{en} '{seen}' repeats row {row}")
}

pub(in crate::check) fn tell_apart(row: u32) -> Text {
    text!(
        "与第 {row} 行核对：重复登记的删去一行，编号错的改正",
        "compare with row {row}: drop a row entered twice, correct a wrong code"
    )
}

pub(in crate::check) fn valid_code(standard: Standard) -> Text {
    match standard {
        Standard::Uscc => text!(
            "18 位统一社会信用代码（GB 32100—2015）",
            "an 18-character unified social credit code (GB 32100-2015)"
        ),
        Standard::ResidentId => {
            text!(
                "18 位公民身份号码（GB 11643—1999）",
                "an 18-character citizen number (GB 11643-1999)"
            )
        }
    }
}

pub(in crate::check) fn flawed(name: &Text, observed: &str, flaw: Flaw) -> Text {
    let Text { zh, en } = name;
    let seen = visible(observed.trim());
    match flaw {
        Flaw::Length(n) => text!(
            "{zh}“{seen}”是 {n} 位，应为 18 位",
            "{en} '{seen}' has {n} characters, not 18"
        ),
        Flaw::Character(c) => {
            let c = visible(&c.to_string());
            text!(
                "{zh}“{seen}”中的“{c}”不该出现在该位置",
                "{en} '{seen}' holds '{c}' where it cannot stand"
            )
        }
        Flaw::Date => text!(
            "{zh}“{seen}”中的出生日期不存在",
            "{en} '{seen}' names a day of birth that does not exist"
        ),
        Flaw::CheckDigit(right) => text!(
            "{zh}“{seen}”的校验位不对，按前 17 位计算应为 {right}",
            "{en} '{seen}' has a wrong check digit; the other 17 call for {right}"
        ),
        Flaw::Rounded => text!(
            "{zh}“{seen}”存成了数字，第 15 位以后的数已经丢失",
            "{en} '{seen}' was saved as a number and lost its digits beyond the fifteenth"
        ),
    }
}

pub(in crate::check) fn mend_code(flaw: Flaw) -> Text {
    match flaw {
        Flaw::Rounded => text!(
            "把该列设为“文本”格式，从原始材料重新录入",
            "format the column as text and enter the codes anew from the source"
        ),
        Flaw::Length(_) | Flaw::Character(_) | Flaw::Date | Flaw::CheckDigit(_) => {
            text!("对照证照原件改正", "correct it by the original certificate")
        }
    }
}

pub(in crate::check) fn no_terms(what: &Text) -> Text {
    let Text { zh, en } = what;
    text!("不含{zh}", "no {en}")
}

pub(in crate::check) fn terms_seen(name: &Text, found: &[String], what: &Text) -> Text {
    let shown: Vec<&str> = found.iter().take(MOST).map(String::as_str).collect();
    let (seen, listed) = (shown.join("、"), shown.join(", "));
    let (zh, en, wzh, wen) = (&name.zh, &name.en, &what.zh, &what.en);
    text!(
        "{zh}中出现“{seen}”，可能是{wzh}",
        "{en} holds '{listed}': possibly {wen}"
    )
}

pub(in crate::check) fn verify_terms(what: &Text) -> Text {
    let Text { zh, en } = what;
    text!(
        "请人工核实是否属于{zh}；如只是汇总数据或查询条件，可不处理",
        "verify whether this is {en}; aggregates and search criteria need nothing done"
    )
}

pub(in crate::check) fn machine_readable() -> Text {
    text!(
        "至少一种机器可读格式，如 xlsx、csv、json、xml、数据库或接口",
        "at least one machine-readable format such as xlsx, csv, json, xml, a database or an interface"
    )
}

pub(in crate::check) fn only_human(name: &Text, observed: &str) -> Text {
    let Text { zh, en } = name;
    let seen = visible(observed.trim());
    text!(
        "{zh}“{seen}”只便于人阅读，程序难以处理",
        "{en} '{seen}' is for people to read, not for programs"
    )
}

pub(in crate::check) fn offer_machine_readable() -> Text {
    text!(
        "同时提供表格、接口等机器可读格式",
        "offer a machine-readable format as well, such as a table or an interface"
    )
}

pub(super) fn level(level: Level) -> Text {
    match level {
        Level::Law => text!("法律", "law"),
        Level::AdministrativeRegulation => text!("行政法规", "administrative regulation"),
        Level::LocalRegulation => text!("地方性法规", "local regulation"),
        Level::Rule => text!("规章", "rule of a ministry or government"),
        Level::StateCouncil => text!("国务院决定", "decision of the State Council"),
        Level::NationalRule => text!("国家有关规定", "national provision"),
        Level::Policy => text!("政策文件", "policy document"),
    }
}

pub(super) fn levels(all: &[Level]) -> (String, String) {
    let named: Vec<Text> = all.iter().map(|&l| level(l)).collect();
    join(&named)
}

pub(in crate::check) fn cites_one_of(accept: &[Level]) -> Text {
    let (zh, en) = levels(accept);
    text!("引用下列之一：{zh}", "a citation of one of: {en}")
}

pub(in crate::check) fn read_as(name: &Text, observed: &str, reading: &Reading) -> Text {
    let Text { zh, en } = name;
    let seen = visible(observed.trim());
    match reading {
        Reading::Cites(cited) => {
            let (czh, cen) = cited_as(cited);
            text!("{zh}“{seen}”引用的是{czh}", "{en} '{seen}' cites {cen}")
        }
        Reading::Internal(word) => text!(
            "{zh}“{seen}”只是单位内部的依据（“{word}”）",
            "{en} '{seen}' rests on the body's own say ('{word}')"
        ),
        Reading::Vague(word) => text!(
            "{zh}“{seen}”只有笼统说法（“{word}”），没有写明依据的名称",
            "{en} '{seen}' speaks in general ('{word}') and names no source"
        ),
        Reading::Nothing | Reading::Elsewhere => {
            text!(
                "{zh}“{seen}”看不出引用了哪部法律法规或文件",
                "{en} '{seen}' cites no source that can be seen"
            )
        }
    }
}

fn cited_as(cited: &[(String, Vec<Level>)]) -> (String, String) {
    let one = |(name, all): &(String, Vec<Level>)| {
        let (zh, en) = levels(all);
        if all.is_empty() {
            text!(
                "{name}（不是法律法规或政策文件）",
                "{name} (no source of law or policy)"
            )
        } else {
            text!("{name}（看作{zh}）", "{name} (read as {en})")
        }
    };
    let named: Vec<Text> = cited.iter().take(MOST).map(one).collect();
    join(&named)
}

pub(in crate::check) fn cite(accept: &[Level]) -> Text {
    let (zh, en) = levels(accept);
    text!(
        "写明依据的名称和条款，须是{zh}；没有的，重新考虑属性",
        "name the source and its article, of {en}; where there is none, reconsider the class"
    )
}

pub(in crate::check) fn collected_by(accept: &[&str]) -> Text {
    let (zh, en) = (accept.join("、"), accept.join(", "));
    text!("由{zh}收集", "collected by {en}")
}

pub(in crate::check) fn other_source(
    shown: &Text,
    pattern: &str,
    field: &Text,
    observed: &str,
    known: bool,
) -> Text {
    let (shown_zh, shown_en, body_zh, body_en) = (&shown.zh, &shown.en, &field.zh, &field.en);
    let seen = visible(observed.trim());
    if known {
        text!(
            "{shown_zh}含“{pattern}”，{body_zh}却是“{seen}”",
            "{shown_en} says '{pattern}', yet {body_en} is '{seen}'"
        )
    } else {
        text!(
            "{shown_zh}含“{pattern}”，{body_zh}“{seen}”不在已知部门之列，无法确认",
            "{shown_en} says '{pattern}'; {body_en} '{seen}' is no body known here"
        )
    }
}

pub(in crate::check) fn check_source() -> Text {
    text!(
        "核实收集部门；确由其他部门收集的，改从法定部门共享获取",
        "verify who collects; where it is another body, obtain the data from the statutory one"
    )
}
