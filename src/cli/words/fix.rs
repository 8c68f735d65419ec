//! What the command line says of fixed files.

use crate::fix::Doubt;
use crate::model::{Text, text};
use std::path::Path;

pub(in crate::cli) fn say_where() -> Text {
    text!(
        "没有说改好的文件写到哪里",
        "it is not said where the fixed file goes"
    )
}

pub(in crate::cli) fn ways_to_fix() -> Text {
    text!(
        "用 -o 另存；--in-place 改原文件（留备份）；--diff 只看",
        "-o writes a copy, --in-place changes the file and keeps a backup, --diff only shows"
    )
}

pub(in crate::cli) fn cannot_fix(file: &Path, why: &Text) -> Text {
    let (file, zh, en) = (file.display(), &why.zh, &why.en);
    text!("改不了 {file}：{zh}", "cannot fix {file}: {en}")
}

pub(in crate::cli) fn save_as_xlsx() -> Text {
    text!(
        "在电子表格程序里另存为 xlsx 再改",
        "save it as xlsx in a spreadsheet program first"
    )
}

pub(in crate::cli) fn no_place_for_stdin() -> Text {
    text!(
        "标准输入没有文件可改，不能用 --in-place",
        "standard input is no file to be changed in place"
    )
}

pub(in crate::cli) fn one_listing() -> Text {
    text!(
        "--suggest 只能写给人看，不能同 --diff-format json 一起用",
        "--suggest is for people and does not go with --diff-format json"
    )
}

pub(in crate::cli) fn copy_instead() -> Text {
    text!("用 -o 另存", "write a copy with -o")
}

pub(in crate::cli) fn read_only(path: &Path) -> Text {
    let path = path.display();
    text!(
        "{path} 是只读的，没有改",
        "{path} is read-only and was not changed"
    )
}

pub(in crate::cli) fn unlock_or_copy() -> Text {
    text!(
        "去掉只读再改，或用 -o 写到别处",
        "make it writable, or write elsewhere with -o"
    )
}

pub(in crate::cli) fn fixed_there(path: &Path) -> Text {
    let path = path.display();
    text!(
        "{path} 已经有了，没有写",
        "{path} is there already and was not written over"
    )
}

pub(in crate::cli) fn force_or_other() -> Text {
    text!("换个名字，或加 --force", "name another, or add --force")
}

pub(in crate::cli) fn other_extension(path: &Path, format: &str) -> Text {
    let path = path.display();
    text!(
        "改好的文件还是 {format} 格式，不能写成 {path}",
        "the fixed file is {format} as before and cannot be called {path}"
    )
}

pub(in crate::cli) fn keep_extension(format: &str) -> Text {
    text!(
        "文件名用 .{format} 结尾；要换格式，改好后在电子表格程序里另存",
        "end its name in .{format}; to change the format, save the fixed file as another in a spreadsheet program"
    )
}

pub(in crate::cli) fn backup_there(path: &Path) -> Text {
    let path = path.display();
    text!(
        "备份 {path} 已经有了，没有改",
        "the backup {path} is there already, so nothing was changed"
    )
}

pub(in crate::cli) fn move_backup() -> Text {
    text!("先把它挪走或改名", "move or rename it first")
}

pub(in crate::cli) fn nothing_to_fix(file: &Path) -> Text {
    let file = file.display();
    text!("{file} 没有可改的写法", "{file}: nothing to fix")
}

pub(in crate::cli) fn fixed(changes: usize, to: &Path) -> Text {
    let to = to.display();
    text!(
        "改了 {changes} 处，写入 {to}",
        "{changes} cells fixed, written to {to}"
    )
}

pub(in crate::cli) fn same_copy(to: &Path) -> Text {
    let to = to.display();
    text!(
        "没有可改的写法，{to} 与原文件相同",
        "nothing to fix: {to} is a plain copy"
    )
}

pub(in crate::cli) fn backup_kept(path: &Path) -> Text {
    let path = path.display();
    text!("原文件存为 {path}", "the original is kept as {path}")
}

pub(in crate::cli) fn left_alone(cell: &str, why: &Text) -> Text {
    let (zh, en) = (&why.zh, &why.en);
    text!("{cell} 没有改：{zh}", "{cell} was left: {en}")
}

pub(in crate::cli) fn more_left(more: usize) -> Text {
    text!("另有 {more} 处没有改", "{more} more were left")
}

pub(in crate::cli) fn before() -> Text {
    text!("改前", "before")
}

pub(in crate::cli) fn after() -> Text {
    text!("改后", "after")
}

pub(in crate::cli) fn because() -> Text {
    text!("理由", "why")
}

pub(in crate::cli) fn would_fix(changes: usize) -> Text {
    text!(
        "共 {changes} 处可改，没有写",
        "{changes} cells would be fixed; nothing was written"
    )
}

pub(in crate::cli) fn suggestions(count: usize) -> Text {
    text!(
        "建议 {count} 处（只列不改，改了会影响判断）",
        "{count} suggestions (never applied: they change the judgement)"
    )
}

pub(in crate::cli) fn suggested_value(doubt: Doubt) -> Text {
    match doubt {
        Doubt::OtherWord => text!(
            "也算这一类，法规写的是规范名称",
            "accepted as this class, whose own name is another"
        ),
        Doubt::NoValue => text!(
            "不是规定的取值，最接近这一个",
            "no value of the class; this is the nearest"
        ),
        Doubt::Lines => text!(
            "写成了两行；是一个就合成一行，是两个就分成两行数据",
            "written on two lines: one line where it is one, two rows where it is two"
        ),
    }
}

pub(in crate::cli) fn found() -> Text {
    text!("现状", "found")
}

pub(in crate::cli) fn advice() -> Text {
    text!("建议", "advice")
}
