//! What can be typed. Help in both languages; the language is looked for first, so that even a mistake is explained in
//! it.

mod clock;
mod config;
mod departments;
mod fix;
mod inspect;
mod notices;
mod packs;
mod reading;
mod recheck;
mod reprieve;
mod template;
mod writing;

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

/// Makes a command.
type Make = fn(Lang) -> Command;

/// Every command by its name, in the order of the help.
const COMMANDS: [(&str, Make); 21] = [
    ("check", |lang| demanding(check(lang))),
    ("merge", merge),
    ("fix", fix::fix),
    ("diff", recheck::diff),
    ("recheck", recheck::recheck),
    ("jurisdictions", inspect::jurisdictions),
    ("rules", inspect::rules),
    ("explain", inspect::explain),
    ("compare", inspect::compare),
    ("coverage", inspect::coverage),
    ("template", template::template),
    ("days", clock::days),
    ("notice-template", notices::template),
    ("baseline", reprieve::commands),
    ("pack", packs::pack),
    ("law", packs::law),
    ("schema", packs::schema),
    ("__read", |_| reading::read()),
    ("config", |lang| config::config(lang, check(lang))),
    ("completions", config::completions),
    ("man", config::man),
];

/// The whole command line.
pub(super) fn command(lang: Lang) -> Command {
    with(lang, |_| true)
}

/// As much of the command line as can take these arguments: no command is met that none of them names. What it refuses is
/// for the whole one to explain.
pub(super) fn command_for(arguments: &[OsString], lang: Lang) -> Command {
    with(lang, |name| arguments.iter().any(|a| a == name))
}

/// The command line with the commands that are wanted.
fn with(lang: Lang, wanted: impl Fn(&str) -> bool) -> Command {
    let about = text!(
        "公共数据目录合规审计：读部门交来的目录，逐条对照法规，列出问题及条款依据",
        "audits public-data catalogs against the regulations that govern them, citing article, paragraph and item"
    );
    let wanted = COMMANDS.iter().filter(|(name, _)| wanted(name));
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
        .subcommands(wanted.map(|(_, make)| make(lang)))
}

fn check(lang: Lang) -> Command {
    let about = text!("审计目录文件", "audit catalog files");
    named("check", lang, &about)
        .arg(paths(lang))
        .args(reading::which(lang))
        .args(judged_by(lang))
        .args([writing::fail_on(lang), packs::own(lang), packs::law_dir(lang)])
        .args(reprieve::options(lang))
        .arg(recheck::previous(lang))
        .args(clock::options(lang))
        .arg(clock::tolerance(lang))
        .args(config::judged(lang))
        .args(writing::written_as(lang))
        .arg(departments::aliases(lang))
        .args(departments::reports(lang))
        .arg(departments::annotate(lang))
        .args(notices::options(lang))
        .group(departments::folders(&["output-dir", "annotate", "notice"]))
        .args(reading::read_as(lang))
        .args(config::sources(lang))
}

/// The command with what it cannot do without.
fn demanding(check: Command) -> Command {
    check
        .mut_arg("path", |path| path.required_unless_present("files-from"))
        .mut_arg("jurisdiction", |whose| whose.required_unless_present("pack"))
}

/// The files to be audited.
fn paths(lang: Lang) -> Arg {
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
    .value_parser(clap::value_parser!(std::path::PathBuf))
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
        .arg(writing::fail_on(lang))
        .arg(packs::law_dir(lang))
        .args(reprieve::options(lang))
        .args(writing::written_as(lang))
        .args(departments::reports(lang))
        .args(notices::options(lang))
        .group(departments::folders(&["output-dir", "notice"]))
        .args(config::sources(lang))
}

fn judged_by(lang: Lang) -> [Arg; 5] {
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
        .value_delimiter(','),
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
    ]
}

/// A file that is read to hold the audited ones against.
fn held_against(id: &'static str, lang: Lang, help: &Text) -> Arg {
    option(id, ("文件", "FILE"), lang, help)
        .action(ArgAction::Append)
        .value_parser(clap::value_parser!(std::path::PathBuf))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_made_by_its_name() {
        for (name, make) in COMMANDS {
            assert_eq!(make(Lang::Zh).get_name(), name);
            let arguments = ["dataaudit", name].map(OsString::from);
            assert!(
                command_for(&arguments, Lang::Zh).find_subcommand(name).is_some(),
                "{name}"
            );
        }
    }
}
