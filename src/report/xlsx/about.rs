//! The first sheet: what the workbook is, what the audit came to, by which law, what was read and what was not.

use super::List;
use super::book::Book;
use super::sheet::{Cell, Sheet, Style};
use crate::audit::{CoverageStatus, Input, Outcome};
use crate::law::Status;
use crate::model::{Lang, Severity, Text, table_name};
use crate::report::{Context, reprieve, table, words};
use std::io;

const WIDTHS: &[u16] = &[14, 112];

pub(super) fn write(book: &mut Book, name: &str, list: &List<'_>, outcome: &Outcome<'_>) -> io::Result<()> {
    let lang = list.context.lang;
    let mut sheet = Sheet::new(book, name, WIDTHS);
    sheet.row([(Cell::Text(words::workbook_title().of(lang)), Style::Title)])?;
    sheet.skip();
    let mut page = Page { sheet, lang };
    page.told(&words::label_verdict(), &table::verdict(outcome), Style::Bold)?;
    page.law(outcome, list.context)?;
    page.counts(outcome)?;
    page.all(&words::reprieve_heading(), reprieve::lines(outcome))?;
    for (label, text) in words::about(list.count, list.sheets(), list.compared) {
        page.told(&label, &text, Style::Plain)?;
    }
    page.levels()?;
    page.not_read(outcome)?;
    page.read(outcome)?;
    page.sheet.close()
}

/// Labels and what they introduce.
struct Page<'b> {
    sheet: Sheet<'b>,
    lang: Lang,
}

impl Page<'_> {
    fn told(&mut self, label: &Text, text: &Text, style: Style) -> io::Result<()> {
        let (label, text) = (label.of(self.lang), text.of(self.lang));
        self.sheet
            .row([(Cell::Text(label), Style::Bold), (Cell::Text(text), style)])
    }

    /// Several lines under one label.
    fn all(&mut self, label: &Text, texts: impl IntoIterator<Item = Text>) -> io::Result<()> {
        let blank = Text::default();
        for (n, text) in texts.into_iter().enumerate() {
            self.told(if n == 0 { label } else { &blank }, &text, Style::Plain)?;
        }
        Ok(())
    }

    fn law(&mut self, outcome: &Outcome<'_>, context: &Context) -> io::Result<()> {
        let day = context.as_of;
        self.told(&words::label_tool(), &words::tool(day), Style::Plain)?;
        let instruments = outcome.instruments.iter();
        let titles = instruments.map(|active| words::instrument(&active.pack.instrument, day));
        self.all(&words::label_law(), titles)?;
        for active in outcome.instruments.iter().filter(|a| a.status != Status::InForce) {
            let standing = words::standing(&active.pack.instrument, active.status, day);
            let see = active.see.map(|see| words::see(see, day));
            let judged = words::judged_as(&standing, active.binding);
            self.all(&words::label_note(), [Some(judged), see].into_iter().flatten())?;
        }
        self.all(&words::label_settings(), words::settings(outcome))
    }

    fn counts(&mut self, outcome: &Outcome<'_>) -> io::Result<()> {
        let count = |status| {
            let statuses = outcome.coverage.iter().map(|(_, _, tally, _)| tally.status());
            statuses.filter(|s| *s == status).count() as u64
        };
        let requirements = words::requirements(
            count(CoverageStatus::Passed),
            count(CoverageStatus::Failed),
            count(CoverageStatus::NotApplicable),
            count(CoverageStatus::NotChecked),
        );
        let summary = &outcome.summary;
        let texts = [words::totals(summary), words::levels(summary), requirements];
        self.all(&words::label_counts(), texts)
    }

    fn levels(&mut self) -> io::Result<()> {
        self.told(&words::how_to_read_levels(), &words::three_levels(), Style::Plain)?;
        let levels = [Severity::Error, Severity::Warning, Severity::Info];
        for (level, meaning) in levels.into_iter().zip(words::level_meanings()) {
            let name = Cell::Text(words::severity(level, self.lang));
            let meaning = Cell::Text(meaning.of(self.lang));
            self.sheet
                .row([(name, Style::Of(level)), (meaning, Style::Plain)])?;
        }
        Ok(())
    }

    /// Files and sheets that were named, or found, and not audited.
    fn not_read(&mut self, outcome: &Outcome<'_>) -> io::Result<()> {
        let mut texts = words::left_unread(outcome);
        if texts.is_empty() {
            texts.push(words::all_read());
        }
        self.all(&words::label_not_read(), texts)?;
        let own = words::own_sheets(outcome);
        if own.is_empty() {
            return Ok(());
        }
        self.all(&words::label_own_sheets(), own)
    }

    /// What was read, with the digests that prove it.
    fn read(&mut self, outcome: &Outcome<'_>) -> io::Result<()> {
        let mut label = words::label_read();
        for input in outcome.inputs.iter().filter(|i| !i.sha256.is_empty()) {
            self.all(&label, of_input(input))?;
            label = Text::default();
        }
        Ok(())
    }
}

/// A file, its tables, and what was odd about them.
fn of_input(input: &Input) -> Vec<Text> {
    let format = input.format.as_deref().unwrap_or("?");
    let mut texts = vec![words::evidence(&input.path, format, &input.sha256)];
    texts.extend(words::read_for(input.role));
    for table in &input.tables {
        let sheet = table
            .sheet
            .as_ref()
            .map(|s| format!("{s} · "))
            .unwrap_or_default();
        let header = words::header_rows(&table.header_rows);
        texts.push(words::table_read(
            &sheet,
            &table_name(&table.kind),
            &header,
            table.rows,
            table.resources,
        ));
        texts.extend(table.notes.iter().cloned());
        texts.extend(table.notices.iter().map(|n| n.text.clone()));
        if table.hidden_rows > 0 {
            texts.push(words::hidden_rows(table.hidden_rows));
        }
        if table.skipped > 0 {
            let rows = table.skipped_rows.iter();
            let rows: Vec<Text> = rows.map(|(row, why)| words::skipped_row(*row, why)).collect();
            texts.push(words::skipped_in_all(table.skipped, &rows));
        }
    }
    texts.extend(input.notes.iter().cloned());
    texts
}
