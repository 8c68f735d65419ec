//! A comparison written: for people on a terminal and in documents, and for spreadsheets.

use super::change::{Change, State};
use super::compare::Comparison;
use super::told::{Counted, article_heads, department_heads};
use super::{shape, words};
use crate::model::{Lang, Text, visible};
use crate::report::inspect::{Listing, Page, Sheet, json, line};
use crate::report::markdown::escaped;
use crate::report::words::severity;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many of each state are listed for people.
const LISTED: usize = 50;

impl Comparison {
    /// Writes it whole.
    pub fn write(&self, listing: Listing, page: Page, out: &mut dyn Write) -> io::Result<()> {
        match listing {
            Listing::Json => json(&shape::whole(self, page.lang), out),
            Listing::Csv => grid(&sheet(self.listed(), page.lang), listing, page, out),
            Listing::Table | Listing::Markdown => {
                self.head(listing, page, out)?;
                let mut sections: BTreeMap<Section, Vec<&Change>> = BTreeMap::new();
                for (section, change) in self.sorted() {
                    sections.entry(section).or_default().push(change);
                }
                let mut sections = sections.into_iter();
                sections.try_for_each(|(section, all)| write_section(section, &all, listing, page, out))
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

    /// All but those that stand in the last report as they stood before.
    pub(super) fn listed(&self) -> impl Iterator<Item = &Change> {
        self.sorted().map(|(_, change)| change)
    }

    fn sorted(&self) -> impl Iterator<Item = (Section, &Change)> {
        let changes = self.changes.iter();
        changes.filter_map(|change| Some((Section::of(change)?, change)))
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

/// What changes are listed under, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    New,
    Returned,
    Lapsed,
    Excused,
    Settled,
    NotAudited,
}

impl Section {
    /// `None` where a finding stands as it stood before, or came waived: the last report tells of it.
    fn of(change: &Change) -> Option<Self> {
        match change.state {
            State::New => Some(Self::New),
            State::Returned => Some(Self::Returned),
            State::Remaining => change.has_lapsed().then_some(Self::Lapsed),
            State::Waived => change.is_excused().then_some(Self::Excused),
            State::Settled => Some(Self::Settled),
            State::NotAudited => Some(Self::NotAudited),
        }
    }

    fn title(self) -> Text {
        match self {
            Self::New => words::state(State::New),
            Self::Returned => words::state(State::Returned),
            Self::Lapsed => words::lapsed(),
            Self::Excused => words::excused(),
            Self::Settled => words::state(State::Settled),
            Self::NotAudited => words::state(State::NotAudited),
        }
    }
}

fn write_section(
    section: Section,
    all: &[&Change],
    listing: Listing,
    page: Page,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out)?;
    title(out, listing, &section.title(), page.lang)?;
    let shown = all.iter().copied().take(LISTED);
    grid(&sheet(shown, page.lang), listing, page, out)?;
    if all.len() > LISTED {
        paragraph(out, listing, page, words::capped(LISTED, all.len()).of(page.lang))?;
    }
    Ok(())
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
        Section::of(change)
            .map_or_else(|| words::state(change.state), Section::title)
            .of(lang)
            .to_owned(),
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
