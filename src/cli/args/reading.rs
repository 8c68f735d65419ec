//! What can be typed about which files are read, and how.

use super::option;
use crate::model::{Lang, text};
use clap::{Arg, ArgAction, Command};

/// Which files, beside those named one by one.
pub(super) fn which(lang: Lang) -> [Arg; 3] {
    [
        option(
            "files-from",
            ("清单", "LIST"),
            lang,
            &text!(
                "从这个文件读要审的文件、文件夹，一行一个，# 开头的行不算；- 表示标准输入",
                "read paths from this file, one a line, # begins a comment; - is standard input"
            ),
        )
        .value_parser(clap::value_parser!(std::path::PathBuf)),
        option(
            "exclude",
            ("通配符", "PATTERN"),
            lang,
            &text!(
                "不审与此相符的文件或文件夹（按整个路径或名称），可多次",
                "leave out files and folders whose path or name matches; may be repeated"
            ),
        )
        .action(ArgAction::Append),
        option(
            "jobs",
            ("个数", "N"),
            lang,
            &text!(
                "同时审几个文件，默认按处理器个数；报告不因此不同",
                "files audited at once (default: one a processor); the report is the same for any number"
            ),
        )
        .value_parser(clap::value_parser!(u16).range(1..)),
    ]
}

/// How a table is found and read.
pub(super) fn read_as(lang: Lang) -> [Arg; 8] {
    [
        option(
            "kind",
            ("表类", "KIND"),
            lang,
            &text!(
                "表的种类，如 catalog、open_catalog；默认自动识别",
                "table kind instead of the detected one"
            ),
        ),
        option(
            "sheet",
            ("工作表", "SHEET"),
            lang,
            &text!(
                "只审这个工作表：名称或序号",
                "audit this sheet only: name or number"
            ),
        ),
        option(
            "header-row",
            ("行号", "ROW"),
            lang,
            &text!(
                "表头在第几行，多行表头写 2-3",
                "the header row, or rows as in 2-3"
            ),
        ),
        option(
            "map",
            ("表头=字段", "HEADER=FIELD"),
            lang,
            &text!(
                "指明某列是什么字段，可多次；表头也可写列号，字段写 - 表示忽略",
                "say what a column is; a column letter will do, field - ignores it"
            ),
        )
        .action(ArgAction::Append),
        option(
            "code",
            ("字段：代码=取值", "FIELD:CODE=VALUE"),
            lang,
            &text!(
                "说明代码的含义，可多次，如 share_class:1=无条件共享",
                "say what a code means, as in share_class:1=无条件共享"
            ),
        )
        .action(ArgAction::Append),
        option(
            "encoding",
            ("编码", "ENCODING"),
            lang,
            &text!(
                "文本文件的编码：utf-8、gb18030、big5、utf-16le、utf-16be；默认自动识别",
                "encoding of text files instead of the detected one"
            ),
        ),
        option(
            "stdin-name",
            ("名称", "NAME"),
            lang,
            &text!("标准输入在报告中的名称", "the name of standard input in reports"),
        )
        .default_value("stdin"),
        limit(lang),
    ]
}

/// How large files may be.
fn limit(lang: Lang) -> Arg {
    option(
        "limit",
        ("名称=数值", "NAME=VALUE"),
        lang,
        &text!(
            "读取的上限，可多次，如 rows=200万、part=1GiB；各项和默认值见 config show",
            "a limit on what is read, as in rows=2000000 or part=1GiB; config show lists them; may be repeated"
        ),
    )
    .action(ArgAction::Append)
}

/// The child that reads formats whose readers may run away; for this program's own use.
pub(super) fn read() -> Command {
    Command::new("__read")
        .hide(true)
        .arg(
            Arg::new("path")
                .required(true)
                .value_parser(clap::value_parser!(std::path::PathBuf)),
        )
        .arg(limit(Lang::Zh))
}
