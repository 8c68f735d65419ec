//! What the command line says of annotated copies.

use crate::model::{Text, text};
use std::path::Path;

pub(in crate::cli) fn copies_among_inputs(folder: &Path) -> Text {
    let folder = folder.display();
    text!(
        "--annotate 的文件夹 {folder} 里有要读的文件或别的报告，请另用一个",
        "the folder of --annotate, {folder}, holds what is read or other reports; name another"
    )
}

pub(in crate::cli) fn no_copy(file: &str, why: &Text) -> Text {
    let (zh, en) = (&why.zh, &why.en);
    text!(
        "做不了 {file} 的标注副本：{zh}",
        "no annotated copy of {file}: {en}"
    )
}

pub(in crate::cli) fn changed_since(file: &str) -> Text {
    text!(
        "{file} 在审计之后变了，没有做标注副本",
        "{file} has changed since it was audited: no annotated copy was made"
    )
}

pub(in crate::cli) fn copy_rebuilt(file: &str, why: &Text) -> Text {
    let (zh, en) = (&why.zh, &why.en);
    text!(
        "{file} 按原文件的内容另行制作，不带原格式：{zh}",
        "{file} was made anew from the file's content, without its formats: {en}"
    )
}

pub(in crate::cli) fn copies_written(folder: &Path, copies: usize) -> Text {
    let folder = folder.display();
    text!(
        "{copies} 份标注副本已写入 {folder}",
        "{copies} annotated copies written to {folder}"
    )
}
