//! The sentences of header finding and column mapping, in both languages.

use super::kind::Recognised;
use crate::model::{Lang, Text, text, visible};

/// How many headers tell of a kind.
const TOLD: usize = 4;

/// Why a table was taken for its kind; `None` where there is no doubt: it is named so and nothing else is near.
pub(super) fn kind_guessed(found: &Recognised) -> Option<Text> {
    if found.name.is_some() && found.rival.is_none() {
        return None;
    }
    let (zh, en) = (&found.kind.zh, &found.kind.en);
    let quoted = |left: &str, right: &str, between: &str| {
        let headers = found
            .by
            .iter()
            .take(TOLD)
            .map(|h| format!("{left}{}{right}", visible(h)));
        headers.collect::<Vec<_>>().join(between)
    };
    let (by_zh, by_en) = match &found.name {
        Some(name) => {
            let name = visible(name);
            (format!("名称“{name}”"), format!("the name '{name}'"))
        }
        None => (
            format!("表头{}", quoted("“", "”", "")),
            format!("the headers {}", quoted("'", "'", ", ")),
        ),
    };
    let (or_zh, or_en) = match found.rival {
        Some(rival) => (
            format!("；也像“{}”（--kind {}）", rival.zh, rival.id),
            format!("; it could be {} too (--kind {})", rival.en, rival.id),
        ),
        None => Default::default(),
    };
    if let (Some(rival), super::options::CATALOG) = (found.rival, found.kind.id.as_str()) {
        let (part_zh, part_en, id) = (&rival.zh, &rival.en, &rival.id);
        return Some(text!(
            "看作“{zh}”，但{by_zh}也像“{part_zh}”，所以缺列只报“存疑”；确是后者请用 --kind {id}",
            "taken for {en}, though {by_en} could be of {part_en}: missing columns are doubts only; if it is, use --kind {id}"
        ));
    }
    Some(text!(
        "按{by_zh}认作“{zh}”{or_zh}；认错了用 --kind 指明",
        "taken for {en} by {by_en}{or_en}; settle it with --kind if that is wrong"
    ))
}

pub(super) fn no_such_sheet(name: &str) -> Text {
    text!("没有工作表“{name}”", "no sheet “{name}”")
}

pub(super) fn sheets_are(names: &str) -> Text {
    text!(
        "现有工作表：{names}；也可以写序号，如 --sheet 1",
        "the sheets are: {names}; a number will do too, as in --sheet 1"
    )
}

pub(super) fn wrong_header_row(found: &str) -> Text {
    text!(
        "表头行“{found}”写法不对，应为行号（3）或范围（2-3）",
        "header row “{found}” is neither a row number (3) nor a range (2-3)"
    )
}

pub(super) fn no_such_field(name: &str) -> Text {
    text!(
        "--map 中的字段“{name}”不存在",
        "--map names a field “{name}” that does not exist"
    )
}

pub(super) fn nearest_field(nearest: Option<&str>) -> Text {
    match nearest {
        Some(near) => text!(
            "是不是“{near}”？不审的列写 -",
            "did you mean “{near}”? Write - to ignore a column"
        ),
        None => text!(
            "请写字段名，如 --map '单位=provider'；不审的列写 -",
            "name a field, as in --map '单位=provider'; write - to ignore a column"
        ),
    }
}

pub(super) fn without_prefix(field: &Text) -> Text {
    let (zh, en) = (&field.zh, &field.en);
    text!(
        "去掉“数据”“信息资源”等前缀后认作“{zh}”",
        "taken for “{en}” once prefixes such as 数据 are left out"
    )
}

pub(super) fn typo(field: &Text) -> Text {
    let (zh, en) = (&field.zh, &field.en);
    text!(
        "多写了一个字，认作“{zh}”",
        "one character too many; taken for “{en}”"
    )
}

pub(super) fn contained(field: &Text) -> Text {
    let (zh, en) = (&field.zh, &field.en);
    text!(
        "只有部分字样相同，暂认作“{zh}”",
        "only part of it is known; taken for “{en}” for now"
    )
}

pub(super) fn by_values(field: &Text) -> Text {
    let (zh, en) = (&field.zh, &field.en);
    text!("按列中的值认作“{zh}”", "taken for “{en}” by the values in it")
}

pub(super) fn one_of_several(field: &Text) -> Text {
    let (zh, en) = (&field.zh, &field.en);
    text!(
        "这个表头有几种含义，按列中的值和其他列认作“{zh}”",
        "this header has several meanings; taken for “{en}” by its values and the other columns"
    )
}

pub(super) fn taken(column: &str, header: &str, field: &Text) -> Text {
    let (zh, en) = (&field.zh, &field.en);
    text!(
        "“{zh}”已取 {column} 列“{header}”，本列未用；不对的话用 --map 指定",
        "“{en}” is column {column} “{header}” already, so this one is not used; settle it with --map if that is wrong"
    )
}

pub(super) fn no_header(sheet: &str, row: u32, known: &str, unknown: &str) -> Text {
    text!(
        "{sheet}没有找到表头。最像的是第 {row} 行：认出 {known}；不认识 {unknown}",
        "{sheet}no header was found. Row {row} is the likeliest: it has {known}; not known are {unknown}"
    )
}

pub(super) fn no_row_like_a_header(sheet: &str) -> Text {
    text!("{sheet}没有一行像表头", "{sheet}no row looks like a header")
}

pub(super) fn crammed(sheet: &str, row: u32, between: char) -> Text {
    let between = shown(between);
    text!(
        "{sheet}第 {row} 行的表头全在一个单元格里，中间是“{between}”，没有分成列",
        "{sheet}the header in row {row} stands in a single cell, with “{between}” between its parts, and not in columns"
    )
}

pub(super) fn take_apart(between: char) -> Text {
    let between = shown(between);
    text!(
        "请在 WPS 或 Excel 里用“数据”中的“分列”，以“{between}”为分隔符分开后另存；文本文件也可以把列之间的“{between}”换成半角逗号",
        "split it with Text to Columns in Excel or WPS, at “{between}”, and save it again; in a text file the “{between}” between columns may be replaced by a comma"
    )
}

fn shown(between: char) -> String {
    match between {
        '\t' => "Tab".to_owned(),
        other => other.to_string(),
    }
}

pub(super) fn settle_it() -> Text {
    text!(
        "请指明：--sheet 工作表，--header-row 表头行号（如 3 或 2-3），--map '表头=字段'（如 --map '单位=provider'）",
        "say where it is: --sheet NAME, --header-row ROW (3 or 2-3), --map 'HEADER=FIELD' (as in --map '单位=provider')"
    )
}

pub(super) fn of_sheet(name: Option<&str>) -> Text {
    match name {
        Some(name) => text!("工作表“{name}”", "sheet “{name}”: "),
        None => Text::default(),
    }
}

pub(super) fn nothing() -> Text {
    text!("（无）", "nothing")
}

pub(super) fn and_more(shown: &str, more: usize) -> Text {
    text!("{shown} 等 {more} 个", "{shown} and others, {more} in all")
}

pub(super) fn empty_sheet() -> Text {
    text!("空工作表", "empty")
}

pub(super) fn empty_file() -> Text {
    text!("没有内容", "nothing in it")
}

pub(super) fn instructions() -> Text {
    text!(
        "填表说明或封面，没有数据表",
        "instructions or a cover; no table in it"
    )
}

pub(super) fn dictionary() -> Text {
    text!(
        "字典或码表，不是数据表",
        "a dictionary of values, not a table of records"
    )
}

/// The name of the list of findings that an annotated copy has as its first sheet.
pub fn list_name() -> Text {
    text!("问题清单", "Findings")
}

/// The heads of that list.
pub fn list_heads(lang: Lang) -> [&'static str; 13] {
    match lang {
        Lang::Zh => [
            "序号",
            "级别",
            "位置",
            "表头",
            "资源",
            "提供单位",
            "问题",
            "现状",
            "应为",
            "依据",
            "建议",
            "要求",
            "另见",
        ],
        Lang::En => [
            "No.",
            "level",
            "place",
            "header",
            "resource",
            "provider",
            "problem",
            "found",
            "expected",
            "basis",
            "advice",
            "requirement",
            "see also",
        ],
    }
}

pub(super) fn findings_list() -> Text {
    text!(
        "标注副本的问题清单，不是数据表",
        "the list of findings of an annotated copy, not a table of records"
    )
}

pub(super) fn of_template() -> Text {
    text!(
        "空白模板自带的说明和取值，不用填也不用审",
        "the instructions and values of a blank template, which nobody fills in"
    )
}

/// The names of the sheets that a blank template has beside its table, whatever the language: how to fill it in, and the
/// values that its lists offer.
pub const TEMPLATE_SHEETS: [&str; 2] = ["填表说明", "字典"];

/// The title of the first of them.
pub fn template_title(title: &Text) -> Text {
    let Text { zh, en } = title;
    text!("填表说明：{zh}", "How to fill in: {en}")
}

/// The heads of the second.
pub fn template_heads() -> [Text; 3] {
    [
        text!("栏", "Column"),
        text!("可选的值", "Value"),
        text!("说明", "Meaning"),
    ]
}

pub(super) fn joined_into(sheet: &str) -> Text {
    text!(
        "其中的信息项已并入工作表“{sheet}”，按资源一并审查",
        "its items were joined to the resources of sheet “{sheet}”"
    )
}

pub(super) fn items_header(sheet: &str) -> Text {
    text!("信息项（见工作表“{sheet}”）", "items (from sheet “{sheet}”)")
}

pub(super) fn items_cell(count: u64) -> String {
    format!("{count} 项")
}

pub(super) fn orphans(sheet: &str, items: u64, resources: u64, rows: &str) -> Text {
    text!(
        "工作表“{sheet}”中有 {items} 个信息项（{resources} 个资源）找不到对应的资源，如第 {rows} 行",
        "sheet “{sheet}” has {items} items of {resources} resources that are not in the catalog, such as row {rows}"
    )
}
