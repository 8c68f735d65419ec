//! A comparison written: for people on a terminal and in documents, for spreadsheets, for programs.

use super::compare::{Change, Comparison, Department, State};
use super::counts::Counts;
use super::raw::Citation;
use super::snapshot::Finding;
use super::told::{Counted, article_heads, department_heads};
use super::words;
use crate::model::{Lang, Text, visible};
use crate::report::inspect::{Listing, Page, Sheet, json, line};
use crate::report::markdown::escaped;
use crate::report::words::severity;
use serde::Serialize;
use std::io::{self, Write};

/// How many of each state are listed for people.
const LISTED: usize = 50;

#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    #[serde(flatten)]
    compared: Compared<'a>,
}

/// What programs read, in a report of its own or at the end of another.
#[derive(Serialize)]
pub(super) struct Compared<'a> {
    reports: Vec<ReportJson<'a>>,
    notes: Vec<&'a str>,
    summary: Summary,
    departments: Vec<DepartmentJson<'a>>,
    articles: Vec<ArticleJson<'a>>,
    not_audited: Vec<Reason<'a>>,
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Serialize)]
struct ReportJson<'a> {
    path: &'a str,
    as_of: Option<chrono::NaiveDate>,
    findings: u64,
}

#[derive(Serialize)]
struct Summary {
    #[serde(flatten)]
    counts: Rated,
    added: Levels,
}

#[derive(Serialize)]
struct Levels {
    errors: u64,
    warnings: u64,
    infos: u64,
}

#[derive(Serialize)]
struct Rated {
    #[serde(flatten)]
    counts: Counts,
    rate: Option<f64>,
}

impl From<Counts> for Rated {
    fn from(counts: Counts) -> Self {
        Self {
            rate: counts.rate(),
            counts,
        }
    }
}

#[derive(Serialize)]
struct DepartmentJson<'a> {
    department: Option<&'a str>,
    resources: Option<Resources>,
    #[serde(flatten)]
    counts: Rated,
}

#[derive(Serialize)]
struct Resources {
    before: u64,
    now: u64,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    jurisdiction: &'a str,
    citation: &'a Citation,
    #[serde(flatten)]
    counts: Rated,
}

#[derive(Serialize)]
struct Reason<'a> {
    code: &'a str,
    #[serde(rename = "reason")]
    text: String,
    findings: u64,
}

#[derive(Serialize)]
struct Why<'a> {
    code: &'a str,
    text: String,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    state: State,
    reason: Option<Why<'a>>,
    finding: &'a Finding,
}

impl Comparison {
    /// Writes it whole.
    pub fn write(&self, listing: Listing, page: Page, out: &mut dyn Write) -> io::Result<()> {
        match listing {
            Listing::Json => json(
                &Whole {
                    schema: "dataaudit-diff/1",
                    compared: self.json(page.lang),
                },
                out,
            ),
            Listing::Csv => grid(&sheet(self.listed(), page.lang), listing, page, out),
            Listing::Table | Listing::Markdown => {
                self.head(listing, page, out)?;
                for state in [State::New, State::Returned, State::Settled, State::NotAudited] {
                    self.of_state(state, listing, page, out)?;
                }
                Ok(())
            }
        }
    }

    /// The counts, by department and provision: what stands at the end of a report for people.
    pub fn head(&self, listing: Listing, page: Page, out: &mut dyn Write) -> io::Result<()> {
        let lang = page.lang;
        title(out, listing, &words::heading(), lang)?;
        let mut say = |text: &Text| paragraph(out, listing, page, text.of(lang));
        self.sentences().iter().try_for_each(&mut say)?;
        if self.changes.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        grid(&self.departments(lang), listing, page, out)?;
        writeln!(out)?;
        grid(&self.articles(lang), listing, page, out)
    }

    /// In a line.
    pub fn brief(&self) -> Text {
        words::totals(&self.counts)
    }

    /// As programs read it, for a report of another kind.
    pub fn value(&self, lang: Lang) -> serde_json::Result<serde_json::Value> {
        serde_json::to_value(self.json(lang))
    }

    fn json(&self, lang: Lang) -> Compared<'_> {
        let [errors, warnings, infos] = self.added;
        let reports = self.reports.iter();
        Compared {
            reports: reports
                .map(|(path, as_of, findings)| ReportJson {
                    path,
                    as_of: *as_of,
                    findings: *findings,
                })
                .collect(),
            notes: self.notes.iter().map(|n| n.of(lang)).collect(),
            summary: Summary {
                counts: self.counts.into(),
                added: Levels {
                    errors,
                    warnings,
                    infos,
                },
            },
            departments: self.departments.iter().map(department).collect(),
            articles: self
                .articles
                .iter()
                .map(|(jurisdiction, citation, counts)| ArticleJson {
                    jurisdiction,
                    citation,
                    counts: (*counts).into(),
                })
                .collect(),
            not_audited: self
                .unseen
                .iter()
                .map(|(why, findings)| Reason {
                    code: why.code(),
                    text: why.text().of(lang).to_owned(),
                    findings: *findings,
                })
                .collect(),
            changes: self.listed().map(|c| change(c, lang)).collect(),
        }
    }

    /// All but those that stand in the last report as they stood before.
    fn listed(&self) -> impl Iterator<Item = &Change> {
        let said = |c: &&Change| !matches!(c.state, State::Remaining | State::Waived);
        self.changes.iter().filter(said)
    }

    fn of_state(&self, state: State, listing: Listing, page: Page, out: &mut dyn Write) -> io::Result<()> {
        let all: Vec<&Change> = self.changes.iter().filter(|c| c.state == state).collect();
        if all.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        title(out, listing, &words::state(state), page.lang)?;
        let shown = all.iter().copied().take(LISTED);
        grid(&sheet(shown, page.lang), listing, page, out)?;
        if all.len() > LISTED {
            paragraph(out, listing, page, words::capped(LISTED, all.len()).of(page.lang))?;
        }
        Ok(())
    }

    fn departments(&self, lang: Lang) -> Sheet {
        let heads = department_heads();
        let heads: Vec<&str> = heads.iter().map(|h| h.of(lang)).collect();
        let mut sheet = Sheet::new(&heads, &[]);
        let lines = self.by_department(lang).into_iter();
        sheet.rows = lines.map(counted).collect();
        sheet
    }

    fn articles(&self, lang: Lang) -> Sheet {
        let heads = article_heads();
        let heads: Vec<&str> = heads.iter().map(|h| h.of(lang)).collect();
        let mut sheet = Sheet::new(&heads, &[]);
        let lines = self.by_article(&str::to_owned).into_iter().map(counted);
        sheet.rows = lines
            .map(|mut row| {
                row.pop();
                row
            })
            .collect();
        sheet
    }
}

fn sheet<'a>(changes: impl Iterator<Item = &'a Change>, lang: Lang) -> Sheet {
    let heads = words::change_heads();
    let heads: Vec<&str> = heads.iter().map(|h| h.of(lang)).collect();
    let mut sheet = Sheet::new(&heads, &[&[0, 1, 2, 3], &[4, 5, 6], &[7, 8]]);
    sheet.rows = changes.map(|c| row(c, lang)).collect();
    sheet
}

/// Rows under their heads; on a page for the web nothing in a cell is markup.
fn grid(sheet: &Sheet, listing: Listing, page: Page, out: &mut dyn Write) -> io::Result<()> {
    if listing != Listing::Markdown {
        return sheet.write(listing, page, out);
    }
    let line = |row: &[String]| {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    writeln!(out, "{}", line(&sheet.head))?;
    writeln!(out, "|{}", "---|".repeat(sheet.head.len()))?;
    sheet
        .rows
        .iter()
        .try_for_each(|row| writeln!(out, "{}", line(row)))?;
    writeln!(out)
}

fn counted(counted: Counted) -> Vec<String> {
    let mut row = vec![counted.name];
    row.extend(counted.numbers.map(|n| n.to_string()));
    let last = [counted.rate, counted.resources];
    row.extend(last.map(|text| text.unwrap_or_else(|| "–".to_owned())));
    row
}

fn department(department: &Department) -> DepartmentJson<'_> {
    DepartmentJson {
        department: department.name.as_deref(),
        resources: department
            .resources
            .map(|(before, now)| Resources { before, now }),
        counts: department.counts.into(),
    }
}

fn change(change: &Change, lang: Lang) -> ChangeJson<'_> {
    ChangeJson {
        state: change.state,
        reason: change.why.as_ref().map(|why| Why {
            code: why.code(),
            text: why.text().of(lang).to_owned(),
        }),
        finding: &change.finding,
    }
}

fn row(change: &Change, lang: Lang) -> Vec<String> {
    let finding = &change.finding;
    let at = match &finding.cell {
        Some(cell) => cell.clone(),
        None => words::row(finding.row).of(lang).to_owned(),
    };
    let sheet = finding
        .sheet
        .as_ref()
        .map(|s| format!("{s} "))
        .unwrap_or_default();
    let said = change.why.as_ref().map(|why| why.text().of(lang).to_owned());
    let said = said.map(|why| format!("{} {why}", finding.message));
    let shown = |text: &Option<String>| visible(text.as_deref().unwrap_or_default());
    vec![
        words::state(change.state).of(lang).to_owned(),
        severity(finding.severity, lang).to_owned(),
        finding.requirement.clone(),
        finding.citation.text.clone(),
        visible(&format!("{} {sheet}{at}", finding.file)),
        shown(&finding.provider),
        shown(&finding.catalog_name),
        visible(&said.unwrap_or_else(|| finding.message.clone())),
        finding.fingerprint.clone(),
    ]
}

fn title(out: &mut dyn Write, listing: Listing, text: &Text, lang: Lang) -> io::Result<()> {
    let text = text.of(lang);
    match listing {
        Listing::Markdown => writeln!(out, "## {text}\n"),
        _ => writeln!(out, "── {text} ──"),
    }
}

fn paragraph(out: &mut dyn Write, listing: Listing, page: Page, text: &str) -> io::Result<()> {
    match listing {
        Listing::Markdown => writeln!(out, "{}\n", escaped(text)),
        _ => line(out, page, "", text),
    }
}
