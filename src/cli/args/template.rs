//! What can be typed about blank workbooks.

use super::packs::own;
use super::{flag, named, option};
use crate::model::{Lang, text};
use clap::Command;
use std::path::PathBuf;

pub(super) fn template(lang: Lang) -> Command {
    let about = text!(
        "做一份按法规填报的空白工作簿，发给各单位填",
        "make a blank workbook of what instruments ask for, for departments to fill in"
    );
    let jurisdiction = text!(
        "按哪些法规：标识、地名或区划代码，逗号分隔；几部的栏合在一张表里",
        "whose law: ids, names or division codes, comma-separated; the columns of several are united"
    );
    let kind = text!(
        "哪一种表：标识或名称（默认 catalog 公共数据目录）",
        "which kind of table, by id or Chinese name (default: catalog)"
    );
    let output = text!(
        "写入文件（整份写成才出现），不覆盖已有的",
        "write to a file, whole or not at all; none is written over"
    );
    let as_of = text!(
        "以这一天说明法规是否有效，并作为工作簿的日期（默认今天）",
        "the day that decides what is in force, and the date of the workbook (default: today)"
    );
    named("template", lang, &about)
        .arg(
            option("jurisdiction", ("法域", "ID"), lang, &jurisdiction)
                .short('j')
                .value_delimiter(',')
                .required_unless_present("pack"),
        )
        .arg(option("kind", ("表类", "KIND"), lang, &kind))
        .arg(
            option("output", ("文件", "FILE"), lang, &output)
                .short('o')
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(option("as-of", ("日期", "DATE"), lang, &as_of))
        .args(super::config::sources(lang))
        .arg(own(lang))
        .arg(flag(
            "force",
            lang,
            &text!("覆盖已有的文件", "write over a file that is there"),
        ))
        .arg(
            flag(
                "quiet",
                lang,
                &text!("不显示提示", "say nothing on standard error"),
            )
            .short('q'),
        )
}
