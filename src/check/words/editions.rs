//! What is said of lists of bodies, of former editions and of names that are nearly the same, in both languages.

use super::join;
use crate::check::Example;
use crate::model::{Text, text, visible};

pub(in crate::check) fn must_be_in_the_roster(name: &[Text], owner: &[Text]) -> Text {
    let ((zh, en), (ozh, oen)) = (join(name), join(owner));
    text!(
        "单位名单（--departments，或单位情况表的{zh}）中的每个单位，都应在目录的{ozh}中出现",
        "every body of the list (--departments, or {en} of department profiles) must appear as {oen} in a catalog"
    )
}

pub(in crate::check) fn no_catalog() -> Example {
    Example {
        fails: text!(
            "名单里有甲局，没有一份目录的提供单位是甲局",
            "bureau A is on the list and provides no catalog entry"
        ),
        passes: text!(
            "甲局在目录里至少有一条",
            "bureau A provides at least one catalog entry"
        ),
        remedy: hand_in_a_catalog(false),
    }
}

pub(in crate::check) fn a_catalog_of_its_own() -> Text {
    text!("有本单位的目录", "a catalog of its own")
}

pub(in crate::check) fn has_no_catalog(body: &str, near: Option<&str>) -> Text {
    let body = visible(body);
    match near.map(visible) {
        None => text!(
            "“{body}”在本次的目录中一条也没有",
            "'{body}' has no entry in any catalog of this run"
        ),
        Some(near) => text!(
            "“{body}”在本次的目录中一条也没有，但有名称相近的“{near}”",
            "'{body}' has no entry in any catalog of this run, but '{near}' does"
        ),
    }
}

pub(in crate::check) fn hand_in_a_catalog(near: bool) -> Text {
    if near {
        text!(
            "核实是否同一单位；是的，把名称写成一致",
            "verify whether it is the same body; if so, make the names agree"
        )
    } else {
        text!(
            "编制并提交本单位目录；确无公共数据的，在名单中写明",
            "compile and hand in a catalog; where there is no public data, say so in the list"
        )
    }
}

pub(in crate::check) fn excused(n: u64) -> Text {
    text!(
        "名单中另有 {n} 个单位写明没有公共数据，不算缺目录，请人核实",
        "{n} more bodies of the list state that they hold no public data and are not counted: for a person to verify"
    )
}

pub(in crate::check) fn must_be_kept(by: &[Text], watch: &[Text]) -> Text {
    let ((zh, en), (wzh, wen)) = (join(by), join(watch));
    text!(
        "上一版目录（--previous）中的每一条，按{zh}应仍在本次目录中，{wzh}不变；删改的应在目录变更台账有记录",
        "every entry of the former edition (--previous) must still be there by {en} with {wen} unchanged, or be in the record of changes"
    )
}

pub(in crate::check) fn keeping(watch: &[Text]) -> Example {
    let (zh, en) = join(watch);
    Example {
        fails: text!(
            "上一版有的条目没有了，或{zh}变了，目录变更台账里没有这一条",
            "an entry of the former edition is gone, or its {en} changed, and no change is on record"
        ),
        passes: text!(
            "删改的条目在目录变更台账里有编码或名称相同的一条",
            "the record of changes names the code or name of what was removed or altered"
        ),
        remedy: record_the_change(),
    }
}

pub(in crate::check) fn kept_or_recorded() -> Text {
    text!(
        "保持不变，或在目录变更台账有记录",
        "unchanged, or in the record of changes"
    )
}

fn record(unrecorded: bool) -> (&'static str, &'static str) {
    if unrecorded {
        (
            "，本次没有目录变更台账可查",
            "; this run holds no record of changes",
        )
    } else {
        ("，目录变更台账里没有记录", "; no change is on record")
    }
}

pub(in crate::check) fn is_gone(name: &Text, claimed: &str, unrecorded: bool) -> Text {
    let (zh, en, claimed, (rzh, ren)) = (&name.zh, &name.en, visible(claimed), record(unrecorded));
    text!(
        "上一版目录的{zh}“{claimed}”本次没有了{rzh}",
        "{en} '{claimed}' of the former edition is gone{ren}"
    )
}

pub(in crate::check) fn is_reclassified(name: &Text, was: &str, is: &str, unrecorded: bool) -> Text {
    let (zh, en, (rzh, ren)) = (&name.zh, &name.en, record(unrecorded));
    let (was, is) = (visible(was.trim()), visible(is.trim()));
    text!(
        "{zh}由“{was}”改为“{is}”{rzh}",
        "{en} changed from '{was}' to '{is}'{ren}"
    )
}

pub(in crate::check) fn record_the_change() -> Text {
    text!(
        "核实删改是否经过批准，补登目录变更台账；误删误改的恢复",
        "verify that the change was approved and put it on record; restore what was changed by mistake"
    )
}

pub(in crate::check) fn no_present_edition(n: u64) -> Text {
    text!(
        "上一版另有 {n} 条的单位本次没有目录，不判断",
        "{n} more entries of the former edition belong to bodies without a catalog in this run and are not judged"
    )
}

pub(in crate::check) fn must_not_be_alike(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    text!(
        "同一单位的{zh}不应相同，也不应只差标点、序号或“信息”“数据”“清单”一类后缀（年份、数字、地名不同的不算）",
        "{en} of one body must not be the same, nor differ by punctuation, numbering or a suffix such as 信息 or 清单 only (years, numbers and places tell names apart)"
    )
}

pub(in crate::check) fn likeness(names: &[Text]) -> Example {
    let (zh, en) = join(names);
    Example {
        fails: text!(
            "同一单位有“水库名录”和“1、水库名录信息”两条{zh}",
            "one body has two entries whose {en} are '水库名录' and '1、水库名录信息'"
        ),
        passes: text!(
            "“2024 年水库名录”和“2025 年水库名录”",
            "'2024 年水库名录' and '2025 年水库名录'"
        ),
        remedy: one_resource_or_two(),
    }
}

pub(in crate::check) fn each_resource_once() -> Text {
    text!(
        "每个资源登记一次，名称能区分",
        "each resource once, under a name of its own"
    )
}

pub(in crate::check) fn is_alike(name: &Text, first: &str, then: &str, same: bool) -> Text {
    let (zh, en, first, then) = (&name.zh, &name.en, visible(first.trim()), visible(then.trim()));
    if same {
        text!(
            "{zh}“{then}”与前面的“{first}”相同",
            "{en} '{then}' is the same as '{first}' before it"
        )
    } else {
        text!(
            "{zh}“{then}”与前面的“{first}”只差标点、序号或后缀",
            "{en} '{then}' differs from '{first}' before it by punctuation, numbering or suffix only"
        )
    }
}

pub(in crate::check) fn one_resource_or_two() -> Text {
    text!(
        "核实是否同一资源：是的合并，不是的把名称写具体",
        "verify whether it is one resource: merge it, or make the names specific"
    )
}
