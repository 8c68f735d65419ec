//! A pack: one instrument and what it requires, stated as data. Read whole, with every fault at once; what loads is never
//! doubted again. Knows the law and no code, no catalog and no statute text.

mod draft;
mod head;
mod own;
mod raw;
mod rows;
#[cfg(test)]
mod tests;
mod value;

use super::instrument::Instrument;
use super::outline::Outline;
use super::requirement::Requirement;
use crate::embedded::File;
use crate::model::{Fault, Vocabulary};
use draft::{Quote, accounted};
use raw::Table;
use std::collections::BTreeSet;

pub use draft::Draft;
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

/// The instrument of a pack that is built in; what it requires is not read.
pub(super) fn instrument(file: &File, vocabulary: &Vocabulary) -> Option<Instrument> {
    let mut faults = Vec::new();
    let mut root = Table::of(file);
    let table = root.table("instrument", &mut faults)?;
    head::instrument(table, vocabulary, &mut faults)
}

impl Pack {
    /// Reads a pack; on trouble gives every fault there is, in the order of the file.
    pub fn load(file: &str, source: &str, vocabulary: &Vocabulary) -> Result<Self, Vec<Fault>> {
        Draft::read(file, source, vocabulary).finish()
    }

    /// Reads a pack that is built in.
    pub(super) fn of(file: &File, vocabulary: &Vocabulary) -> Result<Self, Vec<Fault>> {
        Draft::of(file, vocabulary).finish()
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
            for quote in Quote::of(requirement) {
                quote.prove(outline, &mut faults);
            }
        }
        accounted(&self.cited(), &self.unchecked, outline, &mut faults);
        faults
    }
}
