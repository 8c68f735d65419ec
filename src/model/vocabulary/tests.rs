use super::*;
use crate::model::Lang;
use std::collections::{BTreeMap, BTreeSet};

fn fields(ids: &[&str], vocabulary: &Vocabulary) -> Vec<Field> {
    ids.iter().map(|id| vocabulary.field(id).unwrap()).collect()
}

#[test]
fn the_built_in_vocabulary_loads() {
    let vocabulary = Vocabulary::built_in();
    let field = vocabulary.field("share_class").unwrap();
    assert_eq!(vocabulary.entry(field).zh, "共享属性");
    assert_eq!(vocabulary.nearest("share_clas"), Some("share_class"));
}

#[test]
fn every_field_has_its_names() {
    let vocabulary = Vocabulary::built_in();
    let mut english = BTreeSet::new();
    for (_, entry) in vocabulary.fields() {
        assert!(!entry.zh.is_empty() && !entry.en.is_empty(), "{}", entry.id);
        assert!(
            !entry.zh.contains('/') && entry.name(Lang::En).is_ascii(),
            "{}",
            entry.id
        );
        assert!(
            entry.kind == Type::Flag || entry.yes.is_empty() && entry.no.is_empty(),
            "{}",
            entry.id
        );
        assert!(
            !entry.many || matches!(entry.kind, Type::Class(_)),
            "{}",
            entry.id
        );
        english.insert((&entry.en, &entry.tables));
    }
    assert!(
        vocabulary.fields().count() - english.len() < 3,
        "English names tell fields apart"
    );
}

#[test]
fn a_header_belongs_to_one_field_of_a_table_or_to_one_heading() {
    let vocabulary = Vocabulary::built_in();
    let headings = || vocabulary.combined().iter().chain(vocabulary.ambiguous());
    let shared: Vec<String> = headings()
        .flat_map(|h| h.headers.iter().map(|w| fold(w)))
        .collect();
    let distinct: BTreeSet<&String> = shared.iter().collect();
    assert_eq!(distinct.len(), shared.len(), "a header is in two headings");
    let mut owners: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for (_, entry) in vocabulary.fields() {
        for header in &entry.headers {
            let folded = fold(header);
            assert!(
                !shared.contains(&folded),
                "{}: {header} is in a heading",
                entry.id
            );
            owners.entry(folded).or_default().push(entry);
        }
        owners.entry(fold(&entry.zh)).or_default().push(entry);
    }
    for (header, entries) in owners {
        for (at, one) in entries.iter().enumerate() {
            for other in entries.iter().skip(at + 1) {
                let apart = !one.tables.is_empty() && !other.tables.is_empty();
                let apart = apart && !one.tables.iter().any(|t| other.tables.contains(t));
                assert!(apart, "{header}: {} and {}", one.id, other.id);
            }
        }
    }
}

#[test]
fn headings_name_several_fields() {
    let vocabulary = Vocabulary::built_in();
    for heading in vocabulary.combined().iter().chain(vocabulary.ambiguous()) {
        assert!(heading.fields.len() > 1 && !heading.headers.is_empty());
    }
    let combined = vocabulary
        .combined()
        .iter()
        .find(|h| h.headers.iter().any(|w| w == "共享条件/不予共享依据"));
    assert_eq!(
        combined.unwrap().fields,
        fields(&["share_condition", "share_basis"], &vocabulary)
    );
    let ambiguous = vocabulary
        .ambiguous()
        .iter()
        .find(|h| h.headers.iter().any(|w| w == "开放条件"));
    assert_eq!(
        ambiguous.unwrap().fields,
        fields(&["open_class", "open_condition"], &vocabulary)
    );
}

#[test]
fn headers_of_the_templates_are_known() {
    let vocabulary = Vocabulary::built_in();
    for (header, id) in [
        ("标题", "catalog_name"),
        ("更新每周期", "update_frequency"),
        ("信息项名称", "data_items"),
        ("共享类型", "share_class"),
        ("是否向社会开放", "open_class"),
        ("资源提供方代码", "provider_code"),
        ("提供方内部部门", "provider_inner_dept"),
        ("信息资源格式类型", "data_format"),
        ("分类二十六级", "data_category"),
        ("涉密属性", "contains_state_secret"),
        ("敏感属性", "sensitive"),
        ("摘要", "abstract"),
        ("是否包含个人信息", "contains_pi"),
    ] {
        let entry = vocabulary.entry(vocabulary.field(id).unwrap());
        assert!(
            entry.zh == header || entry.headers.iter().any(|w| w == header),
            "{header}"
        );
    }
}

#[test]
fn spellings_are_never_hints_of_another_value() {
    let vocabulary = Vocabulary::built_in();
    for table in vocabulary.classes.values() {
        for value in &table.entry.values {
            for hint in &value.hints {
                assert_eq!(table.value(&fold(hint)), None, "{}: {hint}", table.entry.id);
                assert_eq!(
                    table.suggest(&fold(hint)),
                    Some(value),
                    "{}: {hint}",
                    table.entry.id
                );
            }
        }
    }
}

#[test]
fn suggestions() {
    let vocabulary = Vocabulary::built_in();
    let suggested = |id: &str, text: &str| {
        let entry = vocabulary.entry(vocabulary.field(id).unwrap());
        vocabulary.suggest(entry, text).map(|v| v.zh.as_str())
    };
    assert_eq!(suggested("open_class", "无条件开发"), Some("无条件开放"));
    assert_eq!(suggested("open_class", "有条件开发"), Some("有条件开放"));
    assert_eq!(
        suggested("open_class", "依申请开放（需实名）"),
        Some("有条件开放")
    );
    assert_eq!(suggested("share_class", "不共享"), Some("不予共享"));
    assert_eq!(suggested("share_class", "不予共亨"), Some("不予共享"));
    // One letter from two values: whoever wrote it meant one of them, and only they know which.
    assert_eq!(suggested("share_class", "元条件共享"), None);
    assert_eq!(suggested("share_class", "共享"), None);
    assert_eq!(suggested("open_class", "用于数据校验"), None);
    assert_eq!(suggested("catalog_name", "无条件开发"), None);
}

#[test]
fn codes_mean_what_the_user_says() {
    let mut vocabulary = Vocabulary::built_in();
    let field = vocabulary.field("share_class").unwrap();
    let flag = vocabulary.field("contains_pi").unwrap();
    vocabulary.map_code(field, "01", "无条件共享").unwrap();
    vocabulary.map_code(field, "2", "有条件").unwrap();
    vocabulary.map_code(flag, "0", "否").unwrap();
    let read = |field, text: &str| interpret(&vocabulary, vocabulary.entry(field), Kind::Number, text);
    for written in ["01", "1", "1.0", "１"] {
        assert_eq!(read(field, written), Value::Class(Class(0)), "{written}");
    }
    assert_eq!(read(field, "2"), Value::Class(Class(1)));
    assert_eq!(read(field, "3"), Value::Code);
    assert_eq!(
        (read(flag, "0"), read(flag, "1")),
        (Value::Flag(false), Value::Code)
    );
    assert_eq!(
        vocabulary.map_code(field, "4", "看情况").unwrap_err().zh,
        "“共享属性”没有“看情况”这个取值"
    );
    assert!(vocabulary.map_code(field, "1", "不予共享").is_err());
    let name = vocabulary.field("catalog_name").unwrap();
    assert!(vocabulary.map_code(name, "1", "无条件共享").is_err());
}

#[test]
fn faults_of_vocabulary_files() {
    let mut vocabulary = Vocabulary::built_in();
    let field = |id: &str, more: &str| format!("[[field]]\nid = \"{id}\"\nzh = \"甲\"\nen = \"a\"\n{more}");
    assert!(
        vocabulary
            .extend(&field("share_class", ""))
            .unwrap_err()
            .contains("twice")
    );
    assert!(
        vocabulary
            .extend(&field("mine", "type = { class = \"nobody\" }"))
            .unwrap_err()
            .contains("no class")
    );
    assert_eq!(
        vocabulary.extend(&field("mine", "type = { class = \"share_class\" }")),
        Ok(())
    );
    assert!(
        vocabulary
            .extend("[[combined]]\nheaders = [\"甲乙\"]\nfields = [\"a\"]")
            .unwrap_err()
            .contains("no field a")
    );
    let two = "[[class]]\nid = \"c\"\n[[class.value]]\nzh = \"甲\"\nen = \"a\"\n[[class.value]]\nzh = \"乙\"\nen = \"b\"\nspellings = [\"甲 \"]";
    assert!(vocabulary.extend(two).unwrap_err().contains("two values"));
    assert_eq!(
        vocabulary.class_value("share_class", "不予共享类"),
        Some(Class(2))
    );
}
