//! One letter: a template with what was found of one department. Knows no file.

use super::super::inspect::{Asked, Days};
use super::super::words::{self, notice};
use super::gather::{Gathered, Group, Weight, file_name};
use super::template::{Block, Inline, Piece, Style, Template, Whole};
use super::xml::{ACROSS, Table, annex, paragraph, upright};
use crate::audit::{Active, Outcome, Role};
use crate::law::Requirement;
use crate::model::{DayKind, Lang, Period, Text};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Files named in a letter.
const FILES: usize = 5;
/// Widths of the columns, in twentieths of a point.
const SUMMARY: [u32; 5] = [650, 3600, 1950, 1850, 794];
const LIST: [u32; 7] = [650, 2200, 1900, 2900, 2050, 1958, 2300];

/// What a letter is made of.
pub(super) struct Letter<'a> {
    pub(super) template: &'a Template,
    pub(super) lang: Lang,
    pub(super) as_of: NaiveDate,
    pub(super) days: u16,
    pub(super) department: String,
    /// What the run came to for the department.
    pub(super) outcome: &'a Outcome<'a>,
    pub(super) found: &'a Gathered,
    /// Files of the run that could not be read.
    pub(super) unread: u64,
}

type Line<'a> = (Active<'a>, &'a Requirement, &'a Group);

/// Whether no two files of a run have one name.
pub(super) fn is_short(outcome: &Outcome<'_>) -> bool {
    let mut names = BTreeSet::new();
    outcome
        .inputs
        .iter()
        .all(|i| names.insert(file_name(&i.path, true)))
}

impl Letter<'_> {
    /// The first title, for the properties of the document.
    pub(super) fn title(&self) -> String {
        let title = self.template.blocks.iter().find_map(|block| match block {
            Block::Paragraph(Style::Title, pieces) => Some(self.fill(pieces)),
            Block::Paragraph(..) | Block::Whole(_) | Block::Break => None,
        });
        title.unwrap_or_default()
    }

    /// Writes what stands in the document.
    pub(super) fn body(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut first = true;
        for block in &self.template.blocks {
            match block {
                Block::Paragraph(style, pieces) => {
                    let text = self.fill(pieces);
                    if !text.trim().is_empty() {
                        paragraph(*style, text.trim_end(), out)?;
                    }
                }
                Block::Break => out.write_all(upright(false).as_bytes())?,
                Block::Whole(Whole::Problems) => self.summary(out)?,
                Block::Whole(Whole::Annexes) => self.enclosed(out)?,
                Block::Whole(Whole::List) => self.list(Weight::Duty, &mut first, out)?,
                Block::Whole(Whole::Verify) => self.list(Weight::Doubt, &mut first, out)?,
                Block::Whole(Whole::Reference) => self.list(Weight::Reference, &mut first, out)?,
            }
        }
        if self.template.blocks.contains(&Block::Break) {
            out.write_all(ACROSS.as_bytes())
        } else {
            out.write_all(upright(true).as_bytes())
        }
    }

    fn fill(&self, pieces: &[Piece]) -> String {
        let said = pieces.iter().map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Name(name) => self.name(*name),
        });
        said.collect()
    }

    fn say(&self, text: &Text) -> String {
        text.of(self.lang).to_owned()
    }

    fn name(&self, name: Inline) -> String {
        let period = Period {
            n: self.days,
            days: DayKind::Working,
        };
        match name {
            Inline::Department => self.department.clone(),
            Inline::AsOf => self.say(&notice::day(self.as_of)),
            Inline::Files => self.files(),
            Inline::Instruments => self.instruments(),
            Inline::Scope => self.scope(),
            Inline::Errors => self.found.found(Weight::Duty).to_string(),
            Inline::Requirements => self.lines(Weight::Duty).count().to_string(),
            Inline::Doubts => self.say(&notice::doubts(self.found.found(Weight::Doubt))),
            Inline::Days => self.days.to_string(),
            Inline::Due => {
                let clock = &self.outcome.clock;
                self.say(&notice::due(clock.calendar.after(self.as_of, period, false)))
            }
            Inline::Sum => {
                let days = Days::new(&self.outcome.clock, self.as_of, Asked::After(period));
                let lines = days.map(|d| d.lines()).unwrap_or_default();
                let lines: Vec<&str> = lines.iter().map(|l| l.of(self.lang).trim()).collect();
                lines.join(if self.lang == Lang::Zh { "；" } else { "; " })
            }
        }
    }

    fn files(&self) -> String {
        let short = is_short(self.outcome);
        let audited = self.outcome.inputs.iter().filter(|i| i.role == Role::Audited);
        let names: Vec<String> = audited
            .map(|i| self.say(&notice::file(file_name(&i.path, short))))
            .collect();
        let mut said = names
            .get(..FILES.min(names.len()))
            .unwrap_or_default()
            .join(notice::and(self.lang));
        if names.len() > FILES {
            if self.lang == Lang::En {
                said.push(' ');
            }
            said.push_str(notice::and_more_files(names.len()).of(self.lang));
        }
        said
    }

    /// Only those in force: nothing else is a basis.
    fn instruments(&self) -> String {
        let bind = self.outcome.instruments.iter().map(|a| &a.pack.instrument);
        let bind = bind.filter(|i| i.binding(self.as_of));
        let named: Vec<String> = bind.map(|i| self.say(&notice::instrument(i))).collect();
        named.join(notice::and(self.lang))
    }

    fn scope(&self) -> String {
        let summary = &self.outcome.summary;
        let overview = self.outcome.overview();
        // What is only supposed to bind says nothing of who complies.
        let supposed = |a: &Active<'_>| a.binding && !a.pack.instrument.binding(self.as_of);
        let compliant = overview
            .compliant
            .filter(|_| !self.outcome.instruments.iter().any(supposed));
        let scope = notice::scope(summary.rows, summary.resources, compliant, self.unread);
        self.say(&notice::beside_waived(&scope, self.found.waived))
    }

    /// The requirements with findings of a weight, in the order of the instruments.
    fn lines(&self, weight: Weight) -> impl Iterator<Item = Line<'_>> {
        self.outcome
            .coverage
            .iter()
            .filter_map(move |(active, requirement, ..)| {
                let id = &active.pack.instrument.id;
                let group = self.found.group(weight, id, &requirement.id)?;
                Some((*active, *requirement, group))
            })
    }

    fn basis(&self, (active, requirement, _): Line<'_>) -> [String; 2] {
        let instrument = &active.pack.instrument;
        let basis = notice::provision(&instrument.title, &requirement.citation.to_string());
        let liability = requirement
            .liability
            .as_ref()
            .filter(|_| instrument.binding(self.as_of));
        let liability = match liability {
            Some(l) => words::liability(l.fit, &l.citation.to_string()),
            None => Text::same("—"),
        };
        [self.say(&basis), self.say(&liability)]
    }

    fn summary(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::begin(&SUMMARY, &notice::summary_heads(self.lang), out)?;
        for (line, number) in self.lines(Weight::Duty).zip(1..) {
            let [basis, liability] = self.basis(line);
            let cells = [
                format!("{number}"),
                self.say(&line.1.summary),
                basis,
                liability,
                line.2.found.to_string(),
            ];
            table.row(cells.iter().map(String::as_str))?;
        }
        table.band(notice::total(self.found.found(Weight::Duty)).of(self.lang), false)?;
        table.end()
    }

    /// The annexes that this letter has, in the order of the template.
    fn annexes(&self) -> impl Iterator<Item = (usize, Weight)> {
        let wholes = self.template.blocks.iter().filter_map(|block| match block {
            Block::Whole(Whole::List) => Some(Weight::Duty),
            Block::Whole(Whole::Verify) => Some(Weight::Doubt),
            Block::Whole(Whole::Reference) => Some(Weight::Reference),
            Block::Whole(Whole::Problems | Whole::Annexes) | Block::Paragraph(..) | Block::Break => None,
        });
        (1..).zip(wholes.filter(|&weight| self.found.found(weight) > 0))
    }

    fn enclosed(&self, out: &mut dyn Write) -> io::Result<()> {
        for (number, weight) in self.annexes() {
            let line = notice::enclosed(number, &title(weight), self.found.found(weight));
            paragraph(Style::Body, line.of(self.lang), out)?;
        }
        Ok(())
    }

    fn list(&self, weight: Weight, first: &mut bool, out: &mut dyn Write) -> io::Result<()> {
        let Some((number, _)) = self.annexes().find(|&(_, w)| w == weight) else {
            return Ok(());
        };
        annex(notice::annex(number, &title(weight)).of(self.lang), *first, out)?;
        *first = false;
        let mut table = Table::begin(&LIST, &notice::list_heads(self.lang), out)?;
        let mut count = 0u64;
        for (line, number) in self.lines(weight).zip(1..) {
            let (active, requirement, group) = line;
            let mut head = notice::group(number, &requirement.summary, group.found);
            let instrument = &active.pack.instrument;
            if !instrument.binding(self.as_of) {
                head = notice::standing(&head, words::status(active.status, self.lang));
            }
            table.band(head.of(self.lang), true)?;
            let [basis, liability] = self.basis(line);
            for entry in &group.entries {
                count += 1;
                let count = count.to_string();
                let cells = [
                    &count,
                    &entry.place,
                    &entry.resource,
                    &entry.problem,
                    &basis,
                    &liability,
                    &entry.demand,
                ];
                table.row(cells.into_iter().map(String::as_str))?;
            }
            let listed = group.entries.len();
            if group.found > listed as u64 {
                table.band(notice::capped(group.found, listed).of(self.lang), false)?;
            }
        }
        table.end()
    }
}

fn title(weight: Weight) -> Text {
    match weight {
        Weight::Duty => notice::list(),
        Weight::Doubt => notice::verify(),
        Weight::Reference => notice::reference(),
    }
}
