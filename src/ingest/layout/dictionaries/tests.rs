use super::*;
use crate::model::{TableKind, fold, table_kinds};
use std::collections::HashMap;

/// The ledgers: kinds that are recognised and are no catalogs.
fn ledgers() -> impl Iterator<Item = &'static TableKind> {
    table_kinds()
        .iter()
        .filter(|k| !k.names.is_empty() && k.keys.is_empty())
}

#[test]
fn one_header_means_another_field_in_another_kind() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    let meaning = |kind: &str, header: &str| {
        let dictionary = dictionaries.of(kind);
        let meaning = dictionary.meaning(&[header.to_owned()])?;
        Some(vocabulary.entry(*meaning.fields.first()?).id.as_str())
    };
    for (header, meanings) in [
        (
            "申请时间",
            &[
                ("sharing_requests", "received_at"),
                ("opening_applications", "applied_on"),
            ] as &[_],
        ),
        (
            "单位名称",
            &[
                ("catalog", "provider"),
                ("department_profile", "dept_name"),
                ("sharing_requests", "requester"),
            ],
        ),
        (
            "*名称（必填）",
            &[
                ("catalog", "catalog_name"),
                ("it_projects", "project_name"),
                ("platforms", "platform_name"),
            ],
        ),
        (
            "反馈时间",
            &[("sharing_requests", "replied_at"), ("corrections", "feedback_at")],
        ),
        (
            "期限",
            &[
                ("operation_agreements", "terms_period"),
                ("emergency_data", "use_period"),
            ],
        ),
        (
            "答复日",
            &[("sharing_requests", "replied_at"), ("demand_list", "replied_at")],
        ),
        (
            "是否已延期",
            &[("sharing_requests", "extended"), ("catalog_changes", "extended")],
        ),
    ] {
        for &(kind, field) in meanings {
            assert_eq!(meaning(kind, header), Some(field), "{header} in {kind}");
        }
    }
}

#[test]
fn every_field_of_a_kind_is_itself_there() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    for kind in ledgers() {
        let dictionary = dictionaries.of(&kind.id);
        let ours = vocabulary.fields().filter(|(_, e)| e.tables.contains(&kind.id));
        for (field, _) in ours {
            let name = &vocabulary.entry(field).zh;
            let meaning = dictionary.meaning(std::slice::from_ref(name));
            let fields = meaning.map(|m| m.fields).unwrap_or_default();
            assert!(fields.contains(&field), "{name} in {}", kind.id);
        }
    }
}

#[test]
fn a_dialect_has_one_meaning_a_header() {
    let vocabulary = Vocabulary::built_in();
    let mut owners: HashMap<(&str, String), Field> = HashMap::new();
    for dialect in vocabulary.dialects() {
        for table in &dialect.tables {
            assert!(table_kinds().iter().any(|k| k.id == *table), "{table}");
            for (field, header) in dialect
                .headers
                .iter()
                .flat_map(|(f, h)| h.iter().map(move |h| (*f, h)))
            {
                let other = owners.insert((table, fold(header)), field);
                assert!(other.is_none(), "{header} is there twice in {table}");
            }
        }
    }
}
