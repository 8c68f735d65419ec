//! The list read back: found by its heads in either language, whatever the sheet is called by now and wherever its rows
//! went, in a workbook of its own or in the annotated copy of a file. Rows are told by their fingerprint.

use super::claim::is_claimed;
use super::form::{
    self, ANSWER, CELL, CODE, FIELD, FILE, FINGERPRINT, Form, ITEM, LEVEL, MESSAGE, NAME, OBSERVED, PROVIDER,
    RELATED, REQUIREMENT, SHEET,
};
use super::proof::intact;
use super::words;
use crate::audit::Named;
use crate::ingest::{Book, Dictionaries, Document, Reading};
use crate::model::{Lang, Row, Severity, Text, Vocabulary};
use crate::report::diff::{Citation, Finding, Input, Snapshot, Table, Unusable, resource};
use crate::report::words as told;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Rows at the top of a sheet among which the heads are looked for.
const TOP: usize = 10;

/// A sheet of the list.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) name: String,
    /// The heads, as they stand.
    pub(super) heads: Vec<String>,
    pub(super) form: Form,
    /// Where each column of the list stands.
    pub(super) columns: BTreeMap<usize, usize>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Page {
    /// What a row holds in a column of the list.
    pub(super) fn text<'r>(&self, row: &'r [String], column: usize) -> &'r str {
        let at = self.columns.get(&column);
        at.and_then(|&at| row.get(at)).map_or("", |cell| cell.trim())
    }
}

impl Page {
    /// What the department wrote of a row: where the cell still holds what the program wrote over it, what was kept.
    pub(super) fn theirs<'r>(&self, row: &'r [String]) -> &'r str {
        let [kept, _, verdict] = words::more_heads().map(|head| {
            let mut heads = self.heads.iter();
            let at = heads.position(|h| h.trim() == head.zh || h.trim() == head.en);
            at.and_then(|at| row.get(at)).map(|cell| cell.trim())
        });
        let now = self.text(row, ANSWER);
        match (kept, verdict) {
            (Some(kept), Some(verdict)) if now == verdict => kept,
            _ => now,
        }
    }
}

/// A list that came back.
#[derive(Debug)]
pub struct Ledger {
    pub(super) pages: Vec<Page>,
    name: String,
    day: NaiveDate,
    /// Lists of earlier copies that stand beside the one that was read.
    passed: usize,
    /// It stands among sheets of records, which may be audited.
    beside_tables: bool,
}

impl Ledger {
    /// Reads the workbook.
    pub fn read(path: &Path, vocabulary: &Vocabulary, reading: &Reading) -> Result<Self, Unusable> {
        let name = path.display().to_string();
        let refused = |why: crate::ingest::Stopped| words::cannot_read(&name, &why.message);
        let mut document = Document::new(path, &reading.limits).map_err(refused)?;
        let dictionaries = Dictionaries::new(vocabulary, &reading.layout).map_err(refused)?;
        document.open(reading, &dictionaries).map_err(refused)?;
        let Some(book) = document.book() else {
            return Err(words::no_list(&name));
        };
        let mut pages: Vec<Page> = Vec::new();
        let (mut lacking, mut passed, mut others) = (None, 0, 0);
        let count = book.sheets().len();
        for sheet in 0..count {
            let Some(page) = page(book, sheet).map_err(refused)? else {
                others += usize::from(!is_summary(book, sheet));
                continue;
            };
            if let Some(head) = form::twice(&page.heads, &page.columns) {
                return Err(words::head_twice(&name, &page.name, &head));
            }
            match form::lacks(page.form, &page.columns) {
                Some(head) => lacking = lacking.or(Some(head)),
                // Of a copy made of a copy the first is the last one made.
                None if page.form == Form::Copy && !pages.is_empty() => passed += 1,
                None => pages.push(page),
            }
        }
        if pages.is_empty() {
            return Err(match lacking {
                Some(head) => words::lacks(&name, &head),
                None => words::no_list(&name),
            });
        }
        let day = intact(&name, &pages)?;
        let is_copy = pages.iter().any(|page| page.form == Form::Copy);
        Ok(Self {
            pages,
            name,
            day,
            passed,
            beside_tables: is_copy && others > 0,
        })
    }

    /// Every row, in order, with the page it stands on.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&Page, &Vec<String>)> {
        self.pages
            .iter()
            .flat_map(|page| page.rows.iter().map(move |row| (page, row)))
    }

    /// How many findings it lists.
    pub fn len(&self) -> usize {
        self.rows().count()
    }

    /// Whether it lists none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the workbook is the annotated copy of a file, whose own sheets may be audited again.
    pub fn is_beside_tables(&self) -> bool {
        self.beside_tables
    }

    /// The day it was judged at; a later audit than that is held against it.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// Refuses to be held against an audit of an earlier day.
    pub fn precedes(&self, as_of: NaiveDate) -> Result<(), Unusable> {
        if as_of < self.day {
            Err(words::too_early(&self.name, self.day, as_of))
        } else {
            Ok(())
        }
    }

    /// What the resources of its findings are known by.
    pub fn resources<'a>(
        &'a self,
        vocabulary: &'a Vocabulary,
        canonical: &'a dyn Fn(&str) -> String,
    ) -> impl Iterator<Item = Named> + 'a {
        let named = self.rows().map(move |(page, row)| {
            let finding = finding(page, row, "", vocabulary);
            resource(&finding, canonical)
        });
        named.flatten()
    }

    /// The files that its findings are in.
    pub fn files(&self) -> BTreeSet<&str> {
        self.rows().map(|(page, row)| page.text(row, FILE)).collect()
    }

    /// What was read, for people.
    pub(super) fn told(&self) -> Text {
        let copy = self.pages.iter().any(|page| page.form == Form::Copy);
        let names: Vec<&str> = self.pages.iter().map(|page| page.name.as_str()).collect();
        words::read(
            &self.name,
            &names,
            copy.then(|| self.files()).as_ref(),
            self.passed,
        )
    }

    /// Which rows say that they were put right.
    pub(super) fn claimed(&self) -> Vec<bool> {
        self.rows()
            .map(|(page, row)| is_claimed(page.theirs(row)))
            .collect()
    }

    /// The list as an earlier report, as far as it tells: whose requirement each is, the new audit knows. `standing` is
    /// how each instrument stood on the day of the list.
    pub(super) fn snapshot(
        &self,
        new: &Snapshot,
        standing: &[(&str, &str)],
        vocabulary: &Vocabulary,
    ) -> Snapshot {
        let findings: Vec<Finding> = self
            .rows()
            .map(|(p, row)| {
                let whose = new.whose(id(p.text(row, REQUIREMENT))).unwrap_or_default();
                finding(p, row, whose, vocabulary)
            })
            .collect();
        let mut inputs: BTreeMap<String, Input> = BTreeMap::new();
        for finding in &findings {
            let input = inputs.entry(finding.file.clone()).or_default();
            input.path.clone_from(&finding.file);
            if !input.tables.iter().any(|t| t.sheet == finding.sheet) {
                input.tables.push(Table {
                    sheet: finding.sheet.clone(),
                    ..Table::default()
                });
            }
            for other in &finding.related {
                let input = inputs.entry(other.clone()).or_default();
                input.path.clone_from(other);
            }
        }
        let inputs = inputs.into_values().collect();
        Snapshot::of_list(self.name.clone(), findings, inputs, standing)
    }
}

/// Whether a sheet is the one that an answered list has before it.
fn is_summary(book: &dyn Book, sheet: usize) -> bool {
    let name = book.sheets().get(sheet).and_then(|s| s.name.as_deref());
    let Text { zh, en } = words::summary_name();
    name.is_some_and(|name| name.starts_with(&zh) || name.starts_with(&en))
}

/// The list on a sheet, where there is one.
fn page(book: &mut dyn Book, sheet: usize) -> Result<Option<Page>, crate::ingest::Stopped> {
    let name = book.sheets().get(sheet).and_then(|s| s.name.clone());
    let mut rows = book.rows(sheet)?;
    let mut row = Row::default();
    let mut page: Option<Page> = None;
    let mut seen = 0;
    while rows.next(&mut row)? {
        let cells: Vec<String> = (0..row.width())
            .map(|c| u16::try_from(c).map_or("", |c| row.text(c)).to_owned())
            .collect();
        match &mut page {
            Some(page) if cells.iter().any(|c| !c.trim().is_empty()) => page.rows.push(cells),
            Some(_) => {}
            None => {
                page = form::columns(&cells).map(|(form, columns)| Page {
                    name: name.clone().unwrap_or_default(),
                    heads: cells,
                    form,
                    columns,
                    rows: Vec::new(),
                });
                seen += 1;
                if page.is_none() && seen >= TOP {
                    return Ok(None);
                }
            }
        }
    }
    Ok(page)
}

fn finding(page: &Page, row: &[String], whose: &str, vocabulary: &Vocabulary) -> Finding {
    let text = |column| page.text(row, column);
    let some = |column| Some(text(column).to_owned()).filter(|t| !t.is_empty());
    let requirement = id(text(REQUIREMENT));
    let is_cell = |t: &String| {
        let digits = t.trim_start_matches(|c: char| c.is_ascii_uppercase());
        digits.len() < t.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    // A copy names the sheet with the cell.
    let place = some(CELL).map(|text| text.rsplit('!').next().unwrap_or_default().to_owned());
    Finding {
        jurisdiction: whose.to_owned(),
        requirement: requirement.to_owned(),
        severity: level(text(LEVEL)).unwrap_or(Severity::Info),
        citation: Citation::default(),
        file: text(FILE).to_owned(),
        sheet: some(SHEET),
        row: 0,
        cell: place.filter(is_cell),
        related: text(RELATED)
            .lines()
            .map(str::to_owned)
            .filter(|l| !l.is_empty())
            .collect(),
        catalog_code: some(CODE),
        catalog_name: name(page, row),
        provider: some(PROVIDER),
        item: some(ITEM),
        field: field(text(FIELD), vocabulary),
        observed: text(OBSERVED).to_owned(),
        message: text(MESSAGE).to_owned(),
        fingerprint: text(FINGERPRINT).to_owned(),
        waived: None,
    }
}

/// The resource; a copy names it by its code where it has no name, and the item with it.
fn name(page: &Page, row: &[String]) -> Option<String> {
    let (text, code, item) = (page.text(row, NAME), page.text(row, CODE), page.text(row, ITEM));
    let name = match page.form {
        Form::Workbook => text,
        Form::Copy => text
            .strip_suffix(item)
            .and_then(|rest| rest.strip_suffix(" / ").filter(|_| !item.is_empty()))
            .unwrap_or(text),
    };
    let is_code = page.form == Form::Copy && name == code;
    Some(name.to_owned()).filter(|n| !n.is_empty() && !is_code)
}

/// The level that a word names, in whichever language.
pub(super) fn level(word: &str) -> Option<Severity> {
    let levels = [Severity::Error, Severity::Warning, Severity::Info];
    let is_it = |s: &Severity| {
        [Lang::Zh, Lang::En]
            .iter()
            .any(|&l| told::severity(*s, l) == word)
    };
    levels.into_iter().find(is_it)
}

/// The id at the end of a requirement's summary: `…（NX-10-provider）`.
fn id(text: &str) -> &str {
    let inside = text.trim_end_matches(['）', ')']);
    inside
        .rsplit_once(['（', '('])
        .map_or(inside, |(_, id)| id)
        .trim()
}

/// The id of a field named as the list names it, with its header behind.
fn field(text: &str, vocabulary: &Vocabulary) -> String {
    let name = text
        .split_once("（表头：")
        .or_else(|| text.split_once(" (header: "));
    let name = name.map_or(text, |(name, _)| name);
    let mut fields = vocabulary.fields();
    let found = fields.find(|(_, e)| e.text().zh == name || e.text().en == name);
    found.map_or_else(|| name.to_owned(), |(_, e)| e.id.clone())
}
