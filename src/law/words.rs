//! What this floor says, in both languages.

mod official;

pub(super) use official::*;

use crate::model::{Text, text};

pub(super) fn error_label() -> Text {
    text!("错误", "error")
}

pub(super) fn help_label() -> Text {
    text!("帮助", "help")
}

pub(super) fn missing_key(key: &str) -> Text {
    text!("缺少 {key}", "{key} is missing")
}

pub(super) fn unknown_key(key: &str) -> Text {
    text!("不认识的键 {key}", "unknown key {key}")
}

pub(super) fn unknown_value(value: &str) -> Text {
    text!("不认识的取值 {value}", "unknown value {value}")
}

pub(super) fn unknown_table(kind: &str) -> Text {
    text!("没有 {kind} 这种表", "unknown kind of table {kind}")
}

pub(super) fn did_you_mean(word: &str) -> Text {
    text!("是否想写 {word}？", "did you mean {word}?")
}

pub(super) fn one_of(known: &[&str]) -> Text {
    let known = known.join(", ");
    text!("可以写：{known}", "one of: {known}")
}

pub(super) fn one_of_keys(a: &str, b: &str) -> Text {
    text!("{a} 与 {b} 须且只须写一个", "give exactly one of {a} and {b}")
}

pub(super) fn aside_of_nothing() -> Text {
    text!(
        "aside 只能与 check 一起写：没有逐行的判断，就没有要排除的记录",
        "aside goes with check: without a check of rows there are none to leave out"
    )
}

pub(super) fn wrong_type(found: &str, original: &str) -> Text {
    text!(
        "值的类型不对，写的是 {found}（原文：{original}）",
        "wrong type: {original}"
    )
}

pub(super) fn malformed(original: &str) -> Text {
    text!("写法不对：{original}", "malformed: {original}")
}

/// How what the TOML reader objects to begins, and what it means.
const SYNTAX: &[(&str, &str)] = &[
    (
        "invalid basic string",
        "双引号里的文字没有写完，或有不认识的 \\ 写法",
    ),
    (
        "invalid multi-line basic string",
        "三个双引号里的文字没有写完，或有不认识的 \\ 写法",
    ),
    ("invalid literal string", "单引号里的文字没有写完"),
    ("invalid multi-line literal string", "三个单引号里的文字没有写完"),
    ("unclosed array table", "双方括号的表头没有写完"),
    ("unclosed array", "数组缺少右方括号 ]"),
    ("unclosed table", "表头缺少右方括号 ]"),
    ("unclosed inline table", "缺少右花括号"),
    ("duplicate key", "同一个键写了两次"),
    ("key with no value", "键后面没有等号和值"),
    ("missing assignment", "键和值之间没有等号"),
    ("missing value", "等号后面没有值"),
    ("missing comma", "两项之间缺少逗号"),
    ("missing opening quote", "文字缺少前面的引号"),
    ("string values must be quoted", "文字要加双引号"),
    ("invalid unquoted key", "这样的键要加双引号"),
    ("invalid key", "键的写法不对"),
    ("invalid string", "文字的写法不对"),
    ("invalid date-time", "日期的写法不对"),
    ("invalid boolean", "只能写 true 或 false"),
    ("unexpected", "这里多出了内容"),
    ("invalid", "值的写法不对"),
];

pub(super) fn syntax(original: &str) -> Text {
    let zh = SYNTAX.iter().find(|(start, _)| original.starts_with(start));
    match zh {
        Some((_, zh)) => text!("语法错误：{zh}（{original}）", "syntax error: {original}"),
        None => text!(
            "语法错误：不是 TOML 的写法（{original}）",
            "syntax error: {original}"
        ),
    }
}

pub(super) fn not_a_table(key: &str) -> Text {
    text!("{key} 应为一个表", "{key} must be a table")
}

pub(super) fn not_tables(key: &str) -> Text {
    text!("{key} 应写成 [[{key}]]", "{key} must be written as [[{key}]]")
}

pub(super) fn not_a_date(words: &str) -> Text {
    text!(
        "“{words}”不是日期，应写成 2026-01-01",
        "'{words}' is not a date such as 2026-01-01"
    )
}

pub(super) fn dates_out_of_order() -> Text {
    text!(
        "通过、施行、失效的日期前后颠倒",
        "adopted, effective and expires are out of order"
    )
}

pub(super) fn draft_in_force() -> Text {
    text!("草案没有施行日期", "a draft has no effective date")
}

pub(super) fn not_a_citation(words: &str) -> Text {
    text!(
        "“{words}”不是条款号，应写成 第十条第五款第一项",
        "'{words}' is not a citation such as 第十条第五款第一项"
    )
}

pub(super) fn not_an_article(words: &str) -> Text {
    text!(
        "“{words}”不是条号，应写成 第十条",
        "'{words}' is not an article such as 第十条"
    )
}

pub(super) fn error_without_duty(modality: &str) -> Text {
    text!(
        "“{modality}”不设定义务，违反不能定为 error",
        "'{modality}' sets no duty: a breach cannot be an error"
    )
}

pub(super) fn error_implied() -> Text {
    text!(
        "推定的要求不能定为 error,最多 warning",
        "an implied requirement cannot be an error, at most a warning"
    )
}

pub(super) fn missing_is_grave() -> Text {
    text!(
        "missing 只能是 error 或 warning,不报则不写",
        "missing is error or warning; leave it out to report nothing"
    )
}

pub(super) fn empty_word() -> Text {
    text!("这里有一个空词", "this word is empty")
}

pub(super) fn unfit_treatment() -> Text {
    text!(
        "按名称（words）认的只能是 notice 或 by-reference，按取值（values）认的只能是 not-judged 或 by-reference",
        "what words show can be notice or by-reference only, what values show not-judged or by-reference"
    )
}

pub(super) fn not_a_value(word: &str, id: &str) -> Text {
    text!(
        "“{word}”不是字段 {id} 的取值",
        "'{word}' is not a value of field {id}"
    )
}

pub(super) fn not_a_date_field(id: &str) -> Text {
    text!("{id} 不是日期字段", "{id} is not a field of dates")
}

pub(super) fn no_terms() -> Text {
    text!("至少写一个关键词", "at least one key term is needed")
}

pub(super) fn bad_term(length: usize, limit: usize) -> Text {
    text!(
        "关键词 {length} 字，应为 1 至 {limit} 字且不含 @",
        "key term of {length} characters; 1 to {limit} without @ are allowed"
    )
}

pub(super) fn twice(id: &str) -> Text {
    text!("编号 {id} 重复", "{id} is there twice")
}

pub(super) fn bad_id(id: &str, prefix: &str) -> Text {
    text!(
        "编号 {id} 应以 {prefix}- 开头，只含字母、数字和连字符",
        "{id} must begin with {prefix}- and hold only letters, digits and hyphens"
    )
}

pub(super) fn cited_and_unchecked() -> Text {
    text!(
        "本条已有要求引用，不应再列入 unchecked",
        "a requirement cites this article: it is not unchecked"
    )
}

pub(super) fn unaccounted(article: &str) -> Text {
    text!(
        "{article}没有要求引用，也没有在 unchecked 中说明理由",
        "{article} is neither cited by a requirement nor explained in unchecked"
    )
}

pub(super) fn no_such_article(article: &str) -> Text {
    text!("没有{article}", "there is no {article}")
}

pub(super) fn class_taken(id: &str) -> Text {
    text!(
        "取值表 {id} 已经有了，请换一个名字",
        "there is a class {id} already: choose another name"
    )
}

pub(super) fn class_unclear(id: &str) -> Text {
    text!(
        "取值表 {id} 中有一个写法属于两个取值",
        "a spelling of class {id} belongs to two of its values"
    )
}

pub(super) fn field_taken(id: &str, name: &Text) -> Text {
    let (zh, en) = (&name.zh, &name.en);
    text!("字段 {id} 已经有了：{zh}", "there is a field {id} already: {en}")
}

pub(super) fn no_such_class(id: &str) -> Text {
    text!("没有取值表 {id}", "there is no class {id}")
}

pub(super) fn header_taken(header: &str, name: &Text, id: &str) -> Text {
    let (zh, en) = (&name.zh, &name.en);
    text!(
        "表头“{header}”已属于字段 {id}（{zh}）",
        "'{header}' is a header of the field {id} ({en}) already"
    )
}

pub(super) fn too_many_fields() -> Text {
    text!("字段太多", "too many fields")
}
