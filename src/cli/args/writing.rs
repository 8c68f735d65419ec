//! What can be typed about reports: their format, their files, the level that fails.

use super::{flag, option};
use crate::model::{Lang, text};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction};

/// The level from which the exit code tells of findings.
pub(super) fn fail_on(lang: Lang) -> Arg {
    option(
        "fail-on",
        ("级别", "LEVEL"),
        lang,
        &text!(
            "出现哪一级问题时以退出码 1 结束：error 违规、warning 存疑、info 提示、never 从不",
            "exit with 1 from this level on"
        ),
    )
    .value_parser(PossibleValuesParser::new(["error", "warning", "info", "never"]))
    .default_value("error")
}

/// How and where the report is written.
pub(super) fn written_as(lang: Lang) -> [Arg; 10] {
    let formats: Vec<&str> = crate::report::Format::ALL.iter().map(|(name, _)| *name).collect();
    [
        option(
            "format",
            ("格式", "FORMAT"),
            lang,
            &text!(
                "报告格式：table 看屏幕，html 用浏览器看、可打印，xlsx 是问题清单工作簿，markdown 贴进合并请求，json、jsonl 给程序，csv 给 Excel 和 WPS，sarif、junit、gitlab、github 给流水线",
                "report format: table for the terminal, html for a browser and for paper, xlsx a workbook of findings, markdown for pull requests, json and jsonl for programs, csv for spreadsheets, sarif, junit, gitlab and github for pipelines"
            ),
        )
        .short('f')
        .value_parser(PossibleValuesParser::new(formats))
        .default_value("table"),
        option(
            "output",
            ("文件", "FILE"),
            lang,
            &text!(
                "报告写入文件（整份写成才出现），默认写到标准输出",
                "write the report to a file, whole or not at all"
            ),
        )
        .short('o')
        .value_parser(clap::value_parser!(std::path::PathBuf)),
        option(
            "more-reports",
            ("格式:文件", "FORMAT:FILE"),
            lang,
            &text!(
                "再写一份这种格式的报告，可多次，如 --report json:out.json",
                "write a report of this format too; may be repeated, as in --report json:out.json"
            ),
        )
        .long("report")
        .action(ArgAction::Append),
        no_redact(lang),
        flag(
            "mergeable",
            lang,
            &text!(
                "在 JSON 报告末尾附上合并要用的内容，供 dataaudit merge 与别的部分合成一份",
                "append to the JSON report what dataaudit merge needs to make one of it and others"
            ),
        ),
        option(
            "max-examples",
            ("个数", "N"),
            lang,
            &text!(
                "每项要求在表格报告中最多列几处，0 表示全部；html 报告中最多印几处，至多 100",
                "examples listed a requirement, 0 for all; in html those printed, 100 at most"
            ),
        )
        .value_parser(clap::value_parser!(usize))
        .default_value("10"),
        option(
            "color",
            ("何时", "WHEN"),
            lang,
            &text!("是否着色", "when to colour"),
        )
        .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
        .default_value("auto"),
        option(
            "width",
            ("列数", "COLUMNS"),
            lang,
            &text!("表格报告的宽度，默认随终端", "width of the table report"),
        )
        .value_parser(clap::value_parser!(u16).range(40..=500)),
        no_progress(lang),
        quiet(lang),
    ]
}

/// What is shown as it is.
pub(super) fn no_redact(lang: Lang) -> Arg {
    let help = text!(
        "不遮盖报告中的身份证号、电话和邮箱",
        "leave identity numbers, telephone numbers and e-mail addresses as they are"
    );
    flag("no-redact", lang, &help)
}

pub(super) fn no_progress(lang: Lang) -> Arg {
    flag("no-progress", lang, &text!("不显示进度", "no progress bar"))
}

pub(super) fn quiet(lang: Lang) -> Arg {
    let help = text!("不在标准错误输出多余的话", "no notices on standard error");
    flag("quiet", lang, &help).short('q')
}
