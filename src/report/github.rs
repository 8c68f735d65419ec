//! `github`: workflow commands, one a finding, one for whatever could not be read, a closing notice with the counts.

use super::sentence::Teller;
use super::spool::Spool;
use super::{Context, Report, sentence, uri, words};
use crate::audit::{Finding, Outcome, Sink};
use crate::model::{Severity, visible};
use std::io::{self, Write};

/// Annotations being written.
#[derive(Debug)]
pub(super) struct Github {
    context: Context,
    teller: Teller,
    findings: Spool,
}

pub(super) fn open(context: &Context) -> Github {
    Github {
        context: context.clone(),
        teller: Teller::new(context.lang),
        findings: Spool::new(),
    }
}

impl Sink for Github {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let (lang, place) = (self.context.lang, finding.breach.place);
        let command = match finding.severity {
            _ if finding.waived.is_some() => "notice",
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let word = words::level(finding, lang);
        let at = sentence::place(&finding.address);
        let title = format!("{word} {} {at}", finding.requirement.id);
        let line = place.line().unwrap_or(place.row().into()).max(1);
        writeln!(
            self.findings,
            "::{command} file={},line={line},title={}::{}",
            property(&uri::slashed(finding.address.file)),
            property(&title),
            data(&self.teller.lines(finding)),
        )
    }
}

impl Report for Github {
    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.context.lang;
        self.findings.pour(out)?;
        for input in &outcome.inputs {
            if let Some(error) = &input.error {
                writeln!(
                    out,
                    "::error file={},title={}::{}",
                    property(&uri::slashed(&input.path)),
                    property(&format!("{} {}", words::unread().of(lang), error.code.as_str())),
                    data(&visible(words::stopped(&input.path, error).of(lang))),
                )?;
            }
        }
        let counts = [words::levels(&outcome.summary), words::totals(&outcome.summary)];
        let counts = counts.map(|c| data(c.of(lang))).join("%0A");
        writeln!(out, "::notice title=dataaudit::{counts}")
    }
}

/// A message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    let seen = visible(text);
    data(&seen).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_property_or_a_message_early() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(property("a,b:c%\u{1b}\n"), "a%2Cb%3Ac%25\\u{1b}\\n");
    }
}
