//! What stands below the findings, always: what was read and how, what was not checked and why, the counts.

use super::Page;
use crate::audit::{Active, Coverage, CoverageStatus, Input, Outcome, Role, TableReport};
use crate::law::{Requirement, Status};
use crate::model::{Header, Lang, Text, letters, visible};
use crate::report::{reprieve, words};
use std::io::{self, Write};

/// How many files passed over for one reason are named; the JSON report names them all.
const PASSED_OVER: usize = 10;

/// Columns that were told of a table already.
struct Shape<'o> {
    columns: &'o [Header],
    kind: &'o str,
    path: &'o str,
    sheet: Option<&'o str>,
}

impl Shape<'_> {
    fn is_of(&self, table: &TableReport) -> bool {
        self.kind == table.kind && *self.columns == *table.columns
    }
}

impl Page<'_> {
    pub(super) fn footer(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.context.lang;
        self.heading(out, "怎样读的", "how it was read")?;
        let mut shapes = Vec::new();
        for input in &outcome.inputs {
            self.input(input, outcome, &mut shapes, out)?;
        }
        self.passed_over(outcome, out)?;
        for setting in words::settings(outcome) {
            self.line(out, "  ", &visible(self.say(&setting)))?;
        }
        self.lookalikes(outcome, out)?;
        self.reprieve(outcome, out)?;
        self.heading(out, "没有检查的", "what was not checked")?;
        self.unchecked(outcome, out)?;
        self.heading(out, "合计", "totals")?;
        for active in &outcome.instruments {
            let instrument = &active.pack.instrument;
            let text = words::instrument(instrument, self.context.as_of);
            self.line(out, &words::label("  依据", "  law", lang), self.say(&text))?;
        }
        let count = |status| count(outcome, status);
        let requirements = words::requirements(
            count(CoverageStatus::Passed),
            count(CoverageStatus::Failed),
            count(CoverageStatus::NotApplicable),
            count(CoverageStatus::NotChecked),
        );
        for text in [
            words::totals(&outcome.summary),
            requirements,
            words::levels(&outcome.summary),
        ] {
            self.line(out, "  ", self.say(&text))?;
        }
        self.line(out, "  ", &self.bold(self.say(&verdict(outcome))))
    }

    /// Who answers for what does not count.
    fn reprieve(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lines = reprieve::lines(outcome);
        if lines.is_empty() {
            return Ok(());
        }
        let heading = words::reprieve_heading();
        self.heading(out, &heading.zh, &heading.en)?;
        lines
            .iter()
            .try_for_each(|line| self.line(out, "  ", self.say(line)))
    }

    /// Names of departments that may be one.
    fn lookalikes(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let overview = outcome.overview();
        let pairs = &overview.lookalikes;
        if pairs.is_empty() {
            return Ok(());
        }
        let shown: Vec<String> = pairs
            .iter()
            .map(|(short, long)| format!("{} / {}", visible(short), visible(long)))
            .collect();
        let note = words::lookalikes(&shown.join(self.apart()), pairs.len(), overview.lookalikes_in_all);
        self.line(out, "  ", self.say(&note))
    }

    /// What stands between the members of a list.
    pub(super) fn apart(&self) -> &'static str {
        if self.context.lang == Lang::Zh {
            "；"
        } else {
            "; "
        }
    }

    fn heading(&self, out: &mut dyn Write, zh: &str, en: &str) -> io::Result<()> {
        let words = if self.context.lang == Lang::Zh { zh } else { en };
        writeln!(out, "── {words} ──")
    }

    fn input<'o>(
        &self,
        input: &'o Input,
        outcome: &'o Outcome<'_>,
        shapes: &mut Vec<Shape<'o>>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lang = self.context.lang;
        let format = input.format.as_deref().unwrap_or("?");
        let encoding = input
            .encoding
            .as_ref()
            .map(|e| format!(" · {}({})", e.label(), e.reason.of(lang)));
        let role = words::read_for(input.role);
        let role = role.map(|r| format!("（{}）", r.of(lang)));
        let line = format!(
            "{}{} · {format}{}",
            visible(&input.path),
            role.unwrap_or_default(),
            encoding.unwrap_or_default()
        );
        self.line(out, "  ", &line)?;
        for table in &input.tables {
            let known = shapes.iter().find(|s| s.is_of(table));
            self.table(table, outcome, known, out)?;
            if known.is_none() {
                shapes.push(Shape {
                    columns: &table.columns,
                    kind: &table.kind,
                    path: &input.path,
                    sheet: table.sheet.as_deref(),
                });
            }
        }
        for skipped in &input.skipped {
            self.line(out, "    ", self.say(&words::skipped_sheet(skipped)))?;
        }
        for note in &input.notes {
            self.line(out, "    ", &visible(self.say(note)))?;
        }
        Ok(())
    }

    fn table(
        &self,
        table: &TableReport,
        outcome: &Outcome<'_>,
        known: Option<&Shape<'_>>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let hidden = if table.hidden {
            self.say(&words::hidden_sheet()).to_owned()
        } else {
            String::new()
        };
        let sheet = table
            .sheet
            .as_deref()
            .map(|s| format!("{}{hidden} · ", visible(s)))
            .unwrap_or_default();
        let header = words::header_rows(&table.header_rows);
        self.line(
            out,
            "    ",
            &format!(
                "{sheet}{} · {}",
                self.say(&crate::model::table_name(&table.kind)),
                self.say(&header)
            ),
        )?;
        match known {
            Some(shape) => self.line(
                out,
                "    ",
                self.say(&words::same_columns(shape.path, shape.sheet)),
            )?,
            None => self.columns(table, outcome, out)?,
        }
        let notices = table.notices.iter().map(|n| &n.text);
        for note in table.notes.iter().chain(notices) {
            self.line(out, "    ", &visible(self.say(note)))?;
        }
        if table.inherited > 0 {
            self.line(out, "    ", self.say(&words::inherited(table.inherited)))?;
        }
        let hidden: Vec<String> = table
            .columns
            .iter()
            .filter(|h| h.hidden)
            .map(|h| letters(h.column))
            .collect();
        if !hidden.is_empty() {
            self.line(out, "    ", self.say(&words::hidden_columns(&hidden.join(" "))))?;
        }
        if table.hidden_rows > 0 {
            self.line(out, "    ", self.say(&words::hidden_rows(table.hidden_rows)))?;
        }
        if table.skipped > 0 {
            let rows: Vec<String> = table
                .skipped_rows
                .iter()
                .take(8)
                .map(|(row, reason)| self.say(&words::skipped_row(*row, reason)).to_owned())
                .collect();
            let complete = rows.len() as u64 == table.skipped;
            self.line(
                out,
                "    ",
                self.say(&words::skipped_rows(table.skipped, &rows.join(" "), complete)),
            )?;
        }
        Ok(())
    }

    /// What each column was taken for.
    fn columns(&self, table: &TableReport, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.context.lang;
        let mapped: Vec<String> = table
            .columns
            .iter()
            .filter(|h| !h.fields.is_empty())
            .map(|h| {
                let fields: Vec<&str> = h
                    .fields
                    .iter()
                    .map(|&f| outcome.vocabulary.entry(f).name(lang))
                    .collect();
                format!(
                    "{} {} → {}",
                    letters(h.column),
                    visible(&h.text),
                    fields.join(" + ")
                )
            })
            .collect();
        self.line(
            out,
            &words::label("    列", "    columns", lang),
            &mapped.join(self.apart()),
        )?;
        let unmapped: Vec<String> = table
            .columns
            .iter()
            .filter(|h| h.fields.is_empty())
            .map(|h| format!("{} {}", letters(h.column), visible(&h.text)))
            .collect();
        if unmapped.is_empty() {
            return Ok(());
        }
        self.line(
            out,
            &words::label("    未识别的列", "    columns not recognised", lang),
            &unmapped.join(self.apart()),
        )
    }

    /// What was found and is no input, those with the same reason together.
    fn passed_over(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (reason, paths) in left_out(outcome) {
            let named: Vec<String> = paths.iter().take(PASSED_OVER).map(|p| visible(p)).collect();
            let text = words::passed_over(
                paths.len(),
                reason,
                &named.join(self.apart()),
                paths.len() > named.len(),
            );
            self.line(out, "  ", self.say(&text))?;
        }
        Ok(())
    }

    /// The kinds of table that are about something and did not come, with how many requirements each would have met.
    fn no_tables(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let kinds = kinds_lacking(outcome);
        let all = kinds.iter().map(|(_, of)| of.len()).sum();
        if all == 0 {
            return Ok(());
        }
        let named: Vec<(Text, usize)> = kinds
            .iter()
            .map(|(tables, of)| (words::either(tables), of.len()))
            .collect();
        self.line(out, "  ", self.say(&words::no_tables(all, &named)))
    }

    /// Requirements not checked, those with the same reason together.
    fn unchecked(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let audited = outcome.inputs.iter().filter(|i| i.role == Role::Audited);
        if audited.flat_map(|i| &i.tables).next().is_none() {
            return self.line(out, "  ", self.say(&words::nothing_read(outcome.coverage.len())));
        }
        self.no_tables(outcome, out)?;
        let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
        for (_, requirement, _, reason) in outcome.coverage.iter().filter(|c| told_unchecked(c)) {
            let reason = reason.as_ref().map_or("", |r| self.say(r));
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, ids)) => ids.push(&requirement.id),
                None => reasons.push((reason, vec![&requirement.id])),
            }
        }
        for (reason, ids) in reasons {
            self.line(out, "  ", &format!("{reason}: {}", ids.join(" ")))?;
        }
        Ok(())
    }
}

/// What was found and is no input, those with the same reason together.
pub(in crate::report) fn left_out<'o>(outcome: &'o Outcome<'_>) -> Vec<(&'o Text, Vec<&'o str>)> {
    let mut reasons: Vec<(&Text, Vec<&str>)> = Vec::new();
    for passed in &outcome.passed_over {
        match reasons.iter_mut().find(|(known, _)| **known == passed.reason) {
            Some((_, paths)) => paths.push(&passed.path),
            None => reasons.push((&passed.reason, vec![&passed.path])),
        }
    }
    reasons
}

/// The kinds of table that are about something and did not come, with the requirements each would have met.
pub(in crate::report) fn kinds_lacking<'o>(
    outcome: &'o Outcome<'_>,
) -> Vec<(&'o [String], Vec<&'o Requirement>)> {
    let mut kinds: Vec<(&[String], Vec<&Requirement>)> = Vec::new();
    for &(_, requirement, ..) in outcome.coverage.iter().filter(|c| lacks_table(c)) {
        match kinds.iter_mut().find(|(known, _)| *known == requirement.tables) {
            Some((_, of)) => of.push(requirement),
            None => kinds.push((&requirement.tables, vec![requirement])),
        }
    }
    kinds
}

/// Whether a requirement, of which a table came or need not, was not checked, or not on everything.
pub(in crate::report) fn told_unchecked(line: &(Active<'_>, &Requirement, Coverage, Option<Text>)) -> bool {
    let (_, _, tally, _) = line;
    let left = tally.early.is_some() || tally.outside > 0 || !tally.aside.is_empty();
    let said = left || tally.across.is_some() || tally.shut.is_some();
    !lacks_table(line) && (tally.status() == CoverageStatus::NotChecked || said)
}

/// Whether a requirement went unchecked for want of any table that it is about.
fn lacks_table((_, requirement, tally, _): &(Active<'_>, &Requirement, Coverage, Option<Text>)) -> bool {
    !tally.had_table && tally.across.is_none() && requirement.unjudged().is_none()
}

/// How many requirements came to a status.
fn count(outcome: &Outcome<'_>, status: CoverageStatus) -> u64 {
    let fits = |(_, _, tally, _): &&(_, _, Coverage, _)| tally.status() == status;
    outcome.coverage.iter().filter(fits).count() as u64
}

/// The verdict in words, with what it rests on.
pub(in crate::report) fn verdict(outcome: &Outcome<'_>) -> Text {
    words::verdict(outcome.summary.verdict(), ground(outcome))
}

/// Whether a run without errors came to a verdict at all: something that binds was judged.
pub(in crate::report) fn has_ground(outcome: &Outcome<'_>) -> bool {
    let ground = ground(outcome);
    ground.binding && ground.judged
}

fn ground(outcome: &Outcome<'_>) -> words::Ground {
    let binding = || outcome.instruments.iter().filter(|a| a.binding);
    let judged = |(active, _, tally, _): &(Active<'_>, _, Coverage, _)| active.binding && tally.judged > 0;
    let columns = |(active, _, tally, _): &(Active<'_>, _, Coverage, _)| active.binding && tally.breaches > 0;
    words::Ground {
        binding: binding().next().is_some(),
        judged: outcome.coverage.iter().any(|c| judged(c) || columns(c)),
        supposed: binding().next().is_some() && binding().all(|a| a.status != Status::InForce),
        unchecked: count(outcome, CoverageStatus::NotChecked),
        doubts: outcome.summary.warnings,
        waived: outcome.summary.waived,
    }
}
