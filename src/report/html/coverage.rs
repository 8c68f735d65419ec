//! The coverage statement: how each file was read, what was passed over, what was not checked and why, and what became
//! of every requirement.

use super::escape::esc;
use super::{Page, end_table, labelled, table};
use crate::audit::{Active, Coverage, CoverageStatus, Input, Role, TableReport};
use crate::law::Requirement;
use crate::model::{Lang, Text, letters, table_name, visible};
use crate::report::table::{kinds_lacking, left_out, told_unchecked};
use crate::report::words;
use std::io::{self, Write};

/// Rows passed over that are named of a table, files that are named of a reason.
const NAMED: usize = 20;

impl Page<'_> {
    pub(super) fn coverage(&self, out: &mut dyn Write) -> io::Result<()> {
        self.part(2, out)?;
        self.all_bars(out)?;
        self.heading(&words::html::how_read(), out)?;
        let mut told: Vec<(&Input, &TableReport)> = Vec::new();
        for input in &self.outcome.inputs {
            self.input(input, &mut told, out)?;
        }
        for setting in words::settings(self.outcome) {
            self.note(&setting, out)?;
        }
        self.heading(&words::html::left_out(), out)?;
        self.passed_over(out)?;
        self.heading(&words::html::not_checked(), out)?;
        self.unchecked(out)?;
        self.heading(&words::html::each_requirement(), out)?;
        self.note(&self.requirements(), out)?;
        self.each_requirement(out)?;
        writeln!(out, "</section>")
    }

    /// How many requirements came to what.
    pub(super) fn requirements(&self) -> Text {
        let count = |status| {
            let fits = |(_, _, tally, _): &&(_, _, Coverage, _)| tally.status() == status;
            self.outcome.coverage.iter().filter(fits).count() as u64
        };
        words::requirements(
            count(CoverageStatus::Passed),
            count(CoverageStatus::Failed),
            count(CoverageStatus::NotApplicable),
            count(CoverageStatus::NotChecked),
        )
    }

    fn input<'o>(
        &'o self,
        input: &'o Input,
        told: &mut Vec<(&'o Input, &'o TableReport)>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lang = self.lang();
        let role = words::read_for(input.role);
        let mut facts = vec![input.format.as_deref().unwrap_or("?").to_owned()];
        facts.extend(role.map(|r| r.of(lang).to_owned()));
        facts.extend(
            input
                .encoding
                .as_ref()
                .map(|e| format!("{}（{}）", e.label(), e.reason.of(lang))),
        );
        writeln!(
            out,
            "<div class=\"input\">\n<h4>{} <span class=\"note\">{}</span></h4>",
            esc(&input.path),
            esc(&facts.join(" · "))
        )?;
        if let Some(error) = &input.error {
            let said = words::not_read(&input.path, &error.message);
            writeln!(out, "<p class=\"stopped\">{}</p>", self.say(&said))?;
            if let Some(help) = &error.help {
                self.note(help, out)?;
            }
        }
        for table in &input.tables {
            let same =
                |(_, t): &&(&Input, &TableReport)| t.kind == table.kind && *t.columns == *table.columns;
            let known = told.iter().find(same).copied();
            self.table(table, known, out)?;
            if known.is_none() {
                told.push((input, table));
            }
        }
        for skipped in &input.skipped {
            self.note(&words::skipped_sheet(skipped), out)?;
        }
        input.notes.iter().try_for_each(|note| self.note(note, out))?;
        writeln!(out, "</div>")
    }

    fn table(
        &self,
        table: &TableReport,
        known: Option<(&Input, &TableReport)>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lang = self.lang();
        let hidden = table.hidden.then(words::hidden_sheet);
        let sheet = table.sheet.as_deref().map(visible).unwrap_or_default();
        let sheet = format!("{sheet}{}", hidden.as_ref().map_or("", |h| h.of(lang)));
        let facts = [
            sheet,
            table_name(&table.kind).of(lang).to_owned(),
            words::header_rows(&table.header_rows).of(lang).to_owned(),
            words::html::table_facts(table.rows, table.resources)
                .of(lang)
                .to_owned(),
        ];
        let facts: Vec<&str> = facts
            .iter()
            .map(String::as_str)
            .filter(|f| !f.is_empty())
            .collect();
        writeln!(out, "<p class=\"table\">{}</p>", esc(&facts.join(" · ")))?;
        match known {
            Some((input, first)) => {
                self.note(&words::same_columns(&input.path, first.sheet.as_deref()), out)?;
            }
            None => self.columns(table, out)?,
        }
        let notices = table.notices.iter().map(|n| &n.text);
        table
            .notes
            .iter()
            .chain(notices)
            .try_for_each(|note| self.note(note, out))?;
        self.odd(table).iter().try_for_each(|note| self.note(note, out))
    }

    /// What was taken from elsewhere, hidden or passed over.
    fn odd(&self, table: &TableReport) -> Vec<Text> {
        let mut notes = Vec::new();
        if table.inherited > 0 {
            notes.push(words::inherited(table.inherited));
        }
        let hidden = table.columns.iter().filter(|h| h.hidden);
        let hidden: Vec<String> = hidden.map(|h| letters(h.column)).collect();
        if !hidden.is_empty() {
            notes.push(words::hidden_columns(&hidden.join(" ")));
        }
        if table.hidden_rows > 0 {
            notes.push(words::hidden_rows(table.hidden_rows));
        }
        if table.skipped > 0 {
            let rows = table.skipped_rows.iter().take(NAMED);
            let rows: Vec<String> = rows
                .map(|(row, reason)| words::skipped_row(*row, reason).of(self.lang()).to_owned())
                .collect();
            let complete = rows.len() as u64 == table.skipped;
            notes.push(words::skipped_rows(table.skipped, &rows.join(" "), complete));
        }
        notes
    }

    /// What each column was taken for.
    fn columns(&self, table: &TableReport, out: &mut dyn Write) -> io::Result<()> {
        let [columns, unmapped] = words::html::column_heads(self.lang());
        writeln!(
            out,
            "<dl class=\"facts\"><dt>{}</dt><dd class=\"columns\">",
            esc(columns)
        )?;
        for header in table.columns.iter().filter(|h| !h.fields.is_empty()) {
            let fields = header.fields.iter();
            let fields: Vec<&str> = fields
                .map(|&f| self.outcome.vocabulary.entry(f).name(self.lang()))
                .collect();
            writeln!(
                out,
                "<span><b>{}</b> {} → {}</span>",
                letters(header.column),
                esc(&header.text),
                esc(&fields.join(" + "))
            )?;
        }
        writeln!(out, "</dd>")?;
        let rest: Vec<_> = table.columns.iter().filter(|h| h.fields.is_empty()).collect();
        if !rest.is_empty() {
            writeln!(out, "<dt>{}</dt><dd class=\"columns\">", esc(unmapped))?;
            for header in rest {
                writeln!(
                    out,
                    "<span><b>{}</b> {}</span>",
                    letters(header.column),
                    esc(&header.text)
                )?;
            }
            writeln!(out, "</dd>")?;
        }
        writeln!(out, "</dl>")
    }

    fn passed_over(&self, out: &mut dyn Write) -> io::Result<()> {
        let reasons = left_out(self.outcome);
        if reasons.is_empty() {
            return self.note(&words::html::nothing_left_out(), out);
        }
        let apart = if self.lang() == Lang::Zh { "；" } else { "; " };
        writeln!(out, "<ul>")?;
        for (reason, paths) in reasons {
            let named: Vec<String> = paths.iter().take(NAMED).map(|p| visible(p)).collect();
            let more = paths.len() > named.len();
            let said = words::passed_over(paths.len(), reason, &named.join(apart), more);
            writeln!(out, "<li>{}</li>", self.say(&said))?;
        }
        writeln!(out, "</ul>")
    }

    /// Requirements not checked, or not on everything, those with the same reason together.
    fn unchecked(&self, out: &mut dyn Write) -> io::Result<()> {
        let audited = self.outcome.inputs.iter().filter(|i| i.role == Role::Audited);
        if audited.flat_map(|i| &i.tables).next().is_none() {
            return self.note(&words::nothing_read(self.outcome.coverage.len()), out);
        }
        let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
        for (_, requirement, _, reason) in self.outcome.coverage.iter().filter(|c| told_unchecked(c)) {
            let reason = reason.as_ref().map_or("", |r| r.of(self.lang()));
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, ids)) => ids.push(&requirement.id),
                None => reasons.push((reason, vec![&requirement.id])),
            }
        }
        let lacking: Vec<(Text, Vec<&str>)> = kinds_lacking(self.outcome)
            .into_iter()
            .map(|(kinds, of)| {
                let ids = of.iter().map(|r| r.id.as_str()).collect();
                (words::html::lacking(&words::either(kinds)), ids)
            })
            .collect();
        let lacking = lacking.iter().map(|(text, ids)| (text.of(self.lang()), ids));
        writeln!(out, "<ul class=\"reasons\">")?;
        for (reason, ids) in reasons.iter().map(|(r, ids)| (*r, ids)).chain(lacking) {
            writeln!(
                out,
                "<li>{} <code>{}</code></li>",
                esc(reason),
                esc(&ids.join(" "))
            )?;
        }
        writeln!(out, "</ul>")
    }

    fn each_requirement(&self, out: &mut dyn Write) -> io::Result<()> {
        table("coverage", &words::html::coverage_heads(self.lang()), out)?;
        self.outcome
            .coverage
            .iter()
            .try_for_each(|line| self.requirement(line, out))?;
        end_table(out)
    }

    fn requirement(
        &self,
        (active, requirement, tally, reason): &(Active<'_>, &Requirement, Coverage, Option<Text>),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let status = tally.status();
        let class = match status {
            CoverageStatus::Passed => "passed",
            CoverageStatus::Failed => "failed",
            CoverageStatus::NotApplicable | CoverageStatus::NotChecked => "open",
        };
        let [_, basis, result, judged, breaches, remark] = words::html::coverage_heads(self.lang());
        let several = self.outcome.instruments.len() > 1;
        let title = several.then(|| active.pack.instrument.title.of(self.lang()).to_owned());
        write!(
            out,
            "<tr class=\"{class}\"><th scope=\"row\">{} <code>{}</code></th>",
            self.say(&requirement.summary),
            esc(&requirement.id)
        )?;
        let cells = [
            (
                basis,
                title.map_or_else(String::new, |t| format!("{t} ")) + &requirement.citation.to_string(),
            ),
            (result, words::html::result(status).of(self.lang()).to_owned()),
            (judged, tally.judged.to_string()),
            (breaches, tally.breaches.to_string()),
            (
                remark,
                reason
                    .as_ref()
                    .map_or_else(String::new, |r| r.of(self.lang()).to_owned()),
            ),
        ];
        labelled(&cells, out)?;
        writeln!(out, "</tr>")
    }
}
