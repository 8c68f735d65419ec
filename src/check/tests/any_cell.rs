//! No cell makes any kind panic, and every kind says of itself what it is called and reads.

use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;

/// A configuration of every kind; a kind without one fails the sweep.
const SAMPLES: &[(&str, &str)] = &[
    (
        "required",
        r#"{ fields = ["provider"], any = ["share_scope", "share_purpose"], proper = ["无"] }"#,
    ),
    ("one-of", r#"{ field = "share_class", values = ["无条件共享"] }"#),
    (
        "required-when",
        r#"{ when = { share_class = "!无条件共享" }, fields = ["share_basis"] }"#,
    ),
    (
        "forbidden-when",
        r#"{ when = { provider = "!@source_dept", fee = ">0" }, any = { changed_at = [">@last_updated_at", "<2025-01-01"], share_scope = ["~仅", "^范围"] }, sure = { share_class = "无条件共享" } }"#,
    ),
    (
        "fresh",
        r#"{ updated = "last_updated_at", frequency = "update_frequency", filled = true }"#,
    ),
    (
        "ordered",
        r#"{ first = "reviewed_at", then = "published_at", years = 3 }"#,
    ),
    (
        "deadline",
        r#"{ from = "received_at", to = ["replied_at", "shared_at"], within = 5, unit = "工作日", extended = { by = "extended", within = 10 } }"#,
    ),
    (
        "prompt",
        r#"{ from = "received_at", to = ["replied_at"], word = "立即" }"#,
    ),
    ("unique", r#"{ fields = ["data_code", "data_items"] }"#),
    ("identifier", r#"{ field = "provider_code", standard = "uscc" }"#),
    (
        "terms",
        r#"{ fields = ["data_items", "catalog_name"], dictionary = "personal-information" }"#,
    ),
    (
        "each",
        r#"[{ required = { fields = ["provider"] } }, { unique = { fields = ["data_code"] } }]"#,
    ),
    ("machine-readable", r#"{ field = "data_format" }"#),
    ("legal-basis", r#"{ field = "share_basis", accept = ["law"] }"#),
    (
        "source-department",
        r#"{ domain = "data_domain", names = ["catalog_name"], patterns = ["户"], department = "collector", accept = ["公安机关"] }"#,
    ),
];

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::built_in);
static CHECKS: LazyLock<Vec<Box<dyn Check>>> = LazyLock::new(|| {
    let sample = |name: &&str| {
        let (_, config) = SAMPLES
            .iter()
            .find(|(n, _)| n == name)
            .expect("every kind has a sample");
        rule(&format!("check.{name} = {config}"), &VOCABULARY).expect("a sample is sound")
    };
    Rule::NAMES.iter().map(sample).collect()
});

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[《》<>()第条法例办市省户、,.…0-9A-Z★\u{301}\u{200B}İß]{0,24}",
        "[0-9A-Z]{17}[0-9A-Zx*]",
        "(20[0-9]{2}-[0-1][0-9]-[0-3][0-9]|每年|无条件共享|pdf|xlsx格式|公安局|姓名)?",
    ]
}

fn kind() -> impl Strategy<Value = Kind> {
    proptest::sample::select(vec![
        Kind::Empty,
        Kind::Text,
        Kind::Number,
        Kind::Date,
        Kind::Bool,
        Kind::Error,
        Kind::Uncomputed,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_cell_makes_any_kind_panic(
        rows in proptest::collection::vec((proptest::collection::vec((kind(), cell()), 12), any::<bool>()), 1..5),
    ) {
        let setting = Setting { as_of: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(), from: None, clock: Arc::default() };
        for check in CHECKS.iter() {
            let ids: Vec<_> = check.fields().iter().map(|&f| VOCABULARY.entry(f).id.as_str()).collect();
            let columns = columns(&VOCABULARY, &ids);
            let mut probe = check.open(&columns, &setting);
            let mut record = Record::new(&VOCABULARY, &columns);
            let mut breaches = Vec::new();
            for (i, (cells, starts)) in rows.iter().enumerate() {
                record.row_mut().clear(i as u32 + 2, None);
                record.row_mut().starts = *starts;
                for (c, (kind, text)) in cells.iter().enumerate() {
                    record.row_mut().put(c as u16, *kind, text);
                }
                record.interpret();
                let applied = probe.judge(&record, &mut breaches);
                prop_assert!(applied || breaches.is_empty(), "{} breached what it did not judge", check.kind());
                for breach in breaches.drain(..) {
                    prop_assert!(!breach.message.zh.is_empty() && !breach.message.en.is_empty());
                    prop_assert!(check.fields().contains(&breach.field));
                    prop_assert_eq!(breach.place.row(), i as u32 + 2);
                }
            }
        }
    }
}

#[test]
fn every_kind_knows_its_name_and_misses_what_is_not_there() {
    for (check, name) in CHECKS.iter().zip(Rule::NAMES) {
        assert_eq!(check.kind(), *name);
        let nothing = check.missing(&Columns::new(&VOCABULARY, Vec::new()));
        assert!(
            !nothing.judgeable && !nothing.fields.is_empty(),
            "{name} judges a table without columns"
        );
        let ids: Vec<_> = check
            .fields()
            .iter()
            .map(|&f| VOCABULARY.entry(f).id.clone())
            .collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let whole = check.missing(&columns(&VOCABULARY, &ids));
        assert!(
            whole.judgeable && whole.fields.is_empty(),
            "{name} misses what is there"
        );
    }
}
