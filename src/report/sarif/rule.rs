//! Requirements as rules, each once: what it asks, where that stands, what follows from a breach, what became of it. Those
//! that were broken come first, in the order in which that was seen, so that results may point at them by number.

use super::shape::{Configuration, Driver, Help, Rule, RuleBag};
use super::{level, message};
use crate::audit::{Active, Coverage, Finding, Outcome};
use crate::law::Requirement;
use crate::model::{Lang, Text};
use crate::report::by_requirement::ByRequirement;
use crate::report::words;

/// The numbers of rules.
#[derive(Debug, Default)]
pub(super) struct Rules {
    numbers: ByRequirement<usize>,
    count: usize,
}

impl Rules {
    /// The number of a finding's rule.
    pub(super) fn number(&mut self, finding: &Finding<'_>) -> usize {
        let count = &mut self.count;
        *self.numbers.of(finding, || {
            *count += 1;
            *count - 1
        })
    }

    /// The program with its rules.
    pub(super) fn driver<'a>(&self, outcome: &'a Outcome<'_>, lang: Lang) -> Driver<'a> {
        let number = |(active, requirement, ..): &&(Active<'_>, &Requirement, _, _)| {
            let known = self.numbers.get(&active.pack.instrument.id, &requirement.id);
            known.map_or(usize::MAX, |number| **number)
        };
        let mut coverage: Vec<_> = outcome.coverage.iter().collect();
        coverage.sort_by_key(number);
        Driver {
            name: "dataaudit",
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            language: tag(lang),
            rules: coverage.into_iter().map(|line| rule(line, lang)).collect(),
        }
    }
}

/// A language as SARIF names it.
pub(super) fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    }
}

fn rule<'a>(
    (active, requirement, tally, reason): &'a (Active<'_>, &Requirement, Coverage, Option<Text>),
    lang: Lang,
) -> Rule<'a> {
    let instrument = &active.pack.instrument;
    let summary = requirement.summary.of(lang);
    let note = requirement.note.as_ref().map(|n| n.of(lang));
    let full: Vec<&str> = std::iter::once(summary).chain(note).collect();
    Rule {
        id: &requirement.id,
        short_description: message(summary),
        full_description: message(&full.join("\n")).owned(),
        help: help(active, requirement, lang),
        default_configuration: Configuration {
            enabled: requirement.is_judged(),
            level: level(active.severity(requirement.severity, true)),
        },
        properties: RuleBag {
            tags: [&instrument.id, &requirement.concept],
            jurisdiction: &instrument.id,
            citation: requirement.citation.to_string(),
            status: tally.status(),
            reason: reason.as_ref().map(|r| r.of(lang)),
            judged: tally.judged,
            breaches: tally.breaches,
        },
    }
}

/// Basis and liability, a paragraph each.
fn help(active: &Active<'_>, requirement: &Requirement, lang: Lang) -> Help {
    let basis = words::by_law(&active.pack.instrument.title, &requirement.citation.to_string());
    let liability = match &requirement.liability {
        Some(l) => words::liability(l.fit, &l.citation.to_string()),
        None => words::no_liability(),
    };
    let liability = words::liable(&liability);
    let explain = words::ask_explain(&requirement.id);
    let parts = [&requirement.summary, &basis, &liability, &explain].map(|part| part.of(lang));
    Help {
        text: message(&parts.join("\n")).text.into_owned(),
        markdown: parts.map(plain).join("\n\n"),
    }
}

/// Text in which Markdown sees nothing.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' => out.extend([c, c]),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
