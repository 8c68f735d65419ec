//! A list of names as it stands in a file. Keeps every name with its place in a text that can be shown; knows nothing of
//! what names may be.

use super::Name;
use crate::audit::lines::{in_a_line, lines};
use crate::audit::words;
use crate::ingest::{Reading, Stopped};
use crate::law::{syntax_fault, toml_fault};
use crate::model::{Fault, Row, Vocabulary, fold};
use serde::Deserialize;
use std::path::Path;
use toml::{
    Spanned,
    de::{DeTable, ValueDeserializer},
};

/// Why a list of names cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unaliased {
    /// It cannot be read.
    #[error("{}", .0.message.en)]
    Stopped(Stopped),
    /// Its names are not in order.
    #[error("{} faults", faults.len())]
    Faults {
        /// The text that the faults stand in; of a table the cells of a row in a line.
        text: String,
        /// Everything wrong with it.
        faults: Vec<Fault>,
    },
}

/// The text, the departments with their other names, and what is not well written.
type Read = (String, Vec<(Name, Vec<Name>)>, Vec<Fault>);

pub(super) fn read(path: &Path, vocabulary: &Vocabulary, reading: &Reading) -> Result<Read, Unaliased> {
    let is_toml = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    if is_toml {
        let text = std::fs::read_to_string(path).map_err(|why| Unaliased::Stopped(words::no_list(&why)))?;
        let mut faults = Vec::new();
        let entries = toml(&text, &mut faults);
        return Ok((text, entries, faults));
    }
    let cells = |row: &Row| [0, 1].map(|column| in_a_line(row.text(column), "；")).to_vec();
    let text = lines(path, vocabulary, reading, cells).map_err(Unaliased::Stopped)?;
    let entries = table(&text);
    Ok((text, entries, Vec::new()))
}

fn toml(text: &str, faults: &mut Vec<Fault>) -> Vec<(Name, Vec<Name>)> {
    let (root, errors) = DeTable::parse_recoverable(text);
    faults.extend(errors.iter().map(|e| syntax_fault(e, 0..text.len())));
    let mut entries = Vec::new();
    for (key, value) in root.into_inner() {
        let (name, span) = (key.get_ref().to_string(), value.span());
        let department = Name {
            text: name,
            span: key.span(),
        };
        match Vec::<Spanned<String>>::deserialize(ValueDeserializer::from(value)) {
            Ok(others) => {
                let other = |o: Spanned<String>| Name {
                    span: o.span(),
                    text: o.into_inner(),
                };
                entries.push((department, others.into_iter().map(other).collect()));
            }
            Err(error) => faults.push(toml_fault(&error, span).help(words::list_like())),
        }
    }
    // A table knows no order; the text does.
    entries.sort_by_key(|(department, _)| department.span.start);
    entries
}

fn table(text: &str) -> Vec<(Name, Vec<Name>)> {
    let mut entries = Vec::new();
    let mut at = 0;
    for (number, line) in text.split('\n').enumerate() {
        let start = at;
        at += line.len() + 1;
        let Some((name, others)) = line.split_once('\t') else {
            continue;
        };
        if number == 0 && is_header(others) {
            continue;
        }
        let department = Name {
            text: name.to_owned(),
            // Where nothing is written the whole line is meant.
            span: start..start + if name.is_empty() { line.len() } else { name.len() },
        };
        entries.push((department, split(others, start + name.len() + 1)));
    }
    entries
}

/// The other names in a cell that begins at a place.
fn split(cell: &str, start: usize) -> Vec<Name> {
    let mut at = start;
    let mut names = Vec::new();
    for part in cell.split_inclusive(['、', ';', '；']) {
        let name = part.trim_end_matches(['、', ';', '；']);
        if !fold(name).is_empty() {
            names.push(Name {
                text: name.to_owned(),
                span: at..at + name.len(),
            });
        }
        at += part.len();
    }
    names
}

/// Whether the first row is the head of the table.
fn is_header(others: &str) -> bool {
    let heads = ["别名", "其他名称", "别称", "简称", "曾用名", "alias", "aliases"];
    heads.contains(&fold(others).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_keeps_its_place() {
        let text = "标准名称\t别名\n自治区水利厅\t水利厅、宁水；水利\n\n\t孤名";
        let entries = table(text);
        let shown: Vec<(&str, Vec<&str>)> = entries
            .iter()
            .map(|(d, o)| {
                let at = |n: &Name| text.get(n.span.clone()).unwrap();
                (at(d), o.iter().map(at).collect())
            })
            .collect();
        let first = ("自治区水利厅", vec!["水利厅", "宁水", "水利"]);
        assert_eq!(shown, [first, ("\t孤名", vec!["孤名"])]);
    }

    #[test]
    fn a_table_of_toml_in_the_order_of_the_text() {
        let mut faults = Vec::new();
        let entries = toml("\"乙厅\" = [\"乙\"]\n\"甲厅\" = []\n\"丙\" = 3\n", &mut faults);
        let names: Vec<&str> = entries.iter().map(|(d, _)| d.text.as_str()).collect();
        assert_eq!((names, faults.len()), (vec!["乙厅", "甲厅"], 1));
    }
}
