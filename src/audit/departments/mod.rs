//! Counts by department: whose resources, which of them comply, what is broken and how often. Fed row by row, added
//! over files in any order; keeps counters and two bytes a resource, never a row.

mod aliases;
mod department;
mod facts;
mod fix;
mod lookalikes;
mod marks;
mod overview;
mod packed;
mod shares;
mod single;
mod tables;
#[cfg(test)]
mod tests;
mod waive;

pub use aliases::{Aliases, Unaliased};
pub use department::{Levels, Who};
pub use overview::{Article, Cause, Line, Overview};

use super::finding::PROVIDER;
use super::{Coverage, Plan, tape};
use crate::check::{Aside, Observed};
use crate::model::{Columns, Field, Known, Record, Severity, Text, Vocabulary, lists_resources, says};
use chrono::NaiveDate;
pub(super) use department::Kind;
use department::{Counts, Department};
use facts::Facts;
use fix::{Fix, alike};
use marks::Change;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tables::Tables;
pub(super) use waive::Owner;

/// Departments kept apart. A column that holds more names than this is hardly one of departments.
pub const MOST_DEPARTMENTS: usize = 10_000;

/// The key of everybody beyond [`MOST_DEPARTMENTS`]; no folded name holds it.
const OTHERS: &str = "\0";

/// The departments of a run and what is counted of each. Written are the counts alone: read again, they are good for
/// nothing but to be [absorbed](Departments::absorb).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Departments {
    #[serde(skip)]
    aliases: Arc<Aliases>,
    /// For each requirement the first that asks the same under another instrument, or itself.
    #[serde(skip)]
    alike: Arc<[usize]>,
    known: Vec<Department>,
    #[serde(skip)]
    numbers: HashMap<String, usize>,
    fixes: Vec<Fix>,
    #[serde(skip)]
    fix_numbers: BTreeMap<Fix, usize>,
    tables: Tables,
    facts: facts::Tables,
    /// Columns missing, once a table.
    #[serde(with = "tape::pairs")]
    columns: Counts,
    #[serde(skip)]
    hand: Option<Hand>,
}

/// The table at hand.
#[derive(Debug, Clone)]
struct Hand {
    fields: Vec<Field>,
    department: Option<usize>,
    /// Numbers of departments by how rows wrote them, and of rows that name none.
    numbers: Known<usize>,
    unstated: Option<usize>,
    resource: Option<u32>,
    /// Whether its records are resources, which comply or do not.
    rated: bool,
    columns: Counts,
    facts: Vec<Coverage>,
}

/// A resource of a run: the number of its table and its own in there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Number of the table, from 0, in the order of the reports.
    pub table: usize,
    /// Number of the resource in its table, from 0.
    pub resource: u32,
}

impl Departments {
    pub(super) fn new(plan: &Plan<'_>) -> Self {
        let requirements: Vec<_> = plan.requirements().collect();
        Self {
            aliases: Arc::clone(&plan.aliases),
            alike: alike(&requirements),
            known: Vec::new(),
            numbers: HashMap::new(),
            fixes: Vec::new(),
            fix_numbers: BTreeMap::new(),
            tables: Tables::default(),
            facts: facts::Tables::default(),
            columns: Counts::new(),
            hand: None,
        }
    }

    /// What was counted so far; counting starts anew.
    pub(super) fn take(&mut self) -> Self {
        self.settle();
        let fresh = Self {
            aliases: Arc::clone(&self.aliases),
            alike: Arc::clone(&self.alike),
            ..Self::default()
        };
        std::mem::replace(self, fresh)
    }

    /// How many tables there were so far.
    pub(super) fn tables(&self) -> usize {
        self.tables.len()
    }

    /// Turns to the next table.
    pub(super) fn begin(&mut self, kind: &str, columns: &Columns, vocabulary: &Vocabulary) {
        self.settle();
        let fields = PROVIDER.iter().filter_map(|id| vocabulary.field(id));
        self.tables.begin();
        self.hand = Some(Hand {
            fields: fields.filter(|&f| columns.has(f)).collect(),
            department: None,
            numbers: Known::default(),
            unstated: None,
            resource: None,
            rated: lists_resources(kind),
            columns: Counts::new(),
            facts: vec![Coverage::default(); self.alike.len()],
        });
    }

    /// Notes that a requirement is about the table, what columns it lacks, whether it can be judged, and why not.
    pub(super) fn about(&mut self, requirement: usize, missing: &[Field], opened: bool, why: Option<&Text>) {
        let hand = self.hand.as_mut();
        if let Some(fact) = hand.and_then(|h| h.facts.get_mut(requirement)) {
            fact.had_table = true;
            fact.opened = opened;
            fact.across = why.cloned();
            fact.missing.extend(missing);
        }
    }

    /// Turns to a record.
    pub(super) fn see(&mut self, record: &Record<'_>) {
        let Some(mut hand) = self.hand.take() else { return };
        let named = hand.fields.iter().find(|&&f| says(record.text(f)));
        let number = match named {
            Some(&field) => hand
                .numbers
                .of(record, field, |written| self.number(written.trim())),
            None => *hand.unstated.get_or_insert_with(|| self.number("")),
        };
        hand.department = Some(number);
        let table = self.tables.len().saturating_sub(1);
        let starts = record.row().starts;
        if let Some(department) = self.known.get_mut(number) {
            department.rows += 1;
            department.resources += u64::from(starts && hand.rated);
            let share = department.shares.of(table);
            share.rows += 1;
            share.resources += u64::from(starts && hand.rated);
            share.hidden_rows += u64::from(record.row().hidden);
        }
        if starts
            && hand.rated
            && let Some(marks) = self.tables.last()
        {
            hand.resource = Some(marks.push(number));
        }
        self.hand = Some(hand);
    }

    /// The resource at hand. What [`Departments::absorb`] returns is to be added to the number of its table.
    pub fn spot(&self) -> Option<Spot> {
        let resource = self.hand.as_ref()?.resource?;
        let table = self.tables.len().checked_sub(1)?;
        Some(Spot { table, resource })
    }

    /// The number of the department at hand.
    pub(super) fn at_hand(&self) -> Option<usize> {
        self.hand.as_ref()?.department
    }

    /// Counts judgements of rows of a department in the table at hand.
    pub(super) fn judged(&mut self, department: Option<usize>, requirement: usize, rows: u64) {
        if let Some(department) = department.and_then(|n| self.known.get_mut(n)) {
            department.count(requirement, rows);
        }
    }

    /// Counts the record at hand, which lies before the law.
    pub(super) fn passed_over(&mut self, requirement: usize, from: NaiveDate) {
        if let Some(coverage) = self.coverage_at_hand(requirement) {
            coverage.passed_over(from);
        }
    }

    /// Counts a record that was left unjudged.
    pub(super) fn left(&mut self, requirement: usize, aside: Aside) {
        if let Some(coverage) = self.coverage_at_hand(requirement) {
            coverage.left(aside, 1);
        }
    }

    /// Counts a record that the instrument does not reach.
    pub(super) fn outside(&mut self, requirement: usize) {
        if let Some(coverage) = self.coverage_at_hand(requirement) {
            coverage.outside += 1;
        }
    }

    /// Counts a breach that another requirement reports.
    pub(super) fn covered(&mut self, requirement: usize) {
        if let Some(coverage) = self.coverage_at_hand(requirement) {
            coverage.covered += 1;
        }
    }

    /// Counts a finding at the record at hand, or of the table before its first.
    pub(super) fn finding(&mut self, kind: Kind, severity: Severity) {
        let Some(hand) = &mut self.hand else { return };
        // A column that is not there is missing for everybody in the table, whoever's row brought it up.
        let department = hand.department.filter(|_| kind.class != Observed::NoColumn);
        let mut department = department.and_then(|n| self.known.get_mut(n));
        let coverage = match &mut department {
            Some(department) => Some(department.own.entry(kind.requirement).or_default()),
            None => hand.facts.get_mut(kind.requirement),
        };
        if let Some(coverage) = coverage {
            coverage.breaches += 1;
        }
        match department {
            Some(department) => {
                department.findings.entry(kind).or_default().count(severity);
                self.fault(kind, severity);
            }
            None => hand.columns.entry(kind).or_default().count(severity),
        }
    }

    /// Notes an error at the resource at hand that is told elsewhere: at a cell that it shares with others.
    pub(super) fn fault(&mut self, kind: Kind, severity: Severity) {
        if let (Severity::Error, Some(spot)) = (severity, self.spot()) {
            self.fail(spot, kind);
        }
    }

    /// Counts a finding made after the tables were read, at a row of the provider's; `spot` is the resource it is about.
    pub fn later(
        &mut self,
        provider: &str,
        (requirement, field, class): (usize, Field, Observed),
        severity: Severity,
        spot: Option<Spot>,
    ) {
        let kind = Kind {
            requirement,
            field,
            class,
        };
        let number = self.number(provider);
        if let Some(department) = self.known.get_mut(number) {
            department.findings.entry(kind).or_default().count(severity);
            let coverage = department.own.entry(requirement).or_default();
            (coverage.had_table, coverage.opened) = (true, true);
            coverage.breaches += 1;
        }
        if let (Severity::Error, Some(spot)) = (severity, spot) {
            self.fail(spot, kind);
        }
    }

    fn fail(&mut self, spot: Spot, kind: Kind) {
        let fix = self.fix(self.fix_of(kind));
        let Some(marks) = self.tables.at(spot.table) else {
            return;
        };
        let change = marks.error(spot.resource, fix);
        let owner = marks.owner(spot.resource);
        let Some(department) = owner.and_then(|n| self.known.get_mut(n)) else {
            return;
        };
        match change {
            Change::None => {}
            Change::Fails => {
                department.failing += 1;
                *department.sole.entry(fix).or_default() += 1;
            }
            Change::FailsUnnumbered => department.failing += 1,
            Change::NoLongerSole(other) => {
                if let Some(n) = department.sole.get_mut(&other) {
                    *n = n.saturating_sub(1);
                }
            }
        }
    }

    /// The tally of the department at hand, or of the table where no row has come yet.
    fn coverage_at_hand(&mut self, requirement: usize) -> Option<&mut Coverage> {
        let hand = self.hand.as_mut()?;
        match hand.department {
            Some(number) => Some(self.known.get_mut(number)?.own.entry(requirement).or_default()),
            None => hand.facts.get_mut(requirement),
        }
    }

    /// Closes the table at hand: what is true of it is true of every department in it.
    pub(super) fn settle(&mut self) {
        let Some(hand) = self.hand.take() else { return };
        let table = self.tables.len().saturating_sub(1);
        let inside = |d: &&mut Department| d.shares.last().is_some_and(|s| s.table == table);
        for department in self.known.iter_mut().filter(inside) {
            department::add(&mut department.columns, &hand.columns);
        }
        self.facts.push(Facts(hand.facts));
        department::add(&mut self.columns, &hand.columns);
    }

    /// The number of a provider's department, which is made known.
    fn number(&mut self, written: &str) -> usize {
        let key = self.aliases.department(written);
        let name = self.aliases.name(&key).unwrap_or(written).to_owned();
        let who = if key.is_empty() { Who::Unstated } else { Who::Named };
        self.intern(key, who, name)
    }

    fn intern(&mut self, key: String, who: Who, name: String) -> usize {
        if let Some(&known) = self.numbers.get(&key) {
            return known;
        }
        if who == Who::Named && self.known.len() >= MOST_DEPARTMENTS {
            return self.intern(OTHERS.to_owned(), Who::Others, String::new());
        }
        let number = self.known.len();
        self.numbers.insert(key.clone(), number);
        self.known.push(Department::new(key, who, name, self.alike.len()));
        number
    }

    /// Adds the counts of tables that come after these; says how many tables came before them.
    pub fn absorb(&mut self, mut other: Self) -> usize {
        self.settle();
        other.settle();
        let tables = self.tables.len();
        let fixes: Vec<usize> = other.fixes.iter().map(|&fix| self.fix(fix)).collect();
        let mut owners = Vec::with_capacity(other.known.len());
        for department in other.known {
            let number = self.intern(department.key.clone(), department.who, department.name.clone());
            owners.push(number);
            if let Some(mine) = self.known.get_mut(number) {
                mine.absorb(&department, tables, &fixes);
            }
        }
        for marks in other.tables.into_marks() {
            self.tables.add(marks.renumbered(&owners, &fixes));
        }
        self.facts.extend(other.facts);
        department::add(&mut self.columns, &other.columns);
        tables
    }
}
