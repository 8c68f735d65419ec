//! A run over files: open each, judge its tables, keep going when one is bad.

use super::across::{self, Across, Claimed, Program};
use super::judge::{Bench, Judge};
use super::{Finding, Input, Outcome, Plan, Role, TableReport, words};
use crate::ingest::{Code, Dictionary, Document, Layout, Stopped, Table};
use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

/// Takes findings as they are made.
pub trait Sink {
    /// One finding; borrowed, gone afterwards.
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()>;
}

/// Hears how far a run has come.
pub trait Progress {
    /// A file begins: its number from 0, how many there are, its name.
    fn file(&self, number: usize, of: usize, name: &str);
    /// So many more rows were judged.
    fn rows(&self, more: u64);
}

/// Why a table was left before its end.
#[derive(Debug)]
pub(super) enum Halt {
    /// The file cannot be read further; the run goes on with the next.
    Stopped(Stopped),
    /// The report cannot be written; the run ends.
    Sink(io::Error),
}

/// Audits files in order. A bad file never stops the rest: its error stands in its [`Input`].
pub fn run<'p>(
    plan: &Plan<'p>,
    files: &[(String, PathBuf)],
    sink: &mut dyn Sink,
    progress: &dyn Progress,
) -> io::Result<Outcome<'p>> {
    let mut judge = Judge::new(plan);
    let program = Program::new(plan, &judge.requirements);
    let mut across = Across::new(&program);
    let mut inputs = Vec::with_capacity(files.len());
    for (number, (name, path)) in files.iter().enumerate() {
        progress.file(number, files.len(), name);
        let mut input = Input {
            path: name.clone(),
            ..Input::default()
        };
        match file(
            plan,
            &mut judge,
            path,
            &mut input,
            (&program, &mut across),
            (sink, progress),
        ) {
            Ok(()) => {}
            Err(Halt::Stopped(stopped)) => input.error = Some(stopped),
            Err(Halt::Sink(error)) => return Err(error),
        }
        inputs.push(input);
    }
    across::read_references(plan, &program, &mut across, &mut inputs)?;
    across.note_copies(&mut inputs);
    across.finish(plan, &mut judge, sink)?;
    Ok(outcome(plan, judge, inputs))
}

fn file<'p>(
    plan: &Plan<'p>,
    judge: &mut Judge<'_>,
    path: &std::path::Path,
    input: &mut Input,
    across: (&Program<'p>, &mut dyn Claimed),
    out: (&mut dyn Sink, &dyn Progress),
) -> Result<(), Halt> {
    let reading = plan.reading_of(&input.path);
    let mut document = Document::new(path).map_err(Halt::Stopped)?;
    (input.bytes, input.sha256) = (document.bytes, document.sha256.clone());
    input.format = document.format;
    let own;
    // Headers mean what they mean in the kind of table that was said.
    let dictionary = if let Cow::Owned(reading) = &reading {
        own = Dictionary::new(plan.vocabulary, &reading.layout).map_err(Halt::Stopped)?;
        &own
    } else {
        plan.dictionary().map_err(Halt::Stopped)?
    };
    let opened = document.open(&reading, dictionary);
    (input.format, input.encoding) = (document.format, document.encoding.clone());
    opened.map_err(Halt::Stopped)?;
    let (layouts, skipped) = document.layouts(&reading, dictionary).map_err(Halt::Stopped)?;
    let broken = skipped
        .iter()
        .find_map(|s| Some(sheet_broken(&s.sheet, s.stopped.as_ref()?)));
    input.skipped = skipped;
    let judged = tables(judge, &mut document, &layouts, plan, input, across, out);
    input.notes = document.notes();
    judged?;
    complete(input).map_err(Halt::Stopped)?;
    broken.map_or(Ok(()), |stopped| Err(Halt::Stopped(stopped)))
}

/// A sheet that could not be read leaves its file incomplete, however well the others went.
fn sheet_broken(sheet: &str, stopped: &Stopped) -> Stopped {
    Stopped {
        message: words::sheet_broken(sheet, &stopped.message),
        ..stopped.clone()
    }
}

fn tables<'p>(
    judge: &mut Judge<'_>,
    document: &mut Document,
    layouts: &[Layout],
    plan: &Plan<'p>,
    input: &mut Input,
    (program, claims): (&Program<'p>, &mut dyn Claimed),
    (sink, progress): (&mut dyn Sink, &dyn Progress),
) -> Result<(), Halt> {
    for layout in layouts {
        let name = input.path.clone();
        let mut bench = Bench {
            plan,
            file: &name,
            layout,
            program,
            claims,
            sink,
            progress,
        };
        let mut table = document.table(layout, plan.vocabulary).map_err(Halt::Stopped)?;
        let judged = judge.table(&mut table, &mut bench);
        // What was judged before a file broke off is still reported, with the break.
        let mut report = report(layout, &table);
        report.notes.append(&mut judge.notes);
        input.tables.push(report);
        judged?;
    }
    Ok(())
}

pub(super) fn report(layout: &Layout, table: &Table<'_>) -> TableReport {
    let (counts, skips) = (table.counts(), table.skips());
    TableReport {
        sheet: layout.name.clone(),
        hidden: layout.hidden,
        kind: layout.kind.clone(),
        header_rows: layout.header_rows.clone(),
        first_data_row: layout.first_data_row,
        rows: counts.rows,
        resources: counts.resources,
        hidden_rows: counts.hidden_rows,
        inherited: counts.inherited,
        columns: layout.columns.headers().to_vec(),
        skipped_rows: skips.rows.iter().map(|s| (s.row, s.reason.text())).collect(),
        skipped: skips.total,
        notes: layout
            .guesses
            .iter()
            .map(words::guess)
            .chain(table.notes())
            .collect(),
    }
}

/// A file in which nothing could be audited is no pass.
fn complete(input: &Input) -> Result<(), Stopped> {
    if input.tables.is_empty() {
        return Err(Stopped::new(Code::NoHeader, words::nothing_to_audit()));
    }
    if input.tables.iter().all(|t| t.rows == 0) {
        return Err(Stopped::new(
            Code::Empty,
            words::no_rows(input.tables.iter().map(|t| t.skipped).sum()),
        )
        .help(words::fill_the_table()));
    }
    Ok(())
}

fn outcome<'p>(plan: &Plan<'p>, judge: Judge<'p>, inputs: Vec<Input>) -> Outcome<'p> {
    let mut summary = judge.summary;
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
    let coverage = plan
        .requirements()
        .zip(judge.tallies)
        .map(|((active, requirement), tally)| {
            let tables: Vec<_> = requirement
                .tables
                .iter()
                .map(|t| crate::model::table_name(t))
                .collect();
            let reason = tally.reason(plan.vocabulary, &tables, requirement.unjudged());
            (active, requirement, tally, reason)
        });
    Outcome {
        vocabulary: plan.vocabulary,
        instruments: plan.packs.clone(),
        coverage: coverage.collect(),
        inputs,
        summary,
    }
}
