//! What the reports say of departments, provisions and causes, in both languages.

use crate::check::Observed;
use crate::model::{Lang, Text, text};

pub(in crate::report) fn class(class: Observed) -> Text {
    match class {
        Observed::NoColumn => text!("没有这一列", "no such column"),
        Observed::Blank => text!("未填写", "blank"),
        Observed::Placeholder => text!("只填了占位词", "a word that says nothing"),
        Observed::Code => text!("填的是代码", "a bare code"),
        Observed::Uncomputed => text!("公式没有结果", "a formula without its result"),
        Observed::Broken => text!("是错误值", "an error value"),
        Observed::Value => text!("填的不对", "not what may stand there"),
        Observed::Late => text!("已逾期", "overdue"),
        Observed::Words => text!("从文字看有问题", "doubtful by its words"),
    }
}

/// `更新频率 未填写`.
pub(in crate::report) fn cause(field: &Text, what: Observed) -> Text {
    let (what, field_zh, field_en) = (class(what), &field.zh, &field.en);
    let (zh, en) = (what.zh, what.en);
    text!("{field_zh} {zh}", "{field_en}: {en}")
}

/// A cause that lies between two tables.
pub(in crate::report) fn cause_between(field: &Text) -> Text {
    let (zh, en) = (&field.zh, &field.en);
    text!("{zh} 与别处对不上", "{en}: at odds with another place")
}

/// Words with the ids they are about.
pub(in crate::report) fn named(words: &Text, ids: &str) -> Text {
    let (zh, en) = (&words.zh, &words.en);
    text!("{zh}（{ids}）", "{en} ({ids})")
}

pub(in crate::report) fn unstated() -> Text {
    text!("未写明提供单位", "no provider named")
}

/// Whose findings are that no row of a department's holds.
pub(in crate::report) fn of_nobody() -> Text {
    text!("整张表，或未写明提供单位", "whole tables, or no provider named")
}

pub(in crate::report) fn others(most: usize) -> Text {
    text!(
        "其余单位（超过 {most} 个以后）",
        "departments beyond the first {most}"
    )
}

/// How many departments, and whether rows name none.
pub(in crate::report) fn departments(named: u64, unstated: u64) -> Text {
    match (named, unstated) {
        (0, _) => text!(
            "部门 0 个，各行都没有写明提供单位",
            "no department: no row names its provider"
        ),
        (_, 0) => text!("部门 {named} 个", "departments {named}"),
        _ => text!(
            "部门 {named} 个，另有 {unstated} 行未写明提供单位",
            "departments {named}; rows that name no provider: {unstated}"
        ),
    }
}

/// A rate in tenths of a percent, rounded down: what is short of all is never shown as all.
pub(in crate::report) fn percent(part: u64, whole: u64) -> String {
    let tenths = u128::from(part) * 1000 / u128::from(whole.max(1));
    if part > 0 && tenths == 0 {
        return "<0.1%".to_owned();
    }
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// The rate with its formula.
pub(in crate::report) fn rate(compliant: Option<u64>, resources: u64) -> Text {
    let Some(compliant) = compliant else {
        return if resources == 0 {
            text!("没有资源，不计合规率", "no resources, no rate")
        } else {
            text!(
                "资源 {resources} 个，所选法规均不生效，不计合规率",
                "resources {resources}; no instrument is in force, so no rate"
            )
        };
    };
    let percent = percent(compliant, resources);
    text!(
        "合规率 {percent}（没有违规的资源 {compliant} ÷ 全部资源 {resources}）",
        "compliant {percent} ({compliant} resources without an error ÷ {resources} resources)"
    )
}

pub(in crate::report) fn missing_apart(n: u64) -> Text {
    text!(
        "其中整列缺失 {n} 处，记在表上，不影响资源的合规率",
        "{n} of them are missing columns, counted to the table: they do not change the rate"
    )
}

pub(in crate::report) fn each_its_own() -> Text {
    text!(
        "合规率 = 没有违规的资源 ÷ 全部资源，低的在前；整列缺失记在表上，不算到部门的违规里，另列一栏",
        "rate = resources without an error ÷ resources, lowest first; missing columns are the table's, in a column of their own"
    )
}

pub(in crate::report) fn articles(shown: usize, of: usize) -> Text {
    if shown < of {
        text!(
            "涉及的条款（共 {of} 条，列前 {shown} 条）",
            "provisions broken, {shown} of {of}"
        )
    } else {
        text!("涉及的条款", "provisions broken")
    }
}

pub(in crate::report) fn causes(shown: usize, of: usize) -> Text {
    if shown < of {
        text!(
            "先改什么（共 {of} 项，列前 {shown} 项）",
            "what to put right first, {shown} of {of}"
        )
    } else {
        text!("先改什么", "what to put right first")
    }
}

pub(in crate::report) fn would_comply() -> Text {
    text!(
        "“改好即合规”指只改这一项就没有违规的资源",
        "'then clean': resources without an error once this alone is put right"
    )
}

pub(in crate::report) fn lookalikes(pairs: &str, shown: usize, all: u64) -> Text {
    let hidden = all > shown as u64;
    let (zh, en) = if hidden {
        (
            format!("（共 {all} 对，列前 {shown} 对）"),
            format!(" ({shown} of {all})"),
        )
    } else {
        (String::new(), String::new())
    };
    text!(
        "名称相近的部门{zh}：{pairs}；是同一部门的，写进 --aliases 文件",
        "departments with like names{en}: {pairs}; where two are one, say so in a file for --aliases"
    )
}

/// The heads of the two tables.
pub(in crate::report) fn cause_heads(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Zh => ["", "处数", "占全部", "改好即合规", "原因"],
        Lang::En => ["", "settles", "of all", "then clean", "cause"],
    }
}

pub(in crate::report) fn department_heads(lang: Lang) -> [&'static str; 8] {
    match lang {
        Lang::Zh => ["部门", "资源", "合规", "合规率", "违规", "存疑", "提示", "缺列"],
        Lang::En => [
            "department",
            "resources",
            "compliant",
            "rate",
            "errors",
            "warnings",
            "infos",
            "columns",
        ],
    }
}

pub(in crate::report) fn index_heads(lang: Lang) -> [&'static str; 10] {
    match lang {
        Lang::Zh => [
            "部门",
            "文件",
            "资源",
            "合规资源",
            "合规率",
            "违规",
            "存疑",
            "提示",
            "整列缺失",
            "最突出的问题",
        ],
        Lang::En => [
            "department",
            "file",
            "resources",
            "compliant",
            "rate",
            "errors",
            "warnings",
            "infos",
            "missing columns",
            "most often",
        ],
    }
}
