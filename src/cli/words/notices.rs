//! What is said of rectification notices.

use super::reason;
use crate::model::{Text, text};
use std::path::Path;

pub(in crate::cli) fn notices_written(folder: &Path, letters: usize, spared: usize) -> Text {
    let folder = folder.display();
    let rest = if spared == 0 {
        Text::same("")
    } else {
        text!(
            "；另有 {spared} 个单位没有违规、只有存疑或提示，没有写",
            "; {spared} departments have no violation, only doubts or hints, and get none"
        )
    };
    let Text { zh, en } = rest;
    text!(
        "{letters} 份整改通知已写入 {folder}{zh}",
        "{letters} notices written to {folder}{en}"
    )
}

pub(in crate::cli) fn one_folder_for_two(path: &Path) -> Text {
    let path = path.display();
    text!(
        "--notice 和 --output-dir 不能是同一个文件夹 {path}",
        "--notice and --output-dir cannot be one folder: {path}"
    )
}

pub(in crate::cli) fn no_template(path: &Path, why: &std::io::Error) -> Text {
    let (path, why) = (path.display(), reason(why));
    let (zh, en) = (why.zh, why.en);
    text!("读不了模板 {path}：{zh}", "cannot read the template {path}: {en}")
}

pub(in crate::cli) fn template_not_sound(n: usize) -> Text {
    text!(
        "模板有 {n} 处错误，什么也没有审",
        "{n} faults in the template; nothing was audited"
    )
}
