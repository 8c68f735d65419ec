//! Reports in the order of time, held against each other. Findings are told apart by fingerprint and number: with five
//! before and six now, one is new; which row it stands in says nothing.

use super::counts::Counts;
use super::files::Renamed;
use super::looked::{Sight, Unseen};
use super::raw::Citation;
use super::snapshot::{Finding, Snapshot, Unusable};
use super::words;
use crate::model::{Severity, Text, fold};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Never there before.
    New,
    /// Settled in an earlier report and back.
    Returned,
    /// There before and now.
    Remaining,
    /// Looked at again and gone.
    Settled,
    /// Gone, and not looked at again.
    NotAudited,
    /// In the last report, waived.
    Waived,
}

/// A finding and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub state: State,
    /// Why it was not looked at again, where it was not.
    pub why: Option<Unseen>,
    /// It was open before.
    pub before: bool,
    /// As the last report has it, or the last that had it.
    pub finding: Finding,
}

impl Change {
    fn of(state: State, why: Option<Unseen>, finding: &Finding) -> Self {
        let there = matches!(state, State::New | State::Returned | State::Remaining);
        Self {
            before: matches!(state, State::Remaining | State::Settled | State::NotAudited),
            state: if there && finding.waived {
                State::Waived
            } else {
                state
            },
            why,
            finding: finding.clone(),
        }
    }
}

/// Counts of a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Department {
    pub(super) name: Option<String>,
    pub(super) counts: Counts,
    /// Its resources in the report before and in the last, where both tell.
    pub(super) resources: Option<(u64, u64)>,
}

/// What became of every finding.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The reports, oldest first: name, day, findings.
    pub(super) reports: Vec<(String, Option<NaiveDate>, u64)>,
    /// What a reader should know of how far the reports can be compared.
    pub(super) notes: Vec<Text>,
    /// All of them.
    pub counts: Counts,
    /// New and returned ones by level: errors, warnings, infos.
    pub added: [u64; 3],
    pub(super) departments: Vec<Department>,
    pub(super) articles: Vec<(String, Citation, Counts)>,
    pub(super) unseen: BTreeMap<Unseen, u64>,
    /// Every finding, remaining ones too.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// Whether something new or returned stands at a level or above.
    pub fn reaches(&self, level: Severity) -> bool {
        let [errors, warnings, infos] = self.added;
        match level {
            Severity::Error => errors > 0,
            Severity::Warning => errors + warnings > 0,
            Severity::Info => errors + warnings + infos > 0,
        }
    }
}

/// Compares reports, oldest first. `canonical` is what a department is called.
pub fn compare(
    reports: &[Snapshot],
    renamed: &[Renamed],
    canonical: &dyn Fn(&str) -> String,
) -> Result<Comparison, Unusable> {
    let ids: Vec<BTreeSet<&str>> = reports.iter().map(Snapshot::instruments).collect();
    let runs = reports.iter().zip(&ids);
    let runs: Vec<_> = runs.map(|(r, ids)| (r.name.as_str(), r.as_of, ids)).collect();
    fit(&runs)?;
    Ok(follow(reports, renamed, canonical))
}

/// A run: its name, its day, its instruments.
pub(super) type Run<'a> = (&'a str, Option<NaiveDate>, &'a BTreeSet<&'a str>);

/// Whether runs are in the order of time, and each by some law of the one before.
pub(super) fn fit(runs: &[Run<'_>]) -> Result<(), Unusable> {
    for pair in runs.windows(2) {
        let [(a, day, of_a), (b, then, of_b)] = pair else {
            continue;
        };
        if let (Some(day), Some(then)) = (day, then)
            && then < day
        {
            return Err(words::out_of_order(a, *day, b, *then));
        }
        if of_a.is_disjoint(of_b) {
            return Err(words::other_law(a, of_a, b, of_b));
        }
    }
    Ok(())
}

/// The same without asking whether they are fit to be compared.
pub(in crate::report) fn follow(
    reports: &[Snapshot],
    renamed: &[Renamed],
    canonical: &dyn Fn(&str) -> String,
) -> Comparison {
    let mut ledger = Ledger::default();
    let mut changes = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        let sights: Vec<Sight<'_>> = reports
            .iter()
            .take(number)
            .map(|old| Sight::new(old, report, renamed, canonical))
            .collect();
        changes = ledger.step(number, report, &sights);
    }
    told(reports, changes, canonical)
}

/// A finding not known to be settled, with the number of the report that had it last.
#[derive(Debug, Clone, Copy)]
struct Open<'a> {
    origin: usize,
    finding: &'a Finding,
}

/// What is open and what was settled, by fingerprint.
#[derive(Debug, Default)]
struct Ledger<'a> {
    open: BTreeMap<&'a str, Vec<Open<'a>>>,
    settled: BTreeMap<&'a str, u64>,
}

impl<'a> Ledger<'a> {
    /// Goes on to the next report.
    fn step(&mut self, number: usize, report: &'a Snapshot, sights: &[Sight<'a>]) -> Vec<Change> {
        let mut now: BTreeMap<&'a str, Vec<&'a Finding>> = BTreeMap::new();
        for finding in &report.findings {
            now.entry(&finding.fingerprint).or_default().push(finding);
        }
        let all: BTreeSet<&'a str> = self.open.keys().chain(now.keys()).copied().collect();
        let mut changes = Vec::new();
        for fingerprint in all {
            let mut open = self.open.remove(fingerprint).unwrap_or_default();
            let mut here = now.remove(fingerprint).unwrap_or_default();
            let mut kept: Vec<Open<'a>> = Vec::new();
            let mut keep = |finding| {
                kept.push(Open {
                    origin: number,
                    finding,
                });
            };
            let file = |old: &Open<'a>| sights.get(old.origin).and_then(|s| s.now(&old.finding.file));
            for (_, finding) in pair(&mut open, &mut here, file) {
                changes.push(Change::of(State::Remaining, None, finding));
                keep(finding);
            }
            let settled = self.settled.entry(fingerprint).or_default();
            for finding in here {
                let back = *settled > 0;
                *settled -= u64::from(back);
                let state = if back { State::Returned } else { State::New };
                changes.push(Change::of(state, None, finding));
                keep(finding);
            }
            for gone in open {
                let unseen = sights.get(gone.origin).and_then(|s| s.unseen(gone.finding));
                if let Some(why) = unseen {
                    changes.push(Change::of(State::NotAudited, Some(why), gone.finding));
                    kept.push(gone);
                } else {
                    *settled += 1;
                    changes.push(Change::of(State::Settled, None, gone.finding));
                }
            }
            if !kept.is_empty() {
                self.open.insert(fingerprint, kept);
            }
        }
        changes
    }
}

/// Takes out those that are there still: first in the same table, then in the same file, then anywhere. `now` is the
/// path that the file of an open one goes by.
fn pair<'a, 'p>(
    open: &mut Vec<Open<'a>>,
    here: &mut Vec<&'a Finding>,
    now: impl Fn(&Open<'a>) -> Option<&'p str>,
) -> Vec<(Open<'a>, &'a Finding)> {
    let mut paired = Vec::new();
    for pass in 0..3 {
        let mut left = Vec::new();
        for old in open.drain(..) {
            let file = now(&old);
            let fits = |new: &Finding| match pass {
                0 => file == Some(new.file.as_str()) && old.finding.sheet == new.sheet,
                1 => file == Some(new.file.as_str()),
                _ => true,
            };
            match here.iter().position(|new| fits(new)) {
                Some(at) => paired.push((old, here.remove(at))),
                None => left.push(old),
            }
        }
        *open = left;
    }
    paired
}

/// What became of each finding of a list, in its order, and how many others there are.
#[derive(Debug)]
pub(in crate::report) struct Fates<'a> {
    pub(in crate::report) of: Vec<(State, Option<Unseen>, Option<&'a Finding>)>,
    pub(in crate::report) beyond: usize,
}

/// Follows each finding of a list to a later report.
pub(in crate::report) fn fates<'a>(
    old: &'a Snapshot,
    new: &'a Snapshot,
    renamed: &[Renamed],
    canonical: &'a dyn Fn(&str) -> String,
) -> Fates<'a> {
    let sight = Sight::new(old, new, renamed, canonical);
    let mut open: BTreeMap<&str, Vec<Open<'a>>> = BTreeMap::new();
    for (origin, finding) in old.findings.iter().enumerate() {
        let likes = open.entry(&finding.fingerprint).or_default();
        likes.push(Open { origin, finding });
    }
    let mut now: BTreeMap<&str, Vec<&'a Finding>> = BTreeMap::new();
    for finding in &new.findings {
        now.entry(&finding.fingerprint).or_default().push(finding);
    }
    let mut of = BTreeMap::new();
    for (fingerprint, open) in &mut open {
        let mut none = Vec::new();
        let here = now.get_mut(fingerprint).unwrap_or(&mut none);
        for (old, new) in pair(open, here, |old| sight.now(&old.finding.file)) {
            of.insert(old.origin, (State::Remaining, None, Some(new)));
        }
        for gone in open {
            let fate = match sight.unseen(gone.finding) {
                Some(why) => (State::NotAudited, Some(why), None),
                None => (State::Settled, None, None),
            };
            of.insert(gone.origin, fate);
        }
    }
    Fates {
        of: of.into_values().collect(),
        beyond: now.values().map(Vec::len).sum(),
    }
}

fn told(reports: &[Snapshot], mut changes: Vec<Change>, canonical: &dyn Fn(&str) -> String) -> Comparison {
    changes.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut counts = Counts::default();
    let mut added = [0; 3];
    let mut departments: BTreeMap<Option<String>, Department> = BTreeMap::new();
    let mut articles: BTreeMap<Provision, (Citation, Counts)> = BTreeMap::new();
    let mut unseen: BTreeMap<Unseen, u64> = BTreeMap::new();
    let resources = resources(reports);
    for change in &changes {
        let Change {
            state, why, finding, ..
        } = change;
        let name = finding
            .provider
            .as_deref()
            .map(str::trim)
            .filter(|p| !p.is_empty());
        let name = name.map(canonical);
        let key = name.as_deref().map(fold);
        let department = departments.entry(key.clone()).or_insert_with(|| Department {
            name,
            counts: Counts::default(),
            resources: key.and_then(|key| resources(&key)),
        });
        let article = articles.entry(provision(finding)).or_default();
        article.0.clone_from(&finding.citation);
        for counts in [&mut counts, &mut department.counts, &mut article.1] {
            counts.add(*state, change.before);
        }
        if matches!(state, State::New | State::Returned) {
            let [errors, warnings, infos] = &mut added;
            *match finding.severity {
                Severity::Error => errors,
                Severity::Warning => warnings,
                Severity::Info => infos,
            } += 1;
        }
        if let Some(why) = why {
            *unseen.entry(why.clone()).or_default() += 1;
        }
    }
    Comparison {
        reports: reports
            .iter()
            .map(|r| (r.name.clone(), r.as_of, r.findings.len() as u64))
            .collect(),
        notes: notes(reports),
        counts,
        added,
        departments: departments.into_values().collect(),
        articles: articles
            .into_iter()
            .map(|((id, ..), (c, n))| (id, c, n))
            .collect(),
        unseen,
        changes,
    }
}

/// An article, paragraph and item of an instrument, whatever the language of its title.
type Provision = (String, u16, u16, Option<u16>);

fn provision(finding: &Finding) -> Provision {
    let citation = &finding.citation;
    let instrument = finding.jurisdiction.clone();
    (instrument, citation.article, citation.paragraph, citation.item)
}

/// What matters first: what is new, then the place.
fn order(change: &Change) -> (State, std::cmp::Reverse<Severity>, &str, &str, Option<&str>, u32) {
    let finding = &change.finding;
    (
        change.state,
        std::cmp::Reverse(finding.severity),
        &finding.requirement,
        &finding.file,
        finding.sheet.as_deref(),
        finding.row,
    )
}

/// A department's resources in the last two reports.
fn resources(reports: &[Snapshot]) -> impl Fn(&str) -> Option<(u64, u64)> {
    let pair = match reports {
        [.., before, last] => Some((before.departments.clone(), last.departments.clone())),
        _ => None,
    };
    move |key| {
        let (before, last) = pair.as_ref()?;
        Some((*before.get(key)?, last.get(key).copied().unwrap_or_default()))
    }
}

/// How far the last two can be compared.
fn notes(reports: &[Snapshot]) -> Vec<Text> {
    let [.., before, last] = reports else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    for was in &before.instruments {
        let mut now = last.instruments.iter();
        match now.find(|i| i.jurisdiction == was.jurisdiction) {
            None => notes.push(words::instrument_left_out(&was.jurisdiction)),
            Some(now) if now.pack_sha256 != was.pack_sha256 => {
                notes.push(words::pack_changed(&was.jurisdiction));
            }
            Some(_) => {}
        }
    }
    for now in &last.instruments {
        if !before.instruments.is_empty()
            && !before
                .instruments
                .iter()
                .any(|i| i.jurisdiction == now.jurisdiction)
        {
            notes.push(words::instrument_added(&now.jurisdiction));
        }
    }
    if before.as_of.is_some() && before.reckoning != last.reckoning {
        notes.push(words::periods_differ());
    }
    let unread = last.inputs.iter().filter(|i| i.failed).count();
    if unread > 0 {
        notes.push(words::not_read(unread));
    }
    notes
}
