//! What the command line says of waivers and baselines.

use crate::model::{Text, text};
use std::path::Path;

pub(in crate::cli) fn no_waivers(path: &Path, why: &Text) -> Text {
    let (path, zh, en) = (path.display(), &why.zh, &why.en);
    text!(
        "读不了豁免名单 {path}：{zh}",
        "cannot read the waivers {path}: {en}"
    )
}

pub(in crate::cli) fn waivers_not_sound(n: usize) -> Text {
    text!(
        "豁免名单有 {n} 处错误，什么也没有审",
        "faults in the waivers: {n}; nothing was audited"
    )
}

pub(in crate::cli) fn waivers_unused(n: usize) -> Text {
    text!(
        "警告：{n} 条豁免没有用到，报告里逐条列出",
        "warning: waivers that excused nothing: {n}; the report names them"
    )
}

pub(in crate::cli) fn waivers_expired(n: usize, findings: u64) -> Text {
    if findings == 0 {
        return text!(
            "{n} 条豁免已到期，已没有对应的问题，可以删去",
            "expired waivers: {n}; no finding is left that they excused, they can go"
        );
    }
    text!(
        "警告：{n} 条豁免已到期，对应的 {findings} 处问题重新计数",
        "warning: expired waivers: {n}; findings that count again: {findings}"
    )
}

pub(in crate::cli) fn waivers_not_yet(n: usize) -> Text {
    text!(
        "{n} 条豁免的批准日期在审计日期以后，这次不算",
        "waivers approved after the day of the audit, which do not hold yet: {n}"
    )
}

pub(in crate::cli) fn baseline_repacked(ids: &[String]) -> Text {
    let (zh, en) = (ids.join("、"), ids.join(", "));
    text!(
        "基线是用另一版法规包生成的（{zh}），照用；要求有变的，问题会显得新增或消失",
        "the baseline was written with another version of the packs ({en}); it is used all the same, and requirements that changed may look new or gone"
    )
}

pub(in crate::cli) fn baseline_stale(n: usize) -> Text {
    text!(
        "基线里有 {n} 项问题已经没有或变少，用 dataaudit baseline prune 删去",
        "findings of the baseline that are gone or fewer: {n}; dataaudit baseline prune drops them"
    )
}

pub(in crate::cli) fn baseline_unaudited(n: u64) -> Text {
    text!(
        "基线里有 {n} 处这次没有再审（文件或要求不在这次的范围里），照样留着，check 的报告逐条写明为什么",
        "{n} findings of the baseline were not looked for this time (their file or requirement was not audited) and stay; the report of check says why, one by one"
    )
}

pub(in crate::cli) fn baseline_written(path: &Path, findings: u64) -> Text {
    let path = path.display();
    text!(
        "{findings} 处问题已写入基线 {path}",
        "findings written to the baseline {path}: {findings}"
    )
}

pub(in crate::cli) fn not_over_a_baseline(path: &Path) -> Text {
    let path = path.display();
    text!(
        "{path} 不是基线，没有覆盖",
        "{path} is no baseline and was not written over"
    )
}

pub(in crate::cli) fn force_the_baseline() -> Text {
    text!(
        "换一个文件名，或加 --force",
        "choose another name, or add --force"
    )
}

pub(in crate::cli) fn baseline_pruned(path: &Path, gone: u64) -> Text {
    let path = path.display();
    if gone == 0 {
        return text!(
            "基线 {path} 没有要删的",
            "nothing to drop from the baseline {path}"
        );
    }
    text!(
        "从基线 {path} 删去 {gone} 处问题",
        "findings dropped from the baseline {path}: {gone}"
    )
}

pub(in crate::cli) fn not_audited(path: &str, why: &Text) -> Text {
    let (zh, en) = (&why.zh, &why.en);
    text!("没有审到 {path}：{zh}", "not audited: {path}: {en}")
}

pub(in crate::cli) fn baseline_untouched() -> Text {
    text!(
        "没有审全，基线没有改动",
        "not everything was audited; the baseline is left as it was"
    )
}
