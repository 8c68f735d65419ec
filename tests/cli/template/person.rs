//! Somebody who fills in a template with nothing but what it shows: the example, the lists, the prompts, and the colours,
//! until no cell is coloured.

use super::formula::{Cell, Row, days, holds};
use super::{DAY, headers, letters, lists};
use crate::package::{parts, text};
use dataaudit::model::{Entry, Type, parse_date};
use std::collections::BTreeMap;
use std::path::Path;

/// What a coloured cell wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colour {
    /// It is to be filled in.
    Gap,
    /// It does not go with the others.
    Conflict,
}

/// A column as a person sees it.
struct Column {
    /// Where it stands, A is 0.
    at: usize,
    header: String,
    /// Whether it is to be filled in only where it turns coloured.
    hanging: bool,
    list: Vec<String>,
    /// What the example shows.
    example: Option<String>,
    /// The words that the prompt takes for an answer.
    answers: Vec<String>,
    rules: Vec<(Colour, String)>,
    date: bool,
    /// What its prompt asks a text to be, in words that no program reads.
    told: Option<String>,
}

pub(super) struct Person {
    columns: Vec<Column>,
    names: BTreeMap<String, Vec<String>>,
}

/// A row of texts by column.
pub(super) type Filled = BTreeMap<usize, String>;

impl Person {
    /// Looks at a template. `told` are the texts that prompts ask for in words, by field.
    pub(super) fn before(path: &Path, fields: &[&Entry], told: &BTreeMap<String, String>) -> Self {
        let parts = parts(path);
        let sheet = text(&parts, "xl/worksheets/sheet1.xml");
        let rules = rules(&sheet, &text(&parts, "xl/styles.xml"));
        let prompts = prompts(&sheet);
        let lists = lists(path);
        let examples = super::row(path, super::FIRST - 1);
        let heads = super::row(path, super::HEADER);
        let columns = headers(path)
            .into_iter()
            .skip(1)
            .zip(fields)
            .map(|((at, header), entry)| {
                let letter = letters(at);
                Column {
                    at,
                    hanging: heads[at].starts_with('△'),
                    list: lists.get(&header).cloned().unwrap_or_default(),
                    example: Some(examples[at].clone()).filter(|e| !e.is_empty()),
                    answers: answers(prompts.get(&letter).map_or("", String::as_str)),
                    rules: rules.get(&letter).cloned().unwrap_or_default(),
                    date: entry.kind == Type::Date,
                    told: told.get(&entry.id).cloned(),
                    header,
                }
            });
        let columns: Vec<Column> = columns.collect();
        let names = [(
            "list_void".to_owned(),
            lists.get("等于没有填的词").cloned().unwrap_or_default(),
        )];
        Self {
            columns,
            names: names.into(),
        }
    }

    /// Rows in order: the example, and one for each value that a list offers, where it can stand at all. Rows that cannot
    /// be mended come back apart.
    pub(super) fn rows(&self) -> (Vec<Filled>, Vec<Filled>) {
        let (mut sound, mut odd) = (vec![self.example(1)], Vec::new());
        let values = self
            .columns
            .iter()
            .flat_map(|c| c.list.iter().map(move |v| (c.at, v)));
        for (number, (at, value)) in (2..).zip(values) {
            let mut row = self.example(number);
            row.insert(at, value.clone());
            if self.mend(&mut row, at, number) {
                sound.push(row);
            } else {
                odd.push(row);
            }
        }
        (sound, odd)
    }

    fn example(&self, number: usize) -> Filled {
        let own = |c: &Column| Some((c.at, c.written(c.example.as_deref()?, number)));
        self.columns.iter().filter_map(own).collect()
    }

    /// Fills in and changes cells other than the fixed one until none is coloured; `false` where that cannot be.
    fn mend(&self, row: &mut Filled, fixed: usize, number: usize) -> bool {
        for column in self.columns.iter().filter(|c| c.hanging && c.at != fixed) {
            row.remove(&column.at);
        }
        for _ in 0..3 * self.columns.len() {
            let coloured = self
                .columns
                .iter()
                .filter_map(|c| Some((c, self.colour(c, row)?)));
            let Some((column, colour)) =
                coloured.min_by_key(|(c, colour)| (c.at == fixed, *colour == Colour::Conflict))
            else {
                return true;
            };
            let others: Vec<&Column> = match colour {
                _ if column.at != fixed => vec![column],
                // What stands beside it gives way.
                Colour::Conflict | Colour::Gap => self.columns.iter().filter(|c| c.at != fixed).collect(),
            };
            let better = others.iter().find_map(|c| self.better(c, row, column, number));
            match better {
                Some(better) => *row = better,
                None => return false,
            }
        }
        false
    }

    /// The row with another text in one cell, such that neither this nor the coloured cell is coloured any more.
    fn better(&self, change: &Column, row: &Filled, coloured: &Column, number: usize) -> Option<Filled> {
        let mut tries: Vec<Option<String>> = change.list.iter().cloned().map(Some).collect();
        if tries.is_empty() {
            let own = change.told.clone().or_else(|| change.example.clone());
            let own = own.unwrap_or_else(|| format!("填写{}", change.header));
            tries.push(Some(change.written(if change.date { DAY } else { &own }, number)));
            tries.extend(change.answers.iter().cloned().map(Some));
        }
        tries.push(None);
        tries.into_iter().find_map(|text| {
            let mut row = row.clone();
            match text {
                Some(text) => row.insert(change.at, text),
                None => row.remove(&change.at),
            };
            let well = [change, coloured].iter().all(|c| self.colour(c, &row).is_none());
            well.then_some(row)
        })
    }

    fn colour(&self, column: &Column, row: &Filled) -> Option<Colour> {
        let cell = |text: &String| match parse_date(text).filter(|_| text.starts_with("20")) {
            Some(date) => Cell::Number(days(date.day)),
            None => text.parse().map_or(Cell::Text(text.clone()), Cell::Number),
        };
        let cells = row.iter().map(|(at, text)| (*at, cell(text))).collect();
        let row = Row {
            cells: &cells,
            names: &self.names,
        };
        column
            .rules
            .iter()
            .find(|(_, rule)| holds(rule, &row))
            .map(|(colour, _)| *colour)
    }
}

impl Column {
    /// What a person writes where the example shows a text: names and words of its own, values as they are.
    fn written(&self, example: &str, number: usize) -> String {
        // What is a header with a number is taken for one.
        if example.starts_with("填写") {
            format!("某某内容{}之{number}", self.at)
        } else {
            example.to_owned()
        }
    }
}

/// The rules of colour of each column.
fn rules(sheet: &str, styles: &str) -> BTreeMap<String, Vec<(Colour, String)>> {
    let colours: Vec<Colour> = styles
        .split("<dxf>")
        .skip(1)
        .map(|dxf| {
            let gap = ["FCE4D6", "FFC000"].iter().any(|rgb| dxf.contains(rgb));
            if gap { Colour::Gap } else { Colour::Conflict }
        })
        .collect();
    let mut all: BTreeMap<String, Vec<(Colour, String)>> = BTreeMap::new();
    for block in sheet.split("<conditionalFormatting ").skip(1) {
        let column = between(block, "sqref=\"", ":").trim_end_matches(|c: char| c.is_ascii_digit());
        for rule in block.split("<cfRule ").skip(1) {
            let style: usize = between(rule, "dxfId=\"", "\"").parse().unwrap();
            let formula = plain(between(rule, "<formula>", "</formula>"));
            all.entry(column.to_owned())
                .or_default()
                .push((colours[style], formula));
        }
    }
    all
}

fn prompts(sheet: &str) -> BTreeMap<String, String> {
    let all = sheet.split("<dataValidation ").skip(1);
    let one = |v: &str| {
        let column = between(v, "sqref=\"", ":").trim_end_matches(|c: char| c.is_ascii_digit());
        (column.to_owned(), plain(between(v, " prompt=\"", "\"")))
    };
    all.map(one).collect()
}

/// The words between quotes after 没有的填.
fn answers(prompt: &str) -> Vec<String> {
    let told = prompt.split("没有的填").nth(1).unwrap_or_default();
    let told = told.split('\n').next().unwrap_or_default();
    told.split('“')
        .skip(1)
        .map(|w| w.split('”').next().unwrap().to_owned())
        .collect()
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split(before).nth(1).unwrap();
    rest.split(after).next().unwrap()
}

fn plain(xml: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#xA;", "\n"),
        ("&amp;", "&"),
    ];
    signs
        .iter()
        .fold(xml.to_owned(), |text, (from, to)| text.replace(from, to))
}
