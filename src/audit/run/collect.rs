//! What all files of a run come to, added up in the order of the inputs. Keeps one entry a file and nothing of a finding.

use super::Sink;
use super::found::Found;
use crate::audit::across::{self, Across, Batch, Books, Claimed, Program};
use crate::audit::judge::covered_by;
use crate::audit::reprieve::{Docket, Heard};
use crate::audit::strangers::Names;
use crate::audit::tape::{Entry, Tape};
use crate::audit::{Active, Departments, Finding, Input, Outcome, Plan, Role, Tally, words};
use crate::ingest::PassedOver;
use crate::law::Requirement;
use crate::model::Header;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// How many kinds of columns are remembered for files that have the same.
const SHAPES: usize = 64;

/// Adds up files; hands findings on, and records what it was told where that is asked for.
pub(super) struct Collector<'a, 'p> {
    plan: &'a Plan<'p>,
    requirements: Vec<(Active<'p>, &'p Requirement)>,
    program: &'a Program<'p>,
    sink: &'a mut dyn Sink,
    tape: Option<&'a mut Tape>,
    across: Across<'a, 'p>,
    docket: Docket<'a, 'p>,
    inputs: Vec<Input>,
    tally: Tally,
    /// Columns of the tables seen last: files made from one template share theirs.
    shapes: Vec<Arc<[Header]>>,
    /// What notices of other files named.
    names: Names,
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
            program,
            sink,
            tape: None,
            across: Across::new(program),
            docket: Docket::new(plan),
            inputs: Vec::new(),
            shapes: Vec::new(),
            names: Names::default(),
        }
    }

    /// Everything it is told goes on a tape as well.
    pub(super) fn onto(mut self, tape: Option<&'a mut Tape>) -> Self {
        self.tape = tape;
        self
    }

    /// A finding under the requirement of that number, as it is made.
    pub(super) fn finding(&mut self, number: usize, finding: &Finding<'_>) -> io::Result<()> {
        if let Some(tape) = &mut self.tape {
            tape.record(&Entry::Found(&Found::of(number, finding)))?;
        }
        self.heard().finding(finding)
    }

    /// The sink, behind those who answer for findings.
    fn heard(&mut self) -> Heard<'_, 'a, 'p> {
        Heard {
            docket: &mut self.docket,
            sink: &mut *self.sink,
        }
    }

    /// A finding that was made elsewhere.
    pub(super) fn found(&mut self, file: &str, found: &Found) -> io::Result<()> {
        if let Some(tape) = &mut self.tape {
            tape.record(&Entry::Found(found))?;
        }
        let Some(&(active, requirement)) = self.requirements.get(found.number) else {
            return Ok(());
        };
        let finding = found.lend(file, active.pack, requirement, self.plan.vocabulary);
        self.heard().finding(&finding)
    }

    /// The next file in order, with what was counted in it.
    pub(super) fn file(&mut self, mut input: Input, tally: Tally) -> io::Result<()> {
        if let Some(tape) = &mut self.tape {
            tape.record(&Entry::End((&input, &tally)))?;
        }
        for table in &mut input.tables {
            table
                .notices
                .iter_mut()
                .for_each(|notice| self.names.shared(notice));
            match self.shapes.iter().find(|known| **known == table.columns) {
                Some(known) => table.columns = Arc::clone(known),
                None if self.shapes.len() < SHAPES => self.shapes.push(Arc::clone(&table.columns)),
                None => {}
            }
        }
        input.tables.shrink_to_fit();
        self.inputs.push(input);
        self.tally.absorb(tally);
        Ok(())
    }

    /// A file that others are held against, after what it claims.
    pub(super) fn reference(&mut self, input: Input) -> io::Result<()> {
        if let Some(tape) = &mut self.tape {
            tape.record(&Entry::Reference(&input))?;
        }
        self.inputs.push(input);
        Ok(())
    }

    /// Reads what the plan holds the files against; they come before.
    pub(super) fn references(&mut self) -> io::Result<()> {
        let inputs = across::read_references(self.plan, self.program, self)?;
        inputs.into_iter().try_for_each(|input| self.reference(input))
    }

    /// Settles what looks across tables, and sums up.
    pub(super) fn outcome(mut self, passed_over: Vec<PassedOver>, left_out: bool) -> io::Result<Outcome<'p>> {
        if let Some(tape) = &mut self.tape {
            tape.passed_over(&passed_over, left_out);
        }
        let (plan, mut inputs) = (self.plan, self.inputs);
        // A ledger among catalogs that nobody asks about is no fault; a run in which nothing could be judged has no verdict.
        if inputs.iter().all(|i| i.error.is_some() || i.idle.is_some()) {
            for input in &mut inputs {
                input.error = input.error.take().or_else(|| input.idle.take());
            }
        }
        refuse_audited_lists(&mut inputs);
        self.across.note_copies(&mut inputs);
        let mut books = Books {
            requirements: &self.requirements,
            covered_by: covered_by(&self.requirements),
            tally: &mut self.tally,
        };
        let mut heard = Heard {
            docket: &mut self.docket,
            sink: self.sink,
        };
        self.across.finish(plan, &mut books, &mut heard)?;
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
        let mut outcome = Outcome {
            vocabulary: plan.vocabulary,
            instruments: plan.packs.clone(),
            clock: Arc::clone(&plan.clock),
            coverage: coverage.collect(),
            inputs,
            passed_over,
            summary,
            departments: self.tally.departments,
            reprieve: None,
        };
        self.docket.close(&mut outcome);
        Ok(outcome)
    }
}

/// What rows of the file at hand, or of a reference, claim.
impl Claimed for Collector<'_, '_> {
    fn claimed(&mut self, batch: Batch) -> io::Result<()> {
        if let Some(tape) = &mut self.tape {
            tape.record(&Entry::Claims(&batch))?;
        }
        let before = self.tally.departments.tables();
        self.across.claimed(batch.after(before))
    }
}

/// A list of bodies taken from what is audited names everybody who is there, and so misses nobody.
fn refuse_audited_lists(inputs: &mut [Input]) {
    let audited = |i: &&Input| i.role == Role::Audited && !i.sha256.is_empty();
    let audited = inputs
        .iter()
        .filter(audited)
        .map(|i| (i.sha256.clone(), i.path.clone()));
    let audited: BTreeMap<_, _> = audited.collect();
    for list in inputs.iter_mut().filter(|i| i.role == Role::Departments) {
        if let Some(same) = audited.get(&list.sha256) {
            list.error = Some(words::list_is_audited(same));
        }
    }
}
