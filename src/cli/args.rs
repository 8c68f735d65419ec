//! What can be typed. Help in both languages; the language is looked for first, so that even a mistake is explained in
//! it.

mod clock;
mod departments;
mod inspect;
mod notices;
mod packs;

use super::words;
use crate::model::{Lang, Text, text};
use clap::builder::{PossibleValuesParser, StyledStr};
use clap::{Arg, ArgAction, Command};
use std::ffi::OsString;

/// The language asked for anywhere on the line, Chinese otherwise.
pub(super) fn lang(arguments: &[OsString]) -> Lang {
    let words: Vec<_> = arguments.iter().map(|a| a.to_string_lossy()).collect();
    let asks = |pair: &[std::borrow::Cow<'_, str>]| matches!(pair, [flag, value] if flag == "--lang" && value == "en");
    let english = words.iter().any(|w| w == "--lang=en") || words.windows(2).any(asks);
    if english { Lang::En } else { Lang::Zh }
}

/// An option or argument with help in one language.
fn arg(id: &'static str, lang: Lang, help: &Text) -> Arg {
    Arg::new(id).help(StyledStr::from(help.of(lang).to_owned()))
}

fn option(id: &'static str, value: (&str, &str), lang: Lang, help: &Text) -> Arg {
    let name = if lang == Lang::Zh { value.0 } else { value.1 };
    arg(id, lang, help).long(id).value_name(name.to_owned())
}

fn flag(id: &'static str, lang: Lang, help: &Text) -> Arg {
    arg(id, lang, help).long(id).action(ArgAction::SetTrue)
}

fn named(id: &'static str, lang: Lang, about: &Text) -> Command {
    let headings = words::headings();
    Command::new(id)
        .about(about.of(lang).to_owned())
        .help_template(headings.of(lang).to_owned())
        .subcommand_help_heading(words::commands().of(lang).to_owned())
        .subcommand_value_name(words::command().of(lang).to_owned())
        .disable_help_subcommand(true)
        .args_override_self(true)
        .disable_help_flag(true)
        .next_help_heading(words::options().of(lang).to_owned())
        .arg(
            arg("help", lang, &text!("显示用法", "print help"))
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .display_order(990),
        )
        .arg(
            option(
                "lang",
                ("语言", "LANG"),
                lang,
                &text!("消息和报告的语言", "language of messages and reports"),
            )
            .value_parser(PossibleValuesParser::new(["zh", "en"]))
            .default_value("zh")
            .hide_default_value(true)
            .display_order(900),
        )
}

/// The whole command line.
pub(super) fn command(lang: Lang) -> Command {
    let about = text!(
        "公共数据目录合规审计：读部门交来的目录，逐条对照法规，列出问题及条款依据",
        "audits public-data catalogs against the regulations that govern them, citing article, paragraph and item"
    );
    named("dataaudit", lang, &about)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(
            arg("version", lang, &text!("显示版本", "print version"))
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .display_order(991),
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([check(lang), merge(lang)])
        .subcommands(inspect::commands(lang))
        .subcommand(clock::days(lang))
        .subcommand(notices::template(lang))
        .subcommands([packs::pack(lang), packs::law(lang), packs::schema(lang), read()])
}

fn check(lang: Lang) -> Command {
    let about = text!("审计目录文件", "audit catalog files");
    named("check", lang, &about)
        .arg(
            arg(
                "path",
                lang,
                &text!(
                    "目录文件（xlsx、xls、ods、et、csv …）、文件夹、带 * ? ** 的通配符；- 表示标准输入",
                    "catalog files (xlsx, xls, ods, et, csv, …), folders, patterns with * ? **; - is standard input"
                ),
            )
            .value_name(if lang == Lang::Zh { "文件" } else { "PATH" })
            .num_args(1..)
            .required_unless_present("files-from")
            .value_parser(clap::value_parser!(std::path::PathBuf)),
        )
        .args(which(lang))
        .args(judged_by(lang))
        .args(clock::options(lang))
        .arg(clock::tolerance(lang))
        .args(written_as(lang))
        .arg(departments::aliases(lang))
        .args(departments::reports(lang))
        .arg(departments::annotate(lang))
        .args(notices::options(lang))
        .group(departments::folders(&["output-dir", "annotate", "notice"]))
        .args(read_as(lang))
}

fn merge(lang: Lang) -> Command {
    let about = text!(
        "把分头审的几份报告合成一份，如同一次审完",
        "make one report of those of several runs, as if all had been audited in one"
    );
    named("merge", lang, &about)
        .arg(
            arg(
                "report",
                lang,
                &text!(
                    "各部分的报告，用 dataaudit check … -f json --mergeable -o 文件 写出",
                    "the reports of the parts, written by dataaudit check … -f json --mergeable -o FILE"
                ),
            )
            .value_name(if lang == Lang::Zh { "报告" } else { "REPORT" })
            .num_args(1..)
            .required(true)
            .value_parser(clap::value_parser!(std::path::PathBuf)),
        )
        .arg(fail_on(lang))
        .arg(packs::law_dir(lang))
        .args(written_as(lang))
        .args(departments::reports(lang))
        .args(notices::options(lang))
        .group(departments::folders(&["output-dir", "notice"]))
}

/// Which files, beside those named one by one.
fn which(lang: Lang) -> [Arg; 3] {
    [
        option(
            "files-from",
            ("清单", "LIST"),
            lang,
            &text!(
                "从这个文件读要审的文件、文件夹，一行一个，# 开头的行不算；- 表示标准输入",
                "read paths from this file, one a line, # begins a comment; - is standard input"
            ),
        )
        .value_parser(clap::value_parser!(std::path::PathBuf)),
        option(
            "exclude",
            ("通配符", "PATTERN"),
            lang,
            &text!(
                "不审与此相符的文件或文件夹（按整个路径或名称），可多次",
                "leave out files and folders whose path or name matches; may be repeated"
            ),
        )
        .action(ArgAction::Append),
        option(
            "jobs",
            ("个数", "N"),
            lang,
            &text!(
                "同时审几个文件，默认按处理器个数；报告不因此不同",
                "files audited at once (default: one a processor); the report is the same for any number"
            ),
        )
        .value_parser(clap::value_parser!(u16).range(1..)),
    ]
}

fn judged_by(lang: Lang) -> [Arg; 8] {
    [
        option(
            "jurisdiction",
            ("法域", "ID"),
            lang,
            &text!(
                "适用的法规：标识、地名或区划代码，逗号分隔；有哪些见 dataaudit jurisdictions",
                "whose law: ids, names or division codes, comma-separated; dataaudit jurisdictions lists them"
            ),
        )
        .short('j')
        .value_delimiter(',')
        .required_unless_present("pack"),
        option(
            "as-of",
            ("日期", "DATE"),
            lang,
            &text!(
                "以这一天判断法规是否有效、数据是否逾期（默认今天）,如 2026-03-01",
                "the day that moves both the law and the clock (default: today)"
            ),
        ),
        flag(
            "what-if",
            lang,
            &text!(
                "草案和当日无效的法规也按有效判断",
                "judge drafts and instruments not in force as if they were"
            ),
        ),
        fail_on(lang),
        held_against(
            "departments",
            lang,
            &text!(
                "单位名单，找出没有目录的单位；xlsx、csv 等，须有单位名称列",
                "a list of bodies, to find those without a catalog; any table with a column of their names"
            ),
        ),
        held_against(
            "previous",
            lang,
            &text!(
                "上一版目录，找出没有变更记录的删改；可多次",
                "a former edition, to find what was removed or altered without a record; may be repeated"
            ),
        ),
        packs::own(lang),
        packs::law_dir(lang),
    ]
}

fn fail_on(lang: Lang) -> Arg {
    option(
        "fail-on",
        ("级别", "LEVEL"),
        lang,
        &text!(
            "出现哪一级问题时以退出码 1 结束：error 违规、warning 存疑、info 提示、never 从不",
            "exit with 1 from this level on"
        ),
    )
    .value_parser(PossibleValuesParser::new(["error", "warning", "info", "never"]))
    .default_value("error")
}

/// A file that is read to hold the audited ones against.
fn held_against(id: &'static str, lang: Lang, help: &Text) -> Arg {
    option(id, ("文件", "FILE"), lang, help)
        .action(ArgAction::Append)
        .value_parser(clap::value_parser!(std::path::PathBuf))
}

fn written_as(lang: Lang) -> [Arg; 10] {
    let formats: Vec<&str> = crate::report::Format::ALL.iter().map(|(name, _)| *name).collect();
    [
        option(
            "format",
            ("格式", "FORMAT"),
            lang,
            &text!(
                "报告格式：table 看屏幕，html 用浏览器看、可打印，xlsx 是问题清单工作簿，markdown 贴进合并请求，json、jsonl 给程序，csv 给 Excel 和 WPS，sarif、junit、gitlab、github 给流水线",
                "report format: table for the terminal, html for a browser and for paper, xlsx a workbook of findings, markdown for pull requests, json and jsonl for programs, csv for spreadsheets, sarif, junit, gitlab and github for pipelines"
            ),
        )
        .short('f')
        .value_parser(PossibleValuesParser::new(formats))
        .default_value("table"),
        option(
            "output",
            ("文件", "FILE"),
            lang,
            &text!(
                "报告写入文件（整份写成才出现）,默认写到标准输出",
                "write the report to a file, whole or not at all"
            ),
        )
        .short('o')
        .value_parser(clap::value_parser!(std::path::PathBuf)),
        option(
            "more-reports",
            ("格式:文件", "FORMAT:FILE"),
            lang,
            &text!(
                "再写一份这种格式的报告，可多次，如 --report json:out.json",
                "write a report of this format too; may be repeated, as in --report json:out.json"
            ),
        )
        .long("report")
        .action(ArgAction::Append),
        flag(
            "no-redact",
            lang,
            &text!(
                "不遮盖报告中的身份证号、电话和邮箱",
                "leave identity numbers, telephone numbers and e-mail addresses as they are"
            ),
        ),
        flag(
            "mergeable",
            lang,
            &text!(
                "在 JSON 报告末尾附上合并要用的内容，供 dataaudit merge 与别的部分合成一份",
                "append to the JSON report what dataaudit merge needs to make one of it and others"
            ),
        ),
        option(
            "max-examples",
            ("个数", "N"),
            lang,
            &text!(
                "每项要求在表格报告中最多列几处，0 表示全部；html 报告中最多印几处，至多 100",
                "examples listed a requirement, 0 for all; in html those printed, 100 at most"
            ),
        )
        .value_parser(clap::value_parser!(usize))
        .default_value("10"),
        option(
            "color",
            ("何时", "WHEN"),
            lang,
            &text!("是否着色", "when to colour"),
        )
        .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
        .default_value("auto"),
        option(
            "width",
            ("列数", "COLUMNS"),
            lang,
            &text!("表格报告的宽度，默认随终端", "width of the table report"),
        )
        .value_parser(clap::value_parser!(u16).range(40..=500)),
        flag("no-progress", lang, &text!("不显示进度", "no progress bar")),
        flag(
            "quiet",
            lang,
            &text!("不在标准错误输出多余的话", "no notices on standard error"),
        )
        .short('q'),
    ]
}

fn read_as(lang: Lang) -> [Arg; 7] {
    [
        option(
            "kind",
            ("表类", "KIND"),
            lang,
            &text!(
                "表的种类，如 catalog、open_catalog；默认自动识别",
                "table kind instead of the detected one"
            ),
        ),
        option(
            "sheet",
            ("工作表", "SHEET"),
            lang,
            &text!(
                "只审这个工作表：名称或序号",
                "audit this sheet only: name or number"
            ),
        ),
        option(
            "header-row",
            ("行号", "ROW"),
            lang,
            &text!(
                "表头在第几行，多行表头写 2-3",
                "the header row, or rows as in 2-3"
            ),
        ),
        option(
            "map",
            ("表头=字段", "HEADER=FIELD"),
            lang,
            &text!(
                "指明某列是什么字段，可多次；表头也可写列号，字段写 - 表示忽略",
                "say what a column is; a column letter will do, field - ignores it"
            ),
        )
        .action(ArgAction::Append),
        option(
            "code",
            ("字段：代码=取值", "FIELD:CODE=VALUE"),
            lang,
            &text!(
                "说明代码的含义，可多次，如 share_class:1=无条件共享",
                "say what a code means, as in share_class:1=无条件共享"
            ),
        )
        .action(ArgAction::Append),
        option(
            "encoding",
            ("编码", "ENCODING"),
            lang,
            &text!(
                "文本文件的编码：utf-8、gb18030、big5、utf-16le、utf-16be；默认自动识别",
                "encoding of text files instead of the detected one"
            ),
        ),
        option(
            "stdin-name",
            ("名称", "NAME"),
            lang,
            &text!("标准输入在报告中的名称", "the name of standard input in reports"),
        )
        .default_value("stdin"),
    ]
}

/// The child that reads formats whose readers may run away; for this program's own use.
fn read() -> Command {
    Command::new("__read").hide(true).arg(
        Arg::new("path")
            .required(true)
            .value_parser(clap::value_parser!(std::path::PathBuf)),
    )
}
