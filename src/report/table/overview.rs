//! What an audit leader asks, above the findings: the verdict, whose resources comply, which provisions are broken, what
//! to put right first. One line where the findings can be taken in at a glance.

use super::Page;
use crate::audit::{Article, Cause, Levels, Line, MOST_DEPARTMENTS, Outcome, Overview, Who};
use crate::law::Requirement;
use crate::model::{Severity, Text, visible};
use crate::report::words;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use std::io::{self, Write};

/// Up to so many findings are told in one line: the groups below are no longer than a summary of them.
const FEW: u64 = 9;
/// Provisions and causes that are listed.
const FIRST: usize = 10;
/// Requirements that are named of a department.
pub(in crate::report) const TOP: usize = 3;

impl Page<'_> {
    pub(super) fn overview(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let overview = outcome.overview();
        let verdict = self.bold(self.say(&super::footer::verdict(outcome)));
        let facts = self.facts(outcome, &overview);
        let few = outcome.summary.findings() <= FEW;
        if few {
            let facts = facts.join(self.apart());
            let stop = words::sentence_end(self.context.lang);
            self.line(out, "", &format!("{verdict}{stop}{facts}"))?;
        } else {
            self.line(out, "", &verdict)?;
            for fact in facts {
                self.line(out, "  ", &fact)?;
            }
            self.articles(&overview.articles, out)?;
            self.causes(&overview, outcome, out)?;
        }
        if self.context.by_department {
            self.departments(&overview.departments, few, out)?;
        }
        writeln!(out)
    }

    fn facts(&self, outcome: &Outcome<'_>, overview: &Overview<'_>) -> Vec<String> {
        let of = |who| overview.departments.iter().filter(move |d| d.who == who);
        let named = of(Who::Named).count() as u64;
        let unstated = of(Who::Unstated).map(|d| d.rows).sum();
        let summary = &outcome.summary;
        let levels = Levels {
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
        };
        let mut facts = Vec::new();
        if !overview.departments.is_empty() {
            facts.push(self.say(&words::departments(named, unstated)).to_owned());
            facts.push(
                self.say(&words::rate(overview.compliant, overview.resources))
                    .to_owned(),
            );
        }
        if summary.waived > 0 {
            facts.push(self.say(&words::waived_count(summary.waived)).to_owned());
            if overview.compliant.is_some() {
                facts.push(self.say(&words::rate_as_is()).to_owned());
            }
        }
        if levels.findings() > 0 {
            let mut found = self.levels(levels);
            let columns = overview.columns.findings();
            if columns > 0 {
                found.push_str(words::comma(self.context.lang));
                found.push_str(self.say(&words::missing_apart(columns)));
            }
            facts.push(found);
        }
        facts
    }

    /// `违规 3 · 存疑 1`; levels without a finding are left out.
    fn levels(&self, levels: Levels) -> String {
        let of = [
            (Severity::Error, levels.errors),
            (Severity::Warning, levels.warnings),
            (Severity::Info, levels.infos),
        ];
        let found = of.into_iter().filter(|&(_, n)| n > 0);
        let told: Vec<String> = found
            .map(|(s, n)| format!("{} {}", self.severity(s), self.say(&words::count(n))))
            .collect();
        told.join(" · ")
    }

    /// The provisions, those of one instrument together, the first instrument the one broken worst.
    fn articles(&self, articles: &[Article<'_>], out: &mut dyn Write) -> io::Result<()> {
        let shown = articles.get(..FIRST.min(articles.len())).unwrap_or_default();
        let head = words::articles(shown.len(), articles.len());
        self.line(out, "  ", &self.bold(self.say(&head)))?;
        let mut instruments: Vec<(&Text, Vec<String>)> = Vec::new();
        for article in shown {
            let title = &article.active.pack.instrument.title;
            let told = format!("{} {}", article.citation, self.levels(article.levels));
            match instruments.iter_mut().find(|(t, _)| *t == title) {
                Some((_, list)) => list.push(told),
                None => instruments.push((title, vec![told])),
            }
        }
        for (title, list) in instruments {
            let told = Text::same(list.join(self.apart()));
            self.line(out, "    ", self.say(&words::entitled(title, &told)))?;
        }
        Ok(())
    }

    fn causes(&self, overview: &Overview<'_>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let causes = &overview.causes;
        let head = words::causes(FIRST.min(causes.len()), causes.len());
        self.line(out, "  ", &self.bold(self.say(&head)))?;
        let lang = self.context.lang;
        let mut table = self.sheet(&words::cause_heads(lang), 4);
        for (number, cause) in causes.iter().take(FIRST).enumerate() {
            table.add_row(self.cause(number + 1, cause, overview, outcome));
        }
        print(&table, out)?;
        if overview.compliant.is_some() {
            self.line(out, "    ", self.say(&words::would_comply()))?;
        }
        Ok(())
    }

    fn cause(
        &self,
        number: usize,
        cause: &Cause<'_>,
        all: &Overview<'_>,
        outcome: &Outcome<'_>,
    ) -> [String; 5] {
        let what = cause_of(cause, outcome);
        let ids: Vec<&str> = cause.requirements.iter().map(|(_, r)| r.id.as_str()).collect();
        let n = cause.levels.findings();
        let comply = all
            .compliant
            .map_or_else(|| "—".to_owned(), |_| cause.would_comply.to_string());
        [
            number.to_string(),
            n.to_string(),
            words::percent(n, outcome.summary.findings()),
            comply,
            self.say(&words::named(&what, &ids.join(" "))).to_owned(),
        ]
    }

    fn departments(&self, lines: &[Line<'_>], apart: bool, out: &mut dyn Write) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        let indent = if apart { "" } else { "  " };
        self.line(out, indent, self.say(&words::each_its_own()))?;
        let mut table = self.sheet(&words::department_heads(self.context.lang), 8);
        table.set_content_arrangement(ContentArrangement::Disabled);
        if let Some(first) = table.column_mut(0) {
            first.set_cell_alignment(CellAlignment::Left);
        }
        table.add_rows(lines.iter().map(|line| self.department(line)));
        let mut rows = table.lines();
        writeln!(out, "   {}", rows.next().unwrap_or_default().trim_end())?;
        let label = words::label("      多在", "      mostly", self.context.lang);
        rows.zip(lines).try_for_each(|(row, line)| {
            writeln!(out, "   {}", row.trim_end())?;
            match self.top(line) {
                top if top.is_empty() => Ok(()),
                top => self.line(out, &label, &top),
            }
        })
    }

    /// What is broken most at a department's rows.
    fn top(&self, line: &Line<'_>) -> String {
        let told = |(_, r, n): &(_, &Requirement, Levels)| {
            let n = words::count(n.findings());
            format!("{} {}", r.id, self.say(&n))
        };
        let top: Vec<String> = line.requirements.iter().take(TOP).map(told).collect();
        top.join(self.apart())
    }

    fn department(&self, line: &Line<'_>) -> [String; 8] {
        let known = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
        [
            department(line).of(self.context.lang).to_owned(),
            line.resources.to_string(),
            known(line.compliant.map(|n| n.to_string())),
            known(line.compliant.map(|n| words::percent(n, line.resources))),
            line.levels.errors.to_string(),
            line.levels.warnings.to_string(),
            line.levels.infos.to_string(),
            line.columns.findings().to_string(),
        ]
    }

    /// A table whose columns up to one hold numbers.
    fn sheet(&self, head: &[&str], numbers: usize) -> Table {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(self.context.width.saturating_sub(4).min(usize::from(u16::MAX)) as u16);
        table.set_header(head);
        for column in table.column_iter_mut().take(numbers) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        table
    }
}

fn print(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    table
        .lines()
        .try_for_each(|line| writeln!(out, "   {}", line.trim_end()))
}

/// What is to be put right.
pub(in crate::report) fn cause_of(cause: &Cause<'_>, outcome: &Outcome<'_>) -> Text {
    let field = outcome.vocabulary.entry(cause.field).text();
    // What two tables do not agree on is not wrong by itself.
    let between = |(_, r): &(_, &Requirement)| r.across().is_some() && r.check().is_none();
    if cause.requirements.iter().all(between) {
        words::cause_between(&field)
    } else {
        words::cause(&field, cause.class)
    }
}

/// What a department is called in reports.
pub(in crate::report) fn department(line: &Line<'_>) -> Text {
    match line.who {
        Who::Named => Text::same(visible(line.name.trim())),
        Who::Unstated => words::unstated(),
        Who::Others => words::others(MOST_DEPARTMENTS),
    }
}
