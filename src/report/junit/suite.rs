//! Which suites there are and what became of every case, each suite made when its turn comes. Knows no XML.

use super::{Case, Cases};
use crate::audit::{Active, Coverage, CoverageStatus, Input, Levels, Outcome, Role, TableReport};
use crate::ingest::Stopped;
use crate::law::Requirement;
use crate::model::{Columns, Field, Lang, Text};
use crate::report::words;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;

/// A suite: a file, or what was not checked at all.
pub(super) struct Suite<'a> {
    pub(super) name: String,
    pub(super) file: Option<&'a str>,
    pub(super) tests: Vec<Test<'a>>,
}

/// A case.
pub(super) struct Test<'a> {
    pub(super) class: &'a str,
    pub(super) name: String,
    pub(super) state: State<'a>,
}

/// What became of a case.
pub(super) enum State<'a> {
    Passed,
    Broken(&'a Case),
    Skipped(Text),
    Stopped(&'a Stopped),
}

/// Counts of cases, printed as attributes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Totals {
    tests: u64,
    failures: u64,
    errors: u64,
    skipped: u64,
}

impl Totals {
    pub(super) fn absorb(&mut self, other: Self) {
        self.tests += other.tests;
        self.failures += other.failures;
        self.errors += other.errors;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            tests,
            failures,
            errors,
            skipped,
        } = self;
        write!(
            f,
            " tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"0\""
        )
    }
}

impl Suite<'_> {
    pub(super) fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for test in &self.tests {
            totals.tests += 1;
            match test.state {
                State::Passed => {}
                State::Broken(case) => totals.failures += u64::from(case.levels.errors > 0),
                State::Skipped(_) => totals.skipped += 1,
                State::Stopped(_) => totals.errors += 1,
            }
        }
        totals
    }

    pub(super) fn levels(&self) -> Levels {
        let mut levels = Levels::default();
        for test in &self.tests {
            if let State::Broken(case) = test.state {
                levels.absorb(case.levels);
            }
        }
        levels
    }
}

impl Suite<'_> {
    pub(super) fn waived(&self) -> u64 {
        let of = |test: &Test<'_>| match test.state {
            State::Broken(case) => case.waived,
            State::Passed | State::Skipped(_) | State::Stopped(_) => 0,
        };
        self.tests.iter().map(of).sum()
    }
}

/// A requirement with what became of it in the whole run.
type Line<'a> = (Active<'a>, &'a Requirement, Coverage, Option<Text>);

/// Hands on one suite after the other: the files in the order of the report, what was not checked at the end.
pub(super) fn each(
    files: &BTreeMap<String, Cases>,
    outcome: &Outcome<'_>,
    lang: Lang,
    take: &mut dyn FnMut(&Suite<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let (none, mut told) = (Cases::new(), BTreeSet::new());
    for input in &outcome.inputs {
        // A file that is also held against others is one file all the same.
        let first = told.insert(input.path.as_str());
        let judged = first && input.role == Role::Audited;
        let tables = if judged { input.tables.as_slice() } else { &[] };
        let cases = files.get(&input.path).filter(|_| first).unwrap_or(&none);
        let suite = of_file(input, (tables, cases), outcome, lang);
        if first || !suite.tests.is_empty() {
            take(&suite)?;
        }
    }
    let rest = unchecked(outcome, lang);
    if rest.tests.is_empty() {
        Ok(())
    } else {
        take(&rest)
    }
}

fn of_file<'a>(
    input: &'a Input,
    (tables, cases): (&'a [TableReport], &'a Cases),
    outcome: &'a Outcome<'_>,
    lang: Lang,
) -> Suite<'a> {
    let stopped = input.error.as_ref().map(|error| Test {
        class: "dataaudit",
        name: words::reading().of(lang).to_owned(),
        state: State::Stopped(error),
    });
    let columns = |t: &TableReport| Columns::new(outcome.vocabulary, t.columns.to_vec());
    let tables: Vec<(&TableReport, Columns)> = tables.iter().map(|t| (t, columns(t))).collect();
    let judged = outcome.coverage.iter().filter_map(|line| {
        let (active, requirement, ..) = line;
        let key = (active.pack.instrument.id.clone(), requirement.id.clone());
        let state = match cases.get(&key) {
            Some(case) => State::Broken(case),
            None => state(line, &tables, outcome)?,
        };
        Some(test(line, state, lang))
    });
    Suite {
        name: input.path.clone(),
        file: Some(&input.path),
        tests: stopped.into_iter().chain(judged).collect(),
    }
}

/// What became of a requirement in a file in which nothing was found; `None` where it is not about the file's tables.
fn state(
    (_, requirement, tally, reason): &Line<'_>,
    tables: &[(&TableReport, Columns)],
    outcome: &Outcome<'_>,
) -> Option<State<'static>> {
    let mut about = tables
        .iter()
        .filter(|(t, _)| requirement.is_about(&t.kind))
        .peekable();
    if !requirement.is_judged() || about.peek().is_none() {
        return None;
    }
    let unsaid = || reason.clone().unwrap_or_else(words::unexplained);
    match tally.status() {
        CoverageStatus::NotChecked | CoverageStatus::NotApplicable => return Some(State::Skipped(unsaid())),
        CoverageStatus::Passed | CoverageStatus::Failed => {}
    }
    let mut lacks: BTreeSet<Field> = BTreeSet::new();
    for (_, columns) in about {
        let missing = requirement.check().map(|check| check.missing(columns));
        match missing.filter(|m| !m.judgeable) {
            Some(missing) => lacks.extend(missing.fields),
            None => return Some(State::Passed),
        }
    }
    let fields: Vec<Text> = lacks
        .iter()
        .map(|&f| outcome.vocabulary.entry(f).text())
        .collect();
    Some(State::Skipped(words::lacks_columns(&fields)))
}

/// The requirements that stand in no file's suite, with the reason.
fn unchecked<'a>(outcome: &'a Outcome<'_>, lang: Lang) -> Suite<'a> {
    let audited = outcome.inputs.iter().filter(|i| i.role == Role::Audited);
    let kinds: BTreeSet<&str> = audited.flat_map(|i| &i.tables).map(|t| t.kind.as_str()).collect();
    let tests = outcome.coverage.iter().filter_map(|line| {
        let (_, requirement, tally, reason) = line;
        let about = requirement.is_judged() && kinds.iter().any(|k| requirement.is_about(k));
        let unsaid = || reason.clone().unwrap_or_else(words::unexplained);
        (!about && tally.breaches == 0).then(|| test(line, State::Skipped(unsaid()), lang))
    });
    Suite {
        name: words::unchecked().of(lang).to_owned(),
        file: None,
        tests: tests.collect(),
    }
}

fn test<'a>((active, requirement, ..): &'a Line<'_>, state: State<'a>, lang: Lang) -> Test<'a> {
    Test {
        class: active.pack.instrument.title.of(lang),
        name: format!("{} {}", requirement.id, requirement.summary.of(lang)),
        state,
    }
}
