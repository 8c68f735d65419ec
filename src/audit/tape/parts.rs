//! The reports of several runs as one: what they must agree in, in what order their files come, which of them came twice.

use super::entry::Entry;
use super::part::Part;
use super::{Premises, premises};
use crate::audit::{Input, References, Role, words};
use crate::ingest::PassedOver;
use crate::model::{Text, Vocabulary};
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::PathBuf;

/// Why reports cannot be made one, and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmergeable {
    /// What is wrong with which report.
    pub message: Text,
    /// What to do about it.
    pub help: Text,
}

/// Reports that agree.
#[derive(Debug)]
pub struct Parts {
    all: Vec<Part>,
    /// The files in the order of one run: name, number of the part, bytes in there.
    files: Vec<(String, usize, Range<u64>)>,
    passed_over: Vec<PassedOver>,
    left_out: bool,
    twice: Vec<String>,
}

impl Parts {
    /// Reads reports, of which there is one at least.
    pub fn open(paths: &[PathBuf]) -> Result<Self, Unmergeable> {
        let parts = paths.iter().map(|path| Part::open(path));
        let parts: Vec<Part> = parts.collect::<Result<_, _>>()?;
        if let Some((first, others)) = parts.split_first() {
            others.iter().try_for_each(|other| agree(first, other))?;
        }
        let mut all = Self {
            left_out: parts.iter().all(|part| part.head.left_out),
            all: parts,
            files: Vec::new(),
            passed_over: Vec::new(),
            twice: Vec::new(),
        };
        all.arrange()?;
        Ok(all)
    }

    /// What all of them were audited by.
    pub fn premises(&self) -> Option<&Premises> {
        self.all.first().map(|part| &part.head.premises)
    }

    /// Files that stand in more than one report; each counts once.
    pub fn twice(&self) -> &[String] {
        &self.twice
    }

    /// What the runs held their files against, by name; none of it is read again.
    pub fn references(&self) -> References {
        let references = self.all.first().map_or(&[][..], |part| &part.references);
        let of = |role: Role| {
            let named = references.iter().filter(|input| input.role == role);
            named.map(|input| (input.path.clone(), PathBuf::new())).collect()
        };
        References {
            departments: of(Role::Departments),
            previous: of(Role::Previous),
        }
    }

    /// Refuses a vocabulary that numbers fields otherwise, or packs that are not those of the reports.
    pub fn fit<'a>(
        &self,
        vocabulary: &Vocabulary,
        packs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), Unmergeable> {
        let (Some(first), Some(premises)) = (self.all.first(), self.premises()) else {
            return Ok(());
        };
        let known: BTreeMap<&str, &str> = packs.into_iter().collect();
        for (id, sha256) in &premises.instruments {
            let here = known.get(id.as_str()).copied();
            if here != Some(sha256) {
                return Err(words::other_pack(&first.name, id, sha256, here));
            }
        }
        if premises.vocabulary == premises::fields(vocabulary) {
            Ok(())
        } else {
            Err(words::other_program(&first.name))
        }
    }

    /// What was found and is no input, and whether the files are nothing but that.
    pub(in crate::audit) fn passed_over(&self) -> (Vec<PassedOver>, bool) {
        (self.passed_over.clone(), self.left_out)
    }

    /// How many files there are.
    pub(in crate::audit) fn len(&self) -> usize {
        self.files.len()
    }

    /// Tells every file again in order, and then the references: the number and the name of the file, and what it told.
    pub(in crate::audit) fn replay(
        &self,
        take: &mut dyn FnMut(usize, &str, Entry) -> io::Result<()>,
    ) -> io::Result<()> {
        for (number, (name, part, range)) in self.files.iter().enumerate() {
            if let Some(part) = self.all.get(*part) {
                part.told(range.clone(), &mut |entry| take(number, name, entry))?;
            }
        }
        let Some(first) = self.all.first() else {
            return Ok(());
        };
        first.told(first.after.clone(), &mut |entry| {
            take(self.files.len(), "", entry)
        })
    }

    /// Puts the files in the order of one run.
    fn arrange(&mut self) -> Result<(), Unmergeable> {
        let mut all: BTreeMap<String, Vec<(usize, Range<u64>)>> = BTreeMap::new();
        for (number, part) in self.all.iter_mut().enumerate() {
            self.passed_over.append(&mut part.head.passed_over);
            let files = std::mem::take(&mut part.files);
            if part.head.left_out && !self.left_out {
                // Beside files that were audited it would have been passed over.
                for (_, range) in files {
                    self.passed_over.extend(left_out(part, range)?);
                }
                continue;
            }
            for (name, range) in files {
                all.entry(name).or_default().push((number, range));
            }
        }
        for (name, given) in all {
            let first = given.first().map(|(part, _)| *part);
            let (mine, others): (Vec<_>, Vec<_>) =
                given.into_iter().partition(|(part, _)| Some(*part) == first);
            if !others.is_empty() {
                self.same(&name, &mine, &others)?;
                self.twice.push(name.clone());
            }
            let mine = mine.into_iter().map(|(part, range)| (name.clone(), part, range));
            self.files.extend(mine);
        }
        let taken = |path: &String| self.files.binary_search_by(|(name, ..)| name.cmp(path)).is_ok();
        self.passed_over.retain(|p| !taken(&p.path));
        self.passed_over.sort();
        self.passed_over.dedup_by(|a, b| a.path == b.path);
        Ok(())
    }

    /// Refuses two files of one name.
    fn same(
        &self,
        name: &str,
        mine: &[(usize, Range<u64>)],
        others: &[(usize, Range<u64>)],
    ) -> Result<(), Unmergeable> {
        for other in others.chunk_by(|a, b| a.0 == b.0) {
            let pairs = mine.iter().zip(other);
            let mut alike = mine.len() == other.len();
            for ((a, mine), (b, theirs)) in pairs {
                let (Some(a), Some(b)) = (self.all.get(*a), self.all.get(*b)) else {
                    continue;
                };
                let told = same_lines(a, mine.clone(), b, theirs.clone());
                alike &= told.map_err(|why| words::unreadable_report(&b.name, &why))?;
            }
            let named = |given: &[(usize, _)]| given.first().and_then(|(part, _)| self.all.get(*part));
            if let (false, Some(a), Some(b)) = (alike, named(mine), named(other)) {
                return Err(words::two_files(name, &a.name, &b.name));
            }
        }
        Ok(())
    }
}

/// Refuses reports that were not audited by the same.
fn agree(a: &Part, b: &Part) -> Result<(), Unmergeable> {
    if let Some((what, mine, theirs)) = a.head.premises.differ(&b.head.premises) {
        return Err(words::premises_differ(
            &what,
            (&a.name, &mine),
            (&b.name, &theirs),
        ));
    }
    for role in [Role::Departments, Role::Previous] {
        let of = |part: &Part| -> Vec<String> {
            let named = part.references.iter().filter(|input| input.role == role);
            named.map(known_by).collect()
        };
        let (mine, theirs) = (of(a), of(b));
        if mine != theirs {
            let said = |of: Vec<String>| {
                if of.is_empty() {
                    "—".to_owned()
                } else {
                    of.join("、")
                }
            };
            let (mine, theirs) = (said(mine), said(theirs));
            return Err(words::premises_differ(
                &words::reference(role),
                (&a.name, &mine),
                (&b.name, &theirs),
            ));
        }
    }
    Ok(())
}

/// A reference by its bytes, or by what is wrong with it.
fn known_by(input: &Input) -> String {
    let error = input.error.as_ref().map(|stopped| stopped.code.as_str());
    match (input.sha256.as_str(), error) {
        (sha256, None) => sha256.to_owned(),
        ("", Some(error)) => error.to_owned(),
        (sha256, Some(error)) => format!("{sha256} ({error})"),
    }
}

/// What was left out, from the entries of a file that is nothing else.
fn left_out(part: &Part, range: Range<u64>) -> Result<Option<PassedOver>, Unmergeable> {
    let mut passed = None;
    let told = part.told(range, &mut |entry| {
        if let Entry::End(end) = entry {
            let (input, _) = *end;
            passed = input.error.map(|why| PassedOver {
                path: input.path,
                reason: why.message,
            });
        }
        Ok(())
    });
    told.map_err(|_| words::other_program(&part.name))?;
    Ok(passed)
}

/// Whether two files told the same.
fn same_lines(a: &Part, mine: Range<u64>, b: &Part, theirs: Range<u64>) -> io::Result<bool> {
    let (mut mine, mut theirs) = (a.lines(mine)?, b.lines(theirs)?);
    loop {
        match (mine.next()?, theirs.next()?) {
            (None, None) => return Ok(true),
            (mine, theirs) if mine == theirs => {}
            _ => return Ok(false),
        }
    }
}
