//! Every pack that is built in has fixtures: clean tables that yield no finding, and one breach a requirement that
//! yields exactly what it says, at exactly its cell. The packs and the files are found by walking the folders.

use dataaudit::audit::{self, Finding, Plan, Progress, Sink};
use dataaudit::ingest;
use dataaudit::law::{self, Pack};
use dataaudit::model::Vocabulary;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Breaches {
    /// The day the tables are clean on.
    as_of: chrono::NaiveDate,
    breach: Vec<Breach>,
}

/// One cell of a clean table changed, and what must follow.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Breach {
    requirement: String,
    /// Table kind; its clean table is `clean.csv` for catalogs, `clean.<kind>.csv` for the rest.
    #[serde(default = "catalog")]
    table: String,
    /// Row as Excel numbers it.
    row: usize,
    /// Header of the column; the whole column is taken away where `value` is absent.
    column: String,
    value: Option<String>,
    /// Other cells of the row that must change with it for the breach to be one.
    #[serde(default)]
    with: BTreeMap<String, String>,
    /// Other duties that the same change rightly breaks.
    #[serde(default)]
    also: Vec<String>,
    /// Where the finding stands when that is another column.
    at: Option<String>,
}

fn catalog() -> String {
    "catalog".to_owned()
}

#[derive(Default)]
struct Seen(Vec<(String, u32, Option<String>)>);

impl Sink for Seen {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let header = finding.header.map(str::to_owned);
        self.0.push((
            finding.requirement.id.clone(),
            finding.address.place.row(),
            header,
        ));
        Ok(())
    }
}

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}

type Rows = Vec<Vec<String>>;

fn read(path: &Path) -> Rows {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(path)
        .unwrap();
    reader
        .records()
        .map(|r| r.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn findings(pack: &Pack, vocabulary: &Vocabulary, as_of: chrono::NaiveDate, kind: &str, rows: &Rows) -> Seen {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    file.write_all(&writer.into_inner().unwrap()).unwrap();
    let layout = ingest::Options {
        kind: Some(kind.to_owned()),
        ..ingest::Options::default()
    };
    let reading = ingest::Reading {
        layout,
        ..ingest::Reading::default()
    };
    let plan = Plan::new(&[pack], as_of, true, vocabulary, reading);
    let mut seen = Seen::default();
    let files = [("fixture.csv".to_owned(), file.path().to_owned())];
    let outcome = audit::run(&plan, &files, &mut seen, &Silent).unwrap();
    for input in &outcome.inputs {
        assert_eq!(input.error, None, "{}: {kind}", pack.instrument.id);
        let unmapped: Vec<_> = input
            .tables
            .iter()
            .flat_map(|t| &t.columns)
            .filter(|h| h.fields.is_empty())
            .collect();
        assert!(
            unmapped.is_empty(),
            "{}: columns not recognised: {unmapped:?}",
            pack.instrument.id
        );
    }
    seen
}

fn folder(pack: &Pack) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(&pack.instrument.id)
}

fn clean_tables(pack: &Pack) -> BTreeMap<String, Rows> {
    let mut tables = BTreeMap::new();
    let folder = folder(pack);
    for entry in std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(middle) = name.strip_prefix("clean").and_then(|n| n.strip_suffix("csv")) else {
            continue;
        };
        let kind = middle.trim_matches('.');
        tables.insert(
            if kind.is_empty() {
                catalog()
            } else {
                kind.to_owned()
            },
            read(&path),
        );
    }
    tables
}

fn breaches(pack: &Pack) -> Breaches {
    let path = folder(pack).join("breaches.toml");
    let source = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&source).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The clean table with one breach planted.
fn broken(clean: &Rows, breach: &Breach) -> Rows {
    let mut rows = clean.clone();
    let column = |name: &str| {
        let at = clean[0].iter().position(|h| h == name);
        at.unwrap_or_else(|| panic!("{}: no column {name}", breach.requirement))
    };
    for (name, value) in &breach.with {
        value.clone_into(&mut rows[breach.row - 1][column(name)]);
    }
    let column = column(&breach.column);
    match &breach.value {
        Some(value) => value.clone_into(&mut rows[breach.row - 1][column]),
        None => rows.iter_mut().for_each(|row| drop(row.remove(column))),
    }
    rows
}

#[test]
fn clean_tables_are_clean() {
    let vocabulary = Vocabulary::built_in();
    for pack in law::built_in(&vocabulary) {
        let as_of = breaches(&pack).as_of;
        for (kind, rows) in clean_tables(&pack) {
            let seen = findings(&pack, &vocabulary, as_of, &kind, &rows);
            assert_eq!(seen.0, [], "{} {kind}", pack.instrument.id);
        }
    }
}

/// What a planted breach yields other than it should.
fn deviation(
    pack: &Pack,
    vocabulary: &Vocabulary,
    tables: &BTreeMap<String, Rows>,
    as_of: chrono::NaiveDate,
    planted: &Breach,
) -> Option<String> {
    let name = format!("{} {}", planted.requirement, planted.column);
    let Some(clean) = tables.get(&planted.table) else {
        return Some(format!("{name}: no clean.{}.csv", planted.table));
    };
    let mut seen = findings(pack, vocabulary, as_of, &planted.table, &broken(clean, planted)).0;
    let (row, header) = match planted.value {
        Some(_) => (
            planted.row as u32,
            Some(planted.at.clone().unwrap_or(planted.column.clone())),
        ),
        None => (1, None),
    };
    let expected = (planted.requirement.clone(), row, header);
    let Some(at) = seen.iter().position(|s| *s == expected) else {
        return Some(format!("{name}: expected {expected:?}, saw {seen:?}"));
    };
    seen.remove(at);
    let others: BTreeSet<_> = seen.into_iter().map(|(id, ..)| id).collect();
    let also: BTreeSet<_> = planted.also.iter().cloned().collect();
    (others != also).then(|| format!("{name}: also yields {others:?}, not {also:?}"))
}

#[test]
fn every_breach_yields_exactly_its_finding() {
    let vocabulary = Vocabulary::built_in();
    let mut wrong = Vec::new();
    for pack in law::built_in(&vocabulary) {
        let tables = clean_tables(&pack);
        let Breaches { as_of, breach } = breaches(&pack);
        wrong.extend(
            breach
                .iter()
                .filter_map(|planted| deviation(&pack, &vocabulary, &tables, as_of, planted)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_judged_requirement_is_broken_by_a_breach() {
    let vocabulary = Vocabulary::built_in();
    for pack in law::built_in(&vocabulary) {
        let planted: Vec<_> = breaches(&pack)
            .breach
            .into_iter()
            .map(|b| b.requirement)
            .collect();
        let judged = pack.requirements.iter().filter(|r| r.check().is_some());
        let unbroken: Vec<_> = judged.map(|r| &r.id).filter(|id| !planted.contains(id)).collect();
        assert!(
            unbroken.is_empty(),
            "{}: no breach planted for {unbroken:?}",
            pack.instrument.id
        );
    }
}
