//! The findings of one department, by what they oblige to and by requirement. Keeps counts, and as many entries a
//! requirement as a letter lists.

use super::super::words::{self, notice};
use crate::audit::{Finding, Sink};
use crate::check::Observed;
use crate::model::{Lang, Severity, visible};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io;

/// Entries listed a requirement; a letter says what it leaves out.
pub(super) const LISTED: usize = 200;
/// Characters of a cell of the list.
const LONGEST: usize = 240;

/// What a finding means to who gets the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// To be put right.
    Duty,
    /// To be verified.
    Doubt,
    /// To be known.
    Reference,
}

/// One entry of a list.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) place: String,
    pub(super) resource: String,
    pub(super) problem: String,
    pub(super) demand: String,
}

/// The findings of a requirement.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) found: u64,
    pub(super) entries: Vec<Entry>,
}

/// The findings of a department.
#[derive(Debug)]
pub(super) struct Gathered {
    lang: Lang,
    as_of: NaiveDate,
    /// File names alone tell the files apart.
    short: bool,
    /// Findings that do not count: no letter asks anything about them.
    pub(super) waived: u64,
    groups: BTreeMap<(Weight, String, String), Group>,
}

impl Gathered {
    pub(super) fn new(lang: Lang, as_of: NaiveDate, short: bool) -> Self {
        Self {
            lang,
            as_of,
            short,
            waived: 0,
            groups: BTreeMap::new(),
        }
    }

    pub(super) fn found(&self, weight: Weight) -> u64 {
        let of = self.groups.iter().filter(|((w, ..), _)| *w == weight);
        of.map(|(_, group)| group.found).sum()
    }

    pub(super) fn group(&self, weight: Weight, instrument: &str, requirement: &str) -> Option<&Group> {
        let key = (weight, instrument.to_owned(), requirement.to_owned());
        self.groups.get(&key)
    }

    fn entry(&self, finding: &Finding<'_>) -> Entry {
        let (breach, subject, lang) = (finding.breach, finding.subject, self.lang);
        let whole = breach.class == Observed::NoColumn;
        let file = file_name(finding.address.file, self.short);
        let sheet = finding.address.sheet;
        let at = if whole {
            words::header_rows(&[breach.place.row()]).of(lang).to_owned()
        } else {
            let row = || words::notice::row(breach.place.row()).of(lang).to_owned();
            breach.place.cell().unwrap_or_else(row)
        };
        let place: Vec<&str> = [Some(file), sheet, Some(&at)].into_iter().flatten().collect();
        let named = [subject.catalog_name.or(subject.catalog_code), subject.item];
        let named: Vec<String> = named.into_iter().flatten().map(clip).collect();
        let resource = if whole && named.is_empty() {
            notice::whole_table().of(lang).to_owned()
        } else {
            named.join("\n")
        };
        // A missing column is set up, whatever the command line could do about it.
        let advice = breach.suggestion.as_ref().filter(|_| !whole);
        Entry {
            place: place.iter().map(|part| clip(part)).collect::<Vec<_>>().join("\n"),
            resource,
            problem: clip(breach.message.of(lang)),
            demand: clip(advice.unwrap_or(&breach.expected).of(lang)),
        }
    }
}

impl Sink for Gathered {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        if finding.waived.is_some() {
            self.waived += 1;
            return Ok(());
        }
        let instrument = &finding.pack.instrument;
        let weight = match finding.severity {
            _ if !instrument.binding(self.as_of) => Weight::Reference,
            Severity::Error => Weight::Duty,
            Severity::Warning => Weight::Doubt,
            Severity::Info => Weight::Reference,
        };
        let key = (weight, instrument.id.clone(), finding.requirement.id.clone());
        let full = self.groups.get(&key).is_some_and(|g| g.entries.len() >= LISTED);
        let entry = (!full).then(|| self.entry(finding));
        let group = self.groups.entry(key).or_default();
        group.found += 1;
        group.entries.extend(entry);
        Ok(())
    }
}

/// The last part of a path, where that is enough.
pub(super) fn file_name(path: &str, short: bool) -> &str {
    let last = path.rsplit(['/', '\\']).next().unwrap_or(path);
    if short { last } else { path }
}

fn clip(text: &str) -> String {
    let shown = visible(text.trim());
    match shown.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", shown.get(..end).unwrap_or_default()),
        None => shown,
    }
}
