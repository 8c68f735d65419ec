//! Every sentence this module says, Chinese and English side by side. Takes plain arguments and decides nothing.

mod binary;
mod container;
mod sheet;

pub(super) use binary::*;
pub(super) use container::*;
pub(super) use sheet::*;

use crate::model::{Text, text};

/// The way out of nearly everything.
pub(super) fn resave() -> Text {
    text!(
        "请用 WPS 或 Excel 打开该文件，另存为 .xlsx 后重试",
        "open the file in WPS or Excel, save it as .xlsx and try again"
    )
}

/// The same where a limit may be in the way.
pub(super) fn resave_or_raise() -> Text {
    let (Text { zh, en }, raise) = (resave(), super::limits::raise());
    let (raise_zh, raise_en) = (raise.zh, raise.en);
    text!("{zh}；{raise_zh}", "{en}; {raise_en}")
}

/// The way out of a temporary folder that cannot be written to.
pub(super) fn other_temporary_folder() -> Text {
    text!(
        "与被审的文件无关；请腾出空间，或用环境变量 TMPDIR（Windows 上是 TEMP）指定另一个文件夹",
        "the audited file is not to blame; make room, or name another folder in the variable TMPDIR (TEMP on Windows)"
    )
}

/// The way out of a password.
pub(super) fn remove_password() -> Text {
    text!(
        "请用 WPS 或 Excel 打开该文件，取消打开密码，保存后重试",
        "open the file in WPS or Excel, remove the password, save it and try again"
    )
}

/// The way out of a file that is too large.
pub(super) fn make_smaller() -> Text {
    let Text { zh, en } = super::limits::raise();
    text!(
        "请删除多余的工作表、空行、空列和图片，或把数据拆成几个文件后重试；{zh}",
        "delete spare sheets, empty rows and columns and pictures, or split the data into several files; {en}"
    )
}

/// The way out of an archive.
pub(super) fn unpack_first() -> Text {
    text!(
        "请先解压，再检查其中的表格文件",
        "unpack it first and audit the tables inside"
    )
}

/// The way out of something that is no table.
pub(super) fn need_table() -> Text {
    text!(
        "请提供 .xlsx、.xls、.et、.ods 或 .csv 表格",
        "give a table: .xlsx, .xls, .et, .ods or .csv"
    )
}

pub(super) fn no_reader() -> Text {
    text!(
        "这种格式须由单独的进程来读,而没有指定这个进程",
        "this format is read by a process of its own, and none was named"
    )
}
