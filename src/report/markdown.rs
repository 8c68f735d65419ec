//! `markdown`: for pull requests and issues. Counts are exact; of each requirement a capped number of places is shown
//! and the cap said. Text of cells is never markup.

mod escape;
mod group;

use super::{Context, Report, reprieve, table, words};
use crate::audit::{CoverageStatus, Finding, Outcome, Sink};
use crate::law::Status;
use crate::model::{Lang, Text};
pub(super) use escape::escaped;
use group::Group;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How the page begins, so that a later run knows it for a report; unseen where it is shown.
const MARK: &str = "<!-- dataaudit report -->";
/// Causes that are listed.
const FIRST: usize = 10;

/// A page being written. Keeps the places it will show and counts the rest.
#[derive(Debug)]
pub(super) struct Markdown {
    context: Context,
    /// By jurisdiction and requirement.
    groups: BTreeMap<(String, String), Group>,
}

pub(super) fn open(context: &Context) -> Markdown {
    Markdown {
        context: context.clone(),
        groups: BTreeMap::new(),
    }
}

impl Sink for Markdown {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let key = (finding.pack.instrument.id.clone(), finding.requirement.id.clone());
        self.groups.entry(key).or_default().add(finding, &self.context);
        Ok(())
    }
}

impl Report for Markdown {
    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let page = Page {
            context: &self.context,
            lang: self.context.lang,
            outcome,
        };
        page.head(out)?;
        page.not_read(out)?;
        page.reprieve(out)?;
        page.causes(out)?;
        page.findings(&self.groups, out)?;
        page.coverage(out)
    }
}

/// What every part of the page needs.
#[derive(Clone, Copy)]
struct Page<'a> {
    context: &'a Context,
    lang: Lang,
    outcome: &'a Outcome<'a>,
}

impl Page<'_> {
    fn say(&self, text: &Text) -> String {
        escaped(text.of(self.lang))
    }

    fn section(&self, out: &mut dyn Write, head: &Text) -> io::Result<()> {
        writeln!(out, "\n### {}\n", self.say(head))
    }

    /// The verdict, the counts, the law.
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let (outcome, day) = (self.outcome, self.context.as_of);
        writeln!(out, "{MARK}\n## {}\n", self.say(&table::verdict(outcome)))?;
        let overview = outcome.overview();
        let summary = &outcome.summary;
        let mut facts = vec![words::levels(summary), words::totals(summary)];
        facts.push(words::rate(overview.compliant, overview.resources));
        if summary.waived > 0 && overview.compliant.is_some() {
            facts.push(words::rate_as_is());
        }
        for active in &outcome.instruments {
            facts.push(words::instrument(&active.pack.instrument, day));
            if active.status != Status::InForce {
                let standing = words::standing(&active.pack.instrument, active.status, day);
                facts.push(words::judged_as(&standing, active.binding));
            }
        }
        facts.extend(words::settings(outcome));
        facts.extend(words::own_sheets(outcome));
        facts.push(words::tool(day));
        facts
            .iter()
            .try_for_each(|fact| writeln!(out, "- {}", self.say(fact)))
    }

    fn causes(&self, out: &mut dyn Write) -> io::Result<()> {
        let overview = self.outcome.overview();
        let causes = &overview.causes;
        if causes.is_empty() {
            return Ok(());
        }
        self.section(out, &words::causes(FIRST.min(causes.len()), causes.len()))?;
        let [what, ids, n, share, comply] = words::first_heads().map(|head| self.say(&head));
        writeln!(out, "| {what} | {ids} | {n} | {share} | {comply} |")?;
        writeln!(out, "|---|---|--:|--:|--:|")?;
        for cause in causes.iter().take(FIRST) {
            let what = self.say(&table::cause_of(cause, self.outcome));
            let ids: Vec<String> = cause.requirements.iter().map(|(_, r)| escaped(&r.id)).collect();
            let ids = ids.join("<br>");
            let n = cause.levels.findings();
            let share = words::percent(n, self.outcome.summary.findings());
            let comply = overview
                .compliant
                .map_or_else(|| "—".to_owned(), |_| cause.would_comply.to_string());
            writeln!(out, "| {what} | {ids} | {n} | {share} | {comply} |")?;
        }
        Ok(())
    }

    /// The requirements broken, the gravest first, then in the order of the packs.
    fn findings(&self, groups: &BTreeMap<(String, String), Group>, out: &mut dyn Write) -> io::Result<()> {
        if groups.is_empty() {
            return Ok(());
        }
        self.section(out, &words::problems())?;
        if let (Some(max), true) = (
            self.context.max_examples,
            groups.values().any(|group| group.hidden() > 0),
        ) {
            writeln!(out, "{}\n", self.say(&words::at_most(max)))?;
        }
        let coverage = self.outcome.coverage.iter();
        let mut found: Vec<_> = coverage
            .filter_map(|(active, requirement, ..)| {
                let key = (active.pack.instrument.id.clone(), requirement.id.clone());
                Some((*active, *requirement, groups.get(&key)?))
            })
            .collect();
        found.sort_by_key(|(_, _, group)| Reverse(group.worst()));
        let several = self.outcome.inputs.len() > 1;
        found.into_iter().try_for_each(|(active, requirement, group)| {
            group.write(active, requirement, several, self.lang, out)
        })
    }

    /// What became of the requirements, folded away; each with its reason where one is due.
    fn coverage(&self, out: &mut dyn Write) -> io::Result<()> {
        let count = |status| {
            let coverage = self.outcome.coverage.iter();
            coverage
                .filter(|(_, _, tally, _)| tally.status() == status)
                .count() as u64
        };
        let told = words::requirements(
            count(CoverageStatus::Passed),
            count(CoverageStatus::Failed),
            count(CoverageStatus::NotApplicable),
            count(CoverageStatus::NotChecked),
        );
        writeln!(out, "\n<details>\n<summary>{}</summary>\n", self.say(&told))?;
        let [id, _, title, article, _, status, judged, breaches, reason] =
            words::requirement_heads().map(|head| self.say(&head));
        writeln!(
            out,
            "| {id} | {title} | {article} | {status} | {judged} | {breaches} | {reason} |"
        )?;
        writeln!(out, "|---|---|---|---|--:|--:|---|")?;
        for (active, requirement, tally, reason) in &self.outcome.coverage {
            writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} |",
                escaped(&requirement.id),
                self.say(&active.pack.instrument.title),
                escaped(&requirement.citation.to_string()),
                self.say(&words::coverage_status(tally.status())),
                tally.judged,
                tally.breaches,
                reason.as_ref().map(|r| self.say(r)).unwrap_or_default(),
            )?;
        }
        writeln!(out, "\n</details>")
    }

    /// Who answers for what does not count.
    fn reprieve(&self, out: &mut dyn Write) -> io::Result<()> {
        let lines = reprieve::lines(self.outcome);
        if lines.is_empty() {
            return Ok(());
        }
        self.section(out, &words::reprieve_heading())?;
        lines
            .iter()
            .try_for_each(|line| writeln!(out, "- {}", self.say(line)))
    }

    /// Files and sheets named or found that were not audited.
    fn not_read(&self, out: &mut dyn Write) -> io::Result<()> {
        let texts = words::left_unread(self.outcome);
        if texts.is_empty() {
            return Ok(());
        }
        self.section(out, &words::label_not_read())?;
        texts
            .iter()
            .try_for_each(|text| writeln!(out, "- {}", self.say(text)))
    }
}
