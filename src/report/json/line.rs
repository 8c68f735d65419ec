//! The same report in lines: what is known before the first finding, a finding, everything else. Together they hold every
//! key of the one object.

use super::{PassedOverJson, Tool};
use super::{adjusted, coverage, finding_json, input, instruments, overview, reckoning, reprieve, summary};
use crate::audit::{Finding, Outcome};
use crate::model::Lang;
use crate::report::Context;
use chrono::NaiveDate;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Head {
    schema: &'static str,
    tool: Tool,
    as_of: NaiveDate,
    lang: Lang,
}

/// The first line.
pub(in crate::report) fn head(context: &Context, out: &mut dyn Write) -> io::Result<()> {
    let head = Head {
        schema: super::SCHEMA,
        tool: super::TOOL,
        as_of: context.as_of,
        lang: context.lang,
    };
    serde_json::to_writer(&mut *out, &head)?;
    out.write_all(b"\n")
}

/// A finding, as it stands in `findings`.
pub(in crate::report) fn finding(finding: &Finding<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &finding_json(finding, lang))?;
    out.write_all(b"\n")
}

/// The last line.
pub(in crate::report) fn tail(outcome: &Outcome<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"instruments\":")?;
    serde_json::to_writer(&mut *out, &instruments(outcome, lang))?;
    list(
        out,
        "inputs",
        outcome.inputs.iter().map(|i| input(i, outcome, lang)),
    )?;
    let passed_over = outcome.passed_over.iter().map(|p| PassedOverJson {
        path: &p.path,
        reason: p.reason.of(lang),
    });
    list(out, "passed_over", passed_over)?;
    list(out, "coverage", coverage(outcome, lang).iter())?;
    key(out, "summary", &summary(&outcome.summary))?;
    key(out, "overview", &overview::overview(outcome, lang))?;
    key(out, "reprieve", &reprieve::reprieve(outcome, lang))?;
    if outcome.clock.is_set() {
        key(out, "reckoning", &reckoning(outcome))?;
    }
    let adjusted = adjusted(outcome);
    if !adjusted.is_empty() {
        key(out, "adjusted", &adjusted)?;
    }
    out.write_all(b"}\n")
}

fn key(out: &mut dyn Write, key: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, ",\"{key}\":")?;
    Ok(serde_json::to_writer(&mut *out, value)?)
}

/// A list, one member after the other, so that none of many files is held as JSON.
fn list<T: Serialize>(out: &mut dyn Write, key: &str, members: impl Iterator<Item = T>) -> io::Result<()> {
    write!(out, ",\"{key}\":[")?;
    for (number, member) in members.enumerate() {
        out.write_all(if number == 0 { b"" } else { b"," })?;
        serde_json::to_writer(&mut *out, &member)?;
    }
    out.write_all(b"]")
}
