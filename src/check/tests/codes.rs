use super::*;

#[test]
fn unique_names_the_earlier_row_and_leaves_blanks() {
    let rows: &[&[&str]] = &[
        &["A-1"],
        &["A-2"],
        &["ａ-1 "],
        &[""],
        &[""],
        &["暂无"],
        &["A-1"],
        &["№330100000000000123"],
        &["№330100000000000123"],
    ];
    let judged = judge(
        r#"check.unique = { fields = ["data_code"] }"#,
        &["data_code"],
        rows,
    );
    assert_eq!(classes(&judged), ["A4 value", "A8 value", "A10 value?"]);
    assert_eq!(messages(&judged)[0], "统一编码“ａ-1”与第 2 行重复");
    assert_eq!(messages(&judged)[2], "统一编码“330100000000000123”与第 9 行重复");
    assert_eq!(applied(&judged)[3..6], [false; 3]);
}

#[test]
fn a_continued_resource_is_no_duplicate_of_itself() {
    let source = r#"check.unique = { fields = ["data_code"] }"#;
    let ids = &["data_code", "data_items"];
    let rows: &[&[&str]] = &[
        &["1", "姓名"],
        &["^1", "性别"],
        &["^1", "年龄"],
        &["2", "姓名"],
        &["1", "姓名"],
    ];
    assert_eq!(classes(&judge(source, ids, rows)), ["A6 value"]);
    // An item comes twice in its resource.
    let source = r#"check.unique = { fields = ["data_items", "data_code"] }"#;
    let rows: &[&[&str]] = &[&["1", "姓名"], &["^1", "性别"], &["^1", "姓名"], &["2", "姓名"]];
    assert_eq!(classes(&judge(source, ids, rows)), ["B4 value"]);
}

#[test]
fn combinations_are_compared_whole() {
    let source = r#"check.unique = { fields = ["catalog_name", "provider"] }"#;
    let rows: &[&[&str]] = &[&["甲", "乙"], &["甲", "丙"], &["甲乙", ""], &["甲", "乙"]];
    let judged = judge(source, &["catalog_name", "provider"], rows);
    assert_eq!(classes(&judged), ["A5 value"]);
    assert!(
        messages(&judged)[0].contains("“甲 + 乙”与第 2 行重复"),
        "{:?}",
        messages(&judged)
    );
    assert_eq!(faults("check.unique = { fields = [] }").len(), 1);
}

#[test]
fn identifiers_say_what_is_wrong_with_them() {
    let source = r#"check.identifier = { field = "provider_code", standard = "uscc" }"#;
    let rows: &[&[&str]] = &[
        &["91350100m000100y43"],
        &["91350100M000100Y44"],
        &["91350100M000100Y4"],
        &["91350100M000100O43"],
        &["№113501000000000000"],
        &["1.135E+17"],
        &["9135********00Y43"],
        &[""],
    ];
    let judged = judge(source, &["provider_code"], rows);
    let found = messages(&judged);
    for (message, says) in found
        .iter()
        .zip(["应为 3", "是 17 位", "“O”", "已经丢失", "已经丢失"])
    {
        assert!(message.contains(says), "{message}");
    }
    assert_eq!((found.len(), &applied(&judged)[6..]), (5, &[false, false][..]));
    let wrong = faults(r#"check.identifier = { field = "provider_code", standard = "usc" }"#);
    assert_eq!(wrong[0].0, "\"usc\"");
}

#[test]
fn resident_numbers_hold_a_day_of_birth() {
    let source = r#"check.identifier = { field = "identifier", standard = "resident-id" }"#;
    let rows: &[&[&str]] = &[
        &["11010519491231002x"],
        &["110105194902300021"],
        &["110105194912310021"],
    ];
    let judged = judge(source, &["identifier"], rows);
    assert_eq!(classes(&judged), ["A3 value", "A4 value"]);
    assert!(messages(&judged)[0].contains("出生日期不存在"));
}
