//! What can be typed about earlier audits: reports compared, a list of findings that came back.

use super::{arg, inspect, named, option, writing};
use crate::model::{Lang, text};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// `--previous-report`.
pub(super) fn previous(lang: Lang) -> Arg {
    let help = text!(
        "与以前的 JSON 报告比较：新出现、复发、仍存在、已整改、未再审；可多次，按时间先后",
        "compare with an earlier JSON report: new, returned, remaining, settled, not audited again; may be repeated, oldest first"
    );
    option("previous-report", ("报告", "REPORT"), lang, &help)
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf))
}

/// `diff`.
pub(super) fn diff(lang: Lang) -> Command {
    let about = text!(
        "比较几次审计的报告：哪些问题是新出现的、已整改的、仍存在的、复发的",
        "compare reports: which findings are new, settled, remaining, returned"
    );
    let reports = text!(
        "两份以上的 JSON（或 jsonl）报告，按时间先后",
        "two or more JSON (or jsonl) reports, oldest first"
    );
    let renamed = text!(
        "改了名的文件，可多次；不写就按路径、内容、文件名辨认",
        "a file that goes by another name now; otherwise told by path, bytes and name"
    );
    named("diff", lang, &about)
        .arg(
            arg("report", lang, &reports)
                .value_name(if lang == Lang::Zh { "报告" } else { "REPORT" })
                .num_args(2..)
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(writing::fail_on(lang))
        .arg(option("renamed", ("旧=新", "OLD=NEW"), lang, &renamed).action(ArgAction::Append))
        .args(inspect::written(lang, &["table", "json", "csv", "markdown"]))
}
