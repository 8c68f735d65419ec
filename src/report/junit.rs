//! `junit`: a suite a file, a case a requirement that was judged there, a last suite for what was not checked at all. A
//! case fails where there is a violation; doubts and hints stand in its output. What was found waits in heaps, one a case.

mod suite;
mod xml;

use super::buckets::Buckets;
use super::sentence::Teller;
use super::{Context, Report, sentence, words};
use crate::audit::{Finding, Levels, Outcome, Sink};
use std::collections::BTreeMap;
use std::io::{self, Write};
use suite::{State, Suite, Test, Totals};
use xml::attribute;

/// Findings written out a case; a page that lists more is opened by no program that shows cases.
const LISTED: u64 = 200;

/// By instrument and requirement what was found in a file.
type Cases = BTreeMap<(String, String), Case>;

/// A report of test suites being written.
#[derive(Debug)]
pub(super) struct Junit {
    context: Context,
    teller: Teller,
    heaps: Buckets,
    files: BTreeMap<String, Cases>,
}

/// What was found under one requirement in one file.
#[derive(Debug)]
struct Case {
    heap: usize,
    levels: Levels,
    /// Findings that do not count.
    waived: u64,
}

impl Case {
    fn findings(&self) -> u64 {
        self.levels.findings() + self.waived
    }
}

pub(super) fn open(context: &Context) -> Junit {
    Junit {
        context: context.clone(),
        teller: Teller::new(context.lang),
        heaps: Buckets::new(),
        files: BTreeMap::new(),
    }
}

impl Sink for Junit {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let lang = self.context.lang;
        let cases = self.files.entry(finding.address.file.to_owned()).or_default();
        let key = (finding.pack.instrument.id.clone(), finding.requirement.id.clone());
        let case = cases.entry(key).or_insert_with(|| Case {
            heap: self.heaps.heap(),
            levels: Levels::default(),
            waived: 0,
        });
        if finding.waived.is_some() {
            case.waived += 1;
        } else {
            case.levels.count(finding.severity);
        }
        if case.findings() > LISTED {
            return Ok(());
        }
        let word = words::level(finding, lang);
        let at = words::at(&sentence::place(&finding.address), &self.teller.line(finding));
        let said = format!("{word} {}", at.of(lang));
        // What nobody sees was made visible, so it is one line.
        self.heaps.put(case.heap, said.as_bytes())
    }
}

impl Report for Junit {
    fn finish(mut self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (lang, files) = (self.context.lang, std::mem::take(&mut self.files));
        let mut all = Totals::default();
        suite::each(&files, outcome, lang, &mut |suite| {
            all.absorb(suite.totals());
            Ok(())
        })?;
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<testsuites name=\"dataaudit\"{all}>")?;
        suite::each(&files, outcome, lang, &mut |suite| self.suite(suite, out))?;
        writeln!(out, "</testsuites>")
    }
}

impl Junit {
    fn suite(&mut self, suite: &Suite<'_>, out: &mut dyn Write) -> io::Result<()> {
        let name = attribute(&suite.name);
        writeln!(out, "  <testsuite name=\"{name}\"{}>", suite.totals())?;
        let levels = suite.levels();
        let counts = [
            ("error", levels.errors),
            ("warning", levels.warnings),
            ("info", levels.infos),
            ("waived", suite.waived()),
        ];
        writeln!(out, "    <properties>")?;
        for (level, count) in counts {
            writeln!(
                out,
                "      <property name=\"findings.{level}\" value=\"{count}\"/>"
            )?;
        }
        writeln!(out, "    </properties>")?;
        for test in &suite.tests {
            self.test(test, suite, out)?;
        }
        writeln!(out, "  </testsuite>")
    }

    fn test(&mut self, test: &Test<'_>, suite: &Suite<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.context.lang;
        write!(
            out,
            "    <testcase classname=\"{}\" name=\"{}\"",
            attribute(test.class),
            attribute(&test.name)
        )?;
        if let Some(file) = suite.file {
            write!(out, " file=\"{}\"", attribute(file))?;
        }
        match &test.state {
            State::Passed => return writeln!(out, " time=\"0\"/>"),
            State::Skipped(why) => {
                write!(
                    out,
                    " time=\"0\"><skipped message=\"{}\"/>",
                    attribute(why.of(lang))
                )?;
            }
            State::Stopped(error) => {
                let (code, said) = (error.code.as_str(), words::stopped(&suite.name, error));
                let message = attribute(error.message.of(lang));
                write!(out, " time=\"0\"><error type=\"{code}\" message=\"{message}\">")?;
                write!(out, "{}</error>", xml::text(said.of(lang)))?;
            }
            State::Broken(case) => {
                let tag = if case.levels.errors > 0 {
                    "failure"
                } else {
                    "system-out"
                };
                write!(out, " time=\"0\"><{tag}")?;
                if case.levels.errors > 0 {
                    let message = words::found(case.levels);
                    write!(out, " type=\"error\" message=\"{}\"", attribute(message.of(lang)))?;
                }
                write!(out, ">")?;
                self.found(case, out)?;
                write!(out, "</{tag}>")?;
            }
        }
        writeln!(out, "</testcase>")
    }

    /// What was found, a line each.
    fn found(&mut self, case: &Case, out: &mut dyn Write) -> io::Result<()> {
        self.heaps.each(case.heap, |line| {
            writeln!(out, "{}", xml::text(&String::from_utf8_lossy(line)))
        })?;
        match case.findings().saturating_sub(LISTED) {
            0 => Ok(()),
            more => writeln!(out, "{}", words::unlisted(more).of(self.context.lang)),
        }
    }
}
