//! What annotated copies say.

use crate::model::{Lang, Text, text};

pub(super) fn basis(title: &str, citation: &str) -> Text {
    text!("《{title}》{citation}", "{title}, {citation}")
}

pub(super) fn note_head(level: &str, requirement: &str, basis: &str) -> Text {
    text!(
        "【{level}】{basis}（{requirement}）",
        "[{level}] {basis} ({requirement})"
    )
}

pub(super) fn note_labels(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Zh => ["问题：", "现状：", "应为：", "建议："],
        Lang::En => ["problem: ", "found: ", "expected: ", "advice: "],
    }
}

pub(super) fn more_in_list() -> Text {
    text!(
        "本格还有别的问题，见问题清单。",
        "more was found here: see the list."
    )
}

pub(super) fn row(row: u32) -> Text {
    text!("第 {row} 行", "row {row}")
}

pub(super) fn title(file: &str, counts: [u64; 4]) -> Text {
    let [errors, warnings, infos, waived] = counts;
    let (waived_zh, waived_en) = if waived == 0 {
        (String::new(), String::new())
    } else {
        (
            format!("，豁免 {waived} 处（灰色，不计在内）"),
            format!(", {waived} waived (grey, not counted)"),
        )
    };
    text!(
        "{file}：违规 {errors} 处、存疑 {warnings} 处、提示 {infos} 处{waived_zh}。点“位置”跳到单元格；原表没有改动，颜色是条件格式（违规实线框、存疑虚线框、提示点线框），可一并清除。",
        "{file}: {errors} errors, {warnings} warnings, {infos} infos{waived_en}. A place leads to its cell; the sheets are as they were, the colours are conditional formats (solid borders for errors, dashed for warnings, dotted for infos)."
    )
}

pub(super) fn rebuilt(why: &Text) -> Text {
    let Text { zh, en } = why;
    text!(
        "本副本按原文件的内容另行制作：{zh}。",
        " This copy was made anew from the file's content: {en}."
    )
}

pub(super) fn without_notes(cells: usize) -> Text {
    text!(
        "另有 {cells} 格只着色、没有批注。",
        " {cells} more cells are coloured without a note."
    )
}

pub(super) fn cut(rows: u64) -> Text {
    text!(
        "一张工作表放不下，只列前 {rows} 处。",
        " Only the first {rows} fit on a sheet."
    )
}

pub(super) fn other_format(format: &str) -> Text {
    text!("{format} 不能直接标注", "{format} cannot be marked in place")
}

pub(super) fn prefixed() -> Text {
    text!(
        "工作簿的部件用了带前缀的命名空间",
        "a part of the workbook uses prefixed namespaces"
    )
}

pub(super) fn strict() -> Text {
    text!("工作簿是严格模式的 OOXML", "the workbook is strict OOXML")
}

pub(super) fn odd_namespace() -> Text {
    text!(
        "工作簿的部件结构少见",
        "a part of the workbook is built unusually"
    )
}

pub(super) fn not_utf8() -> Text {
    text!("工作簿的部件不是 UTF-8", "a part of the workbook is not UTF-8")
}

pub(super) fn no_part(name: &str) -> Text {
    text!("工作簿里没有 {name}", "the workbook has no {name}")
}

pub(super) fn not_read(why: &str) -> Text {
    text!(
        "工作簿的部件读不通：{why}",
        "a part of the workbook cannot be read: {why}"
    )
}

pub(super) fn no_sheet(name: &str) -> Text {
    text!("找不到工作表“{name}”", "there is no sheet “{name}”")
}
