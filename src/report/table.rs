//! `table`: for people. Findings grouped by requirement (one group where several instruments ask the same of the same
//! cells), gravest first, a capped number of examples each and the cap said aloud; then always what was read, how, what was not checked and why, and the counts.

mod example;
mod footer;
mod gather;
mod group;
mod overview;

use super::{Context, Report, words};
use crate::audit::{Active, Finding, Outcome, Sink};
use crate::law::{Requirement, Status};
use crate::model::{Severity, Text};
pub(super) use footer::{has_ground, kinds_lacking, left_out, told_unchecked, verdict};
use gather::Gather;
pub(super) use group::wrap;
pub(super) use overview::{TOP, cause_of, department};
use std::io::{self, Write};

/// A report for a terminal being written. Keeps the examples it will show and counts the rest.
#[derive(Debug)]
pub(super) struct Table {
    context: Context,
    gather: Gather,
}

pub(super) fn open(context: &Context) -> Table {
    Table {
        context: context.clone(),
        gather: Gather::default(),
    }
}

impl Sink for Table {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.gather.add(finding, &self.context);
        Ok(())
    }
}

impl Report for Table {
    fn finish(mut self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let page = Page {
            context: &self.context,
            several: outcome.inputs.len() > 1,
        };
        page.banner(outcome, out)?;
        page.overview(outcome, out)?;
        let order = |heads: &[&group::Head]| {
            let first = heads.first()?;
            let is_first = |(a, r, ..): &(Active<'_>, &Requirement, _, _)| {
                a.pack.instrument.id == first.jurisdiction && r.id == first.id
            };
            outcome.coverage.iter().position(is_first)
        };
        let mut groups = self.gather.finish(&self.context);
        groups.sort_by_key(|(heads, group)| (std::cmp::Reverse(group.worst), order(heads)));
        for (heads, group) in groups {
            group.print(&heads, &page, out)?;
        }
        page.footer(outcome, out)
    }
}

/// What every part of the page needs.
#[derive(Debug, Clone, Copy)]
struct Page<'a> {
    context: &'a Context,
    /// More than one file: places name theirs.
    several: bool,
}

impl Page<'_> {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.of(self.context.lang)
    }

    fn severity(&self, severity: Severity) -> String {
        let word = words::severity(severity, self.context.lang);
        let style = match severity {
            Severity::Error => anstyle::AnsiColor::Red.on_default().bold(),
            Severity::Warning => anstyle::AnsiColor::Yellow.on_default().bold(),
            Severity::Info => anstyle::AnsiColor::Cyan.on_default().bold(),
        };
        if self.context.color {
            format!("{style}{word}{style:#}")
        } else {
            word.to_owned()
        }
    }

    /// A level in its colour, or the word for what does not count.
    fn level(&self, level: Option<Severity>) -> String {
        match level {
            Some(severity) => self.severity(severity),
            None => words::level_or_waived(None, self.context.lang).to_owned(),
        }
    }

    fn bold(&self, text: &str) -> String {
        let style = anstyle::Style::new().bold();
        if self.context.color {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// A labelled line, wrapped to the page with its label hanging.
    fn line(&self, out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
        let indent = unicode_width::UnicodeWidthStr::width(label);
        let width = self.context.width.saturating_sub(indent).max(20);
        for (i, part) in group::wrap(text, width).iter().enumerate() {
            if i == 0 {
                writeln!(out, "{label}{part}")?;
            } else {
                writeln!(out, "{:indent$}{part}", "")?;
            }
        }
        Ok(())
    }

    fn banner(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.bold(self.say(&words::tool(self.context.as_of))))?;
        for active in &outcome.instruments {
            if active.status != Status::InForce {
                self.not_in_force(active, out)?;
            }
        }
        for input in &outcome.inputs {
            if let Some(error) = &input.error {
                self.line(
                    out,
                    "",
                    &self.bold(self.say(&words::not_read(&input.path, &error.message))),
                )?;
                if let Some(help) = &error.help {
                    self.line(
                        out,
                        &words::label("  办法", "  help", self.context.lang),
                        self.say(help),
                    )?;
                }
            }
        }
        writeln!(out)
    }

    /// What an instrument that does not bind on the day is, and the one to look at instead.
    fn not_in_force(&self, active: &Active<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (instrument, day) = (&active.pack.instrument, self.context.as_of);
        let status = words::standing(instrument, active.status, day);
        let text = words::judged_as(&status, active.binding);
        self.line(out, "", self.say(&text))?;
        let Some(see) = active.see else {
            return Ok(());
        };
        self.line(out, "", self.say(&words::see(see, day)))
    }
}
