use crate::ingest::Memory;
use crate::ingest::layout::{Dictionaries, Options, layouts};
use crate::model::{Type, Vocabulary};

/// The fields that headers are taken for in a kind of table, and the guesses that were made.
fn read(
    vocabulary: &Vocabulary,
    dictionaries: &Dictionaries<'_>,
    kind: &str,
    header: &[&str],
) -> Vec<Vec<String>> {
    let options = Options {
        kind: Some(kind.to_owned()),
        header_rows: Some(crate::ingest::HeaderRows { first: None, last: 1 }),
        ..Options::default()
    };
    let cells = vec!["2026-03-02"; header.len()];
    let mut book = Memory::text(&[header, &cells]);
    let (found, _) = layouts(&mut book, None, dictionaries, &options).unwrap();
    let columns = found.first().unwrap().columns.headers();
    let ids =
        |fields: &[crate::model::Field]| fields.iter().map(|&f| vocabulary.entry(f).id.clone()).collect();
    columns.iter().map(|h| ids(&h.fields)).collect()
}

#[test]
fn a_day_is_the_same_day_whether_it_is_called_a_date_or_a_time() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    let mut wrong = Vec::new();
    for dialect in vocabulary.dialects() {
        let said = |header: &str| {
            let all = dialect.headers.iter();
            all.filter(|(_, headers)| headers.iter().any(|h| h == header))
                .count()
        };
        for (field, headers) in &dialect.headers {
            let entry = vocabulary.entry(*field);
            for (kind, header) in dialect
                .tables
                .iter()
                .flat_map(|k| headers.iter().map(move |h| (k, h)))
            {
                let stem = header.strip_suffix("时间").filter(|s| s.chars().count() > 1);
                let Some(other) = stem.map(|s| format!("{s}日期")) else {
                    continue;
                };
                // A dialect may give both names to different fields, and says so.
                if entry.kind != Type::Date || said(&other) > 0 {
                    continue;
                }
                let [one, two] =
                    [header.as_str(), &other].map(|h| read(&vocabulary, &dictionaries, kind, &[h]));
                if one != two {
                    wrong.push(format!("{kind}: {header} {one:?}, {other} {two:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_field_s_own_name_wins_over_what_it_is_also_called() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    let read = |kind, header: [&str; 2]| read(&vocabulary, &dictionaries, kind, &header).concat();
    for (kind, own, other, field) in [
        ("sharing_requests", "收到时间", "申请时间", "received_at"),
        ("sharing_requests", "答复日期", "审批日期", "replied_at"),
        (
            "it_projects",
            "合同生效日期",
            "合同签订日期",
            "contract_effective_at",
        ),
    ] {
        assert_eq!(read(kind, [own, other]), [field], "{own}");
        assert_eq!(read(kind, [other, own]), [field], "{own}");
    }
}
