//! What can be typed about earlier audits: reports compared, a list of findings that came back.

use super::{arg, clock, demanding, departments, inspect, judged_by, named, option, packs, reading, writing};
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

fn renamed(lang: Lang) -> Arg {
    let help = text!(
        "改了名的文件，可多次；不写就按路径、内容、文件名辨认",
        "a file that goes by another name now; otherwise told by path, bytes and name"
    );
    option("renamed", ("旧=新", "OLD=NEW"), lang, &help).action(ArgAction::Append)
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
    named("diff", lang, &about)
        .arg(
            arg("report", lang, &reports)
                .value_name(if lang == Lang::Zh { "报告" } else { "REPORT" })
                .num_args(2..)
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(writing::fail_on(lang))
        .arg(renamed(lang))
        .arg(departments::aliases(lang))
        .args(inspect::written(lang, &["table", "json", "csv", "markdown"]))
}

/// `recheck`.
pub(super) fn recheck(lang: Lang) -> Command {
    let about = text!(
        "复核退回的问题清单：再审新交的文件，填好“整改情况”",
        "recheck a list of findings that came back: audit the new files and fill in what was rectified"
    );
    let ledger = text!(
        "退回的问题清单：dataaudit check … -f xlsx 写出的工作簿，或 --annotate 的标注副本，部门填过",
        "the list that came back, filled in: a workbook of dataaudit check … -f xlsx, or a copy of --annotate"
    );
    let files = text!("新交的目录文件、文件夹", "the new catalog files or folders");
    let output = text!(
        "填好的清单写入文件（整份写成才出现），必须写明",
        "write the answered list to this file, whole or not at all; it has to be named"
    );
    let path = |id, value: (&str, &str), help| {
        let name = if lang == Lang::Zh { value.0 } else { value.1 };
        arg(id, lang, help)
            .value_name(name.to_owned())
            .value_parser(value_parser!(PathBuf))
    };
    let of_writing = |a: &Arg| matches!(a.get_id().as_str(), "output" | "width" | "quiet" | "no-progress");
    let command = named("recheck", lang, &about)
        .arg(path("ledger", ("清单", "LEDGER"), &ledger).required(true))
        .arg(path("path", ("文件", "PATH"), &files).num_args(1..))
        .args(reading::which(lang))
        .args(judged_by(lang))
        .arg(packs::own(lang))
        .args(clock::options(lang))
        .arg(clock::tolerance(lang))
        .args(writing::written_as(lang).into_iter().filter(of_writing))
        .mut_arg("output", |a| a.required(true).help(output.of(lang).to_owned()))
        .arg(renamed(lang))
        .arg(departments::aliases(lang))
        .args(reading::read_as(lang))
        .args(super::config::sources(lang));
    demanding(command)
}
