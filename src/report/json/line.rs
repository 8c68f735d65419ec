//! The same report in lines: what is known before the first finding, a finding, everything else. Together they hold every
//! key of the one object.

use super::{Laws, Tool, finding_json, input, instruments, law, passed_over};
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
pub(in crate::report) fn finding(
    finding: &Finding<'_>,
    lang: Lang,
    laws: &mut Laws,
    out: &mut dyn Write,
) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &finding_json(finding, lang, &law(finding, laws)))?;
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
    list(out, "passed_over", passed_over(outcome, lang))?;
    let rest = serde_json::to_string(&super::tail(outcome, lang))?;
    writeln!(out, ",{}", rest.trim_start_matches('{'))
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
