//! `jsonl`: a line at the head, a line a finding, a last line with everything that is known at the end only. Every object is
//! the JSON report's own. The one format that can go out as it is found.

use super::digest::{CLOSE_LINE, Held};
use super::json::{Laws, line};
use super::spool::Spool;
use super::{Context, Report};
use crate::audit::{Finding, Outcome, Sink};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// A report in lines being written.
pub(super) struct Jsonl {
    context: Context,
    findings: Findings,
    laws: Laws,
    /// Of what went out so far.
    hash: Sha256,
}

/// Where findings go.
enum Findings {
    /// Laid by until the end.
    Laid(Spool),
    /// Out at once, below the head.
    Out(Box<dyn Write>),
}

pub(super) fn open(context: &Context) -> Jsonl {
    Jsonl {
        context: context.clone(),
        findings: Findings::Laid(Spool::new()),
        laws: Laws::default(),
        hash: Sha256::new(),
    }
}

impl Sink for Jsonl {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let lang = self.context.lang;
        match &mut self.findings {
            Findings::Laid(spool) => line::finding(finding, lang, &mut self.laws, spool),
            Findings::Out(out) => {
                let mut written = Vec::new();
                line::finding(finding, lang, &mut self.laws, &mut written)?;
                self.hash.update(&written);
                out.write_all(&written)?;
                out.flush()
            }
        }
    }
}

impl Report for Jsonl {
    fn follow(&mut self, mut out: Box<dyn Write>) -> io::Result<bool> {
        let mut head = Vec::new();
        line::head(&self.context, &mut head)?;
        self.hash.update(&head);
        out.write_all(&head)?;
        out.flush()?;
        self.findings = Findings::Out(out);
        Ok(true)
    }

    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut held = Held::new(out, self.hash, CLOSE_LINE);
        if let Findings::Laid(findings) = self.findings {
            line::head(&self.context, &mut held)?;
            findings.pour(&mut held)?;
        }
        line::tail(outcome, self.context.lang, &mut held)?;
        held.close()
    }
}
