//! What a blank workbook says around the cells to be filled in, in both languages. Headers, articles and values are Chinese in
//! either: they are what `check` reads and what the law calls them.

use super::choices::Choices;
use super::columns::{Column, Need};
use crate::ingest::FILL_IN;
use crate::law::{Pack, Status};
use crate::model::{Text, Type, text};
use chrono::NaiveDate;

/// Words of the filled sheet, which `check` reads.
pub(super) const NUMBER: &str = "序号";
pub(super) const ARTICLES: &str = "条款依据";
pub(super) const MORE: &str = "等";

pub(super) fn title(names: &[&str], kind: &Text) -> Text {
    let names = names.join("、");
    let Text { zh, en } = kind;
    text!("{zh}（按{names}的规定填报）", "{en}, as asked for by {names}")
}

pub(super) fn national(chosen: &[&Pack], national: &Pack, kind: &Text) -> Text {
    let (national, id) = (&national.instrument.title, &national.instrument.id);
    let zh: Vec<String> = chosen
        .iter()
        .map(|p| format!("《{}》", p.instrument.title.zh))
        .collect();
    let en: Vec<&str> = chosen.iter().map(|p| p.instrument.title.en.as_str()).collect();
    let (zh, en, nzh, nen) = (zh.join("、"), en.join(", "), &national.zh, &national.en);
    let (kzh, ken) = (&kind.zh, &kind.en);
    text!(
        "{zh}没有逐项列出{kzh}要有哪些栏，模板补上了《{nzh}》列出的各栏，条款前注明了出处；要连同它的要求一起填、一起审，做模板和审的时候 -j 里都写上 {id}",
        "{en}: no provision lists the fields of a {ken}; those that {nen} lists were added, and their articles say whose they are; to fill in and audit by what it asks, add {id} to -j in both"
    )
}

pub(super) fn says_nothing(title: &Text, kind: &Text) -> Text {
    let Text { zh, en } = title;
    let (kzh, ken) = (&kind.zh, &kind.en);
    text!(
        "《{zh}》没有{kzh}方面的要求，模板里没有它的栏",
        "{en} asks nothing of a {ken}: it adds no column"
    )
}

pub(super) fn not_binding(title: &Text, status: Status, as_of: NaiveDate) -> Text {
    let Text { zh, en } = title;
    match status {
        Status::Draft => text!(
            "《{zh}》是征求意见稿，不是有效的法规",
            "{en} is a draft and not law"
        ),
        Status::NotYet => text!(
            "《{zh}》在 {as_of} 还没有施行",
            "{en} is not yet in force on {as_of}"
        ),
        Status::Expired => text!("《{zh}》在 {as_of} 已过有效期", "{en} has expired by {as_of}"),
        Status::Repealed => text!("《{zh}》在 {as_of} 已经废止", "{en} is repealed by {as_of}"),
        Status::InForce => text!("《{zh}》有效", "{en} is in force"),
    }
}

pub(super) fn need(need: Need) -> Text {
    match need {
        Need::Always => text!("必填", "required"),
        Need::Sometimes => text!("视情况必填", "conditional"),
        Need::Never => text!("选填", "optional"),
    }
}

/// Words that stand where nothing was filled in, as people write them most.
pub(super) const VOIDS: &[&str] = &[
    "无",
    "暂无",
    "没有",
    "空",
    "略",
    "同上",
    "待定",
    "待补充",
    "待填写",
    "待确定",
    "未填写",
    "未提供",
    "未知",
    "不详",
    "/",
    "-",
    "—",
    "——",
];

pub(super) fn voids() -> Text {
    text!("等于没有填的词", "words that say nothing")
}

pub(super) fn void_note() -> Text {
    text!(
        "写了仍算没有填，说明里写可以填的除外",
        "read as a blank cell, except where the instructions take it for an answer"
    )
}

/// A cell of the example in which anything may stand.
pub(super) fn fill_in(name: &str) -> String {
    format!("{FILL_IN}{name}")
}

/// What is to be done with a column, in a sentence.
pub(super) fn how(column: &Column<'_>) -> Text {
    let what = match (&column.choices, &column.entry.kind) {
        (Choices::Closed(_), _) => text!("从下拉列表选一个", "choose one from the list"),
        (Choices::Open(_), _) if column.entry.many => {
            text!(
                "从下拉列表选，多个用顿号隔开",
                "choose from the list; several are separated by 、"
            )
        }
        (Choices::Open(_), _) => text!(
            "从下拉列表选，没有的可以另写",
            "choose from the list, or write another"
        ),
        (Choices::Free, Type::Date) => text!("填日期，如 2026-03-01", "a date such as 2026-03-01"),
        (Choices::Free, Type::Number) => text!("填数字，不带单位", "a number without its unit"),
        (Choices::Free, Type::List) => text!("多项用顿号隔开", "several are separated by 、"),
        (Choices::Free, Type::Identifier) => match length(column) {
            Some(length) => text!(
                "填 {length} 位代码，按文本填",
                "a code of {length} characters, as text"
            ),
            None => text!("填编码，按文本填", "a code, as text"),
        },
        (Choices::Free, _) => text!("填文字", "text"),
    };
    let Text { zh, en } = what;
    let answers = answers(column);
    match column.need {
        Need::Always if !answers.is_empty() => text!(
            "{zh}；不能空着，没有的填{answers}",
            "{en}; not to be left blank: {answers} where there is none"
        ),
        Need::Always => text!("{zh}；不能空着", "{en}; not to be left blank"),
        Need::Sometimes => text!(
            "{zh}；单元格变色时须填",
            "{en}; fill it in where the cell turns coloured"
        ),
        Need::Never => text!("{zh}；没有可以空着", "{en}; may be left blank"),
    }
}

/// How many characters its texts have, where that is fixed.
pub(super) fn length(column: &Column<'_>) -> Option<u32> {
    column.shape.as_ref().and_then(|shape| shape.length)
}

/// The words such as 无 that are an answer in a column.
fn answers(column: &Column<'_>) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in column.asks.iter().flat_map(|ask| &ask.proper) {
        let word = format!("“{word}”");
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join("、")
}

pub(super) fn duty(article: &str, summary: &Text) -> Text {
    let Text { zh, en } = summary;
    text!("{article}：{zh}", "{article}: {en}")
}

pub(super) fn rest() -> Text {
    text!("其余见“填表说明”", "more in the sheet 填表说明")
}

pub(super) fn error_title() -> Text {
    text!("填得不对", "not accepted")
}

pub(super) fn error(column: &Column<'_>) -> Text {
    match (&column.choices, &column.entry.kind) {
        (Choices::Closed(_), _) => text!(
            "只能从下拉列表中选择，取值见“字典”",
            "only a value of the list can stand here; see the sheet 字典"
        ),
        (Choices::Open(_), _) => text!(
            "不在下拉列表中。确实要这样填，按“确定”",
            "this is not in the list; confirm if it is meant so"
        ),
        (Choices::Free, Type::Date) => {
            text!("请填日期，如 2026-03-01", "a date is wanted, such as 2026-03-01")
        }
        (Choices::Free, Type::Number) => text!("请填不小于 0 的数字", "a number from 0 up is wanted"),
        (Choices::Free, _) if length(column).is_some() => {
            let length = length(column).unwrap_or_default();
            text!(
                "这个代码是 {length} 位，不多不少",
                "this code has {length} characters, no more and no fewer"
            )
        }
        (Choices::Free, _) => text!(
            "太长了，请分行或写得短些",
            "too long: use more rows, or fewer words"
        ),
    }
}

/// How the workbook is filled in.
pub(super) fn steps(kind: &Text, rows: u32) -> Vec<Text> {
    let Text { zh, en } = kind;
    vec![
        text!(
            "1. 在工作表“{zh}”里填，从示例的下一行起，一项一行；示例行不用删，审计时会跳过；不要在示例行里填，填了就当作数据审。",
            "1. Fill in the sheet {zh} ({en}) below the example, one entry a row. The example may stay, the audit passes it over; do not fill it in, or it is audited as an entry."
        ),
        text!(
            "2. 不要改动表头和条款依据两行，不要合并单元格；不用的列可以空着，不要删。",
            "2. Leave the header and the row of articles as they are and merge no cells; leave columns blank rather than delete them."
        ),
        text!(
            "3. 带 * 的必填；带 △ 的视情况必填：一行里别的栏填了某个值，这一格就变成橙色，直到填上。必填而没有填的是浅红色。填的与同一行别的格矛盾、或者按规定不能这样填的是紫色，改了才消失。",
            "3. * is required. △ is required where another cell of the row says so: the cell turns orange until it is filled in. Required cells that are blank are pale red. A cell that is at odds with others of its row, or that must not say so, is purple until it is mended."
        ),
        text!(
            "4. 有下拉列表的从列表中选；取值都在“字典”里。选中单元格会出现提示，写明依据和要求。",
            "4. Choose from the lists where there are any; every value stands in the sheet 字典. A selected cell shows what asks for it."
        ),
        text!(
            "5. 没有内容的格子空着，不要填“无”“暂无”“/”；提示里写明没有的填“无”的栏除外，照提示填。日期写成 2026-03-01。",
            "5. Leave a cell blank where there is nothing to say, instead of 无, 暂无 or /, except where the prompt of a column takes 无 for an answer. Dates are written 2026-03-01."
        ),
        text!(
            "6. 下拉列表、变色和检查管到第 {rows} 行以内；从别处粘贴时用“只粘贴值”，不然会盖掉它们。",
            "6. Lists, colours and checks reach {rows} rows down; paste values only, or they are overwritten."
        ),
        text!(
            "7. 填完用 dataaudit check 审一遍。表头、取值用中文，因为审计按法规的用语读表。",
            "7. Audit the filled workbook with dataaudit check. Headers and values stay Chinese, as the audit reads them in the words of the law."
        ),
    ]
}

pub(super) fn source(title: &Text, source: &Text) -> Text {
    let (zh, en, szh, sen) = (&title.zh, &title.en, &source.zh, &source.en);
    text!("依据：《{zh}》（{szh}）", "After: {en} ({sen})")
}

pub(super) fn heads() -> [Text; 5] {
    [
        text!("栏", "Column"),
        text!("要不要填", "Required"),
        text!("条款", "Articles"),
        text!("怎样填", "How"),
        text!("要求（概括，以条文为准）", "What is asked, in our words"),
    ]
}

pub(super) fn column(column: &Column<'_>) -> Text {
    let (header, en) = (column.header(), &column.entry.en);
    text!("{header}", "{header} ({en})")
}

/// What a value means, whether it stands alone, and what else must be filled in with it.
pub(super) fn value_note(value: &Text, (many, open): (bool, bool), asked: &[&str]) -> Text {
    let en = if value.en == value.zh {
        ""
    } else {
        value.en.as_str()
    };
    let alone = match (many, open) {
        (true, _) => text!("可多选，用顿号隔开", "several may be chosen"),
        (false, true) => text!("也可另写", "others may be written"),
        (false, false) => text!("", ""),
    };
    let columns = asked.join("、");
    let then = match asked {
        [] => text!("", ""),
        _ => text!("须填{columns}", "asks for {columns}"),
    };
    let zh: Vec<&str> = [then.zh.as_str(), &alone.zh]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect();
    let all = [en, &then.en, &alone.en].into_iter().filter(|s| !s.is_empty());
    Text {
        zh: zh.join("；"),
        en: all.collect::<Vec<_>>().join("; "),
    }
}
