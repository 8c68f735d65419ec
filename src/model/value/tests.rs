use super::*;
use crate::model::Unit;
use proptest::prelude::*;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::built_in);

fn read_as(id: &str, text: &str) -> Value {
    let entry = BUILT_IN.entry(BUILT_IN.field(id).unwrap());
    interpret(&BUILT_IN, entry, Kind::Text, text)
}

/// The Chinese name of the class value that a text is read as.
fn named(id: &str, text: &str) -> Option<&'static str> {
    let Value::Class(Class(at)) = read_as(id, text) else {
        return None;
    };
    let Type::Class(class) = &BUILT_IN.entry(BUILT_IN.field(id).unwrap()).kind else {
        return None;
    };
    Some(BUILT_IN.class(class).unwrap().values[usize::from(at)].zh.as_str())
}

#[test]
fn classes_by_any_accepted_spelling() {
    for text in "无条件共享|无条件|无条件共享类|01-无条件共享|1.无条件共享|1、无条件共享|（1）无条件共享|A.无条件共享|\
        无条件共享（全部）|无条件共享：全区各部门|“无条件共享”| 无 条件\n共享 |无条件\n共享（全部）|无条件共享/不予开放|\
        不予开放/无条件共享"
        .split('|')
    {
        assert_eq!(named("share_class", text), Some("无条件共享"), "{text}");
    }
    assert_eq!(
        named("share_class", "有条件共享：经审批后共享"),
        Some("有条件共享")
    );
    assert_eq!(named("open_class", "不予开放/无条件共享"), Some("不予开放"));
    assert_eq!(named("secret_level", "无"), Some("无"));
    assert_eq!(named("secret_level", "公开"), Some("无"));
    assert_eq!(named("share_method", "文件下载、接口调用"), Some("文件下载"));
    assert_eq!(named("admin_level", "地（州、市）"), Some("地州市"));
    assert_eq!(named("item_type", "字符串型C"), Some("字符型"));
}

#[test]
fn what_is_no_value_of_a_class_is_never_guessed() {
    for text in "无条件开发|受限共享|无条件共享/有条件共享|无条件、有条件|部分无条件共享|共享（无条件）|按规定无条件共享|\
        除涉密外，无条件共享"
        .split('|')
    {
        assert_eq!(read_as("share_class", text), Value::Unreadable, "{text}");
    }
    for code in "1|01|0|1.0|A|L1|１".split('|') {
        assert_eq!(read_as("share_class", code), Value::Code, "{code}");
        assert_eq!(read_as("update_frequency", code), Value::Code, "{code}");
    }
    for nothing in "无|暂无|/|——|待定|N/A|请补充开放条件|[]".split('|') {
        assert_eq!(read_as("open_class", nothing), Value::Placeholder, "{nothing}");
    }
    assert_eq!(read_as("open_class", "\n　"), Value::Blank);
    assert_eq!(
        read_as("share_method", "文件下载、口头告知"),
        named_first("文件下载")
    );
}

fn named_first(spelling: &str) -> Value {
    Value::Class(BUILT_IN.class_value("share_method", spelling).unwrap())
}

#[test]
fn flags() {
    for yes in "是|Y|yes|TRUE|有|能|可以|涉及|√|是（姓名、手机号）|是：身份证号|1-是|已".split('|')
    {
        assert_eq!(read_as("contains_pi", yes), Value::Flag(true), "{yes}");
    }
    for no in "否|N|false|无|不涉及|×|不可以|没有|否，已脱敏|2.否".split('|') {
        assert_eq!(read_as("contains_pi", no), Value::Flag(false), "{no}");
    }
    for neither in "是/否|部分|视情况".split('|') {
        assert_eq!(read_as("contains_pi", neither), Value::Unreadable, "{neither}");
    }
    assert_eq!(read_as("contains_pi", "1"), Value::Code);
    assert_eq!(read_as("contains_pi", "暂无"), Value::Placeholder);
    assert_eq!(read_as("contains_state_secret", "非涉密"), Value::Flag(false));
    assert_eq!(read_as("contains_state_secret", "涉密"), Value::Flag(true));
    assert_eq!(read_as("sensitive", "敏感"), Value::Flag(true));
    assert_eq!(read_as("contains_pi", "敏感"), Value::Unreadable);
    assert_eq!(read_as("authorized_operation", "不能"), Value::Flag(false));
}

#[test]
fn every_other_type() {
    let every = |n, unit| Value::Frequency(Frequency::Every(n, unit));
    assert_eq!(read_as("update_frequency", "每季度"), every(3, Unit::Month));
    assert_eq!(read_as("update_frequency", "牲畜饲养"), Value::Unreadable);
    assert_eq!(
        read_as("published_at", "2025年3月1日"),
        read_as("published_at", "20250301")
    );
    assert_eq!(read_as("published_at", "2025年3月"), Value::Unreadable);
    assert_eq!(read_as("published_at", "null"), Value::Placeholder);
    assert_eq!(read_as("fee", "1,200.50元"), Value::Number(1200.5));
    assert_eq!(read_as("fee", "2万元"), Value::Number(20_000.0));
    assert_eq!(read_as("fee", "免费"), Value::Placeholder);
    assert_eq!(read_as("fee", "面议"), Value::Unreadable);
    assert_eq!(read_as("fee", "inf"), Value::Unreadable);
    assert_eq!(read_as("share_condition", "无条件"), Value::Placeholder);
    assert_eq!(read_as("share_condition", "无条件限制，登录即可"), Value::Text);
    assert_eq!(read_as("catalog_name", "无偿献血者名单"), Value::Text);
    assert_eq!(read_as("data_code", "1"), Value::Text);
    let name = BUILT_IN.entry(BUILT_IN.field("catalog_name").unwrap());
    assert_eq!(
        interpret(&BUILT_IN, name, Kind::Uncomputed, ""),
        Value::Uncomputed
    );
    assert_eq!(interpret(&BUILT_IN, name, Kind::Error, "#REF!"), Value::Broken);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_cell_makes_it_panic(text in any::<String>(), near in "[无有条件不予共享开放是否0-9（）()/、:：\n ]{0,16}") {
        for (field, entry) in BUILT_IN.fields() {
            for text in [&text, &near] {
                let meant = read(&BUILT_IN, field, Kind::Text, text);
                prop_assert!(meant != Value::Absent);
                if let Value::Class(class) = meant {
                    let Type::Class(id) = &entry.kind else { unreachable!() };
                    prop_assert!(usize::from(class.0) < BUILT_IN.class(id).unwrap().values.len());
                }
            }
        }
    }

    #[test]
    fn spelling_widths_and_blanks_change_no_meaning(at in 0usize..3, blank in "[ \n　\u{200B}]{0,3}") {
        let value = &BUILT_IN.class("share_class").unwrap().values[at];
        for word in value.spellings.iter().chain([&value.zh]) {
            let mut chars = word.chars();
            let spaced: String = chars.next().into_iter().collect::<String>() + &blank + chars.as_str();
            prop_assert_eq!(read_as("share_class", &spaced), Value::Class(Class(at as u16)));
        }
    }
}

#[test]
fn the_document_says_what_the_code_does() {
    let document = include_str!("../../../docs/vocabulary.md");
    let mut checked = 0;
    for table in document.split("| 字段 | 写法 | 读作 |").skip(1) {
        let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
        for row in rows {
            let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
            let [field, written, meant] = cells[..] else {
                panic!("not three cells: {row}")
            };
            let entry = BUILT_IN.fields().find(|(_, e)| e.zh == field).expect(field).1;
            let written = written.trim_matches('`').replace("\\n", "\n");
            assert_eq!(shown(entry, &written), meant, "{row}");
            checked += 1;
        }
    }
    assert!(checked > 80, "only {checked} rows found");
}

/// A value in the words of the document.
fn shown(entry: &Entry, text: &str) -> String {
    match interpret(&BUILT_IN, entry, Kind::Text, text) {
        Value::Absent => "无此列".to_owned(),
        Value::Blank => "空白".to_owned(),
        Value::Placeholder => "未填".to_owned(),
        Value::Text => "原文".to_owned(),
        Value::Class(Class(at)) => {
            let Type::Class(id) = &entry.kind else {
                unreachable!()
            };
            BUILT_IN.class(id).unwrap().values[usize::from(at)].zh.clone()
        }
        Value::Flag(flag) => if flag { "是" } else { "否" }.to_owned(),
        Value::Date(Date { day, time: None }) => day.to_string(),
        Value::Date(Date {
            day,
            time: Some(time),
        }) => format!("{day} {time}"),
        Value::Frequency(frequency) => frequency.text().zh,
        Value::Number(n) => n.to_string(),
        Value::Code => "代码".to_owned(),
        Value::Unreadable => match BUILT_IN.suggest(entry, text) {
            Some(value) => format!("读不出，建议 {}", value.zh),
            None => "读不出".to_owned(),
        },
        Value::Uncomputed | Value::Broken => "公式".to_owned(),
    }
}
