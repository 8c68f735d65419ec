//! What is said of departments and of lists of their names.

use crate::ingest::{Code, Stopped, cause};
use crate::model::{Text, text, visible};

pub(in crate::audit) fn empty_name() -> Text {
    text!(
        "这一行没有名称：每行写全标准名称",
        "a name is missing: every row names its department"
    )
}

pub(in crate::audit) fn empty_alias(department: &str) -> Text {
    let department = visible(department);
    text!(
        "“{department}”的一个别名是空的",
        "one of the other names of '{department}' is blank: an empty name"
    )
}

pub(in crate::audit) fn alias_of_two(alias: &str, first: &str, second: &str) -> Text {
    let [alias, first, second] = [alias, first, second].map(visible);
    text!(
        "“{alias}”既是“{first}”的别名，又是“{second}”的别名，只能归一个部门",
        "'{alias}' is given as another name of '{first}' and of '{second}'; it can only be one"
    )
}

pub(in crate::audit) fn circle(names: &[&str]) -> Text {
    let names: Vec<String> = names.iter().map(|n| visible(n)).collect();
    let (zh, en) = (names.join("”“"), names.join("', '"));
    text!(
        "“{zh}”互为别名，成了循环，看不出哪个是标准名称",
        "'{en}' are other names of each other: nobody can tell which is the department's own"
    )
}

pub(in crate::audit) fn list_like() -> Text {
    text!(
        "写成 \"市水利局\" = [\"水利局\", \"某市水利局\"] 的样子",
        "write it like \"市水利局\" = [\"水利局\", \"某市水利局\"]"
    )
}

/// A list of other names with none in it.
pub(in crate::audit) fn names_nobody() -> Stopped {
    Stopped::new(
        Code::Empty,
        text!("里面没有一个别名", "it gives nobody another name"),
    )
}

pub(in crate::audit) fn no_list(why: &std::io::Error) -> Stopped {
    match why.kind() {
        std::io::ErrorKind::NotFound => {
            Stopped::new(Code::NotFound, text!("没有这个文件", "there is no such file"))
        }
        std::io::ErrorKind::InvalidData => {
            Stopped::new(Code::Encoding, text!("不是 UTF-8 文本", "it is not UTF-8"))
        }
        _ => Stopped::new(Code::Unreadable, cause(why)),
    }
}

pub(in crate::audit) fn list_too_long() -> Stopped {
    let message = text!("超过 16 MB，不是名称表", "more than 16 MB: no list of names");
    Stopped::new(Code::TooLarge, message)
}

/// What of a list nobody sees who opens it.
pub(in crate::audit) fn list_hidden(sheet: bool, rows: &[u32]) -> Stopped {
    let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
    let (zh, en) = (rows.join("、"), rows.join(", "));
    let message = if sheet {
        text!(
            "第一个工作表是隐藏的，看不到的豁免不能算数；取消隐藏，或把名单放在第一个工作表",
            "its first sheet is hidden, and what nobody sees waives nothing: show it, or put the list first"
        )
    } else {
        text!(
            "第 {zh} 行是隐藏的（或被筛选掉），看不到的豁免不能算数；取消隐藏，或删去这些行",
            "hidden or filtered rows: {en}; what nobody sees waives nothing: show them or delete them"
        )
    };
    Stopped::new(Code::Unreadable, message)
}
