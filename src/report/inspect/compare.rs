//! Instruments side by side.

use super::{Listing, Page, Provision, Sheet, json, words};
use crate::law::{Pack, Requirement, compare, concept_name};
use crate::model::Severity;
use crate::report::words::severity;
use serde::Serialize;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Concepts by jurisdictions, differences first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    schema: &'static str,
    jurisdictions: Vec<Party>,
    concepts: Vec<Line>,
    totals: Totals,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Party {
    jurisdiction: String,
    name: String,
    title: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Line {
    concept: String,
    name: String,
    differs: bool,
    entries: Vec<Entry>,
}

/// What one jurisdiction asks under a concept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Entry {
    jurisdiction: String,
    requirements: Vec<Asked>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Asked {
    id: String,
    citation: Provision,
    severity: Severity,
    judged: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Totals {
    concepts: usize,
    differ: usize,
}

impl Comparison {
    /// Compares packs, in the order given.
    pub fn new(packs: &[&Pack], page: Page) -> Self {
        let compared = compare(packs);
        let concepts: Vec<Line> = compared
            .iter()
            .map(|c| Line {
                concept: c.concept.to_owned(),
                name: concept_name(c.concept).of(page.lang).to_owned(),
                differs: c.differs(),
                entries: packs.iter().zip(&c.asked).map(|(p, a)| entry(p, a)).collect(),
            })
            .collect();
        Self {
            schema: "dataaudit-compare/1",
            jurisdictions: packs.iter().map(|p| party(p, page)).collect(),
            totals: Totals {
                concepts: concepts.len(),
                differ: concepts.iter().filter(|c| c.differs).count(),
            },
            concepts,
        }
    }

    /// Writes the matrix.
    pub fn write(&self, listing: Listing, page: Page, out: &mut dyn Write) -> io::Result<()> {
        if listing == Listing::Json {
            return json(self, out);
        }
        let [concept, differs] = words::compare_head(page.lang);
        let parties = self.jurisdictions.iter().map(|p| p.name.as_str());
        let head: Vec<&str> = [concept, differs].into_iter().chain(parties).collect();
        let mut sheet = Sheet::new(&head, &[]);
        let rows = |between| self.concepts.iter().map(|line| line.row(between, page)).collect();
        sheet.rows = rows(" ");
        if listing == Listing::Table && !sheet.fits_whole(page.width) {
            sheet.rows = rows("\n");
        }
        if listing == Listing::Table && !sheet.fits(page.width) {
            self.concepts
                .iter()
                .try_for_each(|line| self.block(line, page, out))?;
        } else {
            sheet.write(listing, page, out)?;
        }
        if listing != Listing::Csv {
            let Totals { concepts, differ } = self.totals;
            writeln!(out)?;
            super::line(out, page, "", words::compared(concepts, differ).of(page.lang))?;
        }
        Ok(())
    }
}

impl Comparison {
    /// A concept with a line for each that asks something, where a page is too narrow for all of them side by side.
    fn block(&self, line: &Line, page: Page, out: &mut dyn Write) -> io::Result<()> {
        let head = words::concept_head(&line.name, line.differs);
        super::line(out, page, "", head.of(page.lang))?;
        let widest = self
            .jurisdictions
            .iter()
            .map(|p| p.name.width())
            .max()
            .unwrap_or(0);
        let none = |entry: &&Entry| entry.requirements.is_empty();
        let named = |jurisdiction: &str| {
            let party = self.jurisdictions.iter().find(|p| p.jurisdiction == jurisdiction);
            party.map_or("", |p| p.name.as_str())
        };
        for entry in line.entries.iter().filter(|e| !none(e)) {
            let name = named(&entry.jurisdiction);
            let label = format!("  {name}{}", " ".repeat(widest - name.width() + 2));
            super::line(
                out,
                page,
                &label,
                &entry.asked(" ", page).join(words::semicolon(page.lang)),
            )?;
        }
        let absent: Vec<_> = line
            .entries
            .iter()
            .filter(none)
            .map(|e| named(&e.jurisdiction))
            .collect();
        if absent.is_empty() {
            return Ok(());
        }
        let label = format!("  {}{}", words::nothing_asked(), " ".repeat(widest + 1));
        super::line(out, page, &label, &absent.join(words::comma(page.lang)))
    }
}

impl Line {
    fn row(&self, between: &str, page: Page) -> Vec<String> {
        let differs = words::differs(self.differs).of(page.lang).to_owned();
        let cells = self.entries.iter().map(|entry| entry.cell(between, page));
        [self.name.clone(), differs].into_iter().chain(cells).collect()
    }
}

impl Entry {
    fn cell(&self, between: &str, page: Page) -> String {
        if self.requirements.is_empty() {
            return words::nothing_asked().to_owned();
        }
        self.asked(between, page).join("\n")
    }

    /// Every requirement in a few words, its severity apart from its provision as told.
    fn asked(&self, between: &str, page: Page) -> Vec<String> {
        let one = |asked: &Asked| {
            let mark = severity(asked.severity, page.lang);
            let mark = words::asked(mark, asked.judged);
            format!("{}{between}{}", mark.of(page.lang), asked.citation.text)
        };
        self.requirements.iter().map(one).collect()
    }
}

fn party(pack: &Pack, page: Page) -> Party {
    let instrument = &pack.instrument;
    let called = match page.lang {
        crate::model::Lang::Zh => instrument.names.first(),
        crate::model::Lang::En => None,
    };
    Party {
        jurisdiction: instrument.id.clone(),
        name: called.unwrap_or(&instrument.id).clone(),
        title: instrument.title.of(page.lang).to_owned(),
    }
}

fn entry(pack: &Pack, asked: &[&Requirement]) -> Entry {
    Entry {
        jurisdiction: pack.instrument.id.clone(),
        requirements: asked
            .iter()
            .map(|r| Asked {
                id: r.id.clone(),
                citation: Provision::from(&r.citation),
                severity: r.severity,
                judged: r.is_judged(),
            })
            .collect(),
    }
}
