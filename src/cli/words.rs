//! What the command line says, in both languages.

mod annotate;
mod clock;
mod config;
mod departments;
mod failed;
mod fix;
mod inputs;
mod law;
mod limits;
mod merge;
mod notices;
mod packs;
mod recheck;
mod reprieve;
mod template;

pub(super) use annotate::*;
pub(super) use clock::*;
pub(super) use config::*;
pub(super) use departments::*;
pub(super) use failed::*;
pub(super) use fix::*;
pub(super) use inputs::*;
pub(super) use law::*;
pub(super) use limits::*;
pub(super) use merge::*;
pub(super) use notices::*;
pub(super) use packs::*;
pub(super) use recheck::*;
pub(super) use reprieve::*;
pub(super) use template::*;

use crate::model::{Text, text};
use std::path::Path;

pub(super) fn headings() -> Text {
    let plain = |usage: &str| format!("{{about}}\n\n{usage} {{usage}}\n\n{{all-args}}\n");
    Text {
        zh: plain("用法："),
        en: plain("Usage:"),
    }
}

pub(super) fn commands() -> Text {
    text!("命令", "Commands")
}

pub(super) fn command() -> Text {
    text!("命令", "COMMAND")
}

pub(super) fn options() -> Text {
    text!("选项", "Options")
}

pub(super) fn error(message: &Text) -> Text {
    let (zh, en) = (&message.zh, &message.en);
    text!("错误：{zh}", "error: {en}")
}

pub(super) fn help(advice: &Text) -> Text {
    let (zh, en) = (&advice.zh, &advice.en);
    text!("办法：{zh}", "help: {en}")
}

pub(super) fn see_help() -> Text {
    text!("用法见 --help", "see --help")
}

pub(super) fn did_you_mean(word: &str) -> Text {
    text!("是否想写 {word}？", "did you mean {word}?")
}

pub(super) fn too_few_values(argument: &str, least: isize) -> Text {
    text!(
        "{argument} 至少要写 {least} 个",
        "{argument}: at least {least} are needed"
    )
}

pub(super) fn value_missing(argument: &str) -> Text {
    text!("{argument} 后面缺少取值", "{argument} needs a value")
}

pub(super) fn bad_value(argument: &str, value: &str, allowed: &[String]) -> Text {
    let list = allowed.join("、");
    let listed = allowed.join(", ");
    if allowed.is_empty() {
        text!(
            "{argument} 的取值“{value}”不对",
            "'{value}' is not a value for {argument}"
        )
    } else {
        text!(
            "{argument} 的取值“{value}”不对，可以是：{list}",
            "'{value}' is not a value for {argument}; possible: {listed}"
        )
    }
}

/// Only numbers are held to a form and to bounds.
pub(super) fn no_number(argument: &str, value: &str) -> Text {
    let (zh, en) = match argument {
        "--min-score" => (
            "写 0 到 100 的百分数，如 80、80.5、80%",
            "write a percentage from 0 to 100, as 80, 80.5, 80%",
        ),
        "--jobs" => ("写 1 到 65535 的整数", "write a whole number from 1 to 65535"),
        "--width" => ("写 40 到 500 的整数", "write a whole number from 40 to 500"),
        "--notice-days" => ("写 1 到 500 的整数", "write a whole number from 1 to 500"),
        _ => ("写不小于 0 的整数", "write a whole number, 0 or more"),
    };
    text!(
        "{argument} 的取值“{value}”不对，{zh}",
        "'{value}' is not a value for {argument}: {en}"
    )
}

pub(super) fn unknown_argument(argument: &str) -> Text {
    text!("没有 {argument} 这个选项", "unknown option {argument}")
}

/// A word that no argument takes.
pub(super) fn one_too_many(argument: &str) -> Text {
    text!(
        "多了 {argument}：前面给的已经够了，这个命令不再收；有几个文件的，分几次运行",
        "{argument} is one too many: the command takes no more; run it once for each file"
    )
}

pub(super) fn unknown_command(command: &str) -> Text {
    text!("没有 {command} 这个命令", "unknown command {command}")
}

pub(super) fn too_many_values(argument: &str) -> Text {
    text!("{argument} 的取值太多", "too many values for {argument}")
}

pub(super) fn conflict(argument: &str, others: &[String]) -> Text {
    let (zh, en) = (others.join("、"), others.join(", "));
    match others {
        [] => text!(
            "{argument} 与其他选项冲突，或重复给出",
            "{argument} conflicts with another option or is given twice"
        ),
        [other] if other == argument => text!("{argument} 重复给出", "{argument} is given twice"),
        _ => text!(
            "{argument} 不能同 {zh} 一起用",
            "{argument} does not go with {en}"
        ),
    }
}

pub(super) fn argument_missing(arguments: &[String]) -> Text {
    let list = arguments.join(" ");
    text!("缺少 {list}", "missing {list}")
}

pub(super) fn command_missing() -> Text {
    text!("缺少命令", "a command is missing")
}

pub(super) fn not_utf8() -> Text {
    text!("参数不是有效的文字", "an argument is not valid text")
}

pub(super) fn not_a_date(value: &str) -> Text {
    text!(
        "--as-of 的取值“{value}”不是日期",
        "'{value}' is not a date for --as-of"
    )
}

pub(super) fn date_like() -> Text {
    text!("写成 2026-03-01 的样子", "write it like 2026-03-01")
}

pub(super) fn unknown_jurisdiction(name: &str) -> Text {
    text!("没有“{name}”的法规", "no instrument for '{name}'")
}

pub(super) fn known_jurisdictions(names: &str) -> Text {
    text!("可用的有：{names}", "known: {names}")
}

pub(super) fn unknown_requirement(id: &str) -> Text {
    text!("没有“{id}”这项要求", "no requirement '{id}'")
}

pub(super) fn list_requirements() -> Text {
    text!(
        "用 dataaudit rules -j 法域 列出全部要求",
        "list them with: dataaudit rules -j ID"
    )
}

pub(super) fn unknown_table(name: &str) -> Text {
    text!("没有“{name}”这种表", "unknown kind of table '{name}'")
}

pub(super) fn known_tables(names: &str) -> Text {
    text!(
        "这部法规涉及的表：{names}",
        "kinds of table in this instrument: {names}"
    )
}

pub(super) fn not_an_article(value: &str) -> Text {
    text!(
        "--article 的取值“{value}”不是条款号",
        "'{value}' is not a provision for --article"
    )
}

pub(super) fn article_like() -> Text {
    text!(
        "写成 10、第十条 或 第十条第五款 的样子",
        "write it like 10, 第十条 or 第十条第五款"
    )
}

pub(super) fn article_unchecked(article: &str, reason: &Text) -> Text {
    let Text { zh, en } = reason;
    text!("{article}没有要求：{zh}", "{article} has no requirement: {en}")
}

/// Nothing meets the conditions, and what there is to choose from.
pub(super) fn no_rules(
    title: &Text,
    article: &str,
    [error, warning, info]: [usize; 3],
    tables: &str,
) -> Text {
    let (zh, en, n) = (&title.zh, &title.en, error + warning + info);
    text!(
        "没有符合条件的要求；《{zh}》{article}有 {n} 项：违规 {error}、存疑 {warning}、提示 {info}；涉及的表：{tables}",
        "no requirement meets these conditions; {en} {article} has {n}: {error} error, {warning} warning, {info} info; tables: {tables}"
    )
}

pub(super) fn of_which_instrument(article: &str) -> Text {
    text!("{article}是哪一部法规的？", "{article} of which instrument?")
}

pub(super) fn say_which() -> Text {
    text!("用 -j 写明，如 -j 法域标识", "say it with -j ID")
}

pub(super) fn two_are_needed() -> Text {
    text!("比较至少要两部法规", "comparing takes two instruments at least")
}

pub(super) fn compare_like() -> Text {
    text!(
        "写两个以上的法域；都不写就比较全部地方法规",
        "name two or more, or none to compare all regional ones"
    )
}

pub(super) fn bad_pair(option: &str, value: &str) -> Text {
    text!(
        "{option} 的取值“{value}”写法不对",
        "'{value}' is not the form that {option} takes"
    )
}

pub(super) fn report_like(formats: &[&str]) -> Text {
    let all = formats.join("、");
    let en = formats.join(", ");
    text!(
        "写成 格式:文件，如 --report json:out.json；格式有 {all}",
        "write FORMAT:FILE, as in --report json:out.json; the formats are {en}"
    )
}

pub(super) fn two_reports_in_one(path: &Path) -> Text {
    let path = path.display();
    text!(
        "两份报告不能写进同一个文件 {path}",
        "two reports cannot be written to one file: {path}"
    )
}

pub(super) fn pair_like(example: &str) -> Text {
    text!("写成 {example} 的样子", "write it like {example}")
}

pub(super) fn unknown_field(id: &str) -> Text {
    text!("没有字段 {id}", "unknown field {id}")
}

pub(super) fn unknown_kind(kind: &str) -> Text {
    text!("没有 {kind} 这种表", "unknown kind of table {kind}")
}

pub(super) fn known_kinds(kinds: &str) -> Text {
    text!("可以是：{kinds}", "known: {kinds}")
}

pub(super) fn unknown_encoding(label: &str) -> Text {
    text!("不认识的编码“{label}”", "unknown encoding '{label}'")
}

pub(super) fn known_encodings() -> Text {
    text!(
        "可以是：utf-8 gb18030 big5 utf-16le utf-16be",
        "known: utf-8 gb18030 big5 utf-16le utf-16be"
    )
}

pub(super) fn not_a_value(field: &str, value: &str) -> Text {
    text!(
        "“{value}”不是字段 {field} 的取值",
        "'{value}' is not a value of {field}"
    )
}

pub(super) fn output_is_input(path: &Path) -> Text {
    let path = path.display();
    text!(
        "输出文件 {path} 就是要读的文件，不能覆盖",
        "the output {path} is one of the inputs and is never overwritten"
    )
}

pub(super) fn output_among_parts(path: &Path, folder: &Path) -> Text {
    let (path, folder) = (path.display(), folder.display());
    text!(
        "输出文件 {path} 放在 {folder} 里，会与写到那里的各份文件相混，请另放一处",
        "the output {path} would lie among the files written to {folder}; put it elsewhere"
    )
}

pub(super) fn written(path: &Path) -> Text {
    let path = path.display();
    text!("报告已写入 {path}", "report written to {path}")
}

/// A defect of the program itself; the place tells its makers where to look.
pub(super) fn defect(place: &str) -> Text {
    text!(
        "程序内部出错（{place}），这不是审计结论，请把出错的命令和文件情况告诉维护者",
        "an internal error ({place}); this is no verdict, please report the command and the kind of file"
    )
}

pub(super) fn auditing(name: &str) -> Text {
    text!("审计 {name}", "auditing {name}")
}

pub(super) fn rows_so_far(rows: u64) -> Text {
    text!("{rows} 行", "{rows} rows")
}

pub(super) fn not_for_a_terminal() -> Text {
    text!(
        "这种报告不是文字，不能显示在终端上",
        "this report is no text and nothing for a terminal"
    )
}

pub(super) fn name_a_file() -> Text {
    text!("加上 -o 文件", "add -o FILE")
}
