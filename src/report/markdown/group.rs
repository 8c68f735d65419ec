//! The findings of one requirement: exact counts, the first places, how they are laid out.

use super::escape::escaped;
use crate::audit::{Active, Finding, Levels};
use crate::check::Observed;
use crate::law::Requirement;
use crate::model::{Lang, Severity};
use crate::report::{Context, words};
use std::io::{self, Write};

/// Characters of a cell that are shown.
const LONGEST: usize = 120;

/// What was found of one requirement.
#[derive(Debug, Default)]
pub(super) struct Group {
    levels: Levels,
    /// Findings that do not count.
    waived: u64,
    places: Vec<Place>,
}

/// One place, escaped.
#[derive(Debug)]
struct Place {
    /// `None` where it does not count.
    level: Option<Severity>,
    file: String,
    at: String,
    subject: String,
    observed: String,
    message: String,
    expected: String,
    suggestion: String,
}

impl Group {
    /// Counts a finding; keeps it while there is room.
    pub(super) fn add(&mut self, finding: &Finding<'_>, context: &Context) {
        match finding.waived {
            Some(_) => self.waived += 1,
            None => self.levels.count(finding.severity),
        }
        if context.max_examples.is_none_or(|max| self.places.len() < max) {
            self.places.push(Place::new(finding, context.lang));
        }
    }

    /// The worst that counts, where anything does.
    pub(super) fn worst(&self) -> Option<Severity> {
        match self.levels {
            Levels { errors: 1.., .. } => Some(Severity::Error),
            Levels { warnings: 1.., .. } => Some(Severity::Warning),
            Levels { infos: 1.., .. } => Some(Severity::Info),
            Levels { .. } => None,
        }
    }

    pub(super) fn write(
        &self,
        active: Active<'_>,
        requirement: &Requirement,
        several: bool,
        lang: Lang,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Levels {
            errors,
            warnings,
            infos,
        } = self.levels;
        let counts = [
            (Some(Severity::Error), errors),
            (Some(Severity::Warning), warnings),
            (Some(Severity::Info), infos),
            (None, self.waived),
        ];
        let counts = counts.into_iter().filter(|(_, n)| *n > 0);
        let counts: Vec<String> = counts
            .map(|(level, n)| format!("{} {n}", words::level_or_waived(level, lang)))
            .collect();
        let (id, counts) = (escaped(&requirement.id), counts.join(" · "));
        writeln!(out, "#### {id} · {counts}\n")?;
        let citation = crate::model::Text::same(requirement.citation.to_string());
        let basis = words::entitled(&active.pack.instrument.title, &citation);
        let liability = requirement.liability.as_ref();
        let liability = liability.map_or_else(words::no_liability, |l| {
            words::liability(l.fit, &l.citation.to_string())
        });
        let [basis, liability] = words::basis_and_liability(&basis, &liability);
        let said = [&requirement.summary, &basis, &liability].map(|text| escaped(text.of(lang)));
        writeln!(out, "{}\n", said.join("<br>"))?;
        if self.places.is_empty() {
            return self.rest(lang, out);
        }
        let heads = words::place_heads().map(|head| escaped(head.of(lang)));
        writeln!(out, "| {} |", heads.join(" | "))?;
        writeln!(out, "|{}", "---|".repeat(heads.len()))?;
        for place in &self.places {
            let mut at = if several {
                format!("{}<br>{}", place.file, place.at)
            } else {
                place.at.clone()
            };
            // The head names the levels; which place has the lesser one must be seen.
            if let Some(level) = place.level.filter(|_| place.level < self.worst()) {
                at.push_str(words::bracketed(words::severity(level, lang)).of(lang));
            }
            let cells = [
                &at,
                &place.subject,
                &place.observed,
                &place.message,
                &place.expected,
                &place.suggestion,
            ];
            writeln!(out, "| {} |", cells.map(String::as_str).join(" | "))?;
        }
        writeln!(out)?;
        self.rest(lang, out)
    }

    /// How many places are not shown.
    pub(super) fn hidden(&self) -> u64 {
        self.levels.findings() + self.waived - self.places.len() as u64
    }

    fn rest(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        let hidden = self.hidden();
        if hidden == 0 {
            return Ok(());
        }
        writeln!(out, "{}\n", escaped(words::more(hidden).of(lang)))
    }
}

impl Place {
    fn new(finding: &Finding<'_>, lang: Lang) -> Self {
        let (breach, subject) = (finding.breach, finding.subject);
        let name = subject.catalog_name.or(subject.catalog_code);
        let parts: Vec<String> = [name, subject.item, subject.provider]
            .into_iter()
            .flatten()
            .map(|part| escaped(&clipped(part)))
            .collect();
        let observed = match (breach.class, breach.observed.trim()) {
            (Observed::NoColumn, _) => words::no_such_column().of(lang).to_owned(),
            (_, "") => words::empty_cell().of(lang).to_owned(),
            _ => clipped(&breach.observed),
        };
        let mut message = escaped(breach.message.of(lang));
        if let Some(waived) = finding.waived {
            message.push_str("<br>");
            message.push_str(&escaped(words::waived(waived, finding.severity).of(lang)));
        }
        for spot in finding.related {
            let at = format!("{} {}", spot.file, words::spot(spot).of(lang));
            message.push_str("<br>");
            message.push_str(&escaped(words::see_also(&at, spot.body()).of(lang)));
        }
        let sheet = finding.address.sheet.map(|s| format!("{s} ")).unwrap_or_default();
        let at = format!("{sheet}{}", words::place(breach.place).of(lang));
        Self {
            level: finding.waived.is_none().then_some(finding.severity),
            file: escaped(finding.address.file),
            at: escaped(&at),
            subject: parts.join(" / "),
            observed: escaped(&observed),
            message,
            expected: escaped(breach.expected.of(lang)),
            suggestion: breach
                .suggestion
                .as_ref()
                .map(|s| escaped(s.of(lang)))
                .unwrap_or_default(),
        }
    }
}

/// The beginning of a long text, with an ellipsis where it was cut.
fn clipped(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
