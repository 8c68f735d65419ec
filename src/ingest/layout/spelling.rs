//! What is left of a header once its decoration is gone: marks, numbering, hints, units, prefixes. Knows words that
//! decorate, not what headers mean.

use crate::model::{fold, parse_chinese};
use std::borrow::Cow;

/// The spellings under which a header is looked up, the most faithful first: with its brackets, without them, and its
/// first line alone.
pub(super) fn spellings(text: &str) -> Vec<Cow<'_, str>> {
    let (key, more) = key_and_more(text);
    if more.is_empty() && !key.is_empty() {
        return vec![key];
    }
    more
}

/// The [`key`] of a header and its [`spellings`]; none where the key is all there is, as in most headers.
pub(super) fn key_and_more(text: &str) -> (Cow<'_, str>, Vec<Cow<'_, str>>) {
    if is_hanzi(text) {
        return (Cow::Borrowed(unasked(text)), Vec::new());
    }
    let full = full(text);
    let key = bare(full.clone());
    // A header of one line says nothing else in its first.
    let line = text.trim().lines().next().filter(|line| *line != text.trim());
    if line.is_none() && full == key {
        return (key, Vec::new());
    }
    let mut all = vec![full, key.clone()];
    all.extend(line.map(|line| bare(self::full(line))));
    all.retain(|s| !s.is_empty());
    all.dedup();
    (key, all)
}

/// A header or a cell folded and without decoration, for comparing.
pub(in crate::ingest) fn key(text: &str) -> String {
    bare(full(text)).into_owned()
}

/// Folded, without marks, numbering and hints, but with the brackets that may say something.
pub(super) fn full(text: &str) -> Cow<'_, str> {
    let uncounted = text.trim().trim_start_matches(|c| ('①'..='⑳').contains(&c));
    // Most headers are hanzi alone: nothing to fold, no mark, no bracket, no number.
    if is_hanzi(uncounted) {
        return Cow::Borrowed(unasked(uncounted));
    }
    let folded = fold(uncounted);
    let unhinted = drop_brackets(unmarked(&folded), is_hint);
    Cow::Owned(unmarked(unasked(unnumbered(unmarked(&unhinted)))).to_owned())
}

fn is_hanzi(text: &str) -> bool {
    text.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

/// Without the words that say whether a column is to be filled in.
fn unasked(text: &str) -> &str {
    let mut rest = text;
    if !text.ends_with(['填', '项']) {
        return text;
    }
    for word in ["必填项", "选填项", "必填", "选填"] {
        rest = rest.strip_suffix(word).filter(|r| !r.is_empty()).unwrap_or(rest);
    }
    rest
}

fn bare(full: Cow<'_, str>) -> Cow<'_, str> {
    if is_hanzi(&full) {
        return full;
    }
    Cow::Owned(unmarked(&drop_brackets(&full, |_| true)).to_owned())
}

fn unmarked(text: &str) -> &str {
    text.trim_matches(['*', ':', '★', '☆', '※', '▲', '△', '.', ';', '。'])
}

fn is_hint(content: &str) -> bool {
    const HINTS: &[&str] = &[
        "必填",
        "选填",
        "必选",
        "可选",
        "单选",
        "多选",
        "非必",
        "条件必",
        "单位",
        "必须",
        "请",
        "填",
        "如",
        "例",
        "格式",
        "下拉",
        "最多",
        "不超过",
    ];
    HINTS.iter().any(|h| content.starts_with(h)) || matches!(content, "*" | "m" | "o" | "必" | "选")
}

/// `1.`, `1、`, `一、`, `1)` in front.
fn unnumbered(text: &str) -> &str {
    let Some(at) = text.find(['.', '、', ')']) else {
        return text;
    };
    let (number, rest) = text.split_at(at);
    let rest = rest.trim_start_matches(['.', '、', ')']);
    let counted = number.chars().count() <= 3 && parse_chinese(number).is_some();
    if counted && rest.starts_with(|c: char| !c.is_ascii_digit()) {
        rest
    } else {
        text
    }
}

/// Drops every bracket whose content `unwanted` says; the whole text where nothing would be left.
fn drop_brackets(text: &str, unwanted: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, content, after)) = bracket(rest) {
        out.push_str(before);
        if !unwanted(content) {
            out.push_str(
                rest.get(before.len()..rest.len() - after.len())
                    .unwrap_or_default(),
            );
        }
        rest = after;
    }
    out.push_str(rest);
    if out.is_empty() { text.to_owned() } else { out }
}

/// Text before, in and after the first bracket; an unclosed one reaches to the end.
fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (at, open) = text
        .char_indices()
        .find(|(_, c)| matches!(c, '(' | '[' | '【' | '〔' | '{'))?;
    let close = match open {
        '(' => ')',
        '[' => ']',
        '【' => '】',
        '〔' => '〕',
        _ => '}',
    };
    let (before, rest) = text.split_at(at);
    let inner = rest.get(open.len_utf8()..)?;
    let (content, after) = inner.split_once(close).unwrap_or((inner, ""));
    Some((before, content, after))
}

/// Without the prefixes that say only that this is about data; at least two characters stay.
pub(super) fn without_prefix(key: &str) -> &str {
    const PREFIXES: &[&str] = &[
        "政务信息资源",
        "公共信息资源",
        "公共数据",
        "政务数据",
        "政务信息",
        "信息资源",
        "数据资源",
        "资源",
        "数据",
        "目录",
    ];
    let mut rest = key;
    // Most keys begin otherwise, which their first letter tells at once.
    let begins =
        |rest: &str, prefix: &str| rest.as_bytes().first_chunk::<3>() == prefix.as_bytes().first_chunk();
    while let Some(shorter) = PREFIXES
        .iter()
        .filter(|p| begins(rest, p))
        .filter_map(|p| rest.strip_prefix(p))
        .find(|r| r.chars().nth(1).is_some())
    {
        rest = shorter;
    }
    rest
}

/// Words that mean something only under their group header.
pub(super) fn is_generic(key: &str) -> bool {
    matches!(
        key,
        "名称"
            | "代码"
            | "编码"
            | "编号"
            | "类型"
            | "类别"
            | "分类"
            | "方式"
            | "条件"
            | "依据"
            | "范围"
            | "内容"
            | "信息"
            | "描述"
            | "说明"
            | "格式"
            | "日期"
            | "时间"
            | "单位"
            | "部门"
            | "属性"
            | "理由"
            | "用途"
            | "中文名称"
            | "中文名"
            | "业务名称"
            | "全称"
            | "状态"
            | "级别"
    )
}

/// A column of a classification tree: 类分类, 项分类, 目分类, 细目分类3, 分类二十六级, 一级分类, 信息资源分类1.
pub(super) fn is_category(key: &str) -> bool {
    if matches!(key, "类分类" | "项分类" | "目分类" | "细目分类") {
        return true;
    }
    let levelled = |t: Option<&str>| t.and_then(|t| t.strip_suffix('级')).is_some_and(is_count);
    levelled(key.strip_prefix("分类"))
        || levelled(key.strip_suffix("分类"))
        || ["细目分类", "信息资源分类", "资源分类", "数据分类", "资源属性分类"]
            .iter()
            .filter_map(|p| key.strip_prefix(p))
            .any(|t| is_count(t) || t.strip_suffix('级').is_some_and(is_count))
}

fn is_count(text: &str) -> bool {
    parse_chinese(text).is_some()
}

/// The text with one inner character left out, each in turn: finds 更新周期 in 更新每周期.
pub(super) fn with_one_less(key: &str) -> impl Iterator<Item = String> {
    let chars: Vec<char> = key.chars().collect();
    let inner = if (5..=20).contains(&chars.len()) {
        1..chars.len() - 1
    } else {
        0..0
    };
    inner.map(move |skip| {
        chars
            .iter()
            .enumerate()
            .filter(|&(i, _)| i != skip)
            .map(|(_, c)| c)
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decoration_goes() {
        for (raw, want) in [
            ("＊ 目录名称：", "目录名称"),
            ("信息资源名称\n（必填项）", "信息资源名称"),
            ("数据存储总量（G）\n（必填项）", "数据存储总量"),
            ("共享方式（多选,用英文,隔开）", "共享方式"),
            ("1.更新 周期", "更新周期"),
            ("三、摘要", "摘要"),
            ("（一）摘要", "摘要"),
            ("⑫发布日期", "发布日期"),
            ("提供单位必填", "提供单位"),
            ("（必填）", "(必填)"),
            ("数据量(未闭", "数据量"),
            ("2024.5版", "2024.5版"),
        ] {
            assert_eq!(key(raw), want, "{raw}");
        }
        assert_eq!(
            spellings("共享属性（类型,条件）\n说明文字"),
            ["共享属性(类型,条件)说明文字", "共享属性说明文字", "共享属性"]
        );
    }

    #[test]
    fn prefixes_go_on_both_sides() {
        for (raw, want) in [
            ("公共数据资源目录名称", "名称"),
            ("信息资源提供方", "提供方"),
            ("数据项", "数据项"),
            ("数据量", "数据量"),
            ("目录编码", "编码"),
        ] {
            assert_eq!(without_prefix(raw), want);
        }
    }

    #[test]
    fn trees() {
        for yes in [
            "类分类",
            "分类二十六级",
            "细目分类3",
            "信息资源分类1",
            "二级分类",
            "资源属性分类一",
        ] {
            assert!(is_category(yes), "{yes}");
        }
        for no in ["分类", "行业分类", "分类级", "主题分类"] {
            assert!(!is_category(no), "{no}");
        }
    }

    proptest! {
        #[test]
        fn no_header_makes_it_panic(text in ".{0,40}") {
            for s in spellings(&text) {
                let _ = (without_prefix(&s), is_category(&s), with_one_less(&s).count());
            }
        }
    }
}
