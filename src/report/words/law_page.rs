//! What the pages of the instruments say, in both languages.

use crate::check::Proof;
use crate::law::{Basis, Fit, Pack};
use crate::model::{Lang, Severity, Text, text};

pub(in crate::report) fn generated() -> Text {
    text!(
        "由法规包生成，不收录条文。要求是概括，以官方公布的文本为准。",
        "Generated from the pack; holds no statute text. Requirements are summaries: the official text prevails."
    )
}

pub(in crate::report) fn fact_id() -> Text {
    text!("标识：", "Id: ")
}

pub(in crate::report) fn fact_names() -> Text {
    text!("别名：", "Also called: ")
}

pub(in crate::report) fn fact_adopted() -> Text {
    text!("通过或印发：", "Adopted: ")
}

pub(in crate::report) fn fact_effective() -> Text {
    text!("施行：", "In force from: ")
}

pub(in crate::report) fn fact_expires() -> Text {
    text!("有效期至：", "In force until: ")
}

pub(in crate::report) fn fact_repealed() -> Text {
    text!("废止：", "Repealed from: ")
}

pub(in crate::report) fn fact_status() -> Text {
    text!("状态：", "Status: ")
}

pub(in crate::report) fn never_law() -> Text {
    text!(
        "征求意见稿，不是生效的法，一切只作提示",
        "a draft, never law: everything under it only informs"
    )
}

pub(in crate::report) fn fact_see() -> Text {
    text!("另见：", "See also: ")
}

pub(in crate::report) fn fact_elsewhere() -> Text {
    text!(
        "从名称看归另一部文件管的单位，见：",
        "Bodies that another instrument governs, told by their names: "
    )
}

pub(in crate::report) fn fact_source() -> Text {
    text!("文本来源：", "Source of the text: ")
}

pub(in crate::report) fn fact_counts() -> Text {
    text!("要求：", "Requirements: ")
}

pub(in crate::report) fn counts(pack: &Pack) -> Text {
    let all = pack.requirements.len();
    let judged = pack.requirements.iter().filter(|r| r.is_judged()).count();
    let (cited, unchecked) = (pack.cited().len(), pack.unchecked.len());
    text!(
        "{all} 项，其中 {judged} 项由程序判断；引用 {cited} 条，不检查 {unchecked} 条",
        "{all}, of which {judged} are judged; {cited} articles cited, {unchecked} not checked"
    )
}

pub(in crate::report) fn asked() -> Text {
    text!("要求", "Requirements")
}

pub(in crate::report) fn requirement_columns() -> [Text; 6] {
    [
        text!("条款", "Provision"),
        text!("标识", "Id"),
        text!("要求", "Asks"),
        text!("级别", "Level"),
        text!("责任", "Liability"),
        text!("怎样判断", "Check"),
    ]
}

pub(in crate::report) fn kind_columns() -> [Text; 3] {
    [
        text!("检查", "Check"),
        text!("参数", "Parameters"),
        text!("用到它的法规和次数", "Used by, times"),
    ]
}

pub(in crate::report) fn grade(severity: Severity, basis: Basis, proof: Proof) -> Text {
    let (mut zh, mut en) = (
        super::severity(severity, Lang::Zh),
        super::severity(severity, Lang::En),
    );
    match proof {
        Proof::Stated if severity == Severity::Error => {
            (zh, en) = (
                "写明的报违规，推断的报存疑",
                "error where stated, warning where inferred",
            );
        }
        Proof::None if severity == Severity::Error => {
            let doubt = Severity::Warning;
            (zh, en) = (super::severity(doubt, Lang::Zh), super::severity(doubt, Lang::En));
        }
        Proof::Full | Proof::Stated | Proof::None => {}
    }
    match basis {
        Basis::Express => text!("{zh}（明文）", "{en} (express)"),
        Basis::Implied => text!("{zh}（推出）", "{en} (implied)"),
    }
}

pub(in crate::report) fn liability_short(fit: Fit, citation: &str) -> Text {
    match fit {
        Fit::Direct => Text::same(citation),
        Fit::Nearest => text!("参照 {citation}", "nearest: {citation}"),
        Fit::ByLaw => text!("{citation}（转引其他法律）", "{citation} (refers to other law)"),
    }
}

pub(in crate::report) fn not_judged() -> Text {
    text!("不由程序判断", "not judged")
}

pub(in crate::report) fn said_of(what: &str, said: &Text) -> Text {
    let (zh, en) = (&said.zh, &said.en);
    text!("{what}：{zh}", "{what}: {en}")
}

pub(in crate::report) fn readings() -> Text {
    text!("为什么这样理解", "Readings chosen")
}

pub(in crate::report) fn left_to_people() -> Text {
    text!("不由程序判断的要求", "Requirements left to people")
}

pub(in crate::report) fn articles_not_checked() -> Text {
    text!("不检查的条", "Articles not checked")
}
