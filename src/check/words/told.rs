//! Conditions in words: 共享属性为“有条件共享”，且发布日期已填写.

use crate::model::{Text, text};

fn joined(parts: &[Text], zh: &str, en: &str) -> Text {
    let all = |of: fn(&Text) -> &str| parts.iter().map(of).collect::<Vec<_>>();
    Text {
        zh: all(|t| &t.zh).join(zh),
        en: all(|t| &t.en).join(en),
    }
}

pub(in crate::check) fn both(clauses: &[Text]) -> Text {
    joined(clauses, "，且", " and ")
}

pub(in crate::check) fn either(clauses: &[Text]) -> Text {
    joined(clauses, "，或", " or ")
}

pub(in crate::check) fn one_after_the_other(sentences: &[Text]) -> Text {
    joined(sentences, "；", "; ")
}

/// Sentences that hold commas and semicolons of their own.
pub(in crate::check) fn sentences(sentences: &[Text]) -> Text {
    joined(sentences, "。", ". ")
}

/// Cases that hold commas of their own.
pub(in crate::check) fn or_else(cases: &[Text]) -> Text {
    joined(cases, "；或者", "; or ")
}

pub(in crate::check) fn quoted(word: &str) -> Text {
    text!("“{word}”", "'{word}'")
}

pub(in crate::check) fn quoted_value(word: &str, meaning: &str) -> Text {
    text!("“{word}”", "'{word}' ({meaning})")
}

pub(in crate::check) fn said_of(name: &Text, predicates: &[Text], not: bool) -> Text {
    let Text { zh, en } = if not {
        joined(predicates, "，且", " and ")
    } else {
        joined(predicates, "或", " or ")
    };
    let (name_zh, name_en) = (&name.zh, &name.en);
    text!("{name_zh}{zh}", "{name_en} {en}")
}

pub(in crate::check) fn is_filled(filled: bool) -> Text {
    if filled {
        text!("已填写", "is filled in")
    } else {
        text!("未填写", "is blank")
    }
}

pub(in crate::check) fn is_one_of(values: &[Text], not: bool) -> Text {
    if not {
        let Text { zh, en } = joined(values, "", " nor ");
        return text!("不是{zh}", "is not {en}");
    }
    let Text { zh, en } = joined(values, "或", " or ");
    text!("为{zh}", "is {en}")
}

pub(in crate::check) fn holds_one_of(parts: &[Text], not: bool) -> Text {
    if not {
        let Text { zh, en } = joined(parts, "", " nor ");
        return text!("中没有{zh}", "does not hold {en}");
    }
    let Text { zh, en } = joined(parts, "或", " or ");
    text!("中有{zh}", "holds {en}")
}

pub(in crate::check) fn headed_one_of(parts: &[Text], not: bool) -> Text {
    if not {
        let Text { zh, en } = joined(parts, "", " nor ");
        return text!("的表头中没有{zh}", "has no {en} in its header");
    }
    let Text { zh, en } = joined(parts, "或", " or ");
    text!("已答且表头中有{zh}", "is affirmed under a header with {en}")
}

pub(in crate::check) fn is_same(other: &Text, not: bool) -> Text {
    let Text { zh, en } = other;
    if not {
        text!("与{zh}不同", "differs from {en}")
    } else {
        text!("与{zh}相同", "is the same as {en}")
    }
}

pub(in crate::check) fn is_less(than: &Text, days: bool) -> Text {
    let Text { zh, en } = than;
    if days {
        text!("早于{zh}", "is before {en}")
    } else {
        text!("小于 {zh}", "is less than {en}")
    }
}

pub(in crate::check) fn is_at_most(than: &Text, days: bool) -> Text {
    let Text { zh, en } = than;
    if days {
        text!("不晚于{zh}", "is not after {en}")
    } else {
        text!("不大于 {zh}", "is at most {en}")
    }
}

pub(in crate::check) fn is_more(than: &Text, days: bool) -> Text {
    let Text { zh, en } = than;
    if days {
        text!("晚于{zh}", "is after {en}")
    } else {
        text!("大于 {zh}", "is more than {en}")
    }
}

pub(in crate::check) fn is_at_least(than: &Text, days: bool) -> Text {
    let Text { zh, en } = than;
    if days {
        text!("不早于{zh}", "is not before {en}")
    } else {
        text!("不小于 {zh}", "is at least {en}")
    }
}
