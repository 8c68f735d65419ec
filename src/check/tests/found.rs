use super::*;

#[test]
fn terms_say_which_words_stand_in_which_cell() {
    let source = r#"check.terms = { fields = ["data_items", "catalog_name"], dictionary = "personal-information", when = { open_class = "无条件开放" }, unless = { contains_pi = "是" } }"#;
    let ids = &["catalog_name", "data_items", "open_class", "contains_pi"];
    let rows: &[&[&str]] = &[
        &["低保对象", "姓 名、身份证号、金额", "无条件开放", "否"],
        &["低保对象", "姓名", "无条件开放", "是"],
        &["低保对象", "姓名", "不予开放", ""],
        &["各县姓名统计", "县、人数", "无条件开放", ""],
        &["根据身份证号查询", "查询次数、手机号码", "无条件开放", ""],
        &["", "", "无条件开放", ""],
        &["婚姻登记查询接口", "户主姓名、身份证号", "无条件开放", ""],
        &["户主姓名、手机号", "身份证号", "无条件开放", ""],
    ];
    let judged = judge(source, ids, rows);
    assert_eq!(classes(&judged), ["B2 words?", "B6 words?", "B9 words?"]);
    assert_eq!(
        messages(&judged)[0],
        "数据项中出现“姓名、身份证号”，可能是个人信息"
    );
    assert_eq!(
        applied(&judged),
        [true, false, false, true, true, false, true, true]
    );
    // What a row inherits was judged where it stands.
    let rows: &[&[&str]] = &[
        &["户主姓名", "县", "无条件开放", ""],
        &["^户主姓名", "手机号", "无条件开放", ""],
    ];
    assert_eq!(classes(&judge(source, ids, rows)), ["A2 words?", "B3 words?"]);
}

#[test]
fn what_is_inferred_takes_nothing_from_what_is_stated() {
    let source = r#"check.each = [{ forbidden-when = { when = { open_class = "无条件开放" }, any = { contains_pi = "是" } } }, { terms = { fields = ["data_items"], dictionary = "personal-information", when = { open_class = "无条件开放" }, unless = { contains_pi = ["是", "否"] } } }]"#;
    let ids = &["data_items", "open_class", "contains_pi"];
    let rows: &[&[&str]] = &[
        &["身份证号", "无条件开放", "是"],
        &["身份证号", "无条件开放", "否"],
        &["身份证号", "无条件开放", ""],
    ];
    assert_eq!(classes(&judge(source, ids, rows)), ["C2 value", "A4 words?"]);
}

#[test]
fn an_unknown_dictionary_names_the_nearest() {
    let source = r#"check.terms = { fields = ["catalog_name"], dictionary = "work-secret" }"#;
    let found = rule(source, &Vocabulary::built_in()).unwrap_err();
    assert_eq!(found[0].help.as_ref().unwrap().zh, "是否想写 work-secrets？");
    // A table of another kind is no dictionary.
    assert_eq!(
        faults(r#"check.terms = { fields = ["catalog_name"], dictionary = "formats" }"#).len(),
        1
    );
}

#[test]
fn one_machine_readable_format_is_enough() {
    let source = r#"check.machine-readable = { field = "data_format", when = { open_class = ["无条件开放", "有条件开放"] } }"#;
    let rows: &[&[&str]] = &[
        &["pdf,xlsx", "无条件开放"],
        &["PDF、扫描件", "有条件开放"],
        &["pdf", "不予开放"],
        &["其他", "无条件开放"],
        &["", "无条件开放"],
    ];
    let judged = judge(source, &["data_format", "open_class"], rows);
    assert_eq!(classes(&judged), ["A3 value"]);
    assert_eq!(applied(&judged), [true, true, false, false, false]);
}

#[test]
fn a_basis_is_read_by_its_level() {
    let basis = |accept: &str| {
        format!(
            r#"check.legal-basis = {{ field = "share_basis", when = {{ share_class = "不予共享" }}, accept = [{accept}] }}"#
        )
    };
    let rows: &[&[&str]] = &[
        &["不予共享", "《中华人民共和国统计法》第二十五条"],
        &["不予共享", "《某某省数据条例》"],
        &["不予共享", "《某某数据管理办法》"],
        &["不予共享", "局务会会议纪要"],
        &["不予共享", "涉密"],
        &["不予共享", "系统未建成"],
        &["不予共享", "见附件"],
        &["不予共享", ""],
        &["有条件共享", "涉密"],
    ];
    let ids = &["share_class", "share_basis"];
    let narrow = judge(
        &basis(r#""law", "administrative-regulation", "state-council""#),
        ids,
        rows,
    );
    assert_eq!(
        classes(&narrow),
        ["B3 words?", "B4 words?", "B5 words?", "B6 words?", "B7 words?"]
    );
    assert!(
        messages(&narrow)[0].contains("看作地方性法规"),
        "{}",
        messages(&narrow)[0]
    );
    assert!(
        messages(&narrow)[3].contains("笼统说法"),
        "{}",
        messages(&narrow)[3]
    );
    assert_eq!(applied(&narrow)[7..], [false, false]);
    let wide = judge(&basis(r#""law", "local-regulation", "national-rule""#), ids, rows);
    assert_eq!(classes(&wide), ["B5 words?", "B6 words?", "B7 words?"]);
    assert_eq!(faults(&basis(r#""law", "statute""#))[0].0, "\"statute\"");
    assert_eq!(faults(&basis("")).len(), 1);
}

#[test]
fn a_stated_domain_proves_and_a_name_only_hints() {
    let source = r#"check.source-department = { domain = "data_domain", names = ["catalog_name"], patterns = ["户籍", "户口"], except = ["户口箱"], department = "collector", accept = ["公安机关"] }"#;
    let rows: &[&[&str]] = &[
        &["户籍登记", "人口", "市公安局"],
        &["户籍登记", "人口", "民政局"],
        &["户籍登记", "人口", "某某公司"],
        &["", "户口登记信息", "教育局"],
        &["民生", "户口箱采购", "教育局"],
        &["户籍登记", "人口", ""],
        &["气象", "降水", "气象局"],
    ];
    let judged = judge(source, &["data_domain", "catalog_name", "collector"], rows);
    assert_eq!(classes(&judged), ["C3 value", "C4 value?", "C5 value?"]);
    assert_eq!(applied(&judged), [true, true, true, true, false, false, false]);
    let wrong = faults(
        r#"check.source-department = { patterns = [], department = "collector", accept = ["公安部门"] }"#,
    );
    assert_eq!(wrong.len(), 3, "{wrong:?}");
}

#[test]
fn bodies_that_cannot_be_listed_prove_nothing() {
    let source = r#"check.source-department = { domain = "data_domain", patterns = ["资格证"], department = "collector", accept = ["颁发单位"] }"#;
    let judged = judge(source, &["data_domain", "collector"], &[&["资格证书", "教育局"]]);
    assert_eq!(classes(&judged), ["B2 value?"]);
}

/// What somebody did is not mended by mending the cell that says so.
#[test]
fn advice_on_conduct_is_about_what_was_done() {
    let advice = |conduct: &str| {
        let source =
            format!(r#"check.forbidden-when = {{ {conduct}any = {{ third_party_provided = "是" }} }}"#);
        let judged = judge(&source, &["third_party_provided"], &[&["是"], &["否"]]);
        let told: Vec<_> = judged.iter().flat_map(|(_, b)| b).collect();
        let [breach] = told.as_slice() else {
            panic!("one breach, not {}", told.len())
        };
        let vocabulary = Vocabulary::built_in();
        let remedy = rule(&source, &vocabulary).unwrap().example(&vocabulary).remedy;
        (breach.suggestion.clone().unwrap().zh, remedy.zh)
    };
    let (said, explained) = advice("conduct = true, ");
    assert!(said.contains("停止并纠正") && said == explained, "{said}");
    let (said, explained) = advice("");
    assert!(
        said.contains("单元格") && explained.starts_with("核实后改正"),
        "{said}"
    );
}
