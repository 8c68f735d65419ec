//! The findings of one requirement: exact counts, what all of them say alike, and the first few, which are printed.

use super::escape::esc;
use super::row::Row;
use crate::audit::{Finding, Levels};
use crate::law::{Pack, Requirement};
use crate::model::{Citation, Lang, Severity, Text};
use crate::report::{Context, words};
use std::io::{self, Write};

/// The findings of one requirement.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) jurisdiction: String,
    pub(super) id: String,
    /// Where it stands.
    pub(super) citation: Citation,
    summary: String,
    basis: String,
    liability: Text,
    quote: Option<String>,
    pub(super) levels: Levels,
    /// Findings that do not count.
    waived: u64,
    /// The worst that counts, where anything does.
    pub(super) worst: Option<Severity>,
    /// 说明, 应为, 建议, where all findings say the same.
    pub(super) shared: [Option<String>; 3],
    examples: Vec<Row>,
}

/// What every group is written with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) lang: Lang,
    /// More than one file: places name theirs.
    pub(super) several: bool,
}

impl Group {
    pub(super) fn new(finding: &Finding<'_>, context: &Context, first: &Row) -> Self {
        let (pack, requirement): (&Pack, &Requirement) = (finding.pack, finding.requirement);
        let title = &pack.instrument.title;
        Self {
            jurisdiction: pack.instrument.id.clone(),
            id: requirement.id.clone(),
            citation: requirement.citation,
            summary: requirement.summary.of(context.lang).to_owned(),
            basis: match context.lang {
                Lang::Zh => format!("《{}》{}", title.zh, requirement.citation),
                Lang::En => format!("{}, {}", title.en, requirement.citation),
            },
            liability: match &requirement.liability {
                Some(l) => words::liability(l.fit, &l.citation.to_string()),
                None => words::no_liability(),
            },
            quote: context.texts.quote(&pack.instrument.id, &requirement.citation),
            levels: Levels::default(),
            waived: 0,
            worst: None,
            shared: first.texts.clone().map(Some),
            examples: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, row: Row, most: usize) {
        match row.level {
            Some(severity) => self.levels.count(severity),
            None => self.waived += 1,
        }
        self.worst = self.worst.max(row.level);
        for (shared, text) in self.shared.iter_mut().zip(&row.texts) {
            if shared.as_ref().is_some_and(|s| s != text) {
                *shared = None;
            }
        }
        if self.examples.len() < most {
            self.examples.push(row);
        }
    }

    /// The group with its number in the block of data.
    pub(super) fn write(&self, number: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let script = words::html::script(style.lang);
        write!(
            out,
            "<section class=\"group\" id=\"group-{number}\" data-number=\"{number}\">\n<h3><button type=\"button\">"
        )?;
        write!(out, "<span class=\"levels\">{}</span> ", self.counts(style.lang))?;
        writeln!(
            out,
            "<span class=\"asks\">{}</span> <code>{}</code></button></h3>\n<div class=\"body\">\n<dl class=\"facts\">",
            esc(&self.summary),
            esc(&self.id)
        )?;
        let [_, basis, liability, quoted] = words::html::group_heads(style.lang);
        fact(out, basis, &self.basis)?;
        fact(out, liability, self.liability.of(style.lang))?;
        if let Some(quote) = &self.quote {
            write!(out, "<dt>{}</dt><dd>", esc(quoted))?;
            quote
                .lines()
                .try_for_each(|l| write!(out, "<span class=\"quote\">{}</span>", esc(l)))?;
            writeln!(out, "</dd>")?;
        }
        for (label, text) in script.texts.iter().zip(&self.shared) {
            if let Some(text) = text.as_deref().filter(|t| !t.is_empty()) {
                fact(out, label, text)?;
            }
        }
        writeln!(out, "</dl>\n<table class=\"rows\">\n<thead><tr>")?;
        let apart = self.shared.iter().any(Option::is_none);
        for head in script.heads.iter().take(4 + usize::from(apart)) {
            write!(out, "<th scope=\"col\">{}</th>", esc(head))?;
        }
        writeln!(
            out,
            "</tr></thead>\n<tbody class=\"live\"></tbody>\n<tbody class=\"still\">"
        )?;
        self.examples
            .iter()
            .try_for_each(|row| self.row(row, style, out))?;
        writeln!(out, "</tbody>\n</table>")?;
        let rest = self.levels.findings() + self.waived - self.examples.len() as u64;
        let said = (rest > 0).then(|| words::html::not_printed(rest));
        let said = said.as_ref().map_or("", |s| s.of(style.lang));
        writeln!(
            out,
            "<p class=\"note still\">{}</p>\n</div>\n</section>",
            esc(said)
        )
    }

    /// `违规 3 处`, the gravest first.
    fn counts(&self, lang: Lang) -> String {
        let of = [
            (Some(Severity::Error), self.levels.errors),
            (Some(Severity::Warning), self.levels.warnings),
            (Some(Severity::Info), self.levels.infos),
            (None, self.waived),
        ];
        let found = of.into_iter().filter(|&(_, n)| n > 0);
        let one = |(level, n)| {
            let (class, word) = (class(level), words::level_or_waived(level, lang));
            format!("<span class=\"level {class}\">{word} {n}</span>")
        };
        found.map(one).collect::<Vec<_>>().join(" ")
    }

    fn row(&self, row: &Row, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let script = words::html::script(style.lang);
        let [level, place, subject, observed, texts] = script.heads;
        let (severity, word) = (class(row.level), words::level_or_waived(row.level, style.lang));
        write!(
            out,
            "<tr><td data-head=\"{}\"><span class=\"level {severity}\">{word}</span></td>",
            esc(level)
        )?;
        let file = if style.several { row.file.as_str() } else { "" };
        cell(out, place, &[&row.place, &row.header, file])?;
        cell(
            out,
            subject,
            &[&row.subject, row.provider.as_deref().unwrap_or_default()],
        )?;
        let see: Vec<&str> = std::iter::once(&row.observed)
            .chain(&row.see)
            .map(String::as_str)
            .collect();
        cell(out, observed, &see)?;
        if self.shared.iter().any(Option::is_none) {
            let own = script.texts.iter().zip(&row.texts).zip(&self.shared);
            let own = own.filter(|((_, text), shared)| shared.is_none() && !text.is_empty());
            let told: Vec<String> = own
                .map(|((label, text), _)| format!("{label}{}{text}", script.colon))
                .collect();
            cell(out, texts, &told.iter().map(String::as_str).collect::<Vec<_>>())?;
        }
        writeln!(out, "</tr>")
    }
}

/// The class that colours a level.
fn class(level: Option<Severity>) -> &'static str {
    match level {
        Some(Severity::Error) => "error",
        Some(Severity::Warning) => "warning",
        Some(Severity::Info) => "info",
        None => "waived",
    }
}

fn fact(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    writeln!(out, "<dt>{}</dt><dd>{}</dd>", esc(label), esc(text))
}

/// A cell of lines, the first of which says most.
fn cell(out: &mut dyn Write, head: &str, lines: &[&str]) -> io::Result<()> {
    write!(out, "<td data-head=\"{}\">", esc(head))?;
    for line in lines.iter().filter(|l| !l.is_empty()) {
        write!(out, "<span>{}</span>", esc(line))?;
    }
    write!(out, "</td>")
}
