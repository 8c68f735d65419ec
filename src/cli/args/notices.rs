//! What can be typed about rectification notices.

use super::{named, option};
use crate::model::{Lang, text};
use clap::{Arg, Command};
use std::path::PathBuf;

/// Whether and how notices are written.
pub(super) fn options(lang: Lang) -> [Arg; 3] {
    [
        option(
            "notice",
            ("文件夹", "DIR"),
            lang,
            &text!(
                "给有违规的每个单位写一份整改通知（.docx），放在这个文件夹，须不存在或是空的",
                "write a rectification notice (.docx) for every department with violations into this folder, new or empty"
            ),
        )
        .value_parser(clap::value_parser!(PathBuf)),
        option(
            "notice-days",
            ("天数", "N"),
            lang,
            &text!(
                "整改通知限几个工作日，从审计日期起算（默认 15）",
                "working days that a notice gives, from the day of the audit (default: 15)"
            ),
        )
        .value_parser(clap::value_parser!(u16).range(1..=500))
        .requires("notice"),
        option(
            "notice-template",
            ("文件", "FILE"),
            lang,
            &text!(
                "整改通知的模板；dataaudit notice-template 打印内置的，改了再用",
                "the text of the notices; dataaudit notice-template prints the built-in one to be edited"
            ),
        )
        .value_parser(clap::value_parser!(PathBuf))
        .requires("notice"),
    ]
}

pub(super) fn template(lang: Lang) -> Command {
    named(
        "notice-template",
        lang,
        &text!(
            "打印整改通知的内置模板",
            "print the built-in text of rectification notices"
        ),
    )
}
