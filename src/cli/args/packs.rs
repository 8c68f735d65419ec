//! What can be typed about the law itself: packs, official texts, schemas.

use super::{arg, named, option};
use crate::model::{Lang, Text, text};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// `--pack`: a pack of the user's own.
pub(super) fn own(lang: Lang) -> Arg {
    let help = text!(
        "自备的法规包（TOML），可多次；不写 -j 就按它审",
        "a pack of your own (TOML), repeatable; it is used where -j is left out"
    );
    option("pack", ("文件", "FILE"), lang, &help)
        .value_parser(value_parser!(PathBuf))
        .action(ArgAction::Append)
}

/// `--law-dir`: the user's copy of the official texts.
pub(super) fn law_dir(lang: Lang) -> Arg {
    let help = text!(
        "法规文本所在文件夹，表格报告逐字引用原文",
        "folder with the official texts: the table report quotes them word for word"
    );
    option("law-dir", ("文件夹", "DIR"), lang, &help).value_parser(value_parser!(PathBuf))
}

fn place(id: &'static str, value: (&str, &str), lang: Lang, help: &Text) -> Arg {
    let name = if lang == Lang::Zh { value.0 } else { value.1 };
    arg(id, lang, help)
        .value_name(name.to_owned())
        .required(true)
        .value_parser(value_parser!(PathBuf))
}

fn texts(lang: Lang) -> Arg {
    let help = text!(
        "法规文本所在文件夹（每部一个 <标识>.txt）",
        "folder with the official texts, one <id>.txt each"
    );
    place("texts", ("文件夹", "DIR"), lang, &help)
}

fn which(lang: Lang) -> Arg {
    option(
        "jurisdiction",
        ("法域", "ID"),
        lang,
        &text!("哪一部", "which one"),
    )
    .short('j')
    .required_unless_present("pack")
}

fn group(id: &'static str, lang: Lang, about: &Text) -> Command {
    named(id, lang, about)
        .subcommand_required(true)
        .arg_required_else_help(true)
}

/// `law`.
pub(super) fn law(lang: Lang) -> Command {
    let about = text!(
        "法规文本：核对引用，查看条文，生成条款骨架",
        "the official texts: prove citations, show provisions, generate outlines"
    );
    let outline = text!(
        "由法规文本生成条款骨架",
        "generate the outline of an instrument from its official text"
    );
    let verify = text!(
        "用法规文本核对每一处条款引用",
        "prove every citation against the official texts"
    );
    let show = text!("从法规文本中查看条文", "show a provision from the official text");
    let citation = arg(
        "citation",
        lang,
        &text!(
            "条款，如 第十条第五款；只写条就显示整条",
            "the provision, such as 第十条第五款; an article alone is shown whole"
        ),
    )
    .value_name(if lang == Lang::Zh { "条款" } else { "CITATION" })
    .required(true);
    group("law", lang, &about).subcommands([
        named("outline", lang, &outline).args([texts(lang), which(lang), own(lang)]),
        named("verify", lang, &verify).args([texts(lang), own(lang)]),
        named("show", lang, &show).args([texts(lang), citation, which(lang), own(lang)]),
    ])
}

/// `pack`.
pub(super) fn pack(lang: Lang) -> Command {
    let about = text!(
        "编写法规包：查错，用样例表检验",
        "write a pack: find its faults, prove it on tables"
    );
    let lint = text!(
        "列出法规包的全部错误，有条款骨架时核对每一处引用",
        "every fault of a pack at once; citations are proven where there is an outline"
    );
    let files = place(
        "file",
        ("文件", "FILE"),
        lang,
        &text!("法规包（TOML）", "packs (TOML)"),
    )
    .num_args(1..);
    let outline = option(
        "outline",
        ("文件", "FILE"),
        lang,
        &text!(
            "条款骨架；默认用法规包旁边的 <标识>.outline.toml",
            "the outline; <id>.outline.toml beside the pack unless given"
        ),
    )
    .value_parser(value_parser!(PathBuf));
    let test = text!(
        "用样例表检验法规包：干净的表没有问题，每处改动得出所写的问题",
        "prove a pack on tables: clean ones yield nothing, each planted breach exactly its finding"
    );
    let folder = place(
        "folder",
        ("文件夹", "DIR"),
        lang,
        &text!(
            "放有法规包、clean*.csv 和 breaches.toml 的文件夹",
            "folder with the pack, clean*.csv and breaches.toml"
        ),
    );
    let own = option(
        "pack",
        ("文件", "FILE"),
        lang,
        &text!("法规包不在该文件夹里时写明", "the pack, where it lies elsewhere"),
    )
    .value_parser(value_parser!(PathBuf));
    group("pack", lang, &about).subcommands([
        named("lint", lang, &lint).args([files, outline]),
        named("test", lang, &test).args([folder, own]),
    ])
}

/// `schema`.
pub(super) fn schema(lang: Lang) -> Command {
    let what = text!(
        "report：JSON 报告；pack：法规包；其余是同名命令的 JSON",
        "report: the JSON report; pack: pack files; the others: the JSON of the command called so"
    );
    named("schema", lang, &text!("输出 JSON Schema", "print a JSON Schema")).arg(
        arg("what", lang, &what)
            .value_name(if lang == Lang::Zh { "对象" } else { "WHAT" })
            .value_parser(PossibleValuesParser::new(crate::cli::schema::names()))
            .required(true),
    )
}
