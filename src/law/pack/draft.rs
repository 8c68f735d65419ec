//! A pack file as far as it can be read: whatever is wrong with one requirement, the others and their citations are still
//! looked at, so that every fault shows at once. Knows no catalog and no statute text.

use super::super::instrument::Instrument;
use super::super::normal::sha256;
use super::super::outline::Outline;
use super::super::requirement::Requirement;
use super::super::words;
use super::raw::Table;
use super::rows::{self, Row};
use super::{Pack, Unchecked, head, own};
use crate::embedded::File;
use crate::model::{Citation, Fault, Vocabulary};
use std::collections::BTreeSet;
use std::ops::Range;

/// A pack being read.
#[derive(Debug)]
pub struct Draft {
    /// Everything found wrong so far.
    pub faults: Vec<Fault>,
    pack: Option<Pack>,
    id: Option<String>,
    quotes: Vec<Quote>,
    /// The articles that requirements cite; `None` where a citation cannot be read.
    cited: Option<BTreeSet<u16>>,
    unchecked: Vec<Unchecked>,
}

/// A provision that is cited, with the words that must stand there.
#[derive(Debug)]
pub(super) struct Quote {
    pub(super) citation: Citation,
    pub(super) terms: Vec<String>,
    pub(super) span: Range<usize>,
}

impl Quote {
    /// Every provision that a requirement cites.
    pub(super) fn of(requirement: &Requirement) -> Vec<Self> {
        let quote = |citation: &Citation, terms: &[String], span: &Range<usize>| Self {
            citation: *citation,
            terms: terms.to_vec(),
            span: span.clone(),
        };
        let mut out = vec![quote(
            &requirement.citation,
            &requirement.terms,
            &requirement.span,
        )];
        out.extend(
            requirement
                .also
                .iter()
                .map(|also| quote(also, &[], &requirement.span)),
        );
        let liability = requirement.liability.as_ref();
        out.extend(liability.map(|l| quote(&l.citation, &l.terms, &l.span)));
        out
    }

    /// Holds it against the outline of the text.
    pub(super) fn prove(&self, outline: &Outline, faults: &mut Vec<Fault>) {
        if let Err(misquote) = outline.check(&self.citation, &self.terms) {
            let mut fault = Fault::new(self.span.clone(), misquote.message(&self.citation));
            fault.help = misquote.help();
            faults.push(fault);
        }
    }
}

/// Whether every article is cited or explained, and what is explained is there.
pub(super) fn accounted(
    cited: &BTreeSet<u16>,
    unchecked: &[Unchecked],
    outline: &Outline,
    faults: &mut Vec<Fault>,
) {
    let known = |n: u16| cited.contains(&n) || unchecked.iter().any(|u| u.article == n);
    let unknown = outline.articles.iter().map(|a| a.number).filter(|&n| !known(n));
    let names: Vec<String> = unknown.map(words::article).collect();
    if !names.is_empty() {
        faults.push(Fault::new(0..0, words::unaccounted(&names.join("、"))));
    }
    for unchecked in unchecked.iter().filter(|u| outline.article(u.article).is_none()) {
        let name = words::article(unchecked.article);
        faults.push(Fault::new(unchecked.span.clone(), words::no_such_article(&name)));
    }
}

impl Draft {
    /// Reads a pack file as far as it goes.
    pub fn read(file: &str, source: &str, vocabulary: &Vocabulary) -> Self {
        let mut draft = Self::empty();
        let root = Table::parse(source, &mut draft.faults);
        // After an error of syntax the rest of the file is not what was meant.
        if draft.faults.is_empty() {
            draft.fill((file, &sha256(source)), root, vocabulary);
        }
        draft
    }

    /// Reads a pack that is built in.
    pub(super) fn of(file: &File, vocabulary: &Vocabulary) -> Self {
        let mut draft = Self::empty();
        let root = Table::of(file);
        draft.fill((&format!("{}.toml", file.name), file.sha256), root, vocabulary);
        draft
    }

    fn empty() -> Self {
        Self {
            faults: Vec::new(),
            pack: None,
            id: None,
            quotes: Vec::new(),
            cited: None,
            unchecked: Vec::new(),
        }
    }

    /// Takes in what a file of a name and a digest says.
    fn fill(&mut self, (file, sha256): (&str, &str), mut root: Table<'_>, vocabulary: &Vocabulary) {
        let faults = &mut self.faults;
        let mut extended = None;
        if root.has("field") || root.has("class") {
            own::extend(&mut root, extended.insert(vocabulary.clone()), faults);
        }
        root.knows(&["class", "field"]);
        let vocabulary = extended.as_ref().unwrap_or(vocabulary);
        let head = root.table("instrument", faults);
        if head.is_none() {
            faults.push(Fault::new(root.span.clone(), words::missing_key("instrument")));
        }
        let (id, instrument) = head.map_or((None, None), |table| {
            let id = table.strings("id").into_iter().next().map(|(id, _)| id);
            (id, head::instrument(table, vocabulary, faults))
        });
        let tables = root.tables("requirement", faults);
        if tables.is_empty() {
            faults.push(Fault::new(root.span.clone(), words::missing_key("requirement")));
        }
        let rows: Vec<Row> = tables
            .into_iter()
            .map(|t| rows::read(t, vocabulary, faults))
            .collect();
        let unchecked = root
            .table("unchecked", faults)
            .map(|t| head::unchecked(t, faults))
            .unwrap_or_default();
        root.close(faults);
        together(&rows, &unchecked, instrument.as_ref(), faults);
        self.id = id;
        self.cited = rows.iter().map(|r| r.cited).collect();
        self.unchecked.clone_from(&unchecked);
        let mut requirements = Vec::new();
        for row in rows {
            self.quotes.extend(row.quotes);
            requirements.extend(row.requirement);
        }
        self.pack = instrument.map(|instrument| Pack {
            file: file.to_owned(),
            instrument,
            requirements,
            unchecked,
            sha256: sha256.to_owned(),
        });
    }

    /// The id of the instrument, where it can be read.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Holds every citation that can be read against the outline of the official text.
    pub fn prove(&mut self, outline: &Outline) {
        for quote in &self.quotes {
            quote.prove(outline, &mut self.faults);
        }
        if let Some(cited) = &self.cited {
            accounted(cited, &self.unchecked, outline, &mut self.faults);
        }
    }

    /// The pack where nothing is wrong, otherwise every fault in the order of the file.
    pub fn finish(mut self) -> Result<Pack, Vec<Fault>> {
        match self.pack {
            Some(pack) if self.faults.is_empty() => Ok(pack),
            Some(_) | None => {
                self.faults.sort_by_key(|f| (f.span.start, f.span.end));
                Err(self.faults)
            }
        }
    }
}

/// What no requirement shows alone: ids used twice or without the prefix, articles both cited and unchecked.
fn together(rows: &[Row], unchecked: &[Unchecked], instrument: Option<&Instrument>, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for spanned in rows.iter().filter_map(|row| row.id.as_ref()) {
        let id = spanned.get_ref();
        if !seen.insert(id.as_str()) {
            faults.push(Fault::new(spanned.span(), words::twice(id)));
        }
        let prefix = instrument.map_or("", |i| i.prefix.as_str());
        let slug = id.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-'));
        let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if instrument.is_some() && (slug.is_none_or(str::is_empty) || !plain) {
            faults.push(Fault::new(spanned.span(), words::bad_id(id, prefix)));
        }
    }
    let cited: BTreeSet<u16> = rows.iter().filter_map(|r| r.cited).collect();
    for article in unchecked.iter().filter(|u| cited.contains(&u.article)) {
        faults.push(Fault::new(article.span.clone(), words::cited_and_unchecked()));
    }
}
