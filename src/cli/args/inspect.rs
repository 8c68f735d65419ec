//! The commands that show the law itself.

use super::packs::own;
use super::{arg, named, option};
use crate::model::{Lang, Text, text};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

pub(super) fn jurisdictions(lang: Lang) -> Command {
    let about = text!(
        "列出有哪些法规，各是什么状态",
        "list the instruments and where each stands"
    );
    let pack = text!(
        "自备的法规包（TOML），一并列出，可多次",
        "a pack of your own (TOML) to list with them, repeatable"
    );
    named("jurisdictions", lang, &about)
        .args([as_of(lang), own(lang).help(pack.of(lang).to_owned())])
        .args(written(lang, &["table", "json", "csv", "markdown"]))
}

pub(super) fn rules(lang: Lang) -> Command {
    let about = text!("列出一部法规的全部要求", "list what an instrument requires");
    let article = text!(
        "只列这一条或这一款：10、第十条、第十条第五款",
        "this provision only: 10, 第十条, 第十条第五款"
    );
    let table = text!(
        "只列这种表的要求：catalog、公共数据目录",
        "this kind of table only: catalog, 公共数据目录"
    );
    let severity = text!(
        "只列这一级别：error 违规、warning 存疑、info 提示",
        "this severity only"
    );
    named("rules", lang, &about)
        .args([jurisdiction(lang).required_unless_present("pack"), pack(lang)])
        .arg(option("article", ("条款", "ARTICLE"), lang, &article))
        .arg(option("table", ("表类", "KIND"), lang, &table))
        .arg(
            option("severity", ("级别", "LEVEL"), lang, &severity)
                .value_parser(PossibleValuesParser::new(["error", "warning", "info"])),
        )
        .args(written(lang, &["table", "json", "csv", "markdown"]))
}

pub(super) fn explain(lang: Lang) -> Command {
    let about = text!(
        "解释一项要求：依据、怎样判断、怎样改",
        "explain a requirement: its basis, how it is judged, the remedy"
    );
    let id = text!(
        "要求的标识，如报告所列；也可写标识的开头，或同 -j 一起写条款（第十条），列出有哪些要求",
        "id of a requirement, as reports show it; the beginning of ids, or with -j a provision (第十条), lists them"
    );
    named("explain", lang, &about)
        .arg(positional("requirement", ("要求", "REQUIREMENT"), lang, &id).required(true))
        .args([jurisdiction(lang), pack(lang), as_of(lang)])
        .args(written(lang, &["table", "json"]))
}

pub(super) fn compare(lang: Lang) -> Command {
    let about = text!("比较几部法规的要求", "compare what instruments require");
    let ids = text!(
        "两个以上的法域；不写就比较全部地方法规（草案除外），--pack 的总在其中",
        "two or more; all regional ones, drafts aside, where none is named; those of --pack always"
    );
    let option_form = text!(
        "同上，写成选项，逗号分隔",
        "the same as an option, comma-separated"
    );
    named("compare", lang, &about)
        .arg(
            positional("instruments", ("法域", "ID"), lang, &ids)
                .action(ArgAction::Append)
                .num_args(0..),
        )
        .args([
            jurisdiction(lang)
                .help(option_form.of(lang).to_owned())
                .value_delimiter(','),
            pack(lang),
        ])
        .args(written(lang, &["table", "json", "csv", "markdown"]))
}

pub(super) fn coverage(lang: Lang) -> Command {
    let about = text!(
        "逐条说明一部法规哪些检查、哪些不检查、为什么",
        "account for every article: checked, by hand, or not and why"
    );
    named("coverage", lang, &about)
        .args([jurisdiction(lang).required_unless_present("pack"), pack(lang)])
        .args(written(lang, &["table", "json", "csv", "markdown"]))
}

fn positional(id: &'static str, value: (&str, &str), lang: Lang, help: &Text) -> Arg {
    let name = if lang == Lang::Zh { value.0 } else { value.1 };
    arg(id, lang, help).value_name(name.to_owned())
}

fn jurisdiction(lang: Lang) -> Arg {
    let help = text!(
        "哪一部：标识、地名或区划代码",
        "which one: id, name or division code"
    );
    option("jurisdiction", ("法域", "ID"), lang, &help).short('j')
}

fn pack(lang: Lang) -> Arg {
    let help = text!(
        "自备的法规包（TOML），可多次，与内置的同样使用",
        "a pack of your own (TOML), used like those built in, repeatable"
    );
    own(lang).help(help.of(lang).to_owned())
}

fn as_of(lang: Lang) -> Arg {
    let help = text!(
        "以这一天判断法规是否有效（默认今天），如 2026-03-01",
        "the day that decides what is in force (default: today)"
    );
    option("as-of", ("日期", "DATE"), lang, &help)
}

pub(super) fn written(lang: Lang, formats: &[&'static str]) -> [Arg; 3] {
    [
        option(
            "format",
            ("格式", "FORMAT"),
            lang,
            &text!("输出格式", "output format"),
        )
        .short('f')
        .value_parser(PossibleValuesParser::new(formats.to_vec()))
        .default_value("table"),
        option(
            "output",
            ("文件", "FILE"),
            lang,
            &text!(
                "写入文件（整份写成才出现），默认写到标准输出",
                "write to a file, whole or not at all, instead of standard output"
            ),
        )
        .short('o')
        .value_parser(clap::value_parser!(std::path::PathBuf)),
        option(
            "width",
            ("列数", "COLUMNS"),
            lang,
            &text!("表格的宽度，默认随终端", "width of the table"),
        )
        .value_parser(clap::value_parser!(u16).range(40..=500)),
    ]
}
