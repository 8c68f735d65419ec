//! What can be typed about configuration, and about what a pipeline puts up with.

use super::{arg, flag, named, option};
use crate::model::{Lang, text};
use clap::{Arg, ArgAction, Command};
use std::path::PathBuf;

/// Where options come from that are not typed.
pub(super) fn sources(lang: Lang) -> [Arg; 2] {
    [
        option(
            "config",
            ("文件", "FILE"),
            lang,
            &text!(
                "用这个配置文件；默认从要审的文件所在文件夹往上找 dataaudit.toml",
                "use this configuration; by default dataaudit.toml is looked for upwards from the inputs"
            ),
        )
        .value_parser(clap::value_parser!(PathBuf)),
        flag(
            "isolated",
            lang,
            &text!(
                "不用配置文件和 DATAAUDIT_ 开头的环境变量",
                "use neither a configuration nor DATAAUDIT_ variables"
            ),
        ),
    ]
}

/// What the user makes of a severity.
pub(super) fn severity(lang: Lang) -> Arg {
    option(
        "severity",
        ("要求=级别:理由", "REQUIREMENT=LEVEL:REASON"),
        lang,
        &text!(
            "改一项要求的级别，须写理由，报告里写明；可多次",
            "give a requirement another severity, with the reason, which the report repeats; may be repeated"
        ),
    )
    .action(ArgAction::Append)
}

/// What the user makes of severities, and how much is put up with.
pub(super) fn judged(lang: Lang) -> [Arg; 4] {
    [
        severity(lang),
        flag(
            "allow-empty",
            lang,
            &text!(
                "所给的文件都被排除、没有可审的时，退出码是 0 而不是 3",
                "exit with 0, not 3, where every file named was left out and nothing remains to audit"
            ),
        ),
        option(
            "max-findings",
            ("个数", "N"),
            lang,
            &text!(
                "达到 --fail-on 级别的问题不超过这么多处，退出码仍是 0",
                "exit with 0 while no more findings reach --fail-on"
            ),
        )
        .value_parser(clap::value_parser!(u64)),
        option(
            "min-score",
            ("百分数", "PERCENT"),
            lang,
            &text!(
                "合规率低于这个百分数时以退出码 1 结束",
                "exit with 1 where the rate of compliance is lower"
            ),
        )
        .value_parser(percent),
    ]
}

/// `80`, `80.5`, `80%`, as a number from 0 to 100.
fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches(['%', '％']).trim_end();
    let percent = number.parse::<f64>().ok();
    let percent = percent.filter(|percent| (0.0..=100.0).contains(percent));
    percent.ok_or_else(|| text.to_owned())
}

pub(super) fn config(lang: Lang, check: Command) -> Command {
    named("config", lang, &text!("看配置", "look at the configuration"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(show(lang, check))
}

pub(super) fn completions(lang: Lang) -> Command {
    let about = text!("打印命令行补全脚本", "print completions for a shell");
    named("completions", lang, &about).arg(
        arg("shell", lang, &text!("哪种命令行", "which shell"))
            .value_name(if lang == Lang::Zh { "命令行" } else { "SHELL" })
            .value_parser(clap::value_parser!(clap_complete::Shell))
            .required(true),
    )
}

pub(super) fn man(lang: Lang) -> Command {
    let about = text!(
        "把手册页写到文件夹，一个命令一页",
        "write manual pages to a folder, one a command"
    );
    named("man", lang, &about).arg(
        arg("folder", lang, &text!("写到哪个文件夹", "the folder to write to"))
            .value_name(if lang == Lang::Zh { "文件夹" } else { "FOLDER" })
            .value_parser(clap::value_parser!(PathBuf))
            .required(true),
    )
}

/// Everything that `check` takes, without having to name an input.
fn show(lang: Lang, check: Command) -> Command {
    let about = text!(
        "列出各选项的值和来历；后面可写 check 的任何参数",
        "list the options with their values and where they come from; takes whatever check takes"
    );
    check.name("show").about(about.of(lang).to_owned())
}
