//! `gitlab`: a code quality report, an entry a finding, and one for whatever could not be read.

use super::ordinal::Ordinals;
use super::sentence::Teller;
use super::spool::Spool;
use super::{Context, Report, sentence, uri, words};
use crate::audit::{Finding, Outcome, Sink};
use crate::model::{Lang, Severity};
use serde::Serialize;
use std::io::{self, Write};

/// A code quality report being written.
#[derive(Debug)]
pub(super) struct Gitlab {
    context: Context,
    teller: Teller,
    entries: Spool,
    empty: bool,
    ordinals: Ordinals,
}

#[derive(Serialize)]
struct Entry<'a> {
    r#type: &'static str,
    check_name: &'a str,
    description: String,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u64,
}

pub(super) fn open(context: &Context) -> Gitlab {
    Gitlab {
        context: context.clone(),
        teller: Teller::new(context.lang),
        entries: Spool::new(),
        empty: true,
        ordinals: Ordinals::default(),
    }
}

impl Gitlab {
    fn put(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        self.entries.write_all(if self.empty { b"\n" } else { b",\n" })?;
        self.empty = false;
        Ok(serde_json::to_writer(&mut self.entries, entry)?)
    }
}

impl Sink for Gitlab {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let (lang, place) = (self.context.lang, finding.breach.place);
        let at = sentence::place(&finding.address);
        let said = self.teller.line(finding);
        let fingerprint = self.ordinals.tell(finding);
        self.put(&Entry {
            r#type: "issue",
            check_name: &finding.requirement.id,
            description: description(finding, &at, &said, lang),
            categories: ["Compatibility"],
            severity: severity(finding),
            fingerprint,
            location: Place::of(finding.address.file, place.line().unwrap_or(place.row().into())),
        })
    }
}

impl Report for Gitlab {
    fn finish(mut self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.context.lang;
        for input in &outcome.inputs {
            if let Some(error) = &input.error {
                self.put(&Entry {
                    r#type: "issue",
                    check_name: error.code.as_str(),
                    description: words::stopped(&input.path, error).of(lang).to_owned(),
                    categories: ["Bug Risk"],
                    severity: "blocker",
                    fingerprint: format!("{}:{}", error.code.as_str(), input.path),
                    location: Place::of(&input.path, 1),
                })?;
            }
        }
        out.write_all(b"[")?;
        self.entries.pour(out)?;
        out.write_all(b"\n]\n")
    }
}

impl Place {
    fn of(path: &str, line: u64) -> Self {
        Self {
            path: uri::slashed(path),
            lines: Lines { begin: line.max(1) },
        }
    }
}

/// What is said of a finding, the word for one that does not count before it: the format has none.
fn description(finding: &Finding<'_>, at: &str, said: &str, lang: Lang) -> String {
    let said = words::at(at, said).of(lang).to_owned();
    match finding.waived {
        Some(_) => format!("{} {said}", words::level(finding, lang)),
        None => said,
    }
}

/// The word of a severity; `blocker` is left to what could not be read, which beats every finding.
fn severity(finding: &Finding<'_>) -> &'static str {
    match finding.severity {
        _ if finding.waived.is_some() => "info",
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
