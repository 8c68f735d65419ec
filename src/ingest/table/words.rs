//! The sentences of reading a table, in both languages.

use super::skip::Reason;
use crate::model::{Text, text};

pub(super) fn reason(reason: Reason) -> Text {
    match reason {
        Reason::Header => text!("重复的表头", "the header again"),
        Reason::Title => text!("重复的标题", "the title again"),
        Reason::Numbering => text!("表头下的栏号", "column numbers under the header"),
        Reason::Hints => text!("表头下的必填、选填提示", "hints under the header"),
        Reason::Sample => text!("没有删除的样例", "a sample that was not deleted"),
        Reason::Note => text!("表下的注释", "a note"),
        Reason::Signature => text!("填表人、审核人等落款", "a signature line"),
        Reason::Total => text!("合计", "a total"),
        Reason::Section => text!("跨列的分节标题或文字", "a line of text across the table"),
        Reason::Numbered => text!("只有序号，没有内容", "a row number and nothing else"),
    }
}
