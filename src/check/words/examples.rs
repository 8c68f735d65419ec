//! What breaks each kind of check, what does not, and the way out.

use super::{alternatives, cite, join, level, quoted};
use crate::check::Example;
use crate::check::legal_basis::Level;
use crate::model::{Entry, Text, Type, Vocabulary, text};

/// A value that a field may hold; `None` for free text.
fn sample(vocabulary: &Vocabulary, entry: &Entry) -> Option<Text> {
    let value = match &entry.kind {
        Type::Class(id) => vocabulary.class(id)?.values.first().map(|v| v.zh.clone())?,
        Type::Date => "2026-01-15".to_owned(),
        Type::Frequency => MONTHLY.to_owned(),
        Type::Flag => YES.to_owned(),
        Type::Number => "12".to_owned(),
        Type::Text | Type::List | Type::Identifier => return None,
    };
    Some(quoted(&value))
}

const MONTHLY: &str = "每月";
const YES: &str = "是";

/// `更新频率填“每月”`.
pub(in crate::check) fn filled_with(vocabulary: &Vocabulary, entry: &Entry) -> Text {
    let (zh, en) = (&entry.zh, &entry.en);
    match sample(vocabulary, entry) {
        Some(value) => {
            let (vzh, ven) = (value.zh, value.en);
            text!("{zh}填{vzh}", "{en} is {ven}")
        }
        None => text!("{zh}填写了具体内容", "{en} states something"),
    }
}

pub(in crate::check) fn left_blank(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!("{zh}空着，或只填“待定”", "{en} is blank, or says only '待定'")
}

pub(in crate::check) fn all_left_blank(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    text!("{zh}都空着", "{en} are all blank")
}

/// Circumstances with what is said under them.
pub(in crate::check) fn under(condition: &Text, what: &Text) -> Text {
    let (czh, cen, zh, en) = (&condition.zh, &condition.en, &what.zh, &what.en);
    if czh.is_empty() {
        return what.clone();
    }
    text!("{czh}，{zh}", "{cen}; {en}")
}

pub(in crate::check) fn says_value(name: &Text, value: &Text) -> Text {
    let (zh, en, vzh, ven) = (&name.zh, &name.en, &value.zh, &value.en);
    text!("{zh}填{vzh}", "{en} is {ven}")
}

pub(in crate::check) fn says_other(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!("{zh}填的不在所列之中", "{en} holds something else")
}

/// What is no breach: the contrary, or an exemption.
pub(in crate::check) fn contrary(contrary: &Text, unless: &Text) -> Text {
    let (czh, cen, zh, en) = (&contrary.zh, &contrary.en, &unless.zh, &unless.en);
    if zh.is_empty() {
        contrary.clone()
    } else {
        text!("{czh}；或者{zh}", "{cen}; or {en}")
    }
}

/// The way out of circumstances that must not be.
pub(in crate::check) fn mend(names: &[Text]) -> Text {
    let (zh, en) = alternatives(names);
    text!("核实后改正{zh}", "verify, then correct {en}")
}

/// The way out of what must not be done: what was done is mended, not the cell that says so.
pub(in crate::check) fn stop_it() -> Text {
    text!(
        "核实是否确有其事：确有的，停止并纠正这一做法；只是填错的，更正记录",
        "verify whether it is so: if it is, stop and put it right; if only the record is wrong, correct that"
    )
}

/// What is asked of a column alone, whose cells may be blank.
pub(in crate::check) fn column_must_be(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "表中要有“{zh}”一栏，单元格可以空着",
        "the table must have the column {en}; its cells may be blank"
    )
}

pub(in crate::check) fn column(name: &Text) -> Example {
    let Text { zh, en } = name;
    Example {
        fails: text!("表中没有“{zh}”一栏", "the table has no column {en}"),
        passes: text!("表中有“{zh}”一栏", "the table has the column {en}"),
        remedy: text!("补上“{zh}”一栏", "add the column {en}"),
    }
}

pub(in crate::check) fn freshness(updated: &Text, frequency: &Text) -> (Text, Text) {
    let (zh, en, fzh, fen) = (&updated.zh, &updated.en, &frequency.zh, &frequency.en);
    let at = |day: &str| {
        text!(
            "{fzh}填“每月”，{zh} {day}，审计日期 2026-03-01",
            "{fen} is '每月', {en} is {day}, audited on 2026-03-01"
        )
    };
    (at("2025-12-01"), at("2026-02-10"))
}

pub(in crate::check) fn within(updated: &Text, days: u16) -> (Text, Text) {
    let Text { zh, en } = updated;
    let twice = u32::from(days) * 2;
    (
        text!(
            "审计时距{zh}超过 {twice} 天",
            "{en} is more than {twice} days before the audit date"
        ),
        text!(
            "审计时距{zh}不到 {days} 天",
            "{en} is less than {days} days before the audit date"
        ),
    )
}

pub(in crate::check) fn two_days(first: &Text, then: &Text, early: &str, late: &str) -> Text {
    let (zh, en, then_zh, then_en) = (&first.zh, &first.en, &then.zh, &then.en);
    text!(
        "{zh} {early}，{then_zh} {late}",
        "{en} is {early}, {then_en} is {late}"
    )
}

pub(in crate::check) fn uniqueness(names: &[Text]) -> Example {
    let (zh, en) = join(names);
    Example {
        fails: text!("两行的{zh}完全相同", "two rows with the same {en}"),
        passes: text!("每一行的{zh}各不相同", "no two rows with the same {en}"),
        remedy: text!(
            "重复登记的删去一行，编号错的改正",
            "drop a row entered twice, correct a wrong code"
        ),
    }
}

pub(in crate::check) fn code_flawed(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "{zh}少一位，或末位校验码算不对",
        "{en} lacks a character, or its check digit is wrong"
    )
}

pub(in crate::check) fn code_sound(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "{zh} 18 位，校验位正确",
        "{en} has 18 characters and the right check digit"
    )
}

pub(in crate::check) fn holds_word(name: &Text, word: &str) -> Text {
    let Text { zh, en } = name;
    text!("{zh}中有“{word}”", "{en} holds '{word}'")
}

pub(in crate::check) fn holds_none(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    text!("{zh}中没有这类词", "no such word in {en}")
}

pub(in crate::check) fn says_word(name: &Text, word: &str) -> Text {
    let Text { zh, en } = name;
    text!("{zh}只填“{word}”", "{en} says only '{word}'")
}

/// A citation of a level, of nothing that there is.
pub(in crate::check) fn citation_of(level: Level) -> String {
    match level {
        Level::Law => "《某某法》第一条",
        Level::AdministrativeRegulation | Level::LocalRegulation => "《某某条例》第一条",
        Level::Rule => "《某某规定》第一条",
        Level::StateCouncil => "《国务院关于某某的决定》",
        Level::NationalRule | Level::Policy => "《关于某某的通知》",
    }
    .to_owned()
}

pub(in crate::check) fn citing(name: &Text, accept: &[Level]) -> Example {
    let Text { zh, en } = name;
    let first = accept.first().map(|&l| level(l)).unwrap_or_default();
    let (lzh, len) = (first.zh, first.en);
    Example {
        fails: text!("{zh}只填“按规定”或“涉密”", "{en} says only '按规定' or '涉密'"),
        passes: text!(
            "{zh}写明一部{lzh}的名称和条款",
            "{en} names a {len} and its article"
        ),
        remedy: cite(accept),
    }
}

pub(in crate::check) fn collected(shown: &Text, pattern: &str, department: &Text, by: Option<&str>) -> Text {
    let (szh, sen, zh, en) = (&shown.zh, &shown.en, &department.zh, &department.en);
    match by {
        Some(body) => text!(
            "{szh}中有“{pattern}”，{zh}是{body}",
            "{sen} holds '{pattern}' and {en} is {body}"
        ),
        None => text!(
            "{szh}中有“{pattern}”，{zh}是别的部门",
            "{sen} holds '{pattern}' and {en} is another body"
        ),
    }
}
