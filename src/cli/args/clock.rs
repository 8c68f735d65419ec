//! What can be typed about days: the calendar, what is set for periods without a number, and a sum by itself.

use super::{arg, flag, named, option};
use crate::model::{Lang, text};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};
use std::path::PathBuf;

/// How days are counted.
pub(super) fn options(lang: Lang) -> [Arg; 2] {
    [
        option(
            "calendar",
            ("文件", "FILE"),
            lang,
            &text!(
                "补充或替换某些年份的放假安排（TOML）；已有 2018 至 2026 年",
                "holidays of more years, or in the stead of those built in (TOML); 2018 to 2026 are there"
            ),
        )
        .value_parser(clap::value_parser!(PathBuf)),
        flag(
            "no-roll",
            lang,
            &text!(
                "按“日”算的期限，最后一天是休息日也不顺延",
                "a period of calendar days that would end on a day off ends there"
            ),
        ),
    ]
}

/// What a period without a number is held to.
pub(super) fn tolerance(lang: Lang) -> Arg {
    option(
        "tolerance",
        ("用语=天数", "WORD=DAYS"),
        lang,
        &text!(
            "条文只写“及时”“定期”时按几天算，可多次，如 及时=10wd（10 个工作日）、定期=365d（365 日）；不设就不判断",
            "what 及时, 立即 or 定期 is held to, as in 及时=10wd (working days) or 定期=365d; not judged without; may be repeated"
        ),
    )
    .action(ArgAction::Append)
}

/// `days`: a sum by itself.
pub(super) fn days(lang: Lang) -> Command {
    let about = text!(
        "数工作日：核对期限是哪一天",
        "count working days, to check a deadline by hand"
    );
    named("days", lang, &about)
        .arg(
            arg("from", lang, &text!("从哪一天起（当日不算），如 2025-09-29", "the day to count from, itself not counted, as 2025-09-29"))
                .value_name(if lang == Lang::Zh { "日期" } else { "DAY" })
                .required(true),
        )
        .arg(
            arg(
                "by",
                lang,
                &text!(
                    "+5wd（往后 5 个工作日）、-3wd、+15d（往后 15 日）、-20d，或另一个日期（数两天之间有几个工作日）",
                    "+5wd (working days), -3wd, +15d (calendar days), -20d, or another day (how many working days lie between)"
                ),
            )
            .value_name(if lang == Lang::Zh { "天数或日期" } else { "DAYS" })
            .allow_hyphen_values(true)
            .required(true),
        )
        .args(options(lang))
        .arg(
            option("format", ("格式", "FORMAT"), lang, &text!("输出格式", "output format"))
                .short('f')
                .value_parser(PossibleValuesParser::new(["text", "json"]))
                .default_value("text"),
        )
}
