//! Text normalisation, so that widths, blanks and line breaks are never mistaken for content. Everything is compared
//! folded; reports quote the original.

use unicode_normalization::UnicodeNormalization;

/// Folded text: NFKC (full-width letters, digits and punctuation become ASCII), letters in lower case, every blank,
/// line break, control and zero-width character removed.
pub fn fold(text: &str) -> String {
    text.nfkc()
        .filter(|c| !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Characters that nobody sees: blanks of any width, controls, zero-width and direction marks.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Words that stand where nothing was filled in. `无` is one of them; whoever judges a condition decides whether it may
/// be. Source: `docs/vocabulary.md`.
pub fn is_placeholder(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "无",
        "暂无",
        "空",
        "待定",
        "待补充",
        "待填",
        "未填",
        "未填写",
        "未知",
        "不详",
        "不明",
        "null",
        "none",
        "nil",
        "n/a",
        "na",
        "nan",
        "[]",
        "{}",
        "\"\"",
        "''",
        "同上",
        "无内容",
        "无数据",
        "tbd",
        "undefined",
        "(空)",
        "(无)",
    ];
    let folded = fold(text);
    if folded.is_empty() {
        return true;
    }
    WORDS.contains(&folded.as_str())
        || folded.starts_with("请补充")
        || folded.starts_with("请填写")
        || folded.chars().all(|c| {
            matches!(
                c,
                '/' | '\\' | '-' | '—' | '–' | '_' | '.' | '。' | '*' | '?' | '、' | '…' | '~' | '|'
            )
        })
}

/// The text with its invisible characters made visible, for reports: `\n`, `\t`, `\u{200b}`.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' => out.push(' '),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{3000}' => out.push('\u{3000}'),
            c if is_invisible(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}
