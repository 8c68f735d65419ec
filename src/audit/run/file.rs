//! One file: opened, its tables judged one after the other, and what is to be said of how it was read. Whatever goes wrong
//! in it, a panic included, is its own error.

use super::{Halt, Outlet};
use crate::audit::across::Program;
use crate::audit::judge::{Bench, Judge};
use crate::audit::{Input, Plan, TableReport, words};
use crate::ingest::{Code, Dictionaries, Digest, Document, Layout, Source, Stopped, Table, guard};
use crate::model::lists_resources;
use std::borrow::Cow;
use std::path::Path;

/// Audits a file. Errs only where the run is to end.
pub(super) fn audit<'p>(
    run: (&Plan<'p>, &Program<'p>),
    judge: &mut Judge<'p>,
    source: &Source,
    outlet: &mut dyn Outlet,
) -> Result<Input, Halt> {
    let mut input = Input {
        path: source.name.clone(),
        ..Input::default()
    };
    if let Some(refused) = &source.refused {
        input.error = Some(refused.clone());
        return Ok(input);
    }
    let mut digest = None;
    match guard(|| file(run, judge, &source.path, (&mut input, &mut digest), outlet)) {
        Ok(Ok(())) => {}
        Ok(Err(Halt::Stopped(stopped))) => input.error = Some(stopped),
        Ok(Err(halt)) => return Err(halt),
        Err(panic) => input.error = Some(words::defect(&panic)),
    }
    // Made beside the audit, and part of what is said of the file however that went.
    match digest.map(Digest::finish) {
        None => {}
        Some(Ok((bytes, sha256))) => (input.bytes, input.sha256) = (bytes, sha256),
        Some(Err(stopped)) => drop(input.error.get_or_insert(stopped)),
    }
    Ok(input)
}

fn file<'p>(
    (plan, program): (&Plan<'p>, &Program<'p>),
    judge: &mut Judge<'p>,
    path: &Path,
    (input, digest): (&mut Input, &mut Option<Digest>),
    outlet: &mut dyn Outlet,
) -> Result<(), Halt> {
    input.notes.extend(words::limits_moved(&plan.reading.limits));
    let limits = &plan.reading.limits;
    let told = if judge.reads_ahead() {
        Document::digested_beside(path, limits)
    } else {
        Document::new(path, limits).map(|document| (document, None))
    };
    let mut document;
    (document, *digest) = told.map_err(Halt::Stopped)?;
    (input.bytes, input.sha256) = (document.bytes, document.sha256.clone());
    input.format = document.format.map(Cow::Borrowed);
    let reading = plan.reading_of(&input.path);
    let own;
    // Headers mean what they mean in the kind of table that was said.
    let dictionaries = if let Cow::Owned(reading) = &reading {
        own = Dictionaries::new(plan.vocabulary, &reading.layout).map_err(Halt::Stopped)?;
        &own
    } else {
        plan.dictionaries().map_err(Halt::Stopped)?
    };
    let opened = document.open(&reading, dictionaries);
    input.format = document.format.map(Cow::Borrowed);
    input.encoding.clone_from(&document.encoding);
    opened.map_err(Halt::Stopped)?;
    let (layouts, skipped) = document.layouts(&reading, dictionaries).map_err(Halt::Stopped)?;
    let broken = skipped
        .iter()
        .find_map(|s| Some(sheet_broken(&s.sheet, s.stopped.as_ref()?)));
    input.skipped = skipped;
    let judged = tables(judge, &mut document, &layouts, (plan, program), input, outlet);
    input.notes.extend(document.notes());
    judged?;
    if input.idle.is_none() {
        complete(input).map_err(Halt::Stopped)?;
    }
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
    judge: &mut Judge<'p>,
    document: &mut Document,
    layouts: &[Layout],
    (plan, program): (&Plan<'p>, &Program<'p>),
    input: &mut Input,
    outlet: &mut dyn Outlet,
) -> Result<(), Halt> {
    let concerns = |kind: &str| plan.concerns(kind) || program.concerns(kind);
    let idle_tracks = program.idle(layouts);
    let mut idle = None;
    let mut any = false;
    for layout in layouts {
        if !concerns(&layout.kind) {
            // Recognised, and nothing to judge it by: said, and no fault of the file.
            let table = document.table(layout, plan.vocabulary).map_err(Halt::Stopped)?;
            judge.pass(layout);
            let mut report = report(layout, &table);
            report.notes.push(words::no_concern(&layout.kind));
            input.tables.push(report);
            idle.get_or_insert_with(|| words::nothing_applies(&layout.kind));
            continue;
        }
        let name = input.path.clone();
        let mut bench = Bench {
            plan,
            file: &name,
            layout,
            program,
            idle: &idle_tracks,
            outlet,
        };
        let mut table = document.table(layout, plan.vocabulary).map_err(Halt::Stopped)?;
        let judged = judge.table(&mut table, &mut bench);
        let blank = matches!(judged, Ok(false));
        // What was judged before a file broke off is still reported, with the break.
        let mut report = report(layout, &table);
        report.notices.append(&mut judge.notices);
        if blank {
            report.notes.push(words::no_column_read(&layout.kind));
            idle.get_or_insert_with(|| words::nothing_applies(&layout.kind));
        }
        any |= !blank;
        input.tables.push(report);
        judged?;
    }
    input.idle = idle.filter(|_| !any);
    Ok(())
}

pub(in crate::audit) fn report(layout: &Layout, table: &Table<'_>) -> TableReport {
    let (counts, skips) = (table.counts(), table.skips());
    TableReport {
        sheet: layout.name.clone(),
        hidden: layout.hidden,
        kind: layout.kind.clone(),
        header_rows: layout.header_rows.clone(),
        first_data_row: layout.first_data_row,
        rows: counts.rows,
        resources: if lists_resources(&layout.kind) {
            counts.resources
        } else {
            0
        },
        hidden_rows: counts.hidden_rows,
        inherited: counts.inherited,
        columns: layout.columns.headers().into(),
        skipped_rows: skips.rows.iter().map(|s| (s.row, s.reason.text())).collect(),
        skipped: skips.total,
        notes: layout
            .kind_guess
            .iter()
            .cloned()
            .chain(layout.guesses.iter().map(words::guess))
            .chain(table.notes())
            .collect(),
        notices: Vec::new(),
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
