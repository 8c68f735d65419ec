//! What can be typed to have a file put right.

use super::{arg, flag, named, option, packs, reading};
use crate::model::{Lang, text};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use std::path::PathBuf;

/// `fix`.
pub(super) fn fix(lang: Lang) -> Command {
    let about = text!(
        "改正不影响判断的写法（全角半角、空格换行、分类和频率的写法、日期、分隔符），另存一份；--diff 只看不写，有可改的以退出码 1 结束",
        "put untidy spellings right (widths, blanks, names of classes and frequencies, dates, separators) in a copy; --diff only shows them, and exits with 1 where there are any"
    );
    let file = arg(
        "path",
        lang,
        &text!(
            "目录文件（csv、tsv、xlsx、xlsm），- 是标准输入",
            "a catalog file (csv, tsv, xlsx, xlsm), - for standard input"
        ),
    );
    let force = text!("-o 的文件已有也换掉", "replace the file of -o where there is one");
    let quiet = text!(
        "不说改了多少处、哪些没有改",
        "do not say how much was changed and what was left"
    );
    named("fix", lang, &about)
        .arg(
            file.value_name(if lang == Lang::Zh { "文件" } else { "FILE" })
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .args(ways(lang))
        .group(
            ArgGroup::new("way")
                .args(["output", "in-place", "diff", "suggest"])
                .multiple(true),
        )
        .args([
            flag("force", lang, &force),
            flag("quiet", lang, &quiet).short('q'),
            separator(lang),
            jurisdiction(lang),
            packs::own(lang),
            as_of(lang),
        ])
        .args(super::config::sources(lang))
        .args(reading::read_as(lang))
}

fn ways(lang: Lang) -> [Arg; 5] {
    let output = text!(
        "改好的文件写到这里（整份写成才出现），原文件不动",
        "write the fixed file here, whole or not at all; the original stays"
    );
    let in_place = text!(
        "改在原文件里，先把原文件存成同名加 .bak 的备份；已有备份就不改",
        "change the file itself, after keeping it as FILE.bak; refused where that is there already"
    );
    let diff = text!(
        "只列出每处改前、改后和理由，不写文件",
        "only show every change, before and after, with the reason"
    );
    let diff_format = text!(
        "--diff 的格式，默认 table；json 的结构见 dataaudit schema fix",
        "the format of --diff (default: table); dataaudit schema fix describes json"
    );
    let suggest = text!(
        "另列出改了会影响判断的建议，只列不改；同 -j 一起，问题的建议也列出",
        "list what may also be meant, which changes the judgement and is never applied; with -j also the advice of findings"
    );
    [
        option("output", ("文件", "FIXED"), lang, &output)
            .short('o')
            .value_parser(value_parser!(PathBuf))
            .conflicts_with_all(["in-place", "diff"]),
        flag("in-place", lang, &in_place).conflicts_with("diff"),
        flag("diff", lang, &diff),
        option("diff-format", ("格式", "FORMAT"), lang, &diff_format)
            .value_parser(PossibleValuesParser::new(["table", "json"]))
            .requires("diff")
            .conflicts_with_all(["output", "in-place"]),
        flag("suggest", lang, &suggest),
    ]
}

fn separator(lang: Lang) -> Arg {
    let help = text!(
        "列表用哪个分隔符，默认 、",
        "the separator of lists (default: 、)"
    );
    option("separator", ("符号", "SIGN"), lang, &help)
        .value_parser(PossibleValuesParser::new(crate::fix::SEPARATORS))
        .default_value("、")
        .hide_default_value(true)
}

fn jurisdiction(lang: Lang) -> Arg {
    let help = text!(
        "--suggest 按哪些法规的问题列建议：标识、地名或区划代码，逗号分隔",
        "whose findings --suggest draws on: ids, names or division codes, comma-separated"
    );
    option("jurisdiction", ("法域", "ID"), lang, &help)
        .short('j')
        .value_delimiter(',')
        .action(ArgAction::Append)
        .requires("suggest")
}

fn as_of(lang: Lang) -> Arg {
    let help = text!(
        "--suggest 以这一天判断（默认今天），如 2026-03-01",
        "the day --suggest judges by (default: today)"
    );
    option("as-of", ("日期", "DATE"), lang, &help)
}
