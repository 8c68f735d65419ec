//! What can be typed about findings that somebody answers for: waivers and baselines.

use super::{config, departments, flag, named, option, packs, reading, writing};
use crate::model::{Lang, text};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// What `check` and `merge` take.
pub(super) fn options(lang: Lang) -> [Arg; 4] {
    [
        baseline(lang),
        waivers(lang),
        flag(
            "fail-on-expired",
            lang,
            &text!(
                "到期的豁免名下仍有问题时以退出码 1 结束（默认如此）",
                "exit with 1 where a waiver that ran out names a finding (the default)"
            ),
        )
        .overrides_with("no-fail-on-expired"),
        flag(
            "no-fail-on-expired",
            lang,
            &text!("不因豁免到期以退出码 1 结束", "do not exit with 1 for that alone"),
        )
        .overrides_with("fail-on-expired"),
    ]
}

fn baseline(lang: Lang) -> Arg {
    option(
        "baseline",
        ("文件", "FILE"),
        lang,
        &text!(
            "基线：其中记录过的问题不再计数，仍列在报告里；用 dataaudit baseline write 生成",
            "findings that this file knows do not count, and stay in the report; dataaudit baseline write makes one"
        ),
    )
    .value_parser(value_parser!(PathBuf))
}

fn waivers(lang: Lang) -> Arg {
    option(
        "waivers",
        ("文件", "FILE"),
        lang,
        &text!(
            "豁免名单（TOML、xlsx、csv），可多次；豁免的问题另计，仍列在报告里",
            "approved waivers (TOML, xlsx, csv), repeatable; what they excuse is counted apart and stays in the report"
        ),
    )
    .action(ArgAction::Append)
    .value_parser(value_parser!(PathBuf))
}

/// `baseline`.
pub(super) fn commands(lang: Lang) -> Command {
    let about = text!(
        "基线：记下现有的问题，以后只看新增的",
        "a baseline: what is found now is put on record, so that only what is new counts later"
    );
    let write = text!(
        "审计文件，把全部问题写成基线",
        "audit files and put every finding on record"
    );
    let prune = text!(
        "审计文件，从基线中删去已经没有的问题",
        "audit files and drop from the baseline what is no longer found"
    );
    let output = option(
        "output",
        ("文件", "FILE"),
        lang,
        &text!(
            "基线写入这个文件（整份写成才出现），默认写到标准输出",
            "write the baseline to this file, whole or not at all"
        ),
    )
    .short('o')
    .value_parser(value_parser!(PathBuf));
    let force = text!(
        "那里的文件不是基线也覆盖",
        "write over what is there, be it a baseline or not"
    );
    let force = flag("force", lang, &force);
    let held = baseline(lang).required(true).help(
        text!("要清理的基线，整份改写", "the baseline, rewritten whole")
            .of(lang)
            .to_owned(),
    );
    named("baseline", lang, &about)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            audited(named("write", lang, &write).args([output, force]), lang),
            audited(named("prune", lang, &prune).arg(held), lang),
        ])
}

/// Everything that shapes an audit.
fn audited(command: Command, lang: Lang) -> Command {
    let command = command
        .arg(super::paths(lang))
        .args(reading::which(lang))
        .args(super::judged_by(lang))
        .arg(packs::own(lang))
        .args(super::clock::options(lang))
        .arg(super::clock::tolerance(lang))
        .arg(config::severity(lang))
        .arg(waivers(lang))
        .arg(departments::aliases(lang))
        .args(reading::read_as(lang))
        .args([
            writing::no_redact(lang),
            writing::no_progress(lang),
            writing::quiet(lang),
        ])
        .args(config::sources(lang));
    super::demanding(command)
}
