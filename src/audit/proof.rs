//! A pack proven on tables: clean ones that must yield nothing, and breaches planted in them, one at a time, that must
//! yield exactly what they say at exactly their cell. Knows no built-in pack and no folder but the one it is given.

mod planted;
mod tables;

use super::{Finding, Plan, Progress, References, Role, Sink, words};
use crate::ingest::{Code, Gathered, Options, Reading, Source};
use crate::law::Pack;
use crate::model::{Fault, Text, Vocabulary, visible};
use planted::{Beside, Breach, Breaches};
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
        pack,
        vocabulary,
        breaches: &breaches,
        folder,
        benches: benches.collect(),
        scratch: Scratch::new()?,
    };
    let mut proof = Proof {
        tables: tables.len(),
        breaches: breaches.breach.len(),
        judged: pack.requirements.iter().filter(|r| r.is_judged()).count(),
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
    Plan::new(&[pack], breaches.as_of, true, vocabulary, reading).counted_by(breaches.clock.clone())
}

/// Requirements that are judged and that no breach breaks.
fn unbroken(pack: &Pack, breaches: &Breaches) -> Vec<Text> {
    let planted: BTreeSet<&str> = breaches
        .breach
        .iter()
        .map(|b| b.requirement.get_ref().as_str())
        .collect();
    let judged = pack.requirements.iter().filter(|r| r.is_judged());
    judged
        .filter(|r| !planted.contains(r.id.as_str()))
        .map(|r| words::never_broken(&r.id))
        .collect()
}

/// One finding: requirement, row, header of its cell.
type Seen = (String, u32, Option<String>);

struct Prover<'a> {
    pack: &'a Pack,
    vocabulary: &'a Vocabulary,
    breaches: &'a Breaches,
    folder: &'a Path,
    benches: BTreeMap<String, Plan<'a>>,
    scratch: Scratch,
}

impl<'a> Prover<'a> {
    /// What a table yields by file; where something cannot be audited at all, why.
    fn findings(
        &self,
        kind: &str,
        rows: &Rows,
        beside: &[Beside],
    ) -> Result<Result<Findings, Text>, Unprovable> {
        let mut files = Vec::new();
        let own: Plan<'a>;
        let plan: &Plan<'a> = if let Some(bench) = self.benches.get(kind).filter(|_| beside.is_empty()) {
            bench
        } else {
            own = self.beside(kind, beside, &mut files)?;
            &own
        };
        let path = self.scratch.write(&words::scratch_name(), rows)?;
        files.push((words::scratch_name(), path.clone()));
        let mut seen = Findings::default();
        let gathered = Gathered {
            sources: files
                .into_iter()
                .map(|(name, path)| Source::new(name, path))
                .collect(),
            ..Gathered::default()
        };
        let outcome = super::run(plan, gathered, NonZeroUsize::MIN, &mut seen, &Silent)
            .map_err(|why| Unprovable::File { path, why })?;
        let refused = |i: &&super::Input| {
            let code = i.error.as_ref().map(|e| e.code);
            // A table beside may hold nothing that is judged row by row.
            code.is_some_and(|c| c != Code::NothingApplies || i.path == words::scratch_name())
        };
        let stopped = outcome.inputs.iter().find(refused).and_then(|i| i.error.as_ref());
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
            None => Ok(seen),
        })
    }

    /// A plan for a table of a kind with others beside it; those that are audited go to the files.
    fn beside(
        &self,
        kind: &str,
        beside: &[Beside],
        files: &mut Vec<(String, PathBuf)>,
    ) -> Result<Plan<'a>, Unprovable> {
        let mut references = References::default();
        let mut kinds = BTreeMap::new();
        for other in beside {
            let name = other.file.get_ref();
            let path = match &other.rows {
                Some(rows) => self.scratch.write(name, rows)?,
                None => self.folder.join(name),
            };
            kinds.insert(name.clone(), other.table.clone());
            match other.role {
                Role::Audited => files.push((name.clone(), path)),
                Role::Departments => references.departments.push((name.clone(), path)),
                Role::Previous => references.previous.push((name.clone(), path)),
            }
        }
        let plan = bench(self.pack, self.vocabulary, self.breaches, kind);
        Ok(plan.of_kinds(kinds).against(references))
    }

    /// What a clean table yields that it should not.
    fn stain(&self, kind: &str, rows: &Rows) -> Result<Vec<Text>, Unprovable> {
        let file = tables::file(kind);
        Ok(match self.findings(kind, rows, &[])? {
            Ok(seen) => seen
                .of(&words::scratch_name())
                .iter()
                .map(|s| words::not_clean(&file, &shown(s)))
                .collect(),
            Err(why) => vec![words::in_file(&file, &why)],
        })
    }

    /// What a planted breach yields other than it should.
    fn deviation(&self, clean: &Rows, breach: &Breach) -> Result<Option<Text>, Unprovable> {
        let seen = match self.findings(&breach.table, &breach.plant(clean), &breach.beside)? {
            Ok(seen) => seen,
            Err(why) => return Ok(Some(why)),
        };
        let expected = breach.expected();
        let mut here = seen.of(&words::scratch_name());
        let place = breach.found.as_ref().map(|f| seen.of(&f.file));
        let looked_at = place.as_ref().unwrap_or(&here);
        let Some(at) = looked_at.iter().position(|s| *s == expected) else {
            let saw: Vec<_> = looked_at.iter().map(shown).collect();
            return Ok(Some(words::not_found(&shown(&expected), &saw)));
        };
        if place.is_none() {
            here.remove(at);
        }
        let others: BTreeSet<String> = here.into_iter().map(|(id, ..)| id).collect();
        let also: BTreeSet<String> = breach.also.iter().cloned().collect();
        let more: Vec<_> = others.difference(&also).cloned().collect();
        let fewer: Vec<_> = also.difference(&others).cloned().collect();
        Ok((!more.is_empty() || !fewer.is_empty()).then(|| words::also_differs(&more, &fewer)))
    }
}

fn shown((id, row, header): &Seen) -> Text {
    words::finding_at(id, *row, header.as_deref().map(visible).as_deref())
}

/// The findings of a run, each with its file.
#[derive(Default)]
struct Findings(Vec<(String, Seen)>);

impl Findings {
    /// Those of one file.
    fn of(&self, file: &str) -> Vec<Seen> {
        let here = self.0.iter().filter(|(f, _)| f == file);
        here.map(|(_, seen)| seen.clone()).collect()
    }
}

impl Sink for Findings {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let header = finding.header.map(str::to_owned);
        let seen = (
            finding.requirement.id.clone(),
            finding.address.place.row(),
            header,
        );
        self.0.push((finding.address.file.to_owned(), seen));
        Ok(())
    }
}

struct Silent;

impl Progress for Silent {
    fn file(&self, _: usize, _: usize, _: &str) {}
    fn rows(&self, _: u64) {}
}
