//! What all files of a run come to, added up in the order of the inputs. Keeps one entry a file and nothing of a finding.

use super::Sink;
use super::found::Found;
use crate::audit::across::{self, Across, Batch, Books, Claimed, Program};
use crate::audit::judge::covered_by;
use crate::audit::{Active, Departments, Input, Outcome, Plan, Role, Tally};
use crate::ingest::PassedOver;
use crate::law::Requirement;
use crate::model::Header;
use std::io;
use std::sync::Arc;

/// How many kinds of columns are remembered for files that have the same.
const SHAPES: usize = 64;

/// Adds up files; hands findings on.
pub(super) struct Collector<'a, 'p> {
    plan: &'a Plan<'p>,
    requirements: Vec<(Active<'p>, &'p Requirement)>,
    sink: &'a mut dyn Sink,
    across: Across<'a, 'p>,
    inputs: Vec<Input>,
    tally: Tally,
    /// Columns of the tables seen last: files made from one template share theirs.
    shapes: Vec<Arc<[Header]>>,
}

impl<'a, 'p> Collector<'a, 'p> {
    pub(super) fn new(plan: &'a Plan<'p>, program: &'a Program<'p>, sink: &'a mut dyn Sink) -> Self {
        let requirements: Vec<_> = plan.requirements().collect();
        Self {
            plan,
            tally: Tally {
                departments: Departments::new(plan),
                ..Tally::of(requirements.len())
            },
            requirements,
            sink,
            across: Across::new(program),
            inputs: Vec::new(),
            shapes: Vec::new(),
        }
    }

    pub(super) fn sink(&mut self) -> &mut dyn Sink {
        self.sink
    }

    /// What rows of the file at hand claim.
    pub(super) fn claims(&mut self, batch: Batch) -> io::Result<()> {
        let before = self.tally.departments.tables();
        self.across.claimed(batch.after(before))
    }

    /// A finding that another thread made.
    pub(super) fn found(&mut self, file: &str, found: &Found) -> io::Result<()> {
        let Some(&(active, requirement)) = self.requirements.get(found.number) else {
            return Ok(());
        };
        let finding = found.lend(file, active.pack, requirement, self.plan.vocabulary);
        self.sink.finding(&finding)
    }

    /// The next file in order, with what was counted in it.
    pub(super) fn file(&mut self, mut input: Input, tally: Tally) {
        for table in &mut input.tables {
            match self.shapes.iter().find(|known| **known == table.columns) {
                Some(known) => table.columns = Arc::clone(known),
                None if self.shapes.len() < SHAPES => self.shapes.push(Arc::clone(&table.columns)),
                None => {}
            }
        }
        self.inputs.push(input);
        self.tally.absorb(tally);
    }

    /// Settles what looks across tables, and sums up.
    pub(super) fn outcome(mut self, passed_over: Vec<PassedOver>) -> io::Result<Outcome<'p>> {
        let (plan, mut inputs) = (self.plan, self.inputs);
        across::read_references(plan, &mut self.across, &mut inputs)?;
        self.across.note_copies(&mut inputs);
        let mut books = Books {
            requirements: &self.requirements,
            covered_by: covered_by(&self.requirements),
            tally: &mut self.tally,
        };
        self.across.finish(plan, &mut books, self.sink)?;
        let mut summary = self.tally.summary;
        for input in &inputs {
            summary.unread += u64::from(input.error.is_some());
            if input.role != Role::Audited {
                continue;
            }
            summary.files += 1;
            summary.tables += input.tables.len() as u64;
            summary.rows += input.tables.iter().map(|t| t.rows).sum::<u64>();
            summary.resources += input.tables.iter().map(|t| t.resources).sum::<u64>();
        }
        let coverage = self.requirements.into_iter().zip(self.tally.coverage);
        let coverage = coverage.map(|(requirement, tally)| tally.line(requirement, plan.vocabulary));
        Ok(Outcome {
            vocabulary: plan.vocabulary,
            instruments: plan.packs.clone(),
            clock: Arc::clone(&plan.clock),
            coverage: coverage.collect(),
            inputs,
            passed_over,
            summary,
            departments: self.tally.departments,
        })
    }
}
