//! The sentences of reading a table, in both languages.

use super::skip::Reason;
use crate::ingest::{Code, Stopped};
use crate::model::{Text, text};

pub(super) fn reason(reason: Reason) -> Text {
    match reason {
        Reason::Header => text!("重复的表头", "the header again"),
        Reason::Title => text!("重复的标题", "the title again"),
        Reason::Numbering => text!("表头下的栏号", "column numbers under the header"),
        Reason::Hints => text!("表头下的必填、选填提示", "hints under the header"),
        Reason::Articles => text!(
            "表头下的条款依据",
            "the articles that ask for the columns, under the header"
        ),
        Reason::Sample => text!("没有删除的样例", "a sample that was not deleted"),
        Reason::Note => text!("表下的注释", "a note"),
        Reason::Signature => text!("填表人、审核人等落款", "a signature line"),
        Reason::Total => text!("合计", "a total"),
        Reason::Section => text!("跨列的分节标题或文字", "a line of text across the table"),
        Reason::Unfilled => {
            text!(
                "合并单元格内没有填数据项的空行",
                "a blank line within merged cells: no item entered"
            )
        }
        Reason::Numbered => text!("只有序号，没有内容", "a row number and nothing else"),
    }
}

pub(super) fn unmet(header: &str) -> Text {
    text!(
        "--map 所指的“{header}”，表中没有这一列",
        "--map names '{header}', a column the table does not have"
    )
}

pub(super) fn overwritten(row: u32) -> Text {
    text!(
        "第 {row} 行标着“示例”，内容已不是模板的示例，当作数据审了；是数据的，把“示例”的字样删掉",
        "row {row} is marked as the example, but what stands there is no longer that of the template: it was audited as an entry; remove the mark if it is one"
    )
}

/// A second table below the first, with its own order of columns.
pub(super) fn another_header(row: u32) -> Stopped {
    Stopped::new(
        Code::Malformed,
        text!(
            "第 {row} 行又是一个表头，列的顺序与上面不同，从这里起是另一张表，没有审计",
            "row {row} is a header with its columns in another order: another table begins there, which was not audited"
        ),
    )
    .help(text!(
        "把两张表分放在两个工作表里，再审一次",
        "put the two tables on sheets of their own and audit again"
    ))
}
