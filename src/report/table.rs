//! `table`: for people. Findings grouped by requirement, gravest first, a capped number of examples each and the cap
//! said aloud; then always what was read, how, what was not checked and why, and the counts.

mod footer;
mod group;

use super::{Context, Report, words};
use crate::audit::{Finding, Outcome, Sink};
use crate::model::{Severity, Text};
use group::Group;
pub(super) use group::wrap;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A report for a terminal being written. Keeps the examples it will show and counts the rest.
#[derive(Debug)]
pub(super) struct Table {
    context: Context,
    /// By jurisdiction and requirement.
    groups: BTreeMap<(String, String), Group>,
}

pub(super) fn open(context: &Context) -> Table {
    Table {
        context: context.clone(),
        groups: BTreeMap::new(),
    }
}

impl Sink for Table {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let key = (finding.pack.instrument.id.clone(), finding.requirement.id.clone());
        let group = self
            .groups
            .entry(key)
            .or_insert_with(|| Group::new(finding, self.context.lang));
        group.add(finding, &self.context);
        Ok(())
    }
}

impl Report for Table {
    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let page = Page {
            context: &self.context,
            several: outcome.inputs.len() > 1,
        };
        page.banner(outcome, out)?;
        let order = |id: &(String, String)| {
            outcome
                .coverage
                .iter()
                .position(|(a, r, ..)| a.pack.instrument.id == id.0 && r.id == id.1)
        };
        let mut groups: Vec<_> = self.groups.iter().collect();
        groups.sort_by_key(|(id, group)| (std::cmp::Reverse(group.worst), order(id)));
        for (_, group) in groups {
            group.print(&page, out)?;
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
            if active.status == crate::law::Status::InForce {
                continue;
            }
            let title = active.pack.instrument.title.of(self.context.lang);
            let status = words::status(active.status, self.context.lang);
            let text = if active.binding {
                words::what_if(title, status)
            } else {
                words::not_binding(title, status)
            };
            self.line(out, "", self.say(&text))?;
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
}
