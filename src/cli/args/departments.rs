//! What can be typed about departments.

use super::{flag, option};
use crate::model::{Lang, text};
use clap::Arg;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;

pub(super) fn aliases(lang: Lang) -> Arg {
    option(
        "aliases",
        ("文件", "FILE"),
        lang,
        &text!(
            "部门的别名：TOML，或“标准名称、别名”两列的表格",
            "other names of departments: TOML, or a table of two columns"
        ),
    )
    .value_parser(clap::value_parser!(PathBuf))
}

/// Whether and how departments are reported one by one.
pub(super) fn reports(lang: Lang) -> [Arg; 4] {
    [
        option(
            "by",
            ("归类", "WHAT"),
            lang,
            &text!(
                "表格报告列出每个部门的合规率和突出问题：provider 按提供单位",
                "list the rate and the worst of every department in the table report"
            ),
        )
        .value_parser(PossibleValuesParser::new(["provider"])),
        option(
            "split-by",
            ("归类", "WHAT"),
            lang,
            &text!(
                "另给每个部门写一份报告：provider 按提供单位",
                "write a report of its own for every department as well"
            ),
        )
        .value_parser(PossibleValuesParser::new(["provider"]))
        .requires("output-dir"),
        option(
            "output-dir",
            ("文件夹", "DIR"),
            lang,
            &text!(
                "各部门的报告放在这个文件夹，须不存在或是空的",
                "the folder of these reports: one that is not there yet, or empty"
            ),
        )
        .value_parser(clap::value_parser!(PathBuf))
        .requires("split-by"),
        flag(
            "force",
            lang,
            &text!(
                "文件夹不空也写，同名文件会被替换",
                "write to a folder that is not empty; files of the same name are replaced"
            ),
        )
        .requires("folders"),
    ]
}
