//! The words by which a row is known for a sample, a note, a signature or a total. Looks at folded texts and knows no row.

pub(super) fn is_sample_text(text: &str) -> bool {
    const ANYWHERE: &[&str] = &[
        "模板数据",
        "模版数据",
        "请删除",
        "填写示例",
        "填报示例",
        "填写样例",
        "填报样例",
        "使用时删除",
        "上传前删除",
    ];
    const BEFORE: &[&str] = &[
        "例:",
        "例如:",
        "示例:",
        "样例:",
        "(示例)",
        "(样例)",
        "(例)",
        "【示例】",
        "【样例】",
        "如:",
    ];
    const AFTER: &[&str] = &["(示例)", "(样例)", "(例)", "【示例】", "【样例】"];
    let counted = text.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(
        counted,
        "示例" | "样例" | "例" | "示例行" | "样例行" | "样例数据" | "示例数据"
    ) || ANYWHERE.iter().any(|w| text.contains(w))
        || BEFORE.iter().any(|w| text.starts_with(w))
        || AFTER.iter().any(|w| text.ends_with(w))
}

pub(super) fn is_note(text: &str) -> bool {
    const NOTES: &[&str] = &[
        "注",
        "备注",
        "说明",
        "填表说明",
        "填报说明",
        "附注",
        "注释",
        "备注说明",
        "注意",
        "提示",
    ];
    NOTES.iter().filter_map(|n| text.strip_prefix(n)).any(|r| {
        let r = r.trim_start_matches(|c: char| c.is_ascii_digit());
        r.starts_with([':', '.', '、']) || r.is_empty() && text.chars().count() > 2
    })
}

const SIGNATURES: &[&str] = &[
    "填表人",
    "填报人",
    "制表人",
    "审核人",
    "审批人",
    "负责人",
    "单位负责人",
    "经办人",
    "复核人",
    "联系人",
    "联系电话",
    "联系方式",
    "电话",
    "填报单位",
    "填表单位",
    "填表日期",
    "填报日期",
    "制表日期",
    "填表时间",
    "填报时间",
    "单位盖章",
    "单位(盖章)",
    "填报单位(盖章)",
    "(盖章)",
    "盖章",
    "制表单位",
    "审核日期",
    "日期",
    "分管领导",
    "主要领导",
    "签字",
    "签章",
];

/// Whether a text may begin with a signature's label or a total; spares nearly every row the folding of its first cell.
pub(super) fn may_label(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_none_or(|c| {
        LABELS.contains(c) || !(c.is_ascii_alphanumeric() || ('\u{4E00}'..='\u{9FFF}').contains(&c))
    })
}

/// The hanzi that labels of signatures and totals begin with.
const LABELS: &str = "填制审负单经复联电盖日分主签合总小共";

const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总数", "合计数"];

/// Whether a text is a signature's label, and if so, whether a colon closes it.
pub(super) fn label(text: &str) -> Option<bool> {
    let (word, closed) = text.split_once(':').map_or((text, false), |(w, _)| (w, true));
    SIGNATURES.contains(&word).then_some(closed)
}

/// 填表人：张三 and the like: labels with a colon, or labels each followed by one cell.
pub(super) fn is_signature_row(cells: &[(u16, String)]) -> bool {
    let labels: Vec<Option<bool>> = cells.iter().map(|(_, t)| label(t)).collect();
    let labelled = labels.iter().flatten().count();
    let closed = labels.contains(&Some(true));
    matches!(labels.first(), Some(Some(_))) && (closed || labelled >= 2) && cells.len() <= labelled * 2
}

pub(super) fn is_total(text: &str) -> bool {
    let word = text.split(':').next().unwrap_or(text);
    TOTALS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_labels_a_row_is_looked_at() {
        for word in SIGNATURES.iter().chain(TOTALS) {
            for written in [
                (*word).to_owned(),
                format!("\u{3000}{word}"),
                word.replace('(', "（"),
            ] {
                assert!(may_label(&written), "{written}");
            }
        }
        assert!(!may_label("水利局") && !may_label("3650 合计"));
    }
}
