//! What the command line says of departments.

use crate::audit::MOST_DEPARTMENTS;
use crate::model::{Text, text};
use std::path::Path;

pub(in crate::cli) fn no_aliases(path: &Path, why: &Text) -> Text {
    let (path, zh, en) = (path.display(), &why.zh, &why.en);
    text!(
        "读不了别名文件 {path}：{zh}",
        "cannot read the aliases {path}: {en}"
    )
}

pub(in crate::cli) fn aliases_not_sound(n: usize) -> Text {
    text!(
        "别名文件有 {n} 处错误，什么也没有审",
        "{n} faults in the aliases; nothing was audited"
    )
}

pub(in crate::cli) fn folder_not_empty(path: &Path) -> Text {
    let path = path.display();
    text!("文件夹 {path} 不是空的", "the folder {path} is not empty")
}

pub(in crate::cli) fn use_force() -> Text {
    text!(
        "换一个文件夹，或加 --force 替换同名文件（其余文件不动）",
        "name another, or replace files of the same name with --force (others stay)"
    )
}

pub(in crate::cli) fn too_many_departments() -> Text {
    text!(
        "部门超过 {MOST_DEPARTMENTS} 个，不逐个写报告",
        "more than {MOST_DEPARTMENTS} departments: no report is written for each"
    )
}

pub(in crate::cli) fn check_the_provider() -> Text {
    text!(
        "看看提供单位列是否认错了，用 --map 指明",
        "check which column was taken for the provider, and say so with --map"
    )
}

pub(in crate::cli) fn parts_written(folder: &Path, reports: usize) -> Text {
    let folder = folder.display();
    text!(
        "{reports} 份部门报告和 index.csv 已写入 {folder}",
        "{reports} reports of departments and index.csv written to {folder}"
    )
}
