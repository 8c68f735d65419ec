//! Whether a cell says that something was put right. What it does not plainly say, it does not claim.

use super::words;
use crate::model::fold;

/// Words that say no, or not yet, or not wholly; they outweigh all others.
const NOT: &[&str] = &[
    "未",
    "没",
    "不",
    "无",
    "非",
    "部分",
    "正在",
    "进行中",
    "计划",
    "拟",
    "待",
    "将",
    "准备",
    "争取",
    "暂",
    "申请",
    "能否",
    "not",
    "no",
    "partly",
    "partial",
    "progress",
    "plan",
    "will",
    "pending",
    "todo",
    "n/a",
];
/// Words that say so.
const DONE: &[&str] = &[
    "已整改",
    "整改完",
    "已完成",
    "完成",
    "已改",
    "改好",
    "改完",
    "已修改",
    "已更正",
    "已补",
    "补齐",
    "已处理",
    "已解决",
    "已调整",
    "已规范",
    "已落实",
    "已办结",
    "done",
    "fixed",
    "rectified",
    "resolved",
    "corrected",
    "settled",
];
/// Cells that say so with nothing else beside.
const YES: &[&str] = &["是", "√", "✓", "✔", "☑", "对", "yes", "y", "true", "ok"];

/// Whether it does.
pub(super) fn is_claimed(cell: &str) -> bool {
    let text = fold(cell);
    if words::is_ours(cell) {
        // What the program filled in itself and nobody changed.
        return false;
    }
    if YES.contains(&text.as_str()) {
        return true;
    }
    // Folding takes the blanks that part English words.
    let lower = cell.to_lowercase();
    let mut latin = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '/');
    let negated =
        latin.any(|word| NOT.contains(&word)) || NOT.iter().any(|w| !w.is_ascii() && text.contains(*w));
    !negated && DONE.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_plainly_said_is_claimed() {
        for cell in [
            "已整改",
            " 已 整改 ",
            "√",
            "是",
            "已于3月改好",
            "Done",
            "fixed on 3 March",
        ] {
            assert!(is_claimed(cell), "{cell}");
        }
        for cell in [
            "",
            "未整改",
            "部分已整改",
            "正在整改",
            "计划6月完成",
            "不涉及",
            "2026-03-01",
            "张三",
            "not done",
            "仍存在",
            "称已整改但仍存在",
            "未再审",
            "in progress",
        ] {
            assert!(!is_claimed(cell), "{cell}");
        }
    }
}
