//! The leader's page: the verdict, what it rests on, the numbers, what to put right first, who and what complies.

use super::bar::bar;
use super::escape::esc;
use super::{Page, end_table, labelled, table};
use crate::audit::{Cause, Levels, Line, Overview, Verdict, Who};
use crate::law::Status;
use crate::model::Text;
use crate::report::table::{cause_of, department, has_ground, verdict};
use crate::report::{uri, words};
use std::io::{self, Write};

/// Causes on the first page.
const CAUSES: usize = 10;
/// Articles and departments on the first page, which is to be one page of paper.
const FIRST: usize = 8;
/// The same where files that were not audited take room, and as many of these are named.
const FEWER: usize = 3;
/// Departments listed at most.
const MOST: usize = 300;

impl Page<'_> {
    pub(super) fn leader(&self, out: &mut dyn Write) -> io::Result<()> {
        let overview = self.outcome.overview();
        self.part(0, out)?;
        let class = match self.outcome.summary.verdict() {
            Verdict::Clean if has_ground(self.outcome) && self.outcome.summary.waived == 0 => "clean",
            Verdict::Clean => "open",
            Verdict::Violations => "violations",
            Verdict::Incomplete => "incomplete",
        };
        writeln!(
            out,
            "<p class=\"verdict {class}\">{}</p>",
            self.say(&verdict(self.outcome))
        )?;
        self.numbers(&overview, out)?;
        self.not_audited(out)?;
        self.instruments(out)?;
        self.causes(&overview, out)?;
        self.articles(self.first(), out)?;
        self.departments(&overview, self.first(), out)?;
        writeln!(out, "</section>")
    }

    /// Articles and departments that the first page has room for.
    fn first(&self) -> usize {
        let unread = self.outcome.inputs.iter().any(|i| i.error.is_some());
        if unread { FEWER } else { FIRST }
    }

    fn numbers(&self, overview: &Overview<'_>, out: &mut dyn Write) -> io::Result<()> {
        let summary = &self.outcome.summary;
        let rate = overview.compliant;
        let rate = rate.map_or_else(|| "—".to_owned(), |n| words::percent(n, overview.resources));
        let named = overview
            .departments
            .iter()
            .filter(|d| d.who == Who::Named)
            .count();
        let values = [
            rate,
            summary.errors.to_string(),
            summary.warnings.to_string(),
            summary.infos.to_string(),
            overview.resources.to_string(),
            named.to_string(),
            summary.files.to_string(),
            summary.rows.to_string(),
        ];
        let classes = ["rate", "error", "warning", "info", "", "", "", ""];
        writeln!(
            out,
            "<dl class=\"numbers\" aria-label=\"{}\">",
            self.say(&words::html::counts())
        )?;
        let heads = words::html::count_heads(self.lang());
        for ((head, value), class) in heads.iter().zip(&values).zip(classes) {
            writeln!(
                out,
                "<div class=\"{class}\"><dt>{}</dt><dd>{}</dd></div>",
                esc(head),
                esc(value)
            )?;
        }
        writeln!(out, "</dl>")?;
        let mut facts = vec![words::rate(overview.compliant, overview.resources)];
        if summary.waived > 0 {
            facts.push(words::waived_count(summary.waived));
            facts.extend(overview.compliant.map(|_| words::rate_as_is()));
        }
        let columns = overview.columns.findings();
        if columns > 0 {
            facts.push(words::missing_apart(columns));
        }
        facts.push(self.requirements());
        facts.iter().try_for_each(|fact| self.note(fact, out))
    }

    fn not_audited(&self, out: &mut dyn Write) -> io::Result<()> {
        let stopped = || self.outcome.inputs.iter().filter(|i| i.error.is_some());
        let all = stopped().count();
        if all == 0 {
            return Ok(());
        }
        self.heading(&words::html::not_audited(), out)?;
        writeln!(out, "<ul class=\"stopped\">")?;
        for input in stopped().take(FEWER) {
            let Some(error) = &input.error else { continue };
            let said = words::not_read(&input.path, &error.message);
            writeln!(out, "<li>{}</li>", self.say(&said))?;
        }
        writeln!(out, "</ul>")?;
        if all > FEWER {
            self.note(&words::html::goes_on(FEWER, all), out)?;
        }
        Ok(())
    }

    fn instruments(&self, out: &mut dyn Write) -> io::Result<()> {
        self.heading(&words::html::instruments(), out)?;
        table("plain", &words::html::instrument_heads(self.lang()), out)?;
        for active in &self.outcome.instruments {
            let instrument = &active.pack.instrument;
            let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "—".to_owned(), |d| d.to_string());
            let in_force = active.status == Status::InForce;
            let said = [
                words::state(instrument, self.context.as_of)
                    .of(self.lang())
                    .to_owned(),
                day(instrument.effective),
                day(instrument.expires),
                words::html::weight(active.binding, in_force)
                    .of(self.lang())
                    .to_owned(),
            ];
            let heads = words::html::instrument_heads(self.lang());
            let cells: Vec<_> = heads.into_iter().skip(1).zip(said).collect();
            write!(out, "<tr><th scope=\"row\">{}</th>", self.say(&instrument.title))?;
            labelled(&cells, out)?;
            writeln!(out, "</tr>")?;
        }
        end_table(out)?;
        for active in &self.outcome.instruments {
            if active.status != Status::InForce {
                let standing = words::standing(&active.pack.instrument, active.status, self.context.as_of);
                self.note(&words::judged_as(&standing, active.binding), out)?;
                if let Some(see) = active.see {
                    self.note(&words::see(see, self.context.as_of), out)?;
                }
            }
        }
        Ok(())
    }

    fn causes(&self, overview: &Overview<'_>, out: &mut dyn Write) -> io::Result<()> {
        let causes = &overview.causes;
        if causes.is_empty() {
            return writeln!(out, "<p>{}</p>", self.say(&self.nothing()));
        }
        self.heading(&words::causes(CAUSES.min(causes.len()), causes.len()), out)?;
        let rated = overview.compliant.is_some();
        let heads = words::html::cause_heads(self.lang());
        table(
            "causes",
            heads.get(..5 + usize::from(rated)).unwrap_or_default(),
            out,
        )?;
        let most = causes
            .iter()
            .take(CAUSES)
            .map(|c| c.levels.findings())
            .max()
            .unwrap_or(0);
        for (number, cause) in causes.iter().take(CAUSES).enumerate() {
            self.cause(number + 1, cause, most, rated, out)?;
        }
        end_table(out)?;
        if rated {
            self.note(&words::would_comply(), out)?;
        }
        Ok(())
    }

    fn cause(
        &self,
        number: usize,
        cause: &Cause<'_>,
        most: u64,
        rated: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let ids: Vec<&str> = cause.requirements.iter().map(|(_, r)| r.id.as_str()).collect();
        let levels = cause.levels;
        let n = levels.findings();
        write!(
            out,
            "<tr><td>{number}</td><th scope=\"row\">{} <code>{}</code></th><td class=\"drawn\">",
            self.say(&cause_of(cause, self.outcome)),
            esc(&ids.join(" ")),
        )?;
        let parts = [
            ("error", levels.errors),
            ("warning", levels.warnings),
            ("info", levels.infos),
        ];
        bar(&parts, most, out)?;
        let share = words::percent(n, self.outcome.summary.findings());
        write!(out, "</td><td>{n}</td><td>{}</td>", esc(&share))?;
        if rated {
            write!(out, "<td>{}</td>", cause.would_comply)?;
        }
        writeln!(out, "</tr>")
    }

    /// That there are no findings, and what that is worth.
    pub(super) fn nothing(&self) -> Text {
        match self.outcome.summary.verdict() {
            _ if self.outcome.summary.tables == 0 => words::html::nothing_audited(),
            Verdict::Incomplete => words::html::no_findings_so_far(),
            Verdict::Clean | Verdict::Violations => words::html::no_findings(),
        }
    }

    /// The first so many articles.
    pub(super) fn articles(&self, shown: usize, out: &mut dyn Write) -> io::Result<()> {
        let articles = &self.articles;
        if articles.is_empty() {
            return Ok(());
        }
        self.heading(&words::html::by_article(), out)?;
        self.note(&words::html::articles_told(), out)?;
        table("chart", &words::html::article_heads(self.lang()), out)?;
        let several = self.outcome.instruments.len() > 1;
        for article in articles.iter().take(shown) {
            let (failed, found) = (article.failed, article.findings);
            write!(
                out,
                "<tr><th scope=\"row\">{}</th><td class=\"drawn\">",
                link(
                    "article",
                    &article.key(),
                    &article.name(several, self.lang()),
                    found
                )
            )?;
            let parts = [
                ("pass", article.passed),
                ("error", failed.errors),
                ("warning", failed.warnings),
                ("info", failed.infos),
            ];
            bar(&parts, article.checked(), out)?;
            writeln!(
                out,
                "</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                article.checked(),
                article.passed,
                found.errors,
                found.warnings,
                found.infos
            )?;
        }
        end_table(out)?;
        if shown < articles.len() {
            self.note(&words::html::goes_on(shown, articles.len()), out)?;
        }
        Ok(())
    }

    /// The first so many departments.
    pub(super) fn departments(
        &self,
        overview: &Overview<'_>,
        shown: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lines = &overview.departments;
        if lines.is_empty() {
            return Ok(());
        }
        self.heading(&words::html::by_department(), out)?;
        self.note(&words::each_its_own(), out)?;
        if overview.compliant.is_some() {
            self.note(&words::html::departments_told(), out)?;
        }
        table("chart wide", &words::html::department_heads(self.lang()), out)?;
        lines
            .iter()
            .take(shown)
            .try_for_each(|line| self.department(line, out))?;
        end_table(out)?;
        match shown < lines.len() {
            true if shown < MOST => self.note(&words::html::goes_on(shown, lines.len()), out),
            true => self.note(&words::html::cut(shown, lines.len()), out),
            false => Ok(()),
        }
    }

    /// Every article and department, where the first page did not have room for them.
    pub(super) fn all_bars(&self, out: &mut dyn Write) -> io::Result<()> {
        let overview = self.outcome.overview();
        if self.articles.len() > self.first() {
            self.articles(self.articles.len(), out)?;
        }
        if overview.departments.len() > self.first() {
            self.departments(&overview, MOST, out)?;
        }
        Ok(())
    }

    fn department(&self, line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
        let name = department(line);
        let name = name.of(self.lang());
        write!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"drawn\">",
            link("department", name, name, line.levels)
        )?;
        if let Some(compliant) = line.compliant {
            let broken = line.resources.saturating_sub(compliant);
            bar(&[("pass", compliant), ("error", broken)], line.resources, out)?;
        }
        let known = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
        writeln!(
            out,
            "</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            esc(&known(line.compliant.map(|n| words::percent(n, line.resources)))),
            line.resources,
            known(line.compliant.map(|n| n.to_string())),
            line.levels.errors,
            line.levels.warnings,
            line.levels.infos,
            line.columns.findings()
        )
    }
}

/// A name that leads to its findings, where it has any.
fn link(filter: &str, value: &str, name: &str, found: Levels) -> String {
    let name = esc(name);
    if found.findings() == 0 {
        return name.to_string();
    }
    format!("<a href=\"#{filter}={}\">{name}</a>", uri::value(value))
}
