//! What a kind says as it is written in a pack: its faults, and what it asks.

use super::*;

#[test]
fn faults_keep_their_place() {
    let vocabulary = Vocabulary::built_in();
    for (source, at) in [
        (
            r#"across.one-source = { codes = ["data_cod"], owner = ["provider"] }"#,
            "\"data_cod\"",
        ),
        (
            r#"across.one-source = { owner = ["provider"] }"#,
            "[\"provider\"]",
        ),
        (r"across.unique = { fields = [] }", "[]"),
        (
            r#"across.listed = { by = [["data_code"]], in = { table = "catalogue" }, must = "be" }"#,
            "\"catalogue\"",
        ),
        (
            r#"across.listed = { by = [["data_items"], ["data_code"]], in = { table = "catalog" }, must = "be" }"#,
            "[[\"data_items\"], [\"data_code\"]]",
        ),
        (
            r#"across.listed = { by = [[]], in = { table = "catalog" }, must = "be" }"#,
            "[]",
        ),
        (
            r#"across.roster = { list = "department_profiles", name = ["dept_name"], owner = ["provider"] }"#,
            "\"department_profiles\"",
        ),
        (
            r#"across.kept = { of = "catalog", by = [], record = "catalog_changes" }"#,
            "[]",
        ),
        (r"across.alike = { name = [] }", "[]"),
    ] {
        let faults = rule(source, &vocabulary).unwrap_err();
        assert_eq!(&source[faults[0].span.clone()], at, "{source}");
    }
}

#[test]
fn every_kind_tells_what_it_asks() {
    let vocabulary = Vocabulary::built_in();
    for (source, name) in SAMPLES.iter().zip(AcrossRule::NAMES) {
        let rule = rule(source, &vocabulary).unwrap();
        let (told, example) = (rule.describe(&vocabulary), rule.example(&vocabulary));
        assert_eq!(rule.kind(), *name);
        for text in [told, example.fails, example.passes, example.remedy] {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{name}");
        }
        assert!(!rule.fields().is_empty());
        assert!(
            rule.lanes()
                .iter()
                .any(|l| l.able(&Columns::new(&vocabulary, Vec::new())).is_err())
        );
    }
}
