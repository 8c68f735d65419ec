//! What the listings of the law say, in both languages.

mod days;

pub(super) use days::*;

use crate::law::{Fit, Instrument, Standing};
use crate::model::{Lang, Severity, Text, text};
use crate::report::words::{adopted, severity};

pub(super) fn jurisdictions_head(lang: Lang) -> [&'static str; 11] {
    match lang {
        Lang::Zh => [
            "标识", "名称", "文件", "状态", "日期", "要求", "自动", "人工", "违规", "存疑", "提示",
        ],
        Lang::En => [
            "id",
            "name",
            "instrument",
            "status",
            "days",
            "asks",
            "judged",
            "by hand",
            "error",
            "warning",
            "info",
        ],
    }
}

pub(super) fn rules_head(lang: Lang) -> [&'static str; 8] {
    match lang {
        Lang::Zh => ["标识", "条款", "要求", "表", "级别", "依据", "检查", "责任"],
        Lang::En => [
            "id",
            "provision",
            "asks",
            "table",
            "severity",
            "basis",
            "check",
            "liability",
        ],
    }
}

pub(super) fn compare_head(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Zh => ["要求", "异同"],
        Lang::En => ["requirement", "same?"],
    }
}

pub(super) fn coverage_head(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Zh => ["条", "情况", "要求", "原因"],
        Lang::En => ["article", "standing", "requirements", "reason"],
    }
}

pub(super) fn manual_head(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Zh => ["标识", "条款", "要求", "原因"],
        Lang::En => ["id", "provision", "asks", "reason"],
    }
}

/// What stands before each part of an explanation.
pub(super) fn explain_labels(lang: Lang) -> [&'static str; 14] {
    match lang {
        Lang::Zh => [
            "要求",
            "级别",
            "义务人",
            "依据",
            "责任",
            "表",
            "字段",
            "怎样判断",
            "缺列",
            "反例",
            "正例",
            "怎样改",
            "说明",
            "别处",
        ],
        Lang::En => [
            "asks",
            "severity",
            "bound",
            "basis",
            "liability",
            "table",
            "fields",
            "judged by",
            "no column",
            "fails",
            "passes",
            "remedy",
            "reading",
            "elsewhere",
        ],
    }
}

pub(super) fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

pub(super) fn semicolon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}

pub(super) fn days(instrument: &Instrument) -> Text {
    let Text { zh, en } = adopted(instrument.adopted);
    let Some(first) = instrument.effective else {
        return Text { zh, en };
    };
    match (instrument.repealed, instrument.expires) {
        (Some(day), _) => text!(
            "{zh}，{first} 施行，{day} 废止",
            "{en}, from {first}, repealed {day}"
        ),
        (None, Some(last)) => text!("{zh}，{first} 至 {last}", "{en}, {first} to {last}"),
        (None, None) => text!("{zh}，{first} 起", "{en}, from {first}"),
    }
}

pub(super) fn basis(basis: &str) -> Text {
    if basis == "express" {
        text!("明文", "express")
    } else {
        text!("推出", "implied")
    }
}

pub(super) fn by_hand() -> Text {
    text!("人工", "by hand")
}

pub(super) fn liable(fit: Fit, citation: &str) -> Text {
    match fit {
        Fit::Direct => Text::same(citation),
        Fit::Nearest => text!("参照 {citation}", "see {citation}"),
        Fit::ByLaw => text!("{citation}（依照有关法律）", "{citation} (refers to other law)"),
    }
}

pub(super) fn asked(mark: &str, judged: bool) -> Text {
    if judged {
        Text::same(mark)
    } else {
        text!("{mark}（人工）", "{mark} (by hand)")
    }
}

pub(super) fn concept_head(name: &str, differs: bool) -> Text {
    if differs {
        text!("{name}：不同", "{name}: differs")
    } else {
        text!("{name}：相同", "{name}: the same")
    }
}

pub(super) fn nothing_asked() -> &'static str {
    "—"
}

pub(super) fn differs(differs: bool) -> Text {
    if differs {
        text!("不同", "no")
    } else {
        text!("相同", "yes")
    }
}

pub(super) fn compared(concepts: usize, differ: usize) -> Text {
    let same = concepts - differ;
    text!(
        "共 {concepts} 项要求：{differ} 项不同（有的没有，或级别不一），{same} 项相同",
        "{concepts} requirements: {differ} differ (absent, or of another severity), {same} are the same"
    )
}

pub(super) fn standing(standing: Standing) -> Text {
    match standing {
        Standing::Checked => text!("检查", "checked"),
        Standing::Partly => text!("部分检查", "partly"),
        Standing::ByHand => text!("人工", "by hand"),
        Standing::Unchecked => text!("不检查", "not checked"),
    }
}

pub(super) fn covered(
    articles: usize,
    checked: usize,
    partly: usize,
    by_hand: usize,
    unchecked: usize,
) -> Text {
    text!(
        "共 {articles} 条：检查 {checked}，部分检查 {partly}，人工 {by_hand}，不检查 {unchecked}",
        "{articles} articles: checked {checked}, partly {partly}, by hand {by_hand}, not checked {unchecked}"
    )
}

pub(super) fn manual(n: usize) -> Text {
    text!(
        "须人工核查的要求（{n} 项）",
        "requirements to be looked at by hand ({n})"
    )
}

pub(super) fn named(name: &str, id: &str) -> String {
    format!("{name} {id}")
}

pub(super) fn known_headers(field: &str, headers: &str) -> Text {
    if headers.is_empty() {
        return Text::same(field);
    }
    text!(
        "{field}，表头可写：{headers}",
        "{field}; known headers: {headers}"
    )
}

pub(super) fn level(mark: &str, why: &str) -> Text {
    text!("{mark}：{why}", "{mark}: {why}")
}

pub(super) fn express(verb: &str) -> Text {
    let zh = verb_zh(verb);
    let en = verb_en(verb);
    text!(
        "{zh}，明文规定，表格本身就能证明",
        "{en}, expressly, and the table itself can prove a breach"
    )
}

pub(super) fn express_by_hand(verb: &str) -> Text {
    let zh = verb_zh(verb);
    let en = verb_en(verb);
    text!(
        "{zh}，明文规定，违反即是违规；单凭表格不能证明，由人核查认定",
        "{en}, expressly; but no table alone can prove a breach: for a person to establish"
    )
}

/// A provision with those to read with it.
pub(super) fn cited(citation: &str, also: &str) -> Text {
    if also.is_empty() {
        return Text::same(citation);
    }
    text!("{citation}，并见{also}", "{citation}; read with {also}")
}

pub(super) fn express_where_stated(verb: &str) -> Text {
    let (zh, en) = (verb_zh(verb), verb_en(verb));
    text!(
        "{zh}，明文规定，但只有表中写明的才能断定，推断出来的报存疑",
        "{en}, expressly, but only what the table states proves a breach; what is inferred is doubtful"
    )
}

pub(super) fn express_in_doubt(verb: &str) -> Text {
    let zh = verb_zh(verb);
    let en = verb_en(verb);
    text!(
        "{zh}，但是否违反还要看表外的事实，须由人核实",
        "{en}, but a breach depends on facts outside the table: for a person to verify"
    )
}

pub(super) fn information(verb: &str) -> Text {
    let zh = verb_zh(verb);
    let en = verb_en(verb);
    text!(
        "{zh}，表格不能证明违反，只作提示",
        "{en}; no table proves a breach: information only"
    )
}

pub(super) fn implied() -> Text {
    text!(
        "由条文推出，不是明文，最多报存疑",
        "inferred from the provision, not express: a warning at most"
    )
}

pub(super) fn implied_information() -> Text {
    text!(
        "由条文推出，不是明文，只作提示",
        "inferred from the provision, not express: information only"
    )
}

pub(super) fn sets_no_duty(verb: &str) -> Text {
    let zh = verb_zh(verb);
    let en = verb_en(verb);
    text!(
        "{zh}，不设定义务，不算违规",
        "{en}, which sets no duty: never an error"
    )
}

fn verb_zh(verb: &str) -> String {
    if verb == "陈述" {
        "条文以陈述句规定".to_owned()
    } else {
        format!("条文用“{verb}”")
    }
}

fn verb_en(verb: &str) -> String {
    if verb == "陈述" {
        "the provision states it".to_owned()
    } else {
        format!("the provision says '{verb}'")
    }
}

pub(super) fn not_judged(reason: &Text) -> Text {
    let Text { zh, en } = reason;
    text!("不自动判断：{zh}", "not judged: {en}")
}

pub(super) fn missing_is(grave: Severity) -> Text {
    let (zh, en) = (severity(grave, Lang::Zh), severity(grave, Lang::En));
    text!("整列没有，报{zh}", "a missing column is reported as {en}")
}

pub(super) fn missing_is_not_judged() -> Text {
    text!(
        "整列没有就不判断，列入报告的“没有检查的”",
        "without the columns it is not judged, and the report says so"
    )
}

pub(super) fn elsewhere(
    mark: &str,
    title: &str,
    citation: &str,
    id: &str,
    standing: Option<&'static str>,
) -> Text {
    let (zh, en) = match standing {
        Some(standing) => (format!("（{standing}）"), format!(" ({standing})")),
        None => (String::new(), String::new()),
    };
    text!(
        "{mark} 《{title}》{citation} {id}{zh}",
        "{mark}: {title}, {citation} {id}{en}"
    )
}

/// Two sentences of one requirement.
pub(super) fn and_also(one: &Text, other: &Text) -> Text {
    let (zh, en, other_zh, other_en) = (&one.zh, &one.en, &other.zh, &other.en);
    text!("{zh}；{other_zh}", "{en}; {other_en}")
}

/// Two cases of which either breaks a requirement.
pub(super) fn or_also(one: &Text, other: &Text) -> Text {
    let (zh, en, other_zh, other_en) = (&one.zh, &one.en, &other.zh, &other.en);
    text!("{zh}；或者{other_zh}", "{en}; or {other_en}")
}
