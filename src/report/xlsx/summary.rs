//! The sheets of counts: provisions and causes, requirements, departments. Complete: nothing is capped here.

use super::book::Book;
use super::sheet::{Cell, Sheet, Style};
use crate::audit::{Cause, CoverageStatus, Levels, Line, Outcome, Overview};
use crate::law::Requirement;
use crate::model::Severity;
use crate::report::{Context, table, words};
use std::io;

const TOTALS: &[u16] = &[52, 44, 11, 11, 12, 11];
const REQUIREMENTS: &[u16] = &[26, 40, 26, 18, 8, 10, 10, 10, 48];
const DEPARTMENTS: &[u16] = &[30, 9, 9, 11, 10, 9, 9, 9, 11, 11, 52];

/// 汇总.
pub(super) fn totals(
    book: &mut Book,
    name: &str,
    context: &Context,
    outcome: &Outcome<'_>,
) -> io::Result<()> {
    let (lang, overview) = (context.lang, outcome.overview());
    let mut sheet = Sheet::new(book, name, TOTALS);
    sheet.row([(Cell::Text(table::verdict(outcome).of(lang)), Style::Title)])?;
    let rate = words::rate(overview.compliant, overview.resources);
    sheet.row([(Cell::Text(rate.of(lang)), Style::Note)])?;
    sheet.row([(Cell::Text(words::levels(&outcome.summary).of(lang)), Style::Note)])?;
    if outcome.summary.waived > 0 && overview.compliant.is_some() {
        sheet.row([(Cell::Text(words::rate_as_is().of(lang)), Style::Note)])?;
    }
    let columns = overview.columns.findings();
    if columns > 0 {
        sheet.row([(Cell::Text(words::missing_apart(columns).of(lang)), Style::Note)])?;
    }
    sheet.skip();
    sheet.heads(&words::first_heads())?;
    for cause in &overview.causes {
        put_right(&mut sheet, cause, &overview, context, outcome)?;
    }
    if overview.compliant.is_some() {
        sheet.row([(Cell::Text(words::would_comply().of(lang)), Style::Note)])?;
    }
    sheet.skip();
    sheet.heads(&words::article_heads())?;
    for article in &overview.articles {
        let citation = article.citation.to_string();
        let Levels {
            errors,
            warnings,
            infos,
        } = article.levels;
        let title = article.active.pack.instrument.title.of(lang);
        let counts = [errors, warnings, infos, article.levels.findings()];
        let texts = [title, &citation].map(|t| (Cell::Text(t), Style::Plain));
        sheet.row(texts.into_iter().chain(counts.map(number)))?;
    }
    sheet.close()
}

fn number<'a>(n: u64) -> (Cell<'a>, Style) {
    (Cell::Number(n), Style::Middle)
}

fn put_right(
    sheet: &mut Sheet<'_>,
    cause: &Cause<'_>,
    all: &Overview<'_>,
    context: &Context,
    outcome: &Outcome<'_>,
) -> io::Result<()> {
    let what = table::cause_of(cause, outcome);
    let ids: Vec<&str> = cause.requirements.iter().map(|(_, r)| r.id.as_str()).collect();
    let n = cause.levels.findings();
    let comply = all.compliant.map(|_| cause.would_comply);
    sheet.row([
        (Cell::Text(what.of(context.lang)), Style::Plain),
        (Cell::Text(&ids.join(" ")), Style::Plain),
        number(n),
        (
            Cell::Text(&words::percent(n, outcome.summary.findings())),
            Style::Middle,
        ),
        comply.map_or((Cell::Text("—"), Style::Middle), number),
    ])
}

/// 规则执行情况.
pub(super) fn requirements(
    book: &mut Book,
    name: &str,
    context: &Context,
    outcome: &Outcome<'_>,
) -> io::Result<()> {
    let lang = context.lang;
    let mut sheet = Sheet::new(book, name, REQUIREMENTS);
    sheet.list(&words::requirement_heads(), outcome.coverage.len() as u32, 0, 1)?;
    for (active, requirement, tally, reason) in &outcome.coverage {
        let requirement: &Requirement = requirement;
        let citation = requirement.citation.to_string();
        let status = words::coverage_status(tally.status());
        let style = match tally.status() {
            CoverageStatus::Failed => Style::Of(Severity::Error),
            CoverageStatus::NotChecked => Style::Of(Severity::Warning),
            CoverageStatus::Passed | CoverageStatus::NotApplicable => Style::Middle,
        };
        let reason = reason.as_ref().map_or("", |r| r.of(lang));
        sheet.row([
            (Cell::Text(&requirement.id), Style::Plain),
            (Cell::Text(requirement.summary.of(lang)), Style::Plain),
            (Cell::Text(active.pack.instrument.title.of(lang)), Style::Plain),
            (Cell::Text(&citation), Style::Plain),
            (
                Cell::Text(words::severity(requirement.severity, lang)),
                Style::Middle,
            ),
            (Cell::Text(status.of(lang)), style),
            number(tally.judged),
            number(tally.breaches),
            (Cell::Text(reason), Style::Plain),
        ])?;
    }
    sheet.close()
}

/// 按部门.
pub(super) fn departments(
    book: &mut Book,
    name: &str,
    context: &Context,
    outcome: &Outcome<'_>,
) -> io::Result<()> {
    let lang = context.lang;
    let overview = outcome.overview();
    let mut sheet = Sheet::new(book, name, DEPARTMENTS);
    let lines = &overview.departments;
    let alike = !overview.lookalikes.is_empty();
    let notes = 1 + u32::from(alike);
    sheet.list(&words::department_columns(), lines.len() as u32, notes, 1)?;
    for line in lines {
        department(&mut sheet, line, context)?;
    }
    sheet.row([(Cell::Text(words::each_its_own().of(lang)), Style::Note)])?;
    let pairs = overview.lookalikes.iter();
    let pairs: Vec<String> = pairs.map(|(short, long)| format!("{short} / {long}")).collect();
    if alike {
        let told = words::lookalikes(&pairs.join("; "), pairs.len(), overview.lookalikes_in_all);
        sheet.row([(Cell::Text(told.of(lang)), Style::Note)])?;
    }
    sheet.close()
}

fn department(sheet: &mut Sheet<'_>, line: &Line<'_>, context: &Context) -> io::Result<()> {
    let lang = context.lang;
    let unknown = || (Cell::Text("—"), Style::Middle);
    let rate = line.compliant.map(|n| words::percent(n, line.resources));
    let top = line.requirements.iter().take(table::TOP);
    let top: Vec<String> = top
        .map(|(_, r, n)| format!("{} {}", r.id, n.findings()))
        .collect();
    sheet.row([
        (Cell::Text(table::department(line).of(lang)), Style::Plain),
        number(line.rows),
        number(line.resources),
        line.compliant.map_or_else(unknown, number),
        rate.as_deref()
            .map_or_else(unknown, |rate| (Cell::Text(rate), Style::Middle)),
        number(line.levels.errors),
        number(line.levels.warnings),
        number(line.levels.infos),
        number(line.levels.findings()),
        number(line.columns.findings()),
        (Cell::Text(&top.join("; ")), Style::Plain),
    ])
}
