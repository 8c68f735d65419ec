//! The kinds over records in memory: what is claimed, and what is told of it.

mod near;
mod written;

use super::*;
use crate::model::{Columns, Header, Kind, Record, fold};
use proptest::prelude::*;
use std::cell::RefCell;
use std::time::Instant;

fn rule(source: &str, vocabulary: &Vocabulary) -> Result<Box<dyn Across>, Vec<Fault>> {
    #[derive(Deserialize)]
    struct File {
        across: AcrossRule,
    }
    let file: File = toml::from_str(source).unwrap();
    let mut faults = Vec::new();
    file.across.compile(vocabulary, &mut faults).ok_or(faults)
}

/// Tables in memory: for each the lanes it goes to, its field ids, its rows.
type Tables<'t> = &'t [(&'t [usize], &'t [&'t str], Vec<Vec<String>>)];

struct Gathered {
    claims: Vec<Claims>,
    spots: RefCell<Vec<Spot>>,
    has: Vec<bool>,
}

impl Evidence for Gathered {
    fn claims(&self, lane: usize) -> &Claims {
        &self.claims[lane]
    }
    fn has(&self, lane: usize) -> bool {
        self.has[lane]
    }
    fn spot(&self, claim: &Claim) -> io::Result<Spot> {
        Ok(self.spots.borrow()[claim.spot() as usize].clone())
    }
}

fn columns(vocabulary: &Vocabulary, ids: &[&str]) -> Columns {
    let header = |(i, id): (usize, &&str)| Header {
        column: i as u16,
        text: (*id).to_owned(),
        fields: vec![vocabulary.field(id).unwrap()],
        hidden: false,
    };
    Columns::new(vocabulary, ids.iter().enumerate().map(header).collect())
}

fn gather(rule: &dyn Across, vocabulary: &Vocabulary, tables: Tables<'_>) -> Gathered {
    let mut spots: Vec<Spot> = Vec::new();
    let mut lanes: Vec<Vec<Claim>> = vec![Vec::new(); rule.lanes().len()];
    let mut has = vec![false; rule.lanes().len()];
    let mut owners: Vec<String> = vec![String::new()];
    for (number, (into, ids, rows)) in tables.iter().enumerate() {
        let columns = columns(vocabulary, ids);
        for &lane in *into {
            let spec = &rule.lanes()[lane];
            if spec.able(&columns).is_err() {
                continue;
            }
            has[lane] = true;
            let mut lookout = Lookout::new(spec);
            let mut reader = Reader::new(fold);
            let mut record = Record::new(vocabulary, &columns);
            for (i, cells) in rows.iter().enumerate() {
                record.row_mut().clear(i as u32 + 2, None);
                for (c, cell) in cells.iter().enumerate() {
                    match cell.strip_prefix('^') {
                        Some(text) => {
                            record.row_mut().inherit(c as u16, Kind::Text, text, i as u32 + 1);
                            record.row_mut().starts = false;
                        }
                        None => record.row_mut().put(c as u16, Kind::Text, cell),
                    }
                }
                record.interpret();
                if !lookout.applies(&record) {
                    continue;
                }
                let meanings = spec.meanings(&record);
                let file = format!("{number}.csv");
                let watch = if meanings.iter().all(String::is_empty) {
                    String::new()
                } else {
                    meanings.join(" ")
                };
                let owner = lookout
                    .owner(&record)
                    .map_or(String::new(), |(_, name)| name.to_owned());
                let body = reader.body(&owner);
                let folded = body.name.clone();
                let number_of = owners.iter().position(|o| *o == folded).unwrap_or_else(|| {
                    owners.push(folded.clone());
                    owners.len() - 1
                });
                let (mut whole, mut all) = (None, Vec::new());
                reader.turn();
                let claimant = Claimant {
                    name: &folded,
                    number: body.number,
                    apart: &file,
                };
                let claims = lookout.see(&record, &mut reader, claimant, &watch, &mut all);
                assert!(claims || all.is_empty());
                for made in all {
                    let watched = |(&f, m): (&Field, &String)| Watched {
                        field: vocabulary.entry(f).id.clone(),
                        meaning: m.clone(),
                        text: record.text(f).to_owned(),
                        row: record.row().number,
                        column: record.place(f).column(),
                        header: None,
                    };
                    let at = if let Some(at) = whole.filter(|_| !made.apart) {
                        at
                    } else {
                        spots.push(Spot {
                            file: file.clone(),
                            row: record.place(made.field).row(),
                            column: record.place(made.field).column(),
                            field: vocabulary.entry(made.field).id.clone(),
                            text: record.text(made.field).to_owned(),
                            claimed: made.claimed.of(record.text(made.field)).to_owned(),
                            owner: owner.clone(),
                            watch: spec.watch.iter().zip(&meanings).map(watched).collect(),
                            ..Spot::default()
                        });
                        spots.len() - 1
                    };
                    if !made.apart {
                        whole = Some(at);
                    }
                    lanes[lane].push(Claim::new(made.key, number_of as u32, made.tag, at as u64));
                }
            }
        }
    }
    let close = |(mut claims, lane): (Vec<Claim>, &Lane)| {
        if lane.sorted {
            claims.sort_unstable();
        }
        Claims::new(claims)
    };
    Gathered {
        claims: lanes.into_iter().zip(rule.lanes()).map(close).collect(),
        spots: RefCell::new(spots),
        has,
    }
}

fn settle(source: &str, tables: Tables<'_>) -> Vec<Clash> {
    let vocabulary = Vocabulary::built_in();
    let rule = rule(source, &vocabulary).unwrap();
    let gathered = gather(rule.as_ref(), &vocabulary, tables);
    let mut clashes = Vec::new();
    rule.settle(&vocabulary, &gathered, &mut |clash| {
        clashes.push(clash);
        Ok(())
    })
    .unwrap();
    clashes
}

fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter()
        .map(|r| r.iter().map(|c| (*c).to_owned()).collect())
        .collect()
}

/// `0.csv!A2 code? ← 1.csv!A3`: where, whether in doubt, the other side.
fn told(clashes: &[Clash]) -> Vec<String> {
    let at = |s: &Spot| {
        format!(
            "{}!{}",
            s.file.trim_end_matches(".csv"),
            s.place().cell().unwrap_or_default()
        )
    };
    let one = |c: &Clash| {
        let doubt = if c.breach.certain { "" } else { "?" };
        let related: Vec<_> = c.related.iter().map(at).collect();
        format!("{}{doubt} {}", at(&c.at), related.join(" "))
            .trim()
            .to_owned()
    };
    clashes.iter().map(one).collect()
}

const ONE: &str = r#"across.one-source = { codes = ["data_code"], items = "data_items", owner = ["source_dept", "provider"] }"#;

#[test]
fn one_code_or_item_of_two_bodies() {
    let ids: &[&str] = &["data_code", "data_items", "provider", "source_dept"];
    let first = rows(&[
        &["GX000001", "榨季、姓名、入榨量", "甲局", ""],
        &["GX000002", "榨季", "甲局", ""],
        &["1", "渔船", "甲局", ""],
    ]);
    let second = rows(&[
        &["GX000001", "统一社会信用代码", "乙站", ""],
        &["GX000003", "榨 季、申请人姓名", "乙站", ""],
        &["GX000004", "入榨量", "乙站", "甲局"],
        &["1", "编号", "丙站", ""],
        &["GX000001", "榨季", "丙站", ""],
        &["", "", "", ""],
    ]);
    let clashes = settle(ONE, &[(&[0], ids, first), (&[0], ids, second)]);
    let mut found = told(&clashes);
    found.sort();
    assert_eq!(found, ["1!A2 0!A2", "1!A5? 0!A4", "1!B3? 0!B2"]);
    let code = clashes.iter().find(|c| c.breach.certain).unwrap();
    assert_eq!(
        code.breach.message.zh,
        "统一编码“GX000001”由 3 个单位登记：“甲局”在先，“乙站”在后，另有 1 个单位：丙站"
    );
}

#[test]
fn a_resource_over_several_rows_claims_once() {
    let ids: &[&str] = &["data_code", "data_items", "provider"];
    let table = rows(&[
        &["GX000001", "榨季", "甲局"],
        &["^GX000001", "入榨量", "^甲局"],
        &["^GX000001", "糖厂", "乙局"],
    ]);
    assert_eq!(told(&settle(ONE, &[(&[0], ids, table)])), Vec::<String>::new());
    let unique = r#"across.unique = { fields = ["data_code"] }"#;
    let again = rows(&[
        &["GX000001", "", ""],
        &["^GX000001", "", ""],
        &["GX000002", "", ""],
        &["GX000001", "", ""],
    ]);
    assert_eq!(told(&settle(unique, &[(&[0], ids, again)])), ["0!A5 0!A2"]);
}

const OPEN: &str = r#"across.listed = { of = "catalog", when = { open_class = "无条件开放" }, by = [["data_code"], ["catalog_name"]], in = { table = "open_catalog" }, must = "be", owner = ["provider"] }"#;

#[test]
fn what_must_be_listed_is_looked_for_by_code_then_by_name() {
    let ids: &[&str] = &["data_code", "catalog_name", "open_class", "provider"];
    let catalog = rows(&[
        &["GX000001", "甲", "无条件开放", "甲局"],
        &["GX000002", "乙", "无条件开放", "甲局"],
        &["", "丙 （新）", "无条件开放", "甲局"],
        &["GX000004", "丁", "不予开放", "甲局"],
        &["GX000005", "戊", "无条件开放", "甲局"],
        &["GX000006", "己", "无条件开放", "乙局"],
    ]);
    let open = rows(&[
        &["GX000001", "别的名称", "", "甲局"],
        &["", "乙", "", "甲局"],
        &["GX000003", "丙(新)", "", "甲局"],
        &["GX000099", "戊", "", "甲局"],
    ]);
    let clashes = settle(OPEN, &[(&[0], ids, catalog), (&[1], ids, open)]);
    // 戊 has a code on both sides, and another; 乙局 has nothing at all there.
    assert_eq!(told(&clashes), ["0!A6", "0!A7?"]);
}

#[test]
fn what_must_not_be_listed_names_the_other_side() {
    let source = r#"across.listed = { by = [["data_code"], ["catalog_name"]], in = { table = "catalog", where = { open_class = "不予开放" } }, must = "not-be", owner = ["provider"], whose = "same" }"#;
    let ids: &[&str] = &["data_code", "catalog_name", "open_class", "provider"];
    let open = rows(&[
        &["GX000001", "甲", "", ""],
        &["", "乙", "", "乙局"],
        &["", "丙", "", ""],
        &["", "丙", "", "丁局"],
    ]);
    let catalog = rows(&[
        &["GX000001", "甲", "不予开放", "甲局"],
        &["GX000002", "乙", "不予开放", "乙局"],
        &["GX000003", "丙", "不予开放", "丙局"],
        &["GX000001", "甲", "无条件开放", "甲局"],
    ]);
    let clashes = settle(source, &[(&[0], ids, open), (&[1], ids, catalog)]);
    assert_eq!(told(&clashes), ["0!A2 1!A2", "0!B3 1!A3", "0!B4? 1!A4"]);
}

#[test]
fn bodies_without_a_catalog() {
    let source = r#"across.roster = { list = "department_profile", name = ["dept_name"], exempt = "no_data_reason", owner = ["provider"] }"#;
    let list = rows(&[
        &["甲局", ""],
        &["乙 局", ""],
        &["丙局", ""],
        &["丁局", "不掌握数据"],
        &["戊局", "否"],
    ]);
    let catalog = rows(&[&["甲　局"], &["某市丙局"]]);
    let clashes = settle(
        source,
        &[
            (&[0, 2], &["dept_name", "no_data_reason"], list),
            (&[1], &["provider"], catalog),
        ],
    );
    assert_eq!(told(&clashes), ["0!A3", "0!A4? 1!A3", "0!A6"]);
}

#[test]
fn a_former_edition_is_kept_or_the_change_is_on_record() {
    let source = r#"across.kept = { of = "catalog", by = ["data_code", "catalog_name"], watch = ["share_class"], owner = ["provider"], record = "catalog_changes" }"#;
    let ids: &[&str] = &["data_code", "catalog_name", "share_class", "provider"];
    let former = rows(&[
        &["GX000001", "甲", "有条件", "甲局"],
        &["GX000002", "乙", "有条件共享", "甲局"],
        &["GX000003", "丙", "有条件共享", "甲局"],
        &["GX000004", "丁", "有条件共享", "甲局"],
        &["GX000005", "戊", "有条件共享", "乙局"],
        &["GX000006", "己", "", "甲局"],
    ]);
    let now = rows(&[
        &["GX000001", "甲", "有条件共享", "甲局"],
        &["GX000002", "乙", "不予共享", "甲局"],
        &["GX000006", "己", "不予共享", "甲局"],
    ]);
    let changes = rows(&[&["GX000003"]]);
    let clashes = settle(
        source,
        &[
            (&[0], ids, former),
            (&[1], ids, now),
            (&[2], &["data_code"], changes),
        ],
    );
    assert_eq!(told(&clashes), ["1!C3? 0!A3", "0!A5?"]);
    assert!(
        clashes[0]
            .breach
            .message
            .zh
            .contains("由“有条件共享”改为“不予共享”")
    );
}

const SAMPLES: &[&str] = &[
    ONE,
    r#"across.unique = { fields = ["data_code"] }"#,
    OPEN,
    r#"across.roster = { list = "department_profile", name = ["dept_name"], exempt = "no_data_reason", owner = ["provider"] }"#,
    r#"across.kept = { of = "catalog", by = ["data_code", "catalog_name"], watch = ["share_class"], owner = ["provider"], record = "catalog_changes" }"#,
    r#"across.alike = { name = ["catalog_name"], owner = ["provider"] }"#,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_cell_makes_any_kind_panic(
        table in proptest::collection::vec(proptest::collection::vec("\\PC{0,8}|[甲乙丙、1-9.()（）]{0,6}", 5), 0..12),
    ) {
        let ids: &[&str] = &["data_code", "catalog_name", "data_items", "provider", "share_class"];
        let list: &[&str] = &["dept_name", "no_data_reason", "data_code", "catalog_name", "provider"];
        for source in SAMPLES {
            let lanes: &[usize] = match rule(source, &Vocabulary::built_in()).unwrap().lanes().len() {
                1 => &[0],
                2 => &[0, 1],
                _ => &[0, 1, 2],
            };
            for clash in settle(source, &[(lanes, ids, table.clone()), (lanes, list, table.clone())]) {
                prop_assert!(!clash.breach.message.zh.is_empty());
            }
        }
    }
}
