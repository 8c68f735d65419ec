use super::*;

fn told(source: &str) -> Text {
    let vocabulary = Vocabulary::built_in();
    rule(source, &vocabulary).unwrap().describe(&vocabulary)
}

fn zh(source: &str) -> String {
    told(source).zh
}

#[test]
fn kinds_say_what_they_ask() {
    for (source, sentence) in [
        (
            r#"check.required = { fields = ["provider"] }"#,
            "提供单位必须填写",
        ),
        (
            r#"check.required = { any = ["submitted_at", "review_status"] }"#,
            "报审日期、审核状态至少填写一项",
        ),
        (
            r#"check.required = { fields = ["share_condition"], unless = { share_class = ["无条件共享", ""] } }"#,
            "共享条件必须填写；共享属性为“无条件共享”或未填写的除外",
        ),
        (
            r#"check.required-when = { when = { share_class = "有条件共享" }, fields = ["share_condition"] }"#,
            "共享属性为“有条件共享”时，共享条件必须填写",
        ),
        (
            r#"check.one-of = { field = "open_class", values = ["无条件开放", "不予开放"] }"#,
            "开放属性填了就只能是“无条件开放”、“不予开放”",
        ),
        (
            r#"check.ordered = { first = "reviewed_at", then = "published_at" }"#,
            "审核日期不应晚于发布日期（两个日期都填了才判断）",
        ),
        (
            r#"check.unique = { fields = ["data_code"] }"#,
            "统一编码在一张表中不能重复",
        ),
        (
            r#"check.machine-readable = { field = "data_format", when = { open_class = "无条件开放" } }"#,
            "开放属性为“无条件开放”时，数据格式至少有一种是程序能处理的格式",
        ),
    ] {
        assert_eq!(zh(source), sentence, "{source}");
    }
}

#[test]
fn conditions_say_what_they_look_at() {
    for (condition, sentence) in [
        (r#"{ published_at = "*" }"#, "发布日期已填写"),
        (r#"{ published_at = "" }"#, "发布日期未填写"),
        (r#"{ provider = ["!~局", "!~厅"] }"#, "提供单位中没有“局”“厅”"),
        (r#"{ provider = "!@source_dept" }"#, "提供单位与法定数源部门不同"),
        (r#"{ reviewed_at = ">@published_at" }"#, "审核日期晚于发布日期"),
        (r#"{ reviewed_at = "<2025-05-01" }"#, "审核日期早于2025-05-01"),
        (
            r#"{ share_class = "!不予共享", contains_pi = "是" }"#,
            "含个人信息为“是”，且共享属性不是“不予共享”",
        ),
    ] {
        let source = format!("check.forbidden-when = {{ when = {condition} }}");
        assert_eq!(zh(&source), format!("不应出现：{sentence}"));
    }
}

#[test]
fn english_says_what_a_value_means() {
    let source =
        r#"check.required-when = { when = { share_class = "有条件共享" }, fields = ["share_condition"] }"#;
    let said = told(source).en;
    assert!(
        said.starts_with("where ") && said.contains("'有条件共享' (") && said.ends_with("must be filled in"),
        "{said}"
    );
}

#[test]
fn several_rules_are_told_one_after_the_other() {
    let source = r#"check.each = [
        { ordered = { first = "reviewed_at", then = "published_at" } },
        { forbidden-when = { when = { published_at = "*" }, any = { review_status = "未通过", reviewed_at = ">@published_at" }, unless = { provider = "*" } } },
    ]"#;
    let said = zh(source);
    assert_eq!(
        said,
        "审核日期不应晚于发布日期（两个日期都填了才判断）。\
         发布日期已填写时，不应出现：审核状态为“未通过”，或审核日期晚于发布日期；提供单位已填写的除外"
    );
}

#[test]
fn examples_show_a_breach_and_the_way_out() {
    let vocabulary = Vocabulary::built_in();
    let source =
        r#"check.required-when = { when = { share_class = "有条件共享" }, fields = ["share_condition"] }"#;
    let example = rule(source, &vocabulary).unwrap().example(&vocabulary);
    assert_eq!(
        example.fails.zh,
        "共享属性为“有条件共享”，共享条件空着，或只填“待定”"
    );
    assert_eq!(
        example.passes.zh,
        "共享属性为“有条件共享”，共享条件填写了具体内容"
    );
    assert_eq!(example.remedy.zh, "补充填写共享条件");
    let source = r#"check.fresh = { updated = "last_updated_at", frequency = "update_frequency" }"#;
    let example = rule(source, &vocabulary).unwrap().example(&vocabulary);
    assert!(example.fails.zh.contains("2025-12-01") && example.passes.zh.contains("2026-02-10"));
}

/// The days of the example of `fresh` break and keep the rule.
#[test]
fn the_days_shown_for_fresh_are_right() {
    let source = r#"check.fresh = { updated = "last_updated_at", frequency = "update_frequency" }"#;
    let ids = ["last_updated_at", "update_frequency"];
    let judged = judge(source, &ids, &[&["2025-12-01", "每月"], &["2026-02-10", "每月"]]);
    assert_eq!(judged.iter().map(|(_, b)| b.len()).collect::<Vec<_>>(), [1, 0]);
}
