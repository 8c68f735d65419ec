//! What stands below the findings about tables that came, and tables that did not.

use crate::audit::{Input, Outcome};
use crate::model::{Text, table_name, text, visible};

/// A table whose columns were told of at an earlier one.
pub(in crate::report) fn same_columns(path: &str, sheet: Option<&str>) -> Text {
    let path = visible(path);
    let sheet = sheet.map(|s| format!(" {}", visible(s))).unwrap_or_default();
    text!(
        "列的读法与 {path}{sheet} 相同",
        "columns read as in {path}{sheet}"
    )
}

/// Nothing was checked, since no table was read.
pub(in crate::report) fn nothing_read(requirements: usize) -> Text {
    text!(
        "没有读到任何表，所选法规的 {requirements} 项要求都没有检查",
        "no table was read: none of the {requirements} requirements of the chosen instruments was checked"
    )
}

/// Names of table kinds of which any would do.
pub(in crate::report) fn either(tables: &[String]) -> Text {
    let names: Vec<Text> = tables.iter().map(|t| table_name(t)).collect();
    let zh: Vec<&str> = names.iter().map(|n| n.zh.as_str()).collect();
    let en: Vec<&str> = names.iter().map(|n| n.en.as_str()).collect();
    let (zh, en) = (zh.join("或"), en.join(" or "));
    Text { zh, en }
}

/// Requirements of which no table came, by kind.
pub(in crate::report) fn no_tables(requirements: usize, kinds: &[(Text, usize)]) -> Text {
    let zh: Vec<String> = kinds.iter().map(|(kind, n)| format!("{} {n}", kind.zh)).collect();
    let en: Vec<String> = kinds.iter().map(|(kind, n)| format!("{} {n}", kind.en)).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    text!(
        "本次没有这些表，管它们的 {requirements} 项要求没有检查（逐项见 json 报告）：{zh}",
        "no table of these kinds came, so {requirements} requirements were not checked (each in the json report): {en}"
    )
}

/// Sheets that this program made and that are nothing to audit.
pub(in crate::report) fn own_sheets(outcome: &Outcome<'_>) -> Vec<Text> {
    let of = |input: &Input| {
        let own = input.skipped.iter().filter(|s| s.own);
        let texts = own.map(|s| super::sheets::of_file(&input.path, &super::skipped_sheet(s)));
        texts.collect::<Vec<_>>()
    };
    outcome.inputs.iter().flat_map(of).collect()
}

pub(in crate::report) fn label_own_sheets() -> Text {
    text!("不用审", "Nothing to audit")
}
