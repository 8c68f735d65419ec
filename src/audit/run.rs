//! A run over files: each opened, judged, told to the sink in the order of the inputs, whoever worked on it and when; a
//! bad one never stops the rest. Refuses to know how a finding looks.

mod collect;
mod file;
mod found;
mod replay;
mod workers;

use super::across::{Batch, Claimed, Program};
use super::judge::Judge;
use super::{Finding, Outcome, Plan, References, Tape};
use crate::ingest::{Gathered, Stopped};
use collect::Collector;
pub(super) use file::report;
pub(super) use found::Found;
pub use replay::merge;
use std::io;
use std::num::NonZeroUsize;
use workers::Bounds;

/// Takes findings as they are made.
pub trait Sink {
    /// One finding; borrowed, gone afterwards.
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()>;
}

/// Hears how far a run has come, from whichever thread.
pub trait Progress: Sync {
    /// The report turns to a file: its number from 0, so that as many are done, how many there are, its name.
    fn file(&self, number: usize, of: usize, name: &str);
    /// So many more rows were judged, of whatever file.
    fn rows(&self, more: u64);
}

/// Why a table was left before its end.
#[derive(Debug)]
pub(super) enum Halt {
    /// The file cannot be read further; the run goes on with the next.
    Stopped(Stopped),
    /// The report cannot be written; the run ends.
    Sink(io::Error),
    /// Whoever takes the findings has gone; the run ends.
    Over,
}

/// Where a judge puts what it makes: the sink itself, or a lane to the thread that has it.
pub(super) trait Outlet {
    /// A finding under the requirement of that number in the plan.
    fn finding(&mut self, number: usize, finding: &Finding<'_>) -> Result<(), Halt>;
    /// What rows of a table claim, for the questions that look across tables.
    fn claims(&mut self, batch: Batch) -> Result<(), Halt>;
    /// So many more rows were judged.
    fn rows(&mut self, more: u64) -> Result<(), Halt>;
}

/// Audits files, so many at a time; the same comes out for every number. A bad file never stops the rest: its error
/// stands in its [`Input`](super::Input).
pub fn run<'p>(
    plan: &Plan<'p>,
    inputs: Gathered,
    jobs: NonZeroUsize,
    sink: &mut dyn Sink,
    progress: &dyn Progress,
) -> io::Result<Outcome<'p>> {
    record(plan, inputs, jobs, sink, progress, None)
}

/// The same, with everything that the files told laid by on a tape.
pub fn record<'p>(
    plan: &Plan<'p>,
    inputs: Gathered,
    jobs: NonZeroUsize,
    sink: &mut dyn Sink,
    progress: &dyn Progress,
    tape: Option<&mut Tape>,
) -> io::Result<Outcome<'p>> {
    let Gathered {
        sources,
        passed_over,
        left_out,
    } = inputs;
    let requirements: Vec<_> = plan.requirements().collect();
    let References {
        departments,
        previous,
    } = &plan.references;
    let alone = sources.len() == 1 && departments.is_empty() && previous.is_empty() && tape.is_none();
    let program = Program::new(plan, &requirements).alone(alone);
    let mut collector = Collector::new(plan, &program, sink).onto(tape);
    let hands = jobs.get().min(sources.len());
    if hands > 1 {
        workers::run(
            (plan, &program),
            &sources,
            hands,
            &Bounds::of(hands),
            &mut collector,
            progress,
        )?;
    } else {
        let mut judge = Judge::new(plan).reading_ahead(jobs.get() > 1);
        for (number, source) in sources.iter().enumerate() {
            progress.file(number, sources.len(), &source.name);
            let mut outlet = Direct {
                collector: &mut collector,
                progress,
            };
            match file::audit((plan, &program), &mut judge, source, &mut outlet) {
                Ok(input) => collector.file(input, judge.settle())?,
                Err(Halt::Sink(error)) => return Err(error),
                Err(Halt::Stopped(_) | Halt::Over) => break,
            }
        }
    }
    collector.references()?;
    collector.outcome(passed_over, left_out)
}

/// Straight to the sink, on the sink's own thread.
struct Direct<'a, 'c, 'p> {
    collector: &'a mut Collector<'c, 'p>,
    progress: &'a dyn Progress,
}

impl Outlet for Direct<'_, '_, '_> {
    fn finding(&mut self, number: usize, finding: &Finding<'_>) -> Result<(), Halt> {
        self.collector.finding(number, finding).map_err(Halt::Sink)
    }

    fn claims(&mut self, batch: Batch) -> Result<(), Halt> {
        self.collector.claimed(batch).map_err(Halt::Sink)
    }

    fn rows(&mut self, more: u64) -> Result<(), Halt> {
        self.progress.rows(more);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
