//! What a cell that nobody can read leaves open: the rows are neither breached nor kept, and are told.

use super::*;

/// The rows that are left open, with the field that leaves them so.
fn open(source: &str, ids: &[&str], rows: &[&[&str]]) -> Vec<String> {
    let vocabulary = Vocabulary::built_in();
    let check = rule(source, &vocabulary).unwrap();
    let columns = columns(&vocabulary, ids);
    let mut record = Record::new(&vocabulary, &columns);
    let mut told = Vec::new();
    for (i, cells) in rows.iter().enumerate() {
        record.row_mut().clear(i as u32 + 2, None);
        for (c, cell) in cells.iter().enumerate() {
            record.row_mut().put(c as u16, Kind::Text, cell);
        }
        record.interpret();
        let field = check.unread(&record).map(|f| &vocabulary.entry(f).id);
        assert!(field.is_none() || record.has_unread());
        told.extend(field.map(|id| format!("{} {id}", i + 2)));
    }
    told
}

#[test]
fn a_class_that_cannot_be_read_leaves_the_row_open() {
    let source =
        r#"check.required-when = { when = { share_class = "有条件共享" }, fields = ["share_condition"] }"#;
    let rows: &[&[&str]] = &[
        &["有条件共享", ""],
        &["随便", ""],
        &["2", ""],
        &["", ""],
        &["不予共享", ""],
        &["随便", "凭函申请"],
    ];
    assert_eq!(
        open(source, &["share_class", "share_condition"], rows),
        ["3 share_class", "4 share_class"],
        "neither what is blank nor what keeps the rule either way"
    );
    let deadline = r#"check.deadline = { from = "change_occurred_at", to = ["catalog_updated_at"], within = 15, unit = "日", when = { change_type = "法定职能变化" } }"#;
    let ids = ["change_type", "change_occurred_at", "catalog_updated_at"];
    let rows: &[&[&str]] = &[
        &["修改", "2026-01-04", ""],
        &["职能调整", "2026-01-04", ""],
        &["其他", "", ""],
    ];
    assert_eq!(open(deadline, &ids, rows), ["2 change_type"]);
}

#[test]
fn another_clause_may_decide_alone() {
    let both = r#"check.forbidden-when = { when = { open_class = "无条件开放", share_class = "不予共享" } }"#;
    let ids = ["open_class", "share_class"];
    let rows: &[&[&str]] = &[&["随便", "不予共享"], &["随便", "无条件共享"], &["随便", "1"]];
    assert_eq!(open(both, &ids, rows), ["2 open_class", "4 open_class"]);
    let any = r#"check.forbidden-when = { when = { open_class = "无条件开放" }, any = { contains_pi = "是", secret_level = "机密" }, unless = { holder_consent = "是" } }"#;
    let ids = ["open_class", "contains_pi", "secret_level", "holder_consent"];
    let rows: &[&[&str]] = &[
        &["无条件开放", "待核实一下", "", ""],
        &["无条件开放", "待核实一下", "机密", ""],
        &["无条件开放", "待核实一下", "", "是"],
        &["随便", "否", "", ""],
        &["随便", "是", "", ""],
    ];
    assert_eq!(open(any, &ids, rows), ["2 contains_pi", "6 open_class"]);
}

#[test]
fn of_a_list_of_what_it_must_not_be_one_known_value_decides() {
    let source = r#"check.each = [{ forbidden-when = { when = { review_status = ["!通过", "!待审"] } } }]"#;
    let rows: &[&[&str]] = &[&["随便"], &["通过"], &[""]];
    assert_eq!(open(source, &["review_status"], rows), ["2 review_status"]);
}
