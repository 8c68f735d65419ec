//! What the command line says of packs and official texts, in both languages.

use crate::model::{Citation, Text, text};
use std::io;
use std::path::Path;

pub(in crate::cli) fn no_pack(path: &Path, why: &io::Error) -> Text {
    let (path, Text { zh, en }) = (path.display(), super::reason(why));
    text!("读不了法规包 {path}：{zh}", "cannot read the pack {path}: {en}")
}

pub(in crate::cli) fn save_as_utf8() -> Text {
    text!(
        "在编辑器中另存为 UTF-8 编码；在 Windows 记事本里选“另存为”，编码选 UTF-8",
        "save it as UTF-8"
    )
}

pub(in crate::cli) fn cannot_read(path: &Path, why: &io::Error) -> Text {
    let (path, Text { zh, en }) = (path.display(), super::reason(why));
    text!("读不了 {path}：{zh}", "cannot read {path}: {en}")
}

pub(in crate::cli) fn packs_not_sound(faults: usize) -> Text {
    text!(
        "法规包有 {faults} 处错误，什么也没有做",
        "the packs have {faults} faults: nothing was done"
    )
}

pub(in crate::cli) fn two_packs(id: &str, one: &str, other: &str) -> Text {
    text!(
        "{one} 和 {other} 的标识都是 {id}",
        "{one} and {other} are both called {id}"
    )
}

pub(in crate::cli) fn replaced(file: &str, id: &str) -> Text {
    text!(
        "注意：{id} 用的是 {file}，不是内置的",
        "notice: {id} is {file}, not the one built in"
    )
}

pub(in crate::cli) fn one_outline_one_pack() -> Text {
    text!("--outline 只能配一个法规包", "--outline goes with one pack only")
}

pub(in crate::cli) fn sound(file: &str, requirements: usize, articles: usize) -> Text {
    text!(
        "{file}：没有错误，{requirements} 项要求引用 {articles} 条，与条款骨架一致",
        "{file}: sound, {requirements} requirements citing {articles} articles agree with the outline"
    )
}

pub(in crate::cli) fn unproven(file: &str, requirements: usize, id: &str) -> Text {
    text!(
        "{file}：没有错误，{requirements} 项要求；没有 {id}.outline.toml，条款引用未经核对",
        "{file}: sound, {requirements} requirements; without {id}.outline.toml their citations are unproven"
    )
}

pub(in crate::cli) fn faulty(file: &str, faults: usize) -> Text {
    text!("{file}：{faults} 处错误", "{file}: {faults} faults")
}

pub(in crate::cli) fn outline_of_another(path: &Path, found: &str, id: &str) -> Text {
    let path = path.display();
    text!(
        "{path} 是 {found} 的条款骨架，不是 {id} 的",
        "{path} is the outline of {found}, not of {id}"
    )
}

pub(in crate::cli) fn outline_not_sound(path: &Path) -> Text {
    let path = path.display();
    text!(
        "条款骨架 {path} 写法不对，请用 dataaudit law outline 重新生成",
        "the outline {path} is not well written: generate it again with dataaudit law outline"
    )
}

pub(in crate::cli) fn no_pack_in(folder: &Path) -> Text {
    let folder = folder.display();
    text!("{folder} 里没有法规包", "no pack in {folder}")
}

pub(in crate::cli) fn several_packs_in(folder: &Path) -> Text {
    let folder = folder.display();
    text!("{folder} 里不止一个法规包", "more than one pack in {folder}")
}

pub(in crate::cli) fn pack_is_named() -> Text {
    text!(
        "法规包叫 pack.toml，或与文件夹同名，或用 --pack 写明",
        "call it pack.toml or like the folder, or say it with --pack"
    )
}

pub(in crate::cli) fn breaches_not_sound(faults: usize) -> Text {
    text!(
        "breaches.toml 有 {faults} 处错误",
        "breaches.toml has {faults} faults"
    )
}

pub(in crate::cli) fn pack_proven(title: &Text, tables: usize, breaches: usize, judged: usize) -> Text {
    let (zh, en) = (&title.zh, &title.en);
    text!(
        "《{zh}》：{tables} 份干净的表没有问题，{breaches} 处改动都得出所写的问题，{judged} 项可判断的要求都触发过",
        "{en}: proven; clean tables: {tables}, breaches that yield what they say: {breaches}, judged requirements broken: {judged}"
    )
}

pub(in crate::cli) fn pack_not_proven(title: &Text, deviations: usize) -> Text {
    let (zh, en) = (&title.zh, &title.en);
    text!(
        "《{zh}》：{deviations} 处与预期不符",
        "{en}: {deviations} deviations"
    )
}

pub(in crate::cli) fn not_a_citation(words: &str) -> Text {
    text!("“{words}”不是条款号", "'{words}' is not a citation")
}

pub(in crate::cli) fn citation_like() -> Text {
    text!(
        "写成 第十条第五款第一项 的样子",
        "write it like 第十条第五款第一项"
    )
}

pub(in crate::cli) fn no_provision(title: &Text, why: &Text) -> Text {
    let (zh, en, why_zh, why_en) = (&title.zh, &title.en, &why.zh, &why.en);
    text!("《{zh}》{why_zh}", "{en}: {why_en}")
}

pub(in crate::cli) fn not_quoted(why: &Text) -> Text {
    let Text { zh, en } = why;
    text!("注意：不引用原文：{zh}", "notice: not quoted: {en}")
}

pub(in crate::cli) fn provision(title: &Text, citation: &Citation) -> Text {
    let (zh, en) = (&title.zh, &title.en);
    text!("《{zh}》{citation}", "{en}, {citation}")
}
