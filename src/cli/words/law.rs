//! What is said of official texts and outlines, in both languages.

use crate::model::{Text, text};
use std::path::Path;

pub(in crate::cli) fn no_text(path: &Path, why: &std::io::Error) -> Text {
    let (path, Text { zh, en }) = (path.display(), super::reason(why));
    text!(
        "读不了法规文本 {path}：{zh}",
        "cannot read the official text {path}: {en}"
    )
}

pub(in crate::cli) fn not_text(path: &Path) -> Text {
    let path = path.display();
    text!(
        "{path} 不是文本文件：既不是 UTF-8，也不是 GB18030、UTF-16",
        "{path} is no text file: neither UTF-8 nor GB18030 nor UTF-16"
    )
}

pub(in crate::cli) fn cut_short() -> Text {
    text!(
        "到这里断在一个字中间，文件没有存完整",
        "it ends here within a character: the file is not whole"
    )
}

pub(in crate::cli) fn save_as_text() -> Text {
    text!(
        "PDF、Word 文件请另存为纯文本（UTF-8），每条、每款各占一段",
        "save PDF and Word files as plain text (UTF-8), each article and paragraph on lines of its own"
    )
}

pub(in crate::cli) fn title_missing(path: &Path, title: &Text) -> Text {
    let (path, Text { zh, en }) = (path.display(), title);
    text!(
        "{path} 第一条以前没有标题《{zh}》，可能是别的法规",
        "{path} does not bear the title of {en} (《{zh}》) before its first article: it may be another instrument"
    )
}

pub(in crate::cli) fn title_is_written() -> Text {
    text!(
        "核对文件，确是这一部的，在第一条以前写上标题",
        "check the file; if it is the right one, write the title before its first article"
    )
}

pub(in crate::cli) fn text_is_checked() -> Text {
    text!(
        "对照官方文本改正这一行，或重新获取全文",
        "correct the line by the official text, or obtain the text anew"
    )
}

pub(in crate::cli) fn no_folder(folder: &Path) -> Text {
    let folder = folder.display();
    text!("没有文件夹 {folder}", "there is no folder {folder}")
}

pub(in crate::cli) fn text_refused(path: &Path, line: u32, message: &Text) -> Text {
    let (path, zh, en) = (path.display(), &message.zh, &message.en);
    text!("{path} 第 {line} 行：{zh}", "{path}, line {line}: {en}")
}

pub(in crate::cli) fn no_texts(folder: &Path) -> Text {
    let folder = folder.display();
    text!(
        "{folder} 里没有可核对的法规文本",
        "no official text to verify against in {folder}"
    )
}

pub(in crate::cli) fn texts_are_named() -> Text {
    text!(
        "每部法规一个文件，名为 <标识>.txt",
        "one file an instrument, called <id>.txt"
    )
}

pub(in crate::cli) fn not_at_hand(id: &str) -> Text {
    text!("{id}：没有文本，未核对", "{id}: no text at hand, not verified")
}

pub(in crate::cli) fn no_outline() -> Text {
    text!("没有条款骨架", "there is no outline")
}

pub(in crate::cli) fn no_outline_of(id: &str) -> Text {
    text!(
        "没有 {id} 的条款骨架，无法逐条交代",
        "without the outline of {id} its articles cannot be accounted for"
    )
}

pub(in crate::cli) fn outline_is_made(id: &str, pack: &str) -> Text {
    text!(
        "用 dataaudit law outline 文件夹 --pack {pack} 生成，存为法规包旁边的 {id}.outline.toml",
        "write it with: dataaudit law outline DIR --pack {pack}, to {id}.outline.toml beside the pack"
    )
}

pub(in crate::cli) fn proven(title: &Text, requirements: usize, articles: usize) -> Text {
    let (zh, en) = (&title.zh, &title.en);
    text!(
        "《{zh}》：{requirements} 项要求、{articles} 个条文的引用与文本一致",
        "{en}: {requirements} requirements citing {articles} articles agree with the text"
    )
}

pub(in crate::cli) fn differs(id: &str, what: &Text) -> Text {
    let (zh, en) = (&what.zh, &what.en);
    text!("{id}：{zh}", "{id}: {en}")
}
