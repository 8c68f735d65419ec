use super::*;

/// The rows on which a condition holds.
fn hits(when: &str, ids: &[&str], rows: &[&[&str]]) -> Vec<u32> {
    let judged = judge(
        &format!("check.forbidden-when = {{ when = {{ {when} }} }}"),
        ids,
        rows,
    );
    judged
        .iter()
        .flat_map(|(_, b)| b.iter().map(|b| b.place.row()))
        .collect()
}

#[test]
fn not_a_value_holds_for_blanks_and_never_for_what_cannot_be_read() {
    let rows: &[&[&str]] = &[&["通过"], &[""], &["驳回"], &["=?"], &["7"]];
    assert_eq!(
        hits(r#"review_status = "!通过""#, &["review_status"], rows),
        [3, 4]
    );
    let rows: &[&[&str]] = &[&["有条件共享"], &["无条件共享"], &["不予共享"], &["暂无"]];
    assert_eq!(
        hits(
            r#"share_class = ["!无条件共享", "!有条件共享"]"#,
            &["share_class"],
            rows
        ),
        [4, 5]
    );
    let rows: &[&[&str]] = &[&[""], &["有"]];
    assert_eq!(hits(r#"open_basis = "!*""#, &["open_basis"], rows), [2]);
}

#[test]
fn words_are_looked_for_in_any_spelling() {
    let rows: &[&[&str]] = &[&["仅限 水利厅"], &["各厅局"], &[""], &["=?"]];
    assert_eq!(
        hits(r#"share_scope = ["~仅限", "~专供"]"#, &["share_scope"], rows),
        [2]
    );
    assert_eq!(
        hits(r#"share_scope = ["!~仅限", "!~专供"]"#, &["share_scope"], rows),
        [3, 4]
    );
}

#[test]
fn dates_and_numbers_are_compared() {
    let rows: &[&[&str]] = &[&["2025-04-30"], &["2025年5月1日"], &[""], &["去年"]];
    assert_eq!(
        hits(r#"published_at = "<2025-05-01""#, &["published_at"], rows),
        [2]
    );
    assert_eq!(
        hits(r#"published_at = ">= 2025-05-01""#, &["published_at"], rows),
        [3]
    );
    assert_eq!(
        hits(r#"published_at = ["", "<2025-05-01"]"#, &["published_at"], rows),
        [2, 4]
    );
    let rows: &[&[&str]] = &[&["0"], &["3元"], &["免费"], &["10"]];
    assert_eq!(hits(r#"fee = ">0""#, &["fee"], rows), [3, 5]);
    assert_eq!(hits(r#"fee = "<=3""#, &["fee"], rows), [2, 3]);
}

#[test]
fn fields_are_compared_where_both_are_filled() {
    let ids = &["changed_at", "last_updated_at"];
    let rows: &[&[&str]] = &[
        &["2026-02-02", "2026-02-01"],
        &["2026-02-01", "2026-02-01"],
        &["", "2026-02-01"],
        &["2026-02-02", ""],
    ];
    assert_eq!(hits(r#"changed_at = ">@last_updated_at""#, ids, rows), [2]);
    assert_eq!(hits(r#"changed_at = "!@last_updated_at""#, ids, rows), [2]);
    let ids = &["provider", "source_dept"];
    let rows: &[&[&str]] = &[
        &["水利厅", "自治区水利厅"],
        &["民政厅", "公安厅"],
        &["民政厅", ""],
    ];
    assert_eq!(hits(r#"provider = "!@source_dept""#, ids, rows), [3]);
    assert_eq!(hits(r#"provider = "@source_dept""#, ids, rows), [2]);
}

#[test]
fn a_compared_field_without_a_column_leaves_the_clause_unseen() {
    let vocabulary = Vocabulary::built_in();
    let source = r#"check.forbidden-when = { when = { provider = "*" }, any = { changed_at = ">@last_updated_at", expired_at = ">@last_updated_at" } }"#;
    let check = rule(source, &vocabulary).unwrap();
    let seen = |ids: &[&str]| check.missing(&columns(&vocabulary, ids)).judgeable;
    assert!(seen(&["provider", "changed_at", "last_updated_at"]));
    assert!(!seen(&["provider", "changed_at", "expired_at"]));
}

#[test]
fn malformed_tests_are_faults_at_their_place() {
    for (when, at, says) in [
        (
            r#"share_class = ["!无条件共享", "有条件共享"]"#,
            r#"["!无条件共享", "有条件共享"]"#,
            "都以 ! 开头",
        ),
        (r#"share_scope = "~""#, r#""~""#, "缺少内容"),
        (r#"share_scope = "!""#, r#""!""#, "缺少内容"),
        (r#"share_class = ">1""#, r#"">1""#, "不能与"),
        (r#"published_at = "<去年""#, r#""<去年""#, "不能与"),
        (r#"published_at = ">@fee""#, r#"">@fee""#, "不能与"),
        (
            r#"published_at = ">@reviewd_at""#,
            r#"">@reviewd_at""#,
            "reviewd_at",
        ),
        (r#"provider = "@providr""#, r#""@providr""#, "providr"),
    ] {
        let found = faults(&format!("check.forbidden-when = {{ when = {{ {when} }} }}"));
        assert_eq!(found.len(), 1, "{when}");
        assert_eq!(found[0].0, at);
        assert!(found[0].1.contains(says), "{}", found[0].1);
    }
}

/// The test's headers are the ids of the fields.
#[test]
fn a_header_counts_where_the_cell_says_yes() {
    let rows: &[&[&str]] = &[&["是"], &["否"], &[""], &["已匿名化"], &["未匿名化"]];
    assert_eq!(
        hits(r#"deidentified = "^identified""#, &["deidentified"], rows),
        [2, 5]
    );
    assert_eq!(hits(r#"deidentified = "~匿名""#, &["deidentified"], rows), [5]);
    assert!(hits(r#"deidentified = "^匿名""#, &["deidentified"], rows).is_empty());
}

#[test]
fn a_cell_is_named_once() {
    let source = r#"check.forbidden-when = { when = { source_dept = "*", provider = "!@source_dept" } }"#;
    let judged = judge(source, &["source_dept", "provider"], &[&["水利厅", "农业厅"]]);
    let [message] = messages(&judged).try_into().unwrap();
    assert_eq!(message.matches("水利厅").count(), 1, "{message}");
}
