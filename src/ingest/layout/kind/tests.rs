use super::*;
use crate::ingest::Memory;
use crate::ingest::layout::{Dictionaries, Layout, Options, layouts};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The tables of a book.
fn found(mut book: Memory, name: Option<&str>, dictionaries: &Dictionaries<'_>) -> Vec<Layout> {
    layouts(&mut book, name, dictionaries, &Options::default())
        .map_or_else(|_| Vec::new(), |(found, _)| found)
}

fn kind_of(header: &[&str], dictionaries: &Dictionaries<'_>) -> String {
    let cells = vec!["x"; header.len()];
    let found = found(Memory::text(&[header, &cells]), None, dictionaries);
    found
        .first()
        .map_or_else(|| "none".to_owned(), |l| l.kind.clone())
}

/// The ledgers: kinds that are recognised and are no catalogs.
fn ledgers() -> impl Iterator<Item = &'static TableKind> {
    table_kinds()
        .iter()
        .filter(|k| !k.names.is_empty() && k.keys.is_empty())
}

/// The fields of a kind, those of its own first.
fn fields_of(vocabulary: &Vocabulary, kind: &str) -> Vec<Field> {
    let tables = |f: &Field| vocabulary.tables_of(*f);
    let mut fields: Vec<Field> = vocabulary.fields().map(|(f, _)| f).collect();
    fields.retain(|f| vocabulary.entry(*f).tables.iter().any(|t| t == kind));
    fields.sort_by_key(|f| tables(f).len());
    fields
}

/// The n-th way to write a field in a kind of table: by its name, then as the vocabulary spells it there.
fn spelt<'v>(vocabulary: &'v Vocabulary, kind: &str, field: Field, n: usize) -> &'v str {
    let dialects = vocabulary
        .dialects()
        .iter()
        .filter(|d| d.tables.iter().any(|t| t == kind));
    let spoken = dialects
        .flat_map(|d| &d.headers)
        .filter(|(f, _)| *f == field)
        .flat_map(|(_, h)| h);
    let all: Vec<&String> = std::iter::once(&vocabulary.entry(field).zh)
        .chain(spoken)
        .collect();
    all.get(n % all.len()).map_or("", |s| s.as_str())
}

#[test]
fn every_kind_is_known_by_its_own_fields_and_no_other() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    let mut wrong = Vec::new();
    for kind in ledgers() {
        let fields = fields_of(&vocabulary, &kind.id);
        for n in 0..6 {
            let header: Vec<&str> = fields
                .iter()
                .map(|&f| spelt(&vocabulary, &kind.id, f, n))
                .collect();
            let seen = kind_of(&header, &dictionaries);
            if seen != kind.id {
                wrong.push(format!("{} spelt in way {n}: {seen}", kind.id));
            }
            let turned: Vec<&str> = header.iter().rev().copied().collect();
            assert_eq!(
                kind_of(&turned, &dictionaries),
                seen,
                "{}: the order of columns says nothing",
                kind.id
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_kind_is_known_with_columns_missing() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    let mut wrong = Vec::new();
    for kind in ledgers() {
        let fields = fields_of(&vocabulary, &kind.id);
        // Six columns go, wherever they stand; a small ledger keeps four.
        let gone = 6.min(fields.len().saturating_sub(4));
        for start in 0..fields.len() {
            let kept = (0..fields.len() - gone).filter_map(|i| fields.get((start + i) % fields.len()));
            let kept: Vec<Field> = kept.copied().collect();
            // What two kinds share tells neither.
            let tells = |f: &&Field| vocabulary.tables_of(**f).len() == 1;
            if kept.iter().filter(tells).count() < ENOUGH {
                continue;
            }
            let header: Vec<&str> = kept.iter().map(|&f| spelt(&vocabulary, &kind.id, f, 0)).collect();
            let seen = kind_of(&header, &dictionaries);
            if seen != kind.id {
                wrong.push(format!("{} from column {start}: {seen}", kind.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_title_or_a_name_tells_what_headers_leave_open() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    for kind in ledgers() {
        let fields = fields_of(&vocabulary, &kind.id);
        let header: Vec<&str> = fields
            .iter()
            .take(4)
            .map(|&f| spelt(&vocabulary, &kind.id, f, 0))
            .collect();
        let cells = vec!["x"; header.len()];
        let title = format!("2026年某厅{}（试行）", kind.zh);
        let rows: [&[&str]; 4] = [
            &[&title],
            &["填报单位：某厅", "填报日期：2026年3月"],
            &header,
            &cells,
        ];
        let seen = found(Memory::text(&rows), None, &dictionaries);
        assert_eq!(
            seen.first().map(|l| (l.kind.as_str(), &*l.header_rows)),
            Some((&*kind.id, &[3][..])),
            "{title}"
        );
        let named = found(Memory::default().sheet(&kind.zh, &rows[2..]), None, &dictionaries);
        assert_eq!(
            named.first().map(|l| l.kind.as_str()),
            Some(&*kind.id),
            "sheet {}",
            kind.zh
        );
        let file = found(Memory::text(&rows[2..]), Some(&kind.zh), &dictionaries);
        assert_eq!(
            file.first().map(|l| l.kind.as_str()),
            Some(&*kind.id),
            "file {}",
            kind.zh
        );
    }
}

#[test]
fn no_two_kinds_have_the_same_name() {
    let mut seen = BTreeSet::new();
    for name in table_kinds().iter().flat_map(|k| &k.names) {
        assert!(seen.insert(fold(name)), "{name} names two kinds");
    }
}

#[test]
fn what_tells_and_what_denies_are_fields() {
    let vocabulary = Vocabulary::built_in();
    for kind in table_kinds() {
        for id in kind.tell.iter().chain(&kind.never).chain(&kind.keys) {
            assert!(vocabulary.field(id).is_some(), "{}: {id}", kind.id);
        }
    }
}

#[test]
fn catalogs_stay_catalogs() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    for header in [
        // As open-data portals export them.
        &[
            "标题",
            "数源单位",
            "数据领域",
            "发布日期",
            "更新日期",
            "开放条件",
            "数据量",
            "更新周期",
            "摘要",
        ] as &[&str],
        &[
            "标题",
            "来源部门",
            "重点领域",
            "发布时间",
            "更新时间",
            "开放条件",
            "所属行业",
            "更新频率",
            "数据格式",
        ],
        &[
            "目录名称",
            "更新频率",
            "提供部门",
            "开放类型",
            "开放条件",
            "领域分类",
            "资源格式",
            "详情页网址",
        ],
        &[
            "目录编码",
            "数据目录名称",
            "提供单位",
            "更新频率",
            "最近更新日期",
            "发布日期",
        ],
        &[
            "信息资源名称",
            "信息项名称",
            "信息资源提供方",
            "共享类型",
            "共享方式",
            "更新周期",
            "发布日期",
        ],
        &[
            "资源名称",
            "提供单位",
            "共享属性",
            "共享条件",
            "更新频率",
            "联系人",
            "联系电话",
            "备注",
        ],
        &["单位名称", "目录名称", "数据格式", "更新频率"],
        // Words that half of all tables have tell of none.
        &[
            "编号",
            "目录类型",
            "数据资源标题",
            "数据提供方",
            "单位",
            "状态",
            "方式",
            "时间",
        ],
        &[
            "编号",
            "数据类型",
            "资源名称",
            "提供单位",
            "服务方式",
            "有效期",
            "来源",
            "负责人",
            "用途",
        ],
    ] {
        assert_eq!(kind_of(header, &dictionaries), "catalog", "{header:?}");
    }
}

#[test]
fn open_catalogs_are_named_so() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    let named = |name: &str, header: &[&str]| {
        let cells = vec!["x"; header.len()];
        let found = found(
            Memory::default().sheet(name, &[header, &cells]),
            None,
            &dictionaries,
        );
        found.first().map(|l| l.kind.clone())
    };
    let open = &["数据名称", "提供单位", "开放属性", "更新频率", "数据格式"];
    assert_eq!(named("公共数据开放清单", open).as_deref(), Some("open_catalog"));
    assert_eq!(named("公共数据资源目录", open).as_deref(), Some("catalog"));
    // What says how a resource is shared is no list of what is open, whatever its name.
    let shared = &["数据名称", "提供单位", "共享属性", "开放属性", "更新频率"];
    assert_eq!(named("共享开放清单", shared).as_deref(), Some("catalog"));
    assert_eq!(
        named("目录变更台账", &["目录名称", "变更类型", "变更时间"]).as_deref(),
        Some("catalog_changes")
    );
}

/// Sheets of one book, each of its own kind.
#[test]
fn a_workbook_holds_tables_of_several_kinds() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    let book = Memory::default()
        .sheet(
            "目录",
            &[
                ["目录名称", "提供单位", "共享属性", "更新频率"],
                ["甲", "某厅", "无条件共享", "每年"],
            ],
        )
        .sheet(
            "开放目录",
            &[
                ["目录名称", "提供单位", "开放属性", "更新频率"],
                ["甲", "某厅", "无条件开放", "每年"],
            ],
        )
        .sheet(
            "Sheet3",
            &[
                ["资源名称", "申请单位", "申请时间", "答复时间"],
                ["甲", "乙厅", "2026-03-02", "2026-03-03"],
            ],
        );
    let kinds: Vec<String> = found(book, None, &dictionaries)
        .into_iter()
        .map(|l| l.kind)
        .collect();
    assert_eq!(kinds, ["catalog", "open_catalog", "sharing_requests"]);
}

/// Files of the ledgers' folder, each named by its kind.
fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ledgers");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    files
}

#[test]
fn ledgers_as_departments_keep_them() {
    let vocabulary = Vocabulary::built_in();
    let dictionaries = Dictionaries::new(&vocabulary, &Options::default()).unwrap();
    let files = fixtures();
    for kind in ledgers() {
        assert!(
            files
                .iter()
                .any(|f| f.file_stem().is_some_and(|s| *s == *kind.id)),
            "no {}",
            kind.id
        );
    }
    let mut wrong = Vec::new();
    for file in &files {
        let kind = file.file_stem().unwrap().to_string_lossy().into_owned();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_path(file)
            .unwrap();
        let rows: Vec<Vec<String>> = reader
            .records()
            .map(|r| r.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let found = found(Memory::text(&rows), None, &dictionaries);
        let Some(layout) = found.first() else {
            wrong.push(format!("{kind}: no table"));
            continue;
        };
        if layout.kind != kind {
            wrong.push(format!("{kind}: taken for {}", layout.kind));
        }
        let lost = layout.columns.headers().iter().filter(|h| h.fields.is_empty());
        wrong.extend(lost.map(|h| format!("{kind}: {} means nothing", h.text)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
