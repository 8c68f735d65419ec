//! `jsonl`: a line at the head, a line a finding, a last line with everything that is known at the end only. Every object is
//! the JSON report's own.

use super::json::line;
use super::spool::Spool;
use super::{Context, Report};
use crate::audit::{Finding, Outcome, Sink};
use std::io::{self, Write};

/// A report in lines being written.
#[derive(Debug)]
pub(super) struct Jsonl {
    context: Context,
    findings: Spool,
}

pub(super) fn open(context: &Context) -> Jsonl {
    Jsonl {
        context: context.clone(),
        findings: Spool::new(),
    }
}

impl Sink for Jsonl {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        line::finding(finding, self.context.lang, &mut self.findings)
    }
}

impl Report for Jsonl {
    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        line::head(&self.context, out)?;
        self.findings.pour(out)?;
        line::tail(outcome, self.context.lang, out)
    }
}
