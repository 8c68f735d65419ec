//! What the audit says of itself, in both languages.

mod departments;
mod proof;
mod reprieve;
mod tape;

pub(super) use departments::*;
pub(super) use proof::*;
pub(super) use reprieve::*;
pub(super) use tape::*;

use super::Role;
use crate::ingest::{Code, Guess, Limits, Stopped};
use crate::model::{Text, letters, table_name, text, visible};
use chrono::NaiveDate;
use std::sync::Arc;

fn join(names: &[Text]) -> (String, String) {
    let zh: Vec<&str> = names.iter().map(|n| n.zh.as_str()).collect();
    let en: Vec<&str> = names.iter().map(|n| n.en.as_str()).collect();
    (zh.join("、"), en.join(", "))
}

pub(super) fn no_table(tables: &[Text]) -> Text {
    let (zh, en) = join(tables);
    text!("本次没有这类表：{zh}", "no table of this kind was given: {en}")
}

pub(super) fn no_columns(fields: &[Text], tables: u64) -> Text {
    let (zh, en) = join(fields);
    if tables > 1 {
        return text!(
            "这类表共 {tables} 张，都缺要看的列：{zh}",
            "all {tables} tables of the kind lack columns for: {en}"
        );
    }
    text!("表中没有这些列：{zh}", "the table has no column for: {en}")
}

/// Tables among others of their kind that lack what a requirement reads.
pub(super) fn shut_out(tables: u64, first: &str, fields: &[Text]) -> Text {
    let ((zh, en), first) = (join(fields), visible(first));
    let (such_zh, such_en) = if tables > 1 {
        ("如 ", "such as ")
    } else {
        ("", "")
    };
    text!(
        "有 {tables} 张表缺要看的列，没有检查（{such_zh}{first}）：{zh}",
        "{tables} tables not checked ({such_en}{first}), which lack columns for: {en}"
    )
}

pub(super) fn in_part(fields: &[Text]) -> Text {
    let (zh, en) = join(fields);
    text!(
        "只检查了一部分，表中没有这些列：{zh}",
        "checked in part; the table has no column for: {en}"
    )
}

pub(super) fn applied_to_nothing() -> Text {
    text!("没有记录落入适用情形", "no record meets its condition")
}

pub(super) fn before(n: u64, from: NaiveDate) -> Text {
    text!(
        "{n} 条记录在 {from} 施行以前，不判断",
        "{n} records not judged: before {from}, when it took effect"
    )
}

pub(super) fn unstarted(n: u64, field: &Text) -> Text {
    let Text { zh, en } = field;
    text!(
        "{n} 条记录没有填{zh}，期限算不出来，不判断",
        "{n} records not judged: {en} is blank, so the period cannot be reckoned"
    )
}

pub(super) fn extended(n: u64, field: &Text) -> Text {
    let Text { zh, en } = field;
    text!(
        "{n} 条记录写明{zh}，不按这一期限判断",
        "{n} records not judged by this period: {en}"
    )
}

pub(super) fn apart(n: u64, field: &Text) -> Text {
    let Text { zh, en } = field;
    text!(
        "{n} 条记录从{zh}看不归这项要求管，不判断",
        "{n} records not judged: by their {en} the requirement does not speak of them"
    )
}

pub(super) fn unread(n: u64, field: &Text) -> Text {
    let Text { zh, en } = field;
    text!(
        "{n} 条记录的{zh}认不出来，不知是否适用，不判断",
        "{n} records not judged: {en} cannot be read, so whether it applies is not known"
    )
}

pub(super) fn both(first: &Text, second: &Text) -> Text {
    Text {
        zh: format!("{}；{}", first.zh, second.zh),
        en: format!("{}; {}", first.en, second.en),
    }
}

/// The first of some rows with what they say.
pub(super) fn rows(rows: &[(u32, Arc<str>)], n: u64) -> Text {
    let (mut first_zh, mut first_en) = (Vec::new(), Vec::new());
    for (row, name) in rows {
        let name = visible(name);
        first_zh.push(format!("第 {row} 行“{name}”"));
        first_en.push(format!("row {row} '{name}'"));
    }
    let more = n > rows.len() as u64;
    let (first_zh, first_en) = (first_zh.join("、"), first_en.join(", "));
    let (more_zh, more_en) = if more { ("等", ", …") } else { ("", "") };
    text!("{first_zh}{more_zh}", "{first_en}{more_en}")
}

/// Rows whose bodies seem to belong under another instrument.
pub(super) fn elsewhere(field: &Text, n: u64, rows: &Text, id: &str, title: Option<&Text>) -> Text {
    let (zh, en, rows_zh, rows_en) = (&field.zh, &field.en, &rows.zh, &rows.en);
    let of_zh = title.map_or_else(String::new, |t| format!("《{}》", t.zh));
    let of_en = title.map_or_else(String::new, |t| format!(" ({})", t.en));
    text!(
        "有 {n} 行的{zh}从名称看归另一部文件{of_zh}管：{rows_zh}；请核实隶属关系，属于的改用 -j {id} 审",
        "{n} rows name a {en} that seems to fall under another instrument{of_en}: {rows_en}; verify, and audit those with -j {id}"
    )
}

/// Rows that an instrument does not reach, by what they state.
pub(super) fn not_judged(field: &Text, n: u64, rows: &Text, title: &Text, note: &Text) -> Text {
    let (zh, en, rows_zh, rows_en) = (&field.zh, &field.en, &rows.zh, &rows.en);
    let (title_zh, title_en, note_zh, note_en) = (&title.zh, &title.en, &note.zh, &note.en);
    text!(
        "有 {n} 行没有按《{title_zh}》判断，{zh}是：{rows_zh}；{note_zh}",
        "{n} rows not judged by {title_en}, {en}: {rows_en}; {note_en}"
    )
}

/// Rows that an instrument reaches by reference only.
pub(super) fn by_reference(field: &Text, n: u64, rows: &Text, title: &Text, note: &Text) -> Text {
    let (zh, en, rows_zh, rows_en) = (&field.zh, &field.en, &rows.zh, &rows.en);
    let (title_zh, title_en, note_zh, note_en) = (&title.zh, &title.en, &note.zh, &note.en);
    text!(
        "有 {n} 行只是参照《{title_zh}》判断，所报最高是存疑，{zh}是：{rows_zh}；{note_zh}",
        "{n} rows judged by {title_en} by reference only, doubtful at most, {en}: {rows_en}; {note_en}"
    )
}

/// Rows that an instrument may not reach, by names.
pub(super) fn outside(field: &Text, n: u64, rows: &Text, title: &Text, note: &Text) -> Text {
    let (zh, en, rows_zh, rows_en) = (&field.zh, &field.en, &rows.zh, &rows.en);
    let (title_zh, title_en, note_zh, note_en) = (&title.zh, &title.en, &note.zh, &note.en);
    text!(
        "有 {n} 行的{zh}从名称看可能不归《{title_zh}》管：{rows_zh}；{note_zh}；请核实",
        "{n} rows name a {en} that {title_en} may not reach: {rows_en}; {note_en}; verify"
    )
}

/// A finding where the instrument applies by reference only.
pub(super) fn marked(message: &Text) -> Text {
    let Text { zh, en } = message;
    text!("（参照）{zh}", "(by reference) {en}")
}

pub(super) fn out_of_scope(n: u64) -> Text {
    text!(
        "{n} 条记录写明的单位不在适用范围内，不判断",
        "{n} records not judged: of bodies stated to be out of its scope"
    )
}

pub(super) fn covered(n: u64) -> Text {
    text!(
        "另有 {n} 处与其他条款所报为同一事实，不重复报告",
        "{n} more are the same fact as another requirement reports"
    )
}

pub(super) fn missing_columns(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    text!("整张表没有“{zh}”列", "the table has no column for {en}")
}

pub(super) fn columns_expected(names: &[Text]) -> Text {
    let (zh, en) = join(names);
    text!("设“{zh}”列并逐项填写", "a column for {en}, filled in")
}

pub(super) fn add_columns(names: &[Text], id: &str) -> Text {
    let (zh, en) = join(names);
    text!(
        "增加“{zh}”列；如表中已有但名称不同，用 --map '表头={id}' 指明",
        "add a column for {en}; if it is there under another name, say so with --map 'HEADER={id}'"
    )
}

pub(super) fn no_rows(skipped: u64) -> Text {
    if skipped == 0 {
        return text!("只有表头，没有数据行", "a header, but no rows of data");
    }
    text!(
        "没有数据行：表头以下 {skipped} 行是样例、说明或落款",
        "no rows of data: the {skipped} rows below the header are samples, notes or signatures"
    )
}

pub(super) fn fill_the_table() -> Text {
    text!(
        "确认是否交错了文件，或数据在另一个工作表（用 --sheet 指定）",
        "check whether this is the right file, or name the sheet that holds the data with --sheet"
    )
}

/// A table that no requirement chosen speaks of, or that lacks every column they read: no verdict comes of it.
pub(super) fn nothing_applies(kind: &str) -> Stopped {
    let Text { zh, en } = table_name(kind);
    Stopped::new(
        Code::NothingApplies,
        text!(
            "所选法规中没有一项能在这张表（按“{zh}”读）上判断",
            "none of the requirements chosen can be judged on this table (read as {en})"
        ),
    )
    .help(text!(
        "确认 -j 选对了法规；这张表如果不是“{zh}”（{kind}），用 --kind 指明表类",
        "check whether -j names the right instrument; if the table is none of {en} ({kind}), name its kind with --kind"
    ))
}

/// That a file was read under limits of the user's own, where it was.
pub(super) fn limits_moved(limits: &Limits) -> Option<Text> {
    let moved = limits.typed();
    let (zh, en) = (moved.join("、"), moved.join(", "));
    (!moved.is_empty()).then(|| text!("读取的上限改过：{zh}", "read under limits of your own: {en}"))
}

/// A panic while a file was judged: our own defect, told as the file's error so that the rest goes on.
pub(super) fn defect(panic: &str) -> Stopped {
    let why = visible(panic);
    let message = text!(
        "审这个文件时程序内部出错（{why}），没有审完，不是审计结论",
        "an internal error while auditing this file ({why}); it was not audited to its end, and this is no verdict"
    );
    Stopped::new(Code::Internal, message).help(text!(
        "请把这条信息和文件情况告诉维护者",
        "please report this message and the kind of file"
    ))
}

/// A table of a kind that the instruments chosen say nothing about.
pub(super) fn no_concern(kind: &str) -> Text {
    let Text { zh, en } = table_name(kind);
    text!(
        "认作“{zh}”（{kind}）；所选法规没有涉及这种表的要求，未审查",
        "recognised as {en} ({kind}); no requirement of the chosen instruments concerns this kind, so it was not audited"
    )
}

/// A table without any column that the chosen instruments' requirements read.
pub(super) fn no_column_read(kind: &str) -> Text {
    let Text { zh, en } = table_name(kind);
    text!(
        "认作“{zh}”（{kind}）；没有所选法规对这种表要看的列，未审查",
        "recognised as {en} ({kind}); it has no column that the chosen instruments look at in this kind, so it was not audited"
    )
}

pub(super) fn nothing_to_audit() -> Text {
    text!("没有找到可以审计的表", "no table that can be audited was found")
}

pub(super) fn sheet_broken(sheet: &str, why: &Text) -> Text {
    let (zh, en) = (&why.zh, &why.en);
    text!(
        "工作表“{sheet}”读不了：{zh}",
        "sheet '{sheet}' cannot be read: {en}"
    )
}

/// `H 更新: why it was taken for what it was taken for`.
pub(super) fn guess(guess: &Guess) -> Text {
    let (column, header) = (letters(guess.column), visible(&guess.header));
    let (zh, en) = (&guess.why.zh, &guess.why.en);
    text!("{column} 列“{header}”：{zh}", "column {column} '{header}': {en}")
}

pub(super) fn copy_of(first: &str) -> Text {
    text!(
        "有一张表与 {first} 的内容完全相同；各表之间比对时只算一次",
        "a table is the same as in {first}; counted once where tables are compared"
    )
}

pub(super) fn no_reference(role: Role) -> Text {
    match role {
        Role::Departments => text!(
            "名单里找不到单位名称这一列",
            "the list has no column of names of bodies"
        ),
        Role::Previous | Role::Audited => text!(
            "找不到可与本次目录比对的表",
            "no table that can be compared with today's was found"
        ),
    }
}

/// A reference that no chosen instrument asks for.
pub(super) fn not_asked_for(role: Role) -> Text {
    match role {
        Role::Departments => text!(
            "所选法规没有要求对照单位名单，没有用到它",
            "no chosen instrument asks for a list of bodies: it was not used"
        ),
        Role::Previous | Role::Audited => text!(
            "所选法规没有要求对照上一版，没有用到它",
            "no chosen instrument asks for a former edition: it was not used"
        ),
    }
}

/// A reference with a header and nothing below.
pub(super) fn empty_reference() -> Text {
    text!("只有表头，没有一行内容", "a header and not one row below it")
}

/// A list of bodies that is one of the audited files.
pub(super) fn list_is_audited(path: &str) -> Stopped {
    Stopped::new(
        Code::NothingApplies,
        text!(
            "这就是被审的“{path}”，拿它作名单查不出缺了谁",
            "this is “{path}”, which is being audited: as a list it shows nobody missing"
        ),
    )
    .help(text!(
        "请给出单位名单，如“单位名称”一列的表",
        "give a list of bodies, such as a table with a column 单位名称"
    ))
}

pub(super) fn no_former_edition() -> Text {
    text!(
        "没有上一版目录可供比对（--previous）",
        "no former edition to compare with (--previous)"
    )
}

pub(super) fn nothing_to_compare(source: &Text) -> Text {
    let (zh, en) = (&source.zh, &source.en);
    text!("没有{zh}可供比对", "no {en} to compare with")
}

pub(super) fn no_columns_across(source: &Text, fields: &[Text]) -> Text {
    let ((zh, en), szh, sen) = (join(fields), &source.zh, &source.en);
    text!(
        "{szh}中没有这些列，无法比对：{zh}",
        "the {sen} has no column to compare by: {en}"
    )
}

pub(super) fn either(tables: &[Text]) -> Text {
    let (zh, en) = join(tables);
    Text { zh, en }
}

pub(super) fn list_of_bodies(table: &Text) -> Text {
    let (zh, en) = (&table.zh, &table.en);
    text!(
        "单位名单（--departments）或{zh}",
        "list of bodies (--departments) or {en}"
    )
}

pub(super) fn former(table: &Text) -> Text {
    let (zh, en) = (&table.zh, &table.en);
    text!("上一版{zh}（--previous）", "former {en} (--previous)")
}
