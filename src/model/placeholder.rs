//! Words that stand where nothing was filled in. Refuses to guess: what might be a value is one, and a digit always is.

use super::fold::{folded, is_invisible};

/// Compared folded.
const WORDS: &[&str] = &[
    "无",
    "無",
    "暂无",
    "暫無",
    "空",
    "略",
    "没有",
    "空白",
    "同上",
    "默认主题",
    "默认行业",
    "默认分类",
    "暂缺",
    "暂无数据",
    "暂无内容",
    "暂无信息",
    "暂无资料",
    "暂无说明",
    "暂未提供",
    "暂未填写",
    "暂未确定",
    "暂未明确",
    "待定",
    "待补",
    "待补充",
    "待填",
    "待填写",
    "待完善",
    "待确定",
    "待确认",
    "待明确",
    "待核实",
    "待录入",
    "未定",
    "未填",
    "未填写",
    "未填报",
    "未录入",
    "未提供",
    "未明确",
    "未确定",
    "未知",
    "不详",
    "不明",
    "不清楚",
    "无内容",
    "无数据",
    "无信息",
    "无说明",
    "无相关",
    "无相关内部部门",
    "无相关部门",
    "无相关信息",
    "无相关数据",
    "无相关内容",
    "无相关说明",
    "尚未填写",
    "尚未确定",
    "尚未明确",
    "null",
    "none",
    "nil",
    "n/a",
    "#n/a",
    "na",
    "nan",
    "tbd",
    "todo",
    "undefined",
    "unknown",
    "\\n",
    "nullnull",
];

/// Prompts that a form or template left behind.
const PROMPTS: &[&str] = &["请补充", "请填写", "请选择", "请输入", "请录入"];

/// Whether the text says nothing: blank, a word such as 暂无 or N/A, or punctuation alone. `无` is one of them; whoever
/// judges a condition decides whether it may be. Source: `docs/vocabulary.md`.
pub fn is_placeholder(text: &str) -> bool {
    match text.chars().find(|c| !is_invisible(*c)) {
        None => true,
        Some(first) if !may_start(first) => false,
        Some(_) => stands_for_nothing(&folded(text)),
    }
}

/// Spares nearly every cell the folding. Anything outside plain Chinese and ASCII is looked at closely.
fn may_start(c: char) -> bool {
    match c {
        '0'..='9' => false,
        'a'..='z' | 'A'..='Z' => matches!(c, 'n' | 'N' | 't' | 'T' | 'u' | 'U' | 'x' | 'X'),
        '\u{4E00}'..='\u{9FFF}' => "无無暂暫空略没同默待未不尚请".contains(c),
        _ => true,
    }
}

fn stands_for_nothing(folded: &str) -> bool {
    let bare = unwrapped(folded);
    bare.is_empty()
        || WORDS.contains(&bare)
        || PROMPTS.iter().any(|p| bare.starts_with(p))
        || bare.chars().all(is_filler)
        || bare.len() > 1 && bare.bytes().all(|b| b == b'x')
}

/// Without the quotes and brackets around the whole.
fn unwrapped(mut text: &str) -> &str {
    const PAIRS: [(char, char); 9] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('"', '"'),
        ('\'', '\''),
        ('‘', '’'),
        ('“', '”'),
        ('【', '】'),
    ];
    while let Some(inner) = PAIRS
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
    {
        text = inner;
    }
    text
}

fn is_filler(c: char) -> bool {
    "/\\-—–―─‐−_.。*?、…~|,;:!=+#`·□".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fold;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_are_never_placeholders(text in "[0-9]{1,6}") {
            prop_assert!(!is_placeholder(&text));
        }

        #[test]
        fn nothing_makes_it_panic_and_folding_changes_nothing(text in any::<String>()) {
            prop_assert_eq!(is_placeholder(&text), is_placeholder(&fold(&text)));
        }
    }

    #[test]
    fn the_short_cut_misses_no_word() {
        for word in WORDS.iter().chain(PROMPTS) {
            assert_eq!(fold(word), *word, "must be folded");
            assert!(is_placeholder(word), "{word}");
        }
    }

    #[test]
    fn only_nothing_is_nothing() {
        for nothing in [
            "",
            " \n",
            "/",
            "——",
            "－",
            "N/A",
            "Null",
            "[]",
            "（无）",
            "“暂无”",
            "请补充开放条件",
            "XXX",
            "……",
        ] {
            assert!(is_placeholder(nothing), "{nothing}");
        }
        for value in [
            "0",
            "1",
            "其他",
            "不适用",
            "无条件",
            "无偿献血者名单",
            "无相关犯罪记录证明",
            "未成年人保护",
            "待业人员",
            "空气质量",
            "不予共享",
            "同意",
            "暂住人口",
            "NASA",
            "√",
            "×",
            "是",
            "x",
            "请假记录",
        ] {
            assert!(!is_placeholder(value), "{value}");
        }
    }
}
