//! `json`: one object with keys in the order of the contract. Findings are serialised as they come and spooled, since
//! inputs stand before them.

pub(super) mod line;
mod overview;
mod reprieve;
mod shape;

use super::by_requirement::ByRequirement;
use super::spool::Spool;
use super::{Context, Report};
use crate::audit::{Coverage, Finding, Input, Notice, Outcome, Sink, Summary, TableReport};
use crate::check::across::Spot;
use crate::ingest::Stopped;
use crate::law::{Fit, Liability};
use crate::model::{Citation, Lang, Text, letters};
use shape::{
    AdjustedJson, CitationJson, ColumnJson, CoverageJson, ErrorJson, FindingJson, Head, InputJson,
    Instrument, LiabilityJson, Location, NoticeJson, NoticeRowJson, PassedOverJson, ReckoningJson,
    RelatedJson, SkippedJson, SkippedRowJson, SubjectJson, SummaryJson, TableJson, Tail, Tool, UnmappedJson,
};
use std::borrow::Cow;
use std::io::{self, Write};
use std::rc::Rc;

/// What the report fits.
const SCHEMA: &str = "dataaudit-report/1";

/// Who wrote it.
const TOOL: Tool = Tool {
    name: "dataaudit",
    version: env!("CARGO_PKG_VERSION"),
};

/// A JSON report being written.
#[derive(Debug)]
pub(super) struct Json {
    context: Context,
    findings: Spool,
    count: u64,
    laws: Laws,
}

/// What findings of one requirement say of the law alike.
#[derive(Debug)]
pub(super) struct Law {
    citation: String,
    liability: Option<LiabilityJson>,
}

/// The same by requirement.
pub(super) type Laws = ByRequirement<Law>;

pub(super) fn open(context: &Context) -> Json {
    Json {
        context: context.clone(),
        findings: Spool::new(),
        count: 0,
        laws: Laws::default(),
    }
}

impl Sink for Json {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.findings
            .write_all(if self.count == 0 { b"\n    " } else { b",\n    " })?;
        self.count += 1;
        let law = law(finding, &mut self.laws);
        let finding = finding_json(finding, self.context.lang, &law);
        serde_json::to_writer(&mut self.findings, &finding)?;
        Ok(())
    }
}

impl Report for Json {
    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.context.lang;
        let head = Head {
            schema: SCHEMA,
            tool: TOOL,
            as_of: self.context.as_of.to_string(),
            lang,
            instruments: instruments(outcome, lang),
        };
        let head = serde_json::to_string_pretty(&head)?;
        out.write_all(head.trim_end_matches(['}', '\n']).as_bytes())?;
        list(
            out,
            "inputs",
            outcome.inputs.iter().map(|i| input(i, outcome, lang)),
        )?;
        list(out, "passed_over", passed_over(outcome, lang))?;
        out.write_all(b",\n  \"findings\": [")?;
        self.findings.pour(out)?;
        out.write_all(if self.count == 0 { b"],\n" } else { b"\n  ],\n" })?;
        let tail = serde_json::to_string_pretty(&tail(outcome, lang))?;
        out.write_all(tail.trim_start_matches(['{', '\n']).as_bytes())?;
        out.write_all(b"\n")
    }
}

fn passed_over<'a>(outcome: &'a Outcome<'_>, lang: Lang) -> impl Iterator<Item = PassedOverJson<'a>> {
    outcome.passed_over.iter().map(move |p| PassedOverJson {
        path: &p.path,
        reason: p.reason.of(lang),
    })
}

/// What stands behind the findings, in one object and in lines alike.
fn tail<'a>(outcome: &'a Outcome<'_>, lang: Lang) -> Tail<'a> {
    Tail {
        coverage: coverage(outcome, lang),
        summary: summary(&outcome.summary),
        overview: overview::overview(outcome, lang),
        reprieve: reprieve::reprieve(outcome, lang),
        reckoning: outcome.clock.is_set().then(|| reckoning(outcome)),
        adjusted: adjusted(outcome),
    }
}

/// A list of the top level, one member after the other, so that none of many files is held as JSON.
fn list<T: serde::Serialize>(
    out: &mut dyn Write,
    key: &str,
    members: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, ",\n  \"{key}\": [")?;
    let mut empty = true;
    for member in members {
        out.write_all(if empty { b"\n    " } else { b",\n    " })?;
        empty = false;
        // A line break inside a text is always escaped: those that stand here are the printer's own.
        let text = serde_json::to_string_pretty(&member)?.replace('\n', "\n    ");
        out.write_all(text.as_bytes())?;
    }
    out.write_all(if empty { b"]" } else { b"\n  ]" })
}

fn instruments<'a>(outcome: &'a Outcome<'_>, lang: Lang) -> Vec<Instrument<'a>> {
    let one = |active: &crate::audit::Active<'a>| {
        let instrument = &active.pack.instrument;
        Instrument {
            jurisdiction: &instrument.id,
            title: instrument.title.of(lang),
            status: active.status.as_str(),
            effective: instrument.effective.map(|d| d.to_string()),
            expires: instrument.expires.map(|d| d.to_string()),
            pack_sha256: &active.pack.sha256,
        }
    };
    outcome.instruments.iter().map(one).collect()
}

/// What the user set for periods.
fn reckoning<'a>(outcome: &'a Outcome<'_>) -> ReckoningJson<'a> {
    let clock = &outcome.clock;
    let set = clock.tolerances.iter();
    ReckoningJson {
        tolerances: set
            .map(|(word, period)| (word.as_str(), period.to_string()))
            .collect(),
        calendar: clock.source.as_deref(),
        rolls: clock.rolls,
    }
}

/// Severities that the user raised or lowered.
fn adjusted<'a>(outcome: &'a Outcome<'_>) -> Vec<AdjustedJson<'a>> {
    let lines = outcome.coverage.iter();
    let changed = lines.filter_map(|(active, requirement, ..)| {
        let change = requirement.adjusted.as_ref()?;
        Some(AdjustedJson {
            requirement: &requirement.id,
            jurisdiction: &active.pack.instrument.id,
            from: change.from,
            to: requirement.severity,
            reason: &change.reason,
        })
    });
    changed.collect()
}

fn input<'a>(input: &'a Input, outcome: &'a Outcome<'_>, lang: Lang) -> InputJson<'a> {
    let skipped = |s: &'a crate::ingest::SkippedSheet| SkippedJson {
        sheet: &s.sheet,
        reason: s.reason.of(lang),
    };
    InputJson {
        path: &input.path,
        role: input.role,
        bytes: input.bytes,
        sha256: &input.sha256,
        format: input.format.as_deref(),
        encoding: input.encoding.as_ref().map(crate::ingest::Encoding::label),
        error: input.error.as_ref().map(|e| error(e, lang)),
        tables: input.tables.iter().map(|t| table(t, outcome, lang)).collect(),
        skipped: input.skipped.iter().map(skipped).collect(),
        notes: notes(input.encoding.iter().map(|e| &e.reason).chain(&input.notes), lang),
    }
}

fn notes<'a>(texts: impl Iterator<Item = &'a Text>, lang: Lang) -> Vec<&'a str> {
    texts.map(|t| t.of(lang)).collect()
}

fn error(stopped: &Stopped, lang: Lang) -> ErrorJson<'_> {
    ErrorJson {
        code: stopped.code.as_str(),
        message: stopped.message.of(lang).to_owned(),
        help: stopped.help.as_ref().map(|h| h.of(lang)),
    }
}

fn table<'a>(table: &'a TableReport, outcome: &'a Outcome<'_>, lang: Lang) -> TableJson<'a> {
    let mapped = table
        .columns
        .iter()
        .flat_map(|h| h.fields.iter().map(move |&f| (h, f)));
    let column = |(header, field): (&'a crate::model::Header, crate::model::Field)| ColumnJson {
        column: letters(header.column),
        header: &header.text,
        field: &outcome.vocabulary.entry(field).id,
    };
    let unmapped = table.columns.iter().filter(|h| h.fields.is_empty());
    TableJson {
        sheet: table.sheet.as_deref(),
        kind: &table.kind,
        header_rows: &table.header_rows,
        first_data_row: table.first_data_row,
        rows: table.rows,
        resources: table.resources,
        hidden_rows: table.hidden_rows,
        columns: mapped.map(column).collect(),
        unmapped: unmapped
            .map(|h| UnmappedJson {
                column: letters(h.column),
                header: &h.text,
            })
            .collect(),
        inherited_cells: table.inherited,
        skipped_rows: table.skipped,
        skipped_row_examples: table
            .skipped_rows
            .iter()
            .map(|(row, reason)| SkippedRowJson {
                row: *row,
                reason: reason.of(lang),
            })
            .collect(),
        notes: notes(
            table.notes.iter().chain(table.notices.iter().map(|n| &n.text)),
            lang,
        ),
        notices: table.notices.iter().map(|n| notice(n, outcome)).collect(),
    }
}

fn notice<'a>(notice: &'a Notice, outcome: &'a Outcome<'_>) -> NoticeJson<'a> {
    NoticeJson {
        kind: &notice.kind,
        jurisdiction: &notice.instrument,
        field: &outcome.vocabulary.entry(notice.field).id,
        total: notice.total,
        listed: notice.rows.len(),
        rows: notice
            .rows
            .iter()
            .map(|(row, text)| NoticeRowJson { row: *row, text })
            .collect(),
    }
}

fn citation<'a>(title: &'a str, c: Citation, text: Cow<'a, str>) -> CitationJson<'a> {
    CitationJson {
        title,
        article: c.article,
        paragraph: c.paragraph_or_first(),
        item: c.item,
        text,
    }
}

fn liability(l: &Liability) -> LiabilityJson {
    let c = l.citation;
    let fit = match l.fit {
        Fit::Direct => "direct",
        Fit::Nearest => "nearest",
        Fit::ByLaw => "by-law",
    };
    LiabilityJson {
        article: c.article,
        paragraph: c.paragraph_or_first(),
        item: c.item,
        text: c.to_string(),
        fit,
    }
}

fn law(finding: &Finding<'_>, laws: &mut Laws) -> Rc<Law> {
    laws.of(finding, || Law {
        citation: finding.requirement.citation.to_string(),
        liability: finding.requirement.liability.as_ref().map(liability),
    })
}

fn finding_json<'a>(finding: &'a Finding<'_>, lang: Lang, law: &'a Law) -> FindingJson<'a> {
    let (requirement, breach) = (finding.requirement, finding.breach);
    let place = breach.place;
    FindingJson {
        requirement: &requirement.id,
        jurisdiction: &finding.pack.instrument.id,
        severity: finding.severity,
        citation: citation(
            finding.pack.instrument.title.of(lang),
            requirement.citation,
            law.citation.as_str().into(),
        ),
        liability: law.liability.as_ref(),
        location: Location {
            file: finding.address.file,
            sheet: finding.address.sheet,
            row: place.row(),
            column: place.column().map(letters),
            cell: place.cell(),
            line: place.line(),
            header: finding.header,
        },
        related: finding.related.iter().map(related).collect(),
        subject: SubjectJson {
            catalog_code: finding.subject.catalog_code,
            catalog_name: finding.subject.catalog_name,
            provider: finding.subject.provider,
            item: finding.subject.item,
        },
        field: finding.field,
        observed: &breach.observed,
        expected: breach.expected.of(lang),
        message: breach.message.of(lang),
        suggestion: breach.suggestion.as_ref().map(|s| s.of(lang)),
        fingerprint: &finding.fingerprint,
        waived: finding.waived.map(|w| reprieve::waived(w, lang)),
    }
}

fn related(spot: &Spot) -> RelatedJson<'_> {
    let place = spot.place();
    RelatedJson {
        file: &spot.file,
        sheet: spot.sheet.as_deref(),
        row: place.row(),
        column: place.column().map(letters),
        cell: place.cell(),
        line: place.line(),
        catalog_name: spot.name.as_deref(),
        provider: spot
            .provider
            .as_deref()
            .or(Some(spot.body()).filter(|b| !b.is_empty())),
    }
}

fn coverage<'a>(outcome: &'a Outcome<'_>, lang: Lang) -> Vec<CoverageJson<'a>> {
    let line = |(active, requirement, tally, reason): &'a (_, _, Coverage, Option<Text>)| {
        let active: &crate::audit::Active<'a> = active;
        let requirement: &&'a crate::law::Requirement = requirement;
        CoverageJson {
            requirement: &requirement.id,
            jurisdiction: &active.pack.instrument.id,
            citation: citation(
                active.pack.instrument.title.of(lang),
                requirement.citation,
                requirement.citation.to_string().into(),
            ),
            status: tally.status(),
            reason: reason.as_ref().map(|r| r.of(lang)),
            judged: tally.judged,
            breaches: tally.breaches,
        }
    };
    outcome.coverage.iter().map(line).collect()
}

fn summary(summary: &Summary) -> SummaryJson {
    SummaryJson {
        files: summary.files,
        tables: summary.tables,
        rows: summary.rows,
        resources: summary.resources,
        errors: summary.errors,
        warnings: summary.warnings,
        infos: summary.infos,
        waived: summary.waived,
        verdict: summary.verdict(),
    }
}
