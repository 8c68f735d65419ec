//! A run held against reports of earlier ones, told at the end of its own report: to people as a block, to programs as
//! the key `comparison`.

use super::compare::{Comparison, follow};
use super::fit::fit;
use super::snapshot::{Snapshot, Unusable};
use super::words;
use crate::audit::{Finding, Outcome, Sink};
use crate::model::Lang;
use crate::report::inspect::{Listing, Page};
use crate::report::spool::Spool;
use crate::report::{Context, Format, Report};
use std::collections::BTreeSet;
use std::io::{self, BufReader, Write};

/// Earlier reports, and the run as it goes on.
pub struct Since {
    former: Vec<Snapshot>,
    name: String,
    run: Box<dyn Report>,
}

impl std::fmt::Debug for Since {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Since")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Since {
    /// Before a run by these instruments; reports that it cannot be held against are refused.
    pub fn new(former: Vec<Snapshot>, chosen: &[&str], context: &Context) -> Result<Self, Unusable> {
        let name = words::this_run().of(context.lang).to_owned();
        let ids: Vec<BTreeSet<&str>> = former.iter().map(Snapshot::instruments).collect();
        let mut runs: Vec<_> = former
            .iter()
            .zip(&ids)
            .map(|(f, ids)| (f.name.as_str(), f.as_of, ids))
            .collect();
        let chosen: BTreeSet<&str> = chosen.iter().copied().collect();
        runs.push((&name, Some(context.as_of), &chosen));
        fit(&runs)?;
        Ok(Self {
            run: Format::Json.open(context),
            former,
            name,
        })
    }

    /// What became of the findings of earlier reports, once the run is over.
    pub fn compare(
        self,
        outcome: &Outcome<'_>,
        canonical: &dyn Fn(&str) -> String,
    ) -> io::Result<Comparison> {
        let Self {
            mut former,
            name,
            run,
        } = self;
        former.push(snapshot(&name, run, outcome)?);
        Ok(follow(&former, &[], canonical))
    }
}

impl Sink for Since {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.run.finding(finding)
    }
}

/// A run as its JSON report tells it, read back.
pub fn snapshot(name: &str, run: Box<dyn Report>, outcome: &Outcome<'_>) -> io::Result<Snapshot> {
    let mut written = Spool::new();
    run.finish(outcome, &mut written)?;
    let read = Snapshot::read(name, BufReader::new(written.reader()?));
    let mut snapshot = read.map_err(|why| io::Error::other(why.message.en))?;
    snapshot.told_by(outcome);
    Ok(snapshot)
}

impl Comparison {
    /// Whether a report of that format tells the comparison.
    pub fn stands_in(format: Format) -> bool {
        matches!(
            format,
            Format::Table | Format::Json | Format::Markdown | Format::Html | Format::Xlsx
        )
    }

    /// Writes a report of the run with the comparison at its end, where the report does not tell it in its own place.
    pub fn append(
        &self,
        format: Format,
        (lang, width): (Lang, usize),
        out: &mut dyn Write,
        report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let page = Page { lang, width };
        match format {
            Format::Json => {
                let mut held = Held {
                    out,
                    kept: Vec::new(),
                };
                report(&mut held)?;
                let value = serde_json::to_string_pretty(&self.value(lang)?)?.replace('\n', "\n  ");
                write!(held.out, ",\n  \"comparison\": {value}\n}}\n")
            }
            Format::Table => {
                report(out)?;
                writeln!(out)?;
                self.head(Listing::Table, page, out)
            }
            Format::Markdown => {
                report(out)?;
                writeln!(out)?;
                self.head(Listing::Markdown, page, out)
            }
            _ => report(out),
        }
    }
}

/// Lets a JSON object through but for its end.
struct Held<'a> {
    out: &'a mut dyn Write,
    kept: Vec<u8>,
}

/// The end of an object.
const END: usize = "\n}\n".len();

impl Write for Held<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.kept.extend_from_slice(bytes);
        let ready = self.kept.len().saturating_sub(END);
        let rest = self.kept.split_off(ready);
        self.out.write_all(&self.kept)?;
        self.kept = rest;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
