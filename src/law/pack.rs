//! A pack: one instrument and what it requires, stated as data. Read whole, with every fault at once; what loads is never
//! doubted again. Knows the law and no code, no catalog and no statute text.

mod head;
mod own;
mod raw;
mod rows;
#[cfg(test)]
mod tests;

use super::instrument::Instrument;
use super::normal::sha256;
use super::outline::Outline;
use super::requirement::Requirement;
use super::words;
use crate::model::{Citation, Fault, Vocabulary};
use raw::Table;
use rows::Row;
use std::collections::BTreeSet;

pub use head::Unchecked;

/// An instrument and its requirements.
#[derive(Debug)]
pub struct Pack {
    /// The file it was read from, as it was named.
    pub file: String,
    /// The instrument.
    pub instrument: Instrument,
    /// Its requirements, in the order of the file.
    pub requirements: Vec<Requirement>,
    /// The articles that no requirement cites, with the reason.
    pub unchecked: Vec<Unchecked>,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

impl Pack {
    /// Reads a pack; on trouble gives every fault there is, in the order of the file.
    pub fn load(file: &str, source: &str, vocabulary: &Vocabulary) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let pack = read(file, source, vocabulary, &mut faults);
        match pack {
            Some(pack) if faults.is_empty() => Ok(pack),
            Some(_) | None => {
                faults.sort_by_key(|f| (f.span.start, f.span.end));
                Err(faults)
            }
        }
    }

    /// Adds the fields and classes that a pack brings along to the vocabulary of a run that it will be loaded into;
    /// all of them, or none where one is at fault.
    pub fn extend(source: &str, vocabulary: &mut Vocabulary) -> Result<(), Vec<Fault>> {
        let mut faults = Vec::new();
        let mut root = Table::parse(source, &mut faults);
        let mut extended = vocabulary.clone();
        if faults.is_empty() {
            own::extend(&mut root, &mut extended, &mut faults);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        *vocabulary = extended;
        Ok(())
    }

    /// The requirement of an id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|r| r.id == id)
    }

    /// Every key term of its requirements and their liability, each once.
    pub fn terms(&self) -> BTreeSet<&str> {
        let liable = self.requirements.iter().filter_map(|r| r.liability.as_ref());
        self.requirements
            .iter()
            .flat_map(|r| &r.terms)
            .chain(liable.flat_map(|l| &l.terms))
            .map(String::as_str)
            .collect()
    }

    /// The articles that some requirement cites.
    pub fn cited(&self) -> BTreeSet<u16> {
        self.requirements.iter().map(|r| r.citation.article).collect()
    }

    /// What the outline of the official text says against the pack: citations that do not hold, articles not accounted
    /// for.
    pub fn against(&self, outline: &Outline) -> Vec<Fault> {
        let mut faults = Vec::new();
        for requirement in &self.requirements {
            let mut prove = |citation: &Citation, terms: &[String], span: &std::ops::Range<usize>| {
                if let Err(misquote) = outline.check(citation, terms) {
                    let mut fault = Fault::new(span.clone(), misquote.message(citation));
                    fault.help = misquote.help();
                    faults.push(fault);
                }
            };
            prove(&requirement.citation, &requirement.terms, &requirement.span);
            for also in &requirement.also {
                prove(also, &[], &requirement.span);
            }
            if let Some(liability) = &requirement.liability {
                prove(&liability.citation, &liability.terms, &liability.span);
            }
        }
        self.accounted(outline, &mut faults);
        faults
    }

    fn accounted(&self, outline: &Outline, faults: &mut Vec<Fault>) {
        let mut known = self.cited();
        known.extend(self.unchecked.iter().map(|u| u.article));
        for article in outline.articles.iter().filter(|a| !known.contains(&a.number)) {
            let name = words::article(article.number);
            faults.push(Fault::new(0..0, words::unaccounted(&name)));
        }
        for unchecked in &self.unchecked {
            if outline.article(unchecked.article).is_none() {
                let name = words::article(unchecked.article);
                faults.push(Fault::new(unchecked.span.clone(), words::no_such_article(&name)));
            }
        }
    }
}

fn read(file: &str, source: &str, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Pack> {
    let mut root = Table::parse(source, faults);
    // After an error of syntax the rest of the file is not what was meant.
    if !faults.is_empty() {
        return None;
    }
    let mut extended = None;
    if root.has("field") || root.has("class") {
        own::extend(&mut root, extended.insert(vocabulary.clone()), faults);
    }
    let vocabulary = extended.as_ref().unwrap_or(vocabulary);
    let head = root.table("instrument", faults);
    if head.is_none() {
        faults.push(Fault::new(root.span.clone(), words::missing_key("instrument")));
    }
    let instrument = head.and_then(|table| head::instrument(table, vocabulary, faults));
    let tables = root.tables("requirement", faults);
    if tables.is_empty() {
        faults.push(Fault::new(root.span.clone(), words::missing_key("requirement")));
    }
    let rows: Vec<Row> = tables
        .into_iter()
        .filter_map(|t| rows::read(t, vocabulary, faults))
        .collect();
    let unchecked = root
        .table("unchecked", faults)
        .map(|t| head::unchecked(t, faults))
        .unwrap_or_default();
    root.close(faults);
    together(&rows, &unchecked, instrument.as_ref(), faults);
    Some(Pack {
        file: file.to_owned(),
        instrument: instrument?,
        requirements: rows.into_iter().map(|r| r.requirement).collect(),
        unchecked,
        sha256: sha256(source),
    })
}

/// What no requirement shows alone: ids used twice or without the prefix, articles both cited and unchecked.
fn together(rows: &[Row], unchecked: &[Unchecked], instrument: Option<&Instrument>, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for row in rows {
        let id = row.id.get_ref();
        if !seen.insert(id.as_str()) {
            faults.push(Fault::new(row.id.span(), words::twice(id)));
        }
        let prefix = instrument.map_or("", |i| i.prefix.as_str());
        let slug = id.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-'));
        let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if instrument.is_some() && (slug.is_none_or(str::is_empty) || !plain) {
            faults.push(Fault::new(row.id.span(), words::bad_id(id, prefix)));
        }
    }
    let cited: BTreeSet<u16> = rows.iter().map(|r| r.requirement.citation.article).collect();
    for article in unchecked.iter().filter(|u| cited.contains(&u.article)) {
        faults.push(Fault::new(article.span.clone(), words::cited_and_unchecked()));
    }
}
