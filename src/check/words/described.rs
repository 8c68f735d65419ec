//! What each kind of check asks, in one sentence.

use super::{join, levels, valid_code};
use crate::check::identifier::Standard;
use crate::check::legal_basis::Level;
use crate::model::{Text, text};

/// `…时，` before a sentence.
pub(in crate::check) fn when(condition: &Text, sentence: &Text) -> Text {
    let (czh, cen, szh, sen) = (&condition.zh, &condition.en, &sentence.zh, &sentence.en);
    if czh.is_empty() {
        return sentence.clone();
    }
    text!("{czh}时，{szh}", "where {cen}, {sen}")
}

/// `；…的除外` after a sentence.
pub(in crate::check) fn unless(sentence: &Text, condition: &Text) -> Text {
    let (szh, sen, czh, cen) = (&sentence.zh, &sentence.en, &condition.zh, &condition.en);
    if czh.is_empty() {
        return sentence.clone();
    }
    text!("{szh}；{czh}的除外", "{sen}, unless {cen}")
}

/// `；…的不看` after a sentence.
pub(in crate::check) fn left_aside(sentence: &Text, condition: &Text) -> Text {
    let (szh, sen, czh, cen) = (&sentence.zh, &sentence.en, &condition.zh, &condition.en);
    if czh.is_empty() {
        return sentence.clone();
    }
    text!("{szh}；{czh}的不看", "{sen}; not looked at where {cen}")
}

/// `；填“无”算已填写` after a sentence.
pub(in crate::check) fn proper_too(sentence: &Text, words: &[String]) -> Text {
    let (zh, en) = (&sentence.zh, &sentence.en);
    if words.is_empty() {
        return sentence.clone();
    }
    let (words_zh, words_en) = (quotes(words), words.join(", "));
    text!("{zh}；填{words_zh}也算填写", "{en}; {words_en} will do as well")
}

/// `；不是…的，只报存疑` after a sentence.
pub(in crate::check) fn proven_where(sentence: &Text, condition: &Text) -> Text {
    let (szh, sen, czh, cen) = (&sentence.zh, &sentence.en, &condition.zh, &condition.en);
    if czh.is_empty() {
        return sentence.clone();
    }
    text!(
        "{szh}；只有{czh}的才能断定，其余报存疑",
        "{sen}; proven only where {cen}, otherwise doubtful"
    )
}

/// Each of some fields, and at least one of some others.
pub(in crate::check) fn must_be_filled(each: &[Text], any: &[Text]) -> Text {
    let (each_zh, each_en) = join(each);
    let (any_zh, any_en) = join(any);
    match (each.len(), any.is_empty()) {
        (0, _) => text!(
            "{any_zh}至少填写一项",
            "at least one of {any_en} must be filled in"
        ),
        (1, true) => text!("{each_zh}必须填写", "{each_en} must be filled in"),
        (_, true) => text!("{each_zh}都必须填写", "all of {each_en} must be filled in"),
        (_, false) => text!(
            "{each_zh}必须填写，{any_zh}至少填写一项",
            "{each_en} must be filled in, and at least one of {any_en}"
        ),
    }
}

pub(in crate::check) fn must_be_one_of(name: &Text, values: &[Text]) -> Text {
    let Text { zh, en } = name;
    let (values_zh, values_en) = join(values);
    text!(
        "{zh}填了就只能是{values_zh}",
        "{en}, where filled in, must be one of {values_en}"
    )
}

/// What must not be: under `when` any of `any`, or `when` itself.
pub(in crate::check) fn must_not_be(condition: &Text, any: &Text) -> Text {
    let (czh, cen, zh, en) = (&condition.zh, &condition.en, &any.zh, &any.en);
    match (czh.is_empty(), zh.is_empty()) {
        (_, true) => text!("不应出现：{czh}", "not to be found: {cen}"),
        (true, false) => text!("不应出现：{zh}", "not to be found: {en}"),
        (false, false) => text!("{czh}时，不应出现：{zh}", "where {cen}, not to be found: {en}"),
    }
}

pub(in crate::check) fn must_be_fresh(updated: &Text, frequency: &Text, filled: bool) -> Text {
    let (zh, en, fzh, fen) = (&updated.zh, &updated.en, &frequency.zh, &frequency.en);
    also_blank(
        text!(
            "从{zh}起，按{fzh}所填的周期推算应更新日，超过 7 天仍未更新就是逾期；再过一个周期（至少 7 天）以内只报存疑，施行以前的日子不算在内",
            "due one period of {fen} after {en}, overdue if not updated within 7 days after it; doubtful only within one more period (at least 7 days), days before it took effect not counted"
        ),
        filled,
    )
}

pub(in crate::check) fn must_be_within(updated: &Text, days: u16, filled: bool) -> Text {
    let Text { zh, en } = updated;
    also_blank(
        text!(
            "从{zh}起 {days} 天内应再次办理，超过 7 天仍未办理就是逾期；再过同样的天数（至少 7 天）以内只报存疑，施行以前的日子不算在内",
            "due again {days} days after {en}, overdue if not done within 7 days after it; doubtful only within as many days more (at least 7), days before it took effect not counted"
        ),
        filled,
    )
}

fn also_blank(sentence: Text, filled: bool) -> Text {
    let Text { zh, en } = &sentence;
    if filled {
        text!("{zh}；日期空着也不符合", "{en}; a blank date is a breach too")
    } else {
        sentence
    }
}

pub(in crate::check) fn must_be_ordered(first: &Text, then: &Text) -> Text {
    let (zh, en, late_zh, late_en) = (&first.zh, &first.en, &then.zh, &then.en);
    text!(
        "{zh}不应晚于{late_zh}（两个日期都填了才判断）",
        "{en} must not come after {late_en} (judged where both are filled in)"
    )
}

pub(in crate::check) fn must_be_apart(first: &Text, then: &Text, years: u8) -> Text {
    let (zh, en, late_zh, late_en) = (&first.zh, &first.en, &then.zh, &then.en);
    text!(
        "{late_zh}不应早于{zh}满 {years} 年之日（两个日期都填了才判断）",
        "{late_en} must not come before {years} years after {en} (judged where both are filled in)"
    )
}

pub(in crate::check) fn must_be_unique(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    if names.len() > 1 {
        text!(
            "{zh}合起来在一张表中不能重复",
            "{en} together must not be repeated within a table"
        )
    } else {
        text!(
            "{zh}在一张表中不能重复",
            "{en} must not be repeated within a table"
        )
    }
}

pub(in crate::check) fn must_be_valid(name: &Text, standard: Standard) -> Text {
    let (name, code) = ((&name.zh, &name.en), valid_code(standard));
    let (zh, en, czh, cen) = (name.0, name.1, &code.zh, &code.en);
    text!(
        "{zh}填了就应是有效的{czh}，校验位也要对",
        "{en}, where filled in, must be {cen} with the right check digit"
    )
}

pub(in crate::check) fn must_hold_no(names: &[Text], what: &Text) -> Text {
    let ((zh, en), wzh, wen) = (join(names), &what.zh, &what.en);
    text!(
        "{zh}中不应出现表示{wzh}的词",
        "{en} should hold no words that are signs of {wen}"
    )
}

pub(in crate::check) fn must_be_machine_readable(name: &Text) -> Text {
    let Text { zh, en } = name;
    text!(
        "{zh}至少有一种是程序能处理的格式",
        "{en} must list at least one machine-readable format"
    )
}

pub(in crate::check) fn must_cite(name: &Text, accept: &[Level]) -> Text {
    let (zh, en, (lzh, len)) = (&name.zh, &name.en, levels(accept));
    text!(
        "{zh}填了就应引用下列之一：{lzh}",
        "{en}, where filled in, must cite one of: {len}"
    )
}

/// Where the domain is looked for, the words that show it, the words that do not, and who may collect.
pub(in crate::check) fn must_be_collected_by(
    looked_at: &[Text],
    patterns: &[String],
    except: &[String],
    department: &Text,
    accept: &[&str],
) -> Text {
    let (zh, en) = join(looked_at);
    let (words_zh, words_en) = (quotes(patterns), patterns.join(", "));
    let (body_zh, body_en) = (&department.zh, &department.en);
    let (accept_zh, accept_en) = (accept.join("、"), accept.join(", "));
    let (except_zh, except_en) = if except.is_empty() {
        (String::new(), String::new())
    } else {
        (
            format!("（含{}的不算）", quotes(except)),
            format!(" (but not {})", except.join(", ")),
        )
    };
    text!(
        "{zh}中有{words_zh}的{except_zh}，{body_zh}应是{accept_zh}",
        "where {en} holds any of {words_en}{except_en}, {body_en} must be {accept_en}"
    )
}

fn quotes(words: &[String]) -> String {
    format!("“{}”", words.join("”“"))
}
