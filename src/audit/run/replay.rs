//! Several runs told again as one: what their files told goes to the collector in the order of one run over all of them,
//! and what looks across tables is settled anew. Opens no file that was audited.

use super::collect::Collector;
use super::{Progress, Sink};
use crate::audit::across::{Claimed, Program};
use crate::audit::tape::{Entry, Parts, Tape};
use crate::audit::{Outcome, Plan};
use std::io;

/// Tells runs as one; comes to what one run over all their files comes to.
pub fn merge<'p>(
    plan: &Plan<'p>,
    parts: &Parts,
    sink: &mut dyn Sink,
    progress: &dyn Progress,
    tape: Option<&mut Tape>,
) -> io::Result<Outcome<'p>> {
    let requirements: Vec<_> = plan.requirements().collect();
    let program = Program::new(plan, &requirements);
    let mut collector = Collector::new(plan, &program, sink).onto(tape);
    let mut at = None;
    parts.replay(&mut |number, name, entry| {
        if at != Some(number) && number < parts.len() {
            at = Some(number);
            progress.file(number, parts.len(), name);
        }
        match entry {
            Entry::Found(found) => collector.found(name, &found),
            Entry::Claims(batch) => collector.claimed(batch),
            Entry::End(end) => {
                let (input, tally) = *end;
                progress.rows(input.tables.iter().map(|t| t.rows).sum());
                collector.file(input, tally)
            }
            Entry::Reference(input) => collector.reference(*input),
        }
    })?;
    let (passed_over, left_out) = parts.passed_over();
    collector.outcome(passed_over, left_out)
}
