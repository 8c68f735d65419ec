//! Templates that are filled in: with tables that are in order, with every value on offer, and by somebody who follows them.

use super::person::{Filled, Person};
use super::{HEADER, Law, checked, fill, headers, inputs, known, lists};
use crate::report::root;
use dataaudit::law::{Pack, Requirement};
use dataaudit::model::{Entry, Severity, Type};
use dataaudit::report::kinds_asked;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The packs that list the fields of a catalog themselves.
fn listing(law: &Law) -> Vec<&Pack> {
    let lists = |r: &Requirement| r.is_about("catalog") && r.missing == Some(Severity::Error);
    let listing: Vec<&Pack> = law
        .packs
        .iter()
        .filter(|p| p.requirements.iter().any(lists))
        .collect();
    assert!(listing.len() > 1);
    listing
}

/// What the prompts of some packs ask a text to be, in words: one that will do, by field.
fn told(law: &Law, ids: &str) -> BTreeMap<String, String> {
    let checks = law
        .chosen(ids)
        .into_iter()
        .flat_map(|p| &p.requirements)
        .filter_map(Requirement::check);
    let mut told = BTreeMap::new();
    for check in checks {
        for shape in check.shapes() {
            told.insert(law.vocabulary.entry(shape.field).id.clone(), shape.sample);
        }
    }
    told
}

/// What breaks requirements that are more than encouragement, though the instrument may not be in force: where, what.
fn serious(law: &Law, report: &Value) -> Vec<(String, String)> {
    let serious = |f: &&Value| {
        let id = f["requirement"].as_str().unwrap();
        let mut all = law.packs.iter().filter_map(|p| p.requirement(id));
        all.any(|r| r.severity != Severity::Info)
    };
    let findings = report["findings"].as_array().unwrap().iter();
    let told = |f: &Value| {
        let cell = f["location"]["cell"].as_str().unwrap_or_default().to_owned();
        (cell, format!("{} {}", f["requirement"], f["message"]))
    };
    findings.filter(serious).map(told).collect()
}

/// Fills in a template as it asks, and another with the rows that stay coloured; what `check` says of both.
fn followed(law: &Law, ids: &str) -> (usize, [Value; 2], PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("filled.xlsx");
    let fields = law.template(ids, "catalog", &path);
    let odd_path = folder.path().join("odd.xlsx");
    std::fs::copy(&path, &odd_path).unwrap();
    let (sound, odd) = Person::before(&path, &fields, &told(law, ids)).rows();
    let write = |path: &Path, rows: &[Filled]| {
        fill(path, rows);
        checked(ids, &[path.to_str().unwrap().to_owned()])
    };
    let reports = [write(&path, &sound), write(&odd_path, &odd)];
    let input = &reports[0]["inputs"][0];
    if input["error"]["code"] == "nothing-applies" {
        // The columns are the national instrument's; the notice of the template says to choose it too.
        return followed(law, &format!("{ids},national"));
    }
    let table = &input["tables"][0];
    assert_eq!(
        (&table["kind"], &table["rows"]),
        (&"catalog".into(), &sound.len().into()),
        "{ids}"
    );
    known(&fields, table, ids);
    (odd.len(), reports, path, folder)
}

/// The template of every jurisdiction, and of all that list fields at once, filled in by its example, lists, prompts and
/// colours alone: `check` finds nothing that counts. What stays coloured whatever else is changed is found indeed.
#[test]
fn what_is_filled_in_as_the_template_asks_is_in_order() {
    let law = Law::built_in();
    let single = law.packs.iter().map(|p| p.instrument.id.clone());
    let listing = listing(&law);
    let several: Vec<&str> = listing.iter().map(|p| p.instrument.id.as_str()).collect();
    for ids in single.chain([several.join(",")]) {
        let (odd, [sound, conflicts], path, _folder) = followed(&law, &ids);
        let found = serious(&law, &sound);
        assert!(found.is_empty(), "{ids}: {found:#?}");
        let row = |cell: &str| {
            cell.trim_start_matches(|c: char| c.is_ascii_alphabetic())
                .to_owned()
        };
        let rows: BTreeSet<String> = serious(&law, &conflicts)
            .iter()
            .map(|(cell, _)| row(cell))
            .collect();
        assert_eq!(rows.len(), odd, "{ids}: a colour without a finding");
        let articles = super::row(&path, HEADER + 1).join(" ");
        for pack in listing.iter().filter(|_| ids.contains(',')) {
            let name = &pack.instrument.names[0];
            assert!(articles.contains(&format!("{name}第")), "{articles}");
        }
    }
}

/// What was found, wherever it stands.
fn findings(report: &Value) -> BTreeSet<(String, String)> {
    let text = |f: &Value, key: &str| f[key].as_str().unwrap_or_default().to_owned();
    let all = report["findings"].as_array().unwrap().iter();
    all.map(|f| (text(f, "requirement"), text(f, "message")))
        .collect()
}

/// The rows of a table that is in order, by field.
fn clean(path: &Path, tables: &Value) -> Vec<BTreeMap<String, String>> {
    let columns = tables["columns"].as_array().unwrap();
    let fields: Vec<&str> = columns
        .iter()
        .map(|c| c["field"].as_str().unwrap_or_default())
        .collect();
    let mut file = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    file.records()
        .map(|row| {
            let row = row.unwrap();
            let cells = fields
                .iter()
                .zip(row.iter())
                .filter(|(f, c)| !f.is_empty() && !c.is_empty());
            cells.map(|(f, c)| ((*f).to_owned(), c.to_owned())).collect()
        })
        .collect()
}

/// The clean tables of an instrument, by kind.
fn clean_tables(id: &str) -> Vec<String> {
    let folder = root().join("fixtures").join(id);
    let mut all: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.file_name().unwrap().to_str().unwrap().starts_with("clean"))
        .map(|p| p.to_str().unwrap().to_owned())
        .collect();
    all.sort();
    all
}

/// The rows of a table with each cell in the column of its field.
fn placed(fields: &[&Entry], rows: &[BTreeMap<String, String>]) -> Vec<BTreeMap<usize, String>> {
    let cell = |(field, text): (&String, &String)| {
        let at = fields.iter().position(|f| f.id == *field)?;
        Some((at + 1, text.clone()))
    };
    rows.iter()
        .map(|row| row.iter().filter_map(cell).collect())
        .collect()
}

/// The tables of an instrument that are in order, copied into templates, are in order there: every column is known for what
/// it is, the example and the articles are no records, and nothing is found that was not found before.
#[test]
fn what_is_in_order_is_in_order_in_a_template() {
    let law = Law::built_in();
    for pack in &law.packs {
        let id = &pack.instrument.id;
        let before = checked(id, &clean_tables(id));
        let folder = tempfile::tempdir().unwrap();
        let (mut paths, mut made) = (Vec::new(), Vec::new());
        for input in before["inputs"].as_array().unwrap() {
            let table = &input["tables"][0];
            let kind = table["kind"].as_str().unwrap();
            let path = folder.path().join(format!("{}.xlsx", paths.len() + 100));
            let fields = law.template(id, kind, &path);
            let rows = clean(Path::new(input["path"].as_str().unwrap()), table);
            fill(&path, &placed(&fields, &rows));
            made.push(fields);
            paths.push(path.to_str().unwrap().to_owned());
        }
        let after = checked(id, &paths);
        for ((input, was), fields) in inputs(&after).zip(inputs(&before)).zip(&made) {
            let (table, was) = (&input["tables"][0], &was["tables"][0]);
            let kind = was["kind"].as_str().unwrap();
            assert_eq!(
                (&table["kind"], &table["rows"]),
                (&was["kind"], &was["rows"]),
                "{id}"
            );
            assert_eq!(table["skipped_rows"], 2, "{id} {kind}");
            known(fields, table, &format!("{id} {kind}"));
        }
        let (before, after) = (findings(&before), findings(&after));
        // The tables of the fixtures are each in order, and not made to be held against each other.
        let within = |(id, _): &&(String, String)| pack.requirement(id).is_some_and(|r| r.across().is_none());
        let new: Vec<_> = after.difference(&before).filter(within).collect();
        assert!(new.is_empty(), "{id}: {new:#?}");
    }
}

/// One row for each value on offer, every other cell filled in too: no value is refused and nothing is missing.
#[test]
fn whatever_the_lists_offer_is_taken() {
    let law = Law::built_in();
    for pack in &law.packs {
        let id = &pack.instrument.id;
        let folder = tempfile::tempdir().unwrap();
        let mut paths = Vec::new();
        for kind in kinds_asked(&[pack]).into_iter().filter(|k| *k != "meta") {
            let path = folder.path().join(format!("{kind}.xlsx"));
            let fields = law.template(id, kind, &path);
            fill(&path, &generated(&fields, &path));
            paths.push(path.to_str().unwrap().to_owned());
        }
        paths.sort();
        let report = checked(id, &paths);
        assert_eq!(report["summary"]["tables"], paths.len(), "{id}");
        for (input, path) in inputs(&report).zip(&paths) {
            let kind = Path::new(path).file_stem().unwrap().to_str().unwrap();
            let table = &input["tables"][0];
            assert_eq!(table["kind"], kind, "{id}");
            // What cannot be judged is not read.
            let read = table["rows"] != 0;
            assert!(!read || table["skipped_rows"] == 2, "{id} {kind}");
        }
        for finding in report["findings"].as_array().unwrap() {
            let requirement = pack
                .requirement(finding["requirement"].as_str().unwrap())
                .unwrap();
            let (id, message) = (&requirement.id, finding["message"].as_str().unwrap());
            // What is missing from other tables is theirs.
            let within = requirement.across().is_none();
            let kind = requirement.check().map_or("", |check| check.kind());
            let filled = within && matches!(kind, "required" | "required-when" | "one-of");
            assert!(!filled, "{id}: {message}");
        }
    }
}

/// A row for each value of the lists of a template, all cells filled in: from the lists, else by what the example shows.
fn generated(fields: &[&Entry], path: &Path) -> Vec<BTreeMap<usize, String>> {
    let lists = lists(path);
    let mut base = BTreeMap::new();
    let headers: Vec<(usize, String)> = headers(path).into_iter().skip(1).collect();
    for ((at, header), entry) in headers.iter().zip(fields) {
        let value = match (lists.get(header), &entry.kind) {
            (Some(values), _) => values[0].clone(),
            (None, Type::Date) => "2026-02-20".to_owned(),
            (None, Type::Number) => "0".to_owned(),
            (None, _) => format!("内容{at}"),
        };
        base.insert(*at, value);
    }
    let mut rows = vec![base.clone()];
    for (at, header) in &headers {
        for value in lists.get(header).into_iter().flatten() {
            let mut row = base.clone();
            row.insert(*at, value.clone());
            rows.push(row);
        }
    }
    rows
}
