//! What is said of blank workbooks.

use crate::model::{Text, text};
use std::path::Path;

pub(in crate::cli) fn template_written(path: &Path) -> Text {
    let path = path.display();
    text!("模板已写入 {path}", "template written to {path}")
}

pub(in crate::cli) fn template_is_xlsx(path: &Path) -> Text {
    let path = path.display();
    text!(
        "模板是 xlsx 工作簿，不能写成 {path}",
        "a template is an xlsx workbook and cannot be called {path}"
    )
}

pub(in crate::cli) fn name_it_xlsx() -> Text {
    text!("文件名用 .xlsx 结尾", "end its name in .xlsx")
}

pub(in crate::cli) fn would_overwrite(path: &Path) -> Text {
    let path = path.display();
    text!(
        "{path} 已经存在，里面可能有填好的内容，没有覆盖",
        "{path} is there already and may have been filled in; it was left as it is"
    )
}

pub(in crate::cli) fn overwrite_it() -> Text {
    text!(
        "换一个文件名；确实要覆盖，加 --force",
        "name another file, or overwrite it with --force"
    )
}

pub(in crate::cli) fn kind_unasked(kind: &Text) -> Text {
    let Text { zh, en } = kind;
    text!(
        "所选法规没有{zh}方面的要求，没有可做的模板",
        "the instruments chosen ask nothing of a {en}: there is no template to make"
    )
}

pub(in crate::cli) fn kinds_asked(kinds: &str) -> Text {
    text!(
        "用 --kind 选所选法规涉及的表：{kinds}",
        "choose with --kind one of the tables that they ask about: {kinds}"
    )
}

pub(in crate::cli) fn template_notice(notice: &Text) -> Text {
    let Text { zh, en } = notice;
    text!("注意：{zh}", "notice: {en}")
}
