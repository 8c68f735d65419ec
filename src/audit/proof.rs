//! A pack proven on tables: clean ones that must yield nothing, and breaches planted in them, one at a time, that must
//! yield exactly what they say at exactly their cell. Knows no built-in pack and no folder but the one it is given.

mod planted;
mod tables;

use super::{Finding, Plan, Progress, Sink, words};
use crate::ingest::{Gathered, Options, Reading};
use crate::law::Pack;
use crate::model::{Fault, Text, Vocabulary, visible};
use planted::{Breach, Breaches};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use tables::{CLEAN, Rows, Scratch};

/// The file of a folder that says what is to be planted.
pub const BREACHES: &str = "breaches.toml";

/// What a proof came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// Clean tables audited.
    pub tables: usize,
    /// Breaches planted.
    pub breaches: usize,
    /// Requirements that are judged.
    pub judged: usize,
    /// Everything that was other than it should be; empty where the pack is proven.
    pub deviations: Vec<Text>,
}

/// Why a pack could not be put to the proof.
#[derive(Debug, thiserror::Error)]
pub enum Unprovable {
    /// A file cannot be read.
    #[error("cannot read {}: {why}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: io::Error,
    },
    /// The file of breaches is not well written.
    #[error("{} is not well written", path.display())]
    Breaches {
        /// The file.
        path: PathBuf,
        /// Its text.
        source_text: String,
        /// Everything wrong with it.
        faults: Vec<Fault>,
    },
}

/// Puts a pack to the proof on the tables and breaches of a folder.
pub fn prove(pack: &Pack, vocabulary: &Vocabulary, folder: &Path) -> Result<Proof, Unprovable> {
    let tables = tables::clean(folder)?;
    let breaches = planted::read(&folder.join(BREACHES), pack, &tables)?;
    let mut kinds: BTreeSet<&str> = tables.keys().map(String::as_str).collect();
    kinds.extend(breaches.breach.iter().map(|b| b.table.as_str()));
    let benches = kinds
        .into_iter()
        .map(|kind| (kind.to_owned(), bench(pack, vocabulary, &breaches, kind)));
    let prover = Prover {
        benches: benches.collect(),
        scratch: Scratch::new()?,
    };
    let mut proof = Proof {
        tables: tables.len(),
        breaches: breaches.breach.len(),
        judged: pack.requirements.iter().filter(|r| r.check().is_some()).count(),
        deviations: unbroken(pack, &breaches),
    };
    if tables.is_empty() && proof.judged > 0 {
        proof.deviations.push(words::no_clean_table(CLEAN));
    }
    for (kind, rows) in &tables {
        proof.deviations.extend(prover.stain(kind, rows)?);
    }
    for breach in &breaches.breach {
        if let Some(clean) = tables.get(&breach.table) {
            let what = prover.deviation(clean, breach)?;
            proof
                .deviations
                .extend(what.map(|w| words::planted(&breach.name(), breach.line, &w)));
        }
    }
    Ok(proof)
}

/// A plan for one kind of table; drafts and instruments not in force are judged as if they were.
fn bench<'a>(pack: &'a Pack, vocabulary: &'a Vocabulary, breaches: &Breaches, kind: &str) -> Plan<'a> {
    let layout = Options {
        kind: Some(kind.to_owned()),
        ..Options::default()
    };
    let reading = Reading {
        layout,
        ..Reading::default()
    };
    Plan::new(&[pack], breaches.as_of, true, vocabulary, reading)
}

/// Requirements that are judged and that no breach breaks.
fn unbroken(pack: &Pack, breaches: &Breaches) -> Vec<Text> {
    let planted: BTreeSet<&str> = breaches
        .breach
        .iter()
        .map(|b| b.requirement.get_ref().as_str())
        .collect();
    let judged = pack.requirements.iter().filter(|r| r.check().is_some());
    judged
        .filter(|r| !planted.contains(r.id.as_str()))
        .map(|r| words::never_broken(&r.id))
        .collect()
}

/// One finding: requirement, row, header of its cell.
type Seen = (String, u32, Option<String>);

struct Prover<'a> {
    benches: BTreeMap<String, Plan<'a>>,
    scratch: Scratch,
}

impl Prover<'_> {
    /// What a table yields; where it cannot be audited at all, why.
    fn findings(&self, kind: &str, rows: &Rows) -> Result<Result<Vec<Seen>, Text>, Unprovable> {
        let Some(plan) = self.benches.get(kind) else {
            return Ok(Ok(Vec::new()));
        };
        let path = self.scratch.write(rows)?;
        let files = Gathered::one(words::scratch_name(), path.clone());
        let mut seen = Notes::default();
        let outcome = super::run(plan, files, NonZeroUsize::MIN, &mut seen, &Silent)
            .map_err(|why| Unprovable::File { path, why })?;
        let stopped = outcome.inputs.iter().find_map(|i| i.error.as_ref());
        let columns = outcome
            .inputs
            .iter()
            .flat_map(|i| &i.tables)
            .flat_map(|t| t.columns.iter());
        let unknown: Vec<String> = columns
            .filter(|h| h.fields.is_empty())
            .map(|h| visible(&h.text))
            .collect();
        Ok(match stopped {
            Some(stopped) => Err(words::not_audited(&stopped.message)),
            None if !unknown.is_empty() => Err(words::columns_unknown(&unknown)),
            None => Ok(seen.0),
        })
    }

    /// What a clean table yields that it should not.
    fn stain(&self, kind: &str, rows: &Rows) -> Result<Vec<Text>, Unprovable> {
        let file = tables::file(kind);
        Ok(match self.findings(kind, rows)? {
            Ok(seen) => seen.iter().map(|s| words::not_clean(&file, &shown(s))).collect(),
            Err(why) => vec![words::in_file(&file, &why)],
        })
    }

    /// What a planted breach yields other than it should.
    fn deviation(&self, clean: &Rows, breach: &Breach) -> Result<Option<Text>, Unprovable> {
        let mut seen = match self.findings(&breach.table, &breach.plant(clean))? {
            Ok(seen) => seen,
            Err(why) => return Ok(Some(why)),
        };
        let expected = breach.expected();
        let Some(at) = seen.iter().position(|s| *s == expected) else {
            let saw: Vec<_> = seen.iter().map(shown).collect();
            return Ok(Some(words::not_found(&shown(&expected), &saw)));
        };
        seen.remove(at);
        let others: BTreeSet<String> = seen.into_iter().map(|(id, ..)| id).collect();
        let also: BTreeSet<String> = breach.also.iter().cloned().collect();
        let more: Vec<_> = others.difference(&also).cloned().collect();
        let fewer: Vec<_> = also.difference(&others).cloned().collect();
        Ok((!more.is_empty() || !fewer.is_empty()).then(|| words::also_differs(&more, &fewer)))
    }
}

fn shown((id, row, header): &Seen) -> Text {
    words::finding_at(id, *row, header.as_deref().map(visible).as_deref())
}

/// The findings of one table.
#[derive(Default)]
struct Notes(Vec<Seen>);

impl Sink for Notes {
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
