use super::*;

#[test]
fn required_sees_blanks_placeholders_and_unsaved_formulas() {
    let judged = judge(
        r#"check.required = { fields = ["provider"] }"#,
        &["catalog_name", "provider"],
        &[
            &["甲", "水利厅"],
            &["乙", " \u{3000}"],
            &["丙", "暂无"],
            &["丁", "=?"],
            &["戊", "#REF!"],
            &["己"],
        ],
    );
    assert_eq!(
        classes(&judged),
        [
            "B3 blank",
            "B4 placeholder",
            "B5 uncomputed?",
            "B6 broken",
            "B7 blank"
        ]
    );
    assert!(judged.iter().all(|(applied, _)| *applied));
}

#[test]
fn any_of_several_is_enough_and_an_exempt_row_is_not_judged() {
    let source = r#"check.required = { any = ["submitted_at", "review_status"], unless = { share_class = "不予共享" } }"#;
    let ids = &["submitted_at", "review_status", "share_class"];
    let rows: &[&[&str]] = &[
        &["2026-01-01", "", ""],
        &["", "通过", ""],
        &["", "", ""],
        &["", "", "不予共享"],
    ];
    let judged = judge(source, ids, rows);
    assert_eq!(classes(&judged), ["A4 blank"]);
    assert_eq!(
        judged.iter().map(|(a, _)| *a).collect::<Vec<_>>(),
        [true, true, true, false]
    );
}

#[test]
fn required_when_applies_only_where_the_condition_holds() {
    let source =
        r#"check.required-when = { when = { share_class = "有条件共享" }, fields = ["share_condition"] }"#;
    let rows: &[&[&str]] = &[
        &["有条件共享", "经审批"],
        &["有条件", ""],
        &["无条件共享", ""],
        &["无条件共享", "无"],
        &["有条件共享", "无"],
        &["", ""],
    ];
    let judged = judge(source, &["share_class", "share_condition"], rows);
    assert_eq!(classes(&judged), ["B3 blank", "B6 placeholder"]);
    let message = &judged[1].1[0].message;
    assert_eq!(message.zh, "共享属性为“有条件”，但共享条件未填写");
}

#[test]
fn one_of_leaves_blanks_to_others_and_never_guesses_codes() {
    let source =
        r#"check.one-of = { field = "open_class", values = ["无条件开放", "有条件开放", "不予开放"] }"#;
    let rows: &[&[&str]] = &[
        &["无条件开放"],
        &["有条件"],
        &[""],
        &["暂无"],
        &["无条件开发"],
        &["1"],
        &["无条件共享"],
        &["=?"],
    ];
    let judged = judge(source, &["open_class"], rows);
    assert_eq!(classes(&judged), ["A6 value", "A7 code?", "A8 value"]);
    let suggestion = |i: usize| judged[i].1[0].suggestion.as_ref().unwrap().zh.clone();
    assert!(suggestion(4).contains("“无条件开放”"), "{}", suggestion(4));
    assert!(suggestion(5).contains("--code"), "{}", suggestion(5));
}

#[test]
fn forbidden_needs_the_whole_combination_and_no_exemption() {
    let source = r#"check.forbidden-when = { when = { open_class = ["无条件开放", "有条件开放"] }, any = { contains_pi = "是" }, unless = { deidentified = "是", holder_consent = "是" } }"#;
    let ids = &["open_class", "contains_pi", "deidentified", "holder_consent"];
    let rows: &[&[&str]] = &[
        &["无条件开放", "是", "否", ""],
        &["无条件开放", "是", "是", ""],
        &["不予开放", "是", "", ""],
        &["有条件开放", "否", "", ""],
    ];
    let judged = judge(source, ids, rows);
    assert_eq!(classes(&judged), ["B2 value"]);
    // One exemption column is missing: a person must look.
    assert_eq!(classes(&judge(source, &ids[..3], rows)), ["B2 value?"]);
    let vocabulary = Vocabulary::built_in();
    let missing = rule(source, &vocabulary)
        .unwrap()
        .missing(&columns(&vocabulary, &ids[..2]));
    assert!(
        !missing.judgeable,
        "no exemption can be seen, so nothing can be said"
    );
    assert_eq!(missing.fields.len(), 2);
}

#[test]
fn fresh_counts_the_declared_period_and_as_much_grace() {
    let source = r#"check.fresh = { updated = "last_updated_at", frequency = "update_frequency" }"#;
    let rows: &[&[&str]] = &[
        &["2026-02-20", "每年"],
        &["2024-02-28", "每年"],
        &["2024-03-01", "每年"],
        &["2027-01-01", "每年"],
        &["去年", "每年"],
        &["", "每年"],
        &["2020-01-01", "其他说法"],
    ];
    let ids = &["last_updated_at", "update_frequency"];
    let judged = judge(source, ids, rows);
    assert_eq!(classes(&judged), ["A3 late", "A4 late?", "A5 value?", "A6 late?"]);
    assert!(messages(&judged)[2].contains("还没有到") && !messages(&judged)[2].contains("逾期"));
    assert_eq!(
        judged.iter().map(|(a, _)| *a).collect::<Vec<_>>(),
        [true, true, true, true, true, false, false]
    );
}

#[test]
fn ordered_judges_only_rows_with_both_dates() {
    let source = r#"check.ordered = { first = "reviewed_at", then = "published_at" }"#;
    let rows: &[&[&str]] = &[
        &["2026-01-02", "2026-01-01"],
        &["2026-01-01", "2026-01-01"],
        &["", "2026-01-01"],
    ];
    let judged = judge(source, &["reviewed_at", "published_at"], rows);
    assert_eq!(classes(&judged), ["A2 value"]);
    assert!(!judged[2].0);
}

#[test]
fn a_blank_date_is_a_breach_only_where_it_must_be_filled() {
    let rows: &[&[&str]] = &[&[""], &["暂无"], &["2026-02-01"], &["2024-01-01"]];
    let source = r#"check.fresh = { updated = "catalog_updated_at", days = 365, filled = true }"#;
    let judged = judge(source, &["catalog_updated_at"], rows);
    assert_eq!(classes(&judged), ["A2 blank", "A3 placeholder", "A5 late"]);
    assert_eq!(applied(&judged), [true; 4]);
    let source = r#"check.fresh = { updated = "catalog_updated_at", days = 365 }"#;
    assert_eq!(
        applied(&judge(source, &["catalog_updated_at"], rows)),
        [false, false, true, true]
    );
}

#[test]
fn any_of_several_is_enough_under_a_condition() {
    let source = r#"check.required-when = { when = { share_class = "有条件共享" }, any = ["share_scope", "share_purpose"] }"#;
    let rows: &[&[&str]] = &[
        &["有条件共享", "各厅局", ""],
        &["有条件共享", "", "/"],
        &["无条件共享", "", ""],
    ];
    let judged = judge(source, &["share_class", "share_scope", "share_purpose"], rows);
    assert_eq!(classes(&judged), ["B3 blank"]);
    assert_eq!(
        messages(&judged),
        ["共享属性为“有条件共享”，但共享范围、共享用途均未填写"]
    );
}

#[test]
fn a_frequency_that_reads_as_none_is_for_a_person() {
    let rows: &[&[&str]] = &[&["每年"], &["详见附件"], &["3"], &["其他"]];
    let judged = judge(
        r#"check.required = { fields = ["update_frequency"] }"#,
        &["update_frequency"],
        rows,
    );
    assert_eq!(classes(&judged), ["A3 value?", "A4 code?"]);
}

#[test]
fn no_clock_runs_before_the_duty() {
    let source = r#"check.fresh = { updated = "last_updated_at", frequency = "update_frequency" }"#;
    let ids = &["last_updated_at", "update_frequency"];
    let rows: &[&[&str]] = &[&["2024-01-01", "每月"], &["2024-01-01", "每年"]];
    let from = NaiveDate::from_ymd_opt(2025, 8, 1);
    let judged = judge_from(source, ids, rows, from);
    assert_eq!(classes(&judged), ["A2 late", "A3 late?"]);
    assert!(messages(&judged)[1].contains("从施行日 2025-08-01 起算"));
    assert_eq!(classes(&judge(source, ids, rows)), ["A2 late", "A3 late"]);
}

#[test]
fn a_proper_word_is_an_answer_and_a_blank_never() {
    let source = r#"check.required = { fields = ["share_condition"], proper = ["无", "不适用"] }"#;
    let rows: &[&[&str]] = &[&["无"], &[" 不适用 "], &["暂无"], &[""], &["经审批"]];
    let judged = judge(source, &["share_condition"], rows);
    assert_eq!(classes(&judged), ["A4 placeholder", "A5 blank"]);
}

#[test]
fn only_what_is_sure_is_proven_and_what_lies_aside_is_passed_over() {
    let source = r#"check.forbidden-when = { any = { within_scope = "否" }, aside = { acquired_via = "采购" }, sure = { share_class = "无条件共享" } }"#;
    let rows: &[&[&str]] = &[
        &["否", "共享", "无条件共享"],
        &["否", "", "有条件共享"],
        &["否", "共享", ""],
        &["否", "采购", "无条件共享"],
        &["是", "共享", "无条件共享"],
    ];
    let judged = judge(source, &["within_scope", "acquired_via", "share_class"], rows);
    assert_eq!(classes(&judged), ["A2 value", "A3 value?", "A4 value?"]);
    assert!(
        messages(&judged)[1].contains("不能断定"),
        "{}",
        messages(&judged)[1]
    );
    let without = judge(source, &["within_scope"], &[&["否"]]);
    assert_eq!(classes(&without), ["A2 value?"]);
}

#[test]
fn years_must_lie_between_two_dates() {
    let source = r#"check.ordered = { first = "recorded_at", then = "record_retained_until", years = 3 }"#;
    let rows: &[&[&str]] = &[
        &["2026-01-10", "2029-01-10"],
        &["2026-01-10", "2029-01-09"],
        &["2026-01-10", ""],
    ];
    let judged = judge(source, &["recorded_at", "record_retained_until"], rows);
    assert_eq!(classes(&judged), ["B3 value"]);
    assert!(messages(&judged)[0].contains("不满 3 年"));
}

/// A column that only tells whether a rule applies is another requirement's to ask for.
#[test]
fn a_rule_asks_for_the_columns_it_is_about() {
    let vocabulary = Vocabulary::built_in();
    let lacking = |source: &str, ids: &[&str]| -> Vec<String> {
        let columns = columns(&vocabulary, ids);
        let fields = rule(source, &vocabulary).unwrap().lacking(&columns);
        fields.iter().map(|&f| vocabulary.entry(f).id.clone()).collect()
    };
    let source = r#"check.each = [
        { required = { fields = ["share_method"] } },
        { required-when = { when = { share_class = "有条件共享" }, fields = ["share_method"], any = ["share_basis"] } },
        { forbidden-when = { when = { open_class = "无条件开放", secret_level = "机密" } } },
    ]"#;
    assert_eq!(lacking(source, &["provider"]), ["share_method", "share_basis"]);
    assert_eq!(lacking(source, &["share_method"]), ["share_basis"]);
    assert!(lacking(source, &["share_method", "share_basis"]).is_empty());
}
