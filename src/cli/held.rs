//! Findings that a report keeps in memory, counted: more than the limit end the run, rather than the machine.

use super::{Refusal, check, inputs, output, words};
use crate::audit::{Finding, Sink};
use crate::ingest::Limit;
use crate::report::Format;
use clap::ArgMatches;
use std::io;

/// How many findings a report may be told: those that name every place keep all of them until the end.
pub(super) fn most(
    matches: &ArgMatches,
    format: Format,
    examples: Option<usize>,
) -> anyhow::Result<Option<u64>> {
    let keeps = examples.is_none() && matches!(format, Format::Table | Format::Markdown);
    let limits = check::limits(matches)?;
    Ok(keeps.then_some(limits.findings))
}

/// Carries out a run whose sink may take so many findings; where it failed, tells which of its outputs is at fault.
pub(super) fn counted<T>(
    sink: &mut dyn Sink,
    (most, flows): (Option<u64>, bool),
    run: impl FnOnce(&mut dyn Sink) -> io::Result<T>,
) -> anyhow::Result<T> {
    let mut held = Held { sink, taken: 0, most };
    run(&mut held).map_err(|why| match most {
        Some(most) if held.is_full() => Refusal::advised(
            words::too_many_findings(Limit::Findings, most),
            words::fewer_findings(),
        ),
        _ if flows || why.kind() == io::ErrorKind::BrokenPipe => output::not_printed(&why),
        _ => inputs::not_kept(&why),
    })
}

/// A sink that counts what goes on to another.
struct Held<'s> {
    sink: &'s mut dyn Sink,
    taken: u64,
    /// How many it may take, where what it is told is kept in memory.
    most: Option<u64>,
}

impl Held<'_> {
    fn is_full(&self) -> bool {
        self.most.is_some_and(|most| self.taken > most)
    }
}

impl Sink for Held<'_> {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.taken += 1;
        if self.is_full() {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        self.sink.finding(finding)
    }
}
