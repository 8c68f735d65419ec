//! What the command line says of earlier reports and of lists that came back.

use crate::model::{Text, text};
use std::path::Path;

pub(in crate::cli) fn cannot_read_report(path: &Path, why: &std::io::Error) -> Text {
    let path = path.display();
    let Text { zh, en } = super::reason(why);
    text!("不能读取报告 {path}：{zh}", "cannot read the report {path}: {en}")
}

pub(in crate::cli) fn this_run() -> Text {
    text!("本次审计", "this audit")
}
